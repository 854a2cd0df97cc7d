import PizZip from 'pizzip'
import { fontList } from '../../documents/printStyle.ts'
import { htmlPage } from '../../documents/printPage.ts'
import { escapeHtml } from '../../documents/html.ts'
import { pack } from '../../documents/docx.ts'
import type { PersonalData } from './personalData.ts'

const style = `
@page { size: A4; margin: 30mm 24mm 28mm 26mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { color: #000; background: #fff; }
body { width: 160mm; font: 12pt/20pt ${fontList('song')}; overflow-wrap: anywhere; }
h1 { font: 20pt/32pt ${fontList('title')}; text-align: center; margin-bottom: 8pt; }
h2 { font: 14pt/24pt ${fontList('hei')}; margin: 12pt 0 4pt; break-after: avoid; }
p.lead { margin-bottom: 6pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
td { border: 0.5pt solid #000; padding: 2pt 5pt; vertical-align: top; }
td:first-child { width: 42mm; }
tr { break-inside: avoid; }`

const escape = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>')

/** The print page: static, every word escaped. */
export const personalDataHtml = ({ title, lead, parts }: PersonalData): string => htmlPage(`<body><h1>${escape(title)}</h1><p class="lead">${escape(lead)}</p>${parts.map(({ heading, rows }) =>
  `<h2>${escape(heading)}</h2><table>${rows.map(([label, text]) => `<tr><td>${escape(label)}</td><td>${escape(text)}</td></tr>`).join('')}</table>`).join('')}</body>`, style)

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const run = (text: string, size: number, face: string): string => text.split('\n').map((line, index) => `<w:r><w:rPr><w:rFonts w:ascii="${face}" w:hAnsi="${face}" w:eastAsia="${face}"/><w:sz w:val="${size}"/></w:rPr>${index > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${escapeHtml(line)}</w:t></w:r>`).join('')
const paragraph = (text: string, { size = 24, face = '宋体', align = 'left', keep = false, before = 0 } = {}): string => `<w:p><w:pPr>${keep ? '<w:keepNext/>' : ''}<w:spacing w:before="${before}" w:line="320" w:lineRule="auto"/><w:jc w:val="${align}"/></w:pPr>${run(text, size, face)}</w:p>`
const widths = [2400, 6700] as const
const cell = (text: string, width: number): string => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(text)}</w:tc>`
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`).join('')
const table = (rows: PersonalData['parts'][number]['rows']): string => `<w:tbl><w:tblPr><w:tblW w:w="${widths[0] + widths[1]}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${widths[0]}"/><w:gridCol w:w="${widths[1]}"/></w:tblGrid>${rows.map(([label, text]) =>
  `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(label, widths[0])}${cell(text, widths[1])}</w:tr>`).join('')}</w:tbl>`

/** The Word file: three parts, no properties, no trace of who made it. */
export function personalDataWord({ title, lead, parts }: PersonalData): Uint8Array {
  const body = paragraph(title, { size: 40, face: '黑体', align: 'center' }) + paragraph(lead) + parts.map(({ heading, rows }) => paragraph(heading, { size: 28, face: '黑体', keep: true, before: 200 }) + table(rows)).join('') + paragraph('')
  const zip = new PizZip()
  zip.file('[Content_Types].xml', `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)
  zip.file('_rels/.rels', `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)
  zip.file('word/document.xml', `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1360" w:bottom="1590" w:left="1474" w:header="850" w:footer="990" w:gutter="0"/></w:sectPr></w:body></w:document>`)
  return pack(zip)
}
