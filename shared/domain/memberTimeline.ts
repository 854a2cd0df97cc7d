import { chineseMonthDay, localDay } from './dates.ts'
import { attendanceNames, isThere, type AttendanceState } from './meeting.ts'
import { meetingKindNames, type MeetingKind } from './meetingKinds.ts'
import { awardLevels, labelOf } from './memberCodes.ts'
import { materialKindNames, type Award, type FieldChange, type Material, type Review, type TimelineEntry } from './memberFile.ts'
import { fieldOf, type FieldCode, type MemberFieldValues } from './memberFields.ts'
import { entryInWords } from './developmentRecords.ts'
import type { StepEntry } from './development.ts'
import { stepOf } from '../rules/developmentSteps.ts'
import { talentDirectionNames, type TalentEntry } from './talent.ts'
import { changeFieldNames, changeInWords, type DatedChange } from './person.ts'

interface LivedMeeting { id: string; kind: MeetingKind; title: string; heldOn: string; state: AttendanceState | null; reason: string; chair: string; recorder: string; reporters: string; speakers: string }
interface OwnedAction { id: string; meetingId: string; heldOn: string; task: string; owners: string; dueText: string }
interface Talk { id: string; heldOn: string; talker: string; talkedTo: string }
interface Transfer { id: string; direction: 'in' | 'out'; fromOrg: string; toOrg: string; issuedOn: string | null; receivedOn: string | null; state: 'draft' | 'issued' | 'received' | 'returned' }

/** All that is known of one person, before it is put in the order of its days. */
export interface Life {
  name: string
  history: readonly DatedChange[]
  values: MemberFieldValues
  meetings: readonly LivedMeeting[]
  actions: readonly OwnedAction[]
  talks: readonly Talk[]
  transfers: readonly Transfer[]
  /** The days of sanctions; what they are is not told here. */
  sanctions: readonly { id: string; decidedOn: string; liftedOn: string | null }[]
  awards: readonly Award[]
  reviews: readonly Review[]
  steps: readonly StepEntry[]
  talents: readonly Pick<TalentEntry, 'id' | 'direction' | 'startsOn' | 'mentor' | 'stages' | 'state' | 'endedOn' | 'endReason' | 'endProof'>[]
  materials: readonly Pick<Material, 'id' | 'kind' | 'datedOn' | 'addedAt' | 'name'>[]
  edits: readonly FieldChange[]
}

const separators = /[、,，;；]/
/** Whether a field of a record names this person: whole, or with their part in brackets behind (孙立军（介绍人）). */
export const namesPerson = (text: string, name: string): boolean => text.split(separators).some((part) => part.trim() === name || part.trim().replace(/（[^（）]*）$/, '') === name)

/** Days that the file itself tells, in the words of the way into the Party. */
const milestones: Partial<Record<FieldCode, string>> = { appliedOn: '申请入党', activistOn: '确定为入党积极分子', prospectOn: '确定为发展对象', joinedOn: '入党', fullOn: '转为正式党员', enteredOn: '进入本支部', workSince: '参加工作', floatingSince: '外出流动' }

const entry = (kind: TimelineEntry['kind'], key: string, on: string, title: string, note = '', meetingId: string | null = null): TimelineEntry => ({ kind, key: `${kind} ${key}`, on, title, note, meetingId })

function meetingEntry({ id, kind, title, heldOn, state, reason, chair, recorder, reporters, speakers }: LivedMeeting, name: string): TimelineEntry | null {
  const roles = [namesPerson(chair, name) && '主持', namesPerson(recorder, name) && '记录', namesPerson(reporters, name) && '汇报', namesPerson(speakers, name) && '发言'].filter((role) => role !== false)
  if (state === null && roles.length === 0) return null
  const what = title === '' ? meetingKindNames[kind].short : title
  const was = state === null ? '' : isThere(state) ? (state === 'present' ? '到会' : attendanceNames[state]) : `${attendanceNames[state]}${reason === '' ? '' : `（${reason}）`}`
  return entry('meeting', id, heldOn, `${roles.length > 0 ? `${roles.join('、')}：` : state !== null && !isThere(state) ? `${attendanceNames[state]}：` : ''}${what}`, [meetingKindNames[kind].short, was].filter((part) => part !== '').join('，'), id)
}

function transferEntries({ id, direction, fromOrg, toOrg, issuedOn, receivedOn, state }: Transfer): TimelineEntry[] {
  const where = direction === 'in' ? (fromOrg === '' ? '' : `自${fromOrg}`) : (toOrg === '' ? '' : `往${toOrg}`)
  return [
    ...(issuedOn === null ? [] : [entry('transfer', `${id} issued`, issuedOn, direction === 'in' ? '组织关系转入：介绍信开出' : '开出组织关系介绍信', where)]),
    ...(receivedOn === null ? [] : [entry('transfer', `${id} received`, receivedOn, state === 'returned' ? '组织关系介绍信退回' : direction === 'in' ? '组织关系转入' : '对方接收组织关系', where)]),
  ]
}

