import { entriesOf, listEntries, listPaths, type StoredPath } from '../../../../db/repositories/development.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { filedMaterialsByPerson } from '../../../../db/repositories/materials.ts'
import { listEveryOwnDay } from '../../../../db/repositories/plan.ts'
import { rosterTally } from '../../../../db/repositories/rosterTally.ts'
import type { Db } from '../../../../db/connection.ts'
import { boardFilters, type BoardFilter, type BoardRow, type Candidate } from '../../../../shared/contract/development.ts'
import type { Output, Parsed } from '../../../../shared/contract/index.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { FiledMaterial } from '../../../../shared/domain/development.ts'
import { auditDevelopment } from '../../../../shared/domain/developmentAudit.ts'
import { pathStanding } from '../../../../shared/domain/developmentNext.ts'
import { statusNames, type PersonStatus } from '../../../../shared/domain/person.ts'
import { developmentStages, stepOf, type DevelopmentStage } from '../../../../shared/rules/developmentSteps.ts'
import type { Service } from '../../context.ts'
import { meant } from '../roster/haystack.ts'
import { asCompared, isLetters, loadDictionary } from '../roster/pinyin.ts'
import { rosterIndex, type Entry } from '../roster/rosterIndex.ts'
import { developmentGround, factsOn, type DevelopmentGround } from './facts.ts'
import { isLackingPaper } from '../../../../shared/domain/developmentWords.ts'
import { endInWords, isDueOn } from './path.ts'

/** What the path of somebody comes to, without what the roster tells. */
type Judged = Pick<BoardRow, 'stage' | 'last' | 'next' | 'others' | 'findings' | 'ended'>
/** `sign`: of all that the judgement was made from. `helpers`: whose standing it asked for. */
interface Kept { key: string; people: number; ground: DevelopmentGround; histories: Map<string, string>; papers: Map<string, FiledMaterial[]>; judged: Map<string, { saved: string; about: string; helpers: readonly string[]; row: Judged }> }

const kept = new WeakMap<Db, Kept>()

const savedSign = ({ revision, savedAt }: StoredPath): string => `${revision} ${savedAt}`

/**
 * Every path judged as of a day, kept in memory: judging two thousand takes longer than a page of them may. A path is judged anew when it was saved, and
 * when something about the person, their papers or one of their helpers changed; all of them on another day, or with another calendar or 建账日期.
 */
function judgedPaths(service: Pick<Service, 'vault'>, paths: readonly StoredPath[], index: readonly Entry[], on: IsoDate): Map<string, Judged> {
  const db = service.vault.db()
  const { people } = rosterTally(db)
  const key = JSON.stringify([on, service.vault.info().since, listEveryOwnDay(db)])
  const known = kept.get(db)
  const judged: Kept['judged'] = known?.key === key ? known.judged : new Map()
  const state = known?.key === key && known.people === people ? known : groundOf(service, key, people, on, judged)
  kept.set(db, state)
  const persons = new Map(index.map((entry) => [entry.id, entry]))
  const helpersSign = (helpers: readonly string[]): string => helpers.map((id) => state.histories.get(id) ?? '').join(' ')
  const aboutOf = (id: string, helpers: readonly string[]): string => `${persons.get(id)?.values.birthOn ?? ''} ${JSON.stringify(state.papers.get(id) ?? [])} ${helpersSign(helpers)}`
  const stale = paths.filter((path) => {
    const held = judged.get(path.personId)
    return !held || held.saved !== savedSign(path) || (state !== known && held.about !== aboutOf(path.personId, held.helpers))
  })
  if (stale.length > 0) {
    const entries = stale.length > 50 ? listEntries(db) : entriesOf(db, stale.map(({ personId }) => personId))
    for (const path of stale) {
      const { personId, closing } = path
      const own = entries.get(personId) ?? []
      const helpers = [...new Set(own.flatMap(({ people: helping }) => helping.flatMap(({ personId: id }) => id ?? [])))]
      const facts = factsOn(state.ground, { id: personId, name: persons.get(personId)?.name ?? '' }, persons.get(personId)?.values.birthOn ?? null, own, state.papers.get(personId) ?? [], closing)
      judged.set(personId, { saved: savedSign(path), about: aboutOf(personId, helpers), helpers, row: judge(facts, path, on) })
    }
  }
  return new Map([...judged].map(([id, { row }]) => [id, row]))
}

