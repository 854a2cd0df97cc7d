import { asksFor, citeStep, deciderNames, developmentSteps, stepOf, stepPlace, versionOn, type DevelopmentStage, type DevelopmentStep, type RuleVersion, type StepMaterial } from '../rules/developmentSteps.ts'
import { addDays, addMonths, chineseDate, type IsoDate } from './dates.ts'
import type { DevelopmentFacts, StepCode, StepEntry } from './development.ts'
import { quoted, yearOnce } from './developmentFindings.ts'
import { approvalMonths, approvalMonthsAtMost, decidedOn, endOfPath, finishedOn, fullReply, inThisRound, leastEndOfPublicity, monthsOf, readPath, repliedTo, reviewHalves, revisedMonth, type DevelopmentPath, type PathEnd, type Probation, type SkippedStep } from './developmentPath.ts'
import { lastDayOf } from './partialDate.ts'
import { periodInWords, periodOf } from './periods.ts'

/** A step that was done, with the text it is judged by. `isSupplement`: before 建账日期. */
export interface DoneStep { entry: StepEntry; step: DevelopmentStep; version: RuleVersion; isSupplement: boolean }

/** A step that may or must be done next. */
export interface StepAhead {
  step: StepCode
  name: string
  /** Of what comes again: the period it is for (2026年下半年); of the rest empty. */
  period: string
  /** The first day on which it may be done; null: at once, or not known. */
  from: IsoDate | null
  /** The last day on which it must have been done; null: no rule sets one. */
  until: IsoDate | null
  /** The very last day where a special reason was written down; null: none. */
  outerLimit: IsoDate | null
  isOverdue: boolean
  decider: string
  materials: readonly StepMaterial[]
  /** Why from then and until then, with the arithmetic. */
  why: string
  rule: string
  version: RuleVersion
  /** 待核: a reminder. */
  toVerify: boolean
}

/** Where somebody stands on the way into the Party. */
export interface PathStanding {
  stage: DevelopmentStage
  done: readonly DoneStep[]
  /** By the chart; none where the path has ended. */
  next: readonly StepAhead[]
  skipped: readonly SkippedStep[]
  end: PathEnd | null
  probation: Probation | null
}

interface Window { from?: IsoDate | null; until?: IsoDate | null; outerLimit?: IsoDate | null; period?: string; why: () => string }

const day = chineseDate
/** 转正申请 is written one or two weeks before the end (惯例). */
const applicationDays = 14
const promptly = '及时办理，细则没有写天数'

/** What opens a step: that the one before was done, or that the path is beyond it. The day is null where it was skipped. */
interface Gate { isOpen: boolean; on: IsoDate | null }
function gate(path: DevelopmentPath, step: StepCode): Gate {
  const entry = path.done(step)
  if (entry !== null) return { isOpen: true, on: finishedOn(entry) }
  return { isOpen: path.skipped.some((each) => each.step === step), on: null }
}

/** Opens when one step was done, with its day in words. */
const after = (step: StepCode, windowOf: (on: IsoDate | null, path: DevelopmentPath) => Window) => (path: DevelopmentPath): Window | null => {
  const { isOpen, on } = gate(path, step)
  return isOpen ? windowOf(on, path) : null
}
const followsAt = (step: StepCode) => after(step, (on) => ({ from: on, why: () => `${quoted(step)}${on === null ? '' : day(on)}已经办了；${promptly}。` }))

