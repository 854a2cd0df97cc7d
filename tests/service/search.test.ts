// Find anything, through the real router: what is found, what never is, and that it stays right through every act.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { foundRows } from '../../db/search/findRecords.ts'
import { emptyIndex, rebuildIndex } from '../../db/search/build.ts'
import { termsOf } from '../../shared/domain/searchText.ts'
import { branch, draftWith } from '../fixtures/committee-2026-09-08.ts'
import { inDatabase, officeWithRecord, openOffice, staffedOffice, type Office } from './office.ts'

const find = async (office: Office, text: string, more: { kind?: 'person' | 'meeting' | 'item' | 'file'; order?: 'best' | 'newest' } = {}) => (await office.ask('search.query', { text, ...more })).hits
const names = async (office: Office, text: string) => (await find(office, text)).map(({ kind, name }) => `${kind} ${name}`)

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n').toString('base64')
const talk = { kind: 'heartTalk' as const, title: '和方子涵谈家里的困难', heldOn: '2026-09-10', elements: { talker: '周启明', talkedTo: '方子涵', points: '家里老人住院，经济有困难' } }

describe('people', () => {
  it.each([['启明'], ['周启明'], ['周 明'], ['zqm'], ['ZQM'], ['ｚｑｍ'], ['zhouqiming'], ['zhouqm'], ['zhou qi'], ['qm'], ['qiming']])('are found by %s', async (typed) => {
    expect(await names(await staffedOffice(), typed)).toEqual(['person 周启明'])
  })

  it('are told with what every list shows, and not why they left or lost their vote', async () => {
    const office = await staffedOffice()
    const id = office.roster.find(({ name }) => name === '方子涵')?.id ?? ''
    await office.ask('members.recordChange', { personId: id, from: '2026-09-01', change: { field: 'left', value: 'expelled' } })
    const [hit] = await find(office, '方子涵')
    expect(hit).toMatchObject({ name: '方子涵', note: '不在册', target: { screen: 'person', personId: id } })
    expect(await find(office, '开除')).toEqual([])
  })

  it('are found by a new name and not by the old one, and back again when that is undone', async () => {
    const office = await staffedOffice()
    const id = office.roster.find(({ name }) => name === '方子涵')?.id ?? ''
    await office.ask('members.rename', { personId: id, name: '方紫涵' })
    expect([await names(office, '紫涵'), await names(office, '方子涵')]).toEqual([['person 方紫涵'], []])
    const [renaming] = (await office.ask('journal.list', {})).rows
    await office.ask('journal.undo', { id: renaming?.id ?? '' })
    expect([await names(office, '紫涵'), await names(office, '方子涵')]).toEqual([[], ['person 方子涵']])
  })
})

describe('a record that was saved', () => {
  afterEach(() => { vi.useRealTimers() })
  it('is indexed within the minute, though nobody looks for it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const office = await officeWithRecord()
    const waiting = () => inDatabase(office, (db) => db.prepare('SELECT count(*) FROM search_waiting').pluck().get())
    expect(await waiting()).toBe(1)
    vi.advanceTimersByTime(60_000)
    expect(await waiting()).toBe(0)
  })
})

