// 达标表 and 规则 in the application: what a year asks for, the record behind a cell, a reason why something is not needed, and a stricter unit.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeHome, type Desk } from '../drive/desk.ts'
import { keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette } from '../drive/officer.ts'
import { openSampleBranch } from '../drive/sampleBranch.ts'

const now = '2026-11-22T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await openSampleBranch(home, now, '2026-09-01')
  page = desk.page
})
afterAll(async () => {
  await desk.close()
  remove()
})

const command = (words: string) => byPalette(page, words)
const cell = (name: RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const looksRight = (name: string) => looksRightOn(desk, name)

describe('达标表', () => {
  it('and the rules are reached from 设置', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
    await page.getByRole('button', { name: '看达标表' }).click()
    expect(await page.getByRole('heading', { name: '组织生活达标表' }).count()).toBe(1)
  })

  it('stands in 文档与检查 beside the list, the rules and the forms; the navigation stays there', async () => {
    const papers = page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '文档与检查' })
    await papers.click()
    await page.getByRole('region', { name: '组织生活达标表' }).getByText(/^2026年应开\d+次，完成\d+次，缺6项$/).waitFor()
    await page.getByRole('region', { name: '检查清单' }).getByText('2026年符合1项，缺7项，待定12项').waitFor()
    await page.getByRole('region', { name: '规则' }).getByText(/^\d+条，\d+条待核$/).waitFor()
    await page.getByRole('region', { name: '本单位模板' }).getByText('都用自带的版式').waitFor()
    await looksRight('文档与检查')
    for (const [verb, heading] of [['看检查清单', '检查清单'], ['看规则', '规则'], ['管理文书模板', '文书模板'], ['看达标表', '组织生活达标表']] as const) {
      await papers.click()
      await page.getByRole('button', { name: verb }).click()
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      expect(await papers.getAttribute('aria-current')).toBe('page')
    }
    await papers.click()
    await page.getByRole('button', { name: '去会议列表' }).click()
    await page.getByRole('button', { name: '批量导出' }).waitFor()
  })

  it('tells what was held, what is missing since 建账日期, and what the running periods still ask for', async () => {
    await command('组织生活达标表')
    await page.getByRole('region', { name: '2026年达标表' }).waitFor()
    expect(await page.locator('.frequency .cell.missing').count()).toBe(6)
    expect(await page.locator('.frequency .cell.open').count()).toBe(11)
    const figure = page.getByRole('region', { name: '2026年的指标' }).getByRole('button', { name: /组织生活完成率/ })
    await figure.click()
    await dialog().getByText('2026年10月 主题党日').waitFor()
    await dialog().getByRole('button', { name: '关闭' }).click()
    await looksRight('达标表')
  })

  it('keeps its days in one piece, at the usual size and at 150 %, where the branch stays in sight above', async () => {
    const cut = () => page.locator('.frequency .cell').evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map(({ textContent }) => textContent))
    expect(await cut()).toEqual([])
    expect(await cell(/^支委会，2026年9月：已开/).evaluate((button) => button.clientHeight)).toBeLessThan(36)
    await desk.zoom(1.5)
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
    expect(await cut()).toEqual([])
    expect(await page.locator('.brand small').innerText()).toMatch(/^第二支部/)
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
    await desk.picture()
    keepFile('达标表-150.png', await desk.picture())
    await desk.zoom(1)
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1300)
  })

  it('opens the record behind a cell, and begins the meeting that lacks with its day and group', async () => {
    await cell(/^支委会，2026年9月：已开/).click()
    await dialog().getByRole('button', { name: '2026年9月8日的支委会' }).click()
    await page.locator('[data-field=title]').waitFor()
    await command('组织生活达标表')
    await cell(/^第一党小组会，2026年10月：缺/).click()
    await dialog().getByText('2026年10月　第一党小组会', { exact: true }).waitFor()
    await looksRight('缺的一次')
    await dialog().getByRole('button', { name: '登记党小组会' }).click()
    await expect.poll(() => page.locator('[data-field=heldOn]').first().inputValue()).toBe('2026-10-31')
    await expect.poll(() => page.locator('[data-field=title]').inputValue()).toContain('第一党小组')
  })

  it('keeps a reason why something is not needed, and takes it back', async () => {
    await command('组织生活达标表')
    await cell(/^主题党日，2026年9月：缺/).click()
    await dialog().getByRole('button', { name: '不需要，因为…' }).click()
    await dialog().getByLabel('不需要，因为').fill('全体参加防汛，已报上级党委同意')
    await dialog().getByRole('button', { name: '写明不需要' }).click()
    await cell(/^主题党日，2026年9月：不需要/).click()
    await dialog().getByText('全体参加防汛').waitFor()
    await dialog().getByRole('button', { name: '仍然需要' }).click()
    await cell(/^主题党日，2026年9月：缺/).waitFor()
    expect(await page.locator('.frequency .cell.missing').count()).toBe(6)
  })
})

describe('规则', () => {
  it('is found by its words, tells its paper and what is 待核', async () => {
    await page.getByRole('button', { name: '看规则' }).click()
    await page.getByRole('heading', { name: '规则', exact: true }).waitFor()
    await looksRight('规则')
    await page.getByLabel('查找规则').fill('谈心谈话')
    expect(await page.locator('.rules-list li').count()).toBe(1)
    await page.locator('.rules-list li').getByText('待核').waitFor()
  })

  it('may be stricter in a unit, from a day on, and 撤销 takes that back', async () => {
    await page.getByLabel('查找规则').fill('R02')
    await page.getByRole('button', { name: '本单位要求…' }).click()
    await page.getByLabel('次数').fill('2')
    await looksRight('本单位要求')
    await page.getByRole('button', { name: '保存要求' }).click()
    await page.getByText('每月2次').waitFor()
    await page.getByRole('button', { name: /^撤销/ }).click()
    await page.getByText('每月1次').waitFor()
    expect(await page.getByText('每月2次').count()).toBe(0)
  })
})
