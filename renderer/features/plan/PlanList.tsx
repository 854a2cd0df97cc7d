import { useState } from 'react'
import { assertNever } from '../../../shared/domain/assertNever.ts'
import { chineseMonthDay, weekdayOf, ymdOf } from '../../../shared/domain/dates.ts'
import { dayOfRow, planName, planStateNames, type PlanState } from '../../../shared/domain/plan.ts'
import { useAct } from '../../lib/useAct.ts'
import { NoticeButton } from './NoticeButton.tsx'
import { openItem } from './openItem.ts'
import type { Plan, Row } from './planStore.ts'
import { Contents } from './ProposalReview.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { Refused } from './Refused.tsx'
import { useMoving } from './useMoving.ts'

const months = Array.from({ length: 12 }, (_, at) => at + 1)
export const stateTags: Record<PlanState, string> = { ahead: '', opened: 'amber', done: 'green', missing: 'red' }

/** The year month by month: what is planned, on what basis, and how it stands. */
export function PlanList({ plan, onEdit }: { plan: Plan; onEdit(row: Row): void }) {
  const { acting, onKeyDown } = useMoving(plan)
  const opening = useAct()
  return (
    <>
      <Refused acting={acting} />
      <Refused acting={opening} />
      <div className="table-room plan-room" role="region" aria-label={`${plan.year}年计划`} tabIndex={0}>
        {months.map((month) => ({ month, of: plan.rows.filter((row) => ymdOf(dayOfRow(row)).month === month) })).filter(({ of }) => of.length > 0).map(({ month, of }) => (
          <section key={month} aria-labelledby={`plan-${month}`}>
            <h2 id={`plan-${month}`}>{month}月 <span className="mut sm num">{of.length}项</span></h2>
            <ul>{of.map((row) => <Line key={row.id} row={row} isClosed={plan.closing !== null} busy={opening.busy || acting.busy} onOpen={() => void opening.run(() => openItem(row))} onEdit={() => onEdit(row)} onKeyDown={(event) => onKeyDown(row, event)} />)}</ul>
          </section>
        ))}
      </div>
    </>
  )
}

/** The one way on from where it stands. */
function verbOf({ kind, state }: Row): string {
  if (kind === 'heartTalk') return '登记谈话'
  switch (state) {
    case 'ahead': return '筹备'
    case 'opened': return '打开'
    case 'done': return '看记录'
    case 'missing': return '补记'
    default: return assertNever(state)
  }
}

interface LineProps { row: Row; isClosed: boolean; busy: boolean; onOpen(): void; onEdit(): void; onKeyDown(event: React.KeyboardEvent): void }

function Line({ row, isClosed, busy, onOpen, onEdit, onKeyDown }: LineProps) {
  const { id, startsAt, people, topic, business, basis, remarks, conflicts, state, progress, reason, heldOn, on } = row
  const [asking, setAsking] = useState(false)
  const day = dayOfRow(row)
  const name = `${chineseMonthDay(day)}的${planName(row)}`
  return (
    <li className="plan-line" aria-label={name} onKeyDown={onKeyDown}>
      <span className="num plan-day">{chineseMonthDay(day)} {weekdayOf(day)}<small className="mut">{startsAt}{heldOn !== null && `（原计划${chineseMonthDay(on)}）`}</small></span>
      <span className="plan-what"><b>{planName(row)}</b><span className="mut sm">{people}</span></span>
      <Contents topic={topic} business={business} remarks={remarks}>
        {conflicts.map(({ words }) => <span key={words} className="amber-text sm">{words}</span>)}
        {reason !== '' && <span className="sm">未开展的原因：{reason}</span>}
      </Contents>
      <span className="mut sm">{basis}</span>
      <span className="plan-acts">
        <span className={`tag ${stateTags[state]}`}>{planStateNames[state]}{progress !== '' && ` ${progress}`}</span>
        <span className="row">
          {state === 'missing' && !isClosed && <button className="btn quiet small" type="button" aria-label={`写原因：${name}`} onClick={() => setAsking(!asking)}>写原因</button>}
          {state === 'opened' && row.meetingId !== null && <NoticeButton meetingId={row.meetingId} name={name} />}
          {(!isClosed || row.meetingId !== null) && <button className="btn small" type="button" disabled={busy} aria-label={`${verbOf(row)}：${name}`} onClick={onOpen}>{verbOf(row)}</button>}
          {!isClosed && <button className="btn quiet small" type="button" data-plan={id} aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown" aria-label={`改${name}`} onClick={onEdit}>改</button>}
        </span>
      </span>
      {asking && <ReasonForm row={row} onDone={() => setAsking(false)} />}
    </li>
  )
}
