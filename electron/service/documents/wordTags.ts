import { assertNever } from '../../../shared/domain/assertNever.ts'
import type { DocumentPreset } from '../../../shared/domain/documents.ts'
import { resolutionText } from './itemEntries.ts'
import { numberedNotice, pairsOf, signingText } from './layout.ts'
import type { Entry, Fact, Paper, RecordItem, Section } from './paper.ts'

/** What fills the tags of a template: a text, or a list for {#名称}…{/名称}. */
export type Tags = { [tag: string]: string | TagList }
export type TagList = readonly (string | Tags)[]

/** An entry in running text: {引语} is its label with the colon, {首段} and {#续段}{.}{/续段} are its paragraphs. */
const runningTags = ({ label, lines: [first, ...rest] }: Entry): Tags => ({ 引语: label === '' ? '' : `${label}：`, 首段: first, 续段: rest })
/** An entry in a row of a table: {标签} in a cell of its own, {全文} in the other. */
const rowTags = ({ label, lines }: Entry): Tags => ({ 标签: label, 全文: lines.join('\n') })

/** A text in a row of its own, or no row. */
const asEntry = (text: string): Tags[] => (text === '' ? [] : [{ 全文: text }])

/**
 * An element of running text: {要素名}：{要素值}. A name of two or three characters is spread to the width of four, which a template can only
 * do with runs of their own: {两字距} or {三字距} hold all but its last character.
 */
function spreadTags({ label, text }: Fact): Tags {
  const letters = [...label]
  const head = letters.slice(0, -1).join('')
  const spread = letters.length === 2 || letters.length === 3
  return { 两字距: letters.length === 2 ? head : '', 三字距: letters.length === 3 ? head : '', 要素名: spread ? letters.at(-1) ?? '' : label, 要素值: text }
}
const plainTags = ({ label, text }: Fact): Tags => ({ 要素名: label, 要素值: text })

/** Facts as rows of a table: {要素}, but for 主持人 and 记录人, which are short and share one. Known by their labels: {主持人}. */
function tableFacts(facts: readonly Fact[]): Tags {
  const place = facts.findIndex(({ label }) => label === '主持人')
  const [chair, recorder] = place === -1 ? [] : facts.slice(place, place + 2)
  if (recorder?.label !== '记录人' || chair === undefined) return { 前要素: facts.map(plainTags), 主持记录: [], 要素: [] }
  return {
    前要素: facts.slice(0, place).map(plainTags),
    主持记录: [{ 主持人: chair.text, 记录人: recorder.text }],
    要素: facts.slice(place + 2).map(plainTags),
  }
}

const factTags = (preset: DocumentPreset, facts: readonly Fact[]): Tags => (preset === 'table' ? tableFacts(facts) : { 要素: facts.map(spreadTags) })

const resolutionTags = (preset: DocumentPreset, item: Pick<RecordItem, 'decision' | 'actions'>): Tags => {
  if (preset === 'official') return { 决定: item.decision.map(runningTags), 议定事项: item.actions.map(runningTags) }
  return { 决定: asEntry(resolutionText(item)) }
}

const sectionTags = (preset: DocumentPreset, sections: readonly Section[]): TagList =>
  sections.map(({ heading, lines }) => ({ 标题行: heading, 正文: preset === 'table' ? lines.join('\n') : lines }))

const signerTags = (preset: DocumentPreset, signers: readonly string[]): Tags =>
  (preset === 'table' ? { 签字: pairsOf(signers).map(([left, right]) => ({ 左签字: left, 右签字: right })) } : { 签字: signingText(signers) })

/** The Chinese tags of a paper's template. A text with \n stands in one paragraph of several lines. */
export function wordTags(paper: Paper): Tags {
  const { preset } = paper
  switch (paper.document) {
    case 'record':
      return {
        标题: paper.title,
        ...factTags(preset, paper.facts),
        开场: preset === 'table' ? asEntry(paper.opening.join('\n')) : paper.opening,
        议题: paper.items.map((item) => {
          const tags = preset === 'table' ? rowTags : runningTags
          return {
            议题标题: item.heading,
            汇报: item.report.map(tags),
            发言: item.speeches.map(tags),
            讨论: item.discussion.map(tags),
            表决: item.vote.map(tags),
            ...resolutionTags(preset, item),
          }
        }),
        其他要素: sectionTags(preset, paper.sections),
        ...signerTags(preset, paper.signers),
      }
    case 'signIn': {
      const rows = paper.rows.map((row) => ({ 序号: row.number, 姓名: row.name, 职务: row.post, 到会情况: row.state, 备注: row.note }))
      return {
        标题: paper.title,
        ...Object.fromEntries(paper.facts.map(({ label, text }) => [label, text])),
        签到: paper.dense ? [] : rows,
        密排签到: paper.dense ? rows : [],
        合计: paper.totals,
      }
    }
    case 'minutes': {
      const [lead = '', ...leadRest] = paper.lead
      return {
        标题: paper.title,
        // In the paragraph of the title, so that a paper without a number has no empty line.
        期号: paper.issue === '' ? '' : `\n${paper.issue}`,
        ...(preset === 'table' ? { 导语各段: paper.lead } : { 导语: lead, 导语续段: leadRest }),
        ...factTags(preset, paper.facts),
        议题: paper.items.map((item) => ({ 议题标题: item.heading, ...resolutionTags(preset, item) })),
        其他要素: sectionTags(preset, paper.sections),
        名单: paper.people.map(({ label, text }) => ({ 类别: label, 姓名: text })),
        署名: paper.sender,
        成文日期: paper.date,
        分送: paper.sentTo === '' ? [] : [paper.sentTo],
      }
    }
    case 'notice': {
      const { facts, requirements, agenda } = numberedNotice(paper)
      return {
        标题: paper.title,
        主送: paper.addressee,
        导语: paper.lead,
        要素: (preset === 'table' ? paper.facts : facts).map(plainTags),
        议题: agenda === null ? [] : [preset === 'table' ? { 全文: paper.agenda.join('\n') } : { 标题行: agenda, 各项: paper.agenda }],
        ...(preset === 'table' ? {} : { 要求标题: requirements }),
        要求: paper.requirements,
        署名: paper.sender,
        成文日期: paper.date,
      }
    }
    case 'ballot':
      return {
        各页: paper.pages.map((ballots) => ({
          各票: ballots.map(({ heading, column, matter, candidates, others, rule, date }) => ({
            票名: heading, 栏名: column, 事项票: candidates.length === 0 ? [{ 事项: matter }] : [], 候选票: candidates.map((name) => ({ 候选人: name })), 另选: Array<Tags>(others).fill({ 另选他人: '另选他人' }), 说明: rule, 日期: date,
          })),
        })),
      }
    case 'tally':
      return {
        标题: paper.title,
        要素: paper.facts.map(preset === 'table' ? plainTags : spreadTags),
        表决: paper.subjects.map(({ heading, rows, entries }) => ({
          表决事项: heading,
          选举: rows.length === 0 ? [] : [{ 候选: rows.map(({ name, yes, no, abstain, result }) => ({ 候选人: name, 赞成: yes, 不赞成: no, 弃权: abstain, 结果: result })) }],
          计票: entries.map(preset === 'table' ? rowTags : runningTags),
        })),
        ...signerTags(preset, paper.signers),
        日期: paper.date,
      }
    default: return assertNever(paper)
  }
}
