import { type KeyboardEvent, memo } from 'react'
import { flushSync } from 'react-dom'
import { attendanceNames, attendanceStates, type Attendance, type Attendee, type Presence } from '../../../shared/domain/meeting.ts'
import { kindFacts, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { LineInput } from '../../components/LineInput.tsx'
import { today } from '../../lib/clock.ts'
import { emptyMark } from './draft.ts'
import { useEditor } from './editorStore.ts'
import { goToFieldAfter, goToNextField } from './fields.ts'

const setMark = (personId: string, change: Partial<Attendance>) => useEditor.getState().edit(({ attendance }) => {
  const before = attendance.find((a) => a.personId === personId)
  const mark = { ...(before ?? emptyMark(personId)), ...change }
  return { attendance: before ? attendance.map((a) => (a === before ? mark : a)) : [...attendance, mark] }
})

const removeMark = (personId: string) => useEditor.getState().edit(({ attendance }) => ({ attendance: attendance.filter((a) => a.personId !== personId) }))

const markUnmarked = (attendees: readonly Attendee[]) => useEditor.getState().edit(({ attendance }) => ({
  attendance: [...attendance, ...attendees.filter((a) => a.state === null).map(({ personId }) => emptyMark(personId))],
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

const AttendeeRow = memo(function AttendeeRow({ personId, name, post, noVoteReason, state, reason, approvedBy, makeUp, votes }: Attendee & { votes: boolean }) {
  const away = state === 'leave' || state === 'absent'
  const startMakeUp = () => goToFieldAfter(() => {
    setMark(personId, { makeUp: { on: today(), way: '', by: '' } })
    return `makeUp.${personId}.way`
  })
  const changeMakeUp = (change: Partial<NonNullable<Attendance['makeUp']>>) => { if (makeUp) setMark(personId, { makeUp: { ...makeUp, ...change } }) }
  return (
    <li>
      <span className="who" title={`${name} ${post}`}><b>{name}</b><span className="mut sm">{post}{votes && noVoteReason !== null && post !== noVoteReason ? `　${noVoteReason}` : ''}</span></span>
      <div className="segments" role="radiogroup" tabIndex={-1} aria-label={`${name}签到`} data-field={`attendance.${personId}`} onKeyDown={(event) => onDigit(event, personId)}>
        {attendanceStates.map((option, index) => (
          <label key={option} className={state === option ? `on ${option}` : ''}>
            <input type="radio" name={`attendance-${personId}`} checked={state === option} onChange={() => setMark(personId, { state: option })} />
            <span className="digit">{index + 1}</span>{attendanceNames[option]}
          </label>
        ))}
      </div>
      {away && (
        <div className="away">
          <LineInput label={`${name}${attendanceNames[state]}的原因`} value={reason} field={`reason.${personId}`} maxLength={200} placeholder={state === 'leave' ? '请假原因' : '缺席原因'} onChange={(text) => setMark(personId, { reason: text })} />
          {state === 'leave' && <LineInput className="short" label={`${name}的准假人`} value={approvedBy} field={`approvedBy.${personId}`} maxLength={60} placeholder="准假人" onChange={(text) => setMark(personId, { approvedBy: text })} />}
          {makeUp === null && <button className="btn quiet small" type="button" data-field={`addMakeUp.${personId}`} onClick={startMakeUp}>＋ 补学</button>}
        </div>
      )}
      {away && makeUp && (
        <div className="make-up">
          <span className="mut sm">补学</span>
          <DateInput label={`${name}补学日期`} field={`makeUp.${personId}.on`} value={makeUp.on ?? ''} onChange={(on) => changeMakeUp({ on })} />
          <LineInput label={`${name}补学方式`} value={makeUp.way} field={`makeUp.${personId}.way`} maxLength={100} placeholder="方式，例：个别传达" onChange={(way) => changeMakeUp({ way })} />
          <LineInput className="short" label={`${name}补学组织人`} value={makeUp.by} field={`makeUp.${personId}.by`} maxLength={60} placeholder="由谁组织" onChange={(by) => changeMakeUp({ by })} />
          <button className="btn quiet small" type="button" aria-label={`删除${name}的补学`} onClick={() => setMark(personId, { makeUp: null })}>删除</button>
        </div>
      )}
    </li>
  )
})

/** Where everybody may come and nobody must: who took part, and for 志愿服务 how long. */
const TakerRow = memo(function TakerRow({ personId, name, post, state, hours, counts }: Attendee & { counts: boolean }) {
  const takesPart = state !== null
  return (
    <li className="taker">
      <label className="who"><input type="checkbox" data-field={`attendance.${personId}`} checked={takesPart} onChange={(event) => (event.target.checked ? setMark(personId, { state: 'present' }) : removeMark(personId))} /><b>{name}</b><span className="mut sm">{post}</span></label>
      {counts && takesPart && <span className="row"><LineInput className="num count" numeric label={`${name}的服务时长`} value={hours === null ? '' : String(hours)} field={`hours.${personId}`} maxLength={5} onChange={(text) => { const typed = Number(text.normalize('NFKC')); setMark(personId, { hours: text.trim() === '' || Number.isNaN(typed) ? null : Math.min(24, Math.max(0, typed)) }) }} /><span className="mut sm">小时</span></span>}
    </li>
  )
})

interface AttendanceSectionProps { kind: MeetingKind; rows: Attendee[]; presence: Presence; loading: boolean }

/** One grid of names with one digit each, from the roster of the day. */
export function AttendanceSection({ kind, rows, presence: { quorum, mayMeet, marked, present }, loading }: AttendanceSectionProps) {
  const { expects, decides } = kindFacts[kind]
  const open = expects === 'open'
  const sum = rows.reduce((total, { hours }) => total + (hours ?? 0), 0)
  return (
    <section id="section-attendance" aria-labelledby="attendance-head">
      <div className="section-head">
        <h2 id="attendance-head">{open ? '参加人员' : '签到'}</h2>
        <span className="mut sm">{open ? `勾选参加的人，已选${present}人${kind === 'volunteerService' ? `，合计${sum}人·小时` : ''}` : '按数字键 1到　2迟到　3请假　4缺席　5线上'}</span>
        {!open && marked < rows.length && <button className="btn small" type="button" onClick={() => markUnmarked(rows)}>{marked === 0 ? '全部到会' : '其余到会'}</button>}
      </div>
      {loading ? <p className="mut" role="status">正在读取当天名册…</p> : (
        <>
          {rows.length === 0 && !decides && <p className="mut">{expects === 'group' ? '先在上面选党小组。' : '当天名册里没有人，请先在“党员”里登记。'}</p>}
          <ul className={`marks ${open ? 'takers' : ''}`}>{rows.map((row) => (open ? <TakerRow key={row.personId} {...row} counts={kind === 'volunteerService'} /> : <AttendeeRow key={row.personId} {...row} votes={decides} />))}</ul>
          {quorum !== '' && <p className={mayMeet ? 'quorum good' : 'quorum'} role="status">{quorum}</p>}
        </>
      )}
    </section>
  )
}
