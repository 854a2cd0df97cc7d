import { listOwnFields } from '../../../../db/repositories/developmentFields.ts'
import { materialsOf } from '../../../../db/repositories/materials.ts'
import { findMeeting } from '../../../../db/repositories/meetings.ts'
import { findPerson, listPeople } from '../../../../db/repositories/people.ts'
import { findFields } from '../../../../db/repositories/personFields.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { DevelopmentFacts, StepEntry } from '../../../../shared/domain/development.ts'
import { placedMaterials, type FiledScan, type StageMaterials } from '../../../../shared/domain/developmentMaterials.ts'
import { isPublicity, stepOfPublicity, usualFields, type DevelopmentPaper, type OwnField } from '../../../../shared/domain/developmentPapers.ts'
import { publicityDays, publicityEntered, publicityFault, type PublicityDays } from '../../../../shared/domain/publicityDays.ts'
import { readPath, workdaysOfPublicity, type DevelopmentPath } from '../../../../shared/domain/developmentPath.ts'
import { longerNames, namesExactly } from '../../../../shared/domain/developmentRecords.ts'
import { standingOn } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import type { DevelopmentSource, MaterialThere, StepMeeting } from '../../documents/developmentValues.ts'
import { developmentFactsOf } from '../development/facts.ts'
import { shownMaterial } from '../memberFile/gather.ts'
import { readMeeting } from '../meetings/stored.ts'

/** The usual fields first, whether or not anything was filled in. */
export function fieldsOf({ vault }: Pick<Service, 'vault'>, personId: string): OwnField[] {
  const stored = listOwnFields(vault.db(), personId)
  const usual = usualFields.map((name) => stored.find((field) => field.name === name) ?? { name, value: '', own: '' })
  return [...usual, ...stored.filter(({ name }) => !usualFields.some((each) => each === name))]
}

export const scansOf = ({ vault }: Pick<Service, 'vault'>, personId: string): FiledScan[] =>
  materialsOf(vault.db(), personId).filter(({ kind, isDeleted }) => kind !== 'photo' && !isDeleted).map((material) => ({ ...shownMaterial(material), materialCode: material.materialCode }))

/** What the record behind a step says: 谈话要点 of a talk, the decision on this person of a meeting. Null: it is in the 回收站. */
function meetingOfStep({ vault }: Pick<Service, 'vault'>, { meetingId, step }: StepEntry, names: (text: string) => boolean): StepMeeting | null {
  const db = vault.db()
  if (meetingId === null || findMeeting(db, meetingId) === null) return null
  const { place, recorder, expected, elements, agenda } = readMeeting(db, meetingId)
  const said = step === 'initialTalk' ? [elements.points, elements.suggestions].filter((text) => text !== undefined && text.trim() !== '').join('\n')
    // A decision that is no resolution (同意提交大会讨论) is not printed as one.
    : agenda.map(({ decision }) => decision.trim()).find((decision) => names(decision) && /召开.*大会/.test(decision)) ?? ''
  return { place, recorder, members: expected === 0 ? null : expected, said }
}

/** Each material that is there once, in the order of the steps, with all of its scans. */
const listedMaterials = (stages: readonly StageMaterials[]): MaterialThere[] => stages.flatMap(({ materials }) => materials).filter(({ files }) => files.length > 0).map(({ material, files }) => ({
  code: material.code, name: material.name, count: files.length,
  pages: files.every(({ pages }) => pages !== null) ? files.reduce((sum, { pages }) => sum + (pages ?? 0), 0) : null,
  datedOn: files.map(({ datedOn }) => datedOn).filter((day) => day !== null).toSorted().at(-1) ?? null,
}))

/** What is printed: for whom, which paper, and the days of a 公示 that is not entered yet. */
export interface Printing { personId: string; paper: DevelopmentPaper; isFull: boolean; asked: { on: IsoDate; until: IsoDate | null } | null }

/** A 公示 goes up before its step is entered: it stands among the steps with the days it is meant for. */
function withPublicity(path: DevelopmentPath, { paper, asked }: Pick<Printing, 'paper' | 'asked'>): { entries: DevelopmentFacts['entries']; days: PublicityDays | null } {
  const { entries } = path.facts
  if (!isPublicity(paper)) return { entries, days: null }
  const days = publicityDays(path, paper, asked)
  const fault = publicityFault(days.on, days.until)
  if (fault !== null) throw new AppError('INVALID_INPUT', { fields: [{ path: 'days.until', message: fault }] })
  const entered = publicityEntered(path, paper)
  const shown: StepEntry = { ...(entered ?? { id: '', step: stepOfPublicity(paper), people: [], hours: null, days: null, result: null, extendedMonths: null, votes: null, meetingId: null, documentNo: '', note: '' }), on: days.on, until: days.until }
  return { entries: [...entries.filter(({ id }) => id !== entered?.id), shown], days }
}

/** All that the papers of one path are made of, and the days of a 公示. Errors: NOT_FOUND; INVALID_INPUT where it would end before it begins. */
export function developmentSource(service: Pick<Service, 'vault' | 'clock'>, printing: Printing): { source: DevelopmentSource; days: PublicityDays | null } {
  const { personId, isFull } = printing
  const db = service.vault.db()
  const person = findPerson(db, personId)
  if (!person) throw new AppError('NOT_FOUND')
  const today = localDay(service.clock())
  const facts = developmentFactsOf(service, personId, today)
  const { unit, branch } = service.vault.info()
  const longer = longerNames(listPeople(db), person.name)
  const names = (text: string): boolean => namesExactly(text, person.name, longer)
  const meetings = facts.entries.flatMap((entry): [string, StepMeeting][] => {
    const found = entry.meetingId === null ? null : meetingOfStep(service, entry, names)
    return found === null || entry.meetingId === null ? [] : [[entry.meetingId, found]]
  })
  const path = readPath(facts)
  const { entries, days } = withPublicity(path, printing)
  const source: DevelopmentSource = {
    workspace: { unit, branch }, name: person.name, fields: findFields(db, personId), group: standingOn(person.history, today).group, isFull, entries, meetings: new Map(meetings),
    materials: listedMaterials(placedMaterials(facts.entries, scansOf(service, personId), today)), own: fieldsOf(service, personId), workdays: (from, until) => workdaysOfPublicity(facts, from, until),
    probationEnd: path.probation?.endsOn ?? null, today,
  }
  return { source, days }
}
