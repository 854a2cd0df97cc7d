import { assertNever } from './assertNever.ts'
import type { Masking } from './mask.ts'
import { degrees, duesKinds, educations, enterTypes, ethnicities, genders, healths, jobCategories, lostContacts, marriages, politicalStatuses, relationStatuses, skillLevels, titles, type Code } from './memberCodes.ts'
import type { PersonStatus } from './person.ts'

/**
 * How a field is written down. `partialDate`: a day or a month. `money`: yuan with two decimals, kept as 分.
 * `flag`: '1' or nothing. All values are texts; money is digits of 分.
 */
export type FieldForm = 'line' | 'text' | 'partialDate' | 'date' | 'code' | 'idNumber' | 'mobile' | 'money' | 'flag'
export const fieldGroups = ['basic', 'contact', 'party', 'work', 'dues', 'archive'] as const
export type FieldGroup = (typeof fieldGroups)[number]
export const fieldGroupNames: Record<FieldGroup, string> = { basic: '基本情况', contact: '联系方式和家庭', party: '党籍', work: '岗位和骨干', dues: '党费', archive: '档案和备注' }

export interface MemberField {
  label: string
  group: FieldGroup
  form: FieldForm
  codes?: readonly Code[]
  /** Characters at most, for line and text. */
  max?: number
  /** Sensitive (S of domain rules section 3.1): masked unless asked for. */
  masking?: Masking
  /** For whom the file is incomplete without it: everybody, members (预备 and 正式), full members, or who has applied. */
  requiredFor?: 'everybody' | 'members' | 'fullMembers' | 'applicants'
  /** Headings of rosters that mean this field, beside its label; compared without blanks and brackets. */
  headings?: readonly string[]
}
const field = (label: string, group: FieldGroup, form: FieldForm, more: Omit<MemberField, 'label' | 'group' | 'form'> = {}): MemberField => ({ label, group, form, ...more })

