import * as z from 'zod'
import { duesCategories, duesRules, usualMost, type DuesRate } from '../rules/dues.ts'
import { FilledLine, Line } from './text.ts'
import { IsoDate } from './dates.ts'

/** Money is whole 分, never a fraction of 元: 107.15元 is 10715. */
export type Fen = number
/** The largest sum that is taken: a billion 元 less one 分. */
const mostFen = 99_999_999_999
export const FenAmount = z.int().min(0).max(mostFen)

/** 2026-03. */
export const Month = z.string().regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/)
export type Month = z.infer<typeof Month>
export const DuesCategory = z.enum(duesCategories)
export type DuesCategory = z.infer<typeof DuesCategory>

/** To what a reckoned sum is rounded, half up (LOCAL: the centre says nothing; 分 unless the unit chose). */
export const duesRoundings = ['fen', 'jiao', 'yuan'] as const
export const DuesRounding = z.enum(duesRoundings)
export type DuesRounding = z.infer<typeof DuesRounding>
export const duesRoundingNames: Record<DuesRounding, string> = { fen: '到分', jiao: '到角', yuan: '到元' }
/** How the unit does it (LOCAL). `nextMonthFrom`: who is taken in by a 党员大会 on this day of a month or later pays from the next month; null: always from its month. */
export const DuesSettings = z.strictObject({ rounding: DuesRounding, nextMonthFrom: z.int().min(2).max(31).nullable() })
export type DuesSettings = z.infer<typeof DuesSettings>
export const usualSettings: DuesSettings = { rounding: 'fen', nextMonthFrom: null }
export const settingsInWords = ({ rounding, nextMonthFrom }: DuesSettings): string => `取整${duesRoundingNames[rounding]}，${nextMonthFrom === null ? '大会通过的当月起交' : `${nextMonthFrom}日以后通过的下月起交`}`
const unitOf: Record<DuesRounding, Fen> = { fen: 1, jiao: 10, yuan: 100 }

/** A part of an income. `counted` makes the base, `left` is told and not counted (津补贴), `deducted` is taken off (五险一金, 年金, 个税). */
export const duesPartRoles = ['counted', 'left', 'deducted'] as const
export const DuesPartRole = z.enum(duesPartRoles)
export type DuesPartRole = z.infer<typeof DuesPartRole>
export const duesPartRoleNames: Record<DuesPartRole, string> = { counted: '计入', left: '不计入', deducted: '扣除' }
export const DuesPart = z.strictObject({ name: FilledLine(40), role: DuesPartRole, amount: FenAmount })
export type DuesPart = z.infer<typeof DuesPart>
export const mostParts = 30

/** What is usually looked at, by category; the officer fills in amounts, renames and adds. */
export const usualParts: Partial<Record<DuesCategory, readonly Omit<DuesPart, 'amount'>[]>> = {
  salaried: [
    { name: '岗位工资', role: 'counted' }, { name: '年功工资', role: 'counted' }, { name: '按月普发的绩效', role: 'counted' }, { name: '交通补贴', role: 'left' }, { name: '通讯补贴', role: 'left' }, { name: '误餐补贴', role: 'left' },
    { name: '个人五险一金', role: 'deducted' }, { name: '企业年金', role: 'deducted' }, { name: '个人所得税', role: 'deducted' },
  ],
  retired: [{ name: '基本养老金', role: 'counted' }, { name: '津补贴', role: 'left' }],
}

const moneyPattern = /^(\d{1,9})(?:\.(\d{1,2}))?$/
/** Reads a sum of 元 as people write it: 6500, 6,500.5元, ￥6500. Null for what is negative, no number, or finer than a 分. Answers 分. */
export function readMoney(text: string): Fen | null {
  const match = moneyPattern.exec(text.normalize('NFKC').replace(/[,，\s¥￥元]/g, ''))
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}
/** 10715 → 107.15. */
export const moneyOf = (fen: Fen): string => `${String(fen).length > 2 ? String(fen).slice(0, -2) : '0'}.${String(fen).padStart(2, '0').slice(-2)}`

