import type { IsoDate } from './dates.ts'
import type { Finding, FindingKind } from './finding.ts'
import type { Meeting } from './meeting.ts'
import type { MeetingKind } from './meetingKinds.ts'
import type { RosterEntry } from './person.ts'

export { findingKinds, type Finding, type FindingKind } from './finding.ts'

export interface CheckContext {
  meeting: Meeting
  today: IsoDate
  /** Everybody in the branch on the day of the meeting. */
  roster: readonly RosterEntry[]
  /** Other meetings of that day, with the names of who was there. */
  sameTime: readonly { title: string; kind: MeetingKind; startsAt: string; endsAt: string; people: readonly string[] }[]
  /** The meeting this one was copied from. */
  source: Meeting | null
  /** Earlier meetings of the kind; the text of an item is itemText of checkText.ts. */
  earlier: readonly { title: string; heldOn: IsoDate; items: readonly { title: string; text: string }[] }[]
}

/** A finding that is told and hinders nothing. */
export const remark = (kind: FindingKind, field: string, message: string, rule: string): Finding => ({ kind, field, message, rule, blocks: false })

/** What inspectors look for though no regulation says it (domain rules section 1.4). */
export const customRule = '检查常看（惯例，条例未写）'

/** The article on each kind of meeting (domain rules section 1.1). */
export const kindRules: Record<MeetingKind, string> = {
  generalMeeting: '支部工作条例第11条', committeeMeeting: '支部工作条例第12条', groupMeeting: '支部工作条例第13条', partyLecture: '支部工作条例第16条', themeDay: '支部工作条例第16条',
  orgLifeMeeting: '支部工作条例第17条', democraticReview: '支部工作条例第18条', heartTalk: '支部工作条例第19条（条号待核）',
  moralLecture: '本单位要求（惯例，条例未写）', volunteerService: '本单位要求（惯例，条例未写）', massActivity: '本单位要求（惯例，条例未写）',
}

/** The field of a person's attendance, or of the first person of the list where that one has none; the day where nobody is expected. */
export const attendanceField = ({ attendees }: Pick<Meeting, 'attendees'>, personId?: string): string => {
  const person = attendees.find((a) => a.personId === personId) ?? attendees[0]
  return person === undefined ? 'heldOn' : `attendance.${person.personId}`
}

/** Whether everybody expected has a mark: only then it is known how many came. */
export const allMarked = ({ attendees }: Pick<Meeting, 'attendees'>): boolean => attendees.every((a) => a.state !== null)
