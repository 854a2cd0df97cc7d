import { hash } from 'node:crypto'
import type { AttachmentRole } from '../../shared/domain/attachment.ts'
import { prepared, type Db } from '../connection.ts'
import { fusionThings } from './fusionThings.ts'
import { captureValues, putValuesBack, type CapturedValues } from './developmentFields.ts'
import { describeAttachment, setAttachmentDeleted } from './attachments.ts'
import type { Stamp } from './audit.ts'
import { findMeeting, putMeeting, setDeleted, type StoredMeeting } from './meetings.ts'
import { capturePair, comparedPair, putPair, type CapturedPair } from './mergedPeople.ts'
import { deleteMinutes, findMinutes, putMinutes, type StoredMinutes } from './minutes.ts'
import { captureMaterial, putMaterialBack, type CapturedMaterial } from './materials.ts'
import { capturedAsNew, type NewPerson } from './newPeople.ts'
import { capturePerson, personAlone, putPersonBack, removePerson, type CapturedPerson } from './people.ts'
import { captureRules, putRules, type CapturedRules } from './rules.ts'
import { captureTemplate, putTemplateBack, type CapturedTemplate } from './templates.ts'
import { captureSettings, putSettings, type CapturedSettings } from './workspace.ts'

/** What the journal can keep the state of. `deletion`: whether a record is in the 回收站. `photoPage` and `minutes` have the id of their meeting, `merge` both ids of a pair of people. */
export type ThingKind = 'merge' | 'apart' | 'view' | 'term' | 'meeting' | 'deletion' | 'minutes' | 'person' | 'material' | 'attachment' | 'photoPage' | 'template' | 'settings' | 'noticeSetting' | 'rules' | 'checkPoint' | 'checkAnswer' | 'planItem' | 'businessDay' | 'calendarDay' | 'planYear' | 'studyHours' | 'developmentField' | 'developmentValues' | 'talentDecision' | 'talentLimits' | 'duesPayment' | 'duesSetting' | keyof typeof fusionThings
export interface ThingRef { kind: ThingKind; id: string }
/** The settings of the branch have one row. */
export const settingsId = '00000000-0000-7000-8000-000000000001'

/**
 * How one kind is kept. `mark` is the same exactly as long as nothing about the thing changed; `put` makes it what it was, where null
 * means that it was not there. Runs inside the caller's transaction.
 */
export interface ThingFacts<S> { mark(db: Db, id: string): string; capture(db: Db, id: string): S | null; put(db: Db, id: string, state: S | null, stamp: Stamp): void }

/** The mark of what is not there. */
export const notThere = 'none'
const markOf = (state: unknown): string => (state === null ? notThere : hash('sha256', JSON.stringify(state)).slice(0, 32))

/** Every act on a record raises its revision, so that no state has to be read to tell whether it changed. */
function meetingMark(db: Db, id: string): string {
  const row = prepared<[string], { revision: number; deleted_at: string | null }>(db, 'SELECT revision, deleted_at FROM meeting WHERE id = ?').get(id)
  return row ? `${row.revision}${row.deleted_at === null ? '' : ' deleted'}` : 'no record'
}
const deletedAt = (db: Db, id: string): string | null => db.prepare<[string], string | null>('SELECT deleted_at FROM meeting WHERE id = ?').pluck().get(id) ?? null

const meeting: ThingFacts<StoredMeeting> = {
  mark: meetingMark,
  capture: findMeeting,
  put: (db, id, state, { at }) => {
    if (state === null) {
      setDeleted(db, id, at)
      return
    }
    setDeleted(db, id, null)
    const revision = db.prepare<[string], number>('SELECT revision FROM meeting WHERE id = ?').pluck().get(id) ?? 0
    putMeeting(db, { ...state, revision: revision + 1 }, at)
  },
}

const deletion: ThingFacts<{ deleted: boolean }> = {
  mark: meetingMark,
  capture: (db, id) => ({ deleted: deletedAt(db, id) !== null }),
  put: (db, id, state, { at }) => { setDeleted(db, id, state?.deleted === true ? at : null) },
}

