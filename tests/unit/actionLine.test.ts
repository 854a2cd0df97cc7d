import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupsOf } from '../../shared/domain/actionPeople.ts'
import { parseActionLine, type LineContext, type ParsedAction } from '../../shared/domain/actionLine.ts'
import { addDays, IsoDate } from '../../shared/domain/dates.ts'
import { rosterOn } from '../../shared/domain/roster.ts'
import { people } from '../fixtures/samples.ts'

/** A Tuesday; the week is 7 to 13 September 2026. */
const on = '2026-09-08'
const context: LineContext = {
  people: rosterOn(people, on), projects: [{ id: 'west', name: '城西片区真烟流动治理' }, { id: 'visits', name: '走访覆盖提升' }, { id: 'rain', name: '雨天配送保障' }],
  groups: groupsOf(rosterOn(people, on)),
}
const read = (text: string, day = on, more: Partial<LineContext> = {}): ParsedAction => {
  const { item, reason } = parseActionLine(text, day, { ...context, ...more })
  if (item === null) throw new Error(`${text}: ${reason}`)
  return item
}
const codes = ({ findings }: ParsedAction): string[] => findings.map(({ code }) => code)

describe('the day by which, in a typed line', () => {
  it.each([
    // days with a month
    ['9月30日前', '2026-09-30'], ['9 月 30 日前', '2026-09-30'], ['９月３０日前', '2026-09-30'], ['9月30号前', '2026-09-30'], ['9月30前', '2026-09-30'], ['九月三十日前', '2026-09-30'], ['十二月十五日之前', '2026-12-15'], ['十月二十一日以前', '2026-10-21'],
    ['于9月30日前', '2026-09-30'], ['请于9月30日前', '2026-09-30'], ['务必于9月30日前', '2026-09-30'], ['截至9月30日', '2026-09-30'], ['截止9月30日', '2026-09-30'], ['截止到9月30日', '2026-09-30'], ['不晚于9月30日', '2026-09-30'], ['最迟9月30日', '2026-09-30'], ['时限：9月30日', '2026-09-30'],
    ['9月30日下班前', '2026-09-30'], ['9月30日17:30前', '2026-09-30'], ['9月30日下午5点前', '2026-09-30'], ['9月30日（周三）前', '2026-09-30'], ['9月30日', '2026-09-30'], ['9月8日前', '2026-09-08'],
    ['9.30前', '2026-09-30'], ['9-30', '2026-09-30'], ['9/30', '2026-09-30'], ['2026-09-30', '2026-09-30'], ['2026.9.30前', '2026-09-30'], ['2026/9/30', '2026-09-30'],
    // a day already past means next year, a year word its own
    ['9月7日前', '2027-09-07'], ['1月10日前', '2027-01-10'], ['3月1日', '2027-03-01'], ['2027年3月1日前', '2027-03-01'], ['二〇二七年三月一日前', '2027-03-01'], ['明年3月底前', '2027-03-31'], ['明年2月底前', '2027-02-28'], ['后年1月5日前', '2028-01-05'], ['今年11月5日前', '2026-11-05'], ['2027年底前', '2027-12-31'], ['明年底', '2027-12-31'], ['2027年前', '2026-12-31'],
    // parts of a month
    ['10月上旬', '2026-10-10'], ['10月中旬', '2026-10-20'], ['10月下旬', '2026-10-31'], ['9月底前', '2026-09-30'], ['11月底前', '2026-11-30'], ['10月末', '2026-10-31'], ['十月中旬前', '2026-10-20'], ['2月下旬前', '2027-02-28'],
    ['本月底', '2026-09-30'], ['月底前', '2026-09-30'], ['月末前', '2026-09-30'], ['本月内', '2026-09-30'], ['本月25日前', '2026-09-25'], ['下月5日前', '2026-10-05'], ['下个月底前', '2026-10-31'], ['下月中旬', '2026-10-20'], ['10月份内', '2026-10-31'], ['10月前', '2026-09-30'], ['次月10日前', '2026-10-10'],
    // a day alone
    ['30日前', '2026-09-30'], ['5日前', '2026-10-05'], ['25号前', '2026-09-25'], ['15日', '2026-09-15'],
    // quarters, halves, the year
    ['季度末', '2026-09-30'], ['本季度末', '2026-09-30'], ['下季度末', '2026-12-31'], ['四季度末', '2026-12-31'], ['第四季度末', '2026-12-31'], ['一季度末前', '2027-03-31'], ['明年二季度末前', '2027-06-30'], ['上半年', '2027-06-30'], ['下半年', '2026-12-31'], ['明年上半年', '2027-06-30'], ['年底前', '2026-12-31'], ['年底', '2026-12-31'], ['年末', '2026-12-31'], ['年内', '2026-12-31'], ['今年年底前', '2026-12-31'], ['明年年中', '2027-06-30'],
    // weeks, Monday to Sunday
    ['本周五前', '2026-09-11'], ['这周日前', '2026-09-13'], ['周四', '2026-09-10'], ['周一前', '2026-09-14'], ['星期五前', '2026-09-11'], ['下周五', '2026-09-18'], ['下周一前', '2026-09-14'], ['下周日', '2026-09-20'], ['下星期三', '2026-09-16'], ['下个礼拜二', '2026-09-15'], ['下下周三', '2026-09-23'], ['本周内', '2026-09-13'], ['下周内', '2026-09-20'], ['下周前', '2026-09-13'], ['本周末前', '2026-09-13'],
    // within
    ['3天内', '2026-09-11'], ['三天内', '2026-09-11'], ['10日内', '2026-09-18'], ['十五日内', '2026-09-23'], ['3日之内', '2026-09-11'], ['两周内', '2026-09-22'], ['1周内', '2026-09-15'], ['一个星期内', '2026-09-15'], ['1个月内', '2026-10-08'], ['三个月内', '2026-12-08'], ['半个月内', '2026-09-23'], ['半年内', '2027-03-08'], ['一年内', '2027-09-08'], ['24小时内', '2026-09-09'],
    ['3个工作日内', '2026-09-11'], ['5个工作日内', '2026-09-15'], ['五个工作日内', '2026-09-15'],
    // 20 September is a Sunday people work for the holiday
    ['10个工作日内', '2026-09-21'],
    // from today
    ['今天', '2026-09-08'], ['明天', '2026-09-09'], ['明日前', '2026-09-09'], ['后天', '2026-09-10'], ['大后天', '2026-09-11'], ['明天下午3点前', '2026-09-09'],
    // before a feast
    ['国庆节前', '2026-09-30'], ['国庆前', '2026-09-30'], ['中秋节前', '2026-09-24'], ['元旦前', '2026-12-31'],
  ])('%s is %s', (phrase, due) => { expect(read(`@吴国栋 ${phrase} 完成核对`)).toMatchObject({ title: '完成核对', owners: ['吴国栋'], due, from: null, repeat: null }) })

  it.each([
    ['2024-01-31', '1个月内', '2024-02-29'], ['2026-01-31', '1个月内', '2026-02-28'], ['2024-02-28', '1天内', '2024-02-29'], ['2024-02-28', '后天', '2024-03-01'], ['2026-12-31', '明天', '2027-01-01'], ['2026-12-31', '本月底', '2026-12-31'], ['2026-12-31', '年底前', '2026-12-31'],
    ['2026-12-31', '5日前', '2027-01-05'], ['2026-12-28', '下周五', '2027-01-08'], ['2026-12-31', '本周日', '2027-01-03'], ['2026-09-13', '下周一', '2026-09-14'], ['2026-09-14', '本周一', '2026-09-14'], ['2027-02-10', '2月底前', '2027-02-28'], ['2028-02-10', '2月底前', '2028-02-29'], ['2026-12-20', '1月5日前', '2027-01-05'],
    ['2026-12-20', '下季度末', '2027-03-31'], ['2026-12-20', '下个月底前', '2027-01-31'], ['2026-03-02', '上半年', '2026-06-30'], ['2026-06-30', '上半年', '2026-06-30'], ['2026-07-01', '上半年', '2027-06-30'], ['2027-11-30', '2月29日前', '2028-02-29'], ['2026-11-20', '31日前', '2026-12-31'], ['2026-09-30', '月底前', '2026-09-30'],
    ['2026-09-30', '1个工作日内', '2026-10-08'],
  ])('said on %s, %s is %s', (day, phrase, due) => { expect(read(`@吴国栋 ${phrase} 完成核对`, day).due).toBe(due) })

  it('in a year without holiday data is counted without weekends, and says so', () => {
    const { due, findings } = read('@吴国栋 5个工作日内 完成核对', '2028-03-01')
    expect(due).toBe('2028-03-08')
    expect(findings.map(({ message }) => message).join('')).toContain('2028年节假日数据未公布')
  })

  it('with its year may be past, and says so; without one it is not taken', () => {
    expect(read('@吴国栋 2025年3月1日前 补材料')).toMatchObject({ due: '2025-03-01', findings: [{ code: 'unsureDue', message: '时限按2025年3月1日理解：这一天已过，请核对。' }] })
    expect(read('@吴国栋 本周一前 补材料')).toMatchObject({ due: null, findings: [{ code: 'noDue' }, { code: 'pastDue' }] })
  })
  it('of two is the last, and the other is told', () => {
    const item = read('郑浩然9月25日前拿出方案，10月30日前全面完成')
    expect(item.due).toBe('2026-10-30')
    expect(codes(item)).toEqual(['otherDue'])
  })
  it('of another in brackets is not taken', () => { expect(read('林静怡于9月22日前将材料报县局党委（审批时限至12月18日）').due).toBe('2026-09-22') })
})

