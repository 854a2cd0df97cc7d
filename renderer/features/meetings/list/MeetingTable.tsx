import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react'
import { chineseDate, weekdayOf } from '../../../../shared/domain/dates.ts'
import type { MeetingRow } from '../../../../shared/domain/meeting.ts'
import { kindFacts, meetingStateNames } from '../../../../shared/domain/meetingKinds.ts'
import { useRowWindow } from '../../../lib/useRowWindow.ts'
import { useRoute } from '../../session/index.ts'
import { useMeetings } from '../meetingsStore.ts'

/** Every row and the head are this high, in meetings.css too: where a row stands is computed, not measured. */
const rowHeight = 36
const headHeight = 32

/** Who came, of those expected; nothing while the meeting is still to come, and where the roster of its day has nobody to expect. */
function presence({ kind, state, present, expected }: MeetingRow): string {
  if (kindFacts[kind].expects === 'open') return state === 'planned' || state === 'notified' ? '—' : String(present)
  return state === 'planned' || state === 'notified' || expected === 0 ? '—' : `${present}/${expected}`
}

const titleOf = ({ title, kind }: MeetingRow): string => title || `${kindFacts[kind].full}（未写名称）`

/** The list, newest first. Only what is seen is in the page, so that twenty thousand meetings scroll like twenty. */
export function MeetingTable() {
  const rows = useMeetings((state) => state.rows) ?? []
  const total = useMeetings((state) => state.total)
  const reading = useMeetings((state) => state.reading)
  const deleted = useMeetings((state) => state.filter.deleted)
  const { reach, restore } = useMeetings.getState()
  const go = useRoute((state) => state.go)
  // Where the list was left for a record.
  const [left] = useState(() => useMeetings.getState().left)
  const room = useRef<HTMLDivElement>(null)
  const { first, fits, from, last, onScroll, bringToSight } = useRowWindow(room, { rowHeight, headHeight, total, begin: left?.scrollTop ?? 0 })
  /** The row that the Tab key comes to. It stays in the page wherever the list is scrolled, so that the focus is never lost. */
  const [chosen, setChosen] = useState(() => Math.max(0, rows.findIndex(({ id }) => id === left?.meetingId)))
  const takesFocus = useRef(left !== null)
  const active = Math.min(chosen, total - 1)

  useEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    room.current?.querySelector<HTMLElement>(`[data-row="${active}"] button`)?.focus({ preventScroll: true })
  }, [active])
  useEffect(() => { void reach(last) }, [reach, last, rows.length])

  const open = useCallback((meetingId: string) => {
    useMeetings.setState({ left: { meetingId, scrollTop: room.current?.scrollTop ?? 0 } })
    go({ screen: 'meeting', meetingId, newKind: null })
  }, [go])

  const moveTo = (index: number) => {
    const element = room.current
    const to = Math.max(0, Math.min(index, total - 1))
    if (!element || to === active) return
    bringToSight(to)
    takesFocus.current = true
    setChosen(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const steps: Partial<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + fits - 1, PageUp: active - fits + 1, Home: 0, End: total - 1 }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    moveTo(to)
  }

  const indexes = Array.from({ length: last - from }, (_, at) => from + at)
  if (active >= 0 && active < from) indexes.unshift(active)
  if (active >= last) indexes.push(active)
  return (
    <div ref={room} className="table-room" role="region" aria-label="会议列表" aria-busy={reading} onKeyDown={onKeyDown} onScroll={onScroll}>
      <table className="plain list meetings" aria-rowcount={total + 1}>
        <thead><tr aria-rowindex={1}><th className="when">日期</th><th className="kind">类型</th><th>会议</th><th className="where">地点</th><th className="chair">主持人</th><th className="r">到会</th><th className="state">{deleted ? '恢复' : '状态'}</th></tr></thead>
        <tbody>
          {indexes.flatMap((index, at) => {
            const above = index - (at === 0 ? 0 : (indexes[at - 1] ?? 0) + 1)
            return [
              above > 0 && <Space key={`before ${index}`} rows={above} />,
              <Row key={index} index={index} row={rows[index]} deleted={deleted} active={index === active} onOpen={open} onRestore={restore} onFocus={setChosen} />,
            ]
          })}
          {total - 1 - (indexes.at(-1) ?? -1) > 0 && <Space rows={total - 1 - (indexes.at(-1) ?? -1)} />}
        </tbody>
      </table>
      {first >= rows.length && <p className="reading late" role="status"><span>正在读取…</span></p>}
    </div>
  )
}

/** Stands for rows that are not in the page. */
const Space = ({ rows }: { rows: number }) => <tr aria-hidden="true" className="space" style={{ height: rows * rowHeight }} />

interface RowProps { index: number; row: MeetingRow | undefined; deleted: boolean; active: boolean; onOpen(id: string): void; onRestore(id: string): Promise<void>; onFocus(index: number): void }

/** One meeting. One that is still being read has its place and takes the focus already. */
const Row = memo(function Row({ index, row, deleted, active, onOpen, onRestore, onFocus }: RowProps) {
  const stop = { tabIndex: active ? 0 : -1, onFocus: () => onFocus(index) } as const
  const place = { 'data-row': index, 'aria-rowindex': index + 2 }
  if (!row) return <tr {...place}><td><button {...stop} type="button" className="row-link mut" aria-label="正在读取">…</button></td></tr>
  const title = titleOf(row)
  const done = row.state === 'final' || row.state === 'archived'
  return (
    <tr {...place}>
      <td className="num when">{chineseDate(row.heldOn)}<span className="mut sm">　{weekdayOf(row.heldOn)} {row.startsAt}</span></td>
      <td className="kind">{kindFacts[row.kind].short}</td>
      <td className="name" title={title}>{deleted ? title : <button {...stop} type="button" className="row-link" onClick={() => onOpen(row.id)}>{title}</button>}</td>
      <td className="where" title={row.place}>{row.place}</td>
      <td className="chair" title={row.chair}>{row.chair}</td>
      <td className="num r">{presence(row)}</td>
      <td className="state">{deleted ? <button {...stop} type="button" className="btn small" aria-label={`恢复${title}`} onClick={() => void onRestore(row.id)}>恢复</button> : <span className={`tag ${done ? 'green' : ''}`}>{meetingStateNames[row.state]}</span>}</td>
    </tr>
  )
})
