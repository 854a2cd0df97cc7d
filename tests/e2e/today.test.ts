// 今天 in the application: three first, the rest behind them, one click to begin, a reason why something is not needed, nothing to do, and a new day.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette, unlock } from '../drive/officer.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { openDesk, temporaryHome } from '../drive/settled.ts'

const now = '2026-11-22T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk

async function openToday(at: Desk): Promise<void> {
  await unlock(at.page, branch.password)
  await at.page.locator('.today-grid').waitFor()
}

beforeAll(async () => {
  await makeSampleBranch(home, now, '2026-09-01')
  desk = await Desk.open({ home, now })
  await openToday(desk)
})
afterAll(async () => {
  await desk.close()
  remove()
})

const toToday = (at: Desk = desk) => at.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '今天' }).click()
const looksRight = (name: string, at: Desk = desk) => looksRightOn(at, name)
const lines = (at: Desk = desk) => at.page.locator('.today-line')
const line = (words: string) => lines().filter({ hasText: words })
async function unfold(): Promise<void> {
  await toToday()
  await lines().first().waitFor()
  const more = desk.page.getByRole('button', { name: /^另有\d+项$/ })
  if (await more.count() > 0) await more.click()
}

describe('今天', () => {
  it('is where the day begins: three first, each with its day, minutes, reason and one button', async () => {
    expect(await desk.page.getByRole('heading', { level: 1 }).innerText()).toBe('11月22日　星期日')
    expect(await desk.page.getByText(/^您的岗位：组织委员、综合科副科长/).innerText()).toMatch(/共\d+件，先办3件，约\d+分钟$/)
    expect(await desk.page.getByRole('list', { name: '先办' }).locator('.today-line').count()).toBe(3)
    expect(await lines().count()).toBe(3)
    const first = await lines().first().innerText()
    expect(first).toMatch(/约\d+分钟/)
    expect(first).toContain('逾期')
    await looksRight('今天-三项')
    await desk.zoom(1.5)
    await expect.poll(() => desk.page.evaluate(() => innerWidth)).toBeLessThan(1000)
    expect(await desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await desk.page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
    await desk.picture()
    keepFile('今天-150.png', await desk.picture())
    await desk.zoom(1)
    await expect.poll(() => desk.page.evaluate(() => innerWidth)).toBeGreaterThan(1300)
  })

  it('unfolds the rest by what it is about, and folds it again', async () => {
    await unfold()
    const total = Number(/共(\d+)件/.exec(await desk.page.getByText(/^您的岗位/).innerText())?.[1])
    expect(await lines().count()).toBe(total)
    expect(await desk.page.locator('.today-group').allInnerTexts()).toEqual([expect.stringMatching(/^组织生活 \d+$/), expect.stringMatching(/^会议和记录 \d+$/), expect.stringMatching(/^议定事项 \d+$/), '备份 1'])
    expect(await line('2026年的谈心谈话（支部委员之间）还有10对').getByText('待核').count()).toBe(1)
    const lives = desk.page.getByRole('region', { name: /^组织生活，/ })
    await lives.getByRole('heading', { name: '其他岗位的' }).waitFor()
    expect(await line('10月的第二党小组会').locator('.today-when').innerText()).toMatch(/^逾期22天\s+10月31日\s+约\d+分钟$/)
    await looksRight('今天-全部')
    await desk.page.getByRole('button', { name: '收起', exact: true }).click()
    expect(await lines().count()).toBe(3)
  })

  it('begins what lacks with its day and 党小组 filled in, by the keyboard alone', async () => {
    await unfold()
    const button = line('10月的第二党小组会').getByRole('button', { name: '补记' })
    await button.focus()
    await desk.page.keyboard.press('Enter')
    await expect.poll(() => desk.page.locator('[data-field=heldOn]').first().inputValue()).toBe('2026-10-31')
    await expect.poll(() => desk.page.locator('[data-field=title]').inputValue()).toContain('第二党小组')
  })

  it('opens a record at the first field it lacks, an item, and the backups', async () => {
    expect(await desk.page.evaluate(() => window.api.call('meetings.save', { kind: 'committeeMeeting', title: '第二支部委员会2026年第12次会议', heldOn: '2026-11-19', startsAt: '14:30', endsAt: '15:30' }))).toMatchObject({ ok: true })
    await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await unfold()
    await line('写完11月19日的支委会记录').getByRole('button', { name: '接着写' }).click()
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? '')).toBe('place')
    await unfold()
    await line('口袋卡').getByRole('button', { name: '催办' }).click()
    await desk.page.locator('.action-room.with-panel').waitFor()
    await unfold()
    await line('做第一次备份').getByRole('button', { name: '去备份' }).click()
    await desk.page.getByRole('button', { name: '立即备份' }).waitFor()
  })

  it('keeps a reason why something is not needed; 撤销 brings it back, at once and later', async () => {
    await unfold()
    const before = await lines().count()
    await line('9月的主题党日').getByRole('button', { name: /^不需要/ }).click()
    await desk.page.keyboard.type('当月全体参加防汛，已报上级党委同意')
    await looksRight('今天-不需要')
    await desk.page.keyboard.press('Enter')
    await expect.poll(() => lines().count()).toBe(before - 1)
    await desk.page.getByRole('button', { name: /^撤销/ }).first().click()
    await expect.poll(() => lines().count()).toBe(before)
    await line('9月的主题党日').getByRole('button', { name: /^不需要/ }).click()
    await desk.page.keyboard.press('Escape')
    expect(await desk.page.getByLabel('不需要，因为（留作检查时的依据）').count()).toBe(0)
    await line('9月的主题党日').getByRole('button', { name: /^不需要/ }).click()
    await desk.page.keyboard.type('另有安排')
    await desk.page.keyboard.press('Enter')
    await desk.page.getByRole('button', { name: '已写明不需要的1项' }).click()
    await desk.page.getByText('不需要，因为另有安排').waitFor()
    await desk.page.getByRole('button', { name: '撤销“不需要”：9月的主题党日没有记录' }).click()
    await expect.poll(() => desk.page.getByRole('button', { name: /^已写明不需要的/ }).count()).toBe(0)
    await expect.poll(() => lines().count()).toBe(before)
  })

  it('is reached by Ctrl+K', async () => {
    await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
    await byPalette(desk.page, '今天', '去今天')
    await lines().first().waitFor()
    expect(await lines().count()).toBeGreaterThan(2)
  })

  it('reads anew what was done elsewhere, when the room is shown again', async () => {
    await unfold()
    const before = await lines().count()
    expect(await desk.page.evaluate(() => window.api.call('backup.create', {}))).toMatchObject({ ok: true })
    await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await unfold()
    await expect.poll(() => lines().count()).toBe(before - 1)
  })
})

