import { describe, expect, it } from 'vitest'
import { sampleNames, sampleText } from '../fixtures/samples.ts'
import { branch, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { paragraphsOf, place, rowsOfXlsx } from './memberPapersOffice.ts'
import { auditOf, inDatabase, openOffice, type Office } from './office.ts'

/** The sample branch with its three records at the end of November 2026, about to plan 2027. */
async function sampleOffice(): Promise<Office> {
  const office = openOffice()
  office.now.iso = '2026-11-30T02:00:00.000Z'
  await office.ask('workspace.create', { ...branch, since: '2026-09-01' })
  await office.ask('members.addMany', { lines: peopleLines })
  for (const name of sampleNames) await office.ask('meetings.save', (await office.ask('meetings.fromText', { text: sampleText(name) })).draft)
  return office
}
const accept = async (office: Office, year = 2027) => {
  const { items } = await office.ask('plan.propose', { year })
  return office.ask('plan.accept', { year, items: items.map(({ toVerify: _verify, offer: _offer, conflicts: _conflicts, ...item }) => item) })
}
const listOf = (office: Office, year = 2027) => office.ask('plan.list', { year })
const rowOf = async (office: Office, month: string, kind: string, part = '') => {
  const row = (await listOf(office)).rows.find((one) => one.kind === kind && one.on.startsWith(month) && one.part === part)
  if (!row) throw new Error(`no ${kind} in ${month}`)
  return row
}
const lastOf = async (office: Office) => (await office.ask('journal.list', {})).rows[0]
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await lastOf(office))?.id ?? '' })

