import * as z from 'zod'
import { daysBetween, localDay } from './dates.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'

/** So many days after it was done an act can still be undone, and so many after its removal a thing can be taken back. */
export const keptDays = 30
/** Saves of one record within this time of the first are one sitting, and one act. In milliseconds. */
export const sitting = 30 * 60 * 1000

/** How an act is told; `instead`: it can never be undone, and what to do instead. */
interface ActFacts { words: (name: string, count: number) => string; instead?: string }

const byCorrection = '要改请打开这次会议点“更正”，写明原因；原来的版本会保留。'
const acts = {
  'meeting.create': { words: (name) => `登记会议${name}` },
  'meeting.save': { words: (name) => `修改${name}` },
  'meeting.state': { words: (name) => `更改${name}的状态` },
  'meeting.remove': { words: (name) => `删除会议${name}` },
  'meeting.restore': { words: (name) => `从回收站恢复${name}` },
  'meeting.finalize': { words: (name) => `定稿${name}`, instead: byCorrection },
  'meeting.correct': { words: (name) => `更正${name}`, instead: '改好后再定稿就行；原来的版本在“定稿的历史”里。' },
  'meeting.archive': { words: (name) => `签字归档${name}`, instead: byCorrection },
  'minutes.draft': { words: (name) => `起草${name}的纪要` },
  'minutes.save': { words: (name) => `修改${name}的纪要` },
  'minutes.finalize': { words: (name) => `定稿${name}的纪要`, instead: '要改请打开纪要点“更正”，写明原因。' },
  'minutes.correct': { words: (name) => `更正${name}的纪要`, instead: '改好后再定稿就行。' },
  'people.add': { words: (name, count) => (count === 1 ? `登记${name}` : `登记${count}人`) },
  'people.import': { words: (_name, count) => `导入名册（${count}人）` },
  'person.change': { words: (name) => `登记${name}的变动` },
  'person.removeChange': { words: (name) => `删除${name}的一条变动` },
  'person.rename': { words: (name) => `改正姓名：${name}` },
  'person.remove': { words: (name) => `从名册删除${name}` },
  'person.restore': { words: (name) => `从回收站恢复${name}` },
  'people.bulk': { words: (name, count) => `批量修改${count}人：${name}` },
  'people.merge': { words: (name) => `合并${name}` },
  'people.apart': { words: (name) => `记下${name}不是同一人` },
  'transfer.save': { words: (name) => `登记${name}的组织关系转接` },
  'transfer.remove': { words: (name) => `删除${name}的组织关系转接` },
  'transfer.recordMove': { words: (name) => `按转接登记${name}` },
  'organisation.committee': { words: (name) => `登记支委改选：${name}` },
  'organisation.groups': { words: (name, count) => `调整${count}人的党小组：${name}` },
  'organisation.leader': { words: (name) => `登记党小组组长：${name}` },
  'term.save': { words: (name) => `登记${name}` },
  'term.remove': { words: (name) => `删除${name}` },
  'view.save': { words: (name) => `保存视图${name}` },
  'view.remove': { words: (name) => `删除视图${name}` },
  'person.edit': { words: (name) => `修改${name}的档案` },
  'person.honours': { words: (name) => `更改${name}的奖惩和评议` },
  'person.photo': { words: (name) => `更换${name}的照片` },
  'person.erase': { words: (name) => `清除${name}的个人资料`, instead: '清除的资料不再保留，不能找回；以前的备份里还有，可以从备份恢复。' },
  'material.add': { words: (name, count) => `给${name}添加${count}份材料` },
  'material.describe': { words: (name) => `更改材料${name}` },
  'material.remove': { words: (name) => `删除材料${name}` },
  'material.restore': { words: (name) => `从回收站恢复材料${name}` },
  'attachment.add': { words: (name, count) => `给${name}添加${count}个附件` },
  'attachment.describe': { words: (name) => `更改附件${name}` },
  'attachment.remove': { words: (name) => `删除附件${name}` },
  'attachment.restore': { words: (name) => `从回收站恢复附件${name}` },
  'photoPage.change': { words: (name) => `更改${name}的照片页` },
  'action.create': { words: (name) => `登记议定事项${name}` },
  'action.save': { words: (name) => `修改议定事项${name}` },
  'action.state': { words: (name) => `更改议定事项${name}的状态` },
  'action.postpone': { words: (name) => `延期议定事项${name}` },
  'action.progress': { words: (name) => `登记议定事项${name}的进展` },
  'action.occurrence': { words: (name) => `登记议定事项${name}的一次办理` },
  'action.file': { words: (name) => `更改议定事项${name}的佐证材料` },
  'action.bulk': { words: (_name, count) => `批量更改${count}项议定事项` },
  'difficulty.save': { words: (name) => `修改业务难点${name}` },
  'difficulty.create': { words: (name) => `登记业务难点${name}` },
  'difficulty.import': { words: (_name, count) => `导入${count}条业务难点` },
  'difficulty.value': { words: (name) => `登记业务难点${name}的数值` },
  'difficulty.remove': { words: (name) => `删除业务难点${name}` },
  'difficulty.restore': { words: (name) => `从回收站恢复业务难点${name}` },
  'project.create': { words: (name) => `登记项目${name}` },
  'project.save': { words: (name) => `修改项目${name}` },
  'project.value': { words: (name) => `登记项目${name}的数值` },
  'project.milestone': { words: (name) => `登记项目${name}的节点` },
  'project.visit': { words: (name) => `登记${name}的走访` },
  'project.close': { words: (name) => `项目${name}结题` },
  'project.reopen': { words: (name) => `重新打开项目${name}` },
  'project.remove': { words: (name) => `删除项目${name}` },
  'project.restore': { words: (name) => `从回收站恢复项目${name}` },
  'volunteer.save': { words: (name) => `登记${name}的志愿服务` },
  'volunteer.remove': { words: (name) => `删除${name}的志愿服务` },
  'training.create': { words: (name) => `登记${name}的培训` },
  'training.save': { words: (name) => `修改${name}的培训` },
  'training.remove': { words: (name) => `删除${name}的培训` },
  'training.import': { words: (_name, count) => `导入${count}条培训` },
  'training.file': { words: (name) => `更改${name}的培训证明` },
  'development.start': { words: (name, count) => `开始登记${name}的发展过程${count > 0 ? `（带入${count}步）` : ''}` },
  'development.step': { words: (name) => `登记发展党员：${name}` },
  'development.removeStep': { words: (name) => `删除发展党员的一步：${name}` },
  'development.open': { words: (name) => `筹备${name}` },
  'development.close': { words: (name) => `结束${name}的发展过程` },
  'development.reopen': { words: (name) => `重新打开${name}的发展过程` },
  'development.remove': { words: (name) => `删除${name}的发展过程` },
  'talent.decide': { words: (name, count) => `决定${name}双培养人选${count}人` },
  'talent.reconsider': { words: (name) => `重新考虑${name}的双培养` },
  'talent.create': { words: (name) => `把${name}列入培养库` },
  'talent.save': { words: (name) => `修改${name}的培养情况` },
  'talent.remove': { words: (name) => `从培养库删除${name}` },
  'talent.file': { words: (name) => `更改${name}的培养证明` },
  'talent.limits': { words: () => '更改双培养的提名条件' },
  'dues.assess': { words: (name, count) => (count === 1 ? `核定${name}的党费` : `核定${name}${count}人的党费`) },
  'dues.removeAssessment': { words: (name) => `删除${name}的党费核定` },
  'dues.pay': { words: (name, count) => (count === 1 ? `登记${name}的党费` : `登记${name}的党费（${count}人）`) },
  'dues.unpay': { words: (name, count) => (count === 1 ? `取消登记${name}的党费` : `取消登记${name}的党费（${count}人）`) },
  'dues.settings': { words: (name) => `更改党费的本单位做法：${name}` },
  'study.confirm': { words: (name, count) => (count === 1 ? `确认${name}的学时` : `确认${count}次会议的学时`) },
  'study.release': { words: (name, count) => (count === 1 ? `取消确认${name}的学时` : `取消确认${count}次会议的学时`) },
  'settings.followUp': { words: (name) => `更改会议开头的落实情况：${name}` },
  'template.import': { words: (name) => `采用模板${name}` },
  'template.retire': { words: (name) => `停用模板${name}` },
  'template.reuse': { words: (name) => `再用模板${name}` },
  'template.remove': { words: (name) => `删除模板${name}` },
  'template.restore': { words: (name) => `从回收站恢复模板${name}` },
  'settings.supplementAfter': { words: (name) => `把补记天数改为${name}` },
  'settings.lockAfter': { words: (name) => `把自动锁定改为${name}` },
  'settings.notices': { words: (name) => `更改提醒：${name}` },
  'rules.save': { words: (name) => `更改本单位的规则“${name}”` },
  'rules.dismiss': { words: (name) => `写明一次不需要：${name}` },
  'rules.undismiss': { words: () => '取消一次“不需要”' },
  'rules.import': { words: (name) => `更新规则库到${name}` },
  'checklist.answer': { words: (name) => `手工填写检查点“${name}”` },
  'checklist.point': { words: (name) => `更改检查点“${name}”` },
  'checklist.add': { words: (name) => `新增检查点“${name}”` },
  'checklist.hide': { words: (name) => `隐藏检查点“${name}”` },
  'checklist.show': { words: (name) => `恢复显示检查点“${name}”` },
  'checklist.reset': { words: (name) => `把检查点“${name}”改回原样` },
  'checklist.remove': { words: (name) => `删除检查点“${name}”` },
  'plan.accept': { words: (name, count) => `把${count}项活动列入${name}计划` },
  'plan.add': { words: (name) => `在计划里新增${name}` },
  'plan.save': { words: (name) => `更改计划里的${name}` },
  'plan.move': { words: (name) => `调整计划：${name}` },
  'plan.remove': { words: (name) => `从计划删除${name}` },
  'plan.open': { words: (name) => `按计划筹备${name}` },
  'plan.reason': { words: (name) => `写明${name}未开展的原因` },
  'plan.close': { words: (name) => `关账${name}计划` },
  'plan.reopen': { words: (name) => `重新打开${name}计划` },
  'plan.business': { words: (name) => `登记业务日历“${name}”` },
  'plan.addBusiness': { words: (_name, count) => `登记业务日历${count}条` },
  'plan.removeBusiness': { words: (name) => `删除业务日历“${name}”` },
  'plan.days': { words: (name, count) => `录入节假日“${name}”（${count}天）` },
  'plan.removeDays': { words: (name, count) => `删除录入的节假日“${name}”（${count}天）` },
  'development.field': { words: (name) => `更改文书字段“${name}”` },
  'backup.restore': { words: () => '从备份恢复', instead: '要回到恢复以前，请在“备份”里恢复“恢复前”自动做的那一份。' },
  'trash.expire': { words: (_name, count) => `回收站清理了${count}项`, instead: `这些内容删除已满${keptDays}天。以前的备份里还有，可以从备份恢复。` },
} satisfies Record<string, ActFacts>
export type OperationAct = keyof typeof acts
const factsOf: Record<OperationAct, ActFacts> = acts

