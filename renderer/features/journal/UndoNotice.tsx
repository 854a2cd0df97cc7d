import { useEffect, useRef } from 'react'
import { useRoute } from '../session/index.ts'
import { useUndoNotice } from './undoNotice.ts'
import './journal.css'

/** What was just done, with its way back, at the foot of the screen; it goes with the screen. */
export function UndoNotice() {
  const { offered, undone, error, busy, undo, forget } = useUndoNotice()
  const route = useRoute((state) => state.route)
  const hide = useRef<HTMLButtonElement>(null)
  useEffect(() => forget, [route, forget])
  // The button that was pressed is gone.
  useEffect(() => { if (undone !== null || error) hide.current?.focus() }, [undone, error])
  if (!offered && undone === null && !error) return null
  return (
    <aside className={`undo-notice ${error ? 'bad' : ''}`} aria-label="刚才的操作" onKeyDown={(event) => { if (event.key === 'Escape') forget() }}>
      <span role={error ? 'alert' : 'status'}>{error ? `${error.sentence.happened}${error.sentence.next}` : offered ? `已${offered.operation.words}` : `已撤销：${undone ?? ''}`}</span>
      <span className="row">
        {offered && <button className="btn small" type="button" disabled={busy} onClick={() => void undo()}>撤销</button>}
        <button ref={hide} className="btn quiet small" type="button" onClick={forget}>收起</button>
      </span>
    </aside>
  )
}
