import { Modal } from 'antd'
import { useState } from 'react'
import type { Input } from '../../../shared/contract/index.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { businessLineNames, businessLines, projectKindNames, projectKinds, type BusinessLine, type DifficultyRow, type ProjectFull, type ProjectKind } from '../../../shared/domain/project.ts'
import { measuresOf, metricNameOf } from '../../../shared/domain/projectProposal.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { useRoute } from '../session/index.ts'
import { BlockField, ChoiceField, DayField, Field, FormFault, LineField } from './Field.tsx'
import { act, useFusion } from './fusionStore.ts'
import { useTyped } from './useTyped.ts'
import { PersonField } from './PersonField.tsx'

interface MetricDraft { key: string; id: string | null; name: string; unit: string; baseline: string; baselineOn: IsoDate | null; baselineSource: string; target: string }
interface MilestoneDraft { key: string; id: string | null; title: string; dueOn: IsoDate | null; repeatText: string; doneOn: IsoDate | null; note: string }
interface Draft { kind: ProjectKind; number: string; title: string; line: BusinessLine; leader: string; party: string; others: string; promise: string; measures: string; startsOn: IsoDate; dueOn: IsoDate | null; metrics: MetricDraft[]; milestones: MilestoneDraft[]; objects: string }

/** A difficulty may be longer than the name of what is made of it. */
const [longestTitle, longestMetric] = [200, 100]
const cut = (text: string, most: number): string => text.slice(0, most)
let last = 0
const newKey = (): string => `new-${++last}`
const separators = /[、,，;；\n]+/
const namesIn = (text: string): string[] => text.split(separators).map((name) => name.trim()).filter((name) => name !== '')
const lineOf = (name: string, duty: string): string => (duty === '' ? name : `${name}（${duty}）`)
/** 李明（数据整理）: a name and what the person does. */
function memberOf(text: string, isParty: boolean): { name: string; isParty: boolean; duty: string } {
  const found = /^(.+?)[（(](.+)[）)]$/.exec(text)
  return { name: found?.[1]?.trim() ?? text, isParty, duty: found?.[2]?.trim() ?? '' }
}

function draftOf(project: ProjectFull | null, difficulty: DifficultyRow | null): Draft {
  if (project !== null) {
    const { kind, number, title, line, leader, members, promise, measures, startsOn, dueOn, metrics, milestones, objects } = project
    return {
      kind, number, title, line, leader, promise, measures, startsOn, dueOn, objects: objects.join('\n'),
      party: members.filter(({ isParty }) => isParty).map(({ name, duty }) => lineOf(name, duty)).join('、'), others: members.filter(({ isParty }) => !isParty).map(({ name, duty }) => lineOf(name, duty)).join('、'),
      metrics: metrics.map((metric) => ({ key: metric.id, id: metric.id, name: metric.name, unit: metric.unit, baseline: metric.baseline ?? '', baselineOn: metric.baselineOn, baselineSource: metric.baselineSource, target: metric.target ?? '' })),
      milestones: milestones.map(({ id, title: what, dueOn: by, repeatText, doneOn, note }) => ({ key: id, id, title: what, dueOn: by, repeatText, doneOn, note })),
    }
  }
  return {
    kind: 'memberProject', number: '', title: cut(difficulty?.title ?? '', longestTitle), line: difficulty?.line ?? 'marketing', leader: difficulty?.leader ?? '', party: '', others: '', promise: '', measures: measuresOf(difficulty?.measure ?? ''), startsOn: today(), dueOn: difficulty?.dueOn ?? null, objects: '',
    metrics: [{ key: newKey(), id: null, name: cut(metricNameOf(difficulty?.title ?? ''), longestMetric), unit: difficulty?.unit ?? '', baseline: difficulty?.baseline ?? '', baselineOn: difficulty?.raisedOn ?? null, baselineSource: difficulty?.source ?? '', target: difficulty?.target ?? '' }], milestones: [],
  }
}

