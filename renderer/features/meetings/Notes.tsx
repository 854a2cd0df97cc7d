import type { ReactNode } from 'react'
import type { Presence, RecordGap } from '../../../shared/domain/meeting.ts'
import { kindFacts, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { goToField } from './fields.ts'

interface NotesProps { kind: MeetingKind; presence: Presence; gaps: readonly RecordGap[]; children: ReactNode; onFold(): void }

const Count = ({ name, value }: { name: string; value: number }) => <div className="kv"><span className="mut">{name}</span><b className="num">{value}</b></div>

/** Beside the record: may they meet, and what the record still lacks. */
export function Notes({ kind, presence: { expected, present, expectedVoters, presentVoters, mayMeet, quorum }, gaps, children, onFold }: NotesProps) {
  const { expects, decides, short } = kindFacts[kind]
  const committee = expects === 'committee'
  return (
    <aside className="notes" aria-label="旁注">
      <div className="card">
        <div className="row between"><h2>{expects === 'talkers' ? '保密' : decides ? '到会与表决' : '到会'}</h2><button className="btn quiet small" type="button" onClick={onFold}>收起旁注</button></div>
        {expects === 'talkers' && <p className="sm mut">谈话内容默认只有支委可见：不列入会议列表，导出要在这里单独选。</p>}
        {expects === 'open' && <Count name="参加" value={present} />}
        {expects !== 'open' && expects !== 'talkers' && <><Count name={committee ? '应到委员' : '应到'} value={expected} /><Count name={committee ? '实到委员' : '实到'} value={present} /></>}
        {decides && !committee && <><Count name="其中有表决权应到" value={expectedVoters} /><Count name="其中有表决权实到" value={presentVoters} /></>}
        {quorum !== '' && <p className={`sm ${mayMeet ? 'green-text' : 'amber-text'}`}>{quorum}</p>}
      </div>
      <div className="card">
        <div role="status"><h2>{gaps.length === 0 ? '要素齐全' : `还缺${gaps.length}处`}</h2></div>
        {gaps.length === 0
          ? <p className="sm mut">{short}记录的必备要素都有了。签字在打印件上手签。</p>
          : <ul className="gaps" tabIndex={0} aria-label="还缺的要素">{gaps.map((gap, index) => <li key={index}><span>{gap.message}</span><button className="btn link" type="button" aria-label={`去补：${gap.message}`} onClick={() => goToField(gap.field)}>去补</button></li>)}</ul>}
      </div>
      {children}
    </aside>
  )
}
