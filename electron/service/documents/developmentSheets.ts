import { isShippedField } from '../../../shared/domain/developmentFields.ts'
import { listMark } from './developmentValues.ts'
import type { FieldValues } from './own/fieldValues.ts'
import { sheetWidth, type SheetBlock, type SheetCell, type SheetPaper, type SheetRow } from './sheetPaper.ts'

const size = 10.5
const rowHigh = 9.6

const head = (text: string): SheetCell => ({ text, isHead: true })
const value = (text: string, columns = 1): SheetCell => ({ text, columns, align: 'center' })
const long = (text: string): SheetCell => ({ text, columns: 5, align: 'left' })
/** Six columns: a label and its value three times. */
const sixths = [22, 35, 22, 35, 22, 34]
const table = (rows: SheetRow[]): SheetBlock => ({ block: 'table', columns: sixths.map((width) => Math.round(width * sheetWidth(false) / 170 * 100) / 100), size, rows })
const row = (...cells: SheetCell[]): SheetRow => ({ high: rowHigh, cells })
const open = (label: string, text: string, high: number): SheetRow => ({ high, mayBreak: true, fromTop: text !== '', cells: [head(label), long(text)] })
/** One opinion with a place for name, seal and day; written and sealed by hand. */
const opinion = (label: string, high: number, signs = '签字：　　　　　　　　（盖章）　　　　年　　月　　日'): SheetRow => ({ high, cells: [head(label), value(`\n\n　　　　　　　　${signs}`, 5)] })

const raw = ({ lines }: FieldValues, name: string): string => lines[name] ?? ''
const info = (values: FieldValues): string => `单位：${raw(values, '单位')}　　党支部：${raw(values, '支部')}`

