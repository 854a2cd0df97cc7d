import { assertNever } from '../../../shared/domain/assertNever.ts'
import { escapeHtml } from './html.ts'
import { resolutionText } from './itemEntries.ts'
import { numberedNotice, pairsOf, signingText } from './layout.ts'
import type { Ballot, BallotPaper, Entry, Fact, MinutesPaper, NoticePaper, Paper, RecordItem, RecordPaper, Section, SignInPaper, TallyPaper, TallyRow } from './paper.ts'
import { photoPage, photoPageStyle } from './printPhotos.ts'
import { ballotStyle, noncePlaceholder, printStyle } from './printStyle.ts'

/** The page of a paper as it is printed and previewed: static, without any script, every word escaped. */
export const printHtml = (paper: Paper): string => htmlPage(`<body class="${paper.preset}">${bodyOf(paper)}</body>`, paper.document === 'ballot' ? printStyle + ballotStyle : printStyle + photoPageStyle)

/** The print page of a form of the unit's own with the page of photos that ends its record. */
export const withPrintedPhotos = (html: string, paper: Paper): string => (paper.document !== 'record' || paper.photos.length === 0 ? html
  : html.replace('</style>', () => `${photoPageStyle}</style>`).replace('</body>', () => `${photoPage(paper, escapeLine)}</body>`))

