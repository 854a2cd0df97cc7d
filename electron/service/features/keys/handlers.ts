import { errorOfSqlite } from '../../../../db/connection.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'

/** The password, the recovery code and the data key, changed by whoever knows the password; the password by the recovery code as well. */
export function keysHandlers({ vault, backups }: Service) {
  /** Each backup is opened by the secrets of its day: without a fresh one the newest would still want the ones that were just given up. */
  const changed = async <V>(change: Promise<V>): Promise<V> => {
    const answer = await change.catch((cause: unknown) => { throw notChanged(cause) })
    // What it fails of is kept for the screen of backups.
    void backups.create('timer').catch(() => undefined)
    return answer
  }
  return {
    'workspace.recover': ({ recoveryCode, newPassword }) => changed(vault.recover(recoveryCode, newPassword)),
    'keys.changePassword': ({ password, newPassword }) => changed(vault.changePassword(password, newPassword)),
    'keys.newRecoveryCode': ({ password }) => changed(vault.newRecoveryCode(password)),
    'keys.rotate': ({ password }) => {
      vault.db()
      // In its turn: a backup or a restore that is under way has the key of before.
      return changed(backups.queue.next(null, () => vault.rotate(password)))
    },
  } satisfies Partial<Handlers>
}

/** A full disk is told in the words of the keys: there is no text on the screen to fear for. */
function notChanged(thrown: unknown): unknown {
  const cause = errorOfSqlite(thrown)
  return cause instanceof AppError && cause.code === 'DISK_FULL' ? new AppError('DISK_FULL', { cause, params: { what: 'keys' } }) : cause
}
