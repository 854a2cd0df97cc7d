import type { DocumentPreset } from '../../../shared/domain/documents.ts'
import type { AgendaItem, Meeting, StoredVote } from '../../../shared/domain/meeting.ts'
import { itemNatureNames } from '../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { voteFault, voteMethodNames } from '../../../shared/domain/vote.ts'
import type { Entry, RecordItem } from './paper.ts'
import { actionInWords, blank, filled, linesOf } from './wording.ts'

/** An entry, or none where nothing was written and nothing is to be completed. */
const entry = (label: string, text: string): Entry[] => {
  const [first, ...rest] = linesOf(text)
  return first === undefined ? [] : [{ label, lines: [first, ...rest] }]
}

/** In running text a label is left out where the text itself begins that way: 郑浩然：郑浩然领学…, 决定：会议决定：…. */
const entryUnlessSaid = (label: string, text: string, said: (start: string) => boolean, preset: DocumentPreset): Entry[] =>
  entry(preset === 'official' && said(text.trimStart()) ? '' : label, text)

/** Its title, with （第一议题） where it is that and does not say so itself. */
function headingOf({ title, nature }: AgendaItem): string {
  const first = itemNatureNames.firstTopic
  return `${filled(title)}${nature === 'firstTopic' && !title.includes(first) ? `（${first}）` : ''}`
}

type Present = Pick<Meeting, 'expectedVoters' | 'presentVoters'>

/** Everything that the record tells about an item. */
export function recordItem(item: AgendaItem, index: number, preset: DocumentPreset, present: Present): RecordItem {
  const { reporter } = item
  const label = preset === 'official' ? reporter : reporter === '' ? '过程' : `${reporter}汇报`
  const report = linesOf(item.report).length === 0
    ? entry('汇报人', reporter)
    : entryUnlessSaid(label, item.report, (start) => reporter !== '' && start.startsWith(reporter), preset)
  return {
    heading: `${chineseNumeral(index + 1)}、${headingOf(item)}`,
    report,
    speeches: item.speeches.flatMap(({ speaker, text }) => (linesOf(text).length > 0 ? entry(speaker, text) : entry(speaker, speaker === '' ? '' : blank))),
    discussion: entryUnlessSaid('讨论', item.discussion, (start) => /^(?:经|大家|会议|与会|到会)?[^，。：]{0,4}(?:讨论|研究|审议)/.test(start), preset),
    vote: item.votes.map((vote) => voteEntry(vote, present)),
    decision: entryUnlessSaid('决定', item.decision, saysDecision, preset),
    actions: actionEntries(item),
  }
}

const saysDecision = (start: string): boolean => /^(?:会议)?(?:决定|决议|议定)[:：]/.test(start)

/** What was settled of an item, in the words of 纪要, its heading not numbered; a line to be completed where nothing was and `mayLack` is not given. */
export function settledOf(item: AgendaItem, { mayLack }: { mayLack: boolean }): { heading: string; entries: Entry[] } {
  const decision = item.decision.trim() === '' && !mayLack
    ? entry('会议决定', blank)
    : entryUnlessSaid('会议决定', item.decision, (start) => saysDecision(start) || start.startsWith('会议') || start.startsWith('同意'), 'official')
  return { heading: headingOf(item), entries: [...decision, ...actionEntries(item)] }
}

/** 议定事项：task（责任人：吴国栋；时限：2026年9月30日前）。 Several of one item are numbered. */
function actionEntries(item: Pick<AgendaItem, 'actions'>): Entry[] {
  const actions = item.actions.filter((a) => [a.task.trim(), a.owners, a.dueText, a.startText, a.repeatText].some((text) => text !== ''))
  return actions.map((action, index) => {
    const tasks = linesOf(action.task)
    const last = (tasks.at(-1) ?? blank).replace(/[。；;.]+$/, '')
    const [first = blank, ...rest] = [...tasks.slice(0, -1), `${last}（${actionInWords(action)}）。`]
    return { label: actions.length === 1 ? '议定事项' : `议定事项${index + 1}`, lines: [first, ...rest] }
  })
}

/** Decision and 议定事项 in one text, for a cell of 表格式; empty where nothing was settled. */
export const resolutionText = ({ decision, actions }: Pick<RecordItem, 'decision' | 'actions'>): string =>
  [...decision.flatMap((d) => d.lines), ...actions.map(({ label, lines }) => `${label}：${lines.join('\n')}`)].join('\n')

const papers = (n: number | null): string => (n === null ? blank : String(n))

/** One vote: ballots, counts, prior written opinions, and who counted. Counts only; whether it passed is the decision's to say. */
function voteEntry(vote: StoredVote, present: Present): Entry {
  const { subject, method, issued, returned, valid, yes, no, abstain, teller, counters } = vote
  const secret = method === 'secret'
  const text = [
    subject === '' ? '' : `${subject}：`,
    vote.scene === 'election' && vote.excluded > 0 ? `按规定不计入应到会${vote.excluded}人（${filled(vote.excludedReason)}）；` : '',
    secret ? `发出票${papers(issued)}张，收回${papers(returned)}张，有效票${papers(valid)}张；` : '',
    `赞成${yes}票，不赞成${no}票，弃权${abstain}票`,
    writtenInWords(vote),
    sumInWords(vote, present),
    '。',
    secret || teller !== '' ? `监票人：${filled(teller)}；` : '',
    secret || counters !== '' ? `计票人：${filled(counters)}。` : '',
  ].join('').replace(/；$/, '。')
  return { label: `表决（${voteMethodNames[method]}）`, lines: [text] }
}

/** ；会前书面意见2份（赞成1份、不赞成1份）; they count only on an admission (domain rules section 1.3, V2). */
function writtenInWords({ scene, writtenYes, writtenNo, writtenAbstain }: StoredVote): string {
  const kinds = [['赞成', writtenYes], ['不赞成', writtenNo], ['弃权', writtenAbstain]] as const
  const all = writtenYes + writtenNo + writtenAbstain
  if (all === 0) return ''
  const parts = kinds.filter(([, n]) => n > 0).map(([name, n]) => `${name}${n}份`).join('、')
  return `；会前书面意见${all}份（${parts}）${scene === 'admission' ? '' : '，不计入票数'}`
}

/**
 * ，合计赞成13票，超过应到会有表决权党员15人的半数: what is counted against what, on an admission and in an election
 * (domain rules section 1.3, V2 and V4). Nothing where the counts cannot be.
 */
function sumInWords(vote: StoredVote, { expectedVoters: all, presentVoters }: Present): string {
  const expectedVoters = vote.scene === 'election' ? all - vote.excluded : all
  const { scene, yes, writtenYes, writtenNo, writtenAbstain } = vote
  if (scene !== 'admission' && scene !== 'election') return ''
  if (presentVoters === 0 || voteFault({ ...vote, expected: expectedVoters, present: presentVoters }) !== null) return ''
  const counted = scene === 'admission' ? yes + writtenYes : yes
  const [of, whose] = scene === 'admission' ? [expectedVoters, '应到会有表决权党员'] : [presentVoters, '实到会有选举权党员']
  const sum = writtenYes + writtenNo + writtenAbstain > 0 ? `，合计赞成${counted}票，` : '；赞成票'
  return `${sum}${counted * 2 > of ? '超过' : '没有超过'}${whose}${of}人的半数`
}
