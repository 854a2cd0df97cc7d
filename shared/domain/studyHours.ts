import { parseClock, ymdOf, type IsoDate } from './dates.ts'
import { addDecimals, compareDecimals, divideDecimals, portionOf, readDecimal, subtractDecimals, type Decimal } from './decimal.ts'
import { kindFacts, type ItemNature, type MeetingKind } from './meetingKinds.ts'

/** What a record tells of study: elements by their code, and what its items are called. */
export interface StudiedRecord {
  kind: MeetingKind
  heldOn: IsoDate
  startsAt: string
  endsAt: string
  elements: Readonly<Record<string, string>>
  agenda: readonly { title: string; nature: ItemNature }[]
}

/** 政治理论 and 业务, apart. */
export interface SplitHours { theory: Decimal; business: Decimal }
export const noHours: SplitHours = { theory: '0', business: '0' }
export const wholeHours = ({ theory, business }: SplitHours): Decimal => addDecimals([theory, business])
export const hasHours = (hours: SplitHours): boolean => compareDecimals(wholeHours(hours), '0') > 0

/** `hours` null: something was studied, and the record does not say for how long: the officer does. `basis`: where the number is from, in words. */
export interface HoursProposal { hours: SplitHours | null; basis: string }

const studyWords = /学习|传达/
const minutesWritten = /[（(]\s*(\d{1,3})\s*分钟\s*[）)]/
const minutesOf = (title: string): number | null => {
  const found = minutesWritten.exec(title.normalize('NFKC'))
  return found ? Number(found[1]) : null
}
const isWritten = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

