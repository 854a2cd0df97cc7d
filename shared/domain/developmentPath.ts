import { asksFor, developmentSteps, revisedFrom, stepOf, stepPlace, versionOn } from '../rules/developmentSteps.ts'
import { addDays, addMonths, type IsoDate } from './dates.ts'
import type { DevelopmentFacts, StepCode, StepEntry } from './development.ts'
import { periodsBetween, type Period } from './periods.ts'

/**
 * What must have been done before a step (domain rules section 2.2, 顺序校验, and what each paper plainly needs). 思想汇报 and 转正公示 are
 * custom, so nothing waits for them; 半年考察 is counted by half-years (reviewHalves).
 */
const requires: Record<StepCode, readonly StepCode[]> = {
  application: [], initialTalk: ['application'],
  activistDetermined: ['initialTalk'], activistFiled: ['activistDetermined'], mentorAssigned: ['activistDetermined'], activistReview: ['activistDetermined'], thoughtReport: ['application'],
  prospectDetermined: ['activistFiled', 'mentorAssigned'], prospectFiled: ['prospectDetermined'], prospectPublicity: ['prospectFiled'], prospectListed: ['prospectFiled', 'prospectPublicity'],
  introducersAssigned: ['prospectListed'], politicalReview: ['prospectListed'], prospectTraining: ['prospectListed'],
  committeeScreening: ['introducersAssigned', 'politicalReview', 'prospectTraining'], preReview: ['committeeScreening'], applicationForm: ['preReview'], admissionVote: ['applicationForm'],
  superiorTalk: ['admissionVote'], admissionApproval: ['superiorTalk'], admissionFiled: ['admissionApproval'],
  assignedToGroup: ['admissionApproval'], oath: ['admissionApproval'], probationReview: ['admissionVote'], fullApplication: ['admissionApproval'], fullPublicity: ['fullApplication'],
  fullVote: ['admissionFiled', 'assignedToGroup', 'oath', 'probationReview', 'fullApplication'], fullApproval: ['fullVote'], archived: ['fullApproval'],
}
/** Steps that end a path when they fail: a training can be done again, and of 转正 a meeting decides again. */
const halting: ReadonlySet<StepCode> = new Set<StepCode>(['prospectFiled', 'prospectPublicity', 'politicalReview', 'committeeScreening', 'preReview', 'admissionVote', 'admissionApproval', 'fullApproval'])
const marksNoProgress: ReadonlySet<StepCode> = new Set<StepCode>(['activistReview', 'thoughtReport', 'probationReview'])

/** For each step all steps that cannot be without it. */
const dependents = ((): ReadonlyMap<StepCode, readonly StepCode[]> => {
  const reach = (code: StepCode): Set<StepCode> => new Set(requires[code].flatMap((before) => [before, ...reach(before)]))
  const needs = developmentSteps.map(({ code }) => [code, reach(code)] as const)
  return new Map(developmentSteps.map(({ code }) => [code, needs.filter(([, before]) => before.has(code)).map(([later]) => later)]))
})()

/** A step that a later one (`beyond`, the first by its day) needed and nobody entered. `isSupplement`: the path was beyond it before 建账日期, so nobody is asked why. */
export interface SkippedStep { step: StepCode; beyond: StepEntry; isSupplement: boolean }

/** 预备期: from the 党员大会 on; a year, and longer by what was put off. */
export interface Probation { begunOn: IsoDate; endsOn: IsoDate; extensions: readonly StepEntry[] }

/** The entries of one path, read once. */
export interface DevelopmentPath {
  facts: DevelopmentFacts
  /** Of a step all that was entered, by day. */
  of: (step: StepCode) => readonly StepEntry[]
  /** Of a step what counts: the last that was entered, unless it failed. */
  done: (step: StepCode) => StepEntry | null
  skipped: readonly SkippedStep[]
  probation: Probation | null
  /** The place of the farthest step that was done; -1: none. */
  farthest: number
}

const none: readonly StepEntry[] = []

/** By day. What failed and was done again on the same day failed first. */
export const byDay = (a: StepEntry, b: StepEntry): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : Number(b.result === 'failed') - Number(a.result === 'failed'))

/** Of a step that comes once the entry that another one may not stand beside: it is done again only after what failed. Null: none. */
export function entryInTheWay(entries: readonly StepEntry[], entry: StepEntry): StepEntry | null {
  if (stepOf(entry.step).repeats) return null
  const others = entries.filter(({ id, step }) => step === entry.step && id !== entry.id)
  const earlier = [...others, entry].toSorted(byDay).slice(0, -1)
  if (earlier.every(({ result }) => result === 'failed')) return null
  return others.find(({ result }) => result !== 'failed') ?? others.at(-1) ?? null
}

