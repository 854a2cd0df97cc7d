import { chineseDate } from '../../../shared/domain/dates.ts'
import { Bar, changeInWords, withUnit } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { openLine } from './openLine.ts'
import type { Answer, Project } from './todayStore.ts'

const most = 6
const mostProjects = 4

/** Days of people and of the branch that come nearer. */
export function DaysCard({ days }: { days: Answer['days'] }) {
  if (days.length === 0) return null
  return (
    <section className="card side-card" aria-labelledby="today-days">
      <h2 id="today-days">人的日子</h2>
      <ul>{days.slice(0, most).map(({ key, what, on, words, near, open }) => (
        <li key={key}><button type="button" className="side-line" title={chineseDate(on)} onClick={() => void openLine(open)}><span>{what}</span><span className={`num ${near ? 'tag amber' : 'mut'}`}>{words}</span></button></li>
      ))}</ul>
    </section>
  )
}

/** Projects that go on: where each stands. */
export function ProjectsCard({ projects }: { projects: readonly Project[] }) {
  const go = useRoute((state) => state.go)
  const measured = projects.filter(({ metric }) => metric !== null)
  if (measured.length === 0) return null
  return (
    <section className="card side-card" aria-labelledby="today-projects">
      <h2 id="today-projects">攻关项目</h2>
      <ul>{measured.slice(0, mostProjects).map(({ id, title, leader, metric }) => metric && (
        <li key={id} className="side-project">
          <button type="button" className="side-line" title={title} onClick={() => void leave(() => go({ screen: 'project', projectId: id }))}><span>{title}</span><span className="num">{changeInWords(metric.baseline, metric.actual, metric.unit)}</span></button>
          <Bar attainment={metric.attainment} />
          <p className="mut sm num">目标{withUnit(metric.target, metric.unit)}　达成{metric.shown.replace(' ', '')}{leader !== '' && `　${leader}`}</p>
        </li>
      ))}</ul>
      {measured.length > mostProjects && <button className="btn link sm" type="button" onClick={() => void leave(() => go({ screen: 'fusion' }))}>另有{measured.length - mostProjects}个项目</button>}
    </section>
  )
}
