import { chineseDate } from '../../../shared/domain/dates.ts'
import { ballotSubjectsOf, type BallotSubject, type Meeting, type StoredVote } from '../../../shared/domain/meeting.ts'
import { votersFor } from '../../../shared/domain/vote.ts'
import { noSuchPaper } from './noSuchPaper.ts'
import type { Ballot, BallotPaper, PaperSource } from './paper.ts'
import { widthOf } from './titles.ts'
import { matterOf } from './wording.ts'

/** More ballots of one subject than any branch has voters are a slip of the keyboard. */
const mostBallots = 600

/** Heights in twips (1/20 pt) of the templates: a page between its margins, a ballot without its rows, a row of each sort, one more line in them. */
const height = { page: 14_500, frame: 2320, matter: 1200, candidate: 600, line: 520, ruleLine: 300 }
/** Full-width characters of a line: of the column that tells the matter, of the heading, of the rule. */
const characters = { matter: 14, heading: 27, rule: 40 }
/** At most so many are cut from one page. */
const mostOnPage = 4

/**
 * Ballots to be cut apart, those of one subject on pages of their own. All of a subject are the same to the letter and bear no
 * number, so that nobody can tell whose was whose. Throws INVALID_INPUT where nothing is voted on by ballot, for far too many, and
 * for more 候选人 than stand on one page: half a ballot would be void.
 */
export function ballotPaper({ meeting, workspace, preset }: PaperSource): BallotPaper {
  const subjects = ballotSubjectsOf(meeting.agenda)
  if (subjects.length === 0) throw noSuchPaper('这份记录没有无记名投票，没有表决票。')
  return {
    document: 'ballot',
    preset,
    pages: subjects.flatMap((subject) => {
      const ballot = ballotOf(subject, meeting, workspace.branch)
      const onPage = Math.max(1, Math.min(mostOnPage, Math.floor(height.page / heightOf(ballot))))
      const all = Array.from({ length: numberOf(subject.votes, meeting) }, () => ballot)
      return Array.from({ length: Math.ceil(all.length / onPage) }, (_, page) => all.slice(page * onPage, (page + 1) * onPage))
    }),
  }
}

function ballotOf({ item, votes }: BallotSubject<StoredVote>, { heldOn }: Meeting, branch: string): Ballot {
  const [first] = votes
  const date = chineseDate(heldOn)
  if (first.scene !== 'election') {
    return { heading: `${branch}表决票`, column: '表决事项', matter: matterOf(first, item.title), candidates: [], others: 0, rule: '说明：每票只选一项，在空格内画“○”，不选或多选无效。不写投票人姓名。', date }
  }
  const ballot: Ballot = { heading: `${branch}选票${item.title === '' ? '' : `（${item.title}）`}`, column: '候选人', matter: '', candidates: votes.map((vote) => matterOf(vote, item.title)), others: 0, rule: electionRule(votes.length, item.seats), date }
  // Whoever approves of nobody may write in as many as are elected.
  const others = Math.min(item.seats ?? votes.length, Math.floor((height.page - heightOf(ballot)) / height.candidate))
  if (others < 1) throw noSuchPaper(`一张选票印不下${votes.length}名候选人，请分成几个议题选举，或者缩短候选人一栏的文字。`)
  return { ...ballot, others }
}

/** How to mark a ballot of an election; 应选 only where the record tells it (domain rules section 1.3). */
function electionRule(candidates: number, seats: number | null): string {
  const chosen = '所选人数等于或少于应选名额的有效，多于的无效。'
  const limit = seats !== null ? `应选${seats}名，${chosen}` : candidates > 1 ? chosen : ''
  const mark = candidates > 1 ? '对每名候选人只选一项，在空格内画“○”。' : '每票只选一项，在空格内画“○”，不选或多选无效。'
  return `说明：${limit}${mark}不赞成的可以另选他人，写明姓名；弃权的不能另选。不写投票人姓名。`
}

/** As many as were given out; before that, one for each who has a vote; where the roster is not known yet, one page. All 候选人 stand on each. */
function numberOf(votes: readonly StoredVote[], meeting: Meeting): number {
  const wanted = Math.max(...votes.map((vote) => vote.issued ?? votersFor(vote, meeting).expected))
  if (wanted > mostBallots) throw noSuchPaper(`表决票一个事项最多印${mostBallots}张，请核对发出票${wanted}张。`)
  return wanted === 0 ? mostOnPage : wanted
}

/** Lines that a text takes beyond those it has room for. */
const more = (text: string, width: number, free: number): number => Math.max(0, Math.ceil(widthOf(text) / width) - free)

/** The height of a whole ballot: a row grows with the lines of its cell. */
function heightOf({ heading, matter, candidates, others, rule }: Ballot): number {
  const rows = candidates.length === 0 ? height.matter : (candidates.length + others) * height.candidate
  const extra = more(heading, characters.heading, 1) + (candidates.length === 0 ? more(matter, characters.matter, 2) : candidates.reduce((sum, name) => sum + more(name, characters.matter, 1), 0))
  return height.frame + rows + extra * height.line + more(rule, characters.rule, 2) * height.ruleLine
}
