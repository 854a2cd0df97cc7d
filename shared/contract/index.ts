import * as z from 'zod'
import { IsoDate } from '../domain/dates.ts'
import { importContract } from './imports.ts'
import { Meeting, MeetingDraft, MeetingRow } from '../domain/meeting.ts'
import { Finding } from '../domain/finding.ts'
import { MeetingKind, MeetingState } from '../domain/meetingKinds.ts'
import { VoteCount, VoteJudgement } from '../domain/vote.ts'
import { PersonChange, RosterEntry } from '../domain/person.ts'
import { FilledLine } from '../domain/text.ts'
import { NewPassword, RecoverySheet, WorkspaceDraft, WorkspaceInfo } from '../domain/workspace.ts'
import { rulesContract } from './rules.ts'
import { checklistContract } from './checklist.ts'
import { errorCodes } from '../errors/codes.ts'
import { Attachment, AttachmentMedia, AttachmentRole, base64Length, largestAttachment } from '../domain/attachment.ts'
import { DocumentForm, DocumentName, DocumentPreset, FontUse } from '../domain/documents.ts'
import { MinutesFile, MinutesText } from '../domain/minutes.ts'
import { BackupId, BackupPlace, BackupPreview, BackupRow, BackupStatus, FoundBackup } from '../domain/backup.ts'
import { SurroundingsStatus } from '../domain/surroundings.ts'
import { DamageOverview, DamageReport, FoundAttachment, Salvaged } from '../domain/damage.ts'
import { ArrangedPhoto, largestPageJpeg, mostPagePhotos, PagePhoto } from '../domain/photoPage.ts'
import { Operation, TrashKind, TrashRow } from '../domain/journal.ts'
import { searchContract } from './search.ts'
import { fusionPapersContract } from './fusionPapers.ts'
import { memberPapersContract } from './memberPapers.ts'
import { rosterContract } from './roster.ts'
import { MemberFile } from '../domain/memberFile.ts'
import { memberFileContract } from './memberFile.ts'
import { fusionContract } from './fusion.ts'
import { studyContract } from './study.ts'
import { developmentContract } from './development.ts'
import { developmentPapersContract } from './developmentPapers.ts'
import { talentContract } from './talent.ts'
import { duesContract } from './dues.ts'
import { todayContract } from './today.ts'
import { noticesContract } from './notices.ts'
import { planContract } from './plan.ts'
import { TemplateDocument } from '../domain/templateDocument.ts'
import { FoundValue, OwnTemplate, TemplateChoice, TemplateFault, TemplateField, TemplateLayout } from '../domain/template.ts'

const Nothing = z.strictObject({})
const Password = z.string().min(1).max(200)
/** Stands for a place on the disk that the user chose in main's dialog; no path crosses this contract. */
const FileToken = z.uuid()
const ErrorCode = z.enum(errorCodes)

export const WorkspaceStatus = z.object({
  state: z.enum(['new', 'locked', 'open', 'problem']),
  problem: ErrorCode.nullable(),
  params: z.record(z.string(), z.string()),
  info: WorkspaceInfo.nullable().describe('only while open'),
  now: z.iso.datetime().describe('the clock of the service, so that all processes mean the same day'),
  wait: z.int().optional().describe('while locked: seconds until the next password is looked at, after several wrong ones'),
})
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>

/** Where the officer was: which screen, which field, where in it. Kept so that a crash costs no search. */
export const Place = z.strictObject({
  screen: z.enum(['meetings', 'meeting', 'people']),
  meetingId: z.uuid().nullable(),
  field: z.string().max(200).nullable(),
  selectionStart: z.int().min(0).max(1_000_000),
  selectionEnd: z.int().min(0).max(1_000_000),
  scrollTop: z.number().min(0).max(10_000_000),
})
export type Place = z.infer<typeof Place>

/** Judged by its characters, not by a pattern over the whole: a file of 50 MB is 70 million of them. */
const Base64 = z.string().min(4).max(base64Length(largestAttachment)).refine((text) => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text) && !/=[^=]|={3}/.test(text))
const AttachmentList = z.object({ attachments: z.array(Attachment), removed: z.array(Attachment).describe('in the 回收站'), signed: z.boolean().describe('a scan of the signed paper is there, newer than the last 更正'), page: z.array(PagePhoto).describe('the page of photos that ends the record, in its order') })
const PhotoPage = z.object({ page: z.array(PagePhoto) })
const ExportInput = z.strictObject({ meetingId: z.uuid(), document: DocumentName, preset: DocumentForm })
const ExportedMany = z.object({
  written: z.array(z.object({ meetingId: z.uuid(), document: DocumentName, fileName: z.string(), bytes: z.int() })),
  failed: z.array(z.object({ meetingId: z.uuid(), document: DocumentName, code: ErrorCode, message: z.string() })).describe('a paper that was not written; on a full disk also all that would have come after it'),
  missing: z.array(z.object({ meetingId: z.uuid(), message: z.string() })).describe('papers that this kind does not have, and what the record still lacks'),
})

