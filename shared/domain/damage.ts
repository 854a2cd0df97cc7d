import * as z from 'zod'
import { BackupRow } from './backup.ts'
import { FilledLine } from './text.ts'

const KeyringCopy = z.enum(['whole', 'broken', 'missing'])

/** What can be seen of a workspace without its password. */
export const DamageOverview = z.object({
  keyring: z.object({ file: KeyringCopy, copy: KeyringCopy }),
  mended: z.array(z.string()).describe('copies of the keyring that were broken when this workspace was opened, and are whole again'),
  database: z.object({ present: z.boolean(), bytes: z.int(), savedAt: z.iso.datetime().nullable().describe('when its file last changed'), lostSaves: z.int().describe('saves in the log that stand behind a broken place') }),
  knowsKey: z.boolean().describe('the password was right just now: the calls below need none'),
  backups: z.array(BackupRow).describe('on this computer, newest first, at most 20'),
  backupCount: z.int(),
  best: BackupRow.nullable().describe('the newest that was checked and found whole'),
})
export type DamageOverview = z.infer<typeof DamageOverview>

export const SalvagedTable = z.object({
  table: z.string(), label: z.string(),
  read: z.int(), unsure: z.int().describe('of them on pages whose check sum is wrong: a few characters may be'),
  lostPages: z.int().describe('pages that gave nothing'), lostRows: z.int().describe('rows on readable pages that are not whole'),
})
export type SalvagedTable = z.infer<typeof SalvagedTable>

/** What a broken database still gives. */
export const DamageReport = z.object({
  tables: z.array(SalvagedTable).describe('those that hold something, or lost something'),
  pages: z.object({ count: z.int(), unsure: z.int(), lost: z.int() }),
  directoryLost: z.boolean().describe('where each table begins is not known any more: their pages were searched for one by one'),
  lostSaves: z.int(),
  attachments: z.object({ needed: z.int(), whole: z.int(), broken: z.int(), missing: z.int() }).nullable().describe('null: their list cannot be read'),
})
export type DamageReport = z.infer<typeof DamageReport>

export const Salvaged = z.object({
  folderName: z.string(),
  meetings: z.int(), doubtful: z.int().describe('meetings in which not every character is sure'), failed: z.int().describe('meetings that could not be made a document'),
  people: z.int(), attachments: z.int(), lostAttachments: z.int(), strayTexts: z.int().describe('texts whose meeting cannot be read'),
})
export type Salvaged = z.infer<typeof Salvaged>

/** Where a lost attachment was found again. */
export const FoundAttachment = z.object({ from: z.enum(['computer', 'second']), placeName: FilledLine(255) })
export type FoundAttachment = z.infer<typeof FoundAttachment>

/** The tables by their contents, in the order in which an officer asks for them; what is not named is told as 其他资料. */
export const tableLabels: Readonly<Record<string, string>> = {
  meeting: '会议和活动', agenda_item: '议题', speech: '发言', action_item: '议定事项', vote: '表决', attendance: '签到', guest: '列席人员', meeting_element: '会议要素', meeting_version: '定稿的版本',
  minutes: '纪要', minutes_item: '纪要正文', minutes_line: '纪要的行', minutes_version: '纪要的定稿', person: '人员', person_change: '人员变动', attachment: '附件目录', page_photo: '照片页',
  own_template: '本单位的文书', branch: '支部', officer: '党务干部', officer_post: '党务干部职务', audit: '操作记录', file_store: '附件的钥匙', former_key: '以前的钥匙', backup_note: '备份设置', officer_place: '上次的位置',
}