const minutes: ThingFacts<StoredMinutes> = {
  mark: (db, id) => {
    const row = db.prepare<[string], { revision: number; saved_at: string }>('SELECT revision, saved_at FROM minutes WHERE meeting_id = ?').get(id)
    // A 纪要 that is drafted after its deletion begins at 1 again.
    return row ? `${row.revision} ${row.saved_at}` : notThere
  },
  capture: findMinutes,
  put: (db, id, state, { at }) => {
    if (state === null) deleteMinutes(db, id)
    else putMinutes(db, id, { ...state, revision: (findMinutes(db, id)?.revision ?? state.revision) + 1, savedAt: at })
  },
}

const markOfPerson = (state: CapturedPerson | null): string => markOf(state && personAlone(state))
/** What markOfThing answers of somebody who was written by the rows of rowsOfNewPeople, without reading them. */
export const markOfNewPerson = (person: NewPerson, at: string): string => markOfPerson(capturedAsNew(person, at))
const person: ThingFacts<CapturedPerson> = {
  mark: (db, id) => markOfPerson(capturePerson(db, id)),
  capture: capturePerson,
  put: (db, id, state, stamp) => (state === null ? removePerson(db, id, stamp) : putPersonBack(db, id, state, stamp)),
}

const material: ThingFacts<CapturedMaterial> = { mark: (db, id) => markOf(captureMaterial(db, id)), capture: captureMaterial, put: (db, id, state, { at }) => putMaterialBack(db, id, state, at) }

interface CapturedAttachment { name: string; role: AttachmentRole; addedAt: string; who: string; deleted: boolean }
const captureAttachment = (db: Db, id: string): CapturedAttachment | null => {
  const row = db.prepare<[string], { name: string; role: AttachmentRole; addedAt: string; who: string; deleted_at: string | null }>('SELECT name, role, added_at AS addedAt, who, deleted_at FROM attachment WHERE id = ?').get(id)
  if (!row) return null
  const { deleted_at: deleted, ...rest } = row
  return { ...rest, deleted: deleted !== null }
}
const attachment: ThingFacts<CapturedAttachment> = {
  mark: (db, id) => markOf(captureAttachment(db, id)),
  capture: captureAttachment,
  put: (db, id, state, { at }) => {
    setAttachmentDeleted(db, id, state === null || state.deleted ? at : null)
    if (state === null) return
    describeAttachment(db, id, state)
    db.prepare('UPDATE attachment SET added_at = ?, who = ? WHERE id = ?').run(state.addedAt, state.who, id)
  },
}

interface CapturedPhoto { attachment_id: string; place: number; caption: string; width: number; height: number; sha256: string }
const capturePage = (db: Db, meetingId: string): CapturedPhoto[] =>
  db.prepare<[string], CapturedPhoto>('SELECT p.attachment_id, p.place, p.caption, p.width, p.height, p.sha256 FROM attachment a JOIN page_photo p ON p.attachment_id = a.id WHERE a.meeting_id = ? ORDER BY p.place, a.row').all(meetingId)
const photoPage: ThingFacts<CapturedPhoto[]> = {
  mark: (db, id) => markOf(capturePage(db, id)),
  capture: capturePage,
  put: (db, id, state) => {
    db.prepare('DELETE FROM page_photo WHERE attachment_id IN (SELECT id FROM attachment WHERE meeting_id = ?)').run(id)
    // A photo that left the 回收站 for good does not come back with the page.
    const insert = db.prepare('INSERT INTO page_photo (attachment_id, place, caption, width, height, sha256) SELECT id, ?, ?, ?, ?, ? FROM attachment WHERE id = ?')
    for (const photo of state ?? []) insert.run(photo.place, photo.caption, photo.width, photo.height, photo.sha256, photo.attachment_id)
  },
}

const template: ThingFacts<CapturedTemplate> = { mark: (db, id) => markOf(captureTemplate(db, id)), capture: captureTemplate, put: (db, id, state, { at }) => putTemplateBack(db, id, state, at) }
const settings: ThingFacts<CapturedSettings> = { mark: (db) => markOf(captureSettings(db)), capture: captureSettings, put: (db, _id, state) => { if (state) putSettings(db, state) } }

const rules: ThingFacts<CapturedRules> = { mark: (db) => markOf(captureRules(db)), capture: captureRules, put: (db, _id, state) => { if (state) putRules(db, state) } }

