import type { Verification } from './library.ts'

/** What 党费 is reckoned by (domain rules section 4.1). `student` and `hardship` pay a fixed sum; `reduced` pays what was approved. */
export const duesCategories = ['salaried', 'annualSalary', 'selfEmployed', 'retired', 'farmer', 'student', 'hardship', 'reduced'] as const
export type DuesCategory = (typeof duesCategories)[number]
export const duesCategoryNames: Record<DuesCategory, string> = {
  salaried: '按月领工资', annualSalary: '年薪制', selfEmployed: '不按月取得收入', retired: '离退休', farmer: '农民', student: '学生', hardship: '下岗失业、低保等', reduced: '少交或免交',
}

/** One rate of the whole base, not of a slice of it (全额累进). `upTo`: in 分, inclusive; null: whatever is above. `basisPoints`: 50 are 0.5%. */
export interface DuesRate { upTo: number | null; basisPoints: number }

/** How a category is reckoned. `fixed`: in 分 a month, least and most. Neither rates nor fixed: what the superior committee approved. */
export interface DuesRule {
  rates: readonly DuesRate[] | null
  fixed: { least: number; most: number } | null
  /** What the base is, in words. */
  base: string
  source: string
  verification: Verification
}

const rules2008 = '关于中国共产党党费收缴、使用和管理的规定（中组发〔2008〕3号）'
const notice2017 = '关于进一步规范党费工作的通知（组电明字〔2017〕5号）'
const wages: readonly DuesRate[] = [{ upTo: 300_000, basisPoints: 50 }, { upTo: 500_000, basisPoints: 100 }, { upTo: 1_000_000, basisPoints: 150 }, { upTo: null, basisPoints: 200 }]

/** Nothing after these two papers was found; the officer confirms every amount. */
export const duesRules: Record<DuesCategory, DuesRule> = {
  salaried: { rates: wages, fixed: null, base: '税后、相对固定、经常性的工资收入：固定部分和按月普发的奖金、绩效', source: notice2017, verification: 'read' },
  annualSalary: { rates: wages, fixed: null, base: '当月实际领取的薪酬', source: rules2008, verification: 'secondHand' },
  selfEmployed: { rates: wages, fixed: null, base: '上季度月均纯收入', source: rules2008, verification: 'read' },
  retired: { rates: [{ upTo: 500_000, basisPoints: 50 }, { upTo: null, basisPoints: 100 }], fixed: null, base: '基本离退休费或基本养老金，不含津补贴', source: notice2017, verification: 'read' },
  farmer: { rates: null, fixed: { least: 20, most: 100 }, base: '没有固定收入，每月0.20元至1.00元', source: rules2008, verification: 'read' },
  student: { rates: null, fixed: { least: 20, most: 20 }, base: '每月0.20元', source: rules2008, verification: 'read' },
  hardship: { rates: null, fixed: { least: 20, most: 20 }, base: '下岗失业、靠抚恤救济、领取低保，每月0.20元', source: rules2008, verification: 'memory' },
  reduced: { rates: null, fixed: null, base: '确有困难，由支部研究，报上一级党委批准', source: rules2008, verification: 'read' },
}

/** 每人每月一般不超过 1000 元, in 分; more is paid of one's own will. */
export const usualMost = 100_000
/** So many months in a row without a payment are told (党章第九条; 教管条例第31条). */
export const lapsedMonths = 6
/** So many months may be made up for as a rule. */
export const makeUpMonths = 6
/** What is left out of the base, with its source. */
export const leftOutInWords = `不计入基数：个人所得税，五险一金和年金，住房、交通、通讯、误餐、加班、取暖、防暑降温等补贴，只发给少数人的津补贴，不定期、不普发的奖金（${notice2017}）`
