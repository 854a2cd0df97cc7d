import { prepared, type Db } from '../connection.ts'
import { linkWaitingActions } from './actionLedger.ts'
import { actionTables } from './actions.ts'
import type { Stamp } from './audit.ts'
import { developmentTables } from './development.ts'
import { assessmentTables } from './dues.ts'
import { difficultyTables } from './difficulties.ts'
import { projectTables } from './projects.ts'
import { trainingTables } from './study.ts'
import { talentTables } from './talent.ts'
import { captureWhole, markOfWhole, putWhole, type WholeTable, type WholeThing } from './wholeRows.ts'

interface FusionFacts { mark(db: Db, id: string): string; capture(db: Db, id: string): WholeThing | null; put(db: Db, id: string, state: WholeThing | null, stamp: Stamp): void }

const exists = (db: Db, table: 'project' | 'difficulty' | 'meeting' | 'person', id: unknown): boolean => prepared(db, `SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined

/** What the journal keeps of a table and its parts; `besides`: what follows from elsewhere and does not count as a change. */
const whole = (tables: WholeTable, besides: readonly string[] = [], settle: (db: Db, thing: WholeThing) => WholeThing = (_db, thing) => thing): FusionFacts => ({
  mark: (db, id) => markOfWhole(captureWhole(db, tables, id), besides),
  capture: (db, id) => captureWhole(db, tables, id),
  put: (db, id, state) => {
    putWhole(db, tables, id, state && settle(db, state))
    if (state && tables.table === 'project') linkWaitingActions(db, { id, title: String(state.row.title) })
  },
})

/** What an item points to may be gone meanwhile; whether its meeting is in the 回收站 is asked anew. */
function settleAction(db: Db, { row, parts }: WholeThing): WholeThing {
  const links = parts.action_link?.map((link) => (exists(db, 'project', link.project_id) ? link : { ...link, project_id: null }))
  const hidden = row.meeting_id === null ? 0 : prepared<[unknown], number>(db, 'SELECT deleted_at IS NOT NULL FROM meeting WHERE id = ?').pluck().get(row.meeting_id) ?? 0
  return { row: { ...row, hidden }, parts: links ? { ...parts, action_link: links } : parts }
}

/** The record of a step may be gone for good, and whoever helped in it may have left the roster. */
function settleDevelopment(db: Db, { row, parts }: WholeThing): WholeThing {
  const entries = parts.development_entry?.map((entry) => (exists(db, 'meeting', entry.meeting_id) ? entry : { ...entry, meeting_id: null }))
  const helpers = parts.development_helper?.map((helper) => (exists(db, 'person', helper.person_id) ? helper : { ...helper, person_id: null }))
  return { row, parts: { ...(entries ? { development_entry: entries } : {}), ...(helpers ? { development_helper: helpers } : {}) } }
}

/** What is put back has a new revision: a page that still shows what was undone must not be taken for the present. */
const development: FusionFacts = {
  ...whole(developmentTables, ['revision', 'saved_at']),
  put: (db, id, state) => {
    const revision = prepared<[string], number>(db, 'SELECT revision FROM development_path WHERE id = ?').pluck().get(id) ?? 0
    putWhole(db, developmentTables, id, state && settleDevelopment(db, { ...state, row: { ...state.row, revision: Math.max(revision, Number(state.row.revision)) + 1 } }))
  },
}

export const fusionThings = {
  action: whole(actionTables, ['hidden', 'project_id'], settleAction),
  difficulty: whole(difficultyTables),
  project: whole(projectTables, [], (db, { row, parts }) => ({ row: { ...row, difficulty_id: exists(db, 'difficulty', row.difficulty_id) ? row.difficulty_id ?? null : null }, parts })),
  development,
  volunteer: whole({ table: 'volunteer_entry', parts: [] }),
  training: whole(trainingTables, [], (db, { row, parts }) => ({ row: { ...row, make_up_of: exists(db, 'meeting', row.make_up_of) ? row.make_up_of ?? null : null }, parts })),
  duesAssessment: whole(assessmentTables),
  talent: whole(talentTables, [], (db, { row, parts }) => ({ row: { ...row, mentor_id: exists(db, 'person', row.mentor_id) ? row.mentor_id ?? null : null, meeting_id: exists(db, 'meeting', row.meeting_id) ? row.meeting_id ?? null : null }, parts })),
}

/** Whether the meeting of an item is in the 回收站. */
export const isHiddenAction = (db: Db, id: string): boolean => prepared<[string], number>(db, 'SELECT hidden FROM action WHERE id = ?').pluck().get(id) === 1