export const operationWays = ['do', 'undo', 'redo'] as const
export type OperationWay = (typeof operationWays)[number]
const wayWords: Record<OperationWay, string> = { do: '', undo: '撤销：', redo: '重做：' }

/** An act in plain words: 登记18人; 修改《…》（12次保存）; 撤销：删除会议《…》. */
export function operationInWords({ act, way, name, count, times }: { act: OperationAct; way: OperationWay; name: string; count: number; times: number }): string {
  return `${wayWords[way]}${factsOf[act].words(name, count)}${way === 'do' && times > 1 && act !== 'attachment.add' && act !== 'material.add' ? `（${times}次保存）` : ''}`
}

const longestHint = 20
/** The same for a sentence about another act: a long title is cut. */
export const operationInShort = (operation: Parameters<typeof operationInWords>[0]): string =>
  operationInWords({ ...operation, times: 1, name: operation.name.length > longestHint ? `${operation.name.slice(0, longestHint)}…${operation.name.endsWith('》') ? '》' : ''}` : operation.name })

/** Why an act can never be undone and what to do instead; null where it can. */
export const insteadOf = (act: OperationAct): string | null => factsOf[act].instead ?? null

/** How the journal calls a record. 谈心谈话 are confidential: their titles may name who talked. */
export const meetingName = ({ kind, title }: { kind: MeetingKind; title: string }): string =>
  kindFacts[kind].expects === 'talkers' ? `“${kindFacts[kind].short}”` : title === '' ? `“${kindFacts[kind].short}（未写名称）”` : `《${title}》`