describe('a stretch of days and a beginning', () => {
  it.each([
    ['9月1日至9月30日开展走访，钱雅文牵头', '2026-09-01', '2026-09-30'], ['钱雅文负责9月10日至20日开展走访', '2026-09-10', '2026-09-20'], ['钱雅文负责9月10-20日开展走访', '2026-09-10', '2026-09-20'], ['从10月19日到明年3月底，孙立军负责夜查', '2026-10-19', '2027-03-31'], ['@孙立军 11月1日—12月31日 夜查', '2026-11-01', '2026-12-31'],
    ['@孙立军 11月1日起至明年1月31日止 夜查', '2026-11-01', '2027-01-31'], ['@孙立军 下周一到周三 夜查', '2026-09-14', '2026-09-16'], ['@孙立军 10月19日起 夜查', '2026-10-19', null], ['孙立军负责夜查，自10月19日起执行', '2026-10-19', null], ['@孙立军 即日起 夜查', '2026-09-08', null], ['@孙立军 明天开始 夜查', '2026-09-09', null], ['@孙立军 下周一起 夜查，年底前结束', '2026-09-14', '2026-12-31'],
    ['@孙立军 2026年12月20日至2027年1月10日 夜查', '2026-12-20', '2027-01-10'], ['@孙立军 12月20日至1月10日 夜查', '2026-12-20', '2027-01-10'],
  ])('%s', (text, from, due) => { expect(read(text)).toMatchObject({ from, due }) })
})

