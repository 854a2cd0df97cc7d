import { describe, expect, it } from 'vitest'
import { measureInShort, measuresOf, metricNameOf } from '../../shared/domain/projectProposal.ts'

describe('the figure that a difficulty gives a project', () => {
  it('is named without what is wrong with it', () => {
    expect([
      '雨天送货准时率下降', '零售户走访覆盖率低于目标', '城西片区真烟异常流动线索占比高', '许可证延续办理平均用时偏长', '卷烟投放满意度持续偏低', '户均库存周转天数明显上升', '责任区走访不足', '条盒破损率居高不下', '入户率低于全市平均水平', '办理时间长', '回访率未达标',
    ].map(metricNameOf)).toEqual([
      '雨天送货准时率', '零售户走访覆盖率', '城西片区真烟异常流动线索占比', '许可证延续办理平均用时', '卷烟投放满意度', '户均库存周转天数', '责任区走访', '条盒破损率', '入户率', '办理时间', '回访率',
    ])
  })
  it('stays where the title says no such thing, and is never empty', () => {
    expect(['新员工对客户系统不熟，回访差错多', '队伍成长', '下降', '烟叶等级提高', '', '偏高'].map(metricNameOf)).toEqual(['新员工对客户系统不熟，回访差错多', '队伍成长', '下降', '烟叶等级提高', '', '偏高'])
  })
})

describe('the measures that a project begins with', () => {
  it('are none where the Party measure only names the project', () => {
    expect(['', '党员攻关项目：城西片区真烟流动治理', '党员先锋岗:许可窗口；党员责任区：城东'].map(measuresOf)).toEqual(['', '', ''])
  })
  it('are its words where it says what is done', () => {
    for (const words of ['每周三、五错时巡查', '党员攻关项目：雨天配送保障，雨天先打电话', '党员先锋岗：许可窗口\n每周一次业务辅导']) expect(measuresOf(words)).toBe(words)
  })
})

describe('the Party measures in a list', () => {
  it('begin with the name of the project, which a narrow column still shows', () => {
    const of = (measure: string, ...titles: string[]) => measureInShort({ measure, projects: titles.map((title) => ({ title })) })
    expect(of('党员攻关项目：走访覆盖提升')).toBe('走访覆盖提升（党员攻关项目）')
    expect(of('党员攻关项目：走访覆盖提升', '走访覆盖提升')).toBe('走访覆盖提升')
    expect(of('每月一次专题党课', '走访覆盖提升', '城东责任区')).toBe('走访覆盖提升；城东责任区；每月一次专题党课')
    expect([of(''), of('每月一次专题党课')]).toEqual(['', '每月一次专题党课'])
  })
})
