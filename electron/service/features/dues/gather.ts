import { assessmentsBetween, duesBases, duesBegin, duesFiles, duesSettings, duesTransfers, paidBetween, paymentsBetween } from '../../../../db/repositories/dues.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import type { Db } from '../../../../db/connection.ts'
import type { Indicator } from '../../../../shared/domain/board.ts'
import type { ChecklistFacts } from '../../../../shared/domain/checklistFacts.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { categoryOfFile, reckonDues, type DuesSource, type DuesYear, type Fen, type Month } from '../../../../shared/domain/dues.ts'
import { duesShare } from '../../../../shared/domain/duesFigures.ts'
import { duesMonth, duesRows, lastOfMonth, monthAfter, monthInShort, monthsOfYear, monthsWithout, paymentKey, type DuesBook, type DuesFacts, type DuesPerson } from '../../../../shared/domain/duesYear.ts'
import { rosterOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import type { DuesMatters } from '../../../../shared/domain/todayDues.ts'
import { duesRules, lapsedMonths, type DuesCategory } from '../../../../shared/rules/dues.ts'

/** People as 党费 looks at them. */
function duesPeople(people: readonly PersonWithHistory[], db: Db): { people: DuesPerson[]; files: DuesFacts['files'] } {
  const told = duesFiles(db)
  const joined = new Map(told.map(({ personId, joinedOn }) => [personId, joinedOn]))
  const transfers = Map.groupBy(duesTransfers(db), ({ personId }) => personId)
  return {
    people: people.map((person) => ({ ...person, joinedOn: joined.get(person.id) ?? null, transfers: transfers.get(person.id) ?? [] })),
    files: new Map(told.map(({ personId, kind, hasBase }) => [personId, { category: categoryOfFile(kind ?? undefined), hasBase }])),
  }
}

/** The ledger of some months as it stood on a day. */
const bookOf = (db: Db, from: Month, to: Month, on: IsoDate): DuesBook => ({
  on, begins: duesBegin(db), nextMonthFrom: duesSettings(db).nextMonthFrom, assessments: assessmentsBetween(db, from, to), payments: new Map(paymentsBetween(db, from, to).map((payment) => [paymentKey(payment.personId, payment.month), payment])),
})

/** Everything that the ledger of a year is made from. */
export function duesFactsOf(db: Db, year: number, on: IsoDate, everybody: readonly PersonWithHistory[] = listPeople(db)): DuesFacts {
  const { people, files } = duesPeople(everybody, db)
  return { year, people, files, book: bookOf(db, `${year}-01`, `${year}-12`, on) }
}

/** An assessment that could be made: from that of the year before (`before`, by its id), or from category and base of the file. */
export interface OfferedAssessment { personId: string; name: string; category: DuesCategory; amount: Fen; base: Fen | null; before: string | null; hint: string }

/** Who of the branch is not assessed in a year, and could be from one source: what they paid by last year, or what their file reckons. 少交或免交 is approved anew. */
export function offersOf(db: Db, { year, people, book }: DuesFacts, source: DuesSource): OfferedAssessment[] {
  const before = source === 'lastYear' ? assessmentsBetween(db, `${year - 1}-01`, `${year - 1}-12`) : null
  const files = source === 'files' ? new Map(duesBases(db).map((file) => [file.personId, file])) : null
  const { rounding } = duesSettings(db)
  const here = new Set(rosterOn(people, book.on < `${year}-12-31` ? book.on : `${year}-12-31`).filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').map(({ id }) => id))
  return people.flatMap(({ id: personId, name }): OfferedAssessment[] => {
    if (!here.has(personId) || book.assessments.has(personId)) return []
    const last = before?.get(personId)?.at(-1)
    if (last !== undefined) return last.category === 'reduced' ? [] : [{ personId, name, category: last.category, amount: last.amount, base: null, before: last.id, hint: '' }]
    const file = files?.get(personId)
    const category = categoryOfFile(file?.kind)
    if (file === undefined || category === null) return []
    const { proposed, hints } = reckonDues(category, file.base, rounding)
    return proposed === null || proposed === 0 ? [] : [{ personId, name, category, amount: proposed, base: duesRules[category].rates === null ? null : file.base, before: null, hint: hints.join('') }]
  })
}

export function duesYearOf(db: Db, year: number, on: IsoDate): DuesYear {
  const facts = duesFactsOf(db, year, on)
  const running = on.slice(0, 7)
  return { year, on, month: running.startsWith(`${year}-`) ? running : null, begins: facts.book.begins, settings: duesSettings(db), rows: duesRows(facts), offers: { lastYear: offersOf(db, facts, 'lastYear').length, files: offersOf(db, facts, 'files').length } }
}

/** K04 of a time within one year, as it stood on its last day. */
export function duesShareOf(db: Db, from: IsoDate, until: IsoDate, people: readonly PersonWithHistory[]): Indicator {
  const begins = duesBegin(db)
  return duesShare(begins === null ? [] : duesRows(duesFactsOf(db, Number(from.slice(0, 4)), until, people)), begins, from, until)
}

/** So far back months without a payment are counted. */
const mostMonths = 12

/** What 今天 tells of 党费; nothing where it is not kept here. */
export function duesMatters(db: Db, everybody: readonly PersonWithHistory[], on: IsoDate): DuesMatters {
  if (duesBegin(db) === null) return { months: [], lapsed: [] }
  const running = on.slice(0, 7)
  const next = monthAfter(running, 1)
  const { people } = duesPeople(everybody, db)
  const book = bookOf(db, `${monthAfter(running, -mostMonths).slice(0, 4)}-01`, next, on)
  const months = [running, next].map((month) => {
    const told = people.map((person) => ({ name: person.name, ...duesMonth(person, month, book) }))
    return { month, unpaid: told.filter(({ state }) => state === 'missing' || state === 'part' || state === 'open').map(({ name }) => name), unassessed: told.filter(({ state }) => state === 'unassessed').length }
  })
  // Who paid for any of the last six months is not looked at further: nearly everybody did.
  const paid = paidBetween(db, monthAfter(running, -lapsedMonths), monthAfter(running, -1), on)
  const lapsed = people.flatMap((person) => {
    const without = paid.has(person.id) ? null : monthsWithout(person, book, mostMonths)
    return without === null || without.months < lapsedMonths ? [] : [{ personId: person.id, name: person.name, ...without }]
  })
  return { months, lapsed }
}

/** What point C13 of the 检查清单 asks of a year; null where nothing was confirmed for it. */
export function duesCheck(db: Db, year: number, on: IsoDate, people: readonly PersonWithHistory[]): ChecklistFacts['dues'] {
  const facts = duesFactsOf(db, year, on, people)
  if (facts.book.assessments.size === 0) return null
  const months = monthsOfYear(year)
  const rows = duesRows(facts).map(({ name, months: told }) => ({ name, told: told.map((each, at) => ({ ...each, month: months[at] ?? '' })).filter(({ state, month }) => state !== 'notOwed' && month <= on.slice(0, 7)) })).filter(({ told }) => told.length > 0)
  return {
    people: rows.length, unassessed: rows.filter(({ told }) => told.some(({ state }) => state === 'unassessed')).map(({ name }) => name),
    lacking: rows.map(({ name, told }) => ({ name, months: told.filter(({ state, month }) => (state === 'missing' || state === 'part') && lastOfMonth(month) <= on).map(({ month }) => monthInShort(month)) })).filter((each) => each.months.length > 0),
  }
}
