import type { OperationAct } from '../../shared/domain/journal.ts'
import { prepared, type Db } from '../connection.ts'

/** What the officer can do to the data. */
export type Act = 'workspace.create' | 'workspace.newRecoveryCode' | 'workspace.newPassword' | 'workspace.newKey' | 'workspace.recover' | 'workspace.settings' | 'people.add' | 'people.import' | 'person.change' | 'person.removeChange' | 'person.rename' | 'person.remove' | 'person.edit' | 'person.honours' | 'person.photo' | 'person.erase' | 'person.export' | 'development.export' | 'development.field' | 'material.add' | 'material.describe' | 'material.remove' | 'material.restore' | 'material.copy' | 'meeting.save' | 'meeting.state' | 'meeting.finalize' | 'meeting.correct' | 'meeting.archive' | 'meeting.remove' | 'meeting.restore' | 'minutes.draft' | 'minutes.save' | 'minutes.finalize' | 'minutes.correct' | 'attachment.add' | 'attachment.describe' | 'attachment.remove' | 'attachment.restore' | 'attachment.copy' | 'attachment.foundAgain' | 'attachment.putOnPage' | 'attachment.arrangePage' | 'attachment.takeOffPage' | 'document.export' | 'members.export' | 'template.import' | 'template.retire' | 'template.reuse' | 'template.export' | 'template.remove' | 'template.restore' | 'person.restore' | 'people.bulk' | 'people.merge' | 'people.apart' | 'transfer.save' | 'transfer.remove' | 'transfer.recordMove' | 'organisation.change' | 'term.save' | 'term.remove' | 'view.save' | 'view.remove' | 'journal.undo' | 'trash.expire' | 'backup.restore' | 'backup.place' | 'workspace.clock' | 'fusion.export' | 'actionFile.copy' | 'rules.save' | 'rules.dismiss' | 'rules.undismiss' | 'rules.import' | Extract<OperationAct, `action.${string}` | `difficulty.${string}` | `project.${string}` | `volunteer.${string}` | `checklist.${string}` | `plan.${string}` | `training.${string}` | `study.${string}` | `development.${string}` | `talent.${string}` | `dues.${string}`> | 'trainingFile.copy' | 'talentFile.copy' | 'study.export' | 'talent.export' | 'dues.export' | 'checklist.export' | 'plan.export'
export interface Stamp { who: string; at: string }

const sitting = 30 * 60 * 1000

/**
 * Notes one act. Saves of one meeting, of its 纪要, or of the captions of its photos, that follow each other within half an hour are one sitting and share a row:
 * they are saved at every pause of the hand, and a thousand rows would tell an inspector nothing.
 */
export function noteAct(db: Db, act: Act, entityId: string | null, { who, at }: Stamp): void {
  if (act === 'meeting.save' || act === 'minutes.save' || act === 'attachment.arrangePage' || act === 'person.edit') {
    const last = prepared<[], { row: number; act: string; who: string; last_at: string; entity_id: string | null }>(db, 'SELECT row, act, who, last_at, entity_id FROM audit ORDER BY row DESC LIMIT 1').get()
    if (last && last.act === act && last.who === who && last.entity_id === entityId && Date.parse(at) - Date.parse(last.last_at) < sitting) {
      prepared(db, 'UPDATE audit SET last_at = ?, times = times + 1 WHERE row = ?').run(at, last.row)
      return
    }
  }
  prepared(db, 'INSERT INTO audit (at, last_at, times, who, act, entity_id) VALUES (?, ?, 1, ?, ?, ?)').run(at, at, who, act, entityId)
}
