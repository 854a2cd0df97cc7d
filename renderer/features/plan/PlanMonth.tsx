import { type DragEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { addMonths, chineseMonthDay, weekdayOf, weeksOf, ymdOf, type IsoDate } from '../../../shared/domain/dates.ts'
import { businessKindNames, dayOfRow, planName, planStateNames } from '../../../shared/domain/plan.ts'
import { MenuButton } from '../../components/MenuButton.tsx'
import { today } from '../../lib/clock.ts'
import { dayByKey } from '../../lib/dayKeys.ts'
import { monthName, monthOf } from '../meetings/index.ts'
import { dayIn } from './days.ts'
import { Refused } from './Refused.tsx'
import { usePlan, type Plan, type Row } from './planStore.ts'
import { useMoving, type Moving } from './useMoving.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const
/** So many activities stand in a day; the others are behind 另有…项. */
const mostShown = 3
const looks: Record<Row['state'], string> = { ahead: 'ahead', opened: 'ahead', done: 'done', missing: 'missing' }
const dragged = 'text/plan-item'

/** A month of the plan, worked by keyboard from day to day; activities are dragged from day to day, or moved by Alt and an arrow. */
export function PlanMonth({ plan, onEdit }: { plan: Plan; onEdit(row: Row): void }) {
  const { day, goTo } = usePlan()
  const moving = useMoving(plan)
  const grid = useRef<HTMLTableElement>(null)
  const takesFocus = useRef(false)
  const month = monthOf(day)
  useEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus()
  }, [day])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const to = dayByKey(event, day)
    if (to !== undefined) {
      event.preventDefault()
      takesFocus.current = to.startsWith(String(plan.year)) && to !== day
      goTo(to)
    } else if (event.key === 'Enter' && event.target instanceof HTMLTableCellElement) {
      const first = plan.rows.find((row) => dayOfRow(row) === day)
      if (first) onEdit(first)
    }
  }
  const turn = (months: number) => goTo(`${monthOf(addMonths(day, months))}-01`)
  const long = plan.business.filter(({ kind, from, to }) => (kind === 'season' || kind === 'theme') && monthOf(from) <= month && monthOf(to) >= month)
  return (
    <>
      <div className="row wrap filters">
        <h2 className="month-name num">{monthName(month)}</h2>
        <button className="btn" type="button" disabled={month.endsWith('-01')} onClick={() => turn(-1)}>‹ 上月</button>
        <button className="btn" type="button" disabled={month.endsWith('-12')} onClick={() => turn(1)}>下月 ›</button>
        {long.map(({ id, title, kind, from, to }) => <span key={id} className="tag" title={`${chineseMonthDay(from)}至${chineseMonthDay(to)}`}>{businessKindNames[kind]}：{title}</span>)}
      </div>
      <Refused acting={moving.acting} />
      <div className="table-room month-room" aria-busy={moving.acting.busy}>
        <table ref={grid} className="month" role="grid" aria-label={`${monthName(month)}的计划`} onKeyDown={onKeyDown}>
          <thead><tr>{weekdays.map((name) => <th key={name} scope="col">星期{name}</th>)}</tr></thead>
          <tbody>
            {weeksOf(month).map((week) => (
              <tr key={week.find((at) => at !== null)}>
                {week.map((at, index) => (at === null
                  ? <td key={weekdays[index]} className="elsewhere" aria-label="不在这个月" />
                  : <Day key={weekdays[index]} plan={plan} day={at} active={at === day} rows={plan.rows.filter((row) => dayOfRow(row) === at)} moving={moving} onEdit={onEdit} onFocus={goTo} />))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface DayProps { plan: Plan; day: IsoDate; active: boolean; rows: readonly Row[]; moving: Moving; onEdit(row: Row): void; onFocus(day: IsoDate): void }

/** One day. Tab goes on from the chosen day into its activities. */
function Day({ plan, day, active, rows, moving, onEdit, onFocus }: DayProps) {
  const tabIndex = active ? 0 : -1
  const { off, name } = dayIn(plan, day)
  const events = plan.business.filter(({ kind, from, to }) => kind !== 'season' && kind !== 'theme' && from <= day && day <= to)
  const onDrop = (event: DragEvent) => {
    const row = plan.rows.find(({ id }) => id === event.dataTransfer.getData(dragged))
    if (!row) return
    event.preventDefault()
    moving.moveTo(row, day)
  }
  return (
    <td data-day={day} className={off ? 'plan-off' : ''} tabIndex={tabIndex} aria-selected={active} aria-current={day === today() ? 'date' : undefined} onFocus={() => onFocus(day)}
      onDragOver={(event) => { if (event.dataTransfer.types.includes(dragged)) event.preventDefault() }} onDrop={onDrop}>
      <div className="day-head"><span className="day-number num" aria-hidden="true">{ymdOf(day).day}</span>
        {name !== '' && <span className="mut sm plan-day-name" title={name}>{name}</span>}
        <span className="visually-hidden">{chineseMonthDay(day)}{weekdayOf(day)}{off ? '，休息' : ''}，{rows.length === 0 ? '没有活动' : `${rows.length}项活动`}</span>
        {rows.length > mostShown && (
          <MenuButton className="btn link sm" label={`${chineseMonthDay(day)}的活动`} tabIndex={tabIndex} onChoose={(id) => { const row = rows.find((one) => one.id === id); if (row) onEdit(row) }}
            groups={[rows.map((row) => ({ key: row.id, label: planName(row), note: `${row.startsAt} ${planStateNames[row.state]}` }))]}>另有{rows.length - mostShown}项</MenuButton>
        )}
      </div>
      {rows.slice(0, mostShown).map((row) => (
        <button key={row.id} className={`entry ${looks[row.state]} ${row.conflicts.length > 0 ? 'conflict' : ''}`} type="button" tabIndex={tabIndex} draggable={plan.closing === null} data-plan={row.id} aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown"
          aria-label={`${chineseMonthDay(day)}${row.startsAt}${planName(row)}，${planStateNames[row.state]}${row.conflicts.length > 0 ? `，${row.conflicts.map(({ words }) => words).join('，')}` : ''}`} title={[planName(row), row.topic, row.business, ...row.conflicts.map(({ words }) => words)].filter((text) => text !== '').join('\n')}
          onDragStart={(event) => { event.dataTransfer.setData(dragged, row.id); event.dataTransfer.effectAllowed = 'move' }} onKeyDown={(event) => moving.onKeyDown(row, event)} onClick={() => onEdit(row)}><span className="num">{row.startsAt}</span> {planName(row)}</button>
      ))}
      {events.map(({ id, kind, title, person }) => <span key={id} className="plan-event" title={`${businessKindNames[kind]}：${title}`}>{person === '' ? '◇' : person}{title}</span>)}
    </td>
  )
}