function inputOf(d: Draft, project: ProjectFull | null, difficulty: DifficultyRow | null): Input<'projects.save'> {
  const orNull = (text: string) => (text.trim() === '' ? null : text)
  return {
    ...(project === null ? {} : { id: project.id, revision: project.revision, state: project.state }), difficultyId: project?.difficultyId ?? difficulty?.id ?? null,
    kind: d.kind, number: d.number, title: d.title, line: d.line, leader: d.leader, promise: d.promise, measures: d.measures, startsOn: d.startsOn, dueOn: d.dueOn,
    members: [...namesIn(d.party).map((text) => memberOf(text, true)), ...namesIn(d.others).map((text) => memberOf(text, false))],
    metrics: d.metrics.filter((metric) => metric.id !== null || [metric.name, metric.baseline, metric.target].some((text) => text.trim() !== '')).map(({ id, name, unit, baseline, baselineOn, baselineSource, target }) => ({ ...(id === null ? {} : { id }), name: name.trim() === '' ? cut(d.title, longestMetric) : name, unit, baseline: orNull(baseline), baselineOn, baselineSource, target: orNull(target) })),
    milestones: d.milestones.filter(({ title }) => title.trim() !== '').map(({ id, title, dueOn, repeatText, doneOn, note }) => ({ ...(id === null ? {} : { id }), title, dueOn, repeatText, doneOn, note })),
    objects: d.kind === 'responsibilityZone' ? namesIn(d.objects) : [],
  }
}

interface ProjectDialogProps { project: ProjectFull | null; difficulty: DifficultyRow | null; onClose(): void; onSaved?: (project: ProjectFull) => Promise<unknown> }

