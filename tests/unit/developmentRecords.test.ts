// What the records of meetings and talks give back to the path.
import { describe, expect, it } from 'vitest'
import { entryToFill, offersOf, stepOfRecord, type NamingRecord } from '../../shared/domain/developmentRecords.ts'
import { entry, votes } from './developmentFacts.ts'

describe('the step of a record', () => {
  const step = (title: string) => stepOfRecord({ kind: 'committeeMeeting', title, votes: null })
  it.each([
    ['讨论确定入党积极分子陈思远同志为发展对象人选', 'prospectDetermined'], ['听取入党积极分子陈思远同志培养考察情况并确定为发展对象', 'prospectDetermined'], ['研究确定陈思远同志为发展对象人选', 'prospectDetermined'],
    ['研究确定发展对象陈思远同志的入党介绍人', 'introducersAssigned'], ['对入党积极分子陈思远同志进行半年考察', 'activistReview'], ['研究确定陈思远同志为入党积极分子', 'activistDetermined'],
    ['研究提交大会讨论接收发展对象陈思远同志为预备党员事项', 'committeeScreening'], ['审查接收已列为发展对象的陈思远同志为预备党员', 'committeeScreening'], ['对预备党员陈思远同志进行教育考察', 'probationReview'],
  ])('%s: %s', (title, expected) => {
    expect(step(title)).toBe(expected)
  })
})

describe('a vote that was lost', () => {
  const record = (meetingId: string, heldOn: string): NamingRecord => ({ meetingId, kind: 'generalMeeting', state: 'draft', heldOn, title: '讨论接收陈思远同志为中共预备党员', decision: '', talker: '', votes })
  const lost = entry('admissionVote', '2026-09-18', { votes, result: 'failed', meetingId: 'first' })
  const records = [record('before', '2026-08-20'), record('first', '2026-09-18'), record('second', '2026-12-18'), record('third', '2027-01-20')]
  const offered = (...entries: readonly (typeof lost)[]) => offersOf(records, entries).map(({ meetingId }) => meetingId)

  const fill = (entries: readonly (typeof lost)[], meetingId: string, heldOn: string) => entryToFill(entries, { step: 'admissionVote', meetingId, heldOn })

  it('leaves room for the record of the next, and none once one was passed', () => {
    expect(offered(lost)).toEqual(['second', 'third'])
    expect(offered(lost, { ...lost, id: 'won', on: '2026-12-18', result: 'passed', meetingId: 'second' })).toEqual([])
  })

  it('is not filled with the next', () => {
    const typed = { ...lost, meetingId: null }
    expect(offered(typed)).toEqual(['first', 'second', 'third'])
    expect([fill([typed], 'first', '2026-09-18'), fill([typed], 'second', '2026-12-18')]).toEqual([typed, null])
    const won = { ...lost, id: 'won', on: '2026-12-18', result: 'passed' as const, meetingId: null }
    expect([fill([lost, won], 'first', '2026-09-18'), fill([lost, won], 'second', '2026-12-18')]).toEqual([lost, won])
  })
})
