import { describe, expect, it } from 'vitest'
import { fillWord, printHtml } from '../../../electron/service/documents/index.ts'
import { meetingKinds } from '../../../shared/domain/meetingKinds.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { generalMeeting } from './generalMeeting.ts'
import { factOf, fullMembers, labelsOf, meetingOf, paperFor, papers, presentBut, sample, templates, type Draft } from './meeting.ts'
import { themeDay } from './themeDay.ts'

const base = { title: '', heldOn: '2026-09-20', startsAt: '9:00', endsAt: '10:30', place: '县局党员活动室', chair: '周启明', recorder: '林静怡' } satisfies Partial<Draft>

describe('党员大会', () => {
  it('tells members, voters and who was away, the secret ballot and what it is counted against', () => {
    expect(labelsOf(generalMeeting)).toEqual(['时间', '地点', '主持人', '记录人', '应到党员', '应到会有表决权的正式党员', '实到有表决权', '实到', '请假', '缺席', '补学', '列席', '议题'])
    expect(factOf(generalMeeting, '应到党员')).toBe('16人（正式15人、预备1人）')
    expect(factOf(generalMeeting, '应到会有表决权的正式党员')).toBe('15人')
    expect(factOf(generalMeeting, '实到有表决权')).toBe('13人')
    expect(factOf(generalMeeting, '实到')).toBe('14人')
    expect(factOf(generalMeeting, '请假')).toBe('2人（曹建国，赴市局培训，会前已提交书面意见，周启明准假；梁永康，住院，未提交书面意见）')
    expect(factOf(generalMeeting, '补学')).toBe('曹建国（2026年9月25日，自学会议材料，林静怡组织）')
    expect(paperFor(generalMeeting, 'record', 'official')).toMatchObject({
      title: '第二支部党员大会记录', signers: ['主持人签字', '记录人签字', '监票人签字'], opening: [expect.stringMatching(/^主持人宣布：应到会有表决权的党员15人，实到13人/)],
      items: [{ vote: [{ label: '表决（无记名投票）', lines: ['陈思远：发出票13张，收回13张，有效票13张；赞成12票，不赞成0票，弃权1票；会前书面意见1份（赞成1份），合计赞成13票，超过应到会有表决权党员15人的半数。监票人：吴国栋；计票人：罗敏、马晓东。'] }] }],
    })
  })

  const voteLine = (vote: NonNullable<NonNullable<Draft['agenda']>[number]['votes']>[number], marks = presentBut(fullMembers)) => {
    const paper = paperFor(meetingOf({ ...base, kind: 'generalMeeting', agenda: [{ title: '一', votes: [vote] }] }, marks), 'record', 'table')
    return 'items' in paper && 'vote' in (paper.items[0] ?? {}) ? JSON.stringify(paper.items[0]) : ''
  }
  it.each([
    ['an admission below half', { scene: 'admission', method: 'secret', yes: 7, no: 8, abstain: 0 }, '发出票________张，收回________张，有效票________张；赞成7票，不赞成8票，弃权0票；赞成票没有超过应到会有表决权党员15人的半数。监票人：________；计票人：________。'],
    ['an election', { scene: 'election', method: 'secret', subject: '周启明', issued: 15, returned: 15, valid: 14, yes: 13, no: 1, abstain: 0, teller: '徐桂芳', counters: '罗敏' }, '周启明：发出票15张，收回15张，有效票14张；赞成13票，不赞成1票，弃权0票；赞成票超过实到会有选举权党员15人的半数。监票人：徐桂芳；计票人：罗敏。'],
    ['more votes than people', { scene: 'admission', method: 'secret', yes: 16, no: 0, abstain: 0 }, '赞成16票，不赞成0票，弃权0票。监票人：________'],
    ['a show of hands', { yes: 15, no: 0, abstain: 0, teller: '吴国栋' }, '"赞成15票，不赞成0票，弃权0票。监票人：吴国栋。"'],
  ] as const)('of %s prints counts and never a result', (_case, vote, words) => {
    expect(voteLine(vote)).toContain(words)
    expect(voteLine(vote)).not.toMatch(/通过|当选/)
  })
  it('of an election with exactly half of those present does not exceed it', () => { expect(voteLine({ scene: 'election', method: 'secret', yes: 7, no: 7, abstain: 0 }, presentBut(fullMembers, { 罗敏: { state: 'absent' } }))).toContain('赞成票没有超过实到会有选举权党员14人的半数') })
  it('does not count written opinions but on an admission', () => { expect(voteLine({ yes: 13, no: 0, abstain: 0, writtenYes: 1, writtenNo: 1 }, presentBut(fullMembers, { 罗敏: { state: 'leave' }, 梁永康: { state: 'absent' } }))).toContain('会前书面意见2份（赞成1份、不赞成1份），不计入票数。') })
})

