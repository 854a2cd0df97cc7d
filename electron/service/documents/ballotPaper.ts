import { chineseDate } from '../../../shared/domain/dates.ts'
import { secretVotesOf, type Meeting, type StoredVote } from '../../../shared/domain/meeting.ts'
import { votersFor } from '../../../shared/domain/vote.ts'
import { noSuchPaper } from './noSuchPaper.ts'
import type { Ballot, BallotPaper, PaperSource } from './paper.ts'
import { widthOf } from './titles.ts'
import { matterOf } from './wording.ts'

/** More ballots of one subject than any branch has voters are a slip of the keyboard. */
const mostBallots = 600

/** Heights in twips (1/20 pt) of the templates: a page between its margins, a ballot, and one more line of its matter. */
const height = { page: 14_500, ballot: 3520, line: 520 }
/** Full-width characters of a line: of the column that tells the matter, of the heading. */
const characters = { matter: 14, heading: 27 }
/** At most so many are cut from one page. */
const mostOnPage = 4

/**
 * Ballots to be cut apart, those of one subject on pages of their own. All of a subject are the same to the letter and bear no
 * number, so that nobody can tell whose was whose. Throws INVALID_INPUT where nothing is voted on by ballot, or for far too many.
 */
export function ballotPaper({ meeting, workspace, preset }: PaperSource): BallotPaper {
  const votes = secretVotesOf(meeting.agenda)
  if (votes.length === 0) throw noSuchPaper('这份记录没有无记名投票，没有表决票。')
  return {
    document: 'ballot',
    preset,
    pages: votes.flatMap(({ item, vote }) => {
      const ballot = ballotOf(vote, item.title, meeting, workspace.branch)
      const onPage = ballotsOnPage(ballot)
      const all = Array.from({ length: numberOf(vote, meeting) }, () => ballot)
      return Array.from({ length: Math.ceil(all.length / onPage) }, (_, page) => all.slice(page * onPage, (page + 1) * onPage))
    }),
  }
}

function ballotOf(vote: StoredVote, itemTitle: string, { heldOn }: Meeting, branch: string): Ballot {
  const isElection = vote.scene === 'election'
  return {
    heading: isElection ? `${branch}选票${itemTitle === '' ? '' : `（${itemTitle}）`}` : `${branch}表决票`,
    column: isElection ? '候选人' : '表决事项',
    matter: matterOf(vote, itemTitle),
    isElection,
    rule: `说明：每票只选一项，在空格内画“○”，不选或多选无效。${isElection ? '不赞成的可以另选他人，写明姓名；弃权的不能另选。' : ''}不写投票人姓名。`,
    date: chineseDate(heldOn),
  }
}

/** As many as were given out; before that, one for each who has a vote; where the roster is not known yet, one page. */
function numberOf(vote: StoredVote, meeting: Meeting): number {
  const wanted = vote.issued ?? votersFor(vote, meeting).expected
  if (wanted > mostBallots) throw noSuchPaper(`表决票一个事项最多印${mostBallots}张，请核对发出票${wanted}张。`)
  return wanted === 0 ? mostOnPage : wanted
}

/** How many are whole on a page: a matter of many lines makes a ballot higher. */
function ballotsOnPage({ heading, matter, isElection }: Ballot): number {
  const more = (text: string, width: number, free: number) => Math.max(0, Math.ceil(widthOf(text) / width) - free)
  const extra = more(matter, characters.matter, isElection ? 1 : 2) + more(heading, characters.heading, 1)
  return Math.max(1, Math.min(mostOnPage, Math.floor(height.page / (height.ballot + extra * height.line))))
}
