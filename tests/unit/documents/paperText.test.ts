import PizZip from 'pizzip'
import { describe, expect, it } from 'vitest'
import { fillWord, paperText } from '../../../electron/service/documents/index.ts'
import { paperFor, paperOf, papers, sample, templates } from './meeting.ts'
import { generalMeeting } from './generalMeeting.ts'
import { themeDay } from './themeDay.ts'

const words: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const filled = (texts: string[]): string[] => texts.map((text) => text.replace(/\s+/g, '')).filter((text) => text !== '')
/** The paragraphs of a Word file, in order, without blanks. */
const paragraphsOf = (bytes: Uint8Array): string[] =>
  filled((new PizZip(bytes).file('word/document.xml')?.asText() ?? '').split(/<\/w:p>|<w:br\/>/).map((xml) => xml.replace(/<[^>]*>/g, '').replace(/&\w+;/g, (name) => words[name] ?? name)))
const pieces = (text: string): string[] => filled(text.split(/[\n\t]/))

describe('a paper as text has the paragraphs of its Word file, in their order', () => {
  it.each(papers)('$document $preset', ({ document, preset }) => {
    for (const paper of [paperOf(document, preset), paperFor(generalMeeting, document, preset), paperFor(themeDay, document, preset)]) {
      expect(pieces(paperText(paper))).toEqual(paragraphsOf(fillWord(paper, templates)))
    }
  })
})

it('has a line for each row, with a tab between the cells', () => {
  const lines = paperText(paperOf('signIn', 'official')).split('\n')
  expect(lines).toContain('序号\t姓名\t职务\t签名\t到会情况\t备注')
  expect(lines.filter((line) => /^\d+\t/.test(line)).map((line) => line.split('\t')[1])).toEqual(['周启明', '林静怡', '郑浩然', '吴国栋', '何晓燕', '孙立军', '钱雅文'])
  expect(lines.find((line) => line.startsWith('1\t'))).toMatch(/^1\t周启明\t[^\t]+\t\t到$/)
})

it('goes on under itself in a cell of several lines, and holds typed tags, tabs and signs as they are', () => {
  const hostile = '<tr><td>&amp; "引" \'x\' </p>'
  const agenda = sample().agenda.map((item) => ({ ...item, report: `第一段\n${hostile}\n第三段` }))
  const text = paperText(paperOf('record', 'table', { agenda }))
  expect(text).toContain(`汇报\t第一段\n\t${hostile}\n\t第三段\n`)
  expect(text.endsWith('\n')).toBe(true)
  expect(paperText(paperOf('record', 'official', { agenda }))).toContain(`\n${hostile}\n第三段\n`)
})
