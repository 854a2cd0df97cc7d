import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef, useState } from 'react'
import { actionSourceNames, actionStateNames, type ActionRow } from '../../../shared/domain/action.ts'
import { chineseMonthDay } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { today } from '../../lib/clock.ts'
import { useRowWindow } from '../../lib/useRowWindow.ts'
import { leave, useRoute } from '../session/index.ts'
import { countOf, useActions } from './actionsStore.ts'
import { limitOf } from './words.ts'

/** Every row and the head are this high, in actions.css too: where a row stands is computed, not measured. */
const rowHeight = 32
const headHeight = 32

/** The items of a list. Only what is seen is in the page, so that twenty thousand scroll like twenty. */
export function ActionTable() {
  const { rows, next, counts, filter, listing, reading, chosen, openId } = useActions()
  const { reach, open, choose, chooseNone } = useActions.getState()
  const known = rows ?? []
  const total = next ? Math.max(countOf(filter.list, counts), known.length + 1) : known.length
  const room = useRef<HTMLDivElement>(null)
  const { first, fits, from, last, onScroll, bringToSight } = useRowWindow(room, { rowHeight, headHeight, total, listing })
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
  useEffect(() => { void reach(last) }, [reach, last, rows])

  const chooseRange = (to: number) => choose(known.slice(Math.min(anchor.current, to), Math.max(anchor.current, to) + 1).map(({ id }) => id), true)
  const moveTo = (index: number, extending: boolean) => {
    const element = room.current
    const to = Math.max(0, Math.min(index, total - 1))
    if (!element || total === 0) return
    bringToSight(to)
    if (to !== active) takesFocus.current = true
    setAt(to)
    if (extending) chooseRange(to)
    else anchor.current = to
  }
  const toggle = (index: number, extending: boolean) => {
    const row = known[index]
    if (extending) chooseRange(index)
    else {
      anchor.current = index
      if (row) choose([row.id], !chosen.has(row.id))
    }
  }
  const allChosen = known.length > 0 && known.every(({ id }) => chosen.has(id))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('thead')) return
    if (event.key.toLowerCase() === 'a' && event.ctrlKey && !event.altKey) {
      event.preventDefault()
      choose(known.map(({ id }) => id), true)
      return
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Escape' && openId !== null) {
      event.preventDefault()
      void open(null)
      return
    }
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
  /** A press anywhere on a row, or Enter on its name: with Shift or Ctrl it chooses, else it opens the item. */
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest('input, th, .meeting-link')) return
    const index = Number(event.target.closest('tr')?.dataset['row'] ?? -1)
    const row = known[index]
    if (!row) return
    setAt(index)
    if (event.shiftKey || event.ctrlKey || event.metaKey) toggle(index, event.shiftKey)
    else void open(row.id)
  }

  const indexes = Array.from({ length: last - from }, (_, n) => from + n)
  if (active < from && total > 0) indexes.unshift(active)
  if (active >= last && total > 0) indexes.push(active)
  return (
    <div ref={room} className="table-room actions-room" role="region" aria-label="议定事项列表" aria-busy={reading} onClick={onClick} onKeyDown={onKeyDown} onKeyUp={(event) => { if (event.key === ' ') event.preventDefault() }} onScroll={onScroll}>
      <table className="plain list actions" aria-rowcount={total + 1}>
        <thead><tr aria-rowindex={1}>
          <th className="check-cell"><input type="checkbox" aria-label="选中读出的全部事项" checked={allChosen} onChange={() => { if (allChosen) chooseNone(); else choose(known.map(({ id }) => id), true) }} /></th>
          <th>事项</th><th className="owner">责任人</th><th className="limit">时限</th><th className="source">来源</th><th className="project">项目</th><th className="state">状态</th>
        </tr></thead>
        <tbody>
          {indexes.flatMap((index, n) => {
            const above = index - (n === 0 ? 0 : (indexes[n - 1] ?? 0) + 1)
            const row = known[index]
            return [
              above > 0 && <Space key={`before ${index}`} rows={above} />,
              <Row key={index} index={index} row={row} active={index === active} isOpen={row !== undefined && row.id === openId} isChosen={row !== undefined && chosen.has(row.id)} onToggle={toggle} onFocus={setAt} />,
            ]
          })}
          {total - 1 - (indexes.at(-1) ?? -1) > 0 && <Space rows={total - 1 - (indexes.at(-1) ?? -1)} />}
        </tbody>
      </table>
      {first >= known.length && known.length > 0 && <p className="reading late" role="status"><span>正在读取…</span></p>}
    </div>
  )
}