/** 150 basis points → 1.5%. */
const percentOfRate = ({ basisPoints }: DuesRate): string => `${String(basisPoints / 100)}%`

/** The base that parts make: counted less deducted; null where that is negative. */
export function baseOf(parts: readonly DuesPart[]): Fen | null {
  const sum = parts.reduce((total, { role, amount }) => total + (role === 'counted' ? amount : role === 'deducted' ? -amount : 0), 0)
  return sum < 0 ? null : sum
}

/** A share of a sum, rounded half up to a unit; exact, in whole numbers only. */
function shareOf(base: Fen, basisPoints: number, unit: Fen): Fen {
  const [whole, part] = [BigInt(base) * BigInt(basisPoints), 10_000n * BigInt(unit)]
  return Number((2n * whole + part) / (2n * part)) * unit
}

/** How a monthly sum comes about, for the officer to confirm. `proposed`: what is offered as 核定; null: nothing can be reckoned. `lines`: the calculation step by step. */
export interface DuesReckoning { rate: DuesRate | null; calculated: Fen | null; proposed: Fen | null; lines: readonly string[]; hints: readonly string[] }

/**
 * What somebody of a category would pay a month (中组发〔2008〕3号, 组电明字〔2017〕5号): the whole base times one rate. Advises; the 核定 amount
 * is the officer's. `base` null: none is given, or the category has none. Errors: RangeError for a base that is no whole, non-negative number of 分.
 */
export function reckonDues(category: DuesCategory, base: Fen | null, rounding: DuesRounding = 'fen'): DuesReckoning {
  if (base !== null && (!Number.isSafeInteger(base) || base < 0)) throw new RangeError('not a sum of money')
  const { rates, fixed, base: what } = duesRules[category]
  if (fixed !== null) {
    const lines = [fixed.least === fixed.most ? `定额：每月${moneyOf(fixed.least)}元` : `定额：每月${moneyOf(fixed.least)}元至${moneyOf(fixed.most)}元`]
    return { rate: null, calculated: fixed.least, proposed: fixed.least, lines, hints: [] }
  }
  if (rates === null) return { rate: null, calculated: null, proposed: null, lines: [what], hints: [] }
  if (base === null) return { rate: null, calculated: null, proposed: null, lines: [], hints: [] }
  const at = rates.findIndex(({ upTo }) => upTo === null || base <= upTo)
  const rate = rates[at]
  if (rate === undefined) throw new RangeError('no rate for this base')
  const calculated = shareOf(base, rate.basisPoints, unitOf[rounding])
  const isTooMuch = calculated > usualMost
  return {
    rate, calculated, proposed: isTooMuch ? usualMost : calculated,
    lines: [`${rangeInWords(rates, at)}：整个基数按${percentOfRate(rate)}`, `${moneyOf(base)}元×${percentOfRate(rate)}＝${moneyOf(calculated)}元${rounding === 'fen' ? '' : `（四舍五入${duesRoundingNames[rounding]}）`}`],
    hints: isTooMuch ? [`算出来${moneyOf(calculated)}元；每人每月一般不超过${moneyOf(usualMost)}元，自愿可以多交。`] : [],
  }
}

/** 3000元以上至5000元（含） in words. */
function rangeInWords(rates: readonly DuesRate[], at: number): string {
  const [below, upTo] = [rates[at - 1]?.upTo ?? null, rates[at]?.upTo ?? null]
  const whole = (fen: Fen): string => moneyOf(fen).replace('.00', '')
  if (upTo === null) return `${whole(below ?? 0)}元以上`
  return below === null ? `${whole(upTo)}元以下（含）` : `${whole(below)}元以上至${whole(upTo)}元（含）`
}

/** The category that a file names (memberCodes.ts); null where it names none. */
export function categoryOfFile(code: string | undefined): DuesCategory | null {
  if (code === 'exempt') return 'reduced'
  return duesCategories.find((category) => category === code) ?? null
}