describe('what comes again', () => {
  it.each([
    ['每月25日', { every: 'month', on: [25] }], ['每月25日前', { every: 'month', on: [25] }], ['每月10日、25日', { every: 'month', on: [10, 25] }], ['每个月底', { every: 'month', on: [-1] }], ['每月', { every: 'month', on: [] }], ['按月', { every: 'month', on: [] }], ['每两个月', { every: 'month', on: [], interval: 2 }], ['每半个月', { every: 'month', on: [15, -1] }],
    ['每周三、五', { every: 'week', on: [3, 5] }], ['每周三和周五', { every: 'week', on: [3, 5] }], ['每周一至周五', { every: 'week', on: [1, 2, 3, 4, 5] }], ['每星期日', { every: 'week', on: [7] }], ['每周', { every: 'week', on: [] }], ['每两周', { every: 'week', on: [], interval: 2 }], ['每两周周五', { every: 'week', on: [5], interval: 2 }], ['每隔一周', { every: 'week', on: [], interval: 2 }], ['每周至少一次', { every: 'week', on: [] }],
    ['每季度末', { every: 'quarter', on: [-1] }], ['每季度', { every: 'quarter', on: [] }], ['每季度首月10日', { every: 'quarter', on: [110] }], ['每半年', { every: 'year', on: [630, 1231] }], ['每年7月1日', { every: 'year', on: [701] }], ['每年3月底', { every: 'year', on: [331] }], ['每年底', { every: 'year', on: [1231] }], ['每年', { every: 'year', on: [] }], ['每个工作日', { every: 'week', on: [1, 2, 3, 4, 5] }], ['每天', { every: 'day', on: [] }],
  ])('%s', (phrase, repeat) => { expect(read(`@赵文博 ${phrase} 报进度`)).toEqual(expect.objectContaining({ title: '报进度', repeat, due: null, from: null })) })

  it('has an end where a day by which is said', () => {
    expect(read('每月25日报进度，年底前结题，赵文博负责')).toMatchObject({ due: '2026-12-31', repeat: { every: 'month', on: [25], until: '2026-12-31' } })
    expect(read('马晓东负责10月19日起每周一检查车辆，至12月31日')).toMatchObject({ from: '2026-10-19', due: '2026-12-31', repeat: { every: 'week', on: [1], until: '2026-12-31' } })
  })
})

