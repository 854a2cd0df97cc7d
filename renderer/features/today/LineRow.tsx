import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { chineseDate, chineseDateWithWeekday, chineseMonthDay } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { openLine } from './openLine.ts'
import { useToday, type Line } from './todayStore.ts'

/** The day itself under 逾期22天 and 还有8天, with the year where it is another one; empty where the words name it. */
function dayUnder({ until, when, tone }: Line): string {
  if (until === null || tone === 'now' || when.includes(chineseMonthDay(until))) return ''
  return until.slice(0, 4) === today().slice(0, 4) ? chineseMonthDay(until) : chineseDate(until)
}

/** One matter: until when, about how long, what, why, and the one way to do it. `isFirst`: the next step of the whole screen. */
export function LineRow({ line, isFirst = false, onGone }: { line: Line; isFirst?: boolean; onGone(): void }) {
  const { what, why, when, tone, until, minutes, toVerify, verb, open, canDismiss } = line
  const day = dayUnder(line)
  const id = useId()
  const [asking, setAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const back = () => {
    setAsking(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  return (
    <li className={`today-line tone-${tone}`}>
      <div className="today-when"><b {...(until === null ? {} : { title: chineseDateWithWeekday(until) })}>{when}</b>{day !== '' && <span className="num">{day}</span>}<span className="num">约{minutes}分钟</span></div>
      <div className="today-what"><p id={id}>{what}</p><p className="mut sm">{why}{toVerify && <span className="tag amber">待核</span>}</p></div>
      <div className="today-acts">
        {canDismiss && <button ref={button} className="btn quiet" type="button" aria-label={`不需要，因为…：${what}`} aria-expanded={asking} onClick={() => setAsking(!asking)}>不需要，因为…</button>}
        <button className={`btn ${isFirst ? 'primary' : ''}`} type="button" aria-describedby={id} onClick={() => void openLine(open)}>{verb}</button>
      </div>
      {asking && <ReasonForm line={line} onBack={back} onGone={onGone} />}
    </li>
  )
}

/** 不需要，因为…: kept as evidence for an inspection. */
function ReasonForm({ line: { key, what }, onBack, onGone }: { line: Line; onBack(): void; onGone(): void }) {
  const dismiss = useToday((state) => state.dismiss)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAct()
  useEffect(() => input.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '') void run(() => dismiss(key, reason), onGone)
  }
  return (
    <form className="today-reason" aria-label={`不需要：${what}`} onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape' && !event.nativeEvent.isComposing) { event.stopPropagation(); onBack() } }}>
      <label className="label" htmlFor={id}>不需要，因为（留作检查时的依据）</label>
      <div className="row"><input ref={input} id={id} className="input" maxLength={300} value={reason} placeholder="例：当月全体参加防汛，已报上级党委同意" onChange={(event) => setReason(event.target.value)} />
        <button className="btn" type="submit" disabled={busy || reason.trim() === ''}>写明不需要</button><button className="btn quiet" type="button" onClick={onBack}>返回</button></div>
      {error && <ErrorNotice sentence={error.sentence} />}
    </form>
  )
}
