import { useState } from 'react'
import { projectKindNames, projectKinds, projectStateNames, type ProjectRow } from '../../../shared/domain/project.ts'
import { leave, useRoute } from '../session/index.ts'
import { Bar } from './Bar.tsx'
import { useFusion } from './fusionStore.ts'
import { ProjectDialog } from './ProjectDialog.tsx'
import { changeInWords, shortDay, withUnit } from './words.ts'
import { PartPage } from './PartPage.tsx'

/** 项目 by kind: where each began, where it stands and what it promised. */
export function ProjectsPart() {
  const { projects, projectFilter: filter, filterProjects } = useFusion()
  const [adding, setAdding] = useState(false)
  const rows = projects ?? []
  const isNarrowed = filter.kind !== '' || filter.text !== '' || !filter.open
  const isEmpty = projects !== null && rows.length === 0 && !isNarrowed
  const stale = rows.filter((row) => row.stale).length
  const overdue = rows.filter((row) => row.overdue).length
  return (
    <PartPage isLoaded={projects !== null} summary={isEmpty ? '书记项目、党员攻关项目、先锋岗、责任区、突击队' : [`共${rows.length}个项目`, stale > 0 ? `${stale}个一个月没有新数值` : '', overdue > 0 ? `${overdue}个超过时限` : ''].filter((text) => text !== '').join('，')}
      actions={<button className="btn primary" type="button" onClick={() => setAdding(true)}>新建项目</button>}>
      <div className="row wrap filters">
        <input className="input" type="search" placeholder="项目、编号、牵头人" aria-label="查找项目" value={filter.text} onChange={({ target }) => void filterProjects({ text: target.value })} />
        <select className="input kind" aria-label="类别" value={filter.kind} onChange={({ target }) => void filterProjects({ kind: projectKinds.find((kind) => kind === target.value) ?? '' })}><option value="">全部类别</option>{projectKinds.map((kind) => <option key={kind} value={kind}>{projectKindNames[kind]}</option>)}</select>
        <label className="check"><input type="checkbox" checked={!filter.open} onChange={({ target }) => void filterProjects({ open: !target.checked })} />含已结题和已终止的</label>
      </div>
      {rows.length === 0
        ? <div className="empty"><p>{isNarrowed ? '没有符合条件的项目。' : '没有实施中的项目。从一个业务难点立项：写清承诺、成员和目标，按月登记数值，结题时凭数值说话。'}</p></div>
        : <div className="project-groups" tabIndex={0} role="region" aria-label="项目">{projectKinds.map((kind) => {
          const own = rows.filter((row) => row.kind === kind)
          return own.length === 0 ? null : <section key={kind} aria-label={projectKindNames[kind]}><h2>{projectKindNames[kind]} <span className="mut sm">{own.length}</span></h2><div className="card project-list">{own.map((row) => <Project key={row.id} row={row} />)}</div></section>
        })}</div>}
      {adding && <ProjectDialog project={null} difficulty={null} onClose={() => setAdding(false)} />}
    </PartPage>
  )
}

function Project({ row }: { row: ProjectRow }) {
  const go = useRoute((state) => state.go)
  const { metric, dueOn, state } = row
  return (
    <article className="project-row">
      <div className="project-name"><button className="row-link" type="button" title={row.title} onClick={() => void leave(() => go({ screen: 'project', projectId: row.id }))}>{row.title}</button>
        <p className="mut sm">{[row.number, row.leader, state === 'active' ? '' : projectStateNames[state]].filter((text) => text !== '').join(' · ')}</p></div>
      {metric === null
        ? <p className="mut sm project-figures">没有填指标</p>
        : <div className="project-figures"><div className="row between"><span className="num values-now">{changeInWords(metric.baseline, metric.actual, metric.unit)}</span></div><Bar attainment={metric.attainment} />
          <p className="mut sm num">目标 {withUnit(metric.target, metric.unit)}　达成 {metric.shown.replace(' ', '')}{metric.actualOn === null ? '' : `　截至${shortDay(metric.actualOn)}`}</p></div>}
      <div className="project-facts sm">
        <span className={row.overdue ? 'late-due' : 'mut'}>{dueOn === null ? '时限未定' : `${shortDay(dueOn)}${row.overdue ? '，超过时限' : '到期'}`}</span>
        {row.openActions > 0 && <span className={row.overdueActions > 0 ? 'late-due' : 'mut'}>{row.openActions}项未办结{row.overdueActions > 0 ? `，${row.overdueActions}项逾期` : ''}</span>}
        {row.stale && <span className="amber-text">30天没有新数值</span>}
      </div>
    </article>
  )
}
