import { TableRefused } from '../../../shared/domain/tableRefusal.ts'
import { elementsOf, everyElement, parseXml, XmlFault, type XmlElement } from '../documents/own/xml.ts'
import type { Budget, TableSink } from './budget.ts'
import { cellText } from './cells.ts'
import { lookOf, type NumberLook } from './numberFormat.ts'
import { sheetListener, stringsListener, type CellMeanings } from './sheet.ts'
import { XmlScanner, type XmlListener } from './xmlScanner.ts'
import { contentOf, zipParts, type ZipPart } from './zip.ts'

interface Package { bytes: Buffer; parts: ReadonlyMap<string, ZipPart>; budget: Budget }
interface Relation { type: string; target: string }
interface SheetPart { name: string; isHidden: boolean; part: ZipPart }

/** Small parts are held as a tree; a sheet never is. */
const largestTree = 20_000_000

/**
 * Reads a workbook. Only the workbook, its styles, texts and worksheets are unpacked: pictures, links to other files, queries, comments
 * and embedded things stay packed, and nothing is ever fetched. Throws TableRefused.
 */
export async function readXlsx(bytes: Buffer, budget: Budget, sink: TableSink): Promise<void> {
  const parts = zipParts(bytes, budget.limits.entries)
  const names = [...parts.keys()]
  refuseOthers(names, parts, bytes)
  const book: Package = { bytes, parts, budget }
  try {
    await readBook(book, sink)
  } catch (cause) {
    if (cause instanceof XmlFault) throw new TableRefused(cause.reason, cause)
    throw cause
  }
}

