import { localDay } from '../../../../shared/domain/dates.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { settingsId } from '../../../../db/repositories/journalThings.ts'
import { keepPlace, lastPlace, setLockAfter, setSupplementAfter } from '../../../../db/repositories/workspace.ts'
import type { WorkspaceStatus } from '../../../../shared/contract/index.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { errorOfSqlite } from '../../../../db/connection.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'

/** Set-up, password, recovery code, and where the officer was. */
export const workspaceHandlers = ({ vault, clock, newId, backups, surroundings }: Service) => ({
  'workspace.status': () => statusOf({ vault, clock }),
  'workspace.create': ({ since, ...draft }) => vault.create({ ...draft, since: since ?? `${localDay(clock()).slice(0, 4)}-01-01` }),
  'workspace.confirmRecoveryCode': ({ characters }) => vault.confirmRecoveryCode(characters),
  'workspace.renewRecoveryCode': () => vault.renewRecoveryCode(),
  'workspace.unlock': ({ password }) => vault.unlock(password),
  'workspace.info': () => vault.info(),
  'workspace.setSupplementAfter': ({ workdays }) => {
    const db = vault.db()
    db.transaction(() => {
      const stamp = stampOf({ vault, clock })
      recordOperation(db, { id: newId(), act: 'settings.supplementAfter', entityId: null, stamp, name: () => `${workdays}个工作日`, things: [{ kind: 'settings', id: settingsId }] }, () => setSupplementAfter(db, workdays))
      noteAct(db, 'workspace.settings', null, stamp)
    }).immediate()
    return vault.info()
  },
  'workspace.setLockAfter': ({ minutes }) => {
    const db = vault.db()
    db.transaction(() => {
      const stamp = stampOf({ vault, clock })
      recordOperation(db, { id: newId(), act: 'settings.lockAfter', entityId: null, stamp, name: () => (minutes === 0 ? '从不' : `${minutes}分钟`), things: [{ kind: 'settings', id: settingsId }] }, () => setLockAfter(db, minutes))
      noteAct(db, 'workspace.settings', null, stamp)
    }).immediate()
    return vault.info()
  },
  'workspace.lock': () => {
    backups.stop()
    surroundings.stop()
    vault.lock()
    return {}
  },
  'place.keep': (place) => {
    keepPlace(vault.db(), place)
    return {}
  },
  'place.last': () => lastPlace(vault.db()),
}) satisfies Partial<Handlers>

/** What the first screen needs; a problem is an answer here, not an error, since it has a screen of its own. */
function statusOf({ vault, clock }: Pick<Service, 'vault' | 'clock'>): WorkspaceStatus {
  const now = clock().toISOString()
  if (vault.isOpen) return { state: 'open', problem: null, params: {}, info: vault.info(), now }
  try {
    return { state: vault.examine(), problem: null, params: {}, info: null, now, wait: vault.secondsToWait() }
  } catch (thrown) {
    const cause = errorOfSqlite(thrown)
    if (!(cause instanceof AppError)) throw cause
    return { state: 'problem', problem: cause.code, params: { ...cause.params }, info: null, now }
  }
}
