// The papers as the real application prints them: every word in its place, the page as GB/T 9704 wants it, the first pages as they were.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPaper, fillWord } from '../../electron/service/documents/index.ts'
import type { DocumentName, DocumentPreset } from '../../shared/domain/documents.ts'
import type { Meeting } from '../../shared/domain/meeting.ts'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { longNames, longRecord } from '../fixtures/longRecord.ts'
import type { SampleName } from '../fixtures/samples.ts'
import { longPapers, presets, samplePapers, told } from '../fixtures/told.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { fontsHere, goldenFonts, renewing } from '../drive/goldenFonts.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { faultsOfBreaks, faultsOfForm, sheetNames } from '../drive/pageForm.ts'
import { wordsOfWord } from '../drive/papers.ts'
import { bordersOf, differenceOf, drawsPdf, firstPageOf, fromPng, toPng, type Picture } from '../drive/picture.ts'
import { printed, registerGrowing, registerLongRecord, registerSamples } from '../drive/printedPapers.ts'
import { bare, readPages, type SetPage } from '../drive/setPages.ts'

const { home, remove } = makeHome()
const templates = resolve(import.meta.dirname, '../../build/templates')
let desk: Desk
let page: Page
let meetings: Record<SampleName, Meeting>
let long: Meeting

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-10-20T08:20:00Z' })
  page = desk.page
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
  await pastePeople(page, peopleLines)
  meetings = await registerSamples(page)
  long = await registerLongRecord(page)
})
afterAll(async () => {
  await desk.close()
  remove()
})

const { unit, branch } = fictionalBranch
/** The paragraphs of the Word file of the same paper. */
const wordOf = (meeting: Meeting, document: DocumentName, preset: DocumentPreset): string[] =>
  wordsOfWord(fillWord(buildPaper({ meeting, workspace: { unit, branch }, document, preset, today: '2026-10-20' }), templates)).split('\n')
const head = '序号姓名职务签名到会情况备注'
/** The words of all pages; the head of a sheet that goes on is told once. */
const textOf = (pages: readonly SetPage[]): string => pages.map(({ text }, index) => (index === 0 ? text : text.replace(new RegExp(`^${head}`), ''))).join('')

const pdfs = new Map<string, Buffer>()
async function pdfOf(meeting: Meeting, document: DocumentName, preset: DocumentPreset): Promise<Buffer> {
  const key = `${meeting.id} ${document} ${preset}`
  const pdf = pdfs.get(key) ?? await printed(page, meeting.id, document, preset)
  pdfs.set(key, pdf)
  return pdf
}

async function expectForm(meeting: Meeting, document: DocumentName, preset: DocumentPreset): Promise<string> {
  const pages = await readPages(await pdfOf(meeting, document, preset))
  const paragraphs = wordOf(meeting, document, preset)
  expect(textOf(pages)).toBe(bare(paragraphs.join('')))
  expect(faultsOfForm(pages, { document, preset, paragraphs })).toEqual([])
  return textOf(pages)
}

describe('the PDF of a sample', () => {
  it.each(samplePapers)('$sample $document $preset tells all of the minutes, paragraph by paragraph what the Word file tells, on a page of GB/T 9704', async ({ sample, document, preset }) => {
    const words = await expectForm(meetings[sample], document, preset)
    for (const text of told[sample][document] ?? []) expect(words).toContain(text)
  })
})

describe('the PDF of a record of twelve items, sixty people and thirty thousand characters', () => {
  it.each(longPapers)('$document $preset loses no word, breaks no row and no number, and never ends with a line to sign alone', async ({ document, preset }) => {
    await expectForm(long, document, preset)
  })

  it('tells every title and decision in its record, and every name in its sheet under the head of the columns', async () => {
    const record = textOf(await readPages(await pdfOf(long, 'record', 'official')))
    expect(record.length).toBeGreaterThan(30_000)
    for (const { title, decision = '' } of longRecord.agenda ?? []) for (const text of [title, decision]) expect(record).toContain(text)
    for (const preset of presets) {
      const sheet = await readPages(await pdfOf(long, 'signIn', preset))
      expect(sheet.length).toBeGreaterThan(1)
      expect(sheet.every(({ text }) => text.includes(head))).toBe(true)
      expect(sheetNames(sheet)).toEqual(expect.arrayContaining([...longNames]))
    }
  })
})

it('the lines to sign are never alone on a page, wherever a record ends', async () => {
  const records = await registerGrowing(page)
  for (const preset of presets) {
    const pages: SetPage[][] = []
    for (const record of records) pages.push(await readPages(await pdfOf(record, 'record', preset)))
    expect(new Set(pages.map(({ length }) => length)).size).toBeGreaterThan(1)
    expect(pages.flatMap((each) => faultsOfBreaks(each))).toEqual([])
  }
})

it.skipIf(!drawsPdf)('a table has its right border as its left one (skipped where pdftoppm is not installed)', async () => {
  const borders: Record<string, string> = {}
  for (const document of ['record', 'signIn', 'minutes', 'notice', 'tally'] as const) {
    const { left, right } = bordersOf(firstPageOf(await pdfOf(meetings['general-meeting-2026-09-18'], document, 'table')))
    borders[document] = left > 500 && right > 0.7 * left ? 'both' : `left ${left}, right ${right}`
  }
  expect(borders).toEqual({ record: 'both', signIn: 'both', minutes: 'both', notice: 'both', tally: 'both' })
})

const goldens = resolve(import.meta.dirname, '../golden')
const shown = resolve(import.meta.dirname, '../../out/golden')
const why = !drawsPdf ? 'skipped: pdftoppm is not installed' : renewing || goldenFonts === fontsHere ? 'drawn anew where BRANCH_DESK_GOLDEN=renew' : `skipped: these faces are not those of the kept pictures: ${fontsHere}`

describe.skipIf(why.startsWith('skipped'))(`the first page looks as it did (${why})`, () => {
  it.each(samplePapers)('$sample $document $preset', async ({ sample, document, preset }) => {
    expect(keptFirstPage(`${sample} ${document} ${preset}`, firstPageOf(await pdfOf(meetings[sample], document, preset)))).toBe('as it was')
  })
})

/** Compares with the kept picture, or keeps this one. Of a difference, three pictures are left in out/golden. */
function keptFirstPage(name: string, actual: Picture): string {
  const place = join(goldens, `${name}.png`)
  if (renewing) writeFileSync(place, toPng(actual))
  if (!existsSync(place)) return `${name}.png is missing: npm run -s golden`
  const expected = fromPng(readFileSync(place))
  const { perTenThousand, picture } = differenceOf(expected, actual)
  const drawn = { expected, actual, difference: picture }
  mkdirSync(shown, { recursive: true })
  for (const [what, left] of Object.entries(drawn)) {
    const file = join(shown, `${name} ${what}.png`)
    if (perTenThousand > 5) writeFileSync(file, toPng(left))
    else rmSync(file, { force: true })
  }
  return perTenThousand <= 5 ? 'as it was' : `${perTenThousand.toFixed(1)} of 10,000 pixels differ: out/golden/${name} difference.png, expected and actual beside it`
}
