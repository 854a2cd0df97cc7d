import { addDays } from '../../../shared/domain/dates.ts'
import { isOpenProject, type ProjectFull } from '../../../shared/domain/project.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from './Field.tsx'
import { actOnProject } from './projectStore.ts'
import { shortDay } from './words.ts'

interface Step { key: string; milestoneId: string; title: string; on: string | null; dueOn: string | null; doneOn: string | null }
/** Days of a series this far back are shown even when they are done. */
const shownBack = 100

/** 节点: each, and each day of a series, is marked done or opened again. */
export function MilestonesCard({ project }: { project: ProjectFull }) {
  const acting = useAct()
  const canMark = isOpenProject(project.state)
  const steps = project.milestones.flatMap(({ id, title, dueOn, repeatText, doneOn, days }): Step[] => (repeatText === ''
    ? [{ key: id, milestoneId: id, title, on: null, dueOn, doneOn }]
    : days.filter(({ on, doneOn: done }) => done === null || on >= addDays(today(), -shownBack)).map(({ on, doneOn: done }) => ({ key: `${id} ${on}`, milestoneId: id, title: `${title}（${repeatText}）`, on, dueOn: on, doneOn: done }))))
  const mark = ({ milestoneId, on }: Step, isDone: boolean) => acting.run(() => actOnProject(() => callApi('projects.setMilestone', { milestoneId, on, doneOn: isDone ? today() : null })))
  return (
    <section className="card" aria-label="节点"><h2>节点 <span className="mut sm">{steps.filter(({ doneOn }) => doneOn !== null).length}/{steps.length}</span></h2>
      {steps.length === 0 ? <p className="mut sm">没有写节点。</p> : (
        <ul className="steps">{steps.map((step) => (
          <li key={step.key}><label className="step"><input type="checkbox" checked={step.doneOn !== null} disabled={!canMark || acting.busy} onChange={({ target }) => void mark(step, target.checked)} /><span>{step.title}</span></label>
            <span className={`sm num ${step.doneOn === null && step.dueOn !== null && step.dueOn < today() ? 'late-due' : 'mut'}`}>{step.doneOn !== null ? `${shortDay(step.doneOn)}完成` : step.dueOn === null ? '' : shortDay(step.dueOn)}</span></li>
        ))}</ul>
      )}
      <FormFault acting={acting} known={[]} />
    </section>
  )
}
