import { useState } from 'react'
import { actionStateNames, isOpenAction, type ActionFull } from '../../../shared/domain/action.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { TextBlock } from '../../components/TextBlock.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { faultAt, OtherFaults, useAct } from './fields.tsx'
import { useKeptText } from './kept.ts'

const occurrenceNames = { open: '未登记', done: '已做', skipped: '没做' } as const
/** So many of the days before are shown; the others are counted. */
const mostDays = 12

/** The days of a repetition, each registered by itself. */
export function Occurrences({ item: { id, occurrences, state } }: { item: ActionFull }) {
  const [all, setAll] = useState(false)
  const { busy, error, run } = useAct()
  if (occurrences.length === 0) return null
  const newest = occurrences.toReversed()
  const shown = all ? newest : newest.slice(0, mostDays)
  const set = (on: string, to: 'open' | 'done' | 'skipped') => void run(() => callApi('actions.setOccurrence', { id, on, state: to }))
  return (
    <section aria-label="各次"><h3>各次</h3>
      <OtherFaults error={error} shown={[]} />
      <ul className="lines">{shown.map((day) => (
        <li key={day.on}><span className="num">{chineseDate(day.on)}</span><span className={day.state === 'done' ? 'green-text sm' : day.state === 'open' && day.on < today() ? 'error-text' : 'mut sm'}>{day.state === 'open' && day.on > today() ? '还没到' : occurrenceNames[day.state]}{day.note !== '' && `　${day.note}`}</span><span className="spring" />
          {isOpenAction(state) && (day.state === 'open' ? day.on <= today() && <><button className="btn small" type="button" disabled={busy} aria-label={`已做：${chineseDate(day.on)}`} onClick={() => set(day.on, 'done')}>已做</button><button className="btn quiet small" type="button" disabled={busy} aria-label={`没做：${chineseDate(day.on)}`} onClick={() => set(day.on, 'skipped')}>没做</button></>
            : <button className="btn quiet small" type="button" disabled={busy} aria-label={`改回：${chineseDate(day.on)}`} onClick={() => set(day.on, 'open')}>改回</button>)}</li>
      ))}</ul>
      {newest.length > shown.length && <button className="btn quiet small" type="button" onClick={() => setAll(true)}>另有{newest.length - shown.length}次，全部显示</button>}
    </section>
  )
}

/** What was done so far, and a line for more. */
export function Progress({ item: { id, progress, state } }: { item: ActionFull }) {
  const { value: text, set: setText, drop } = useKeptText(`${id} progress`, '')
  const { busy, error, run } = useAct()
  const open = isOpenAction(state)
  if (!open && progress.length === 0) return null
  const fault = faultAt(error, 'text')
  return (
    <section aria-label="进展"><h3>进展</h3>
      {open && <form className="row progress-form" onSubmit={(event) => { event.preventDefault(); void run(() => callApi('actions.addProgress', { id, text }), () => drop()) }}>
        <TextBlock label="新的进展" field="progress" value={text} maxLength={20_000} placeholder="做了什么、到了哪一步" onChange={setText} /><button className="btn" type="submit" disabled={busy}>加进展</button></form>}
      {fault !== undefined && <p className="error-text sm" role="alert">{fault}</p>}
      <OtherFaults error={error} shown={['text']} />
      {progress.length > 0 && <ul className="lines">{progress.map((each) => <li key={each.id}><span className="line-text"><span className="mut sm num">{chineseDate(each.on)}{each.who !== '' && ` ${each.who}`}</span><br />{each.text}</span><span className="spring" /><button className="btn quiet small" type="button" disabled={busy} aria-label={`删除${chineseDate(each.on)}的进展`} onClick={() => void run(() => callApi('actions.removeProgress', { progressId: each.id }))}>删除</button></li>)}</ul>}
    </section>
  )
}

/** From which day to which, and why. */
export function Postponements({ item: { postponements } }: { item: ActionFull }) {
  if (postponements.length === 0) return null
  return (
    <section aria-label="延期"><h3>延期{postponements.length}次</h3>
      <ul className="lines">{postponements.map((each) => <li key={`${each.at} ${each.to ?? ''}`}><span className="line-text"><span className="num">{each.from === null ? '无期限' : chineseDate(each.from)}改为{each.to === null ? '无期限' : chineseDate(each.to)}</span><br /><span className="mut sm">{each.reason}</span></span></li>)}</ul>
    </section>
  )
}

/** The states it went through. */
export function Steps({ item: { steps } }: { item: ActionFull }) {
  if (steps.length === 0) return null
  return (
    <section aria-label="经过"><h3>经过</h3>
      <ul className="timeline">{steps.map((each) => <li key={`${each.at} ${each.state}`}><span className="when num">{chineseDate(each.on)}</span>{actionStateNames[each.state]}{each.note !== '' && <span className="mut sm">　{each.note}</span>}</li>)}</ul>
    </section>
  )
}