export function readPath(facts: DevelopmentFacts): DevelopmentPath {
  const byStep = new Map<StepCode, StepEntry[]>()
  for (const entry of facts.entries) {
    const list = byStep.get(entry.step)
    if (list === undefined) byStep.set(entry.step, [entry])
    else list.push(entry)
  }
  for (const list of byStep.values()) if (list.length > 1) list.sort(byDay)
  const of = (step: StepCode): readonly StepEntry[] => byStep.get(step) ?? none
  const done = (step: StepCode): StepEntry | null => {
    const last = of(step).at(-1)
    return last === undefined || last.result === 'failed' ? null : last
  }
  let farthest = -1
  for (const code of byStep.keys()) if (!marksNoProgress.has(code) && done(code) !== null) farthest = Math.max(farthest, stepPlace(code))
  return { facts, of, done, skipped: skippedIn(of, facts), probation: probationIn(of, done), farthest }
}

function skippedIn(of: DevelopmentPath['of'], { entries, bookedFrom }: DevelopmentFacts): SkippedStep[] {
  const skipped: SkippedStep[] = []
  const last = entries.reduce((place, { step }) => Math.max(place, stepPlace(step)), -1)
  for (const step of developmentSteps) {
    if (stepPlace(step.code) >= last) break
    if (of(step.code).length > 0 || (step.code === 'fullApplication' && isTakenAway(of('fullVote')))) continue
    const beyond = laterThan(of, step.code).reduce<StepEntry | null>((first, each) => (first === null || each.on < first.on ? each : first), null)
    if (beyond === null) continue
    // Whether a text asks for a publicity is known by the day of the listing alone.
    const listed = step.versions === undefined ? undefined : of('prospectListed').at(-1)
    if (step.versions !== undefined && (listed === undefined || !asksFor(step, versionOn(listed.on)))) continue
    skipped.push({ step: step.code, beyond, isSupplement: bookedFrom !== null && beyond.on < bookedFrom })
  }
  return skipped
}

/** 预备党员资格 is taken away without anybody asking for 转正. */
const isTakenAway = (votes: readonly StepEntry[]): boolean => votes.length > 0 && votes.every(({ result }) => result === 'cancelled')

/** All entries of steps that cannot be without this one. */
export const laterThan = (of: DevelopmentPath['of'], step: StepCode): StepEntry[] => (dependents.get(step) ?? []).flatMap(of)

/** The last day of a step, by which its text is known: of a publicity and a training it is entered apart. */
export const finishedOn = ({ step, on, until }: Pick<StepEntry, 'step' | 'on' | 'until'>): IsoDate => (until !== null && until > on && stepOf(step).fields.includes('until') ? until : on)

/** Whether the text of its day asks for a step that was entered: a publicity under the text of 2014 was the branch's own. */
export const isAsked = (entry: StepEntry): boolean => asksFor(stepOf(entry.step), versionOn(finishedOn(entry)))

/** The steps that come right before one, of those that were entered; of what is absent what comes before it. Of what comes again the first. */
export function before(path: DevelopmentPath, step: StepCode): StepEntry[] {
  return requires[step].flatMap((code) => {
    const entry = stepOf(code).repeats ? path.of(code)[0] ?? null : path.done(code)
    return entry === null || !isAsked(entry) ? before(path, code) : [entry]
  })
}

/** The least and the most of an extension in months (domain rules section 2.2, step 23). */
export const extensionMonths = { least: 6, most: 12 } as const
/** 预备期 in months (党章第七条). */
export const probationMonths = 12
/** An extension whose length nobody wrote down is taken for the shortest. */
export const monthsOf = ({ extendedMonths }: Pick<StepEntry, 'extendedMonths'>): number => extendedMonths ?? extensionMonths.least

function probationIn(of: DevelopmentPath['of'], done: DevelopmentPath['done']): Probation | null {
  const vote = done('admissionVote')
  if (vote === null) return null
  const extensions = of('fullVote').filter(({ result }) => result === 'extended')
  return { begunOn: vote.on, endsOn: addMonths(vote.on, probationMonths + extensions.reduce((sum, each) => sum + monthsOf(each), 0)), extensions }
}

