import { attendanceNames, type Attendee, type Meeting } from '../../../shared/domain/meeting.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { hereOf, nobodyMarked, personHours } from './attendanceFacts.ts'
import { noSuchPaper } from './noSuchPaper.ts'
import type { PaperSource, SignInPaper } from './paper.ts'
import { meetingName, setTitle } from './titles.ts'
import { blank, filled, timeInWords } from './wording.ts'

/** More rows than this would need a third page at full height. */
const mostHighRows = 26

/** Everybody expected and every guest, with room to sign. Throws INVALID_INPUT for a 谈心谈话, at which nobody signs in. */
export function signInPaper({ meeting, workspace, preset }: PaperSource): SignInPaper {
  if (kindFacts[meeting.kind].expects === 'talkers') throw noSuchPaper('谈心谈话没有签到表。')
  const rows = [
    ...meeting.attendees.map((a) => ({ name: a.name, post: a.post === '' ? a.group : a.post, state: a.state === null ? '' : attendanceNames[a.state], note: noteOf(a) })),
    ...meeting.guests.map((guest) => ({ name: guest.name, post: guest.note, state: '列席', note: '' })),
  ]
  return {
    document: 'signIn',
    preset,
    title: setTitle(`${meetingName(meeting, workspace.branch)}签到表`),
    facts: [
      { label: '时间', text: timeInWords(meeting) },
      { label: '地点', text: filled(meeting.place) },
      { label: '主持人', text: filled(meeting.chair) },
      { label: '记录人', text: filled(meeting.recorder) },
    ],
    rows: rows.map((row, index) => ({ number: String(index + 1), ...row })),
    totals: totalsOf(meeting),
    dense: rows.length > mostHighRows,
  }
}

const noteOf = ({ reason, hours }: Attendee): string => [reason, hours === null ? '' : `${hours}小时`].filter((text) => text !== '').join('，')

/** 应到16人，实到14人（其中迟到1人、线上1人），请假2人，缺席0人；列席3人。 */
function totalsOf({ kind, attendees, guests }: Meeting): string {
  const countOf = (state: Attendee['state']) => attendees.filter((a) => a.state === state).length
  const nobody = nobodyMarked(attendees)
  const count = (n: number) => (nobody ? `${blank}人` : `${n}人`)
  const here = hereOf(attendees)
  if (kindFacts[kind].expects === 'open') {
    return `参加${count(here.length)}${kind === 'volunteerService' ? `，合计${personHours(here)}` : ''}${guests.length === 0 ? '' : `；列席${guests.length}人`}。`
  }
  const some = (['late', 'online'] as const).filter((state) => countOf(state) > 0).map((state) => `${attendanceNames[state]}${countOf(state)}人`).join('、')
  const unmarked = countOf(null)
  return `应到${attendees.length}人，实到${count(here.length)}${some === '' ? '' : `（其中${some}）`}，`
    + `请假${count(countOf('leave'))}，缺席${count(countOf('absent'))}${!nobody && unmarked > 0 ? `，未登记${unmarked}人` : ''}；列席${guests.length}人。`
}
