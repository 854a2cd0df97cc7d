import * as z from 'zod'
import { ActionState, actionStateNames, isOpenAction, type ActionFull } from './action.ts'
import { chineseDate, chineseMonthDay, IsoDate, ymdOf } from './dates.ts'
import { compareDecimals, type Decimal } from './decimal.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'
import { ProjectKind } from './project.ts'

/** Kinds of meeting that begin with 上次议定事项落实情况, where it is switched on. */
export const followUpKinds = ['committeeMeeting', 'themeDay'] as const
export const FollowUpKind = z.enum(followUpKinds)
export type FollowUpKind = z.infer<typeof FollowUpKind>
export const isFollowUpKind = (kind: MeetingKind): kind is FollowUpKind => (followUpKinds as readonly MeetingKind[]).includes(kind)
/** Under which code a record holds the paragraph. */
export const followUpElement = 'earlier'

export const FollowUpItem = z.object({
  id: z.uuid(), title: z.string(), owner: z.string(), helpers: z.array(z.string()), decidedOn: IsoDate, meetingTitle: z.string(), dueOn: IsoDate.nullable(), repeatText: z.string(),
  state: ActionState.describe('on that day'), closedOn: IsoDate.nullable(), evidence: z.string(), overdue: z.boolean(), sentence: z.string(), confidential: z.boolean(),
})
export type FollowUpItem = z.infer<typeof FollowUpItem>
export const FollowUp = z.object({
  text: z.string().describe('the paragraph, for the element `earlier`'), on: IsoDate, since: IsoDate.nullable().describe('the day of the last record that has such a paragraph'),
  items: z.array(FollowUpItem), figures: z.array(z.object({ projectId: z.uuid(), title: z.string(), sentence: z.string(), attainment: z.string().nullable() })),
  more: z.int().describe('older open items that are not told one by one'),
  unfinished: z.array(z.object({ meetingId: z.uuid(), title: z.string() })).describe('items of the agenda of the last meeting of this kind without a conclusion'),
  differs: z.boolean().describe('the record says it otherwise now'),
})
export type FollowUp = z.infer<typeof FollowUp>

/** What can be put on the agenda of a meeting that is being prepared. */
export const MeetingOffers = z.object({
  difficulties: z.array(z.object({ id: z.uuid(), title: z.string(), note: z.string(), converted: z.boolean() })),
  projects: z.array(z.object({ id: z.uuid(), kind: ProjectKind, title: z.string(), note: z.string() })).describe('open ones without a value for 30 days'),
  actions: z.array(z.object({ id: z.uuid(), title: z.string(), owner: z.string(), note: z.string() })).describe('overdue items of those who will attend'),
})
export type MeetingOffers = z.infer<typeof MeetingOffers>

/** An item with all that its state on an earlier day is told from. */
export type FollowedAction = Pick<ActionFull, 'id' | 'title' | 'owner' | 'helpers' | 'decidedOn' | 'dueOn' | 'startOn' | 'repeatText' | 'state' | 'closedOn' | 'reason' | 'evidence' | 'confidential' | 'steps' | 'progress' | 'postponements' | 'occurrences'> & { meeting: { id: string; kind: MeetingKind; title: string; heldOn: IsoDate }; files: readonly string[] }
export interface Figure { projectId: string; kind: ProjectKind; title: string; leader: string; unit: string; baseline: string | null; target: string | null; actual: string | null; actualOn: IsoDate | null; attainment: string | null; shown: string }

interface Standing { state: ActionState; closedOn: IsoDate | null; note: string }
/** The state of an item on a day, by its steps. */
export function standingOfAction({ steps, state, closedOn, evidence, reason }: Pick<ActionFull, 'steps' | 'state' | 'closedOn' | 'evidence' | 'reason'>, on: IsoDate): Standing {
  const until = steps.filter((step) => step.on <= on)
  const last = until.at(-1)
  if (last === undefined) return { state: steps.length === 0 ? state : 'todo', closedOn: null, note: '' }
  const isLast = last === steps.at(-1)
  return { state: last.state, closedOn: isOpenAction(last.state) ? null : last.on, note: isLast && closedOn !== null ? (last.state === 'cancelled' ? reason : evidence || last.note) : last.note }
}