describe('what names no day', () => {
  it.each(['完成率提高到93.5%', '走访3/4的零售户', '核查27户，立案2起', '整理1-3号柜', '9月以来的台账整理', '去年3月的材料补齐', '10月主题党日方案起草', '第三季度例会精神传达', '14:30的会议室布置', '公示5个工作日', '去年底的账核对', '上周三的记录补签'])('%s', (words) => { expect(read(`@吴国栋 ${words}`)).toMatchObject({ due: null, from: null }) })
})

describe('who', () => {
  it.each([
    ['吴国栋负责首次核对，9月30日前', ['吴国栋'], []], ['由吴国栋负责首次核对，9月30日前完成', ['吴国栋'], []], ['责任人：吴国栋，9月30日前完成核对', ['吴国栋'], []], ['责任人吴国栋、林静怡，9月30日前完成核对', ['吴国栋', '林静怡'], []], ['吴国栋牵头，林静怡、何晓燕配合，下周五前拿出方案', ['吴国栋'], ['林静怡', '何晓燕']],
    ['由钱雅文负责，会同马晓东于10月底前完成走访', ['钱雅文'], ['马晓东']], ['林静怡配合吴国栋9月20日前完成台账核对', ['吴国栋'], ['林静怡']], ['林静怡协助吴国栋9月20日前完成台账核对', ['吴国栋'], ['林静怡']], ['吴国栋和林静怡一起核对台账，本月底前完成', ['吴国栋'], ['林静怡']], ['钱雅文、马晓东共同负责排查，11月底前完成', ['钱雅文', '马晓东'], []],
    ['@吴国栋 @林静怡 下周三 交材料', ['吴国栋', '林静怡'], []], ['@何晓燕 9月25日前补课 配合@罗敏', ['何晓燕'], ['罗敏']], ['口袋卡（郑浩然，11月5日）', ['郑浩然'], []], ['轮值夜查（孙立军、钱雅文，10月19日起）', ['孙立军', '钱雅文'], []], ['请郑浩然在国庆前把方案发给吴国栋', ['郑浩然'], []], ['郑浩然11月5日前完成口袋卡', ['郑浩然'], []],
    ['吴国栋：请于9月12日前交表', ['吴国栋'], []], ['罗　敏 负责名单，9月20日前', ['罗敏'], []], ['郑浩然后续跟进印制，两周内', ['郑浩然'], []], ['高志远程培训方案 下周五前完成', [], []], ['赵文博士论文整理 下周五前完成', [], []], ['接收陈思远同志的材料9月20日前报党委，林静怡负责', ['林静怡'], []],
    ['吴国栋查阅记录，9月20日前完成', ['吴国栋'], []], ['组织委员负责，三个工作日内补齐签到表', ['林静怡'], []], ['周书记牵头，年底前办结遗留问题', ['周启明'], []], ['第一党小组负责，国庆节前完成排查', ['孙立军'], []], ['两个党小组轮值，每周三、五各出2人，10月19日起', ['孙立军', '钱雅文'], []], ['@第二党小组 10月上旬 座谈', ['钱雅文'], []],
  ])('%s', (text, owners, helpers) => { expect(read(text)).toMatchObject({ owners, helpers }) })

  it.each([
    ['由纪检委员吴国栋负责，9月30日前完成核对', ['吴国栋'], [], '完成核对'], ['党支部书记周启明牵头，第二党小组配合，10月底前完成排查', ['周启明'], ['钱雅文'], '完成排查'], ['周启明牵头、营销部配合，下月中旬前完成对接', ['周启明'], ['营销部'], '完成对接'],
    ['马晓东：雨天配送方案，国庆节前', ['马晓东'], [], '雨天配送方案'], ['会议决定，由赵文博同志牵头制定方案，罗敏同志协助，9月25日前报支委会', ['赵文博'], ['罗敏'], '牵头制定方案，报支委会'],
  ])('%s, and what', (text, owners, helpers, title) => { expect(read(text)).toMatchObject({ owners, helpers, title }) })
  it('of a second item on the same line is told apart from the first', () => {
    expect(read('吴国栋9月30日前完成首次核对，林静怡10月8日前备齐材料')).toMatchObject({ title: '完成首次核对', owners: ['吴国栋'], due: '2026-09-30', findings: [{ code: 'otherItem', message: '“林静怡10月8日前备齐材料”像是另一项任务，请另立一项。' }] })
  })
  it('of one surname are told apart, the longer name first', () => {
    const two = { people: [{ id: 'a', name: '王伟' }, { id: 'b', name: '王伟民' }, { id: 'c', name: '王芳' }] }
    expect(read('王伟民负责，王伟配合，9月20日前完成核对', on, two)).toMatchObject({ owners: ['王伟民'], helpers: ['王伟'] })
    expect(read('王伟明天交材料', on, two)).toMatchObject({ owners: ['王伟'], due: '2026-09-09' })
  })
  it('twice in the roster is marked', () => { expect(codes(read('@王伟 9月20日前 交材料', on, { people: [{ id: 'a', name: '王伟' }, { id: 'b', name: '王伟' }] }))).toEqual(['unsurePerson']) })
  it.each(['安娜-玛丽', '王伟（二组）', 'a/b', '[x]'])('%s may be anybody\'s name', (name) => {
    expect(read(`${name}负责，9月20日前完成核对`, on, { people: [{ id: 'a', name }] })).toMatchObject({ owners: [name], due: '2026-09-20' })
  })
  it('unknown is kept as typed and marked', () => {
    expect(read('@张三丰 9月30日前 交材料')).toMatchObject({ title: '交材料', owners: ['张三丰'], findings: [{ code: 'unknownPerson' }], readings: expect.arrayContaining([expect.objectContaining({ field: 'owner', value: '张三丰', sure: false })]) })
    expect(read('责任人：李四，9月30日前交材料').owners).toEqual(['李四'])
    expect(read('赵文博负责答复，需营销部配合，9月30日前完成')).toMatchObject({ owners: ['赵文博'], helpers: ['营销部'] })
  })
  it('of a 党小组 without a leader is the group, marked', () => { expect(read('第三党小组负责，9月30日前完成排查', on, { groups: [{ name: '第三党小组', leader: null }] })).toMatchObject({ owners: ['第三党小组'], findings: [{ code: 'unknownPerson' }] }) })
})

