import { assertNever } from '../../../shared/domain/assertNever.ts'
import { resolutionText, type Entry, type Fact, type MinutesPaper, type NoticePaper, type Paper, type RecordPaper, type SignInPaper } from './paper.ts'
import { noncePlaceholder, printStyle } from './printStyle.ts'

/** The page of a paper as it is printed and previewed: static, without any script, every word escaped. */
export const printHtml = (paper: Paper): string => htmlPage(`<body class="${paper.preset}">${heading(paper.title)}${bodyOf(paper)}</body>`, printStyle)

/** A complete document around a body. It has no title: Chromium would write it into the PDF. */
export const htmlPage = (body: string, style: string): string =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style nonce="${noncePlaceholder}">${style}</style></head>${body}</html>`

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char).replaceAll('\n', '<br>')

const p = (style: string, text: string): string => `<p class="${style}">${escape(text)}</p>`
const leadP = (style: string, face: 'hei' | 'kai', lead: string, text: string): string => `<p class="${style}">${lead === '' ? '' : `<span class="${face}">${escape(lead)}</span>`}${escape(text)}</p>`
const heading = (title: string): string => `<h1>${escape(title)}</h1>`

/** 时间：… with the label in 黑体, spread to the width of four characters. */
function factP({ label, text }: Fact): string {
  const letters = [...label]
  const spread = letters.length === 2 || letters.length === 3 ? `<span class="spread${letters.length}">${escape(letters.slice(0, -1).join(''))}</span>${escape(letters.at(-1) ?? '')}` : escape(label)
  return `<p class="fact"><span class="hei">${spread}：</span>${escape(text)}</p>`
}

const runningEntry = (face: 'hei' | 'kai') => ({ label, lines: [first, ...rest] }: Entry): string =>
  leadP('body', face, label === '' ? '' : `${label}：`, first) + rest.map((text) => p('body', text)).join('')

const th = (text: string): string => `<th><p>${escape(text)}</p></th>`
const td = (text: string, attributes = ''): string => `<td${attributes}><p>${escape(text)}</p></td>`
const tr = (cells: string, style = 'whole'): string => `<tr class="${style}">${cells}</tr>`
const wide = ' colspan="3"'
const factRow = ({ label, text }: Fact): string => tr(th(label) + td(text, wide))
/** A row whose text may run over the page. */
const textRow = (label: string, text: string): string => tr(th(label) + td(text, wide), 'long')
const entryRow = ({ label, lines }: Entry): string => textRow(label, lines.join('\n'))
const titleRow = (text: string): string => tr(td(text, ' colspan="4" class="title"'), 'whole title')
const factTable = (rows: string): string => `<table><colgroup><col class="label"><col class="half"><col class="label"><col class="half"></colgroup><tbody>${rows}</tbody></table>`

/** Facts as rows; 主持人 and 记录人 are short and share one. */
function factRows(facts: readonly Fact[]): string {
  return facts.map((fact, index) => {
    const next = facts[index + 1]
    if (fact.label === '主持人' && next?.label === '记录人') return tr(th(fact.label) + td(fact.text) + th(next.label) + td(next.text))
    return fact.label === '记录人' && facts[index - 1]?.label === '主持人' ? '' : factRow(fact)
  }).join('')
}

const unmarkedFact = (unmarked: string): Fact[] => (unmarked === '' ? [] : [{ label: '未登记', text: unmarked }])

function bodyOf(paper: Paper): string {
  switch (paper.document) {
    case 'record': return recordBody(paper)
    case 'signIn': return signInBody(paper)
    case 'minutes': return minutesBody(paper)
    case 'notice': return noticeBody(paper)
    default: return assertNever(paper)
  }
}

function recordBody({ preset, facts, unmarked, opening, items }: RecordPaper): string {
  const guests = facts.findIndex((fact) => fact.label === '列席')
  const allFacts = facts.toSpliced(guests, 0, ...unmarkedFact(unmarked))
  if (preset === 'table') {
    return factTable([
      factRows(allFacts),
      factRow({ label: '开场', text: opening.join('\n') }),
      ...items.map((item) => titleRow(item.heading) + [...item.report, ...item.speeches, ...item.discussion, ...item.vote].map(entryRow).join('') + textRow('决定', resolutionText(item))),
      tr(th('主持人签字') + td('') + th('记录人签字') + td(''), 'whole last'),
    ].join(''))
  }
  return [
    ...allFacts.map(factP),
    ...opening.map((text) => p('body', text)),
    ...items.map((item) => `<h2>${escape(item.heading)}</h2>`
      + [...item.report, ...item.speeches, ...item.discussion].map(runningEntry('kai')).join('')
      + [...item.vote, ...item.decision, ...item.actions].map(runningEntry('hei')).join('')),
    p('signing', '主持人签字：　　　　　　记录人签字：'),
  ].join('')
}

function signInBody({ preset, facts, rows, totals }: SignInPaper): string {
  const columns = ['序号', '姓名', '职务', '签名', '到会情况', '备注']
  const sheet = '<table class="signIn"><colgroup>' + columns.map((_, index) => `<col class="c${index + 1}">`).join('') + `</colgroup><thead>${tr(columns.map(th).join(''))}</thead><tbody>`
    + rows.map((row) => tr([row.number, row.name, row.post, '', row.state, row.note].map((text) => td(text, ' class="centre"')).join(''))).join('')
    + `${tr(td(totals, ' colspan="6"'))}</tbody></table>`
  return (preset === 'table' ? factTable(factRows(facts)) : facts.map(factP).join('')) + sheet
}

const ending = ({ sender, date }: { sender: string; date: string }): string => p('sender', sender) + p('date', date)

function minutesBody(paper: MinutesPaper): string {
  const { preset, facts, lead, items, people } = paper
  if (preset === 'table') {
    return factTable(factRows([...facts, ...people]) + items.map((item) => titleRow(item.heading) + textRow('决定', resolutionText(item))).join('')) + ending(paper)
  }
  return p('body', lead)
    + items.map((item) => `<h2>${escape(item.heading)}</h2>${[...item.decision, ...item.actions].map(runningEntry('hei')).join('')}`).join('')
    + people.map(({ label, text }) => leadP('people', 'hei', `${label}：`, text)).join('') + ending(paper)
}

function noticeBody(paper: NoticePaper): string {
  const { preset, addressee, lead, facts, agenda, requirements } = paper
  const head = p('addressee', addressee) + p('body', lead)
  if (preset === 'table') return head + factTable(factRows(facts) + textRow('议题', agenda.join('\n')) + textRow('要求', requirements)) + ending(paper)
  const numerals = ['一', '二', '三', '四']
  return head + facts.map(({ label, text }, index) => leadP('body', 'hei', `${numerals[index] ?? ''}、${label}：`, text)).join('')
    + `<h2>五、议题</h2>${agenda.map((text) => p('body', text)).join('')}` + leadP('body', 'hei', '六、要求：', requirements) + ending(paper)
}
