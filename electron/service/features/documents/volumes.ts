import { noteAct } from '../../../../db/repositories/audit.ts'
import type { Output } from '../../../../shared/contract/index.ts'
import { chineseDate, type IsoDate } from '../../../../shared/domain/dates.ts'
import { DocumentName, documentNames } from '../../../../shared/domain/documents.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { stampOf, type Service } from '../../context.ts'
import type * as DocumentWriters from '../../documents/index.ts'
import { errorAnswer } from '../../router.ts'

type Format = 'docx' | 'pdf'
interface VolumePaper { meetingId: string; heldOn: IsoDate; kindShort: string; document: DocumentName; bytes: Uint8Array }

/** So much of made papers is kept in memory; more do not go into one file. */
const mostBytes = 300_000_000

/**
 * Papers on their way into one file: made some at a time, so that the page knows how far it is and can stop, and written all at once at the end.
 * One volume at a time; another one, locking and `drop` forget it, and nothing was written.
 */
export class Volumes {
  #open: { id: string; format: Format; papers: VolumePaper[]; size: number } | null = null

  constructor({ vault }: Pick<Service, 'vault'>) {
    vault.onLock(() => { this.#open = null })
  }

  /** Throws FILE_NOT_WRITTEN where the papers have become too many for one file. */
  put(id: string, format: Format, paper: VolumePaper): void {
    if (this.#open?.id !== id || this.#open.format !== format) this.#open = { id, format, papers: [], size: 0 }
    if (this.#open.size + paper.bytes.length > mostBytes) throw new AppError('FILE_NOT_WRITTEN', { params: { reason: '内容太多，一个文件放不下，请分几次导出' } })
    this.#open.papers = [...this.#open.papers.filter(({ meetingId, document }) => meetingId !== paper.meetingId || document !== paper.document), paper]
    this.#open.size = this.#open.papers.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  drop(id: string): void { if (this.#open?.id === id) this.#open = null }

  /**
   * Writes the file: by day, the papers of one meeting together. A paper that cannot be merged is told and the others are written.
   * Throws LOCKED, FILE_TOKEN_UNKNOWN where there is no such volume (any more), and what writing throws; the papers are kept then, for another place.
   */
  async finish(service: Service, writers: typeof DocumentWriters, id: string, path: string): Promise<Output<'documents.finishVolume'>> {
    // What is locked says so first.
    service.vault.db()
    if (this.#open?.id !== id) throw new AppError('FILE_TOKEN_UNKNOWN')
    const { format } = this.#open
    const papers = this.#open.papers.toSorted((a, b) => compare(a.heldOn, b.heldOn) || compare(a.meetingId, b.meetingId) || DocumentName.options.indexOf(a.document) - DocumentName.options.indexOf(b.document))
    const failed: Output<'documents.finishVolume'>['failed'] = []
    const merged: VolumePaper[] = []
    const mergeWord = (): Uint8Array => {
      const [first] = papers
      if (!first) throw new AppError('FILE_TOKEN_UNKNOWN')
      const volume = new writers.WordVolume(first.bytes)
      for (const paper of papers) {
        try {
          volume.add(paper.bytes)
          merged.push(paper)
        } catch (cause) {
          const { code, message } = errorAnswer(cause, 'documents.finishVolume', service.log)
          failed.push({ meetingId: paper.meetingId, document: paper.document, code, message })
        }
      }
      return volume.bytes()
    }
    if (format === 'pdf') merged.push(...papers)
    const bytes = format === 'docx' ? mergeWord() : await writers.mergePdf(papers.map((paper) => ({ bytes: paper.bytes, name: `${chineseDate(paper.heldOn)} ${paper.kindShort} ${documentNames[paper.document]}` })))
    // Locked while the PDF was put together: nothing is written.
    if (this.#open?.id !== id) throw new AppError('LOCKED')
    const db = service.vault.db()
    db.transaction(() => {
      for (const meetingId of merged.map((paper) => paper.meetingId)) noteAct(db, 'document.export', meetingId, stampOf(service))
      try {
        writers.writeAtomically(path, bytes)
      } catch (cause) {
        throw cause instanceof AppError && cause.code === 'DISK_FULL' ? new AppError('DISK_FULL', { cause, params: { what: 'papers' } }) : cause
      }
    }).immediate()
    this.#open = null
    return { bytes: bytes.length, papers: merged.map(({ meetingId, document }) => ({ meetingId, document })), failed }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
