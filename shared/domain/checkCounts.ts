import { allMarked, attendanceField, kindRules, remark, type CheckContext, type Finding } from './checkFinding.ts'
import { passagesOf } from './checkPassages.ts'
import { chineseDate } from './dates.ts'
import { ballotSubjectsOf, isThere, type Meeting, type StoredVote } from './meeting.ts'
import { kindFacts } from './meetingKinds.ts'
import { expectedAt } from './roster.ts'
import { chineseNumeral } from './text.ts'
import { judgeElection, judgeVote, voteFault, votersFor, type VoteCount } from './vote.ts'

const votesOf = ({ agenda }: Meeting) =>
  agenda.flatMap((item, index) => item.votes.map((vote, n) => ({ vote, head: `议题${chineseNumeral(index + 1)}${vote.subject === '' ? '的表决' : `对${vote.subject}的表决`}`, at: `agenda.${item.id}.vote.${n}` })))

/** What is judged of a vote. Written abstentions count as written opinions, though not for the vote: whoever sent one was not there. */
function countOf(meeting: Meeting, vote: StoredVote): VoteCount {
  const { scene, yes, no, abstain, writtenYes, writtenNo, writtenAbstain } = vote
  const { expected, present } = votersFor(vote, meeting)
  return { scene, expected, present, yes, no, abstain, writtenYes, writtenNo: writtenNo + writtenAbstain }
}

const voteRules: Record<StoredVote['scene'], string> = { general: '支部工作条例第11条', admission: '发展党员工作细则第20条', committee: '支部工作条例第12条', election: '选举条例' }
/** Asked for by the rules to be secret (domain rules section 1.3, V2 and V4). */
const mustBeSecret = ({ scene }: StoredVote): boolean => scene === 'admission' || scene === 'election'

/** Votes whose figures cannot be. These alone hinder 定稿: a paper with them would be void. */
export function arithmeticFindings(meeting: Meeting): Finding[] {
  // On a ballot with several 候选人 one of them may be left without a mark: less than all ballots is no fault there.
  const shared = new Set(ballotSubjectsOf(meeting.agenda).flatMap(({ votes }) => (votes.length > 1 ? votes.map(({ id }) => id) : [])))
  return votesOf(meeting).flatMap(({ vote, head, at }) => {
    const { issued, returned, valid, yes, no, abstain, scene, method } = vote
    const findings: Finding[] = []
    const wrong = (kind: Finding['kind'], field: string, sentence: string) => { findings.push({ kind, field: `${at}.${field}`, message: `${head}：${sentence}`, rule: voteRules[scene], blocks: true }) }
    const fault = voteFault(countOf(meeting, vote))
    if (fault !== null) wrong('voteArithmetic', 'yes', fault)
    const cast = yes + no + abstain
    if (issued !== null && returned !== null && returned > issued) wrong('ballotCount', 'returned', `收回${returned}张多于发出${issued}张，表决无效，须重新投票。`)
    if (returned !== null && valid !== null && valid > returned) wrong('ballotCount', 'valid', `有效票${valid}张多于收回${returned}张，请核对。`)
    else if (method === 'secret' && valid !== null && (shared.has(vote.id) ? cast > valid : valid !== cast)) wrong('ballotCount', 'valid', `有效票${valid}张，与赞成、不赞成、弃权合计${cast}票不符，请核对。`)
    else if (method === 'secret' && valid === null && returned !== null && cast > returned) wrong('ballotCount', 'returned', `三项合计${cast}票，多于收回${returned}张，请核对。`)
    return findings
  })
}

/** Too few came for what was decided or voted; told only once everybody has a mark. */
export function quorumFindings(meeting: Meeting): Finding[] {
  const decided = meeting.agenda.some(({ decision, votes }) => decision.trim() !== '' || votes.length > 0)
  if (!decided || !allMarked(meeting)) return []
  if (!meeting.mayMeet) return [remark('noQuorum', attendanceField(meeting, meeting.attendees.find((a) => a.state !== null && !isThere(a.state))?.personId), `${meeting.quorum}记录里已有决定或者表决，请核对。`, kindRules[meeting.kind])]
  return votesOf(meeting).flatMap(({ vote, head, at }) => {
    const count = countOf(meeting, vote)
    if (!mustBeSecret(vote) || voteFault(count) !== null) return []
    const { mayMeet, explanation } = judgeVote(count)
    return mayMeet ? [] : [remark('noQuorum', `${at}.yes`, `${head}：${explanation}`, vote.scene === 'admission' ? '发展党员工作细则第19条' : voteRules.election)]
  })
}

/** How an admission and an election are voted (发展党员工作细则 2026 art. 20; 选举条例): secret, one person at a time, watched. */
export function votingFindings({ meeting, roster }: CheckContext): Finding[] {
  const names = [...new Set([...roster, ...meeting.guests].map(({ name }) => name))]
  return votesOf(meeting).flatMap(({ vote, head, at }) => {
    const rule = voteRules[vote.scene]
    const findings: Finding[] = []
    if (mustBeSecret(vote) && vote.method !== 'secret') findings.push(remark('notSecret', `${at}.method`, `${head}应当采取无记名投票，记录为举手。`, rule))
    if (vote.scene === 'admission' && namesSeveral(vote.subject, names)) findings.push(remark('severalSubjects', `${at}.subject`, `${head}写了不止一人：两人以上的，应当逐个讨论、逐个表决。`, rule))
    if (vote.method === 'secret' && vote.teller.trim() === '') findings.push(remark('noTeller', `${at}.teller`, `${head}没有写监票人。`, rule))
    return findings
  })
}

