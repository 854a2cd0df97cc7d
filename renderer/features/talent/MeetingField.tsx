import { useEffect, useState } from 'react'
import { chineseMonthDay } from '../../../shared/domain/dates.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { Field } from '../fusion/index.ts'

interface Meeting { id: string; title: string; heldOn: string }
interface MeetingFieldProps { label: string; year: number; value: string | null; known: Meeting | null; wrong?: string | undefined; onChange(meetingId: string | null): void }

/** Which 支委会 decided: those of a year and of the one before it; none may be chosen. */
export function MeetingField({ label, year, value, known, wrong, onChange }: MeetingFieldProps) {
  const [meetings, setMeetings] = useState<readonly Meeting[]>([])
  const [failure, setFailure] = useState<ApiError | null>(null)
  useEffect(() => {
    let stopped = false
    Promise.all([year, year - 1].map((of) => callApi('meetings.list', { kind: 'committeeMeeting', year: of, limit: 60 }))).then((answers) => { if (!stopped) setMeetings(answers.flatMap(({ rows }) => rows)) }, (thrown: unknown) => { if (!stopped) setFailure(asApiError(thrown)) })
    return () => { stopped = true }
  }, [year])
  const shown = known === null || meetings.some(({ id }) => id === known.id) ? meetings : [known, ...meetings]
  return (
    <Field label={label} note="可以不选" wide wrong={wrong ?? (failure === null ? undefined : `支委会读不出来：${failure.sentence.happened}`)}>{(id) => (
      <select id={id} className="input" value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? null : target.value)}><option value="">没有选会议</option>{shown.map((meeting) => <option key={meeting.id} value={meeting.id}>{meeting.heldOn.slice(0, 4)}年{chineseMonthDay(meeting.heldOn)} {meeting.title}</option>)}</select>
    )}</Field>
  )
}
