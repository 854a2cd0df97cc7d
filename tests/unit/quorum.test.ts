import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeCommitteeQuorum } from '../../shared/domain/quorum.ts'

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
