import { describe, expect, it } from 'vitest'
import { checklistOf, mostLinks, pointsOf, type HandAnswer, type StoredPoint } from '../../shared/domain/checklist.ts'
import type { StudyRow } from '../../shared/domain/study.ts'
import { studyLedger } from '../../shared/domain/studyLedger.ts'
import { verdictsOf, type CheckedPerson, type CheckedRecord, type ChecklistFacts } from '../../shared/domain/checklistFacts.ts'
import type { Finding, FindingKind } from '../../shared/domain/finding.ts'
import { needsBetween, type Dismissal, type HeldMeeting } from '../../shared/domain/frequency.ts'
import type { MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { organisationFindings } from '../../shared/domain/organisationFindings.ts'
import { rosterOn } from '../../shared/domain/roster.ts'
import { checkIds, shippedPoints, type CheckId } from '../../shared/rules/checklist.ts'
import { shippedRules } from '../../shared/rules/library.ts'
import { people as branchPeople } from '../fixtures/samples.ts'

const id = (n: number) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const finding = (kind: FindingKind, field = 'heldOn', message = '请核对。'): Finding => ({ kind, field, message, rule: '', blocks: false })
const record = (n: number, kind: MeetingKind, heldOn: string, more: Partial<CheckedRecord> = {}): CheckedRecord => ({ id: id(n), kind, heldOn, group: '', state: 'archived', isSupplement: false, isDue: true, findings: [], natures: [], beginsWithStudy: false, elements: {}, hasMinutes: false, ...more })
const person = (n: number, more: Partial<CheckedPerson> = {}): CheckedPerson => ({ id: id(n), name: `人${n}`, status: 'fullMember', inCommittee: false, dates: {}, probationFrom: null, missing: 0, findings: 0, developmentFindings: [], path: null, hasDuesBase: true, ...more })

/** The three samples of the branch that began its books on 2026-09-01, on 2026-11-22. */
const samples = [record(1, 'committeeMeeting', '2026-09-08', { state: 'draft', beginsWithStudy: true }), record(2, 'generalMeeting', '2026-09-18', { state: 'draft' }), record(3, 'themeDay', '2026-10-16', { state: 'draft' })]
function facts(more: Partial<ChecklistFacts> = {}, dismissals: readonly Dismissal[] = []): ChecklistFacts {
  const { year = 2026, on = '2026-11-22', since = '2026-09-01', records = samples } = more
  const meetings: HeldMeeting[] = records.map(({ id: recordId, kind, heldOn, group, state }) => ({ id: recordId, kind, heldOn, group, state, isSupplement: false }))
  return {
    year, on, since, records, needs: needsBetween({ rules: shippedRules, settings: [], since, meetings, people: branchPeople, dismissals }, `${year}-01-01`, `${year}-12-31`, on),
    organisation: organisationFindings({ roster: rosterOn(branchPeople, on), term: null, on }), term: null,
    people: [person(11), person(12)], dues: null, transfers: [], projects: [], study: studyLedger({ year, on, since, people: more.people?.length === 0 ? [] : branchPeople, meetings: [], confirmed: new Map(), trainings: [], volunteer: [], upcoming: [] }), difficulties: { count: 0, unconverted: 0 }, actions: [], openRemedies: 0, volunteerEntries: 0, texts: [],
    backup: { lastOn: on, reminders: [] }, ...more,
  }
}
const verdict = (point: CheckId, more: Partial<ChecklistFacts> = {}, dismissals: readonly Dismissal[] = []) => {
  const found = verdictsOf(facts(more, dismissals)).get(point)
  return { state: found?.state, words: found?.words ?? '', lacks: found?.links?.filter(({ isMissing }) => isMissing).map(({ words }) => words) ?? [] }
}

describe('the points that ship', () => {
  it('are those of domain rules section 7 with 100 points and three vetoes, and two of our own that count none', () => {
    expect(shippedPoints.map((point) => point.id).toSorted()).toEqual([...checkIds])
    expect(shippedPoints.reduce((sum, { points }) => sum + points, 0)).toBe(100)
    expect(shippedPoints.filter(({ veto }) => veto).map((point) => point.id)).toEqual(['C01', 'C10', 'C17'])
    expect(Object.fromEntries(shippedPoints.map((point) => [point.id, point.points]))).toEqual({ C01: 8, C02: 6, C03: 6, C04: 4, C05: 12, C06: 6, C07: 8, C08: 4, C09: 4, C10: 10, C11: 4, C12: 4, C13: 5, C14: 7, C15: 7, C16: 2, C17: 0, C18: 3, C19: 0, C20: 0 })
  })

  it('say 待核 where what they rest on was not read', () => {
    expect(pointsOf([]).filter(({ toVerify }) => toVerify).map((point) => point.id)).toEqual(['C02', 'C09', 'C10', 'C12'])
  })

  it('are answered by what they say they are: by hand alone is what the data say nothing of', () => {
    const said = verdictsOf(facts())
    expect(shippedPoints.filter(({ answeredBy }) => answeredBy === 'hand').map((point) => point.id)).toEqual(shippedPoints.map((point) => point.id).filter((point) => !said.has(point)))
  })
})

describe('组织生活 with the three samples on 22 November 2026', () => {
  it('lacks five meetings by name since 建账日期, with the record to begin; nothing before September', () => {
    const { state, words, lacks } = verdict('C05')
    expect(state).toBe('missing')
    expect(lacks).toEqual(['登记10月的支委会', '登记9月的第一党小组会', '登记9月的第二党小组会', '登记10月的第一党小组会', '登记10月的第二党小组会'])
    expect(words).toBe('缺5次：支委会（10月）、第一党小组会（9月、10月）、第二党小组会（9月、10月）。2026年11月30日以前还要开支委会、第一党小组会、第二党小组会；2026年12月31日以前还要开党员大会、党课。')
    const begin = verdictsOf(facts()).get('C05')?.links?.[0]?.to
    expect(begin).toEqual({ screen: 'newMeeting', kind: 'committeeMeeting', heldOn: '2026-10-31', group: '' })
  })

  it('is whole once what lacks was held, and while the month runs nothing of it is missing', () => {
    const groups = ['第一党小组', '第二党小组'].flatMap((group, at) => ['2026-09-20', '2026-10-20'].map((day, n) => record(20 + at * 2 + n, 'groupMeeting', day, { group })))
    const { state, words } = verdict('C05', { records: [...samples, ...groups, record(30, 'committeeMeeting', '2026-10-09')] })
    expect(state).toBe('ok')
    expect(words).toContain('应开的都开了，已开7次。2026年11月30日以前还要开支委会、第一党小组会、第二党小组会')
    expect(verdict('C05', { records: [...samples, ...groups.slice(1), record(30, 'committeeMeeting', '2026-10-09')] })).toMatchObject({ state: 'missing', lacks: ['登记9月的第一党小组会'] })
  })

  it('lacks the 主题党日 of September, and the theme that no 支委会 had studied', () => {
    expect(verdict('C06')).toMatchObject({ state: 'missing', lacks: ['2026年10月16日的主题党日：没有写会前研究', '登记9月的主题党日'] })
    const studied = samples.map((one) => (one.kind === 'themeDay' ? { ...one, elements: { decidedBefore: '9月8日支委会' } } : one))
    expect(verdict('C06', { records: studied }).lacks).toEqual(['登记9月的主题党日'])
    expect(verdict('C06', { records: [...studied, record(9, 'themeDay', '2026-09-20', { elements: { decidedBefore: '9月8日支委会' } })] }).state).toBe('ok')
  })

  it('does not lack what was said not to be needed', () => {
    const key = facts().needs.find(({ rule, state }) => rule.id === 'R05' && state === 'missing')?.key ?? ''
    const studied = samples.map((one) => (one.kind === 'themeDay' ? { ...one, elements: { decidedBefore: '9月8日支委会' } } : one))
    expect(verdict('C06', { records: studied }, [{ key, reason: '全体参加防汛' }])).toMatchObject({ state: 'ok', words: expect.stringContaining('另有1次写明了不需要') })
  })

  it('leaves what the year still has time for open, and misses it when the year is over', () => {
    for (const point of ['C07', 'C08', 'C09'] as const) expect(verdict(point).state).toBe('unknown')
    expect(verdict('C09').words).toBe('支部委员之间应谈10对，已谈0；支部委员和党员之间应谈12人，已谈0；党员和党员之间应谈12人，已谈0。2026年12月31日以前谈完。')
    // The year in which the books began is cut and owes nothing that counts by the year.
    for (const point of ['C07', 'C08', 'C09'] as const) expect(verdict(point, { since: '2025-09-01', on: '2027-01-05' }).state).toBe('missing')
    expect(verdict('C07', { since: '2025-09-01', on: '2027-01-05' }).words).toBe('缺1次：组织生活会。')
    expect(verdict('C05', { since: '2026-01-01', on: '2027-01-05', records: [] }).words).toMatch(/^缺44次：党员大会（第一季度、第二季度、第三季度、第四季度）、支委会（1月、2月、/)
  })

  it('asks of 组织生活会 and 民主评议 what their records lack', () => {
    const life = record(5, 'orgLifeMeeting', '2026-11-10', { findings: [finding('missing', 'element.remedies', '整改清单未填。')] })
    expect(verdict('C07', { records: [...samples, life] })).toMatchObject({ state: 'missing', lacks: ['2026年11月10日的组织生活会：整改清单未填'] })
    expect(verdict('C07', { records: [...samples, { ...life, findings: [] }], openRemedies: 2 })).toMatchObject({ state: 'ok', words: expect.stringContaining('整改还有2项没有办结') })
    const review = record(6, 'democraticReview', '2026-11-12', { findings: [finding('tooManyExcellent')], elements: { told: '' } })
    expect(verdict('C08', { records: [...samples, review] }).lacks).toEqual(['2026年11月12日的民主评议：优秀超过党员总数的三分之一，没有写结果怎样反馈本人'])
    expect(verdict('C08', { records: [...samples, { ...review, findings: [], elements: { told: '11月20日反馈' } }] }).state).toBe('ok')
  })

  it('of 第一议题 says missing only where nothing was studied first; what only lacks its mark a person judges', () => {
    expect(verdict('C01')).toMatchObject({ state: 'unknown', words: '1次支委会里有1次先学习传达，但没有标为“第一议题”。', lacks: [] })
    expect(verdict('C01', { records: [record(1, 'committeeMeeting', '2026-09-08')] })).toMatchObject({ state: 'missing', lacks: ['2026年9月8日的支委会：没有第一议题'] })
    expect(verdict('C01', { records: [record(1, 'committeeMeeting', '2026-09-08', { natures: ['firstTopic', 'party'] })] }).state).toBe('ok')
    // Without a committee it is the 党员大会; without either nobody can say.
    expect(verdict('C01', { records: [record(2, 'generalMeeting', '2026-09-18')] }).lacks).toEqual(['2026年9月18日的党员大会：没有第一议题'])
    expect(verdict('C01', { records: [] }).state).toBe('unknown')
  })
})

describe('组织设置 and people', () => {
  it('finds the committee of the samples whole, and a branch without a secretary not', () => {
    expect(verdict('C02')).toMatchObject({ state: 'ok', words: '支部委员5人。书记、组织、宣传、纪检都有人担任。书记周启明。' })
    const without = rosterOn(branchPeople, '2026-11-22').map((entry) => ({ ...entry, posts: entry.posts.filter((post) => post !== 'secretary') }))
    expect(verdict('C02', { organisation: organisationFindings({ roster: without, term: null, on: '2026-11-22' }) })).toMatchObject({ state: 'missing', words: expect.stringContaining('没有书记，应当及时补选。') })
  })

  it('cannot tell 换届 without a term, and misses it from the day it is over', () => {
    expect(verdict('C03')).toMatchObject({ state: 'unknown', lacks: ['登记届次'] })
    const term = { number: 3, beganOn: '2023-11-22', years: 3, extendedTo: null, extensionBasis: '', approvalNo: '', note: '' }
    const at = (on: string) => verdict('C03', { term, on, organisation: organisationFindings({ roster: rosterOn(branchPeople, on), term, on }) })
    expect(at('2026-11-21')).toMatchObject({ state: 'ok', words: expect.stringContaining('不到3个月，应当启动换届') })
    expect(at('2026-11-22').state).toBe('missing')
  })

  it('of 发展党员 names whose dates lack or do not fit, never calls it whole, and does not apply where nobody is on the way', () => {
    expect(verdict('C10').state).toBe('notApplicable')
    for (const point of ['C02', 'C10', 'C11', 'C12', 'C13'] as const) expect(verdict(point, { people: [] })).toMatchObject({ state: 'unknown', words: expect.stringMatching(/^名册里还没有(?:人|党员)。$/) })
    const dates = { appliedOn: '2024-03-11', activistOn: '2024-09-10', prospectOn: '2026-06-09', joinedOn: '2026-09-18' }
    expect(verdict('C10', { people: [person(1, { status: 'probationaryMember', dates })] })).toMatchObject({ state: 'unknown', lacks: [] })
    const { joinedOn: _joinedOn, ...unjoined } = dates
    const byRoster = (probationFrom: string | null) => verdict('C10', { people: [person(1, { status: 'probationaryMember', dates: unjoined, probationFrom })] })
    expect(byRoster(null)).toMatchObject({ state: 'missing', lacks: ['人1：没有填入党日期'] })
    expect(byRoster('2026-03-05')).toMatchObject({ state: 'unknown', lacks: [] })
    expect(byRoster('2025-03-05').lacks).toEqual(['人1：预备期已满1年，还没有登记转正、延长或取消，名册里有预备期起算日（2025年3月5日），入党日期栏空着'])
    // The probation of 2025-11-22 is over on the day after 2026-11-22.
    const probation = (joinedOn: string) => verdict('C10', { people: [person(1, { status: 'probationaryMember', dates: { ...dates, joinedOn } })] }).lacks
    expect(probation('2025-11-22')).toEqual([])
    expect(probation('2025-11-21')).toEqual(['人1：预备期已满1年，还没有登记转正、延长或取消'])
    // Of a month the last day speaks: until it is certainly over nothing is said.
    expect(probation('2025-11')).toEqual([])
    const prospect = (prospectOn: string) => verdict('C10', { people: [person(1, { status: 'prospect', dates: { appliedOn: '2024-03-11', activistOn: '2024-09-10', prospectOn } })] }).lacks
    expect(prospect('2025-09-10')).toEqual([])
    expect(prospect('2025-09-09')).toEqual(['人1：确定为发展对象时，积极分子不满1年'])
    // Where a path is entered its joint reading speaks, and the dates of the file do not.
    expect(verdict('C10', { people: [person(1, { status: 'activist', path: ['谈话晚了3天。', '缺一次考察。'] })] })).toMatchObject({ state: 'missing', lacks: ['人1：联审有2处要核对。谈话晚了3天。'] })
    expect(verdict('C10', { people: [person(1, { status: 'activist', path: [] })] })).toMatchObject({ state: 'unknown', lacks: [], words: expect.stringContaining('联审没有发现确定的问题') })
    expect(verdict('C10', { people: [person(1, { status: 'activist' })] }).lacks).toEqual(['人1：没有填申请入党日期，没有填确定为积极分子的日期'])
  })

  it('of the roster counts files that lack something and letters that ran out', () => {
    expect(verdict('C11').state).toBe('ok')
    const transfer = { id: id(50), personId: id(51), personName: '高志远', deadline: '2026-11-01', isOverdue: true, isOpen: true }
    expect(verdict('C11', { people: [person(1), person(2, { missing: 3 }), person(3, { findings: 1, status: 'nonMember' })], transfers: [transfer] })).toMatchObject({
      state: 'missing', words: '党员2人，1人的档案缺项；1份组织关系介绍信已过期，没有收到回执。正在转接的1份。', lacks: ['高志远的转接：介绍信2026年11月1日到期', '人2：缺3项'],
    })
    expect(verdict('C11', { transfers: [{ ...transfer, isOverdue: false }] }).state).toBe('ok')
  })

  it('of 学时 is judged by the ledger: reached or not yet until the year is over, and lacking after it once nothing waits', () => {
    const row = (n: number, short: string, isCommittee = false): StudyRow => ({ personId: id(n), name: `人${n}`, group: '', post: '', isHere: true, isCommittee, asked: isCommittee ? '56' : '32', askedWords: '', theory: '0', business: '0', total: '0', waiting: '0', waitingOpen: 0, planned: '0', plannedOpen: 0, short, stillShort: short, volunteer: '0', mass: 0, massHours: '0' })
    const study = (waiting: number, ...rows: StudyRow[]): ChecklistFacts['study'] => ({ rows, sums: { people: rows.length, reached: 0, waiting, othersVolunteer: '0', theory: '0', business: '0', volunteer: '0' } })
    expect(verdict('C12', { study: study(0, row(1, '0'), row(2, '0', true)) }).state).toBe('ok')
    expect(verdict('C12', { study: study(3, row(1, '0.5'), row(2, '1', true)) })).toMatchObject({ state: 'unknown', words: expect.stringContaining('要求56学时的书记和支委1人，达标0人；要求32学时的党员1人，达标0人。另有3次会议的学时还没有确认。') })
    expect(verdict('C12', { study: study(0, row(1, '0.5'), { ...row(3, '9'), isHere: false }), on: '2027-01-01' })).toMatchObject({ state: 'missing', lacks: ['人1：还差0.5学时'] })
    expect(verdict('C12', { study: study(1, row(1, '0.5')), on: '2027-01-01' }).state).toBe('unknown')
  })

  it('of 党费 is judged by its ledger: who is not assessed, and months that are over and not paid in full', () => {
    const dues = (unassessed: string[], lacking: { name: string; months: string[] }[]) => ({ dues: { people: 17, unassessed, lacking } })
    expect(verdict('C13', dues([], []))).toEqual({ state: 'ok', words: '应交党费17人，都已核定，已经结束的月份都交足了。公示请人查看。', lacks: [] })
    expect(verdict('C13', dues(['甲'], [{ name: '乙', months: ['3月', '5月'] }]))).toEqual({ state: 'missing', words: '应交党费17人，1人没有核定，1人有2个月没有交足。公示请人查看。', lacks: ['甲：没有核定', '乙：3月、5月没有交足'] })
    expect(verdict('C13', { dues: { people: 0, unassessed: [], lacking: [] } }).state).toBe('unknown')
  })

  it('of 党费 tells how many have a base, never which', () => {
    expect(verdict('C13', { people: [person(1, { hasDuesBase: false }), person(2)] })).toMatchObject({ state: 'unknown', words: '党员2人，1人的档案里没有填党费基数。还没有核定这一年的党费，收缴和公示请按纸质台账填写。' })
  })
})

describe('records, items, backups, projects', () => {
  it('names each record that is not final, not signed, not marked or has something to look at; a young one not', () => {
    const all = [
      record(1, 'committeeMeeting', '2026-09-08', { state: 'draft', findings: [finding('missing', 'attendance.x', '签到还有1人没有登记。'), finding('alike')] }), record(2, 'generalMeeting', '2026-09-18', { state: 'final', hasMinutes: true }),
      record(3, 'themeDay', '2026-10-16', { findings: [finding('holidaysUnknown')] }), record(4, 'committeeMeeting', '2026-11-20', { state: 'draft', isDue: false }),
    ]
    expect(verdict('C14', { records: all })).toMatchObject({
      state: 'missing', words: '到时限的记录3次：1次还没有定稿；1次定稿了还没有签字归档；1次签到不全；1次的记录有待查的地方，共2处。支委会和党员大会2次，有纪要的1次。另有1次还在整理时限内。',
      lacks: ['2026年9月8日的支委会：没有定稿，签到不全，待查2处', '2026年9月18日的党员大会：没有签字归档'],
    })
    expect(verdict('C14', { records: all.slice(2) })).toMatchObject({ state: 'ok', words: '1次记录都已签字归档，没有待查的地方。另有1次还在整理时限内。' })
    expect(verdict('C14', { records: all.slice(3) }).state).toBe('unknown')
  })

  it('never names who talked with whom, nor what an item is called', () => {
    const all = JSON.stringify([...verdictsOf(facts({ records: [record(1, 'heartTalk', '2026-10-01', { state: 'draft', elements: { talker: '周启明', talkedTo: '罗敏', topic: '家庭困难' } })], actions: [{ id: id(1), isOverdue: true, hasOwner: false, meetingId: null }] }))])
    for (const word of ['罗敏', '家庭困难']) expect(all).not.toContain(word)
    expect(all).toContain('2026年10月1日的谈心谈话')
  })

  it('counts items that are overdue or have nobody', () => {
    const action = { id: id(1), isOverdue: false, hasOwner: true, meetingId: null }
    expect(verdict('C19').state).toBe('ok')
    expect(verdict('C19', { actions: [action] }).state).toBe('ok')
    expect(verdict('C19', { actions: [action, { ...action, isOverdue: true }, { ...action, hasOwner: false }] })).toMatchObject({ state: 'missing', words: '没有办结的3项，其中1项逾期、1项没有责任人。' })
  })

  it('says of backups what their screen reminds of, and nothing of another day', () => {
    expect(verdict('C20').state).toBe('ok')
    expect(verdict('C20', { backup: { lastOn: '2026-11-01', reminders: ['已有9天没有备份到“U盘”。'] } })).toMatchObject({ state: 'missing', words: '已有9天没有备份到“U盘”。' })
    expect(verdict('C20', { backup: null }).state).toBe('unknown')
  })

  it('wants a goal of each project, a result of a closed one, a measure against each difficulty', () => {
    expect(verdict('C15').state).toBe('unknown')
    const project = { id: id(60), title: '走访覆盖提升', isOpen: true, isClosed: false, hasGoal: true, overdue: false, stale: false, hasResult: false }
    expect(verdict('C15', { projects: [project] }).state).toBe('ok')
    expect(verdict('C15', { projects: [{ ...project, hasGoal: false, overdue: true }, { ...project, isOpen: false, isClosed: true }] }).lacks).toEqual(['走访覆盖提升：没有现状值或目标值，到期没有结题', '走访覆盖提升：结题没有写成果'])
    expect(verdict('C15', { projects: [project], difficulties: { count: 2, unconverted: 1 } })).toMatchObject({ state: 'missing', words: expect.stringContaining('业务难点2个，1个还没有对应的党建举措') })
    // K15 is told and judged by nobody.
    expect(verdict('C15', { records: [record(1, 'committeeMeeting', '2026-09-08', { natures: ['both'] })] }).words).toContain('含业务议题的1次（只作了解）')
  })

  it('only mentions what looks like a plan or like volunteering: a person answers', () => {
    expect(verdict('C04', { texts: [{ what: 'plan', meetingId: id(1), heldOn: '2026-09-08', kind: 'committeeMeeting' }] })).toMatchObject({ state: 'unknown', words: '2026年的议题和附件里提到计划1处，没有找到小结、总结。请对照文稿填写。' })
    expect(verdict('C16', { records: [record(3, 'themeDay', '2026-10-16', { elements: { contents: '集中学习、志愿服务' } })], volunteerEntries: 2 }).words).toContain('含志愿服务的主题党日1次、另行登记的志愿服务2条')
  })
})

describe('a year', () => {
  it('that has not begun, or was over before 建账日期, is judged by nobody', () => {
    for (const [year, words] of [[2027, '2027年还没有开始。'], [2025, '2025年在建账日期以前，软件里没有这一年的资料。']] as const) {
      const said = [...verdictsOf(facts({ year })).values()]
      expect(new Set(said.map((one) => one.state))).toEqual(new Set(['unknown']))
      expect(said[0]?.words).toBe(words)
    }
  })
})

describe('the list', () => {
  const hand = (answer: HandAnswer['answer'], note = ''): HandAnswer => ({ answer, note, on: '2026-11-20', at: '2026-11-20T01:00:00.000Z', who: '林静怡' })
  const listOf = (answers: [string, HandAnswer][] = [], stored: StoredPoint[] = []) => checklistOf({ year: 2026, on: '2026-11-22', since: '2026-09-01', points: pointsOf(stored), answers: new Map(answers), verdicts: verdictsOf(facts()) })

  it('puts what a person said above the data, and tells both', () => {
    const item = listOf([['C06', hand('ok', '台账已补')]]).items.find(({ id: point }) => point === 'C06')
    expect(item).toMatchObject({ state: 'ok', hand: { answer: 'ok', note: '台账已补' }, data: { state: 'missing' } })
  })

  it('adds up points by state; what does not apply counts for nothing, what lacks a veto is told', () => {
    // By the data: C02 6, C11 4, C19, C20 ok; C05 12, C06 6, C14 7 missing; C10 10 not applicable; the others 55.
    const { sums, total, vetoes } = listOf()
    expect(sums).toEqual({ ok: { count: 4, points: 10 }, missing: { count: 3, points: 25 }, unknown: { count: 12, points: 55 }, notApplicable: { count: 1, points: 10 } })
    expect([total, vetoes]).toEqual([90, 0])
    const after = listOf([['C17', hand('missing')], ['C18', hand('ok')], ['C15', hand('notApplicable', '没有业务')]])
    expect(after.sums).toEqual({ ok: { count: 5, points: 13 }, missing: { count: 4, points: 25 }, unknown: { count: 9, points: 45 }, notApplicable: { count: 2, points: 17 } })
    expect([after.total, after.vetoes]).toEqual([83, 1])
  })

  it('takes the words and points of the unit, leaves hidden ones out, and sorts its own into their section', () => {
    const stored: StoredPoint[] = [
      { id: 'C18', section: 'place', text: '党员活动室有党旗', evidence: '', points: 5, veto: false, isHidden: false, isOwn: false }, { id: 'C16', section: 'business', text: '做好群众工作，开展志愿服务和困难帮扶', evidence: '活动和帮扶记录', points: 2, veto: false, isHidden: true, isOwn: false },
      { id: id(70), section: 'politics', text: '“学习强国”有人负责', evidence: '', points: 1.5, veto: false, isHidden: false, isOwn: true },
    ]
    const { items, hidden } = listOf([], stored)
    expect(items.slice(0, 3).map(({ id: point, isOwn }) => [point, isOwn])).toEqual([['C01', false], ['C04', false], [id(70), true]])
    expect(items.find(({ id: point }) => point === 'C18')).toMatchObject({ text: '党员活动室有党旗', points: 5, isEdited: true })
    expect(hidden.map(({ id: point, isEdited }) => [point, isEdited])).toEqual([['C16', false]])
    expect(items.some(({ id: point }) => point === 'C16')).toBe(false)
  })

  it('cuts a long list of links and says how many are left', () => {
    const many = Array.from({ length: mostLinks + 5 }, (_, n) => person(100 + n, { missing: 1 }))
    const list = checklistOf({ year: 2026, on: '2026-11-22', since: '2026-09-01', points: pointsOf([]), answers: new Map(), verdicts: verdictsOf(facts({ people: many })) })
    expect(list.items.find(({ id: point }) => point === 'C11')?.data).toMatchObject({ links: { length: mostLinks }, more: 6 })
  })
})