describe('the plan of a year', () => {
  it('is proposed from what the branch has, accepted whole or in part, once', async () => {
    const office = await sampleOffice()
    const { items, told } = await office.ask('plan.propose', { year: 2027 })
    expect([items.length, told]).toEqual([61, '本年节假日数据未公布，先按周一至周五排；公布后在“日历”里录入放假和调休。'])
    const plain = items.map(({ toVerify: _verify, offer: _offer, conflicts: _conflicts, ...item }) => item)
    expect(await office.ask('plan.accept', { year: 2027, items: plain.slice(0, 10) })).toEqual({ added: 10 })
    expect((await office.ask('plan.propose', { year: 2027 })).items).toHaveLength(51)
    expect(await office.ask('plan.accept', { year: 2027, items: [...plain, ...plain.slice(0, 1)] })).toEqual({ added: 51 })
    expect(await office.ask('plan.accept', { year: 2027, items: plain })).toEqual({ added: 0 })
    const { rows, groups, people } = await listOf(office)
    expect([rows.length, groups, people.length]).toEqual([61, ['第一党小组', '第二党小组'], 17])
    expect(rows.map(({ on }) => on)).toEqual(rows.map(({ on }) => on).toSorted())
    expect(rows.every(({ state, meetingId, conflicts }) => state === 'ahead' && meetingId === null && conflicts.length === 0)).toBe(true)
    expect((await lastOf(office))?.words).toBe('把51项活动列入2027年计划')
    await undoLast(office)
    expect((await listOf(office)).rows).toHaveLength(10)
    expect((await office.refusal('plan.accept', { year: 2026, items: plain })).message).toContain('日期要在2026年里')
    expect((await auditOf(office)).filter(({ act }) => act === 'plan.accept')).toHaveLength(2)
  })

  it('of the running year holds only what is still to come, and of a year that is over nothing', async () => {
    const office = await sampleOffice()
    const { items, from } = await office.ask('plan.propose', { year: 2026 })
    expect(from).toBe('2026-11-30')
    expect(items.every(({ on }) => on >= '2026-11-30')).toBe(true)
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['themeDay', 'committeeMeeting', 'generalMeeting', 'partyLecture', 'orgLifeMeeting', 'democraticReview']))
    expect((await office.ask('plan.propose', { year: 2025 })).items).toEqual([])
    await accept(office, 2026)
    // What was held without the plan is found by its kind and day.
    await office.ask('meetings.save', { kind: 'themeDay', title: '12月主题党日', heldOn: '2026-12-10' })
    const december = (await listOf(office, 2026)).rows.find(({ kind, on }) => kind === 'themeDay' && on.startsWith('2026-12'))
    expect(december).toMatchObject({ state: 'opened', heldOn: '2026-12-10', meetingState: 'planned', isLinked: false })
  })

  it('is changed, moved and removed, each undone as one', async () => {
    const office = await sampleOffice()
    await accept(office)
    const theme = await rowOf(office, '2027-03', 'themeDay')
    await office.ask('plan.move', { id: theme.id, on: '2027-03-24' })
    expect((await lastOf(office))?.words).toBe('调整计划：主题党日从3月19日改到3月24日')
    expect((await rowOf(office, '2027-03', 'themeDay')).on).toBe('2027-03-24')
    await undoLast(office)
    expect((await rowOf(office, '2027-03', 'themeDay')).on).toBe('2027-03-19')
    expect((await office.refusal('plan.move', { id: theme.id, on: '2028-03-24' })).message).toContain('日期要在2027年里')
    const { id, kind, part, on, startsAt, hours, people, place: where, topic, business, remarks, eventId } = theme
    await office.ask('plan.save', { year: 2027, id, kind, part, on, startsAt, hours, people, place: where, business, remarks, eventId, topic: '学习雷锋 志愿服务' })
    expect((await rowOf(office, '2027-03', 'themeDay')).topic).toBe('学习雷锋 志愿服务')
    expect((await office.refusal('plan.save', { year: 2027, id, kind: 'massActivity', part, on, startsAt, hours, people, place: where, topic, business, remarks, eventId })).message).toContain('按规则列入的活动不能改成别的活动')
    const own = await office.ask('plan.save', { year: 2027, kind: 'massActivity', on: '2027-05-04', topic: '青年座谈' })
    expect(await rowOf(office, '2027-05', 'massActivity')).toMatchObject({ id: own.id, basis: '本单位安排', ruleId: null })
    await office.ask('plan.remove', { id: own.id })
    expect((await listOf(office)).rows).toHaveLength(61)
    await undoLast(office)
    expect((await listOf(office)).rows).toHaveLength(62)
    expect((await office.refusal('plan.remove', { id: theme.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })).code).toBe('NOT_FOUND')
  })

  it('undoes nothing that would stand twice, and nothing of a closed year', async () => {
    const office = await sampleOffice()
    await accept(office)
    const theme = await rowOf(office, '2027-03', 'themeDay')
    await office.ask('plan.remove', { id: theme.id })
    const removal = (await lastOf(office))?.id ?? ''
    await accept(office)
    expect((await listOf(office)).rows).toHaveLength(61)
    expect((await office.refusal('journal.undo', { id: removal })).message).toContain('这项活动后来又列入了计划')
    const committee = await rowOf(office, '2027-03', 'committeeMeeting')
    await office.ask('plan.move', { id: committee.id, on: '2027-03-10' })
    const move = (await lastOf(office))?.id ?? ''
    await office.ask('plan.close', { year: 2027 })
    expect((await office.refusal('journal.undo', { id: move })).message).toContain('2027年计划已经关账')
    await office.ask('plan.reopen', { year: 2027 })
    await office.ask('journal.undo', { id: move })
    expect((await rowOf(office, '2027-03', 'committeeMeeting')).on).toBe('2027-03-09')
  })

  it('opens an activity as the meeting it is, once, with what the plan says; the meeting moves with it while it is planned', async () => {
    const office = await sampleOffice()
    await office.ask('difficulties.save', { title: '雨天配送不准时', line: 'logistics' })
    await accept(office)
    const theme = await rowOf(office, '2027-01', 'themeDay')
    const { meetingId } = await office.ask('plan.open', { id: theme.id })
    expect((await office.ask('plan.open', { id: theme.id })).meetingId).toBe(meetingId)
    expect(await office.ask('meetings.get', { id: meetingId })).toMatchObject({
      kind: 'themeDay', state: 'planned', title: '第二支部2027年1月主题党日', heldOn: '2027-01-15', startsAt: '14:00', endsAt: '17:30', chair: '周启明', elements: { theme: '党员攻难题', hours: '3.5' }, agenda: [{ title: '难点：雨天配送不准时', nature: 'both' }],
    })
    expect((await lastOf(office))).toMatchObject({ words: '按计划筹备1月15日的主题党日', meetingId })
    expect(await rowOf(office, '2027-01', 'themeDay')).toMatchObject({ state: 'opened', meetingId, isLinked: true, meetingState: 'planned' })
    await office.ask('plan.move', { id: theme.id, on: '2027-02-03' })
    expect(await office.ask('meetings.get', { id: meetingId })).toMatchObject({ heldOn: '2027-02-03', title: '第二支部2027年2月主题党日' })
    await undoLast(office)
    expect(await office.ask('meetings.get', { id: meetingId })).toMatchObject({ heldOn: '2027-01-15', title: '第二支部2027年1月主题党日' })
    // Hour and place follow where they are changed in the plan; what the record has of its own stays.
    const asked = await office.ask('meetings.get', { id: meetingId })
    await office.ask('meetings.save', { kind: 'themeDay', id: meetingId, revision: asked.revision, title: asked.title, heldOn: asked.heldOn, startsAt: asked.startsAt, endsAt: asked.endsAt, place: '城西农贸市场', chair: '何晓燕', elements: asked.elements })
    const { id: _id, key: _key, ruleId: _rule, basis: _basis, reason: _reason, state: _state, meetingId: _meeting, isLinked: _linked, heldOn: _held, meetingState: _meetingState, progress: _progress, conflicts: _conflicts, ...text } = await rowOf(office, '2027-01', 'themeDay')
    await office.ask('plan.save', { ...text, id: theme.id, year: 2027, startsAt: '09:00', hours: 2 })
    expect(await office.ask('meetings.get', { id: meetingId })).toMatchObject({ startsAt: '09:00', endsAt: '11:00', place: '城西农贸市场', chair: '何晓燕', heldOn: '2027-01-15' })
    // Held: the record has the say, and its day is shown.
    const roster = await office.ask('members.rosterOn', { date: '2027-01-16' })
    const meeting = await office.ask('meetings.get', { id: meetingId })
    office.now.iso = '2027-01-20T02:00:00.000Z'
    await office.ask('meetings.save', { kind: 'themeDay', id: meetingId, revision: meeting.revision, title: meeting.title, heldOn: '2027-01-16', attendance: [{ personId: roster[0]?.id ?? '', state: 'present' }] })
    expect(await rowOf(office, '2027-01', 'themeDay')).toMatchObject({ state: 'done', heldOn: '2027-01-16', on: '2027-01-15' })
    expect((await office.refusal('plan.move', { id: theme.id, on: '2027-02-03' })).message).toContain('请在记录里改日期')
    // In the 回收站 it is not there: the activity can be begun again.
    await office.ask('meetings.remove', { id: meetingId })
    expect(await rowOf(office, '2027-01', 'themeDay')).toMatchObject({ state: 'missing', meetingId: null })
    expect((await office.ask('plan.open', { id: theme.id })).meetingId).not.toBe(meetingId)
  })

  it('opens 支委会, 党小组会, 党课 with the agenda and elements that these have; talks are told one by one', async () => {
    const office = await sampleOffice()
    await accept(office)
    const opened = async (month: string, kind: string, part = '') => office.ask('meetings.get', { id: (await office.ask('plan.open', { id: (await rowOf(office, month, kind, part)).id })).meetingId })
    expect(await opened('2027-01', 'committeeMeeting')).toMatchObject({ title: '第二支部委员会2027年第1次会议', place: '县局三楼党员活动室', agenda: [{ title: '第一议题学习', nature: 'firstTopic' }, { title: '研究本月主题党日', nature: 'party' }, { title: '分析业务难点和重点工作', nature: 'business' }] })
    expect(await opened('2027-02', 'committeeMeeting')).toMatchObject({ title: '第二支部委员会2027年第2次会议' })
    expect(await opened('2027-01', 'groupMeeting', '第二党小组')).toMatchObject({ group: '第二党小组', chair: '钱雅文', elements: { study: '政治学习，交流思想；岗位业务学习' } })
    expect(await opened('2027-02', 'partyLecture')).toMatchObject({ elements: { business: '结合当前业务部署', hours: '1' } })
    const talks = (await listOf(office)).rows.find(({ kind }) => kind === 'heartTalk')
    expect((await office.refusal('plan.open', { id: talks?.id ?? '' })).message).toContain('谈心谈话是一次一次登记的')
    await office.ask('meetings.save', { kind: 'heartTalk', title: '谈心谈话', heldOn: '2026-11-20', elements: { talker: '周启明', talkedTo: '林静怡' } })
    office.now.iso = '2027-09-15T02:00:00.000Z'
    await office.ask('meetings.save', { kind: 'heartTalk', title: '谈心谈话', heldOn: '2027-09-14', elements: { talker: '周启明', talkedTo: '林静怡' } })
    expect((await listOf(office)).rows.find(({ part }) => part === '支部委员之间')).toMatchObject({ progress: '1/10对', state: 'opened' })
  })
})

