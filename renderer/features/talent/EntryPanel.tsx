import { useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { talentDirectionWords, talentStateNames } from '../../../shared/domain/talent.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { ProofFiles } from '../actions/index.ts'
import { FormFault } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { EntryDialog, type Ending } from './EntryDialog.tsx'
import { act, stateTags, type Row } from './talentStore.ts'

const load = (proofId: string) => callApi('talent.fileContent', { proofId })

/** One person in the pool: why, with whom, what was done, how it ended, and what proves it. */
export function EntryPanel({ row, onClose }: { row: Row; onClose(): void }) {
  const go = useRoute((state) => state.go)
  const [editing, setEditing] = useState<Ending | 'plain' | null>(null)
  const acting = useAct()
  const proving = useAct()
  const { id, name, personId, direction, criteria, documentNo, mentor, meeting, startsOn, plannedEnd, stages, state, endedOn, endReason, endProof, overdue, offer, finding, files } = row
  const ended = state === 'converted' ? '转化' : '退出'
  return (
    <aside className="panel talent-panel" aria-label={`${name}的培养`}>
      <div className="row between panel-head"><h2>{name} <span className={`tag ${stateTags[state]}`}>{talentStateNames[state]}</span></h2><button className="btn quiet small" type="button" onClick={onClose}>关闭</button></div>
      <p className="mut sm">{talentDirectionWords[direction]}</p>
      {finding !== '' && <p className="amber-text" role="status">{finding}。</p>}
      {overdue && <p className="amber-text" role="status">已过计划结束日期，还没有登记结果。</p>}
      {offer !== null && <div className="notice" role="status"><span>{offer.words}。</span><button className="btn small" type="button" onClick={() => setEditing({ state: 'converted', on: offer.on, proof: offer.words })}>登记转化</button></div>}
      <div className="row wrap"><button className="btn" type="button" onClick={() => setEditing('plain')}>{state === 'training' ? '登记阶段和结果' : '修改'}</button><button className="btn quiet" type="button" onClick={() => void leave(() => go({ screen: 'member', personId }))}>看档案</button>
        <button className="btn quiet" type="button" disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('talent.remove', { id })))}>删除</button></div>
      <FormFault acting={acting} known={[]} />
      <dl className="talent-facts">
        <dt>起止</dt><dd className="num">{chineseDate(startsOn)}起，{plannedEnd === null ? '没有填计划结束日期' : `计划到${chineseDate(plannedEnd)}`}</dd>
        {endedOn !== null && <><dt>{ended}</dt><dd>{chineseDate(endedOn)}{state === 'converted' ? (endProof === '' ? '' : `，${endProof}`) : `，${endReason}`}</dd></>}
        <dt>导师</dt><dd>{mentor === '' ? <span className="mut">没有填</span> : mentor}</dd>
        <dt>条件</dt><dd className="talent-text">{criteria === '' ? <span className="mut">没有填</span> : criteria}</dd>
        <dt>依据</dt><dd>{documentNo === '' ? <span className="mut">没有填文号</span> : documentNo}</dd>
        <dt>会议</dt><dd>{meeting === null ? <span className="mut">没有选会议</span> : <button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'meeting', meetingId: meeting.id, newKind: null }))}>{chineseDate(meeting.heldOn)} {meeting.title}</button>}</dd>
      </dl>
      <section aria-label="培养阶段"><h3>培养阶段</h3>
        {stages.length === 0 ? <p className="mut sm">还没有登记。谈话、跟班、课题、培训都可以记：哪天、做什么、结果怎样。</p> : (
          <ul className="lines">{stages.map((stage) => <li key={stage.id}><span className="line-text"><span className="mut sm num">{chineseDate(stage.on)}</span><br />{stage.content}{stage.result !== '' && <span className="mut"><br />{stage.result}</span>}</span></li>)}</ul>
        )}
      </section>
      <ProofFiles title="证明文件" level={3} none="还没有文件。奖状、证书、批复、会议记录的照片或PDF都可以，加密保存。" files={files} acting={proving} load={load}
        add={(fileTokens) => act(() => callApi('talent.addFiles', { id, fileTokens }))} remove={(proofId) => act(() => callApi('talent.removeFile', { proofId }))} open={(proofId) => callApi('talent.openFile', { id: proofId })} />
      {editing !== null && <EntryDialog entry={row} {...(editing === 'plain' ? {} : { ending: editing })} onClose={() => setEditing(null)} />}
    </aside>
  )
}
