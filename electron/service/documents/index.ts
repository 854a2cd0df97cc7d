/** The door of the room: a record becomes a paper, a paper becomes a Word file or a PDF, and bytes become a file. */
export { buildPaper } from './paper.ts'
export type { Paper, PaperSource } from './paper.ts'
export { fillWord } from './docx.ts'
export { paperText } from './paperText.ts'
export { printHtml } from './printPage.ts'
export { fontProbeHtml, fontsOf, makePdf, pdfOfPage } from './pdf.ts'
export type { PrintPage } from './pdf.ts'
export { expectFolder, unusedPath, writeAtomically } from './writeFile.ts'
