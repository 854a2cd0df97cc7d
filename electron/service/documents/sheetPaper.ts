import { fitColumns, naturalWidth } from './columnWidths.ts'

/** A picture in a cell or on a line of its own. `alt`: what it shows, for who cannot see it. */
export interface SheetPicture { bytes: Uint8Array; media: 'png' | 'jpeg'; wide: number; high: number; alt: string }
/** `isHead`: a heading, in 黑体 and in the middle. `rows`: how many rows it is high; those below lack the cell. */
export interface SheetCell { text: string; isHead?: boolean; align?: 'left' | 'center'; columns?: number; rows?: number; picture?: SheetPicture }
/** `high`: at least so many millimetres. `repeats`: stands on every page. A row that `mayBreak` goes over the page. `fromTop`: its text begins at the top, not in the middle. */
export interface SheetRow { cells: SheetCell[]; high?: number; repeats?: boolean; mayBreak?: boolean; fromTop?: boolean }
export type SheetBlock =
  /** `columns` in millimetres, `size` in points. */
  | { block: 'table'; columns: number[]; size: number; rows: SheetRow[] }
  | { block: 'heading'; text: string }
  | { block: 'note'; text: string }
  | { block: 'picture'; picture: SheetPicture }

/** A list, a form or a report about people as plain data: the Word file and the print page are both made from it, every word is here. */
export interface SheetPaper { landscape: boolean; title: string; /** The line under the title: 填报单位, 填报时间, 填报人. */ info: string; blocks: SheetBlock[] }

/** What stands between the margins, in millimetres: A4 less 15 or 20 on each side. */
export const sheetWidth = (landscape: boolean): number => (landscape ? 267 : 170)

export interface ListColumnOf { heading: string; align: 'left' | 'center'; wraps: boolean }

/** A table with a head on every page, and a last line as wide as the table (合计) where one is given. */
export function listBlock(columns: readonly ListColumnOf[], rows: readonly (readonly (string | number | null)[])[], footer: string, landscape: boolean): SheetBlock {
  const texts = rows.map((row) => columns.map((_column, index) => String(row[index] ?? '')))
  const { size, widths } = fitColumns(columns.map(({ heading, wraps }, index) => ({ wraps, natural: naturalWidth(heading, texts.map((row) => row[index] ?? '')) })), sheetWidth(landscape))
  return {
    block: 'table', columns: widths, size,
    rows: [
      { repeats: true, cells: columns.map(({ heading }) => ({ text: heading, isHead: true })) },
      ...texts.map((row): SheetRow => ({ cells: row.map((text, index) => ({ text, align: columns[index]?.align ?? 'left' })) })),
      ...(footer === '' ? [] : [{ cells: [{ text: footer, columns: columns.length, align: 'left' as const }] }]),
    ],
  }
}

/** Every word of a paper in the order in which it is read, for comparing what the writers made of it. */
export const wordsOfSheet = ({ title, info, blocks }: SheetPaper): string[] => [
  title, info,
  ...blocks.flatMap((block) => (block.block === 'table' ? block.rows.flatMap(({ cells }) => cells.map(({ text }) => text)) : block.block === 'picture' ? [] : [block.text])),
].filter((text) => text !== '')
