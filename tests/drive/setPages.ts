// Where the words of a PDF stand on its pages, in millimetres from the top left corner, as a ruler would measure them.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

const millimetres = 25.4 / 72

/** One line of type: `baseline`, `left` and `right` in millimetres, `size` in points. */
export interface SetLine { text: string; baseline: number; left: number; right: number; size: number }
/** `text`: the words in the order in which they were written, without blanks; `lines` from top to bottom; `number`: the line of the page number. */
export interface SetPage { text: string; lines: SetLine[]; number: SetLine | null }

interface Piece { str: string; x: number; y: number; width: number; size: number }

export async function readPages(bytes: Uint8Array): Promise<SetPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
  const pdf = await task.promise
  const pages: SetPage[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const pieces = items.flatMap((item): Piece[] => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , scale = 0, x = 0, y = 0] = item.transform as number[]
      return [{ str: item.str, x, y: height - y, width: item.width, size: Math.abs(scale) }]
    })
    const lines = linesOf(pieces)
    const isNumber = ({ text }: SetLine) => bare(text) === `—${number}—`
    const text = bare(pieces.map(({ str }) => str).join('')).replace(new RegExp(`—${number}—(?=$)|^—${number}—`), '')
    pages.push({ text, lines: lines.filter((line) => !isNumber(line)), number: lines.find(isNumber) ?? null })
  }
  await task.destroy()
  return pages
}

export const bare = (text: string): string => text.replace(/\s+/g, '')

/** Pieces on one baseline and without a gap of more than three characters are one line. */
function linesOf(pieces: readonly Piece[]): SetLine[] {
  const lines: SetLine[] = []
  for (const { str, x, y, width, size } of pieces.toSorted((a, b) => (Math.abs(a.y - b.y) < 1 ? a.x - b.x : a.y - b.y))) {
    const last = lines.at(-1)
    const [left, right, baseline] = [x * millimetres, (x + width) * millimetres, y * millimetres]
    if (last && Math.abs(last.baseline - baseline) < 0.4 && left - last.right < size * millimetres * 3) {
      last.text += str
      last.right = Math.max(last.right, right)
    } else lines.push({ text: str, baseline, left, right, size })
  }
  return lines
}
