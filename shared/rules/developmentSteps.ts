import type { IsoDate } from '../domain/dates.ts'
import type { Verification } from './library.ts'

/** The two texts of 中国共产党发展党员工作细则. A step is judged by the one in force on its day, never by a later one. */
export const ruleVersions = ['2014', '2026'] as const
export type RuleVersion = (typeof ruleVersions)[number]
export const versionNames: Record<RuleVersion, string> = { 2014: '发展党员工作细则（2014年）', 2026: '发展党员工作细则（2026年修订）' }
/** The day the text of 2026 was made known; 待核 whether it is also the day it took effect. */
export const revisedFrom: IsoDate = '2026-05-18'
export const versionOn = (day: IsoDate): RuleVersion => (day < revisedFrom ? '2014' : '2026')

export const developmentStages = ['application', 'activist', 'prospect', 'admission', 'probation'] as const
export type DevelopmentStage = (typeof developmentStages)[number]
export const stageNames: Record<DevelopmentStage, string> = {
  application: '申请入党', activist: '入党积极分子的确定和培养教育', prospect: '发展对象的确定和考察', admission: '预备党员的接收', probation: '预备党员的教育考察和转正',
}

/** Who decides a step: never the software. */
export type Decider = 'person' | 'branch' | 'committee' | 'meeting' | 'superior' | 'above'
export const deciderNames: Record<Decider, string> = {
  person: '本人', branch: '党支部', committee: '支部委员会（不设支委会的由党员大会）', meeting: '党支部党员大会', superior: '上级党委', above: '再上一级党委组织部门',
}

/** What the officer writes down of a step beside its day. */
export type StepField = 'until' | 'people' | 'hours' | 'days' | 'result' | 'votes' | 'meeting' | 'documentNo'

/** What a step leaves; the number is that of the common set of 50 forms (广西发展党员工作手册), 待核 elsewhere. */
export interface StepMaterial { code: string; name: string; isForm?: true }

export interface DevelopmentStep {
  code: string
  /** 1 to 25 as on the common chart; several entries may belong to one number. */
  no: number
  stage: DevelopmentStage
  name: string
  decider: Decider
  /** May be entered more than once: reviews, reports, and 转正 voted on again after an extension. */
  repeats: boolean
  /** Only asked under these texts; absent: under both. */
  versions?: readonly RuleVersion[]
  fields: readonly StepField[]
  /** Of the text of 2026, and of 2014 where known. */
  article: Partial<Record<RuleVersion, string>>
  verification: Verification
  materials: readonly StepMaterial[]
}
