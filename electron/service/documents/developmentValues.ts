import { addMonths, chineseDate, type IsoDate } from '../../../shared/domain/dates.ts'
import type { StepCode, StepEntry } from '../../../shared/domain/development.ts'
import { developmentPaperNames, usualFields, type DevelopmentPaper, type OwnField } from '../../../shared/domain/developmentPapers.ts'
import { developmentFields } from '../../../shared/domain/developmentFields.ts'
import { byDay, monthsOf, probationMonths } from '../../../shared/domain/developmentPath.ts'
import { fieldInWords } from '../../../shared/domain/listColumns.ts'
import { fieldOf, type FieldCode, type MemberFieldValues } from '../../../shared/domain/memberFields.ts'
import { chinesePartialDate, monthOf } from '../../../shared/domain/partialDate.ts'
import { judgeVote } from '../../../shared/domain/vote.ts'
import { committeeNameOf } from '../../../shared/domain/workspace.ts'
import { deciderNames, developmentSteps, stageNames, stepOf, versionOn } from '../../../shared/rules/developmentSteps.ts'
import type { FieldValues } from './own/fieldValues.ts'
import { blank, linesOf, senderName } from './wording.ts'

/** What a paper takes from the record of a talk or a meeting of the path. `members`: everybody expected, 预备党员 too; `said`: 谈话要点, or the resolution. */
export interface StepMeeting { place: string; recorder: string; members: number | null; said: string }
/** A material that is there, as often as it was scanned; `pages` null where one of its scans has no number of pages. */
export interface MaterialThere { code: string; name: string; count: number; pages: number | null; datedOn: string | null }

/** All that the papers of one path are made of; plain data, no clock. `isFull`: sensitive values are written out. */
export interface DevelopmentSource {
  workspace: { unit: string; branch: string }
  name: string
  fields: MemberFieldValues
  group: string | null
  isFull: boolean
  entries: readonly StepEntry[]
  meetings: ReadonlyMap<string, StepMeeting>
  materials: readonly MaterialThere[]
  own: readonly OwnField[]
  workdays: (from: IsoDate, until: IsoDate) => number
  /** With an extension; null before the 党员大会 that admitted. */
  probationEnd: IsoDate | null
  today: IsoDate
}

const onlyLines = (lines: Record<string, string>): FieldValues => ({ lines, paragraphs: {}, lists: {} })
const names = (entry: StepEntry | undefined): string => (entry?.people ?? []).map(({ name }) => name).join('、')
const numberOf = (n: number | null | undefined): string => (typeof n === 'number' ? String(n) : '')
const dayOf = (entry: StepEntry | undefined): string => (entry ? chineseDate(entry.on) : '')