export const Operation = z.object({
  id: z.uuid(),
  at: z.iso.datetime().describe('when it was done; of a sitting, when it began'),
  who: z.string(),
  words: z.string(),
  meetingId: z.uuid().nullable().describe('the record it belongs to, where there is one that can be opened'),
  undo: z.enum(['can', 'done', 'cannot']),
  undoneAt: z.iso.datetime().nullable(),
  why: z.string().nullable().describe('for cannot: why, and what to do instead'),
})
export type Operation = z.infer<typeof Operation>

export const trashKinds = ['meeting', 'person', 'attachment', 'material', 'template', 'difficulty', 'project'] as const
export const TrashKind = z.enum(trashKinds)
export type TrashKind = z.infer<typeof TrashKind>
export const trashKindNames: Record<TrashKind, string> = { meeting: '会议', person: '人员', attachment: '附件', material: '材料', template: '模板', difficulty: '业务难点', project: '项目' }

export const TrashRow = z.object({
  kind: TrashKind,
  id: z.uuid(),
  name: z.string(),
  note: z.string().describe('what tells it from another of the same name: its day, its meeting'),
  removedAt: z.iso.datetime(),
  daysLeft: z.int().min(0).max(keptDays).nullable().describe('0: the last day; null: it is kept for good'),
})
export type TrashRow = z.infer<typeof TrashRow>