describe('今天 when the key is lost', () => {
  it('reads anew after the password, and loses nothing', async () => {
    await unfold()
    const before = await lines().count()
    await desk.page.evaluate(() => window.api.call('workspace.lock', {}))
    await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await desk.page.getByLabel('口令', { exact: true }).waitFor()
    await desk.page.getByLabel('口令', { exact: true }).fill(branch.password)
    await desk.page.getByRole('button', { name: '继续' }).click()
    await unfold()
    expect(await lines().count()).toBe(before)
  })
})

describe('今天 with much, and with nothing', () => {
  it('shows three of many, and the rest in parts', async () => {
    const many = temporaryHome()
    await makeSampleBranch(many, now, '2025-01-01')
    const at = await openDesk({ home: many, now })
    await openToday(at)
    await at.page.getByRole('button', { name: /^另有\d+项$/ }).click()
    expect(await at.page.getByRole('region', { name: /^组织生活，\d+项$/ }).locator('.today-line').count()).toBe(20)
    await looksRight('今天-三十项', at)
    await at.page.getByRole('button', { name: '再看20项' }).click()
    expect(await at.page.getByRole('region', { name: /^组织生活，\d+项$/ }).locator('.today-line').count()).toBe(40)
  })

  it('says that nothing is to be done and when the next thing comes; on the new day it is there by itself', async () => {
    const none = temporaryHome()
    const late = '2026-11-30T15:59:15Z'
    await makeSampleBranch(none, late, '2026-11-30')
    const at = await openDesk({ home: none, now: late })
    await openToday(at)
    await at.page.evaluate(async () => {
      await window.api.call('backup.create', {})
      const today = await window.api.call('today.list', {})
      if (today.ok) for (const { key, canDismiss } of today.value.lines) if (canDismiss) await window.api.call('rules.dismiss', { key, reason: '本月不开展' })
    })
    await toToday(at)
    await at.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await toToday(at)
    await at.page.getByText('今天没有要办的事', { exact: true }).waitFor()
    await at.page.getByText(/^12月1日（星期二）起：安排12月的/).waitFor()
    await looksRight('今天-没有', at)
    await expect.poll(() => at.page.getByRole('heading', { level: 1 }).innerText(), { timeout: 90_000 }).toBe('12月1日　星期二')
    expect(await lines(at).count()).toBe(3)
  })
})
