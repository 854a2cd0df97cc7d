import fc from 'fast-check'
import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { shinglesOf, similarity, similarityOf, skeletonOf } from '../../shared/domain/similarity.ts'

const text = '周启明通报三季度难点：一是城西片区真烟异常流动线索占全县42%；二是零售户走访覆盖率86%，低于95%的目标；三是送货准时率93.5%，雨天明显下降。'
const written = fc.string({ unit: fc.constantFrom(...'会议决定同意研究讨论党员走访覆盖率送货准时42%，。；\n　Aa（）𠮷') , maxLength: 200 })
/** Text as long as asked for, that never repeats itself in the same way. */
const long = (length: number, seed: number): string => Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919 + seed * 104729 + (i * i) % 4099) % 3000))).join('')

describe('two texts', () => {
  it('that are the same are equal, and texts with nothing in common are not', () => {
    expect(similarity(text, text)).toBe(1)
    expect(similarity('学习党章', '检查消防')).toBe(0)
  })

  it('that differ in signs, blanks and full-width figures only are the same', () => { expect(similarity(text, text.replaceAll('，', ',\n').replaceAll('；', '　').replace('42', '４２'))).toBe(1) })

  it('of which one has a figure changed are nearly equal', () => {
    const like = similarity(text, text.replace('86', '94'))
    expect(like).toBeGreaterThan(0.9)
    expect(like).toBeLessThan(1)
  })

  it('that report different things are not alike, though both are records', () => { expect(similarity(text, '钱雅文汇报“走访覆盖提升”：走访覆盖率由86%升至94.2%，收集问题63条、办结51条，闭环率81%；剩余12条主要是货源投放咨询，需营销部配合。')).toBeLessThan(0.4) })

  it('of one sentence more are as equal as their parts', () => { expect(similarity(text, `${text}${text.slice(0, 30)}`)).toBeCloseTo(0.82, 1) })

  it('are compared without the skeleton’s own words', () => {
    const skeleton = ['确定主题党日安排', '会议决定', '周启明', '钱雅文']
    expect(similarity('确定主题党日安排。会议决定：周启明去城西。', '确定主题党日安排。会议决定：钱雅文看网站。')).toBeGreaterThan(0.6)
    expect(similarity('确定主题党日安排。会议决定：周启明去城西。', '确定主题党日安排。会议决定：钱雅文看网站。', skeleton)).toBe(0)
    expect(similarity('周启明小结：按月核对。', '钱雅文小结：按月核对。', skeleton)).toBe(1)
  })

  it('take the longer of two words that begin alike, and leave words of one character', () => {
    expect(similarity('张伟东去', '张伟去', ['张伟', '张伟东'])).toBe(1)
    expect(similarity('的确', '的确', ['的'])).toBe(1)
  })

  it('with nothing left have nothing to compare', () => {
    expect(similarity('', '')).toBe(0)
    expect(similarity('，。', text)).toBe(0)
    expect(similarity('会议决定', '会议决定', ['会议决定'])).toBe(0)
    expect(similarity('好', '好')).toBe(1)
  })

  it('are between 0 and 1, the same both ways, and equal to themselves', () => {
    fc.assert(fc.property(written, written, fc.array(written, { maxLength: 5 }), (a, b, skeleton) => {
      const like = similarity(a, b, skeleton)
      expect(like).toBeGreaterThanOrEqual(0)
      expect(like).toBeLessThanOrEqual(1)
      expect(similarity(b, a, skeleton)).toBe(like)
      expect([0, 1]).toContain(similarity(a, a, skeleton))
    }))
  })
})

describe('a comparison', () => {
  // Comparing every piece with every other would take hours; how long one takes is measured elsewhere.
  it('of one text with 500 others is done by sets, not piece by piece', () => {
    const names = Array.from({ length: 60 }, (_, i) => long(3, i))
    const skeleton = skeletonOf(names)
    const own = shinglesOf(long(5000, 501), skeleton)
    const began = performance.now()
    for (let i = 0; i < 500; i++) similarityOf(own, shinglesOf(long(5000, i), skeleton))
    expect(performance.now() - began).toBeLessThan(60_000)
  })
})
