import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeCommitteeQuorum, judgeCommitteeVote } from '../../shared/domain/quorum.ts'

// Cases T9 and T10 of domain rules section 1.3, and the edges around them.
describe('a committee may meet', () => {
  it.each([
    [5, 3, true, '超过半数'], [5, 2, false, '还差1人'], [4, 2, true, '正好半数'], [4, 1, false, '还差1人'], [3, 2, true, '超过半数'], [3, 1, false, '还差1人'], [1, 1, true, '超过半数'], [1, 0, false, '还差1人'], [7, 0, false, '还差4人'], [5, 5, true, '超过半数'],
  ])('of %i with %i there: %s', (expected, present, mayMeet, words) => {
    const judged = judgeCommitteeQuorum({ expected, present })
    expect(judged.mayMeet).toBe(mayMeet)
    expect(judged.explanation).toContain(words)
    expect(judged.explanation).toContain('支部工作条例第12条')
  })

  it('never without a committee', () => { expect(judgeCommitteeQuorum({ expected: 0, present: 0 })).toEqual({ mayMeet: false, explanation: expect.stringContaining('没有支部委员') }) })

  it('exactly when as many as are said to be missing have come', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 50 }), (expected, present) => {
      const { mayMeet, explanation } = judgeCommitteeQuorum({ expected, present })
      const missing = Number(/还差(\d+)人/.exec(explanation)?.[1] ?? 0)
      expect(mayMeet).toBe(missing === 0)
      expect(judgeCommitteeQuorum({ expected, present: present + missing }).mayMeet).toBe(true)
      expect(missing > 0 && judgeCommitteeQuorum({ expected, present: present + missing - 1 }).mayMeet).toBe(false)
    }))
  })
})

describe('a show of hands', () => {
  it.each([
    ['all five', 5, 5, 5, 0, 0, true, '超过应到委员半数，通过'],
    ['three of five', 5, 5, 3, 2, 0, true, '超过应到委员半数，通过'],
    ['two of five', 5, 5, 2, 1, 2, false, '没有通过'],
    ['exactly half', 4, 4, 2, 2, 0, false, '没有通过'],
    ['all who came, but no more than half of those expected', 5, 3, 2, 0, 1, false, '没有通过'],
    ['all three who came of five', 5, 3, 3, 0, 0, true, '通过'],
    ['somebody without a hand up', 5, 5, 3, 0, 0, true, '另有2人未举手'],
    ['nobody', 0, 0, 0, 0, 0, false, '没有通过'],
  ])('of %s', (_case, expected, present, yes, no, abstain, passed, words) => {
    const judged = judgeCommitteeVote({ expected, present }, { yes, no, abstain })
    expect(judged).toMatchObject({ passed, consistent: true })
    expect(judged.explanation).toContain(words)
  })

  it('of more hands than people is not counted', () => {
    expect(judgeCommitteeVote({ expected: 5, present: 4 }, { yes: 5, no: 0, abstain: 0 })).toEqual({ passed: false, consistent: false, explanation: '三项合计5票，多于实到委员4人，请核对。' })
  })
})
