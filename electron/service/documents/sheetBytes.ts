import { printerOf, type Service } from '../context.ts'
import type { SheetPaper } from './sheetPaper.ts'

/** A list or a form as a file. The writers are loaded on first use. Errors: PDF_NEEDS_WINDOW. */
export async function sheetBytes(service: Pick<Service, 'templates' | 'printPage'>, paper: SheetPaper, format: 'docx' | 'pdf'): Promise<Uint8Array> {
  if (format === 'docx') return (await import('./sheetWord.ts')).fillSheet(paper, service.templates)
  return (await (await import('./sheetPage.ts')).sheetPdf(paper, printerOf(service))).bytes
}
