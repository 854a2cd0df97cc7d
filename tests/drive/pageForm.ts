// Measures set pages against GB/T 9704 (domain rules section 5.2). Answers what is wrong, in words; an empty list is a page as it should be.
import type { DocumentName, DocumentPreset } from '../../shared/domain/documents.ts'
import { bare, type SetLine, type SetPage } from './setPages.ts'

/** 版心 in millimetres from the top left corner, and what may be off. */
const area = { left: 28, right: 184, top: 37, bottom: 262 }
const allowed = 1
const linesAPage = 22
const charactersALine = 28
const pitch = (area.bottom - area.top) / linesAPage
const point = 25.4 / 72
/** The middle of a Chinese character above its baseline, in parts of its size. */
const middle = 0.38

const off = (measured: number, wanted: number): boolean => Math.abs(measured - wanted) > allowed
const mm = (value: number): string => `${value.toFixed(1)} mm`

interface SetPaper { document: DocumentName; preset: DocumentPreset; paragraphs: readonly string[]; byLibreOffice?: boolean }

/**
 * All of it, as far as it holds for this paper. Ballots have neither the margins of a letter nor numbers. `byLibreOffice`: it heeds no
 * overflowPunct, and a Word file has no means to keep a year and its 年 on one line without a mark in the text.
 */
export function faultsOfForm(pages: readonly SetPage[], { document, preset, paragraphs, byLibreOffice = false }: SetPaper): string[] {
  if (document === 'ballot') return pages.flatMap(({ number }) => (number === null ? [] : [`a ballot is numbered ${number.text}`]))
  const running = preset === 'official' && document !== 'signIn'
  return [...faultsOfArea(pages, byLibreOffice), ...faultsOfNumbers(pages), ...faultsOfBreaks(pages), ...(byLibreOffice ? [] : faultsOfYears(pages)), ...(running ? [...faultsOfText(pages), ...faultsOfParagraphs(pages, paragraphs)] : [])]
}

/** Nothing stands out of 版心. `marksMayHang`: a mark at the end of a line may, by its own width. */
function faultsOfArea(pages: readonly SetPage[], marksMayHang: boolean): string[] {
  return pages.flatMap(({ lines }, index) => lines.flatMap((line) => {
    const hanging = marksMayHang && /[，。、；：？！”）]$/.test(line.text) ? line.size * point : 0
    const faults: string[] = []
    if (line.left < area.left - allowed) faults.push(`begins at ${mm(line.left)}`)
    if (line.right > area.right + allowed + hanging) faults.push(`ends at ${mm(line.right)}`)
    if (line.baseline - line.size * point < area.top - allowed) faults.push(`is at the height of ${mm(line.baseline)}`)
    if (line.baseline > area.bottom + allowed) faults.push(`is at the height of ${mm(line.baseline)}`)
    return faults.map((fault) => `page ${index + 1} ${fault}: ${line.text}`)
  }))
}

/** — 1 —: the dash 7 mm under 版心, odd pages right, even pages left, one character of 4号 from the edge. */
function faultsOfNumbers(pages: readonly SetPage[]): string[] {
  const indent = 14 * point
  return pages.flatMap(({ number }, index) => {
    if (number === null) return [`page ${index + 1} has no number`]
    const faults: string[] = []
    if (off(number.baseline - middle * number.size * point, area.bottom + 7)) faults.push(`stands ${mm(number.baseline - middle * number.size * point - area.bottom)} under 版心`)
    const odd = index % 2 === 0
    if (odd && off(number.right, area.right - indent)) faults.push(`ends at ${mm(number.right)}`)
    if (!odd && off(number.left, area.left + indent)) faults.push(`begins at ${mm(number.left)}`)
    return faults.map((fault) => `number of page ${index + 1} ${fault}`)
  })
}

