import { noteAct } from '../../../../db/repositories/audit.ts'
import { picturesOf } from '../../../../db/repositories/pagePhotos.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import type { DocumentName, DocumentPreset, FontUse } from '../../../../shared/domain/documents.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type PrintPage, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { exportMany } from './exportMany.ts'
import { readMeeting } from '../meetings/stored.ts'

interface Wanted { meetingId: string; document: DocumentName; preset: DocumentPreset }

/** Papers out of a record. The writers are loaded on first use: they are large and the password box must not wait for them. */
export function documentsHandlers(service: Service) {
  const { vault, clock, pathOf, templates } = service
  let fonts: readonly FontUse[] | undefined

  async function paperOf({ meetingId, document, preset }: Wanted) {
    const db = vault.db()
    const meeting = readMeeting(db, meetingId)
    const { unit, branch } = vault.info()
    const writers = await import('../../documents/index.ts')
    return { writers, paper: writers.buildPaper({ meeting, workspace: { unit, branch }, document, preset, today: localDay(clock()), photos: document === 'record' ? picturesOf(db, vault.folder, meetingId) : [] }) }
  }

  const printer = (): PrintPage => {
    if (!service.printPage) throw new AppError('PDF_NEEDS_WINDOW')
    return service.printPage
  }

  return {
    'documents.exportMeeting': async ({ fileToken, format, ...wanted }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printer()
      const { writers, paper } = await paperOf(wanted)
      const bytes = format === 'docx' ? writers.fillWord(paper, templates) : (await writers.makePdf(paper, printer())).bytes
      writers.writeAtomically(path, bytes)
      noteAct(vault.db(), 'document.export', wanted.meetingId, stampOf(service))
      return { bytes: bytes.length }
    },

    'documents.exportMany': async ({ folderToken, ...wanted }) => {
      const folder = pathOf(folderToken)
      if (wanted.format === 'pdf') printer()
      return exportMany(service, await import('../../documents/index.ts'), { ...wanted, folder })
    },

    'documents.textOf': async (wanted) => {
      const { writers, paper } = await paperOf(wanted)
      return { text: writers.paperText(paper) }
    },

    'documents.previewMeeting': async (wanted) => {
      const printPage = printer()
      const { writers, paper } = await paperOf(wanted)
      const { bytes, pages } = await writers.makePdf(paper, printPage)
      fonts ??= await writers.fontsOf(await printPage(writers.fontProbeHtml()))
      return { pdf: Buffer.from(bytes).toString('base64'), pages, fonts: [...fonts] }
    },
  } satisfies Partial<Handlers>
}
