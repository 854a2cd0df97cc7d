import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentName } from '../../shared/domain/documents.ts'
import { meetingKinds, kindElements } from '../../shared/domain/meetingKinds.ts'
import type { LayoutBlock, LayoutParagraph, TemplateField, TemplateLayout } from '../../shared/domain/template.ts'
import { checkFields, lackingFields } from '../../shared/domain/templateFaults.ts'
import { essentialFields, templateFields } from '../../shared/domain/templateFields.ts'
import { paragraphsIn, placeInWords, textOfParagraph } from '../../shared/domain/templateText.ts'
import { findValues } from '../../shared/domain/templateValues.ts'

const paragraph = (at: string, text: string, align: LayoutParagraph['align'] = 'left'): LayoutParagraph => ({ kind: 'paragraph', at, align, firstIndent: 0, leftIndent: 0, pitch: 0, before: 0, after: 0, breakBefore: false, runs: text === '' ? [] : [{ text, font: '', size: 16, bold: false, color: '' }] })
const layoutOf = (body: LayoutBlock[]): TemplateLayout => ({ page: { width: 595.3, height: 841.9, top: 72, right: 90, bottom: 72, left: 90 }, header: [], body, footer: [], boxes: [] })
const lines = (...texts: string[]): TemplateLayout => layoutOf(texts.map((text, n) => paragraph(`body/${n}`, text)))
const valuesOf = (...texts: string[]): Record<string, string> => Object.fromEntries(findValues(lines(...texts), 'record', null).map(({ choice, text }) => [choice.field, text]))

describe('finding values', () => {
  it.each([
    ['会议时间：2025年11月20日', { 时间: '2025年11月20日' }],
    ['地 点：三楼会议室', { 地点: '三楼会议室' }],
    ['一、时间:2025年1月2日', { 时间: '2025年1月2日' }],
    ['主持人：张三\t记录人：李四', { 主持人: '张三', 记录人: '李四' }],
    ['应到党员16人，实到14人，请假2人。', { 应到: '16人', 实到: '14人', 请假人数: '2人' }],
    ['会议于2025年11月20日下午14:30召开', { 时间: '2025年11月20日下午14:30' }],
    ['学时：1学时', { 学时: '1学时' }],
    ['时间：', {}],
    ['时间：________', {}],
    ['时间：{时间}', {}],
    ['讨论了时间和地点的问题', {}],
  ])('%s', (text, found) => { expect(valuesOf(text)).toEqual(found) })

  it('takes the running text between the facts and the signatures, without them', () => {
    expect(valuesOf('时间：2025年11月20日', '地点：三楼', '张三说了很多话，说的是今年的工作怎样安排，大家都表示同意，并且提出建议。', '李四补充了三点。', '主持人签字：')).toEqual({ 时间: '2025年11月20日', 地点: '三楼', 会议内容: '张三说了很多话，说的是今年的工作怎样安排，大家都表示同意，并且提出建议。\n李四补充了三点。' })
  })

  it('offers only fields of the document, inside of their paragraphs and never over each other, whatever the text', () => {
    const piece = fc.constantFrom('时间：', '地点:', '主持人：', '2025年11月20日', '14:30', '应到5人', '张三', '　　　　', '\t', '。', '会议内容', '签字', '{', '}', '会议记录', '（', '议题：', '')
    fc.assert(fc.property(fc.array(fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')), { maxLength: 12 }), fc.constantFrom(...DocumentName.options), (texts, document) => {
      const layout = lines(...texts)
      const known = new Set(templateFields(document, null).map(({ name }) => name))
      const lengths = new Map(paragraphsIn(layout.body).map((each) => [each.at, textOfParagraph(each).length]))
      const taken = new Map<string, number[]>()
      for (const { choice } of findValues(layout, document, null)) {
        expect(known).toContain(choice.field)
        const ranges: [string, number, number][] = choice.form === 'line' ? [[choice.at, choice.from, choice.to]]
          : choice.form === 'paragraphs' ? [...lengths.keys()].slice([...lengths.keys()].indexOf(choice.first), [...lengths.keys()].indexOf(choice.last) + 1).map((at) => [at, 0, lengths.get(at) ?? 0]) : []
        for (const [at, from, to] of ranges) {
          expect(to).toBeLessThanOrEqual(lengths.get(at) ?? -1)
          const units = Array.from({ length: to - from }, (_, n) => from + n)
          expect((taken.get(at) ?? []).filter((unit) => units.includes(unit))).toEqual([])
          taken.set(at, [...(taken.get(at) ?? []), ...units])
        }
      }
    }), { examples: [[['会议内容', '时间：', '{应到5人', '时间：'], 'record']] })
  })
})

describe('the fields', () => {
  const flat = (fields: readonly TemplateField[]): TemplateField[] => fields.flatMap((each) => [each, ...flat(each.inside)])

  it.each(DocumentName.options.flatMap((document) => [null, ...meetingKinds].map((kind) => ({ document, kind }))))('of $document for $kind have each name once for each form, and all that is essential', ({ document, kind }) => {
    const fields = templateFields(document, kind)
    const keys = fields.map(({ name, form }) => `${name} ${form === 'list'}`)
    expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([])
    for (const { name, meaning } of flat(fields)) expect([/^[\p{Script=Han}]{1,20}/u.test(name), meaning !== '']).toEqual([true, true])
    expect(essentialFields[document].flat().filter((name) => !fields.some((each) => each.name === name))).toEqual([])
  })

  it.each(meetingKinds)('of a record of %s hold every element of the kind', (kind) => {
    const names = templateFields('record', kind).map(({ name }) => name)
    expect(kindElements[kind].map(({ label }) => label).filter((label) => !names.includes(label))).toEqual([])
  })
})

describe('checking a form', () => {
  it('tells what the document says and the form does not', () => {
    expect(lackingFields(['标题', '日期', '签到'], 'signIn')).toEqual([])
    expect(lackingFields(['标题'], 'record')).toEqual(['时间', '地点', '主持人', '记录人', '出席名单', '会议内容'])
  })

  it('allows a list over paragraphs, in one row, and a list in a list', () => {
    expect(checkFields(lines('{#议题}', '{议题标题}', '{#议定事项}{任务}（{责任人}）{/议定事项}', '{/议题}'), 'record', null)).toEqual({ fields: ['议题'], faults: [] })
  })

  it('never throws, whatever is written', () => {
    const piece = fc.constantFrom('{', '}', '#', '/', '议题', '时间', '签到', '姓名', '{#议题}', '{/议题}', '{时间}', ' ', '会')
    fc.assert(fc.property(fc.array(fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')), { maxLength: 6 }), (texts) => {
      for (const { message, at } of checkFields(lines(...texts), 'record', null).faults) expect([message.startsWith(placeInWords(at)), at.startsWith('body/')]).toEqual([true, true])
    }))
  })

  it.each([['body/0', '正文第1段'], ['body/t0/r1/c2/0', '表格1第2行第3格'], ['body/t0/r1/c2/1', '表格1第2行第3格第2段'], ['header1/0', '页眉第1段'], ['footer2/t0/r0/c0/0', '页脚表格1第1行第1格'], ['box0/1', '文本框第2段']])('%s is %s', (at, words) => { expect(placeInWords(at)).toBe(words) })
})
