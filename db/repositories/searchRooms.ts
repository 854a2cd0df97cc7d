import type { ActionSource, ActionState } from '../../shared/domain/action.ts'
import type { BusinessLine, DifficultyState, ProjectKind, ProjectState } from '../../shared/domain/project.ts'
import { prepared, type Db } from '../connection.ts'

export interface DifficultyTexts { id: string; title: string; line: BusinessLine; state: DifficultyState; day: string; leader: string; source: string; measure: string; evidence: string }
/** Every difficulty with what is written in it, newest first. A branch has some hundred in ten years: they are looked through. */
export const difficultyTexts = (db: Db): DifficultyTexts[] =>
  prepared<[], DifficultyTexts>(db, 'SELECT id, title, line, state, raised_on AS day, leader, source, measure, evidence FROM difficulty WHERE deleted_at IS NULL ORDER BY raised_on DESC, row DESC').all()

export interface ProjectTexts { id: string; title: string; kind: ProjectKind; state: ProjectState; day: string; number: string; leader: string; promise: string; measures: string; result: string }
/** Every carrier with what is written in it, newest first. */
export const projectTexts = (db: Db): ProjectTexts[] =>
  prepared<[], ProjectTexts>(db, 'SELECT id, title, kind, state, starts_on AS day, number, leader, promise, measures, result FROM project WHERE deleted_at IS NULL ORDER BY starts_on DESC, row DESC').all()

export interface ItemTexts { id: string; title: string; source: ActionSource; state: ActionState; day: string; owner: string; superiorUnit: string; superiorNo: string; note: string }
/** Items that no record set, newest first, without those that stay in the committee; those of records are found in the record. */
export const itemTexts = (db: Db): ItemTexts[] =>
  prepared<[], ItemTexts>(db, `SELECT id, title, source, state, decided_on AS day, owner, superior_unit AS superiorUnit, superior_no AS superiorNo, note FROM action WHERE hidden = 0 AND confidential = 0 AND source <> 'meeting' ORDER BY decided_on DESC, row DESC`).all()
