import { memo, useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { actionStates, isOpenAction, recentDays, type ActionGroup, type ActionRow, type ActionState } from '../../../shared/domain/action.ts'
import { MenuButton } from '../../components/MenuButton.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useActions } from './actionsStore.ts'
import { Source } from './ActionTable.tsx'
import { OtherFaults, useAct } from './fields.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import { besideState, movesOf } from './moves.ts'
import { limitOf } from './words.ts'

const stateOf = (key: string): ActionState | null => actionStates.find((state) => state === key) ?? null
const nothing: Record<ActionState, string> = { todo: '没有待办的事项。', doing: '没有进行中的事项。', review: '没有等验收的事项。', done: `近${recentDays}天没有办结的事项。`, cancelled: `近${recentDays}天没有取消的事项。` }

/** The items by state. A card moves by its menu, by Alt with an arrow, or by dragging; every move is the act that the panel offers too. */
export function ActionBoard() {
  const { groups, withCancelled, openId, filter } = useActions()
  const { open, reachGroup } = useActions.getState()
  const [asked, setAsked] = useState<{ id: string; to: 'done' | 'cancelled' } | null>(null)
  const [over, setOver] = useState<ActionState | null>(null)
  const room = useRef<HTMLDivElement>(null)
  /** The card that was moved takes the focus again where it stands then. */
  const followed = useRef<string | null>(null)
  const { busy, error, run } = useAct()
  const columns = (groups ?? []).flatMap((group) => {
    const state = stateOf(group.key)
    return state === null || (state === 'cancelled' && !withCancelled) ? [] : [{ ...group, state }]
  })
  const shown = columns.map(({ state }) => state)
  useEffect(() => {
    if (followed.current === null || asked !== null || busy) return
    const card = room.current?.querySelector<HTMLElement>(`[data-id="${followed.current}"] .card-title`)
    followed.current = null
    card?.focus()
  }, [groups, asked, busy])

  const move = (row: ActionRow, to: ActionState | null) => {
    if (to === null || to === row.state || busy) return
    followed.current = row.id
    if (to === 'done' || to === 'cancelled') {
      // What is closed is opened again before it is closed in another way.
      if (isOpenAction(row.state)) setAsked({ id: row.id, to })
    } else void run(() => callApi('actions.setState', { id: row.id, state: to }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const card = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-id]') : null
    if (!card || event.ctrlKey || event.metaKey || event.shiftKey || !event.target || !(event.target instanceof HTMLElement) || !event.target.matches('.card-title')) return
    const column = columns.find(({ rows }) => rows.some(({ id }) => id === card.dataset['id']))
    const row = column?.rows.find(({ id }) => id === card.dataset['id'])
    if (!column || !row) return
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.altKey) {
      if (step === 0) return
      event.preventDefault()
      move(row, besideState(row.state, step, shown))
      return
    }
    const focus = (list: readonly ActionRow[] | undefined, at: number) => {
      const id = list?.[Math.max(0, Math.min(at, list.length - 1))]?.id
      if (id === undefined) return
      event.preventDefault()
      room.current?.querySelector<HTMLElement>(`[data-id="${id}"] .card-title`)?.focus()
    }
    const at = column.rows.indexOf(row)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') focus(column.rows, at + (event.key === 'ArrowDown' ? 1 : -1))
    else if (event.key === 'Home' || event.key === 'End') focus(column.rows, event.key === 'Home' ? 0 : column.rows.length)
    else if (step !== 0) {
      const from = columns.indexOf(column)
      const next = columns.filter(({ rows }, index) => rows.length > 0 && (step > 0 ? index > from : index < from))
      focus((step > 0 ? next[0] : next.at(-1))?.rows, at)
    } else if (event.key === 'Escape' && openId !== null) {
      event.preventDefault()
      void open(null)
    }
  }
  const onDrop = (event: DragEvent, to: ActionState) => {
    event.preventDefault()
    setOver(null)
    const row = columns.flatMap(({ rows }) => rows).find(({ id }) => id === event.dataTransfer.getData('text/plain'))
    if (row) move(row, to)
  }
  return (
    <>
      <OtherFaults error={error} shown={[]} />
      <div ref={room} className={`action-board columns-${columns.length}`} role="group" aria-label="看板" onKeyDown={onKeyDown}>
        {columns.map((column) => (
          <section key={column.key} className={`board-column ${over === column.state ? 'over' : ''}`} aria-label={column.name} onDragOver={(event) => { event.preventDefault(); if (over !== column.state) setOver(column.state) }} onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null)) setOver(null) }} onDrop={(event) => onDrop(event, column.state)}>
            <h2><span>{column.name}{!isOpenAction(column.state) && <span className="mut sm">（近{recentDays}天）</span>}</span> <span className="num mut">{column.count}</span>{column.overdue > 0 && filter.list !== 'overdue' && <span className="error-text sm">逾期{column.overdue}</span>}</h2>
            <Cards column={column} state={column.state} openId={openId} onMove={move} onMore={() => void reachGroup(column.key)} />
          </section>
        ))}
      </div>
      {asked && <MoveDialog key={asked.id} id={asked.id} to={asked.to} onClose={() => setAsked(null)} />}
    </>
  )
}