describe('a record', () => {
  it('is found by everything written in it, each with its field', async () => {
    const office = await officeWithRecord()
    const { meeting } = office
    const [item] = meeting.agenda
    const wanted: [string, string][] = [[meeting.place, 'place'], [item?.decision.slice(3, 9) ?? '', `agenda.${item?.id}.decision`], [item?.report.slice(0, 8) ?? '', `agenda.${item?.id}.report`], [item?.speeches[0]?.text.slice(2, 10) ?? '', `agenda.${item?.id}.speech.0.text`]]
    for (const [text, field] of wanted.filter(([typed]) => typed !== '')) {
      const hit = (await find(office, text)).find(({ kind }) => kind === 'meeting')
      expect([text, hit?.id, hit?.target]).toEqual([text, meeting.id, { screen: 'meeting', meetingId: meeting.id, field }])
      expect(hit?.passage?.text).toContain(text)
    }
    for (const typed of ['支委会 9月8日', '2026-09-08', '第9次', '第９次']) expect([typed, (await find(office, typed)).some(({ id }) => id === meeting.id)]).toEqual([typed, true])
    const [action] = meeting.agenda.flatMap(({ id, actions }) => actions.map((each) => ({ ...each, item: id })))
    const [task] = await find(office, action?.task.slice(0, 6) ?? '', { kind: 'item' })
    expect(task).toMatchObject({ kind: 'item', id: action?.id, target: { meetingId: meeting.id, field: `agenda.${action?.item}.action.${action?.id}.task` } })
  })

  it('is not found while it is in the 回收站, and is again when it comes back; erased, nothing of it is left', async () => {
    const office = await officeWithRecord()
    const { id, title } = office.meeting
    const isFound = async () => (await find(office, title, { kind: 'meeting' })).length === 1
    const rows = () => inDatabase(office, (db) => db.prepare('SELECT (SELECT count(*) FROM search_row) + (SELECT count(*) FROM search_text)').pluck().get())
    expect(await isFound()).toBe(true)
    await office.ask('meetings.remove', { id })
    expect([await isFound(), (await office.ask('search.query', { text: title })).counts]).toEqual([false, []])
    await office.ask('meetings.restore', { id })
    expect(await isFound()).toBe(true)
    await office.ask('meetings.remove', { id })
    const [removal] = (await office.ask('journal.list', {})).rows
    await office.ask('journal.undo', { id: removal?.id ?? '' })
    expect(await isFound()).toBe(true)
    await office.ask('meetings.remove', { id })
    await inDatabase(office, (db) => db.prepare('DELETE FROM meeting WHERE id = ?').run(id))
    expect(await rows()).toBe(0)
  })

  it('is found by what it says now; an undo makes it found by what it said', async () => {
    const office = await officeWithRecord()
    office.now.iso = '2026-09-08T10:30:00.000Z'
    await office.ask('meetings.save', { ...draftWith(office.roster), id: office.meeting.id, revision: office.meeting.revision, place: '烟花爆竹仓库' })
    expect((await find(office, '烟花爆竹')).length).toBe(1)
    const [saving] = (await office.ask('journal.list', {})).rows
    await office.ask('journal.undo', { id: saving?.id ?? '' })
    expect([(await find(office, '烟花爆竹')).length, (await find(office, office.meeting.place)).length]).toEqual([0, 1])
  })

  it('of a 谈心谈话 is found by its kind and day only, and never by what it says, who talked or its files', async () => {
    const office = await staffedOffice()
    const { id } = await office.ask('meetings.save', talk)
    await office.ask('attachments.addBytes', { meetingId: id, name: '方子涵家庭情况.pdf', base64: pdf, role: 'document' })
    expect(await find(office, '谈心谈话', { kind: 'meeting' })).toMatchObject([{ name: '谈心谈话', passage: null }])
    expect((await find(office, '2026年9月10日')).map((hit) => hit.id)).toEqual([id])
    for (const typed of ['困难', '住院', '家庭情况', '家']) expect([typed, await find(office, typed)]).toEqual([typed, []])
    expect((await find(office, '方子涵')).map(({ kind }) => kind)).toEqual(['person'])
  })

  it('with the words in its name stands before a newer one with them in its text, unless the newest is wanted first', async () => {
    const office = await staffedOffice()
    await office.ask('meetings.save', { kind: 'themeDay', title: '防汛值班主题党日', heldOn: '2026-06-01' })
    await office.ask('meetings.save', { kind: 'themeDay', title: '另一次', heldOn: '2026-07-01', opening: '说说防汛值班。' })
    expect((await find(office, '防汛值班')).map(({ name }) => name)).toEqual(['防汛值班主题党日', '另一次'])
    expect((await find(office, '防汛值班', { order: 'newest' })).map(({ name }) => name)).toEqual(['另一次', '防汛值班主题党日'])
  })
})

describe('a file', () => {
  it('is found by its name as it is now, and not while it is in the 回收站', async () => {
    const office = await officeWithRecord()
    const { id } = await office.ask('attachments.addBytes', { meetingId: office.meeting.id, name: '走访统计ＷＰＳ表.pdf', base64: pdf, role: 'document' })
    const files = async (text: string) => (await find(office, text, { kind: 'file' })).map(({ name }) => name)
    expect(await find(office, 'wps表')).toMatchObject([{ kind: 'file', id, name: '走访统计ＷＰＳ表.pdf', target: { meetingId: office.meeting.id, field: `attachment.${id}` } }])
    await office.ask('attachments.describe', { id, name: '送货台账' })
    expect([await files('WPS'), await files('送货台账')]).toEqual([[], ['送货台账.pdf']])
    const [renaming] = (await office.ask('journal.list', {})).rows
    await office.ask('journal.undo', { id: renaming?.id ?? '' })
    expect([await files('WPS'), await files('送货台账')]).toEqual([['走访统计ＷＰＳ表.pdf'], []])
    await office.ask('attachments.remove', { id })
    expect([await files('WPS'), (await office.ask('search.query', { text: '走访统计WPS' })).counts]).toEqual([[], []])
    await office.ask('attachments.restore', { id })
    expect(await files('WPS')).toEqual(['走访统计ＷＰＳ表.pdf'])
    await inDatabase(office, (db) => db.prepare('DELETE FROM attachment WHERE id = ?').run(id))
    expect(await inDatabase(office, (db) => foundRows(db, termsOf('WPS'), 'file', 'deep').rows)).toEqual([])
  })
})

