import { mainPart, type WordPackage } from './openWord.ts'
import { childOf, elementsOf, isElement, type XmlElement, type XmlNode } from './xml.ts'

const textPart = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/
/** Parts with text: the body, then headers and footers by name. */
export const textParts = ({ xml }: WordPackage): string[] => [...xml.keys()].filter((name) => textPart.test(name)).sort((a, b) => (a === mainPart ? -1 : b === mainPart ? 1 : a < b ? -1 : 1))

/** Parts that a form does not need and that may name people, fetch or hide something. */
const dropped: readonly (readonly [form: RegExp, said: string])[] = [
  [/^docProps\//, '文件属性中的作者和单位'], [/^word\/(?:comments\w*|people)\.xml$/, '批注'], [/^customXml\//, '绑定的数据'], [/^word\/(?:glossary\/.*|webSettings\.xml|customizations\.xml|attachedToolbars\.bin)$/, ''],
  [/^word\/(?:_rels\/(?:settings|webSettings|comments\w*|people)\.xml\.rels)$/, ''], [/^_xmlsignatures\//, '数字签名'], [/^word\/printerSettings\//, ''], [/^word\/fonts\//, '随文件带的字体'],
]
/** What goes with its content. */
const removedElements = new Set(['w:del', 'w:moveFrom', 'w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference', 'w:proofErr', 'w:bookmarkStart', 'w:bookmarkEnd', 'w:permStart', 'w:permEnd', 'w:lastRenderedPageBreak',
  'w:moveFromRangeStart', 'w:moveFromRangeEnd', 'w:moveToRangeStart', 'w:moveToRangeEnd', 'w:rPrChange', 'w:pPrChange', 'w:tblPrChange', 'w:trPrChange', 'w:tcPrChange', 'w:sectPrChange', 'w:tblGridChange', 'w:numberingChange', 'w:cellIns', 'w:cellDel', 'w:cellMerge',
  'w:customXmlInsRangeStart', 'w:customXmlInsRangeEnd', 'w:customXmlDelRangeStart', 'w:customXmlDelRangeEnd', 'w:subDoc', 'w:annotationRef', 'w:object',
  'a:hlinkClick', 'a:hlinkHover', 'a:hlinkMouseOver', 'w:printerSettings', 'w:embedRegular', 'w:embedBold', 'w:embedItalic', 'w:embedBoldItalic'])
/** What goes and leaves its content. */
const unwrapped = new Set(['w:ins', 'w:moveTo', 'w:hyperlink', 'w:smartTag', 'w:customXml', 'w:sdt', 'w:sdtContent', 'mc:Choice', 'mc:Fallback', 'w:dir', 'w:bdo'])
const inSdt = new Set(['w:sdtPr', 'w:sdtEndPr', 'w:customXmlPr', 'w:smartTagPr'])
const keptFields = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i
const fetching = /^\s*(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|IMPORT|RD|AUTOTEXT|MERGEFIELD|DATABASE|HYPERLINK)\b/i

/** Takes out of a form what fetches, tells about people or is not to be printed; answers what it was, in words. Changes the package. */
export function cleanWord(word: WordPackage): string[] {
  const removed = new Set<string>()
  dropParts(word, removed)
  dropRelations(word, removed)
  for (const [name, root] of word.xml) {
    if (name === 'word/settings.xml') cleanSettings(root, removed)
    else if (/^word\/[^/]*\.xml$/.test(name)) {
      const held = word.xml.get(name.replace(/([^/]+)$/, '_rels/$1.rels'))
      const ids = new Set(elementsOf(held).map(({ attributes }) => attributes['Id'] ?? ''))
      cleanTree(root, ids, removed)
    }
  }
  removed.delete('')
  return [...removed]
}

function dropParts({ xml, bytes }: WordPackage, removed: Set<string>): void {
  const gone = (name: string) => dropped.find(([form]) => form.test(name))
  const names: string[] = []
  for (const parts of [xml, bytes]) {
    for (const name of parts.keys()) {
      const found = gone(name)
      if (!found) continue
      parts.delete(name)
      names.push(`/${name}`)
      removed.add(found[1])
    }
  }
  const types = xml.get('[Content_Types].xml')
  if (types) types.children = types.children.filter((node) => !isElement(node) || !names.includes(node.attributes['PartName'] ?? ''))
}

const relationWords: readonly (readonly [form: RegExp, said: string])[] = [[/hyperlink$/, '网页和文件的链接（文字保留）'], [/image$/, '链接到外部的图片'], [/attachedTemplate$/, '外部模板的链接'], [/oleObject$/, '外部对象的链接'], [/subDocument$/, '子文档的链接']]

/** A relation to something outside of the file, or to a part that went, goes. */
function dropRelations({ xml, bytes }: WordPackage, removed: Set<string>): void {
  for (const [name, root] of xml) {
    if (!name.endsWith('.rels')) continue
    const folder = name.replace(/_rels\/[^/]*$/, '')
    root.children = root.children.filter((node) => {
      if (!isElement(node)) return false
      const { Type: type = '', Target: target = '', TargetMode: mode } = node.attributes
      if (mode === 'External' || /^[a-z][a-z\d+.-]*:/i.test(target) || target.startsWith('\\\\') || target.startsWith('//')) {
        removed.add(relationWords.find(([form]) => form.test(type))?.[1] ?? '外部链接')
        return false
      }
      const path = decoded(target.startsWith('/') ? target.slice(1) : pathIn(folder, target))
      return xml.has(path) || bytes.has(path)
    })
  }
}
const decoded = (path: string): string => { try { return decodeURIComponent(path) } catch { return path } }
/** `../media/a.png` in `word/x/` is `word/media/a.png`. */
function pathIn(folder: string, target: string): string {
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

const settingsKept = new Set(['w:zoom', 'w:defaultTabStop', 'w:compat', 'w:evenAndOddHeaders', 'w:characterSpacingControl', 'w:drawingGridHorizontalSpacing', 'w:drawingGridVerticalSpacing', 'w:displayHorizontalDrawingGridEvery', 'w:displayVerticalDrawingGridEvery', 'w:mirrorMargins', 'w:bordersDoNotSurroundHeader', 'w:bordersDoNotSurroundFooter', 'w:noLineBreaksAfter', 'w:noLineBreaksBefore', 'w:themeFontLang', 'w:clrSchemeMapping', 'w:decimalSymbol', 'w:listSeparator'])
function cleanSettings(root: XmlElement, removed: Set<string>): void {
  const said: Record<string, string> = { 'w:attachedTemplate': '外部模板的链接', 'w:mailMerge': '邮件合并的数据来源', 'w:trackRevisions': '修订状态', 'w:documentProtection': '编辑限制' }
  root.children = root.children.filter((node) => {
    if (!isElement(node) || settingsKept.has(node.name)) return true
    removed.add(said[node.name] ?? '')
    return false
  })
}

/** One text part: links, fields, comments and changes; afterwards a paragraph holds its properties and runs, a run holds one thing. */
function cleanTree(element: XmlElement, relations: ReadonlySet<string>, removed: Set<string>): void {
  for (const name of Object.keys(element.attributes)) if (/^w:rsid|^w14:(?:paraId|textId)$/.test(name) || (/^(?:v|o):/.test(element.name) && /^(?:o:)?href$/.test(name))) dropAttribute(element, name)
  element.children = element.children.flatMap((node): XmlNode[] => {
    if (!isElement(node)) return [node]
    if (isDeletedRow(node)) { removed.add('修订痕迹（已接受插入、去掉删除）'); return [] }
    const kept = keptOf(node, relations, removed)
    for (const child of kept) if (isElement(child)) cleanTree(child, relations, removed)
    return kept
  })
  if (element.name === 'w:p') {
    element.children = withoutFields(element.children, removed)
  }
}
const dropAttribute = (element: XmlElement, name: string): void => { element.attributes = Object.fromEntries(Object.entries(element.attributes).filter(([key]) => key !== name)) }
const isDeletedRow = (node: XmlElement): boolean => node.name === 'w:tr' && childOf(childOf(node, 'w:trPr'), 'w:del') !== undefined

function keptOf(node: XmlElement, relations: ReadonlySet<string>, removed: Set<string>): XmlNode[] {
  if (node.name === 'w:del' || node.name === 'w:ins' || node.name === 'w:moveFrom' || node.name === 'w:moveTo') removed.add('修订痕迹（已接受插入、去掉删除）')
  if (removedElements.has(node.name) || inSdt.has(node.name)) return []
  if (node.name === 'w:sdt' && childOf(childOf(node, 'w:sdtPr'), 'w:dataBinding')) removed.add('绑定的数据')
  if (node.name === 'w:fldSimple') {
    const code = node.attributes['w:instr'] ?? ''
    if (keptFields.test(code)) return [node]
    if (fetching.test(code)) removed.add('自动取数的域（文字保留）')
    return node.children.flatMap((child) => (isElement(child) ? keptOf(child, relations, removed) : [child]))
  }
  if (node.name === 'mc:AlternateContent') {
    // All of its choices show the same: the first is for the newest Word, the fallback for the oldest.
    const shown = childOf(node, 'mc:Choice') ?? childOf(node, 'mc:Fallback')
    return shown === undefined ? [] : keptOf(shown, relations, removed)
  }
  if (unwrapped.has(node.name)) return node.children.flatMap((child) => (isElement(child) ? keptOf(child, relations, removed) : [child]))
  if ((node.name === 'w:drawing' || node.name === 'w:pict') && refersOutside(node, relations)) { removed.add('链接到外部的图片'); return [] }
  if (node.name === 'w:r') {
    const properties = childOf(node, 'w:rPr')
    const content = node.children.filter((child) => isElement(child) && child !== properties)
    const flat = content.flatMap((child) => (isElement(child) ? keptOf(child, relations, removed) : []))
    return flat.map((child) => ({ name: 'w:r', attributes: {}, children: properties ? [structuredClone(properties), child] : [child] }))
  }
  return [node]
}

/** Whether a picture asks for a part that is not in the file. */
const refersOutside = (node: XmlElement, relations: ReadonlySet<string>): boolean => {
  // Words in a box may be linked: their links go and the box stays.
  const isDrawn = !node.name.startsWith('w:') && !node.name.startsWith('a:hlink')
  const asks = isDrawn && Object.entries(node.attributes).some(([name, value]) => (name === 'r:link' && value !== '') || (/^r:(?:id|embed|pict|href)$/.test(name) && !relations.has(value)) || (name === 'src' && node.name.startsWith('v:')))
  return asks || node.children.some((child) => isElement(child) && refersOutside(child, relations))
}

/** Of a field over several runs only what it shows stays, but for page numbers. */
function withoutFields(children: readonly XmlNode[], removed: Set<string>): XmlNode[] {
  const out: XmlNode[] = []
  const open: { code: string; shows: boolean; begun: XmlNode[]; keep: boolean }[] = []
  for (const node of children) {
    const part = isElement(node) && node.name === 'w:r' ? elementsOf(node).find(({ name }) => name === 'w:fldChar' || name === 'w:instrText') : undefined
    const field = open[open.length - 1]
    const kind = part?.attributes['w:fldCharType']
    if (kind === 'begin') open.push({ code: '', shows: false, begun: [node], keep: false })
    else if (part?.name === 'w:instrText' && field) {
      field.code += part.children.join('')
      field.begun.push(node)
    } else if (kind === 'separate' && field) {
      field.shows = true
      field.keep = keptFields.test(field.code)
      if (fetching.test(field.code)) removed.add('自动取数的域（文字保留）')
      if (field.keep) out.push(...field.begun, node)
    } else if (kind === 'end' && field) {
      if (field.keep) out.push(node)
      else if (!field.shows && keptFields.test(field.code)) out.push(...field.begun, node)
      else if (fetching.test(field.code)) removed.add('自动取数的域（文字保留）')
      open.pop()
    } else if (part === undefined && (field === undefined || field.shows)) out.push(node)
  }
  return out
}
