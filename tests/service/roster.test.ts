import { describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { inDatabase, staffedOffice, type Office } from './office.ts'

/** Sets fields of people by name; the screens that do it belong to another feature. */
async function fill(office: Office, values: Record<string, Record<string, string>>): Promise<void> {
  await inDatabase(office, (db) => {
    for (const [name, columns] of Object.entries(values)) {
      const id = db.prepare<[string], string>('SELECT id FROM person WHERE name = ?').pluck().get(name)
      db.prepare('INSERT INTO person_file (person_id) VALUES (?) ON CONFLICT DO NOTHING').run(id)
      db.prepare(`UPDATE person_file SET ${Object.keys(columns).map((column) => `${column} = ?`).join(', ')} WHERE person_id = ?`).run(...Object.values(columns), id)
    }
  })
}
const on = '2026-09-08'
const names = async (office: Office, query: Input<'members.list'>) => (await office.ask('members.list', { on, ...query })).rows.map(({ name }) => name)

describe('the list', () => {
  it('has the members of a day in the order of groups and posts, with counts of everybody', async () => {
    const office = await staffedOffice()
    const { rows, total, counts } = await office.ask('members.list', { on })
    expect(rows.map(({ name }) => name).join(' ')).toBe('周启明 吴国栋 孙立军 赵文博 徐桂芳 曹建国 方子涵 林静怡 郑浩然 何晓燕 钱雅文 马晓东 高志远 罗敏 邓丽娟 梁永康')
    expect(total).toBe(16)
    expect(counts).toMatchObject({ full: 15, probationary: 1, others: 2, former: 0, withVote: 15, groups: [{ name: '第一党小组', members: 7 }, { name: '第二党小组', members: 9 }] })
    expect(rows[0]?.cells).toMatchObject({ name: '周启明', posts: '书记' })
  })

  it('finds people by pinyin, its first letters, the name, department and job', async () => {
    const office = await staffedOffice()
    await fill(office, { 梁永康: { department: '物流配送中心', job: '仓管员' }, 罗敏: { department: '信息中心IT组' } })
    for (const [text, expected] of [['zqm', ['周启明']], ['ZQM', ['周启明']], ['zhouqi', ['周启明']], ['qiming', ['周启明']], ['启明', ['周启明']], ['仓管', ['梁永康']], ['物流', ['梁永康']], ['it组', ['罗敏']], ['xyz', []]] as const) {
      expect([text, await names(office, { text })]).toEqual([text, expected])
    }
  })

  it('reads the family names 单, 曾, 仇 as family names', async () => {
    const office = await staffedOffice()
    await office.ask('members.addMany', { lines: '单立人\t正式党员\n曾国平\t正式党员\n仇小英\t正式党员' })
    for (const [text, name] of [['slr', '单立人'], ['shan', '单立人'], ['zgp', '曾国平'], ['zeng', '曾国平'], ['qxy', '仇小英'], ['qiu', '仇小英']] as const) expect([text, await names(office, { text })]).toEqual([text, [name]])
  })

  it('is narrowed by 类别, 党小组, scope, and what the file lacks', async () => {
    const office = await staffedOffice()
    expect(await names(office, { status: 'probationaryMember' })).toEqual(['方子涵'])
    expect(await names(office, { scope: 'others' })).toEqual(['陈思远', '唐雨薇'])
    expect((await names(office, { group: '第一党小组' }))).toHaveLength(7)
    expect(await names(office, { group: '' })).toEqual([])
    expect(await names(office, { scope: 'all' })).toHaveLength(18)
    expect(await names(office, { missing: true })).toHaveLength(16)
  })

  it('sorts by pinyin, post, dates and Party age, with what is not known last either way', async () => {
    const office = await staffedOffice()
    await fill(office, { 罗敏: { full_on: '2011-05', joined_on: '2010-05-03' }, 周启明: { full_on: '1999-06-20', joined_on: '1998-06-20' } })
    expect((await names(office, { sort: { by: 'name' } })).slice(0, 3)).toEqual(['曹建国', '邓丽娟', '方子涵'])
    expect((await names(office, { sort: { by: 'posts' } })).slice(0, 3)).toEqual(['周启明', '林静怡', '郑浩然'])
    expect((await names(office, { sort: { by: 'joinedOn' } })).slice(0, 2)).toEqual(['周启明', '罗敏'])
    expect((await names(office, { sort: { by: 'joinedOn', descending: true } })).slice(0, 2)).toEqual(['罗敏', '周启明'])
    const { rows } = await office.ask('members.list', { on, sort: { by: 'partyAge', descending: true }, columns: ['partyAge', 'fullOn'] })
    expect(rows.slice(0, 3).map(({ cells }) => [cells.partyAge, cells.fullOn])).toEqual([['27年', '1999年6月20日'], ['15年', '2011年5月'], ['', '']])
  })

  it('masks what is sensitive, and answers only the columns that were asked for', async () => {
    const office = await staffedOffice()
    await fill(office, { 周启明: { id_number: '999903198803100059', mobile: '13800005678', family_members: '父亲周某' } })
    const { rows } = await office.ask('members.list', { on, columns: ['name', 'idNumber', 'mobile', 'familyMembers'], limit: 1 })
    expect(rows[0]?.cells).toEqual({ name: '周启明', idNumber: '999***********0059', mobile: '138****5678', familyMembers: '****' })
  })

  it('knows at once what was changed, also by an undo, and shows any past day', async () => {
    const office = await staffedOffice()
    await office.ask('members.list', { on })
    const [first] = (await office.ask('members.list', { on, text: 'zqm' })).rows
    await office.ask('members.rename', { personId: first?.id ?? '', name: '周启民' })
    expect(await names(office, { text: '启民' })).toEqual(['周启民'])
    const [done] = (await office.ask('journal.list', { limit: 1 })).rows
    await office.ask('journal.undo', { id: done?.id ?? '' })
    expect(await names(office, { text: '启民' })).toEqual([])
    expect(await names(office, { on: '2024-02-19' })).toEqual([])
    const before = await office.ask('members.list', { on: '2024-02-19', scope: 'former' })
    expect(before.rows).toHaveLength(18)
    expect(before.rows[0]?.note).toBe('2024年2月20日起在册')
  })

  it('counts this year\'s meetings and leaves running; what is planned or removed does not count', async () => {
    const office = await staffedOffice()
    const zhou = office.roster.find(({ name }) => name === '周启明')?.id ?? ''
    const hold = (heldOn: string, state: 'present' | 'leave', kind: 'partyLecture' | 'massActivity' = 'partyLecture') => office.ask('meetings.save', { kind, title: heldOn, heldOn, attendance: [{ personId: zhou, state }] })
    await hold('2025-12-01', 'present')
    await hold('2026-03-01', 'present')
    for (const day of ['2026-06-01', '2026-07-01', '2026-08-01']) await hold(day, 'leave')
    await hold('2026-08-20', 'present', 'massActivity')
    const gone = await hold('2026-08-25', 'present')
    await office.ask('meetings.remove', { id: gone.id })
    const [row] = (await office.ask('members.list', { on, text: 'zqm', columns: ['attendance'] })).rows
    expect(row).toMatchObject({ cells: { attendance: '1 / 4' }, streak: { kind: 'leave', turns: 3 } })
    expect(await names(office, { away: true })).toEqual(['周启明'])
    await hold('2026-09-02', 'present')
    expect(await names(office, { away: true })).toEqual([])
  })

  it('pages with an offset, and gives the ids of all that match', async () => {
    const office = await staffedOffice()
    const all = await office.ask('members.list', { on, withIds: true, limit: 5 })
    expect(all.ids).toHaveLength(16)
    const next = await office.ask('members.list', { on, offset: 5, limit: 5 })
    expect(next.rows.map(({ id }) => id)).toEqual(all.ids?.slice(5, 10))
  })
})

describe('saved views', () => {
  const view = { columns: ['name', 'mobile'], filter: { scope: 'all' }, sort: { by: 'name' } } satisfies Input<'views.save'>['view']
  it('are kept, one of them to begin with, and their saving and removing can be undone', async () => {
    const office = await staffedOffice()
    const a = await office.ask('views.save', { name: '通讯录', view: { ...view, isDefault: true } })
    await office.ask('views.save', { name: '党费', view: { ...view, isDefault: true } })
    expect((await office.ask('views.list', {})).map(({ name, isDefault }) => [name, isDefault])).toEqual(expect.arrayContaining([['党费', true], ['通讯录', false]]))
    const [second] = (await office.ask('journal.list', { limit: 1 })).rows
    expect(second).toMatchObject({ words: '保存视图“党费”', undo: 'can' })
    await office.ask('journal.undo', { id: second?.id ?? '' })
    expect(await office.ask('views.list', {})).toMatchObject([{ name: '通讯录', isDefault: true }])
    await office.ask('views.remove', { id: a.id })
    expect(await office.ask('views.list', {})).toEqual([])
    const [removed] = (await office.ask('journal.list', { limit: 1 })).rows
    await office.ask('journal.undo', { id: removed?.id ?? '' })
    expect(await office.ask('views.list', {})).toHaveLength(1)
  })

  it('of one name are one', async () => {
    const office = await staffedOffice()
    const a = await office.ask('views.save', { name: '通讯录', view })
    expect((await office.ask('views.save', { name: '通讯录', view: { ...view, columns: ['name'] } })).id).toBe(a.id)
    const other = await office.ask('views.save', { name: '别的', view })
    expect((await office.refusal('views.save', { id: other.id, name: '通讯录', view })).code).toBe('INVALID_INPUT')
  })
})
