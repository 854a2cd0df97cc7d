import { findMinutes } from '../../../../db/repositories/minutes.ts'
import { picturesOf } from '../../../../db/repositories/pagePhotos.ts'
import { templateInUse } from '../../../../db/repositories/templates.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { documentNames, type DocumentForm, type DocumentName } from '../../../../shared/domain/documents.ts'
import type { Meeting } from '../../../../shared/domain/meeting.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { PrintPage, Service } from '../../context.ts'
import type { PaperPart } from '../../documents/index.ts'
import type * as DocumentWriters from '../../documents/index.ts'

/** A paper of a record in the form that was asked for, whoever the form is from. */
export interface MadePaper {
  word(): Uint8Array
  pdf(printPage: PrintPage): Promise<{ bytes: Uint8Array; pages: number }>
  text(): string
  /** Field by field; the words are the same in every form. */
  parts(): PaperPart[]
}

/** Whether the unit has a form of its own for this document of this kind. */
export const hasOwnForm = ({ vault }: Pick<Service, 'vault'>, { kind }: Pick<Meeting, 'kind'>, document: DocumentName): boolean => templateInUse(vault.db(), document, kind) !== null

/** What a paper of a record is made of: the record, the 纪要 as it is stored, the photos of its page. */
export function paperSource({ vault, clock }: Pick<Service, 'vault' | 'clock'>, meeting: Meeting, document: DocumentName) {
  const { unit, branch } = vault.info()
  return { meeting, workspace: { unit, branch }, document, today: localDay(clock()), minutes: findMinutes(vault.db(), meeting.id)?.minutes, photos: document === 'record' ? picturesOf(vault.db(), vault.folder, meeting.id) : [] }
}

/** Errors: TEMPLATE_MISSING where the own form is asked for and there is none; what the papers themselves throw. */
export async function makePaper(service: Service, writers: typeof DocumentWriters, meeting: Meeting, document: DocumentName, form: DocumentForm): Promise<MadePaper> {
  const { vault, templates } = service
  const source = paperSource(service, meeting, document)
  if (form === 'own') {
    const own = templateInUse(vault.db(), document, meeting.kind)
    if (own === null) throw new AppError('TEMPLATE_MISSING', { params: { document: documentNames[document] } })
    const { fillForm } = await import('../../documents/own/index.ts')
    const filled = fillForm(own, { ...source, preset: 'official' })
    const shipped = () => writers.buildPaper({ ...source, preset: 'official' })
    return { word: () => writers.withPhotoPage(filled.bytes(), shipped()), text: filled.text, parts: () => writers.paperParts(shipped()), pdf: (printPage) => writers.pdfOfPage(writers.withPrintedPhotos(filled.html(), shipped()), document !== 'ballot', printPage) }
  }
  const paper = writers.buildPaper({ ...source, preset: form })
  return { word: () => writers.fillWord(paper, templates), text: () => writers.paperText(paper), parts: () => writers.paperParts(paper), pdf: (printPage) => writers.makePdf(paper, printPage) }
}