const merge: ThingFacts<CapturedPair> = { mark: (db, id) => markOf(comparedPair(db, id)), capture: capturePair, put: putPair }

type PlainRow = Record<string, string | number | null>
/** A row that stands for itself: no other row hangs on it. */
function plainRow(table: 'saved_view' | 'committee_term' | 'person_apart' | 'notice_setting' | 'checklist_point' | 'checklist_answer' | 'plan_item' | 'business_day' | 'calendar_day' | 'plan_year' | 'study_confirmation' | 'development_field' | 'talent_decision' | 'talent_limits' | 'dues_payment' | 'dues_setting', key: readonly string[]): ThingFacts<PlainRow> {
  const where = key.map((column) => `${column} = ?`).join(' AND ')
  const capture = (db: Db, id: string) => db.prepare<string[], PlainRow>(`SELECT * FROM ${table} WHERE ${where}`).get(...id.split(' ')) ?? null
  return {
    mark: (db, id) => markOf(capture(db, id)),
    capture,
    put: (db, id, state) => {
      db.prepare(`DELETE FROM ${table} WHERE ${where}`).run(...id.split(' '))
      if (state) db.prepare(`INSERT INTO ${table} (${Object.keys(state).join(', ')}) VALUES (${Object.keys(state).map(() => '?').join(', ')})`).run(...Object.values(state))
    },
  }
}
const view = plainRow('saved_view', ['id'])
const term = plainRow('committee_term', ['id'])
const apart = plainRow('person_apart', ['a', 'b'])
const checkPoint = plainRow('checklist_point', ['id'])
/** Its id: 2026 C17. */
const checkAnswer = plainRow('checklist_answer', ['year', 'point_id'])

const planItem = plainRow('plan_item', ['id'])
const businessDay = plainRow('business_day', ['id'])
/** Its id: 2027-02-06. */
const calendarDay = plainRow('calendar_day', ['day'])
/** Its id: 2027. */
const planYear = plainRow('plan_year', ['year'])

const noticeSetting = plainRow('notice_setting', ['id'])
const studyHours = plainRow('study_confirmation', ['meeting_id'])
/** Its id: 上级党委. */
const developmentField = plainRow('development_field', ['name'])
/** Its id: that of the person. */
const developmentValues: ThingFacts<CapturedValues> = { mark: (db, id) => markOf(captureValues(db, id)), capture: captureValues, put: putValuesBack }
/** By year, person and direction. */
const plainDecision = plainRow('talent_decision', ['year', 'person_id', 'direction'])
/** The meeting that decided may be gone for good meanwhile. */
const talentDecision: ThingFacts<PlainRow> = { ...plainDecision, put: (db, id, state, stamp) => plainDecision.put(db, id, state && { ...state, meeting_id: db.prepare('SELECT 1 FROM meeting WHERE id = ?').get(state['meeting_id'] ?? null) === undefined ? null : state['meeting_id'] ?? null }, stamp) }
const talentLimits = plainRow('talent_limits', ['id'])
/** By person and month. */
const duesPayment = plainRow('dues_payment', ['person_id', 'month'])
const duesSetting = plainRow('dues_setting', ['id'])

const things = { planItem, businessDay, calendarDay, planYear, noticeSetting, studyHours, developmentField, developmentValues, talentDecision, talentLimits, duesPayment, duesSetting, checkPoint, checkAnswer, rules, merge, apart, view, term, meeting, deletion, minutes, person, material, attachment, photoPage, template, settings, ...fusionThings }

/** Equal as long as nothing about the thing changed. */
export const markOfThing = (db: Db, { kind, id }: ThingRef): string => things[kind].mark(db, id)

/** The thing as it is now, as JSON; null where there is none. */
export function captureThing(db: Db, { kind, id }: ThingRef): string | null {
  const state = things[kind].capture(db, id)
  return state === null ? null : JSON.stringify(state)
}

/** Makes a thing what it was when it was captured. */
export function putThing(db: Db, { kind, id }: ThingRef, state: string | null, stamp: Stamp): void {
  // What is stored was made by captureThing of the same kind.
  const facts: ThingFacts<unknown> = things[kind]
  facts.put(db, id, state === null ? null : JSON.parse(state), stamp)
}
