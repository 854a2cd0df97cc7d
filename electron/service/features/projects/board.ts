import type { Db } from '../../../../db/connection.ts'
import { countActions, listActions } from '../../../../db/repositories/actions.ts'
import { listDifficulties } from '../../../../db/repositories/difficulties.ts'
import { actionsByMonth, backbonePeople, dueActions, exemptPeople, heldMeetings, marksAt, zoneFacts, type MeetingFact } from '../../../../db/repositories/fusionFigures.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { listProjects } from '../../../../db/repositories/projects.ts'
import { openLists } from '../../../../shared/domain/action.ts'
import type { Board, Indicator } from '../../../../shared/domain/board.ts'
import { attendedShare, completedShare, learnedShare } from '../../../../shared/domain/branchFigures.ts'
import { daysInMonth, localDay, ymdOf, type IsoDate } from '../../../../shared/domain/dates.ts'
import { needsBetween } from '../../../../shared/domain/frequency.ts'
import { attainedProjects, backboneShares, closedProjects, closedShares, convertedShare, fusedShare, hoursPerMember, pioneerShare, zoneShares } from '../../../../shared/domain/indicatorFigures.ts'
import type { MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import type { RosterEntry } from '../../../../shared/domain/person.ts'
import type { ProjectRow } from '../../../../shared/domain/project.ts'
import { expectedAt, rosterOn } from '../../../../shared/domain/roster.ts'
import { studyLedger } from '../../../../shared/domain/studyLedger.ts'
import type { Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { duesShareOf } from '../dues/gather.ts'
import { frequencySource } from '../rules/handlers.ts'
import { studyFactsOf, volunteerHours } from '../study/gather.ts'
import { cultivationOf } from '../talent/gather.ts'

/** 组织生活 (支部工作条例 ch. 4): what K15 counts. */
const orgLife: readonly MeetingKind[] = ['generalMeeting', 'committeeMeeting', 'groupMeeting', 'partyLecture', 'themeDay', 'orgLifeMeeting', 'democraticReview']
const shownActions = 50

/** The first and last day of a year or a quarter. */
export function periodOf(year: number, quarter: number | undefined): { from: IsoDate; to: IsoDate; title: string } {
  const two = (n: number) => String(n).padStart(2, '0')
  if (quarter === undefined) return { from: `${year}-01-01`, to: `${year}-12-31`, title: `${year}年` }
  const last = quarter * 3
  return { from: `${year}-${two(last - 2)}-01`, to: `${year}-${two(last)}-${daysInMonth(year, last)}`, title: `${year}年第${'一二三四'[quarter - 1] ?? ''}季度` }
}

/** The branch as of a day: its figures with the records behind them. Reads and changes nothing. */
export function boardHandlers(service: Service) {
  const { clock } = service
  return {
    'projects.board': ({ on, year, quarter }) => boardOf(service, periodOf(year ?? ymdOf(on).year, quarter), on),
    'reports.quarter': ({ year, quarter, on }) => {
      const period = periodOf(year, quarter)
      const today = localDay(clock())
      return boardOf(service, period, on ?? (period.to < today ? period.to : today))
    },
  } satisfies Partial<Handlers>
}

/** The branch in a time as it stood on a day: its figures with the records behind them. */
export function boardOf(service: Service, { from, to, title }: { from: IsoDate; to: IsoDate; title: string }, on: IsoDate): Board {
  const db = service.vault.db()
  const until = on < to ? on : to
  const people = listPeople(db)
  const roster = rosterOn(people, until)
  const members = roster.filter(isMember)
  const meetings = heldMeetings(db, from, until)
  const projects = listProjects(db, { kind: undefined, state: undefined, open: undefined, difficultyId: undefined, year: undefined, text: '' }, on).filter(({ startsOn, closedOn }) => startsOn <= to && (closedOn === null || closedOn >= from))
  const difficulties = listDifficulties(db, on).filter(({ raisedOn, closedOn }) => raisedOn <= until && (closedOn === null || closedOn >= from))
  const carriers = projects.filter(({ kind }) => kind === 'secretaryProject' || kind === 'memberProject')
  const closedBy = (project: ProjectRow): boolean => project.state === 'closed' && project.closedOn !== null && project.closedOn <= on
  const measured = (list: readonly ProjectRow[]) => list.map((project) => ({ id: project.id, title: project.title, attainment: project.metric?.attainment ?? null, shown: project.metric?.shown ?? '—', closed: closedBy(project) }))
  const backbone = backbonePeople(db, until)
  const indicators: Indicator[] = [
    completed(service, from, to, on),
    attendance(db, meetings, people),
    learnedShare(studyLedger(studyFactsOf(service, ymdOf(until).year, until, people)), until),
    duesShareOf(db, from, until, people),
    ...closedShares(dueActions(db, from, until, on)),
    convertedShare(difficulties),
    closedProjects(carriers.filter(({ dueOn }) => dueOn !== null && dueOn >= from && dueOn <= until).map((project) => ({ id: project.id, title: project.title, dueOn: project.dueOn, closed: closedBy(project) }))),
    attainedProjects(measured(carriers)),
    ...backboneShares(roster.map((entry) => ({ id: entry.id, name: entry.name, isMember: isMember(entry), isBackbone: backbone.has(entry.id) }))),
    ...cultivationOf(db, until),
    pioneerShare(measured(projects.filter(({ kind }) => kind === 'pioneerPost'))),
    ...zoneShares(zoneFacts(db, from, until), on),
    hoursPerMember(volunteerHours(db, people, from, until).map(({ name, title: content, ...entry }) => ({ ...entry, title: name === '' ? content : `${name}：${content}` })), members.length),
    fusedShare(meetings.filter(({ kind }) => orgLife.includes(kind))),
  ]
  const open = countActions(db, { filter: 'open', text: '', hideConfidential: true, limit: 1 }, on)
  const byMonth = actionsByMonth(db, from, until)
  const months = monthsOf(from, until).map((month) => {
    const held = meetings.filter(({ heldOn }) => heldOn.startsWith(month))
    return { month, meetings: held.length, business: held.filter(({ business }) => business).length, decided: byMonth.decided.get(month) ?? 0, closed: byMonth.closed.get(month) ?? 0 }
  })
  return {
    from, to, on, title, indicators, projects, difficulties, months,
    actions: listActions(db, { filter: 'open', text: '', hideConfidential: false, limit: shownActions }, on),
    openActions: openLists.reduce((sum, list) => sum + open[list], 0),
    sentences: sentencesOf(title, { meetings, projects, difficulties, months, indicators }),
  }
}

const isMember = ({ status }: RosterEntry): boolean => status === 'fullMember' || status === 'probationaryMember'

function monthsOf(from: IsoDate, until: IsoDate): string[] {
  const { year, month } = ymdOf(from)
  return Array.from({ length: 12 }, (_, i) => `${year}-${String(month + i).padStart(2, '0')}`).filter((each, i) => month + i <= 12 && each <= until.slice(0, 7))
}

/** K01 by the engine of 达标表: a year of meetings, since a rule may ask once a year. */
function completed(service: Service, from: IsoDate, to: IsoDate, on: IsoDate): Indicator {
  const { year } = ymdOf(from)
  return completedShare(needsBetween(frequencySource(service, `${year}-01-01`, `${year}-12-31`), from, to, on), from, to)
}

/** K02 by the roster of each day. */
function attendance(db: Db, meetings: readonly MeetingFact[], people: ReturnType<typeof listPeople>): Indicator {
  const marks = marksAt(db, meetings.map(({ id }) => id))
  const exempt = exemptPeople(db)
  const rosters = new Map<IsoDate, RosterEntry[]>()
  return attendedShare(meetings.flatMap(({ id, kind, title, heldOn, group }) => {
    const roster = rosters.get(heldOn) ?? rosterOn(people, heldOn)
    rosters.set(heldOn, roster)
    const expected = new Set(expectedAt(kind, roster, group).map((entry) => entry.id))
    return expected.size === 0 ? [] : [{ id, title, heldOn, expected: expected.size, marked: (marks.get(id) ?? []).filter(({ personId }) => expected.has(personId)) }]
  }), (personId) => exempt.has(personId))
}

function sentencesOf(title: string, { meetings, projects, difficulties, months, indicators }: { meetings: readonly MeetingFact[]; projects: readonly ProjectRow[]; difficulties: Board['difficulties']; months: Board['months']; indicators: readonly Indicator[] }): string[] {
  const sum = (what: 'decided' | 'closed') => months.reduce((total, month) => total + month[what], 0)
  const of = (code: Indicator['code']) => indicators.find((indicator) => indicator.code === code)
  const k05 = of('K05')
  const open = difficulties.filter(({ converted }) => !converted).length
  return [
    `${title}开展会议和活动${meetings.length}次，其中含业务议题${meetings.filter(({ business }) => business).length}次；议定事项${sum('decided')}项，办结${sum('closed')}项${k05 && k05.value !== '—' ? `，${k05.name}${k05.value.replace(' ', '')}` : ''}。`,
    `业务难点${difficulties.length}个${open === 0 ? '' : `，其中${open}个还没有对应的党建举措`}；实施项目${projects.length}个。`,
    ...projects.filter(({ metric }) => metric !== null && metric.actual !== null).map(({ title: name, leader, metric }) => `“${name}”${leader === '' ? '' : `（${leader}牵头）`}由${metric?.baseline ?? '—'}${metric?.unit ?? ''}到${metric?.actual ?? ''}${metric?.unit ?? ''}，目标${metric?.target ?? '—'}${metric?.unit ?? ''}${metric?.attainment === null ? '' : `，达成${metric?.shown.replace(' ', '') ?? ''}`}。`),
  ]
}