/** The entries of a list as rows of cells; where the fields themselves are printed, the row that Word repeats. `least`: with empty rows to write on. */
function rowsOf(values: FieldValues, list: string, fields: readonly string[], least = 0): string[][] {
  const rows = (values.lists[list] ?? []).map(({ lines }) => {
    const cells = fields.map((field) => lines[field] ?? '')
    const name = lines[listMark]
    return name === undefined ? cells : cells.map((text, at) => `${at === 0 ? `{#${name}}` : ''}${text}${at === cells.length - 1 ? `{/${name}}` : ''}`)
  })
  const isPattern = values.lists[list]?.[0]?.lines[listMark] !== undefined
  return isPattern ? rows : [...rows, ...Array.from({ length: Math.max(0, least - rows.length) }, () => fields.map(() => ''))]
}

/** Who it is. */
function personRows(values: FieldValues): SheetRow[] {
  const pair = (label: string, field: string): SheetCell[] => [head(label), value(raw(values, field))]
  return [
    row(...pair('姓名', '姓名'), ...pair('性别', '性别'), ...pair('民族', '民族')), row(...pair('出生年月', '出生年月'), ...pair('籍贯', '籍贯'), ...pair('学历', '学历')),
    row(...pair('参加工作', '参加工作日期'), ...pair('部门', '部门'), ...pair('岗位', '岗位')), row(head('公民身份\n号码'), value(raw(values, '公民身份号码'), 3), ...pair('联系电话', '手机')),
  ]
}
/** The fields that the officer added and filled in. */
function ownRows(values: FieldValues): SheetRow[] {
  const own = Object.entries(values.lines).filter(([name, text]) => !isShippedField(name) && text !== '')
  return own.map(([name, text]) => row(head(name), long(text)))
}

/** 入党谈话记录 (细则 art. 7): two sign it. */
export const talkRecord = (values: FieldValues): SheetPaper => ({
  landscape: false, title: '入党谈话记录', info: info(values),
  blocks: [table([
    row(head('谈话对象'), value(raw(values, '姓名')), head('谈话人'), value(raw(values, '谈话人')), head('记录人'), value(raw(values, '谈话记录人'))),
    row(head('谈话时间'), value(raw(values, '谈话日期')), head('谈话地点'), value(raw(values, '谈话地点'), 3)),
    row(head('递交申请'), value(raw(values, '申请日期')), head('部门'), value(raw(values, '部门')), head('岗位'), value(raw(values, '岗位'))),
    ...ownRows(values),
    open('谈话内容', (values.paragraphs.谈话内容 ?? []).join('\n'), 160),
    { high: 18, cells: [head('谈话人\n签字'), value('', 2), head('谈话对象\n签字'), value('', 2)] },
  ])],
})

/** 入党积极分子备案表 (细则 art. 8). */
export const activistFiling = (values: FieldValues): SheetPaper => ({
  landscape: false, title: '入党积极分子备案表', info: info(values),
  blocks: [table([
    ...personRows(values),
    row(head('申请入党'), value(raw(values, '申请日期')), head('谈话时间'), value(raw(values, '谈话日期')), head('确定时间'), value(raw(values, '确定积极分子日期'))),
    row(head('培养联系人'), long(raw(values, '培养联系人'))), ...ownRows(values),
    open('本人简历', '', 36), open('现实表现', '', 30), opinion('党员推荐\n或群团推优\n意见', 28), opinion('支部委员会\n意见', 30), opinion('上级党委\n备案意见', 28),
  ])],
})

const reviewHeads = (what: string): SheetRow => ({ repeats: true, cells: [head('序号'), head('考察时间'), { text: what, isHead: true, columns: 3 }, head('考察人')] })
const reviewRows = (values: FieldValues, list: string, least: number, high: number): SheetRow[] =>
  rowsOf(values, list, ['序号', '日期', '内容', '考察人'], least).map(([number = '', on = '', said = '', who = '']) => ({ high, mayBreak: true, cells: [value(number), value(on), { text: said, columns: 3, align: 'left' }, value(who)] }))

/** 入党积极分子培养教育考察登记表 (细则 art. 10, 11): half a year to a row. */
export const cultivationForm = (values: FieldValues): SheetPaper => ({
  landscape: false, title: '入党积极分子培养教育考察登记表', info: info(values),
  blocks: [
    table([
      ...personRows(values),
      row(head('申请入党'), value(raw(values, '申请日期')), head('确定时间'), value(raw(values, '确定积极分子日期')), head('备案时间'), value(raw(values, '积极分子备案日期'))),
      row(head('培养联系人'), value(raw(values, '培养联系人'), 3), head('指定时间'), value(raw(values, '确定联系人日期'))), ...ownRows(values),
    ]),
    { block: 'heading', text: '思想汇报' },
    {
      block: 'table', columns: [22, 35, 113], size,
      rows: [{ repeats: true, cells: ['序号', '日期', '内容'].map(head) }, ...rowsOf(values, '思想汇报', ['序号', '日期', '内容'], 4).map((cells): SheetRow => ({ cells: cells.map((text, at) => ({ text, align: at === 2 ? 'left' : 'center' })) }))],
    },
    { block: 'heading', text: '考察情况（每半年一次）' },
    table([reviewHeads('考察情况和支部意见'), ...reviewRows(values, '考察', 4, 24)]),
    { block: 'note', text: '培养联系人签字：　　　　　　　　　　　　　　　　　　党支部书记签字：' },
  ],
})

/** 预备党员教育考察登记表 (细则 art. 28, 30). */
export const probationForm = (values: FieldValues): SheetPaper => ({
  landscape: false, title: '预备党员教育考察登记表', info: info(values),
  blocks: [
    table([
      ...personRows(values),
      row(head('大会通过'), value(raw(values, '接收大会日期')), head('批准时间'), value(raw(values, '接收审批日期')), head('预备期满'), value(raw(values, '预备期满日期'))),
      row(head('编入党小组'), value(raw(values, '党小组')), head('宣誓时间'), value(raw(values, '宣誓日期')), head('入党介绍人'), value(raw(values, '入党介绍人'))), ...ownRows(values),
    ]),
    { block: 'heading', text: '考察情况' },
    table([reviewHeads('现实表现和支部意见'), ...reviewRows(values, '预备考察', 4, 20)]),
    table([opinion('党小组意见', 22), opinion('入党介绍人\n意见', 22), opinion('支部委员会\n意见', 24)]),
  ],
})

/** 转正申请书: written by hand on the lines (细则 art. 32); nothing of its words is made up. */
export const fullApplication = (values: FieldValues): SheetPaper => ({
  landscape: false, title: '转正申请书', info: `申请人：${raw(values, '姓名')}　　大会通过：${raw(values, '接收大会日期')}　　预备期满：${raw(values, '预备期满日期')}`,
  blocks: [
    { block: 'table', columns: [sheetWidth(false)], size: 12, rows: Array.from({ length: 19 }, (_, at) => ({ high: 11, cells: [{ text: at === 0 ? '敬爱的党组织：' : '', align: 'left' as const }] })) },
    { block: 'note', text: '本人手写：预备期内的政治表现、学习和工作情况，主要优缺点，改正情况和今后的努力方向，并提出转正申请。' },
    { block: 'note', text: '申请人签名：　　　　　　　　　　　　　　　　　　　　　　　　年　　月　　日' },
  ],
})

/** 全程纪实表: what was done, step by step (待核: in which form a province asks it). */
export const processRecord = (values: FieldValues): SheetPaper => ({
  landscape: false, title: '发展党员全程纪实表', info: info(values),
  blocks: [
    table([...personRows(values), row(head('培养联系人'), value(raw(values, '培养联系人'), 2), head('入党介绍人'), value(raw(values, '入党介绍人'), 2)), ...ownRows(values)]),
    { block: 'heading', text: '纪实' },
    {
      block: 'table', columns: [12, 34, 34, 30, 40, 20], size,
      rows: [
        { repeats: true, cells: ['步骤', '内容', '时间', '责任人', '情况', '经办人\n签字'].map(head) },
        ...rowsOf(values, '步骤', ['步骤号', '步骤', '日期', '责任人', '情况', ''], 12).map((cells): SheetRow => ({ high: rowHigh, cells: cells.map((text, at) => ({ text, align: at === 4 ? 'left' : 'center' })) })),
      ],
    },
    { block: 'note', text: '按年月日随时填写，谁经办谁签字；随入党志愿书归档。' },
  ],
})

/** 入党材料档案目录 (细则 2026 art. 36): what is there; pages that nobody counted are left to the hand. */
export function archiveList(values: FieldValues): SheetPaper {
  const entries = (values.lists.材料 ?? []).map(({ lines }) => lines)
  const pages = entries.filter(({ 页数 = '' }) => 页数 !== '')
  const isPattern = entries[0]?.[listMark] !== undefined
  const footer = isPattern ? '' : `合计：${entries.length}种${entries.reduce((sum, { 份数 = '' }) => sum + Number(份数), 0)}份，${pages.reduce((sum, { 页数 = '' }) => sum + Number(页数), 0)}页${pages.length === entries.length ? '' : `（另有${entries.length - pages.length}种没有填页数）`}。`
  return {
    landscape: false, title: '入党材料档案目录', info: `姓名：${raw(values, '姓名')}　　${info(values)}`,
    blocks: [
      {
        block: 'table', columns: [12, 18, 76, 14, 16, 34], size,
        rows: [
          { repeats: true, cells: ['序号', '编号', '材料名称', '份数', '页数', '落款日期'].map(head) },
          ...rowsOf(values, '材料', ['序号', '编号', '名称', '份数', '页数', '日期'], 16).map((cells): SheetRow => ({ high: rowHigh, cells: cells.map((text, at) => ({ text, align: at === 2 ? 'left' : 'center' })) })),
          ...(footer === '' ? [] : [{ high: rowHigh, cells: [{ text: footer, columns: 6, align: 'left' as const }] }]),
        ],
      },
      { block: 'note', text: '移交人签字：　　　　　　　　　　　　接收人签字：　　　　　　　　　　　　移交日期：　　　　年　　月　　日' },
    ],
  }
}
