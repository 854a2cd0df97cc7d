import * as z from 'zod'
import { MeetingKind } from './meetingKinds.ts'
import { TemplateDocument } from './templateDocument.ts'

/** A piece of text in one face, as a Word file sets it. `size` in points; `font` is the name of the Chinese face, '' where the file names none. */
export const LayoutRun = z.object({ text: z.string(), font: z.string(), size: z.number(), bold: z.boolean(), color: z.string().describe('RRGGBB, or empty for black') })
export type LayoutRun = z.infer<typeof LayoutRun>

/**
 * One paragraph of a template. `at` is its address, stable between two readings of the same file, e.g. `body/12` or `header1/0`.
 * Its text is the runs joined; ranges count its UTF-16 units. Indents and line pitch in points; `pitch` 0: single.
 */
export const LayoutParagraph = z.object({
  kind: z.literal('paragraph'), at: z.string(), align: z.enum(['left', 'center', 'right', 'both']),
  firstIndent: z.number(), leftIndent: z.number(), pitch: z.number(), before: z.number(), after: z.number(), breakBefore: z.boolean(), runs: z.array(LayoutRun),
})
export type LayoutParagraph = z.infer<typeof LayoutParagraph>

export interface LayoutCell { span: number; rows: number; blocks: LayoutBlock[] }
/** A row of a table; its `at` is that of the row, e.g. `body/t0/r3`. A cell that goes on from the row above is left out. `height` in points, 0: as needed. */
export interface LayoutRow { at: string; height: number; cells: LayoutCell[] }
/** Column widths in points. */
export interface LayoutTable { kind: 'table'; at: string; widths: number[]; bordered: boolean; rows: LayoutRow[] }
export type LayoutBlock = LayoutParagraph | LayoutTable
const LayoutCell: z.ZodType<LayoutCell> = z.lazy(() => z.object({ span: z.number(), rows: z.number(), blocks: z.array(LayoutBlock) }))
export const LayoutTable: z.ZodType<LayoutTable> = z.object({ kind: z.literal('table'), at: z.string(), widths: z.array(z.number()), bordered: z.boolean(), rows: z.array(z.object({ at: z.string(), height: z.number(), cells: z.array(LayoutCell) })) })
export const LayoutBlock: z.ZodType<LayoutBlock> = z.lazy(() => z.union([LayoutParagraph, LayoutTable]))

/** How a Word file looks, near enough to find one's place in it and to print it. Sizes in points; headers, footers and text boxes apart from the body. */
export const TemplateLayout = z.object({
  page: z.object({ width: z.number(), height: z.number(), top: z.number(), right: z.number(), bottom: z.number(), left: z.number() }),
  header: z.array(LayoutBlock), body: z.array(LayoutBlock), footer: z.array(LayoutBlock), boxes: z.array(LayoutBlock),
})
export type TemplateLayout = z.infer<typeof TemplateLayout>

/** A field that a form may have: 时间, 会议内容, 签到. `line`: inside a paragraph; `paragraphs`: one or many paragraphs; `list`: repeats what stands between its two marks. */
export interface TemplateField { name: string; meaning: string; example: string; form: 'line' | 'paragraphs' | 'list'; inside: TemplateField[] }
export const TemplateField: z.ZodType<TemplateField> = z.lazy(() => z.object({ name: z.string(), meaning: z.string(), example: z.string(), form: z.enum(['line', 'paragraphs', 'list']), inside: z.array(TemplateField) }))

const at = z.string().max(200)
const offset = z.int().min(0).max(1_000_000)
const field = z.string().min(1).max(40)
/** A value of an old paper that becomes a field: a piece of a paragraph; paragraphs one after the other; rows of a table, of which the first is kept and repeated. */
export const TemplateChoice = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('line'), at, from: offset, to: offset, field }),
  z.strictObject({ form: z.literal('paragraphs'), first: at, last: at, field }),
  z.strictObject({ form: z.literal('rows'), first: at, last: at, field, cells: z.array(z.strictObject({ cell: z.int().min(0).max(60), field })).max(60) }),
])
export type TemplateChoice = z.infer<typeof TemplateChoice>

/** What looks like a value, and why it does: 写在“时间：”后面. */
export const FoundValue = z.object({ choice: TemplateChoice, text: z.string(), why: z.string(), sure: z.boolean() })
export type FoundValue = z.infer<typeof FoundValue>

/** What is wrong with a form: which field, and where it stands, in words. */
export const TemplateFault = z.object({ message: z.string(), at: z.string().describe('address of the paragraph, or empty') })
export type TemplateFault = z.infer<typeof TemplateFault>

/** A form of the unit's own. `lacking`: what the document says and this form has no field for. */
export const OwnTemplate = z.object({
  id: z.uuid(), document: TemplateDocument, kind: MeetingKind.nullable().describe('null: every kind'), name: z.string(), fields: z.array(z.string()), lacking: z.array(z.string()),
  addedAt: z.iso.datetime(), who: z.string(), retired: z.boolean(),
})
export type OwnTemplate = z.infer<typeof OwnTemplate>