/** A complete document around a body. It has no title: Chromium would write it into the PDF. */
export const htmlPage = (body: string, style: string): string =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style nonce="${noncePlaceholder}">${style}</style></head>${body}</html>`

/** A year stands with its 年 on one line (GB/T 9704 7.3.3: 数字、年份不能回行). */
export const escapeLine = (text: string): string =>
  escapeHtml(text).replaceAll('\n', '<br>').replace(/(?<!\d)\d{4}年/g, '<span class="year">$&</span>')

const p = (style: string, text: string): string => `<p class="${style}">${escapeLine(text)}</p>`
const leadP = (style: string, face: 'hei' | 'kai', lead: string, text: string): string => `<p class="${style}">${lead === '' ? '' : `<span class="${face}">${escapeLine(lead)}</span>`}${escapeLine(text)}</p>`
const heading = (title: string): string => `<h1>${escapeLine(title)}</h1>`

/** 时间： with the label in 黑体, spread to the width of four characters. */
function spreadLabel(label: string): string {
  const letters = [...label]
  const spread = letters.length === 2 || letters.length === 3 ? `<span class="spread${letters.length}">${escapeLine(letters.slice(0, -1).join(''))}</span>${escapeLine(letters.at(-1) ?? '')}` : escapeLine(label)
  return `<span class="hei">${spread}：</span>`
}
const factP = ({ label, text }: Fact): string => `<p class="fact">${spreadLabel(label)}${escapeLine(text)}</p>`

const runningEntry = (face: 'hei' | 'kai') => ({ label, lines: [first, ...rest] }: Entry): string =>
  leadP('body', face, label === '' ? '' : `${label}：`, first) + rest.map((text) => p('body', text)).join('')

const th = (text: string): string => `<th><p>${escapeLine(text)}</p></th>`
const td = (text: string, attributes = ''): string => `<td${attributes}><p>${escapeLine(text)}</p></td>`
/** A name of two characters as wide as one of three, without a blank in it. */
const nameTd = (name: string): string => (/^\p{Script=Han}{2}$/u.test(name) ? `<td class="centre"><p><span class="spreadName">${name.slice(0, 1)}</span>${name.slice(1)}</p></td>` : td(name, ' class="centre"'))
const tr = (cells: string, style = 'whole'): string => `<tr class="${style}">${cells}</tr>`
const wide = ' colspan="3"'
const centre = ' class="centre"'
/** A row whose text may run over the page. */
const textRow = (label: string, text: string): string => tr(th(label) + td(text, wide), 'long')
const entryRow = ({ label, lines }: Entry): string => textRow(label, lines.join('\n'))
const titleRow = (text: string): string => tr(td(text, ' colspan="4" class="title"'), 'whole title')
const factTable = (rows: string): string => `<table><colgroup><col class="label"><col><col class="label"><col></colgroup><tbody>${rows}</tbody></table>`

/** Facts as rows; 主持人 and 记录人 are short and share one. */
function factRows(facts: readonly Fact[]): string {
  return facts.map((fact, index) => {
    const next = facts[index + 1]
    if (fact.label === '主持人' && next?.label === '记录人') return tr(th(fact.label) + td(fact.text) + th(next.label) + td(next.text))
    return fact.label === '记录人' && facts[index - 1]?.label === '主持人' ? '' : textRow(fact.label, fact.text)
  }).join('')
}

/** Decision and 议定事项 of an item in one row, or none. */
function resolutionRow(item: Pick<RecordItem, 'decision' | 'actions'>): string {
  const text = resolutionText(item)
  return text === '' ? '' : textRow('决定', text)
}
const sectionRows = ({ heading: text, lines }: Section): string => titleRow(text) + tr(td(lines.join('\n'), ' colspan="4"'), 'long')
const sectionPs = ({ heading: text, lines }: Section): string => `<h2>${escapeLine(text)}</h2>${lines.map((line) => p('body', line)).join('')}`

function bodyOf(paper: Paper): string {
  switch (paper.document) {
    case 'record': return heading(paper.title) + recordBody(paper) + photoPage(paper, escapeLine)
    case 'signIn': return heading(paper.title) + signInBody(paper)
    case 'minutes': return minutesHeading(paper) + minutesBody(paper)
    case 'notice': return heading(paper.title) + noticeBody(paper)
    case 'ballot': return ballotBody(paper)
    case 'tally': return heading(paper.title) + tallyBody(paper)
    default: return assertNever(paper)
  }
}

function recordBody({ preset, facts, opening, items, sections, signers }: RecordPaper): string {
  if (preset === 'table') {
    return factTable([
      factRows(facts),
      opening.length === 0 ? '' : textRow('开场', opening.join('\n')),
      ...items.map((item) => titleRow(item.heading) + [...item.report, ...item.speeches, ...item.discussion, ...item.vote].map(entryRow).join('') + resolutionRow(item)),
      ...sections.map(sectionRows),
      ...pairsOf(signers).map(([left, right]) => tr(th(left) + td('') + th(right) + td(''), 'whole last')),
    ].join(''))
  }
  return [
    ...facts.map(factP),
    ...opening.map((text) => p('body', text)),
    ...items.map((item) => `<h2>${escapeLine(item.heading)}</h2>`
      + [...item.report, ...item.speeches, ...item.discussion].map(runningEntry('kai')).join('')
      + [...item.vote, ...item.decision, ...item.actions].map(runningEntry('hei')).join('')),
    ...sections.map(sectionPs),
    p('signing', signingText(signers)),
  ].join('')
}

function signInBody({ preset, facts, rows, totals, dense }: SignInPaper): string {
  const columns = ['序号', '姓名', '职务', '签名', '到会情况', '备注']
  const sheet = '<table class="signIn"><colgroup>' + columns.map((_, index) => `<col class="c${index + 1}">`).join('') + `</colgroup><thead>${tr(columns.map(th).join(''))}</thead><tbody>`
    + rows.map((row) => tr([row.number, row.name, row.post, '', row.state, row.note].map((text, index) => (index === 1 ? nameTd(text) : td(text, ' class="centre"'))).join(''), dense ? 'whole dense' : 'whole')).join('')
    + `${tr(td(totals, ' colspan="6"'))}</tbody></table>`
  return (preset === 'table' ? factTable(factRows(facts)) : signInFacts(facts)) + sheet
}

/** 主持人 and 记录人 share a line, so that the sheet has room for names. */
const signInFacts = (facts: readonly Fact[]): string => facts.slice(0, 2).map(factP).join('')
  + `<p class="fact">${facts.slice(2).map(({ label, text }) => spreadLabel(label) + escapeLine(text)).join('　　')}</p>`

const ending = ({ sender, date }: { sender: string; date: string }): string => p('sender', sender) + p('date', date)

const minutesHeading = ({ title, issue }: MinutesPaper): string => `<h1>${escapeLine(title)}${issue === '' ? '' : `<br><span class="issue">${escapeLine(issue)}</span>`}</h1>`

function minutesBody(paper: MinutesPaper): string {
  const { preset, facts, lead, items, sections, people } = paper
  const leadPs = lead.map((text) => p('body lead', text)).join('')
  const end = ending(paper) + (paper.sentTo === '' ? '' : leadP('sentTo', 'hei', '分送：', paper.sentTo))
  if (preset === 'table') {
    return leadPs + factTable(factRows([...facts, ...people]) + items.map((item) => titleRow(item.heading) + resolutionRow(item)).join('') + sections.map(sectionRows).join('')) + end
  }
  return leadPs
    + facts.map(factP).join('')
    + items.map((item) => `<h2>${escapeLine(item.heading)}</h2>${[...item.decision, ...item.actions].map(runningEntry('hei')).join('')}`).join('')
    + sections.map(sectionPs).join('')
    + people.map(({ label, text }) => leadP('people', 'hei', `${label}：`, text)).join('') + end
}

function noticeBody(paper: NoticePaper): string {
  const { preset, addressee, lead, facts, agenda, requirements } = paper
  const head = p('addressee', addressee) + p('body', lead)
  if (preset === 'table') return head + factTable(factRows(facts) + (agenda.length === 0 ? '' : textRow('议题', agenda.join('\n'))) + textRow('要求', requirements)) + ending(paper)
  const numbered = numberedNotice(paper)
  return head + numbered.facts.map(({ label, text }) => leadP('body', 'hei', `${label}：`, text)).join('')
    + (numbered.agenda === null ? '' : `<h2>${escapeLine(numbered.agenda)}</h2>${agenda.map((text) => p('body', text)).join('')}`)
    + leadP('body', 'hei', `${numbered.requirements}：`, requirements) + ending(paper)
}

const ballotBody = ({ pages }: BallotPaper): string => pages.map((ballots) => `<div class="ballots">${ballots.map(ballotTable).join('')}</div>`).join('')

function ballotTable({ heading: text, column, matter, candidates, others, rule, date }: Ballot): string {
  const boxes = td('') + td('') + td('')
  return '<div class="ballot">' + p('ballotName', text)
    + `<table><colgroup><col class="matter"><col><col><col></colgroup><tbody>${tr([column, '赞成', '不赞成', '弃权'].map(th).join(''))}`
    + (candidates.length === 0 ? tr(td(matter, centre) + boxes, 'box') : candidates.map((name) => tr(td(name, centre) + boxes, 'candidate')).join(''))
    + tr(td('另选他人', centre) + td('', wide), 'candidate').repeat(others)
    + `</tbody></table>${p('rule', rule)}${p('ballotDate', date)}</div>`
}

const tallyColumns = '<colgroup><col class="tallied"><col class="count"><col class="count"><col class="count"><col></colgroup>'
const tallyHead = tr(['候选人', '赞成', '不赞成', '弃权', '结果'].map(th).join(''))
/** 候选人 of an election, or no row. */
const tallyRows = (rows: readonly TallyRow[]): string => (rows.length === 0 ? '' : tallyHead + rows.map(({ name, yes, no, abstain, result }) => tr([name, yes, no, abstain, result].map((text) => td(text, centre)).join(''))).join(''))

function tallyBody({ preset, facts, subjects, signers, date }: TallyPaper): string {
  if (preset === 'table') {
    const long = (label: string, text: string) => tr(th(label) + td(text, ' colspan="4"'), 'long')
    return `<table>${tallyColumns}<tbody>${[
      ...facts.map(({ label, text }) => long(label, text)),
      ...subjects.map(({ heading: text, rows, entries }) => tr(td(text, ' colspan="5" class="title"'), 'whole title') + tallyRows(rows) + entries.map(({ label, lines }) => long(label, lines.join('\n'))).join('')),
      long('日期', date),
      ...pairsOf(signers).map(([left, right]) => tr(th(left) + td('', ' colspan="2"') + th(right) + td(''), 'whole last')),
    ].join('')}</tbody></table>`
  }
  return facts.map(factP).join('')
    + subjects.map(({ heading: text, rows, entries }) => `<h2>${escapeLine(text)}</h2>${rows.length === 0 ? '' : `<table>${tallyColumns}<tbody>${tallyRows(rows)}</tbody></table>`}${entries.map(runningEntry('hei')).join('')}`).join('')
    + p('signing', signingText(signers)) + p('date', date)
}
