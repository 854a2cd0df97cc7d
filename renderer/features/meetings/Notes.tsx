import type { RecordGap } from '../../../shared/domain/meeting.ts'
import type { Presence } from './draft.ts'
import { goToField } from './fields.ts'

interface NotesProps { presence: Presence; gaps: readonly RecordGap[]; onFold(): void }

/** Beside the record: may they meet, and what the record still lacks. */
export function Notes({ presence: { expected, present, mayMeet, explanation }, gaps, onFold }: NotesProps) {
  return (
    <aside className="notes" aria-label="旁注">
      <div className="card">
        <div className="row between"><h2>到会与表决</h2><button className="btn quiet small" type="button" onClick={onFold}>收起旁注</button></div>
        <div className="kv"><span className="mut">应到委员</span><b className="num">{expected}</b></div>
        <div className="kv"><span className="mut">实到委员</span><b className="num">{present}</b></div>
        <p className={`sm ${mayMeet ? 'green-text' : 'amber-text'}`}>{explanation}</p>
      </div>
      <div className="card">
        <div role="status"><h2>{gaps.length === 0 ? '要素齐全' : `还缺${gaps.length}处`}</h2></div>
        {gaps.length === 0
          ? <p className="sm mut">支委会记录的必备要素都有了。签字在打印件上手签。</p>
          : <ul className="gaps" tabIndex={0} aria-label="还缺的要素">{gaps.map((gap, index) => <li key={index}><span>{gap.message}</span><button className="btn link" type="button" aria-label={`去补：${gap.message}`} onClick={() => goToField(gap.field)}>去补</button></li>)}</ul>}
      </div>
    </aside>
  )
}
