import { AlignmentType, Document, Footer, Packer, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx'
import { faces, line, page, styleIds, styles } from './templateParts.ts'
import { cleanPackage } from './templatePackage.ts'

/** 18 mm above and below, 15 mm at the sides of a page that lies, 20 mm of one that stands: the figures of electron/service/documents/sheetPage.ts. */
const above = 1021
const beside = { landscape: 850, portrait: 1134 }

/** The template of a list or form about people: its title, the line under it, and whatever tables the service draws. */
export async function makeSheetTemplate(orientation: 'landscape' | 'portrait'): Promise<Uint8Array> {
  const small = (children: ConstructorParameters<typeof TextRun>[0]) => new TextRun({ ...(typeof children === 'string' ? { text: children } : children), font: faces.song, size: 18 })
  const footer = new Footer({ children: [new Paragraph({ style: 'PageNumber', alignment: AlignmentType.CENTER, children: [small({ children: ['第', PageNumber.CURRENT, '页，共', PageNumber.TOTAL_PAGES, '页'] })] })] })
  const title = new Paragraph({ style: 'Title', spacing: { line: 560, before: 0, after: 80 }, children: [new TextRun({ text: '{标题}', size: 36 })] })
  const info = new Paragraph({ style: 'TableDense', alignment: AlignmentType.LEFT, spacing: { line: 320, before: 0, after: 80 }, children: [new TextRun({ text: '{填报}', font: faces.song })] })
  const made = new Document({
    creator: '', lastModifiedBy: '', styles: styles('table'),
    sections: [{
      properties: { page: { size: { width: page.width, height: page.height, orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }, margin: { top: above, bottom: above, left: beside[orientation], right: beside[orientation], header: 500, footer: 500, gutter: 0 } } },
      footers: { default: footer },
      children: [title, info, line('TableText', '{@正文}')],
    }],
  })
  return cleanPackage(await Packer.toBuffer(made), styleIds)
}
