import { entriesOf, type StoredPath } from '../../../../db/repositories/development.ts'
import { filedMaterialsOf } from '../../../../db/repositories/materials.ts'
import { historiesOf } from '../../../../db/repositories/people.ts'
import { birthDaysOf } from '../../../../db/repositories/personFields.ts'
import { listEveryOwnDay } from '../../../../db/repositories/plan.ts'
import { rosterTally } from '../../../../db/repositories/rosterTally.ts'
import type { Db } from '../../../../db/connection.ts'
import type { BoardRow } from '../../../../shared/contract/development.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { DevelopmentFacts } from '../../../../shared/domain/development.ts'
import { countFindings } from '../../../../shared/domain/developmentAudit.ts'
import { datedStanding } from '../../../../shared/domain/developmentNext.ts'
import { readPath } from '../../../../shared/domain/developmentPath.ts'
import type { DatedChange } from '../../../../shared/domain/person.ts'
import { stepOf } from '../../../../shared/rules/developmentSteps.ts'
import type { Service } from '../../context.ts'
import { calendarOf, factsOn, rosterStanding, type DevelopmentGround } from './facts.ts'
import { endInWords, isDueOn } from './path.ts'

/** What the path of somebody comes to, without what the roster tells. */
export type Judged = Pick<BoardRow, 'stage' | 'last' | 'next' | 'others' | 'findings' | 'ended'>
/** `saved`, `about`: signs of the path and of what was known beside it. `people`: the tally of the roster under which `about` was compared last. */
interface Held { saved: string; about: string; people: number; helpers: readonly string[]; row: Judged; /** The nearest limit first, then what may begin first; what has ended last. */ urgency: string }
export interface Judgements { db: Db; on: IsoDate; key: string; people: number; ground: DevelopmentGround; /** Of those who were asked for since the roster changed. */ helpers: Map<string, readonly DatedChange[]>; judged: Map<string, Held> }

const kept = new WeakMap<Db, Judgements>()

/**
 * Every path judged as of a day, kept in memory: judging two thousand takes longer than a page of them may. A path is judged anew when it was saved, and
 * when something about the person, their papers or one of their helpers changed; all of them on another day, or with another calendar or 建账日期.
 */
export function judgementsOn({ vault }: Pick<Service, 'vault'>, on: IsoDate): Judgements {
  const db = vault.db()
  const [{ people }, { since }, ownDays, known] = [rosterTally(db), vault.info(), listEveryOwnDay(db), kept.get(db)]
  const key = JSON.stringify([on, since, ownDays])
  if (known?.key === key && known.people === people) return known
  const helpers: Judgements['helpers'] = new Map()
  const now: Judgements = { db, on, key, people, helpers, ground: { standingOf: rosterStanding(helpers), ...calendarOf(ownDays), bookedFrom: since, on }, judged: known?.key === key ? known.judged : new Map() }
  kept.set(db, now)
  return now
}

const savedSign = ({ revision, savedAt }: StoredPath): string => `${revision} ${savedAt}`

/** Those that were saved, or may have become others by a change of the roster, since they were judged. */
export const staleOf = ({ judged, people }: Judgements, paths: readonly StoredPath[]): StoredPath[] => paths.filter((path) => {
  const held = judged.get(path.personId)
  return held === undefined || held.people !== people || held.saved !== savedSign(path)
})

/** Compares, and judges what is not as it was. Some of the paths at a time come to the same as all at once. */
export function judgePaths(judgements: Judgements, paths: readonly StoredPath[]): void {
  const { db, people, judged, helpers: known, ground, on } = judgements
  const ids = paths.map(({ personId }) => personId)
  const [births, papers] = [birthDaysOf(db, ids), filedMaterialsOf(db, ids)]
  const aboutOf = (id: string, helpers: readonly string[]): string => JSON.stringify([births.get(id), papers.get(id), helpers.map((helper) => known.get(helper))])
  readHelpers(judgements, ids.flatMap((id) => judged.get(id)?.helpers ?? []))
  const changed = paths.filter((path) => {
    const held = judged.get(path.personId)
    if (held?.saved !== savedSign(path) || held.about !== aboutOf(path.personId, held.helpers)) return true
    held.people = people
    return false
  })
  if (changed.length === 0) return
  const entries = entriesOf(db, changed.map(({ personId }) => personId))
  const helpersOf = (id: string): string[] => [...new Set((entries.get(id) ?? []).flatMap((entry) => entry.people.flatMap(({ personId }) => personId ?? [])))]
  readHelpers(judgements, changed.flatMap(({ personId }) => helpersOf(personId)))
  for (const path of changed) {
    const { personId, closing } = path
    const helpers = helpersOf(personId)
    const row = judge(factsOn(ground, { id: personId, name: '' }, births.get(personId) ?? null, entries.get(personId) ?? [], papers.get(personId) ?? [], closing), path, on)
    judged.set(personId, { saved: savedSign(path), about: aboutOf(personId, helpers), people, helpers, row, urgency: `${row.next?.until ?? '9'} ${row.next?.from ?? '9'}` })
  }
}

/** Whose standing the judgement asks for; who is not in the roster is remembered as well. */
function readHelpers({ db, helpers }: Judgements, ids: readonly string[]): void {
  const unread = [...new Set(ids)].filter((id) => !helpers.has(id))
  if (unread.length === 0) return
  const histories = historiesOf(db, unread)
  for (const id of unread) helpers.set(id, histories.get(id) ?? [])
}

function judge(facts: DevelopmentFacts, { closing }: StoredPath, on: IsoDate): Judged {
  const path = readPath(facts)
  const { stage, next: ahead, end } = datedStanding(path)
  const next = ahead.toSorted((a, b) => (a.until ?? '9') < (b.until ?? '9') ? -1 : (a.until ?? '9') > (b.until ?? '9') ? 1 : 0)
  const first = next.find((step) => isDueOn(step, on)) ?? next[0]
  const last = facts.entries.at(-1)
  return {
    stage, last: last ? { step: last.step, name: stepOf(last.step).name, on: last.on } : null,
    next: first ? { step: first.step, name: first.name, from: first.from, until: first.until, isDue: isDueOn(first, on), isLate: first.isOverdue } : null,
    others: Math.max(0, next.length - 1), findings: countFindings(path), ended: endInWords(end, closing),
  }
}
