// The file of one person: what is saved, refused, found, hidden, told and undone.
import { describe, expect, it } from 'vitest'
import { inDatabase, officeWithRecord, settledOffice, staffedOffice, type Office } from './office.ts'
import { minutesLater, newest, undo, words } from './journalOffice.ts'

const idOf = (office: { roster: { id: string; name: string }[] }, name: string): string => office.roster.find((entry) => entry.name === name)?.id ?? ''
const valueOf = async (office: Office, id: string, code: string) => (await office.ask('members.get', { id })).values.find((value) => value.code === code)
/** Marked words that may stand nowhere but where they are asked for. */
const secrets = { idNumber: '999901198506150030', mobile: '13912345678', address: '南浦县东风路金丝雀里7号', duesBase: '6543.21', familyMembers: '金丝雀之妻' }
const stored = [secrets.idNumber, secrets.mobile, '金丝雀', '654321', '6543.21']

describe('saving', () => {
  it('keeps what fits and refuses the rest field by field, in a sentence', async () => {
    const office = await staffedOffice()
    const id = idOf(office, '何晓燕')
    const saved = await office.ask('members.save', { id, fields: { birthOn: '1985.06', ethnicity: '汉', mobile: '123', school: '南浦大学' } })
    expect(saved.refused).toEqual([{ code: 'mobile', message: '手机号应是1开头的11位数字。' }])
    expect(saved.values.map(({ code, text }) => [code, text])).toEqual([['ethnicity', '汉族'], ['birthOn', '1985年6月'], ['school', '南浦大学']])
    expect([saved.age, saved.edits.map(({ field, before, after, who }) => [field, before, after, who])]).toEqual([41, [['school', null, '南浦大学', '林静怡'], ['birthOn', null, '1985年6月', '林静怡'], ['ethnicity', null, '汉族', '林静怡']]])
    expect(await office.ask('members.save', { id, fields: { school: null } })).toMatchObject({ refused: [], edits: [{ field: 'school', before: '南浦大学', after: null }, {}, {}, {}] })
  })

  it('never blocks on what does not agree: it is stored, and told with its rule', async () => {
    const office = await staffedOffice()
    const { findings, refused } = await office.ask('members.save', { id: idOf(office, '何晓燕'), fields: { idNumber: secrets.idNumber, gender: '女', birthOn: '1985-07-01', joinedOn: '2002-01', fullOn: '2002-06' } })
    expect(refused).toEqual([])
    expect(findings.map(({ kind, field }) => [kind, field])).toEqual([['idGender', 'gender'], ['idBirth', 'birthOn'], ['joinAge', 'joinedOn'], ['probationShort', 'fullOn']])
    expect(findings.every(({ rule }) => rule !== '')).toBe(true)
    expect(JSON.stringify(findings)).not.toContain('1985061')
  })

  it('takes people who are not members, and makes one a member by a dated change, in the same file', async () => {
    const office = await settledOffice()
    const { id } = await office.ask('members.save', { name: '金　丝', status: 'applicant', from: '2025-03-01', fields: { appliedOn: '2025.03.01', department: '物流配送中心' } })
    expect((await words(office))[0]).toBe('登记金丝')
    await office.ask('members.save', { id, status: 'probationaryMember', from: '2026-06-18', group: '第一党小组' })
    const now = await office.ask('members.get', { id, on: '2026-07-01' })
    expect([now.standing.status, now.standing.group, now.values.length]).toEqual(['probationaryMember', '第一党小组', 2])
    expect((await office.ask('members.get', { id, on: '2026-06-17' })).standing.status).toBe('applicant')
    expect(await office.ask('members.rosterOn', { date: '2026-07-01' })).toHaveLength(1)
  })

  it('asks for a name and a 类别 of somebody new, keeps names apart and one ID number to one person', async () => {
    const office = await staffedOffice()
    expect(await office.refusal('members.save', { status: 'nonMember' })).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('请填写姓名') })
    expect(await office.refusal('members.save', { name: '新人' })).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('请选择人员类别') })
    expect(await office.refusal('members.save', { name: '何晓燕', status: 'nonMember' })).toMatchObject({ code: 'PERSON_EXISTS', message: expect.stringContaining('张伟（二组）') })
    await office.ask('members.save', { id: idOf(office, '何晓燕'), fields: { idNumber: secrets.idNumber } })
    expect((await office.ask('members.save', { id: idOf(office, '周启明'), fields: { idNumber: secrets.idNumber, school: '南浦大学' } })).refused).toEqual([{ code: 'idNumber', message: '这个号码已登记在何晓燕的档案里，请核对是谁的。' }])
    expect(await office.refusal('members.save', { id: idOf(office, '方子涵'), posts: ['secretary'] })).toMatchObject({ code: 'POST_NEEDS_MEMBER' })
    expect(await office.refusal('members.save', { id: '0197a1b2-0000-7000-8000-00000000dead', fields: {} })).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('of one sitting is one act: undone as one, told in the history, and done again', async () => {
    const office = await staffedOffice()
    const id = idOf(office, '何晓燕')
    await office.ask('members.save', { id, fields: { school: '甲校' } })
    minutesLater(office, 2)
    await office.ask('members.save', { id, fields: { major: '会计' } })
    expect((await words(office))[0]).toBe('修改何晓燕的档案（2次保存）')
    await undo(office)
    expect((await office.ask('members.get', { id })).values).toEqual([])
    expect((await office.ask('members.get', { id })).edits[0]).toMatchObject({ way: 'undo', after: null })
    await undo(office, '撤销：修改何晓燕的档案')
    expect((await valueOf(office, id, 'major'))?.text).toBe('会计')
    // The same again changes nothing and tells nothing.
    const before = (await words(office)).length
    minutesLater(office, 60)
    await office.ask('members.save', { id, fields: { major: '会计' } })
    expect((await words(office)).length).toBe(before)
  })

  it('says when two people are 书记 at once, to both', async () => {
    const office = await staffedOffice()
    const saved = await office.ask('members.save', { id: idOf(office, '吴国栋'), posts: ['secretary'], from: '2026-09-01' })
    expect(saved.findings).toMatchObject([{ kind: 'oneSecretary', message: expect.stringContaining('周启明') }])
    expect((await office.ask('members.get', { id: idOf(office, '周启明') })).findings).toMatchObject([{ kind: 'oneSecretary', message: expect.stringContaining('吴国栋') }])
  })
})

