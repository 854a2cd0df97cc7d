import * as z from 'zod'
import { AttachmentMedia } from '../domain/attachment.ts'
import { IsoDate } from '../domain/dates.ts'
import { TalentDirection, TalentEdit, TalentEntry, TalentLimits, TalentProposal, TalentYear } from '../domain/talent.ts'
import { Line } from '../domain/text.ts'
import { errorCodes } from '../errors/codes.ts'

const Nothing = z.strictObject({})
const Id = z.strictObject({ id: z.uuid() })
const FileToken = z.uuid()
const Year = z.int().min(1949).max(2200)

/** 双培养: the ages of the people, the yearly proposal, and the pool with its proof. Nothing here changes anybody's 人员类别 or mark. */
export const talentContract = {
  'talent.list': { answeredBy: 'service', input: z.strictObject({ year: Year, on: IsoDate.optional().describe('as of which day; today unless said, and never after the year') }), output: TalentYear },
  'talent.propose': { answeredBy: 'service', input: z.strictObject({ year: Year }), output: TalentProposal },
  'talent.decide': {
    answeredBy: 'service',
    input: z.strictObject({ year: Year, meetingId: z.uuid().nullable().default(null).describe('the 支委会 that decided it'), items: z.array(z.strictObject({ personId: z.uuid(), direction: TalentDirection, outcome: z.enum(['listed', 'declined']), reason: Line(300).default('').describe('required for declined') })).min(1).max(500) }),
    output: z.object({ listed: z.int(), declined: z.int() }),
  },
  'talent.reconsider': { answeredBy: 'service', input: z.strictObject({ year: Year, personId: z.uuid(), direction: TalentDirection }), output: Nothing },
  'talent.save': { answeredBy: 'service', input: TalentEdit, output: TalentEntry },
  'talent.remove': { answeredBy: 'service', input: Id, output: Nothing },
  'talent.saveLimits': { answeredBy: 'service', input: TalentLimits, output: TalentLimits },
  'talent.addFiles': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), fileTokens: z.array(FileToken).min(1).max(50) }), output: z.object({ entry: TalentEntry, refused: z.array(z.object({ name: z.string(), code: z.enum(errorCodes), message: z.string() })) }) },
  'talent.removeFile': { answeredBy: 'service', input: z.strictObject({ proofId: z.uuid() }), output: TalentEntry },
  'talent.fileContent': { answeredBy: 'service', input: z.strictObject({ proofId: z.uuid() }), output: z.object({ base64: z.string(), media: AttachmentMedia, name: z.string() }) },
  'talent.copyFileTo': { answeredBy: 'service', input: z.strictObject({ id: z.uuid().describe('of the file'), fileToken: FileToken.describe('an existing place to put a read-only copy into') }), output: z.object({ name: z.string() }) },
  'talent.openFile': { answeredBy: 'main', input: Id, output: Nothing },
  'talent.export': { answeredBy: 'service', input: z.strictObject({ fileToken: FileToken, year: Year, format: z.enum(['docx', 'pdf', 'xlsx']) }), output: z.object({ bytes: z.int(), rows: z.int() }) },
} as const
