import { chineseDate } from '../../../shared/domain/dates.ts'
import { ballotSubjectsOf, type BallotSubject, type Meeting, type StoredVote } from '../../../shared/domain/meeting.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { electionResultNames, judgeElection, judgeVote, voteFault, voteRule, votersFor, type VoteCount } from '../../../shared/domain/vote.ts'
import { nobodyMarked } from './attendanceFacts.ts'
import { noSuchPaper } from './noSuchPaper.ts'
import type { Entry, Fact, PaperSource, TallyPaper, TallyRow, TallySubject } from './paper.ts'
import { meetingName } from './titles.ts'
import { filled, matterOf, timeInWords } from './wording.ts'

/**
 * What the tellers counted of each subject, to be signed by them; printed before the meeting it has gaps for every figure.
 * Throws INVALID_INPUT where nothing is voted on by ballot.
 */
export function tallyPaper({ meeting, workspace, preset }: PaperSource): TallyPaper {
  const subjects = ballotSubjectsOf(meeting.agenda)
  if (subjects.length === 0) throw noSuchPaper('这份记录没有无记名投票，没有计票单。')
  return {
    document: 'tally',
    preset,
    title: '计票单',
    facts: [{ label: '会议名称', text: meetingName(meeting, workspace.branch) }, { label: '时间', text: timeInWords({ ...meeting, endsAt: meeting.endsAt === '' ? null : meeting.endsAt }) }],
    subjects: subjects.map((subject, index) => subjectOf(subject, chineseNumeral(index + 1), meeting)),
    signers: ['监票人签字', '计票人签字'],
    date: chineseDate(meeting.heldOn),
  }
}

function subjectOf(subject: BallotSubject<StoredVote>, number: string, meeting: Meeting): TallySubject {
  const { item, votes } = subject
  const [vote] = votes
  if (votes.length > 1) return electionOf(subject, number, meeting)
  return { heading: `${number}、${vote.scene === 'election' && item.title !== '' ? `${item.title}：` : ''}${matterOf(vote, item.title)}`, rows: [], entries: asEntries(entriesOf(vote, meeting)) }
}

/** Lines for whom the voters named themselves; the record does not hold what they got. */
const otherRows = 2
/** With room for the name, to be written by hand. */
const otherName = `另选：${'　'.repeat(4)}`

/** An election with several 候选人: a row for each, and the ballots once, since all of them stand on each ballot. */
function electionOf({ item, votes }: BallotSubject<StoredVote>, number: string, meeting: Meeting): TallySubject {
  const [first] = votes
  const counted = votes.some(isCounted)
  const judged = counted && !nobodyMarked(meeting.attendees) ? judgeElection(votes.map((vote): VoteCount => ({ ...vote, ...votersFor(vote, meeting) })), item.seats) : null
  const rows = votes.map((vote, index): TallyRow => {
    const known = (n: number) => (isCounted(vote) ? String(n) : '')
    const result = judged?.results?.[index]
    return { name: matterOf(vote, item.title), yes: known(vote.yes), no: known(vote.no), abstain: known(vote.abstain), result: result === undefined ? '' : electionResultNames[result] }
  })
  // Of the ballots one number holds for all: where they were written to one 候选人 only, they are taken from there.
  const one = votes.find(({ issued, returned, valid }) => issued !== null || returned !== null || valid !== null) ?? first
  const tellers = votes.find(({ teller, counters }) => teller !== '' || counters !== '') ?? first
  return {
    heading: `${number}、${filled(item.title)}`,
    rows: [...rows, ...Array.from({ length: otherRows }, (): TallyRow => ({ name: otherName, yes: '', no: '', abstain: '', result: '' }))],
    entries: asEntries([
      { label: '名额', text: `应选${figure(item.seats)}名，候选人${votes.length}名。` },
      ...(judged?.results ? [] : [{ label: '到会', text: presenceInWords(first, meeting) }]),
      { label: '票数', text: ballotsInWords(one) },
      { label: '算式', text: judged?.results ? judged.explanation : ruleInWords(first) },
      tellersOf(tellers),
    ]),
  }
}

/** The counts of a vote begin as zeros: only a ballot that came back tells that they were counted. */
const isCounted = ({ returned, yes, no, abstain }: StoredVote): boolean => (returned ?? yes + no + abstain) > 0

/** A gap for a figure to be written by hand, short enough for three in a line. */
const figure = (n: number | null): string => (n === null || n < 0 ? '____' : String(n))
const threeCounts = (counts: readonly [yes: number | null, no: number | null, abstain: number | null], unit: '票' | '份'): string =>
  `赞成${figure(counts[0])}${unit}，不赞成${figure(counts[1])}${unit}，弃权${figure(counts[2])}${unit}。`

const asEntries = (facts: readonly Fact[]): Entry[] => facts.map(({ label, text }) => ({ label, lines: [text] }))

const ballotsInWords = ({ issued, returned, valid }: StoredVote): string =>
  `发出${figure(issued)}张，收回${figure(returned)}张，有效${figure(valid)}张，无效${figure(returned === null || valid === null ? null : returned - valid)}张。`
const tellersOf = ({ teller, counters }: StoredVote): Fact => ({ label: '监票人', text: `${filled(teller)}；计票人：${filled(counters)}。` })

function entriesOf(vote: StoredVote, meeting: Meeting): Fact[] {
  const { yes, no, abstain, writtenYes, writtenNo, writtenAbstain } = vote
  const counted = isCounted(vote)
  const judged = judgementOf(vote, meeting)
  const known = (n: number) => (counted ? n : null)
  const written = writtenYes + writtenNo + writtenAbstain > 0
  const opinion = (n: number) => (counted || written ? n : null)
  const opinions = threeCounts([opinion(writtenYes), opinion(writtenNo), opinion(writtenAbstain)], '份')
  return [
    ...(judged === null ? [{ label: '到会', text: presenceInWords(vote, meeting) }] : []),
    { label: '票数', text: ballotsInWords(vote) },
    { label: '现场', text: threeCounts([known(yes), known(no), known(abstain)], '票') },
    // Opinions given in writing count only on an admission (domain rules section 1.3, V2).
    ...(vote.scene === 'admission'
      ? [{ label: '会前书面', text: opinions }, { label: '合计', text: threeCounts([known(yes + writtenYes), known(no + writtenNo), known(abstain + writtenAbstain)], '票') }]
      : written ? [{ label: '会前书面', text: opinions.replace(/。$/, '，不计入票数。') }] : []),
    { label: '算式', text: judged ?? ruleInWords(vote) },
    tellersOf(vote),
  ]
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
