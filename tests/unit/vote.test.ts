import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { presenceOf } from '../../shared/domain/quorum.ts'
import { attendeesOf, rosterOn, type PersonWithHistory } from '../../shared/domain/roster.ts'
import { judgeElection, judgeVote, VoteCount, voteFault, type VoteScene } from '../../shared/domain/vote.ts'

const judge = (scene: VoteScene, expected: number, present: number, votes: Partial<VoteCount> = {}) => judgeVote(VoteCount.parse({ scene, expected, present, ...votes }))

// Domain rules section 1.3, as numbered there.
describe('the cases of the rules', () => {
  const cases: [string, VoteScene, number, number, Partial<VoteCount>, { mayMeet: boolean; passed: boolean }, string][] = [
    ['T1 half of 16 may meet, and all 8 of them are not more than half', 'general', 16, 8, { yes: 8 }, { mayMeet: true, passed: false }, '8不大于应到会有表决权16人的半数8'],
    ['T2 half is not enough to meet on an admission', 'admission', 16, 8, {}, { mayMeet: false, passed: false }, '正好半数不行'],
    ['T3 nine of 16 may, and pass', 'admission', 16, 9, { yes: 9 }, { mayMeet: true, passed: true }, '9大于应到会有表决权16人的半数8'],
    ['T4 seven there and one written make eight of 15', 'admission', 15, 8, { yes: 7, writtenYes: 1 }, { mayMeet: true, passed: true }, '合计赞成8票'],
    ['T4 without the written one it is not enough', 'admission', 15, 8, { yes: 7 }, { mayMeet: true, passed: false }, '7不大于应到会有表决权15人的半数7.5'],
    ['T5 twelve and one written of 15', 'admission', 15, 13, { yes: 12, abstain: 1, writtenYes: 1 }, { mayMeet: true, passed: true }, '合计赞成13票'],
    ['T6 twelve of 15 are four fifths, and seven of twelve elect', 'election', 15, 12, { yes: 7 }, { mayMeet: true, passed: true }, '7大于实到会有选举权12人的半数6，当选'],
    ['T7 six of twelve do not', 'election', 15, 12, { yes: 6 }, { mayMeet: true, passed: false }, '不当选'],
    ['T8 eleven of 15 are not four fifths', 'election', 15, 11, {}, { mayMeet: false, passed: false }, '五分之四'],
    ['T9 three of a committee of five may meet', 'committee', 5, 3, {}, { mayMeet: true, passed: false }, '可以开会'],
    ['T10 two may not', 'committee', 5, 2, {}, { mayMeet: false, passed: false }, '不能开会'],
  ]
  it.each(cases)('%s', (_case, scene, expected, present, votes, judged, words) => {
    const { explanation, ...verdict } = judge(scene, expected, present, votes)
    expect(verdict).toEqual(judged)
    expect(explanation).toContain(words)
  })
})

describe('counts that cannot be', () => {
  it.each([
    ['a negative count', { scene: 'general', expected: 5, present: 3, yes: -1 }],
    ['a fraction', { scene: 'general', expected: 5, present: 3, yes: 1.5 }],
    ['an unknown scene', { scene: 'acclamation', expected: 5, present: 3 }],
    ['something else beside', { scene: 'general', expected: 5, present: 3, proxies: 1 }],
  ])('%s is no count at all', (_case, counts) => { expect(VoteCount.safeParse(counts).success).toBe(false) })

  it.each([
    ['more there than expected', { scene: 'general' as const, expected: 5, present: 6 }, '多于应到'],
    ['more votes than people', { scene: 'general' as const, expected: 5, present: 4, yes: 3, no: 1, abstain: 1 }, '多于实到'],
    ['written votes in an election', { scene: 'election' as const, expected: 15, present: 12, yes: 7, writtenYes: 1 }, '不计书面意见'],
    ['more written votes than people away', { scene: 'admission' as const, expected: 15, present: 14, yes: 14, writtenYes: 2 }, '多于没有到会'],
  ])('%s is told and passes nothing', (_case, counts, words) => {
    const parsed = VoteCount.parse(counts)
    expect(voteFault(parsed)).toContain(words)
    expect(judgeVote(parsed)).toMatchObject({ passed: false, explanation: expect.stringContaining(words) })
  })

  it('written votes count for nothing but an admission', () => {
    expect(judge('general', 15, 13, { yes: 7, writtenYes: 2 })).toMatchObject({ passed: false, explanation: expect.stringContaining('书面意见不计入') })
  })
})