/** What an officer confirms for somebody from a month of a year on. */
export const DuesEdit = z.strictObject({
  personId: z.uuid(),
  fromMonth: Month.describe('holds until the year ends, or until a later one of the same year'),
  category: DuesCategory,
  base: FenAmount.nullable().default(null).describe('in 分; null where the category has none. Not looked at where parts are given'),
  parts: z.array(DuesPart).max(mostParts).default([]).describe('what the base is made of'),
  amount: FenAmount.describe('核定, in 分 a month; 0: 免交'),
  reason: Line(200).default('').describe('why it is changed within the year, or less than reckoned'),
  approvedOn: IsoDate.nullable().default(null).describe('of reduced: when the superior committee approved it'),
  documentNo: Line(120).default('').describe('of reduced: the number of the approval'),
  note: Line(200).default(''),
})
export type DuesEdit = z.output<typeof DuesEdit>

/** An assessment as it is shown: never with its base. */
export const DuesAssessment = z.object({
  id: z.uuid(), personId: z.uuid(), fromMonth: Month, category: DuesCategory, hasBase: z.boolean(), calculated: FenAmount.nullable(), amount: FenAmount,
  reason: z.string(), approvedOn: IsoDate.nullable(), documentNo: z.string(), note: z.string(), at: z.iso.datetime(), who: z.string(),
})
export type DuesAssessment = z.infer<typeof DuesAssessment>

export const DuesPayment = z.object({ personId: z.uuid(), month: Month, amount: FenAmount, paidOn: IsoDate, note: z.string() })
export type DuesPayment = z.infer<typeof DuesPayment>

/**
 * notOwed: was no member then, or paid elsewhere. exempt: 免交. unassessed: owes, but no amount is confirmed. open: the month has not begun.
 * paid: in full and not after the month. late: in full, made up for. part: less than confirmed. missing: nothing.
 */
export const duesStates = ['notOwed', 'exempt', 'unassessed', 'open', 'paid', 'late', 'part', 'missing'] as const
export const DuesState = z.enum(duesStates)
export type DuesState = z.infer<typeof DuesState>
export const duesStateNames: Record<DuesState, string> = { notOwed: '不应交', exempt: '免交', unassessed: '未核定', open: '还没到', paid: '已交', late: '补交', part: '没有交足', missing: '未交' }

export const DuesMonth = z.object({ state: DuesState, due: FenAmount.nullable().describe('null: not assessed, or not owed'), paid: FenAmount.describe('0: nothing'), paidOn: IsoDate.nullable(), note: z.string().describe('of the payment') })
export type DuesMonth = z.infer<typeof DuesMonth>

export const DuesRow = z.object({
  personId: z.uuid(), name: z.string(), group: z.string(), isProbationary: z.boolean(), isHere: z.boolean(), fileCategory: DuesCategory.nullable().describe('as the file says'), fileHasBase: z.boolean(),
  months: z.array(DuesMonth).length(12).describe('January first'), assessments: z.array(DuesAssessment).describe('of the year, the first month first'),
  due: FenAmount.describe('of the months owed so far'), paid: FenAmount.describe('of the year'), lacking: z.int().describe('months missing or not paid in full, until now'),
})
export type DuesRow = z.infer<typeof DuesRow>

/** Whence many are assessed at once: what was confirmed the year before, or category and base of the files. */
export const duesSources = ['lastYear', 'files'] as const
export const DuesSource = z.enum(duesSources)
export type DuesSource = z.infer<typeof DuesSource>

export const DuesYear = z.object({
  year: z.int(), on: IsoDate, month: Month.nullable().describe('the running month, where it is of this year'), begins: Month.nullable().describe('the first month ever assessed; null: 党费 is not kept'), settings: DuesSettings,
  rows: z.array(DuesRow), offers: z.record(DuesSource, z.int()).describe('how many could be assessed at once, by where that is known from'),
})
export type DuesYear = z.infer<typeof DuesYear>
