import { describe, expect, it } from 'vitest'
import { printHtml } from '../../../electron/service/documents/index.ts'
import { setTitle } from '../../../electron/service/documents/titles.ts'
import { actionInWords, dueInWords, senderName } from '../../../electron/service/documents/wording.ts'
import { wordTags } from '../../../electron/service/documents/wordTags.ts'
import { factOf, meetingOf, paperFor, paperOf, papers, sample } from './meeting.ts'
import { generalMeeting } from './generalMeeting.ts'
import { themeDay } from './themeDay.ts'

/** Every text of a paper, in any order. */
const textsOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(textsOf) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [])

describe('the record', () => {
  it('has every element that a committee’s record needs, in its order', () => {
    const paper = paperOf('record', 'official')
    expect(paper).toMatchObject({
      title: '第二支部委员会2026年第9次会议记录', sections: [], signers: ['主持人签字', '记录人签字'], opening: ['主持人宣布：应到委员5人，实到5人，超过半数，会议有效。'],
      facts: [
        { label: '时间', text: '2026年9月8日（星期二）14:30—16:10' }, { label: '地点', text: '县局三楼党员活动室' }, { label: '主持人', text: '周启明' }, { label: '记录人', text: '林静怡' }, { label: '应到委员', text: '5人' },
        { label: '实到委员', text: '5人（周启明、林静怡、郑浩然、吴国栋、何晓燕）' }, { label: '请假', text: '无' }, { label: '缺席', text: '无' }, { label: '列席', text: '孙立军、钱雅文' },
        { label: '议题', text: '一、学习传达县局党委第三季度党建工作例会精神；\n二、研究提交大会讨论接收陈思远同志为预备党员事项；\n三、研究业务难点清单和党员攻关项目；\n四、确定10月主题党日安排。' },
      ],
      items: [
        { report: [{ label: '郑浩然' }], speeches: [{ label: '吴国栋' }, { label: '何晓燕' }], discussion: [{ label: '讨论' }], vote: [], decision: [{ label: '决定' }], actions: [{ label: '议定事项', lines: ['完成支部议定事项清单首次核对（责任人：吴国栋；时限：2026年9月30日前）。'] }] },
        { vote: [{ label: '表决（举手）', lines: ['赞成5票，不赞成0票，弃权0票。'] }] }, {}, { report: [], speeches: [], discussion: [] },
      ],
    })
  })

  it('tells who came late, who asked for leave and why, who was absent and who is not marked', () => {
    const states = ['late', 'leave', 'absent', null, 'present'] as const
    const attendees = sample().attendees.map((a, i) => ({ ...a, state: states[i] ?? null, reason: i === 1 ? '赴市局培训' : '' }))
    const change = { attendees, present: 2, marked: 4, mayMeet: false, opening: '' }
    expect(factOf(sample(change), '实到委员')).toBe('2人〔周启明（迟到）、何晓燕〕')
    expect(factOf(sample(change), '请假')).toBe('1人（林静怡，赴市局培训）')
    expect(factOf(sample(change), '缺席')).toBe('1人（郑浩然，原因________）')
    expect(factOf(sample(change), '未登记')).toBe('吴国栋')
    expect(paperOf('record', 'official', change)).toMatchObject({ opening: ['主持人宣布：应到委员5人，实到2人。'] })
  })

  it('leaves gaps for what is missing and makes nothing up', () => {
    const attendees = sample().attendees.map((a) => ({ ...a, state: null }))
    const change = { startsAt: '', endsAt: '', place: '', chair: '', recorder: '', attendees, present: 0, marked: 0, mayMeet: false, agenda: [], guests: [], opening: '' }
    expect(factOf(sample(change), '时间')).toBe('2026年9月8日（星期二）________—________')
    expect(['地点', '主持人', '记录人', '实到委员', '请假', '议题', '列席'].map((label) => factOf(sample(change), label))).toEqual(['________', '________', '________', '________人', '________', '________', '无'])
    expect(paperOf('record', 'official', change)).toMatchObject({ opening: ['主持人宣布：应到委员5人，实到________人。'] })
  })
})

it('the minutes settle and do not quote', () => {
  const texts = textsOf(paperOf('minutes', 'official')).join('\n')
  for (const item of sample().agenda) {
    expect(texts).toContain(item.decision)
    for (const { text } of item.speeches) expect(texts).not.toContain(text)
    expect(item.report === '' || !texts.includes(item.report)).toBe(true)
  }
  expect(paperOf('minutes', 'official')).toMatchObject({ sender: '中共南浦县烟草专卖局（分公司）第二支部委员会', date: '2026年9月8日' })
})

it('a notice carries no day that nobody knows, and minutes neither', () => {
  expect(paperOf('notice', 'official', {}, '2026-09-03')).toMatchObject({ date: '2026年9月3日' })
  expect(paperOf('notice', 'official', {}, '2026-09-09')).toMatchObject({ date: '____年__月__日' })
  expect(paperOf('minutes', 'official', {}, '2026-09-07')).toMatchObject({ date: '____年__月__日' })
})

