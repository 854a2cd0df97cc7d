import { describe, expect, it } from 'vitest'
import { followUpOf, followUpSentence, type FollowedAction } from '../../shared/domain/followUp.ts'

const meetingId = '00000000-0000-4000-8000-000000000001'
const action = (change: Partial<FollowedAction> = {}): FollowedAction => ({
  id: '00000000-0000-4000-8000-000000000002', title: '报进度', owner: '赵文博', helpers: [], decidedOn: '2026-09-08', dueOn: '2026-12-15', startOn: null, repeatText: '每月25日', state: 'todo', closedOn: null,
  reason: '', evidence: '', confidential: false, steps: [], progress: [], postponements: [], occurrences: [], meeting: { id: meetingId, kind: 'committeeMeeting', title: '', heldOn: '2026-09-08' }, files: [], ...change,
})
const day = (on: string, state: 'open' | 'done' | 'skipped') => ({ on, state, note: '' })
const said = (change: Partial<FollowedAction>, on: string) => followUpSentence(action(change), on)

describe('a repeating item in the paragraph on what became of decisions', () => {
  it('is overdue from the day after one that went by without it, as in the lists', () => {
    expect(said({ occurrences: [day('2026-09-25', 'open')] }, '2026-09-25')).toMatchObject({ overdue: false, sentence: '赵文博：报进度（每月25日，12月15日前），正在执行，至今应办1次、已办0次。' })
    expect(said({ occurrences: [day('2026-09-25', 'open'), day('2026-10-25', 'open')] }, '2026-09-26')).toMatchObject({ overdue: true, sentence: '赵文博：报进度（每月25日，12月15日前），正在执行，9月25日一次逾期未办。' })
  })
  it('says how many were missed beside how many were done', () => {
    expect(said({ occurrences: [day('2026-09-25', 'done'), day('2026-10-25', 'open'), day('2026-11-25', 'open')] }, '2026-11-30').sentence).toBe('赵文博：报进度（每月25日，12月15日前），正在执行，至今应办3次、已办1次，10月25日起2次逾期未办。')
    expect(said({ occurrences: [day('2025-12-25', 'open')] }, '2026-01-08').sentence).toContain('2025年12月25日一次逾期未办')
  })
  it('is in time where every day was done or left out, and when it is closed', () => {
    expect(said({ occurrences: [day('2026-09-25', 'done'), day('2026-10-25', 'skipped')] }, '2026-10-26')).toMatchObject({ overdue: false, sentence: '赵文博：报进度（每月25日，12月15日前），正在执行，至今应办1次、已办1次。' })
    const closed = { state: 'done', closedOn: '2026-10-01', steps: [{ on: '2026-10-01', state: 'done', note: '', at: '2026-10-01T04:00:00.000Z', who: '林静怡' }], occurrences: [day('2026-09-25', 'open')] } as const
    expect(said({ ...closed, steps: [...closed.steps], occurrences: [...closed.occurrences] }, '2026-10-26')).toMatchObject({ overdue: false, state: 'done' })
  })
  it('is past its time limit in its own words, and waits to be accepted without a second 逾期', () => {
    expect(said({ repeatText: '', dueOn: '2026-09-30' }, '2026-10-01').sentence).toBe('赵文博：报进度（9月30日前），逾期未办结。')
    expect(said({ state: 'review', occurrences: [day('2026-09-25', 'open')] }, '2026-10-01')).toMatchObject({ overdue: true, sentence: '赵文博：报进度（每月25日，12月15日前），已办完待验收，9月25日一次逾期未办。' })
  })
  it('is counted in 其中逾期', () => {
    const { text } = followUpOf({ on: '2026-10-01', since: null, actions: [action({ occurrences: [day('2026-09-25', 'open')] }), action({ occurrences: [day('2026-09-25', 'done')] })], more: 0, figures: [], withConfidential: true })
    expect(text).toContain('未办结2项（其中逾期1项）')
  })
})
