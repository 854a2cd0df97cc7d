import { type KeyboardEvent, useState } from 'react'
import type { Attendee, Presence, RecordGap } from '../../../shared/domain/meeting.ts'
import { kindElements, kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { useAttachments } from './attachmentsStore.ts'
import type { Draft } from './draft.ts'
import { useEditor } from './editorStore.ts'
import { goToField, goToFieldAfter } from './fields.ts'

interface OutlineProps { draft: Draft; rows: readonly Attendee[]; presence: Presence; gaps: readonly RecordGap[]; current: string | null }

type Fill = 'full' | 'part' | 'none'
const fillNames: Record<Fill, string> = { full: '已填全', part: '还有缺项', none: '未填' }

const basicFields = ['group', 'title', 'heldOn', 'startsAt', 'endsAt', 'place', 'chair', 'recorder']

/** Adds an item after `after`, or at the end, and goes to its title. */
export function addAgendaItem(after: string | null): void {
  goToFieldAfter(() => `agenda.${useEditor.getState().addItem(after)}.title`)
}

/** Moves an item one up or down and keeps the focus where it is. */
export function moveAgendaItem(id: string, by: -1 | 1): void {
  const { draft, moveItem } = useEditor.getState()
  const index = draft?.agenda.findIndex((item) => item.id === id) ?? -1
  if (index >= 0) moveItem(id, index + by)
}

/** The parts of the record in order; agenda items move by drag or Alt with an arrow. */
export function Outline({ draft, rows, presence, gaps, current }: OutlineProps) {
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const attached = useAttachments((state) => state.list?.attachments.length ?? 0)
  const { moveItem } = useEditor.getState()
  const fillOf = (touched: boolean, fits: (field: string) => boolean): Fill => (!gaps.some(({ field }) => fits(field)) ? 'full' : touched ? 'part' : 'none')

  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    moveAgendaItem(id, event.key === 'ArrowUp' ? -1 : 1)
  }
  const drop = (id: string) => {
    if (dragged !== null && dragged !== id) moveItem(dragged, draft.agenda.findIndex((item) => item.id === id))
    setDragged(null)
    setOver(null)
  }
  const entry = (name: string, fill: Fill, field: string, part: string, sub = '') => (
    <button type="button" className="outline-entry" aria-current={current === part ? 'true' : undefined} title={name} onClick={() => goToField(field, 'part')}>
      <i className={`fill ${fill}`} role="img" aria-label={fillNames[fill]} /><span className="outline-name">{name}</span>{sub !== '' && <span className="sub num">{sub}</span>}
    </button>
  )
  const { marked, expected, present } = presence
  const firstUnmarked = rows.find((a) => a.state === null) ?? rows[0]
  const { expects } = kindFacts[draft.kind]
  const asked = (at: 'start' | 'end') => kindElements[draft.kind].filter((element) => element.at === at).map(({ code }) => `element.${code}`)
  const elements = (at: 'start' | 'end', name: string) => {
    const fields = asked(at)
    const [first] = fields
    return first === undefined ? null : entry(name, fillOf(fields.some((field) => (draft.elements[field.slice(8)] ?? '') !== ''), (field) => fields.includes(field)), first, `elements-${at}`)
  }
  return (
    <nav className="outline" aria-label="提纲">
      {entry('基本情况', fillOf(true, (field) => basicFields.includes(field)), 'title', 'basics')}
      {elements('start', '内容')}
      {expects !== 'talkers' && entry(expects === 'open' ? '参加人员' : '签到', expects === 'open' ? (marked > 0 ? 'full' : 'none') : expected === 0 ? 'none' : fillOf(marked > 0, (field) => field.startsWith('attendance.') || field.startsWith('reason.')), `attendance.${firstUnmarked?.personId ?? ''}`, 'attendance', expects === 'open' ? String(present) : `${present} / ${expected}`)}
      {expects !== 'talkers' && entry('列席', 'full', draft.guests.length > 0 ? 'guest.0.name' : 'addGuest', 'guests', draft.guests.length > 0 ? String(draft.guests.length) : '')}
      <ol>
        {draft.agenda.map((item, index) => (
          <li key={item.id} draggable className={over === item.id && dragged !== item.id ? 'over' : ''} onKeyDown={(event) => onKeyDown(event, item.id)}
            onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', ''); setDragged(item.id) }}
            onDragOver={(event) => { if (dragged !== null) { event.preventDefault(); setOver(item.id) } }} onDrop={(event) => { event.preventDefault(); drop(item.id) }} onDragEnd={() => { setDragged(null); setOver(null) }}>
            {entry(`${chineseNumeral(index + 1)} ${item.title.trim() || '未写标题'}`, fillOf(item.title !== '' || item.report !== '' || item.decision !== '', (field) => field.startsWith(`agenda.${item.id}.`)), `agenda.${item.id}.title`, item.id)}
          </li>
        ))}
      </ol>
      {elements('end', '结果')}
      {entry('附件', attached > 0 ? 'full' : 'none', 'addAttachment', 'attachments', attached > 0 ? String(attached) : '')}
      {expects !== 'talkers' && <button type="button" className="outline-entry add-item" data-shortcut="Alt N" onClick={() => addAgendaItem(null)}>＋ 添加议题 <kbd>Alt N</kbd></button>}
      {draft.agenda.length > 1 && <p className="mut sm outline-hint">拖动或 <kbd>Alt ↑↓</kbd> 调整次序</p>}
    </nav>
  )
}
