import { describe, expect, it } from 'vitest'
import { paperParts, paperText } from '../../../electron/service/documents/index.ts'
import { meetingKinds } from '../../../shared/domain/meetingKinds.ts'
import { inOneLine } from '../../../shared/domain/text.ts'
import { generalMeeting } from './generalMeeting.ts'
import { meetingOf, paperFor, paperOf, papers, sample } from './meeting.ts'
import { themeDay } from './themeDay.ts'

const squeezed = (text: string): string => text.replace(/\s+/g, '')
const textOf = (paper: Parameters<typeof paperParts>[0], label: string): string | undefined => paperParts(paper).find((part) => part.label === label)?.text

describe('the parts of every paper say only what the paper says, line by line, without blanks at an end', () => {
  it.each(papers)('$document $preset', ({ document, preset }) => {
    for (const paper of [paperOf(document, preset), paperFor(generalMeeting, document, preset), paperFor(themeDay, document, preset)]) {
      // A notice is numbered as running text, and a decision of 纪要 has its label, whatever the form: that is how they are sent.
      const whole = squeezed(paperText(paper) + (paper.document === 'notice' || paper.document === 'minutes' ? paperText({ ...paper, preset: 'official' }) : ''))
      const parts = paperParts(paper)
      expect(parts.length).toBeGreaterThan(3)
      for (const { text } of parts.filter((part) => part.label !== '姓名')) {
        // A signature stands between the cells of a 签到表.
        for (const piece of text.split('\n').flatMap((line) => line.split(/[：\t]/))) expect(whole).toContain(squeezed(piece))
        expect(text).toBe(text.split('\n').map((line) => line.trimEnd()).join('\n'))
        expect(text).not.toBe('')
      }
    }
  })
})

it('offers the fields that a web form asks for', () => {
  const paper = paperOf('record', 'official')
  expect(paperParts(paper).filter(({ kind }) => kind === 'field').map(({ label }) => label)).toEqual(expect.arrayContaining(['标题', '时间', '地点', '主持人', '记录人', '列席', '议题']))
  expect(textOf(paper, '主持人')).toBe('周启明')
  expect(textOf(paper, '标题')).not.toContain('\n')
})

it('offers an item whole, and what was settled of it alone', () => {
  const paper = paperOf('record', 'official')
  const heading = 'items' in paper ? paper.items[0]?.heading ?? '' : ''
  expect(textOf(paper, heading)?.split('\n')[0]).toBe(heading)
  expect(textOf(paper, '一、议定事项')).toMatch(/责任人：吴国栋/)
  expect(textOf(paper, '一、决定')).not.toContain('吴国栋：上季度')
})

it('offers the 正文 of a notice, with the 主送 before it and the date after it', () => {
  const lines = textOf(paperOf('notice', 'official'), '正文')?.split('\n') ?? []
  expect(lines[0]).toMatch(/：$/)
  expect(lines.at(-1)).toMatch(/日$/)
})

it('leaves out what the record lacks', () => {
  const labels = paperParts(paperOf('record', 'official', { place: '', chair: ' ' })).map(({ label }) => label)
  expect(labels).not.toContain('地点')
  expect(labels).not.toContain('主持人')
})

it.each(meetingKinds)('bears an empty record of %s', (kind) => {
  const meeting = meetingOf({ kind, title: '', heldOn: '2026-09-20' })
  for (const preset of ['official', 'table'] as const) {
    const parts = (['record', 'minutes', 'notice'] as const).flatMap((document) => paperParts(paperFor(meeting, document, preset)))
    expect(parts.every(({ text }) => text !== '')).toBe(true)
  }
})

it('holds typed signs, and very long text whole', () => {
  const report = `<tr>&amp; “引”\n${'长'.repeat(20_000)}　`
  const agenda = sample().agenda.map((item) => ({ ...item, report }))
  expect(paperParts(paperOf('record', 'table', { agenda })).some(({ text }) => text.includes(report.trimEnd()))).toBe(true)
})

it.each([['一\n二', '一；二'], ['一。\n二', '一。二'], ['', ''], ['\n　一 \n\n二：\n三', '一；二：三'], ['1\t周启明', '1 周启明']])('paragraphs %j in one line are %j', (text, line) => { expect(inOneLine(text)).toBe(line) })
