import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react'
import { isImportTarget, specialTargets, targetName } from '../../../shared/domain/importTargets.ts'
import { fieldCodes, fieldGroupNames, fieldGroups, fieldOf } from '../../../shared/domain/memberFields.ts'
import { useRowWindow } from '../../lib/useRowWindow.ts'
import { cellWords, outcomeOf, widthOf } from './cellWords.ts'
import { useImport, type ImportColumn, type ImportRow } from './importStore.ts'

/** Every row is this high, in importPeople.css too: where a row stands is computed, not measured. */
const rowHeight = 34
const headHeight = 62

interface ImportGridProps { columns: readonly ImportColumn[]; rows: readonly ImportRow[]; shown: boolean; busy: boolean; emptyText: string }

/** Every row as it would become. Only what is seen is in the page; arrows move, Enter mends a cell. */
export function ImportGrid({ columns, rows, shown, busy, emptyText }: ImportGridProps) {
  const { select, mend, selected } = useImport()
  const room = useRef<HTMLDivElement>(null)
  const { fits, from, last, onScroll, bringToSight } = useRowWindow(room, { rowHeight, headHeight, total: rows.length })
  const [place, setPlace] = useState({ row: 0, column: 0 })
  const [editing, setEditing] = useState(false)
  const active = { row: Math.min(place.row, rows.length - 1), column: Math.min(place.column, columns.length - 1) }

  // Chosen beside: the row comes into sight.
  useEffect(() => useImport.subscribe((now, before) => {
    const element = room.current
    const at = now.selected === before.selected ? -1 : rows.findIndex(({ line }) => line === now.selected)
    if (at < 0 || !element) return
    const top = at * rowHeight
    if (top < element.scrollTop || top + rowHeight + headHeight > element.scrollTop + element.clientHeight) element.scrollTop = Math.max(0, top - 3 * rowHeight)
    setPlace(({ row, column }) => ({ row: at, column: row === at ? column : 0 }))
  }), [rows])

  const focusCell = (row: number, column: number) => requestAnimationFrame(() => room.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus())
  const moveTo = (row: number, column: number) => {
    const to = { row: Math.max(0, Math.min(row, rows.length - 1)), column: Math.max(0, Math.min(column, columns.length - 1)) }
    bringToSight(to.row)
    setPlace(to)
    select(rows[to.row]?.line ?? null)
    focusCell(to.row, to.column)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement) || event.target.dataset['cell'] === undefined) return
    const { row, column } = active
    const steps: Partial<Record<string, [number, number]>> = { ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], PageDown: [row + fits - 1, column], PageUp: [row - fits + 1, column], Home: [row, 0], End: [row, columns.length - 1] }
    const to = steps[event.key]
    if (to) {
      event.preventDefault()
      moveTo(...to)
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      setEditing(true)
    }
  }
  const onCell = useCallback((row: number, column: number, line: number, edit: boolean) => {
    setPlace({ row, column })
    setEditing(edit)
    select(line)
  }, [select])
  const onEdited = useCallback((row: number, column: number, line: number, text: string | null) => {
    setEditing(false)
    if (text !== null) mend(line, column, text)
    requestAnimationFrame(() => room.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus())
  }, [mend])

  const indexes = Array.from({ length: last - from }, (_, at) => from + at)
  if (active.row >= 0 && active.row < from) indexes.unshift(active.row)
  if (active.row >= last) indexes.push(active.row)
  return (
    <div ref={room} className="table-room import-grid" role="region" aria-label="名册的每一行" aria-busy={busy} onKeyDown={onKeyDown} onScroll={onScroll}>
      <table aria-rowcount={rows.length + 1}>
        <colgroup><col style={{ width: 44 }} /><col style={{ width: 68 }} />{columns.map(({ column, target }) => <col key={column} style={{ width: widthOf(target) }} />)}</colgroup>
        <thead><tr aria-rowindex={1}><th className="stick row-no" scope="col">行</th><th className="stick row-fate" scope="col">结果</th>{columns.map((column) => <Head key={column.column} column={column} />)}</tr></thead>
        <tbody>
          {indexes.flatMap((index, at) => {
            const above = index - (at === 0 ? 0 : (indexes[at - 1] ?? 0) + 1)
            const row = rows[index]
            return [
              above > 0 && <tr key={`before ${index}`} aria-hidden="true" style={{ height: above * rowHeight }} />,
              row && <Row key={row.line} index={index} row={row} columns={columns} shown={shown} isChosen={row.line === selected} activeColumn={index === active.row ? active.column : null} editing={editing && index === active.row} onCell={onCell} onEdited={onEdited} />,
            ]
          })}
          {rows.length - 1 - (indexes.at(-1) ?? -1) > 0 && <tr aria-hidden="true" style={{ height: (rows.length - 1 - (indexes.at(-1) ?? -1)) * rowHeight }} />}
        </tbody>
      </table>
      {rows.length === 0 && <p className="mut nothing">{emptyText}</p>}
    </div>
  )
}

