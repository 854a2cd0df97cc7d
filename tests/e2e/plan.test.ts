// 计划 in the application: the year proposed, changed and accepted, moved by keyboard and by drag, opened as a meeting with its notice, and its papers on the disk.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette, unlock } from '../drive/officer.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { openBox, openDesk, settleBranch } from '../drive/settled.ts'
import { paragraphsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

const now = '2026-11-30T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  await makeSampleBranch(home, now, '2026-09-01', async (ask) => { await ask('difficulties.save', { title: '雨天配送不准时', line: 'logistics' }) })
  desk = await Desk.open({ home, now })
  page = desk.page
  await unlock(page, branch.password)
  await page.locator('.app').waitFor()
})
afterAll(async () => {
  await desk.close()
  remove()
})

const looksRight = (name: string) => looksRightOn(desk, name, async () => {
  for (const room of await page.locator('.plan-room, .month-room').all()) expect(await room.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0)
})
const openPlan = async (): Promise<void> => {
  await byPalette(page, '去计划')
  await page.getByRole('heading', { name: /^计划/ }).waitFor()
}
const line = (name: string) => page.getByRole('listitem', { name, exact: true })

describe('计划', () => {
  it('begins empty and says what it will hold', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '计划' }).click()
    await page.getByText('2027年还没有计划').waitFor()
    expect(await page.getByRole('button', { name: '导出计划' }).count()).toBe(0)
    await page.getByText(/本年节假日数据未公布/).waitFor()
    await looksRight('空')
  })

  it('takes the business calendar and the holidays of the unit, and takes them back', async () => {
    await page.getByRole('button', { name: '日历和节假日' }).click()
    const dialog = page.getByRole('dialog', { name: '2027年的日历和节假日' })
    const business = dialog.getByRole('form', { name: '登记业务日历' })
    for (const [kind, title, from, to] of [['市场检查', '一季度市场检查', '2027-03-19', '2027-03-19'], ['主题月', '质量月', '2027-09-01', '2027-09-30'], ['销售旺季', '元春销售', '2027-01-20', '2027-02-05']] as const) {
      await business.getByLabel('类别').selectOption(kind)
      await business.getByLabel('名称').fill(title)
      await business.getByLabel('从', { exact: true }).fill(from)
      await business.getByLabel('到', { exact: true }).fill(to)
      await business.getByRole('button', { name: '登记业务日历' }).click()
      await dialog.getByText(title, { exact: true }).waitFor()
    }
    const days = dialog.getByRole('form', { name: '录入节假日' })
    await days.getByLabel('名称').fill('国庆节放假')
    await days.getByLabel('从', { exact: true }).fill('2027-10-01')
    await days.getByLabel('到', { exact: true }).fill('2027-10-07')
    await days.getByRole('button', { name: '录入节假日' }).click()
    await dialog.getByText('10月1日至10月7日', { exact: true }).waitFor()
    await looksRight('日历和节假日')
    await dialog.getByRole('button', { name: '关闭' }).click()
    await page.getByText(/已自行录入7天放假/).waitFor()
    expect(await page.getByText('本年节假日数据未公布').count()).toBe(0)
  })

  it('proposes the year with its reasons; an offer is taken, one activity changed, one left out, the rest accepted', async () => {
    await page.getByRole('button', { name: '排2027年计划' }).click()
    await page.getByText('共61项：党员大会4次、支委会12次、党小组会24次、党课4次、主题党日12次、组织生活会1次、民主评议1次、谈心谈话3次。').waitFor()
    await page.getByText('应当每月1次（支部工作条例第16条）').first().waitFor()
    await looksRight('建议')
    await page.getByRole('button', { name: /的主题党日：与“一季度市场检查”合并$/ }).click()
    await line('3月19日的主题党日').getByText('与3月19日“一季度市场检查”合并开展').waitFor()
    await page.getByRole('button', { name: '改1月12日的支委会' }).click()
    const dialog = page.getByRole('dialog', { name: '支委会（建议）' })
    await dialog.getByLabel('开始时间').fill('上午9点')
    await dialog.getByLabel('地点').fill('二楼会议室')
    await looksRight('改建议')
    await dialog.getByRole('button', { name: '改好' }).click()
    await line('1月12日的支委会').getByText('09:00').waitFor()
    // The calendar is changed meanwhile: what is proposed follows, what the officer changed stays.
    await page.getByRole('button', { name: '日历和节假日' }).click()
    const calendar = page.getByRole('dialog', { name: '2027年的日历和节假日' })
    await calendar.getByLabel('类别').selectOption('业务会议')
    await calendar.getByLabel('名称').first().fill('经营分析会')
    await calendar.getByLabel('从', { exact: true }).first().fill('2027-07-16')
    await calendar.getByRole('button', { name: '登记业务日历' }).click()
    await calendar.getByText('经营分析会', { exact: true }).waitFor()
    await calendar.getByRole('button', { name: '关闭' }).click()
    await page.getByRole('button', { name: /的主题党日：与“经营分析会”合并$/ }).waitFor()
    await line('1月12日的支委会').getByText('09:00').waitFor()
    await line('3月19日的主题党日').getByText('与3月19日“一季度市场检查”合并开展').waitFor()
    await page.getByRole('checkbox', { name: '列入2月10日的党课' }).uncheck()
    await page.getByRole('button', { name: '列入计划（60项）' }).click()
    await page.getByText(/^60项活动：计划60项/).waitFor()
    expect(await page.locator('.plan-line').count()).toBe(60)
    await looksRight('列表')
  })

  it('stays readable at 150 %', async () => {
    await desk.zoom(1.5)
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(await page.locator('.plan-room').evaluate((room) => room.scrollWidth - room.clientWidth)).toBeLessThanOrEqual(0)
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
    keepFile('列表-150.png', await desk.picture())
    await desk.zoom(1)
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1300)
  })

  it('moves by keyboard in the list, past the weekend, with the focus on it, and takes it back', async () => {
    await page.getByRole('button', { name: '改1月15日的主题党日' }).focus()
    await page.keyboard.press('Alt+ArrowRight')
    await line('1月18日的主题党日').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('改1月18日的主题党日')
    await page.keyboard.press('Alt+ArrowUp')
    await line('1月11日的主题党日').waitFor()
    await page.getByRole('button', { name: /^撤销/ }).click()
    await line('1月18日的主题党日').waitFor()
  })

  it('moves in the month by keyboard and by drag, and tells what is in the way', async () => {
    await page.getByRole('button', { name: '月历', exact: true }).click()
    await page.getByRole('grid', { name: '2027年1月的计划' }).waitFor()
    const entry = (name: RegExp) => page.locator('.month').getByRole('button', { name })
    await entry(/^1月18日.*主题党日/).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await entry(/^1月25日.*主题党日，计划，当天有“元春销售”/).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')).toMatch(/^1月25日/)
    await entry(/^1月12日.*支委会/).dragTo(page.locator('[data-day="2027-01-14"]'))
    await entry(/^1月14日.*支委会/).waitFor()
    await looksRight('月历')
    await page.getByRole('button', { name: '下月 ›' }).click()
    await page.getByRole('grid', { name: '2027年2月的计划' }).waitFor()
    await page.getByRole('button', { name: '下月 ›' }).click()
    await entry(/^3月19日.*主题党日，计划$/).waitFor()
    await looksRight('三月')
    // From one month into the next the keyboard follows.
    await entry(/^3月24日.*第一党小组会/).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await entry(/^3月31日.*第一党小组会/).waitFor()
    await page.keyboard.press('Alt+ArrowRight')
    await page.getByRole('grid', { name: '2027年4月的计划' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')).toMatch(/^4月1日/)
    await page.getByRole('button', { name: '列表', exact: true }).click()
  })

  it('opens an activity as its meeting, filled, and gives its notice', async () => {
    await page.getByRole('button', { name: '筹备：1月14日的支委会' }).click()
    await expect.poll(() => page.locator('[data-field=heldOn]').first().inputValue()).toBe('2027-01-14')
    await expect.poll(() => page.locator('[data-field=title]').inputValue()).toBe('第二支部委员会2027年第1次会议')
    await expect.poll(() => page.locator('[data-field=place]').inputValue()).toBe('二楼会议室')
    await openPlan()
    await line('1月14日的支委会').getByText('筹备中').waitFor()
    const file = join(home, '通知.docx')
    await desk.willSaveTo(file)
    await page.getByRole('button', { name: '导出1月14日的支委会的通知' }).click()
    const dialog = page.getByRole('dialog', { name: /会议通知/ })
    await dialog.getByRole('button', { name: '导出通知' }).click()
    await dialog.getByText('已导出').waitFor()
    expect(paragraphsOf(readFileSync(file)).join('')).toContain('2027年1月14日')
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    // The meeting is only planned: it moves with its activity.
    await page.getByRole('button', { name: '改1月14日的支委会' }).focus()
    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByRole('button', { name: '打开：1月13日的支委会' }).click()
    await expect.poll(() => page.locator('[data-field=heldOn]').first().inputValue()).toBe('2027-01-13')
    await openPlan()
  })

  it('adds an activity of its own, changes it, and removes it', async () => {
    await page.getByRole('button', { name: '新增活动' }).click()
    const dialog = page.getByRole('dialog', { name: '新增2027年的活动' })
    await dialog.getByLabel('活动', { exact: true }).selectOption('道德讲堂')
    await dialog.getByLabel('日期').fill('2027-05-13')
    await dialog.getByLabel('开始时间').fill('99点')
    await dialog.getByText(/读不懂/).waitFor()
    await dialog.getByLabel('开始时间').fill('15:00')
    await dialog.getByLabel('党建和政治学习').fill(`身边的榜样${'，一人讲一件事'.repeat(20)}`)
    await dialog.getByRole('button', { name: '列入计划' }).click()
    await line('5月13日的道德讲堂').waitFor()
    await line('5月13日的道德讲堂').scrollIntoViewIfNeeded()
    await looksRight('很长的内容')
    await page.getByRole('button', { name: '改5月13日的道德讲堂' }).click()
    await page.getByRole('dialog', { name: '改计划' }).getByRole('button', { name: '从计划删除' }).click()
    await line('5月13日的道德讲堂').waitFor({ state: 'detached' })
    expect(await page.locator('.plan-line').count()).toBe(60)
  })

  it('writes the year, a quarter and the wall page to the disk', async () => {
    for (const [choice, at, format, ending] of [['年度计划', null, 'Word', 'docx'], ['季度计划', '第一季度', 'Excel', 'xlsx'], ['月度上墙表', '3月', 'PDF', 'pdf'], ['月度上墙表', '3月', 'Word', 'docx']] as const) {
      const file = join(home, `${choice}.${ending}`)
      await desk.willSaveTo(file)
      await page.getByRole('button', { name: '导出计划' }).click()
      const dialog = page.getByRole('dialog', { name: '导出计划' })
      await dialog.getByRole('radio', { name: choice }).check()
      if (at !== null) await dialog.getByRole('combobox').selectOption(at)
      await dialog.getByRole('radio', { name: format }).check()
      if (choice === '月度上墙表' && format === 'PDF') await looksRight('导出计划')
      await dialog.getByRole('button', { name: `导出${choice}` }).click()
      await dialog.getByText('已导出').waitFor()
      keepFile(`${choice}.${ending}`, readFileSync(file))
      await dialog.getByRole('button', { name: '关闭' }).last().click()
    }
    expect((await PDFDocument.load(readFileSync(join(home, '月度上墙表.pdf')))).getPageCount()).toBe(1)
    expect(paragraphsOf(readFileSync(join(home, '年度计划.docx')))).toEqual(expect.arrayContaining(['第二支部2027年度组织生活和学习计划', '应当每月1次（支部工作条例第16条）']))
    expect(rowsOfXlsx(readFileSync(join(home, '季度计划.xlsx'))).flat()).toContain('应当每月1次（支部工作条例第16条）')
  })

  it('compares a year at its end, takes reasons, closes and opens it, and writes 年度小结', async () => {
    await page.getByRole('button', { name: '上一年' }).click()
    await page.getByText('2026年还没有计划').waitFor()
    await page.getByRole('button', { name: '新增活动' }).click()
    const added = page.getByRole('dialog', { name: '新增2026年的活动' })
    await added.getByLabel('日期').fill('2026-11-10')
    await added.getByRole('button', { name: '列入计划' }).click()
    await line('11月10日的志愿服务').getByText('未开展').waitFor()
    await page.getByRole('button', { name: '年终', exact: true }).click()
    const missing = page.getByRole('listitem', { name: '11月10日的志愿服务没有开展' })
    await missing.getByRole('button', { name: /^写原因/ }).click()
    await page.getByLabel('为什么没有开展').fill('当天全员支援防汛')
    await page.getByRole('button', { name: '写明原因' }).click()
    await missing.getByText('当天全员支援防汛').waitFor()
    await page.getByText('开展主题党日1次').waitFor()
    await looksRight('年终')
    await page.getByRole('button', { name: '2026年关账' }).click()
    await page.getByText(/关账；关账以后不能改/).waitFor()
    await page.getByRole('button', { name: '列表', exact: true }).click()
    expect(await page.getByRole('button', { name: '改11月10日的志愿服务' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: '新增活动' }).count()).toBe(0)
    await looksRight('已关账')
    await page.getByRole('button', { name: '年终', exact: true }).click()
    await page.getByRole('button', { name: '重新打开' }).click()
    await page.getByRole('button', { name: '2026年关账' }).waitFor()
    const file = join(home, '小结.docx')
    await desk.willSaveTo(file)
    await page.getByRole('button', { name: '导出年度小结' }).click()
    const dialog = page.getByRole('dialog', { name: '导出年度小结' })
    await dialog.getByRole('button', { name: '导出年度小结' }).click()
    await dialog.getByText('已导出').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    keepFile('小结.docx', readFileSync(file))
    expect(paragraphsOf(readFileSync(file)).join('')).toContain('原因是当天全员支援防汛')
    await page.getByRole('button', { name: '列表', exact: true }).click()
    await page.getByRole('button', { name: '下一年' }).click()
    await page.getByText(/^60项活动/).waitFor()
  })

  it('of a year that is over says that nothing is planned any more; of a branch without anybody it still plans what needs nobody', async () => {
    await page.getByRole('button', { name: '上一年' }).click()
    await line('11月10日的志愿服务').waitFor()
    await page.getByRole('button', { name: '上一年' }).click()
    await page.getByRole('button', { name: '排2025年计划' }).click()
    await page.getByText('2025年已经过去，不再排计划。').waitFor()
    await looksRight('过去的一年')
    const settled = await settleBranch()
    onTestFinished(settled.remove)
    const other = await openDesk({ home: settled.home, now })
    await openBox(other)
    await byPalette(other.page, '去计划')
    await other.page.getByRole('button', { name: '排2027年计划' }).click()
    await other.page.getByText(/^共\d+项：党员大会4次、党课4次、主题党日12次/).waitFor()
    expect(await other.page.getByText('支委会').count()).toBe(0)
  })
})
