import type { TableBook } from '../../../shared/domain/table.ts'
import { TableRefused, type TableRefusal } from '../../../shared/domain/tableRefusal.ts'
import type { Budget, TableSink } from './budget.ts'
import { decodeTable, readText } from './textTable.ts'
import { readXlsx } from './xlsx.ts'

/** What a book is, apart from its sheets, which went into the sink. */
export type TableKind = Pick<TableBook, 'kind' | 'encoding'>

/** Reads a file into the sink, by its content; its name decides only what is said of a file that is not read. Throws TableRefused. */
export async function parseFile(bytes: Buffer, name: string, budget: Budget, sink: TableSink): Promise<TableKind> {
  if (bytes.length > budget.limits.bytes) throw new TableRefused('tooLarge')
  const other = otherKind(bytes, name)
  if (other) throw new TableRefused(other)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    await readXlsx(bytes, budget, sink)
    if (budget.rows === 0) throw new TableRefused('empty')
    return { kind: 'xlsx' }
  }
  // Systems write text under .xls; an .xlsx without a zip is what is left of one.
  if (/\.(?:xlsx|xlsm|xltx|xlsb|ods)$/i.test(name)) throw new TableRefused('broken')
  const { text, encoding } = decodeTable(bytes)
  readText(text, '', false, budget, sink)
  if (budget.rows === 0) throw new TableRefused('empty')
  return { kind: 'csv', encoding }
}

/** Reads cells that were copied out of a table. Throws TableRefused. */
export function parsePasted(text: string, budget: Budget, sink: TableSink): TableKind {
  if (text.length > budget.limits.characters) throw new TableRefused('tooMuchText')
  readText(text, '', true, budget, sink)
  if (budget.rows === 0) throw new TableRefused('empty')
  return { kind: 'pasted' }
}

/** The names of the parts of an OLE file are UTF-16. */
const oleName = (name: string): Buffer => Buffer.from(name, 'utf16le')

function otherKind(bytes: Buffer, name: string): TableRefusal | null {
  if (bytes.length === 0) return 'empty'
  const head = bytes.toString('latin1', 0, 1024)
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    if (bytes.includes(oleName('EncryptedPackage'))) return 'password'
    if (bytes.includes(oleName('WordDocument'))) return 'word'
    if (/\.ett?$/i.test(name)) return 'wps'
    return bytes.includes(oleName('Workbook')) || bytes.includes(oleName('Book')) || /\.xl[st]$/i.test(name) ? 'oldExcel' : 'otherFile'
  }
  // Excel 2 to 4 wrote no OLE file.
  if (/^\x09[\x00\x02\x04\x08][\x04\x06\x08]\x00/.test(head)) return 'oldExcel'
  if (head.startsWith('%PDF')) return 'pdf'
  if (head.startsWith('{\\rtf')) return 'word'
  const bare = head.replace(/\0/g, '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '')
  if (/^<(?:!doctype|html|head|meta|table|style|\?xml|!--|workbook)/i.test(bare)) return 'web'
  return /^(?:\x89PNG|\xff\xd8\xff|GIF8|BM[\s\S]{4}\0\0|Rar!|7z\xbc\xaf|\x1f\x8b|MZ|\x7fELF|ID3|RIFF|SQLite format)/.test(head) ? 'otherFile' : null
}