/** The day in words: without the year where it is that of the meeting. */
const dayInWords = (day: IsoDate, on: IsoDate): string => (ymdOf(day).year === ymdOf(on).year ? chineseMonthDay(day) : chineseDate(day))
const sentenceEnd = (text: string): string => text.trim().replace(/[。；;.\s]+$/, '')
const oneLine = (text: string): string => sentenceEnd(text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('；'))

/** 9月25日一次逾期未办: the days of a repetition that went by without it, sorted; empty where there are none. */
function missedInWords(missed: readonly IsoDate[], on: IsoDate): string[] {
  const [first] = missed
  if (first === undefined) return []
  return [missed.length === 1 ? `${dayInWords(first, on)}一次逾期未办` : `${dayInWords(first, on)}起${missed.length}次逾期未办`]
}

/** One item as a person would write it: who, what, by when, and how it stands with what proves it. */
export function followUpSentence(action: FollowedAction, on: IsoDate): { sentence: string; state: ActionState; closedOn: IsoDate | null; evidence: string; overdue: boolean } {
  const { state, closedOn, note } = standingOfAction(action, on)
  const who = action.owner === '' ? '（未明确责任人）' : action.helpers.length === 0 ? action.owner : `${action.owner}（${action.helpers.join('、')}配合）`
  const due = action.dueOn
  const dates = [action.startOn !== null && action.repeatText !== '' ? `${dayInWords(action.startOn, on)}起` : '', action.repeatText, due !== null ? `${dayInWords(due, on)}前` : ''].filter((part) => part !== '').join('，')
  // Overdue as in the lists (listOfAction): past its due day, or a day of its repetition went by without it.
  const isPast = isOpenAction(state) && due !== null && due < on
  const missed = isOpenAction(state) ? action.occurrences.filter((day) => day.on < on && day.state === 'open').map((day) => day.on) : []
  const overdue = isPast || missed.length > 0
  const proof = [oneLine(note), ...(action.files.length === 0 ? [] : [`佐证材料：${action.files.join('、')}`])].filter((part) => part !== '').join('，')
  const late = closedOn !== null && due !== null && closedOn > due
  const progress = action.progress.filter((entry) => entry.on <= on).at(-1)
  const reported = action.occurrences.filter((day) => day.on <= on && day.state === 'done').length
  const expected = action.occurrences.filter((day) => day.on <= on && day.state !== 'skipped').length
  const movedTo = action.postponements.at(-1)
  const tail = [
    ...(isOpenAction(state) && movedTo && movedTo.to !== null ? [`已延期至${dayInWords(movedTo.to, on)}（${sentenceEnd(movedTo.reason)}）`] : []),
    ...(isOpenAction(state) && expected > missed.length ? [`至今应办${expected}次、已办${reported}次`] : []),
    ...missedInWords(missed, on),
    ...(isOpenAction(state) && progress ? [`${dayInWords(progress.on, on)}进展：${oneLine(progress.text)}`] : []),
  ]
  const head = `${who}：${sentenceEnd(action.title)}${dates === '' ? '' : `（${dates}）`}，`
  const standing = ((): string => {
    switch (state) {
      case 'done': return `已于${dayInWords(closedOn ?? on, on)}办结${late ? `（超期）` : ''}${proof === '' ? '' : `，${proof}`}`
      case 'cancelled': return `已取消${oneLine(note) === '' ? '' : `，原因：${oneLine(note)}`}`
      case 'review': return `已办完待验收${isPast ? '，已逾期' : ''}`
      case 'doing': return isPast ? '逾期未办结，正在办理' : '正在办理'
      case 'todo': return isPast ? '逾期未办结' : due === null && action.repeatText === '' ? '尚未办结' : action.repeatText !== '' ? '正在执行' : '未到期，尚未办结'
    }
  })()
  return { sentence: `${head}${[standing, ...tail].join('，')}。`, state, closedOn, evidence: proof, overdue }
}

