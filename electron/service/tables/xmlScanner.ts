import { decodeXmlText, forbiddenInXml, XmlFault } from '../documents/own/xml.ts'

export type Attributes = ReadonlyMap<string, string>
/** Names come without their prefix, attributes with it. The map is used again for the next element. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(piece: string): void
}

const most = { depth: 200, attributes: 200, held: 500_000 }
const nameForm = /^[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?$/u
const [tab, line, feed, blank, slash, less, equals, greater, quote, apostrophe] = [9, 10, 13, 32, 47, 60, 61, 62, 34, 39]
const isBlank = (code: number): boolean => code === blank || code === line || code === feed || code === tab

/**
 * Reads XML that comes in pieces, for parts too large to be held as a tree. As strict as parseXml of documents/own/xml.ts:
 * no DTD, no entity but the five, a limit on depth and on what is held back. Throws XmlFault.
 */
export class XmlScanner {
  readonly #listener: XmlListener
  readonly #names = new Map<string, string>()
  readonly #attributes = new Map<string, string>()
  readonly #stack: string[] = []
  #held = ''
  #isRooted = false

  constructor(listener: XmlListener) { this.#listener = listener }

  feed(piece: string): void {
    if (forbiddenInXml.test(piece)) throw new XmlFault('broken')
    const text = this.#held === '' ? piece : this.#held + piece
    let at = 0
    for (;;) {
      const start = text.indexOf('<', at)
      if (start === -1) break
      if (start > at) this.#text(text.slice(at, start))
      at = start
      const next = this.#markup(text, start)
      if (next === -1) break
      at = next
    }
    this.#held = text.slice(at)
    if (this.#held.length > most.held) throw new XmlFault('unsafe')
  }

  end(): void {
    if (this.#held.trim() !== '' || this.#stack.length > 0 || !this.#isRooted) throw new XmlFault('broken')
  }

  #text(raw: string): void {
    if (this.#stack.length === 0) {
      if (raw.replace(/^\ufeff/, '').trim() !== '') throw new XmlFault('broken')
    } else this.#listener.text(raw.includes('&') ? decodeXmlText(raw) : raw)
  }

  /** Where what begins at `start` ends, or -1 where its end has not come yet. */
  #markup(text: string, start: number): number {
    const second = text.charCodeAt(start + 1)
    if (second === slash) return this.#closing(text, start)
    if (second === 33 || second === 63) return this.#passedOver(text, start)
    return Number.isNaN(second) ? -1 : this.#opening(text, start)
  }

  #closing(text: string, start: number): number {
    const end = text.indexOf('>', start)
    if (end === -1) return -1
    const name = text.slice(start + 2, end)
    if (this.#stack.pop() !== (name.endsWith(' ') ? name.trimEnd() : name)) throw new XmlFault('broken')
    this.#listener.close(this.#localName(name.trimEnd()))
    return end + 1
  }

  #passedOver(text: string, start: number): number {
    for (const [begin, stop] of [['<!--', '-->'], ['<?', '?>'], ['<![CDATA[', ']]>']] as const) {
      if (!text.startsWith(begin, start)) continue
      const end = text.indexOf(stop, start + begin.length)
      if (end === -1) return -1
      if (begin === '<![CDATA[') {
        if (this.#stack.length === 0) throw new XmlFault('broken')
        this.#listener.text(text.slice(start + begin.length, end))
      }
      return end + stop.length
    }
    // Not yet known what it is, or a DTD.
    if (text.length - start < 9 && !/^<!D/i.test(text.slice(start))) return -1
    throw new XmlFault('unsafe')
  }

  #opening(text: string, start: number): number {
    let at = start + 1
    let code = text.charCodeAt(at)
    while (at < text.length && !isBlank(code) && code !== slash && code !== greater) code = text.charCodeAt(++at)
    if (at >= text.length) return -1
    const name = text.slice(start + 1, at)
    const attributes = this.#attributes
    attributes.clear()
    for (;;) {
      const from = at
      while (isBlank(code)) code = text.charCodeAt(++at)
      if (at >= text.length) return -1
      if (code === greater) return this.#opened(name, false, at + 1)
      if (code === slash) {
        if (at + 1 >= text.length) return -1
        if (text.charCodeAt(at + 1) !== greater) throw new XmlFault('broken')
        return this.#opened(name, true, at + 2)
      }
      const key = at
      while (at < text.length && code !== equals && !isBlank(code) && code !== greater && code !== less && code !== slash) code = text.charCodeAt(++at)
      const keyEnd = at
      while (isBlank(code)) code = text.charCodeAt(++at)
      if (at >= text.length) return -1
      if (code !== equals || from === key) throw new XmlFault('broken')
      code = text.charCodeAt(++at)
      while (isBlank(code)) code = text.charCodeAt(++at)
      if (at >= text.length) return -1
      if (code !== quote && code !== apostrophe) throw new XmlFault('broken')
      const end = text.indexOf(code === quote ? '"' : "'", at + 1)
      if (end === -1) return -1
      this.#attribute(text.slice(key, keyEnd), text.slice(at + 1, end))
      at = end + 1
      code = text.charCodeAt(at)
      if (at >= text.length) return -1
    }
  }

  #attribute(key: string, raw: string): void {
    this.#localName(key)
    if (raw.includes('<') || this.#attributes.has(key)) throw new XmlFault('broken')
    this.#attributes.set(key, raw.includes('&') ? decodeXmlText(raw) : raw)
    if (this.#attributes.size > most.attributes) throw new XmlFault('unsafe')
  }

  #opened(name: string, isEmpty: boolean, next: number): number {
    const local = this.#localName(name)
    if (this.#stack.length === 0 && this.#isRooted) throw new XmlFault('broken')
    this.#isRooted = true
    if (!isEmpty) this.#stack.push(name)
    if (this.#stack.length > most.depth) throw new XmlFault('unsafe')
    this.#listener.open(local, this.#attributes)
    if (isEmpty) this.#listener.close(local)
    return next
  }

  /** Names repeat, so each is looked at once; a file with ever new names is no table. */
  #localName(name: string): string {
    const known = this.#names.get(name)
    if (known !== undefined) return known
    if (!nameForm.test(name)) throw new XmlFault('broken')
    if (this.#names.size > 5000) throw new XmlFault('unsafe')
    const local = name.slice(name.indexOf(':') + 1)
    this.#names.set(name, local)
    return local
  }
}
