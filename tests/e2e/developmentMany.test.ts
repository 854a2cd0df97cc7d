// 发展党员 of a superior: two thousand people on the way, looked at, read on, narrowed and found.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../db/connection.ts'
import { readKeyring, unwrap as unwrapKey } from '../../db/keyring.ts'
import { putClosing } from '../../db/repositories/development.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { fillPaths } from '../fixtures/manyPaths.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { fits, keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { unlock } from '../drive/officer.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { workspaceOf } from '../drive/settled.ts'

const now = '2026-11-30T02:00:00Z'
const many = 2000
const ended = 150
const longest = '机关和直属单位青年骨干联合第十一党小组'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

/** Written into the database at once: two thousand calls take minutes. */
async function fill(): Promise<void> {
  const folder = workspaceOf(home)
  const key = await unwrapKey(readKeyring(folder), 'password', branch.password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  try {
    const ids = fillPaths(db, many + ended, now)
    db.transaction(() => ids.forEach((id, n) => {
      db.prepare(`INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES (?, ?, 'group', '2024-01-01', ?, ?)`).run(crypto.randomUUID(), id, n % 40 === 15 ? longest : `第${'一二三四五六七八九'[n % 9] ?? ''}党小组`, now)
      if (n >= many) putClosing(db, id, { on: '2026-10-09', kind: n % 2 === 0 ? 'moved' : 'stopped', reason: '调往市局' })
    }))()
  } finally { db.close() }
}

beforeAll(async () => {
  await makeSampleBranch(home, now, '2024-02-20')
  await fill()
  desk = await Desk.open({ home, now })
  page = desk.page
  await unlock(page, branch.password)
  await page.locator('.app').waitFor()
  await page.evaluate(() => {
    const spent: number[] = []
    Object.assign(window, { spent })
    new PerformanceObserver((entries) => { for (const { duration } of entries.getEntries()) spent.push(Math.round(duration)) }).observe({ type: 'longtask' })
  })
}, 300_000)
afterAll(async () => {
  await desk.close()
  remove()
})

const spentSoFar = () => page.evaluate(() => (window as unknown as { spent: number[] }).spent.splice(0))
const longTasks: number[] = []
/** What an act of the officer costs the page. The looks between the acts cost more, and are none of theirs. */
async function acting(act: () => Promise<unknown>): Promise<void> {
  await spentSoFar()
  await act()
  longTasks.push(...await spentSoFar())
}
const looksRight = (name: string) => looksRightOn(desk, name, () => fits(page, '.development, .table-room'))
const nav = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
const list = () => page.getByRole('region', { name: '发展党员名单' })
const rows = () => list().locator('tbody tr')
const scrolled = () => list().evaluate((element) => element.scrollTop)
const find = (text: string) => page.getByRole('searchbox', { name: '找人' }).fill(text)
const told = (text: string | RegExp) => page.getByText(text).first().waitFor()

describe('发展党员 with two thousand on the way', () => {
  it('shows the most urgent first, two hundred of them, with what all come to', async () => {
    await acting(async () => {
      await nav('发展党员')
      await told(`培养中${many}人`)
    })
    expect(await rows().count()).toBe(200)
    expect(await page.getByRole('combobox', { name: '阶段' }).getByRole('option').allInnerTexts()).toEqual(['全部阶段', expect.stringMatching(/^申请入党　\d+人$/), expect.stringMatching(/^积极分子　\d+人$/), expect.stringMatching(/^发展对象　\d+人$/), expect.stringMatching(/^接收预备党员　\d+人$/), expect.stringMatching(/^预备期和转正　\d+人$/)])
    await looksRight('发展党员 很多人')
  })

  it('reads on two hundred at a time, and is found again where it was left for somebody', async () => {
    const more = page.getByRole('button', { name: `再显示200人（共${many}人）` })
    for (const read of [400, 600, 800]) {
      await acting(async () => {
        await list().evaluate((element) => { element.scrollTop = element.scrollHeight })
        const top = await scrolled()
        await more.click()
        await expect.poll(() => rows().count()).toBe(read)
        expect(await scrolled()).toBe(top)
      })
    }
    await acting(async () => {
      for (let step = 0; step < 30; step++) {
        await list().evaluate((element) => { element.scrollTop -= 600 })
        await page.waitForTimeout(16)
      }
    })
    const person = rows().nth(500).getByRole('button')
    await person.scrollIntoViewIfNeeded()
    const [top, name] = [await scrolled(), await person.innerText()]
    expect(top).toBeGreaterThan(10_000)
    await acting(async () => {
      await person.click()
      await page.getByRole('heading', { name, level: 1 }).waitFor()
      await nav('发展党员')
      await expect.poll(() => rows().count()).toBe(800)
    })
    expect(await scrolled()).toBe(top)
  })

  it('is narrowed by what is wrong, by stage and by name, by pinyin as well, each from its top', async () => {
    const shown = page.getByRole('group', { name: '看哪些人' })
    await acting(async () => {
      await shown.getByRole('button', { name: /^逾期/ }).click()
      await expect.poll(() => rows().count()).toBe(200)
    })
    expect(await scrolled()).toBe(0)
    await list().evaluate((element) => { element.scrollTop = element.scrollHeight })
    await acting(async () => {
      await shown.getByRole('button', { name: `已结束 ${ended}` }).click()
      await expect.poll(() => rows().count()).toBe(ended)
    })
    expect(await scrolled()).toBe(0)
    await acting(async () => {
      await shown.getByRole('button', { name: /^培养中/ }).click()
      await page.getByRole('combobox', { name: '阶段' }).selectOption('admission')
      await expect.poll(() => list().getByText('申请入党', { exact: true }).count()).toBe(0)
    })
    await looksRight('发展党员 一个阶段')
    await page.getByRole('combobox', { name: '阶段' }).selectOption('')
    await acting(async () => {
      await find('zqm')
      await told('郑启明（1056）')
    })
    await find('')
    await expect.poll(() => rows().count()).toBe(200)
  })

  it('stands in a window of 150 %', async () => {
    for (const [width, height] of [[1920, 1080], [1366, 768]] as const) {
      await desk.resize(width, height)
      await desk.zoom(1.5)
      await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(1.5)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      await fits(page, '.development, .table-room')
      keepFile(`发展党员 150%-${width}.png`, await desk.picture())
      await desk.zoom(1)
    }
  })

  it('holds the page up for no long time', () => {
    console.log(`long tasks with ${many} paths, in ms: ${longTasks.length === 0 ? 'none' : longTasks.join(', ')}`)
    // The middle one, as of the list of meetings.
    expect(longTasks.toSorted((a, b) => a - b)[Math.floor(longTasks.length / 2)] ?? 0).toBeLessThan(300)
  })
})
