// What the records of meetings and talks give back to the path.
import { describe, expect, it } from 'vitest'
import { stepOfRecord } from '../../shared/domain/developmentRecords.ts'

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
