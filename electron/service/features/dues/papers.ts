import { noteAccess } from '../../../../db/repositories/accessNotes.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { baseOfAssessment } from '../../../../db/repositories/dues.ts'
import { chineseDate, localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { duesStateNames, moneyOf, type DuesMonth, type DuesRow, type DuesYear, type Fen } from '../../../../shared/domain/dues.ts'
import { monthInShort, monthsOfYear } from '../../../../shared/domain/duesYear.ts'
import type { DuesCategory } from '../../../../shared/rules/dues.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import { sheetBytes } from '../../documents/sheetBytes.ts'
import type { ListColumnOf } from '../../documents/sheetPaper.ts'
import type { Handlers } from '../../router.ts'
import { fault } from '../actions/acts.ts'
import { infoLine, paperOfList, senderOf, sheetOf, type ListPaper, type Sender } from '../memberPapers/papers.ts'
import { duesYearOf } from './gather.ts'

const narrow = (heading: string): ListColumnOf => ({ heading, align: 'center', wraps: false })
const wide = (heading: string): ListColumnOf => ({ heading, align: 'left', wraps: true })
/** Full characters of 10.5 pt in a line of a page that stands, and of one that lies. */
const [upright, across] = [44, 70]

/** What a month of the ledger says: the sum, and what it lacks. */
function monthCell({ state, paid, due }: DuesMonth): string {
  switch (state) {
    case 'notOwed': return paid > 0 ? moneyOf(paid) : '—'
    case 'exempt': return paid > 0 ? moneyOf(paid) : '免'
    case 'open': return ''
    case 'unassessed': return paid > 0 ? moneyOf(paid) : '未核定'
    case 'missing': return '未交'
    case 'part': return `${moneyOf(paid)}\n差${moneyOf((due ?? 0) - paid)}`
    case 'late': return `${moneyOf(paid)}\n补交`
    case 'paid': return moneyOf(paid)
  }
}
/** Names for a narrow column. */
const shortNames: Record<DuesCategory, string> = { salaried: '工资', annualSalary: '年薪', selfEmployed: '不按月', retired: '离退休', farmer: '农民', student: '学生', hardship: '低保等', reduced: '少交免交' }
const amountInWords = (amount: Fen): string => (amount === 0 ? '免交' : moneyOf(amount))
const sumOf = (rows: readonly DuesRow[], of: (row: DuesRow) => Fen): Fen => rows.reduce((sum, row) => sum + of(row), 0)
/** 90.00; 90.00 and from July on 105.00 below it. */
const amountsOf = ({ assessments }: DuesRow): string => assessments.map(({ amount, fromMonth }, at) => `${amountInWords(amount)}${at === 0 ? '' : `（${monthInShort(fromMonth)}起）`}`).join('\n')

function noteOf({ assessments, isHere, isProbationary, months }: DuesRow): string {
  const reduced = assessments.filter(({ category }) => category === 'reduced').map(({ documentNo }) => documentNo)
  const notes = months.flatMap(({ note }, at) => (note === '' ? [] : [`${at + 1}月${note}`]))
  return [isHere ? '' : '已不在本支部', isProbationary ? '预备党员' : '', ...reduced, ...notes].filter((part) => part !== '').join('；')
}

/** 党费收缴台账 of a year: what is confirmed, and month by month what was paid. `bases`: of whom it may be told, by assessment. */
export function duesLedger({ year, on, rows }: DuesYear, bases: ReadonlyMap<string, Fen | null> | null, sender: Sender): ListPaper {
  const baseColumn = ({ assessments }: DuesRow): string => assessments.map(({ id }) => { const base = bases?.get(id) ?? null; return base === null ? '—' : moneyOf(base) }).join('\n')
  return {
    sheetName: '党费收缴台账', title: `${sender.branch}${year}年党费收缴台账`, info: infoLine(sender, [`统计时间：截至${chineseDate(on)}`], across),
    columns: [narrow('序号'), narrow('姓名'), narrow('类别'), ...(bases === null ? [] : [narrow('计算基数')]), narrow('月应交'), ...monthsOfYear(year).map((month) => narrow(monthInShort(month))), narrow('已交'), wide('备注')],
    rows: rows.map((row, at) => [String(at + 1), row.name, row.assessments.map(({ category }) => shortNames[category]).join('\n'), ...(bases === null ? [] : [baseColumn(row)]), amountsOf(row), ...row.months.map(monthCell), moneyOf(row.paid), noteOf(row)]),
    footer: `合计：${rows.length}人，已交${moneyOf(sumOf(rows, ({ paid }) => paid))}元；截至统计时间应交${moneyOf(sumOf(rows, ({ due }) => due))}元，没有交足的${rows.filter(({ lacking }) => lacking > 0).length}人。`,
    notes: ['金额单位：元。按规定全额累进：整个基数乘一档比例。“补交”是当月以后交的，“差”是没有交足的部分，“—”是当月不应交。'],
  }
}

/** What is put up for everybody: who owed and paid how much in a quarter, or in the year until now. Neither bases nor reasons. */
export function duesPublicity({ year, on, rows }: DuesYear, quarter: number | undefined, sender: Sender): ListPaper {
  const running = on.slice(0, 7)
  const months = monthsOfYear(year).map((month, at) => ({ month, at })).filter(({ month, at }) => (quarter === undefined || Math.floor(at / 3) === quarter - 1) && month <= running)
  const period = quarter === undefined ? `${year}年` : `${year}年第${'一二三四'[quarter - 1] ?? ''}季度`
  const told = rows.flatMap((row) => {
    const asked = months.flatMap(({ month, at }) => { const found = row.months[at]; return found === undefined || (found.state === 'notOwed' && found.paid === 0) ? [] : [{ month, ...found }] })
    const lacks = asked.filter(({ state }) => state === 'missing' || state === 'part' || state === 'unassessed')
    return asked.length === 0 ? [] : [{ name: row.name, due: asked.reduce((sum, { due }) => sum + (due ?? 0), 0), paid: asked.reduce((sum, { paid }) => sum + paid, 0), amounts: amountsOf(row), isExempt: asked.every(({ state, paid }) => state === 'exempt' && paid === 0), words: lacks.map(({ month, state }) => `${monthInShort(month)}${duesStateNames[state]}`).join('、') }]
  })
  return {
    sheetName: '党费公示', title: `${sender.branch}${period}党费收缴情况公示`, info: infoLine(sender, [`统计时间：截至${chineseDate(on)}`], upright),
    columns: [narrow('序号'), narrow('姓名'), narrow('月应交'), narrow('应交'), narrow('已交'), wide('说明')],
    rows: told.map(({ name, amounts, due, paid, words, isExempt }, at) => [String(at + 1), name, amounts, moneyOf(due), moneyOf(paid), isExempt ? '免交' : words === '' ? '已交清' : words]),
    footer: `合计：${told.length}人，应交${moneyOf(told.reduce((sum, { due }) => sum + due, 0))}元，已交${moneyOf(told.reduce((sum, { paid }) => sum + paid, 0))}元。`,
    notes: ['金额单位：元。如有疑问，请向支部核对。'],
  }
}

/** 党费 as files. They are not encrypted; bases are in them only where purpose and password were given. */
export function duesExport(service: Service) {
  const { vault, pathOf, clock } = service
  return {
    'dues.export': async ({ fileToken, year, what, format, quarter, includeSensitive }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      vault.db()
      if (includeSensitive) await vault.expectPassword(includeSensitive.password)
      const before = vault.db()
      const today: IsoDate = localDay(clock())
      if (`${year}-01-01` > today) throw fault('year', `${year}年还没有到，没有可以统计的内容。`)
      const told = duesYearOf(before, year, today < `${year}-12-31` ? today : `${year}-12-31`)
      const isFull = includeSensitive !== undefined && what === 'ledger'
      const bases = isFull ? new Map(told.rows.flatMap(({ assessments }) => assessments.map(({ id }): [string, Fen | null] => [id, baseOfAssessment(before, id).base]))) : null
      const list = what === 'ledger' ? duesLedger(told, bases, senderOf(service)) : duesPublicity(told, quarter, senderOf(service))
      const lies = what === 'ledger'
      const bytes = format === 'xlsx' ? await (await import('../../documents/sheet.ts')).writeSheet(sheetOf(list, lies)) : await sheetBytes(service, paperOfList(list, lies), format)
      // Written down before it leaves: a note of an export that then failed harms nobody, the opposite does.
      const db = vault.db()
      db.transaction(() => {
        const stamp = stampOf(service)
        if (isFull && bases !== null && bases.size > 0) noteAccess(db, { act: 'export', personId: null, fields: 'duesBase', count: bases.size, purpose: includeSensitive.purpose }, stamp)
        noteAct(db, 'dues.export', null, stamp)
      }).immediate()
      const { writeAtomically } = await import('../../documents/writeFile.ts')
      writeAtomically(path, bytes)
      return { bytes: bytes.length, rows: list.rows.length }
    },
  } satisfies Partial<Handlers>
}
