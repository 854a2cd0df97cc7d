// A small reader of XML for untrusted Word files: no DTD, no entity but the five, a limit on depth and size. Order and text are kept.

export interface XmlElement { name: string; attributes: Record<string, string>; children: XmlNode[] }
export type XmlNode = XmlElement | string

/** Why a text is no XML that is read here: 'unsafe' for a DTD or an entity, 'broken' for anything else. */
export class XmlFault extends Error {
  readonly reason: 'unsafe' | 'broken'
  constructor(reason: 'unsafe' | 'broken') {
    super(reason)
    this.reason = reason
  }
}

const mostDepth = 200
/** Longer tags than any that Word writes; they would be slow to read. */
const longestTag = 500_000
const mostAttributes = 200
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** What XML 1.0 does not allow, whether written or meant by a number. */
export const forbiddenInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/** Text with its entities resolved: the five, and numbers. Throws XmlFault. */
export function decodeXmlText(text: string): string {
  if (forbiddenInXml.test(text)) throw new XmlFault('broken')
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw new XmlFault('broken')
    const known = named[name]
    if (known !== undefined) return known
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
    if (!number) throw new XmlFault('unsafe')
    const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) throw new XmlFault('broken')
    const char = String.fromCodePoint(code)
    if (forbiddenInXml.test(char)) throw new XmlFault('broken')
    return char
  })
}

const encodeText = (text: string): string => text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))
const encodeAttribute = (text: string): string => encodeText(text).replaceAll('"', '&quot;').replace(/[\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`)

/** Throws XmlFault. */
export function parseXml(source: string): XmlElement {
  if (/<!DOCTYPE|<!ENTITY/i.test(source)) throw new XmlFault('unsafe')
  const holder: XmlElement = { name: '', attributes: {}, children: [] }
  const open: XmlElement[] = [holder]
  const text = source.replace(/^\ufeff/, '')
  for (let at = 0; at < text.length;) {
    const parent = open[open.length - 1] ?? holder
    if (text[at] !== '<') {
      const end = text.indexOf('<', at)
      const piece = decodeXmlText(text.slice(at, end === -1 ? text.length : end))
      if (parent === holder && piece.trim() !== '') throw new XmlFault('broken')
      if (parent !== holder && piece !== '') parent.children.push(piece)
      at = end === -1 ? text.length : end
      continue
    }
    const skipped = passedOver(text, at)
    if (skipped !== null) {
      if (skipped.text !== '') parent.children.push(skipped.text)
      at = skipped.end
      continue
    }
    const end = tagEnd(text, at)
    if (end - at > longestTag) throw new XmlFault('unsafe')
    const tag = text.slice(at + 1, end)
    at = end + 1
    if (tag.startsWith('/')) {
      if (open.length === 1 || open.pop()?.name !== tag.slice(1).trim()) throw new XmlFault('broken')
      continue
    }
    const element = readTag(tag.endsWith('/') ? tag.slice(0, -1) : tag)
    parent.children.push(element)
    if (!tag.endsWith('/')) open.push(element)
    if (open.length > mostDepth) throw new XmlFault('unsafe')
  }
  const [root, ...more] = holder.children
  if (open.length !== 1 || root === undefined || typeof root === 'string' || more.length > 0) throw new XmlFault('broken')
  return root
}

/** A comment or an instruction is passed over, a CDATA section is text. */
function passedOver(text: string, at: number): { end: number; text: string } | null {
  for (const [start, stop] of [['<!--', '-->'], ['<?', '?>'], ['<![CDATA[', ']]>']] as const) {
    if (!text.startsWith(start, at)) continue
    const end = text.indexOf(stop, at + start.length)
    if (end === -1) throw new XmlFault('broken')
    return { end: end + stop.length, text: start === '<![CDATA[' ? text.slice(at + start.length, end) : '' }
  }
  return null
}

/** Where a tag ends; a > in quotes does not end it. */
function tagEnd(text: string, from: number): number {
  let quote = ''
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at] ?? ''
    if (quote !== '') { if (char === quote) quote = '' } else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at
    else if (char === '<') break
  }
  throw new XmlFault('broken')
}

const nameForm = /^[\p{L}_][\p{L}\p{N}_.:-]*/u
const attributeForm = /\s+([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy

function readTag(tag: string): XmlElement {
  const name = nameForm.exec(tag)?.[0]
  if (name === undefined) throw new XmlFault('broken')
  const attributes: Record<string, string> = {}
  let at = name.length
  for (let count = 0; at < tag.length && tag.slice(at).trim() !== ''; count++) {
    if (count > mostAttributes) throw new XmlFault('unsafe')
    attributeForm.lastIndex = at
    const found = attributeForm.exec(tag)
    const key = found?.[1]
    if (!found || key === undefined || Object.hasOwn(attributes, key)) throw new XmlFault('broken')
    attributes[key] = decodeXmlText(found[2] ?? found[3] ?? '')
    at = attributeForm.lastIndex
  }
  return { name, attributes, children: [] }
}

const write = (node: XmlNode): string => {
  if (typeof node === 'string') return encodeText(node)
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${encodeAttribute(value)}"`).join('')
  return node.children.length === 0 ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${node.children.map(write).join('')}</${node.name}>`
}
export const writeXml = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${write(root)}`

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'
export const elementsOf = (parent: XmlElement | undefined, name?: string): XmlElement[] => (parent?.children ?? []).filter((node): node is XmlElement => typeof node !== 'string' && (name === undefined || node.name === name))
export const childOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined => elementsOf(parent, name)[0]
/** The value of a child's w:val, or undefined. */
export const valueOf = (parent: XmlElement | undefined, name: string): string | undefined => childOf(parent, name)?.attributes['w:val']
export const el = (name: string, attributes: Record<string, string> = {}, children: XmlNode[] = []): XmlElement => ({ name, attributes, children })
export const copyOf = (element: XmlElement): XmlElement => structuredClone(element)

/** All elements below one, itself first, in the order of the text. */
export function* everyElement(root: XmlElement): Generator<XmlElement> {
  yield root
  for (const child of root.children) if (typeof child !== 'string') yield* everyElement(child)
}