function refuseOthers(names: readonly string[], parts: ReadonlyMap<string, ZipPart>, bytes: Buffer): void {
  const has = (form: RegExp): boolean => names.some((name) => form.test(name))
  const mimetype = parts.get('mimetype')
  if (mimetype && mimetype.method === 0) {
    const kind = bytes.toString('latin1', mimetype.begin, mimetype.begin + Math.min(mimetype.packed, 100))
    throw new TableRefused(kind.includes('opendocument.spreadsheet') ? 'openDocument' : 'otherFile')
  }
  if (has(/vbaProject|(?:^|\/)macrosheets\/|vbaData/i)) throw new TableRefused('macros')
  if (has(/^word\//i)) throw new TableRefused('word')
  if (has(/^xl\/workbook\.bin$/i)) throw new TableRefused('binaryExcel')
  if (!has(/^\[Content_Types\]\.xml$/i)) throw new TableRefused(has(/^xl\//i) ? 'broken' : 'otherFile')
}

async function readBook(book: Package, sink: TableSink): Promise<void> {
  const types = await treeOf(book, '[Content_Types].xml')
  if ([...everyElement(types)].some(({ attributes }) => /macroEnabled|vbaProject/i.test(attributes['ContentType'] ?? ''))) throw new TableRefused('macros')
  const root = [...(await relationsOf(book, '')).values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  const part = partNamed(book, root)
  if (!part) throw new TableRefused(book.parts.has('ppt/presentation.xml') ? 'otherFile' : 'broken')
  const workbook = await treeOf(book, part.name)
  if (localName(workbook) !== 'workbook') throw new TableRefused('otherFile')
  const relations = await relationsOf(book, part.name)
  const sheets = sheetsOf(book, workbook, relations)
  if (sheets.length === 0) throw new TableRefused('empty')
  const related = (type: string): ZipPart | undefined => partNamed(book, [...relations.values()].find((relation) => relation.type.endsWith(type))?.target ?? '')
  const texts = related('/sharedStrings')
  const styles = related('/styles')

  const whole = [texts, styles, ...sheets.map((sheet) => sheet.part)].reduce((sum, each) => sum + (each?.packed ?? 0), 0)
  let before = 0
  const scanPart = async (each: ZipPart, listener: XmlListener): Promise<void> => {
    await scan(book, each, listener, (packed) => sink.progress({ part: Math.min(1, (before + packed) / Math.max(1, whole)), rows: book.budget.rows }))
    before += each.packed
  }

  const strings = stringsListener(book.budget)
  if (texts) await scanPart(texts, strings)
  const looks = styles ? looksOf(await treeOf(book, styles.name)) : []
  const is1904 = childrenOf(workbook, 'workbookPr').some(({ attributes }) => attributes['date1904'] === '1' || attributes['date1904'] === 'true')
  const meanings: CellMeanings = { strings: strings.strings, looks, is1904 }
  for (const sheet of sheets) {
    sink.sheet(sheet.name, sheet.isHidden)
    const listener = sheetListener(meanings, book.budget, sink)
    await scanPart(sheet.part, listener)
    listener.end()
  }
}

/** Worksheets in the order of their tabs; sheets of charts, dialogs and old macros hold no table. */
function sheetsOf(book: Package, workbook: XmlElement, relations: ReadonlyMap<string, Relation>): SheetPart[] {
  const sheets: SheetPart[] = []
  const taken = new Set<ZipPart>()
  for (const { attributes } of childrenOf(workbook, 'sheets').flatMap((list) => childrenOf(list, 'sheet'))) {
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
    const relation = relations.get(id ?? '')
    if (!relation) throw new TableRefused('broken')
    if (/\/xlMacrosheet$/i.test(relation.type)) throw new TableRefused('macros')
    if (!relation.type.endsWith('/worksheet')) continue
    const part = partNamed(book, relation.target)
    // One sheet shown under many names would be read again for each.
    if (!part || taken.has(part) || sheets.length >= book.budget.limits.sheets) throw new TableRefused('broken')
    taken.add(part)
    sheets.push({ name: cellText(attributes['name'] ?? '').slice(0, 100), isHidden: /hidden/i.test(attributes['state'] ?? ''), part })
  }
  return sheets
}

/** How each style of a cell shows a number. */
function looksOf(styles: XmlElement): NumberLook[] {
  const codes = new Map(childrenOf(styles, 'numFmts').flatMap((list) => childrenOf(list, 'numFmt')).map(({ attributes }) => [Number(attributes['numFmtId']), attributes['formatCode'] ?? ''] as const))
  const known = new Map<number, NumberLook>()
  return childrenOf(styles, 'cellXfs').flatMap((list) => childrenOf(list, 'xf')).map(({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0)
    const look = known.get(id) ?? lookOf(id, codes.get(id))
    known.set(id, look)
    return look
  })
}

/** What a part refers to inside the file, by id. What lies outside, on a disk or in a network, is left out: nobody asks for it. */
async function relationsOf(book: Package, owner: string): Promise<ReadonlyMap<string, Relation>> {
  const cut = owner.lastIndexOf('/') + 1
  const part = partNamed(book, `${owner.slice(0, cut)}_rels/${owner.slice(cut)}.rels`)
  const relations = new Map<string, Relation>()
  if (!part) return relations
  for (const { attributes } of childrenOf(await treeOf(book, part.name), 'Relationship')) {
    if (attributes['TargetMode'] === 'External') continue
    relations.set(attributes['Id'] ?? '', { type: attributes['Type'] ?? '', target: resolved(owner.slice(0, cut), attributes['Target'] ?? '') })
  }
  return relations
}

/** A name inside the zip, never a place on a disk: it is only looked up. */
function resolved(folder: string, target: string): string {
  const names: string[] = []
  for (const name of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return names.join('/')
}

function partNamed({ parts }: Package, name: string): ZipPart | undefined {
  const exact = parts.get(name)
  if (exact || name === '') return exact
  return [...parts.values()].find((part) => part.name.toLowerCase() === name.toLowerCase())
}

async function treeOf(book: Package, name: string): Promise<XmlElement> {
  const part = partNamed(book, name)
  if (!part) throw new TableRefused('broken')
  if (part.size > largestTree) throw new TableRefused('unpackedTooLarge')
  const pieces: Buffer[] = []
  for await (const piece of contentOf(book.bytes, part, book.budget)) pieces.push(piece)
  return parseXml(decoderOf(pieces[0])(Buffer.concat(pieces), false))
}

async function scan(book: Package, part: ZipPart, listener: XmlListener, consumed: (packed: number) => void): Promise<void> {
  const scanner = new XmlScanner(listener)
  let decode: ((piece: Buffer, more: boolean) => string) | undefined
  for await (const piece of contentOf(book.bytes, part, book.budget, consumed)) {
    decode ??= decoderOf(piece)
    scanner.feed(decode(piece, true))
  }
  if (decode) scanner.feed(decode(Buffer.alloc(0), false))
  scanner.end()
}

/** XML of Office is UTF-8, or UTF-16 with its mark; any other encoding is refused where it differs from UTF-8. */
function decoderOf(first: Buffer | undefined): (piece: Buffer, more: boolean) => string {
  const mark = first?.subarray(0, 2).toString('hex')
  const decoder = new TextDecoder(mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8', { fatal: true })
  return (piece, more) => {
    try {
      return decoder.decode(piece, { stream: more })
    } catch (cause) {
      throw new TableRefused('broken', cause)
    }
  }
}

const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1)
const childrenOf = (parent: XmlElement, name: string): XmlElement[] => elementsOf(parent).filter((child) => localName(child) === name)
