// Rows are proposed while the rest of the file is still being read: what comes of it is what comes of the whole file.
import { describe, expect, it } from 'vitest'
import { xlsxBy, type Written, type WrittenSheet } from '../fixtures/tables/xlsx.ts'
import { settledOffice } from './office.ts'

const headings = ['序号', '姓名', '性别', '身份证号码', '人员类别', '党小组', '职务', '联系电话']
/** More than come at once. */
const people = (count: number, from = 0): Written[][] => Array.from({ length: count }, (_, i) => {
  const n = from + i
  return [n + 1, `${'赵钱孙李周吴郑王冯陈'[n % 10] ?? ''}${String.fromCharCode(0x4e00 + Math.floor(n / 10) * 3)}`, n % 2 === 0 ? '男' : '女', '', '正式党员', `第${'一二三'[n % 3] ?? ''}党小组`, '', `139${String(n).padStart(8, '0')}`]
})
const sheet = (rows: Written[][], more: Partial<WrittenSheet> = {}): WrittenSheet => ({ name: '花名册', rows: [['党员花名册'], headings, ...rows], ...more })

const withCell = (rows: Written[][], at: number, column: number, cell: Written): Written[][] => rows.map((row, n) => (n === at ? row.map((each, c) => (c === column ? cell : each)) : row))
const emptied = (rows: Written[][], column: number, from: number, to: number): Written[][] => rows.map((row, n) => (n > from && n <= to ? row.map((each, c) => (c === column ? '' : each)) : row))

const files: Record<string, WrittenSheet[]> = {
  '一张长的花名册': [sheet(people(700))],
  '最后才知道合并的单元格': [sheet(emptied(emptied(people(700), 5, 20, 40), 5, 620, 640), { merges: ['F23:F43', 'F623:F643'] })],
  '中间又有表头、空行、小计': [sheet([...people(300), headings, [], ...people(300, 300), ['小计', '600人'], headings, ...people(120, 600), ['合计', '720人'], ['填报人：林静怡']])],
  '小计行里写着一个人的名字': [sheet([...people(520), ['小计', '王小计', '男', '', '正式党员', '第一党小组'], ...withCell(people(100, 520), 90, 1, '王小计')])],
  '中间有通栏的小标题': [sheet([...people(300), ['第二党小组'], ...people(300, 300)], { merges: ['A303:H303'] })],
  '有隐藏的列和行': [sheet(people(700), { hiddenColumns: [2], hiddenRows: [10, 640] })],
  '后面的表更像花名册': [{ name: '联系电话', rows: [['姓名', '联系电话'], ...people(600).map((row) => [row[1] ?? '', row[7] ?? ''])] }, sheet(people(620))],
  '前面是很长的说明': [{ name: '填表说明', rows: Array.from({ length: 700 }, (_, n) => [`${n + 1}．本表由各党支部填写，逐级汇总后报送机关党委组织部门。`]) }, sheet(people(620))],
  '后来的一格说明这一列是行政职务': [sheet(withCell(withCell(people(700), 3, 6, '书记'), 650, 6, '客户经理'))],
  '一个人又出现在后面': [sheet([...people(600), ...people(30)])],
  '最后一行说明截至哪一天': [sheet([...people(620), ['截至2026年7月31日']])],
  '名单下面还有别的': [sheet([...people(600), [], [], ['外聘人员'], ['姓名', '人员类别'], ['外人甲', '群众'], ['外人乙', '群众']])],
}

describe('a roster that is proposed while it is read', () => {
  it.each(Object.entries(files))('%s', async (_name, sheets) => {
    const { ask } = await settledOffice()
    const first = await ask('members.importFile', { base64: xlsxBy({ sheets }).toString('base64'), name: '名册.xlsx' })
    expect(first.rows.length).toBeGreaterThan(550)
    // Asked for just that day, all of it is worked out from the whole file.
    const { asOfTold: _told, ...again } = await ask('members.importFile', { source: first.source, asOf: first.asOf })
    expect(first).toMatchObject(again)
    expect(again).toMatchObject({ rows: first.rows, counts: first.counts })
  })
})
