import type { Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { brokenAttachments, findAttachmentAgain } from './attachments.ts'
import { inspectDamage } from './inspect.ts'
import { mendKeyringFromBackup } from './keyrings.ts'
import { overviewOf } from './overview.ts'
import { restoreHere } from './restoreHere.ts'
import { salvage } from './salvage.ts'

/** A broken workspace: what is found, what is safe, and the ways out of it. */
export function damageHandlers(service: Service) {
  const { vault, backups, pathOf } = service
  return {
    'damage.overview': () => overviewOf(vault, backups),
    'damage.inspect': ({ password }) => inspectDamage(vault, password),
    'damage.restore': ({ id, password }) => restoreHere(service, id, password),
    'damage.salvage': ({ folderToken, password }) => salvage(service, pathOf(folderToken), password),
    'damage.mendKeyring': ({ password }) => mendKeyringFromBackup(service, password),
    'damage.openWithoutTail': ({ password }) => vault.openWithoutTail(password),
    'damage.brokenAttachments': ({ meetingId }) => brokenAttachments(service, meetingId),
    'damage.findAttachment': ({ id }) => findAttachmentAgain(service, id),
  } satisfies Partial<Handlers>
}
