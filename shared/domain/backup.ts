import * as z from 'zod'

/** What a backup was made for. */
export const BackupReason = z.enum(['manual', 'timer', 'quit', 'import', 'migration', 'restore'])
export type BackupReason = z.infer<typeof BackupReason>

/** Where a backup lies: on this computer, in the second place (U盘 or folder), or in both. */
export const BackupPlace = z.enum(['computer', 'second', 'both'])
export type BackupPlace = z.infer<typeof BackupPlace>

/** The part of a backup that is not whole. */
export const BackupPart = z.enum(['manifest', 'keyring', 'database', 'attachment'])
export type BackupPart = z.infer<typeof BackupPart>

/** Its instant to the second and its reason; the names of its files begin with it, so it can hold no path. */
export const BackupId = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-(?:manual|timer|quit|import|migration|restore)(?:-\d{1,3})?$/).describe('from backup.list')

export const BackupRow = z.object({
  id: BackupId,
  at: z.iso.datetime().describe('when the data was as it is in the backup'),
  reason: BackupReason,
  place: BackupPlace,
  size: z.int().describe('bytes of the database in it and of the attachments it needs; attachments are shared between backups'),
  verified: z.boolean().describe('已验证可恢复: opened and checked after writing, and at every later check'),
  verifiedAt: z.iso.datetime().nullable().describe('the last check, passed or not'),
  fault: BackupPart.nullable().describe('what the last check found broken'),
  schema: z.int().describe('of the data in it; 0 where its manifest cannot be read'),
  meetings: z.int(),
  attachments: z.int(),
})
export type BackupRow = z.infer<typeof BackupRow>

export const BackupRunning = z.enum(['create', 'verify', 'preview', 'restore', 'rehearse', 'copy'])
export type BackupRunning = z.infer<typeof BackupRunning>

export const SecondPlace = z.object({
  name: z.string().describe('name of the folder, as the officer chose it'),
  present: z.boolean().describe('plugged in and found now'),
  lastAt: z.iso.datetime().nullable().describe('when a backup was last copied to it'),
  overdue: z.boolean().describe('seven days and more without'),
  problem: z.string().nullable().describe('why the last copy failed, in a sentence'),
})
export type SecondPlace = z.infer<typeof SecondPlace>

/** A restore that was done, for as long as the officer may want it undone with one click. */
export const Restored = z.object({
  id: BackupId,
  at: z.iso.datetime().describe('when the restored data was as it is now'),
  undo: BackupId.nullable().describe('restoring this one undoes it'),
  kept: z.string().nullable().describe('folder in the workspace with the broken files that made room'),
})
export type Restored = z.infer<typeof Restored>

export const BackupStatus = z.object({
  last: BackupRow.nullable(),
  lastVerified: BackupRow.nullable(),
  count: z.int(),
  size: z.int().describe('bytes of all backups on this computer, each attachment once'),
  changedSince: z.boolean().describe('something was saved after the last backup'),
  problem: z.string().nullable().describe('why the last backup failed, in a sentence; null once one has worked'),
  secondPlace: SecondPlace.nullable().describe('null: none was chosen'),
  rehearsal: z.object({ at: z.iso.datetime(), ok: z.boolean(), backup: BackupId, message: z.string() }).nullable().describe('the last full rehearsal of a restore'),
  running: BackupRunning.nullable(),
  restored: Restored.nullable().describe('what was restored since the data service began'),
  reminders: z.array(z.object({ code: z.enum(['never', 'notSince', 'failed', 'noSecondPlace', 'secondPlaceOverdue', 'rehearsalFailed', 'clock']), message: z.string() })).describe('what the officer should be told now, most urgent first'),
})
export type BackupStatus = z.infer<typeof BackupStatus>
export type BackupReminder = BackupStatus['reminders'][number]

export const PreviewKind = z.enum(['meetings', 'people', 'attachments', 'versions', 'minutes', 'templates'])
export type PreviewKind = z.infer<typeof PreviewKind>
const DifferingMeeting = z.object({ id: z.string(), title: z.string(), heldOn: z.string(), how: z.enum(['added', 'changed', 'removed']).describe('since the backup: added and changed would be lost, removed would come back') })
export type DifferingMeeting = z.infer<typeof DifferingMeeting>
/** What a restore would change. */
export const BackupPreview = z.object({
  id: BackupId,
  at: z.iso.datetime(),
  counts: z.array(z.object({ kind: PreviewKind, label: z.string(), now: z.int(), before: z.int().describe('in the backup') })),
  meetings: z.array(DifferingMeeting).describe('at most 50, newest first'),
  moreMeetings: z.int().describe('how many more differ'),
  schema: z.int().describe('of the data in it'),
  older: z.boolean().describe('made by an older version: the data is brought up to date while it is restored'),
  acts: z.int().describe('how many entries of the history were made since'),
})
export type BackupPreview = z.infer<typeof BackupPreview>

export const FoundBackup = BackupRow.omit({ place: true }).extend({ workspace: z.string().describe('tells the backups of one branch from another\'s on the same U盘; empty where it is not known'), folder: z.string().describe('name of the folder it was found in'), newer: z.boolean().describe('made by a newer version: this one cannot read it') })
export type FoundBackup = z.infer<typeof FoundBackup>

/** Days without a copy in the second place after which the officer is reminded. */
export const secondPlaceDays = 7
export const backupEveryMinutes = 30
export const rehearsalDays = 30