it('支委会: a record finalised late says so, and an untitled one has its committee’s name', () => {
  expect(factOf(sample({ supplementedOn: '2026-09-20' }), '补记')).toBe('2026年9月20日补记')
  expect(paperFor(sample({ title: '' }), 'record', 'official')).toMatchObject({ title: '第二支部委员会会议记录' })
})

it('党小组会: the group, its members and, after the agenda, what went back to the branch', () => {
  const meeting = meetingOf({ ...base, kind: 'groupMeeting', group: '第一党小组', elements: { study: '学习党章', feedback: '无' }, agenda: [{ title: '季度小结', nature: 'firstTopic' }] }, presentBut(['周启明', '吴国栋', '孙立军', '赵文博', '徐桂芳'], { 曹建国: { state: 'online' }, 方子涵: { state: 'late' } }))
  expect(labelsOf(meeting)).toEqual(['时间', '地点', '主持人', '记录人', '党小组', '应到党员', '实到', '请假', '缺席', '线上', '列席', '学习内容', '议题'])
  expect(factOf(meeting, '应到党员')).toBe('7人（正式6人、预备1人）')
  expect(factOf(meeting, '实到')).toBe('7人〔周启明、吴国栋、孙立军、赵文博、徐桂芳、曹建国、方子涵（迟到）〕')
  expect(paperFor(meeting, 'record', 'table')).toMatchObject({ title: '第二支部党小组会记录', opening: [], items: [{ heading: '一、季度小结（第一议题）' }], sections: [{ heading: '二、向支部反馈的意见', lines: ['无'] }] })
  expect(paperFor(meeting, 'notice', 'official')).toMatchObject({ addressee: '第一党小组各位党员：' })
})

it('党课: lecturer, title and hours; no vote is told', () => {
  const meeting = meetingOf({ ...base, kind: 'partyLecture', elements: { topic: '讲规矩、守底线', lecturer: '周启明', lecturerPost: '支部书记', hours: '1.5' } }, presentBut(fullMembers))
  expect(labelsOf(meeting)).not.toContain('实到有表决权')
  expect(factOf(meeting, '学时')).toBe('1.5学时')
  expect(factOf(meeting, '提纲')).toBe('________')
  expect(paperFor(meeting, 'record', 'official')).toMatchObject({ title: '第二支部党课记录', items: [], opening: [] })
  expect(paperFor(meeting, 'notice', 'official')).toMatchObject({ title: '关于举办第二支部党课的通知', agenda: [], facts: [{ label: '时间' }, { label: '地点' }, { label: '题目' }, { label: '主讲人' }, { label: '主讲人职务' }, { label: '参加人员', text: '支部全体党员' }, { label: '列席人员' }] })
})

it('主题党日: its four contents and hours; minutes leave out the parts in which nothing was settled', () => {
  expect(labelsOf(themeDay)).toEqual(['时间', '地点', '主持人', '记录人', '应到党员', '应到会有表决权的正式党员', '实到有表决权', '实到', '请假', '缺席', '服务时长', '列席', '主题', '内容类型', '会前研究', '上次议定事项落实', '学时', '议题'])
  expect(factOf(themeDay, '应到党员')).toBe('17人（正式15人、预备2人）')
  expect(factOf(themeDay, '实到')).toBe('16人')
  expect(factOf(themeDay, '内容类型')).toBe('集中学习、组织生活、民主议事、志愿服务')
  expect(factOf(themeDay, '服务时长')).toBe('16人，合计16人·小时')
  expect(paperFor(themeDay, 'record', 'official')).toMatchObject({ items: [{}, { heading: '二、集中学习（60分钟）（第一议题）' }, { actions: [{ lines: ['轮值夜查，各出2人（责任人：孙立军、钱雅文；自2026年10月19日起；每周三、五）。'] }, {}] }, { vote: [{ label: '表决（举手）', lines: ['推荐赵文博、罗敏：赞成14票，不赞成0票，弃权0票。'] }] }, {}] })
  expect(paperFor(themeDay, 'minutes', 'official')).toMatchObject({ items: [{ heading: '一、集中学习（60分钟）（第一议题）' }, {}, {}, { decision: [] }], sections: [{ heading: '五、上次议定事项落实' }] })
})

it('组织生活会: what was found and criticised stands after the agenda; minutes do not quote the criticism', () => {
  const meeting = meetingOf({ ...base, kind: 'orgLifeMeeting', elements: { theme: '严守纪律', selfCheck: '学习不深。', criticism: '周启明批评郑浩然：督促不够。' } }, presentBut(fullMembers))
  expect(paperFor(meeting, 'record', 'official')).toMatchObject({ title: '第二支部组织生活会记录', sections: [{ heading: '一、查摆问题和对照检查', lines: ['学习不深。'] }, { heading: '二、逐人批评意见' }, { heading: '三、整改清单', lines: ['________'] }] })
  expect(JSON.stringify(paperFor(meeting, 'minutes', 'official'))).not.toContain('督促不够')
})

