import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { DocumentPreset } from '../../../shared/domain/documents.ts'
import { resolutionText, type Entry, type Fact, type Paper, type RecordItem } from './paper.ts'

/** What fills the tags of a template: a text, or a list for {#名称}…{/名称}. */
export type Tags = { [tag: string]: string | TagList }
export type TagList = readonly (string | Tags)[]

/** An entry in running text: {引语} is its label with the colon, {首段} and {#续段}{.}{/续段} are its paragraphs. */
const runningTags = ({ label, lines: [first, ...rest] }: Entry): Tags => ({ 引语: label === '' ? '' : `${label}：`, 首段: first, 续段: rest })
/** An entry in a row of a table: {标签} in a cell of its own, {全文} in the other. */
const rowTags = ({ label, lines }: Entry): Tags => ({ 标签: label, 全文: lines.join('\n') })

/** Facts are known in a template by their labels: {时间}, {地点}. */
const factTags = (facts: readonly Fact[]): Tags => Object.fromEntries(facts.map(({ label, text }) => [label, text]))

const resolutionTags = (preset: DocumentPreset, item: Pick<RecordItem, 'decision' | 'actions'>): Tags =>
  (preset === 'table' ? { 决定: resolutionText(item) } : { 决定: item.decision.map(runningTags), 议定事项: item.actions.map(runningTags) })

/** The Chinese tags of a paper's template. A text with \n stands in one paragraph of several lines. */
export function wordTags(paper: Paper): Tags {
  switch (paper.document) {
    case 'record': {
      const { 议题: agendaList = '', ...facts } = factTags(paper.facts)
      return {
        标题: paper.title,
        ...facts,
        议题目录: agendaList,
        未登记: paper.unmarked === '' ? [] : [{ 未登记人员: paper.unmarked }],
        开场: paper.preset === 'table' ? paper.opening.join('\n') : paper.opening,
        议题: paper.items.map((item) => {
          const tags = paper.preset === 'table' ? rowTags : runningTags
          return {
            议题标题: item.heading,
            汇报: item.report.map(tags),
            发言: item.speeches.map(tags),
            讨论: item.discussion.map(tags),
            表决: item.vote.map(tags),
            ...resolutionTags(paper.preset, item),
          }
        }),
      }
    }
    case 'signIn':
      return {
        标题: paper.title,
        ...factTags(paper.facts),
        签到: paper.rows.map((row) => ({ 序号: row.number, 姓名: row.name, 职务: row.post, 到会情况: row.state, 备注: row.note })),
        合计: paper.totals,
      }
    case 'minutes':
      return {
        标题: paper.title,
        ...(paper.preset === 'table' ? factTags(paper.facts) : { 导语: paper.lead }),
        议题: paper.items.map((item) => ({ 议题标题: item.heading, ...resolutionTags(paper.preset, item) })),
        名单: paper.people.map(({ label, text }) => ({ 类别: label, 姓名: text })),
        署名: paper.sender,
        成文日期: paper.date,
      }
    case 'notice':
      return {
        标题: paper.title,
        主送: paper.addressee,
        导语: paper.lead,
        ...factTags(paper.facts),
        议题: paper.preset === 'table' ? paper.agenda.join('\n') : paper.agenda,
        要求: paper.requirements,
        署名: paper.sender,
        成文日期: paper.date,
      }
    default: return assertNever(paper)
  }
}
