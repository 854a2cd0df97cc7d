// Notices of the desktop, the tray and the start with the system, in the real application. Only the outermost edge is replaced: what Electron would show is kept.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase, type Db } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import { branch, peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { looksRight as looksRightOn } from '../drive/looks.ts'
import { toMeetings, unlock } from '../drive/officer.ts'
import { saved, startMeeting } from '../drive/record.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { copyOf, workspaceOf, type SettledBranch } from '../drive/settled.ts'

const now = '2026-11-24T02:00:00Z'
const secret = '吴国栋单独办理的事'
const names = peopleLines.split('\n').map((line) => line.split('\t')[0] ?? '').filter((name) => name !== '')

let settled: SettledBranch
beforeAll(async () => {
  const { home, remove } = makeHome()
  await makeSampleBranch(home, now, '2026-09-01')
  settled = { home, recoveryCode: '', remove }
})
afterAll(() => settled.remove())

/** A desk whose notices are kept instead of shown. Whatever it says at any time is looked through for names when the test ends. */
async function openDesk(home: string, more: { at?: string; extraArgs?: string[] } = {}): Promise<Desk> {
  const desk = await Desk.open({ home, now: more.at ?? now, env: { XDG_CONFIG_HOME: join(home, 'config') }, extraArgs: more.extraArgs ?? [] })
  await desk.app.evaluate(({ Notification, Tray }) => {
    const shown: { title: string; body: string }[] = []
    Reflect.set(globalThis, 'shown', shown)
    Notification.isSupported = () => true
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body })
      Reflect.set(globalThis, 'lastNotice', this)
    }
    const { setContextMenu } = Tray.prototype
    Tray.prototype.setContextMenu = function keep(this: Electron.Tray, menu: Electron.Menu | null) {
      Reflect.set(globalThis, 'trayMenu', menu)
      setContextMenu.call(this, menu)
    }
  })
  onTestFinished(() => desk.close().catch(() => undefined))
  return desk
}
const shown = ({ app }: Desk): Promise<{ title: string; body: string }[]> => app.evaluate(() => Reflect.get(globalThis, 'shown') as { title: string; body: string }[])
const bodies = async (desk: Desk): Promise<string[]> => (await shown(desk)).map(({ body }) => body)
const wake = ({ app }: Desk): Promise<void> => app.evaluate(({ powerMonitor }) => { powerMonitor.emit('resume') })
const isVisible = ({ app }: Desk): Promise<boolean> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)
const closeWindow = ({ app }: Desk): Promise<void> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
const fromTray = ({ app }: Desk, label: string): Promise<void> => app.evaluate((_electron, wanted) => {
  const menu = Reflect.get(globalThis, 'trayMenu') as Electron.Menu
  menu.items.find((item) => item.label === wanted)?.click()
}, label)
const box = (page: Page) => page.getByLabel('口令', { exact: true })

async function enter(desk: Desk): Promise<void> {
  await unlock(desk.page, branch.password)
  await desk.page.locator('.app').waitFor()
}
/** Until the look that a wake-up began is over: the next one waits for it. */
async function looked(desk: Desk): Promise<void> {
  await wake(desk)
  await desk.page.waitForTimeout(700)
}
async function addItem({ page }: Desk, dueOn: string): Promise<void> {
  const answer = await page.evaluate(([title, day]) => window.api.call('actions.save', { title: title ?? '', owner: '吴国栋', dueOn: day ?? null }), [secret, dueOn])
  expect(answer.ok).toBe(true)
}
const plan = ({ page }: Desk) => page.evaluate(async () => {
  const answer = await window.api.call('notices.plan', {})
  return answer.ok ? answer.value.map(({ until }) => until) : []
})
async function expectNoNames(desk: Desk): Promise<void> {
  const said = JSON.stringify(await shown(desk)) + readFileSync(join(desk.home, 'logs', 'service.log'), 'utf8') + (existsSync(join(desk.home, 'desktop.json')) ? readFileSync(join(desk.home, 'desktop.json'), 'utf8') : '')
  for (const name of [...names, secret]) expect(said).not.toContain(name)
}
async function toSettings({ page }: Desk): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
  await page.getByRole('heading', { name: '提醒' }).waitFor()
  await page.getByRole('button', { name: '保存提醒天数' }).waitFor()
}