/** Every field of the papers; what is not known is empty. The title is that of the paper. */
export function developmentValues(source: DevelopmentSource, paper: DevelopmentPaper): FieldValues {
  const { workspace, name, fields, group, isFull, meetings, materials, own, workdays, today } = source
  const entries = source.entries.toSorted(byDay)
  const last = (step: StepCode) => entries.findLast((entry) => entry.step === step)
  const day = (step: StepCode) => dayOf(last(step))
  const word = (code: FieldCode): string => {
    const value = fields[code]
    return value === undefined ? '' : fieldOf[code].form === 'partialDate' ? chinesePartialDate(value) : fieldInWords(code, fields, isFull)
  }
  const month = (code: FieldCode): string => { const value = fields[code]; return value === undefined ? '' : chinesePartialDate(monthOf(value)) }
  const meetingOf = (entry: StepEntry | undefined): StepMeeting | undefined => (entry === undefined || entry.meetingId === null ? undefined : meetings.get(entry.meetingId))
  const [talk, publicity, training, vote, fullVote, fullPublicity] = (['initialTalk', 'prospectPublicity', 'prospectTraining', 'admissionVote', 'fullVote', 'fullPublicity'] as const).map(last)
  const end = paper === 'fullRequest' ? endWithout(fullVote, source) : source.probationEnd
  const until = (entry: StepEntry | undefined): string => (entry === undefined ? '' : entry.until === null ? '' : chineseDate(entry.until))
  const shownFor = (entry: StepEntry | undefined): string => (entry === undefined || entry.until === null ? '' : String(workdays(entry.on, entry.until)))
  const numbered = (step: StepCode): FieldValues[] => entries.filter((entry) => entry.step === step).map((entry, at) => onlyLines({ 序号: String(at + 1), 日期: chineseDate(entry.on), 内容: entry.note, ...(step === 'thoughtReport' ? {} : { 考察人: names(entry) }) }))
  const branch = workspace.branch
  const higher = own.find((field) => field.name === '上级党委')
  const lines: Record<string, string> = {
    ...Object.fromEntries(own.map((field) => [field.name, field.own || field.value])),
    标题: developmentPaperNames[paper], 单位: workspace.unit, 支部: branch, 支部委员会: committeeNameOf(branch), 署名: senderName(workspace), 成文日期: datedOn(paper, entries, today),
    姓名: name, 性别: word('gender'), 民族: word('ethnicity'), 出生年月: month('birthOn'), 籍贯: word('nativePlace'), 学历: word('education'), 学位: word('degree'), 毕业院校: word('school'), 专业: word('major'), 参加工作日期: month('workSince'),
    部门: word('department'), 岗位: word('job'), 行政职务: word('office'), 职称: word('title'), 党小组: group ?? '', 公民身份号码: word('idNumber'), 手机: word('mobile'), 家庭住址: word('address'), 家庭成员: word('familyMembers'),
    申请日期: day('application') || word('appliedOn'), 谈话日期: dayOf(talk), 谈话人: names(talk), 谈话地点: meetingOf(talk)?.place ?? '', 谈话记录人: meetingOf(talk)?.recorder ?? '',
    确定积极分子日期: day('activistDetermined') || word('activistOn'), 积极分子备案日期: day('activistFiled'), 培养联系人: names(last('mentorAssigned')), 确定联系人日期: day('mentorAssigned'),
    确定人选日期: day('prospectDetermined'), 上级同意日期: day('prospectFiled'), 公示开始: dayOf(publicity), 公示结束: until(publicity), 公示工作日: shownFor(publicity), 列为发展对象日期: day('prospectListed') || word('prospectOn'),
    入党介绍人: names(last('introducersAssigned')) || word('introducers'), 确定介绍人日期: day('introducersAssigned'), 政审日期: day('politicalReview'),
    审查范围: versionOn(last('politicalReview')?.on ?? today) === '2026' ? '家庭主要成员和重要社会关系' : '直系亲属和与本人关系密切的主要社会关系',
    培训开始: dayOf(training), 培训结束: until(training), 培训天数: numberOf(training?.days), 培训学时: numberOf(training?.hours), 支委会审查日期: day('committeeScreening'),
    预审日期: day('preReview'), 预审文号: last('preReview')?.documentNo ?? '', 预审结果: last('preReview')?.result === 'passed' ? '预审合格' : '', 填写志愿书日期: day('applicationForm'), 接收大会日期: dayOf(vote), ...counts('接收', vote, meetingOf(vote)), 接收结果: vote?.result === 'passed' ? `同意接收${name}同志为中共预备党员` : '',
    组织谈话日期: day('superiorTalk'), 接收审批日期: day('admissionApproval'), 接收批复文号: last('admissionApproval')?.documentNo ?? '', 编组日期: day('assignedToGroup'), 宣誓日期: day('oath'), 预备期满日期: end === null ? '' : chineseDate(end),
    转正申请日期: day('fullApplication'), 转正公示开始: dayOf(fullPublicity), 转正公示结束: until(fullPublicity), 转正公示工作日: shownFor(fullPublicity), 转正大会日期: dayOf(fullVote), ...counts('转正', fullVote, meetingOf(fullVote)), 转正结果: fullResult(fullVote),
    转正审批日期: day('fullApproval'), 转正批复文号: last('fullApproval')?.documentNo ?? '', 归档日期: day('archived'),
  }
  for (const field of usualFields) lines[field] ??= ''
  const sent = sentWith[paper] ?? []
  return {
    lines,
    paragraphs: {
      谈话内容: linesOf(meetingOf(talk)?.said || talk?.note || ''),
      接收决议: resolution(vote, meetingOf(vote), { branch, name, higher: higher?.own || higher?.value || '', what: '入党', passed: '同意接收其为中共预备党员', failed: '不能接收其为中共预备党员' }),
      转正决议: resolution(fullVote, meetingOf(fullVote), { branch, name, higher: higher?.own || higher?.value || '', what: '转正', passed: fullVote?.result === 'extended' ? `同意延长其预备期${fullVote.extendedMonths === null ? blank : fullVote.extendedMonths}个月` : fullVote?.result === 'cancelled' ? '同意取消其预备党员资格' : '同意其按期转为中共正式党员', failed: '不同意其按期转为中共正式党员' }),
    },
    lists: {
      考察: numbered('activistReview'), 思想汇报: numbered('thoughtReport'), 预备考察: numbered('probationReview'),
      步骤: stepRows(entries),
      材料: materials.map((material, at) => onlyLines({ 序号: String(at + 1), 编号: /^\d/.test(material.code) ? material.code : '', 名称: material.name, 份数: String(material.count), 页数: material.pages === null ? '' : String(material.pages), 日期: material.datedOn === null ? '' : chinesePartialDate(material.datedOn) })),
      附件: materials.filter(({ code }) => sent.includes(code)).map((material, at) => onlyLines({ 序号: String(at + 1), 名称: material.name })),
    },
  }
}

