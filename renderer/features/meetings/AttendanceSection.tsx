import { type KeyboardEvent, memo } from 'react'
import { flushSync } from 'react-dom'
import { attendanceNames, attendanceStates, type AttendanceState, type Attendee } from '../../../shared/domain/meeting.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { useEditor } from './editorStore.ts'
import { goToNextField } from './fields.ts'
import type { Presence } from './draft.ts'

type Mark = { state: AttendanceState; reason?: string }

const setMark = (personId: string, change: Mark) => useEditor.getState().edit(({ attendance }) => {
  const before = attendance.find((a) => a.personId === personId)
  const mark = { personId, state: change.state, reason: change.reason ?? before?.reason ?? '' }
  return { attendance: before ? attendance.map((a) => (a === before ? mark : a)) : [...attendance, mark] }
})

const markUnmarked = (attendees: readonly Attendee[]) => useEditor.getState().edit(({ attendance }) => ({
  attendance: [...attendance, ...attendees.filter((a) => a.state === null).map(({ personId }) => ({ personId, state: 'present' as const, reason: '' }))],
}))

/** A digit marks this one and goes on to the next; 3 and 4 do too, the reason may come later. */
function onDigit(event: KeyboardEvent<HTMLElement>, personId: string): void {
  const state = attendanceStates[Number(event.key) - 1]
  if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey || !state || !(event.target instanceof HTMLInputElement) || event.target.type !== 'radio') return
  event.preventDefault()
  // At once, so that after the last name the field for its reason is there to go to.
  flushSync(() => setMark(personId, { state }))
  const grid = event.currentTarget.closest('.marks')
  const rows = [...(grid?.querySelectorAll<HTMLElement>('[role=radiogroup]') ?? [])]
  const next = rows[rows.indexOf(event.currentTarget) + 1]
  if (next) (next.querySelector<HTMLElement>('input:checked') ?? next.querySelector<HTMLElement>('input'))?.focus()
  else if (grid?.parentElement?.parentElement) goToNextField(event.currentTarget, grid.parentElement.parentElement)
}

const AttendeeRow = memo(function AttendeeRow({ personId, name, post, state, reason }: Attendee) {
  const away = state === 'leave' || state === 'absent'
  return (
    <li>
      <span className="who" title={`${name} ${post}`}><b>{name}</b><span className="mut sm">{post}</span></span>
      <div className="segments" role="radiogroup" tabIndex={-1} aria-label={`${name}签到`} data-field={`attendance.${personId}`} onKeyDown={(event) => onDigit(event, personId)}>
        {attendanceStates.map((option, index) => (
          <label key={option} className={state === option ? `on ${option}` : ''}>
            <input type="radio" name={`attendance-${personId}`} checked={state === option} onChange={() => setMark(personId, { state: option })} />
            <span className="digit">{index + 1}</span>{attendanceNames[option]}
          </label>
        ))}
      </div>
      {away && <LineInput label={`${name}${attendanceNames[state]}的原因`} value={reason} field={`reason.${personId}`} maxLength={200} placeholder={state === 'leave' ? '请假原因' : '缺席原因'} onChange={(text) => setMark(personId, { state, reason: text })} />}
    </li>
  )
})

/** One grid of names with one digit each, from the roster of the day. */
export function AttendanceSection({ presence: { attendees, explanation, mayMeet, marked }, loading }: { presence: Presence; loading: boolean }) {
  return (
    <section id="section-attendance" aria-labelledby="attendance-head">
      <div className="section-head">
        <h2 id="attendance-head">签到</h2>
        <span className="mut sm">按数字键 1到　2迟到　3请假　4缺席</span>
        {marked < attendees.length && <button className="btn small" type="button" onClick={() => markUnmarked(attendees)}>{marked === 0 ? '全部到会' : '其余到会'}</button>}
      </div>
      {loading ? <p className="mut" role="status">正在读取当天名册…</p> : (
        <>
          <ul className="marks">{attendees.map((attendee) => <AttendeeRow key={attendee.personId} {...attendee} />)}</ul>
          <p className={mayMeet ? 'quorum good' : 'quorum'} role="status">{explanation}</p>
        </>
      )}
    </section>
  )
}
