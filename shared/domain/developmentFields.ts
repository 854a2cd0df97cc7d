import { OwnFieldName, usualFields, type DevelopmentPaper } from './developmentPapers.ts'
import type { TemplateField } from './template.ts'

const line = (name: string, meaning: string, example: string): TemplateField => ({ name, meaning, example, form: 'line', inside: [] })
const paragraphs = (name: string, meaning: string, example: string): TemplateField => ({ name, meaning, example, form: 'paragraphs', inside: [] })
const list = (name: string, meaning: string, inside: TemplateField[]): TemplateField => ({ name, meaning, example: `{#${name}}…{/${name}}`, form: 'list', inside })

const number = line('序号', '第几个，从1起', '1')
const [onDay, content] = [line('日期', '哪一天', '2026年3月10日'), line('内容', '写下的情况', '按时参加党课，工作踏实。')]

const sender: TemplateField[] = [
  line('标题', '文书的标题', '关于对发展对象陈思远同志进行预审的请示'), line('单位', '单位全称', '中共南浦县烟草专卖局（分公司）'), line('支部', '支部名称', '第二支部'), line('支部委员会', '支部委员会', '第二支部委员会'),
  line('上级党委', '报给谁，在“文书字段”里填', '中共南浦县烟草专卖局（分公司）委员会'), line('联系人', '支部的联系人', '林静怡'), line('联系电话', '支部的电话', '0000-0000000'), line('联系地址', '支部的地址', '县局三楼'),
  line('署名', '落款的党组织', '中共南浦县烟草专卖局（分公司）第二支部委员会'), line('成文日期', '文书的日期', '2026年8月12日'),
]
const person: TemplateField[] = [
  line('姓名', '姓名', '陈思远'), line('性别', '性别', '男'), line('民族', '民族', '汉族'), line('出生年月', '出生年月', '1996年5月'), line('籍贯', '籍贯', '南浦县'), line('学历', '学历', '大学本科'), line('学位', '学位', '学士'), line('毕业院校', '毕业院校', '某大学'), line('专业', '专业', '市场营销'),
  line('参加工作日期', '参加工作的时间', '2018年7月'), line('部门', '部门', '专卖科'), line('岗位', '岗位', '市场监管员'), line('行政职务', '行政职务', ''), line('职称', '职称', ''), line('党小组', '党小组', '第一党小组'), line('公民身份号码', '隐去中间，导出时要求完整才写全', '999***********0011'),
  line('手机', '同样隐去中间', '139****0001'), line('家庭住址', '同样隐去', '南浦县****'), line('家庭成员', '家庭成员和社会关系，同样隐去', '****'),
]
const counted = (what: string): TemplateField[] => [
  line(`${what}应到`, '应到会有表决权的正式党员', '15'), line(`${what}实到`, '实到其中人数', '13'), line(`${what}书面意见`, '会前书面意见几份', '1'), line(`${what}赞成`, '赞成，含书面意见', '13'), line(`${what}不赞成`, '不赞成，含书面意见', '0'), line(`${what}弃权`, '弃权', '1'), line(`${what}党员总数`, '支部党员总数', '16'),
]
const steps: TemplateField[] = [
  line('申请日期', '递交入党申请书', '2024年3月11日'), line('谈话日期', '党组织派人谈话', '2024年3月28日'), line('谈话人', '谁谈的', '林静怡'), line('谈话地点', '在哪里谈', '党员活动室'), line('谈话记录人', '谁记录', '郑浩然'),
  line('确定积极分子日期', '确定为入党积极分子', '2024年9月10日'), line('积极分子备案日期', '报上级党委备案', '2024年9月20日'), line('培养联系人', '培养联系人', '孙立军、林静怡'), line('确定联系人日期', '指定培养联系人', '2024年9月10日'),
  line('确定人选日期', '支委会研究确定发展对象人选', '2026年5月26日'), line('上级同意日期', '上级党委同意', '2026年5月29日'), line('公示开始', '公示第一天', '2026年6月1日'), line('公示结束', '公示最后一天', '2026年6月5日'), line('公示工作日', '公示几个工作日', '5'), line('列为发展对象日期', '列为发展对象', '2026年6月9日'),
  line('入党介绍人', '入党介绍人', '孙立军、林静怡'), line('确定介绍人日期', '确定入党介绍人', '2026年6月10日'), line('政审日期', '政治审查', '2026年7月31日'), line('审查范围', '按当时的细则：家庭主要成员和重要社会关系', '家庭主要成员和重要社会关系'),
  line('培训开始', '短期集中培训第一天', '2026年7月20日'), line('培训结束', '最后一天', '2026年7月22日'), line('培训天数', '几天', '3'), line('培训学时', '学时', '24'), line('支委会审查日期', '支委会审查', '2026年8月11日'),
  line('预审日期', '上级党委预审', '2026年8月31日'), line('预审文号', '预审意见的文号', ''), line('预审结果', '登记为合格时写预审合格，否则空白', '预审合格'), line('填写志愿书日期', '填写入党志愿书', '2026年9月10日'), line('接收大会日期', '党员大会讨论接收', '2026年9月18日'), ...counted('接收'), line('接收结果', '登记为通过时写同意接收，否则空白', '同意接收陈思远同志为中共预备党员'),
  line('组织谈话日期', '上级党委派人谈话', '2026年10月8日'), line('接收审批日期', '上级党委批准为预备党员', '2026年10月12日'), line('接收批复文号', '批复的文号', ''), line('编组日期', '编入党小组', '2026年10月13日'), line('宣誓日期', '入党宣誓', '2026年10月16日'), line('预备期满日期', '预备期满，延长的算在内；转正审批请示里不算正在请示的延长', '2027年9月18日'),
  line('转正申请日期', '提出转正申请', '2027年9月6日'), line('转正公示开始', '转正公示第一天', '2027年9月13日'), line('转正公示结束', '转正公示最后一天', '2027年9月17日'), line('转正公示工作日', '转正公示几个工作日', '5'), line('转正大会日期', '党员大会讨论转正', '2027年9月20日'), ...counted('转正'), line('转正结果', '按期转正、延长或取消', '按期转为正式党员'),
  line('转正审批日期', '上级党委批准转正', '2027年10月10日'), line('转正批复文号', '批复的文号', ''), line('归档日期', '材料归档', '2027年10月20日'),
]
const told: TemplateField[] = [
  paragraphs('谈话内容', '谈话记录里的要点；没有登记谈话的是空白', '谈入党动机和对党的认识。'), paragraphs('接收决议', '党员大会的决议', '第二支部于2026年9月18日召开党员大会……'), paragraphs('转正决议', '党员大会的决议', '第二支部于2027年9月20日召开党员大会……'),
  list('考察', '入党积极分子每半年的考察', [number, onDay, content, line('考察人', '谁考察', '孙立军')]), list('思想汇报', '每一次思想汇报', [number, onDay, content]), list('预备考察', '预备党员的考察', [number, onDay, content, line('考察人', '谁考察', '孙立军')]),
  list('步骤', '全程纪实：每做一步一行', [number, line('步骤号', '流程图上的第几步', '15'), line('阶段', '哪个阶段', '预备党员的接收'), line('步骤', '做了什么', '党员大会讨论接收'), onDay, line('责任人', '谁办的，或谁决定', '党支部党员大会'), line('情况', '结果和文号', '赞成13票，通过')]),
  list('材料', '已经归入的材料，一种一行', [number, line('编号', '材料编号', '1-1'), line('名称', '材料名称', '入党申请书'), line('份数', '几份', '1'), line('页数', '几页；没有填的是空白', '4'), onDay]),
  list('附件', '随文上报的材料', [number, line('名称', '材料名称', '入党申请书')]),
]
const all = [...sender, ...person, ...steps, ...told]