/** When each step may and must be done; null: not its turn yet. Months by addMonths, as everywhere. */
const windows: Record<StepCode, (path: DevelopmentPath) => Window | null> = {
  application: ({ facts: { birthOn }, farthest }) => {
    if (farthest >= 0) return null
    const grown = birthOn === null ? null : addMonths(lastDayOf(birthOn), 18 * 12)
    return { from: grown, why: () => grown === null ? '档案里没有出生日期；递交那天应当年满18周岁。' : `${day(grown)}年满18周岁，从这天起可以递交。` }
  },
  initialTalk: after('application', (on) => (on === null ? { why: () => '收到申请书后一个月内派人谈话。' } : { from: on, until: addMonths(on, 1), why: () => `${day(on)}递交申请书，一个月内派人谈话，截止${day(addMonths(on, 1))}。` })),
  activistDetermined: after('initialTalk', (on) => ({ from: on, why: () => `${on === null ? '已经谈话' : `${day(on)}已谈话`}，条件成熟时由支委会研究；有的单位要求申请满3至6个月（惯例）。` })),
  activistFiled: followsAt('activistDetermined'),
  mentorAssigned: followsAt('activistDetermined'),
  activistReview: reviewing,
  thoughtReport: (path) => (path.farthest >= stepPlace('activistDetermined') && path.farthest < stepPlace('admissionVote') ? quarter(path, 'thoughtReport', gate(path, 'activistDetermined').on, '写一次思想汇报') : null),
  prospectDetermined: after('activistDetermined', (on) => {
    if (on === null) return { why: () => '积极分子确定之日没有登记；满一年才可以研究。' }
    return { from: addMonths(on, 12), why: () => `${day(on)}确定为积极分子，满一年是${day(addMonths(on, 12))}，从这天起可以研究。` }
  }),
  prospectFiled: followsAt('prospectDetermined'),
  prospectPublicity: after('prospectFiled', (on) => ({ from: on, why: () => `${on === null ? '上级党委同意后' : `上级党委${day(on)}同意`}，公示不少于5个工作日，首尾两天都算。` })),
  prospectListed: (path) => {
    const shown = path.done('prospectPublicity')
    if (shown !== null) {
      const least = leastEndOfPublicity(path.facts, shown.on)
      const end = shown.until !== null && shown.until > least ? shown.until : least
      return { from: end, why: () => `公示${day(shown.on)}开始，${end === least ? `满5个工作日是${day(end)}` : `${day(end)}结束`}；没有影响的，从这天起可以列为发展对象。` }
    }
    const { isOpen, on } = gate(path, 'prospectFiled')
    if (!isOpen || versionOn(path.facts.on) !== '2014') return null
    return { from: on, why: () => `${on === null ? '已报上级党委备案' : `${day(on)}已报上级党委备案`}，可以列为发展对象。` }
  },
  introducersAssigned: followsAt('prospectListed'),
  politicalReview: after('prospectListed', (on) => ({ from: on, why: () => `${on === null ? '已列为发展对象' : `${day(on)}列为发展对象`}；没有政治审查或者不合格的，不能发展入党。` })),
  prospectTraining: after('prospectListed', (on) => ({ from: on, why: () => `${on === null ? '已列为发展对象' : `${day(on)}列为发展对象`}；培训不少于3天，或者不少于24学时。` })),
  committeeScreening: (path) => {
    const gates = (['introducersAssigned', 'politicalReview', 'prospectTraining'] as const).map((step) => gate(path, step))
    if (gates.some(({ isOpen }) => !isOpen)) return null
    const from = latest(gates.map(({ on }) => on))
    return { from, why: () => `介绍人、政治审查、集中培训都已办完${from === null ? '' : `，最后一项在${day(from)}`}；征求党员和群众意见后集体讨论。` }
  },
  preReview: followsAt('committeeScreening'),
  applicationForm: after('preReview', (on, path) => {
    const until = on === null ? null : revisedMonth(on, later(on, path.facts.on))
    return { from: on, until, why: () => `${on === null ? '预审合格' : `${day(on)}预审合格`}后由介绍人指导填写${until === null ? '' : `；党员大会最晚${day(until)}，要在会前填好`}。` }
  }),
  admissionVote: after('preReview', (on, path) => {
    const filled = path.done('applicationForm')?.on ?? null
    const until = on === null ? null : revisedMonth(on, later(on, path.facts.on))
    return { from: latest([on, filled]), until, why: () => `${on === null ? '预审合格' : `${day(on)}预审合格`}，${until === null ? '及时提交党员大会，2014年的细则没有写期限' : `一个月内提交党员大会，截止${day(until)}`}。` }
  }),
  superiorTalk: after('admissionVote', (on) => ({ from: on, until: on === null ? null : addMonths(on, approvalMonths), why: () => `审批前由上级党委派人谈话${on === null ? '' : `，审批截止${day(addMonths(on, approvalMonths))}`}。` })),
  admissionApproval: after('admissionVote', (on, path) => {
    if (on === null) return { why: () => '党员大会的日期没有登记；大会后三个月内审批。' }
    const [until, outerLimit] = [addMonths(on, approvalMonths), addMonths(on, approvalMonthsAtMost)]
    return { from: path.done('superiorTalk')?.on ?? on, until, outerLimit, why: () => `${day(on)}党员大会通过，三个月内审批，截止${day(until)}；有特殊情况的最长六个月，${day(outerLimit)}。` }
  }),
  admissionFiled: followsAt('admissionApproval'),
  assignedToGroup: followsAt('admissionApproval'),
  oath: after('admissionApproval', (on, path) => {
    const until = on === null ? null : revisedMonth(on, later(on, path.facts.on))
    return { from: on, until, why: () => `${on === null ? '已经批准' : `${day(on)}批准`}，${until === null ? '及时举行' : `一般一个月内宣誓，到${day(until)}`}。` }
  }),
  probationReview: (path) => (gate(path, 'admissionApproval').isOpen && inThisRound(path, 'fullVote') === null ? quarter(path, 'probationReview', path.probation?.begunOn ?? null, '考察一次预备党员') : null),
  fullApplication: after('admissionApproval', (_, { probation }) => {
    if (probation === null) return { why: () => '预备期满前由本人书面提出。' }
    return { from: addDays(probation.endsOn, -applicationDays), until: probation.endsOn, why: () => `${ending(probation)}；转正申请一般提前一两周写（惯例），${day(addDays(probation.endsOn, -applicationDays))}起。` }
  }),
  fullPublicity: (path) => {
    const [written, { probation }] = [inThisRound(path, 'fullApplication'), path]
    return written === null || probation === null ? null : { from: written.on, why: () => `党员大会讨论转正前公示5个工作日（惯例）；预备期${day(probation.endsOn)}满。` }
  },
  fullVote: (path) => {
    const { probation, facts } = path
    if (probation === null || !gate(path, 'admissionApproval').isOpen) return null
    if (inThisRound(path, 'fullApplication') === null && facts.on < probation.endsOn) return null
    const until = addMonths(probation.endsOn, 1)
    return { from: probation.endsOn, until, why: () => `${ending(probation)}；期满后及时讨论，按一个月提醒，到${day(until)}（惯例）。` }
  },
  fullApproval: (path) => {
    const vote = path.done('fullVote')
    if (vote === null) return null
    const until = addMonths(vote.on, approvalMonths)
    return { from: vote.on, until, why: () => `${day(vote.on)}党员大会${decidedOn(vote)}，三个月内审批，截止${day(until)}。` }
  },
  archived: (path) => {
    const reply = fullReply(path)
    return reply === null ? null : { from: reply.on, why: () => `${day(reply.on)}批准转正，及时归档：有人事档案的存入人事档案，没有的建立党员档案。` }
  },
}

