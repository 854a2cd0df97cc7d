import type { IsoDate } from '../domain/dates.ts'
import type { StepCode } from '../domain/development.ts'
import { isToVerify, type Verification } from './library.ts'

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

/**
 * What a step leaves; the number is that of the common set of 50 forms (广西发展党员工作手册), 待核 elsewhere. What has no number there has a
 * word for its code, which is never shown (materialInWords).
 */
export interface StepMaterial {
  code: string
  name: string
  isForm?: true
  /** The material in which it is written down: it needs no paper of its own. */
  keptIn?: string
  /** It grows until this step is done, and is not missed before. */
  completeBy?: StepCode
}

export interface DevelopmentStep {
  code: StepCode
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
  /** How sure the text of 2026 is. */
  verification: Verification
  /** How sure the article of 2014 is. */
  verification2014: Verification
  materials: readonly StepMaterial[]
}

/** With what every row begins, so that a row says only what is its own. 2014 articles other than 5, 17, 19, 20, 21 and 33 are from memory. */
const row = (
  code: StepCode, no: number, stage: DevelopmentStage, name: string, decider: Decider, article: DevelopmentStep['article'], materials: readonly StepMaterial[],
  more: Partial<Pick<DevelopmentStep, 'repeats' | 'versions' | 'fields' | 'verification' | 'verification2014'>> = {},
): DevelopmentStep => ({ code, no, stage, name, decider, article, materials, repeats: false, fields: [], verification: 'secondHand', verification2014: 'memory', ...more })
const paper = (code: string, name: string, more: Omit<StepMaterial, 'code' | 'name'> = {}): StepMaterial => ({ code, name, ...more })
const form = { isForm: true } as const

