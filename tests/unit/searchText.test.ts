import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, holdsAll, placesOf, snippetOf, termsOf } from '../../shared/domain/searchText.ts'

const marked = (text: string, typed: string): string => {
  let shown = ''
  let at = 0
  for (const [from, to] of placesOf(text, termsOf(typed))) {
    shown += `${text.slice(at, from)}[${text.slice(from, to)}]`
    at = to
  }
  return shown + text.slice(at)
}

describe('text is compared', () => {
  it.each([
    ['ＷＰＳ云文档', 'wps云'], ['９４．２％', '94.2%'], ['罗　敏到会', '罗敏'], ['12345热线', '１２３４５'], ['第①项', '第1项'], ['Ｋ０１', 'k01'], ['Café', 'CAFE\u0301'], ['ｶﾞｽ', 'ガス'], ['한글', '한글'], ['葛󠄀市', '葛市'],
  ])('%s holds %s', (text, typed) => { expect(holdsAll(text, termsOf(typed))).toBe(true) })

  it('piece by piece as in one go', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      // A mark takes the slow way, and is folded away with the sign it stands on.
      const slow = foldText(`${text}\n\u0301`)
      expect(slow.startsWith(foldText(`${text}\n`).slice(0, -1))).toBe(true)
    }))
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const folded = foldText(text)
      expect(placesOf(text, folded === '' ? [] : [folded])).toHaveLength(folded === '' ? 0 : 1)
    }))
  })

  it('as folded, also where the quick way is taken', () => {
    const sign = fc.constantFrom('⼀', '一', '㈠', '㊤', '上', '㍿', '株', '会', '议', '１', '1', '2', 'A', 'é', 'e', '\u0301', '\u20dd', ' ', '　', '\u200b', 'ｶ', 'ﾞ', '㎡')
    const written = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''))
    fc.assert(fc.property(written, written, (text, typed) => {
      const terms = termsOf(typed)
      expect(holdsAll(text, terms)).toBe(terms.every((term) => foldText(text).includes(term)))
      const line = snippetOf(`${'前'.repeat(200)}${text}${'后'.repeat(200)}`, terms)
      expect(terms.length !== 1 || !holdsAll(text, terms) || holdsAll(line, terms)).toBe(true)
    }))
  })

  it('every sign of Unicode that folds to a Han character is known as one', () => {
    const han = /[\u4e00-\u9fff]/u
    const signs = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point)).filter((sign) => !han.test(sign) && han.test(foldText(sign)))
    expect(signs.length).toBeGreaterThan(1000)
    expect(signs.filter((sign) => [...foldText(sign)].some((character) => han.test(character) && !holdsAll(sign, [character])))).toEqual([])
    expect(holdsAll('㈠', ['一'])).toBe(true)
  })

  it('every term has to be there', () => {
    expect(holdsAll('走访零售户，覆盖率提升', termsOf('覆盖率 零售'))).toBe(true)
    expect(holdsAll('走访零售户，覆盖率提升', termsOf('覆盖率 烟花'))).toBe(false)
  })

  it('nothing but blanks looks for nothing', () => { expect(termsOf(' 　\u200b\n')).toEqual([]) })
})

describe('what was found is marked in the text as it was written', () => {
  it.each([
    ['关于ＷＰＳ云文档的通知', 'wps', '关于[ＷＰＳ]云文档的通知'],
    ['罗　敏、罗敏', '罗敏', '[罗　敏]、[罗敏]'],
    ['会会会', '会会', '[会会]会'],
    ['增长㎡与米', 'm2', '增长[㎡]与米'],
    ['支委会研究支部', '支部 支委', '[支委]会研究[支部]'],
    ['😀会😀', '😀', '[😀]会[😀]'],
    ['没有', '烟花', '没有'],
  ])('%s, %s', (text, typed, shown) => { expect(marked(text, typed)).toBe(shown) })

  it('and the line around it holds it', () => {
    const long = `${'今年以来支部认真学习。'.repeat(30)}烟花爆竹${'今年以来支部认真学习。'.repeat(30)}`
    const line = snippetOf(long, termsOf('烟花爆竹'))
    expect(line).toContain('烟花爆竹')
    expect(line.length).toBeLessThan(100)
    expect(line.startsWith('…') && line.endsWith('…')).toBe(true)
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(290), (text, from) => {
      const terms = termsOf(text.slice(from, from + 3))
      expect(snippetOf(text, terms).isWellFormed() || !text.isWellFormed()).toBe(true)
    }))
  })
})
