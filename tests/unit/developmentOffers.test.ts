// What the steps suggest to roster and file, and which steps the file has.
import { describe, expect, it } from 'vitest'
import type { StepEntry } from '../../shared/domain/development.ts'
import { developmentOffers, stepsFromFile } from '../../shared/domain/developmentOffers.ts'
import { changed, entry, extended, whole, without } from './developmentFacts.ts'

const offered = (entries: readonly StepEntry[]) => developmentOffers(entries, [], {}, '2028-03-18').map(({ change }) => change)
const statusOf = (entries: readonly StepEntry[]) => offered(entries).flatMap((change) => (change.kind === 'status' ? [`${change.status} ${change.from}`] : []))
const leftOf = (entries: readonly StepEntry[]) => offered(entries).flatMap((change) => (change.kind === 'left' ? [change.from] : []))
const fieldsOf = (entries: readonly StepEntry[]) => offered(entries).flatMap((change) => (change.kind === 'fields' ? [change.fields] : []))[0] ?? {}
const until = (entries: readonly StepEntry[], day: string) => entries.filter(({ on }) => on <= day)
/** Taken from whoever was on probation by a vote of 20 September 2027. */
const cancelled = changed(without(whole, 'archived'), 'fullVote', { result: 'cancelled' })

describe('人员类别 and 转正日期', () => {
  it('are offered by the reply that approves the last vote', () => {
    expect([statusOf(whole), fieldsOf(whole).fullOn]).toEqual([['fullMember 2027-10-15'], '2028-03-18'])
    expect(statusOf(extended)).toEqual(['fullMember 2028-04-10'])
  })

  it.each<[string, readonly StepEntry[]]>([
    ['the reply to an extension', until(extended, '2028-03-20')],
    ['不批准', changed(whole, 'fullApproval', { result: 'failed' })],
    ['批准取消资格', changed(whole, 'fullApproval', { result: 'cancelled' })],
    ['a reply without its result', changed(whole, 'fullApproval', { result: null })],
    ['a reply to a vote after which the meeting voted otherwise', [...whole, entry('fullVote', '2027-11-20', { result: 'failed' })]],
  ])('are not by %s', (_what, entries) => {
    expect([statusOf(entries), fieldsOf(entries).fullOn]).toEqual([['probationaryMember 2026-10-12'], undefined])
  })

  it('are those of 预备党员 only where the reply approves', () => {
    const admitted = until(whole, '2026-10-16')
    expect([statusOf(admitted), fieldsOf(admitted).joinedOn]).toEqual([['probationaryMember 2026-10-12'], '2026-09-18'])
    for (const result of ['failed', null] as const) {
      const unsure = changed(admitted, 'admissionApproval', { result })
      expect([statusOf(unsure), fieldsOf(unsure).joinedOn]).toEqual([['prospect 2026-06-09'], undefined])
    }
  })
})

describe('取消预备党员资格', () => {
  it.each(['passed', 'cancelled'] as const)('is offered by a reply that is %s', (result) => {
    expect(leftOf(changed(cancelled, 'fullApproval', { result }))).toEqual(['2027-10-15'])
  })

  it.each<[string, readonly StepEntry[]]>([
    ['不批准', changed(cancelled, 'fullApproval', { result: 'failed' })],
    ['a reply without its result', changed(cancelled, 'fullApproval', { result: null })],
    ['a reply before the vote', changed(cancelled, 'fullApproval', { on: '2027-09-19' })],
    ['a vote that was taken back by another', [...cancelled, entry('fullVote', '2027-11-20', { result: 'extended', extendedMonths: 6 })]],
  ])('is not by %s', (_what, entries) => {
    expect(leftOf(entries)).toEqual([])
  })
})

describe('steps that the file has', () => {
  it('are those whose day it knows; 转正日期 is the end of 预备期 and no day of a meeting', () => {
    const steps = stepsFromFile({ appliedOn: '2024-03-11', joinedOn: '2026-09-18', fullOn: '2027-09-18' }, [])
    expect(steps.map(({ step, on, result }) => [step, on, result])).toEqual([['application', '2024-03-11', null], ['admissionVote', '2026-09-18', 'passed']])
  })
})