/** Pages of running text: lines at one pitch, 22 of them fill 版心, 28 characters fill a line, a paragraph begins two characters in. */
function faultsOfText(pages: readonly SetPage[]): string[] {
  const faults: string[] = []
  const full = pages.slice(1, -1)
  // Under a title of any number of lines the text stands on the lines of a full page.
  const under = pages[0]?.lines.find(({ size }) => Math.abs(size - 16) < 0.5)
  const lineOfText = under === undefined ? 0 : (under.baseline - middle * 16 * point - area.top) / pitch - 0.5
  if (Math.abs(lineOfText - Math.round(lineOfText)) > 0.1) faults.push(`the text begins after ${lineOfText.toFixed(2)} lines`)
  pages.forEach(({ lines }, index) => {
    const body = lines.filter(({ size }) => Math.abs(size - 16) < 0.5).filter((line, at, all) => at === 0 || line.baseline - (all[at - 1]?.baseline ?? 0) > 1)
    const rows = new Set(body.map(({ baseline }) => baseline))
    if (rows.size > linesAPage) faults.push(`page ${index + 1} has ${rows.size} lines`)
    body.forEach((line, at) => {
      const step = line.baseline - (body[at - 1]?.baseline ?? line.baseline)
      const steps = Math.round(step / pitch)
      // Chromium sets a baseline on a whole pixel, a quarter of a millimetre: the single step may be off by that, their mean may not.
      if (at > 0 && (steps < 1 || Math.abs(step - steps * pitch) > 0.3)) faults.push(`page ${index + 1}: ${mm(step)} down to ${line.text}`)
    })
    const [first, last] = [body.at(0), body.at(-1)]
    if (first && last && body.length > 8) {
      const steps = (last.baseline - first.baseline) / pitch
      if (Math.abs(steps - Math.round(steps)) > 0.08) faults.push(`page ${index + 1}: ${steps.toFixed(2)} lines of 225/22 mm from the first to the last`)
    }
  })
  for (const [index, { lines }] of full.entries()) {
    const [first, last] = [lines.at(0), lines.at(-1)]
    if (!first || !last) continue
    const [above, below] = [first.baseline - middle * 16 * point - pitch / 2, last.baseline - middle * 16 * point + pitch / 2]
    if (off(above, area.top)) faults.push(`page ${index + 2} begins ${mm(above)} from the top`)
    if (lines.length === linesAPage && off(below, area.bottom)) faults.push(`page ${index + 2} ends ${mm(below)} from the top`)
  }
  if (full.length > 2 && full.filter(({ lines }) => lines.length === linesAPage).length < full.length * 0.7) faults.push('most pages have fewer than 22 lines')
  const plain = full.flatMap(({ lines }) => lines).filter(({ text, left, right }) => /^\p{Script=Han}+$/u.test(bare(text)) && !off(left, area.left) && !off(right, area.right))
  for (const { text } of plain) if ([...bare(text)].length !== charactersALine) faults.push(`${[...bare(text)].length} characters in ${text}`)
  if (full.length > 2 && plain.length === 0) faults.push('no full line of plain text to count')
  return faults
}

/** The lines to sign are never alone on a page, a heading never ends one, and no number is broken. */
export function faultsOfBreaks(pages: readonly SetPage[]): string[] {
  const faults = pages.flatMap(({ lines }, index) => {
    const alone = lines.length > 0 && lines.every(({ text }) => /签字|^中共.*委员会$|^\d{4}年\d+月\d+日$/.test(bare(text)))
    const last = lines.at(-1)
    const headingLast = last !== undefined && /^[一二三四五六七八九十]+、/.test(last.text) && !/[。；]$/.test(last.text) && last.right < area.right - 8 && Math.abs(last.left - area.left - 32 * point) < 1 && index < pages.length - 1
    return [...(alone ? [`page ${index + 1} has nothing but its ending`] : []), ...(headingLast ? [`page ${index + 1} ends with the heading ${last.text}`] : [])]
  })
  const all: SetLine[] = pages.flatMap(({ lines }) => lines)
  all.forEach(({ text }, at) => {
    const next = all[at + 1]
    if (next !== undefined && Math.abs(next.left - area.left) < 1 && /[\d.]$/.test(text) && /^[\d.%]/.test(next.text)) faults.push(`broken number: ${text} | ${next.text}`)
  })
  return faults
}

/** 2026 and 年 stand on one line (GB/T 9704 7.3.3). */
function faultsOfYears(pages: readonly SetPage[]): string[] {
  const lines = pages.flatMap((page) => page.lines)
  return lines.flatMap(({ text }, at) => (/(?<!\d)\d{4}$/.test(text) && lines[at + 1]?.text.startsWith('年') ? [`broken year: ${text}`] : []))
}

/** Every paragraph of the Word file is a number of whole lines of the page, in order. */
function faultsOfParagraphs(pages: readonly SetPage[], paragraphs: readonly string[]): string[] {
  const lines = pages.flatMap((page) => page.lines.map(({ text }) => bare(text)))
  let at = 0
  for (const paragraph of paragraphs.map(bare).filter((text) => text !== '')) {
    let set = ''
    while (set.length < paragraph.length && at < lines.length) set += lines[at++] ?? ''
    if (set !== paragraph) return [`set as ${set}, meant as ${paragraph}`]
  }
  return at === lines.length ? [] : [`left over: ${lines.slice(at).join('|')}`]
}

/** On a sheet to sign, every row is whole: its number, its name and what was marked on one height. Answers the names in their order. */
export const sheetNames = (pages: readonly SetPage[]): string[] => pages.flatMap(({ lines }) => lines.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left)
  .reduce<SetLine[][]>((rows, line) => {
    const row = rows.at(-1)
    if (row?.[0] !== undefined && Math.abs(row[0].baseline - line.baseline) < 1.5) row.push(line)
    else rows.push([line])
    return rows
  }, []).flatMap((row) => {
    const found = /^(\d{1,2})(\p{Script=Han}{2,3}?)(?=第|党小组|书记|县局|纪检|组织|宣传|青年|预备|入党|发展|积极|到|请假|列席|$)/u.exec(bare(row.toSorted((a, b) => a.left - b.left).map(({ text }) => text).join('')))
    return found ? [found[2] ?? ''] : []
  }))
