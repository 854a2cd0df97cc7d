import { daysInMonth, type IsoDate } from './dates.ts'
import type { DuesAssessment, DuesMonth, DuesPayment, DuesRow, Fen, Month } from './dues.ts'
import type { DuesCategory } from '../rules/dues.ts'
import { isWholeDay, monthOf as monthOfDate, type PartialDate } from './partialDate.ts'
import { rosterOn, standingOn, type PersonWithHistory } from './roster.ts'
import type { TransferDirection, TransferState } from './transfer.ts'

/** 党费交至 of a 介绍信, as far as it says who is paid for which months. */
export interface DuesTransfer { personId: string; direction: TransferDirection; state: TransferState; duesPaidTo: Month | null; on: IsoDate | null }
/** Somebody as 党费 looks at them. `joinedOn`: the day of the 党员大会, as the file says. */
export interface DuesPerson extends PersonWithHistory { joinedOn: PartialDate | null; transfers: readonly DuesTransfer[] }

/** What is confirmed and what was paid. `begins`: the first month that was ever confirmed; before it nobody is asked. What was paid after `on` is not looked at. */
export interface DuesBook {
  on: IsoDate
  begins: Month | null
  /** See DuesSettings. */
  nextMonthFrom: number | null
  /** Of a person, oldest first. */
  assessments: ReadonlyMap<string, readonly DuesAssessment[]>
  /** By person and month: see paymentKey. */
  payments: ReadonlyMap<string, DuesPayment>
}
export const paymentKey = (personId: string, month: Month): string => `${personId} ${month}`

const numberOf = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
/** The month that is `by` months later. */
export function monthAfter(month: Month, by: number): Month {
  const number = numberOf(month) + by
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
}
const firstOfMonth = (month: Month): IsoDate => `${month}-01`
export const lastOfMonth = (month: Month): IsoDate => `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`
export const monthsOfYear = (year: number): Month[] => Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
/** 2026年3月; 3月. */
export const monthInWords = (month: Month): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
export const monthInShort = (month: Month): string => `${Number(month.slice(5))}月`

function isMemberOn(history: PersonWithHistory['history'], on: IsoDate): boolean {
  const { status, left } = standingOn(history, on)
  return !left && (status === 'fullMember' || status === 'probationaryMember')
}

/** The month from which who was taken in on a day pays. */
const firstPaid = (joinedOn: PartialDate, nextMonthFrom: number | null): Month => (nextMonthFrom !== null && isWholeDay(joinedOn) && Number(joinedOn.slice(8)) >= nextMonthFrom ? monthAfter(monthOfDate(joinedOn), 1) : monthOfDate(joinedOn))

/** A day of the file and one of the roster further apart than this are not about the same 党员大会. In months. */
const sameAdmission = 12

/**
 * Whether somebody owes for a month: on one of its days at least they are 正式 or 预备党员 of the branch. 预备党员 pay from the month of the 党员大会 that
 * took them in (党费规定), which the file knows better than the roster. A 介绍信 says which months were paid elsewhere, and until when here.
 */
export function owesFor({ history, joinedOn, transfers }: DuesPerson, month: Month, nextMonthFrom: number | null = null): boolean {
  const admission = history.filter(({ field, value }) => field === 'status' && value === 'probationaryMember').map(({ from }) => from).sort()[0]
  const joined = joinedOn === null ? null : firstPaid(joinedOn, nextMonthFrom)
  if (admission !== undefined && joined !== null && Math.abs(numberOf(joined) - numberOf(admission.slice(0, 7))) <= sameAdmission) {
    const entered = admission.slice(0, 7)
    const wasHere = history.some(({ field, from }) => field === 'status' && from < admission)
    if (wasHere && joined <= month && month < entered) return true
    if (entered <= month && month < joined) return false
  }
  const [first, last] = [firstOfMonth(month), lastOfMonth(month)]
  const days = [first, ...history.filter(({ from }) => from > first && from <= last).map(({ from }) => from)]
  if (!days.some((day) => isMemberOn(history, day))) return false
  const known = transfers.filter(({ duesPaidTo, state }) => duesPaidTo !== null && (state === 'issued' || state === 'received'))
  if (known.some(({ direction, duesPaidTo, on }) => direction === 'in' && on !== null && on.slice(0, 7) <= month && duesPaidTo !== null && month <= duesPaidTo)) return false
  return !known.some(({ direction, duesPaidTo }) => direction === 'out' && duesPaidTo !== null && month > duesPaidTo && !isMemberOn(history, last))
}

