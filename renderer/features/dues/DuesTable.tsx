import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { duesStateNames, moneyOf, type DuesMonth, type DuesRow, type Month } from '../../../shared/domain/dues.ts'
import { monthInShort, monthsOfYear } from '../../../shared/domain/duesYear.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { useRowWindow } from '../../lib/useRowWindow.ts'
import { FormFault } from '../fusion/index.ts'
import { act, tickDay, useDues, type Told } from './duesStore.ts'

/** Every row and the head are this high, in dues.css too: where a row stands is computed, not measured. */
const rowHeight = 32
const headHeight = 32
/** The name, and the twelve months after it. */
const columnCount = 13

interface Place { row: number; column: number }

/** A person a row, a month a column. Only what is seen is in the page; arrows go from cell to cell, the space bar ticks. */
export function DuesTable({ told, rows }: { told: Told; rows: readonly DuesRow[] }) {
  const { month, personId, show } = useDues()
  const acting = useAct()
  const room = useRef<HTMLDivElement>(null)
  const { fits, from, last, onScroll, bringToSight } = useRowWindow(room, { rowHeight, headHeight, total: rows.length })
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const takesFocus = useRef(false)
  const active: Place = { row: Math.max(0, Math.min(at.row, rows.length - 1)), column: at.column }
  const months = monthsOfYear(told.year)
  useEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    room.current?.querySelector<HTMLElement>(`[data-row="${active.row}"] [data-column="${active.column}"]`)?.focus({ preventScroll: true })
  }, [active.row, active.column])

  const moveTo = (row: number, column: number) => {
    const to = { row: Math.max(0, Math.min(row, rows.length - 1)), column: Math.max(0, Math.min(column, columnCount - 1)) }
    bringToSight(to.row)
    takesFocus.current = to.row !== active.row || to.column !== active.column
    setAt(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement) || !event.target.closest('tbody')) return
    const steps: Partial<Record<string, readonly [number, number]>> = {
      ArrowDown: [active.row + 1, active.column], ArrowUp: [active.row - 1, active.column], ArrowLeft: [active.row, active.column - 1], ArrowRight: [active.row, active.column + 1],
      PageDown: [active.row + fits - 1, active.column], PageUp: [active.row - fits + 1, active.column], Home: [active.row, 0], End: [active.row, columnCount - 1],
    }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    moveTo(...to)
  }
  /** A tick: what is owed is entered as paid, what is entered is taken back; what is not confirmed opens the 核定. */
  const press = (row: DuesRow, column: number) => {
    const each = months[column - 1]
    const held = row.months[column - 1]
    if (each === undefined || held === undefined) return show({ personId: row.personId })
    if (held.paid > 0) return void acting.run(() => act(() => callApi('dues.unpay', { month: each, personIds: [row.personId] })))
    if (held.state === 'missing' || held.state === 'open') return void acting.run(() => act(() => callApi('dues.pay', { month: each, personIds: [row.personId], paidOn: tickDay(each, useDues.getState().paidOn) })))
    show({ personId: row.personId, month: each })
  }

  const indexes = Array.from({ length: last - from }, (_, n) => from + n)
  if (active.row < from && rows.length > 0) indexes.unshift(active.row)
  if (active.row >= last && rows.length > 0) indexes.push(active.row)
  const below = rows.length - 1 - (indexes.at(-1) ?? -1)
  return (
    <div className="dues-main">
      <FormFault acting={acting} known={[]} />
      <div ref={room} className="table-room" role="region" aria-label={`${told.year}年党费`} onKeyDown={onKeyDown} onScroll={onScroll}>
        <table className="plain list dues-table" aria-rowcount={rows.length + 1}>
          <thead><tr aria-rowindex={1}><th scope="col" className="dues-name">姓名</th><th scope="col" className="r dues-sum">月应交</th>
            {months.map((each) => <th key={each} scope="col" className={`dues-month ${each === month ? 'chosen' : ''}`}><button type="button" aria-pressed={each === month} title={`看${monthInShort(each)}`} onClick={() => show({ month: each })}>{monthInShort(each)}</button></th>)}
            <th scope="col" className="r dues-sum beside">已交</th></tr></thead>
          <tbody>
            {indexes.flatMap((index, n) => {
              const row = rows[index]
              const above = index - (n === 0 ? 0 : (indexes[n - 1] ?? 0) + 1)
              return row === undefined ? [] : [
                above > 0 && <tr key={`before ${index}`} aria-hidden="true" className="space" style={{ height: above * rowHeight }} />,
                <Row key={row.personId} index={index} row={row} month={month} column={index === active.row ? active.column : null} isOpen={row.personId === personId} onPress={press} onFocus={(column) => setAt({ row: index, column })} />,
              ]
            })}
            {below > 0 && <tr aria-hidden="true" className="space" style={{ height: below * rowHeight }} />}
          </tbody>
        </table>
      </div>
      <p className="mut sm">点格子登记或取消，方向键换格，空格登记；点姓名核定。“补交”是当月以后交的，数字是没有交足的金额，“·”是没有核定或还没到，“—”是不应交。{told.begins === null ? '' : `党费台账从${told.begins.slice(0, 4)}年${monthInShort(told.begins)}开始，以前的不要求。`}</p>
    </div>
  )
}

