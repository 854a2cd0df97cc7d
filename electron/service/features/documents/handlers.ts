import { noteAct } from '../../../../db/repositories/audit.ts'
import type { DocumentName, DocumentForm, FontUse } from '../../../../shared/domain/documents.ts'
import { printerOf, stampOf, type Service } from '../../context.ts'
import type { Handlers } from '../../router.ts'
import { exportMany } from './exportMany.ts'
import { makePaper } from './madePaper.ts'
import { Volumes } from './volumes.ts'
import { readMeeting } from '../meetings/stored.ts'

interface Wanted { meetingId: string; document: DocumentName; preset: DocumentForm }

/** Papers out of a record. The writers are loaded on first use: they are large and the password box must not wait for them. */
export function documentsHandlers(service: Service) {
  const { vault, pathOf } = service
  const volumes = new Volumes(service)
  let fonts: readonly FontUse[] | undefined

  async function paperOf({ meetingId, document, preset }: Wanted) {
    const db = vault.db()
    const meeting = readMeeting(db, meetingId)
    const writers = await import('../../documents/index.ts')
    return { writers, paper: await makePaper(service, writers, meeting, document, preset) }
  }

  return {
    'documents.exportMeeting': async ({ fileToken, format, ...wanted }) => {
      const path = pathOf(fileToken)
      if (format === 'pdf') printerOf(service)
      const { writers, paper } = await paperOf(wanted)
      const bytes = format === 'docx' ? paper.word() : (await paper.pdf(printerOf(service))).bytes
      writers.writeAtomically(path, bytes)
      noteAct(vault.db(), 'document.export', wanted.meetingId, stampOf(service))
      return { bytes: bytes.length }
    },

    'documents.exportMany': async ({ folderToken, volume, ...wanted }) => {
      // The contract asks for one of the two.
      const place = volume === undefined ? { folder: pathOf(folderToken ?? '') } : { volumes, id: volume }
      if (wanted.format === 'pdf') printerOf(service)
      return exportMany(service, await import('../../documents/index.ts'), { ...wanted, place })
    },

    'documents.finishVolume': async ({ volume, fileToken }) => {
      const path = pathOf(fileToken)
      return volumes.finish(service, await import('../../documents/index.ts'), volume, path)
    },

    'documents.dropVolume': ({ volume }) => {
      volumes.drop(volume)
      return {}
    },

    'documents.textOf': async (wanted) => {
      const { paper } = await paperOf(wanted)
      return { text: paper.text() }
    },

    'documents.partsOf': async (wanted) => {
      const { paper } = await paperOf(wanted)
      return paper.parts()
    },

    'documents.previewMeeting': async (wanted) => {
      const printPage = printerOf(service)
      const { writers, paper } = await paperOf(wanted)
      const { bytes, pages } = await paper.pdf(printPage)
      fonts ??= await writers.fontsOf(await printPage(writers.fontProbeHtml()))
      return { pdf: Buffer.from(bytes).toString('base64'), pages, fonts: [...fonts] }
    },
  } satisfies Partial<Handlers>
}
