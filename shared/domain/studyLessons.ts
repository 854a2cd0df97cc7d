import type { IsoDate } from './dates.ts'
import { isThere, namesIn } from './meeting.ts'
import { isCommitteePost, postNames } from './person.ts'
import { committeeOf, rosterOn, type PersonWithHistory } from './roster.ts'
import type { LeaderLessons, Lesson, LessonList } from './study.ts'
import { isLesson } from './studyHours.ts'
import { isPlan, type StudyMeeting } from './studyLedger.ts'
import { normaliseName } from './text.ts'

/**
 * 党课 and 道德讲堂 of a year with who lectured. A lesson is on business where its record says which business it deployed, or an item is about
 * business; on theory unless all of its items are about business.
 */
export function lessonList(meetings: readonly StudyMeeting[], people: readonly PersonWithHistory[], year: number, on: IsoDate): LessonList {
  const lessons = meetings.filter(({ kind, heldOn }) => isLesson(kind) && heldOn.startsWith(`${year}-`)).map((meeting): Lesson => lessonOf(meeting, on))
    .sort((a, b) => (a.heldOn === b.heldOn ? (a.meetingId < b.meetingId ? 1 : -1) : a.heldOn < b.heldOn ? 1 : -1))
  const leaders = committeeOf(rosterOn(people, on)).map((entry): LeaderLessons => {
    const own = lessons.filter(({ lecturer }) => namesIn(lecturer).map(normaliseName).includes(entry.name))
    const held = own.filter(({ isPlanned }) => !isPlanned)
    return { personId: entry.id, name: entry.name, post: entry.posts.filter(isCommitteePost).map((post) => postNames[post]).join('、'), theory: held.filter(({ theory }) => theory).length, business: held.filter(({ business }) => business).length, planned: own.length - held.length }
  })
  return { year, on, lessons, leaders }
}

function lessonOf({ id, kind, heldOn, state, title, elements, agenda, marks }: StudyMeeting, on: IsoDate): Lesson {
  const businessWords = (elements['business'] ?? '').trim()
  const onBusiness = agenda.filter(({ nature }) => nature === 'business' || nature === 'both').length
  return {
    meetingId: id, kind, heldOn, topic: (elements['topic'] ?? elements['theme'] ?? '').trim() || title, lecturer: (elements['lecturer'] ?? '').trim(), lecturerPost: (elements['lecturerPost'] ?? '').trim(),
    theory: agenda.length === 0 || agenda.some(({ nature }) => nature !== 'business'), business: onBusiness > 0 || (businessWords !== '' && !/^(?:无|没有)[。.]?$/.test(businessWords)), businessWords,
    listeners: marks.filter((mark) => isThere(mark.state)).length, isPlanned: isPlan(state) || heldOn > on,
  }
}
