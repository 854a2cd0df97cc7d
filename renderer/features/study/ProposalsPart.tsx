import { useState } from 'react'
import { chineseMonthDay } from '../../../shared/domain/dates.ts'
import { readDecimal } from '../../../shared/domain/decimal.ts'
import { kindFacts, meetingStateNames } from '../../../shared/domain/meetingKinds.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { act, useStudy, type Ledger, type Proposal, type TypedHours } from './studyStore.ts'

const blank = (hours: string): string => (hours === '0' ? '' : hours)
/** What was confirmed; where the record has changed since, what it proposes now. */
function firstOf({ hours, confirmed, changed }: Proposal): TypedHours {
  const shown = changed ? hours ?? confirmed : confirmed ?? hours
  return { theory: blank(shown?.theory ?? ''), business: blank(shown?.business ?? '') }
}
/** Both as exact numbers; null where one is none, or neither was given. */
function read({ theory, business }: TypedHours): { theory: string; business: string } | null {
  if (theory.trim() === '' && business.trim() === '') return null
  const [a, b] = [theory.trim() === '' ? '0' : readDecimal(theory), business.trim() === '' ? '0' : readDecimal(business)]
  return a === null || b === null ? null : { theory: a, business: b }
}

/** 学时 that records propose: the officer confirms them one by one or all that are chosen, corrects them, or says that it was no study. */
export function ProposalsPart({ ledger: { proposals, year } }: { ledger: Ledger }) {
  const { typed, type, forget } = useStudy()
  const newMeeting = useRoute((state) => state.newMeeting)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const acting = useAct()
  if (proposals.length === 0) return <div className="empty"><p>{year}年还没有含学习内容的会议记录。登记党课、主题党日或学习内容以后，这里按记录提出学时，由你确认。</p><button className="btn" type="button" onClick={() => void leave(() => newMeeting('themeDay'))}>登记主题党日</button></div>
  const valueOf = (proposal: Proposal): TypedHours => typed.get(proposal.meetingId) ?? firstOf(proposal)
  const isWaiting = (proposal: Proposal): boolean => proposal.confirmed === null || proposal.changed || typed.has(proposal.meetingId)
  const ready = proposals.filter((proposal) => isWaiting(proposal) && !left.has(proposal.meetingId) && read(valueOf(proposal)) !== null)
  const confirm = (items: { meetingId: string; hours: { theory: string; business: string } | null }[]) => acting.run(() => act(() => callApi('study.confirm', { items })), () => forget(items.map(({ meetingId }) => meetingId)))
  const confirmReady = () => confirm(ready.slice(0, 500).flatMap((proposal) => {
    const hours = read(valueOf(proposal))
    return hours === null ? [] : [{ meetingId: proposal.meetingId, hours }]
  }))
  const waiting = proposals.filter(isWaiting).length
  return (
    <div className="study-main">
      <div className="row between wrap"><p className="mut sm">学时按记录提出：先看记录里登记的学时，再看学习议题写明的分钟，都没有的按全部时间。确认后才计入每人的学时；记录没有写时间的请填。</p>
        <button className="btn" type="button" disabled={acting.busy || ready.length === 0} onClick={() => void confirmReady()}>{acting.busy ? '正在确认…' : ready.length === 0 ? (waiting === 0 ? '都确认了' : '先填学时') : `确认${ready.length}次`}</button></div>
      <FormFault acting={acting} known={[]} />
      <div className="table-room" tabIndex={0} role="region" aria-label={`${year}年会议学时`}>
        <table className="plain list study-proposals">
          <thead><tr><th scope="col" className="study-pick"><span className="visually-hidden">选择</span></th><th scope="col" className="study-day">日期</th><th scope="col">会议</th><th scope="col" className="study-basis">怎么来的</th><th scope="col" className="r study-who">人数</th><th scope="col" className="study-hours">政治理论</th><th scope="col" className="study-hours">业务</th><th scope="col" className="study-acts"><span className="visually-hidden">操作</span></th></tr></thead>
          <tbody>{proposals.map((proposal) => (
            <ProposalRow key={proposal.meetingId} proposal={proposal} value={valueOf(proposal)} isTyped={typed.has(proposal.meetingId)} isWaiting={isWaiting(proposal)} isChosen={!left.has(proposal.meetingId)} busy={acting.busy}
              onChoose={(chosen) => setLeft((held) => new Set(chosen ? [...held].filter((id) => id !== proposal.meetingId) : [...held, proposal.meetingId]))}
              onType={(value) => type(proposal.meetingId, value)}
              onConfirm={(hours) => void confirm([{ meetingId: proposal.meetingId, hours }])} />
          ))}</tbody>
        </table>
      </div>
    </div>
  )
}

interface ProposalRowProps { proposal: Proposal; value: TypedHours; isTyped: boolean; isWaiting: boolean; isChosen: boolean; busy: boolean; onChoose(chosen: boolean): void; onType(value: TypedHours): void; onConfirm(hours: { theory: string; business: string } | null): void }

function ProposalRow({ proposal, value, isTyped, isWaiting, isChosen, busy, onChoose, onType, onConfirm }: ProposalRowProps) {
  const go = useRoute((state) => state.go)
  const { meetingId, kind, state, title, heldOn, people, basis, confirmed, changed } = proposal
  const name = `${chineseMonthDay(heldOn)}的${kindFacts[kind].short}`
  const hours = read(value)
  const isNone = confirmed !== null && confirmed.theory === '0' && confirmed.business === '0'
  const isWrong = hours === null && (value.theory.trim() !== '' || value.business.trim() !== '')
  const words = confirmed !== null && !isTyped ? (changed ? '确认以后记录改了，请核对' : isNone ? '不计学时' : '') : basis
  return (
    <tr className={isWaiting ? 'bare' : ''}>
      <td className="study-pick">{isWaiting && <input type="checkbox" aria-label={`选择${name}`} checked={isChosen} disabled={hours === null} onChange={({ target }) => onChoose(target.checked)} />}</td>
      <td className="num">{chineseMonthDay(heldOn)}</td>
      <td title={`${title}（${meetingStateNames[state]}）`}><button className="btn link study-title" type="button" onClick={() => void leave(() => go({ screen: 'meeting', meetingId, newKind: null }))}>{title}</button></td>
      <td title={words === '' ? basis : `${words}。${basis}`}>{isWrong ? <span className="error-text">学时要写成数字，例如1.5</span> : changed && !isTyped ? <span className="amber-text">{words}：{basis}</span> : words === '' ? <span className="mut">已确认：{basis}</span> : words}</td>
      <td className="r num">{people}人</td>
      <td><LineInput className="num count" label={`${name}的政治理论学时`} value={value.theory} field={`study.theory.${meetingId}`} maxLength={8} numeric onChange={(theory) => onType({ ...value, theory })} /></td>
      <td><LineInput className="num count" label={`${name}的业务学时`} value={value.business} field={`study.business.${meetingId}`} maxLength={8} numeric onChange={(business) => onType({ ...value, business })} /></td>
      <td className="study-acts">{isWaiting
        ? <span className="row"><button className="btn small" type="button" aria-label={`确认${name}`} disabled={busy || hours === null} onClick={() => onConfirm(hours)}>确认</button>{confirmed === null && <button className="btn quiet small" type="button" aria-label={`${name}不计学时`} disabled={busy} onClick={() => onConfirm({ theory: '0', business: '0' })}>不计</button>}</span>
        : <button className="btn quiet small" type="button" aria-label={`取消确认${name}`} disabled={busy} onClick={() => onConfirm(null)}>取消确认</button>}</td>
    </tr>
  )
}