describe('several candidates of an election', () => {
  const electing = (seats: number | null, got: number[], present = 12) => judgeElection(got.map((yes) => VoteCount.parse({ scene: 'election', expected: 15, present, yes })), seats)
  it.each<[string, number | null, number[], string[]]>([
    ['more than half of those there are elected, half is not enough', 3, [7, 6, 12], ['elected', 'notElected', 'elected']],
    ['of more than there are seats those with the most votes', 2, [8, 12, 7, 9], ['notElected', 'elected', 'notElected', 'elected']],
    ['equal votes for the last seat decide nothing', 2, [9, 12, 9, 8], ['tied', 'elected', 'tied', 'notElected']],
    ['equal votes within the seats do', 2, [9, 9, 8], ['elected', 'elected', 'notElected']],
    ['all may be tied', 1, [12, 12], ['tied', 'tied']],
    ['without a number of seats everybody with enough votes', null, [9, 12, 9, 6], ['elected', 'elected', 'elected', 'notElected']],
    ['nobody got enough', 2, [6, 5], ['notElected', 'notElected']],
  ])('%s', (_case, seats, got, results) => { expect(electing(seats, got).results).toEqual(results) })

  it('get no result where too few came, or a count cannot be', () => {
    expect(electing(1, [9, 2], 11)).toMatchObject({ results: null, explanation: expect.stringContaining('选举无效') })
    expect(electing(1, [13, 2])).toMatchObject({ results: null, explanation: expect.stringContaining('多于实到') })
    expect(judgeElection([], 1).results).toBeNull()
  })

  it('are never elected above the seats, and never with half of the votes or less', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 9 }), (got, seats) => {
      const { results } = electing(seats, got)
      expect(results?.filter((result) => result === 'elected').length).toBeLessThanOrEqual(seats)
      expect(got.filter((yes, n) => yes <= 6 && results?.[n] !== 'notElected')).toEqual([])
    }))
  })
})

describe('of any possible count', () => {
  const anyCount = fc.record({ scene: fc.constantFrom<VoteScene>('general', 'admission', 'committee', 'election'), expected: fc.integer({ min: 0, max: 60 }), present: fc.integer({ min: 0, max: 60 }), yes: fc.integer({ min: 0, max: 60 }), no: fc.integer({ min: 0, max: 60 }), abstain: fc.integer({ min: 0, max: 60 }), writtenYes: fc.integer({ min: 0, max: 60 }), writtenNo: fc.integer({ min: 0, max: 60 }) })
  it('nothing passes where they may not meet, and one vote more never makes it fail', () => {
    fc.assert(fc.property(anyCount, (counts) => {
      const judged = judgeVote(counts)
      expect(judged.passed && !judged.mayMeet).toBe(false)
      const more = { ...counts, yes: counts.yes + 1 }
      expect(judged.passed && voteFault(more) === null && !judgeVote(more).passed).toBe(false)
    }))
  })
})

describe('of a roster', () => {
  const person = (n: number, changes: Partial<{ status: 'fullMember' | 'probationaryMember'; noVote: string; from: string }> = {}): PersonWithHistory => {
    const id = `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
    const at = { personId: id, from: '2024-02-20' }
    return {
      id, name: `党员${n}`,
      history: [
        { ...at, id: `${id.slice(0, -1)}a`, field: 'status', value: changes.status ?? 'fullMember' },
        ...(changes.noVote === undefined ? [] : [{ personId: id, id: `${id.slice(0, -1)}b`, from: changes.from ?? '2024-02-20', field: 'vote' as const, value: changes.noVote }]),
      ],
    }
  }
  const people = [...Array.from({ length: 8 }, (_, n) => person(n)), person(8, { status: 'probationaryMember' }), person(9, { noVote: '留党察看', from: '2026-09-10' })]
  const presence = (day: string, there: number) => {
    const roster = rosterOn(people, day)
    const attendance = roster.slice(0, there).map(({ id }) => ({ personId: id, state: 'present' as const, reason: '', approvedBy: '', hours: null, makeUp: null }))
    return presenceOf('generalMeeting', attendeesOf('generalMeeting', roster, { attendance, group: '' }))
  }

  it('预备党员 are expected and have no vote', () => { expect(presence('2026-09-08', 9)).toMatchObject({ expected: 10, present: 9, expectedVoters: 9, presentVoters: 8 }) })
  it('who is under 留党察看 from a day on has none from that day', () => { expect(presence('2026-09-10', 9)).toMatchObject({ expected: 10, expectedVoters: 8 }) })
  it('a meeting of before keeps its own day', () => { expect(presence('2026-09-09', 10)).toMatchObject({ expectedVoters: 9, presentVoters: 9, mayMeet: true }) })
  it('half of those with a vote may meet, whoever else is there', () => { expect(presence('2026-09-10', 4)).toMatchObject({ presentVoters: 4, mayMeet: true }) })
})
