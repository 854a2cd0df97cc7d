import type { KnownNames } from './fromTextNames.ts'
import type { Part } from './fromTextSource.ts'
import type { MeetingKind } from './meetingKinds.ts'
import type { Vote, VoteScene } from './vote.ts'

/** What sentences on one vote said so far; a vote without a number of 赞成 is none. */
export interface FoundVote {
  subject: string; secret: boolean; issued: number | null; returned: number | null; valid: number | null
  yes: number | null; no: number | null; abstain: number | null; writtenYes: number; writtenNo: number; writtenAbstain: number; parts: Part[]
}
export const emptyVote = (): FoundVote => ({ subject: '', secret: false, issued: null, returned: null, valid: null, yes: null, no: null, abstain: null, writtenYes: 0, writtenNo: 0, writtenAbstain: 0, parts: [] })

const number = '(?:票)?[：为]?(\\d{1,4})(?!\\d)[票人名张]?'
const forward = { yes: new RegExp(`(?<!不)(?:赞成|同意票|赞同)${number}`), no: new RegExp(`(?:不赞成|反对|不同意票)${number}`), abstain: new RegExp(`弃权${number}`) }
const reversed = { yes: /(?<!\d)(\d{1,4})票(?:赞成|同意)/, no: /(?<!\d)(\d{1,4})票(?:不赞成|反对|不同意)/, abstain: /(?<!\d)(\d{1,4})票弃权/ }
const papers = {
  issued: /发出(?:选票|表决票|票)?[：为]?(\d{1,4})[张份]?/, returned: /收回(?:选票|表决票|票)?[：为]?(\d{1,4})[张份]?/, valid: /有效票?[：为]?(\d{1,4})[张份]?/,
}

interface Counts { yes: number | null; no: number | null; abstain: number | null; from: number; to: number }

/** Three counts of a stretch, in the order 赞成5票 or else 5票赞成. */
function countsIn(words: string): Counts {
  const order = forward.yes.test(words) || !reversed.yes.test(words) ? forward : reversed
  const counts: Counts = { yes: null, no: null, abstain: null, from: words.length, to: 0 }
  for (const which of ['yes', 'no', 'abstain'] as const) {
    const match = order[which].exec(words)
    if (!match) continue
    counts[which] = Number(match[1])
    counts.from = Math.min(counts.from, match.index)
    counts.to = Math.max(counts.to, match.index + match[0].length)
  }
  return counts
}

interface VoteSentence { counts: Counts; papers: { issued: number | null; returned: number | null; valid: number | null }; written: { yes: number; no: number; abstain: number }; from: number; to: number }

/** What a sentence says of a vote, with the stretch that says it; null where it counts nothing. 合计赞成13票 counts again and is none. */
export function voteSentence(sentence: string): VoteSentence | null {
  const words = sentence.slice(0, 2000)
  if (!/\d/.test(words) || !/赞成|赞同|同意票|票同意|反对|弃权|发出|收回|有效票/.test(words) || /(?:合计|共计|总计)(?:赞成|同意)/.test(words)) return null
  const writtenAt = words.indexOf('书面意见')
  const scene = writtenAt < 0 ? words : words.slice(0, writtenAt)
  const counts = countsIn(scene)
  let [from, to] = [counts.from, counts.to]
  const found: VoteSentence['papers'] = { issued: null, returned: null, valid: null }
  for (const which of ['issued', 'returned', 'valid'] as const) {
    const match = papers[which].exec(scene)
    if (!match) continue
    found[which] = Number(match[1])
    from = Math.min(from, match.index)
    to = Math.max(to, match.index + match[0].length)
  }
  const written = { yes: 0, no: 0, abstain: 0 }
  if (writtenAt >= 0 && (to > 0 || counts.yes !== null)) {
    const after = words.slice(writtenAt)
    const some = countsIn(after)
    const all = /^书面意见(?:共)?(\d{1,4})[份张][，：]?(?:均|都)?(?:为|表示)?(不赞成|反对|不同意|赞成|同意|弃权)/.exec(after)
    if (some.to > 0) { written.yes = some.yes ?? 0; written.no = some.no ?? 0; written.abstain = some.abstain ?? 0; to = writtenAt + some.to }
    else if (all) {
      written[all[2] === '弃权' ? 'abstain' : all[2] === '赞成' || all[2] === '同意' ? 'yes' : 'no'] = Number(all[1])
      to = writtenAt + all[0].length
    }
  }
  return to === 0 || (counts.yes === null && found.issued === null && found.returned === null && found.valid === null) ? null : { counts, papers: found, written, from, to }
}

/** The counts of a resolution, 13票赞成，0票不赞成，1票弃权, written opinions included. */
export function resolutionCounts(words: string): { yes: number; no: number | null; abstain: number | null } | null {
  const { yes, no, abstain } = countsIn(words.slice(0, 5000))
  return yes === null ? null : { yes, no, abstain }
}

/** The scene by the kind and what is voted on. */
export function sceneOf(kind: MeetingKind, about: string): VoteScene {
  if (kind === 'committeeMeeting') return 'committee'
  if (kind !== 'generalMeeting') return 'general'
  if (/选举|换届|补选/.test(about)) return 'election'
  return /接收|转为|转正|按期转|延长.{0,6}预备期|取消.{0,6}预备党员/.test(about) ? 'admission' : 'general'
}

/** On whom: 推荐赵文博、罗敏 by its names, an admission by the one person its title names. */
export function subjectOf(sentence: string, title: string, { each, chosen }: KnownNames): string {
  const named = chosen.exec(sentence.slice(0, 2000))?.[1]
  if (named !== undefined) return named.replaceAll('同志', '').replace(/[，和及]/g, '、').slice(0, 60)
  if (!/接收|转正|转为|预备党员|积极分子|发展对象|推荐|入党/.test(title)) return ''
  const names = [...new Set([...title.replace(/\s/g, '').matchAll(each)].map(([name]) => name))]
  return names.length === 1 ? names[0] ?? '' : ''
}

/** The vote for the draft; null where the text gave no number of 赞成. */
export function voteOf(found: FoundVote, scene: VoteScene, tellers: { teller: string; counters: string }): Vote | null {
  const { subject, issued, returned, valid, yes, no, abstain, writtenYes, writtenNo, writtenAbstain } = found
  if (yes === null) return null
  const secret = found.secret || issued !== null || returned !== null
  return { subject, scene, method: secret ? 'secret' : 'hands', issued, returned, valid, yes, no: no ?? 0, abstain: abstain ?? 0, writtenYes, writtenNo, writtenAbstain, excluded: 0, excludedReason: '', ...(secret ? tellers : { teller: '', counters: '' }) }
}
