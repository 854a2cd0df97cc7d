import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useChecklist, type Checklist } from './checklistStore.ts'
import { useAct } from '../../lib/useAct.ts'

/** What the unit hid: it counts nothing and can come back. */
export function HiddenPoints({ points }: { points: Checklist['hidden'] }) {
  const setHidden = useChecklist((state) => state.setHidden)
  const { busy, error, run } = useAct()
  return (
    <section aria-labelledby="checklist-hidden">
      <h2 id="checklist-hidden">隐藏的检查点</h2>
      <ul className="card check-hidden">{points.map(({ id, text }) => <li key={id}><span className="mut">{text}</span><button className="btn small" type="button" disabled={busy} aria-label={`恢复显示：${text}`} onClick={() => void run(() => setHidden(id, false))}>恢复显示</button></li>)}</ul>
      {error && <ErrorNotice sentence={error.sentence} />}
    </section>
  )
}