/** What goes with a 请示, where it is there (domain rules section 2.2): the papers on which the answer rests. */
const sentWith: Partial<Record<DevelopmentPaper, readonly string[]>> = {
  preReviewRequest: ['1-1', '2-6', '3-4', '3-6', '3-9', '3-11', 'screening'], admissionRequest: ['4-3', '4-4', '4-4-2', '4-4-3'], fullRequest: ['4-3', '5-1', '5-2', '5-4', '5-5', 'probation'],
}

/**
 * After which step a letter leaves and before which. Printed before, its day is not known yet; printed later, it went out on a day that nobody
 * recorded: either way its date is left to the hand.
 */
const leaves: Partial<Record<DevelopmentPaper, readonly [after: StepCode, before: StepCode]>> = {
  publicity: ['prospectFiled', 'prospectPublicity'], fullPublicity: ['fullApplication', 'fullPublicity'], reviewLetter: ['prospectListed', 'politicalReview'], preReviewRequest: ['committeeScreening', 'preReview'], admissionRequest: ['admissionVote', 'admissionApproval'], fullRequest: ['fullVote', 'fullApproval'],
}
function datedOn(paper: DevelopmentPaper, entries: readonly StepEntry[], today: IsoDate): string {
  const dated = paper === 'admissionResolution' ? 'admissionVote' : paper === 'fullResolution' ? 'fullVote' : undefined
  if (dated !== undefined) return dayOf(entries.findLast(({ step }) => step === dated))
  const [after, before] = leaves[paper] ?? []
  const done = entries.findLast(({ step }) => step === before)
  return entries.some(({ step }) => step === after) && (done === undefined || done.on >= today) ? chineseDate(today) : ''
}

function counts(what: string, entry: StepEntry | undefined, meeting: StepMeeting | undefined): Record<string, string> {
  const { expected, present, yes, no, abstain, writtenYes, writtenNo } = entry?.votes ?? {}
  const sum = (a: number | undefined, b: number | undefined): string => (a === undefined ? '' : String(a + (b ?? 0)))
  return {
    [`${what}应到`]: sum(expected, 0), [`${what}实到`]: sum(present, 0), [`${what}书面意见`]: writtenYes === undefined ? '' : sum(writtenYes, writtenNo), [`${what}赞成`]: sum(yes, writtenYes), [`${what}不赞成`]: sum(no, writtenNo), [`${what}弃权`]: sum(abstain, 0),
    [`${what}党员总数`]: numberOf(meeting?.members),
  }
}

/** The end of 预备期 before the extension that a vote decided: while it is asked for, it does not hold yet. */
const endWithout = (vote: StepEntry | undefined, { entries, probationEnd }: DevelopmentSource): IsoDate | null => {
  const begun = entries.filter(({ step, result }) => step === 'admissionVote' && result !== 'failed').at(-1)
  if (probationEnd === null || begun === undefined || vote?.result !== 'extended') return probationEnd
  const earlier = entries.filter(({ id, step, result }) => step === 'fullVote' && result === 'extended' && id !== vote.id)
  return addMonths(begun.on, earlier.reduce((sum, each) => sum + monthsOf(each), probationMonths))
}

const fullResult = (entry: StepEntry | undefined): string => {
  switch (entry?.result) {
    case 'passed': return '按期转为正式党员'
    case 'extended': return `延长预备期${entry.extendedMonths === null ? '' : `${entry.extendedMonths}个月`}`
    case 'cancelled': return '取消预备党员资格'
    case 'failed': return '未通过'
    case null: case undefined: return ''
  }
}