/** A Word file that is or becomes a form: a chosen file, a dropped one as base64, or one that is kept. */
const TemplateSource = z.strictObject({
  fileToken: FileToken.optional(), base64: Base64.optional(), name: FilledLine(255).optional().describe('of a dropped file'), id: z.uuid().optional().describe('a form that is kept'),
  document: TemplateDocument.default('record'), kind: MeetingKind.nullable().default(null).describe('null: every kind'),
})
const hasOneSource = ({ fileToken, base64, id }: { fileToken?: string | undefined; base64?: string | undefined; id?: string | undefined }) => [fileToken, base64, id].filter((given) => given !== undefined).length === 1
const ChosenTemplate = TemplateSource.extend({ choices: z.array(TemplateChoice).max(500).default([]) })

/** One channel = one input, one output, and the process that answers it. */
export const contract = {
  'contract.list': { answeredBy: 'service', input: Nothing, output: z.array(z.object({ channel: z.string(), input: z.unknown(), output: z.unknown() })) },
  'workspace.status': { answeredBy: 'service', input: Nothing, output: WorkspaceStatus },
  'workspace.create': { answeredBy: 'service', input: WorkspaceDraft, output: RecoverySheet },
  'workspace.confirmRecoveryCode': { answeredBy: 'service', input: z.strictObject({ characters: z.string().max(40) }), output: WorkspaceInfo },
  'workspace.renewRecoveryCode': { answeredBy: 'service', input: Nothing, output: RecoverySheet },
  'workspace.unlock': { answeredBy: 'service', input: z.strictObject({ password: Password }), output: WorkspaceInfo },
  'workspace.recover': { answeredBy: 'service', input: z.strictObject({ recoveryCode: z.string().min(1).max(100), newPassword: NewPassword }), output: RecoverySheet },
  'workspace.info': { answeredBy: 'service', input: Nothing, output: WorkspaceInfo },
  'workspace.setSupplementAfter': { answeredBy: 'service', input: z.strictObject({ workdays: z.int().min(0).max(60) }), output: WorkspaceInfo },
  'workspace.setLockAfter': { answeredBy: 'service', input: z.strictObject({ minutes: z.int().min(0).max(120).describe('0: never by itself') }), output: WorkspaceInfo },
  'keys.changePassword': { answeredBy: 'service', input: z.strictObject({ password: Password, newPassword: NewPassword }), output: WorkspaceInfo },
  'keys.newRecoveryCode': { answeredBy: 'service', input: z.strictObject({ password: Password }), output: RecoverySheet },
  'keys.rotate': { answeredBy: 'service', input: z.strictObject({ password: Password }), output: RecoverySheet.describe('the recovery code before it does not open this database any more') },
  'workspace.lock': { answeredBy: 'service', input: Nothing, output: Nothing },
  'members.addMany': { answeredBy: 'service', input: z.strictObject({ lines: z.string().min(1).max(200_000).describe('pasted text: 姓名, 人员类别, 党内职务, 党小组, 自; one person a line') }), output: z.object({ added: z.int(), lines: z.int(), changes: z.int().describe('dated facts that were new') }) },
  ...importContract,
  'members.rosterOn': { answeredBy: 'service', input: z.strictObject({ date: IsoDate }), output: z.array(RosterEntry) },
  ...memberFileContract,
  'members.recordChange': { answeredBy: 'service', input: z.strictObject({ personId: z.uuid(), from: IsoDate, change: PersonChange }), output: MemberFile },
  'members.removeChange': { answeredBy: 'service', input: z.strictObject({ changeId: z.uuid() }), output: MemberFile },
  'members.rename': { answeredBy: 'service', input: z.strictObject({ personId: z.uuid(), name: FilledLine(30) }), output: MemberFile },
  'members.remove': { answeredBy: 'service', input: z.strictObject({ personId: z.uuid() }), output: Nothing },
  'members.former': { answeredBy: 'service', input: z.strictObject({ date: IsoDate }), output: z.array(z.object({ id: z.uuid(), name: z.string(), note: z.string() })) },
  ...memberPapersContract,
  ...fusionPapersContract,
  ...rosterContract,
  'meetings.prepare': { answeredBy: 'service', input: z.strictObject({ kind: MeetingKind, heldOn: IsoDate, group: z.string().max(40).default('') }), output: MeetingDraft },
  'meetings.save': { answeredBy: 'service', input: MeetingDraft, output: Meeting },
  'meetings.get': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Meeting },
  'meetings.list': { answeredBy: 'service', input: z.strictObject({ text: z.string().max(100).default(''), year: z.int().min(1900).max(2200).optional(), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).optional(), kind: MeetingKind.optional().describe('谈心谈话 are listed only when they are asked for'), state: MeetingState.optional(), personId: z.uuid().optional(), deleted: z.boolean().default(false), after: z.strictObject({ heldOn: IsoDate, id: z.uuid() }).optional().describe('the last row of the page before'), limit: z.int().min(1).max(200).default(50) }), output: z.object({ rows: z.array(MeetingRow), total: z.int().optional().describe('like years and inTrash only of the first page, without after'), years: z.array(z.int()).optional(), inTrash: z.int().optional().describe('how many meetings are in the 回收站') }) },
  'meetings.setState': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), state: z.enum(['planned', 'notified', 'draft']) }), output: Meeting },
  'meetings.finalize': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), revision: z.int() }), output: Meeting },
  'meetings.correct': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), reason: FilledLine(200) }), output: Meeting },
  'meetings.archive': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Meeting },
  'meetings.history': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: z.array(z.object({ version: z.int(), at: z.iso.datetime(), who: z.string(), reason: z.string(), changes: z.array(z.string()).describe('what differs from the version before, in words') })) },
  'meetings.readText': { answeredBy: 'service', input: z.strictObject({ fileToken: FileToken }), output: z.object({ text: z.string() }) },
  'meetings.fromText': { answeredBy: 'service', input: z.strictObject({ text: z.string().min(1).max(200_000), kind: MeetingKind.optional() }), output: z.object({ draft: MeetingDraft, guesses: z.array(z.object({ field: z.string(), from: z.int(), to: z.int(), sure: z.boolean(), note: z.string() })), leftOver: z.array(z.object({ from: z.int(), to: z.int(), text: z.string(), why: z.string() })), differences: z.array(z.string()) }) },
  'meetings.check': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: z.array(Finding) },
  ...rulesContract, ...checklistContract,
  ...planContract,
  ...todayContract,
  'rules.judgeVote': { answeredBy: 'service', input: VoteCount, output: VoteJudgement },
  'meetings.remove': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Nothing },
  'meetings.restore': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Nothing },
  'attachments.add': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid(), fileTokens: z.array(FileToken).min(1).max(200), role: AttachmentRole.describe('what they are, where their kind allows it') }), output: z.object({ added: z.array(Attachment), refused: z.array(z.object({ name: z.string(), code: ErrorCode, message: z.string().describe('what happened, in one sentence') })) }) },
  'attachments.addBytes': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid(), name: FilledLine(255), base64: Base64, role: AttachmentRole }), output: Attachment },
  'attachments.list': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid() }), output: AttachmentList },
  'attachments.content': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: z.object({ base64: z.string(), media: AttachmentMedia }) },
  'attachments.describe': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), name: FilledLine(120).optional().describe('its ending stays'), role: AttachmentRole.optional() }), output: Attachment },
  'attachments.remove': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Nothing },
  'attachments.restore': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Nothing },
  'attachments.copyTo': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), fileToken: FileToken.describe('an existing place to put a read-only copy into') }), output: z.object({ name: z.string() }) },
  'attachments.putOnPage': { answeredBy: 'service', input: z.strictObject({ id: z.uuid(), jpegBase64: Base64.max(base64Length(largestPageJpeg)).describe('upright and small, made of the attachment by the window'), width: z.int().min(1), height: z.int().min(1) }), output: PhotoPage },
  'attachments.takeOffPage': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: PhotoPage },
  'attachments.arrangePage': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid(), photos: z.array(ArrangedPhoto).max(mostPagePhotos) }), output: PhotoPage.extend({ savedAt: z.iso.datetime() }) },
  'attachments.pagePicture': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: z.object({ jpegBase64: z.string() }) },
  'attachments.open': { answeredBy: 'main', input: z.strictObject({ id: z.uuid() }), output: Nothing },
  'place.keep': { answeredBy: 'service', input: Place, output: Nothing },
  'place.last': { answeredBy: 'service', input: Nothing, output: Place.nullable() },
  'minutes.get': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid() }), output: MinutesFile.describe('state none: the text that the record gives now') },
  'minutes.draft': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid(), revision: z.int().min(0) }), output: MinutesFile.describe('drafted anew from the record; the text before is kept') },
  'minutes.takeBack': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid(), revision: z.int().min(0) }), output: MinutesFile.describe('the text before it was last drafted anew; the one it replaces is kept in its turn') },
  'minutes.save': { answeredBy: 'service', input: MinutesText.extend({ meetingId: z.uuid(), revision: z.int().min(0).describe('the revision this text was read at; another one answers CONFLICT') }), output: MinutesFile },
  'minutes.finalize': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid(), revision: z.int().min(0) }), output: MinutesFile },
  'minutes.correct': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid(), reason: FilledLine(200) }), output: MinutesFile },
  'minutes.history': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid() }), output: z.array(z.object({ version: z.int(), at: z.iso.datetime(), who: z.string(), reason: z.string(), changes: z.array(z.string()) })) },
  'documents.exportMeeting': { answeredBy: 'service', input: ExportInput.extend({ format: z.enum(['docx', 'pdf']), fileToken: FileToken }), output: z.object({ bytes: z.int() }) },
  'documents.exportMany': {
    answeredBy: 'service',
    input: z.strictObject({
      meetingIds: z.array(z.uuid()).min(1).max(500), documents: z.array(DocumentName).min(1).max(DocumentName.options.length), preset: DocumentForm, format: z.enum(['docx', 'pdf']),
      into: z.enum(['folder', 'file']).default('folder'),
      folderToken: FileToken.optional().describe('for into folder: an existing one; nothing in it is overwritten'),
      volume: z.uuid().optional().describe('for into file: a new id, the same in all calls whose papers go into one file; nothing is written before documents.finishVolume'),
    }).refine(({ into, folderToken, volume }) => (into === 'folder' ? folderToken !== undefined && volume === undefined : volume !== undefined && folderToken === undefined)),
    output: ExportedMany,
  },
  'documents.finishVolume': { answeredBy: 'service', input: z.strictObject({ volume: z.uuid(), fileToken: FileToken }), output: z.object({ bytes: z.int(), papers: z.array(z.object({ meetingId: z.uuid(), document: DocumentName })).describe('in the order of the file'), failed: ExportedMany.shape.failed }) },
  'documents.dropVolume': { answeredBy: 'service', input: z.strictObject({ volume: z.uuid() }), output: Nothing },
  'documents.textOf': { answeredBy: 'service', input: ExportInput, output: z.object({ text: z.string() }) },
  'documents.partsOf': { answeredBy: 'service', input: ExportInput, output: z.array(z.object({ label: z.string(), text: z.string(), kind: z.enum(['field', 'part']) })).describe('what the record says, field by field and part by part') },
  'documents.previewMeeting': { answeredBy: 'service', input: ExportInput, output: z.object({ pdf: z.string().describe('base64'), pages: z.int(), fonts: z.array(FontUse) }) },
  'templates.fields': { answeredBy: 'service', input: z.strictObject({ document: TemplateDocument, kind: MeetingKind.nullable().default(null) }), output: z.array(TemplateField) },
  'templates.list': { answeredBy: 'service', input: Nothing, output: z.array(OwnTemplate) },
  'templates.inspect': { answeredBy: 'service', input: TemplateSource.refine(hasOneSource), output: z.object({ name: z.string(), layout: TemplateLayout, values: z.array(FoundValue), fields: z.array(z.string()).describe('fields already written in it'), faults: z.array(TemplateFault), removed: z.array(z.string()).describe('what was left out for safety, in words') }) },
  'templates.try': { answeredBy: 'service', input: ChosenTemplate.extend({ meetingId: z.uuid().optional().describe('a record to try it with; else a sample') }).refine(hasOneSource), output: z.object({ layout: TemplateLayout, faults: z.array(TemplateFault), lacking: z.array(z.string()), with: z.string().describe('title of the record it was tried with') }) },
  'templates.import': { answeredBy: 'service', input: ChosenTemplate.refine(hasOneSource), output: OwnTemplate },
  'templates.retire': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: OwnTemplate.describe('the shipped form is used again; this one is kept') },
  'templates.reuse': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: OwnTemplate },
  'templates.remove': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Nothing.describe('one that is not in use goes to the 回收站') },
  'templates.export': { answeredBy: 'service', input: z.strictObject({ id: z.uuid().optional(), document: TemplateDocument.default('record'), preset: DocumentPreset.default('official').describe('the shipped form, where no id is given'), fileToken: FileToken }), output: z.object({ bytes: z.int() }) },
  'journal.list': { answeredBy: 'service', input: z.strictObject({ before: z.uuid().optional().describe('the last row of the page before'), limit: z.int().min(1).max(200).default(50) }), output: z.object({ rows: z.array(Operation).describe('newest first; of the last 30 days'), more: z.boolean() }) },
  'journal.undo': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: Operation.describe('the undo, an act of its own: undoing it makes the act again') },
  'trash.list': { answeredBy: 'service', input: z.strictObject({ after: z.strictObject({ removedAt: z.iso.datetime(), id: z.uuid() }).optional().describe('the last row of the page before'), limit: z.int().min(1).max(200).default(100) }), output: z.object({ rows: z.array(TrashRow).describe('what was removed last comes first'), total: z.int(), more: z.boolean() }) },
  'trash.restore': { answeredBy: 'service', input: z.strictObject({ kind: TrashKind, id: z.uuid() }), output: Nothing },
  ...searchContract,
  'backup.create': { answeredBy: 'service', input: Nothing, output: BackupRow },
  'backup.beforeQuit': { answeredBy: 'service', input: Nothing, output: z.object({ made: z.boolean().describe('false where nothing had changed, or nothing is open') }) },
  'backup.list': { answeredBy: 'service', input: Nothing, output: z.array(BackupRow).describe('newest first') },
  'backup.status': { answeredBy: 'service', input: Nothing, output: BackupStatus },
  'backup.verify': { answeredBy: 'service', input: z.strictObject({ id: BackupId, place: BackupPlace.exclude(['both']).optional() }), output: BackupRow.describe('what is not whole answers BACKUP_DAMAGED and says which part') },
  'backup.preview': { answeredBy: 'service', input: z.strictObject({ id: BackupId }), output: BackupPreview },
  'backup.restore': { answeredBy: 'service', input: z.strictObject({ id: BackupId }), output: z.object({ id: BackupId, undo: BackupId.nullable().describe('the backup made just before: restoring it undoes this'), kept: z.string().nullable().describe('folder in the workspace with the broken database, where it could not be backed up'), info: WorkspaceInfo }) },
  'backup.rehearse': { answeredBy: 'service', input: Nothing, output: BackupStatus },
  'backup.setPlace': { answeredBy: 'service', input: z.strictObject({ folderToken: FileToken.nullable().describe('null: no second place any more; what lies there stays') }), output: BackupStatus },
  'backup.copyToPlace': { answeredBy: 'service', input: Nothing, output: BackupStatus },
  'backup.find': { answeredBy: 'service', input: z.strictObject({ folderToken: FileToken.describe('a U盘 or folder; answered also while locked, new or broken') }), output: z.array(FoundBackup) },
  'backup.restoreFrom': { answeredBy: 'service', input: z.strictObject({ folderToken: FileToken, id: BackupId, workspace: z.string().max(16).optional().describe('from backup.find; two branches may have backups of one name on a U盘'), password: Password.optional(), recoveryCode: z.string().min(1).max(100).optional() }).refine(({ password, recoveryCode }) => (password === undefined) !== (recoveryCode === undefined)).describe('the password or recovery code that was valid when the backup was made'), output: z.object({ info: WorkspaceInfo, kept: z.string().nullable().describe('folder in the workspace with the broken files that were there') }) },
  'surroundings.status': { answeredBy: 'service', input: Nothing, output: SurroundingsStatus },
  'surroundings.acceptClock': { answeredBy: 'service', input: Nothing, output: SurroundingsStatus.describe('the clock is right as it stands: from now on it is the one to compare with') },
  'damage.overview': { answeredBy: 'service', input: Nothing, output: DamageOverview.describe('answered also while locked, new or broken; reads only') },
  'damage.inspect': { answeredBy: 'service', input: z.strictObject({ password: Password.optional().describe('not needed right after it was typed') }), output: DamageReport.describe('reads every page that can be read, and writes nothing') },
  'damage.restore': { answeredBy: 'service', input: z.strictObject({ id: BackupId, password: Password.optional() }), output: z.object({ info: WorkspaceInfo, kept: z.string().nullable().describe('folder in the workspace with the broken files') }) },
  'damage.salvage': { answeredBy: 'service', input: z.strictObject({ folderToken: FileToken.describe('gets a folder with readable, unencrypted papers'), password: Password.optional() }), output: Salvaged },
  'damage.mendKeyring': { answeredBy: 'service', input: z.strictObject({ password: Password.describe('of the day of the backup whose keyring is taken') }), output: WorkspaceInfo },
  'damage.openWithoutTail': { answeredBy: 'service', input: z.strictObject({ password: Password.optional() }), output: WorkspaceInfo.describe('without the saves behind a broken place of the log; the files of before are kept') },
  'damage.brokenAttachments': { answeredBy: 'service', input: z.strictObject({ meetingId: z.uuid() }), output: z.object({ ids: z.array(z.uuid()).describe('whose files are gone or too short or long; a file of the right length is not read for this') }) },
  'damage.findAttachment': { answeredBy: 'service', input: z.strictObject({ id: z.uuid() }), output: FoundAttachment.describe('put back from a backup; the broken file is kept beside') },
  'dialogs.openRules': { answeredBy: 'main', input: Nothing, output: z.object({ fileToken: FileToken.nullable(), fileName: z.string() }) },
  'dialogs.openTemplate': { answeredBy: 'main', input: Nothing, output: z.object({ fileToken: FileToken.nullable(), fileName: z.string() }) },
  'dialogs.saveDocument': { answeredBy: 'main', input: z.strictObject({ suggestedName: z.string().max(200), format: z.enum(['docx', 'pdf', 'xlsx']) }), output: z.object({ fileToken: FileToken.nullable(), fileName: z.string() }) },
  'dialogs.openText': { answeredBy: 'main', input: Nothing, output: z.object({ fileToken: FileToken.nullable(), fileName: z.string() }) },
  'dialogs.openFiles': { answeredBy: 'main', input: Nothing, output: z.object({ files: z.array(z.object({ fileToken: FileToken, fileName: z.string() })) }) },
  'dialogs.chooseFolder': { answeredBy: 'main', input: z.strictObject({ purpose: z.enum(['export', 'backupPlace', 'findBackup', 'salvage']).default('export') }), output: z.object({ folderToken: FileToken.nullable(), folderName: z.string() }) },
  'files.open': { answeredBy: 'main', input: z.strictObject({ fileToken: FileToken }), output: Nothing },
  'files.showInFolder': { answeredBy: 'main', input: z.strictObject({ fileToken: FileToken }), output: Nothing },
  'files.showWorkspace': { answeredBy: 'main', input: Nothing, output: Nothing },
  'app.copyText': { answeredBy: 'main', input: z.strictObject({ text: z.string().min(1).max(4_000_000) }), output: Nothing },
  'app.print': { answeredBy: 'main', input: Nothing, output: Nothing },
  'app.printPaper': { answeredBy: 'main', input: z.strictObject({ pages: z.array(Base64).min(1).max(200).describe('its pages as PNG in base64, A4 at 300 dpi') }), output: Nothing },
  'app.lock': { answeredBy: 'main', input: z.strictObject({ copied: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null).describe('sha256 of the text last copied in the page, without its blanks: what of it is still on the clipboard is taken away') }), output: Nothing },
  'app.reload': { answeredBy: 'main', input: Nothing, output: Nothing.describe('the page is loaded anew; the service keeps its key') },
  ...fusionContract,
  ...noticesContract,
  ...studyContract,
  ...developmentContract,
  ...developmentPapersContract,
  ...talentContract,
  ...duesContract,
  'app.quit': { answeredBy: 'main', input: Nothing, output: Nothing },
} as const satisfies Record<string, { answeredBy: 'service' | 'main'; input: z.ZodType; output: z.ZodType }>

export type Contract = typeof contract
export type Channel = keyof Contract
export type ServiceChannel = { [C in Channel]: Contract[C]['answeredBy'] extends 'service' ? C : never }[Channel]
export type MainChannel = Exclude<Channel, ServiceChannel>
/** What a caller gives: defaults may be left out. */
export type Input<C extends Channel> = z.input<Contract[C]['input']>
/** What a handler gets. */
export type Parsed<C extends Channel> = z.output<Contract[C]['input']>
export type Output<C extends Channel> = z.output<Contract[C]['output']>