describe('which project', () => {
  it.each([
    ['@吴国栋 9月30日前 核对 #走访覆盖提升', [{ id: 'visits', name: '走访覆盖提升', sure: true }]], ['@吴国栋 核对 #走访覆盖提升 9月30日前', [{ id: 'visits', name: '走访覆盖提升', sure: true }]], ['@吴国栋 9月30日前 核对 ＃走访', [{ id: 'visits', name: '走访覆盖提升', sure: false }]], ['@吴国栋 9月30日前 核对 #别的项目', [{ id: null, name: '别的项目', sure: false }]],
    ['吴国栋9月30日前核对“雨天配送保障”数据', [{ id: 'rain', name: '雨天配送保障', sure: true }]], ['吴国栋9月30日前核对城西数据', [{ id: 'west', name: '城西片区真烟流动治理', sure: false }]], ['吴国栋9月30日前核对流动党员名册', []], ['吴国栋9月30日前核对“十个不”卡', []],
  ])('%s', (text, links) => { expect(read(text).links).toEqual(links) })
})

describe('the sentences of the samples', () => {
  it.each([
    ['会议决定：建立支部议定事项清单，吴国栋负责，9 月 30 日前完成首次核对。', on, { title: '建立支部议定事项清单，完成首次核对', owners: ['吴国栋'], due: '2026-09-30', findings: [] }],
    ['责任人林静怡，9 月 15 日前备齐票样、计票单和志愿书。', on, { title: '备齐票样、计票单和志愿书', owners: ['林静怡'], due: '2026-09-15', findings: [] }],
    ['设立 3 个党员攻关项目：“城西片区真烟流动治理”（赵文博牵头）、“走访覆盖提升”（钱雅文牵头）、“雨天配送保障”（马晓东牵头），均填写立项书，12 月 15 日结题，每月 25 日报进度', on, {
      owners: ['赵文博', '钱雅文', '马晓东'], due: '2026-12-15', repeat: { every: 'month', on: [25], until: '2026-12-15' }, links: [{ id: 'west' }, { id: 'visits' }, { id: 'rain' }],
    }],
    ['郑浩然负责方案，10 月 12 日前发通知。', on, { title: '负责方案，发通知', owners: ['郑浩然'], due: '2026-10-12' }],
    ['林静怡于 9 月 22 日前将志愿书、决议和票决材料报县局党委（审批时限至 12 月 18 日）。', '2026-09-18', { title: '将志愿书、决议和票决材料报县局党委（审批时限至12月18日）', owners: ['林静怡'], due: '2026-09-22', findings: [] }],
    ['徐桂芳建议把案例编成“十个不”口袋卡，会议采纳，郑浩然 11 月 5 日前完成。', '2026-10-16', { title: '把案例编成“十个不”口袋卡', owners: ['郑浩然'], due: '2026-11-05' }],
    ['孙立军建议两个党小组轮值，每周三、五各出 2 人，会议同意，自 10 月 19 日起执行。', '2026-10-16', { title: '两个党小组轮值，各出2人', owners: ['孙立军', '钱雅文'], from: '2026-10-19', due: null, repeat: { every: 'week', on: [3, 5] } }],
    ['周启明协调营销部 10 月 30 日前逐条答复。', '2026-10-16', { title: '协调营销部逐条答复', owners: ['周启明'], due: '2026-10-30' }],
    ['9 条建议入任务清单并回访（何晓燕，11 月 10 日）', '2026-10-16', { title: '9条建议入任务清单并回访', owners: ['何晓燕'], due: '2026-11-10', findings: [] }],
  ])('%s', (text, day, item) => { expect(read(text, day)).toMatchObject(item) })
})

