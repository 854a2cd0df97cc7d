import { assertNever } from '../../../shared/domain/assertNever.ts'
import { numberedNotice } from './layout.ts'
import type { Entry, Fact, MinutesItem, Paper, RecordItem, Section } from './paper.ts'
import { blank, blankDate } from './wording.ts'

/** A piece of a paper to be pasted somewhere else: one field, or a part with its heading. */
export interface PaperPart { label: string; text: string; kind: 'field' | 'part' }

/**
 * The fields and parts of a paper, in the order of the paper, as plain text without blanks at the end of a line.
 * What the record lacks is left out: a line to be completed by hand is of no use in a form on a screen.
 */
export function paperParts(paper: Paper): PaperPart[] {
  const title: PaperPart[] = paper.document === 'ballot' ? [] : [field('标题', paper.title.replaceAll('\n', ''))]
  return [...title, ...partsOf(paper)].map(({ text, ...rest }) => ({ ...rest, text: tidy(text) })).filter(({ text }) => isSaid(text))
}

function partsOf(paper: Paper): PaperPart[] {
  switch (paper.document) {
    case 'record': return [...paper.facts.map(factField), part('开场', paper.opening), ...paper.items.flatMap(itemParts), ...paper.sections.map(sectionPart)]
    case 'signIn': return [...paper.facts.map(factField), part('姓名', [paper.rows.map(({ name }) => name).join('、')]), part('名单', paper.rows.map((row) => [row.number, row.name, row.post, row.state, row.note].join('\t'))), part('合计', [paper.totals])]
    case 'minutes': return [...paper.facts.map(factField), ...(paper.preset === 'official' ? [part('导语', paper.lead)] : []), ...paper.items.flatMap(itemParts), ...paper.sections.map(sectionPart), ...paper.people.map(factField), field('分送', paper.sentTo), field('署名', paper.sender), field('成文日期', paper.date)]
    case 'notice': {
      const numbered = numberedNotice(paper)
      const text = [paper.addressee, paper.lead, ...numbered.facts.map(labelled), ...(numbered.agenda === null ? [] : [numbered.agenda, ...paper.agenda]), `${numbered.requirements}：${paper.requirements}`, paper.sender, paper.date]
      return [part('正文', text), field('主送', paper.addressee.replace(/：$/, '')), ...paper.facts.map(factField), part('议题', paper.agenda), part('要求', [paper.requirements]), field('署名', paper.sender), field('成文日期', paper.date)]
    }
    // All ballots of a matter are the same: each is offered once.
    case 'ballot': return [...new Map(paper.pages.flat().map((ballot) => [ballot.matter, ballot])).values()].map(({ heading, matter, candidates, rule, date }) => part(matter === '' ? heading : matter, [heading, matter, ...candidates, rule, date].filter((line) => line !== '')))
    case 'tally': return [...paper.facts.map(factField), ...paper.subjects.map(({ heading, rows, entries }) => part(heading, [heading, ...rows.map(({ name, yes, no, abstain, result }) => [name, yes, no, abstain, result].join('\t')), ...entries.flatMap(entryLines)])), field('日期', paper.date)]
    default: return assertNever(paper)
  }
}

const field = (label: string, text: string): PaperPart => ({ label, text, kind: 'field' })
const part = (label: string, lines: readonly string[]): PaperPart => ({ label, text: lines.join('\n'), kind: 'part' })
const factField = ({ label, text }: Fact): PaperPart => field(label, text)
const labelled = ({ label, text }: Fact): string => `${label}：${text}`
const sectionPart = ({ heading, lines }: Section): PaperPart => part(heading, [heading, ...lines])
const entryLines = ({ label, lines: [first, ...rest] }: Entry): string[] => [label === '' ? first : `${label}：${first}`, ...rest]

/** An item whole, then what was settled of it alone: web forms ask for that without the speeches. */
function itemParts(item: RecordItem | MinutesItem): PaperPart[] {
  const { heading, decision, actions } = item
  const told = 'report' in item ? [...item.report, ...item.speeches, ...item.discussion, ...item.vote] : []
  const whole = part(heading, [heading, ...[...told, ...decision, ...actions].flatMap(entryLines)])
  const short = heading.slice(0, heading.indexOf('、')) || heading
  return [
    whole,
    // Without its label: the field of the form is called that already.
    part(`${short}、决定`, decision.flatMap(({ lines }) => lines)),
    part(`${short}、议定事项`, actions.flatMap(({ lines }) => lines)),
  ]
}

const tidy = (text: string): string => text.split('\n').map((line) => line.replace(/[\s\u3000]+$/u, '')).join('\n').replace(/^\n+|\n+$/g, '')
/** Whether anything stands there but a line to write on. */
const isSaid = (text: string): boolean => text.replaceAll(blankDate, '').replaceAll(`${blank}人`, '').replaceAll(blank, '').replace(/[\s\u3000]/gu, '') !== ''
