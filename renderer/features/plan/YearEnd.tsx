import { useEffect, useState } from 'react'
import { chineseDate, chineseMonthDay } from '../../../shared/domain/dates.ts'
import { meetingKinds, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { planName, type PlanState } from '../../../shared/domain/plan.ts'
import type { SummarySection } from '../../../shared/domain/yearSummary.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { ExportForm } from '../memberPapers/index.ts'
import { Refused } from './Refused.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { act, type Plan, type Row } from './planStore.ts'

/** A year at its end: what was planned against what was held, the reasons, 年度小结 as its records tell it, and the closing. */
export function YearEnd({ plan }: { plan: Plan }) {
  const { year, rows, closing } = plan
  const acting = useAct()
  const missing = rows.filter(({ state }) => state === 'missing')
  return (
    <div className="plan-year-end" role="region" aria-label={`${year}年年终`} tabIndex={0}>
      <div className="row between">
        <p className="mut sm">{closing ? `${chineseDate(closing.closedOn)}由${closing.who}关账；关账以后不能改，下一年排计划时会带上没有开展的原因。` : '对照计划和记录，写明没有开展的原因，再关账；原因带到下一年的计划建议里。'}</p>
        <span className="row">
          <ExportSummaryButton year={year} />
          {closing ? <button className="btn" type="button" disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('plan.reopen', { year })))}>重新打开</button>
            : <button className="btn" type="button" disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('plan.close', { year })))}>{year}年关账</button>}
        </span>
      </div>
      <Refused acting={acting} />
      <Compared rows={rows} />
      {missing.length > 0 && (
        <section aria-labelledby="plan-missing">
          <h2 id="plan-missing">没有开展的 <span className="mut sm num">{missing.length}项</span></h2>
          <ul className="card plan-missing">{missing.map((row) => <Missing key={row.id} row={row} isClosed={closing !== null} />)}</ul>
        </section>
      )}
      <Summary key={rows.map(({ id, state, reason }) => `${id}${state}${reason}`).join()} year={year} />
    </div>
  )
}

const columns: readonly { name: string; counts(row: Row): boolean }[] = [
  { name: '计划', counts: () => true }, ...([['已开展', 'done'], ['筹备中', 'opened'], ['未到期', 'ahead'], ['未开展', 'missing']] as const satisfies readonly (readonly [string, PlanState])[]).map(([name, state]) => ({ name, counts: (row: Row) => row.state === state })),
  { name: '没写原因', counts: ({ state, reason }) => state === 'missing' && reason === '' },
]

function Compared({ rows }: { rows: readonly Row[] }) {
  const kinds = meetingKinds.map((kind): { kind: MeetingKind; of: Row[] } => ({ kind, of: rows.filter((row) => row.kind === kind) })).filter(({ of }) => of.length > 0)
  return (
    <table className="card plan-compared" aria-label="计划和完成">
      <thead><tr><th scope="col">活动</th>{columns.map(({ name }) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>{kinds.map(({ kind, of }) => <tr key={kind}><th scope="row">{planName({ kind, part: '' })}</th>{columns.map(({ name, counts }) => <td key={name} className="num">{of.filter(counts).length}</td>)}</tr>)}</tbody>
      <tfoot><tr><th scope="row">合计</th>{columns.map(({ name, counts }) => <td key={name} className="num">{rows.filter(counts).length}</td>)}</tr></tfoot>
    </table>
  )
}

function Missing({ row, isClosed }: { row: Row; isClosed: boolean }) {
  const [asking, setAsking] = useState(false)
  const name = `${chineseMonthDay(row.on)}的${planName(row)}`
  return (
    <li aria-label={`${name}没有开展`}>
      <span>{name}</span><span className={row.reason === '' ? 'amber-text' : ''}>{row.reason === '' ? '还没写原因' : row.reason}</span>
      {!isClosed && <button className="btn small" type="button" aria-expanded={asking} aria-label={`写原因：${name}`} onClick={() => setAsking(!asking)}>写原因</button>}
      {asking && <ReasonForm row={row} onDone={() => setAsking(false)} />}
    </li>
  )
}

/** 年度小结, each sentence with where it is from; what the records do not tell is left to be written. */
function Summary({ year }: { year: number }) {
  const [sections, setSections] = useState<SummarySection[] | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    let isOver = false
    callApi('plan.summary', { year }).then((read) => { if (!isOver) { setSections(read); setFailure(null) } }, (thrown: unknown) => { if (!isOver) setFailure(asApiError(thrown)) })
    return () => { isOver = true }
  }, [year, asked])
  return (
    <section aria-labelledby="plan-summary">
      <h2 id="plan-summary">年度小结（草稿）</h2>
      <p className="mut sm">只由记录写成，每句话右边是来源；【待补】的地方记录里没有，请支部填写。</p>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => setAsked(asked + 1)} />}
      {!sections && !failure && <p className="mut" role="status">正在从记录里写{year}年的小结…</p>}
      {sections?.map(({ title, sentences }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul className="card plan-summary">{sentences.map(({ text, source, isGap }) => <li key={`${text}${source}`}><span className={isGap ? 'amber-text' : ''}>{text}</span><span className="mut sm">{source}</span></li>)}</ul>
        </section>
      ))}
    </section>
  )
}

function ExportSummaryButton({ year }: { year: number }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button className="btn" type="button" onClick={() => setOpen(true)}>导出年度小结</button>
      {open && <ExportForm title="导出年度小结" verb="导出年度小结" formats={['docx', 'pdf']} fileName={`${today()} ${year}年度工作小结（草稿）`} sensitive={null} count={(rows) => `${rows}句`} onClose={() => setOpen(false)} write={(fileToken, format) => callApi('plan.exportSummary', { fileToken, year, format: format === 'pdf' ? 'pdf' : 'docx' })} />}
    </>
  )
}