/** 预备期 in words: from when until when, and by how much it was put off. */
function ending({ begunOn, endsOn, extensions }: Probation): string {
  const put = extensions.length === 0 ? '' : `，延长${extensions.reduce((sum, each) => sum + monthsOf(each), 0)}个月`
  return `预备期从${day(begunOn)}起一年${put}，${day(endsOn)}满`
}

/** The half-year of 考察: the first from now on that is asked for. Once it was done there is nothing to do before the next begins. */
function reviewing(path: DevelopmentPath): Window | null {
  if (path.farthest < stepPlace('activistDetermined') || path.farthest >= stepPlace('prospectListed')) return null
  const { on } = path.facts
  const begun = gate(path, 'activistDetermined').on
  const now = periodOf('half', on)
  const half = reviewHalves(begun !== null && begun > now.first ? begun : now.first, periodOf('half', addDays(now.last, 1)).last).find(({ last }) => last >= on)
  if (half === undefined || path.of('activistReview').some((review) => review.on >= half.first && review.on <= half.last)) return null
  return { from: begun !== null && begun > half.first ? begun : half.first, until: half.last, period: periodInWords(half), why: () => `积极分子每半年考察一次，${periodInWords(half)}还没有考察，截止${day(half.last)}。` }
}

/** A paper or review that custom asks for once in a quarter: of the quarter that runs, unless it was done. */
function quarter({ facts: { on }, of }: DevelopmentPath, step: StepCode, begun: IsoDate | null, what: string): Window | null {
  const period = periodOf('quarter', on)
  const from = begun !== null && begun > period.first ? begun : period.first
  if (from > period.last || of(step).some((entry) => entry.on >= period.first && entry.on <= period.last)) return null
  return { from, until: period.last, period: periodInWords(period), why: () => `每季度${what}（惯例），${periodInWords(period)}还没有，到${day(period.last)}。` }
}

