import PizZip from 'pizzip'
import { AppError } from '../../../shared/errors/AppError.ts'
import { pack } from './docx.ts'

/** What belongs to one paper only and goes with it into the volume: pictures, and the feet of its pages. */
const carried = /\/(?:image|footer|header|hyperlink)$/
const documentPath = 'word/document.xml'
const relationsPath = 'word/_rels/document.xml.rels'
const typesPath = '[Content_Types].xml'
const emptyFooter = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:ftr>'
const footerType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml'
const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const textIn = (zip: PizZip, path: string): string => {
  const file = zip.file(path)
  if (!file) throw notMergeable(`缺少${path}`)
  return file.asText()
}
const notMergeable = (detail: string): AppError => new AppError('TEMPLATE_BROKEN', { params: { detail: `不能合成一个文件，${detail}` } })

/**
 * Word papers of one preset as one file, in the order given: each begins on a new page in a section of its own, with its own feet and pages
 * numbered from 1, as when it is printed alone. Styles and settings are those of the first; all shipped templates of a preset share them.
 */
export class WordVolume {
  readonly #zip: PizZip
  readonly #head: string
  readonly #styles: string
  readonly #papers: { body: string; section: string }[] = []
  readonly #relations: string[] = []
  /** Parts of the same bytes are kept once. */
  readonly #parts = new Map<string, string>()
  #types: string
  #nextId = 1