describe('where nothing is to be done there is no item', () => {
  it.each([
    ['', '没有写内容'], ['　。', '没有写内容'], ['吴国栋已完成首次核对。', '做完'], ['走访记录已于9月5日全部上报。', '做完'], ['台账核对完毕。', '做完'], ['举手表决：赞成5票，不赞成0票，弃权0票。', '表决'], ['县局党委10月12日批准接收陈思远为预备党员。', '情况'],
    ['赵文博汇报“城西片区真烟流动治理”：9月以来核查27户，立案2起，线索占比由42%降到31%。', '汇报'], ['马晓东谈体会：配送员每天和商户打交道，收一包烟也是纪律问题。', '讨论'], ['吴国栋：上季度台账里有两次活动只有照片没有结论，建议今后每项议题都写明。', '讨论'], ['大家围绕主题交流了体会。', '讨论'], ['8月31日县局党委预审合格。', '情况'],
    ['2026年6月1日至5日公示5个工作日，无异议。', '要做'], ['讨论“党员先锋岗”推荐人选，举手表决推荐赵文博、罗敏2人（赞成14、不赞成0、弃权0），报县局党委，公示5个工作日。', '表决'], ['党员要加强学习', '要做'], ['今天天气很好', '要做'], ['截至9月底，全县已走访120户', '做完'], ['@吴国栋 9月30日前', '要做什么'],
  ])('%s', (text, why) => {
    const { item, reason } = parseActionLine(text, on, context)
    expect(item).toBeNull()
    expect(reason).toContain(why)
  })
})

