import * as z from 'zod'
import { checkAnswerers, checkIds, checkSections, shippedPoints, type CheckId } from '../rules/checklist.ts'
import { isToVerify } from '../rules/library.ts'
import { IsoDate } from './dates.ts'
import { MeetingKind } from './meetingKinds.ts'
import { FilledLine, Line } from './text.ts'

/** 符合, 缺, 待定, 不适用. */
export const checkStates = ['ok', 'missing', 'unknown', 'notApplicable'] as const
export const CheckState = z.enum(checkStates)
export type CheckState = z.infer<typeof CheckState>
export const checkStateNames: Record<CheckState, string> = { ok: '符合', missing: '缺', unknown: '待定', notApplicable: '不适用' }

/** What a person may say of a point. */
export const HandState = z.enum(['ok', 'missing', 'notApplicable'])
export type HandState = z.infer<typeof HandState>
export const handStateNames: Record<HandState, string> = { ok: '符合', missing: '不符合', notApplicable: '不适用' }

/** Where a link of a point leads. `newMeeting`: the record that lacks, begun with what is known of it. */
export const CheckTarget = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('meeting'), meetingId: z.uuid() }),
  z.object({ screen: z.literal('newMeeting'), kind: MeetingKind, heldOn: IsoDate, group: z.string() }),
  z.object({ screen: z.literal('member'), personId: z.uuid() }),
  z.object({ screen: z.literal('development'), personId: z.uuid() }),
  z.object({ screen: z.literal('project'), projectId: z.uuid() }),
  z.object({ screen: z.literal('frequency'), year: z.int() }),
  z.object({ screen: z.literal('study'), year: z.int() }),
  z.object({ screen: z.literal('dues'), year: z.int() }),
  z.object({ screen: z.literal('organisation'), tab: z.enum(['branch', 'transfers']) }),
  z.object({ screen: z.enum(['meetings', 'actions', 'fusion', 'people', 'developments', 'backups']) }),
])
export type CheckTarget = z.infer<typeof CheckTarget>
export const CheckLink = z.object({ words: z.string(), to: CheckTarget, isMissing: z.boolean().describe('it is one of the things that lack, not only a place to look') })
export type CheckLink = z.infer<typeof CheckLink>

/** At most so many links of a point leave the service; what is left off is counted in its sentence. */
export const mostLinks = 60

/** What the data say of a point. */
export const CheckVerdict = z.object({ state: CheckState, words: z.string(), links: z.array(CheckLink), more: z.int().describe('links left off') })
export type CheckVerdict = z.infer<typeof CheckVerdict>
export type Verdict = Pick<CheckVerdict, 'state' | 'words'> & { links?: readonly CheckLink[] }

export const HandAnswer = z.object({ answer: HandState, note: z.string(), on: IsoDate, at: z.iso.datetime(), who: z.string() })
export type HandAnswer = z.infer<typeof HandAnswer>

/** What a unit may change of a point. */
export const PointText = z.strictObject({
  section: z.enum(checkSections), text: FilledLine(300), evidence: Line(200).default(''), points: z.number().min(0).max(100).multipleOf(0.5).default(0).describe('分值; 0: counts no points'), veto: z.boolean().default(false).describe('★ 一票否决'),
})
export type PointText = z.output<typeof PointText>
/** A point as the unit changed, hid or added it. */
export type StoredPoint = PointText & { id: string; isHidden: boolean; isOwn: boolean }

export const CheckPoint = z.object({
  ...PointText.shape, id: z.string(), evidence: z.string(), points: z.number(), veto: z.boolean(),
  answeredBy: z.enum(checkAnswerers), how: z.string().describe('what the data are asked, and what is left to a person'), source: z.string(), toVerify: z.boolean().describe('待核'),
  isOwn: z.boolean(), isEdited: z.boolean(), isHidden: z.boolean(),
})
export type CheckPoint = z.infer<typeof CheckPoint>

