import { useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { actionStateNames, type ActionRow } from '../../../shared/domain/action.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { isOpenProject, type ProjectFull } from '../../../shared/domain/project.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { leave, useRoute } from '../session/index.ts'
import { ExportActionsButton } from './ExportActionsButton.tsx'
import { DayField, FormFault, LineField } from './Field.tsx'
import { actOnProject } from './projectStore.ts'
import { useTyped } from './useTyped.ts'
import { shortDay } from './words.ts'
import { PersonField } from './PersonField.tsx'

interface ProjectActionsProps { project: ProjectFull; actions: readonly ActionRow[]; indicators: Output<'projects.indicators'> }

/** 议定事项 of the project, and the evidence that lies with them. */
export function ProjectActions({ project, actions, indicators }: ProjectActionsProps) {
  const { total, done, open, overdue } = indicators.actions
  const go = useRoute((state) => state.go)
  return (
    <section className="card" aria-label="议定事项"><div className="row between"><h2>议定事项 <span className="mut sm">{total === 0 ? '' : [`${total}项`, `办结${done}项`, open > 0 ? `未办结${open}项` : '', overdue > 0 ? `逾期${overdue}项` : '', indicators.evidenceFiles > 0 ? `佐证材料${indicators.evidenceFiles}份` : ''].filter((text) => text !== '').join('，')}</span></h2>{total > 0 && <ExportActionsButton wanted={{ filter: 'all', project: project.id }} className="btn quiet small" what="这个项目的全部事项" />}</div>
      {actions.length === 0 ? <p className="mut sm">还没有议定事项。会议记录里写到这个项目的事项会自己归过来，也可以在这里登记。</p> : (
        <table className="plain list project-actions"><thead><tr><th scope="col">事项</th><th scope="col" className="col-leader">责任人</th><th scope="col" className="col-due">时限</th><th scope="col" className="col-state">状态</th></tr></thead>
          <tbody>{actions.map((action) => (
            <tr key={action.id}><td title={action.title}><button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'action', actionId: action.id }))}>{action.title}</button>{action.files > 0 && <span className="mut sm">　佐证{action.files}</span>}</td><td title={action.owner}>{action.owner}</td>
              <td className={action.list === 'overdue' ? 'late-due num' : 'num'}>{action.nextOn === null ? action.dueOn === null ? '无期限' : shortDay(action.dueOn) : shortDay(action.nextOn)}</td>
              <td>{action.state === 'done' ? <span className="tag green">{actionStateNames.done}</span> : action.list === 'overdue' ? <span className="tag red">逾期</span> : actionStateNames[action.state]}</td></tr>
          ))}</tbody></table>
      )}
      {isOpenProject(project.state) && <AddAction projectId={project.id} />}
    </section>
  )
}

function AddAction({ projectId }: { projectId: string }) {
  const [title, setTitle] = useState('')
  const [owner, setOwner] = useState('')
  const [dueOn, setDueOn] = useState<IsoDate | null>(null)
  const acting = useAct()
  useTyped(title !== '')
  const submit = () => acting.run(async () => {
    await actOnProject(() => callApi('actions.save', { title, owner, dueOn, projects: [projectId] }))
    setTitle('')
    setOwner('')
    setDueOn(null)
  })
  return (
    <form className="value-form action-form" aria-label="登记事项" onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <LineField label="事项" field="title" value={title} maxLength={2000} acting={acting} onChange={setTitle} />
      <PersonField label="责任人" field="owner" value={owner} acting={acting} onChange={setOwner} />
      <DayField label="时限" field="dueOn" value={dueOn} acting={acting} onChange={setDueOn} />
      <button className="btn" type="submit" disabled={acting.busy || title.trim() === ''}>登记事项</button>
      <div className="wide"><FormFault acting={acting} known={['title', 'owner', 'dueOn']} /></div>
    </form>
  )
}
