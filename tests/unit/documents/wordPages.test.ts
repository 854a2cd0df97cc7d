import { beforeAll, describe, expect, it } from 'vitest'
import { fillWord } from '../../../electron/service/documents/index.ts'
import type { DocumentName, DocumentPreset } from '../../../shared/domain/documents.ts'
import type { Meeting } from '../../../shared/domain/meeting.ts'
import { asPdf, libreOffice } from '../../drive/libreOffice.ts'
import { faultsOfArea, faultsOfBreaks, faultsOfNumbers, faultsOfParagraphs, faultsOfText, sheetNames } from '../../drive/pageForm.ts'
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

  async function expectForm(name: string, document: DocumentName, preset: DocumentPreset): Promise<SetPage[]> {
    const pages = await readPages(pdfs.get(name) ?? new Uint8Array())
    const paragraphs = wordsOfWord(words.get(name) ?? new Uint8Array()).split('\n')
    const text = pages.map((page, index) => (index === 0 ? page.text : page.text.replace(head, ''))).join('')
    // Cells of a row that stand beside each other are read in turns.
    if (preset === 'table') expect(sorted(text)).toBe(sorted(bare(paragraphs.join(''))))
    else expect(text).toBe(bare(paragraphs.join('')))
    if (document === 'ballot') return pages
    expect(faultsOfArea(pages, { marksMayHang: true })).toEqual([])
    expect(faultsOfNumbers(pages)).toEqual([])
    expect(faultsOfBreaks(pages)).toEqual([])
    if (preset === 'official' && document !== 'signIn') {
      expect(faultsOfText(pages)).toEqual([])
      expect(faultsOfParagraphs(pages, paragraphs)).toEqual([])
    }
    return pages
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
    const pages = await expectForm(`long ${document} ${preset}`, document, preset)
    if (document !== 'signIn') return
    expect(pages.every(({ text }) => text.includes(head))).toBe(true)
    expect(sheetNames(pages)).toEqual(expect.arrayContaining([...longNames]))
  })
})
