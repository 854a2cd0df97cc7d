import { Modal } from 'antd'
import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { businessLineNames, businessLines, difficultyStateNames, difficultyStates, type BusinessLine, type DifficultyRow, type DifficultyState } from '../../../shared/domain/project.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { BlockField, ChoiceField, DayField, FormFault, LineField } from './Field.tsx'
import { act } from './fusionStore.ts'
import { useTyped } from './useTyped.ts'
import { PersonField } from './PersonField.tsx'

interface Draft { title: string; line: BusinessLine; source: string; baseline: string; target: string; unit: string; leader: string; committee: string; dueOn: IsoDate | null; measure: string; state: DifficultyState; evidence: string; correction: string }
const empty: Draft = { title: '', line: 'marketing', source: '', baseline: '', target: '', unit: '', leader: '', committee: '', dueOn: null, measure: '', state: 'open', evidence: '', correction: '' }
const fields = ['title', 'line', 'source', 'baseline', 'target', 'unit', 'leader', 'committee', 'dueOn', 'measure', 'evidence', 'correction']

/** A difficulty as it is registered or changed. A new baseline or target keeps the old one in its history. */
export function DifficultyDialog({ difficulty, onClose }: { difficulty: DifficultyRow | null; onClose(): void }) {
  const [first] = useState<Draft>(() => (difficulty === null ? empty : { ...difficulty, baseline: difficulty.baseline ?? '', target: difficulty.target ?? '', correction: '' }))
  const [draft, setDraft] = useState(first)
  const acting = useAct()
  useTyped(draft !== first)
  const put = (change: Partial<Draft>) => setDraft((held) => ({ ...held, ...change }))
  const submit = () => acting.run(async () => {
    const { title, line, source, baseline, target, unit, leader, committee, dueOn, measure, state, evidence, correction } = draft
    await act(() => callApi('difficulties.save', {
      ...(difficulty === null ? {} : { id: difficulty.id, revision: difficulty.revision }), title, line, source, baseline: baseline.trim() === '' ? null : baseline, target: target.trim() === '' ? null : target, unit, leader, committee, dueOn, measure, state, evidence, correction,
    }))
    onClose()
  })
  const isCorrected = difficulty !== null && (draft.baseline !== first.baseline || draft.target !== first.target)
  return (
    <Modal open title={difficulty === null ? '登记难点' : '修改难点'} footer={null} width={680} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 40 }}>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <LineField label="难点" field="title" wide value={draft.title} maxLength={300} acting={acting} placeholder="例如：雨天送货准时率下降" onChange={(title) => put({ title })} />
        <ChoiceField label="业务条线" value={draft.line} options={businessLines} names={businessLineNames} onChange={(line) => put({ line })} />
        <LineField label="来源" field="source" value={draft.source} maxLength={120} acting={acting} placeholder="部门提出、走访、投诉、检查" onChange={(source) => put({ source })} />
        <div className="form-entry thirds">
          <LineField label="现状值" field="baseline" value={draft.baseline} maxLength={30} acting={acting} onChange={(baseline) => put({ baseline })} />
          <LineField label="目标值" field="target" value={draft.target} maxLength={30} acting={acting} onChange={(target) => put({ target })} />
          <LineField label="单位" field="unit" value={draft.unit} maxLength={20} acting={acting} placeholder="%" onChange={(unit) => put({ unit })} />
        </div>
        <DayField label="时限" field="dueOn" value={draft.dueOn} acting={acting} onChange={(dueOn) => put({ dueOn })} />
        {isCorrected && <LineField label="为什么改数值" field="correction" wide value={draft.correction} maxLength={200} acting={acting} note="原来的数值留在历史里" onChange={(correction) => put({ correction })} />}
        <PersonField label="牵头人" field="leader" value={draft.leader} acting={acting} onChange={(leader) => put({ leader })} />
        <PersonField label="责任支委" field="committee" value={draft.committee} acting={acting} onChange={(committee) => put({ committee })} />
        <BlockField label="党建举措" field="measure" value={draft.measure} maxLength={2000} acting={acting} placeholder="党员攻关、先锋岗、责任区、突击队、专题党课等，做什么、谁来做" onChange={(measure) => put({ measure })} />
        {difficulty !== null && <ChoiceField label="状态" value={draft.state} options={difficultyStates} names={difficultyStateNames} onChange={(state) => put({ state })} />}
        {draft.state !== 'open' && <BlockField label={draft.state === 'solved' ? '佐证' : '为什么不再跟踪'} field="evidence" value={draft.evidence} maxLength={20_000} acting={acting} placeholder={draft.state === 'solved' ? '数值到了多少、凭什么证明' : ''} onChange={(evidence) => put({ evidence })} />}
        <FormFault acting={acting} known={fields} />
        <div className="row wide form-foot"><button className="btn" type="button" onClick={onClose}>不{difficulty === null ? '登记' : '修改'}</button><button className="btn primary" type="submit" disabled={acting.busy || draft.title.trim() === ''}>{acting.busy ? '正在保存…' : difficulty === null ? '登记难点' : '保存修改'}</button></div>
      </form>
    </Modal>
  )
}
