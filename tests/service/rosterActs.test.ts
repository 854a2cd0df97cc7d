import { describe, expect, it } from 'vitest'
import { contract, type Input } from '../../shared/contract/index.ts'
import { auditOf, inDatabase, staffedOffice, type Office } from './office.ts'

type Staffed = Awaited<ReturnType<typeof staffedOffice>>
const idOf = (office: Staffed, name: string): string => office.roster.find((entry) => entry.name === name)?.id ?? ''
const lastAct = async (office: Office) => (await office.ask('journal.list', { limit: 1 })).rows[0]
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await lastAct(office))?.id ?? '' })
const entry = async (office: Office, name: string, date = '2026-09-08') => (await office.ask('members.rosterOn', { date })).find((each) => each.name === name)
/** All that is stored of people and marks, but for the history of fields and ids of the journal, which grow. */
const stored = (office: Office) => inDatabase(office, (db) => ['person', 'person_change', 'person_file', 'attendance', 'person_sanction', 'relation_transfer', 'committee_term', 'person_apart']
  .map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()))

describe('a bulk edit', () => {
  const move = (office: Staffed, names: string[]): Input<'members.bulkApply'> => ({ ids: names.map((name) => idOf(office, name)), edit: { what: 'change', from: '2026-09-01', change: { field: 'group', value: '第二党小组' } } })

  it('shows what it would do, does it in one act, and is undone as one', async () => {
    const office = await staffedOffice()
    const edit = move(office, ['赵文博', '徐桂芳', '罗敏'])
    const before = await stored(office)
    expect(await office.ask('members.bulkPreview', edit)).toMatchObject([
      { name: '赵文博', before: '第一党小组', after: '第二党小组', differs: true, obstacle: null }, { name: '徐桂芳', differs: true }, { name: '罗敏', before: '第二党小组', differs: false },
    ])
    expect(await stored(office)).toEqual(before)
    expect(await office.ask('members.bulkApply', edit)).toEqual({ changed: 2 })
    expect((await entry(office, '赵文博'))?.group).toBe('第二党小组')
    expect((await entry(office, '赵文博', '2026-08-31'))?.group).toBe('第一党小组')
    expect(await lastAct(office)).toMatchObject({ words: '批量修改2人：党小组：第二党小组（2026年9月1日起）', undo: 'can' })
    await undoLast(office)
    expect(await stored(office)).toEqual(before)
  })

  it('sets a field of the file for all, with a line of history for each', async () => {
    const office = await staffedOffice()
    const ids = ['赵文博', '徐桂芳'].map((name) => idOf(office, name))
    await office.ask('members.bulkApply', { ids, edit: { what: 'field', code: 'department', value: '专卖科' } })
    const { rows } = await office.ask('members.list', { on: '2026-09-08', text: '专卖', columns: ['department'] })
    expect(rows.map(({ cells }) => cells.department)).toEqual(['专卖科', '专卖科'])
    expect(await inDatabase(office, (db) => db.prepare('SELECT field, after, way FROM person_edit').all())).toEqual([{ field: 'department', after: '专卖科', way: 'bulk' }, { field: 'department', after: '专卖科', way: 'bulk' }])
  })

  it('changes nobody where one of them cannot be changed so', async () => {
    const office = await staffedOffice()
    const before = await stored(office)
    const edit = { ids: ['赵文博', '方子涵'].map((name) => idOf(office, name)), edit: { what: 'change', from: '2026-09-01', change: { field: 'posts', value: ['youthCommissioner'] } } } satisfies Input<'members.bulkApply'>
    expect((await office.ask('members.bulkPreview', edit))[1]?.obstacle).toContain('方子涵当时不是正式党员')
    expect((await office.refusal('members.bulkApply', edit)).message).toContain('方子涵')
    expect(await stored(office)).toEqual(before)
  })

  it.each([['education', '九年级'], ['backboneSince', '去年'], ['isBackbone', '是'], ['department', '']] as const)('refuses %s %j', async (code, value) => {
    const office = await staffedOffice()
    expect((await office.refusal('members.bulkApply', { ids: [idOf(office, '罗敏')], edit: { what: 'field', code, value } })).code).toBe('INVALID_INPUT')
  })
})

