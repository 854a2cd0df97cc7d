import { chineseDate } from '../../../shared/domain/dates.ts'
import { secretVotesOf, type Meeting, type StoredVote } from '../../../shared/domain/meeting.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { judgeVote, voteFault, voteRule, votersFor } from '../../../shared/domain/vote.ts'
import { nobodyMarked } from './attendanceFacts.ts'
import { noSuchPaper } from './noSuchPaper.ts'
import type { Entry, Fact, PaperSource, TallyPaper } from './paper.ts'
import { meetingName } from './titles.ts'
import { filled, matterOf, timeInWords } from './wording.ts'

/**
 * What the tellers counted of each subject, to be signed by them; printed before the meeting it has gaps for every figure.
 * Throws INVALID_INPUT where nothing is voted on by ballot.
 */
export function tallyPaper({ meeting, workspace, preset }: PaperSource): TallyPaper {
  const votes = secretVotesOf(meeting.agenda)
  if (votes.length === 0) throw noSuchPaper('这份记录没有无记名投票，没有计票单。')
  return {
    document: 'tally',
    preset,
    title: '计票单',
    facts: [{ label: '会议名称', text: meetingName(meeting, workspace.branch) }, { label: '时间', text: timeInWords({ ...meeting, endsAt: meeting.endsAt === '' ? null : meeting.endsAt }) }],
    subjects: votes.map(({ item, vote }, index) => ({ heading: `${chineseNumeral(index + 1)}、${vote.scene === 'election' && item.title !== '' ? `${item.title}：` : ''}${matterOf(vote, item.title)}`, entries: entriesOf(vote, meeting) })),
    signers: ['监票人签字', '计票人签字'],
    date: chineseDate(meeting.heldOn),
  }
}

/** The counts of a vote begin as zeros: only a ballot that came back tells that they were counted. */
const isCounted = ({ returned, yes, no, abstain }: StoredVote): boolean => (returned ?? yes + no + abstain) > 0

/** A gap for a figure to be written by hand, short enough for three in a line. */
const figure = (n: number | null): string => (n === null || n < 0 ? '____' : String(n))
const threeCounts = (counts: readonly [yes: number | null, no: number | null, abstain: number | null], unit: '票' | '份'): string =>
  `赞成${figure(counts[0])}${unit}，不赞成${figure(counts[1])}${unit}，弃权${figure(counts[2])}${unit}。`

function entriesOf(vote: StoredVote, meeting: Meeting): Entry[] {
  const { issued, returned, valid, yes, no, abstain, writtenYes, writtenNo, writtenAbstain, teller, counters } = vote
  const counted = isCounted(vote)
  const judged = judgementOf(vote, meeting)
  const known = (n: number) => (counted ? n : null)
  const written = writtenYes + writtenNo + writtenAbstain > 0
  const opinion = (n: number) => (counted || written ? n : null)
  const opinions = threeCounts([opinion(writtenYes), opinion(writtenNo), opinion(writtenAbstain)], '份')
  const entries: Fact[] = [
    ...(judged === null ? [{ label: '到会', text: presenceInWords(vote, meeting) }] : []),
    { label: '票数', text: `发出${figure(issued)}张，收回${figure(returned)}张，有效${figure(valid)}张，无效${figure(returned === null || valid === null ? null : returned - valid)}张。` },
    { label: '现场', text: threeCounts([known(yes), known(no), known(abstain)], '票') },
    // Opinions given in writing count only on an admission (domain rules section 1.3, V2).
    ...(vote.scene === 'admission'
      ? [{ label: '会前书面', text: opinions }, { label: '合计', text: threeCounts([known(yes + writtenYes), known(no + writtenNo), known(abstain + writtenAbstain)], '票') }]
      : written ? [{ label: '会前书面', text: opinions.replace(/。$/, '，不计入票数。') }] : []),
    { label: '算式', text: judged ?? ruleInWords(vote) },
    { label: '监票人', text: `${filled(teller)}；计票人：${filled(counters)}。` },
  ]
  return entries.map(({ label, text }) => ({ label, lines: [text] }))
}

/** 应到会有表决权15人，实到13人。 In a committee its members, in an election those with 选举权. */
function presenceInWords(vote: StoredVote, meeting: Meeting): string {
  const { expected, present } = votersFor(vote, meeting)
  const who = { general: '应到会有表决权', admission: '应到会有表决权', committee: '应到委员', election: '应到会有选举权' }[vote.scene]
  return `${who}${figure(expected === 0 ? null : expected)}人，实到${figure(nobodyMarked(meeting.attendees) ? null : present)}人。`
}

/** Who was there and what is counted against what; null before the counts are there, or where they cannot be. */
function judgementOf(vote: StoredVote, meeting: Meeting): string | null {
  const count = { ...vote, ...votersFor(vote, meeting) }
  return isCounted(vote) && !nobodyMarked(meeting.attendees) && voteFault(count) === null ? judgeVote(count).explanation : null
}

function ruleInWords({ scene }: StoredVote): string {
  const { meetsIn, passesIn } = voteRule(scene)
  return `${meetsIn}；${passesIn}。`
}