/** 双培养: the beginning, each stage, and how it ended. */
function talentEntries({ id, direction, startsOn, mentor, stages, state, endedOn, endReason, endProof }: Life['talents'][number]): TimelineEntry[] {
  const name = `双培养（${talentDirectionNames[direction]}）`
  return [
    entry('talent', id, startsOn, `列入${name}`, mentor === '' ? '' : `导师${mentor}`),
    ...stages.map((stage) => entry('talent', `${id} ${stage.id}`, stage.on, `${name}：${stage.content}`, stage.result)),
    ...(endedOn === null ? [] : [entry('talent', `${id} end`, endedOn, `${name}：${state === 'converted' ? '转化' : '退出'}`, state === 'converted' ? endProof : endReason)]),
  ]
}

/** Changes of one day by one hand are one entry. */
function editEntries(edits: readonly FieldChange[]): TimelineEntry[] {
  const days = new Map<string, { on: string; who: string; fields: Set<string>; imported: boolean }>()
  for (const { field, at, who, way } of edits) {
    const on = localDay(new Date(at))
    const key = `${on} ${way} ${who}`
    const known = days.get(key) ?? { on, who, fields: new Set<string>(), imported: way === 'import' }
    known.fields.add(fieldOf[field].label)
    days.set(key, known)
  }
  return [...days].map(([key, { on, who, fields, imported }]) => {
    const names = [...fields]
    return entry('edit', key, on, `${imported ? '导入' : '修改'}档案：${names.slice(0, 6).join('、')}${names.length > 6 ? `等${names.length}项` : ''}`, who)
  })
}

/** Everything that happened to a person, newest first; of one day the more telling first. */
export function timelineOf({ name, history, values, meetings, actions, talks, transfers, sanctions, awards, reviews, steps, talents, materials, edits }: Life): TimelineEntry[] {
  const entries = [
    ...history.map((change) => entry('change', change.id, change.from, changeInWords(change), changeFieldNames[change.field])),
    ...Object.entries(milestones).flatMap(([code, words]) => { const on = values[code as FieldCode]; return on === undefined ? [] : [entry('date', code, on, words)] }),
    ...meetings.flatMap((meeting) => meetingEntry(meeting, name) ?? []),
    ...actions.filter(({ owners }) => namesPerson(owners, name)).map(({ id, meetingId, heldOn, task, owners, dueText }) => entry('action', id, heldOn, `${owners.split(separators)[0]?.trim() === name ? '负责' : '参与'}：${task}`, dueText === '' ? '' : `时限${dueText}`, meetingId)),
    ...talks.map(({ id, heldOn, talker, talkedTo }) => entry('talk', id, heldOn, namesPerson(talker, name) && !namesPerson(talkedTo, name) ? '谈心谈话（谈话人）' : '谈心谈话', '内容仅支委可见')),
    ...transfers.flatMap(transferEntries),
    ...sanctions.flatMap(({ id, decidedOn, liftedOn }) => [entry('sanction', id, decidedOn, '处分或组织处置', '内容已隐藏，在“经历”里点显示'), ...(liftedOn === null ? [] : [entry('sanction', `${id} lifted`, liftedOn, '处分或组织处置解除', '内容已隐藏')])]),
    ...awards.flatMap(({ id, name: award, level, awardedOn, documentNo }) => (awardedOn === null ? [] : [entry('award', id, awardedOn, `获${award}`, [labelOf(awardLevels, level), documentNo].filter((part) => part !== '').join('，'))])),
    ...reviews.map(({ year, grade }) => entry('review', String(year), `${year}-12`, `${year}年度民主评议：${grade}`)),
    ...steps.map((step) => entry('development', step.id, step.on, `发展党员：${stepOf(step.step).name}`, entryInWords(step), step.meetingId)),
    ...talents.flatMap(talentEntries),
    ...materials.map(({ id, kind, name: file, datedOn, addedAt }) => entry('material', id, datedOn ?? localDay(new Date(addedAt)), materialKindNames[kind], datedOn === null ? file : `${file}，${chineseMonthDay(localDay(new Date(addedAt)))}放入`)),
    ...editEntries(edits),
  ]
  return entries.sort(newestFirst)
}

const rank: readonly TimelineEntry['kind'][] = ['change', 'date', 'transfer', 'sanction', 'award', 'review', 'development', 'talent', 'meeting', 'talk', 'action', 'material', 'edit']
/** A month comes after its days, as its text sorts before them. */
function newestFirst(a: TimelineEntry, b: TimelineEntry): number {
  if (a.on !== b.on) return a.on < b.on ? 1 : -1
  return rank.indexOf(a.kind) - rank.indexOf(b.kind) || (a.key < b.key ? -1 : 1)
}
