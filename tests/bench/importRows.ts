import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readTable } from '../../electron/service/tables/readTable.ts'
import { forkParser } from '../../electron/service/workerProcess.ts'
import { idCheckDigit } from '../../shared/domain/idNumber.ts'
import { xlsxBy } from '../fixtures/tables/xlsx.ts'
import { figureOf, inTurns, measure, timed, type Measured } from './measure.ts'
import { temporaryFolder } from './temporary.ts'
import { openBenchWorkspace, type BenchWorkspace } from './workspace.ts'

export const importedRows = 10_000
export const importName = `读入${importedRows}行名册，逐行看会变成什么`
export const writtenName = `导入${importedRows}人，从读入到全部写下`
const groups = ['一', '二', '三', '四', '五']
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'
const headings = ['序号', '姓名', '性别', '民族', '出生年月', '学历', '身份证号码', '参加工作时间', '入党时间', '转正时间', '党内职务', '部门及岗位', '职称/技能等级', '党小组', '联系电话', '人员类别', '备注']

/** A roster as long as none is, of people who are nobody. */
export function longRoster(rows: number): Buffer {
  const people = Array.from({ length: rows }, (_, n) => {
    const [year, month, day] = [1960 + n % 40, n % 12 + 1, n % 28 + 1]
    const first17 = `999901${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(Math.floor(n / 840) * 2 + 1).padStart(3, '0')}`
    return [n + 1, `${surnames[n % 20] ?? ''}${String.fromCharCode(0x4e00 + n % 700)}${String.fromCharCode(0x5000 + Math.floor(n / 700))}`, '男', n % 3 === 0 ? '汉' : '汉族', `${year}.${String(month).padStart(2, '0')}`, '大学本科', `${first17}${idCheckDigit(first17)}`,
      `${year + 22}-07`, `${year + 25}-06-${String(day).padStart(2, '0')}`, `${year + 26}/06/${String(day).padStart(2, '0')}`, '', '物流分拣配送中心送货员', n % 2 === 0 ? '中级' : '三级', `第${groups[n % 5] ?? ''}党小组`, `139${String(n).padStart(8, '0')}`, '正式党员', '']
  })
  return xlsxBy({ sheets: [{ name: '花名册', rows: [['党员花名册'], ['填报时间：2026年8月31日'], [], headings, ...people] }] })
}

const onlyRead = '同一文件只读成表格'
const spawnParser = forkParser(resolve(import.meta.dirname, '../../electron/service/parser.ts'))
const justRead = (file: string) => readTable({ spawnParser, log: () => undefined }, { path: file })

async function withRoster(look: (file: string) => Promise<Measured>): Promise<Measured> {
  const { folder, remove } = temporaryFolder()
  const file = join(folder, '名册.xlsx')
  writeFileSync(file, longRoster(importedRows))
  try { return await look(file) } finally { remove() }
}

/** The file read, every row matched with the branch and shown. Answers the id of the source that was read. */
async function show({ service, ask }: BenchWorkspace, file: string): Promise<string> {
  const token = randomUUID()
  service.grant(token, file)
  const { counts, source } = await ask('members.importFile', { fileToken: token })
  if (counts.create !== importedRows) throw new Error(`读入${importedRows}行，只认出${counts.create}人`)
  return source
}

/** Ours: the file read, every row read, matched with the branch and shown. The floor: the file read, nothing more. */
export const importRows = (): Promise<Measured> => withRoster(async (file) => {
  const workspace = await openBenchWorkspace(0)
  try {
    return await measure({ name: importName, goal: { ratio: 1.5 }, floorIs: onlyRead, rounds: 5, ours: () => show(workspace, file), bare: () => justRead(file) })
  } finally {
    workspace.close()
  }
})

/** Ours: the same, and everybody written, each time into a workspace of its own; less the backup before that, whose time is that of the workspace and not of the file. */
export const importWritten = (): Promise<Measured> => withRoster(async (file) => {
  const ours = async (): Promise<number> => {
    const workspace = await openBenchWorkspace(0)
    try {
      const backup = await timed(() => workspace.ask('backup.create', {}))
      return await timed(async () => workspace.ask('members.importFile', { source: await show(workspace, file), commit: true })) - backup
    } finally {
      workspace.close()
    }
  }
  const bare = () => timed(() => justRead(file))
  for (const work of [ours, bare]) await work()
  const [ourTimes, bareTimes] = await inTurns(5, [ours, bare])
  return figureOf({ name: writtenName, unit: 'ms', goal: { ratio: 1.5 }, floorIs: onlyRead, ours: ourTimes, bare: bareTimes })
})
