// What the desktop tells: through the real router, on a real database.
import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { branch, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { inDatabase, openOffice, staffedOffice, temporaryFolder, type Office } from './office.ts'

/** Every name of the branch, and every word of the titles that are used here. */
const names = peopleLines.split('\n').map((line) => line.split('\t')[0] ?? '').filter((name) => name !== '')
const title = '逐户核对走访台账'

const addItem = (office: Office, more: Partial<Input<'actions.save'>> = {}) => office.ask('actions.save', { title, owner: '吴国栋', dueOn: '2026-09-18', ...more })
const at = (office: Office, day: string, time = '01:00:00.000Z'): void => { office.now.iso = `${day}T${time}` }
const bodies = async (office: Office): Promise<string[]> => (await office.ask('notices.take', {})).map(({ body }) => body)
const toldRows = (office: Office): Promise<string[]> => inDatabase(office, (db) => db.prepare<[], string>('SELECT need_key FROM notice_told ORDER BY need_key').pluck().all())

/** A branch in which nothing is to be told but what a test makes. */
async function quietOffice(): Promise<Office> {
  const office = await staffedOffice()
  await office.ask('notices.saveSettings', { meetings: null, items: 3, people: null })
  return office
}

describe('notices.take', () => {
  it('tells a matter on its day and never again, whatever the clock does', async () => {
    const office = await quietOffice()
    await addItem(office)
    at(office, '2026-09-14')
    expect(await bodies(office)).toEqual([])
    at(office, '2026-09-15')
    expect(await bodies(office)).toEqual(['议定事项9月18日到期，还有3天。'])
    for (const day of ['2026-09-15', '2026-09-10', '2026-09-15', '2026-09-16', '2026-09-30']) {
      at(office, day)
      expect(await bodies(office)).toEqual([])
    }
  })

  it('tells a postponed item again for its new day, and what is done not at all', async () => {
    const office = await quietOffice()
    const { id } = await addItem(office)
    const other = await addItem(office)
    at(office, '2026-09-15')
    await office.ask('actions.setState', { id: other.id, state: 'done', evidence: '核对表一份' })
    expect(await bodies(office)).toEqual(['议定事项9月18日到期，还有3天。'])
    await office.ask('actions.postpone', { id, dueOn: '2026-09-25', reason: '台账未齐' })
    expect(await bodies(office)).toEqual([])
    at(office, '2026-09-22')
    expect(await bodies(office)).toEqual(['议定事项9月25日到期，还有3天。'])
  })

  it('tells of an item due in a holiday on the last workday before it', async () => {
    const office = await quietOffice()
    await addItem(office, { dueOn: '2026-10-08' })
    at(office, '2026-09-29')
    expect(await bodies(office)).toEqual([])
    at(office, '2026-09-30')
    expect(await bodies(office)).toEqual(['议定事项10月8日到期，还有8天。'])
  })

  it('tells meetings that the rules ask for, none that is 不需要, and gathers many', async () => {
    const office = await staffedOffice()
    at(office, '2026-11-24')
    const lines = (await office.ask('today.list', {})).lines.filter(({ until, area }) => area === 'life' && until === '2026-11-30')
    expect(lines.length).toBeGreaterThan(1)
    await office.ask('rules.dismiss', { key: lines[0]?.key ?? '', reason: '全体参加防汛' })
    const told = await bodies(office)
    expect(told).toEqual([expect.stringMatching(/^有\d+项工作要办：会议与组织生活\d+项/)])
    const rows = await toldRows(office)
    expect(rows).toEqual(expect.arrayContaining(lines.slice(1).map(({ key }) => key)))
    expect(rows).not.toContain(lines[0]?.key)
  })

  it('says no name and no title, whatever there is to tell', async () => {
    const office = await staffedOffice()
    const said: string[] = []
    for (const day of ['2026-09-15', '2026-10-12', '2026-11-24', '2026-12-28', '2027-02-20', '2027-06-01']) {
      at(office, day)
      for (const { title: head, body } of await office.ask('notices.take', {})) said.push(head, body)
      await addItem(office, { title: `${names[0] ?? ''}谈话`, dueOn: day })
      for (const { title: head, body } of await office.ask('notices.take', {})) said.push(head, body)
    }
    expect(said.length).toBeGreaterThan(6)
    for (const name of [...names, title, '第一党小组', '谈话要点']) expect(said.join('\n')).not.toContain(name)
  })

  it('is refused while locked, and marks nothing', async () => {
    const office = await quietOffice()
    await addItem(office)
    at(office, '2026-09-15')
    await office.ask('workspace.lock', {})
    for (const channel of ['notices.take', 'notices.plan', 'notices.settings'] as const) expect((await office.refusal(channel, {})).code).toBe('LOCKED')
    expect((await office.refusal('notices.told', { tokens: [] })).code).toBe('LOCKED')
    await office.ask('workspace.unlock', { password: branch.password })
    expect(await bodies(office)).toHaveLength(1)
  })
})

describe('while the desk is locked', () => {
  it('days and tokens are known that tell nothing, and what was told then is not told again', async () => {
    const office = await quietOffice()
    const { id } = await addItem(office)
    await addItem(office, { dueOn: '2026-09-25' })
    const plan = await office.ask('notices.plan', {})
    expect(plan.map(({ tellOn, until }) => [tellOn, until])).toEqual([['2026-09-15', '2026-09-18'], ['2026-09-22', '2026-09-25']])
    expect(JSON.stringify(plan)).not.toContain(id)
    at(office, '2026-09-22')
    expect(await office.ask('notices.told', { tokens: [plan[0]?.token ?? '', '0'.repeat(32)] })).toEqual({ told: 1 })
    expect(await bodies(office)).toEqual(['议定事项9月25日到期，还有3天。'])
    expect(await office.ask('notices.told', { tokens: plan.map(({ token }) => token) })).toEqual({ told: 0 })
    expect(await office.ask('notices.plan', {})).toEqual([])
  })

  it('tokens of one branch mean nothing in another', async () => {
    const [one, other] = [await quietOffice(), await quietOffice()]
    const { id } = await addItem(one)
    await addItem(other)
    await inDatabase(other, (db) => db.prepare('UPDATE action SET id = ?').run(id))
    expect((await one.ask('notices.plan', {}))[0]?.token).not.toBe((await other.ask('notices.plan', {}))[0]?.token)
  })
})

describe('the lead times', () => {
  it('begin at 7, 3 and 30 days, are changed, and 撤销 brings them back', async () => {
    const office = await staffedOffice()
    const shipped = { meetings: 7, items: 3, people: 30 }
    expect(await office.ask('notices.settings', {})).toEqual(shipped)
    expect(await office.ask('notices.saveSettings', { meetings: 14, items: null, people: 0 })).toEqual({ meetings: 14, items: null, people: 0 })
    const [act] = (await office.ask('journal.list', { limit: 1 })).rows
    expect(act).toMatchObject({ words: '更改提醒：会议与组织生活提前14天、议定事项和项目不提醒、人员日期提前0天', undo: 'can' })
    await office.ask('journal.undo', { id: act?.id ?? '' })
    expect(await office.ask('notices.settings', {})).toEqual(shipped)
  })

  it.each([[{ meetings: 91, items: 3, people: 30 }], [{ meetings: 7, items: 61, people: 30 }], [{ meetings: 7, items: 3, people: 181 }], [{ meetings: -1, items: 3, people: 30 }], [{ meetings: 1.5, items: 3, people: 30 }], [{ meetings: 7 }]])('refuse %j', async (given) => {
    const office = await staffedOffice()
    expect((await office.refusal('notices.saveSettings', given)).code).toBe('INVALID_INPUT')
  })

  it('of a group that was off begin to count when it is on again: what was missed is told then', async () => {
    const office = await quietOffice()
    await office.ask('notices.saveSettings', { meetings: null, items: null, people: null })
    await addItem(office)
    at(office, '2026-09-16')
    expect(await bodies(office)).toEqual([])
    expect(await office.ask('notices.plan', {})).toEqual([])
    await office.ask('notices.saveSettings', { meetings: null, items: 3, people: null })
    expect(await bodies(office)).toEqual(['议定事项9月18日到期，还有2天。'])
  })

  it('longer than 今天 looks ahead are kept all the same', async () => {
    const office = await quietOffice()
    await office.ask('notices.saveSettings', { meetings: null, items: 60, people: null })
    await addItem(office, { dueOn: '2026-11-06' })
    expect(await bodies(office)).toEqual(['议定事项11月6日到期，还有59天。'])
  })
})

it('killed before any statement of it, everything is told or nothing', async () => {
  const office = await quietOffice()
  for (let n = 0; n < 4; n++) await addItem(office)
  office.service.close()
  const child = resolve(import.meta.dirname, 'noticesChild.ts')
  const place = temporaryFolder()
  const takeIn = (name: string, killAt: number) => {
    const folder = join(place, name)
    cpSync(office.folder, folder, { recursive: true })
    return { folder, ...spawnSync(process.execPath, [child, folder, String(killAt)], { encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Shanghai' } }) }
  }
  const whole = takeIn('whole', 0)
  expect(whole.stderr).toBe('')
  const { written } = JSON.parse(whole.stdout) as { written: number }
  expect(written).toBe(4)
  expect(await toldRows({ ...office, folder: whole.folder })).toHaveLength(4)
  for (let killAt = 1; killAt <= written; killAt++) {
    const { folder, signal } = takeIn(`at ${killAt}`, killAt)
    expect(signal).toBe('SIGKILL')
    expect(await toldRows({ ...office, folder })).toEqual([])
    const again = openOffice(folder)
    at(again, '2026-09-15')
    await again.ask('workspace.unlock', { password: branch.password })
    expect(await bodies(again)).toEqual(['有4项工作要办：议定事项和项目4项。'])
  }
}, 120_000)