  constructor(first: Uint8Array) {
    this.#zip = new PizZip(first)
    const xml = textIn(this.#zip, documentPath)
    this.#head = xml.slice(0, xml.indexOf('<w:body>') + '<w:body>'.length)
    this.#styles = textIn(this.#zip, 'word/styles.xml')
    this.#types = textIn(this.#zip, typesPath)
    for (const relation of relationsOf(this.#zip)) {
      if (!carried.test(attributeOf(relation, 'Type'))) this.#relations.push(relation.replace(/ Id="[^"]*"/, ` Id="volume${this.#relations.length + 1}"`))
      else if (!isExternal(relation)) this.#removePart(partPath(relation))
    }
  }

  /** Appends a paper. Throws TEMPLATE_BROKEN for one that was made with other styles, or is no Word file of ours; then nothing is appended. */
  add(paper: Uint8Array): void {
    const from = new PizZip(paper)
    const xml = textIn(from, documentPath)
    if (textIn(from, 'word/styles.xml') !== this.#styles) throw notMergeable('样式和其他文书不同')
    const ending = /<w:sectPr(?:>| [^>]*>)(?:(?!<w:sectPr).)*<\/w:sectPr>(?=<\/w:body>)/s.exec(xml)
    if (!ending) throw notMergeable('末尾没有页面设置')
    const ids = new Map<string, string>()
    for (const relation of relationsOf(from)) if (carried.test(attributeOf(relation, 'Type'))) ids.set(attributeOf(relation, 'Id'), this.#carry(relation, from))
    const renamed = (part: string): string => part
      .replace(/( r:(?:id|embed|link|pict)=")([^"]*)"/g, (_all, name: string, id: string) => `${name}${ids.get(id) ?? id}"`)
      .replace(/(<wp:docPr [^>]*?\bid=")\d+"/g, (_all, start: string) => `${start}${this.#nextId++}"`)
    const start = xml.indexOf('<w:body>') + '<w:body>'.length
    // A paper with a prefix that the first one does not know says so itself.
    const unknown = [...xml.slice(0, start).matchAll(/xmlns:(\w+)="[^"]*"/g)].filter(([declared]) => !this.#head.includes(declared))
    const used = unknown.find(([, prefix]) => xml.slice(start).includes(`<${prefix}:`) && !xml.slice(start).includes(`xmlns:${prefix}=`))
    if (used) throw notMergeable('内容的格式和其他文书不同')
    this.#papers.push({ body: renamed(xml.slice(start, ending.index)), section: this.#section(renamed(ending[0])) })
  }

  /** The file. The same papers give the same bytes. */
  bytes(): Uint8Array {
    // The last section stands at the end of the document, all others in the last paragraph of their paper.
    const joined = this.#papers.map(({ body, section }, index) => (index === this.#papers.length - 1 ? body + section : endSection(body, section))).join('')
    this.#zip.file(documentPath, `${this.#head}${joined}</w:body></w:document>`)
    this.#zip.file(relationsPath, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${this.#relations.join('')}</Relationships>`)
    this.#zip.file(typesPath, this.#types)
    return pack(this.#zip)
  }

  /** A section begins on a new page with number 1. One without a foot would get that of the section before it: it gets an empty one. */
  #section(xml: string): string {
    const missing = ['default', 'even'].filter((type) => !new RegExp(`<w:footerReference [^>]*w:type="${type}"`).test(xml))
      .map((type) => `<w:footerReference w:type="${type}" r:id="${this.#addPart('footer', 'xml', emptyFooter, 'footer', footerType)}"/>`).join('')
    // Even an empty foot takes its place from the text, unless it stands in the margin.
    return (missing === '' ? xml : xml.replace(/ w:footer="\d+"/, ' w:footer="400"'))
      .replace(/<w:type [^>]*\/>/, '')
      .replace(/<w:sectPr(?:>| [^>]*>)/, `$&${missing}`)
      .replace(/<w:pgSz /, '<w:type w:val="nextPage"/>$&')
      .replace(/<w:pgNumType[^>]*\/>/, '<w:pgNumType w:start="1"/>')
  }

  #carry(relation: string, from: PizZip): string {
    const type = attributeOf(relation, 'Type').split('/').at(-1) ?? ''
    if (isExternal(relation)) return this.#relate(type, attributeOf(relation, 'Target'), ' TargetMode="External"')
    const path = partPath(relation)
    const bytes = from.file(path)?.asBinary()
    if (bytes === undefined) throw notMergeable(`缺少${path}`)
    // A foot with pictures of its own would lose them.
    if (from.file(path.replace(/([^/]*)$/, '_rels/$1.rels'))) throw notMergeable('页脚里有图片')
    const extension = path.split('.').at(-1) ?? ''
    return this.#addPart(type, extension, bytes, type, contentTypeOf(textIn(from, typesPath), path))
  }

  #addPart(kind: string, extension: string, bytes: string, type: string, contentType: string): string {
    const key = `${type} ${extension} ${bytes}`
    const known = this.#parts.get(key)
    if (known !== undefined) return known
    const name = kind === 'image' ? `media/volume${this.#parts.size + 1}.${extension}` : `${kind}-volume${this.#parts.size + 1}.${extension}`
    this.#zip.file(`word/${name}`, bytes, { binary: bytes !== emptyFooter, createFolders: false })
    this.#types = this.#types.replace('</Types>', `<Override ContentType="${contentType}" PartName="/word/${name}"/></Types>`)
    const id = this.#relate(type, name, '')
    this.#parts.set(key, id)
    return id
  }

  #relate(type: string, target: string, mode: string): string {
    const id = `volume${this.#relations.length + 1}`
    this.#relations.push(`<Relationship Id="${id}" Type="${relationType}/${type}" Target="${target}"${mode}/>`)
    return id
  }

  #removePart(path: string): void {
    this.#zip.remove(path)
    this.#types = this.#types.replace(new RegExp(`<Override [^>]*PartName="/${path.replaceAll('.', '\\.')}"[^>]*/>`), '')
  }
}

const relationsOf = (zip: PizZip): string[] => textIn(zip, relationsPath).match(/<Relationship [^>]*\/>/g) ?? []
const attributeOf = (element: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1] ?? ''
const isExternal = (relation: string): boolean => attributeOf(relation, 'TargetMode') === 'External'
const partPath = (relation: string): string => {
  const target = attributeOf(relation, 'Target')
  return target.startsWith('/') ? target.slice(1) : `word/${target}`
}

function contentTypeOf(types: string, path: string): string {
  const extension = path.split('.').at(-1) ?? ''
  const entry = (types.match(/<(?:Override|Default) [^>]*\/>/g) ?? []).find((element) => attributeOf(element, 'PartName') === `/${path}`)
    ?? (types.match(/<Default [^>]*\/>/g) ?? []).find((element) => attributeOf(element, 'Extension').toLowerCase() === extension.toLowerCase())
  if (!entry) throw notMergeable(`不知道${path}是什么`)
  return attributeOf(entry, 'ContentType')
}

const lowParagraph = (section: string): string => `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${section}</w:pPr></w:p>`

/** Puts the end of a section into the last paragraph, so that no empty one can go over to a page of its own; after a table into one too low to see. */
function endSection(body: string, section: string): string {
  const last = /<w:p(?: [^>]*)?>(?:<w:pPr>((?:(?!<\/w:pPr>).)*)<\/w:pPr>)?((?:(?!<w:p[ >]|<\/w:p>).)*)<\/w:p>$/s.exec(body)
  if (!last) return body + lowParagraph(section)
  return `${body.slice(0, last.index)}<w:p><w:pPr>${last[1] ?? ''}${section}</w:pPr>${last[2] ?? ''}</w:p>`
}
