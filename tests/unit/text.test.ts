import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FilledLine, Text, chineseNumeral, cleanLine, cleanText, normaliseName } from '../../shared/domain/text.ts'
import { documentFileName, documentNames } from '../../shared/domain/documents.ts'
import { namesIn, nextTitle } from '../../shared/domain/meeting.ts'
import { committeeNameOf } from '../../shared/domain/workspace.ts'

const anyText = fc.string({ unit: 'binary' })

describe('text', () => {
  it('once clean stays as it is', () => {
    fc.assert(fc.property(anyText, (text) => { expect(cleanText(cleanText(text))).toBe(cleanText(text)) }))
    fc.assert(fc.property(anyText, (text) => { expect(cleanLine(cleanLine(text))).toBe(cleanLine(text)) }))
  })

  it('of an officer is left alone', () => {
    const typed = '一、𠮷田（“引号”）：\n\t1.〔〕……——　全角空格 😀'
    expect(cleanText(typed)).toBe(typed)
  })

  it('loses what no Word file can hold', () => {
    expect(cleanText('a\u0000b\u000bc\u001fd\u007fe\ufffff\r\ng\rh')).toBe('abcdef\ng\nh')
    expect(cleanText('半\ud83d个')).toBe('半\ufffd个')
    fc.assert(fc.property(anyText, (text) => { expect(cleanText(text)).toMatch(/^[\t\n\u0020-\u007e\u00a0-\ufffd\u{10000}-\u{10ffff}]*$/u) }))
  })

  it('of one line has no line ends and no outer blanks', () => { expect(cleanLine('　县局三楼\r\n党员\t活动室 ')).toBe('县局三楼 党员 活动室') })

  it('that is too long or blank is refused', () => {
    expect(Text(3).safeParse('四个字了').success).toBe(false)
    expect(FilledLine(10).safeParse('　\n').success).toBe(false)
    expect(FilledLine(10).parse(' 第二支部 ')).toBe('第二支部')
  })
})

describe('a name', () => {
  it.each([['罗　敏', '罗敏'], [' 罗 敏 ', '罗敏'], ['阿依古丽 · 买买提', '阿依古丽 · 买买提'], ['张伟(二组)', '张伟（二组）'], ['张伟（二组）', '张伟（二组）'], ['Anna Maria', 'Anna Maria']])('%j is compared as %j', (typed, name) => {
    expect(normaliseName(typed)).toBe(name)
  })
  it('once normal stays as it is', () => { fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => { expect(normaliseName(normaliseName(name))).toBe(normaliseName(name)) })) })
  it('in a field of several is found whatever parts them', () => { expect(namesIn('赵文博、钱雅文，马晓东; 罗敏　邓丽娟,')).toEqual(['赵文博', '钱雅文', '马晓东', '罗敏', '邓丽娟']) })
})

describe('numerals', () => {
  it.each([[1, '一'], [10, '十'], [12, '十二'], [20, '二十'], [60, '六十'], [99, '九十九']])('%i is %s', (n, words) => { expect(chineseNumeral(n)).toBe(words) })
  it.each([0, 100, 1.5, -1, NaN])('%d has none', (n) => { expect(() => chineseNumeral(n)).toThrow(RangeError) })
})

describe('the next meeting is called', () => {
  it.each([
    ['第1次 where the year has none', [], '第1次'],
    ['one more than the highest number written', ['第二支部委员会2026年第9次会议', '第二支部委员会2026年第7次会议'], '第10次'],
    ['by the number, not by how many records there are', ['第二支部委员会2026年第 9 次会议'], '第10次'],
    ['by a number in full-width digits', ['第二支部委员会2026年第１２次会议'], '第13次'],
    ['第1次 after titles without a number', ['临时会议', ''], '第1次'],
  ])('%s', (_case, titles, number) => { expect(nextTitle('committeeMeeting', '第二支部', '2026-10-09', titles)).toBe(`第二支部委员会2026年${number}会议`) })
})

describe('the name of a file', () => {
  it('tells the day, the meeting and the paper', () => { expect(documentFileName('2026-09-08', '支委会', 'record', 'docx')).toBe('2026-09-08 支委会 会议记录.docx') })
  it('holds no character that Windows refuses', () => {
    for (const document of ['record', 'signIn', 'minutes', 'notice', 'ballot', 'tally'] as const) {
      expect(documentFileName('2026-09-08', '支委会', document, 'pdf')).toContain(documentNames[document])
      expect(documentFileName('2026-09-08', 'a/b\\c:d*e?f"g<h>i|j', document, 'pdf')).not.toMatch(/[\\/:*?"<>|]/)
    }
  })
})

it('the committee is called after its branch', () => { expect(committeeNameOf('第二支部')).toBe('第二支部委员会') })