describe('sensitive values', () => {
  const withSecrets = async () => {
    const office = await officeWithRecord()
    const id = idOf(office, '何晓燕')
    await office.ask('members.save', { id, fields: secrets })
    return { ...office, id }
  }

  it('stand in no answer that was not asked for them: file, history, timeline, lists, journal, trash, access log, log', async () => {
    const office = await withSecrets()
    const { ask, id } = office
    await ask('members.saveSanction', { personId: id, kind: 'seriousWarning', decidedOn: '2026-01-10', documentNo: '金丝雀〔2026〕1号', note: '金丝雀之过' })
    await ask('members.reveal', { id, field: 'idNumber' })
    await ask('members.save', { id, fields: { mobile: '13800000000' } })
    const told = JSON.stringify([
      await ask('members.get', { id }), await ask('members.timeline', { id }), await ask('members.rosterOn', { date: '2026-09-08' }), await ask('members.former', { date: '2026-09-08' }), await ask('journal.list', {}), await ask('trash.list', {}),
      await ask('members.accessLog', {}), await ask('meetings.list', { text: secrets.mobile }), await ask('members.erasure', { id }), office.log,
    ])
    for (const secret of [...stored, '严重警告', 'seriousWarning']) expect(told).not.toContain(secret)
    // The check can fail: the values are there, and come when they are asked for.
    expect(JSON.stringify(await inDatabase(office, (db) => db.prepare('SELECT * FROM person_file').all()))).toContain(secrets.idNumber)
    expect(await ask('members.reveal', { id, field: 'address' })).toEqual({ value: secrets.address })
    expect(await ask('members.copyValue', { id, field: 'duesBase' })).toEqual({ value: '6543.21' })
  })

  it('are written down when they are looked at or copied, without the value; what is empty or not sensitive is not', async () => {
    const { ask, id, refusal } = await withSecrets()
    await ask('members.reveal', { id, field: 'idNumber' })
    await ask('members.copyValue', { id, field: 'mobile' })
    await ask('members.reveal', { id, field: 'phone' })
    await ask('members.reveal', { id, field: 'school' })
    expect(await ask('members.sanctions', { id })).toEqual([])
    const { entries, more } = await ask('members.accessLog', { personId: id })
    expect([entries.map(({ act, fields, name, who, count }) => [act, fields, name, who, count]), more]).toEqual([[['copy', '手机', '何晓燕', '林静怡', 1], ['show', '公民身份号码', '何晓燕', '林静怡', 1]], false])
    expect((await ask('members.accessLog', { limit: 1 })).more).toBe(true)
    expect((await ask('members.accessLog', { before: entries[0]?.row })).entries).toHaveLength(1)
    expect(await refusal('members.reveal', { id: '0197a1b2-0000-7000-8000-00000000dead', field: 'mobile' })).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('sanctions, awards and reviews', () => {
  it('are added, changed, removed and undone; another person\'s id is not found', async () => {
    const office = await staffedOffice()
    const { ask, refusal } = office
    const personId = idOf(office, '何晓燕')
    await ask('members.saveAward', { personId, name: '优秀共产党员', level: 'unit', awardedOn: '2025-06', documentNo: '南烟党〔2025〕8号' })
    const { awards: [award] } = await ask('members.saveReview', { personId, year: 2025, grade: '优秀' })
    await ask('members.saveAward', { personId, id: award?.id ?? '', name: '优秀党务工作者', level: 'city' })
    const changed = await ask('members.saveReview', { personId, year: 2025, grade: '合格' })
    expect([changed.awards, changed.reviews]).toEqual([[{ id: award?.id, name: '优秀党务工作者', level: 'city', awardedOn: null, documentNo: '' }], [{ year: 2025, grade: '合格' }]])
    expect(await refusal('members.saveAward', { personId: idOf(office, '周启明'), id: award?.id, name: '改到别人名下', level: 'city' })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusal('members.saveAward', { personId, name: '无此级别', level: 'galaxy' })).toMatchObject({ code: 'INVALID_INPUT' })
    await ask('members.removeAward', { personId, id: award?.id ?? '' })
    expect((await ask('members.removeReview', { personId, year: 2025 })).reviews).toEqual([])
    expect(await refusal('members.removeReview', { personId, year: 2025 })).toMatchObject({ code: 'NOT_FOUND' })
    await undo(office, '奖惩和评议')
    expect((await ask('members.get', { id: personId })).reviews).toEqual([{ year: 2025, grade: '合格' }])
  })

  it('留党察看 asks to stop the vote and stops nothing; once it is over it asks to restore it', async () => {
    const office = await staffedOffice()
    const { ask } = office
    const personId = idOf(office, '何晓燕')
    const saved = await ask('members.saveSanction', { personId, kind: 'probation1', decidedOn: '2026-03-01', effectUntil: '2027-02-28' })
    expect([saved.proposal, saved.standing.noVote, saved.sanctions]).toEqual(['stopVote', null, 1])
    expect((await ask('members.rosterOn', { date: '2026-09-08' })).find(({ id }) => id === personId)?.hasVote).toBe(true)
    await ask('members.recordChange', { personId, from: '2026-03-01', change: { field: 'vote', value: '留党察看' } })
    expect((await ask('members.get', { id: personId })).proposal).toBeNull()
    const [sanction] = await ask('members.sanctions', { id: personId })
    expect((await ask('members.saveSanction', { personId, id: sanction?.id ?? '', kind: 'probation1', decidedOn: '2026-03-01', effectUntil: '2027-02-28', liftedOn: '2026-09-01' })).proposal).toBe('restoreVote')
    expect((await ask('members.saveSanction', { personId, id: sanction?.id ?? '', kind: 'warning', decidedOn: '2026-03-01' })).proposal).toBeNull()
  })
})

describe('the timeline', () => {
  it('tells meetings with the part the person had, their decisions, dates and edits, newest first, page by page', async () => {
    const office = await officeWithRecord()
    const { ask } = office
    const id = idOf(office, '林静怡')
    await ask('members.save', { id, fields: { joinedOn: '2008.05.12', fullOn: '2009.05', mobile: secrets.mobile } })
    await ask('members.saveSanction', { personId: id, kind: 'warning', decidedOn: '2020-01-05' })
    await ask('meetings.save', { kind: 'heartTalk', title: '秘密谈话', heldOn: '2026-08-28', elements: { talker: '周启明', talkedTo: '林静怡', points: '不可外传' } })
    const { entries } = await ask('members.timeline', { id })
    expect(entries.map(({ on }) => on)).toEqual(entries.map(({ on }) => on).toSorted((a, b) => (a < b ? 1 : -1)))
    const told = entries.map(({ on, title, note }) => [on, title, note].join(' '))
    expect(told).toEqual(expect.arrayContaining([
      '2026-09-08 记录、汇报：第二支部委员会2026年第9次会议 支委会，到会', '2026-09-08 负责：备齐票样、计票单和志愿书 时限9月15日前', '2026-08-28 谈心谈话 内容仅支委可见', '2008-05-12 入党 ', '2009-05 转为正式党员 ', '2020-01-05 处分或组织处置 内容已隐藏，在“经历”里点显示',
      expect.stringMatching(/^2026-09-08 修改档案：.*手机.* 林静怡$/),
    ]))
    for (const secret of ['秘密谈话', '不可外传', '警告', secrets.mobile]) expect(JSON.stringify(entries)).not.toContain(secret)
    const pages: typeof entries = []
    for (let more = true; more;) {
      const last = pages.at(-1)
      const page = await ask('members.timeline', { id, limit: 2, ...(last ? { before: { on: last.on, key: last.key } } : {}) })
      pages.push(...page.entries)
      more = page.more
    }
    expect(pages).toEqual(entries)
  })

  it('tells two of one name apart', async () => {
    const office = await officeWithRecord()
    await office.ask('members.save', { name: '林静怡（二组）', status: 'fullMember', from: '2026-01-01' })
    const { id } = (await office.ask('members.rosterOn', { date: '2026-09-08' })).find(({ name }) => name === '林静怡（二组）') ?? { id: '' }
    expect((await office.ask('members.timeline', { id })).entries.map(({ kind }) => kind)).toEqual(['change'])
  })
})

describe('attendance', () => {
  it('is counted from the records of the days on which the person was expected', async () => {
    const office = await officeWithRecord()
    const { ask } = office
    for (const [heldOn, state] of [['2026-02-10', 'present'], ['2026-03-10', 'leave'], ['2026-04-10', 'absent']] as const) {
      await ask('meetings.save', { kind: 'themeDay', title: '主题党日', heldOn, attendance: [{ personId: idOf(office, '何晓燕'), state, reason: state === 'leave' ? '出差' : '' }] })
    }
    await ask('meetings.save', { kind: 'volunteerService', title: '志愿', heldOn: '2026-04-12', attendance: [{ personId: idOf(office, '何晓燕'), state: 'present' }] })
    // The committee of 8 September expected her too; she was there.
    const she = await ask('members.get', { id: idOf(office, '何晓燕') })
    expect(she.attendance).toMatchObject({ expected: 4, present: 2, leave: 1, absent: 1, rate: 0.5, streak: null, warning: null, reasons: [{ reason: '', turns: 1 }, { reason: '出差', turns: 1 }] })
    expect((await ask('members.get', { id: idOf(office, '何晓燕'), on: '2026-08-10' })).attendance).toMatchObject({ expected: 3, warning: { months: 6, since: '2026-02-10', turns: 2, leaves: 1 }, streak: { kind: 'away', turns: 2 } })
    expect((await ask('members.get', { id: idOf(office, '钱雅文') })).attendance).toMatchObject({ expected: 0, unmarked: 3, rate: null })
    await ask('members.save', { id: idOf(office, '何晓燕'), fields: { exemptFromCalls: '年老体弱，支部大会同意' } })
    expect((await ask('members.get', { id: idOf(office, '何晓燕') })).attendance).toMatchObject({ expected: 4, present: 2, exempted: 2, rate: 1 })
  })
})

it('nobody comes back with an ID number that somebody else has by now', async () => {
  const office = await staffedOffice()
  const [first, second] = [idOf(office, '何晓燕'), idOf(office, '钱雅文')]
  await office.ask('members.save', { id: first, fields: { idNumber: secrets.idNumber } })
  await office.ask('members.remove', { personId: first })
  await office.ask('members.save', { id: second, fields: { idNumber: secrets.idNumber } })
  expect(await office.refusal('trash.restore', { kind: 'person', id: first })).toMatchObject({ code: 'UNDO_REFUSED', message: expect.stringContaining('钱雅文') })
  await office.ask('members.save', { id: second, fields: { idNumber: null } })
  await office.ask('trash.restore', { kind: 'person', id: first })
  expect((await office.ask('members.get', { id: first })).values).toHaveLength(1)
})

it('an edit can be undone after a material was added, which stays', async () => {
  const office = await staffedOffice()
  const id = idOf(office, '何晓燕')
  await office.ask('members.save', { id, fields: { school: '甲校' } })
  const { jpegOf } = await import('../fixtures/files.ts')
  await office.ask('materials.addBytes', { personId: id, name: '申请书.jpg', base64: jpegOf('a').toString('base64'), kind: 'application' })
  expect((await newest(office, '修改何晓燕的档案')).undo).toBe('can')
  await undo(office, '修改何晓燕的档案')
  const file = await office.ask('members.get', { id })
  expect([file.values, file.materials.length]).toEqual([[], 1])
})
