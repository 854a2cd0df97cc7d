import { decodePDFRawStream, PDFDict, PDFName, PDFRawStream, PDFRef, type PDFDocument } from 'pdf-lib'

/**
 * Characters that share their glyph with an everyday one in Chinese fonts. Chromium names a glyph by any of them, so that
 * 马晓东 cannot be found or copied in its PDF. The pairs are those of Unicode's EquivalentUnifiedIdeograph that a Chinese
 * text can meet; the Kangxi radicals (U+2F00 to U+2FD5) come from NFKC.
 */
const pairs = '⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺓幺⺕彐⺗心⺘手⺝月⺞歹⺟母⺠民⺡水⺢水⺣火⺩王⺪疋⺫目⺬示⺭示⺮竹⺯糸⺰丝⺱网⺲网⺷羊⺸羊⺹老⺺聿⺻聿⺼月⺽臼⺾艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻏邑⻐钅⻑長⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲龟⻳龟戶户―—'
const everyday = new Map<string, string>()
for (let code = 0x2f00; code <= 0x2fd5; code++) everyday.set(String.fromCodePoint(code), String.fromCodePoint(code).normalize('NFKC'))
const listed = [...pairs]
for (let at = 0; at + 1 < listed.length; at += 2) everyday.set(listed[at] ?? '', listed[at + 1] ?? '')

const hex = (char: string): string => char.codePointAt(0)?.toString(16).padStart(4, '0').toUpperCase() ?? ''
const charOf = (code: string): string => String.fromCodePoint(Number.parseInt(code, 16))

/** The character that was printed with this glyph: itself, or its everyday form where only that stands in the paper. */
function meant(char: string, printed: ReadonlySet<string>): string {
  if (printed.has(char)) return char
  for (let other = everyday.get(char); other !== undefined; other = everyday.get(other)) if (printed.has(other)) return other
  return char
}

/**
 * Makes every glyph of a printed PDF name the character that was printed, so that its text can be searched and copied.
 * `printed` is the text of the page; nothing that stands in it is changed.
 */
export function nameGlyphs(pdf: PDFDocument, printed: string): void {
  const characters = new Set(printed)
  const { context } = pdf
  const maps = new Set<PDFRef>()
  for (const [, object] of context.enumerateIndirectObjects()) {
    const reference = object instanceof PDFDict ? object.get(PDFName.of('ToUnicode')) : undefined
    if (reference instanceof PDFRef) maps.add(reference)
  }
  for (const reference of maps) {
    const stream = context.lookup(reference)
    if (!(stream instanceof PDFRawStream)) continue
    const before = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
    const after = mendMap(before, characters)
    if (after !== before) context.assign(reference, context.flateStream(after))
  }
}

/** Rewrites the targets of a CMap; a range with a target to be changed becomes single entries. */
function mendMap(cmap: string, printed: ReadonlySet<string>): string {
  return cmap
    .replace(/beginbfchar([\s\S]*?)endbfchar/g, (_all, body: string) => `beginbfchar${body.replace(/<([0-9A-Fa-f]+)>(\s*)<([0-9A-Fa-f]{4})>/g, (_entry, from: string, gap: string, to: string) => `<${from}>${gap}<${hex(meant(charOf(to), printed))}>`)}endbfchar`)
    .replace(/\d+ beginbfrange([\s\S]*?)endbfrange/g, (all, body: string) => {
      const ranges = [...body.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>/g)].map(([, first = '', last = '', to = '']) => ({ first: Number.parseInt(first, 16), last: Number.parseInt(last, 16), to: Number.parseInt(to, 16) }))
      const entries = ranges.flatMap(({ first, last, to }) => Array.from({ length: last - first + 1 }, (_, n) => ({ glyph: first + n, char: String.fromCodePoint(to + n) })))
      if (entries.every(({ char }) => meant(char, printed) === char)) return all
      // At most 100 entries stand in one block (PDF 32000-1, 9.10.3).
      const blocks: string[] = []
      for (let at = 0; at < entries.length; at += 100) {
        const block = entries.slice(at, at + 100)
        blocks.push(`${block.length} beginbfchar\n${block.map(({ glyph, char }) => `<${glyph.toString(16).padStart(4, '0').toUpperCase()}> <${hex(meant(char, printed))}>`).join('\n')}\nendbfchar`)
      }
      return blocks.join('\n')
    })
}
