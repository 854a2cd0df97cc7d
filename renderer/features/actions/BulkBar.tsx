import { Modal } from 'antd'
import { useId, useState } from 'react'
import type { Input, Output } from '../../../shared/contract/index.ts'
import { mostAtOnce } from '../../../shared/domain/action.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput } from '../../components/PersonInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { countOf, useActions } from './actionsStore.ts'
import { DayField, Field, OtherFaults, useAct, useKnownPeople, useProjects } from './fields.tsx'

type Act = Input<'actions.bulk'>['act']
type What = 'done' | 'postpone' | 'owner' | 'project' | 'confidential'
const names: Record<What, string> = { done: '办结', postpone: '延期', owner: '换责任人', project: '关联项目', confidential: '公开或不公开' }
const whats: readonly What[] = ['done', 'postpone', 'owner', 'project', 'confidential']

/** How many there are or are chosen, and what can be done with those. */
export function BulkBar() {
  const { chosen, counts, filter } = useActions()
  const { chooseNone } = useActions.getState()
  const [what, setWhat] = useState<What | null>(null)
  const [left, setLeft] = useState<Output<'actions.bulk'> | null>(null)
  const ids = [...chosen]
  return (
    <>
      <div className="row between list-head">
        {chosen.size === 0 ? <span className="mut sm" role="status">共{countOf(filter.list, counts)}项</span> : <span className="row wrap"><b role="status">已选{chosen.size}项</b>
          {chosen.size > mostAtOnce ? <span className="amber-text">一次最多改{mostAtOnce}项，请少选一些。</span> : whats.map((each) => <button key={each} className="btn small" type="button" onClick={() => setWhat(each)}>{names[each]}…</button>)}
          <button className="btn quiet small" type="button" onClick={chooseNone}>不选</button></span>}
      </div>
      {left && left.unchanged.length > 0 && <div className="notice warn" role="status"><div><b>改了{left.changed}项，{left.unchanged.length}项没有改</b><ul className="plain-list">{left.unchanged.slice(0, 5).map(({ id, title, why }) => <li key={id}>{title}：{why}</li>)}</ul>{left.unchanged.length > 5 && <span className="mut sm">另有{left.unchanged.length - 5}项。</span>}</div><button className="btn quiet small" type="button" onClick={() => setLeft(null)}>收起</button></div>}
      {what !== null && <BulkDialog key={what} what={what} ids={ids} onClose={() => setWhat(null)} onDone={(answer) => { setWhat(null); setLeft(answer); chooseNone() }} />}
    </>
  )
}

interface BulkDialogProps { what: What; ids: string[]; onClose(): void; onDone(answer: Output<'actions.bulk'>): void }

/** One thing for all who are chosen; one undo takes it back. */
function BulkDialog({ what, ids, onClose, onDone }: BulkDialogProps) {
  const key = useId()
  const people = useKnownPeople()
  const projects = useProjects().filter(({ open }) => open)
  const [evidence, setEvidence] = useState('')
  const [day, setDay] = useState<IsoDate | null>(what === 'done' ? today() : null)
  const [reason, setReason] = useState('')
  const [owner, setOwner] = useState('')
  const [projectId, setProjectId] = useState('')
  const [confidential, setConfidential] = useState(true)
  const { busy, error, run } = useAct()
  const edit = (): Act | null => {
    switch (what) {
      case 'done': return { kind: 'state', state: 'done', ...(day === null ? {} : { on: day }), ...(evidence.trim() === '' ? {} : { evidence }) }
      case 'postpone': return day === null ? null : { kind: 'postpone', dueOn: day, reason }
      case 'owner': return { kind: 'owner', owner }
      case 'project': return projectId === '' ? null : { kind: 'project', projectId }
      case 'confidential': return { kind: 'confidential', confidential }
    }
  }
  const apply = () => {
    const asked = edit()
    if (asked === null) return
    let answer: Output<'actions.bulk'> | null = null
    void run(async () => { answer = await callApi('actions.bulk', { ids, act: asked }) }, () => { if (answer) onDone(answer) })
  }
  return (
    <Modal open title={`${names[what]}：${ids.length}项`} footer={null} width={520} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); apply() }}>
        {what === 'done' && <>
          <Field label="共同的佐证" id={`${key}e`} error={error} path="evidence"><TextBlock label="共同的佐证" field="evidence" value={evidence} maxLength={20_000} onChange={setEvidence} /></Field>
          <Field label="办结日期" id={`${key}d`} error={error} path="on"><DayField id={`${key}d`} value={day} onChange={setDay} /></Field></>}
        {what === 'postpone' && <>
          <Field label="新的时限" id={`${key}d`} error={error} path="dueOn"><DayField id={`${key}d`} focus value={day} onChange={setDay} /></Field>
          <Field label="延期原因" id={`${key}r`} error={error} path="reason"><LineInput id={`${key}r`} field="reason" maxLength={500} value={reason} onChange={setReason} /></Field></>}
        {what === 'owner' && <Field label="新的责任人" id={`${key}o`} error={error} path="owner"><PersonInput id={`${key}o`} label="新的责任人" field="owner" value={owner} people={people} onChange={setOwner} /></Field>}
        {what === 'project' && <Field label="关联到项目" id={`${key}p`} error={error} path="projectId"><select id={`${key}p`} className="input" value={projectId} onChange={({ target }) => setProjectId(target.value)}><option value="">{projects.length === 0 ? '还没有项目' : '（请选）'}</option>{projects.map((each) => <option key={each.id} value={each.id}>{each.title}</option>)}</select></Field>}
        {what === 'confidential' && <fieldset className="choices">{[true, false].map((each) => <label key={String(each)}><input type="radio" name={`${key}c`} checked={confidential === each} onChange={() => setConfidential(each)} />{each ? '不公开，只在支委会内' : '公开'}</label>)}</fieldset>}
        <OtherFaults error={error} shown={['evidence', 'on', 'dueOn', 'reason', 'owner', 'projectId']} />
        <div className="row between"><span className="mut sm">不能改的会列出来；改了的可以一次撤销。</span><button className="btn primary" type="submit" disabled={busy || edit() === null}>{busy ? '正在修改…' : `修改${ids.length}项`}</button></div>
      </form>
    </Modal>
  )
}