/** An election with several 候选人: how many are to be elected, and whether more got enough votes. */
export function electionFindings(meeting: Meeting): Finding[] {
  return meeting.agenda.flatMap((item, index) => ballotSubjectsOf([item]).flatMap(({ votes }) => {
    if (votes.length < 2) return []
    const head = `议题${chineseNumeral(index + 1)}`
    const field = `agenda.${item.id}.seats`
    if (item.seats === null) return [remark('missing', field, `${head}有${votes.length}名候选人，没有写应选名额。`, voteRules.election)]
    const { results, over } = judgeElection(votes.map((vote) => countOf(meeting, vote)), item.seats)
    if (results === null || over <= item.seats) return []
    const again = results.includes('tied') ? '；票数相等不能确定的，就票数相等的重新投票' : ''
    return [remark('tooManyElected', field, `${head}得赞成票过半数的有${over}人，多于应选${item.seats}名：取得票多的当选${again}。请核对决定里的当选人。`, voteRules.election)]
  }))
}

/** Two known names, or two short parts that could be names, or 等3人; what stands in brackets tells about the person. */
function namesSeveral(subject: string, names: readonly string[]): boolean {
  const text = subject.normalize('NFKC').replace(/\([^)]*\)/g, '').replace(/\s+/g, '')
  if (/(?:[2-9]|\d\d|[二两三四五六七八九十])[人名位]/.test(text)) return true
  const known = names.filter((name) => name.length >= 2 && text.includes(name))
  if (known.filter((name) => !known.some((longer) => longer !== name && longer.includes(name))).length > 1) return true
  return text.split(/[、,;和与及]/).filter((part) => /^\p{Script=Han}{2,4}$/u.test(part.replace(/同志$/, ''))).length > 1
}

const numerals = new Map(Array.from({ length: 99 }, (_, i) => [chineseNumeral(i + 1), i + 1]))
// 应到会有表决权的党员15人, 实到委员：5人, 应到十六人; not 第一党小组应到8人, which is a part of those expected.
const said = /(?<!小组|其中)(应到|实到|实际到会)会?的?(有(?:表决|选举)权)?的?(?:正式)?(党员|委员|支委)?(?:人数|总数)?[为共:]?(\d{1,4}|[一二三四五六七八九十]{1,3})[人名位]/g

/**
 * A number in the text that is not the number counted: 应到 against the roster of the day, 实到 against the marks. Without
 * 有表决权 either of all and of those with a vote will do. Never blocks: the text may speak of another meeting.
 */
export function saidCountFindings(meeting: Meeting): Finding[] {
  const { kind, expected, present, expectedVoters, presentVoters } = meeting
  const { expects } = kindFacts[kind]
  if (expects === 'open' || expects === 'talkers') return []
  return passagesOf(meeting).flatMap(({ field, name, text }) => [...text.normalize('NFKC').replace(/\s+/g, '').matchAll(said)].flatMap(([words, which, voting, who, number = '']) => {
    if ((who === '党员') === (expects === 'committee') && who !== undefined) return []
    const n = numerals.get(number) ?? Number(number)
    const here = which !== '应到'
    if (here && !allMarked(meeting)) return []
    const [all, voters] = here ? [present, presentVoters] : [expected, expectedVoters]
    if (Number.isNaN(n) || n === voters || (voting === undefined && n === all)) return []
    const counted = voting === undefined ? `${all}人${voters === all ? '' : `（有表决权${voters}人）`}` : `有表决权${voters}人`
    return [remark('saidCount', field, `${name}写“${words}”，${here ? '签到实到' : '当天名册应到'}${counted}，请核对。`, kindRules[kind])]
  }))
}

/** People expected that the roster of the day does not expect, and the other way round. */
export function rosterFindings({ meeting, roster }: CheckContext): Finding[] {
  const { kind, group, attendees, attendance, heldOn } = meeting
  const { expects } = kindFacts[kind]
  if (expects === 'open' || expects === 'talkers' || (expects === 'group' && group === '')) return []
  const due = expectedAt(kind, roster, group)
  const ids = new Set(due.map(({ id }) => id))
  const findings: Finding[] = []
  if (meeting.expected !== due.length) findings.push(remark('unlikeRoster', attendanceField(meeting), `记录应到${meeting.expected}人，${chineseDate(heldOn)}的名册应到${due.length}人，请核对。`, kindRules[kind]))
  const strangers = attendance.filter(({ personId }) => !ids.has(personId))
  if (strangers.length > 0) {
    const names = strangers.flatMap(({ personId }) => roster.find(({ id }) => id === personId)?.name ?? attendees.find((a) => a.personId === personId)?.name ?? [])
    findings.push(remark('unlikeRoster', attendanceField(meeting, strangers[0]?.personId), `${names.length === strangers.length ? names.join('、') : `有${strangers.length}人`}有签到，但按${chineseDate(heldOn)}的名册不在应到之列；到会的可以登记为列席。`, kindRules[kind]))
  }
  return findings
}

/** 优秀 is at most a third of all members of the branch, rounded down (支部工作条例 art. 18). */
export function excellentFindings({ meeting, roster }: CheckContext): Finding[] {
  if (meeting.kind !== 'democraticReview') return []
  const number = /\d{1,4}/.exec((meeting.elements['excellent'] ?? '').normalize('NFKC'))?.[0]
  const total = expectedAt('democraticReview', roster).length
  const most = Math.floor(total / 3)
  if (number === undefined || Number(number) <= most) return []
  return [remark('tooManyExcellent', 'element.excellent', `评定优秀${Number(number)}人，党员总数${total}人，一般不超过三分之一，即${most}人。`, kindRules.democraticReview)]
}