describe('people entered twice', () => {
  /** 罗敏 twice, both with marks; the second has another mobile, a sanction, and one meeting in which both are marked. */
  async function twice(state: 'present' | 'leave' = 'present') {
    const office = await staffedOffice()
    await office.ask('members.addMany', { lines: '罗敏（信息中心）\t正式党员\t\t第二党小组\t2023-05-01' })
    const keepId = idOf(office, '罗敏')
    const goneId = (await entry(office, '罗敏（信息中心）'))?.id ?? ''
    await inDatabase(office, (db) => {
      const put = db.prepare('INSERT INTO person_file (person_id, birth_on, mobile, department, id_number, address) VALUES (?, ?, ?, ?, ?, ?)')
      put.run(keepId, '1986-02', '13900000001', '办公室', null, null)
      put.run(goneId, '1986-02-17', '13900000002', '信息中心', '999903198803100059', '南浦县城关镇')
      db.prepare(`INSERT INTO person_sanction (id, person_id, kind, decided_on) VALUES ('s1', ?, 'warning', '2025-01-01')`).run(goneId)
    })
    const hold = (heldOn: string, attendance: { personId: string; state: 'present' | 'leave' }[]) => office.ask('meetings.save', { kind: 'partyLecture', title: `${heldOn}党课`, heldOn, attendance })
    await hold('2026-03-01', [{ personId: goneId, state: 'present' }])
    const both = await hold('2026-04-01', [{ personId: keepId, state: 'leave' }, { personId: goneId, state }])
    return { office, keepId, goneId, both }
  }

  it('are found by ID number, by name and birth, and by name and mobile, and told apart for good by 不是同一人', async () => {
    const { office, keepId, goneId } = await twice()
    const found = await office.ask('members.duplicates', {})
    expect(found).toMatchObject([{ reasons: ['birth'] }])
    expect(found[0]?.people.map(({ name }) => name).toSorted()).toEqual(['罗敏', '罗敏（信息中心）'])
    expect(JSON.stringify(found)).not.toContain('13900000001')
    await office.ask('members.notSame', { ids: [keepId, goneId] })
    expect(await office.ask('members.duplicates', {})).toEqual([])
    await undoLast(office)
    expect(await office.ask('members.duplicates', {})).toHaveLength(1)
  })

  it('become one: fields as chosen, dated changes united, marks re-pointed with the stronger one staying, all undone as one act', async () => {
    const { office, keepId, goneId, both } = await twice()
    const before = await stored(office)
    const preview = await office.ask('members.mergePreview', { keepId, goneId })
    expect(preview).toMatchObject({ meetings: 2, both: ['2026年4月1日《2026-04-01党课》'], obstacle: null })
    expect(preview.fields.map(({ code }) => code)).toEqual(['idNumber', 'birthOn', 'mobile', 'address', 'department'])
    expect(JSON.stringify(preview)).not.toContain('999903198803100059')
    await office.ask('members.merge', { keepId, goneId, take: ['birthOn', 'department'] })
    const people = await office.ask('members.list', { on: '2026-09-08', text: '罗敏', columns: ['birthOn', 'mobile', 'department', 'idNumber'] })
    expect(people.rows.map(({ name, cells }) => ({ name, ...cells }))).toEqual([{ name: '罗敏', birthOn: '1986年2月17日', mobile: '139****0001', department: '信息中心', idNumber: '999***********0059' }])
    // Their earlier beginning came over.
    expect((await entry(office, '罗敏', '2023-05-01'))?.status).toBe('fullMember')
    expect((await office.ask('meetings.get', { id: both.id })).attendance).toMatchObject([{ personId: keepId, state: 'present' }])
    expect(await inDatabase(office, (db) => db.prepare('SELECT count(*) AS n FROM attendance WHERE person_id = ?').get(keepId))).toEqual({ n: 2 })
    expect(await inDatabase(office, (db) => db.prepare('SELECT person_id FROM person_sanction').get())).toEqual({ person_id: keepId })
    expect(await lastAct(office)).toMatchObject({ words: '合并罗敏（信息中心）到罗敏', undo: 'can' })
    expect((await auditOf(office)).at(-1)).toMatchObject({ act: 'people.merge', entity_id: keepId })

    await undoLast(office)
    expect(await stored(office)).toEqual(before)
    // And made again: the undo is an act of its own.
    await undoLast(office)
    expect((await office.ask('members.list', { on: '2026-09-08', text: '罗敏' })).rows).toHaveLength(1)
    await undoLast(office)
    expect(await stored(office)).toEqual(before)
  })

  it('keep the stronger of two marks, whichever of them has it, and may take the other name', async () => {
    const { office, keepId, goneId, both } = await twice()
    const before = await stored(office)
    await office.ask('members.merge', { keepId: goneId, goneId: keepId, name: 'gone' })
    expect((await office.ask('meetings.get', { id: both.id })).attendance).toMatchObject([{ personId: goneId, state: 'present' }])
    expect((await entry(office, '罗敏'))?.id).toBe(goneId)
    await undoLast(office)
    expect(await stored(office)).toEqual(before)
  })

  it('are not put together where both are marked in a finalised record, and are where only one is', async () => {
    const { office, keepId, goneId, both } = await twice()
    await office.ask('meetings.finalize', { id: both.id, revision: both.revision })
    const before = await stored(office)
    expect((await office.ask('members.mergePreview', { keepId, goneId })).obstacle).toContain('已定稿的记录')
    expect((await office.refusal('members.merge', { keepId, goneId })).code).toBe('MERGE_REFUSED')
    expect(await stored(office)).toEqual(before)
    await office.ask('meetings.correct', { id: both.id, reason: '去掉重复的人' })
    const open = await office.ask('meetings.get', { id: both.id })
    const { revision } = await office.ask('meetings.save', { id: both.id, revision: open.revision, kind: 'partyLecture', title: open.title, heldOn: open.heldOn, attendance: [{ personId: goneId, state: 'present' }] })
    await office.ask('meetings.finalize', { id: both.id, revision })
    await office.ask('members.merge', { keepId, goneId })
    expect((await office.ask('meetings.get', { id: both.id })).attendance).toMatchObject([{ personId: keepId }])
  })

  it('are not torn apart again over what was changed since', async () => {
    const { office, keepId, goneId } = await twice()
    await office.ask('members.merge', { keepId, goneId })
    const merge = await lastAct(office)
    await office.ask('members.rename', { personId: keepId, name: '罗小敏' })
    expect((await office.refusal('journal.undo', { id: merge?.id ?? '' })).code).toBe('CONFLICT')
  })
})

