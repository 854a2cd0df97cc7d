import { useEffect, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { businessLineNames, isOpenProject, projectKindNames, projectStateNames, type ProjectFull } from '../../../shared/domain/project.ts'
import { projectPaperNames, type ProjectPaperName } from '../../../shared/contract/fusionPapers.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { ExportForm } from '../memberPapers/index.ts'
import { leave, onResume, useRoute } from '../session/index.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { act, useFusion } from './fusionStore.ts'
import { FormFault } from './Field.tsx'
import { MetricCard } from './MetricCard.tsx'
import { MilestonesCard } from './MilestonesCard.tsx'
import { ProjectActions } from './ProjectActions.tsx'
import { ProjectDialog } from './ProjectDialog.tsx'
import { actOnProject, useProject } from './projectStore.ts'
import { VisitsCard } from './VisitsCard.tsx'
import { curveInWords } from './words.ts'
import './fusion.css'

type Open = 'edit' | 'close' | ProjectPaperName

/** One project: what was promised, where the figures stand, what was done, and how it ended. */
export function ProjectPage({ projectId }: { projectId: string }) {
  const { project, indicators, actions, failure, open: openProject, load } = useProject()
  const go = useRoute((state) => state.go)
  const [open, setOpen] = useState<Open | null>(null)
  const acting = useAct()
  useEffect(() => { void openProject(projectId) }, [openProject, projectId])
  useEffect(() => onResume(() => void load()), [load])
  const back = () => {
    useFusion.setState({ part: 'projects' })
    void leave(() => go({ screen: 'fusion' }))
  }
  if (failure) return <div className="page"><h1>项目</h1><ErrorNotice sentence={failure.sentence} onAct={() => void load()} /><div><button className="btn" type="button" onClick={back}>回项目列表</button></div></div>
  if (!project || !indicators) return <div className="page"><h1>项目</h1><p className="mut late" role="status">正在读取…</p></div>
  const isOpen = isOpenProject(project.state)
  /** Before its day a project goes on: the next step is its newest value. */
  const isDue = indicators.metrics.length === 0 || (project.dueOn !== null && project.dueOn <= today())
  const remove = () => acting.run(async () => {
    await act(() => callApi('projects.remove', { id: project.id }), useFusion.getState().load)
    back()
  })
  return (
    <div className="page project-page">
      <div className="page-head">
        <div><p className="sm"><button className="btn link" type="button" onClick={back}>业务融合</button> <span className="mut">/ {projectKindNames[project.kind]} {project.number}</span></p><h1>{project.title}</h1>
          <p className="sm"><span className={`tag ${project.state === 'closed' ? 'green' : ''}`}>{projectStateNames[project.state]}{project.closedOn === null ? '' : ` ${chineseDate(project.closedOn)}`}</span>{project.overdue && <span className="tag red">超过时限</span>}{project.stale && <span className="tag amber">30天没有新数值</span>}</p></div>
        <div className="row wrap">
          <button className="btn quiet" type="button" onClick={() => void remove()}>删除</button>
          <button className="btn" type="button" onClick={() => setOpen('proposal')}>导出立项书</button><button className="btn" type="button" onClick={() => setOpen('closing')}>导出结题表</button>
          {isOpen ? <><button className="btn" type="button" onClick={() => setOpen('edit')}>修改</button><button className={isDue ? 'btn primary' : 'btn'} type="button" onClick={() => setOpen('close')}>结题</button></>
            : <button className="btn primary" type="button" disabled={acting.busy} onClick={() => void acting.run(() => actOnProject(() => callApi('projects.reopen', { id: project.id, revision: project.revision })))}>重新开始</button>}
        </div>
      </div>
      <FormFault acting={acting} known={[]} />
      <div className="project-room" tabIndex={0} role="region" aria-label={project.title}>
        <div className="project-main">
          {indicators.metrics.length === 0 && <section className="card"><h2>指标</h2><p className="mut">还没有填指标。点“修改”写明现状值和目标值，之后按月登记。</p></section>}
          {indicators.metrics.map((figures, at) => <MetricCard key={figures.metricId} figures={figures} metric={project.metrics.find(({ id }) => id === figures.metricId)} isOpen={isOpen} isNext={!isDue && at === 0} />)}
          <ProjectActions project={project} actions={actions} indicators={indicators} />
          {project.kind === 'responsibilityZone' && <VisitsCard project={project} />}
        </div>
        <div className="project-side">
          <HeadCard project={project} />
          <MilestonesCard project={project} />
          <section className="card"><h2>会议 <span className="mut sm">{project.meetings.length}</span></h2>
            {project.meetings.length === 0 ? <p className="mut sm">还没有会议研究过这个项目。</p> : <ul className="plain-list">{project.meetings.map((meeting) => <li key={meeting.id}><button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'meeting', meetingId: meeting.id, newKind: null }))}>{meeting.title || '会议'}</button> <span className="mut sm num">{chineseDate(meeting.heldOn)}</span></li>)}</ul>}</section>
        </div>
      </div>
      {open === 'edit' && <ProjectDialog project={project} difficulty={null} onClose={() => setOpen(null)} onSaved={load} />}
      {open === 'close' && <CloseDialog project={project} onClose={() => setOpen(null)} />}
      {(open === 'proposal' || open === 'closing') && (
        <ExportForm title={`导出${projectPaperNames[open]}`} verb={`导出${projectPaperNames[open]}`} formats={['docx', 'pdf']} fileName={`${project.title} ${projectPaperNames[open]}`} sensitive={null} count={() => projectPaperNames[open]} onClose={() => setOpen(null)}
          write={async (fileToken, format) => {
            const { curvePng } = await import('./curve.ts')
            const curves = open === 'closing' ? indicators.metrics.filter(({ points }) => points.length > 1).map((metric) => ({ metricId: metric.metricId, pngBase64: curvePng(metric), alt: curveInWords(metric).slice(0, 300) })) : []
            return callApi('projects.exportPaper', { fileToken, id: project.id, paper: open, format: format === 'pdf' ? 'pdf' : 'docx', curves })
          }}>
          <p className="mut sm">{open === 'closing' ? '有起点、目标、实际值和达成率，附曲线；支部意见留空手签。' : '有目标、承诺、措施和节点；支部意见留空手签。'}</p>
        </ExportForm>
      )}
    </div>
  )
}

function HeadCard({ project }: { project: ProjectFull }) {
  const { leader, members, promise, measures, startsOn, dueOn, line, difficultyTitle, result, review, grade } = project
  const named = (isParty: boolean) => members.filter((member) => member.isParty === isParty).map(({ name, duty }) => (duty === '' ? name : `${name}（${duty}）`)).join('、')
  const facts: [string, string][] = [
    ['牵头人', leader], ['党员', named(true)], ['其他人员', named(false)], ['业务条线', businessLineNames[line]], ['起止', `${chineseDate(startsOn)}至${dueOn === null ? '未定' : chineseDate(dueOn)}`],
    ['对应难点', difficultyTitle], ['承诺', promise], ['攻坚措施', measures], ['成果', result], ['评议意见', review], ['等次', grade],
  ]
  return <section className="card" aria-label="项目情况"><dl className="facts">{facts.filter(([, text]) => text !== '').map(([name, text]) => <div key={name} className="fact"><dt>{name}</dt><dd>{text}</dd></div>)}</dl></section>
}
