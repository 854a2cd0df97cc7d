import type { DevelopmentFinding } from '../../../shared/domain/development.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { isLackingPaper } from '../../../shared/domain/developmentWords.ts'
import { stepOf } from '../../../shared/rules/developmentSteps.ts'
import { today } from '../../lib/clock.ts'
import { draftFrom, draftOf, usePath, type Path } from './developmentStore.ts'

const groups = [
  { name: '要核对的', note: '日期、顺序和手续同当时的细则不符', has: ({ severity, toVerify }: DevelopmentFinding) => severity === 'high' && !toVerify },
  { name: '补充的', note: '缺材料、缺登记或写得不全', has: ({ severity, toVerify }: DevelopmentFinding) => severity === 'medium' && !toVerify },
  { name: '待核条文的提醒', note: '条文是转述或惯例，没有同原文核对过，只作提醒', has: ({ toVerify }: DevelopmentFinding) => toVerify },
]
const papers = { name: '没有归入的材料', note: '材料在人事档案里的，可以不扫描' }

/** 联审: all dates and documents of the path read together, each finding with its rule, what to do, and its place. */
export function AuditPart({ path }: { path: Path }) {
  const { on } = path
  const findings = path.findings.filter((finding) => !isLackingPaper(finding))
  const lacking = path.findings.filter(isLackingPaper)
  if (path.findings.length === 0) return <div className="empty"><p>截至{chineseDate(on)}，登记的日期、顺序、手续和材料没有发现问题。</p><p className="mut">软件按每一步当时的细则核对；是不是符合要求，由支部和上级党委判断。</p></div>
  return (
    <div className="development-audit" role="region" aria-label="联审" tabIndex={0}>
      {groups.map(({ name, note, has }) => {
        const found = findings.filter(has)
        return found.length === 0 ? null : <section key={name}><h2>{name}<span className="mut num"> {found.length}</span><span className="mut sm">　{note}</span></h2><ul className="card">{found.map((finding, at) => <Finding key={at} finding={finding} path={path} />)}</ul></section>
      })}
      {lacking.length > 0 && <section><h2>{papers.name}<span className="mut num"> {lacking.length}</span><span className="mut sm">　{papers.note}</span></h2><ul className="card">{lacking.map((finding, at) => <Lacking key={at} finding={finding} />)}</ul></section>}
      <p className="mut sm">每一步按当天有效的细则判断（2026年5月18日起按修订版）。标“待核”的只作提醒，不拦任何事。</p>
    </div>
  )
}

function Lacking({ finding: { message } }: { finding: DevelopmentFinding }) {
  const show = usePath((state) => state.show)
  return <li className="development-finding"><span className="tag">材料</span><p>{message}</p><button className="btn small" type="button" onClick={() => show('materials')}>看材料</button></li>
}

function Finding({ finding, path }: { finding: DevelopmentFinding; path: Path }) {
  const edit = usePath((state) => state.edit)
  const { step, entryId, message, advice, rule, severity, toVerify, field } = finding
  const entry = path.entries.find(({ id }) => id === entryId) ?? null
  const mend = () => edit({ step, entry, draft: entry === null ? draftOf(step, today()) : draftFrom(entry), source: '', field })
  return (
    <li className="development-finding">
      <span className={`tag ${toVerify ? 'amber' : severity === 'high' ? 'red' : 'amber'}`}>{toVerify ? '待核' : severity === 'high' ? '高' : '中'}</span>
      <div><p><b>{stepOf(step).name}</b>　{message}</p><p className="sm">{advice}</p><p className="mut sm">{rule}</p></div>
      <button className="btn small" type="button" onClick={mend}>{entry === null ? '补登' : '去改'}</button>
    </li>
  )
}
