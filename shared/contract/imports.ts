import * as z from 'zod'
import { base64Length } from '../domain/attachment.ts'
import { IsoDate } from '../domain/dates.ts'
import { importOutcomes } from '../domain/importProposal.ts'
import { importTargets } from '../domain/importTargets.ts'
import { PersonStatus } from '../domain/person.ts'
import { tableLimits } from '../domain/table.ts'
import { FilledLine } from '../domain/text.ts'

const Nothing = z.strictObject({})
const FileToken = z.uuid()
const Target = z.enum(importTargets)
const Column = z.int().min(0).max(tableLimits.columns)
const Line = z.int().min(1).max(10_000_000)
/** Judged by its characters, not by a pattern over the whole. */
const Base64 = z.string().min(4).max(base64Length(tableLimits.bytes)).refine((text) => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text) && !/=[^=]|={3}/.test(text))

const Decision = z.strictObject({
  line: Line,
  cells: z.array(z.strictObject({ column: Column, text: z.string().max(4000) })).max(tableLimits.columns).optional().describe('cells as the officer mended them'),
  person: z.union([z.uuid(), z.literal('new')]).optional().describe('whom the line is about'),
  leaveOut: z.boolean().optional(),
  keep: z.array(Target).max(importTargets.length).optional().describe('changes that are not wanted'),
  take: z.array(Target).max(importTargets.length).optional().describe('contradictions in which the file is right'),
})

const ImportInput = z.strictObject({
  fileToken: FileToken.optional(),
  text: z.string().min(1).max(3_000_000).optional().describe('cells that were copied from a table'),
  base64: Base64.optional().describe('a dropped file, with its name'),
  name: FilledLine(255).optional(),
  source: z.uuid().optional().describe('from an answer before: what was read then'),
  commit: z.boolean().default(false).describe('false: shows what would become of each row, and writes nothing'),
  sheet: z.int().min(0).max(1000).optional().describe('which of the tables that were found; without it the best'),
  mapping: z.array(z.strictObject({ column: Column, target: Target })).max(tableLimits.columns).optional().describe('columns that mean something else than was understood'),
  asOf: IsoDate.optional().describe('the day of which the roster is; without it the day that it tells, else today'),
  defaultStatus: PersonStatus.optional().describe('人员类别 of new people where the roster has no such column'),
  decisions: z.array(Decision).max(tableLimits.rows).optional(),
}).refine(({ fileToken, text, base64, source }) => [fileToken, text, base64, source].filter((given) => given !== undefined).length === 1).refine(({ base64, name }) => (base64 === undefined) === (name === undefined))

const Change = z.object({ target: Target, before: z.string().nullable().describe('sensitive values masked'), after: z.string().nullable(), from: IsoDate.nullable().describe('of 人员类别, 党内职务, 党小组: from which day') })
const Finding = z.object({ column: z.string().describe('its heading'), cell: z.int().nullable().describe('the number of its column'), level: z.enum(['refuse', 'warn', 'note']), message: z.string() })
export const ImportRow = z.object({
  line: Line,
  name: z.string(),
  outcome: z.enum(importOutcomes),
  cells: z.array(z.string()).describe('what stands in each column'),
  candidates: z.array(z.object({ id: z.uuid(), name: z.string(), note: z.string() })).describe('for ask: who it may be'),
  contradictions: z.array(Change).describe('for ask: what the file says otherwise than the roster'),
  kept: z.array(Change).describe('changes that were switched off'),
  leftOut: z.boolean(),
  findings: z.array(Finding),
  changes: z.array(Change),
})
export type ImportRow = z.infer<typeof ImportRow>
const Count = z.int().min(0)

export const importContract = {
  'members.importFile': {
    answeredBy: 'service', input: ImportInput,
    output: z.object({
      source: z.uuid().describe('stands for what was read, until the next import, locking or a commit'),
      fileName: z.string(),
      rows: z.array(ImportRow),
      columns: z.array(z.object({ column: Column, heading: z.string(), target: Target, how: z.enum(['known', 'remembered', 'chosen', 'unknown']) })),
      sheets: z.array(z.object({ index: z.int(), name: z.string(), rows: Count, headerLine: z.int() })).describe('the tables that were found, the best first'),
      sheet: z.int(),
      asOf: IsoDate,
      asOfTold: z.boolean().describe('the roster itself tells it'),
      counts: z.object({ create: Count, update: Count, refuse: Count, ask: Count, ignore: Count }),
      operationId: z.uuid().optional().describe('of a commit that changed something; for members.undoImport'),
    }),
  },
  'members.importProgress': { answeredBy: 'service', input: Nothing, output: z.object({ stage: z.enum(['idle', 'reading', 'backup', 'writing']), part: z.number().min(0).max(1), rows: Count }) },
  'members.cancelImport': { answeredBy: 'service', input: Nothing, output: Nothing.describe('what is being read is given up; an import that is being written is finished') },
  'members.undoImport': { answeredBy: 'service', input: z.strictObject({ operationId: z.uuid().optional().describe('without it the last import') }), output: z.object({ operationId: z.uuid().describe('of the undo, an act of its own'), words: z.string() }) },
  'dialogs.openTable': { answeredBy: 'main', input: Nothing, output: z.object({ fileToken: FileToken.nullable(), fileName: z.string() }) },
} as const
