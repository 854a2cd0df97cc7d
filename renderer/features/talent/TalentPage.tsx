import { useEffect, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useTyped } from '../fusion/index.ts'
import { ExportForm } from '../memberPapers/index.ts'
import { onResume } from '../session/index.ts'
import { AgesPart } from './AgesPart.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { PoolPart } from './PoolPart.tsx'
import { ProposalPart } from './ProposalPart.tsx'
import { talentParts, useTalent, type Proposal, type TalentPart, type Told } from './talentStore.ts'
import './talent.css'

type Open = 'entry' | 'export'
function partName(part: TalentPart, told: Told, proposal: Proposal): string {
  const count = { ages: 0, proposal: proposal.candidates.length, pool: told.entries.length }[part]
  return `${{ ages: '年龄结构和指标', proposal: '年度建议', pool: '培养库' }[part]}${count === 0 ? '' : `（${count}）`}`
}

/** 双培养: how old whom is, whom the data would propose this year, and who is in training. */
export function TalentPage() {
  const { year, part, told, proposal, failure, load, turn, show, choices } = useTalent()
  const [open, setOpen] = useState<Open | null>(null)
  useTyped(choices.size > 0)
  useEffect(() => { void load() }, [load])
  useEffect(() => onResume(() => void load()), [load])
  const isFuture = `${year}-01-01` > today()
  return (
    <div className="page talent">
      <div className="page-head">
        <div><h1>双培养</h1><p className="mut sm">{told === null ? '把骨干培养成党员，把党员培养成骨干' : summaryOf(told)}</p></div>
        <div className="row talent-head">
          <button className="btn" type="button" aria-label="上一年" disabled={year <= 1949} onClick={() => void turn(year - 1)}>‹</button><b className="num">{year}年</b><button className="btn" type="button" aria-label="下一年" disabled={year >= 2200} onClick={() => void turn(year + 1)}>›</button>
          <button className="btn" type="button" disabled={told === null || isFuture} title={isFuture ? `${year}年还没有到` : ''} onClick={() => setOpen('export')}>导出一页纸</button>
          <button className={`btn ${part === 'proposal' ? '' : 'primary'}`} type="button" disabled={told === null} onClick={() => setOpen('entry')}>登记培养对象</button>
        </div>
      </div>
      {told && proposal && <div className="row"><div className="switch" role="group" aria-label="看什么">{talentParts.map((each) => <button key={each} type="button" aria-pressed={each === part} onClick={() => show(each)}>{partName(each, told, proposal)}</button>)}</div></div>}
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {!told && !failure && <p className="mut late" role="status">正在读取{year}年的双培养…</p>}
      {told && part === 'ages' && <AgesPart told={told} />}
      {told && proposal && part === 'proposal' && <ProposalPart proposal={proposal} />}
      {told && part === 'pool' && <PoolPart told={told} />}
      {open === 'entry' && told && <EntryDialog entry={null} onClose={() => setOpen(null)} />}
      {open === 'export' && told && <ExportTalent told={told} onClose={() => setOpen(null)} />}
    </div>
  )
}

function summaryOf({ on, entries, year }: Told): string {
  const training = entries.filter(({ state }) => state === 'training').length
  const converted = entries.filter(({ state, endedOn }) => state === 'converted' && endedOn?.startsWith(`${year}-`)).length
  const overdue = entries.filter((entry) => entry.overdue).length
  return `截至${chineseDate(on)}，在培${training}人，本年转化${converted}人。${overdue === 0 ? '' : `${overdue}人已过计划结束日期，没有登记结果。`}`
}

function ExportTalent({ told: { year, entries }, onClose }: { told: Told; onClose(): void }) {
  return (
    <ExportForm title={`导出${year}年双培养`} verb="导出双培养" formats={['docx', 'pdf', 'xlsx']} fileName={`${today()} ${year}年双培养情况`} sensitive={null} count={() => `培养库${entries.length}人`} onClose={onClose}
      write={(fileToken, format) => callApi('talent.export', { fileToken, year, format })}>
      <p className="mut sm">Word和PDF是一张A4纸：年龄结构、培养库、本年的培养转化和指标、下一年建议人选；排不下的写明还有多少。Excel是培养库台账，每人一行。</p>
    </ExportForm>
  )
}
