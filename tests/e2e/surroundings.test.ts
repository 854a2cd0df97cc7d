// What the desk stands on: the place of its data, the room on the disk, the clock of the computer.
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { reserveSize } from '../../shared/domain/surroundings.ts'
import { reserveFile } from '../../db/reserve.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { addItem, saved, startMeeting } from '../drive/record.ts'
import { copyOf, fewPeople, openBox, openDesk, temporaryHome, workspaceOf, type SettledBranch } from '../drive/settled.ts'
import { fill, mayMount, removeDisk, smallDisk } from '../service/smallDisk.ts'

const lastUse = '2026-09-08T08:30:00Z'
let settled: SettledBranch
beforeAll(async () => {
  const { home, remove } = makeHome()
  const desk = await Desk.open({ home, now: lastUse })
  await setUpBranch(desk.page, fictionalBranch)
  const recoveryCode = await confirmRecoveryCode(desk.page)
  await pastePeople(desk.page, fewPeople)
  await desk.close()
  settled = { home, recoveryCode, remove }
})
afterAll(() => settled.remove())

const line = (page: Page, words: string | RegExp) => page.locator('.shell-line').filter({ hasText: words })
const lines = (page: Page): Promise<string[]> => page.locator('.shell-line > span:first-child').allInnerTexts()

describe('live data in a synchronised folder', () => {
  it('is refused before the set-up, and nothing is written there', async () => {
    const home = join(temporaryHome(), 'OneDrive - 南浦县局')
    mkdirSync(home)
    const { page, app } = await openDesk({ home })
    await page.getByRole('heading', { name: '数据文件夹在“OneDrive”的同步文件夹里，不能在那里使用。' }).waitFor()
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['打开数据文件夹', '再试一次'])
    await app.evaluate(({ shell }) => { shell.openPath = (path) => { Reflect.set(globalThis, 'shownFolder', path); return Promise.resolve('') } })
    await page.getByRole('button', { name: '打开数据文件夹' }).click()
    await expect.poll(() => app.evaluate(() => String(Reflect.get(globalThis, 'shownFolder')))).toBe(home)
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.locator('[data-problem=PLACE_REFUSED]').waitFor()
    expect(existsSync(workspaceOf(home))).toBe(false)
  })

  it('that was moved into one is refused, and opens from a folder of this computer that the shortcut names', async () => {
    const above = temporaryHome()
    const synced = join(above, '我的坚果云')
    cpSync(workspaceOf(settled.home), workspaceOf(synced), { recursive: true })
    const before = readdirSync(workspaceOf(synced))
    const desk = await Desk.open({ home: synced })
    await desk.page.getByRole('heading', { name: '数据文件夹在“坚果云”的同步文件夹里' }).waitFor()
    expect(readdirSync(workspaceOf(synced))).toEqual(before)
    await desk.close()
    // As the screen says: copied to the local disk, and the place named behind the target of the shortcut.
    const local = join(above, '本机 数据')
    cpSync(workspaceOf(synced), workspaceOf(local), { recursive: true })
    const again = await openDesk({ home: synced, now: lastUse, extraArgs: [`--数据文件夹=${local}`] })
    await openBox(again)
    expect(existsSync(join(workspaceOf(local), 'in-use.json'))).toBe(true)
    expect(readdirSync(workspaceOf(synced))).toEqual(before)
  })
})

describe.skipIf(!mayMount())('a small disk (skipped where none can be mounted)', () => {
  let place = ''
  beforeAll(() => { place = smallDisk(400) })
  afterAll(() => removeDisk(place))
  const onDisk = async (left: number) => {
    const home = join(place, '支部')
    onTestFinished(() => rmSync(home, { recursive: true, force: true }))
    cpSync(workspaceOf(settled.home), workspaceOf(home), { recursive: true })
    // Else it is made within the first minute.
    writeFileSync(reserveFile(workspaceOf(home)), randomBytes(reserveSize))
    fill(place, left)
    const desk = await openDesk({ home, now: lastUse })
    await openBox(desk)
    return { page: desk.page }
  }
  const megabyte = 1024 * 1024

  it('with little room is told once a day, in one line that can be put away', async () => {
    const { page } = await onDisk(330 * megabyte)
    await line(page, /磁盘空间不多了，还剩\d+ MB，备份可能做不成。请清理磁盘。/).waitFor()
    await page.getByRole('button', { name: '今天不再提醒' }).click()
    await expect.poll(() => lines(page)).toEqual([])
    await page.reload()
    await page.locator('.app').waitFor()
    await page.waitForTimeout(500)
    expect(await lines(page)).toEqual([])
  })

  it('that takes no more still takes what is being written, and says so', async () => {
    const { page } = await onDisk(60 * megabyte)
    await line(page, /磁盘快满了，只剩\d+ MB，再写可能存不上。请现在就清理磁盘。/).waitFor()
    await startMeeting(page)
    await addItem(page, '研究安全生产工作')
    await saved(page)
    fill(place, 0)
    const report = '县局安全生产工作情况通报，各部门要认真学习，抓好落实。'.repeat(1500)
    await page.getByLabel('汇报内容').first().fill(report)
    await line(page, '磁盘已满，用了备用空间，已保存').waitFor()
    await saved(page)
    expect(existsSync(reserveFile(join(place, '支部', 'workspace')))).toBe(false)
    expect(await page.getByRole('button', { name: '今天不再提醒' }).count()).toBe(0)
  })
})

describe('a clock that jumped', () => {
  const told = '在此期间不清理旧备份和回收站'
  it('back is told with both days, until it is right again', async () => {
    const home = copyOf(settled)
    const desk = await Desk.open({ home, now: '2020-01-01T00:00:00Z' })
    await openBox(desk)
    await line(desk.page, '电脑的时间（2020年1月1日）比上次使用时（2026年9月8日）早，请核对日期和时间').waitFor()
    expect((await lines(desk.page)).join()).toContain(told)
    await desk.close()
    const right = await openDesk({ home, now: '2026-09-09T00:00:00Z' })
    await openBox(right)
    await right.page.waitForTimeout(500)
    expect(await lines(right.page)).toEqual([])
  })

  it('ahead is told over a restart, until the officer says that it is right', async () => {
    const home = copyOf(settled)
    const first = await Desk.open({ home, now: '2031-05-06T00:00:00Z' })
    await openBox(first)
    await line(first.page, '电脑的时间跳到了2031年5月6日，上次使用是2026年9月8日').waitFor()
    await first.close()
    const second = await Desk.open({ home, now: '2031-05-07T00:00:00Z' })
    await openBox(second)
    await line(second.page, told).getByRole('button', { name: '时间是对的' }).click()
    await line(second.page, told).waitFor({ state: 'detached' })
    await second.close()
    const third = await openDesk({ home, now: '2031-05-08T00:00:00Z' })
    await openBox(third)
    await third.page.waitForTimeout(500)
    expect((await lines(third.page)).join()).not.toContain(told)
  })

  it('cannot be accepted while the data service is locked, and says so', async () => {
    const desk = await openDesk({ home: copyOf(settled), now: '2031-05-06T00:00:00Z' })
    await openBox(desk)
    await line(desk.page, told).waitFor()
    await desk.page.evaluate(() => window.api.call('workspace.lock', {}))
    await desk.page.getByRole('button', { name: '时间是对的' }).click()
    await desk.page.getByRole('dialog').waitFor()
    expect(await line(desk.page, told).count()).toBe(1)
  })
})
