import { useEffect } from 'react'
import { create } from 'zustand'
import { flushAll, hasTypedOnly } from '../features/session/index.ts'
import { onLockAsked } from '../lib/callApi.ts'
import { endPage, lockPage } from './UnsavedOverlay.tsx'

/** While `covered` nothing of the desk is shown: it should be locked, but its last words could not be saved and would be lost. */
export const useCover = create<{ covered: boolean; focused: Element | null }>()(() => ({ covered: false, focused: null }))

const activity = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart', 'compositionupdate'] as const
/** How often the desk looks whether it is idle, what a save may take before the desk is covered instead, and how often a covered desk tries to save. */
const look = 2_000
const patience = 3_000
const again = 60_000

let busy = false
let coveredAt = 0

/** Locks; where the last words cannot be saved, covers the desk until the password is given. Nobody is there to be asked. */
async function lockAlone(): Promise<void> {
  const { covered } = useCover.getState()
  if (busy || (covered && Date.now() - coveredAt < again)) return
  busy = true
  try {
    const saved = await Promise.race([flushAll(), new Promise<false>((resolve) => { setTimeout(() => resolve(false), patience) })])
    if (saved && !hasTypedOnly() && await lockPage()) return
    coveredAt = Date.now()
    if (!covered) useCover.setState({ covered: true, focused: document.activeElement })
  } finally { busy = false }
}

/** Locks the desk after so many idle minutes (0: never), when the computer goes to sleep or is locked, and by Ctrl+L. */
export function useAutoLock(minutes: number): void {
  useEffect(() => {
    let last = Date.now()
    const seen = () => { last = Date.now() }
    // Not the timer's own length: a computer that slept has to be locked as soon as it wakes. A clock that was put back is no reason to stay open.
    const timer = setInterval(() => { if (minutes > 0 && Math.abs(Date.now() - last) >= minutes * 60_000) void lockAlone() }, look)
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'l') return
      event.preventDefault()
      void endPage('app.lock')
    }
    for (const name of activity) window.addEventListener(name, seen, { capture: true, passive: true })
    window.addEventListener('keydown', onKey)
    const forget = onLockAsked(() => void lockAlone())
    return () => {
      clearInterval(timer)
      for (const name of activity) window.removeEventListener(name, seen, { capture: true })
      window.removeEventListener('keydown', onKey)
      forget()
    }
  }, [minutes])
}

/** The same beside a page that is not the desk. */
export function AutoLock({ minutes }: { minutes: number }): null {
  useAutoLock(minutes)
  return null
}
