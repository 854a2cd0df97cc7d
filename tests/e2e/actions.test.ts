// The room 议定事项: what three sample records decided stands in its lists, a line registers more, and items are proved done or postponed.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { unlock } from '../drive/officer.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'

const now = '2026-10-20T02:00:00Z'
const pictures = process.env['BRANCH_DESK_SHOTS']
const { home, remove } = makeHome()
let desk: Desk
let page: Page
let shot = 0

beforeAll(async () => {
  await makeSampleBranch(home, now)
  desk = await Desk.open({ home, now })
  page = desk.page
  page.setDefaultTimeout(40_000)
  await unlock(page, branch.password)
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '议定事项', exact: true }).click()
  await list().waitFor()
}, 240_000)
afterAll(async () => {
  await desk.close()
  remove()
})

const list = () => page.getByRole('region', { name: '议定事项列表' })
const titles = () => list().locator('.row-link').allInnerTexts()
const tab = (name: RegExp) => page.getByRole('tab', { name })
const panel = () => page.getByRole('complementary', { name: '事项详情' })
const line = () => page.getByRole('textbox', { name: '用一句话登记事项' })
const entry = () => page.getByRole('region', { name: '登记事项' })
const row = (title: string) => list().getByRole('row').filter({ hasText: title })
async function picture(name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  const at = String(++shot).padStart(2, '0')
  await page.screenshot({ path: join(pictures, `${at}-${name}-1366.png`) })
  await desk.resize(1920, 1080)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1900)
  await page.screenshot({ path: join(pictures, `${at}-${name}-1920.png`) })
  await desk.resize(1366, 768)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1400)
}
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}
const undo = async () => {
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await page.getByText(/^已撤销：/).waitFor()
  await page.getByRole('button', { name: '收起' }).click()
}

describe('the lists', () => {
  it('the three records stand in them, each item in one', async () => {
    const counts = await Promise.all(['逾期', '今天', '本周', '以后', '无期限'].map(async (name) => Number(/\d+/.exec(await tab(new RegExp(`^${name}`)).innerText())?.[0])))
    const all = Number(/\d+/.exec(await tab(/^全部未办结/).innerText())?.[0])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all)
    expect(all).toBe(11)
    await expect.poll(async () => (await titles()).length).toBe(11)
    for (const title of ['逾期', '以后']) expect(Number(/\d+/.exec(await tab(new RegExp(`^${title}`)).innerText())?.[0])).toBeGreaterThan(0)
    await picture('全部未办结')
    await expectNoViolation()
  })

  it('an overdue item says by how many days; filters narrow the list and say where nothing is left', async () => {
    await tab(/^逾期/).click()
    await row('完成首次核对').getByText('逾期20天').waitFor()
    await page.getByRole('combobox', { name: '责任人', exact: true }).selectOption('吴国栋')
    await expect.poll(async () => (await titles()).length).toBe(1)
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.getByRole('searchbox', { name: '查找事项' }).fill('没有这样的事')
    await page.getByText('这个列表里没有找到“没有这样的事”。').waitFor()
    await page.getByRole('button', { name: '看全部未办结' }).click()
    await list().waitFor()
    expect(await titles()).toHaveLength(11)
  })

  it('is worked by keys', async () => {
    await list().locator('[data-row="0"] .row-link').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('已选2项').waitFor()
    await page.getByRole('button', { name: '不选' }).click()
    await list().locator('[data-row="0"] .row-link').focus()
    await page.keyboard.press('Enter')
    await panel().waitFor()
    await picture('事项详情')
    await expectNoViolation()
    await page.keyboard.press('Escape')
    await panel().waitFor({ state: 'detached' })
  })
})

describe('one line', () => {
  it('says why it registers nothing', async () => {
    await line().fill('会议学习了有关文件。')
    await page.getByText(/^不会登记事项：/).waitFor()
    await page.keyboard.press('Enter')
    await entry().getByRole('alert').waitFor()
    expect(await tab(/^全部未办结/).innerText()).toContain('11')
  })

  it('is read field by field, changed, and registered', async () => {
    await line().fill('@吴国栋 11月30日前 完成台账复核 郑浩然配合')
    await expect.poll(() => entry().getByLabel('时限').inputValue()).toBe('2026-11-30')
    expect(await entry().getByRole('combobox', { name: '责任人（一人）' }).inputValue()).toBe('吴国栋')
    await entry().getByLabel('来源').selectOption('superior')
    await picture('一句话登记')
    await expectNoViolation()
    await line().press('Enter')
    await entry().getByText('上级来文要写来文单位。').waitFor()
    await entry().getByLabel('来文单位').fill('县局党组')
    await entry().getByLabel('文号').fill('县烟党〔2026〕8号')
    await line().press('Enter')
    await panel().getByRole('heading', { name: /台账复核/ }).waitFor()
    await panel().getByText('县烟党〔2026〕8号').waitFor()
    await expect.poll(() => line().inputValue()).toBe('')
    await row('台账复核').waitFor()
  })
})

