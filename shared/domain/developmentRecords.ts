import { stepOf } from '../rules/developmentSteps.ts'
import { chineseMonthDay, type IsoDate } from './dates.ts'
import type { StepCode, StepEntry, StepEntryDraft, StepResult } from './development.ts'
import { resultInWords } from './developmentWords.ts'
import { kindFacts, type MeetingKind, type MeetingState } from './meetingKinds.ts'
import { judgeVote, voteFault, type VoteCount } from './vote.ts'

/** An item of a record, or a talk, in which somebody on the way into the Party is named. */
export interface NamingRecord {
  meetingId: string
  kind: MeetingKind
  state: MeetingState
  heldOn: IsoDate
  /** Of the item; of a talk its topic. */
  title: string
  decision: string
  /** Whoever talked with them; of a talk only. */
  talker: string
  /** The vote about them as it is judged; null where the item has none. */
  votes: VoteCount | null
}

/** The names of the roster that have this one in them: 李明华 for 李明. */
export const longerNames = (people: readonly { name: string }[], name: string): string[] => people.map((other) => other.name).filter((other) => other !== name && other.includes(name))
/** Whether a text names somebody, and not only somebody whose longer name has theirs in it. */
export const namesExactly = (text: string, name: string, longer: readonly string[]): boolean => text.includes(name) && longer.reduce((left, other) => left.replaceAll(other, '＿'), text).includes(name)

/** What a record gives back to the path. `changed`: the step was taken from it, and it was changed since. */
export interface RecordOffer { key: string; step: StepCode; meetingId: string; heldOn: IsoDate; words: string; entry: StepEntryDraft; isHeld: boolean; changed: boolean }

/** The first that fits: an 积极分子 of whom something is decided is no 积极分子 that is determined. */
const committeeSteps: readonly [RegExp, StepCode][] = [
  [/联系人/, 'mentorAssigned'], [/介绍人/, 'introducersAssigned'], [/为发展对象(?!的)/, 'prospectDetermined'], [/积极分子.*考察|考察.*积极分子/, 'activistReview'], [/预备党员.*考察|考察.*预备党员/, 'probationReview'], [/积极分子/, 'activistDetermined'],
  [/转正|延长|取消/, 'fullVote'], [/接收|预备党员|入党/, 'committeeScreening'], [/发展对象/, 'prospectDetermined'],
]

const committeeStep = (title: string): StepCode | null => committeeSteps.find(([words]) => words.test(title))?.[1] ?? null

/** Which step a record belongs to, by what its item is called; null where it tells of none. A branch without a committee decides at its 党员大会. */
export function stepOfRecord({ kind, title, votes }: Pick<NamingRecord, 'kind' | 'title' | 'votes'>): StepCode | null {
  switch (kind) {
    case 'generalMeeting': {
      if (votes?.scene === 'admission') return /转正|延长|取消/.test(title) ? 'fullVote' : 'admissionVote'
      const step = committeeStep(title)
      return step === 'committeeScreening' && !/审查|提交大会/.test(title) ? 'admissionVote' : step
    }
    case 'committeeMeeting': {
      const step = committeeStep(title)
      // What the committee says about 转正 is no vote on it.
      return step === 'fullVote' ? null : step
    }
    case 'heartTalk':
      if (/预备|审批|入党前/.test(title)) return 'superiorTalk'
      return /申请/.test(title) ? 'initialTalk' : null
    case 'themeDay': case 'partyLecture': case 'massActivity':
      return /宣誓/.test(title) ? 'oath' : null
    case 'groupMeeting': case 'orgLifeMeeting': case 'democraticReview': case 'moralLecture': case 'volunteerService':
      return null
  }
}

const months: Record<string, number> = { 半年: 6, 六个月: 6, 七个月: 7, 八个月: 8, 九个月: 9, 十个月: 10, 十一个月: 11, 一年: 12, 十二个月: 12 }
/** For how long 预备期 is extended, as the decision says. */
function extensionIn(text: string): number | null {
  const found = /延长.{0,8}?(\d{1,2})\s*个月/.exec(text)
  if (found) return Number(found[1])
  const words = /延长.{0,8}?(半年|一年|十[一二]?个月|[六七八九]个月)/.exec(text)?.[1]
  return words === undefined ? null : months[words] ?? null
}

/** How what was voted ended, by the counts and by what was decided. */
function resultOf(step: StepCode, { title, decision, votes }: NamingRecord): StepResult | null {
  if (votes === null || voteFault(votes) !== null) return null
  if (!judgeVote(votes).passed) return 'failed'
  if (step !== 'fullVote') return 'passed'
  const text = `${title}${decision}`
  return /取消/.test(text) ? 'cancelled' : /延长/.test(text) ? 'extended' : 'passed'
}