describe('a notice', () => {
  it('comes after unlocking, gathered, once, without a name; a click brings the window up and opens 今天', async () => {
    const desk = await openDesk(copyOf(settled))
    await looked(desk)
    expect(await bodies(desk)).toEqual([])
    await enter(desk)
    await expect.poll(() => bodies(desk)).toEqual([expect.stringMatching(/^有\d+项工作要办：会议与组织生活\d+项.*；其中\d+项已逾期。$/)])
    await looked(desk)
    await looked(desk)
    expect(await bodies(desk)).toHaveLength(1)
    await toMeetings(desk.page)
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    expect(await isVisible(desk)).toBe(false)
    await desk.app.evaluate(() => { (Reflect.get(globalThis, 'lastNotice') as Electron.Notification).emit('click') })
    await expect.poll(() => isVisible(desk)).toBe(true)
    await desk.page.getByRole('button', { name: '今天', exact: true }).and(desk.page.locator('[aria-current=page]')).waitFor()
    await expectNoNames(desk)
  })

  it('while locked says how many and when, once; after unlocking, and after a new start, it is not told again', async () => {
    const home = copyOf(settled)
    const desk = await openDesk(home)
    await enter(desk)
    await expect.poll(() => bodies(desk)).toHaveLength(1)
    await addItem(desk, '2026-11-30')
    await addItem(desk, '2026-12-04')
    expect(await plan(desk)).toEqual(expect.arrayContaining(['2026-11-30', '2026-12-04']))
    await desk.page.keyboard.press('Control+l')
    await box(desk.page).waitFor()
    await looked(desk)
    expect(await bodies(desk)).toHaveLength(1)
    await desk.app.evaluate(() => {
      const real = Date.now.bind(Date)
      Date.now = () => real() + 5 * 86_400_000
    })
    await looked(desk)
    await looked(desk)
    expect((await bodies(desk)).slice(1)).toEqual(['支部工作台有1项工作明天到期，解锁后查看。'])
    expect(JSON.parse(readFileSync(join(home, 'desktop.json'), 'utf8'))).toMatchObject({ told: [expect.stringMatching(/^[0-9a-f]{32}$/)] })
    await expectNoNames(desk)
    await desk.close()

    const again = await openDesk(home, { at: '2026-11-29T02:00:00Z' })
    await enter(again)
    await looked(again)
    await looked(again)
    expect(await bodies(again)).toEqual([])
    expect(JSON.parse(readFileSync(join(home, 'desktop.json'), 'utf8'))).toMatchObject({ told: [] })
    expect(await plan(again)).not.toContain('2026-11-30')
    await expectNoNames(again)
  })

  it('does not tell, while locked, what was done just before', async () => {
    const desk = await openDesk(copyOf(settled))
    await enter(desk)
    await expect.poll(() => bodies(desk)).toHaveLength(1)
    await addItem(desk, '2026-11-30')
    await looked(desk)
    const done = await desk.page.evaluate(async () => {
      const list = await window.api.call('actions.list', { text: '单独办理' })
      const id = list.ok ? list.value.rows[0]?.id : undefined
      return window.api.call('actions.setState', { id: id ?? '', state: 'done', evidence: '台账' })
    })
    expect(done.ok).toBe(true)
    await desk.page.keyboard.press('Control+l')
    await box(desk.page).waitFor()
    await desk.app.evaluate(() => {
      const real = Date.now.bind(Date)
      Date.now = () => real() + 5 * 86_400_000
    })
    await looked(desk)
    expect(await bodies(desk)).toHaveLength(1)
  })
})

