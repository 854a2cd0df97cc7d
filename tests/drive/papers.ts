// Reads exported papers again, as a reader would see them.
import { readFileSync } from 'node:fs'
import PizZip from 'pizzip'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The text of a Word file, its paragraphs as lines. */
export const textOfWord = (file: string): string => wordsOfWord(readFileSync(file))

export function wordsOfWord(bytes: Uint8Array): string {
  const xml = new PizZip(bytes).file('word/document.xml')?.asText() ?? ''
  return xml.replace(/<\/w:p>|<w:br\/>/g, '\n').replace(/<[^>]+>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

/** The text of a PDF without blanks and page numbers, and how many pages it has. */
export async function textOfPdf(file: string): Promise<{ text: string; pages: number }> {
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), useSystemFonts: false, verbosity: 0 })
  const pdf = await task.promise
  let text = ''
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    text += items.map((item) => ('str' in item ? item.str : '')).join('')
  }
  await task.destroy()
  return { text: text.replace(/\s+/g, '').replace(/—\d+—/g, ''), pages: pdf.numPages }
}
