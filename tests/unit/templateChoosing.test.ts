// Choosing fields on a paper: what overlaps gives way, steps are taken back, and a marking becomes the field it can be.
import { describe, expect, it } from 'vitest'
import { chosenNext, firstChoices, passagesOf, valuesOf, withChoice, writtenMarks, type Choosing, type Found } from '../../shared/domain/templateChoosing.ts'
import { choiceOf, pickedBetween, placesOf } from '../../shared/domain/templatePlaces.ts'
import type { LayoutParagraph, TemplateChoice, TemplateField, TemplateLayout } from '../../shared/domain/template.ts'

const paragraph = (at: string, ...texts: string[]): LayoutParagraph => ({ kind: 'paragraph', at, align: 'left', firstIndent: 0, leftIndent: 0, pitch: 0, before: 0, after: 0, breakBefore: false, runs: texts.map((text) => ({ text, font: '', size: 12, bold: false, color: '' })) })
const row = (at: string, ...texts: string[]) => ({ at, height: 0, cells: texts.map((text, cell) => ({ span: 1, rows: 1, blocks: [paragraph(`${at}/c${cell}/0`, text)] })) })
const layout: TemplateLayout = {
  page: { width: 595, height: 842, top: 72, right: 72, bottom: 72, left: 72 }, header: [], footer: [], boxes: [],
  body: [paragraph('body/0', '地点：三', '楼会议室'), paragraph('body/1', '张三发言。'), paragraph('body/2', '李四发言。'), { kind: 'table', at: 'body/t0', widths: [100, 100], bordered: true, rows: [row('body/t0/r0', '姓名', '党内职务'), row('body/t0/r1', '张三', '书记'), row('body/t0/r2', '李四', '')] }],
}
const places = placesOf(layout)
const field = (name: string, form: TemplateField['form'], inside: TemplateField[] = []): TemplateField => ({ name, meaning: '', example: '', form, inside })
const place: TemplateChoice = { form: 'line', at: 'body/0', from: 3, to: 8, field: '地点' }
const found: Found = { fields: [], values: [
  { choice: place, text: '三楼会议室', why: '写在“地点：”后面', sure: true },
  { choice: { form: 'paragraphs', first: 'body/1', last: 'body/2', field: '会议内容' }, text: '张三发言。', why: '', sure: false },
] }

describe('choices', () => {
  it('only what is sure is chosen at first, the rest stays open', () => {
    const choices = firstChoices(places, found)
    expect(choices).toEqual([place])
    expect(valuesOf(places, found, choices).map(({ choice, chosen }) => [choice.field, chosen])).toEqual([['地点', true], ['会议内容', false]])
  })

  it('what overlaps gives way to the new one, words beside it do not', () => {
    const floor: TemplateChoice = { form: 'line', at: 'body/0', from: 3, to: 5, field: '标题' }
    const label: TemplateChoice = { form: 'line', at: 'body/0', from: 0, to: 3, field: '支部' }
    expect(withChoice(places, [place], floor)).toEqual([floor])
    expect(withChoice(places, [place], label)).toEqual([place, label])
    expect(withChoice(places, [{ form: 'line', at: 'body/t0/r1/c0/0', from: 0, to: 2, field: '主持人' }], { form: 'rows', first: 'body/t0/r1', last: 'body/t0/r2', field: '签到', cells: [] })).toHaveLength(1)
  })

  it('each step is taken back and done again; a new one ends what could be done again', () => {
    const start: Choosing = { past: [], now: [], future: [] }
    const one = chosenNext(start, { act: 'set', choices: [place] })
    const back = chosenNext(one, { act: 'undo' })
    expect(back.now).toEqual([])
    expect(chosenNext(back, { act: 'redo' })).toEqual(one)
    expect(chosenNext(back, { act: 'set', choices: [] }).future).toEqual([])
    expect(chosenNext(start, { act: 'undo' })).toBe(start)
  })
})

describe('a marking', () => {
  const between = (from: [string, number], to: [string, number]) => pickedBetween(places, { at: from[0], offset: from[1] }, { at: to[0], offset: to[1] })
  const as = (picked: ReturnType<typeof between>, wanted: TemplateField) => picked && choiceOf(places, picked, wanted)

  it('in a paragraph is a piece of it, whichever way it was drawn', () => {
    expect(as(between(['body/0', 8], ['body/0', 3]), field('地点', 'line'))).toEqual(place)
    expect(as(between(['body/0', 3], ['body/0', 8]), field('议题', 'paragraphs'))).toEqual({ ...place, field: '议题' })
  })

  it('without width is the whole paragraph, and over several all of them; a triple click ends with its own', () => {
    expect(as(between(['body/1', 2], ['body/1', 2]), field('开场', 'paragraphs'))).toEqual({ form: 'paragraphs', first: 'body/1', last: 'body/1', field: '开场' })
    expect(as(between(['body/1', 1], ['body/2', 2]), field('会议内容', 'paragraphs'))).toEqual({ form: 'paragraphs', first: 'body/1', last: 'body/2', field: '会议内容' })
    expect(between(['body/1', 0], ['body/2', 0])?.line).toEqual({ at: 'body/1', from: 0, to: 5 })
  })

  it('over rows is a list whose columns are named by the words above; from the text into a table it is nothing', () => {
    expect(as(between(['body/t0/r1/c0/0', 0], ['body/t0/r2/c1/0', 0]), field('签到', 'list', [field('姓名', 'line'), field('职务', 'line')])))
      .toEqual({ form: 'rows', first: 'body/t0/r1', last: 'body/t0/r2', field: '签到', cells: [{ cell: 0, field: '姓名' }, { cell: 1, field: '职务' }] })
    expect(between(['body/2', 1], ['body/t0/r1/c0/0', 1])).toBeNull()
  })
})

it('a mark over several runs stays whole, and no character is lost or doubled', () => {
  const passages = passagesOf(paragraph('x', '地点：三', '楼会议室。'), [{ key: 'k', from: 3, to: 8, kind: 'chosen', field: '地点' }, { key: 'l', from: 5, to: 9, kind: 'open', field: '支部' }])
  expect(passages.map(({ mark, pieces }) => [mark?.field ?? '', pieces.map(({ text }) => text)])).toEqual([['', ['地点：']], ['地点', ['三', '楼会议室']], ['', ['。']]])
  expect(writtenMarks('x', '{#议题}{ 议题标题 }{/议题}').map((mark) => mark.field)).toEqual(['议题', '议题标题', '议题'])
})
