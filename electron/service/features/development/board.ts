import { listPaths } from '../../../../db/repositories/development.ts'
import { boardFilters, type BoardFilter, type BoardRow, type Candidate } from '../../../../shared/contract/development.ts'
import type { Output, Parsed } from '../../../../shared/contract/index.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { statusNames, type PersonStatus } from '../../../../shared/domain/person.ts'
import { developmentStages, type DevelopmentStage } from '../../../../shared/rules/developmentSteps.ts'
import type { Service } from '../../context.ts'
import { meant } from '../roster/haystack.ts'
import { asCompared, isLetters, loadDictionary } from '../roster/pinyin.ts'
import { rosterIndex, type Entry } from '../roster/rosterIndex.ts'
import { judgePaths, judgementsOn, staleOf, type Judged } from './judgements.ts'

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
  const judgements = judgementsOn(service, on)
  judgePaths(judgements, staleOf(judgements, paths))
  const marks = typed === '' ? null : meant(index, typed, isLetters(typed))
  const onPath = new Set(paths.map(({ personId }) => personId))
  const counts = Object.fromEntries(boardFilters.map((each) => [each, 0])) as Record<BoardFilter, number>
  const stages = Object.fromEntries(developmentStages.map((each) => [each, 0])) as Record<DevelopmentStage, number>
  const found: { person: Entry; row: Judged; urgency: string }[] = []
  const candidates: Candidate[] = []
  let candidateCount = 0
  index.forEach((person, at) => {
    const held = onPath.has(person.id) ? judgements.judged.get(person.id) : undefined
    const isMeant = marks === null || marks[at] === 1
    if (held === undefined) {
      if (!person.isHere || !candidateStatuses.includes(person.status) || person.status === null) return
      candidateCount++
      if (candidates.length < mostCandidates) candidates.push({ personId: person.id, name: person.name, group: person.group ?? '', status: person.status, appliedOn: person.values.appliedOn ?? null })
      return
    }
    const { row, urgency } = held
    for (const each of boardFilters) if (passes[each](row)) counts[each]++
    if (row.ended === '') stages[row.stage]++
    if (isMeant && passes[filter](row) && (stage === null || row.stage === stage)) found.push({ person, row, urgency })
  })
  found.sort((a, b) => (a.urgency < b.urgency ? -1 : a.urgency > b.urgency ? 1 : 0))
  const rows = found.slice(offset, offset + limit).map(({ person, row }): BoardRow => ({ personId: person.id, name: person.name, group: person.group ?? '', status: person.isHere && person.status !== null ? statusNames[person.status] : '', ...row }))
  return { on, counts, stages, total: found.length, rows, candidates, candidateCount }
}