/** Every row of domain rules section 2.2, in the order of the chart and of stepCodes. */
export const developmentSteps: readonly DevelopmentStep[] = [
  row('application', 1, 'application', '递交入党申请书', 'person', { 2026: '第5、6条', 2014: '第5、6条' }, [paper('1-1', '入党申请书')], { verification2014: 'read' }),
  row('initialTalk', 2, 'application', '党组织派人谈话', 'branch', { 2026: '第7条', 2014: '第7条' }, [paper('1-2', '谈话记录', form), paper('1-3', '发展党员全程纪实表', { ...form, completeBy: 'archived' })], { fields: ['people', 'meeting'] }),

  row('activistDetermined', 3, 'activist', '推荐和确定入党积极分子', 'committee', { 2026: '第8条', 2014: '第8条' }, [paper('2-1', '推荐（推优）登记表'), paper('2-2', '确定积极分子的支委会会议记录')], { fields: ['meeting'] }),
  row('activistFiled', 4, 'activist', '积极分子报上级党委备案', 'superior', { 2026: '第8条', 2014: '第8条' }, [paper('2-3', '积极分子备案表'), paper('2-4', '备案报告（附名册）')], { fields: ['documentNo'] }),
  row('mentorAssigned', 5, 'activist', '指定培养联系人', 'branch', { 2026: '第9条', 2014: '第9条' }, [paper('mentors', '培养联系人登记', { keptIn: '2-6' })], { fields: ['people'] }),
  row('activistReview', 6, 'activist', '积极分子半年考察', 'branch', { 2026: '第10、11条', 2014: '第10、11条' }, [paper('2-6', '积极分子培养考察登记表', { ...form, completeBy: 'prospectDetermined' })], { repeats: true, fields: ['people', 'meeting'] }),
  row('thoughtReport', 6, 'activist', '思想汇报', 'person', { 2026: '每季度一次，本单位惯例', 2014: '每季度一次，本单位惯例' }, [paper('2-5', '思想汇报')], { repeats: true, verification: 'custom', verification2014: 'custom' }),

  row('prospectDetermined', 7, 'prospect', '确定发展对象人选', 'committee', { 2026: '第13条', 2014: '第13条' }, [paper('3-2', '确定发展对象的支委会会议记录、征求意见记录')], { fields: ['meeting'] }),
  row('prospectFiled', 8, 'prospect', '发展对象人选报上级党委', 'superior', { 2026: '第13条', 2014: '第13条' }, [paper('3-1', '发展对象备案表'), paper('3-5', '发展对象备案报告')], { fields: ['result', 'documentNo'] }),
  row('prospectPublicity', 8, 'prospect', '发展对象公示', 'branch', { 2026: '第13条' }, [paper('3-3', '发展对象公示', form), paper('3-4', '公示情况登记表')], { versions: ['2026'], fields: ['until', 'result'] }),
  row('prospectListed', 8, 'prospect', '列为发展对象', 'superior', { 2026: '第13条', 2014: '第13条' }, []),
  row('introducersAssigned', 9, 'prospect', '确定入党介绍人', 'branch', { 2026: '第14、15条', 2014: '第14、15条' }, [paper('introducers', '入党介绍人登记', { keptIn: '4-3' })], { fields: ['people'] }),
  row('politicalReview', 10, 'prospect', '政治审查', 'branch', { 2026: '第16条', 2014: '第16条' }, [paper('3-6', '自传'), paper('3-7', '政审函', form), paper('3-8', '政审回函'), paper('3-9', '政审报告')], { fields: ['result', 'documentNo'] }),
  row('prospectTraining', 11, 'prospect', '短期集中培训', 'superior', { 2026: '第17条', 2014: '第17条' }, [paper('3-11', '培训登记表（结业证）')], { fields: ['until', 'days', 'hours', 'result'], verification2014: 'read' }),

  row('committeeScreening', 12, 'admission', '支委会审查', 'committee', { 2026: '第18条', 2014: '第19条' }, [paper('screening', '支委会审查会议记录')], { fields: ['meeting', 'result'], verification2014: 'read' }),
  row('preReview', 13, 'admission', '上级党委预审', 'superior', { 2026: '第18条', 2014: '第19条' }, [paper('4-1', '预审请示', form), paper('4-2', '预审意见')], { fields: ['result', 'documentNo'], verification2014: 'read' }),
  row('applicationForm', 14, 'admission', '填写入党志愿书', 'person', { 2026: '第18条前后', 2014: '第19条' }, [paper('4-3', '入党志愿书')], { fields: ['documentNo'], verification: 'memory', verification2014: 'read' }),
  row('admissionVote', 15, 'admission', '党员大会讨论接收', 'meeting', { 2026: '第19、20条', 2014: '第20、21条' }, [paper('4-4', '接收预备党员的党员大会会议记录'), paper('4-4-1', '票样', form), paper('4-4-2', '计票单', form), paper('4-4-3', '决议', form), paper('4-5', '接收预备党员的请示')], { fields: ['meeting', 'votes', 'result'], verification2014: 'read' }),
  row('superiorTalk', 16, 'admission', '上级党委派人谈话', 'superior', { 2026: '第24条', 2014: '第24条' }, [paper('superiorTalk', '谈话意见', { keptIn: '4-3' })], { fields: ['people', 'meeting'], verification: 'memory' }),
  row('admissionApproval', 17, 'admission', '上级党委审批接收', 'superior', { 2026: '第25条', 2014: '第26条左右' }, [paper('4-6', '接收预备党员的批复')], { fields: ['result', 'documentNo'] }),
  row('admissionFiled', 18, 'admission', '报再上一级组织部门备案', 'above', { 2026: '第25条', 2014: '第27条左右' }, [paper('4-7', '接收预备党员备案报告'), paper('4-8', '年度接收名册')], { fields: ['documentNo'] }),

  row('assignedToGroup', 19, 'probation', '编入支部和党小组', 'branch', { 2026: '第28条', 2014: '第28条左右' }, [paper('group', '编组记录')]),
  row('oath', 20, 'probation', '入党宣誓', 'branch', { 2026: '第29条', 2014: '第30条左右' }, [paper('oath', '宣誓记录、照片')], { fields: ['meeting'] }),
  row('probationReview', 21, 'probation', '预备党员教育考察', 'branch', { 2026: '第28、30条；每季度一次是本单位惯例', 2014: '每季度一次，本单位惯例' }, [paper('probation', '预备党员教育考察登记表', { completeBy: 'fullVote' })], { repeats: true, fields: ['people', 'meeting'], verification2014: 'custom' }),
  row('fullApplication', 22, 'probation', '提出转正申请', 'person', { 2026: '第31、32条', 2014: '第33条' }, [paper('5-2', '转正申请书', form)], { repeats: true, verification2014: 'read' }),
  row('fullPublicity', 23, 'probation', '转正公示', 'branch', { 2026: '会前公示5个工作日，本单位惯例', 2014: '会前公示5个工作日，本单位惯例' }, [paper('5-3', '转正公示', form), paper('5-4', '转正公示情况登记表')], { repeats: true, fields: ['until', 'result'], verification: 'custom', verification2014: 'custom' }),
  row('fullVote', 23, 'probation', '党员大会讨论转正', 'meeting', { 2026: '第31、32条', 2014: '第33条' }, [paper('5-1', '转正审查表'), paper('5-5', '讨论转正的党员大会会议记录'), paper('5-7', '转正审批请示', form)], { repeats: true, fields: ['meeting', 'votes', 'result'], verification2014: 'read' }),
  row('fullApproval', 24, 'probation', '上级党委审批转正', 'superior', { 2026: '第33条', 2014: '第34条左右' }, [paper('5-10', '转正批复')], { repeats: true, fields: ['result', 'documentNo'] }),
  row('archived', 25, 'probation', '材料归档', 'branch', { 2026: '第36条', 2014: '第37条左右' }, [paper('archive', '入党材料档案目录', form)]),
]

const byCode = new Map(developmentSteps.map((step) => [step.code, step]))
const placeOf = new Map(developmentSteps.map(({ code }, at) => [code, at]))
/** The row of a step. */
export function stepOf(code: StepCode): DevelopmentStep {
  const step = byCode.get(code)
  if (step === undefined) throw new RangeError(`no step ${code}`)
  return step
}
/** Where a step stands on the chart: earlier ones are smaller. */
export const stepPlace = (code: StepCode): number => placeOf.get(code) ?? -1
/** Whether a text asks for a step. */
export const asksFor = ({ versions }: DevelopmentStep, version: RuleVersion): boolean => versions === undefined || versions.includes(version)

/** 4-3入党志愿书; without the number where the common set has none. */
export const materialInWords = ({ code, name }: StepMaterial): string => (/^\d/.test(code) ? `${code}${name}` : name)

const verificationOf = ({ verification, verification2014 }: DevelopmentStep, version: RuleVersion): Verification => (version === '2026' ? verification : verification2014)
/** Whether the article of a step is still 待核. */
export const isStepToVerify = (code: StepCode, version: RuleVersion): boolean => isToVerify(verificationOf(stepOf(code), version))

/** The rule of a step as a finding names it, and whether its article is still 待核. */
export function citeStep(code: StepCode, version: RuleVersion): { rule: string; toVerify: boolean } {
  const step = stepOf(code)
  const verification = verificationOf(step, version)
  const article = step.article[version] ?? ''
  return { rule: verification === 'custom' ? article : `${versionNames[version]}${article}`, toVerify: isToVerify(verification) }
}
