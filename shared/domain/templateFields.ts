import { developmentFields, essentialDevelopmentFields } from './developmentFields.ts'
import { kindElements, meetingKinds, type MeetingKind } from './meetingKinds.ts'
import type { TemplateField } from './template.ts'
import { isDevelopmentPaper, type TemplateDocument } from './templateDocument.ts'

const line = (name: string, meaning: string, example: string): TemplateField => ({ name, meaning, example, form: 'line', inside: [] })
const paragraphs = (name: string, meaning: string, example: string): TemplateField => ({ name, meaning, example, form: 'paragraphs', inside: [] })
const list = (name: string, meaning: string, inside: TemplateField[]): TemplateField => ({ name, meaning, example: `{#${name}}…{/${name}}`, form: 'list', inside })

const number = line('序号', '第几个，从1起', '1')
const head: TemplateField[] = [
  line('标题', '文书的标题', '第二支部委员会2026年第9次会议记录'), line('会议名称', '会议或活动的名称', '第二支部委员会2026年第9次会议'), line('单位', '单位全称', '南浦县烟草专卖局（分公司）'), line('支部', '支部名称', '第二支部'),
  line('时间', '日期、星期和起止时间', '2026年9月8日（星期二）14:30—16:10'), line('日期', '开会日期', '2026年9月8日'), line('星期', '星期几', '星期二'), line('开始', '开始时间', '14:30'), line('结束', '结束时间', '16:10'),
  line('地点', '在哪里开', '县局三楼党员活动室'), line('主持人', '谁主持', '周启明'), line('记录人', '谁记录', '林静怡'), line('党小组', '党小组会的党小组', '第一党小组'),
]
const people: TemplateField[] = [
  line('应到', '应到人数', '5人'), line('实到', '实到人数', '5人'), line('应到有表决权', '应到会有表决权的人数', '5人'), line('实到有表决权', '实到有表决权的人数', '5人'), line('请假', '请假的人和原因', '2人（曹建国，赴市局培训；梁永康，住院）'),
  line('缺席', '缺席的人和原因', '无'), line('列席', '列席的人', '孙立军、钱雅文'), line('出席名单', '到会人的姓名', '周启明、林静怡、郑浩然'), line('请假名单', '请假人的姓名', '曹建国、梁永康'), line('缺席名单', '缺席人的姓名', '无'),
  line('请假人数', '请假几人', '2人'), line('缺席人数', '缺席几人', '0人'), line('列席人数', '列席几人', '2人'), line('线上', '线上参加的人', '1人（方子涵）'), line('补学', '补学的人', '曹建国（2026年9月25日，自学会议材料）'),
]
const action = [number, line('任务', '要做的事', '建立支部议定事项清单'), line('责任人', '谁负责', '吴国栋'), line('时限', '什么时候办完', '2026年9月30日前')]
const decided: TemplateField[] = [paragraphs('决定', '会议怎么决定', '会议决定：建立清单。'), list('议定事项', '要办的事，一项一行', action)]
const agendaInside: TemplateField[] = [
  number, line('汉字序号', '一、二、三', '一'), line('议题标题', '议题', '学习传达例会精神'), line('汇报人', '谁汇报', '郑浩然'), paragraphs('汇报', '汇报的内容', '郑浩然领学例会材料。'), paragraphs('讨论', '发言和讨论', '吴国栋：建议登记成任务。'),
  paragraphs('表决', '表决方式和票数', '赞成5票，不赞成0票，弃权0票。'), ...decided,
]
const agenda: TemplateField[] = [paragraphs('议题', '全部议题，一个一行；也可写成{#议题}…{/议题}', '一、学习传达例会精神。'), list('议题', '逐个议题', agendaInside)]
const ending: TemplateField[] = [line('署名', '落款的党组织', '中共南浦县烟草专卖局（分公司）第二支部委员会'), line('成文日期', '文书的日期', '2026年9月8日')]
const content = paragraphs('会议内容', '开场、逐个议题的汇报讨论表决决定，以及本类会议的其他内容', '一、学习传达例会精神')
const allActions: TemplateField[] = [paragraphs('议定事项', '全部议定事项，一项一段；也可写成{#议定事项}…{/议定事项}', '建立清单（责任人：吴国栋；时限：2026年9月30日前）。'), list('议定事项', '逐项', action)]
const signIn = list('签到', '应到和列席的人，一人一行', [number, line('姓名', '姓名', '周启明'), line('职务', '党内职务或类别', '党支部书记'), line('到会情况', '到、迟到、请假', '到'), line('备注', '原因、时长', '赴市局培训'), line('表决权', '有没有表决权', '有'), line('签名', '留空，供手签', '')])
const figures = ['发出票', '收回票', '有效票', '无效票', '赞成', '不赞成', '弃权'].map((name) => line(name, `${name}数`, '5'))