/** A carrier: from a difficulty, new, or changed. Begun from a difficulty it takes over the goal, who leads and by when. */
export function ProjectDialog({ project, difficulty, onClose, onSaved }: ProjectDialogProps) {
  const go = useRoute((state) => state.go)
  const [first] = useState(() => draftOf(project, difficulty))
  const [draft, setDraft] = useState(first)
  const acting = useAct()
  useTyped(draft !== first)
  const put = (change: Partial<Draft>) => setDraft((held) => ({ ...held, ...change }))
  const putMetric = (key: string, change: Partial<MetricDraft>) => put({ metrics: draft.metrics.map((metric) => (metric.key === key ? { ...metric, ...change } : metric)) })
  const putMilestone = (key: string, change: Partial<MilestoneDraft>) => put({ milestones: draft.milestones.map((milestone) => (milestone.key === key ? { ...milestone, ...change } : milestone)) })
  const submit = () => acting.run(async () => {
    const saved = await act(() => callApi('projects.save', inputOf(draft, project, difficulty)), async () => { await useFusion.getState().load() })
    if (onSaved) await onSaved(saved)
    onClose()
    if (project === null) go({ screen: 'project', projectId: saved.id })
  })
  return (
    <Modal open title={project === null ? (difficulty === null ? '新建项目' : '由难点立项') : '修改项目'} footer={null} width={820} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 24 }}>
      <form className="form-entries project-fields" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        {difficulty !== null && <p className="mut sm wide">对应难点：{difficulty.title}</p>}
        <LineField label="项目名称" field="title" wide value={draft.title} maxLength={200} acting={acting} onChange={(title) => put({ title })} />
        <ChoiceField label="类别" value={draft.kind} options={projectKinds} names={projectKindNames} onChange={(kind) => put({ kind })} />
        <LineField label="编号" field="number" note="空着自动编" value={draft.number} maxLength={40} acting={acting} onChange={(number) => put({ number })} />
        <ChoiceField label="业务条线" value={draft.line} options={businessLines} names={businessLineNames} onChange={(line) => put({ line })} />
        <PersonField label="牵头人" field="leader" value={draft.leader} acting={acting} onChange={(leader) => put({ leader })} />
        <DayField label="开始" field="startsOn" value={draft.startsOn} acting={acting} onChange={(day) => { if (day !== null) put({ startsOn: day }) }} />
        <DayField label="时限" field="dueOn" value={draft.dueOn} acting={acting} onChange={(dueOn) => put({ dueOn })} />
        <PersonField label="成员：党员" field="members" several note="用、隔开，分工写在括号里" value={draft.party} maxLength={2000} acting={acting} onChange={(party) => put({ party })} />
        <PersonField label="成员：其他人员" field="others" several value={draft.others} maxLength={2000} acting={acting} onChange={(others) => put({ others })} />
        <div className="wide stack rows"><span className="label">目标{difficulty !== null && <span className="mut"> 名称和数值由难点带出，可以改</span>}</span>
          {draft.metrics.map((metric, at) => (
            <div className="metric-row" key={metric.key} role="group" aria-label={`第${at + 1}个指标`}>
              <Field label="指标">{(id) => <LineInput id={id} value={metric.name} field={`metric-${metric.key}`} maxLength={100} placeholder="例如：送货准时率" onChange={(name) => putMetric(metric.key, { name })} />}</Field>
              <Field label="现状值">{(id) => <LineInput id={id} value={metric.baseline} field={`baseline-${metric.key}`} maxLength={30} onChange={(baseline) => putMetric(metric.key, { baseline })} />}</Field>
              <DayField label="现状值日期" field={`baseline-on-${metric.key}`} value={metric.baselineOn} acting={acting} onChange={(baselineOn) => putMetric(metric.key, { baselineOn })} />
              <Field label="目标值">{(id) => <LineInput id={id} value={metric.target} field={`target-${metric.key}`} maxLength={30} onChange={(target) => putMetric(metric.key, { target })} />}</Field>
              <Field label="单位">{(id) => <LineInput id={id} value={metric.unit} field={`unit-${metric.key}`} maxLength={20} onChange={(unit) => putMetric(metric.key, { unit })} />}</Field>
              <Field label="现状值来源">{(id) => <LineInput id={id} value={metric.baselineSource} field={`source-${metric.key}`} maxLength={120} onChange={(baselineSource) => putMetric(metric.key, { baselineSource })} />}</Field>
              <button className="btn quiet small" type="button" onClick={() => put({ metrics: draft.metrics.filter(({ key }) => key !== metric.key) })}>去掉</button>
            </div>
          ))}
          {draft.metrics.length < 10 && <div><button className="btn small" type="button" onClick={() => put({ metrics: [...draft.metrics, { key: newKey(), id: null, name: '', unit: '', baseline: '', baselineOn: null, baselineSource: '', target: '' }] })}>添加指标</button></div>}
        </div>
        <BlockField label="承诺" field="promise" value={draft.promise} maxLength={5000} acting={acting} onChange={(promise) => put({ promise })} />
        <BlockField label="攻坚措施" field="measures" value={draft.measures} maxLength={20_000} acting={acting} onChange={(measures) => put({ measures })} />
        <div className="wide stack rows"><span className="label">节点</span>
          {draft.milestones.map((milestone, at) => (
            <div className="milestone-row" key={milestone.key} role="group" aria-label={`第${at + 1}个节点`}>
              <Field label="节点">{(id) => <LineInput id={id} value={milestone.title} field={`milestone-${milestone.key}`} maxLength={200} placeholder="例如：报进度" onChange={(title) => putMilestone(milestone.key, { title })} />}</Field>
              <Field label="周期" note="没有留空">{(id) => <LineInput id={id} value={milestone.repeatText} field={`repeat-${milestone.key}`} maxLength={60} placeholder="每月25日" onChange={(repeatText) => putMilestone(milestone.key, { repeatText })} />}</Field>
              <DayField label={milestone.repeatText === '' ? '时限' : '到哪天为止'} field={`milestone-due-${milestone.key}`} value={milestone.dueOn} acting={acting} onChange={(dueOn) => putMilestone(milestone.key, { dueOn })} />
              <button className="btn quiet small" type="button" onClick={() => put({ milestones: draft.milestones.filter(({ key }) => key !== milestone.key) })}>去掉</button>
            </div>
          ))}
          <div><button className="btn small" type="button" onClick={() => put({ milestones: [...draft.milestones, { key: newKey(), id: null, title: '', dueOn: null, repeatText: '', doneOn: null, note: '' }] })}>添加节点</button></div>
        </div>
        {draft.kind === 'responsibilityZone' && <BlockField label="联系对象" field="objects" note="一行一个：零售户、班组、烟农" value={draft.objects} maxLength={200_000} acting={acting} onChange={(objects) => put({ objects })} />}
        <FormFault acting={acting} known={['title', 'number', 'leader', 'startsOn', 'dueOn', 'promise', 'measures', 'objects']} />
        <div className="row wide form-foot"><button className="btn" type="button" onClick={onClose}>{project === null ? '不立项' : '不修改'}</button><button className="btn primary" type="submit" disabled={acting.busy || draft.title.trim() === ''}>{acting.busy ? '正在保存…' : project === null ? '立项' : '保存修改'}</button></div>
      </form>
    </Modal>
  )
}
