import { useState } from 'react'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { studyKindNames } from '../../../shared/domain/study.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault, shortDay } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { act, useStudy, type Ledger, type Row, type Training } from './studyStore.ts'
import { TrainingDialog } from './TrainingDialog.tsx'

type Line = NonNullable<Ledger['lines']>[number]
const sourceOf = ({ kind, meetingKind }: Line): string => (meetingKind !== null ? kindFacts[meetingKind].short : kind === 'volunteer' ? '志愿服务' : '培训')
const stateTags: Partial<Record<Line['state'], { name: string; tag: string }>> = { waiting: { name: '待确认', tag: 'amber' }, not: { name: '不计', tag: '' } }
const isStudy = ({ kind }: Line): boolean => kind === 'meeting' || kind === 'training'

/** What stands behind the sums of one person; each line opens its record. */
export function PersonPanel({ row, ledger, onClose }: { row: Row; ledger: Ledger; onClose(): void }) {
  const go = useRoute((state) => state.go)
  const show = useStudy((state) => state.show)
  const [edited, setEdited] = useState<Training | 'new' | null>(null)
  const acting = useAct()
  const { lines, trainings } = ledger
  const training = (id: string): Training | undefined => trainings?.find((each) => each.id === id)
  const openLine = (line: Line) => {
    if (line.kind === 'meeting' || line.kind === 'mass') void leave(() => go({ screen: 'meeting', meetingId: line.id, newKind: null }))
    else if (line.kind === 'training') setEdited(training(line.id) ?? null)
    else void leave(() => go({ screen: 'fusion' }))
  }
  return (
    <aside className="panel study-panel" aria-label={`${row.name}的学时`}>
      <div className="row between panel-head"><h2>{row.name}</h2><button className="btn quiet small" type="button" onClick={onClose}>关闭</button></div>
      <p><b className="num">{row.total}</b> / <span className="num">{row.asked}</span>学时，{Number(row.short) === 0 ? <span className="tag green">达标</span> : `还差${row.short}`}。</p>
      <p className="mut sm">{row.askedWords}。{Number(row.short) === 0 ? '' : Number(row.stillShort) === 0 ? '待确认的和计划里的都算上就够了。' : `待确认${row.waiting}、计划里还有${row.planned}，都算上还差${row.stillShort}。`}</p>
      <div className="row wrap"><button className="btn" type="button" onClick={() => setEdited('new')}>登记培训</button>{Number(row.waiting) > 0 || row.waitingOpen > 0 ? <button className="btn quiet" type="button" onClick={() => show('proposals')}>确认会议学时</button> : null}<button className="btn quiet" type="button" onClick={() => void leave(() => go({ screen: 'member', personId: row.personId }))}>看档案</button></div>
      <FormFault acting={acting} known={[]} />
      {lines === null ? <p className="mut" role="status">正在读取…</p> : lines.length === 0 ? <p className="mut">这一年还没有学习记录。</p> : (
        <ul className="study-lines">{lines.map((line) => (
          <li key={`${line.kind} ${line.id}`}>
            <span className="mut sm num">{shortDay(line.on)}</span>
            <span className="study-line"><button className="btn link" type="button" onClick={() => openLine(line)}>{line.title}</button>
              <span className="mut sm">{[sourceOf(line), isStudy(line) && line.state === 'counted' && Number(line.business) > 0 ? (Number(line.theory) > 0 ? `理论${line.theory}、业务${line.business}` : studyKindNames.business) : '', line.note].filter((part) => part !== '').join('　')}</span>
              {line.kind === 'training' && (training(line.id)?.files.length ?? 0) === 0 && <span className="mut sm">没有培训证明</span>}</span>
            <span className="num study-amount">{isStudy(line) && line.state === 'waiting' && Number(line.hours) === 0 ? '待填' : `${line.hours}${isStudy(line) && line.meetingKind !== 'volunteerService' ? '' : '小时'}`}{isStudy(line) && line.meetingKind !== 'volunteerService' && stateTags[line.state] && <> <span className={`tag ${stateTags[line.state]?.tag ?? ''}`}>{stateTags[line.state]?.name}</span></>}</span>
            {line.kind === 'training' && <button className="btn quiet small" type="button" aria-label={`删除${line.title}`} disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('study.removeTraining', { id: line.id })))}>删除</button>}
          </li>
        ))}</ul>
      )}
      {edited !== null && <TrainingDialog ledger={ledger} personId={row.personId} training={edited === 'new' ? null : training(edited.id) ?? edited} onClose={() => setEdited(null)} />}
    </aside>
  )
}