/** What a file holds beside name, 人员类别, 党内职务, 党小组, 表决权 and leaving, which are dated changes (domain rules section 3.1). */
export const memberFields = {
  gender: field('性别', 'basic', 'code', { codes: genders, requiredFor: 'everybody' }),
  idNumber: field('公民身份号码', 'basic', 'idNumber', { masking: 'idNumber', requiredFor: 'everybody', headings: ['身份证号', '身份证号码', '身份证', '身份号码', '证件号码', '公民身份证号'] }),
  ethnicity: field('民族', 'basic', 'code', { codes: ethnicities, requiredFor: 'everybody' }),
  birthOn: field('出生日期', 'basic', 'partialDate', { requiredFor: 'everybody', headings: ['出生年月', '出生年月日', '生日', '出生'] }),
  nativePlace: field('籍贯', 'basic', 'line', { max: 60 }),
  education: field('学历', 'basic', 'code', { codes: educations, requiredFor: 'everybody', headings: ['文化程度', '最高学历', '全日制学历'] }),
  degree: field('学位', 'basic', 'code', { codes: degrees }),
  school: field('毕业院校', 'basic', 'line', { max: 80, headings: ['毕业学校', '院校', '毕业院校及专业'] }),
  major: field('专业', 'basic', 'line', { max: 80, headings: ['所学专业'] }),
  enrolledOn: field('入学日期', 'basic', 'partialDate', { headings: ['入学时间'] }),
  graduatedOn: field('毕业日期', 'basic', 'partialDate', { headings: ['毕业时间'] }),
  politicalStatus: field('政治面貌', 'basic', 'code', { codes: politicalStatuses }),
  mobile: field('手机', 'contact', 'mobile', { masking: 'mobile', requiredFor: 'everybody', headings: ['联系电话', '手机号', '手机号码', '联系方式', '电话', '移动电话'] }),
  phone: field('固定电话', 'contact', 'line', { max: 40, masking: 'mobile', headings: ['固话', '办公电话', '座机'] }),
  address: field('家庭住址', 'contact', 'line', { max: 120, masking: 'address', headings: ['住址', '现居住地', '家庭地址', '居住地'] }),
  hukouPolice: field('户籍派出所', 'contact', 'line', { max: 80, masking: 'address', headings: ['户口所在派出所', '户籍地派出所'] }),
  marriage: field('婚姻状况', 'contact', 'code', { codes: marriages, masking: 'whole', headings: ['婚姻'] }),
  health: field('健康状况', 'contact', 'code', { codes: healths, masking: 'whole', headings: ['健康'] }),
  familyMembers: field('家庭成员和社会关系', 'contact', 'text', { max: 2000, masking: 'whole', headings: ['家庭成员', '家庭成员及社会关系', '社会关系'] }),
  appliedOn: field('申请入党日期', 'party', 'partialDate', { requiredFor: 'applicants', headings: ['申请入党时间', '申请时间'] }),
  activistOn: field('确定积极分子日期', 'party', 'partialDate', { headings: ['积极分子时间', '列为积极分子时间', '确定积极分子时间', '积极分子日期'] }),
  prospectOn: field('确定发展对象日期', 'party', 'partialDate', { headings: ['发展对象时间', '确定发展对象时间', '列为发展对象时间', '发展对象日期'] }),
  joinedOn: field('入党日期', 'party', 'partialDate', { requiredFor: 'members', headings: ['入党时间', '加入党组织日期', '加入党组织时间', '入党', '入党年月', '何时入党'] }),
  fullOn: field('转正日期', 'party', 'partialDate', { requiredFor: 'fullMembers', headings: ['转正时间', '转为正式党员日期', '转为正式党员时间', '转正', '转正年月'] }),
  introducers: field('入党介绍人', 'party', 'line', { max: 60, headings: ['介绍人'] }),
  joinBranch: field('入党时所在支部', 'party', 'line', { max: 80 }),
  fullBranch: field('转正时所在支部', 'party', 'line', { max: 80 }),
  relationStatus: field('组织关系状态', 'party', 'code', { codes: relationStatuses, headings: ['党组织关系状态', '组织关系'] }),
  enteredOn: field('进入本支部日期', 'party', 'partialDate', { headings: ['进入当前支部日期', '进入支部时间', '转入时间', '进入支部日期'] }),
  enterType: field('进入本支部方式', 'party', 'code', { codes: enterTypes, headings: ['进入支部方式', '转入方式'] }),
  floatingPlace: field('流动外出地', 'party', 'line', { max: 80, headings: ['外出地', '流动地点'] }),
  floatingSince: field('流动外出日期', 'party', 'partialDate', { headings: ['外出时间'] }),
  floatingContact: field('流动党员联系人', 'party', 'line', { max: 60 }),
  lostContact: field('失联情形', 'party', 'code', { codes: lostContacts }),
  lostContactOn: field('失联日期', 'party', 'partialDate'),
  exemptFromCalls: field('不作硬性要求', 'party', 'line', { max: 120, headings: ['不作硬性要求的原因'] }),
  department: field('部门', 'work', 'line', { max: 60, requiredFor: 'everybody', headings: ['部门及岗位', '所在部门', '单位部门', '工作部门', '部门岗位', '单位及职务', '工作单位及职务', '工作单位'] }),
  job: field('岗位', 'work', 'line', { max: 60, headings: ['工作岗位', '岗位名称'] }),
  jobCategory: field('岗位大类', 'work', 'code', { codes: jobCategories, headings: ['岗位类别', '工作岗位类别'] }),
  office: field('行政职务', 'work', 'line', { max: 60, headings: ['职务级别', '行政职务级别'] }),
  workSince: field('参加工作日期', 'work', 'partialDate', { requiredFor: 'everybody', headings: ['参加工作时间', '参工时间', '工作时间'] }),
  title: field('职称', 'work', 'code', { codes: titles, headings: ['职称技能等级', '专业技术职务', '技术职称'] }),
  skillLevel: field('技能等级', 'work', 'code', { codes: skillLevels, headings: ['职业技能等级'] }),
  isBackbone: field('业务骨干', 'work', 'flag', { headings: ['是否业务骨干', '骨干'] }),
  backboneKind: field('骨干类别', 'work', 'line', { max: 40 }),
  backboneBasis: field('骨干认定依据', 'work', 'line', { max: 120, headings: ['认定文号'] }),
  backboneSince: field('骨干认定日期', 'work', 'partialDate'),
  duesKind: field('党费类别', 'dues', 'code', { codes: duesKinds }),
  duesBase: field('党费计算基数', 'dues', 'money', { masking: 'money', headings: ['党费基数', '缴费基数', '计算基数'] }),
  duesNote: field('免交或少交批准', 'dues', 'line', { max: 120 }),
  archiveLocation: field('档案所在地', 'archive', 'line', { max: 80, headings: ['档案所在单位', '档案存放地'] }),
  note: field('备注', 'archive', 'text', { max: 1000 }),
} as const satisfies Record<string, MemberField>
export type FieldCode = keyof typeof memberFields
export const fieldCodes = Object.keys(memberFields) as FieldCode[]
/** The same with all that a field may have, for who does not know which it is. */
export const fieldOf: Readonly<Record<FieldCode, MemberField>> = memberFields
const known: ReadonlySet<string> = new Set(fieldCodes)
export const isFieldCode = (code: string): code is FieldCode => known.has(code)

/** The fields of one person; what is not known is absent. Codes as codes, money in 分, dates as PartialDate. */
export type MemberFieldValues = { [C in FieldCode]?: string }

/** Whether a file of somebody of this 类别 is incomplete without the field. */
export function isRequired(code: FieldCode, status: PersonStatus | null): boolean {
  const { requiredFor } = fieldOf[code]
  if (requiredFor === undefined) return false
  switch (requiredFor) {
    case 'everybody': return true
    case 'members': return status === 'fullMember' || status === 'probationaryMember'
    case 'fullMembers': return status === 'fullMember'
    case 'applicants': return status !== null && status !== 'nonMember'
    default: return assertNever(requiredFor)
  }
}