/** Stands for rows that are not in the page. */
const Space = ({ rows }: { rows: number }) => <tr aria-hidden="true" className="space" style={{ height: rows * rowHeight }} />

interface RowProps { index: number; row: ActionRow | undefined; active: boolean; isOpen: boolean; isChosen: boolean; onToggle(index: number, extending: boolean): void; onFocus(index: number): void }

/** One item. One that is still being read has its place and takes the focus already. */
const Row = memo(function Row({ index, row, active, isOpen, isChosen, onToggle, onFocus }: RowProps) {
  const stop = { tabIndex: active ? 0 : -1, onFocus: () => onFocus(index) } as const
  const place = { 'data-row': index, 'aria-rowindex': index + 2 }
  if (!row) return <tr {...place}><td colSpan={7}><button {...stop} type="button" className="row-link mut" aria-label="正在读取">…</button></td></tr>
  const limit = limitOf(row, today())
  const { title, owner, helpers, confidential, projects, state } = row
  return (
    <tr {...place} className={`${isOpen ? 'is-open' : ''} ${isChosen ? 'is-chosen' : ''}`}>
      <td className="check-cell"><input type="checkbox" tabIndex={-1} aria-label={`选中${title}`} checked={isChosen} onChange={() => undefined} onClick={(event) => { event.stopPropagation(); onToggle(index, event.shiftKey) }} /></td>
      <td title={title}><span className="name-cell">{confidential && <span className="tag">不公开</span>}<button {...stop} type="button" className="row-link">{title}</button></span></td>
      <td className="owner" title={[owner || '没有责任人', ...(helpers.length > 0 ? [`协助：${helpers.join('、')}`] : [])].join('；')}>{owner || <span className="amber-text">没有责任人</span>}{helpers.length > 0 && <span className="mut">（{helpers.join('、')}）</span>}</td>
      <td className="num limit" title={row.repeatText === '' ? undefined : row.repeatText}>{limit.text}{limit.note !== '' && <span className={`limit-note ${limit.tone === 'red' ? 'error-text' : limit.tone === 'amber' ? 'amber-text' : 'mut sm'}`}>{limit.note}</span>}</td>
      <td className="source"><Source row={row} /></td>
      <td className="project" title={projects.map((each) => each.title).join('、')}>{projects.map((each) => each.title).join('、')}</td>
      <td className="state"><span className={`tag ${state === 'done' ? 'green' : state === 'review' ? 'amber' : ''}`}>{actionStateNames[state]}</span></td>
    </tr>
  )
})

/** Where an item comes from; of a meeting the way to its record. */
export function Source({ row: { source, meeting, superiorUnit, superiorNo } }: { row: Pick<ActionRow, 'source' | 'meeting' | 'superiorUnit' | 'superiorNo'> }) {
  const go = useRoute((state) => state.go)
  if (meeting) return <button className="btn link meeting-link" type="button" tabIndex={-1} title={`去看${meeting.title || kindFacts[meeting.kind].full}`} onClick={() => void leave(() => go({ screen: 'meeting', meetingId: meeting.id, newKind: null }))}>{kindFacts[meeting.kind].short} {chineseMonthDay(meeting.heldOn)}</button>
  if (source === 'superior') return <span title={[superiorUnit, superiorNo].filter((part) => part !== '').join(' ')}>{superiorUnit} {superiorNo}</span>
  return <span>{actionSourceNames[source]}</span>
}
