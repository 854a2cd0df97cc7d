import { beforeAll, describe, expect, it } from 'vitest'
import { fillWord } from '../../../electron/service/documents/index.ts'
import type { DocumentName, DocumentPreset } from '../../../shared/domain/documents.ts'
import type { Meeting } from '../../../shared/domain/meeting.ts'
import { asPdf, libreOffice } from '../../drive/libreOffice.ts'
import { faultsOfBreaks, faultsOfForm, sheetNames } from '../../drive/pageForm.ts'
import { wordsOfWord } from '../../drive/papers.ts'
import { bare, readPages, type SetPage } from '../../drive/setPages.ts'
import { growing, longNames, longPeopleLines, longRecord } from '../../fixtures/longRecord.ts'
import { sampleRecord, type SampleName } from '../../fixtures/samples.ts'
import { longPapers, presets, samplePapers, told } from '../../fixtures/told.ts'
import { meetingOf, paperFor, presentBut, templates } from './meeting.ts'

function sampleMeeting(name: SampleName): Meeting {
  const { draft, marks } = sampleRecord(name)
  return meetingOf(draft, Object.fromEntries(marks.map(({ name: person, state, reason }) => [person, { state, reason }])))
}
const long = meetingOf(longRecord, presentBut(longNames), longPeopleLines('2027-01-01'))

const wordOf = (meeting: Meeting, document: DocumentName, preset: DocumentPreset): Uint8Array => fillWord(paperFor(meeting, document, preset), templates)
const head = '序号姓名职务签名到会情况备注'
/** Cells of a row that stand beside each other are read in turns: their words are only counted. */
const sorted = (text: string): string => [...text].toSorted().join('')

describe('the Word file', () => {
  it.each(samplePapers)('of $sample $document $preset tells all of the minutes', ({ sample, document, preset }) => {
    const words = bare(wordsOfWord(wordOf(sampleMeeting(sample), document, preset)))
    for (const text of told[sample][document] ?? []) expect(words).toContain(bare(text))
  })

  it('spreads a name of two characters on a sheet by their distance, and leaves the name one word', () => {
    const words = wordsOfWord(wordOf(long, 'signIn', 'official')).split('\n')
    for (const name of longNames) expect(words).toContain(name)
  })
})

describe.skipIf(libreOffice === undefined)('the Word file in LibreOffice (skipped where soffice is not installed)', () => {
  const words = new Map<string, Uint8Array>()
  let pdfs = new Map<string, Buffer>()
  beforeAll(() => {
    for (const { sample, document, preset } of samplePapers) words.set(`${sample} ${document} ${preset}`, wordOf(sampleMeeting(sample), document, preset))
    for (const { document, preset } of longPapers) words.set(`long ${document} ${preset}`, wordOf(long, document, preset))
    for (const [n, draft] of growing.entries()) for (const preset of presets) words.set(`growing ${n} ${preset}`, wordOf(meetingOf(draft), 'record', preset))
    pdfs = asPdf(words)
  }, 120_000)

  const pagesOf = (name: string): Promise<SetPage[]> => readPages(pdfs.get(name) ?? new Uint8Array())

  async function expectForm(name: string, document: DocumentName, preset: DocumentPreset): Promise<void> {
    const pages = await pagesOf(name)
    const paragraphs = wordsOfWord(words.get(name) ?? new Uint8Array()).split('\n')
    const text = pages.map((page, index) => (index === 0 ? page.text : page.text.replace(head, ''))).join('')
    const inOrder = preset === 'official' ? (all: string) => all : sorted
    expect(inOrder(text)).toBe(inOrder(bare(paragraphs.join(''))))
    expect(faultsOfForm(pages, { document, preset, paragraphs, byLibreOffice: true })).toEqual([])
  }

  it.each(samplePapers)('of $sample $document $preset has every word of itself, on a page of GB/T 9704', async ({ sample, document, preset }) => {
    await expectForm(`${sample} ${document} ${preset}`, document, preset)
  })

  it.each(presets)('never has the lines to sign alone on a page, wherever a record %s ends', async (preset) => {
    const pages = await Promise.all(growing.map((_, n) => readPages(pdfs.get(`growing ${n} ${preset}`) ?? new Uint8Array())))
    expect(new Set(pages.map(({ length }) => length)).size).toBeGreaterThan(1)
    expect(pages.flatMap((each) => faultsOfBreaks(each))).toEqual([])
  })

  it.each(longPapers)('of the long record $document $preset loses no word, breaks no row and no number, and never ends with a line to sign alone', async ({ document, preset }) => {
    await expectForm(`long ${document} ${preset}`, document, preset)
  })

  it.each(presets)('of the long sheet %s has every name in a whole row, under the head of the columns on every page', async (preset) => {
    const pages = await pagesOf(`long signIn ${preset}`)
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.every(({ text }) => text.includes(head))).toBe(true)
    expect(sheetNames(pages)).toEqual(expect.arrayContaining([...longNames]))
  })
})
