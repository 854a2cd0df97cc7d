import { meetingsWithMinutes, namesOfFiles } from '../../../../db/repositories/checklist.ts'
import { listActions } from '../../../../db/repositories/actions.ts'
import { materialKindsByPerson } from '../../../../db/repositories/materials.ts'
import { listFields } from '../../../../db/repositories/personFields.ts'
import { listDifficulties } from '../../../../db/repositories/difficulties.ts'
import { listProjects, listVolunteer, resultsOfProjects } from '../../../../db/repositories/projects.ts'
import { rosterTally } from '../../../../db/repositories/rosterTally.ts'
import { listTerms } from '../../../../db/repositories/terms.ts'
import { listTransfers } from '../../../../db/repositories/transfers.ts'
import type { Db } from '../../../../db/connection.ts'
import type { CheckedAction, CheckedPerson, CheckedProject, CheckedRecord, ChecklistFacts } from '../../../../shared/domain/checklistFacts.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { Finding } from '../../../../shared/domain/finding.ts'
import { needsBetween, type HeldMeeting } from '../../../../shared/domain/frequency.ts'
import type { Meeting } from '../../../../shared/domain/meeting.ts'
import { isOpenForWriting } from '../../../../shared/domain/meetingKinds.ts'
import { lackIn } from '../../../../shared/domain/memberFile.ts'
import { fileFindings, type FileFinding } from '../../../../shared/domain/memberRules.ts'
import { termOn } from '../../../../shared/domain/organisation.ts'
import { organisationFindings } from '../../../../shared/domain/organisationFindings.ts'
import { isCommitteePost } from '../../../../shared/domain/person.ts'
import { rosterOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { studyLedger } from '../../../../shared/domain/studyLedger.ts'
import { probationFrom } from '../../../../shared/domain/todayPeople.ts'
import { deadlineOf, isOverdue } from '../../../../shared/domain/transfer.ts'
import { workdaysBetween } from '../../../../shared/rules/holidays.ts'
import type { Service } from '../../context.ts'
import { backupStatus } from '../backup/status.ts'
import { duesCheck } from '../dues/gather.ts'
import { certainFindings } from '../development/matters.ts'
import { findingsOf, recordReader } from '../meetings/check.ts'
import { frequencySource } from '../rules/handlers.ts'
import { studyFactsOf } from '../study/gather.ts'

const mostOpen = 20_000
/** Findings of a file that are about the way into the Party. */
const aboutDevelopment: readonly FileFinding['kind'][] = ['joinAge', 'probationShort', 'probationLong', 'status']
const orderOfDevelopment: readonly string[] = ['activistOn', 'prospectOn', 'joinedOn']

/** Everything that the list of a year is made from, as it stands on a day. Reads, and changes nothing. */
export function checklistFactsOf(service: Service, year: number, on: IsoDate): ChecklistFacts {
  const { vault, clock, backups } = service
  const db = vault.db()
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  // What holds from a day on is asked of the last day of a year that is over.
  const asOf = on < to ? on : to
  const source = frequencySource(service, from, to)
  const { supplementAfter } = vault.info()
  const held = source.meetings.filter(({ heldOn, state }) => heldOn <= asOf && state !== 'planned' && state !== 'notified')
  const records = recordsOf(db, held, { on, from, to, supplementAfter })
  const roster = rosterOn(source.people, asOf)
  const term = termOn(listTerms(db), asOf)
  const actions = openActions(db, on)
  const lifeMeetings = new Set(held.filter(({ kind }) => kind === 'orgLifeMeeting').map(({ id }) => id))
  const difficulties = listDifficulties(db, asOf).filter(({ raisedOn, closedOn }) => raisedOn <= asOf && (closedOn === null || closedOn >= from))
  const today = localDay(clock())
  const told = on === today ? backupStatus(backups, vault) : null
  return {
    year, on, since: source.since, needs: needsBetween(source, from, to, on), records: records.map(({ checked }) => checked),
    organisation: organisationFindings({ roster, term, on: asOf }), term,
    people: peopleOf(db, source.people, { year, on: asOf, today }, certainFindings(service, asOf, source.people)),
    study: studyLedger(studyFactsOf(service, year, asOf, source.people)),
    dues: duesCheck(db, year, asOf, source.people),
    transfers: listTransfers(db).filter(({ state, issuedOn }) => (state === 'draft' || state === 'issued') && (issuedOn === null || issuedOn <= asOf))
      .map((transfer) => ({ id: transfer.id, personId: transfer.personId, personName: transfer.personName, deadline: deadlineOf(transfer), isOverdue: isOverdue(transfer, asOf), isOpen: true })),
    projects: projectsOf(db, year, asOf),
    difficulties: { count: difficulties.length, unconverted: difficulties.filter(({ state, converted }) => state === 'open' && !converted).length },
    actions, openRemedies: actions.filter(({ meetingId }) => meetingId !== null && lifeMeetings.has(meetingId)).length,
    volunteerEntries: listVolunteer(db, from, asOf).length,
    texts: textsOf(db, from, asOf, records.map(({ meeting }) => meeting)),
    backup: told && { lastOn: told.last && localDay(new Date(told.last.at)), reminders: told.reminders.map(({ message }) => message) },
  }
}

const kept = new WeakMap<Db, { key: string; findings: Map<string, readonly Finding[]> }>()
/** What was found in each record, until any record or anybody changes: comparing two hundred with those before them takes a second, an answer by hand must not. */
function keptFindings(db: Db, on: IsoDate): Map<string, readonly Finding[]> {
  const { people, meetings } = rosterTally(db)
  const key = `${on} ${people} ${meetings}`
  const known = kept.get(db)
  if (known?.key === key) return known.findings
  const findings = new Map<string, readonly Finding[]>()
  kept.set(db, { key, findings })
  return findings
}

/** Each record that was held, read once; a 谈心谈话 is looked at for its elements only. */
function recordsOf(db: Db, held: readonly HeldMeeting[], { on, from, to, supplementAfter }: { on: IsoDate; from: IsoDate; to: IsoDate; supplementAfter: number }): { meeting: Meeting; checked: CheckedRecord }[] {
  const reader = recordReader(db)
  const withMinutes = meetingsWithMinutes(db, from, to)
  const known = keptFindings(db, on)
  return held.toSorted((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn < b.heldOn ? -1 : 1)).flatMap(({ id, isSupplement }) => {
    const meeting = reader.whole(id)
    if (!meeting) return []
    const { kind, heldOn, group, state, agenda, elements } = meeting
    const findings = known.get(id) ?? findingsOf(db, id, on, reader)
    known.set(id, findings)
    return [{ meeting, checked: {
      id, kind, heldOn, group, state, isSupplement, elements, natures: agenda.map(({ nature }) => nature), beginsWithStudy: /学习|传达/.test(agenda[0]?.title ?? ''), hasMinutes: withMinutes.has(id),
      isDue: !isOpenForWriting(state) || workdaysBetween(heldOn, on) > supplementAfter, findings,
    } }]
  })
}

function peopleOf(db: Db, people: readonly PersonWithHistory[], { year, on, today }: { year: number; on: IsoDate; today: IsoDate }, paths: ReadonlyMap<string, readonly string[]>): CheckedPerson[] {
  const fields = listFields(db)
  const materials = materialKindsByPerson(db)
  const histories = new Map(people.map(({ id, history }) => [id, history]))
  const roster = rosterOn(people, on)
  const secretaries = roster.filter(({ posts }) => posts.includes('secretary'))
  return roster.filter(({ status }) => status !== 'nonMember').map((entry): CheckedPerson => {
    const { id, name, status, posts } = entry
    const values = fields.get(id) ?? {}
    const { appliedOn, activistOn, prospectOn, joinedOn, fullOn, duesBase } = values
    const found = fileFindings(values, { history: histories.get(id) ?? [], today, otherSecretary: posts.includes('secretary') ? secretaries.find((other) => other.id !== id)?.name ?? null : null })
    const isOfYear = status !== 'fullMember' || joinedOn?.startsWith(String(year)) === true || fullOn?.startsWith(String(year)) === true
    return {
      id, name, status, inCommittee: status === 'fullMember' && posts.some(isCommitteePost),
      dates: { ...(appliedOn === undefined ? {} : { appliedOn }), ...(activistOn === undefined ? {} : { activistOn }), ...(prospectOn === undefined ? {} : { prospectOn }), ...(joinedOn === undefined ? {} : { joinedOn }), ...(fullOn === undefined ? {} : { fullOn }) },
      probationFrom: probationFrom({ history: histories.get(id) ?? [] }, on),
      missing: lackIn(values, status, materials.get(id) ?? []).missing, findings: found.length,
      developmentFindings: isOfYear ? found.filter(({ kind, field }) => aboutDevelopment.includes(kind) || (kind === 'order' && orderOfDevelopment.includes(field))).map(({ message }) => message) : [],
      path: paths.get(id) ?? null,
      hasDuesBase: duesBase !== undefined,
    }
  })
}

function projectsOf(db: Db, year: number, on: IsoDate): CheckedProject[] {
  const results = resultsOfProjects(db)
  return listProjects(db, { kind: undefined, state: undefined, open: undefined, difficultyId: undefined, year, text: '' }, on).filter(({ startsOn, state }) => startsOn <= on && state !== 'stopped').map(({ id, title, state, metric, overdue, stale }) => ({
    id, title, isOpen: state === 'proposed' || state === 'active', isClosed: state === 'closed', hasGoal: metric !== null && metric.baseline !== null && metric.target !== null, overdue, stale, hasResult: (results.get(id) ?? '').trim() !== '',
  }))
}

const openActions = (db: Db, on: IsoDate): CheckedAction[] =>
  listActions(db, { filter: 'open', text: '', hideConfidential: false, limit: mostOpen }, on).map(({ id, list, owner, meeting }) => ({ id, isOverdue: list === 'overdue', hasOwner: owner !== '', meetingId: meeting?.id ?? null }))

const kindsOfText = [['plan', /计划|工作要点/], ['summary', /小结/], ['report', /总结/]] as const

/** One mention for each record and kind of text, in titles of items and names of files. */
function textsOf(db: Db, from: IsoDate, to: IsoDate, meetings: readonly Meeting[]): ChecklistFacts['texts'] {
  const files = Map.groupBy(namesOfFiles(db, from, to), ({ meetingId }) => meetingId)
  return meetings.filter(({ kind }) => kind !== 'heartTalk').flatMap(({ id, heldOn, kind, agenda }) => {
    const names = [...agenda.map(({ title }) => title), ...(files.get(id) ?? []).map(({ name }) => name)]
    return kindsOfText.flatMap(([what, pattern]) => (names.some((name) => pattern.test(name)) ? [{ what, meetingId: id, heldOn, kind }] : []))
  })
}
