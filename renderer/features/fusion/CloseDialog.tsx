import { Modal } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ProjectFull } from '../../../shared/domain/project.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { BlockField, DayField, FormFault, LineField } from './Field.tsx'
import { actOnProject } from './projectStore.ts'
import { useTyped } from './useTyped.ts'
import { changeInWords, withUnit } from './words.ts'

/** 结题: what came of it, how it was judged; or ended without it, with the reason. */
export function CloseDialog({ project, onClose }: { project: ProjectFull; onClose(): void }) {
  const { metric } = project
  const [stopped, setStopped] = useState(false)
  const [on, setOn] = useState<IsoDate>(today())
  const [draft, setDraft] = useState({ result: '', review: '', grade: '' })
  const acting = useAct()
  useTyped(draft.result !== '' || draft.review !== '')
  const put = (change: Partial<typeof draft>) => setDraft((held) => ({ ...held, ...change }))
  const submit = () => acting.run(async () => {
    await actOnProject(() => callApi('projects.close', { id: project.id, revision: project.revision, on, stopped, ...draft }))
    onClose()
  })
  return (
    <Modal open title={stopped ? '终止项目' : '结题'} footer={null} width={640} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        {metric !== null && <p className="wide sm num"><span className="mut">{metric.name}：</span>{changeInWords(metric.baseline, metric.actual, metric.unit)}<span className="mut">，目标</span>{withUnit(metric.target, metric.unit)}<span className="mut">，达成</span>{metric.shown.replace(' ', '')}</p>}
        {project.openActions > 0 && <p className="wide amber-text" role="status">还有{project.openActions}项议定事项没有办结；结题不会改它们的状态。</p>}
        <fieldset className="choices wide"><legend className="visually-hidden">结束方式</legend>
          <label><input type="radio" name="ending" checked={!stopped} onChange={() => setStopped(false)} />结题</label><label><input type="radio" name="ending" checked={stopped} onChange={() => setStopped(true)} />终止，不结题</label></fieldset>
        <DayField label="日期" field="on" value={on} acting={acting} onChange={(day) => { if (day !== null) setOn(day) }} />
        {!stopped && <LineField label="评定等次" field="grade" value={draft.grade} maxLength={40} acting={acting} onChange={(grade) => put({ grade })} />}
        {!stopped && <BlockField label="成果" field="result" value={draft.result} maxLength={20_000} acting={acting} placeholder="数值到了多少，形成了什么制度、办法" onChange={(result) => put({ result })} />}
        <BlockField label={stopped ? '终止原因' : '评议意见'} field="review" value={draft.review} maxLength={20_000} acting={acting} onChange={(review) => put({ review })} />
        <FormFault acting={acting} known={['on', 'result', 'review', 'grade']} />
        <div className="row wide form-foot"><button className="btn" type="button" onClick={onClose}>继续实施</button><button className="btn primary" type="submit" disabled={acting.busy}>{acting.busy ? '正在保存…' : stopped ? '终止项目' : '结题'}</button></div>
      </form>
    </Modal>
  )
}
