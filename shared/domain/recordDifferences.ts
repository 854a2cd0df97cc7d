import { chineseDate } from './dates.ts'
import { attendanceNames, type Meeting } from './meeting.ts'
import { itemNatureNames, kindElements } from './meetingKinds.ts'
import { chineseNumeral } from './text.ts'

/** A record as a version keeps it. */
export type KeptRecord = Omit<Meeting, 'revision' | 'savedAt' | 'version'>

/** Longer texts are told of, not quoted. */
const quoted = 40
const said = (text: string): string => (text === '' ? '（空）' : text.length > quoted ? `“${text.slice(0, quoted)}…”` : `“${text}”`)

/** What differs between two versions of a record, one sentence each, in the order of the record. */
export function differencesInWords(before: KeptRecord, after: KeptRecord): string[] {
  const changes: string[] = []
  const compare = (label: string, a: string, b: string) => { if (a !== b) changes.push(`${label}：${said(a)}改为${said(b)}`) }
  compare('名称', before.title, after.title)
  compare('日期', chineseDate(before.heldOn), chineseDate(after.heldOn))
  compare('开始', before.startsAt, after.startsAt)
  compare('结束', before.endsAt, after.endsAt)
  compare('地点', before.place, after.place)
  compare('主持人', before.chair, after.chair)
  compare('记录人', before.recorder, after.recorder)
  compare('党小组', before.group, after.group)
  for (const { code, label } of kindElements[after.kind]) compare(label, before.elements[code] ?? '', after.elements[code] ?? '')
  const marks = (record: KeptRecord) => new Map(record.attendees.map((a) => [a.name, `${a.state === null ? '未登记' : attendanceNames[a.state]}${a.reason === '' ? '' : `（${a.reason}）`}${a.makeUp?.on ? `，${chineseDate(a.makeUp.on)}补学` : ''}`]))
  const [marksBefore, marksAfter] = [marks(before), marks(after)]
  for (const name of new Set([...marksBefore.keys(), ...marksAfter.keys()])) compare(`${name}签到`, marksBefore.get(name) ?? '', marksAfter.get(name) ?? '')
  const guests = (record: KeptRecord) => record.guests.map(({ name, note }) => (note === '' ? name : `${name}（${note}）`)).join('、')
  compare('列席', guests(before), guests(after))
  compare('开场', before.opening, after.opening)
  const itemsBefore = new Map(before.agenda.map((item) => [item.id, item]))
  for (const item of before.agenda) if (!after.agenda.some(({ id }) => id === item.id)) changes.push(`删去议题${said(item.title)}`)
  after.agenda.forEach((item, index) => {
    const old = itemsBefore.get(item.id)
    const head = `议题${chineseNumeral(index + 1)}`
    if (!old) {
      changes.push(`增加议题${said(item.title)}`)
      return
    }
    if (before.agenda.indexOf(old) !== index && before.agenda.length === after.agenda.length) changes.push(`议题${said(item.title)}移到第${index + 1}个`)
    compare(`${head}标题`, old.title, item.title)
    compare(`${head}类型`, itemNatureNames[old.nature], itemNatureNames[item.nature])
    // A version of before elections told their seats has none.
    compare(`${head}应选名额`, String(old.seats ?? ''), String(item.seats ?? ''))
    compare(`${head}汇报`, `${old.reporter}${old.report}`, `${item.reporter}${item.report}`)
    compare(`${head}发言`, old.speeches.map(({ speaker, text }) => `${speaker}：${text}`).join('；'), item.speeches.map(({ speaker, text }) => `${speaker}：${text}`).join('；'))
    compare(`${head}讨论`, old.discussion, item.discussion)
    const votes = (list: typeof item.votes) => list.map((v) => `${v.subject}赞成${v.yes + v.writtenYes}不赞成${v.no + v.writtenNo}弃权${v.abstain + v.writtenAbstain}`).join('；')
    compare(`${head}表决`, votes(old.votes), votes(item.votes))
    compare(`${head}决定`, old.decision, item.decision)
    const actions = (list: typeof item.actions) => list.map((a) => [a.owners, a.task, a.startText, a.repeatText, a.dueText].filter((part) => part !== '').join('，')).join('；')
    compare(`${head}任务`, actions(old.actions), actions(item.actions))
  })
  return changes
}
