import { useEffect, useState } from 'react'
import { statusNames } from '../../../shared/domain/person.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { isLackingPaper } from '../../../shared/domain/developmentWords.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { DevelopmentMaterials } from '../developmentPapers/index.ts'
import { FormFault } from '../fusion/index.ts'
import { leave, onResume, useRoute } from '../session/index.ts'
import { AuditPart } from './AuditPart.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { act, pathParts, usePath, type Path, type PathPart } from './developmentStore.ts'
import { FromFile, useChosenSteps } from './FromFile.tsx'
import { SidePanel } from './SidePanel.tsx'
import { StepForm } from './StepForm.tsx'
import { StepLine } from './StepLine.tsx'
import { wholeStage } from './words.ts'
import './development.css'

function partName(part: PathPart, { findings }: Path): string {
  const found = findings.filter((finding) => !isLackingPaper(finding)).length
  return { path: '过程', audit: found > 0 ? `联审（${found}）` : '联审', materials: '材料' }[part]
}

/** The way of one person into the Party: 25 steps in five stages, what is next, what was found, and the papers. */
export function PathPage({ personId }: { personId: string }) {
  const { path, failure, part, editing, open, load, show } = usePath()
  const go = useRoute((state) => state.go)
  const [closes, setCloses] = useState(false)
  useEffect(() => { void open(personId) }, [open, personId])
  useEffect(() => onResume(() => void load()), [load])
  const back = <p className="sm"><button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'developments' }))}>发展党员</button></p>
  if (failure && (path === null || failure.code === 'NOT_FOUND')) return <div className="page">{back}<h1>发展过程</h1><ErrorNotice sentence={failure.sentence} onAct={() => (failure.code === 'NOT_FOUND' ? go({ screen: 'developments' }) : void load())} /></div>
  if (path === null || path.personId !== personId) return <div className="page">{back}<h1>发展过程</h1><p className="mut late" role="status">正在读取…</p></div>
  const hasPath = path.revision > 0
  return (
    <div className="page development-path">
      <div className="page-head">
        <div>{back}<h1>{path.name}</h1><p className="mut sm">{headOf(path)}</p></div>
        <div className="row">
          {hasPath && <div className="switch" role="group" aria-label="看什么">{pathParts.map((each) => <button key={each} type="button" aria-pressed={each === part} onClick={() => show(each)}>{partName(each, path)}</button>)}</div>}
          <button className="btn" type="button" onClick={() => void leave(() => go({ screen: 'member', personId }))}>看档案</button>
          {hasPath && path.ended === '' && <button className="btn quiet" type="button" onClick={() => setCloses(true)}>结束或删除…</button>}
        </div>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {path.closing && <Closed path={path} />}
      {!hasPath && <Begin path={path} />}
      {hasPath && part === 'path' && <div className="development-room"><StepLine path={path} />{editing === null ? <SidePanel path={path} /> : <StepForm key={`${editing.step} ${editing.entry?.id ?? editing.source}`} path={path} editing={editing} />}</div>}
      {hasPath && part === 'audit' && <AuditPart path={path} />}
      {hasPath && part === 'materials' && <DevelopmentMaterials personId={personId} onChanged={load} />}
      {closes && <CloseDialog path={path} onClose={() => setCloses(false)} />}
    </div>
  )
}

function headOf({ status, group, stage, ended, probationEnd }: Path): string {
  return [status === null ? '' : statusNames[status], group, ended !== '' ? ended : stage === null ? '' : wholeStage(stage), ended === '' && probationEnd !== null ? `预备期到${chineseDate(probationEnd)}` : ''].filter((part) => part !== '').join(' · ')
}

function Closed({ path: { personId, closing, ended } }: { path: Path }) {
  const acting = useAct()
  if (!closing) return null
  return (
    <div className="stack"><div className="notice warn"><span>{chineseDate(closing.on)}结束：{ended}{closing.reason === '' ? '' : `，${closing.reason}`}。已经登记的都保留，可以看和导出。</span><button className="btn" type="button" disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('development.reopen', { personId })))}>重新打开</button></div><FormFault acting={acting} known={[]} /></div>
  )
}

/** Somebody whose path is not entered yet. */
function Begin({ path }: { path: Path }) {
  const acting = useAct()
  const chosen = useChosenSteps(path.fromFile)
  return (
    <div className="card development-begin stack">
      <h2>还没有登记{path.name}的发展过程</h2>
      <p className="mut">开始以后，这里会列出25步：办了什么、下一步什么时候办、依据哪一条。以前办的可以一步一步补登。</p>
      <FromFile steps={path.fromFile} chosen={chosen} />
      <FormFault acting={acting} known={[]} />
      <div><button className="btn primary" type="button" disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('development.start', { personId: path.personId, entries: chosen.steps })))}>{acting.busy ? '正在保存…' : '开始登记'}</button></div>
    </div>
  )
}