describe('设置', () => {
  it('changes the lead times, takes that back, and tries one notice', async () => {
    const desk = await openDesk(copyOf(settled))
    await enter(desk)
    const { page } = desk
    await toSettings(desk)
    const days = page.getByLabel('议定事项和项目提前的天数')
    expect(await days.inputValue()).toBe('3')
    await days.fill('200')
    expect(await days.inputValue()).toBe('60')
    await days.fill('5')
    await page.getByRole('checkbox', { name: '人员日期' }).uncheck()
    await page.getByRole('button', { name: '保存提醒天数' }).click()
    await page.getByRole('button', { name: /^撤销/ }).waitFor()
    expect(await days.inputValue()).toBe('5')
    expect(await page.getByRole('button', { name: '保存提醒天数' }).isDisabled()).toBe(true)
    await looksRight(desk, '提醒')
    await page.getByRole('button', { name: /^撤销/ }).click()
    await expect.poll(() => days.inputValue()).toBe('3')
    expect(await page.getByRole('checkbox', { name: '人员日期' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: '试一条提醒' }).click()
    await page.getByText('已经发出').waitFor()
    expect((await bodies(desk)).at(-1)).toContain('这是一条试发的提醒')
    await looksRight(desk, '试一条')
  })

  it('says so where the system shows none', async () => {
    const desk = await openDesk(copyOf(settled))
    await desk.app.evaluate(({ Notification }) => { Notification.isSupported = () => false })
    await enter(desk)
    await looked(desk)
    await toSettings(desk)
    await desk.page.getByText('不支持桌面通知').waitFor()
    expect(await desk.page.getByRole('button', { name: '试一条提醒' }).count()).toBe(0)
    expect(await bodies(desk)).toEqual([])
    // Nothing counts as told that nobody saw.
    await desk.app.evaluate(({ Notification }) => { Notification.isSupported = () => true })
    await looked(desk)
    expect(await bodies(desk)).toHaveLength(1)
  })
})

/** Has the tray from now on, and a record begun. */
async function beginWithTray(desk: Desk): Promise<void> {
  await toSettings(desk)
  await desk.page.getByRole('checkbox', { name: '关闭窗口后留在托盘里，继续提醒' }).check()
  await expect.poll(() => desk.app.evaluate(() => Reflect.has(globalThis, 'trayMenu'))).toBe(true)
  await toMeetings(desk.page)
  await startMeeting(desk.page)
}

describe('the tray', () => {
  it('keeps the application when its window is closed, with what was typed saved and backed up; locks, opens, and quits for good', async () => {
    const home = copyOf(settled)
    const desk = await openDesk(home)
    await enter(desk)
    const { page } = desk
    await beginWithTray(desk)
    await page.locator('[data-field=title]').fill('刚打的标题')
    await closeWindow(desk)
    await expect.poll(() => isVisible(desk)).toBe(false)
    const list = await page.evaluate(() => window.api.call('meetings.list', {}))
    expect(list.ok && list.value.rows.map(({ title }) => title)).toContain('刚打的标题')
    await expect.poll(() => readdirSync(join(workspaceOf(home), 'backups')).filter((name) => /-quit(?:-\d+)?\.db$/.test(name)).length, { timeout: 20_000 }).toBe(1)
    await fromTray(desk, '打开')
    await expect.poll(() => isVisible(desk)).toBe(true)
    expect(await page.locator('[data-field=title]').inputValue()).toBe('刚打的标题')
    await fromTray(desk, '锁定')
    await box(page).waitFor()
    await closeWindow(desk)
    await expect.poll(() => isVisible(desk)).toBe(false)
    const gone = new Promise<void>((done) => { desk.app.process().once('exit', () => done()) })
    await fromTray(desk, '退出').catch(() => undefined)
    await gone
    expect(JSON.parse(readFileSync(join(home, 'desktop.json'), 'utf8'))).toMatchObject({ tray: true })

    const hidden = await openDesk(home, { extraArgs: ['--hidden'] })
    await box(hidden.page).waitFor({ state: 'attached' })
    expect(await isVisible(hidden)).toBe(false)
    await enter(hidden)
    await toSettings(hidden)
    await hidden.page.getByRole('checkbox', { name: '关闭窗口后留在托盘里，继续提醒' }).uncheck()
    await expect.poll(() => JSON.parse(readFileSync(join(home, 'desktop.json'), 'utf8')) as unknown).toMatchObject({ tray: false })
    const ended = new Promise<void>((done) => { hidden.app.process().once('exit', () => done()) })
    await closeWindow(hidden).catch(() => undefined)
    await ended
  })

  it('asks before it hides what could not be saved', async () => {
    const desk = await openDesk(copyOf(settled))
    await enter(desk)
    const { page } = desk
    await beginWithTray(desk)
    await page.locator('[data-field=title]').fill('存不下的标题')
    await saved(page)
    const held = await holdDisk(desk)
    await page.locator('[data-field=title]').fill('存不下的标题二')
    await closeWindow(desk)
    const asks = page.getByRole('dialog', { name: '最后的改动还没有保存' })
    await asks.waitFor()
    expect(await isVisible(desk)).toBe(true)
    await asks.getByRole('button', { name: '留在这里' }).click()
    held.exec('ROLLBACK')
    held.close()
    expect(await page.locator('[data-field=title]').inputValue()).toBe('存不下的标题二')
    await closeWindow(desk)
    await expect.poll(() => isVisible(desk), { timeout: 20_000 }).toBe(false)
    const list = await page.evaluate(() => window.api.call('meetings.list', {}))
    expect(list.ok && list.value.rows.map(({ title }) => title)).toContain('存不下的标题二')
  })
})

it('开机后自动打开 is written where the session looks for it, and taken out again', async () => {
  const home = copyOf(settled)
  const desk = await openDesk(home)
  await enter(desk)
  await toSettings(desk)
  const file = join(home, 'config', 'autostart', 'branch-desk.desktop')
  const check = desk.page.getByRole('checkbox', { name: '开机后自动打开' })
  expect(await check.isChecked()).toBe(false)
  await check.check()
  await expect.poll(() => existsSync(file)).toBe(true)
  const entry = readFileSync(file, 'utf8')
  expect(entry).toContain('Exec="')
  expect(entry).toContain('"--hidden"')
  await check.uncheck()
  await expect.poll(() => existsSync(file)).toBe(false)
})

/** From now on the disk takes nothing, until it is let go: another connection writes. */
async function holdDisk({ home }: Desk): Promise<Db> {
  const folder = workspaceOf(home)
  const key = await unwrap(readKeyring(folder), 'password', branch.password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  db.exec('BEGIN IMMEDIATE')
  return db
}

const looksRight = (desk: Desk, name: string) => looksRightOn(desk, name, (page) => page.getByRole('heading', { name: '提醒' }).evaluate((heading) => heading.scrollIntoView()))