/** How many days of the calendar lie between two instants, in the time zone of this computer. */
const calendarDays = (from: Date, to: Date): number => daysBetween(localDay(from), localDay(to))

/**
 * For how many days something that was removed can still be taken back: 30 on its day, 0 on the last; negative: it is to go.
 * What was removed before `countsFrom` counts as removed then: an older version had promised to keep it.
 */
export function daysLeft(removedAt: string, countsFrom: string | null, now: Date): number {
  const from = countsFrom !== null && removedAt < countsFrom ? countsFrom : removedAt
  return Math.min(keptDays, keptDays - calendarDays(new Date(from), now))
}

/** A clock that went further ahead than this since it was last seen is not believed. In days. */
const believed = 40
/** After such a jump nothing goes for so many days: who set the clock wrong notices meanwhile. */
const doubtful = 7
const day = 24 * 60 * 60 * 1000

export interface SeenClock { countsFrom: string | null; seenAt: string | null; doubtedAt: string | null }

/**
 * What the clock of an opening is to be remembered as: where it jumped ahead, from when on it is doubted. A clock that was set back
 * before the day it was doubted had been wrong and is right now.
 */
export function seeClock({ countsFrom, seenAt, doubtedAt }: SeenClock, now: Date): SeenClock {
  const at = now.toISOString()
  const hasJumped = seenAt !== null && now.getTime() - Date.parse(seenAt) > believed * day
  return { countsFrom: countsFrom ?? at, seenAt: at, doubtedAt: hasJumped ? at : doubtedAt !== null && doubtedAt > at ? null : doubtedAt }
}

/**
 * Whether the 回收站 may be emptied of what is over its time: not while the clock stands more than a day before the newest stamp in the
 * database, and not within a week after it jumped ahead by more than 40 days.
 */
export function mayExpire({ doubtedAt }: Pick<SeenClock, 'doubtedAt'>, newestStamp: string | null, now: Date): boolean {
  if (newestStamp !== null && now.getTime() < Date.parse(newestStamp) - day) return false
  return doubtedAt === null || now.getTime() - Date.parse(doubtedAt) >= doubtful * day
}