it('a sheet to sign has a row for everybody expected and every guest', () => {
  const paper = paperOf('signIn', 'table')
  expect('rows' in paper ? paper.rows.map((row) => [row.number, row.name, row.post, row.state]) : []).toEqual([
    ['1', '周启明', '书记', '到'], ['2', '林静怡', '组织委员', '到'], ['3', '郑浩然', '宣传委员', '到'], ['4', '吴国栋', '纪检委员', '到'], ['5', '何晓燕', '青年委员', '到'], ['6', '孙立军', '', '列席'], ['7', '钱雅文', '', '列席'],
  ])
  expect(paper).toMatchObject({ totals: '应到5人，实到5人，请假0人，缺席0人；列席2人。' })
})

describe('the print page', () => {
  const hostile = `<script>alert(1)</script> & "引号" 'x' <img src=x onerror=y> {#议题}`
  it.each(papers)('of $document $preset escapes every word and runs nothing', ({ document, preset }) => {
    const agenda = sample().agenda.map((item) => ({ ...item, title: hostile, reporter: hostile, report: hostile, discussion: hostile, decision: hostile, speeches: [{ speaker: hostile, text: hostile, at: '' }], actions: item.actions.map((a) => ({ ...a, task: hostile, owners: hostile, dueText: hostile, dueOn: null })) }))
    const html = printHtml(paperOf(document, preset, { agenda, title: hostile, place: hostile, chair: hostile, guests: [{ name: hostile, note: hostile }] }))
    expect(html).not.toMatch(/<script|<img|onerror=y>/)
    expect(html).toContain('&lt;script&gt;')
    expect(html).toContain('&amp; &quot;引号&quot; &#39;x&#39;')
  })

  it.each(papers.flatMap((paper) => [sample(), generalMeeting, themeDay].map((meeting) => ({ ...paper, meeting, kind: meeting.kind }))))('of $document $preset of a $kind says the same as the Word file', ({ document, preset, meeting }) => {
    const paper = paperFor(meeting, document, preset)
    const html = printHtml(paper)
    for (const text of textsOf(wordTags(paper)).flatMap((value) => value.split('\n'))) expect(html.replaceAll('<br>', '\n').replace(/<[^>]*>/g, '')).toContain(text)
  })

  it('has the figures of the Word file, and no ending alone on a page', () => {
    const html = printHtml(paperOf('minutes', 'official'))
    for (const figure of ['@page { size: A4; margin: 37mm 26mm 35mm 28mm; }', 'font: 16pt/28.95pt "仿宋_GB2312"', 'h1 { font: 22pt/28.95pt "方正小标宋简体"', 'text-indent: 31.59pt']) expect(html).toContain(figure)
    for (const ending of ['sender', 'date', 'signing', 'last']) expect(html).toMatch(new RegExp(`\\.${ending} \\{[^}]*break-before: avoid`))
  })

  it('asks for nothing from outside', () => { for (const { document, preset } of papers) expect(printHtml(paperOf(document, preset))).not.toMatch(/https?:|src=|@import|url\(/) })
})

describe('a title', () => {
  it('of one line stays one', () => { expect(setTitle('第二支部委员会2026年第9次会议记录')).toBe('第二支部委员会2026年第9次会议记录') })
  it('of two is broken between words, into lines of nearly one length, and loses nothing', () => {
    for (const title of ['关于召开第二支部委员会2026年第9次会议的通知', '第二支部委员会2026年第9次（扩大）会议暨第三季度党建工作例会精神传达学习专题会议记录', '长'.repeat(90)]) {
      const lines = setTitle(title).split('\n')
      expect(lines.join('')).toBe(title)
      expect(lines.length).toBeGreaterThan(1)
      for (const line of lines) expect(line).not.toMatch(/^[，。、）的次]|[（第]$/)
    }
  })
})

it.each([['9月30日前', '2026-09-30', '2026年9月30日前'], ['9.30', '2026-09-30', '2026年9月30日前'], ['10月中旬', '2026-10-20', '10月中旬（2026年10月20日前）'], ['尽快', null, '尽快'], ['', null, '']])('a time limit of %j is printed as %s → %s', (dueText, dueOn, words) => { expect(dueInWords({ dueText, dueOn })).toBe(words) })

it.each([['县局', '第二支部', '中共县局第二支部委员会'], ['中共县局', '第二支部', '中共县局第二支部委员会'], ['县局', '中共县局第二支部', '中共县局第二支部委员会']])('%s and %s sign as %s', (unit, branch, sender) => { expect(senderName({ unit, branch })).toBe(sender) })

it.each([
  ['9月30日前', '', '', '责任人：吴国栋；时限：2026年9月30日前'],
  ['', '10月19日起', '每周三、五', '责任人：吴国栋；自2026年10月19日起；每周三、五'],
  ['12月15日', '即日起', '每月25日', '责任人：吴国栋；自即日起；每月25日；时限：2026年12月15日前'],
  ['', '', '', '责任人：吴国栋；时限：________'],
])('an action until %j, from %j, every %j is printed as %4$s', (dueText, startText, repeatText, words) => {
  const { agenda } = meetingOf({ kind: 'committeeMeeting', title: '', heldOn: '2026-09-08', agenda: [{ title: '一', actions: [{ task: '核对', owners: '吴国栋', dueText, startText, repeatText }] }] })
  const [action] = agenda[0]?.actions ?? []
  expect(action && actionInWords(action)).toBe(words)
})