interface CardsProps { column: ActionGroup; state: ActionState; openId: string | null; onMove(row: ActionRow, to: ActionState): void; onMore(): void }

function Cards({ column: { rows, count, name }, state, openId, onMove, onMore }: CardsProps) {
  /** The card that the Tab key comes to; by its id, since others move away above it. */
  const [at, setAt] = useState<string | null>(null)
  const active = rows.some(({ id }) => id === at) ? at : rows[0]?.id ?? null
  if (rows.length === 0) return <p className="mut sm board-empty">{nothing[state]}</p>
  return (
    <ul className="board-cards">
      {rows.map((row) => <Card key={row.id} row={row} isActive={row.id === active} isOpen={row.id === openId} onFocus={setAt} onMove={onMove} />)}
      {count > rows.length && <li className="board-more"><button className="btn quiet small" type="button" aria-label={`${name}还有${count - rows.length}项，再显示一些`} onClick={onMore}>还有{count - rows.length}项</button></li>}
    </ul>
  )
}

interface CardProps { row: ActionRow; isActive: boolean; isOpen: boolean; onFocus(id: string): void; onMove(row: ActionRow, to: ActionState): void }

const Card = memo(function Card({ row, isActive, isOpen, onFocus, onMove }: CardProps) {
  const { id, title, owner, helpers, confidential, projects, state, files } = row
  const limit = limitOf(row, today())
  /** What is closed shows the day on which it was. */
  const when = isOpenAction(state) || limit.note === '' ? limit.text : limit.note
  return (
    <li className={`card board-card ${isOpen ? 'is-open' : ''}`} data-id={id} draggable onDragStart={(event) => { event.dataTransfer.setData('text/plain', id); event.dataTransfer.effectAllowed = 'move' }} onFocus={() => onFocus(id)}>
      <button className="card-title" type="button" tabIndex={isActive ? 0 : -1} title={title} onClick={() => void useActions.getState().open(id)}>{confidential && <span className="tag">不公开</span>}{title}</button>
      <div className="card-line"><span className="card-owner" title={helpers.length === 0 ? undefined : `协助：${helpers.join('、')}`}>{owner || <span className="amber-text">没有责任人</span>}{helpers.length > 0 && <span className="mut">等{helpers.length + 1}人</span>}</span>
        <span className="num card-limit">{limit.note === '' || limit.tone === '' ? when : <>{limit.text}<span className={limit.tone === 'red' ? 'error-text' : 'amber-text'}>{limit.note}</span></>}</span></div>
      <div className="card-line mut sm"><span className="card-source"><Source row={row} />{projects.length > 0 && <span title={projects.map((each) => each.title).join('、')}>　{projects[0]?.title}{projects.length > 1 && `等${projects.length}个`}</span>}{files > 0 && <span className="card-files">　佐证{files}</span>}</span>
        <MenuButton label={`移动“${title}”`} className="btn quiet small opens" tabIndex={isActive ? 0 : -1} groups={movesOf(state)} onChoose={(to) => onMove(row, to)}>办理</MenuButton></div>
    </li>
  )
})
