import { existsSync, readFileSync, renameSync, statSync } from 'node:fs'
import { lengthOfFile, loadContent, nameOfContent, pathOfFile, placeFile } from '../../../../db/attachmentFiles.ts'
import { attachmentsOf, findAttachment, sha256OfAttachment } from '../../../../db/repositories/attachments.ts'
import { findActionFile } from '../../../../db/repositories/actions.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { findMaterial } from '../../../../db/repositories/materials.ts'
import type { Db } from '../../../../db/connection.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { FoundAttachment } from '../../../../shared/domain/damage.ts'
import { stampOf, type Service } from '../../context.ts'

/** By name and length only: reading sixty photos to show a list would make every list slow. */
export function brokenAttachments({ vault }: Service, meetingId: string): { ids: string[] } {
  const db = vault.db()
  return { ids: attachmentsOf(db, meetingId).filter(({ id, size, isDeleted }) => {
    const sha256 = sha256OfAttachment(db, id)
    return !isDeleted && sha256 !== undefined && statSync(pathOfFile(vault.folder, nameOfContent(db, sha256)), { throwIfNoEntry: false })?.size !== lengthOfFile(size)
  }).map(({ id }) => id) }
}

/** What the store holds under an id: an attachment of a meeting, a scan of a person's paper, a file that proves an item done. */
function storedFile(db: Db, id: string): { name: string; sha256: string } | null {
  const attachment = findAttachment(db, id)
  const sha256 = sha256OfAttachment(db, id)
  if (attachment && sha256 !== undefined) return { name: attachment.name, sha256 }
  return findMaterial(db, id) ?? findActionFile(db, id)
}

/**
 * Puts the file of an attachment, a material or an evidence back from a backup: there each lies under the same name, encrypted by the same key. One that is broken stays
 * beside as .broken. Errors: NOT_FOUND, ATTACHMENT_NOT_FOUND, those of the disk.
 */
export function findAttachmentAgain(service: Service, id: string): FoundAttachment {
  const { vault, backups: keeper } = service
  const db = vault.db()
  const file = storedFile(db, id)
  if (!file) throw new AppError('NOT_FOUND')
  const { sha256 } = file
  const name = nameOfContent(db, sha256)
  const second = keeper.secondPlace()
  const places = [{ from: 'computer' as const, folder: keeper.place, placeName: '这台电脑' }, ...(second?.present ? [{ from: 'second' as const, folder: second.folder, placeName: second.name }] : [])]
  const found = places.find(({ folder }) => isWhole(() => loadContent(db, folder, sha256)))
  if (!found) throw new AppError('ATTACHMENT_NOT_FOUND', { params: { name: file.name, ...(second && !second.present ? { place: second.name } : {}) } })
  const path = pathOfFile(vault.folder, name)
  if (!isWhole(() => loadContent(db, vault.folder, sha256))) {
    if (existsSync(path)) renameSync(path, `${path}.broken`)
    placeFile(path, readFileSync(pathOfFile(found.folder, name)))
    noteAct(db, 'attachment.foundAgain', id, stampOf(service))
  }
  return { from: found.from, placeName: found.placeName }
}

function isWhole(read: () => Buffer): boolean {
  try {
    read()
    return true
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'ATTACHMENT_DAMAGED') return false
    throw cause
  }
}
