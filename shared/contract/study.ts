import * as z from 'zod'
import { AttachmentMedia } from '../domain/attachment.ts'
import { IsoDate } from '../domain/dates.ts'
import { Decimal } from '../domain/decimal.ts'
import { LessonList, StudyKind, StudyLedger, Training, TrainingEdit } from '../domain/study.ts'
import { errorCodes } from '../errors/codes.ts'

const Nothing = z.strictObject({})
const Id = z.strictObject({ id: z.uuid() })
const FileToken = z.uuid()
const Year = z.int().min(1949).max(2200)
const OfYear = z.strictObject({ year: Year, on: IsoDate.optional().describe('as of which day; today unless said, and never after the year') })

/** The sums of everybody, or the records behind them. */
export const exportedStudy = ['ledger', 'lines'] as const
export const exportedStudyNames: Record<(typeof exportedStudy)[number], string> = { ledger: '学时台账', lines: '学时明细' }

const ImportedTraining = z.object({
  line: z.int().describe('in the file, from 1'), name: z.string(), title: z.string(), outcome: z.enum(['create', 'update', 'same', 'refuse']), id: z.uuid().nullable().describe('of the stored one'),
  findings: z.array(z.object({ column: z.string(), message: z.string(), level: z.enum(['refuse', 'warn']) })),
  values: z.object({ from: IsoDate, to: IsoDate, organiser: z.string(), kind: StudyKind, hours: z.string() }).nullable(),
})

/** 学时台账: hours of everybody in a year, from records that the officer confirms and from training that is entered with its proof. */
export const studyContract = {
  'study.ledger': { answeredBy: 'service', input: OfYear.extend({ personId: z.uuid().optional().describe('whose records behind the sums are told too') }), output: StudyLedger },
  'study.lessons': { answeredBy: 'service', input: OfYear, output: LessonList },
  'study.confirm': {
    answeredBy: 'service',
    input: z.strictObject({ items: z.array(z.strictObject({ meetingId: z.uuid(), hours: z.strictObject({ theory: Decimal, business: Decimal }).nullable().describe('both 0: no study; null: waits again') })).min(1).max(500) }),
    output: z.object({ changed: z.int() }),
  },
  'study.saveTraining': { answeredBy: 'service', input: TrainingEdit, output: Training },
  'study.removeTraining': { answeredBy: 'service', input: Id, output: Nothing },
  'study.addFiles': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), fileTokens: z.array(FileToken).min(1).max(50) }), output: z.object({ training: Training, refused: z.array(z.object({ name: z.string(), code: z.enum(errorCodes), message: z.string() })) }) },
  'study.removeFile': { answeredBy: 'service', input: z.strictObject({ proofId: z.uuid() }), output: Training },
  'study.fileContent': { answeredBy: 'service', input: z.strictObject({ proofId: z.uuid() }), output: z.object({ base64: z.string(), media: AttachmentMedia, name: z.string() }) },
  'study.copyFileTo': { answeredBy: 'service', input: z.strictObject({ id: z.uuid().describe('of the file'), fileToken: FileToken.describe('an existing place to put a read-only copy into') }), output: z.object({ name: z.string() }) },
  'study.openFile': { answeredBy: 'main', input: Id, output: Nothing },
  'study.importFile': {
    answeredBy: 'service',
    input: z.strictObject({ fileToken: FileToken.optional(), pasted: z.string().min(1).max(2_000_000).optional(), commit: z.boolean().default(false) }),
    output: z.object({ rows: z.array(ImportedTraining), created: z.int(), updated: z.int(), refused: z.int(), committed: z.boolean() }),
  },
  'study.export': { answeredBy: 'service', input: OfYear.extend({ fileToken: FileToken, what: z.enum(exportedStudy), format: z.enum(['docx', 'xlsx', 'pdf']) }), output: z.object({ bytes: z.int(), rows: z.int() }) },
} as const