export const CheckItem = CheckPoint.extend({
  state: CheckState.describe('what a person said, else what the data say'),
  data: CheckVerdict.nullable().describe('null: nothing in the data says it'),
  hand: HandAnswer.nullable(),
})
export type CheckItem = z.infer<typeof CheckItem>

const CheckSum = z.object({ count: z.int(), points: z.number() })
export const Checklist = z.object({
  year: z.int(), on: IsoDate, since: IsoDate,
  items: z.array(CheckItem).describe('in the order of the sections, without hidden ones'),
  hidden: z.array(CheckPoint),
  sums: z.record(CheckState, CheckSum),
  total: z.number().describe('分值 of all, without what does not apply'),
  vetoes: z.int().describe('★ points that lack'),
})
export type Checklist = z.infer<typeof Checklist>

const ids: readonly string[] = checkIds
export const isShippedId = (id: string): id is CheckId => ids.includes(id)

/** Every point as the unit has it, hidden ones too: those that ship in their order, then its own, section by section. */
export function pointsOf(stored: readonly StoredPoint[]): CheckPoint[] {
  const byId = new Map(stored.map((point) => [point.id, point]))
  const shipped = shippedPoints.map(({ id, section, text, evidence, points, veto, answeredBy, how, source, verification }): CheckPoint => {
    const own = byId.get(id)
    const now = own ?? { section, text, evidence, points, veto }
    const isEdited = own !== undefined && (own.section !== section || own.text !== text || own.evidence !== evidence || own.points !== points || own.veto !== veto)
    return { id, section: now.section, text: now.text, evidence: now.evidence, points: now.points, veto: now.veto, answeredBy, how, source, toVerify: isToVerify(verification), isOwn: false, isEdited, isHidden: own?.isHidden ?? false }
  })
  const own = stored.filter(({ isOwn }) => isOwn).map(({ id, section, text, evidence, points, veto, isHidden }): CheckPoint =>
    ({ id, section, text, evidence, points, veto, answeredBy: 'hand', how: '由人查看后填写', source: '本单位要求', toVerify: false, isOwn: true, isEdited: false, isHidden }))
  const all = [...shipped, ...own]
  return checkSections.flatMap((section) => all.filter((point) => point.section === section))
}

/** What the data say, with its links cut where there are too many. */
export const cutVerdict = ({ state, words, links = [] }: Verdict): CheckVerdict => ({ state, words, links: links.slice(0, mostLinks), more: Math.max(0, links.length - mostLinks) })

interface Answered { year: number; on: IsoDate; since: IsoDate; points: readonly CheckPoint[]; answers: ReadonlyMap<string, HandAnswer>; verdicts: ReadonlyMap<string, Verdict> }

/** The list of a year: what a person said of a point stands above the data, and both are told. It decides nothing: 自评 only. */
export function checklistOf({ year, on, since, points, answers, verdicts }: Answered): Checklist {
  const items = points.filter(({ isHidden }) => !isHidden).map((point): CheckItem => {
    const found = verdicts.get(point.id)
    const data = found === undefined ? null : cutVerdict(found)
    const hand = answers.get(point.id) ?? null
    return { ...point, data, hand, state: hand?.answer ?? data?.state ?? 'unknown' }
  })
  const sumOf = (state: CheckState) => {
    const those = items.filter((item) => item.state === state)
    return { count: those.length, points: those.reduce((sum, { points: of }) => sum + of, 0) }
  }
  const sums = { ok: sumOf('ok'), missing: sumOf('missing'), unknown: sumOf('unknown'), notApplicable: sumOf('notApplicable') }
  return {
    year, on, since, items, hidden: points.filter(({ isHidden }) => isHidden), sums,
    total: sums.ok.points + sums.missing.points + sums.unknown.points,
    vetoes: items.filter(({ veto, state }) => veto && state === 'missing').length,
  }
}