/** Every field that a form of 发展党员 may have: the same for all of them, since provinces cut their forms each in another way. Own fields of the officer are added where a form is read. */
export const developmentFields: readonly TemplateField[] = all
export const isShippedField = (name: string): boolean => all.some((field) => field.name === name)
/** Why a field of the officer's cannot be called so, as one Chinese sentence; null where it can. */
export function ownFieldFault(name: string): string | null {
  if (isShippedField(name) && !usualFields.some((usual) => usual === name)) return `“${name}”是自带的字段，内容来自档案和步骤，不用自己加。`
  return OwnFieldName.safeParse(name).success ? null : '字段名称最多20个字，不能有空格、花括号和斜线。'
}

/** What a paper says and its form should not be without. */
export const essentialDevelopmentFields: Record<DevelopmentPaper, readonly (readonly string[])[]> = {
  talkRecord: [['姓名'], ['谈话人'], ['谈话日期'], ['谈话内容']], processRecord: [['姓名'], ['步骤']], activistFiling: [['姓名'], ['申请日期'], ['确定积极分子日期']], cultivationForm: [['姓名'], ['确定积极分子日期'], ['培养联系人'], ['考察']],
  publicity: [['姓名'], ['公示开始'], ['公示结束'], ['署名']], reviewLetter: [['姓名'], ['审查范围'], ['署名']], preReviewRequest: [['姓名'], ['上级党委'], ['支委会审查日期'], ['署名'], ['成文日期']],
  admissionResolution: [['接收决议', '接收赞成']], admissionRequest: [['姓名'], ['上级党委'], ['接收大会日期'], ['署名'], ['成文日期']], probationForm: [['姓名'], ['接收大会日期'], ['预备考察']], fullApplication: [['姓名']],
  fullPublicity: [['姓名'], ['转正公示开始'], ['转正公示结束'], ['署名']], fullResolution: [['转正决议', '转正赞成']], fullRequest: [['姓名'], ['上级党委'], ['转正大会日期'], ['署名'], ['成文日期']], archiveList: [['姓名'], ['材料']],
}
