import * as z from 'zod'
import { addMonths, chineseDate, IsoDate, ReckonedDate } from './dates.ts'
import { PartyPost, PersonChange, PersonStatus } from './person.ts'
import { FilledLine, Line } from './text.ts'

/** How strong a rule is: an article's 应当, its 一般, or the unit's own custom. */
export const ruleStrengths = ['MUST', 'SHOULD', 'LOCAL'] as const
export type RuleStrength = (typeof ruleStrengths)[number]
export const strengthNames: Record<RuleStrength, string> = { MUST: '应当', SHOULD: '一般', LOCAL: '惯例' }

export const organisationRules = ['O01', 'O02', 'O03', 'O04', 'O05', 'O06', 'O07', 'O08', 'O09', 'O10', 'O11', 'O12', 'O13', 'O14'] as const
export type OrganisationRule = (typeof organisationRules)[number]

/** `finding`: to look at. `ok`: what the roster says fits. `unknown`: the roster does not say it, a person has to judge. */
export const OrganisationFinding = z.object({
  rule: z.enum(organisationRules), title: z.string(), state: z.enum(['finding', 'ok', 'unknown']), message: z.string(),
  strength: z.enum(ruleStrengths), article: z.string(), unverified: z.boolean().describe('待核: from memory, to be checked by an officer'),
})
export type OrganisationFinding = z.infer<typeof OrganisationFinding>

/** 届次 (选举条例 art. 3). An extension is at most a year and needs the approval of the superior committee. */
const TermFacts = z.strictObject({
  number: z.int().min(1).max(200), beganOn: IsoDate, years: z.int().min(1).max(5).default(3),
  extendedTo: IsoDate.nullable().default(null), extensionBasis: Line(200).default('').describe('what approved the extension'), approvalNo: Line(100).default(''), note: Line(500).default(''),
})
export const CommitteeTermDraft = TermFacts.extend({ id: z.uuid().optional() })
export type CommitteeTermDraft = z.output<typeof CommitteeTermDraft>
export const CommitteeTerm = z.object({ ...TermFacts.shape, id: z.uuid(), endsOn: ReckonedDate.describe('the day on which the term is over, with its extension'), regularEnd: ReckonedDate })
export type CommitteeTerm = z.infer<typeof CommitteeTerm>
export type TermFacts = z.output<typeof TermFacts>

/** When a term is over by its years alone. */
export const regularEndOf = ({ beganOn, years }: Pick<TermFacts, 'beganOn' | 'years'>): IsoDate => addMonths(beganOn, years * 12)
export const endOf = (term: Pick<TermFacts, 'beganOn' | 'years' | 'extendedTo'>): IsoDate => term.extendedTo ?? regularEndOf(term)

/** What is wrong with a term, by field; nothing of it would be stored. */
export function termFaults(term: TermFacts): { path: string; message: string }[] {
  const { extendedTo, extensionBasis, beganOn } = term
  if (extendedTo === null) return []
  const end = regularEndOf(term)
  const faults: { path: string; message: string }[] = []
  if (extendedTo < beganOn) faults.push({ path: 'extendedTo', message: '届满日期早于本届开始。' })
  if (extendedTo > addMonths(end, 12)) faults.push({ path: 'extendedTo', message: `延期一般不超过1年，最迟到${chineseDate(addMonths(end, 12))}（任期意见二、选举条例第3条）。` })
  if (extensionBasis === '') faults.push({ path: 'extensionBasis', message: '延期或提前换届要报上级党组织批准，请填批准依据。' })
  return faults
}

/** The term that runs on a day: the last that began by then. */
export const termOn = <T extends Pick<TermFacts, 'beganOn'>>(terms: readonly T[], on: IsoDate): T | null =>
  terms.filter(({ beganOn }) => beganOn <= on).toSorted((a, b) => (a.beganOn < b.beganOn ? 1 : -1))[0] ?? null

const Seat = z.object({ id: z.uuid(), name: z.string(), posts: z.array(PartyPost), since: IsoDate.nullable().describe('since when these posts are held') })
export const GroupMember = z.object({ id: z.uuid(), name: z.string(), status: PersonStatus, isLeader: z.boolean() })
export const Group = z.object({ name: z.string(), leaders: z.array(z.string()), members: z.array(GroupMember), full: z.int(), probationary: z.int() })
export type Group = z.infer<typeof Group>

export const Organisation = z.object({
  on: IsoDate,
  full: z.int(), probationary: z.int(), others: z.int(),
  committee: z.array(Seat),
  groups: z.array(Group).describe('of members; others are counted elsewhere'),
  ungrouped: z.array(GroupMember).describe('members in no 党小组'),
  findings: z.array(OrganisationFinding),
  term: CommitteeTerm.nullable(), terms: z.array(CommitteeTerm).describe('newest first'),
  countdown: z.string().nullable().describe('how long until 换届, in words'),
  before: z.array(z.object({ from: IsoDate, members: z.array(z.string()) })).describe('who was in the committee from which day on, newest first'),
  candidates: z.array(z.object({ id: z.uuid(), name: z.string(), posts: z.array(PartyPost) })).describe('full members of the day: who can hold a post'),
})
export type Organisation = z.infer<typeof Organisation>

/** 改选 or 增补 of the committee, changes of groups and their leaders: several dated changes of one day, one act; with a new term where one begins. */
export const OrganisationChange = z.strictObject({
  what: z.enum(['committee', 'groups', 'leader']),
  from: IsoDate,
  changes: z.array(z.strictObject({ personId: z.uuid(), change: PersonChange })).min(1).max(2000),
  term: CommitteeTermDraft.optional(),
  basis: FilledLine(200).optional().describe('what approved it, for the note of the term'),
})
export type OrganisationChange = z.output<typeof OrganisationChange>
