import { removeUnneeded } from '../../../../db/attachmentFiles.ts'
import { noteAccess } from '../../../../db/repositories/accessNotes.ts'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { recordOperation } from '../../../../db/repositories/journal.ts'
import { findPerson } from '../../../../db/repositories/people.ts'
import { erasePerson, heldAbout } from '../../../../db/repositories/personErasure.ts'
import { findFields } from '../../../../db/repositories/personFields.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { personalDataOf } from './personalData.ts'

/** A person's data: shown to them as a whole, and erased. Both ask for the password and for what it is done. */
export function privacyHandlers(service: Service) {
  const { vault, newId, clock, pathOf } = service

  return {
    'members.exportData': async ({ id, password, purpose, format, fileToken }) => {
      const path = pathOf(fileToken)
      const { printPage } = service
      if (format === 'pdf' && !printPage) throw new AppError('PDF_NEEDS_WINDOW')
      await vault.confirmPassword(password)
      const paper = personalDataOf(vault.db(), id, { branch: vault.info().branch, purpose, today: localDay(clock()) })
      const [{ writeAtomically, pdfOfPage }, { personalDataHtml, personalDataWord }] = await Promise.all([import('../../documents/index.ts'), import('./personalDataPaper.ts')])
      const bytes = format === 'pdf' && printPage ? (await pdfOfPage(personalDataHtml(paper), true, printPage)).bytes : personalDataWord(paper)
      // Written down first: a paper that is out and not written down would be worse than a line about one that did not get written.
      const db = vault.db()
      db.transaction(() => {
        noteAccess(db, { act: 'export', personId: id, fields: 'all', count: 1, purpose }, stampOf(service))
        noteAct(db, 'person.export', id, stampOf(service))
      }).immediate()
      writeAtomically(path, bytes)
      return { bytes: bytes.length }
    },

    'members.erasure': ({ id }) => {
      const db = vault.db()
      if (!findPerson(db, id)) throw new AppError('NOT_FOUND')
      const held = heldAbout(db, id, Object.keys(findFields(db, id)).length)
      return { ...held, kept: held.records > 0 }
    },

    'members.erase': async ({ id, password, purpose }) => {
      await vault.confirmPassword(password)
      const backups = service.backups.list().length
      const db = vault.db()
      const { contents, records } = db.transaction(() => {
        const person = findPerson(db, id)
        if (!person) throw new AppError('NOT_FOUND')
        const stamp = stampOf(service)
        const { records } = heldAbout(db, id, 0)
        const contents = erasePerson(db, id, person.name)
        recordOperation(db, { id: newId(), act: 'person.erase', entityId: records > 0 ? id : null, stamp, name: () => (records > 0 ? person.name : '一个人') }, () => undefined)
        noteAccess(db, { act: 'erase', personId: id, fields: 'all', count: 1, purpose }, stamp)
        noteAct(db, 'person.erase', id, stamp)
        return { contents, records }
      }).immediate()
      removeUnneeded(db, vault.folder, contents)
      return { kept: records > 0, records, backups }
    },
  } satisfies Partial<Handlers>
}