/** 120 of 14:00 to 16:00; after midnight where it ends before it began. Null where either is not known, or both are the same. */
export function durationOf({ startsAt, endsAt }: Pick<StudiedRecord, 'startsAt' | 'endsAt'>): { minutes: number; beforeMidnight: number } | null {
  const [start, end] = [minuteOfDay(startsAt), minuteOfDay(endsAt)]
  if (start === null || end === null || start === end) return null
  return end > start ? { minutes: end - start, beforeMidnight: end - start } : { minutes: wholeDay - start + end, beforeMidnight: wholeDay - start }
}
const wholeDay = 24 * 60
function minuteOfDay(text: string): number | null {
  const clock = parseClock(text)
  return clock === null ? null : Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

/** 支部集中学习 1 hour = 1 学时 (domain rules section 1.1, 惯例), to one place. */
const hoursOfMinutes = (minutes: number): Decimal => readDecimal(divideDecimals(String(minutes), '60', 1) ?? '') ?? '0'

/**
 * How many 学时 a record proposes for everybody who was there; null where nothing was studied. In this order: what the record says itself, the
 * minutes its study items tell, the whole time where nothing else was done. Only a proposal: the officer confirms it.
 */
export function proposedHours(record: StudiedRecord): HoursProposal | null {
  const { elements, agenda } = record
  const studied = agenda.filter(({ title, nature }) => nature === 'firstTopic' || studyWords.test(title))
  const told = readDecimal((elements['hours'] ?? '').replace(/(?:学时|小时)\s*$/, ''))
  if (told !== null && compareDecimals(told, '0') === 0) return null
  const items = studied.length > 0 || !isLesson(record.kind) ? studied : agenda
  if (told !== null && compareDecimals(told, '0') > 0) return { hours: split(told, items), basis: `记录登记${told}学时` }
  if (!hasStudy(record, studied.length)) return null
  const minutes = studied.map(({ title }) => minutesOf(title) ?? 0)
  if (minutes.length > 0 && minutes.every((each) => each > 0)) {
    const sum = minutes.reduce((all, each) => all + each, 0)
    return { hours: split(hoursOfMinutes(sum), items), basis: `学习议题写明共${sum}分钟` }
  }
  const duration = durationOf(record)
  if (!isWhollyStudy(record, studied.length)) return { hours: null, basis: agenda.length > 0 && studied.length > 0 ? `${agenda.length}个议题里有${studied.length}个是学习，记录没有写学习用了多长时间` : '还有其他内容，记录没有写学习用了多长时间' }
  if (duration === null) return { hours: null, basis: '记录没有写学时，起止时间也不全' }
  return { hours: split(hoursOfMinutes(duration.minutes), items), basis: `${record.startsAt}至${record.endsAt}共${duration.minutes}分钟，1小时计1学时` }
}

/** 党课 and 道德讲堂: all of it is taught. */
export const isLesson = (kind: MeetingKind): boolean => kind === 'partyLecture' || kind === 'moralLecture'

function hasStudy({ kind, elements }: StudiedRecord, studyItems: number): boolean {
  if (kind === 'heartTalk' || kind === 'volunteerService') return false
  const contents = elements['contents'] ?? ''
  return studyItems > 0 || isLesson(kind) || isWritten(elements['study']) || isWritten(elements['beforeStudy']) || (kind === 'themeDay' && (contents.trim() === '' || contents.includes('集中学习')))
}

function isWhollyStudy({ kind, elements, agenda }: StudiedRecord, studyItems: number): boolean {
  if (isLesson(kind)) return true
  if (kind === 'themeDay' && elements['contents']?.trim() !== '集中学习') return false
  if (kind === 'themeDay' || isWritten(elements['study'])) return agenda.length === studyItems
  return agenda.length > 0 && agenda.length === studyItems
}

/** By what the items are, in equal shares unless each tells its minutes; 党建＋业务 is half of each. Without items it is theory. */
function split(hours: Decimal, items: readonly { title: string; nature: ItemNature }[]): SplitHours {
  const minutes = items.map(({ title }) => minutesOf(title))
  const isTimed = minutes.every((each) => each !== null && each > 0)
  const weights = minutes.map((each) => (isTimed ? each ?? 1 : 1))
  const halves = items.reduce((sum, { nature }, at) => sum + (weights[at] ?? 1) * (nature === 'business' ? 2 : nature === 'both' ? 1 : 0), 0)
  const all = weights.reduce((sum, each) => sum + each, 0) * 2
  const business = all === 0 ? '0' : portionOf(hours, halves, all, 2)
  return { theory: subtractDecimals(hours, business), business }
}

/** Of hours that were studied across the midnight of a year's end: what falls into a year, by minutes; all of it into the year of any other day. */
export function hoursInYear(record: Pick<StudiedRecord, 'heldOn' | 'startsAt' | 'endsAt'>, hours: SplitHours, year: number): SplitHours {
  const own = ymdOf(record.heldOn).year
  const duration = durationOf(record)
  if (!record.heldOn.endsWith('-12-31') || duration === null || duration.beforeMidnight === duration.minutes) return own === year ? hours : noHours
  const first = (value: Decimal): Decimal => portionOf(value, duration.beforeMidnight, duration.minutes, 2)
  if (own === year) return { theory: first(hours.theory), business: first(hours.business) }
  return own + 1 === year ? { theory: subtractDecimals(hours.theory, first(hours.theory)), business: subtractDecimals(hours.business, first(hours.business)) } : noHours
}

/** 脱产: a day is 8, half a day 4 (domain rules section 1.1, 惯例). Null where it is no number of half days. */
export const hoursOfDays = (days: Decimal): Decimal | null =>
  (compareDecimals(days, '0') > 0 && /^\d+$/.test(portionOf(days, 2, 1, 9)) ? portionOf(days, 8, 1, 9) : null)

/** How a record is called in the ledger. */
export const studyTitle = ({ kind, title, elements }: { kind: MeetingKind; title: string; elements: Readonly<Record<string, string>> }): string =>
  (isLesson(kind) ? [kindFacts[kind].short, elements['topic'] ?? elements['theme'] ?? ''].filter((part) => part.trim() !== '').join('：') : title) || kindFacts[kind].short
