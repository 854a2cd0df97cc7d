import * as z from 'zod'
import { base64Length, largestAttachment } from '../domain/attachment.ts'
import { IsoDate } from '../domain/dates.ts'
import { MaterialCode } from '../domain/developmentPapers.ts'
import { AccessEntry, AwardDraft, Material, MaterialKind, MemberFile, ReviewGrade, Sanction, SanctionDraft, TimelineEntry } from '../domain/memberFile.ts'
import { fieldCodes } from '../domain/memberFields.ts'
import { PartialDate } from '../domain/partialDate.ts'
import { PartyPost, PersonStatus } from '../domain/person.ts'
import { FilledLine } from '../domain/text.ts'

const Field = z.enum(fieldCodes)
const Password = z.string().min(1).max(200)
const Purpose = FilledLine(200).describe('why; written down with who looked')
const id = z.uuid()
const Base64 = z.string().min(4).max(base64Length(largestAttachment)).refine((text) => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text) && !/=[^=]|={3}/.test(text))
const OfPerson = z.strictObject({ id })
const Saved = MemberFile.extend({ refused: z.array(z.object({ code: Field, message: z.string() })).describe('values that do not fit the form of their field; everything else was saved') })

/** The file of one person, their materials, and who looked at what. */
export const memberFileContract = {
  'members.get': { answeredBy: 'service', input: z.strictObject({ id, on: IsoDate.optional().describe('today unless said') }), output: MemberFile },
  'members.save': {
    answeredBy: 'service',
    input: z.strictObject({
      id: id.optional().describe('absent: a new person, who needs name and status; also people who are not members'),
      name: FilledLine(30).optional(),
      fields: z.partialRecord(Field, z.string().max(4000).nullable()).default({}).describe('as typed; null or empty empties a field'),
      from: IsoDate.optional().describe('from when status, posts and group hold; today unless said'),
      status: PersonStatus.optional(), posts: z.array(PartyPost).max(5).optional(), group: FilledLine(40).nullable().optional(),
    }),
    output: Saved,
  },
  'members.reveal': { answeredBy: 'service', input: z.strictObject({ id, field: Field }), output: z.object({ value: z.string().describe('in words; empty where there is none') }).describe('written down') },
  'members.copyValue': { answeredBy: 'service', input: z.strictObject({ id, field: Field }), output: z.object({ value: z.string() }).describe('for app.copyPersonal, which puts it on the clipboard for 30 seconds; written down') },
  'members.sanctions': { answeredBy: 'service', input: OfPerson, output: z.array(Sanction).describe('newest first; written down') },
  'members.saveSanction': { answeredBy: 'service', input: SanctionDraft.extend({ personId: id, id: id.optional() }), output: MemberFile.describe('the proposal of a 留党察看 to stop the vote is in it; nothing is stopped by itself') },
  'members.removeSanction': { answeredBy: 'service', input: z.strictObject({ personId: id, id }), output: MemberFile },
  'members.saveAward': { answeredBy: 'service', input: AwardDraft.extend({ personId: id, id: id.optional() }), output: MemberFile },
  'members.removeAward': { answeredBy: 'service', input: z.strictObject({ personId: id, id }), output: MemberFile },
  'members.saveReview': { answeredBy: 'service', input: z.strictObject({ personId: id, year: z.int().min(1949).max(2200), grade: ReviewGrade }), output: MemberFile },
  'members.removeReview': { answeredBy: 'service', input: z.strictObject({ personId: id, year: z.int().min(1949).max(2200) }), output: MemberFile },
  'members.timeline': { answeredBy: 'service', input: z.strictObject({ id, before: z.strictObject({ on: z.string().max(10), key: z.string().max(100) }).optional().describe('the last entry of the page before'), limit: z.int().min(1).max(200).default(50) }), output: z.object({ entries: z.array(TimelineEntry).describe('newest first'), more: z.boolean() }) },
  'members.accessLog': { answeredBy: 'service', input: z.strictObject({ personId: id.optional(), before: z.int().optional().describe('row of the last entry of the page before'), limit: z.int().min(1).max(200).default(50) }), output: z.object({ entries: z.array(AccessEntry).describe('newest first'), more: z.boolean() }) },
  'members.exportData': { answeredBy: 'service', input: z.strictObject({ id, password: Password, purpose: Purpose, format: z.enum(['docx', 'pdf']), fileToken: z.uuid() }), output: z.object({ bytes: z.int() }).describe('all that is held about a person, nothing masked; written down') },
  'members.erasure': { answeredBy: 'service', input: OfPerson, output: z.object({ fields: z.int(), edits: z.int(), materials: z.int(), others: z.int().describe('sanctions, awards, reviews, transfers, training, 双培养, 党费'), records: z.int().describe('records that name the person in their attendance'), kept: z.boolean().describe('name and dated changes stay, for these records need them') }).describe('what members.erase would do; changes nothing') },
  'members.erase': { answeredBy: 'service', input: z.strictObject({ id, password: Password, purpose: Purpose }), output: z.object({ kept: z.boolean(), records: z.int(), backups: z.int().describe('backups made before, in which the data still is until they are thinned out') }).describe('for good; cannot be undone') },
  'materials.add': { answeredBy: 'service', input: z.strictObject({ personId: id, fileTokens: z.array(z.uuid()).min(1).max(200), kind: MaterialKind, code: MaterialCode.nullable().default(null).describe('the material of a step that the files are') }), output: z.object({ added: z.array(Material), refused: z.array(z.object({ name: z.string(), message: z.string() })) }) },
  'materials.addBytes': { answeredBy: 'service', input: z.strictObject({ personId: id, name: FilledLine(255), base64: Base64, kind: MaterialKind }), output: Material },
  'materials.content': { answeredBy: 'service', input: OfPerson, output: z.object({ base64: z.string(), media: Material.shape.media }) },
  'materials.describe': { answeredBy: 'service', input: z.strictObject({ id, kind: MaterialKind.optional(), name: FilledLine(120).optional().describe('its ending stays'), pages: z.int().min(1).max(9999).nullable().optional(), datedOn: PartialDate.nullable().optional(), code: MaterialCode.nullable().optional().describe('the material of a step; null: told by its kind') }), output: Material },
  'materials.remove': { answeredBy: 'service', input: OfPerson, output: z.object({}).strict().describe('to the 回收站') },
  'materials.restore': { answeredBy: 'service', input: OfPerson, output: z.object({}).strict() },
  'materials.copyTo': { answeredBy: 'service', input: z.strictObject({ id, fileToken: z.uuid().describe('an existing place to put a read-only copy into') }), output: z.object({ name: z.string() }) },
  'materials.setPhoto': { answeredBy: 'service', input: z.strictObject({ personId: id, jpegBase64: Base64.max(base64Length(1024 * 1024)).describe('upright and small, made by the window; only its picture is kept') }), output: MemberFile.describe('a photo before it goes to the 回收站') },
  'materials.open': { answeredBy: 'main', input: OfPerson, output: z.object({}).strict() },
  'app.copyPersonal': { answeredBy: 'main', input: z.strictObject({ id, field: Field }), output: z.object({}).strict().describe('taken off the clipboard after 30 seconds, should it still be there') },
} as const

