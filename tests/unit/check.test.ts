import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMeeting, findingKinds, itemText, type CheckContext, type Finding, type FindingKind } from '../../shared/domain/check.ts'
import { attendanceStates, type Meeting } from '../../shared/domain/meeting.ts'
import { elementCodes, itemNatures, meetingKinds, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import { voteMethods, voteScenes } from '../../shared/domain/vote.ts'
import { ballot, cleanDraft, contextOf, idOf, item, meetingFrom, roster, type Draft, type DraftItem } from './meetingFactory.ts'

const person = (name: string): string => roster.find((entry) => entry.name === name)?.id ?? ''
const stored = (kind: MeetingKind, change: Partial<Draft> = {}): Meeting => meetingFrom(cleanDraft(kind, change))
const check = (meeting: Meeting, change: Partial<CheckContext> = {}): Finding[] => checkMeeting(contextOf(meeting, change))
const committee = (change: Partial<Draft> = {}) => stored('committeeMeeting', change)
const withItem = (change: Partial<DraftItem>, kind: MeetingKind = 'committeeMeeting') => stored(kind, { agenda: [item(change)] })
/** A general meeting that votes on taking somebody in. */
const admission = (change: Parameters<typeof ballot>[0] = {}, more: Partial<Draft> = {}) => stored('generalMeeting', { agenda: [item({ title: '讨论接收陈思远同志为预备党员', votes: [ballot(change)] })], ...more })
/** A general meeting of seven that elects, one candidate for each number of 赞成. */
const electing = (seats: number | null, got: readonly number[], change: Parameters<typeof ballot>[0] = {}) =>
  stored('generalMeeting', { agenda: [item({ title: '选举支部委员会委员', seats, votes: got.map((yes, n) => ballot({ scene: 'election', subject: `候选人${n}`, yes, no: 0, abstain: 0, ...change })) })] })
const away = (kind: MeetingKind, names: readonly string[], state: 'leave' | 'absent' = 'leave'): Partial<Draft> =>
  ({ attendance: (cleanDraft(kind).attendance ?? []).map((mark) => (names.some((name) => person(name) === mark.personId) ? { ...mark, state, reason: '赴市局培训' } : mark)) })
const at = `agenda.${idOf(3, 0)}`
const vote = `${at}.vote.0`
const action = `${at}.action.${idOf(5, 0)}`

describe('a clean record', () => {
  it.each(meetingKinds)('of %s gives no finding', (kind) => { expect(check(stored(kind))).toEqual([]) })
  it('with a secret ballot gives none', () => { expect(check(admission())).toEqual([]) })
  it('of an election gives none where a ballot left a candidate without a mark, and as many are elected as there are seats', () => { expect(check(electing(2, [7, 4, 3]))).toEqual([]) })
  it('with a show of hands gives none', () => { expect(check(withItem({ votes: [{ subject: '', scene: 'committee', yes: 4, no: 0, abstain: 1 }] }))).toEqual([]) })
  it('that says its own numbers gives none', () => {
    expect(check(committee({ opening: '主持人宣布：应到委员 5 人，实到五人，超过半数，会议有效。' }))).toEqual([])
    expect(check(stored('generalMeeting', { opening: '应到会有表决权的党员７人，实到7人；应到党员8人，实到会党员8名。第一党小组应到6人。' }))).toEqual([])
  })
  it('that tells of the numbers of a general meeting in a committee gives none', () => { expect(check(withItem({ report: '9月7日党员大会应到党员15人，到会13人。' }))).toEqual([]) })
  it('of an evening or a weekend gives none where people come in their free time', () => { expect(check(stored('volunteerService', { heldOn: '2026-09-05', startsAt: '18:00', endsAt: '21:30' }))).toEqual([]) })
  it('of a day worked for a holiday gives none', () => { expect(check(committee({ heldOn: '2026-09-20' }), { today: '2026-09-20' })).toEqual([]) })
  it('on which somebody sent a written opinion and did not speak gives none', () => {
    expect(check(admission({ issued: 6, returned: 6, valid: 6, yes: 5, writtenYes: 1 }, { ...away('generalMeeting', ['何晓燕']), opening: '会前何晓燕书面意见：同意。' }))).toEqual([])
  })
  it('of a talk that is short of everything else gives its elements only', () => {
    const talk = stored('heartTalk', { heldOn: '2026-10-03', startsAt: '22:00', endsAt: '23:00', elements: {} })
    expect(new Set(check(talk, { today: '2026-01-01' }).map(({ kind }) => kind))).toEqual(new Set(['missing']))
  })
})

const old = (change: Partial<Draft> = {}, agenda: Partial<DraftItem> = {}): Meeting => stored('committeeMeeting', { title: '第二支部委员会2026年第8次会议', heldOn: '2026-08-11', agenda: [item({ title: '安排八月工作', decision: '同意。', ...agenda })], ...change })
const copied = '八月以来城西片区真烟异常流动线索占全县四成以上，零售户走访覆盖率低于目标，送货准时率雨天明显下降，需要逐户核查、逐条答复。'
const earlier = (text: string): CheckContext['earlier'] => [{ title: '第二支部委员会2026年第8次会议', heldOn: '2026-08-11', items: [{ title: '安排八月工作', text }, { title: '学习', text: '' }] }]

interface Planted { kind: FindingKind; fault: string; meeting: Meeting; change?: Partial<CheckContext>; field: string; says: string }
const planted: Planted[] = [
  { kind: 'missing', fault: 'has no place', meeting: committee({ place: '' }), field: 'place', says: '地点未填' },
  { kind: 'missing', fault: 'has somebody without a mark', meeting: committee({ attendance: (cleanDraft().attendance ?? []).slice(1) }), field: `attendance.${person('周启明')}`, says: '签到还有1人没有登记' },
  { kind: 'missing', fault: 'does not say why somebody is away', meeting: committee({ attendance: (cleanDraft().attendance ?? []).map((m) => (m.personId === person('何晓燕') ? { ...m, state: 'absent' as const } : m)) }), field: `reason.${person('何晓燕')}`, says: '何晓燕缺席没有写原因' },
  { kind: 'missing', fault: 'of a lecture lacks its topic', meeting: stored('partyLecture', { elements: { ...cleanDraft('partyLecture').elements, topic: '' } }), field: 'element.topic', says: '题目未填' },
  { kind: 'noConclusion', fault: 'has an item without a decision', meeting: withItem({ decision: '' }), field: `${at}.decision`, says: '没有结论' },
  { kind: 'noConclusion', fault: 'of a group discussed something and settled nothing', meeting: withItem({ title: '讨论积极分子推荐', decision: '' }, 'groupMeeting'), field: `${at}.decision`, says: '没有结论' },
  { kind: 'noOwner', fault: 'has a decision that nobody carries out', meeting: withItem({ actions: [] }), field: `${at}.addAction`, says: '没有责任人' },
  { kind: 'noOwner', fault: 'has a task without an owner', meeting: withItem({ actions: [{ task: '填写立项书', dueText: '9月30日前' }] }, 'generalMeeting'), field: `${action}.owners`, says: '没有责任人' },
  { kind: 'noDue', fault: 'has a task without a day', meeting: withItem({ actions: [{ task: '填写立项书', owners: '吴国栋' }] }), field: `${action}.dueText`, says: '没有时限' },
  { kind: 'noDue', fault: 'has a task with a day nobody understands', meeting: withItem({ actions: [{ task: '填写立项书', owners: '吴国栋', dueText: '尽快' }] }), field: `${action}.dueText`, says: '读不懂' },
  { kind: 'voteArithmetic', fault: 'counts more hands than people', meeting: withItem({ votes: [{ scene: 'committee', yes: 5, no: 1, abstain: 0 }] }), field: `${vote}.yes`, says: '多于实到5人' },
  { kind: 'voteArithmetic', fault: 'counts written opinions of people who were there', meeting: admission({ writtenAbstain: 1 }), field: `${vote}.yes`, says: '会前书面意见1份' },
  { kind: 'ballotCount', fault: 'has more ballots returned than issued', meeting: admission({ issued: 6 }), field: `${vote}.returned`, says: '收回7张多于发出6张' },
  { kind: 'ballotCount', fault: 'has more ballots valid than returned', meeting: admission({ returned: 6 }), field: `${vote}.valid`, says: '有效票7张多于收回6张' },
  { kind: 'ballotCount', fault: 'has valid ballots that are not the three sums', meeting: admission({ abstain: 0 }), field: `${vote}.valid`, says: '合计6票不符' },
  { kind: 'ballotCount', fault: 'has more votes than ballots returned', meeting: admission({ returned: 6, valid: null }), field: `${vote}.returned`, says: '三项合计7票，多于收回6张' },
  { kind: 'saidCount', fault: 'says another 应到 than the roster', meeting: committee({ opening: '主持人宣布：应到委员6人，实到5人，会议有效。' }), field: 'opening', says: '“应到委员6人”，当天名册应到5人' },
  { kind: 'saidCount', fault: 'counts who has no vote among the voters', meeting: stored('generalMeeting', { opening: '应到会有表决权的党员8人。' }), field: 'opening', says: '当天名册应到有表决权7人' },
  { kind: 'saidCount', fault: 'says another 实到 than the marks', meeting: stored('generalMeeting', { agenda: [item({ decision: '支部有表决权的党员7名，实到会有表决权的党员６人，同意。' })] }), field: `${at}.decision`, says: '签到实到有表决权7人' },
  { kind: 'unlikeRoster', fault: 'expects more people than the roster of the day', meeting: { ...committee(), expected: 6 }, field: `attendance.${person('周启明')}`, says: '记录应到6人，2026年9月8日的名册应到5人' },
  { kind: 'unlikeRoster', fault: 'has marks of somebody not expected', meeting: committee({ attendance: [...(cleanDraft().attendance ?? []), { personId: person('孙立军'), state: 'present' }] }), field: `attendance.${person('周启明')}`, says: '孙立军有签到' },
  { kind: 'noQuorum', fault: 'decides with two of five', meeting: committee({ ...away('committeeMeeting', ['林静怡', '何晓燕', '郑浩然']), recorder: '周启明', agenda: [item({ reporter: '周启明' })] }), field: `attendance.${person('林静怡')}`, says: '还差1人' },
  { kind: 'noQuorum', fault: 'elects with less than four fifths', meeting: stored('generalMeeting', { ...away('generalMeeting', ['何晓燕', '林静怡']), recorder: '周启明', agenda: [item({ votes: [ballot({ scene: 'election', issued: 5, returned: 5, valid: 5, yes: 5, abstain: 0 })] })] }), field: `${vote}.yes`, says: '五分之四' },
  { kind: 'notSecret', fault: 'takes somebody in by hands', meeting: admission({ method: 'hands' }), field: `${vote}.method`, says: '无记名' },
  { kind: 'severalSubjects', fault: 'votes on two at once', meeting: admission({ subject: '陈思远、方子涵' }), field: `${vote}.subject`, says: '逐个表决' },
  { kind: 'severalSubjects', fault: 'votes on two nobody knows', meeting: admission({ subject: '王小明和李小红' }), field: `${vote}.subject`, says: '逐个表决' },
  { kind: 'severalSubjects', fault: 'votes on three at once', meeting: admission({ subject: '陈思远等3人' }), field: `${vote}.subject`, says: '逐个表决' },
  { kind: 'noTeller', fault: 'has nobody who watches the ballot', meeting: admission({ teller: '' }), field: `${vote}.teller`, says: '监票人' },
  { kind: 'missing', fault: 'of an election does not tell how many are elected', meeting: electing(null, [5, 4]), field: `${at}.seats`, says: '有2名候选人，没有写应选名额' },
  { kind: 'ballotCount', fault: 'counts more votes for one of several than ballots', meeting: electing(2, [7, 6], { issued: 6, returned: 6, valid: 6 }), field: `${vote}.valid`, says: '合计7票不符' },
  { kind: 'tooManyElected', fault: 'gives more candidates enough votes than are elected', meeting: electing(1, [7, 5]), field: `${at}.seats`, says: '得赞成票过半数的有2人，多于应选1名：取得票多的当选。' },
  { kind: 'tooManyElected', fault: 'leaves the last seat open', meeting: electing(1, [5, 5]), field: `${at}.seats`, says: '票数相等的重新投票' },
  { kind: 'tooManyExcellent', fault: 'finds three of eight excellent', meeting: stored('democraticReview', { elements: { ...cleanDraft('democraticReview').elements, excellent: '３' } }), field: 'element.excellent', says: '党员总数8人，一般不超过三分之一，即2人' },
  { kind: 'absentSpeaks', fault: 'quotes who asked for leave', meeting: committee({ ...away('committeeMeeting', ['吴国栋']) }), field: `${at}.speech.0.speaker`, says: '吴国栋请假，记录里却有吴国栋发言' },
  { kind: 'absentSpeaks', fault: 'has who stayed away report', meeting: committee({ ...away('committeeMeeting', ['郑浩然'], 'absent') }), field: `${at}.reporter`, says: '郑浩然缺席，记录里却有郑浩然汇报' },
  { kind: 'absentSpeaks', fault: 'is chaired by who is away', meeting: committee({ ...away('committeeMeeting', ['周启明']), agenda: [item({ discussion: '' })] }), field: 'chair', says: '主持' },
  { kind: 'absentSpeaks', fault: 'quotes who is away within the text', meeting: committee({ ...away('committeeMeeting', ['何晓燕']), agenda: [item({ discussion: '大家同意。何晓燕（青年委员）表示：同意。' })] }), field: `${at}.discussion`, says: '何晓燕请假' },
  { kind: 'unknownSpeaker', fault: 'quotes somebody nobody knows', meeting: withItem({ speeches: [{ speaker: '赵某某', text: '同意。' }, { speaker: '赵某某', text: '再说一次。' }] }), field: `${at}.speech.0.speaker`, says: '“赵某某”发言' },
  { kind: 'unknownSpeaker', fault: 'quotes nobody', meeting: withItem({ speeches: [{ speaker: '', text: '同意。' }] }), field: `${at}.speech.0.speaker`, says: '没有写发言人' },
  { kind: 'twoPlaces', fault: 'has somebody at another meeting', meeting: committee(), change: { sameTime: [{ title: '廉政党课', kind: 'partyLecture', startsAt: '16时', endsAt: '17:00', people: ['何晓燕', '罗敏'] }] }, field: `attendance.${person('何晓燕')}`, says: '何晓燕同时参加了“廉政党课”' },
  { kind: 'twoPlaces', fault: 'has a guest at another meeting', meeting: committee({ guests: [{ name: '沈伟' }] }), change: { sameTime: [{ title: '廉政党课', kind: 'partyLecture', startsAt: '14:30', endsAt: '', people: ['沈伟'] }] }, field: 'guest.0.name', says: '沈伟' },
  { kind: 'datedBefore', fault: 'is written before its day', meeting: committee(), change: { today: '2026-09-07' }, field: 'heldOn', says: '今天是2026年9月7日' },
  { kind: 'datedBefore', fault: 'is supplemented before its day', meeting: { ...committee(), supplementedOn: '2026-09-01' }, field: 'heldOn', says: '补记日期' },
  { kind: 'datedBefore', fault: 'has somebody catch up before there was anything to catch up', meeting: committee({ attendance: (cleanDraft().attendance ?? []).map((m) => (m.personId === person('何晓燕') ? { ...m, state: 'leave' as const, reason: '培训', makeUp: { on: '2026-09-07', way: '自学', by: '林静怡' } } : m)) }), field: `attendance.${person('何晓燕')}`, says: '补学' },
  { kind: 'dueBefore', fault: 'has a task due before the meeting', meeting: withItem({ actions: [{ task: '填写立项书', owners: '吴国栋', dueText: '2026年9月1日前' }] }), field: `${action}.dueText`, says: '早于会议日期' },
  { kind: 'night', fault: 'ends late', meeting: committee({ endsAt: '21:01' }), field: 'endsAt', says: '会议21:01结束' },
  { kind: 'night', fault: 'begins early', meeting: committee({ startsAt: '6点59分' }), field: 'startsAt', says: '7点之前' },
  { kind: 'dayOff', fault: 'is on a holiday', meeting: committee({ heldOn: '2026-10-01' }), change: { today: '2026-10-08' }, field: 'heldOn', says: '国庆节放假' },
  { kind: 'dayOff', fault: 'is on a Sunday', meeting: committee({ heldOn: '2026-09-06' }), field: 'heldOn', says: '星期日' },
  { kind: 'dayOff', fault: 'is on a Saturday of a year without data', meeting: committee({ heldOn: '2027-09-11' }), change: { today: '2027-09-11' }, field: 'heldOn', says: '无法核对是否调休上班' },
  { kind: 'holidaysUnknown', fault: 'is in a year without data', meeting: committee({ heldOn: '2027-10-01' }), change: { today: '2027-10-08' }, field: 'heldOn', says: '2027年节假日数据未公布，无法核对是否节假日' },
  { kind: 'staleDate', fault: 'keeps a date of the meeting it was copied from', meeting: withItem({ report: '8月 25日前已报送。' }), change: { source: old({}, { actions: [{ task: '报送', owners: '吴国栋', dueText: '8月25日前' }] }) }, field: `${at}.report`, says: '“8月25日”是“第二支部委员会2026年第8次会议”里的日期' },
  { kind: 'staleDate', fault: 'keeps the day of the meeting it was copied from', meeting: committee({ opening: '现在召开2026.8.11支委会。' }), change: { source: old() }, field: 'opening', says: '2026.8.11' },
  { kind: 'staleName', fault: 'keeps the name of somebody who left', meeting: withItem({ decision: '由马晓东牵头。' }), change: { source: old({}, { speeches: [{ speaker: '马晓东', text: '同意。' }] }) }, field: `${at}.decision`, says: '马晓东' },
  { kind: 'staleName', fault: 'has somebody speak who left', meeting: withItem({ speeches: [{ speaker: '马晓东', text: '同意。' }] }), change: { source: old({}, { reporter: '马晓东' }) }, field: `${at}.speech.0.speaker`, says: '马晓东' },
  { kind: 'alike', fault: 'says what the last one said', meeting: withItem({ report: `郑浩然汇报：${copied}`, speeches: [], discussion: '', decision: '同意。' }), change: { earlier: earlier(`钱雅文汇报：${copied}同意。`) }, field: `${at}.report`, says: '有100%相同' },
  { kind: 'alike', fault: 'says it with another figure', meeting: withItem({ report: copied.replace('四成', '三成'), speeches: [], discussion: '', decision: '同意。' }), change: { earlier: earlier(`${copied}同意。`) }, field: `${at}.report`, says: '有96%相同' },
]

describe('a record that', () => {
  it.each(planted)('$fault gives $kind and nothing else', ({ kind, meeting, change, field, says }) => {
    const findings = check(meeting, change)
    expect(findings.map((finding) => [finding.kind, finding.field])).toEqual([[kind, field]])
    expect(findings[0]?.message).toContain(says)
    expect(findings[0]?.message).toMatch(/。$/)
    expect(findings[0]?.rule).toMatch(/第\d+条|惯例|选举条例/)
  })

  it('has any fault there is a kind for is tried above', () => { expect(new Set(planted.map(({ kind }) => kind))).toEqual(new Set(findingKinds)) })

  it('does not add up is hindered, and for nothing else', () => {
    for (const { meeting, change, kind } of planted) for (const { blocks } of check(meeting, change)) expect([kind, blocks]).toEqual([kind, kind === 'voteArithmetic' || kind === 'ballotCount'])
  })

  it('has several faults tells them in the order of their kinds', () => {
    const kinds = check(committee({ place: '', heldOn: '2026-09-06', endsAt: '22:00', opening: '应到6人。' })).map(({ kind }) => kind)
    expect(kinds).toEqual(['missing', 'saidCount', 'night', 'dayOff'])
  })
})

describe('what is no fault', () => {
  const none: [string, Meeting, Partial<CheckContext>?][] = [
    ['guests may speak, however they are called', stored('committeeMeeting', { guests: [{ name: '县局党委组织员沈伟' }, { name: '孙立军' }], agenda: [item({ reporter: '沈伟', speeches: [{ speaker: '孙立军（介绍人、组长）', text: '同意。' }, { speaker: '组织委员林静怡', text: '同意。' }, { speaker: '周启明书记', text: '同意。' }] })] })],
    ['somebody of the branch who is not expected may speak', withItem({ speeches: [{ speaker: '方子涵', text: '同意。' }] })],
    ['everybody may speak at once', withItem({ speeches: [{ speaker: '与会人员', text: '同意。' }] })],
    ['who is away may be responsible', committee({ ...away('committeeMeeting', ['何晓燕']), agenda: [item({ actions: [{ task: '填写立项书', owners: '何晓燕', dueText: '9月30日前' }] })] })],
    ['one meeting may follow another', committee(), { sameTime: [{ title: '廉政党课', kind: 'partyLecture', startsAt: '16:10', endsAt: '17:00', people: ['何晓燕'] }] }],
    ['one meeting may come before another', committee(), { sameTime: [{ title: '廉政党课', kind: 'partyLecture', startsAt: '13:30', endsAt: '14:30', people: ['何晓燕'] }] }],
    ['the meeting of organisational life and the review may be one', stored('orgLifeMeeting'), { sameTime: [{ title: '民主评议', kind: 'democraticReview', startsAt: '14:30', endsAt: '16:10', people: ['周启明'] }] }],
    ['a name before a colon is not always a speaker', committee({ ...away('committeeMeeting', ['何晓燕']), agenda: [item({ discussion: '请林静怡转告何晓燕：按期补学。' })] })],
    ['leave and a report may be written down before the day', committee({ attendance: [{ personId: person('何晓燕'), state: 'leave', reason: '培训' }], agenda: [item({ speeches: [{ speaker: '', text: '' }], discussion: '', decision: '', actions: [] })] }), { today: '2026-09-01' }],
    ['a date of the old meeting that is still to come fits', withItem({ report: '9月30日前完成。' }), { source: old({}, { report: '9月30日前完成。' }) }],
    ['history with its year stays history', withItem({ report: '陈思远2024年3月11日递交入党申请书。' }), { source: old({}, { report: '陈思远2024年3月11日递交入党申请书。' }) }],
    ['the same day of another year is another day', meetingFrom(cleanDraft('committeeMeeting', { heldOn: '2026-09-08', agenda: [item({ report: '7月1日慰问老党员。' })] })), { source: old({ heldOn: '2025-08-12' }, { report: '7月1日慰问老党员。' }) }],
    ['a department and a longer name are nobody who left', withItem({ decision: '大家同意由张伟东和营销部办理。' }), { source: old({}, { reporter: '张伟', speeches: [{ speaker: '营销部', text: '同意。' }, { speaker: '大家', text: '大家同意。' }] }), roster: [...roster, { id: idOf(1, 50), name: '张伟东', status: 'nonMember', posts: [], group: null, hasVote: false, noVoteReason: '不是党员' }] }],
    ['short texts are the same every month', withItem({ report: '', speeches: [], discussion: '', decision: '会议同意按上个月的安排继续办理。' }), { earlier: earlier('会议同意按上个月的安排继续办理。') }],
    ['a report of which a quarter is new is another report', withItem({ report: `${copied}现已核查二十七户，立案两起，办结五十一条。`, speeches: [], discussion: '', decision: '' }), { earlier: earlier(copied) }],
    ['a report with other words is another report', withItem({ report: copied }), { earlier: earlier(copied.split('').toReversed().join('')) }],
    ['an introducer is not voted on', admission({ subject: '陈思远（介绍人孙立军、林静怡）' })],
    ['a record before its day is only dated wrong once it has content', committee({ attendance: [], agenda: [] }), { today: '2026-09-01' }],
  ]
  it.each(none)('%s', (_case, meeting, change) => { expect(check(meeting, change).filter(({ kind }) => kind !== 'missing' && kind !== 'noConclusion' && kind !== 'noOwner')).toEqual([]) })

  it('the text of an item is what was said and decided, without its title', () => { expect(itemText(committee().agenda[0] ?? { report: '', speeches: [], discussion: '', decision: '' })).toBe('通报走访覆盖率86%，低于95%的目标。\n要避免只求数量。\n周启明小结：按月核对。\n同意增加问题闭环率指标。') })
})

describe('any draft', () => {
  const words = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('', '周启明', '（）', '吴国栋（纪检委员）', '2026年2月30日', '9月8日', '应到99人实到十人', '应到零人', '$&', '\\', '\ud800', '全体党员', '　'))
  const count = fc.integer({ min: 0, max: 20 })
  const someVote = fc.record({ subject: words, scene: fc.constantFrom(...voteScenes), method: fc.constantFrom(...voteMethods), issued: fc.option(count), returned: fc.option(count), valid: fc.option(count), yes: count, no: count, abstain: count, writtenYes: count, writtenNo: count, writtenAbstain: count, teller: words, counters: words })
  const someItem = fc.record({
    title: words, reporter: words, report: words, speeches: fc.array(fc.record({ speaker: words, text: words }), { maxLength: 3 }), discussion: words, nature: fc.constantFrom(...itemNatures), votes: fc.array(someVote, { maxLength: 2 }), decision: words,
    actions: fc.array(fc.record({ task: words, owners: words, dueText: words, startText: words, repeatText: words }), { maxLength: 2 }),
  })
  const day = fc.constantFrom('1900-01-01', '2024-02-29', '2026-09-08', '2026-10-01', '2026-12-31', '2027-01-01', '2200-12-31')
  const draft: fc.Arbitrary<Draft> = fc.record({
    kind: fc.constantFrom(...meetingKinds), title: words, heldOn: day, startsAt: words, endsAt: words, place: words, chair: words, recorder: words, group: words, opening: words,
    elements: fc.dictionary(fc.constantFrom(...elementCodes), words), attendance: fc.array(fc.record({ personId: fc.constantFrom(...roster.map(({ id }) => id), idOf(9, 9)), state: fc.constantFrom(...attendanceStates), reason: words }), { maxLength: 6 }),
    guests: fc.array(fc.record({ name: fc.constantFrom('沈伟', '（）', '$1', '罗　敏'), note: words }), { maxLength: 2 }), agenda: fc.array(someItem, { maxLength: 3 }),
  })

  it('is checked without an error, and every finding says why, by which rule and where', () => {
    fc.assert(fc.property(draft, fc.option(draft), day, fc.array(words, { maxLength: 3 }), fc.boolean(), (now, before, today, people, empty) => {
      const members = empty ? [] : roster
      const findings = checkMeeting({
        meeting: meetingFrom(now, members), today, roster: members, source: before && meetingFrom(before), sameTime: [{ title: '', kind: 'themeDay', startsAt: now.startsAt ?? '', endsAt: now.endsAt ?? '', people }],
        earlier: before === null ? [] : [{ title: before.title, heldOn: before.heldOn, items: (before.agenda ?? []).map(({ title, report = '' }) => ({ title, text: report })) }],
      })
      for (const { kind, field, message, rule, blocks } of findings) {
        expect(findingKinds).toContain(kind)
        expect([field, message, rule].every((text) => text !== '')).toBe(true)
        expect(blocks).toBe(kind === 'voteArithmetic' || kind === 'ballotCount')
      }
    }), { numRuns: 300 })
  })
})