/** The resolution as the record has it; else its frame, with what the meeting thought of the person left to the hand (domain rules section 5.3, 样例二). */
function resolution(entry: StepEntry | undefined, meeting: StepMeeting | undefined, { branch, name, higher, what, passed, failed }: { branch: string; name: string; higher: string; what: string; passed: string; failed: string }): string[] {
  const said = linesOf(meeting?.said ?? '')
  if (said.length > 0) return said
  const gap = (value: string): string => value || blank
  const votes = entry?.votes ?? null
  const count = counts('', entry, meeting)
  const written = votes !== null && votes.writtenYes + votes.writtenNo > 0 ? `，书面意见${count.书面意见}份` : ''
  const isPassed = entry?.result === 'failed' ? false : typeof entry?.result === 'string' ? true : votes === null ? null : judgeVote(votes).passed
  const outcome = isPassed === null ? `${blank}${blank}` : isPassed ? `${passed}，报${gap(higher)}审批` : `赞成票未超过应到会有表决权党员的半数，${failed}`
  return [
    `${branch}于${entry ? chineseDate(entry.on) : '____年__月__日'}召开党员大会，讨论了${name}同志的${what}问题。`,
    // Lines to write on, each short enough to stand behind its words.
    `该同志${blank.repeat(5)}`, `${blank.repeat(6)}。`, `主要不足是${blank.repeat(4)}。`,
    `支部有党员${gap(count.党员总数 ?? '')}名，其中有表决权的${gap(count.应到 ?? '')}名，实到${gap(count.实到 ?? '')}名${written}；经无记名投票，${gap(count.赞成 ?? '')}票赞成，${gap(count.不赞成 ?? '')}票不赞成，${gap(count.弃权 ?? '')}票弃权，${outcome}。`,
  ]
}

const resultNames = { passed: '通过', failed: '未通过', extended: '延长预备期', cancelled: '取消预备党员资格' } as const
/** What was done, in the order of the chart and, within a step, of the days. */
function stepRows(entries: readonly StepEntry[]): FieldValues[] {
  const done = developmentSteps.flatMap(({ code }) => entries.filter(({ step }) => step === code))
  return done.map((entry, at) => {
    const { no, stage, name, decider } = stepOf(entry.step)
    const { votes } = entry
    const isCounted = votes !== null
    const result = [
      isCounted ? `应到${votes.expected}人，实到${votes.present}人，赞成${votes.yes + votes.writtenYes}票、不赞成${votes.no + votes.writtenNo}票、弃权${votes.abstain}票` : '',
      entry.hours === null ? '' : `${entry.hours}学时`, entry.result === null ? '' : entry.result === 'extended' && entry.extendedMonths !== null ? `延长预备期${entry.extendedMonths}个月` : resultNames[entry.result], entry.documentNo,
    ].filter((part) => part !== '').join('；')
    return onlyLines({ 序号: String(at + 1), 步骤号: String(no), 阶段: stageNames[stage], 步骤: name, 日期: `${chineseDate(entry.on)}${entry.until === null || entry.until === entry.on ? '' : `至${chineseDate(entry.until)}`}`, 责任人: names(entry) || (decider === 'committee' ? '支部委员会' : deciderNames[decider]), 情况: result })
  })
}

/** The example of each field, to try a form with. */
export function sampleValues(own: readonly string[]): FieldValues {
  const of = (form: 'line' | 'paragraphs' | 'list') => developmentFields.filter((field) => field.form === form)
  return {
    lines: Object.fromEntries([...own.map((name) => [name, `样例${name}`]), ...of('line').map(({ name, example }) => [name, example])]),
    paragraphs: Object.fromEntries(of('paragraphs').map(({ name, example }) => [name, [example]])),
    lists: Object.fromEntries(of('list').map(({ name, inside }) => [name, ['1', '2'].map((number) => onlyLines(Object.fromEntries(inside.map((field) => [field.name, field.name === '序号' ? number : field.example]))))])),
  }
}

/** The fields themselves in the place of their values: the shipped form as a file that Word can change. Entries of lists bear the name of their list. */
export function fieldsAsValues(own: readonly string[]): FieldValues {
  const written = (name: string): string => `{${name}}`
  const [line, text, lists] = (['line', 'paragraphs', 'list'] as const).map((form) => developmentFields.filter((field) => field.form === form))
  return {
    lines: Object.fromEntries([...(line ?? []).map(({ name }) => name), ...own].map((name) => [name, written(name)])),
    paragraphs: Object.fromEntries((text ?? []).map(({ name }) => [name, [written(name)]])),
    lists: Object.fromEntries((lists ?? []).map(({ name, inside }) => [name, [onlyLines({ [listMark]: name, ...Object.fromEntries(inside.map((field) => [field.name, written(field.name)])) })]])),
  }
}
/** The key under which an entry of fieldsAsValues has the name of its list; no field may be called so. */
export const listMark = '#'
