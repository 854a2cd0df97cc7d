import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef, useState } from 'react'
import type { RosterRow } from '../../../../shared/contract/roster.ts'
import { columnName, streakInWords, type RosterColumn } from '../../../../shared/domain/rosterView.ts'
import { fieldOf, isFieldCode } from '../../../../shared/domain/memberFields.ts'
import { useRowWindow } from '../../../lib/useRowWindow.ts'
import { usePeople } from '../peopleStore.ts'
import { rowAt, useRoster } from '../rosterStore.ts'

/** Every row and the head are this high, in roster.css too: where a row stands is computed, not measured. */
const rowHeight = 32
const headHeight = 32

const widths: Partial<Record<RosterColumn, number>> = { name: 116, status: 104, posts: 106, group: 106, vote: 120, joinedOn: 104, fullOn: 104, birthOn: 104, partyAge: 62, attendance: 80, completeness: 114, gender: 56, ethnicity: 72, idNumber: 166, mobile: 116, isBackbone: 76 }
const usualWidth = 116
/** The rest of the width is for department and job; less than this and the list scrolls sideways. */
const leastRest = 130
const checkWidth = 34

/** The list of people. Only what is seen is in the page, so that ten thousand scroll like ten. */
export function RosterTable() {
  const { columns, pages, total, sort, chosen, reading, listing } = useRoster()
  const { reach, show, choose, chooseAll, idsOf } = useRoster.getState()
  const openId = usePeople((state) => state.person?.id)
  const open = usePeople((state) => state.open)
  const room = useRef<HTMLDivElement>(null)
  const { fits, from, last, onScroll, bringToSight } = useRowWindow(room, { rowHeight, headHeight, total, listing })
  /** The row that the Tab key comes to. It stays in the page wherever the list is scrolled, so that the focus is never lost. */
  const [at, setAt] = useState(0)
  /** Where a range begins that Shift goes on with. */
  const anchor = useRef(0)
  const takesFocus = useRef(false)
  const active = Math.max(0, Math.min(at, total - 1))
  const [shownListing, setShownListing] = useState(listing)
  if (shownListing !== listing) {
    setShownListing(listing)
    setAt(0)
  }
  useEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    room.current?.querySelector<HTMLElement>(`[data-row="${active}"] .row-link`)?.focus({ preventScroll: true })
  }, [active])
  useEffect(() => { void reach(from, last) }, [reach, from, last, pages])

  const moveTo = (index: number, extends_: boolean) => {
    const element = room.current
    const to = Math.max(0, Math.min(index, total - 1))
    if (!element || total === 0) return
    bringToSight(to)
    if (to !== active) takesFocus.current = true
    setAt(to)
    if (extends_) void chooseRange(to)
    else anchor.current = to
  }
  const chooseRange = async (to: number) => {
    const [low, high] = [Math.min(anchor.current, to), Math.max(anchor.current, to)]
    choose(await idsOf(low, high + 1), true)
  }
  const toggle = (index: number, extends_: boolean) => {
    const row = rowAt(pages, index)
    if (extends_) void chooseRange(index)
    else {
      anchor.current = index
      if (row) choose([row.id], !chosen.has(row.id))
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('thead')) return
    if (event.key.toLowerCase() === 'a' && event.ctrlKey && !event.altKey) {
      event.preventDefault()
      void chooseAll()
      return
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === ' ') {
      event.preventDefault()
      toggle(active, event.shiftKey)
      return
    }
    const steps: Partial<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + fits - 1, PageUp: active - fits + 1, Home: 0, End: total - 1 }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    moveTo(to, event.shiftKey)
  }
  /** A press anywhere on a row, or Enter on its name: with Shift or Ctrl it chooses, else it opens the file. */
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest('input, th')) return
    const index = Number(event.target.closest('tr')?.dataset['row'] ?? -1)
    const row = rowAt(pages, index)
    if (!row) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) toggle(index, event.shiftKey)
    else void open(row.id)
  }
  const sortBy = (column: RosterColumn) => {
    const descending = sort.by === column && !sort.descending
    void show({ sort: sort.by === column && sort.descending ? { by: 'roster', descending: false } : { by: column, descending } })
  }

  const indexes = Array.from({ length: last - from }, (_, n) => from + n)
  if (active < from && total > 0) indexes.unshift(active)
  if (active >= last && total > 0) indexes.push(active)
  const fixed = columns.reduce((sum, column) => sum + (column === 'work' ? leastRest : widths[column] ?? usualWidth), checkWidth)
  return (
    <div ref={room} className="table-room roster-room" role="region" aria-label="名册" aria-busy={reading} onClick={onClick} onKeyDown={onKeyDown} onKeyUp={(event) => { if (event.key === ' ') event.preventDefault() }} onScroll={onScroll}>
      <table className="plain list roster" aria-rowcount={total + 1} style={{ minWidth: fixed }}>
        <colgroup><col style={{ width: checkWidth }} />{columns.map((column) => <col key={column} style={column === 'work' ? undefined : { width: widths[column] ?? usualWidth }} />)}</colgroup>
        <thead><tr aria-rowindex={1}>
          <th className="check-cell"><input type="checkbox" aria-label="全部选中" checked={total > 0 && chosen.size >= total} onChange={(event) => (event.target.checked ? void chooseAll() : useRoster.getState().chooseNone())} /></th>
          {columns.map((column) => (
            <th key={column} aria-sort={sort.by === column ? (sort.descending ? 'descending' : 'ascending') : undefined}>
              <button type="button" className="sort" title={`按${columnName(column)}排列`} onClick={() => sortBy(column)}>{columnName(column)}{sort.by === column && <span aria-hidden="true">{sort.descending ? '↓' : '↑'}</span>}</button>
            </th>
          ))}
        </tr></thead>
        <tbody>
          {indexes.flatMap((index, n) => {
            const above = index - (n === 0 ? 0 : (indexes[n - 1] ?? 0) + 1)
            const row = rowAt(pages, index)
            return [
              above > 0 && <tr key={`before ${index}`} aria-hidden="true" className="space" style={{ height: above * rowHeight }} />,
              <Row key={index} index={index} row={row} columns={columns} active={index === active} isOpen={row !== undefined && row.id === openId} isChosen={row !== undefined && chosen.has(row.id)}
                onToggle={toggle} onFocus={setAt} />,
            ]
          })}
          {total - 1 - (indexes.at(-1) ?? -1) > 0 && <tr aria-hidden="true" className="space" style={{ height: (total - 1 - (indexes.at(-1) ?? -1)) * rowHeight }} />}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps { index: number; row: RosterRow | undefined; columns: readonly RosterColumn[]; active: boolean; isOpen: boolean; isChosen: boolean; onToggle(index: number, extends_: boolean): void; onFocus(index: number): void }

/** One person. One who is still being read has a place and takes the focus already. */
const Row = memo(function Row({ index, row, columns, active, isOpen, isChosen, onToggle, onFocus }: RowProps) {
  const stop = { tabIndex: active ? 0 : -1, onFocus: () => onFocus(index) } as const
  const place = { 'data-row': index, 'aria-rowindex': index + 2 }
  if (!row) return <tr {...place}><td colSpan={columns.length + 1}><button {...stop} type="button" className="row-link mut" aria-label="正在读取">…</button></td></tr>
  return (
    <tr {...place} className={isOpen ? 'is-open' : isChosen ? 'is-chosen' : undefined} aria-selected={isChosen}>
      <td className="check-cell"><input type="checkbox" tabIndex={-1} aria-label={`选中${row.name}`} checked={isChosen} onChange={() => undefined} onClick={(event) => onToggle(index, event.shiftKey)} /></td>
      {columns.map((column) => (
        <td key={column} title={row.cells[column]} className={column === 'name' ? 'name' : 'num'}>
          {column === 'name' ? <NameCell row={row} stop={stop} /> : <Cell column={column} row={row} />}
        </td>
      ))}
    </tr>
  )
})

function NameCell({ row, stop }: { row: RosterRow; stop: { tabIndex: number; onFocus(): void } }) {
  return (
    <span className="name-cell">
      <button {...stop} type="button" className="row-link">{row.name}</button>
      {row.status === 'probationaryMember' && row.note === '' && <span className="tag">预备</span>}
      {row.note !== '' && <span className="mut sm away-note">{row.note}</span>}
    </span>
  )
}

/** What a cell shows: the month of a day, a bar for the file, 连续请假 in place of it. */
function Cell({ column, row }: { column: RosterColumn; row: RosterRow }) {
  const text = row.cells[column] ?? ''
  if (column === 'completeness') {
    const streak = streakInWords(row.streak)
    if (streak !== '') return <span className="tag amber">{streak}</span>
    const part = row.required === 0 ? 1 : (row.required - row.missing) / row.required
    return <span className="file-bar"><span className="bar" aria-hidden="true"><i style={{ width: `${Math.round(part * 100)}%` }} /></span>{text}</span>
  }
  if (column === 'partyAge' || column === 'attendance') return <>{text === '' ? '—' : text.replace(/^(\d+)年$/, '$1 年')}</>
  // A list has room for the month; the day stands in the tip and in the file.
  if (isFieldCode(column) && fieldOf[column].form === 'partialDate') return <>{text.replace(/\d+日$/, '')}</>
  return <>{text}</>
}
