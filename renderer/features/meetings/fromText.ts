import type { Output } from '../../../shared/contract/index.ts'
import { attendanceNames } from '../../../shared/domain/meeting.ts'
import { kindElements } from '../../../shared/domain/meetingKinds.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'

type Understood = Output<'meetings.fromText'>

const names: Record<string, string> = {
  title: '名称', heldOn: '日期', startsAt: '开始', endsAt: '结束', place: '地点', chair: '主持人', recorder: '记录人', opening: '开场', group: '党小组', kind: '类型',
  reporter: '汇报人', report: '汇报', speech: '发言', discussion: '讨论', vote: '表决', decision: '决定', action: '任务',
}
const elementNames = new Map(Object.values(kindElements).flat().map(({ code, label }) => [code, label]))

/** What a field of the draft is called: 议题二的决定. */
export function fieldLabel(field: string): string {
  const [head = '', second = '', third = ''] = field.split('.')
  if (head === 'agenda') return `议题${chineseNumeral(Number(second) + 1)}的${third === 'title' ? '标题' : names[third] ?? third}`
  if (head === 'element') return elementNames.get(second) ?? second
  if (head === 'attendance') return '签到'
  if (head === 'guest' || head === 'guests') return '列席'
  return names[head] ?? head
}

export interface Passage { kind: 'plain' | 'sure' | 'unsure' | 'left'; text: string; note: string }

/** The source in passages: what became which field, and what did not. Where two overlap, the earlier one holds. */
export function passagesOf(text: string, { guesses, leftOver }: Understood): Passage[] {
  const marks = [
    ...guesses.map(({ from, to, sure, field, note }) => ({ from, to, kind: sure ? 'sure' as const : 'unsure' as const, note: `${fieldLabel(field)}${note === '' ? '' : `：${note}`}` })),
    ...leftOver.map(({ from, to, why }) => ({ from, to, kind: 'left' as const, note: why })),
  ].sort((a, b) => a.from - b.from || b.to - a.to)
  const passages: Passage[] = []
  let at = 0
  for (const { from, to, kind, note } of marks) {
    if (from < at || to <= from) continue
    if (from > at) passages.push({ kind: 'plain', text: text.slice(at, from), note: '' })
    passages.push({ kind, text: text.slice(from, to), note })
    at = to
  }
  return [...passages, { kind: 'plain', text: text.slice(at), note: '' }]
}

/** The draft in a few lines, for a look before it is taken. */
export function outlineOf({ title, startsAt, endsAt, place, chair, recorder, attendance, guests, elements, kind, agenda }: Understood['draft']): { label: string; value: string }[] {
  const count = (state: keyof typeof attendanceNames) => attendance.filter((a) => a.state === state).length
  const lines = [
    { label: '名称', value: title }, { label: '时间', value: [startsAt, endsAt].filter((part) => part !== '').join('—') }, { label: '地点', value: place }, { label: '主持人', value: chair }, { label: '记录人', value: recorder },
    { label: '签到', value: attendance.length === 0 ? '没有读到' : (Object.keys(attendanceNames) as (keyof typeof attendanceNames)[]).filter((state) => count(state) > 0).map((state) => `${attendanceNames[state]}${count(state)}人`).join('，') },
    { label: '列席', value: guests.map(({ name, note }) => (note === '' ? name : `${name}（${note}）`)).join('、') },
    ...kindElements[kind].map(({ code, label }) => ({ label, value: elements[code] ?? '' })),
    ...agenda.flatMap((item, index) => [
      { label: `议题${chineseNumeral(index + 1)}`, value: item.title },
      { label: '', value: [item.reporter === '' && item.report === '' ? '' : `汇报：${item.reporter}`, item.speeches.length === 0 ? '' : `${item.speeches.length}条发言（${[...new Set(item.speeches.map((s) => s.speaker))].join('、')}）`].filter((part) => part !== '').join('；') },
      ...item.votes.map((vote) => ({ label: '表决', value: `${vote.subject}赞成${vote.yes}，不赞成${vote.no}，弃权${vote.abstain}${vote.writtenYes + vote.writtenNo > 0 ? `；书面赞成${vote.writtenYes}，不赞成${vote.writtenNo}` : ''}` })),
      { label: '决定', value: item.decision },
      ...item.actions.map((action) => ({ label: '任务', value: [action.owners, action.task, action.startText, action.repeatText, action.dueText].filter((part) => part !== '').join('，') })),
    ]),
  ]
  return lines.filter(({ value }) => value !== '')
}