describe('今天', () => {
  it('tells what the plan has and nobody has begun, with its day, until it is begun', async () => {
    const office = await sampleOffice()
    await accept(office)
    office.now.iso = '2027-01-06T02:00:00.000Z'
    const lineOf = async () => (await office.ask('today.list', {})).lines.find(({ key }) => key === 'R05 2027-01-01')
    const line = await lineOf()
    expect(line).toMatchObject({ what: '主题党日计划1月15日开展，还没有筹备', until: '2027-01-15', verb: '筹备', open: { screen: 'planItem' } })
    await office.ask('plan.open', { id: line?.open.screen === 'planItem' ? line.open.id : '' })
    expect(await lineOf()).toBeUndefined()
  })
})

describe('the days around the plan', () => {
  it('business days move proposals and are told as conflicts of what stands already; both are undone', async () => {
    const office = await sampleOffice()
    await accept(office)
    await office.ask('plan.saveBusiness', { kind: 'market', title: '一季度市场检查', from: '2027-03-18', to: '2027-03-19' })
    expect((await rowOf(office, '2027-03', 'themeDay')).conflicts).toEqual([{ kind: 'business', words: '当天有“一季度市场检查”' }])
    const zhou = (await office.ask('members.rosterOn', { date: '2027-01-01' })).find(({ name }) => name === '周启明')
    await office.ask('plan.saveBusiness', { kind: 'away', title: '外出学习', from: '2027-04-12', to: '2027-04-16', personId: zhou?.id ?? '' })
    expect((await rowOf(office, '2027-04', 'committeeMeeting')).conflicts).toEqual([{ kind: 'away', words: '周启明4月12日至4月16日外出学习' }])
    expect((await listOf(office)).business.map(({ title, person }) => [title, person])).toEqual([['一季度市场检查', ''], ['外出学习', '周启明']])
    await undoLast(office)
    expect((await listOf(office)).business).toHaveLength(1)
    const [market] = (await listOf(office)).business
    await office.ask('plan.removeBusiness', { id: market?.id ?? '' })
    expect((await rowOf(office, '2027-03', 'themeDay')).conflicts).toEqual([])
    expect((await office.refusal('plan.saveBusiness', { kind: 'away', title: '请假', from: '2027-04-12', to: '2027-04-16' })).message).toContain('请选谁请假或外出')
    expect((await office.refusal('plan.saveBusiness', { kind: 'market', title: '检查', from: '2027-04-12', to: '2027-04-11' })).message).toContain('结束日期早于开始日期')
  })

  it('a calendar is pasted whole or not at all, and taken back as one', async () => {
    const office = await sampleOffice()
    expect((await office.refusal('plan.addBusiness', { year: 2027, lines: '市场检查\t3月19日\n质量月\t九月' })).message).toContain('第2行：日期“九月”读不懂。一条也没有登记。')
    expect((await listOf(office)).business).toEqual([])
    expect(await office.ask('plan.addBusiness', { year: 2027, lines: '市场检查\t3月19日\n质量月\t9月1日\t9月30日' })).toEqual({ added: 2 })
    expect((await listOf(office)).business.map(({ title }) => title)).toEqual(['市场检查', '质量月'])
    expect((await lastOf(office))?.words).toBe('登记业务日历2条')
    await undoLast(office)
    expect((await listOf(office)).business).toEqual([])
  })

  it('an activity held with a day of business has no conflict with it, until it is moved away', async () => {
    const office = await sampleOffice()
    const { id: eventId } = await office.ask('plan.saveBusiness', { kind: 'market', title: '市场检查', from: '2027-03-19', to: '2027-03-19' })
    const { id } = await office.ask('plan.save', { year: 2027, kind: 'volunteerService', on: '2027-03-19', eventId })
    expect(await rowOf(office, '2027-03', 'volunteerService')).toMatchObject({ eventId, conflicts: [] })
    await office.ask('plan.move', { id, on: '2027-03-22' })
    expect(await rowOf(office, '2027-03', 'volunteerService')).toMatchObject({ eventId: null })
    await office.ask('plan.move', { id, on: '2027-03-19' })
    expect((await rowOf(office, '2027-03', 'volunteerService')).conflicts).toEqual([{ kind: 'business', words: '当天有“市场检查”' }])
  })

  it('people in two places are told on both sides', async () => {
    const office = await sampleOffice()
    await accept(office)
    const [theme, committee] = [await rowOf(office, '2027-03', 'themeDay'), await rowOf(office, '2027-03', 'committeeMeeting')]
    await office.ask('plan.move', { id: committee.id, on: theme.on })
    expect((await rowOf(office, '2027-03', 'committeeMeeting')).conflicts).toEqual([{ kind: 'twice', words: '与14:00的主题党日时间重叠：周启明、林静怡、郑浩然等5人' }])
    expect((await rowOf(office, '2027-03', 'themeDay')).conflicts).toHaveLength(1)
  })

  it('holidays and worked weekends of the unit stand above the table', async () => {
    const office = await sampleOffice()
    await accept(office)
    expect(await office.ask('plan.saveDays', { from: '2027-10-10', to: '2027-10-12', isOff: true, name: '国庆节' })).toEqual({ days: 3 })
    await office.ask('plan.saveDays', { from: '2027-10-09', to: '2027-10-09', isOff: false, name: '国庆节调休上班' })
    const { special, told } = await listOf(office)
    expect(told).toContain('已自行录入3天放假')
    expect(special).toEqual([{ day: '2027-10-09', off: false, name: '国庆节调休上班' }, ...['10', '11', '12'].map((day) => ({ day: `2027-10-${day}`, off: true, name: '国庆节' }))])
    expect((await rowOf(office, '2027-10', 'committeeMeeting')).conflicts).toEqual([{ kind: 'dayOff', words: '10月12日是国庆节' }])
    await office.ask('plan.removeDays', { from: '2027-10-12', to: '2027-12-31' })
    expect((await rowOf(office, '2027-10', 'committeeMeeting')).conflicts).toEqual([])
    await undoLast(office)
    expect((await listOf(office)).ownDays).toHaveLength(4)
    expect((await office.refusal('plan.saveDays', { from: '2027-01-01', to: '2027-03-01', isOff: true, name: '春节' })).message).toContain('一次最多录入31天')
  })

  it('days away go with the person into the 回收站 and come back; erased, nothing is left of them', async () => {
    const office = await sampleOffice()
    const { id } = await office.ask('members.save', { name: '沈秋水', status: 'fullMember', fields: {} })
    await office.ask('plan.saveBusiness', { kind: 'away', title: '金丝雀住院', from: '2027-04-12', to: '2027-04-16', personId: id })
    // Somebody else's act on the same person is undone beside it.
    await office.ask('members.rename', { personId: id, name: '沈秋' })
    await undoLast(office)
    const { id: other } = await office.ask('plan.saveBusiness', { kind: 'away', title: '金丝雀复查', from: '2027-05-12', to: '2027-05-12', personId: id })
    await office.ask('plan.removeBusiness', { id: other })
    const removal = await lastOf(office)
    await office.ask('members.remove', { personId: id })
    expect((await listOf(office)).business).toEqual([])
    expect((await office.refusal('journal.undo', { id: removal?.id ?? '' })).message).toContain('已从名册删除')
    await office.ask('trash.restore', { kind: 'person', id })
    expect((await listOf(office)).business).toMatchObject([{ title: '金丝雀住院', person: '沈秋水' }])
    await office.ask('members.erase', { id, password: branch.password, purpose: '本人要求' })
    expect((await listOf(office)).business).toEqual([])
    const everything = await inDatabase(office, (db) => db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all().map((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('\n'))
    expect(everything).not.toContain('金丝雀')
  })

  it('what was not held is told with its reason in the next year', async () => {
    const office = await sampleOffice()
    await accept(office, 2026)
    office.now.iso = '2027-01-05T02:00:00.000Z'
    const lecture = (await listOf(office, 2026)).rows.find(({ kind }) => kind === 'partyLecture')
    expect(lecture?.state).toBe('missing')
    await office.ask('plan.setReason', { id: lecture?.id ?? '', reason: '全体参加抗洪' })
    const { items } = await office.ask('plan.propose', { year: 2027 })
    expect(items.filter(({ remarks }) => remarks.includes('未开展：全体参加抗洪')).map(({ kind }) => kind)).toEqual(['partyLecture'])
  })
})

describe('a year at its end', () => {
  it('is closed with who and when, changes nothing any more, and is opened again', async () => {
    const office = await sampleOffice()
    expect((await office.refusal('plan.close', { year: 2026 })).message).toContain('没有计划')
    await accept(office, 2026)
    office.now.iso = '2027-01-05T02:00:00.000Z'
    const [row] = (await listOf(office, 2026)).rows
    const id = row?.id ?? ''
    await office.ask('plan.close', { year: 2026 })
    expect((await listOf(office, 2026)).closing).toEqual({ closedOn: '2027-01-05', who: '林静怡' })
    for (const [channel, input] of [['plan.move', { id, on: '2026-12-30' }], ['plan.remove', { id }], ['plan.setReason', { id, reason: '忘了' }], ['plan.open', { id }], ['plan.save', { year: 2026, kind: 'massActivity', on: '2026-12-30' }]] as const) expect((await office.refusal(channel, input)).message).toContain('2026年计划已经关账')
    await undoLast(office)
    expect((await listOf(office, 2026)).closing).toBeNull()
    await office.ask('plan.close', { year: 2026 })
    await office.ask('plan.reopen', { year: 2026 })
    await office.ask('plan.setReason', { id, reason: '全体防汛' })
    expect((await lastOf(office))?.words).toMatch(/^写明.*未开展的原因$/)
  })

  it('is summed up from its records alone, each sentence with its source, on the screen and as a Word file', async () => {
    const office = await sampleOffice()
    const sections = await office.ask('plan.summary', { year: 2026 })
    const sentences = sections.flatMap((section) => section.sentences)
    expect(sentences.map(({ text, source }) => `${text} ${source}`)).toEqual(expect.arrayContaining(['开展支委会1次。 会议记录：9月8日', '开展党员大会1次。 会议记录：9月18日', '开展主题党日1次。 会议记录：10月16日']))
    expect(sentences.every(({ text, source, isGap }) => source !== '' && isGap === text.includes('【待补】'))).toBe(true)
    const docx = place(office, '小结.docx')
    expect((await office.ask('plan.exportSummary', { fileToken: docx.fileToken, year: 2026, format: 'docx' })).rows).toBe(sentences.length)
    expect(paragraphsOf(docx.bytes())).toEqual(expect.arrayContaining(['第二支部2026年度工作小结', '小结（草稿）', '来源', ...sentences.map(({ text }) => text)]))
  })
})

describe('the papers of the plan', () => {
  it('are Word and Excel of the year, a quarter and a month, with every activity, its basis and what is known of the holidays', async () => {
    const office = await sampleOffice()
    await accept(office)
    for (const [what, at, count, title] of [['year', 1, 61, '2027年度'], ['quarter', 1, 14, '2027年第一季度'], ['month', 3, 5, '2027年3月']] as const) {
      const docx = place(office, `${what}.docx`)
      expect((await office.ask('plan.export', { fileToken: docx.fileToken, year: 2027, what, at, format: 'docx' })).rows).toBe(count)
      const words = paragraphsOf(docx.bytes())
      expect(words[0]).toBe(`第二支部${title}组织生活和学习计划`)
      expect(words.filter((text) => text === '应当每月1次（支部工作条例第16条）')).toHaveLength(what === 'year' ? 12 : what === 'quarter' ? 3 : 1)
      expect(words.at(-1)).toContain('本年节假日数据未公布')
      const xlsx = place(office, `${what}.xlsx`)
      await office.ask('plan.export', { fileToken: xlsx.fileToken, year: 2027, what, at, format: 'xlsx' })
      const rows = rowsOfXlsx(xlsx.bytes())
      expect(rows.filter(([number]) => /^\d+$/.test(String(number ?? '')))).toHaveLength(count)
    }
    expect((await office.refusal('plan.export', { fileToken: place(office, 'x.pdf').fileToken, year: 2027, what: 'year', format: 'pdf' })).code).toBe('PDF_NEEDS_WINDOW')
    expect((await office.refusal('plan.export', { fileToken: place(office, 'x.docx').fileToken, year: 2027, what: 'quarter', at: 5, format: 'docx' })).code).toBe('INVALID_INPUT')
  })

  it('for the wall is a month by its weeks, with holidays and days of business', async () => {
    const office = await sampleOffice()
    await accept(office)
    await office.ask('plan.saveBusiness', { kind: 'market', title: '市场检查', from: '2027-03-23', to: '2027-03-23' })
    await office.ask('plan.saveBusiness', { kind: 'season', title: '元春销售', from: '2027-01-01', to: '2027-03-05' })
    await office.ask('plan.saveDays', { from: '2027-03-08', to: '2027-03-08', isOff: true, name: '妇女节半天' })
    const docx = place(office, 'wall.docx')
    await office.ask('plan.export', { fileToken: docx.fileToken, year: 2027, what: 'wall', at: 3, format: 'docx' })
    const words = paragraphsOf(docx.bytes())
    expect(words).toEqual(expect.arrayContaining(['第二支部2027年3月活动安排', '星期一', '8 （休）妇女节半天', '◇市场检查', '14:30 支委会：第一议题学习；研究本月主题党日', '本月：元春销售（销售旺季，1月1日至3月5日）']))
    const xlsx = place(office, 'wall.xlsx')
    await office.ask('plan.export', { fileToken: xlsx.fileToken, year: 2027, what: 'wall', at: 3, format: 'xlsx' })
    const cells = rowsOfXlsx(xlsx.bytes()).flat().map(String)
    expect(cells).toEqual(expect.arrayContaining(['星期日', '8 （休）妇女节半天', '23\n◇市场检查']))
  })
})
