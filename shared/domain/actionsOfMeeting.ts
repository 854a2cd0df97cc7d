import { parseDue } from './actionDates.ts'
import type { LineContext } from './actionLine.ts'
import { projectNamed, projectsIn, type KnownProject, type ProjectLink } from './actionProjects.ts'
import { parseRepeat, repeatsIn, type Repeat } from './actionRepeat.ts'
import { doing } from './actionWords.ts'
import type { IsoDate } from './dates.ts'
import { namesIn } from './meeting.ts'
import { chineseNumeral } from './text.ts'

interface MeetingRow { id?: string | undefined; task: string; owners: string; dueText: string; startText: string; repeatText: string; dueOn?: IsoDate | null | undefined; startOn?: IsoDate | null | undefined }
interface MeetingItem { id?: string | undefined; title: string; reporter: string; report: string; speeches: readonly { speaker: string; text: string }[]; discussion: string; decision: string; actions: readonly MeetingRow[] }
/** A stored Meeting, or a draft of one. */
export interface DecidingMeeting { heldOn: IsoDate; agenda: readonly MeetingItem[] }

/** A name with the person of the roster it means; null: the roster does not know it. */
export interface NamedPerson { id: string | null; name: string }
/** `key` is the same whenever the record is read again; `itemAt` and `actionAt` count from 0 in the record, the ids are null in a draft. */
interface FromRecord { key: string; itemId: string | null; actionId: string | null; itemAt: number; actionAt: number }
/** One thing that a meeting decided. A repetition without an end is its own; one that leads to a project's end is in `series`. */
export interface MeetingAction extends FromRecord { title: string; responsible: NamedPerson; helpers: NamedPerson[]; from: IsoDate | null; due: IsoDate | null; dueText: string; repeat: Repeat | null; links: ProjectLink[] }
/** What is to be done again and again for a project until it is due: 每月25日报进度. */
export interface MeetingSeries extends FromRecord { title: string; responsible: NamedPerson; project: ProjectLink; repeat: Repeat }
/** Something decided that nobody was given, with the field of the editor that mends it. */
export interface MeetingActionFinding { code: 'noOwner'; field: string; message: string }
export interface ActionsOfMeeting { items: MeetingAction[]; series: MeetingSeries[]; findings: MeetingActionFinding[] }

/** Reads what a record decides: its rows of 谁、什么时候、办什么, with the projects its text ties them to. Pure; asks no clock. */
export function actionsOfMeeting(meeting: DecidingMeeting, { people, projects }: Pick<LineContext, 'people' | 'projects'>): ActionsOfMeeting {
  const all: ActionsOfMeeting = { items: [], series: [], findings: [] }
  const personOf = (name: string): NamedPerson => ({ id: people.find((person) => person.name === name)?.id ?? null, name })
  meeting.agenda.forEach((item, itemAt) => {
    const head = `议题${chineseNumeral(itemAt + 1)}`
    const at = `agenda.${item.id ?? itemAt}`
    item.actions.forEach((row, actionAt) => {
      if (row.task.trim() === '' && row.owners.trim() === '') return
      const { owners, helpers } = ownersOf(row.owners)
      const [first, ...others] = owners
      if (first === undefined) {
        all.findings.push({ code: 'noOwner', field: `${at}.action.${row.id ?? actionAt}.owners`, message: `${head}：“${short(row.task)}”没有责任人，没有列入任务。` })
        return
      }
      const source = { itemId: item.id ?? null, actionId: row.id ?? null, itemAt, actionAt }
      const base = row.id ?? `${itemAt}.${actionAt}`
      const due = row.dueOn ?? dayIn(row.dueText, meeting.heldOn)
      const from = row.startOn ?? dayIn(row.startText, meeting.heldOn)
      const said = repeatsIn(row.task).find(({ sure }) => sure)
      const repeat = parseRepeat(row.repeatText) ?? said?.repeat ?? null
      const led = ledProjects(item, projects).filter(({ leader }) => owners.includes(leader))
      if (led.length > 0 && led.length === owners.length) {
        const title = withoutClause(row.task, said ?? null)
        led.forEach(({ leader, project }) => {
          all.items.push({ ...source, key: `${base}.${leader}`, title, responsible: personOf(leader), helpers: helpers.map(personOf), from, due, dueText: row.dueText, repeat: due === null ? repeat : null, links: [project] })
          if (due !== null && repeat !== null) all.series.push({ ...source, key: `${base}.${leader}.series`, title: seriesTitle(row.task) || title, responsible: personOf(leader), project, repeat: { ...repeat, until: due } })
        })
        return
      }
      all.items.push({
        ...source, key: base, title: row.task.trim(), responsible: personOf(first), helpers: [...new Set([...others, ...helpers])].map(personOf), from, due, dueText: row.dueText,
        repeat: repeat === null || due === null ? repeat : { ...repeat, until: due }, links: linksOf(item, row, projects),
      })
    })
    const open = item.actions.length === 0 ? unassigned(item.decision) : ''
    if (open !== '') all.findings.push({ code: 'noOwner', field: `${at}.addAction`, message: `${head}：“${short(open)}”没有责任人和时限，没有列入任务。` })
  })
  return all
}

