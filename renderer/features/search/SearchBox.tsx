import { useEffect, useMemo } from 'react'
import { leave } from '../session/index.ts'
import { commandsOf, type Room } from './commands.ts'
import { Palette } from './Palette.tsx'
import { useSearch } from './searchStore.ts'
import './search.css'

/** Something else asks first; the palette would open beneath it. */
const isAsked = (): boolean => [...document.querySelectorAll<HTMLElement>('.ant-modal, [aria-modal=true]')].some((dialog) => dialog.offsetParent !== null || dialog.closest('.overlay') !== null)

/** The way to anything, from anywhere: in the middle of the top bar, and by Ctrl+K. */
export function SearchBox({ rooms, onLock }: { rooms: readonly Room[]; onLock(): void }) {
  const { open, show, close } = useSearch()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || !event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      if (!useSearch.getState().open && !isAsked()) show()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [show])
  useEffect(() => close, [close])
  const commands = useMemo(() => commandsOf(rooms, [
    // Locking saves first by itself.
    { id: 'lock', name: '锁定', note: 'Ctrl+L', leaves: false, run: () => { close(); onLock() } },
    { id: 'rebuild', name: '重建查找用的索引', note: '找不到明明有的内容时', leaves: false, run: () => { useSearch.setState({ text: '', kind: null }); void useSearch.getState().rebuild() } },
  ]), [rooms, onLock, close])
  return (
    <>
      <button className="search-box" type="button" aria-haspopup="dialog" aria-keyshortcuts="Control+K" onClick={show}><span>找人、会议、议定事项、规则…　拼音首字母也行</span><kbd aria-hidden="true">Ctrl K</kbd></button>
      {open && <Palette commands={commands} leave={(act) => void leave(act)} />}
    </>
  )
}
