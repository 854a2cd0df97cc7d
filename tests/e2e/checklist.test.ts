// 检查清单 in the application: what lacks and the way to mend it, an answer by hand, points of the unit, 撤销, and the red list on the disk.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { makeHome, type Desk } from '../drive/desk.ts'
import { keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette } from '../drive/officer.ts'
import { openSampleBranch } from '../drive/sampleBranch.ts'
import { openBox, openDesk, settleBranch } from '../drive/settled.ts'
import { paragraphsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

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
const openList = async (): Promise<void> => {
  await command('检查清单')
  await page.getByRole('region', { name: '2026年检查清单' }).waitFor()
}
const line = (text: string) => page.getByRole('listitem', { name: new RegExp(text) })
const looksRight = (name: string) => looksRightOn(desk, name, async () => {
  expect(await page.locator('.checklist-room').evaluate((room) => room.scrollWidth - room.clientWidth)).toBeLessThanOrEqual(0)
})
const chosen = (name: string) => page.getByRole('group', { name: '看哪些' }).getByRole('button', { name })

describe('检查清单', () => {
  it('is reached from 设置 and from the palette, and tells how the year stands', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
    await page.getByRole('button', { name: '看检查清单' }).click()
    await page.getByRole('heading', { name: '检查清单', exact: true }).waitFor()
    await openList()
    await page.getByText(/截至2026年11月22日，20个检查点，计100分：符合1项（6分），缺7项（39分），待定12项（55分）/).waitFor()
    expect(await page.locator('.check-line').count()).toBe(20)
    await line('党员大会、支委会').getByText(/^缺5次：支委会（10月）、第一党小组会（9月、10月）/).waitFor()
    await looksRight('检查清单')
  })

  it('stays readable at 150 %', async () => {
    await desk.zoom(1.5)
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await page.locator('.checklist-room').evaluate((room) => room.scrollWidth - room.clientWidth)).toBeLessThanOrEqual(0)
    // The picture is of the frame that was drawn last.
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
    await desk.picture()
    keepFile('检查清单-150.png', await desk.picture())
    await desk.zoom(1)
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1300)
  })

  it('shows only what lacks, and opens where it is mended: a record to begin, one to finish, 达标表, 备份', async () => {
    await chosen('只看缺的').click()
    await expect.poll(() => page.locator('.check-line').count()).toBe(7)
    const files = line('党员名册准确')
    await files.getByRole('button', { name: '另有12条' }).click()
    expect(await files.getByRole('button', { name: /缺\d+项$/ }).count()).toBe(17)
    await looksRight('只看缺的')
    await page.getByRole('button', { name: '登记10月的第一党小组会' }).click()
    await expect.poll(() => page.locator('[data-field=heldOn]').first().inputValue()).toBe('2026-10-31')
    await expect.poll(() => page.locator('[data-field=title]').inputValue()).toContain('第一党小组')
    await openList()
    await page.getByRole('button', { name: /^2026年10月16日的主题党日：没有写会前研究/ }).click()
    await expect.poll(() => page.locator('[data-field=heldOn]').first().inputValue()).toBe('2026-10-16')
    await openList()
    await line('党员大会、支委会').getByRole('button', { name: '看达标表' }).click()
    await page.getByRole('region', { name: '2026年达标表' }).waitFor()
    await openList()
    await page.getByRole('button', { name: '看备份' }).click()
    await page.getByRole('heading', { name: '备份与恢复' }).waitFor()
  })

  it('takes an answer by hand above the data, which stay in sight, and takes it back', async () => {
    await openList()
    await chosen('全部').click()
    await page.getByRole('button', { name: /^手工填写：每月开展1次主题党日/ }).click()
    await page.getByRole('radio', { name: '不适用' }).check()
    expect(await page.getByRole('button', { name: '保存结果' }).isDisabled()).toBe(true)
    await page.getByRole('radio', { name: '符合', exact: true }).check()
    await page.getByLabel('说明', { exact: true }).fill('9月活动有纸质记录，已归档')
    await looksRight('手工填写')
    await page.getByRole('button', { name: '保存结果' }).click()
    await line('每月开展1次主题党日').getByText('手工：符合').waitFor()
    await line('每月开展1次主题党日').getByText(/^数据：缺1次：主题党日（9月）/).waitFor()
    await page.getByText(/缺6项（33分）/).waitFor()
    await page.getByRole('button', { name: /^撤销/ }).click()
    await page.getByText(/缺7项（39分）/).waitFor()
  })

  it('takes points of the unit: changed, back as they were, hidden and shown, added and removed', async () => {
    await page.getByRole('button', { name: /^改检查点：阵地规范/ }).click()
    await page.getByLabel('分值').fill('5')
    await page.getByRole('button', { name: '保存检查点' }).click()
    await line('阵地规范').getByText('5分').waitFor()
    await page.getByRole('button', { name: /^改检查点：阵地规范/ }).click()
    await page.getByLabel('分值').fill('5.3')
    await page.getByText('分值填0到100，可以有半分').waitFor()
    await looksRight('改检查点')
    await page.getByRole('button', { name: '改回原样' }).click()
    await line('阵地规范').getByText('3分').waitFor()
    await page.getByRole('button', { name: /^改检查点：阵地规范/ }).click()
    await page.getByRole('button', { name: '隐藏', exact: true }).click()
    await page.getByRole('button', { name: /^恢复显示：阵地规范/ }).click()
    await line('阵地规范').waitFor()
    const long = `“学习强国”有专人负责${'，逐月登记'.repeat(50)}`
    await page.getByRole('button', { name: '加检查点' }).click()
    const form = page.getByRole('form', { name: '加检查点' })
    await form.getByLabel('检查点', { exact: true }).fill(long)
    await form.getByLabel('类别').selectOption('政治学习和计划')
    await form.getByRole('button', { name: '加检查点' }).click()
    await page.getByRole('button', { name: `改检查点：${long}` }).click()
    await looksRight('很长的检查点')
    await page.getByRole('button', { name: '删除', exact: true }).click()
    await line('学习强国').waitFor({ state: 'detached' })
    expect(await page.locator('.check-line').count()).toBe(20)
  })

  it('writes the red list and the whole list to the disk', async () => {
    for (const [name, format, read] of [['缺项清单', 'Word', paragraphsOf], ['检查清单', 'Excel', (bytes: Buffer) => rowsOfXlsx(bytes).flat()]] as const) {
      const file = join(home, `${name}.${format === 'Word' ? 'docx' : 'xlsx'}`)
      await desk.willSaveTo(file)
      await page.getByRole('button', { name: '导出清单' }).click()
      const dialog = page.getByRole('dialog', { name: '导出检查清单' })
      await dialog.getByRole('radio', { name: name }).check()
      await dialog.getByRole('radio', { name: format }).check()
      if (name === '缺项清单') await looksRight('导出清单')
      await dialog.getByRole('button', { name: `导出${name}` }).click()
      await dialog.getByText('已导出').waitFor()
      const words = read(readFileSync(file))
      expect(words).toEqual(expect.arrayContaining(name === '缺项清单' ? ['缺9月的主题党日', '缺10月的支委会'] : ['开好组织生活会：会前准备、会上查摆、会后整改销号']))
      keepFile(`${name}.${format === 'Word' ? 'docx' : 'xlsx'}`, readFileSync(file))
      await dialog.getByRole('button', { name: '关闭' }).last().click()
    }
  })

  it('of another year says why nothing can be told', async () => {
    await page.getByRole('button', { name: '上一年' }).click()
    await page.getByRole('region', { name: '2025年检查清单' }).waitFor()
    await page.getByText('2025年在建账日期以前，软件里没有这一年的资料。').first().waitFor()
    expect(await page.locator('.check-state', { hasText: '缺' }).count()).toBe(0)
    await looksRight('前一年')
  })

  it('of a branch without anybody says what it cannot tell, and where to begin', async () => {
    const [other, otherPage] = [desk, page]
    const settled = await settleBranch()
    onTestFinished(settled.remove)
    desk = await openDesk({ home: settled.home, now })
    page = desk.page
    try {
      await openBox(desk)
      await openList()
      await line('支委会健全').getByText('名册里还没有人。').waitFor()
      expect(await page.locator('.check-state', { hasText: '缺' }).count()).toBeGreaterThan(0)
      await looksRight('没有人')
      await line('党员名册准确').getByRole('button', { name: '看名册' }).click()
      await page.getByText(/还没有人员|登记人员/).first().waitFor()
    } finally {
      [desk, page] = [other, otherPage]
    }
  })
})