describe('one item', () => {
  it('is postponed with a reason, and the history keeps it', async () => {
    await panel().getByRole('button', { name: '延期…' }).click()
    await panel().getByRole('button', { name: '登记延期' }).click()
    await panel().getByText('新的时限要晚于原来的时限。').or(panel().getByRole('alert')).first().waitFor()
    await panel().getByLabel('新的时限').fill('2026-12-10')
    await panel().getByRole('textbox', { name: '延期原因' }).fill('等县局下发新表')
    await panel().getByRole('button', { name: '登记延期' }).click()
    await panel().getByRole('region', { name: '延期', exact: true }).getByText('等县局下发新表').waitFor()
    await undo()
    await panel().getByRole('region', { name: '延期', exact: true }).waitFor({ state: 'detached' })
    expect(await panel().locator('.facts').innerText()).toContain('2026年11月30日')
  })

  it('a later day is refused in the form and points to 延期', async () => {
    await panel().getByRole('button', { name: '修改' }).click()
    await panel().getByLabel('时限').fill('2026-12-20')
    await panel().getByRole('button', { name: '保存修改' }).click()
    await panel().getByText(/推迟时限请用“延期”/).waitFor()
    await picture('修改被拒')
    await panel().getByRole('button', { name: '不改了' }).click()
    expect(await panel().locator('.facts').innerText()).toContain('2026年11月30日')
    // Nothing waits to be saved: what was refused stood at its field.
    expect(await page.locator('.saved').innerText()).not.toContain('未能保存')
  })

  it('takes progress, is not done without proof, is done with it, and opens again', async () => {
    await panel().getByRole('textbox', { name: '新的进展' }).fill('已核对三个片区')
    await panel().getByRole('button', { name: '加进展' }).click()
    await panel().getByText('已核对三个片区').waitFor()
    await panel().getByText('进行中').first().waitFor()
    await panel().getByRole('button', { name: '办结…' }).click()
    await panel().getByRole('button', { name: '登记办结' }).click()
    await panel().getByRole('form', { name: '办结' }).getByRole('alert').waitFor()
    await expectNoViolation()
    await panel().getByRole('textbox', { name: '佐证' }).fill('复核表已签字')
    await panel().getByRole('button', { name: '登记办结' }).click()
    await panel().locator('.facts').getByText('复核表已签字').waitFor()
    await panel().getByRole('button', { name: '重新打开' }).waitFor()
    await tab(/^已办结/).click()
    await row('台账复核').waitFor()
    await picture('已办结')
    await expectNoViolation()
    await panel().getByRole('button', { name: '重新打开' }).click()
    await panel().getByRole('button', { name: '办结…' }).waitFor()
    await page.getByText('还没有办结的事项。').waitFor()
    await panel().getByRole('button', { name: '关闭' }).click()
    await tab(/^全部未办结/).click()
  })
})

describe('several at once', () => {
  it('get another responsible by one act, which one undo takes back', async () => {
    await list().waitFor()
    await list().locator('[data-row="0"]').getByRole('checkbox').click()
    await list().locator('[data-row="1"]').getByRole('checkbox').click()
    await page.getByText('已选2项').waitFor()
    await page.getByRole('button', { name: '换责任人…' }).click()
    const dialog = page.getByRole('dialog', { name: '换责任人：2项' })
    await dialog.getByRole('combobox', { name: '新的责任人' }).fill('何晓燕')
    await picture('批量换责任人')
    await expectNoViolation()
    await dialog.getByRole('button', { name: '修改2项' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => list().locator('[data-row="0"] .owner').innerText()).toContain('何晓燕')
    await undo()
    await expect.poll(() => list().locator('[data-row="0"] .owner').innerText()).not.toContain('何晓燕')
  })
})
