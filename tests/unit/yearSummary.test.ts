import { describe, expect, it } from 'vitest'
import type { Indicator } from '../../shared/domain/board.ts'
import type { PlanRow } from '../../shared/domain/plan.ts'
import { yearSummary, type SummarySource } from '../../shared/domain/yearSummary.ts'
import { held } from './todayFacts.ts'

const row = (on: string, more: Partial<PlanRow>): PlanRow => ({ kind: 'themeDay', part: '', on, startsAt: '', hours: null, people: '', place: '', topic: '', business: '', remarks: '', eventId: null, key: on, ruleId: null, basis: '本单位安排', id: '0197a000-0000-7000-8000-000000000001', reason: '', state: 'done', meetingId: null, isLinked: false, heldOn: null, meetingState: null, progress: '', conflicts: [], ...more })
const figure = (code: Indicator['code'], name: string, value: string): Indicator => ({ code, name, value, numerator: '', denominator: '', how: `${name}怎么来的`, records: [], forAnalysis: false })
const source = (more: Partial<SummarySource> = {}): SummarySource => ({ year: 2027, on: '2027-12-31', rows: [], meetings: [], themes: [], indicators: [], nextYear: 0, ...more })
const told = (given: SummarySource) => yearSummary(given).flatMap(({ sentences }) => sentences)

describe('年度小结', () => {
  it('tells what was held with the days of its records, and how that stands to the plan', () => {
    const meetings = [held('themeDay', '2027-02-19'), held('themeDay', '2027-01-15'), held('themeDay', '2027-03-19', { state: 'planned' }), held('heartTalk', '2027-09-10')]
    const rows = [row('2027-01-15', {}), row('2027-02-19', {}), row('2027-03-19', { state: 'missing', reason: '全体防汛' }), row('2027-04-16', { state: 'missing' })]
    const sentences = told(source({ meetings, rows }))
    expect(sentences).toEqual(expect.arrayContaining([
      { text: '开展主题党日2次，年度计划4次、完成2次。', source: '会议记录：1月15日、2月19日；年度计划', isGap: false },
      // Talks are confidential: their days are not told.
      { text: '开展谈心谈话1次。', source: '谈心谈话记录1份', isGap: false },
      { text: '计划3月19日开展的主题党日没有开展，原因是全体防汛。', source: '年度计划里写明的原因', isGap: false },
      { text: '计划4月16日开展的主题党日没有开展，原因【待补】。', source: '年度计划；没有写明原因', isGap: true },
    ]))
  })

  it('gives every sentence a source, and marks each gap', () => {
    const sentences = told(source({ themes: [{ kind: 'themeDay', heldOn: '2027-01-15', theme: '学习“四风”通报' }, { kind: 'partyLecture', heldOn: '2027-05-12', theme: '' }], indicators: [figure('K02', '出勤率', '95 %'), figure('K05', '议定事项办结率', '—'), figure('K11', '先锋岗目标完成率', '—'), figure('K08', '骨干党员占比', '40 %')], nextYear: 61 }))
    expect(sentences.every(({ text, source: from, isGap }) => from !== '' && isGap === text.includes('【待补】'))).toBe(true)
    expect(sentences.map(({ text }) => text)).toEqual(['主题党日的主题：“学习‘四风’通报”。', '5月12日的党课的主题【待补】。', '2027年没有在软件里排计划，计划完成情况【待补】。', '出勤率95 %。', '议定事项办结率【待补】。', '【待补】', '2028年计划已列入61项活动。', '【待补】'])
  })

  it('of a year without records is nothing but gaps', () => {
    expect(told(source()).every(({ isGap }) => isGap)).toBe(true)
    expect(yearSummary(source()).map(({ title }) => title)).toEqual(['一、计划没有完成的', '二、存在的问题', '三、2028年打算'])
  })
})