/** Of what comes again after an extension the last entry after it; without an extension the last. */
export function inThisRound(path: DevelopmentPath, step: 'fullApplication' | 'fullPublicity' | 'fullVote'): StepEntry | null {
  const entry = path.done(step)
  if (entry === null || entry.result === 'extended') return null
  const extended = path.probation?.extensions.at(-1)
  return extended !== undefined && entry.on <= extended.on ? null : entry
}

/** The reply to the last vote on 转正: passed, put off, or 取消. */
export function repliedTo(path: DevelopmentPath): StepEntry | null {
  const vote = path.done('fullVote')
  const reply = path.done('fullApproval')
  return vote !== null && reply !== null && reply.on >= vote.on ? reply : null
}

/** The reply by which somebody became a 正式党员: to the vote of this round, unless that took 预备党员资格 away. */
export function fullReply(path: DevelopmentPath): StepEntry | null {
  const vote = inThisRound(path, 'fullVote')
  return vote === null || vote.result === 'cancelled' ? null : repliedTo(path)
}

/** What a vote on 转正 decided, as a sentence goes on with it. */
export const decidedOn = ({ result }: Pick<StepEntry, 'result'>): string => (result === 'extended' ? '决定延长预备期' : result === 'cancelled' ? '决定取消预备党员资格' : '讨论转正')

/** The reply that took 预备党员资格 away: it says so itself, or approves the vote that did. The vote alone does not yet. */
function cancellingReply(path: DevelopmentPath): StepEntry | null {
  const reply = path.done('fullApproval')
  if (reply?.result === 'cancelled') return reply
  return path.done('fullVote')?.result === 'cancelled' && reply?.result === 'passed' ? repliedTo(path) : null
}

export interface PathEnd { how: 'finished' | 'cancelled' | 'stopped'; on: IsoDate; step: StepCode | null }

/** Why a path has no next step; null where it has. */
export function endOfPath(path: DevelopmentPath): PathEnd | null {
  const { facts, done, of } = path
  const stoppedOn = facts.stoppedOn ?? null
  if (stoppedOn !== null && stoppedOn <= facts.on) return { how: 'stopped', on: stoppedOn, step: null }
  const cancelling = cancellingReply(path)
  if (cancelling !== null) return { how: 'cancelled', on: cancelling.on, step: cancelling.step }
  const archived = done('archived')
  if (archived !== null) return { how: 'finished', on: archived.on, step: 'archived' }
  for (const step of halting) {
    const last = of(step).at(-1)
    if (last?.result === 'failed' && laterThan(of, step).every(({ on }) => on < last.on)) return { how: 'stopped', on: last.on, step }
  }
  return null
}

/** The last day of a month that only the text of 2026 sets (预审 to 党员大会, 批准 to 宣誓); its clock does not begin before the text was known. Null under 2014. */
export function revisedMonth(from: IsoDate, doneOn: IsoDate): IsoDate | null {
  return versionOn(doneOn) === '2014' ? null : addMonths(from < revisedFrom ? revisedFrom : from, 1)
}

/** Months from a 党员大会 within which it is answered, and with a special reason at most (domain rules section 2.2, step 17). */
export const approvalMonths = 3
export const approvalMonthsAtMost = 6

/** Workdays of a publicity, its first and its last day counted (domain rules section 2.2, step 8). */
export const publicityWorkdays = 5
export function workdaysOfPublicity({ isWorkday }: Pick<DevelopmentFacts, 'isWorkday'>, from: IsoDate, until: IsoDate): number {
  let days = 0
  for (let day = from; day <= until; day = addDays(day, 1)) if (isWorkday(day)) days += 1
  return days
}
/** The first day on which a publicity has lasted long enough. No holiday is longer than a month. */
export function leastEndOfPublicity({ isWorkday }: Pick<DevelopmentFacts, 'isWorkday'>, from: IsoDate): IsoDate {
  let day = from
  for (let left = publicityWorkdays, span = 0; span < 60; span += 1) {
    if (isWorkday(day)) left -= 1
    if (left === 0) break
    day = addDays(day, 1)
  }
  return day
}

/** A half-year of which less is left is not asked for: whoever became 积极分子 in November was hardly looked at (惯例). */
const halfAskedFrom = 3

/** The half-years, by the calendar, in which somebody was 积极分子 for three months at least: each is asked for one 考察. */
export function reviewHalves(from: IsoDate, until: IsoDate): Period[] {
  if (until < from) return []
  return periodsBetween('half', from, until).filter(({ first, last }) => {
    if (first >= from && last <= until) return true
    const [start, end] = [first < from ? from : first, last > until ? until : last]
    return addMonths(start, halfAskedFrom) <= addDays(end, 1)
  })
}