const short = (words: string): string => { const line = words.trim().replace(/\s+/g, ' '); return line.length > 40 ? `${line.slice(0, 40)}…` : line }
const dayIn = (words: string, on: IsoDate): IsoDate | null => (words.trim() === '' ? null : parseDue(words.replace(/(?:起|开始)$/, ''), on))

/** 孙立军、钱雅文; 吴国栋牵头，林静怡配合: the first is responsible. */
function ownersOf(words: string): { owners: string[]; helpers: string[] } {
  const owners: string[] = []
  const helpers: string[] = []
  for (const part of words.split(/[，,；;]/)) {
    const helping = /配合|协助|协同|参与/.test(part)
    const names = namesIn(part.replace(/配合|协助|协同|参与|牵头|具体负责|共同负责|负责|责任人|同志|[：:]/g, '').replace(/(?<=\p{Script=Han}{2})[和与及](?=\p{Script=Han}{2})/gu, '、'))
    for (const name of names) if (!owners.includes(name) && !helpers.includes(name)) (helping ? helpers : owners).push(name)
  }
  if (owners.length === 0) return { owners: helpers.slice(0, 1), helpers: helpers.slice(1) }
  return { owners, helpers }
}

/** “城西片区真烟流动治理”（赵文博牵头）: projects that an item gives to one leader each. */
function ledProjects({ report, discussion, decision }: MeetingItem, projects: readonly KnownProject[]): { leader: string; project: ProjectLink }[] {
  return [...`${report}\n${discussion}\n${decision}`.matchAll(/“([^“”]{2,60})”（(?:由)?([^（），。]{2,12}?)(?:同志)?(?:牵头|负责)）/gu)].map(([, name = '', leader = '']) => ({ leader, project: projectNamed(name, projects) ?? { id: null, name, sure: true } }))
}

/** A task without its clause of repetition: 填写立项书，每月25日报进度，按期结题 is 填写立项书，按期结题. */
function withoutClause(task: string, said: { from: number; to: number } | null): string {
  if (said === null) return task.trim()
  const [from, to] = clauseAround(task, said)
  return `${task.slice(0, from).replace(/[，；、\s]+$/u, '')}${task.slice(to)}`.replace(/^[，；、\s]+|[，；、。\s]+$/gu, '').replace(/^均/, '') || task.trim()
}
function clauseAround(task: string, { from, to }: { from: number; to: number }): [number, number] {
  const end = task.slice(to).search(/[，；。]/)
  return [Math.max(...['，', '；', '。'].map((mark) => task.lastIndexOf(mark, from))) + 1, end < 0 ? task.length : to + end]
}
function seriesTitle(task: string): string {
  const said = repeatsIn(task)[0]
  return said === undefined ? '' : task.slice(said.to, clauseAround(task, said)[1]).trim()
}

/**
 * The project that a row belongs to: named in its own words, else the one that the passage which speaks of the row names, or that was named
 * last before it. Found by passage it is never sure.
 */
function linksOf(item: MeetingItem, row: MeetingRow, projects: readonly KnownProject[]): ProjectLink[] {
  const own = projectsIn(row.task, projects)
  if (own.length > 0) return own.map(({ id, name, sure }) => ({ id, name, sure }))
  const passages = [item.report, ...item.speeches.map(({ text }) => text), item.discussion, item.decision].filter((words) => words !== '')
  const pairs = new Set(Array.from({ length: Math.max(0, row.task.length - 1) }, (_, i) => row.task.slice(i, i + 2)).filter((pair) => /^\p{Script=Han}{2}$/u.test(pair)))
  const hits = passages.map((words) => [...pairs].filter((pair) => words.includes(pair)).length)
  const most = Math.max(0, ...hits)
  if (most === 0) return []
  for (let i = hits.indexOf(most); i >= 0; i--) {
    const link = quotedProject(passages[i] ?? '', item, projects)
    if (link) return [{ ...link, sure: false }]
  }
  return []
}

/** The last project in quotes; where no list of projects knows it, only in an item on projects, and right after 汇报. */
function quotedProject(words: string, { title }: MeetingItem, projects: readonly KnownProject[]): ProjectLink | null {
  let last: ProjectLink | null = null
  for (const { index, 1: name = '' } of words.matchAll(/“([^“”]{2,60})”/gu)) {
    const known = projectNamed(name, projects)
    if (known?.sure === true) last = known
    else if (/攻关|项目/.test(title) && /(?:汇报|通报|介绍|推进)$/.test(words.slice(0, index))) last = { id: null, name, sure: true }
  }
  return last
}

const taskClause = new RegExp(`^(?:并|要|须|应|由支部|由支委会|及时)?(?:${doing})(?!人|会议|委员)`, 'u')
/** The clauses of a decision that tell of something to do. */
const unassigned = (decision: string): string => decision.replace(/（[^（）]*）/g, '').split(/[，；。\n]/).map((clause) => clause.trim()).filter((clause) => taskClause.test(clause)).join('，')