it('民主评议党员: how many were found excellent', () => {
  const meeting = meetingOf({ ...base, title: '第二支部2026年度民主评议党员', kind: 'democraticReview', elements: { excellent: '5' } }, presentBut(fullMembers))
  expect(factOf(meeting, '评定优秀')).toBe('5人')
  expect(paperFor(meeting, 'record', 'official')).toMatchObject({ title: '第二支部2026年度民主评议党员会议记录' })
})

it('谈心谈话: no attendance, its own signatures, and no sheet to sign', () => {
  const meeting = meetingOf({ ...base, chair: '', recorder: '', kind: 'heartTalk', elements: { talker: '周启明', talkedTo: '高志远', relation: '支部委员和党员之间', topic: '攻关项目', points: '谈了两点。', suggestions: '无' } })
  expect(labelsOf(meeting)).toEqual(['时间', '地点', '谈话人', '谈话对象', '关系', '主题', '谈话要点', '意见建议'])
  expect(paperFor(meeting, 'record', 'official')).toMatchObject({ title: '谈心谈话记录', opening: [], signers: ['谈话人签字', '谈话对象签字'] })
  expect(paperFor(meeting, 'minutes', 'official')).toMatchObject({ people: [], lead: ['2026年9月20日，周启明同志在县局党员活动室与高志远同志谈心谈话。现将谈话情况纪要如下：'] })
  expect(paperFor(meeting, 'notice', 'official')).toMatchObject({ addressee: '高志远同志：' })
  expect(() => paperFor(meeting, 'signIn', 'official')).toThrow(AppError)
})

it('道德讲堂: whoever came, and nobody was absent', () => {
  const meeting = meetingOf({ ...base, kind: 'moralLecture', elements: { theme: '敬业' } }, { 罗敏: {}, 唐雨薇: {} })
  expect(labelsOf(meeting)).toEqual(['时间', '地点', '主持人', '记录人', '参加人员', '主题', '主讲人', '活动过程'])
  expect(factOf(meeting, '参加人员')).toBe('2人（罗敏、唐雨薇）')
  expect(paperFor(meeting, 'notice', 'official')).toMatchObject({ addressee: '各位同志：', title: '关于举办第二支部道德讲堂的通知' })
})

it('志愿服务: the hours of each and their sum, which is a gap where one is not known', () => {
  const served = (hours: number | null) => meetingOf({ ...base, kind: 'volunteerService', elements: { theme: '义诊' } }, { 赵文博: { hours: 2 }, 罗敏: { hours } })
  expect(factOf(served(1.5), '参加人员')).toBe('2人（赵文博2小时、罗敏1.5小时），合计3.5人·小时')
  expect(factOf(served(null), '参加人员')).toBe('2人（赵文博2小时、罗敏________小时），合计________人·小时')
  expect(paperFor(served(1.5), 'signIn', 'table')).toMatchObject({ title: '第二支部志愿服务活动签到表', totals: '参加2人，合计3.5人·小时。', rows: [{ name: '赵文博', post: '第一党小组', note: '2小时' }, { name: '罗敏', post: '第二党小组', note: '1.5小时' }] })
})

it('群团活动: organised by whom', () => {
  const meeting = meetingOf({ ...base, kind: 'massActivity', elements: { organisation: '工会', theme: '健步走', course: '绕湖一周。' } }, { 罗敏: {} })
  expect(factOf(meeting, '群团组织')).toBe('工会')
  expect(paperFor(meeting, 'minutes', 'official')).toMatchObject({ title: '第二支部群团活动纪要', facts: [{ label: '群团组织' }, { label: '活动内容' }], sections: [{ heading: '一、活动过程', lines: ['绕湖一周。'] }], people: [{ label: '参加', text: '罗敏' }] })
})

it.each(meetingKinds.flatMap((kind) => papers.map((paper) => ({ kind, ...paper }))).filter(({ kind, document }) => kind !== 'heartTalk' || document !== 'signIn'))('an empty $kind fills $document $preset with gaps, in Word and on the page', ({ kind, document, preset }) => {
  const paper = paperFor(meetingOf({ kind, title: '', heldOn: '2026-09-20' }), document, preset)
  expect(fillWord(paper, templates).length).toBeGreaterThan(0)
  expect(printHtml(paper)).toContain('________')
  expect(printHtml(paper)).not.toMatch(/undefined|null|NaN|\[object/)
})