/** What all judgements share, read once for each change of the roster. */
function groundOf(service: Pick<Service, 'vault'>, key: string, people: number, on: IsoDate, judged: Kept['judged']): Kept {
  const db = service.vault.db()
  const everybody = listPeople(db)
  return { key, people, ground: developmentGround(service, on, everybody), histories: new Map(everybody.map(({ id, history }) => [id, JSON.stringify(history)])), papers: filedMaterialsByPerson(db), judged }
}

function judge(facts: ReturnType<typeof factsOn>, { closing }: StoredPath, on: IsoDate): Judged {
  const standing = pathStanding(facts)
  const findings = auditDevelopment(facts)
  const next = standing.next.toSorted((a, b) => (a.until ?? '9') < (b.until ?? '9') ? -1 : (a.until ?? '9') > (b.until ?? '9') ? 1 : 0)
  const first = next.find((step) => isDueOn(step, on)) ?? next[0]
  const last = facts.entries.at(-1)
  const told = findings.filter((finding) => !isLackingPaper(finding))
  const count = (severity: 'high' | 'medium') => told.filter((finding) => finding.severity === severity).length
  return {
    stage: standing.stage, last: last ? { step: last.step, name: stepOf(last.step).name, on: last.on } : null,
    next: first ? { step: first.step, name: first.name, from: first.from, until: first.until, isDue: isDueOn(first, on), isLate: first.isOverdue } : null,
    others: Math.max(0, next.length - 1), findings: { high: count('high'), medium: count('medium'), toVerify: told.filter(({ toVerify }) => toVerify).length, papers: findings.length - told.length },
    ended: endInWords(standing.end, closing),
  }
}

const passes: Record<BoardFilter, (row: Judged) => boolean> = {
  open: ({ ended }) => ended === '',
  due: ({ ended, next }) => ended === '' && next?.isDue === true,
  late: ({ ended, next }) => ended === '' && next?.isLate === true,
  found: ({ ended, findings }) => ended === '' && findings.high + findings.medium > 0,
  ended: ({ ended }) => ended !== '',
}
const candidateStatuses: readonly (PersonStatus | null)[] = ['applicant', 'activist', 'prospect', 'probationaryMember']
const mostCandidates = 100

/** The board: everybody on the way, the nearest limit first, with what was found; and who of the roster has no path yet. */
export async function boardOf(service: Pick<Service, 'vault'>, { filter, stage, search, offset, limit }: Parsed<'development.board'>, on: IsoDate): Promise<Output<'development.board'>> {
  const typed = asCompared(search)
  if (isLetters(typed)) await loadDictionary()
  const db = service.vault.db()
  const { entries: index } = rosterIndex(db, on)
  const paths = listPaths(db)
  const judged = judgedPaths(service, paths, index, on)
  const marks = typed === '' ? null : meant(index, typed, isLetters(typed))
  const onPath = new Map(paths.map((path) => [path.personId, path]))
  const counts = Object.fromEntries(boardFilters.map((each) => [each, 0])) as Record<BoardFilter, number>
  const stages = Object.fromEntries(developmentStages.map((each) => [each, 0])) as Record<DevelopmentStage, number>
  const found: { person: Entry; row: Judged }[] = []
  const candidates: Candidate[] = []
  let candidateCount = 0
  index.forEach((person, at) => {
    const row = onPath.has(person.id) ? judged.get(person.id) : undefined
    const isMeant = marks === null || marks[at] === 1
    if (row === undefined) {
      if (!person.isHere || !candidateStatuses.includes(person.status) || person.status === null) return
      candidateCount++
      if (candidates.length < mostCandidates) candidates.push({ personId: person.id, name: person.name, group: person.group ?? '', status: person.status, appliedOn: person.values.appliedOn ?? null })
      return
    }
    for (const each of boardFilters) if (passes[each](row)) counts[each]++
    if (row.ended === '') stages[row.stage]++
    if (isMeant && passes[filter](row) && (stage === null || row.stage === stage)) found.push({ person, row })
  })
  found.sort((a, b) => byUrgency(a.row, b.row))
  const rows = found.slice(offset, offset + limit).map(({ person, row }): BoardRow => ({ personId: person.id, name: person.name, group: person.group ?? '', status: person.isHere && person.status !== null ? statusNames[person.status] : '', ...row }))
  return { on, counts, stages, total: found.length, rows, candidates, candidateCount }
}

/** The nearest limit first, then what may begin first; what has ended last. */
function byUrgency(a: Judged, b: Judged): number {
  const [x, y] = [`${a.next?.until ?? '9'} ${a.next?.from ?? '9'}`, `${b.next?.until ?? '9'} ${b.next?.from ?? '9'}`]
  return x < y ? -1 : x > y ? 1 : 0
}
