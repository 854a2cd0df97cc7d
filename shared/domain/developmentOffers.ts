import * as z from 'zod'
import { addMonths, chineseDate, IsoDate } from './dates.ts'
import type { StepCode, StepEntry, StepEntryDraft } from './development.ts'
import type { MemberFieldValues } from './memberFields.ts'
import { isWholeDay } from './partialDate.ts'
import { PersonStatus, statusNames, type DatedChange } from './person.ts'
import { standingOn } from './roster.ts'

/** Fields of the file that a path tells of. */
export const offeredFields = ['appliedOn', 'activistOn', 'prospectOn', 'joinedOn', 'fullOn', 'introducers'] as const
export type OfferedField = (typeof offeredFields)[number]

/** A change of the roster or of the file that the steps suggest; the officer makes it or leaves it. */
export const DevelopmentOffer = z.object({
  key: z.string(), words: z.string(),
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('status'), from: IsoDate, status: PersonStatus }),
    z.object({ kind: z.literal('left'), from: IsoDate }),
    z.object({ kind: z.literal('fields'), fields: z.partialRecord(z.enum(offeredFields), z.string()) }),
  ]),
})
export type DevelopmentOffer = z.infer<typeof DevelopmentOffer>

const probationMonths = 12
const last = (entries: readonly StepEntry[], step: StepCode): StepEntry | undefined => entries.filter((entry) => entry.step === step && entry.result !== 'failed').at(-1)

const approved = (entry: StepEntry | undefined): StepEntry | undefined => (entry?.result === 'passed' ? entry : undefined)

/** The reply to the last vote on 转正, with that vote. The reply to an extension answers no later vote. */
function lastReply(entries: readonly StepEntry[]): { vote: StepEntry; reply: StepEntry } | null {
  const vote = entries.filter(({ step }) => step === 'fullVote').at(-1)
  const reply = vote && entries.filter(({ step, on }) => step === 'fullApproval' && on >= vote.on).at(-1)
  return vote && reply ? { vote, reply } : null
}
/** What made somebody a 正式党员; undefined where nothing did, or nobody wrote down how the reply ended. */
function fullReply(entries: readonly StepEntry[]): StepEntry | undefined {
  const answered = lastReply(entries)
  return answered?.vote.result === 'passed' ? approved(answered.reply) : undefined
}
/** What took 预备党员资格 from somebody. */
function cancellingReply(entries: readonly StepEntry[]): StepEntry | undefined {
  const answered = lastReply(entries)
  return answered?.vote.result === 'cancelled' && (answered.reply.result === 'passed' || answered.reply.result === 'cancelled') ? answered.reply : undefined
}

/** The day from which each 人员类别 holds by the steps; 预备党员 and 正式党员 from their approval above on. */
function statusSteps(entries: readonly StepEntry[]): { status: PersonStatus; from: IsoDate }[] {
  const steps: [PersonStatus, StepEntry | undefined][] = [
    ['applicant', last(entries, 'application')], ['activist', last(entries, 'activistDetermined')], ['prospect', last(entries, 'prospectListed')], ['probationaryMember', approved(last(entries, 'admissionApproval'))],
    ['fullMember', fullReply(entries)],
  ]
  return steps.flatMap(([status, entry]) => (entry ? [{ status, from: entry.on }] : []))
}

const fieldNames: Record<OfferedField, string> = { appliedOn: '申请入党日期', activistOn: '确定积极分子日期', prospectOn: '确定发展对象日期', joinedOn: '入党日期', fullOn: '转正日期', introducers: '入党介绍人' }

/**
 * What roster and file might say after the steps: 人员类别 from the day of the step, dates of the file, 取消预备党员资格. `probationEnd`: with an
 * extension; 党龄 counts from it (发展党员工作细则第33条). Never done by itself.
 */
export function developmentOffers(entries: readonly StepEntry[], history: readonly DatedChange[], values: MemberFieldValues, probationEnd: IsoDate | null): DevelopmentOffer[] {
  const offers: DevelopmentOffer[] = []
  const reached = statusSteps(entries).at(-1)
  if (reached && standingOn(history, reached.from).status !== reached.status && !history.some((change) => change.field === 'status' && change.from > reached.from)) {
    offers.push({ key: `status ${reached.status} ${reached.from}`, words: `把人员类别改为${statusNames[reached.status]}，自${chineseDate(reached.from)}起`, change: { kind: 'status', ...reached } })
  }
  const left = cancellingReply(entries)
  if (left && !standingOn(history, left.on).left) offers.push({ key: `left ${left.on}`, words: `登记取消预备党员资格，自${chineseDate(left.on)}起离开支部`, change: { kind: 'left', from: left.on } })

  const vote = last(entries, 'admissionVote')
  const wanted: [OfferedField, string | undefined][] = [
    ['appliedOn', last(entries, 'application')?.on], ['activistOn', last(entries, 'activistDetermined')?.on], ['prospectOn', last(entries, 'prospectListed')?.on],
    ['joinedOn', approved(last(entries, 'admissionApproval')) && vote?.on], ['fullOn', fullReply(entries) ? probationEnd ?? (vote && addMonths(vote.on, probationMonths)) : undefined],
    ['introducers', vote && last(entries, 'introducersAssigned')?.people.map(({ name }) => name).join('、')],
  ]
  const differing = wanted.filter((pair): pair is [OfferedField, string] => pair[1] !== undefined && pair[1] !== '' && values[pair[0]] !== pair[1])
  if (differing.length > 0) {
    offers.push({ key: `fields ${differing.map(([code, value]) => `${code}${value}`).join(' ')}`, words: `写入档案：${differing.map(([code, value]) => `${fieldNames[code]}${code === 'introducers' ? value : chineseDate(value)}`).join('，')}`, change: { kind: 'fields', fields: Object.fromEntries(differing) } })
  }
  return offers
}

const fileSteps: readonly [keyof MemberFieldValues, StepCode][] = [['appliedOn', 'application'], ['activistOn', 'activistDetermined'], ['prospectOn', 'prospectListed'], ['joinedOn', 'admissionVote']]
/** Steps whose day the file has and the path has not. A month without its day is no day of a step, and 转正日期 is the end of 预备期, not the day of the vote. */
export function stepsFromFile(values: MemberFieldValues, entries: readonly StepEntry[]): StepEntryDraft[] {
  return fileSteps.flatMap(([code, step]): StepEntryDraft[] => {
    const on = values[code]
    if (on === undefined || !isWholeDay(on) || entries.some((entry) => entry.step === step)) return []
    return [{ step, on, until: null, people: [], hours: null, days: null, result: step === 'admissionVote' ? 'passed' : null, extendedMonths: null, votes: null, meetingId: null, documentNo: '', note: '' }]
  })
}