describe('组织关系转接', () => {
  const out = (personId: string, more: Partial<Input<'transfers.save'>> = {}): Input<'transfers.save'> => ({ personId, direction: 'out', toOrg: '北浦县局第一支部', issuedOn: '2026-08-01', state: 'issued', duesPaidTo: '2026-08', ...more })

  it('out of the branch proposes leaving once it is received, and only the officer records it', async () => {
    const office = await staffedOffice()
    const personId = idOf(office, '马晓东')
    const issued = await office.ask('transfers.save', out(personId))
    expect(issued).toMatchObject({ deadline: '2026-08-31', overdue: true, proposal: null })
    expect(issued.warnings.join()).toContain('教管条例第25条')
    const received = await office.ask('transfers.save', { ...out(personId), id: issued.id, state: 'received', receivedOn: '2026-08-20' })
    expect(received).toMatchObject({ overdue: false, proposal: 'leave' })
    expect(await entry(office, '马晓东')).toBeDefined()
    expect(await office.ask('transfers.recordMove', { id: issued.id })).toMatchObject({ proposal: null })
    expect(await entry(office, '马晓东')).toBeUndefined()
    expect(await entry(office, '马晓东', '2026-08-19')).toBeDefined()
    expect(await lastAct(office)).toMatchObject({ words: '按转接登记马晓东转出', undo: 'can' })
    await undoLast(office)
    expect(await entry(office, '马晓东')).toBeDefined()
  })

  it('into the branch begins a file outside the roster, and proposes entering', async () => {
    const office = await staffedOffice()
    const draft = { personName: '沈新来', direction: 'in', fromOrg: '东浦县局支部', issuedOn: '2026-08-20', duesPaidTo: '2026-08' } as const
    const { id, personId } = await office.ask('transfers.save', { ...draft, state: 'issued' })
    expect((await office.ask('members.rosterOn', { date: '2026-09-08' })).some(({ name }) => name === '沈新来')).toBe(false)
    const { personName: _, ...facts } = draft
    expect(await office.ask('transfers.save', { ...facts, id, personId, state: 'received', receivedOn: '2026-09-01' })).toMatchObject({ proposal: 'enter' })
    expect((await office.refusal('transfers.recordMove', { id })).code).toBe('INVALID_INPUT')
    await office.ask('transfers.recordMove', { id, status: 'fullMember', group: '第一党小组' })
    expect(await entry(office, '沈新来')).toMatchObject({ status: 'fullMember', group: '第一党小组' })
    expect(await entry(office, '沈新来', '2026-08-31')).toBeUndefined()
  })

  it('of a 预备党员 reminds of the materials', async () => {
    const office = await staffedOffice()
    expect((await office.ask('transfers.save', out(idOf(office, '方子涵'), { validDays: 60 }))).warnings.join()).toMatch(/考察材料.*待核/)
  })

  it.each([
    ['without a day of issue', { issuedOn: null }], ['received without a receipt', { state: 'received' as const }], ['received before it was issued', { state: 'received' as const, receivedOn: '2026-07-01' }], ['for more than 90 days', { validDays: 91 }],
  ])('%s is refused', async (_name, more) => {
    const office = await staffedOffice()
    expect((await office.refusal('transfers.save', out(idOf(office, '马晓东'), more))).code).toBe('INVALID_INPUT')
    expect(await office.ask('transfers.list', {})).toEqual([])
  })

  it('is removed, and comes back by an undo', async () => {
    const office = await staffedOffice()
    const { id } = await office.ask('transfers.save', out(idOf(office, '马晓东')))
    await office.ask('transfers.remove', { id })
    expect(await office.ask('transfers.list', {})).toEqual([])
    await undoLast(office)
    expect(await office.ask('transfers.list', {})).toMatchObject([{ id, personName: '马晓东' }])
  })
})

