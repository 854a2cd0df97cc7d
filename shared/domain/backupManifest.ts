import * as z from 'zod'
import { BackupId, BackupPart, BackupReason } from './backup.ts'
import { KeyringBody } from './keyringFile.ts'

/** What stands beside a backup in the clear. Counts and keyed names only: nothing of what was written. */
export const BackupManifestBody = z.strictObject({
  format: z.literal(1),
  id: BackupId,
  at: z.iso.datetime(),
  reason: BackupReason,
  workspace: z.string().max(16).describe('tells the backups of one workspace from another\'s; empty before schema 6'),
  schema: z.int().min(1),
  keyMark: z.string().describe('which data key it was made under, by a keyed hash of nothing'),
  change: z.string().describe('the newest entry of the history in it: equal where nothing was saved since'),
  bytes: z.int(),
  files: z.strictObject({ count: z.int(), bytes: z.int(), sha256: z.string().describe('of the list of their names') }),
  counts: z.record(z.string(), z.int()).describe('rows of every table'),
  check: z.strictObject({ at: z.iso.datetime(), fault: BackupPart.nullable() }),
})
export type BackupManifest = z.infer<typeof BackupManifestBody>
/** With a checksum over the body, as the keyring has one. */
export const BackupManifestFile = z.strictObject({ body: BackupManifestBody, checksum: z.string() })

/** A restore on its last way: from the moment this stands, every start goes on with it until it is done. */
export const RestoreJournal = z.strictObject({
  id: BackupId,
  keyring: KeyringBody.nullable().describe('takes the place of the one there is; null: that one stays'),
  kept: z.string().regex(/^(?:replaced|kept-[0-9TZ-]+)$/).describe('folder for the files that make room; `replaced` goes at the end'),
})
export type RestoreJournal = z.infer<typeof RestoreJournal>
