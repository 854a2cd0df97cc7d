import { inflateRawSync } from 'node:zlib'
import PizZip from 'pizzip'
import { zipNames } from '../../../../shared/domain/container.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { parseXml, writeXml, XmlFault, everyElement, type XmlElement } from './xml.ts'

/** A Word file taken apart: its parts that are XML as trees, all others as bytes. */
export interface WordPackage { xml: Map<string, XmlElement>; bytes: Map<string, Uint8Array> }

const largest = { file: 20_000_000, entries: 1000, part: 20_000_000, unpacked: 100_000_000, ratio: 400, elements: 400_000 }
export const mainPart = 'word/document.xml'
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

const refuse = (name: string, reason: string, cause?: unknown): AppError => new AppError('TEMPLATE_REFUSED', { cause, params: { name, reason } })

/** Opens a .docx that somebody else made. Throws TEMPLATE_REFUSED with the reason. */
export function openWord(bytes: Uint8Array, name: string): WordPackage {
  if (bytes.length > largest.file) throw refuse(name, '文件超过20兆')
  const kind = otherKind(bytes)
  if (kind !== null) throw refuse(name, kind)
  const names = zipNames(bytes)
  if (names === null) throw refuse(name, '文件损坏，或不是完整的Word文档')
  if (names.length > largest.entries) throw refuse(name, '文件里的部件过多')
  const reason = badNames(names)
  if (reason !== null) throw refuse(name, reason)
  try {
    return withoutDanger(packageOf(unpacked(bytes)))
  } catch (cause) {
    if (cause instanceof Refusal) throw refuse(name, cause.message, cause)
    if (cause instanceof XmlFault) throw refuse(name, cause.reason === 'unsafe' ? '文件里有不安全的内容（外部实体，或嵌套过深）' : '文件内容损坏', cause)
    throw refuse(name, '文件损坏，或不是完整的Word文档', cause)
  }
}

/** Why a part is not taken, in words. */
class Refusal extends Error {}

/** What a file is that is no zip at all. */
function otherKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  if (bytes.length === 0) return '文件是空的'
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    return isEncrypted ? '文件设有打开口令，请先在Word中取消口令' : '这是旧格式的Word文件，请先在Word中另存为.docx'
  }
  if (head.startsWith('{\\rtf')) return '这是RTF文件，请先在Word中另存为.docx'
  if (/^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)/i.test(head)) return '这是网页文件，请先在Word中另存为.docx'
  if (head.startsWith('%PDF')) return '这是PDF文件，不能作模板'
  return head.startsWith('PK') ? null : '不是Word文档'
}

function badNames(names: readonly string[]): string | null {
  const has = (form: RegExp) => names.some((name) => form.test(name))
  if (has(/(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\\|\0/)) return '文件里有不安全的路径'
  if (has(/vbaProject|vbaData/i)) return '文件里有宏'
  if (has(/^xl\//i)) return '这是Excel表格，不是Word文档'
  if (has(/^ppt\//i)) return '这是演示文稿，不是Word文档'
  if (has(/activeX/i)) return '文件里有ActiveX控件'
  if (has(/^word\/embeddings\//i)) return '文件里嵌有其他文件'
  if (has(/^word\/afchunk/i)) return '文件里并入了其他文件'
  if (!names.includes('[Content_Types].xml') || !names.includes(mainPart)) return '不是Word文档，缺少正文'
  return null
}

/** Every part, by the directory at the end of the zip; what a part says of its own size is not believed. */
function unpacked(bytes: Uint8Array): Map<string, Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const parts = new Map<string, Uint8Array>()
  let at = file.readUInt32LE(end + 16)
  let total = 0
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const method = file.readUInt16LE(at + 10)
    const packed = file.readUInt32LE(at + 20)
    const [length, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
    const local = file.readUInt32LE(at + 42)
    const name = file.toString('utf8', at + 46, at + 46 + length)
    at += 46 + length + extra + comment
    if (name.endsWith('/')) continue
    const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const content = inflated(file.subarray(begin, begin + packed), method)
    total += content.length
    if (total > largest.unpacked || (content.length > 1_000_000 && content.length > packed * largest.ratio)) throw new Refusal('文件解开后过大')
    parts.set(name, content)
  }
  return parts
}

function inflated(packed: Buffer, method: number): Uint8Array {
  if (method === 0) return packed
  if (method !== 8) throw new Refusal('文件的压缩方式不认识')
  try {
    return inflateRawSync(packed, { maxOutputLength: largest.part })
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new Refusal('文件解开后过大', { cause }) : cause
  }
}

const textOf = (content: Uint8Array): string => {
  const mark = Buffer.from(content.subarray(0, 2)).toString('hex')
  return new TextDecoder(mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8', { fatal: true }).decode(content)
}

function packageOf(parts: ReadonlyMap<string, Uint8Array>): WordPackage {
  const word: WordPackage = { xml: new Map(), bytes: new Map() }
  let elements = 0
  for (const [name, content] of parts) {
    if (!/\.(?:xml|rels)$/i.test(name)) {
      word.bytes.set(name, content)
      continue
    }
    const root = parseXml(textOf(content))
    for (const _element of everyElement(root)) elements += 1
    if (elements > largest.elements) throw new Refusal('文件内容过多')
    word.xml.set(name, root)
  }
  return word
}

/** Throws Refusal where something in the parts may act on its own. */
function withoutDanger(word: WordPackage): WordPackage {
  const types = [...everyElement(word.xml.get('[Content_Types].xml') ?? { name: '', attributes: {}, children: [] })]
  if (types.some(({ attributes }) => /macroEnabled|vbaProject/i.test(attributes['ContentType'] ?? ''))) throw new Refusal('文件里有宏')
  const main = types.find(({ attributes }) => attributes['PartName'] === `/${mainPart}`)
  if (main === undefined || (main.attributes['ContentType'] !== mainType && !main.attributes['ContentType']?.endsWith('wordprocessingml.template.main+xml'))) throw new Refusal('不是Word文档，缺少正文')
  main.attributes['ContentType'] = mainType
  if (word.xml.get(mainPart)?.name !== 'w:document') throw new Refusal('不是Word文档，缺少正文')
  for (const [name, root] of word.xml) {
    for (const { name: element, attributes } of everyElement(root)) {
      if (element === 'w:altChunk') throw new Refusal('文件里并入了其他文件')
      if (element === 'w:control') throw new Refusal('文件里有ActiveX控件')
      if ((element === 'o:OLEObject' || element === 'w:objectEmbed') && attributes['Type'] !== 'Link') throw new Refusal('文件里嵌有其他文件')
    }
    if (name.endsWith('.rels') && [...everyElement(root)].some(({ attributes }) => /\/(?:vbaProject|control|aFChunk|package|oleObject)$/i.test(attributes['Type'] ?? '') && attributes['TargetMode'] !== 'External')) throw new Refusal('文件里嵌有其他文件')
  }
  return word
}

/** The parts as a Word file again. All entries have one date: the same parts give the same bytes. */
export function packWord({ xml, bytes }: WordPackage): Uint8Array {
  const zip = new PizZip()
  const date = new Date(1980, 0, 1)
  const written = [...[...xml].map(([name, root]): [string, string] => [name, writeXml(root)]), ...bytes]
  const inOrder = written.sort(([a], [b]) => (a === '[Content_Types].xml' ? -1 : b === '[Content_Types].xml' ? 1 : a < b ? -1 : 1))
  for (const [name, content] of inOrder) zip.file(name, content, { date, createFolders: false })
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' })
}
