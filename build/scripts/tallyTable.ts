import type { Table, TableRow } from 'docx'
import { cell, line, row, table, textWidth, type StyleId } from './templateParts.ts'

/** 候选人 (and the label of a row of text), 赞成, 不赞成, 弃权, 结果. The counts are as wide as 计票人签字. */
export const tallyWidths = [1940, 1660, 1660, 1660, textWidth - 1940 - 3 * 1660]
const [labelWidth = 0, countWidth = 0, , , resultWidth = 0] = tallyWidths

const cells = (style: StyleId, texts: readonly string[]) => texts.map((text, index) => cell([line(style, text)], { width: tallyWidths[index] ?? 0 }))

/** The head and one row for each 候选人, inside the loop {#选举} of an election. `open` and `close`: the tags of that loop, where it stands in a table. */
export const candidateRows = (open = '', close = ''): TableRow[] => [
  row(cells('TableHead', [`${open}候选人`, '赞成', '不赞成', '弃权', '结果'])),
  row(cells('TableCentre', ['{#候选}{候选人}', '{赞成}', '{不赞成}', '{弃权}', `{结果}{/候选}${close}`])),
]

const textRow = (label: string, tag: string): TableRow =>
  row([cell([line('TableHead', label)], { width: labelWidth }), cell([line('TableText', tag)], { span: 4, width: textWidth - labelWidth })], { whole: false })

/** The whole 计票单 of 表格式. */
export const tallyTable = (): Table => table(tallyWidths, [
  textRow('{#要素}{要素名}', '{要素值}{/要素}'),
  row([cell([line('TableTitle', '{#表决}{表决事项}')], { span: 5, width: textWidth })]),
  ...candidateRows('{#选举}', '{/选举}'),
  textRow('{#计票}{标签}', '{全文}{/计票}{/表决}'),
  textRow('日期', '{日期}'),
  row([
    cell([line('TableSigning', '{#签字}{左签字}')], { width: labelWidth }), cell([line('TableSigning', '')], { span: 2, width: 2 * countWidth }),
    cell([line('TableSigning', '{右签字}')], { width: countWidth }), cell([line('TableSigning', '{/签字}')], { width: resultWidth }),
  ], { least: 1000 }),
])
