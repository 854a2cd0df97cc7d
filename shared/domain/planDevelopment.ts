import { citeStep, versionOn } from '../rules/developmentSteps.ts'
import { addMonths, type IsoDate } from './dates.ts'
import type { StepCode } from './development.ts'
import type { MeetingKind } from './meetingKinds.ts'
import { workdaysIn, type PlanCalendar } from './planCalendar.ts'
import { peopleInWords } from './planContent.ts'
import type { ProposedItem } from './plan.ts'
import { periodInWords, periodsBetween } from './periods.ts'
import type { RosterEntry } from './person.ts'
import type { PathMatters } from './todayDevelopment.ts'

/** What a path needs of a meeting in the year: between which days, of which kind, and what its item is called. */
interface Need { key: string; kind: MeetingKind; step: StepCode; words: string; first: IsoDate; last: IsoDate; isLate: boolean }
type Proposal = Omit<ProposedItem, 'conflicts'>

const longestTopic = 200
const afterEnd = 1

/** Half-yearly 考察 of everybody who is 积极分子, and 转正 within a month after 预备期: what is still to come from a day on. */
function needsOf(paths: readonly PathMatters[], from: IsoDate, last: IsoDate, on: IsoDate): Need[] {
  return paths.flatMap(({ personId, name, stage, next, probationEnd }): Need[] => {
    const review = next.find(({ step }) => step === 'activistReview')
    const halves = stage === 'activist' ? periodsBetween('half', from, last).filter((half) => half.first > on || review?.until === half.last) : []
    const votes = probationEnd !== null && next.some(({ step }) => step === 'fullApplication' || step === 'fullVote') && addMonths(probationEnd, afterEnd) >= from && probationEnd <= last
    return [
      ...halves.map((half): Need => ({ key: `development review ${personId} ${half.first}`, kind: 'committeeMeeting', step: 'activistReview', words: `对入党积极分子${name}同志进行半年考察（${periodInWords(half)}）`, first: half.first > from ? half.first : from, last: half.last, isLate: true })),
      ...(votes ? [{ key: `development full ${personId} ${probationEnd}`, kind: 'generalMeeting' as const, step: 'fullVote' as const, words: `讨论预备党员${name}同志转正`, first: probationEnd > from ? probationEnd : from, last: addMonths(probationEnd, afterEnd), isLate: false }] : []),
    ]
  })
}

/**
 * The proposal with what the paths into the Party need: in the topic of a meeting that is proposed for that time anyway, the last of a half-year and the
 * first after 预备期; else as an activity of its own. What stands in a topic of the plan already is not proposed again.
 */
export function withDevelopment(items: readonly Proposal[], { paths, topics, taken, from, last, on, calendar, rosterOf }: {
  paths: readonly PathMatters[]; topics: readonly string[]; taken: ReadonlySet<string>; from: IsoDate; last: IsoDate; on: IsoDate; calendar: PlanCalendar; rosterOf: (day: IsoDate) => readonly RosterEntry[]
}): Proposal[] {
  const result = [...items]
  for (const { key, kind, step, words, first, last: until, isLate } of needsOf(paths, from, last, on)) {
    if (taken.has(key) || topics.some((topic) => topic.includes(words))) continue
    const fitting = result.flatMap((item, at) => (item.kind === kind && item.on >= first && item.on <= until && item.topic.length + words.length < longestTopic ? [at] : [])).toSorted((a, b) => ((result[a]?.on ?? '') < (result[b]?.on ?? '') ? -1 : 1))
    const at = isLate ? fitting.at(-1) : fitting[0]
    const item = at === undefined ? undefined : result[at]
    if (at !== undefined && item) {
      result[at] = { ...item, topic: item.topic === '' ? words : `${item.topic}；${words}` }
      continue
    }
    const workdays = workdaysIn(calendar, first, until < last ? until : last)
    const day = isLate ? workdays.at(-1) : workdays[0]
    if (day === undefined) continue
    const { rule, toVerify } = citeStep(step, versionOn(day))
    result.push({ key, ruleId: null, basis: rule, toVerify, kind, part: '', on: day, startsAt: '', hours: null, people: peopleInWords(kind, rosterOf(day), ''), place: '', topic: words, business: '', remarks: '', eventId: null, offer: null })
  }
  return result
}
