import * as z from 'zod'
import { assertNever } from './assertNever.ts'
import { Line } from './text.ts'

/** What is voted on: the scene decides who must be there, what passes and whether prior written votes count (domain rules section 1.3). */
export const voteScenes = ['general', 'admission', 'committee', 'election'] as const
export const VoteScene = z.enum(voteScenes)
export type VoteScene = z.infer<typeof VoteScene>
export const voteSceneNames: Record<VoteScene, string> = { general: '一般议题', admission: '接收、转正、延长或取消预备党员', committee: '支委会表决', election: '选举' }

/** 举手, 无记名. */
export const voteMethods = ['hands', 'secret'] as const
export const VoteMethod = z.enum(voteMethods)
export type VoteMethod = z.infer<typeof VoteMethod>
export const voteMethodNames: Record<VoteMethod, string> = { hands: '举手', secret: '无记名投票' }

const count = z.int().min(0).max(9999)

/** What is judged: people with a vote expected and present, and what they cast. */
export const VoteCount = z.strictObject({
  scene: VoteScene,
  expected: count.describe('应到会有表决权的人数；选举时为应到会有选举权的人数'),
  present: count.describe('实到其中人数'),
  yes: count.default(0), no: count.default(0), abstain: count.default(0),
  writtenYes: count.default(0).describe('会前正式书面意见中赞成的，只在接收、转正、延长、取消预备党员时计入'),
  writtenNo: count.default(0),
})
export type VoteCount = z.output<typeof VoteCount>

export const VoteJudgement = z.object({ mayMeet: z.boolean(), passed: z.boolean(), explanation: z.string() })
export type VoteJudgement = z.infer<typeof VoteJudgement>

/** Why counts cannot be, as one Chinese sentence; null where they can. */
export function voteFault({ scene, expected, present, yes, no, abstain, writtenYes, writtenNo }: VoteCount): string | null {
  if (present > expected) return `实到${present}人多于应到${expected}人，请核对。`
  if (yes + no + abstain > present) return `现场三项合计${yes + no + abstain}票，多于实到${present}人，请核对。`
  const written = writtenYes + writtenNo
  if (scene === 'election' && written > 0) return '选举不计书面意见，缺席的不能委托他人投票。'
  if (written > expected - present) return `会前书面意见${written}份，多于没有到会的${expected - present}人，请核对。`
  return null
}

const rules: Record<VoteScene, { meets: (present: number, expected: number) => boolean; meetsIn: string; passesIn: string }> = {
  general: { meets: (present, expected) => present * 2 >= expected, meetsIn: '半数以上到会方可开会（支部工作条例第11条）', passesIn: '赞成票须超过应到会有表决权人数的半数（支部工作条例第11条）' },
  admission: { meets: (present, expected) => present * 2 > expected, meetsIn: '到会须超过半数，正好半数不行（发展党员工作细则第19条）', passesIn: '赞成票须超过应到会有表决权人数的半数（发展党员工作细则第20条）' },
  committee: { meets: (present, expected) => present * 2 >= expected, meetsIn: '半数以上委员到会方可开会（支部工作条例第12条）', passesIn: '按民主集中制取应到委员过半数（惯例，条例未写）' },
  election: { meets: (present, expected) => present * 5 >= expected * 4, meetsIn: '到会不少于应到五分之四方可选举（选举条例）', passesIn: '得赞成票须超过实到会有选举权人数的半数（选举条例）' },
}

/** When a scene may meet and what passes in it, in words with the article. */
export const voteRule = (scene: VoteScene): { meetsIn: string; passesIn: string } => ({ meetsIn: rules[scene].meetsIn, passesIn: rules[scene].passesIn })

/** The number that must be exceeded, and what it is called. */
function denominatorOf({ scene, expected, present }: VoteCount): { of: number; name: string } {
  switch (scene) {
    case 'general': case 'admission': return { of: expected, name: '应到会有表决权' }
    case 'committee': return { of: expected, name: '应到委员' }
    case 'election': return { of: present, name: '实到会有选举权' }
    default: return assertNever(scene)
  }
}

const half = (n: number): string => (n % 2 === 0 ? String(n / 2) : `${(n - 1) / 2}.5`)

/** Who is expected and there, and whether that is enough to vote, with the article. */
function presenceInWords({ scene, expected, present }: Pick<VoteCount, 'scene' | 'expected' | 'present'>): { mayMeet: boolean; words: string } {
  const who = scene === 'committee' ? '委员' : scene === 'election' ? '有选举权的党员' : '有表决权的党员'
  const { meets, meetsIn } = rules[scene]
  const mayMeet = expected > 0 && meets(present, expected)
  return { mayMeet, words: `应到${who}${expected}人，实到${present}人，${mayMeet ? '可以开会' : '不能开会'}：${meetsIn}。` }
}