/** “走访覆盖提升”（钱雅文牵头）：由86%升到94.2%（10月15日），目标95%，达成91.1%。 */
export function figureSentence({ title, leader, unit, baseline, target, actual, actualOn, attainment, shown }: Figure, on: IsoDate): string {
  const head = `“${title}”${leader === '' ? '' : `（${leader}牵头）`}：`
  if (actual === null) return `${head}${baseline === null ? '' : `现状${baseline}${unit}，`}${target === null ? '' : `目标${target}${unit}，`}尚未登记实际值。`
  const from = baseline === null ? `为${actual}${unit}` : `由${baseline}${unit}${movedTo(baseline, actual)}${actual}${unit}`
  return `${head}${from}${actualOn === null ? '' : `（${dayInWords(actualOn, on)}）`}${target === null ? '' : `，目标${target}${unit}`}${attainment === null ? '' : `，达成${shown.replace(' ', '')}`}。`
}

const movedTo = (from: Decimal, to: Decimal): string => (compareDecimals(from, to) === 0 ? '到' : compareDecimals(from, to) < 0 ? '升到' : '降到')

export interface FollowUpSource { on: IsoDate; since: IsoDate | null; actions: readonly FollowedAction[]; more: number; figures: readonly Figure[]; withConfidential: boolean }

/**
 * 上次议定事项落实情况 of a meeting: what was decided since the last such paragraph, what was closed since, and what is open from before, in
 * the order in which it was decided (支部工作条例 art. 16). Nothing decided: an empty text.
 */
export function followUpOf({ on, since, actions, more, figures, withConfidential }: FollowUpSource): Pick<FollowUp, 'text' | 'items' | 'figures' | 'more'> {
  const items = actions.filter((action) => withConfidential || !action.confidential).flatMap((action): (FollowUpItem & { group: string })[] => {
    const told = followUpSentence(action, on)
    const closedBefore = since !== null && told.closedOn !== null && told.closedOn < since
    if (closedBefore && action.decidedOn < since) return []
    const { id, title, owner, helpers, decidedOn, dueOn, repeatText, confidential, meeting } = action
    return [{ id, title, owner, helpers, decidedOn, meetingTitle: meeting.title, dueOn, repeatText, confidential, ...told, group: `${dayInWords(meeting.heldOn, on)}${kindFacts[meeting.kind].short}议定` }]
  })
  if (items.length === 0 && figures.length === 0) return { text: '', items: [], figures: [], more: 0 }
  const done = items.filter(({ state }) => state === 'done').length
  const open = items.filter(({ state }) => isOpenAction(state)).length
  const late = items.filter(({ overdue }) => overdue).length
  const cancelled = items.length - done - open
  const summary = items.length === 0 ? '' : `上次以来议定和此前未办结的事项共${items.length}项，${[`已办结${done}项`, ...(cancelled > 0 ? [`${actionStateNames.cancelled}${cancelled}项`] : []), `未办结${open}项`].join('，')}${late > 0 ? `（其中逾期${late}项）` : ''}。`
  const groups = [...Map.groupBy(items, ({ group }) => group)].map(([group, list]) => [`${group}：`, ...list.map(({ sentence }, index) => (list.length === 1 ? sentence : `${index + 1}. ${sentence}`))].join('\n'))
  const told = figures.map((figure) => ({ projectId: figure.projectId, title: figure.title, attainment: figure.attainment, sentence: figureSentence(figure, on) }))
  const rest = more === 0 ? '' : `此外还有${more}项更早议定的事项未办结，见议定事项清单。`
  const text = [summary, ...groups, rest, ...(told.length === 0 ? [] : [`项目进度（截至${dayInWords(on, on)}）：`, ...told.map(({ sentence }) => sentence)])].filter((line) => line !== '').join('\n')
  return { text, items: items.map(({ group: _group, ...item }) => item), figures: told, more }
}
