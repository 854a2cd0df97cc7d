import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Docxtemplater, { type DXT } from 'docxtemplater'
import InspectModule from 'docxtemplater/js/inspect-module.js'
import PizZip from 'pizzip'
import { AppError } from '../../../shared/errors/AppError.ts'
import type { Paper } from './paper.ts'
import { addPhotos } from './wordPhotos.ts'
import { wordTags, type Tags } from './wordTags.ts'

/** The template of a paper, made by build/scripts/make-templates.ts. */
export const templateFileName = ({ document, preset }: Pick<Paper, 'document' | 'preset'>): string => `${document}-${preset}.docx`

/**
 * The Word file of a paper. The same paper gives the same bytes.
 * Throws TEMPLATE_BROKEN where the template is missing, is no Word file, has a faulty or unknown tag, or lacks one that the paper fills.
 */
export function fillWord(paper: Paper, templatesFolder: string): Uint8Array {
  const zip = fillTemplate(join(templatesFolder, templateFileName(paper)), wordTags(paper))
  const documentPath = 'word/document.xml'
  zip.file(documentPath, spreadNames(keepEndingWithText(zip.file(documentPath)?.asText() ?? '')))
  addPhotos(zip, paper)
  return pack(zip)
}

/** A template with its tags filled, not packed yet; {@名称} takes paragraphs and tables as they are. Throws TEMPLATE_BROKEN. */
export function fillTemplate(path: string, tags: Tags): PizZip {
  const zip = openTemplate(path)
  const unknown = new Set<string>()
  const inspector = tagInspector()
  try {
    const template = new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      stripInvalidXMLChars: true,
      errorLogging: false,
      modules: [inspector],
      nullGetter: (part) => {
        unknown.add(part.value)
        return ''
      },
    })
    template.render(tags)
  } catch (cause) {
    throw new AppError('TEMPLATE_BROKEN', { cause, params: { detail: faultInWords(cause) } })
  }
  if (unknown.size > 0) throw new AppError('TEMPLATE_BROKEN', { params: { detail: `标签${inBraces(unknown)}没有对应的内容` } })
  // What the template has no place for would be missing from the paper without a word.
  const missing = tagsMissing(tags, inspector.getAllTags())
  if (missing.length > 0) throw new AppError('TEMPLATE_BROKEN', { params: { detail: `缺少标签${inBraces(missing)}` } })
  return zip
}

/** Tells the tags of a template. InspectModule would also copy every stage of the parsing, which took a fifth of the time of filling a form. */
function tagInspector(): InspectModule {
  const inspector = new InspectModule()
  const module: DXT.Module = inspector
  const set = module.set?.bind(inspector)
  module.set = (told: { inspect?: object }) => {
    if (!['xmllexed', 'lexed', 'parsed'].some((stage) => stage in (told.inspect ?? {}))) set?.(told)
  }
  return inspector
}

/** A filled form of the unit's own with the page of photos that ends its record; the same file where there are none. */
export function withPhotoPage(bytes: Uint8Array, paper: Paper): Uint8Array {
  if (paper.document !== 'record' || paper.photos.length === 0) return bytes
  const zip = new PizZip(bytes)
  addPhotos(zip, paper)
  return pack(zip)
}

const inBraces = (tags: Iterable<string>): string => [...tags].map((tag) => `{${tag}}`).join('、')

function openTemplate(path: string): PizZip {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new AppError('TEMPLATE_BROKEN', { cause, params: { detail: '模板文件不见了' } })
  }
  try {
    return new PizZip(bytes)
  } catch (cause) {
    throw new AppError('TEMPLATE_BROKEN', { cause, params: { detail: '模板不是Word文件，或已损坏' } })
  }
}

/** The tags a paper fills and a template does not have. Tags inside a list are asked for only where the list has an entry. */
function tagsMissing(tags: Tags, found: Record<string, unknown>): string[] {
  return Object.entries(tags).flatMap(([tag, value]) => {
    const inside = found[tag]
    if (inside === undefined) return [tag]
    if (typeof value === 'string') return []
    const first = value.find((element): element is Tags => typeof element !== 'string')
    return first === undefined ? [] : tagsMissing(first, inside as Record<string, unknown>)
  })
}

/** docxtemplater's own errors in Chinese; anything else is a file that cannot be read. */
function faultInWords(cause: unknown): string {
  const faults: Record<string, string> = {
    unopened_tag: '标签没有开头', unclosed_tag: '标签没有结尾', unclosed_loop: '循环没有结尾', unopened_loop: '循环没有开头',
    closing_tag_does_not_match_opening_tag: '循环的开头和结尾不是一个', duplicate_open_tag: '标签的开头写了两次', duplicate_close_tag: '标签的结尾写了两次',
  }
  const { properties } = cause as { properties?: { id?: string; xtag?: string; errors?: { properties?: { id?: string; xtag?: string } }[] } }
  const first = properties?.errors?.[0]?.properties ?? properties
  const fault = faults[first?.id ?? '']
  if (fault === undefined) return '模板不是Word文件，或已损坏'
  return first?.xtag === undefined || first.xtag === '' ? fault : `${fault}（${first.xtag}）`
}

/**
 * The line to sign, or the 署名 with its date, never stands alone on a page: the paragraph (or table row) before it is kept with
 * it (GB/T 9704 7.3.5). Only here, since a template cannot know which of its lists ends the text.
 */
export function keepEndingWithText(xml: string): string {
  const ending = xml.search(/<w:pStyle w:val="(?:Signing|TableSigning|Sender)"\/>/)
  if (ending === -1) return xml
  const startBefore = (block: string, at: number) => Math.max(xml.lastIndexOf(`<${block}>`, at), xml.lastIndexOf(`<${block} `, at))
  const inRow = xml.startsWith('<w:pStyle w:val="Table', ending)
  const end = startBefore(inRow ? 'w:tr' : 'w:p', ending)
  const start = startBefore(inRow || xml.slice(0, end).endsWith('</w:tbl>') ? 'w:tr' : 'w:p', end - 1)
  // A table may end with two rows to sign.
  const until = inRow ? startBefore('w:tr', xml.length) : end
  const kept = xml.slice(start, until).replace(/(<w:pStyle w:val="[^"]*"\/>)(?!<w:keepNext)/g, '$1<w:keepNext/>')
  return xml.slice(0, start) + kept + xml.slice(until)
}

/**
 * In a column of names one of two characters is as wide as one of three (王　强). By the distance of its characters, not by a blank: the
 * name stays one word to search and to copy.
 */
const spreadNames = (xml: string): string =>
  xml.replace(/(<w:pStyle w:val="TableName(Dense)?"\/><\/w:pPr><w:r>)(<w:t xml:space="preserve">)(\p{Script=Han})(\p{Script=Han}<\/w:t>)/gu, (_name, start: string, dense: string | undefined, text: string, first: string, last: string) =>
    `${start}<w:rPr><w:spacing w:val="${dense === undefined ? 280 : 210}"/></w:rPr>${text}${first}</w:t></w:r><w:r>${text}${last}`)

/**
 * A zip holds the time of every entry: all of them are the same day, so that the file tells nothing and is always the same. What the
 * template does not fill keeps its compressed bytes.
 */
export function pack(zip: PizZip): Uint8Array {
  const date = new Date(1980, 0, 1)
  for (const [name, file] of Object.entries(zip.files)) {
    if (file.dir) Reflect.deleteProperty(zip.files, name)
    else file.date = date
  }
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' })
}
