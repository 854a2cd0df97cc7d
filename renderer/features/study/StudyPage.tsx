import { useEffect, useState } from 'react'
import { exportedStudy, exportedStudyNames } from '../../../shared/contract/study.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useTyped } from '../fusion/index.ts'
import { ExportForm } from '../memberPapers/index.ts'
import { onResume } from '../session/index.ts'
import { LedgerPart } from './LedgerPart.tsx'
import { LessonsPart } from './LessonsPart.tsx'
import { ProposalsPart } from './ProposalsPart.tsx'
import { studyParts, useStudy, type Ledger, type StudyPart } from './studyStore.ts'
import { TrainingDialog } from './TrainingDialog.tsx'
import { TrainingImport } from './TrainingImport.tsx'
import './study.css'

type Open = 'training' | 'import' | 'export'
function partName(part: StudyPart, { sums, proposals }: Ledger): string {
  const changed = proposals.filter((proposal) => proposal.changed).length
  const open = [sums.waiting > 0 ? `待确认${sums.waiting}` : '', changed > 0 ? `要核对${changed}` : ''].filter((words) => words !== '').join('，')
  return { ledger: '学时', proposals: open === '' ? '会议学时' : `会议学时（${open}）`, lessons: '党课和道德讲堂' }[part]
}

/** 学时台账: who learnt how much of what is asked, what waits for the officer, and who lectured. */
export function StudyPage() {
  const { year, part, ledger, failure, load, turn, show, typed } = useStudy()
  useTyped(typed.size > 0)
  const [open, setOpen] = useState<Open | null>(null)
  useEffect(() => { void load() }, [load])
  useEffect(() => onResume(() => void load()), [load])
  const close = () => setOpen(null)
  return (
    <div className="page study">
      <div className="page-head">
        <div><h1>学时台账</h1>{ledger && <p className="mut sm">{summaryOf(ledger)}</p>}</div>
        <div className="row study-head">
          <button className="btn" type="button" aria-label="上一年" disabled={year <= 1949} onClick={() => void turn(year - 1)}>‹</button><b className="num">{year}年</b><button className="btn" type="button" aria-label="下一年" disabled={year >= 2200} onClick={() => void turn(year + 1)}>›</button>
          <button className="btn" type="button" disabled={ledger === null} onClick={() => setOpen('export')}>导出台账</button>
          <button className="btn" type="button" onClick={() => setOpen('import')}>导入培训</button>
          <button className="btn primary" type="button" disabled={ledger === null} onClick={() => setOpen('training')}>登记培训</button>
        </div>
      </div>
      {ledger && <div className="row"><div className="switch" role="group" aria-label="看什么">{studyParts.map((each) => <button key={each} type="button" aria-pressed={each === part} onClick={() => show(each)}>{partName(each, ledger)}</button>)}</div></div>}
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {!ledger && !failure && <p className="mut late" role="status">正在算{year}年的学时…</p>}
      {ledger && part === 'ledger' && <LedgerPart ledger={ledger} />}
      {ledger && part === 'proposals' && <ProposalsPart ledger={ledger} />}
      {ledger && part === 'lessons' && <LessonsPart />}
      {open === 'training' && ledger && <TrainingDialog ledger={ledger} training={null} onClose={close} />}
      {open === 'import' && <TrainingImport onClose={close} />}
      {open === 'export' && ledger && <ExportStudy year={year} waiting={ledger.sums.waiting} onClose={close} />}
    </div>
  )
}

function summaryOf({ on, rows, sums }: Ledger): string {
  if (rows.length === 0) return '党员每年32学时，书记和支委56学时'
  const left = sums.people - sums.reached
  return `截至${chineseDate(on)}，党员${sums.people}人，达标${sums.reached}人${left > 0 ? `，${left}人还没有达标` : ''}。${sums.waiting > 0 ? `${sums.waiting}次会议的学时待确认。` : ''}`
}

function ExportStudy({ year, waiting, onClose }: { year: number; waiting: number; onClose(): void }) {
  const [what, setWhat] = useState<(typeof exportedStudy)[number]>('ledger')
  const uses = { ledger: '每人一行：要求、已学、还差', lines: '每人每次学习一行，只列已计入的' }
  return (
    <ExportForm title="导出学时台账" verb={`导出${exportedStudyNames[what]}`} formats={['docx', 'xlsx', 'pdf']} fileName={`${today()} ${year}年${exportedStudyNames[what]}`} sensitive={null} count={(rows) => (what === 'ledger' ? `${rows}人` : `${rows}条`)} onClose={onClose}
      write={(fileToken, format) => callApi('study.export', { fileToken, year, what, format })}>
      <fieldset className="choices column"><legend className="label">导出什么</legend>
        {exportedStudy.map((one) => <label key={one}><input type="radio" name="what" checked={what === one} onChange={() => setWhat(one)} />{exportedStudyNames[one]} <span className="mut sm">{uses[one]}</span></label>)}
      </fieldset>
      {waiting > 0 && <p className="amber-text">还有{waiting}次会议的学时没有确认，不会计入。</p>}
    </ExportForm>
  )
}
