import { basename } from 'node:path'
import { noteAct } from '../../../../db/repositories/audit.ts'
import { picturesOf } from '../../../../db/repositories/pagePhotos.ts'
import type { Output, Parsed } from '../../../../shared/contract/index.ts'
import { localDay } from '../../../../shared/domain/dates.ts'
import { documentFileName, type DocumentName } from '../../../../shared/domain/documents.ts'
import { recordGaps, type Meeting } from '../../../../shared/domain/meeting.ts'
import { kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { messageOf } from '../../../../shared/errors/sentences.ts'
import { stampOf, type Service } from '../../context.ts'
import type * as DocumentWriters from '../../documents/index.ts'
import { noSuchPaperSentence } from '../../documents/noSuchPaper.ts'
import { errorAnswer } from '../../router.ts'
import { readMeeting } from '../meetings/stored.ts'

type Writers = typeof DocumentWriters
type Wanted = Omit<Parsed<'documents.exportMany'>, 'folderToken'> & { folder: string }
type Done = Output<'documents.exportMany'>

/** So many gaps are named; the others are counted. */
const mostNamed = 3

/**
 * Papers of many records into one folder, one after the other. What fails is told beside what was written and stops nothing, but for a full disk,
 * after which nothing more is tried. Throws FILE_NOT_WRITTEN where there is no such folder, and LOCKED.
 */
export async function exportMany(service: Service, writers: Writers, { meetingIds, documents, preset, format, folder }: Wanted): Promise<Done> {
  const { vault, log, templates, printPage, clock } = service
  writers.expectFolder(folder)
  const done: Done = { written: [], failed: [], missing: [] }
  const asked = [...new Set(documents)]
  let isFull = false

  const fail = (meetingId: string, document: DocumentName, cause: unknown) => {
    const { code, message } = errorAnswer(cause, 'documents.exportMany', log)
    isFull ||= code === 'DISK_FULL'
    done.failed.push({ meetingId, document, code, message: code === 'DISK_FULL' ? messageOf(code, { what: 'papers' }) : message })
  }

  const bytesOf = async (meeting: Meeting, document: DocumentName) => {
    const { unit, branch } = vault.info()
    const paper = writers.buildPaper({ meeting, workspace: { unit, branch }, document, preset, today: localDay(clock()), photos: document === 'record' ? picturesOf(vault.db(), vault.folder, meeting.id) : [] })
    if (format === 'docx') return writers.fillWord(paper, templates)
    if (!printPage) throw new AppError('PDF_NEEDS_WINDOW')
    return (await writers.makePdf(paper, printPage)).bytes
  }

  const exportPaper = async (meeting: Meeting, document: DocumentName) => {
    const bytes = await bytesOf(meeting, document)
    const path = writers.unusedPath(folder, documentFileName(meeting.heldOn, kindFacts[meeting.kind].short, document, format))
    const db = vault.db()
    // A file that cannot be noted is not written, and none is noted that could not be written.
    db.transaction(() => {
      noteAct(db, 'document.export', meeting.id, stampOf(service))
      writers.writeAtomically(path, bytes)
    }).immediate()
    return { meetingId: meeting.id, document, fileName: basename(path), bytes: bytes.length }
  }

  for (const meetingId of new Set(meetingIds)) {
    // A locked desk fails every paper: that is one answer, not a hundred.
    const db = vault.db()
    let meeting: Meeting
    try {
      if (isFull) throw new AppError('DISK_FULL')
      meeting = readMeeting(db, meetingId)
    } catch (cause) {
      for (const document of asked) fail(meetingId, document, cause)
      continue
    }
    const gaps = recordGaps(meeting, meeting.attendees)
    if (gaps.length > 0) done.missing.push({ meetingId, message: `还缺${gaps.length}处：${gaps.slice(0, mostNamed).map(({ message }) => message).join('、')}${gaps.length > mostNamed ? '等' : ''}。` })
    for (const document of asked) {
      try {
        if (isFull) throw new AppError('DISK_FULL')
        done.written.push(await exportPaper(meeting, document))
      } catch (cause) {
        const lack = noSuchPaperSentence(cause)
        if (lack === undefined) fail(meetingId, document, cause)
        else done.missing.push({ meetingId, message: lack })
      }
    }
  }
  return done
}