describe('the index', () => {
  it('of a workspace from before is made after opening, told meanwhile, and goes on where it was cut off', async () => {
    const office = await staffedOffice()
    for (let n = 1; n <= 9; n++) await office.ask('meetings.save', { kind: 'themeDay', title: `第${n}次主题党日`, heldOn: `2026-0${n}-10`, opening: '说说防汛值班。' })
    const whole = (await find(office, '防汛值班')).length
    await inDatabase(office, (db) => emptyIndex(db))
    expect((await office.ask('search.query', { text: '防汛' })).building).toEqual({ done: 0, total: 9 })
    office.service.close()
    const again = openOffice(office.folder)
    await again.ask('workspace.unlock', { password: branch.password })
    await expect.poll(async () => (await again.ask('search.query', { text: '防汛' })).building, { timeout: 300_000 }).toBeNull()
    expect((await find(again, '防汛值班')).length).toBe(whole)
    const before = await find(again, '防汛值班')
    expect((await again.ask('search.rebuild', {})).building).toEqual({ done: 0, total: 9 })
    await expect.poll(async () => (await again.ask('search.query', { text: '' })).building, { timeout: 300_000 }).toBeNull()
    expect(await find(again, '防汛值班')).toEqual(before)
  })

  it('comes with a restored backup', async () => {
    const office = await officeWithRecord()
    const { id } = await office.ask('backup.create', {})
    await office.ask('meetings.save', { kind: 'themeDay', title: '后来的一次', heldOn: '2026-09-07' })
    await office.ask('backup.restore', { id })
    expect([(await find(office, '后来的')).length, (await find(office, office.meeting.title, { kind: 'meeting' })).length]).toEqual([0, 1])
    await inDatabase(office, (db) => rebuildIndex(db))
    expect((await find(office, office.meeting.title, { kind: 'meeting' })).length).toBe(1)
  })

  it('nothing typed finds nothing, and signs of the query language are looked for as they are', async () => {
    const office = await officeWithRecord()
    for (const text of ['', '  　', '"', '*', 'a" OR "b', '（', 'NEAR(', "';--"]) expect([text, (await office.ask('search.query', { text })).hits.every(({ passage, name, note }) => `${name}${note}${passage?.text ?? ''}` !== '')]).toEqual([text, true])
    expect((await office.refusal('search.query', { text: '会', limit: 0 })).code).toBe('INVALID_INPUT')
  })
})

describe('what other rooms hold', () => {
  it('is found by its name and its words: difficulties, projects, rules, and items that no record set', async () => {
    const office = await staffedOffice()
    const { ask } = office
    const difficulty = await ask('difficulties.save', { title: '送货准时率偏低', line: 'logistics', measure: '雨天配送保障党员突击队' })
    const project = await ask('projects.save', { kind: 'memberProject', title: '雨天配送保障', line: 'logistics', leader: '马晓东' })
    const item = await ask('actions.save', { title: '报送第三季度党建总结', source: 'superior', superiorUnit: '县局党委', superiorNo: '党组〔2026〕8号' })
    await ask('actions.save', { title: '党建总结里不公开的一项', confidential: true })
    const kinds = async (text: string) => (await ask('search.query', { text })).hits.map(({ kind, name, passage }) => `${kind} ${name} ${passage?.label ?? ''}`.trim())
    expect(await kinds('雨天配送')).toEqual(['difficulty 送货准时率偏低 党建举措', 'project 雨天配送保障'])
    expect((await find(office, '雨天配送')).map(({ target }) => target)).toEqual([{ screen: 'difficulty', difficultyId: difficulty.id }, { screen: 'project', projectId: project.id }])
    expect(await kinds('２０２６〕８号')).toEqual(['item 报送第三季度党建总结 来文'])
    expect((await find(office, '党建总结'))[0]?.target).toEqual({ screen: 'action', actionId: item.id })
    expect(await kinds('任期届满')).toEqual(['rule 任期届满提醒', 'rule 支部换届 规则'])
    expect((await find(office, '主题党日', { order: 'newest' })).find(({ kind }) => kind === 'rule')).toMatchObject({ id: 'R05', note: '中国共产党支部工作条例（试行）第16条', target: { screen: 'rule', ruleId: 'R05' } })
    await ask('difficulties.remove', { id: difficulty.id })
    await ask('projects.remove', { id: project.id })
    expect(await kinds('雨天配送')).toEqual([])
  })
})
