import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildPaper, draftMinutes, paperText } from '../../electron/service/documents/index.ts'
import { quotedSpeeches, type MinutesText } from '../../shared/domain/minutes.ts'
import { minutesDifferences } from '../../shared/domain/minutesDifferences.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { generalMeeting } from './documents/generalMeeting.ts'
import { sample } from './documents/meeting.ts'
import { themeDay } from './documents/themeDay.ts'

const today = '2026-11-23'
const workspace = { unit: branch.unit, branch: branch.branch }
const presets = ['official', 'table'] as const
const meetings = [sample(), generalMeeting, themeDay]
const given = (meeting = sample()): MinutesText => draftMinutes({ meeting, workspace, today })
const textOf = (preset: (typeof presets)[number], minutes?: MinutesText, meeting = sample()) => paperText(buildPaper({ meeting, workspace, document: 'minutes', preset, today, minutes }))

describe('a 纪要 drafted from the record', () => {
  it.each(meetings.flatMap((meeting) => presets.map((preset) => ({ meeting, kind: meeting.kind, preset }))))('of a $kind, $preset, is word for word what it was before it could be edited', ({ meeting, kind, preset }) => {
    expect(textOf(preset, undefined, meeting)).toBe(readFileSync(join(import.meta.dirname, `../fixtures/drafted/${kind}-${preset}.txt`), 'utf8'))
  })

  it.each(meetings.map((meeting) => ({ meeting, kind: meeting.kind })))('of a $kind, once stored and not edited, is the same paper; only the table form tells its lead too', ({ meeting }) => {
    const stored = given(meeting)
    expect(textOf('official', stored, meeting)).toBe(textOf('official', undefined, meeting))
    expect(textOf('table', stored, meeting).replace(`${stored.lead}\n`, '')).toBe(textOf('table', undefined, meeting))
  })

  it('quotes nobody', () => {
    for (const meeting of meetings) expect(quotedSpeeches(given(meeting), [...meeting.attendees, ...meeting.guests].map(({ name }) => name))).toEqual([])
  })
})

describe('the officer’s text', () => {
  const edited = (): MinutesText => ({
    ...given(), issueNumber: '9', sentTo: '县局党委、各党小组', lead: '第一段。\n第二段。', issuedOn: '2026-09-10',
    items: [{ heading: '改过的标题', text: '会议决定：甲。\n乙。\n会议要求：丙。\n议定事项：丁。', settles: true }, { heading: '三、自己编号的', text: '戊。', settles: true }],
  })

  it('is printed whole in running text: number, paragraphs, headings with their numbers, 分送', () => {
    const lines = textOf('official', edited()).split('\n')
    expect(lines.slice(0, 10)).toEqual(['第二支部委员会2026年第9次会议纪要', '第9期', '第一段。', '第二段。', '一、改过的标题', '会议决定：甲。', '乙。', '会议要求：丙。', '议定事项：丁。', '三、自己编号的'])
    expect(lines.slice(-3)).toEqual(['2026年9月10日', '分送：县局党委、各党小组', ''])
  })

  it('is printed whole in the table form too', () => {
    const lines = textOf('table', edited()).split('\n')
    expect(lines.slice(0, 4)).toEqual(['第二支部委员会2026年第9次会议纪要', '第9期', '第一段。', '第二段。'])
    expect(lines).toEqual(expect.arrayContaining(['决定\t甲。', '\t乙。', '\t会议要求：丙。', '\t议定事项：丁。', '决定\t戊。', '分送：县局党委、各党小组']))
  })

  it('that is empty leaves lines to be filled, and breaks nothing', () => {
    const empty: MinutesText = { title: '', issueNumber: '', lead: '', facts: [{ label: '', text: '' }], items: [{ heading: '', text: '', settles: true }], people: [{ label: '出席', text: '' }], sentTo: '', sender: '', issuedOn: null }
    for (const preset of presets) expect(textOf(preset, empty)).toContain('________')
    expect(textOf('official', { ...empty, items: [], people: [] }).split('\n')).toEqual(['________', '________', '________', '____年__月__日', ''])
  })
})

describe('a personal speech in a 纪要', () => {
  const quoted = (text: string) => quotedSpeeches({ lead: '', items: [{ heading: '一', text, settles: true }] }, ['周启明', '吴国栋', '张伟（二组）']).map(({ name, sentence }) => [name, sentence])
  it.each([
    ['会议听取了汇报。吴国栋认为应写明结论。会议同意。', '吴国栋', '吴国栋认为应写明结论。'],
    ['吴国栋：同意。', '吴国栋', '吴国栋：同意。'],
    ['周启明同志提出三点。', '周启明', '周启明同志提出三点。'],
    ['第一段。\n吴国栋（纪检委员）说，可以。', '吴国栋', '吴国栋（纪检委员）说，可以。'],
    ['张伟在会上表示赞成。', '张伟', '张伟在会上表示赞成。'],
  ])('is found in %j, with its sentence', (text, name, sentence) => { expect(quoted(text)).toEqual([[name, sentence]]) })
  it.each(['议定事项：核对（责任人：吴国栋；时限：2026年9月30日前）。', '会议同意周启明牵头。', '会议认为可行。', '推荐吴国栋、周启明2人。', ''])('is not seen in %j', (text) => { expect(quoted(text)).toEqual([]) })
})

describe('two texts of a 纪要', () => {
  const before = given()
  it('that are alike differ in nothing', () => { expect(minutesDifferences(before, given())).toEqual([]) })
  it('are compared in words: what was changed, moved, added, taken out', () => {
    const [a, b, c, d] = before.items
    if (!a || !b || !c || !d) throw new Error('the sample has four matters')
    expect(minutesDifferences(before, { ...before, issueNumber: '第9期', items: [b, a, c, d] })).toEqual(['期号：（空）改为“第9期”', `事项“${b.heading}”移到第1个`, `事项“${a.heading}”移到第2个`])
    expect(minutesDifferences(before, { ...before, items: [a, b, c] })).toEqual([`删去事项“${d.heading}”`])
    expect(minutesDifferences(before, { ...before, items: [...before.items, { heading: '新', text: '', settles: true }] })).toEqual(['增加事项“新”'])
    expect(minutesDifferences(before, { ...before, items: [{ ...a, heading: '改名' }, b, c, d] })).toEqual([`事项一标题：“${a.heading}”改为“改名”`])
  })
  it('tell of a long text the part that differs', () => {
    const [change] = minutesDifferences(before, { ...before, lead: before.lead.replace('县局三楼', '县局四楼') })
    expect(change).toContain('县局三…”改为')
    expect(change).toContain('县局四…”')
  })
})
