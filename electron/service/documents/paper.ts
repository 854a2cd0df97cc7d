import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { DocumentName, DocumentPreset } from '../../../shared/domain/documents.ts'
import type { Meeting } from '../../../shared/domain/meeting.ts'
import { ballotPaper } from './ballotPaper.ts'
import { minutesPaper } from './minutesPaper.ts'
import { noticePaper } from './noticePaper.ts'
import { recordPaper } from './recordPaper.ts'
import { signInPaper } from './signInPaper.ts'
import { tallyPaper } from './tallyPaper.ts'

/** A named element of a paper: 地点：县局三楼党员活动室. `text` may have several lines. */
export interface Fact { label: string; text: string }

/** Somebody's words, or one result, and what it is called; the label may be empty, the lines never are. One line is one paragraph. */
export interface Entry { label: string; lines: [string, ...string[]] }

/** A numbered heading with its paragraphs: an element that this kind asks after the agenda. */
export interface Section { heading: string; lines: [string, ...string[]] }

/** What the record says about one item of the agenda, in the order of domain rules section 1.4. */
export interface RecordItem {
  heading: string
  report: Entry[]
  speeches: Entry[]
  discussion: Entry[]
  vote: Entry[]
  decision: Entry[]
  actions: Entry[]
}
export interface MinutesItem { heading: string; decision: Entry[]; actions: Entry[] }
export interface SignInRow { number: string; name: string; post: string; state: string; note: string }
/** One ballot: a matter or a 候选人, three boxes to mark, how to mark them. Nothing on it may tell one from another. */
export interface Ballot { heading: string; column: string; matter: string; isElection: boolean; rule: string; date: string }

/** A photo of the page that ends a record, upright. `alt`: what it shows, for who cannot see it. */
export interface PagePicture { jpeg: Uint8Array; width: number; height: number; caption: string; alt: string }

interface PaperBase { preset: DocumentPreset; title: string }
/** `signers`: 主持人签字, in the order in which they sign; two to a line. `photos`: the page at the end, often none. */
export interface RecordPaper extends PaperBase { document: 'record'; facts: Fact[]; opening: string[]; items: RecordItem[]; sections: Section[]; signers: string[]; photosTitle: string; photos: PagePicture[] }
/** `dense`: rows low enough for sixty people on two pages. */
export interface SignInPaper extends PaperBase { document: 'signIn'; facts: Fact[]; rows: SignInRow[]; totals: string; dense: boolean }
export interface MinutesPaper extends PaperBase { document: 'minutes'; facts: Fact[]; lead: string; items: MinutesItem[]; sections: Section[]; people: Fact[]; sender: string; date: string }
export interface NoticePaper extends PaperBase { document: 'notice'; addressee: string; lead: string; facts: Fact[]; agenda: string[]; requirements: string; sender: string; date: string }
/** Ballots by page; a page holds ballots of one subject. */
export interface BallotPaper { document: 'ballot'; preset: DocumentPreset; pages: Ballot[][] }
export interface TallyPaper extends PaperBase { document: 'tally'; facts: Fact[]; subjects: { heading: string; entries: Entry[] }[]; signers: string[]; date: string }

/**
 * One paper as plain data. The Word file and the print page are both made from it, so they say the same; what the page
 * looks like is theirs, every word is here (but for the fixed labels of the templates, which a test compares).
 */
export type Paper = RecordPaper | SignInPaper | MinutesPaper | NoticePaper | BallotPaper | TallyPaper

export interface PaperSource {
  meeting: Meeting
  workspace: { unit: string; branch: string }
  document: DocumentName
  preset: DocumentPreset
  /** The day the paper is made on, for 成文日期. */
  today: IsoDate
  /** The page of photos, for a record only. */
  photos?: readonly Omit<PagePicture, 'alt'>[]
}

/**
 * The paper of a meeting. What the record lacks is left as a blank line to be completed by hand; nothing is made up.
 * Throws INVALID_INPUT for the 签到表 of a 谈心谈话, and for 表决票 and 计票单 where nothing is voted on by ballot: there is none.
 */
export function buildPaper(source: PaperSource): Paper {
  switch (source.document) {
    case 'record': return recordPaper(source)
    case 'signIn': return signInPaper(source)
    case 'minutes': return minutesPaper(source)
    case 'notice': return noticePaper(source)
    case 'ballot': return ballotPaper(source)
    case 'tally': return tallyPaper(source)
    default: return assertNever(source.document)
  }
}