describe('every reading', () => {
  it('is shown with the words it came from', () => {
    const text = '@吴国栋 9月30日前 完成首次核对 #走访覆盖提升'
    expect(read(text).readings.map(({ field, words, value, sure }) => [field, words, value, sure])).toEqual([
      ['owner', '吴国栋', '吴国栋', true], ['due', '9月30日前', '2026-09-30', true], ['title', '完成首次核对', '完成首次核对', true], ['link', '#走访覆盖提升', '走访覆盖提升', true],
    ])
  })
  it('that may be wrong is marked and says why', () => { expect(read('@吴国栋 3月1日 交材料').readings.find(({ field }) => field === 'due')).toMatchObject({ sure: false, note: '今年的这一天已过，按明年理解' }) })
})

const anyDay = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays('1950-01-01', days))
const pieces = ['吴国栋', '林静怡', '@', '#', '走访', '城西', '9月30日', '前', '负责', '配合', '每月25日', '每周三、五', '下周五', '本周一', '3个工作日内', '年底', '至', '起', '2025年3月1日', '去年', '上半年', '，', '。', '（', '）', '“', '”', ' ', '　', '完成核对', '汇报', '会议决定', '两个党小组', '已', '二〇二七年', '十', '12.5%', '14:30', '\u0000', '𠮷', '\ud800', '\n', '２０２６', '个月内', '99999天内', '国庆前', '第一党小组']
const anyLine = fc.oneof(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join('')), fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'0123456789年月日号周底前内上中下旬本每天个工作至起@#，。（）一二三十') }))

describe('any text', () => {
  it('never throws, gives days that exist, and ranges that lie in the text and hold its words', () => {
    fc.assert(fc.property(anyLine, anyDay, (text, day) => {
      const { item, reason } = parseActionLine(text, day, context)
      expect(item === null).toBe(reason !== null && reason.endsWith('。'))
      for (const date of [item?.due, item?.from, item?.repeat?.until]) expect(IsoDate.safeParse(date ?? day).success).toBe(true)
      for (const { from, to, words } of item?.readings ?? []) {
        expect(from >= 0 && from < to && to <= text.length).toBe(true)
        expect(text.slice(from, to)).toBe(words)
      }
    }), { numRuns: 1500 })
  })
  it('gives no day by which before it was said, unless a full date with its year was written', () => {
    fc.assert(fc.property(anyLine, anyDay, (text, day) => {
      const due = parseActionLine(text, day, context).item?.due ?? day
      expect(due >= day || /(?:\d{4}|[〇零一二三四五六七八九]{4})[\s\p{Cc}]*[年./-]/u.test(text.normalize('NFKC'))).toBe(true)
    }), { numRuns: 1500 })
  })
  it('is read the same with blanks around it and in full-width forms', () => {
    const values = (text: string, day: string) => {
      const { item, reason } = parseActionLine(text, day, context)
      return item === null ? reason : { ...item, readings: item.readings.map(({ field, value, sure }) => ({ field, value, sure })) }
    }
    const wide = (text: string) => Array.from(text, (char) => (/[!-~]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char)).join('')
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces.filter((piece) => !/[.:\ud800]/.test(piece))), { maxLength: 10 }).map((parts) => parts.join('')), anyDay, (text, day) => {
      expect(values(`　 ${text}\t `, day)).toEqual(values(text, day))
      expect(values(wide(text), day)).toEqual(values(text, day))
    }), { numRuns: 800 })
  })
  it('of any length is read at once', () => { expect(parseActionLine('9月30日前'.repeat(100_000), on, context)).toMatchObject({ item: null }) })
})