/** A heading of the file, and what it is taken for. */
const Head = memo(function Head({ column: { column, heading, target, how } }: { column: ImportColumn }) {
  const map = useImport((state) => state.map)
  const choose = (value: string) => { if (isImportTarget(value)) map(column, value) }
  const isUnknown = how === 'unknown'
  return (
    <th scope="col" className={target === 'ignore' ? 'left-out' : target === 'name' ? 'stick row-name' : ''} aria-label={heading || `第${column + 1}列`}>
      <span className="heading" title={heading}>{heading || `第${column + 1}列`}</span>
      <select className={`input ${isUnknown ? 'unknown' : ''}`} aria-label={`“${heading}”导入到`} value={target} onChange={(event) => choose(event.target.value)}>
        <option value="ignore">{isUnknown ? '没认出，不导入' : '不导入'}</option>
        {specialTargets.filter((each) => each !== 'ignore').map((each) => <option key={each} value={each}>{targetName(each)}</option>)}
        {fieldGroups.map((group) => <optgroup key={group} label={fieldGroupNames[group]}>{fieldCodes.filter((code) => fieldOf[code].group === group).map((code) => <option key={code} value={code}>{targetName(code)}</option>)}</optgroup>)}
      </select>
    </th>
  )
})

interface RowProps {
  index: number; row: ImportRow; columns: readonly ImportColumn[]; shown: boolean; isChosen: boolean; activeColumn: number | null; editing: boolean
  onCell(row: number, column: number, line: number, edit: boolean): void
  onEdited(row: number, column: number, line: number, text: string | null): void
}

const Row = memo(function Row({ index, row, columns, shown, isChosen, activeColumn, editing, onCell, onEdited }: RowProps) {
  const { words, tone } = outcomeOf(row)
  return (
    <tr aria-rowindex={index + 2} className={`${isChosen ? 'chosen' : ''} ${row.leftOut ? 'off' : ''}`}>
      <td className="stick row-no num mut">{row.line}</td>
      <td className="stick row-fate"><span className={`tag ${tone}`}>{words}</span></td>
      {columns.map((column, at) => {
        const { text, state, reason } = cellWords(row, column, shown, columns)
        if (editing && at === activeColumn) return <td key={column.column}><Mend text={row.cells[column.column] ?? ''} label={`改第${row.line}行的${column.heading}`} onDone={(typed) => onEdited(index, column.column, row.line, typed)} /></td>
        return (
          <td key={column.column} className={column.target === 'name' ? `stick row-name ${state}` : state} title={reason === '' ? text : reason}>
            <button type="button" className="cell" data-cell={`${index} ${column.column}`} tabIndex={at === activeColumn ? 0 : -1} onClick={() => onCell(index, at, row.line, false)} onDoubleClick={() => onCell(index, at, row.line, true)}>
              {text === '' ? <span className="visually-hidden">空</span> : text}{reason !== '' && <span className="visually-hidden">（{reason}）</span>}
            </button>
          </td>
        )
      })}
    </tr>
  )
})

/** One cell being mended. Enter takes what was typed, Escape leaves it as it was. */
function Mend({ text, label, onDone }: { text: string; label: string; onDone(text: string | null): void }) {
  const [typed, setTyped] = useState(text)
  const done = useRef(false)
  const end = (value: string | null) => {
    if (done.current) return
    done.current = true
    onDone(value !== null && value !== text ? value : null)
  }
  return <input className="input mend" autoFocus aria-label={label} maxLength={2000} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={() => end(typed)}
    onKeyDown={(event) => {
      if (event.nativeEvent.isComposing) return
      if (event.key === 'Enter') end(typed)
      else if (event.key === 'Escape') { event.stopPropagation(); end(null) }
    }} />
}
