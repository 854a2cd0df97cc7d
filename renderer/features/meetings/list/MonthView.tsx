import { type KeyboardEvent, useEffect, useRef } from 'react'
import { addMonths, chineseMonthDay, parseClock, weekdayOf, weeksOf, ymdOf, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { MeetingRow } from '../../../../shared/domain/meeting.ts'
import { kindFacts, meetingStateNames, type MeetingState } from '../../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { MenuButton } from '../../../components/MenuButton.tsx'
import { today } from '../../../lib/clock.ts'
import { dayByKey } from '../../../lib/dayKeys.ts'
import { useRoute } from '../../session/index.ts'
import { noFilter, useMeetings } from '../meetingsStore.ts'
import { CommonFilters } from './Filters.tsx'
import { monthName, monthOf, useMonth } from './monthStore.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const
/** So many meetings stand in a day; the others are behind 另有…次. */
const mostShown = 3

/** Held and proved, held, still to come. */
const looks: Record<MeetingState, string> = { planned: 'ahead', notified: 'ahead', draft: '', final: 'done', archived: 'done' }

const timeOf = ({ startsAt }: MeetingRow): string => parseClock(startsAt) ?? startsAt
const titleOf = ({ title, kind }: MeetingRow): string => title || `${kindFacts[kind].full}（未写名称）`

/** A month of meetings, worked by keyboard from day to day. `onStart` begins another meeting. */
export function MonthView({ onStart }: { onStart(): void }) {
  const { day: chosen, rows, failure, goTo, read } = useMonth()
  const { filter, show } = useMeetings()
  const { kind, state, personId } = filter
  const go = useRoute((route) => route.go)
  const grid = useRef<HTMLTableElement>(null)
  const takesFocus = useRef(useMonth.getState().left)
  const day = chosen ?? today()
  const month = monthOf(day)
  const filtered = kind !== null || state !== null || personId !== null

  useEffect(() => { void read(month, { kind, state, personId }) }, [read, month, kind, state, personId])
  useEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    useMonth.setState({ left: false })
    grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus()
  }, [day])

  const open = (meetingId: string) => {
    useMonth.setState({ left: true })
    go({ screen: 'meeting', meetingId, newKind: null })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const to = dayByKey(event, day)
    if (to !== undefined) {
      event.preventDefault()
      takesFocus.current = to !== day
      goTo(to)
    } else if (event.key === 'n' || event.key === 'N') {
      event.preventDefault()
      onStart()
    } else if (event.key === 'Enter' && event.target instanceof HTMLTableCellElement) {
      const first = rows?.find(({ heldOn }) => heldOn === day)
      if (first) open(first.id)
    }
  }
  return (
    <>
      <div className="row wrap filters">
        <h2 className="month-name num">{monthName(month)}</h2>
        <button className="btn" type="button" onClick={() => goTo(addMonths(day, -1))}>‹ 上月</button>
        <button className="btn" type="button" onClick={() => goTo(today())}>本月</button>
        <button className="btn" type="button" onClick={() => goTo(addMonths(day, 1))}>下月 ›</button>
        <span className="spring" />
        {filtered && <button className="btn quiet" type="button" onClick={() => void show(noFilter)}>清除筛选</button>}
        <CommonFilters />
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read(month, filter)} />}
      <div className="table-room month-room" aria-busy={rows === null}>
        <table ref={grid} className="month" role="grid" aria-label={`${monthName(month)}的会议`} onKeyDown={onKeyDown}>
          <thead><tr>{weekdays.map((name) => <th key={name} scope="col">星期{name}</th>)}</tr></thead>
          <tbody>
            {weeksOf(month).map((week) => (
              <tr key={week.find((at) => at !== null)}>
                {week.map((at, index) => (at === null
                  ? <td key={weekdays[index]} className="elsewhere" aria-label="不在这个月" />
                  : <Day key={weekdays[index]} day={at} active={at === day} meetings={rows?.filter(({ heldOn }) => heldOn === at) ?? []} onOpen={open} onFocus={goTo} />))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface DayProps { day: IsoDate; active: boolean; meetings: readonly MeetingRow[]; onOpen(id: string): void; onFocus(day: IsoDate): void }

/** One day. Tab goes on from the chosen day into its meetings. */
function Day({ day, active, meetings, onOpen, onFocus }: DayProps) {
  const tabIndex = active ? 0 : -1
  const isToday = day === today()
  return (
    <td data-day={day} tabIndex={tabIndex} aria-selected={active} aria-current={isToday ? 'date' : undefined} onFocus={() => onFocus(day)}>
      <div className="day-head"><span className="day-number num" aria-hidden="true">{ymdOf(day).day}</span>
        <span className="visually-hidden">{chineseMonthDay(day)}{weekdayOf(day)}，{meetings.length === 0 ? '没有会议' : `${meetings.length}次会议`}</span>
        {meetings.length > mostShown && (
          <MenuButton className="btn link sm" label={`${chineseMonthDay(day)}的会议`} tabIndex={tabIndex} onChoose={onOpen}
            groups={[meetings.map((row) => ({ key: row.id, label: titleOf(row), note: `${timeOf(row)} ${meetingStateNames[row.state]}` }))]}>另有{meetings.length - mostShown}次</MenuButton>
        )}
      </div>
      {meetings.slice(0, mostShown).map((row) => (
        <button key={row.id} className={`entry ${looks[row.state]}`} type="button" tabIndex={tabIndex}
          title={`${titleOf(row)}（${meetingStateNames[row.state]}）`} onClick={() => onOpen(row.id)}>{kindFacts[row.kind].short} <span className="num">{timeOf(row)}</span></button>
      ))}
    </td>
  )
}