describe('the committee and the groups', () => {
  it('stand as of a day, with since when, findings and the committees before', async () => {
    const office = await staffedOffice()
    const organisation = await office.ask('organisation.get', { on: '2026-09-08' })
    expect(organisation.committee.map(({ name, since }) => [name, since])).toEqual(['周启明', '林静怡', '郑浩然', '吴国栋', '何晓燕'].map((name) => [name, '2024-02-20']))
    expect(organisation.groups.map(({ name, leaders, full, probationary }) => [name, leaders, full, probationary])).toEqual([['第一党小组', ['孙立军'], 6, 1], ['第二党小组', ['钱雅文'], 9, 0]])
    expect(organisation.findings.filter(({ state }) => state === 'finding')).toEqual([])
    expect((await office.ask('organisation.get', { on: '2024-02-19' })).committee).toEqual([])
  })

  it('change by an election in one act with its term, and back in one', async () => {
    const office = await staffedOffice()
    const before = await stored(office)
    const change = (name: string, posts: ('secretary' | 'publicityCommissioner')[]) => ({ personId: idOf(office, name), change: { field: 'posts' as const, value: posts } })
    const after = await office.ask('organisation.change', { what: 'committee', from: '2026-09-01', changes: [change('郑浩然', []), change('马晓东', ['publicityCommissioner'])], term: { number: 5, beganOn: '2026-09-01' }, basis: '县局机关党委批复' })
    expect(after.committee.map(({ name }) => name)).toEqual(['周启明', '林静怡', '马晓东', '吴国栋', '何晓燕'])
    expect(after.term).toMatchObject({ number: 5, endsOn: '2029-09-01', note: '县局机关党委批复' })
    expect(after.before.map(({ from }) => from)).toEqual(['2026-09-01', '2024-02-20'])
    expect((await office.ask('organisation.get', { on: '2026-08-31' })).committee.map(({ name }) => name)).toContain('郑浩然')
    await undoLast(office)
    expect(await stored(office)).toEqual(before)
  })

  it('refuse a post for who is no full member, and change nothing', async () => {
    const office = await staffedOffice()
    const before = await stored(office)
    expect((await office.refusal('organisation.change', { what: 'leader', from: '2026-09-01', changes: [{ personId: idOf(office, '方子涵'), change: { field: 'posts', value: ['groupLeader'] } }] })).code).toBe('POST_NEEDS_MEMBER')
    expect(await stored(office)).toEqual(before)
  })

  it('have a term whose end is reckoned, also past the last year that can be entered', async () => {
    const office = await staffedOffice()
    const saved = await office.ask('organisation.saveTerm', { number: 9, beganOn: '2199-05-20' })
    expect(contract['organisation.saveTerm'].output.parse(saved)).toMatchObject({ endsOn: '2202-05-20' })
    const shown = await office.ask('organisation.get', { on: '2200-12-31' })
    expect(contract['organisation.get'].output.parse(shown).terms).toMatchObject([{ endsOn: '2202-05-20' }])
  })

  it('have a term whose extension needs a basis and is a year at most', async () => {
    const office = await staffedOffice()
    const term = { number: 4, beganOn: '2023-10-10' }
    expect((await office.refusal('organisation.saveTerm', { ...term, extendedTo: '2027-04-10' })).message).toContain('批准依据')
    expect((await office.refusal('organisation.saveTerm', { ...term, extendedTo: '2027-10-11', extensionBasis: '批复' })).message).toContain('不超过1年')
    const { id } = await office.ask('organisation.saveTerm', term)
    const { term: shown, countdown, findings } = await office.ask('organisation.get', { on: '2026-09-08' })
    expect(shown).toMatchObject({ endsOn: '2026-10-10' })
    expect(countdown).toBe('还有1个月2天')
    expect(findings.find(({ rule }) => rule === 'O13')).toMatchObject({ state: 'finding', strength: 'LOCAL', message: expect.stringContaining('不到3个月') })
    expect((await office.refusal('organisation.saveTerm', term)).message).toContain('已经登记过')
    await office.ask('organisation.removeTerm', { id })
    await undoLast(office)
    expect((await office.ask('organisation.get', { on: '2026-09-08' })).terms).toHaveLength(1)
  })
})
