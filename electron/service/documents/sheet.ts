import ExcelJS from '@protobi/exceljs'
import PizZip from 'pizzip'
import { cleanText } from '../../../shared/domain/text.ts'
import { linesIn, naturalWidth } from './columnWidths.ts'
import { pack } from './docx.ts'
import { widthOf } from './titles.ts'

/** `width` in characters of a half; without it, it is taken from what stands in the column. */
export interface SheetColumn { heading: string; width?: number | undefined; align?: 'left' | 'center' | 'right' | undefined }
export type SheetValue = string | number | null
export interface Sheet {
  sheetName: string
  title: string
  /** The line under the title: 填报单位, 填报时间, 填报人. */
  subtitle?: string | undefined
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetValue[])[]
  /** The line that ends the table: 合计, or what a figure means; may have several lines. */
  footer?: string | undefined
  landscape: boolean
}

/** What Excel keeps in one cell. */
const longestCell = 32_767
const widest = 42
/** Points of a line of 11 pt. */
const lineHeight = 15
const edge = { style: 'thin', color: { argb: 'FF000000' } } as const
const border = { top: edge, left: edge, bottom: edge, right: edge }
/** 宋体 and 黑体 are on every Windows; `charset` and `family` tell any other system what may stand in for them. */
const song = { name: '宋体', size: 11, family: 1, charset: 134 }
const hei = { name: '黑体', size: 11, family: 2, charset: 134 }
const inTheMiddle = { horizontal: 'center', vertical: 'middle', wrapText: true } as const
/** 49: text. What stands in such a cell is never read as a formula or a number, also when somebody edits it later. */
const asText = '@'

/**
 * The .xlsx file of one table. Every text is written as text: a value that begins with = + - or @ stays what was typed, and an ID number
 * keeps its 18 digits; there is no formula in the file. The same input gives the same bytes; the file tells nothing of who made it or when.
 */
export async function writeSheet(sheet: Sheet): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet(sheetNameOf(sheet.sheetName), {
    pageSetup: { paperSize: 9, orientation: sheet.landscape ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true, margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.35 } },
    headerFooter: { oddFooter: '&C&"宋体,Regular"&10第 &P 页，共 &N 页' },
  })
  const headRow = sheet.subtitle === undefined ? 2 : 3
  page.views = [{ state: 'frozen', xSplit: 0, ySplit: headRow, topLeftCell: `A${headRow + 1}`, activeCell: `A${headRow + 1}` }]
  page.pageSetup.printTitlesRow = `${headRow}:${headRow}`
  const widths = sheet.columns.map((column, index) => column.width ?? naturalWidth(column.heading, sheet.rows.map((row) => String(row[index] ?? ''))))
  // The file holds what the user interface shows plus the room at the sides of a cell.
  page.columns = widths.map((width) => ({ width: width + 0.7 }))
  const last = Math.max(1, sheet.columns.length)
  const whole = widths.reduce((sum, width) => sum + width, 0)

  const wideLine = (row: number, text: string, style: Partial<ExcelJS.Style>, height: number): void => {
    if (last > 1) page.mergeCells(row, 1, row, last)
    const cell = page.getCell(row, 1)
    cell.value = textOf(text)
    // All cells of the merged line, else its border ends with the first.
    for (let column = 1; column <= last; column++) page.getCell(row, column).style = { numFmt: asText, ...style }
    page.getRow(row).height = height
  }
  wideLine(1, sheet.title, { font: { ...hei, size: 18 }, alignment: inTheMiddle }, Math.max(1, Math.ceil(widthOf(sheet.title) * 3.4 / whole)) * 30 + 4)
  if (sheet.subtitle !== undefined) wideLine(2, sheet.subtitle, { font: song, alignment: { horizontal: 'left', vertical: 'middle', wrapText: true } }, linesIn(sheet.subtitle, whole) * lineHeight + 6)

  const head: Partial<ExcelJS.Style> = { font: hei, alignment: inTheMiddle, border, numFmt: asText }
  const headings = page.getRow(headRow)
  headings.height = Math.max(...sheet.columns.map(({ heading }, index) => linesIn(heading, widths[index] ?? widest)), 1) * lineHeight + 9
  for (const [index, { heading }] of sheet.columns.entries()) {
    const cell = headings.getCell(index + 1)
    cell.value = textOf(heading)
    cell.style = head
  }
  const styles = sheet.columns.map(({ align = 'left' }): [text: Partial<ExcelJS.Style>, number: Partial<ExcelJS.Style>] => {
    const alignment = { horizontal: align, vertical: 'middle', wrapText: true } as const
    return [{ font: song, alignment, border, numFmt: asText }, { font: song, alignment, border, numFmt: 'General' }]
  })
  for (const [at, values] of sheet.rows.entries()) {
    const row = page.getRow(headRow + 1 + at)
    let lines = 1
    for (const [index, [text, number]] of styles.entries()) {
      const value = values[index] ?? null
      const cell = row.getCell(index + 1)
      if (typeof value === 'number' && Number.isFinite(value)) {
        cell.value = value
        cell.style = number
        continue
      }
      if (value !== null && value !== '') {
        const words = textOf(String(value))
        cell.value = words
        lines = Math.max(lines, linesIn(words, widths[index] ?? widest))
      }
      cell.style = text
    }
    row.height = Math.min(400, lines * lineHeight + 7)
  }
  if (sheet.footer !== undefined) wideLine(headRow + 1 + sheet.rows.length, sheet.footer, { font: song, alignment: { horizontal: 'left', vertical: 'middle', wrapText: true }, border }, Math.min(400, linesIn(sheet.footer, whole) * lineHeight + 9))
  return clean(await book.xlsx.writeBuffer())
}

/** What a sheet may be called: 31 characters, none of []:*?/\, no ' at its ends. */
function sheetNameOf(name: string): string {
  const plain = [...cleanText(name).replace(/[[\]:*?/\\\n\t]/g, '').replace(/^'+|'+$/g, '').trim()].join('')
  return plain.slice(0, 31) || '表'
}

/** A text as a cell keeps it: without what XML cannot hold, and with _x0041_ as it was typed, which Excel would read as A. */
const textOf = (text: string): string => cleanText(text).slice(0, longestCell - 200).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Without the names and times that the library writes; all entries of the zip have one date. */
function clean(bytes: ArrayBuffer): Buffer {
  const zip = new PizZip(bytes)
  zip.file('docProps/core.xml', `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>`)
  zip.file('docProps/app.xml', `${xml}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>`)
  return Buffer.from(pack(zip))
}
