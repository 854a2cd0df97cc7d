// The whole main job with the keyboard alone: no click, no focus, no fill. Reading the screen is allowed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk, makeHome } from '../drive/desk.ts'
import { textOfWord } from '../drive/papers.ts'

const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-09-08T08:20:00Z' })
  page = desk.page
})
afterAll(async () => {
  await desk.close()
  remove()
})

const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
const type = (text: string) => page.keyboard.type(text)
const expectFocus = (selector: string) => page.locator(`${selector}:focus`).waitFor({ timeout: 10_000 })

/** Tab until what has the focus bears this name. */
async function tabTo(name: string, key = 'Tab'): Promise<void> {
  const seen: string[] = []
  for (let n = 0; n < 100; n++) {
    const here = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return ''
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
      return element.getAttribute('aria-label') ?? (isField ? element.labels?.[0]?.textContent : element.textContent) ?? ''
    })
    if (here.includes(name)) return
    seen.push(here)
    await page.keyboard.press(key)
  }
  throw new Error(`never came to ${name}: ${seen.join(' | ')}`)
}

describe('with the keyboard alone', () => {
  it('sets up the branch and types the recovery code back', async () => {
    await expectFocus('input[type=checkbox]')
    await press('Space', 'Tab')
    await type('南浦县烟草专卖局（分公司）')
    await press('Tab')
    await type('第二支部')
    await press('Tab')
    await type('林静怡')
    await press('Tab')
    await type('组织委员、人力资源科科员')
    await tabTo('新口令')
    await type('秋天的账要日清月结')
    await press('Tab')
    await type('秋天的账要日清月结')
    await press('Enter')
    await expectFocus('#group-0')
    const groups = await page.locator('.code li span').allInnerTexts()
    const asked = (await page.locator('.typed-back label').allInnerTexts()).map((label) => Number(/\d/.exec(label)?.[0]))
    // The first full group goes on to the second by itself.
    for (const group of asked) await type(groups[group - 1] ?? '')
    await press('Enter')
    await page.getByRole('heading', { name: '先把人员登记进来' }).waitFor()
    expect(groups).toHaveLength(6)
  })

  it('enters people line by line', async () => {
    await expectFocus('textarea')
    await type('周启明，正式党员，书记，第一党小组，2024-02-20')
    await press('Enter')
    await type('林静怡，正式党员，组织委员，第二党小组，2024-02-20')
    await press('Enter')
    await type('吴国栋，正式党员，纪检委员，第一党小组，2024-02-20')
    await tabTo('登记3人')
    await press('Enter')
    await page.getByText('正式党员3人').waitFor()
    expect(await page.locator('.page-head').innerText()).toContain('登记人员')
  })

  it('records a committee meeting', async () => {
    await tabTo('会议', 'Shift+Tab')
    await press('Enter')
    await page.getByText('还没有会议记录').waitFor()
    await tabTo('登记会议')
    // The menu of kinds: 党员大会, then 支委会.
    await press('Enter', 'ArrowDown', 'Enter')
    await expectFocus('[data-field=startsAt]')
    await type('1430')
    await press('Enter')
    await type('下午4点10分')
    await press('Enter')
    await type('三楼党员活动室')
    // 主持人 and 记录人 are known already.
    await press('Enter', 'Enter', 'Enter')
    // 上次议定事项落实 has lines of its own: Tab goes on from there.
    for (let n = 0; n < 12 && !(await page.evaluate(() => document.activeElement?.closest('[data-field^="attendance."]') !== null)); n++) await press('Tab')
    await type('113')
    await page.getByLabel('吴国栋请假的原因').waitFor()
    await expectFocus('[data-field^="reason."]')
    await type('赴市局培训')
    await press('Enter')
    await type('周启明')
    await tabTo('＋ 列席人员')
    await press('Enter')
    await type('孙立军')
    await press('Enter', 'Enter')
    await press('Alt+n')
    await type('传达第三季度例会精神')
    await press('Enter')
    await type('lj')
    await page.locator('.person-list li', { hasText: '林静怡' }).waitFor()
    await press('Enter', 'Enter')
    await type('领学例会材料。')
    await press('Enter')
    await type('重点是同部署同检查。')
    await press('Control+Enter')
    await type('周启明')
    await press('Tab')
    await type('今后每项议题都写明谁、什么时候、办到什么程度。')
    await tabTo('登记表决')
    await press('Enter')
    await page.getByText('赞成2票、不赞成0票、弃权0票').waitFor()
    await press('Enter', 'Enter', 'Enter')
    await expectFocus('textarea[data-field$=".decision"]')
    await type('建立议定事项清单。')
    await tabTo('＋ 任务')
    await press('Enter')
    await type('林静怡')
    await press('Tab')
    await type('完成首次核对')
    await press('Tab')
    await type('9月30日前')
    await page.getByText('2026年9月30日', { exact: true }).waitFor()
    await press('Control+s')
    await page.locator('.saved', { hasText: '已保存' }).waitFor()
    expect(await page.locator('.notes h2').last().innerText()).toBe('要素齐全')
  })

  it('moves an item of the agenda and moves it back', async () => {
    await press('Control+Enter')
    await type('第二个议题')
    await press('Alt+ArrowUp')
    expect(await page.locator('.outline-name').allInnerTexts()).toEqual(['基本情况', '内容', '签到', '列席', '一 第二个议题', '二 传达第三季度例会精神', '附件'])
    await press('Alt+ArrowDown')
    expect(await page.locator('.outline-name').allInnerTexts()).toEqual(['基本情况', '内容', '签到', '列席', '一 传达第三季度例会精神', '二 第二个议题', '附件'])
    await expectFocus('[data-field$=".title"]')
  })

  it('opens the preview with F6, and Escape closes it and goes back to the field', async () => {
    await press('F6')
    await page.locator('.pdf-page').first().waitFor({ timeout: 30_000 })
    await press('Escape')
    await page.locator('.preview').waitFor({ state: 'hidden' })
    await expectFocus('[data-field$=".title"]')
  })

  it('exports the record as a Word file', async () => {
    const file = join(home, '会议记录.docx')
    await desk.willSaveTo(file)
    await tabTo('导出会议记录', 'Shift+Tab')
    await press('Enter')
    await page.getByRole('dialog', { name: '导出' }).waitFor()
    // The dialog takes the focus a moment after it is seen.
    await page.waitForFunction(() => document.querySelector('[role=dialog]')?.contains(document.activeElement))
    await tabTo('文书')
    await tabTo('导出会议记录')
    await press('Enter')
    await page.getByText('已导出 会议记录.docx').waitFor({ timeout: 30_000 })
    expect(existsSync(file)).toBe(true)
    const text = textOfWord(file)
    for (const part of ['三楼党员活动室', '14:30—16:10', '2人（周启明、林静怡）', '吴国栋，赴市局培训', '孙立军', '赞成2票', '责任人：林静怡；时限：2026年9月30日前']) expect(text).toContain(part)
  })
})
