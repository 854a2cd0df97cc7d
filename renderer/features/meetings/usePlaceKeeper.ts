import { type RefObject, useEffect } from 'react'
import { callApi } from '../../lib/callApi.ts'
import { fieldOf, selectionOf } from './fields.ts'

/** How often the place is written down at most, in milliseconds. */
const interval = 200

/** Keeps where the officer is in the record, so that whatever ends the application costs no search. */
export function usePlaceKeeper(desk: RefObject<HTMLElement | null>, meetingId: string, stored: boolean): void {
  useEffect(() => {
    if (!stored) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = ''
    const keep = () => {
      timer = undefined
      const active = document.activeElement
      const field = desk.current?.contains(active) ? fieldOf(active) : null
      const { start, end } = selectionOf(field === null ? null : active)
      const place = { screen: 'meeting' as const, meetingId, field, selectionStart: start, selectionEnd: end, scrollTop: Math.round(desk.current?.scrollTop ?? 0) }
      const text = JSON.stringify(place)
      // Without a field the officer is in another window or in the menu: what was before is the better place.
      if (field === null || text === last) return
      last = text
      callApi('place.keep', place).catch(() => { last = '' })
    }
    const later = () => { timer ??= setTimeout(keep, interval) }
    const element = desk.current
    document.addEventListener('selectionchange', later)
    document.addEventListener('focusin', later)
    element?.addEventListener('scroll', later, { passive: true })
    later()
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', later)
      document.removeEventListener('focusin', later)
      element?.removeEventListener('scroll', later)
    }
  }, [desk, meetingId, stored])
}
