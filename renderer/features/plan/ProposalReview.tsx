import { useState } from 'react'
import { chineseMonthDay, weekdayOf, ymdOf } from '../../../shared/domain/dates.ts'
import { kindFacts, meetingKinds } from '../../../shared/domain/meetingKinds.ts'
import { byDay, planName } from '../../../shared/domain/plan.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useAct } from '../../lib/useAct.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { usePlan, type Plan, type Proposal, type Proposed } from './planStore.ts'

const months = Array.from({ length: 12 }, (_, at) => at + 1)
/** How many of each kind, in words. */
const counted = (items: readonly Proposed[]): string => meetingKinds.map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length })).filter(({ count }) => count > 0).map(({ kind, count }) => `${kindFacts[kind].short}${count}次`).join('、')

/** The year as it is proposed: each activity taken or left, changed, or held together with a day of business; then all of it into the plan. */
export function ProposalReview({ plan, proposal }: { plan: Plan; proposal: Proposal }) {
  const { left, choose, accept, drop, change } = usePlan()
  const [edited, setEdited] = useState<Proposed | null>(null)
  const { busy, error, run } = useAct()
  const items = proposal.items.toSorted(byDay)
  const taken = items.filter(({ key }) => !left.has(key))
  const offers = items.filter(({ offer }) => offer !== null).length
  return (
    <>
      <div className="row between plan-review-head">
        <p className="mut sm">{items.length === 0 ? '' : `共${items.length}项：${counted(items)}。`}{offers > 0 && `${offers}项可以与同一周的业务工作合并。`}</p>
        <span className="row">
          <button className="btn quiet" type="button" onClick={() => choose(items.map(({ key }) => key), taken.length < items.length)}>{taken.length < items.length ? '全选' : '全不选'}</button>
          <button className="btn" type="button" onClick={drop}>返回计划</button>
          <button className="btn primary" type="button" disabled={busy || taken.length === 0} onClick={() => void run(accept)}>{busy ? '正在列入…' : `列入计划（${taken.length}项）`}</button>
        </span>
      </div>
      {error && <ErrorNotice sentence={error.sentence}>{error.fields.map(({ path, message }) => <span key={path}>{message}</span>)}</ErrorNotice>}
      {items.length === 0 ? <p className="mut plan-none">{proposal.from > `${proposal.year}-12-31` ? `${proposal.year}年已经过去，不再排计划。` : '规则要求的活动都在计划里了。'}</p> : (
        <div className="table-room plan-room" role="region" aria-label={`${proposal.year}年计划建议`} tabIndex={0}>
          {months.map((month) => ({ month, of: items.filter(({ on }) => ymdOf(on).month === month) })).filter(({ of }) => of.length > 0).map(({ month, of }) => (
            <section key={month} aria-labelledby={`proposed-${month}`}>
              <h2 id={`proposed-${month}`}>{month}月 <span className="mut sm num">{of.length}项</span></h2>
              <ul>{of.map((item) => <ProposedLine key={item.key} item={item} onEdit={() => setEdited(item)} />)}</ul>
            </section>
          ))}
        </div>
      )}
      {edited && <PlanDialog plan={plan} item={edited} title={`${planName(edited)}（建议）`} verb="改好" isKindFixed save={async ({ on, startsAt = '', hours = null, people = '', place = '', topic = '', business = '', remarks = '', eventId = null }) => change(edited.key, { on, startsAt, hours, people, place, topic, business, remarks, eventId })} onClose={() => setEdited(null)} />}
    </>
  )
}

function ProposedLine({ item, onEdit }: { item: Proposed; onEdit(): void }) {
  const isTaken = usePlan(({ left }) => !left.has(item.key))
  const { choose, takeOffer } = usePlan.getState()
  const { key, on, startsAt, people, topic, business, basis, toVerify, remarks, conflicts, offer } = item
  const name = `${chineseMonthDay(on)}的${planName(item)}`
  return (
    <li className={`plan-line ${isTaken ? '' : 'left'}`} aria-label={name}>
      <label className="plan-day"><input type="checkbox" checked={isTaken} aria-label={`列入${name}`} onChange={({ target }) => choose([key], target.checked)} /><span className="num">{chineseMonthDay(on)} {weekdayOf(on)}<small className="mut">{startsAt}</small></span></label>
      <span className="plan-what"><b>{planName(item)}</b><span className="mut sm">{people}</span></span>
      <Contents topic={topic} business={business} remarks={remarks}>
        {conflicts.map(({ words }) => <span key={words} className="amber-text sm">{words}</span>)}
        {offer && <button className="btn link sm" type="button" aria-label={`${name}：与“${offer.title}”合并`} onClick={() => takeOffer(key)}>与{chineseMonthDay(offer.on)}“{offer.title}”合并开展</button>}
      </Contents>
      <span className="mut sm">{basis}{toVerify && <span className="tag amber">依据待核</span>}</span>
      <button className="btn small" type="button" aria-label={`改${name}`} onClick={onEdit}>改</button>
    </li>
  )
}

/** Party life and business of one activity side by side. */
export function Contents({ topic, business, remarks, children }: { topic: string; business: string; remarks: string; children?: React.ReactNode }) {
  return (
    <span className="plan-contents">
      {topic === '' && business === '' && <span className="mut">内容待定</span>}
      {topic !== '' && <span>{topic}</span>}
      {business !== '' && <span><span className="tag">业务</span>{business}</span>}
      {remarks !== '' && <span className="mut sm">{remarks}</span>}
      {children}
    </span>
  )
}
