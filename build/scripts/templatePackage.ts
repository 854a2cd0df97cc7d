import PizZip from 'pizzip'
import { fontTable } from './templateFonts.ts'

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** Parts that docx writes and these papers do not use; the theme is named after a vendor. */
const unused = /^(?:docProps\/custom\.xml|word\/(?:numbering|footnotes|endnotes)\.xml|word\/theme\/.*|word\/_rels\/(?!document).*)$/

const emptyProperties = `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy></cp:coreProperties>`

/**
 * What docx packed, without a trace of who made it, when and with what: empty properties, no revision, no vendor's theme, the
 * same day on every entry of the zip. The same template gives the same bytes on every computer.
 * @param usedStyles the style ids to keep
 */
export function cleanPackage(packed: Uint8Array, usedStyles: readonly string[]): Uint8Array {
  const from = new PizZip(packed)
  const to = new PizZip()
  const date = new Date(1980, 0, 1)
  for (const [name, file] of Object.entries(from.files)) {
    if (file.dir || unused.test(name)) continue
    to.file(name, cleanPart(name, file.asText(), usedStyles), { date, createFolders: false })
  }
  return to.generate({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' })
}

/**
 * What docx has no word for. Figures stand among Chinese characters without a gap, and no mark hangs out of 版心 at the end of a line. A page is filled to its last line (GB/T 9704:
 * 22 lines): no paragraph moves because its first or last line would be alone; in a table it does,
 * so that a row of two lines is not parted. A title of two lines and the low rows of a 签到表 keep their own line height.
 */
const completeStyles = (styles: string): string => styles
  .replace('<w:name w:val="Normal"/><w:qFormat/>', '$&<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr>')
  .replace(/(<w:style [^>]*w:styleId="Title".*?)(<w:spacing )/s, '$1<w:snapToGrid w:val="0"/>$2')
  .replace(/(<w:style [^>]*w:styleId="TableDense".*?)(<w:spacing )/s, '$1<w:snapToGrid w:val="0"/>$2')
  .replace(/(<w:style [^>]*w:styleId="TableNameDense".*?)(<w:spacing )/s, '$1<w:snapToGrid w:val="0"/>$2')
  .replace(/w:styleId="TableText".*?<w:pPr>/s, '$&<w:widowControl/>')

function cleanPart(name: string, text: string, usedStyles: readonly string[]): string {
  switch (name) {
    case 'docProps/core.xml': return emptyProperties
    case 'word/fontTable.xml': return fontTable()
    case '[Content_Types].xml':
      return text.replace(/<Override [^>]*PartName="\/([^"]*)"[^>]*\/>/g, (part, path: string) => (unused.test(path) ? '' : part))
        .replace(/<Default [^>]*Extension="(?:png|jpeg|jpg|bmp|gif|svg|odttf)"[^>]*\/>/g, '')
    case '_rels/.rels': case 'word/_rels/document.xml.rels':
      return text.replace(/<Relationship [^>]*Target="([^"]*)"[^>]*\/>/g, (part, target: string) => (unused.test(name.startsWith('word') ? `word/${target}` : target) ? '' : part))
    case 'word/styles.xml':
      return completeStyles(text.replace(/<w:style .*?<\/w:style>/gs, (style) => (usedStyles.includes(/w:styleId="([^"]*)"/.exec(style)?.[1] ?? '') ? style : '')))
    case 'word/settings.xml':
      // Every character keeps its cell of the grid; a line that ends in a break is not stretched.
      return text.replace('<w:displayBackgroundShape/>', '').replace('<w:compat>', '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>')
    default: return text
  }
}