interface RowProps { index: number; row: DuesRow; month: Month; column: number | null; isOpen: boolean; onPress(row: DuesRow, column: number): void; onFocus(column: number): void }

const Row = memo(function Row({ index, row, month, column, isOpen, onPress, onFocus }: RowProps) {
  const { name, isHere, isProbationary, assessments, months, paid } = row
  const stop = (at: number) => ({ 'data-column': at, tabIndex: column === at || (column === null && index === 0 && at === 0) ? 0 : -1, onFocus: () => onFocus(at), onClick: () => onPress(row, at) })
  const amount = assessments.at(-1)?.amount ?? null
  return (
    <tr data-row={index} aria-rowindex={index + 2} className={`${isOpen ? 'chosen' : ''} ${isHere ? '' : 'dues-gone'}`}>
      <td className="dues-name" title={[name, row.group, isHere ? '' : '已不在本支部'].filter((part) => part !== '').join('，')}><span className="name-cell"><button {...stop(0)} className="row-link" type="button" aria-label={`${name}，看核定`}>{name}</button>{isProbationary && <span className="tag">预备</span>}</span></td>
      <td className="r num dues-sum">{amount === null ? <span className="amber-text">未核定</span> : amount === 0 ? '免交' : moneyOf(amount)}</td>
      {months.map((told, at) => {
        const each = `${at + 1}月`
        return <td key={each} className={`dues-month ${at === Number(month.slice(5)) - 1 ? 'chosen' : ''}`}><button {...stop(at + 1)} type="button" className={`dues-cell ${told.state}`} aria-label={`${name}${each}，${stateInWords(told)}`} title={stateInWords(told)}>{mark(told)}</button></td>
      })}
      <td className="r num dues-sum beside">{paid === 0 ? <span className="mut">—</span> : moneyOf(paid)}</td>
    </tr>
  )
}, (before, after) => before.row === after.row && before.month === after.month && before.column === after.column && before.isOpen === after.isOpen && before.index === after.index)

function stateInWords({ state, due, paid, paidOn, note }: DuesMonth): string {
  const what = duesStateNames[state]
  const owed = due === null || due === 0 ? '' : `，应交${moneyOf(due)}元`
  return paid === 0 ? `${what}${owed}` : `${what}${owed}，${paidOn ?? ''}交${moneyOf(paid)}元${note === '' ? '' : `，${note}`}`
}

/** What a cell says at a glance. */
function mark({ state, paid }: DuesMonth): string {
  switch (state) {
    case 'paid': return '✓'
    case 'late': return '补交'
    case 'part': return moneyOf(paid)
    case 'missing': return '未交'
    case 'exempt': return '免交'
    case 'open': case 'unassessed': return paid > 0 ? moneyOf(paid) : '·'
    case 'notOwed': return paid > 0 ? moneyOf(paid) : '—'
  }
}