/** The assessment that holds in a month: the latest of its year that has begun. 每年核定: that of another year does not hold. */
export const assessmentFor = (assessments: readonly DuesAssessment[], month: Month): DuesAssessment | null =>
  assessments.filter(({ fromMonth }) => fromMonth.slice(0, 4) === month.slice(0, 4) && fromMonth <= month).toSorted((a, b) => (a.fromMonth < b.fromMonth ? -1 : 1)).at(-1) ?? null

/** How one person stands in one month. */
export function duesMonth(person: DuesPerson, month: Month, { on, begins, nextMonthFrom, assessments, payments }: DuesBook): DuesMonth {
  const payment = payments.get(paymentKey(person.id, month))
  const isSeen = payment !== undefined && payment.paidOn <= on
  const [paid, paidOn, note] = isSeen ? [payment.amount, payment.paidOn, payment.note] : [0, null, '']
  if ((begins !== null && month < begins) || !owesFor(person, month, nextMonthFrom)) return { state: 'notOwed', due: null, paid, paidOn, note }
  const due = assessmentFor(assessments.get(person.id) ?? [], month)?.amount ?? null
  return { state: stateOf({ due, paid, paidOn }, month, on), due, paid, paidOn, note }
}

function stateOf({ due, paid, paidOn }: { due: Fen | null; paid: Fen; paidOn: IsoDate | null }, month: Month, on: IsoDate): DuesMonth['state'] {
  if (due === null) return 'unassessed'
  if (due === 0) return 'exempt'
  if (paid >= due && paidOn !== null) return paidOn.slice(0, 7) <= month ? 'paid' : 'late'
  if (paid > 0) return 'part'
  return month > on.slice(0, 7) ? 'open' : 'missing'
}

export interface DuesFacts {
  year: number
  people: readonly DuesPerson[]
  book: DuesBook
  /** What the file of somebody says of their 党费; never the base itself. */
  files: ReadonlyMap<string, { category: DuesCategory | null; hasBase: boolean }>
}

const isLacking = ({ state }: DuesMonth): boolean => state === 'missing' || state === 'part'

/** Everybody who owes in a year, paid in it or is assessed for it: by the roster of the day, then who has left. */
export function duesRows({ year, people, book, files }: DuesFacts): DuesRow[] {
  const asOf = book.on < `${year}-12-31` ? book.on : `${year}-12-31`
  const months = monthsOfYear(year)
  const roster = rosterOn(people, asOf)
  const order = new Map(roster.map(({ id }, at) => [id, at]))
  const standing = new Map(roster.map((entry) => [entry.id, entry]))
  // Of a year before the ledger nobody is asked; who was a member is listed all the same, so that it can be begun earlier.
  const isBefore = book.begins !== null && `${year}-12` < book.begins
  const rows = people.flatMap((person): DuesRow[] => {
    const told = months.map((month) => duesMonth(person, month, book))
    const assessments = (book.assessments.get(person.id) ?? []).filter(({ fromMonth }) => fromMonth.startsWith(`${year}-`))
    const isThere = isBefore && months.some((month) => owesFor(person, month, book.nextMonthFrom))
    if (!isThere && assessments.length === 0 && told.every(({ state, paid }) => state === 'notOwed' && paid === 0)) return []
    const entry = standing.get(person.id)
    const begun = told.filter((_month, at) => (months[at] ?? '') <= book.on.slice(0, 7))
    return [{
      personId: person.id, name: person.name, group: entry?.group ?? '', isProbationary: entry?.status === 'probationaryMember', isHere: entry !== undefined && isMemberOn(person.history, asOf),
      fileCategory: files.get(person.id)?.category ?? null, fileHasBase: files.get(person.id)?.hasBase ?? false, months: told, assessments: [...assessments],
      due: begun.reduce((sum, { due }) => sum + (due ?? 0), 0), paid: told.reduce((sum, { paid }) => sum + paid, 0), lacking: begun.filter(isLacking).length,
    }]
  })
  return rows.toSorted((a, b) => Number(b.isHere) - Number(a.isHere) || (order.get(a.personId) ?? Infinity) - (order.get(b.personId) ?? Infinity) || 0)
}

/** So many months in a row, until the one before that of `on`, somebody owed and paid nothing; no more than `most` are looked at. */
export function monthsWithout(person: DuesPerson, book: DuesBook, most: number): { months: number; since: Month } | null {
  const running = book.on.slice(0, 7)
  let months = 0
  while (months < most && duesMonth(person, monthAfter(running, -months - 1), book).state === 'missing') months += 1
  return months === 0 ? null : { months, since: monthAfter(running, -months) }
}
