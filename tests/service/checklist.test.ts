import { describe, expect, it } from 'vitest'
import { sampleNames, sampleText } from '../fixtures/samples.ts'
import { branch, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { paragraphsOf, partsOf, place, rowsOfXlsx } from './memberPapersOffice.ts'
import { auditOf, inDatabase, openOffice, type Office } from './office.ts'

/** The branch that began its books on 1 September, with the three sample records, on 22 November 2026. */
async function sampleOffice(): Promise<Office> {
  const office = openOffice()
  office.now.iso = '2026-11-22T02:00:00.000Z'
  await office.ask('workspace.create', { ...branch, since: '2026-09-01' })
  await office.ask('members.addMany', { lines: peopleLines })
  for (const name of sampleNames) await office.ask('meetings.save', (await office.ask('meetings.fromText', { text: sampleText(name) })).draft)
  return office
}
const listOf = (office: Office, year = 2026) => office.ask('checklist.list', { year })
const itemOf = async (office: Office, id: string) => (await listOf(office)).items.find((item) => item.id === id)
const undoLast = async (office: Office) => office.ask('journal.undo', { id: (await office.ask('journal.list', {})).rows[0]?.id ?? '' })
/** Millimetres of all columns of the table together. */
const columnsOf = (bytes: Uint8Array): number => Math.round([...(partsOf(bytes).find(({ name }) => name === 'word/document.xml')?.text ?? '').matchAll(/<w:gridCol w:w="(\d+)"/g)].reduce((sum, [, width]) => sum + Number(width), 0) / 1440 * 25.4)
const lastWords = async (office: Office) => (await office.ask('journal.list', {})).rows[0]?.words

describe('the list of a year', () => {
  it('is answered from the data of the branch, each answer with the way to it', async () => {
    const office = await sampleOffice()
    const { items, since, on, sums } = await listOf(office)
    expect({ since, on, count: items.length }).toEqual({ since: '2026-09-01', on: '2026-11-22', count: 20 })
    const states = Object.fromEntries(items.map(({ id, state }) => [id, state]))
    expect(states).toEqual({
      C01: 'unknown', C02: 'ok', C03: 'unknown', C04: 'unknown', C05: 'missing', C06: 'missing', C07: 'unknown', C08: 'unknown', C09: 'unknown', C10: 'missing', C11: 'missing', C12: 'unknown', C13: 'unknown',
      C14: 'missing', C15: 'unknown', C16: 'unknown', C17: 'unknown', C18: 'unknown', C19: 'missing', C20: 'missing',
    })
    expect(sums).toMatchObject({ ok: { count: 1, points: 6 }, missing: { count: 7, points: 39 }, unknown: { count: 12, points: 55 } })
    expect(items.find(({ id }) => id === 'C05')?.data?.words).toMatch(/^缺5次：支委会（10月）、第一党小组会（9月、10月）、第二党小组会（9月、10月）。/)
    const records = (await office.ask('meetings.list', {})).rows.map(({ id }) => id)
    expect(items.find(({ id }) => id === 'C14')?.data?.links.flatMap(({ to }) => (to.screen === 'meeting' ? [to.meetingId] : [])).toSorted()).toEqual(records.toSorted())
  })

  it('follows the data: what is held, finalised, filled in and closed lacks no more', async () => {
    const office = await sampleOffice()
    await office.ask('organisation.saveTerm', { number: 3, beganOn: '2024-05-10', years: 3 })
    expect(await itemOf(office, 'C03')).toMatchObject({ state: 'ok' })
    const group = (heldOn: string, name: string) => office.ask('meetings.save', { kind: 'groupMeeting', title: `${name}会`, heldOn, group: name })
    for (const name of ['第一党小组', '第二党小组']) for (const day of ['2026-09-15', '2026-10-15']) await group(day, name)
    expect((await itemOf(office, 'C05'))?.data?.words).toMatch(/^缺1次：支委会（10月）。/)
    await office.ask('meetings.save', { kind: 'committeeMeeting', title: '第10次会议', heldOn: '2026-10-12' })
    expect(await itemOf(office, 'C05')).toMatchObject({ state: 'ok' })
    await office.ask('backup.create', {})
    expect(await itemOf(office, 'C20')).toMatchObject({ state: 'ok', data: { words: '最近一份备份是2026年11月22日的，没有需要处理的提醒。' } })
    // Another day is not today: what backups there were then nobody knows.
    expect((await office.ask('checklist.list', { year: 2026, on: '2026-10-20' })).items.find(({ id }) => id === 'C20')).toMatchObject({ state: 'unknown' })
    // A plan is no record that was held, also when its day is over.
    const plan = await office.ask('meetings.save', { kind: 'themeDay', title: '11月主题党日', heldOn: '2026-11-28' })
    office.now.iso = '2026-12-05T02:00:00.000Z'
    expect((await itemOf(office, 'C14'))?.data?.links.some(({ to }) => to.screen === 'meeting' && to.meetingId === plan.id)).toBe(false)
  })

  it('reads the hours, files, letters, projects and difficulties of the branch', async () => {
    const office = await sampleOffice()
    const roster = await office.ask('members.rosterOn', { date: '2026-11-22' })
    const person = roster.find(({ name }) => name === '罗敏')
    await office.ask('transfers.save', { direction: 'out', personId: person?.id ?? '', toOrg: '北川县局', issuedOn: '2026-10-01', validDays: 30, state: 'issued' })
    expect((await itemOf(office, 'C11'))?.data?.words).toContain('1份组织关系介绍信已过期')
    await office.ask('difficulties.save', { title: '雨天配送不准时', line: 'logistics' })
    const { id } = await office.ask('projects.save', { kind: 'memberProject', title: '雨天配送保障', line: 'logistics', leader: '马晓东', startsOn: '2026-09-08' })
    expect(await itemOf(office, 'C15')).toMatchObject({ state: 'missing', data: { words: expect.stringContaining('项目1个，1个要补；业务难点1个，1个还没有对应的党建举措'), links: expect.arrayContaining([{ words: '雨天配送保障：没有现状值或目标值', to: { screen: 'project', projectId: id }, isMissing: true }]) } })
    const lecture = await office.ask('meetings.save', { kind: 'partyLecture', title: '党课', heldOn: '2026-11-05', elements: { hours: '60' }, attendance: roster.filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').map(({ id: personId }) => ({ personId, state: 'present' as const })) })
    expect(await itemOf(office, 'C12')).toMatchObject({ state: 'unknown', data: { words: expect.stringContaining('另有3次会议的学时还没有确认') } })
    await office.ask('study.confirm', { items: [{ meetingId: lecture.id, hours: { theory: '24', business: '0' } }] })
    expect(await itemOf(office, 'C12')).toMatchObject({ state: 'unknown' })
    for (const { id: personId } of roster) await office.ask('study.saveTraining', { personId, from: '2026-03-02', to: '2026-03-06', title: '轮训', kind: 'theory', hours: '32' })
    expect(await itemOf(office, 'C12')).toMatchObject({ state: 'ok' })
  })

  it('looks again at a record when it, another of its day, or the roster changes', async () => {
    const office = await sampleOffice()
    const ofThemeDay = async () => (await itemOf(office, 'C14'))?.data?.links.find(({ words }) => words.startsWith('2026年10月16日'))?.words
    expect(await ofThemeDay()).toBe('2026年10月16日的主题党日：没有定稿，待查2处')
    const [row] = (await office.ask('meetings.list', { kind: 'themeDay' })).rows
    const { draft } = await office.ask('meetings.fromText', { text: sampleText('theme-day-2026-10-16') })
    const { heldOn, startsAt, endsAt, attendance } = draft
    const { id, revision } = await office.ask('meetings.get', { id: row?.id ?? '' })
    await office.ask('meetings.save', { ...draft, id, revision, place: '' })
    expect(await ofThemeDay()).toBe('2026年10月16日的主题党日：没有定稿，待查3处')
    const [mark] = attendance.filter(({ state }) => state === 'present')
    const other = await office.ask('meetings.save', { kind: 'massActivity', title: '工会活动', heldOn, startsAt, endsAt, attendance: mark ? [mark] : [] })
    expect(await ofThemeDay()).toBe('2026年10月16日的主题党日：没有定稿，待查4处')
    await office.ask('meetings.remove', { id: other.id })
    expect(await ofThemeDay()).toBe('2026年10月16日的主题党日：没有定稿，待查3处')
    await office.ask('members.addMany', { lines: '新来的\t正式党员\t\t第一党小组' })
    expect(await ofThemeDay()).not.toBe('2026年10月16日的主题党日：没有定稿，待查3处')
  })

  it('of a year that has not begun, or was over before the books began, is for a person to say', async () => {
    const office = await sampleOffice()
    for (const year of [2025, 2027]) expect(new Set((await listOf(office, year)).items.map(({ state }) => state))).toEqual(new Set(['unknown']))
  })
})

describe('an answer by hand', () => {
  it('stands above the data in its year alone, and can be changed, taken away, undone and done again', async () => {
    const office = await sampleOffice()
    await office.ask('checklist.answer', { year: 2026, id: 'C05', answer: 'ok', note: '纸质记录已补', on: '2026-11-20' })
    expect(await itemOf(office, 'C05')).toMatchObject({ state: 'ok', data: { state: 'missing' }, hand: { answer: 'ok', note: '纸质记录已补', on: '2026-11-20', who: branch.officer.name } })
    expect((await listOf(office, 2027)).items.find(({ id }) => id === 'C05')?.hand).toBeNull()
    expect(await lastWords(office)).toBe('手工填写检查点“党员大会、支委会、党小组会和党课按规定次数召开”')
    await office.ask('checklist.answer', { year: 2026, id: 'C05', answer: 'missing', note: '没有找到' })
    expect(await itemOf(office, 'C05')).toMatchObject({ state: 'missing', hand: { on: '2026-11-22' } })
    await undoLast(office)
    expect(await itemOf(office, 'C05')).toMatchObject({ hand: { answer: 'ok', note: '纸质记录已补' } })
    await undoLast(office)
    expect(await itemOf(office, 'C05')).toMatchObject({ hand: { answer: 'missing', note: '没有找到' } })
    await office.ask('checklist.answer', { year: 2026, id: 'C05', answer: null })
    expect(await itemOf(office, 'C05')).toMatchObject({ state: 'missing', hand: null })
    await undoLast(office)
    expect(await itemOf(office, 'C05')).toMatchObject({ hand: { answer: 'missing' } })
  })

  it('needs a reason where something does not apply, a day that has come, and a point that there is', async () => {
    const office = await sampleOffice()
    expect((await office.refusal('checklist.answer', { year: 2026, id: 'C10', answer: 'notApplicable', note: ' \n' })).fields?.[0]?.message).toContain('请写明为什么不适用')
    expect((await office.refusal('checklist.answer', { year: 2026, id: 'C10', answer: 'ok', on: '2026-11-23' })).fields?.[0]?.message).toContain('还没有到')
    expect((await office.refusal('checklist.answer', { year: 2026, id: 'C99', answer: 'ok' })).code).toBe('NOT_FOUND')
    expect((await office.refusal('checklist.answer', { year: 2026, id: '__proto__', answer: 'ok' })).code).toBe('INVALID_INPUT')
    expect((await listOf(office)).items.every(({ hand }) => hand === null)).toBe(true)
  })

  it('is one act: where its note in the audit fails, neither the answer nor its operation is there', async () => {
    const office = await sampleOffice()
    const before = (await office.ask('journal.list', {})).rows.length
    await inDatabase(office, (db) => db.exec(`CREATE TRIGGER stop BEFORE INSERT ON audit WHEN NEW.act LIKE 'checklist.%' BEGIN SELECT RAISE(ABORT, 'planted'); END`))
    expect((await office.refusal('checklist.answer', { year: 2026, id: 'C18', answer: 'ok' })).code).toBe('INVALID_INPUT')
    expect((await office.refusal('checklist.savePoint', { id: 'C18', section: 'place', text: '阵地', points: 9 })).code).toBe('INVALID_INPUT')
    await inDatabase(office, (db) => db.exec('DROP TRIGGER stop'))
    expect(await itemOf(office, 'C18')).toMatchObject({ hand: null, points: 3 })
    expect((await office.ask('journal.list', {})).rows).toHaveLength(before)
  })
})

describe('the points', () => {
  it('are the unit’s to change and go back to how they ship; nothing is left of that', async () => {
    const office = await sampleOffice()
    const shipped = await itemOf(office, 'C18')
    await office.ask('checklist.savePoint', { id: 'C18', section: 'place', text: '党员活动室规范', evidence: '照片', points: 4.5, veto: true })
    expect(await itemOf(office, 'C18')).toMatchObject({ text: '党员活动室规范', evidence: '照片', points: 4.5, veto: true, isEdited: true, isOwn: false })
    await office.ask('checklist.resetPoint', { id: 'C18' })
    expect(await itemOf(office, 'C18')).toEqual(shipped)
    await undoLast(office)
    expect(await itemOf(office, 'C18')).toMatchObject({ text: '党员活动室规范' })
    // Written as it ships again, it follows later versions of its words.
    await office.ask('checklist.savePoint', { id: 'C18', section: 'place', text: shipped?.text ?? '', evidence: shipped?.evidence ?? '', points: 3, veto: false })
    expect(await inDatabase(office, (db) => db.prepare('SELECT count(*) FROM checklist_point').pluck().get())).toBe(0)
  })

  it('may be hidden and come back, also by 撤销', async () => {
    const office = await sampleOffice()
    await office.ask('checklist.setHidden', { id: 'C16', isHidden: true })
    const { items, hidden, total } = await listOf(office)
    expect([items.some(({ id }) => id === 'C16'), hidden.map(({ id }) => id), total]).toEqual([false, ['C16'], 98])
    await undoLast(office)
    expect((await listOf(office)).hidden).toEqual([])
    await office.ask('checklist.setHidden', { id: 'C16', isHidden: true })
    await office.ask('checklist.setHidden', { id: 'C16', isHidden: false })
    expect(await itemOf(office, 'C16')).toMatchObject({ isEdited: false, isHidden: false })
    expect(await lastWords(office)).toBe('恢复显示检查点“做好群众工作，开展志愿服务和困难帮扶”')
  })

  it('may be added by the unit, answered by hand, and removed; a shipped one cannot', async () => {
    const office = await sampleOffice()
    const { id } = await office.ask('checklist.savePoint', { section: 'politics', text: '“学习强国”有专人负责', evidence: '台账', points: 1 })
    await office.ask('checklist.answer', { year: 2026, id, answer: 'ok' })
    expect(await itemOf(office, id)).toMatchObject({ isOwn: true, answeredBy: 'hand', state: 'ok', data: null })
    await office.ask('checklist.removePoint', { id })
    expect(await itemOf(office, id)).toBeUndefined()
    await undoLast(office)
    expect(await itemOf(office, id)).toMatchObject({ state: 'ok' })
    expect((await office.refusal('checklist.removePoint', { id: 'C01' })).fields?.[0]?.message).toContain('不能删除，可以隐藏')
    expect((await office.refusal('checklist.resetPoint', { id })).code).toBe('NOT_FOUND')
    expect((await office.refusal('checklist.savePoint', { section: 'politics', text: ' ', points: 1 })).code).toBe('INVALID_INPUT')
    for (const points of [-1, 101, 0.3]) expect((await office.refusal('checklist.savePoint', { section: 'politics', text: '一项', points })).code).toBe('INVALID_INPUT')
  })

  it('outlive a backup and its restore, as does every answer', async () => {
    const office = await sampleOffice()
    await office.ask('checklist.answer', { year: 2026, id: 'C17', answer: 'ok', note: '无通报' })
    await office.ask('checklist.setHidden', { id: 'C16', isHidden: true })
    const { id } = await office.ask('backup.create', {})
    await office.ask('checklist.answer', { year: 2026, id: 'C17', answer: null })
    await office.ask('backup.restore', { id })
    expect(await itemOf(office, 'C17')).toMatchObject({ hand: { note: '无通报' } })
    expect((await listOf(office)).hidden.map((point) => point.id)).toEqual(['C16'])
  })
})

describe('the papers', () => {
  it('is the list of the year in Word: every point with its state, what the data say and what a person said', async () => {
    const office = await sampleOffice()
    await office.ask('checklist.answer', { year: 2026, id: 'C17', answer: 'ok', note: '11月上级没有通报', on: '2026-11-20' })
    const to = place(office, '检查清单.docx')
    expect(await office.ask('checklist.export', { fileToken: to.fileToken, year: 2026, what: 'all', format: 'docx' })).toEqual({ rows: 20, bytes: to.bytes().length })
    const words = paragraphsOf(to.bytes())
    expect(columnsOf(to.bytes())).toBe(267)
    expect(words[0]).toBe('第二支部2026年标准化规范化检查清单')
    expect(words).toContain('符合（2026年11月20日，林静怡）')
    expect(words).toContain('11月上级没有通报')
    expect(words.find((line) => line.startsWith('合计：'))).toBe('合计：20个检查点，符合2个、缺7个、待定11个、不适用0个。计分100分，符合6分，缺39分，待定55分。★一票否决项有1个缺或不符合，请先核对。')
    expect((await auditOf(office)).at(-1)?.act).toBe('checklist.export')
    const again = place(office, '检查清单2.docx')
    await office.ask('checklist.export', { fileToken: again.fileToken, year: 2026, what: 'all', format: 'docx' })
    expect(again.bytes().equals(to.bytes())).toBe(true)
  })

  it('is the red list of what lacks today, a line each, with room for who mends it', async () => {
    const office = await sampleOffice()
    await office.ask('checklist.answer', { year: 2026, id: 'C18', answer: 'missing', note: '档案柜没有锁' })
    const to = place(office, '缺项.xlsx')
    const { rows } = await office.ask('checklist.export', { fileToken: to.fileToken, year: 2026, what: 'missing', format: 'xlsx' })
    const read = rowsOfXlsx(to.bytes())
    expect(read[2]).toEqual(['序号', '检查点', '缺项内容', '分值', '责任人', '补齐时限', '完成情况'])
    const lacks = read.slice(3, 3 + rows).map((row) => row[2])
    expect(lacks).toEqual(expect.arrayContaining(['缺10月的支委会', '缺9月的主题党日', '2026年10月16日的主题党日：没有写会前研究', '档案柜没有锁', '2026年9月8日的支委会：没有定稿']))
    expect(lacks.filter((lack) => String(lack).startsWith('缺'))).toHaveLength(6)
    expect(lacks.filter((lack) => String(lack).includes('档案不全'))).toEqual([expect.stringMatching(/^17人档案不全：(\S+?缺\d+项、){5}\S+缺\d+项等$/)])
    expect(lacks).toContain('还没有备份。')
    expect(String(read.at(-1)?.[0])).toMatch(/另有\d+个检查点待定。$/)
    expect(read.at(-1)?.[0]).toMatch(new RegExp(`^合计：缺${rows}项，涉及检查点8个、42分。`))
  })

  it('says so where nothing lacks, and refuses a PDF without a window before it touches the place', async () => {
    const office = openOffice()
    await office.ask('workspace.create', branch)
    for (const { id } of (await listOf(office)).items) await office.ask('checklist.answer', { year: 2026, id, answer: 'ok' })
    const to = place(office, '缺项.docx')
    expect(await office.ask('checklist.export', { fileToken: to.fileToken, year: 2026, what: 'missing', format: 'docx' })).toMatchObject({ rows: 0 })
    expect(paragraphsOf(to.bytes())).toContain('没有缺的。')
    expect(columnsOf(to.bytes())).toBe(267)
    const pdf = place(office, '缺项.pdf')
    expect((await office.refusal('checklist.export', { fileToken: pdf.fileToken, year: 2026, what: 'missing', format: 'pdf' })).code).toBe('PDF_NEEDS_WINDOW')
    expect(pdf.written()).toBe(false)
  })

  it('holds no formula whatever a point is called, and nothing of it stands in the log', async () => {
    const office = await sampleOffice()
    await office.ask('checklist.savePoint', { section: 'place', text: '=HYPERLINK("x")', evidence: '+1', points: 0 })
    const to = place(office, '检查清单.xlsx')
    await office.ask('checklist.export', { fileToken: to.fileToken, year: 2026, what: 'all', format: 'xlsx' })
    expect(rowsOfXlsx(to.bytes()).flat()).toContain('=HYPERLINK("x")')
    expect(JSON.stringify(office.log)).not.toMatch(/HYPERLINK|罗敏/)
  })
})
