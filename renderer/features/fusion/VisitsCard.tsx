import { useMemo, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { isOpenProject, type ProjectFull } from '../../../shared/domain/project.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { DayField, FormFault, LineField } from './Field.tsx'
import { actOnProject } from './projectStore.ts'
import { useTyped } from './useTyped.ts'
import { shortDay } from './words.ts'
import { PersonField } from './PersonField.tsx'

type Visit = ProjectFull['visits'][number]

/** 责任区: who was visited, what was found, and whether it was dealt with. */
export function VisitsCard({ project }: { project: ProjectFull }) {
  const [edited, setEdited] = useState<Visit | null>(null)
  const acting = useAct()
  const seen = new Set(project.visits.map(({ object }) => object))
  const open = project.visits.filter(({ found, closedOn }) => found !== '' && closedOn === null).length
  const canEdit = isOpenProject(project.state)
  return (
    <section className="card" aria-label="走访"><h2>走访 <span className="mut sm">{[`联系对象${project.objects.length}个，走访过${project.objects.filter((object) => seen.has(object)).length}个`, open > 0 ? `${open}个问题没办结` : ''].filter((text) => text !== '').join('，')}</span></h2>
      {canEdit && <VisitForm key={edited?.id ?? 'new'} project={project} visit={edited} onDone={() => setEdited(null)} />}
      {project.visits.length > 0 && (
        <table className="plain list"><thead><tr><th scope="col" className="col-due">日期</th><th scope="col">联系对象</th><th scope="col" className="col-leader">走访人</th><th scope="col">发现的问题</th><th scope="col" className="col-due">办结</th><th scope="col" className="col-acts"><span className="visually-hidden">操作</span></th></tr></thead>
          <tbody>{project.visits.map((visit) => (
            <tr key={visit.id}><td className="num">{shortDay(visit.on)}</td><td title={visit.object}>{visit.object}</td><td>{visit.visitor}</td><td title={visit.found}>{visit.found || <span className="mut">无</span>}</td><td className="num">{visit.closedOn === null ? (visit.found === '' ? '' : <span className="amber-text">未办结</span>) : shortDay(visit.closedOn)}</td>
              <td>{canEdit && <><button className="btn quiet small" type="button" onClick={() => setEdited(visit)}>修改</button><button className="btn quiet small" type="button" onClick={() => void acting.run(() => actOnProject(() => callApi('projects.removeVisit', { visitId: visit.id })))}>删除</button></>}</td></tr>
          ))}</tbody></table>
      )}
      <FormFault acting={acting} known={[]} />
    </section>
  )
}

/** The five fields of a visit. */
function VisitForm({ project, visit, onDone }: { project: ProjectFull; visit: Visit | null; onDone(): void }) {
  const [on, setOn] = useState<IsoDate>(visit?.on ?? today())
  const [closedOn, setClosedOn] = useState<IsoDate | null>(visit?.closedOn ?? null)
  const [draft, setDraft] = useState({ object: visit?.object ?? '', visitor: visit?.visitor ?? project.leader, found: visit?.found ?? '' })
  const acting = useAct()
  const objects = useMemo(() => project.objects.map((name) => ({ name, note: '' })), [project.objects])
  useTyped(visit === null && draft.object !== '')
  const put = (change: Partial<typeof draft>) => setDraft((held) => ({ ...held, ...change }))
  const submit = () => acting.run(async () => {
    await actOnProject(() => callApi('projects.saveVisit', { ...(visit === null ? {} : { id: visit.id }), projectId: project.id, on, closedOn, ...draft }))
    if (visit !== null) return onDone()
    put({ object: '', found: '' })
    setClosedOn(null)
  })
  return (
    <form className="five-fields" aria-label={visit === null ? '登记走访' : '修改走访'} onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <PersonField label="联系对象" field="object" value={draft.object} maxLength={100} acting={acting} people={objects} onChange={(object) => put({ object })} />
      <DayField label="日期" field="on" value={on} acting={acting} onChange={(day) => { if (day !== null) setOn(day) }} />
      <PersonField label="走访人" field="visitor" value={draft.visitor} acting={acting} onChange={(visitor) => put({ visitor })} />
      <LineField label="发现的问题" field="found" value={draft.found} maxLength={2000} acting={acting} placeholder="没有留空" onChange={(found) => put({ found })} />
      <DayField label="问题办结" field="closedOn" value={closedOn} acting={acting} onChange={setClosedOn} />
      <div className="row"><button className="btn" type="submit" disabled={acting.busy || draft.object.trim() === ''}>{visit === null ? '登记走访' : '保存修改'}</button>{visit !== null && <button className="btn quiet" type="button" onClick={onDone}>不修改</button>}</div>
      <div className="wide"><FormFault acting={acting} known={['object', 'on', 'visitor', 'found', 'closedOn']} /></div>
    </form>
  )
}