/** Elements of one kind, or of all; of one line or of several paragraphs. */
function elementFields(kind: MeetingKind | null): TemplateField[] {
  const found = new Map<string, TemplateField>()
  const taken = new Set([...head, ...people, ...agenda, ...allActions, ...ending].map(({ name }) => name))
  for (const each of kind === null ? meetingKinds : [kind]) {
    for (const { label, hint, entry } of kindElements[each]) {
      if (!taken.has(label) && !found.has(label)) found.set(label, (entry.form === 'text' ? paragraphs : line)(label, hint, ''))
    }
  }
  return [...found.values()]
}

/** Every field that a form of a document may have, for one kind of meeting or for all. `own`: fields of 发展党员 that the officer added. */
export function templateFields(document: TemplateDocument, kind: MeetingKind | null, own: readonly string[] = []): TemplateField[] {
  if (isDevelopmentPaper(document)) return [...developmentFields, ...own.filter((name) => !developmentFields.some((field) => field.name === name)).map((name) => line(name, '自己加的字段', ''))]
  switch (document) {
    case 'record': return [...head, ...people, ...agenda, paragraphs('开场', '主持人宣布', '主持人宣布：应到5人，实到5人。'), content, ...allActions, ...elementFields(kind), signIn, line('签字', '签字栏', '主持人签字：　　记录人签字：'), line('补记', '补记的日期', '2026年9月20日补记'), ...ending]
    case 'signIn': return [...head, ...people, signIn, line('合计', '应到、实到、请假、缺席合计', '应到5人，实到5人，请假0人，缺席0人；列席2人。'), ...ending]
    case 'minutes': return [...head, ...people, ...agenda, paragraphs('导语', '时间、地点、主持和会议主题', '2026年9月8日，周启明同志主持召开会议。'), content, ...allActions, ...elementFields(kind), ...ending]
    case 'notice': return [...head, line('主送', '通知谁', '支部委员会各委员：'), paragraphs('导语', '定于何时召开', '定于2026年9月8日召开会议。'), line('参加人员', '请谁参加', '周启明、林静怡'), line('列席', '请谁列席', '孙立军、钱雅文'), ...agenda, paragraphs('要求', '请假手续、准备材料', '请准时参加会议。'), ...elementFields(kind), ...ending]
    case 'ballot': return [...head, list('票', '每张票', [line('票名', '表决票的名称', '第二支部表决票'), line('栏目', '表决事项或候选人', '表决事项'), line('事项', '表决的事', '接收陈思远同志为中共预备党员'), paragraphs('说明', '怎么画票', '每票只选一项。'), line('日期', '表决日期', '2026年9月18日')]), ...ending]
    case 'tally': return [...head, list('计票', '逐个表决事项', [number, line('事项', '表决的事', '接收陈思远同志为中共预备党员'), ...figures, line('监票人', '谁监票', '吴国栋'), line('计票人', '谁计票', '罗敏、马晓东'), paragraphs('结果', '票数和算式', '赞成13票，超过半数。')]), line('签字', '签字栏', '监票人签字：　　计票人签字：'), ...ending]
  }
}

/** What a document says and its form should not be without. */
export const essentialFields: Record<TemplateDocument, readonly (readonly string[])[]> = {
  ...essentialDevelopmentFields,
  record: [['标题', '会议名称'], ['时间', '日期'], ['地点'], ['主持人'], ['记录人'], ['出席名单', '实到', '签到'], ['会议内容', '议题']], signIn: [['标题', '会议名称'], ['时间', '日期'], ['签到']],
  minutes: [['标题', '会议名称'], ['时间', '日期', '导语'], ['议定事项', '议题', '会议内容'], ['出席名单', '实到'], ['成文日期']], notice: [['标题', '会议名称'], ['主送'], ['时间', '日期'], ['地点'], ['议题'], ['署名'], ['成文日期']], ballot: [['票']], tally: [['计票']],
}