const resultWords: Record<StepResult, string> = { passed: '通过', failed: '没有通过', extended: '通过延长预备期', cancelled: '通过取消预备党员资格' }
/** 赞成13票（含书面意见1票）、不赞成0票、弃权1票，应到15人、实到13人. */
export function votesInWords({ scene, yes, no, abstain, writtenYes, writtenNo, expected, present }: VoteCount): string {
  const counts = scene === 'admission' || scene === 'general'
  const [allYes, allNo] = counts ? [yes + writtenYes, no + writtenNo] : [yes, no]
  return `赞成${allYes}票${counts && writtenYes > 0 ? `（含书面意见${writtenYes}票）` : ''}、不赞成${allNo}票${counts && writtenNo > 0 ? `（含书面意见${writtenNo}票）` : ''}、弃权${abstain}票，应到${expected}人、实到${present}人`
}

/** What an entry says beside its days: who, how long, with which result and votes, by which paper. Empty where only the day is known. */
export function entryInWords(entry: StepEntry): string {
  const { people, hours, days, votes, documentNo } = entry
  return [people.map(({ name }) => name).join('、'), days === null ? '' : `${days}天`, hours === null ? '' : `${hours}学时`, resultInWords(entry), votes === null ? '' : votesInWords(votes), documentNo].filter((part) => part !== '').join('，')
}

/** Whether there is something to take: a record that was only begun has neither votes nor a decision. */
function isHeld({ kind, state, votes, decision }: NamingRecord): boolean {
  if (state === 'planned' || state === 'notified') return false
  return kind === 'heartTalk' || kind === 'themeDay' || decision.trim() !== '' || (votes !== null && votes.yes + votes.no + votes.abstain + votes.writtenYes + votes.writtenNo > 0)
}
const sameVotes = (a: VoteCount | null, b: VoteCount | null): boolean => JSON.stringify(a && Object.entries(a).sort()) === JSON.stringify(b && Object.entries(b).sort())

/** The entry that a record is taken into: the one taken from it, or of what comes once the one that was entered without it. Null: a new one, also after one that failed on another day. */
export function entryToFill(entries: readonly StepEntry[], { step, meetingId, heldOn }: Pick<RecordOffer, 'step' | 'meetingId' | 'heldOn'>): StepEntry | null {
  const same = entries.filter((entry) => entry.step === step)
  return same.find((entry) => entry.meetingId === meetingId) ?? (stepOf(step).repeats ? null : same.find(({ result, on }) => result !== 'failed' || on === heldOn) ?? null)
}

/** What the records give back: what is in the path already and has not changed is left out. Newest last. */
export function offersOf(records: readonly NamingRecord[], entries: readonly StepEntry[]): RecordOffer[] {
  return records.flatMap((record): RecordOffer[] => {
    const step = stepOfRecord(record)
    if (step === null) return []
    const { meetingId, kind, heldOn, votes, talker } = record
    const fault = votes === null ? null : voteFault(votes)
    const held = isHeld(record) && fault === null
    const result = resultOf(step, record)
    const taken = entries.find((entry) => entry.meetingId === meetingId && entry.step === step)
    if (taken && taken.on === heldOn && (!stepOf(step).fields.includes('votes') || sameVotes(taken.votes, votes))) return []
    // What comes once and was entered for another day is another thing, unless it had failed before; of the same day it is offered for its link.
    if (!taken && !stepOf(step).repeats && entries.some((entry) => entry.step === step && (entry.result !== 'failed' || heldOn <= entry.on) && (entry.on !== heldOn || entry.meetingId !== null))) return []
    if (!taken && stepOf(step).repeats && entries.some((entry) => entry.step === step && entry.on === heldOn && entry.meetingId !== null)) return []
    const head = `${chineseMonthDay(heldOn)}${kindFacts[kind].short}`
    const words = fault !== null ? `${head}的票数要先在记录里核对：${fault}` : !held ? `已筹备${head}，记好以后在这里采用结果` : votes === null || result === null ? `采用${head}的记录` : `采用${head}的表决结果：${votesInWords(votes)}，${resultWords[result]}`
    return [{
      key: `${meetingId} ${step}`, step, meetingId, heldOn, words, isHeld: held, changed: taken !== undefined,
      entry: {
        step, on: heldOn, until: null, people: talker === '' ? [] : [{ personId: null, name: talker }], hours: null, days: null, result, extendedMonths: result === 'extended' ? extensionIn(`${record.title}${record.decision}`) : null,
        votes, meetingId, documentNo: '', note: '',
      },
    }]
  }).toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : a.key < b.key ? -1 : 1))
}