/**
 * May they meet, does it pass, and why, in words with the denominator (domain rules section 1.3, V1 to V4). Says, never decides:
 * the result is the organisation's. The counts must be possible: see voteFault.
 */
export function judgeVote(count_: VoteCount): VoteJudgement {
  const { scene, yes, no, abstain, writtenYes, writtenNo } = count_
  const fault = voteFault(count_)
  const { passesIn } = rules[scene]
  const { mayMeet, words: attendance } = presenceInWords(count_)
  if (fault !== null) return { mayMeet, passed: false, explanation: fault }
  const counted = scene === 'admission' ? yes + writtenYes : yes
  const { of, name } = denominatorOf(count_)
  const passed = mayMeet && counted * 2 > of
  const cast = `现场赞成${yes}票、不赞成${no}票、弃权${abstain}票`
  const written = writtenYes + writtenNo === 0 ? '' : scene === 'admission' ? `，会前书面意见赞成${writtenYes}票、不赞成${writtenNo}票，合计赞成${counted}票` : '，会前书面意见不计入'
  const sum = counted * 2 > of ? `${counted}大于${name}${of}人的半数${half(of)}` : `${counted}不大于${name}${of}人的半数${half(of)}`
  const result = scene === 'election' ? (passed ? '当选' : '不当选') : passed ? '通过' : '不通过'
  return { mayMeet, passed, explanation: `${attendance}${cast}${written}。${mayMeet ? `${sum}，${result}：${passesIn}。` : '到会人数不够，表决无效。'}` }
}

/** One vote on one subject: one person at a time, one motion at a time. */
export const Vote = z.strictObject({
  id: z.uuid().optional(),
  subject: Line(60).default('').describe('on whom or what; a vote on admission or in an election names one person'),
  scene: VoteScene.default('general'),
  method: VoteMethod.default('hands'),
  issued: count.nullable().default(null).describe('发出票；举手表决没有'),
  returned: count.nullable().default(null),
  valid: count.nullable().default(null),
  yes: count, no: count, abstain: count,
  writtenYes: count.default(0), writtenNo: count.default(0), writtenAbstain: count.default(0),
  excluded: count.default(0).describe('不计入应到的人数: elections only, approved above and passed by the meeting (选举条例)'),
  excludedReason: Line(200).default(''),
  teller: Line(60).default('').describe('监票人'),
  counters: Line(120).default('').describe('计票人'),
})
export type Vote = z.output<typeof Vote>

/** Who is expected for a vote: those with a vote, in a committee its members; in an election less who is not counted by the rules. */
export function votersFor({ scene, excluded }: Pick<Vote, 'scene' | 'excluded'>, { expected, present, expectedVoters, presentVoters }: { expected: number; present: number; expectedVoters: number; presentVoters: number }): { expected: number; present: number } {
  if (scene === 'committee') return { expected, present }
  return { expected: scene === 'election' ? Math.max(0, expectedVoters - excluded) : expectedVoters, present: presentVoters }
}

/** What a 候选人 got comes to: 当选, 未当选, or the same number of votes as another for the last place. */
export type ElectionResult = 'elected' | 'notElected' | 'tied'
export const electionResultNames: Record<ElectionResult, string> = { elected: '当选', notElected: '未当选', tied: '票数相等' }

/**
 * Who of several 候选人 is elected, in their order: who got more than half of those there, and of more such than there are seats those
 * with the most votes; equal votes for the last seat decide nothing, they are voted on again (domain rules section 1.3). Says, never
 * decides. `explanation`: who was there and what must be exceeded. `results` null where a count cannot be, or too few came.
 */
export function judgeElection(candidates: readonly VoteCount[], seats: number | null): { results: ElectionResult[] | null; over: number; explanation: string } {
  const [first] = candidates
  const fault = candidates.map(voteFault).find((found) => found !== null)
  if (first === undefined || fault !== undefined) return { results: null, over: 0, explanation: fault ?? '' }
  const { mayMeet, words } = presenceInWords(first)
  if (!mayMeet) return { results: null, over: 0, explanation: `${words}到会人数不够，选举无效。` }
  const { of, name } = denominatorOf(first)
  const passed = candidates.filter(({ yes }) => yes * 2 > of).map(({ yes }) => yes).toSorted((a, b) => b - a)
  const places = seats ?? passed.length
  const last = passed[places - 1]
  const contested = passed.length > places && passed[places] === last
  const resultOf = ({ yes }: VoteCount): ElectionResult => {
    if (yes * 2 <= of || (last !== undefined && yes < last)) return 'notElected'
    return contested && yes === last ? 'tied' : 'elected'
  }
  return { results: candidates.map(resultOf), over: passed.length, explanation: `${words}赞成票须多于${name}${of}人的半数${half(of)}（选举条例）${passed.length > places ? `；得票过半数的${passed.length}人，多于应选${places}名，取票多的${contested ? '，票数相等不能确定的重新投票' : ''}` : ''}。` }
}