const later = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? b : a)
const latest = (days: readonly (IsoDate | null)[]): IsoDate | null => days.reduce((last, each) => (last === null || (each !== null && each > last) ? each : last), null)

/** Whether nothing more is to be done of a step for now. */
function isOver(path: DevelopmentPath, { code, repeats }: DevelopmentStep): boolean {
  switch (code) {
    case 'fullApplication': case 'fullPublicity': return inThisRound(path, code) !== null || inThisRound(path, 'fullVote') !== null
    case 'fullVote': return inThisRound(path, code) !== null
    case 'fullApproval': return repliedTo(path) !== null
    default: return !repeats && gate(path, code).isOpen
  }
}

function stageOf({ farthest }: DevelopmentPath): DevelopmentStage {
  if (farthest >= stepPlace('admissionApproval')) return 'probation'
  if (farthest >= stepPlace('committeeScreening')) return 'admission'
  if (farthest >= stepPlace('prospectDetermined')) return 'prospect'
  return farthest >= stepPlace('activistDetermined') ? 'activist' : 'application'
}

/** A step that is next, by its days: without the words, which a board of thousands does without. */
export type DatedStep = Pick<StepAhead, 'step' | 'name' | 'from' | 'until' | 'isOverdue' | 'version'>

function datedOf(path: DevelopmentPath, step: DevelopmentStep): { dated: DatedStep; window: Window } | null {
  const { on, bookedFrom } = path.facts
  if (isOver(path, step)) return null
  const window = windows[step.code](path)
  if (window === null) return null
  const { from = null, until = null } = window
  const version = versionOn(from === null ? on : later(from, on))
  if (!asksFor(step, version)) return null
  return {
    dated: { step: step.code, name: step.name, from: from !== null && until !== null && from > until ? null : from, until, isOverdue: until !== null && until < on && (bookedFrom === null || until >= bookedFrom), version },
    window,
  }
}

/** Of a path that was read: where it stands, what is next by its days, and why nothing is. */
export function datedStanding(path: DevelopmentPath): Pick<PathStanding, 'stage' | 'end'> & { next: DatedStep[] } {
  const end = endOfPath(path)
  return { stage: stageOf(path), next: end === null ? developmentSteps.flatMap((step) => datedOf(path, step)?.dated ?? []) : [], end }
}

/** What is done on a path, what comes next, from when and until when, and by which rule. Decides nothing: what is past its day is a reminder. */
export function pathStanding(facts: DevelopmentFacts): PathStanding {
  const path = readPath(facts)
  const end = endOfPath(path)
  const done = facts.entries.filter(({ result }) => result !== 'failed')
    .map((entry): DoneStep => ({ entry, step: stepOf(entry.step), version: versionOn(finishedOn(entry)), isSupplement: facts.bookedFrom !== null && entry.on < facts.bookedFrom }))
    .toSorted((a, b) => stepPlace(a.step.code) - stepPlace(b.step.code) || (a.entry.on < b.entry.on ? -1 : a.entry.on > b.entry.on ? 1 : 0))
  return { stage: stageOf(path), done, next: end === null ? developmentSteps.flatMap((step) => aheadOf(path, step)) : [], skipped: path.skipped, end, probation: path.probation }
}

function aheadOf(path: DevelopmentPath, step: DevelopmentStep): StepAhead[] {
  const found = datedOf(path, step)
  if (found === null) return []
  const { dated, window: { outerLimit = null, period = '', why } } = found
  return [{ ...dated, period, outerLimit, decider: deciderNames[step.decider], materials: step.materials, why: yearOnce(why()), ...citeStep(step.code, dated.version) }]
}
