import type { CheckId } from '../rules/checklist.ts'
import type { Verdict } from './checklist.ts'
import { lifeVerdicts } from './checklistLife.ts'
import { membersVerdicts } from './checklistMembers.ts'
import { recordsVerdicts } from './checklistRecords.ts'
import { workVerdicts } from './checklistWork.ts'
import type { IsoDate } from './dates.ts'
import type { Finding } from './finding.ts'
import type { Need } from './frequency.ts'
import type { ItemNature, MeetingKind, MeetingState } from './meetingKinds.ts'
import type { OrganisationFinding, TermFacts } from './organisation.ts'
import type { PartialDate } from './partialDate.ts'
import type { PersonStatus } from './person.ts'
import type { StudyLedger } from './study.ts'

/** A record of the year that was held by the day: what the list asks of it. Nothing of it names a person. */
export interface CheckedRecord {
  id: string
  kind: MeetingKind
  heldOn: IsoDate
  group: string
  state: MeetingState
  isSupplement: boolean
  /** It was held longer ago than the unit allows for 定稿, or it is final: now it has to be whole. */
  isDue: boolean
  findings: readonly Finding[]
  natures: readonly ItemNature[]
  /** The first item is called 学习 or 传达, whatever it is marked as. */
  beginsWithStudy: boolean
  elements: Readonly<Record<string, string>>
  hasMinutes: boolean
}

/** Somebody of the roster of the day; the dates of the file as far as they are known. */
export interface CheckedPerson {
  id: string
  name: string
  status: PersonStatus
  inCommittee: boolean
  dates: Partial<Record<'appliedOn' | 'activistOn' | 'prospectOn' | 'joinedOn' | 'fullOn', PartialDate>>
  /** From when the roster has somebody as 预备党员. */
  probationFrom: IsoDate | null
  /** How much the file lacks, and how many findings it has. */
  missing: number
  findings: number
  /** Of them those about the way into the Party, as the file tells them. */
  developmentFindings: readonly string[]
  /** What the joint reading of their path found and is certain (待核 and papers aside); null: no path is entered. */
  path: readonly string[] | null
  hasDuesBase: boolean
}

export interface CheckedTransfer { id: string; personId: string; personName: string; deadline: IsoDate | null; isOverdue: boolean; isOpen: boolean }
export interface CheckedProject { id: string; title: string; isOpen: boolean; isClosed: boolean; hasGoal: boolean; overdue: boolean; stale: boolean; hasResult: boolean }
export interface CheckedAction { id: string; isOverdue: boolean; hasOwner: boolean; meetingId: string | null }

/** All that the list of a year is made from, on a day. The service gathers it; every verdict is made of it alone. */
export interface ChecklistFacts {
  year: number
  on: IsoDate
  since: IsoDate
  /** What the rules ask for in the year. */
  needs: readonly Need[]
  records: readonly CheckedRecord[]
  organisation: readonly OrganisationFinding[]
  term: TermFacts | null
  people: readonly CheckedPerson[]
  /** 学时台账 of the year. */
  study: Pick<StudyLedger, 'rows' | 'sums'>
  /** 党费 of the year: who owed, who is assessed, and which months are over and not paid in full; null: it is not kept here. */
  dues: { people: number; unassessed: readonly string[]; lacking: readonly { name: string; months: readonly string[] }[] } | null
  transfers: readonly CheckedTransfer[]
  projects: readonly CheckedProject[]
  /** 业务难点 of the year without a Party measure, and how many there are. */
  difficulties: { count: number; unconverted: number }
  /** Open 议定事项 on the day. */
  actions: readonly CheckedAction[]
  /** 整改 of the year's 组织生活会 that are not closed. */
  openRemedies: number
  volunteerEntries: number
  /** Where 计划, 小结 and 总结 stand in titles and names of files. */
  texts: readonly { what: 'plan' | 'summary' | 'report'; meetingId: string; heldOn: IsoDate; kind: MeetingKind }[]
  /** What the screen of backups reminds of today; null where the day asked for is not today. */
  backup: { lastOn: IsoDate | null; reminders: readonly string[] } | null
}

export type Verdicts = Partial<Record<CheckId, Verdict>>

/** What the data say of every shipped point that they say anything of. A year that has not begun, or was over before 建账日期, says nothing. */
export function verdictsOf(facts: ChecklistFacts): Map<CheckId, Verdict> {
  const { year, on, since } = facts
  const verdicts: Verdicts = { ...lifeVerdicts(facts), ...membersVerdicts(facts), ...recordsVerdicts(facts), ...workVerdicts(facts) }
  const why = `${year}-01-01` > on ? `${year}年还没有开始。` : `${year}-12-31` < since ? `${year}年在建账日期以前，软件里没有这一年的资料。` : null
  return new Map((Object.entries(verdicts) as [CheckId, Verdict][]).map(([id, verdict]) => [id, why === null ? verdict : { state: 'unknown', words: why }]))
}
