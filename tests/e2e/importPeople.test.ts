// A roster into the files of people, by hand: the file, its findings, a cell mended, the CSV after it, the way back. Each part goes on from
// the one before, in one application: hence one file.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, setUpBranch } from '../drive/officer.ts'

const { home, remove } = makeHome()
const fixtures = resolve(import.meta.dirname, '../fixtures/tables')
const pictures = process.env['BRANCH_DESK_PICTURES']
/** A slow machine fails no test. */
const patient = { timeout: 300_000 }
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-09-08T02:00:00Z' })
  page = desk.page
  page.setDefaultTimeout(60_000)
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
})
afterAll(async () => {
  await desk.close()
  remove()
})

/** Pictures for the eye, where a folder for them is named. */
async function picture(name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  for (const [width, height] of [[1366, 768], [1920, 1080]] as const) {
    await desk.resize(width, height)
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`) })
  }
  await desk.resize(1366, 768)
}
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([])
}
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const room = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
const counts = () => page.locator('.counts').innerText()
const grid = () => page.getByRole('region', { name: '名册的每一行' })
async function open(file: string): Promise<void> {
  await desk.willChooseFolder(join(fixtures, file))
  await button('选择文件').click()
  await grid().waitFor()
}
/** Whether the number of the CSV is known: where it is, a row that says it changes nothing. */
const knowsNumber = () => page.evaluate(async () => {
  const answer = await window.api.call('members.importFile', { text: '姓名\t身份证号\n高志远\t999901199105171214' })
  return answer.ok ? answer.value.rows[0]?.outcome === 'ignore' : answer.error.message
})

describe('the roster', patient, () => {
  it('is read where the officer begins, and nothing is written before the button', async () => {
    await button('导入名册').click()
    await page.getByRole('heading', { name: '把名册文件拖到这里' }).waitFor()
    await expectNoViolation()
    await picture('choose')
    await open('roster.xlsx')
    expect(await counts()).toBe('新增16人　要核对2行')
    await button('导入16人').waitFor()
    await expectNoViolation()
    await picture('rows')
    expect(await page.locator('.looks li').allInnerTexts()).toEqual([expect.stringContaining('把该列设为“文本”后重新键入'), expect.stringContaining('可能抄错了一位')])
    // Nobody looks over the shoulder.
    expect(await grid().innerText()).not.toContain('999901197203151015')
    // Nor what is left of a refused number.
    expect(await grid().innerText()).not.toContain('999901199105171')
    await page.getByLabel('显示证件号和电话').check()
    expect(await grid().innerText()).toContain('999901197203151015')
    await page.getByLabel('显示证件号和电话').uncheck()
  })

  it('shows beside what a finding is about, and only what waits where that is asked', async () => {
    await page.locator('.looks button').first().click()
    await page.getByRole('complementary', { name: '第16行' }).getByText('重新键入这个号码').waitFor()
    await expectNoViolation()
    await picture('finding')
    await page.getByLabel('只看要处理的').check()
    expect(await grid().locator('td.row-no').allInnerTexts()).toEqual(['16', '18'])
    await page.getByLabel('只看要处理的').uncheck()
  })

  it('a cell is mended in place, with the keyboard alone', async () => {
    const cell = grid().locator('tr', { hasText: '梁永康' }).locator('td.row-no ~ td button.cell').nth(11)
    await cell.focus()
    await cell.click()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: /改第20行的/ }).fill('物流中心仓管员')
    await page.keyboard.press('Enter')
    await grid().getByText('物流中心仓管员', { exact: true }).waitFor()
    expect(await counts()).toBe('新增16人　要核对2行')
  })

  it('a column means what the officer says', async () => {
    await page.getByRole('combobox', { name: '“备注”导入到' }).selectOption('ignore')
    await expect.poll(() => grid().locator('th.left-out').count()).toBe(2)
    await page.getByRole('combobox', { name: '“备注”导入到' }).selectOption('note')
    await expect.poll(() => grid().locator('th.left-out').count()).toBe(1)
  })

  it('is imported, and the roster has everybody', async () => {
    await button('导入16人').click()
    await page.getByText('已导入：新增16人').waitFor()
    await expectNoViolation()
    await picture('done')
    await button('看名册').click()
    await page.getByText('正式党员15人，预备党员1人').waitFor()
  })
})

// Mended in the screen, the roster would propose its own word again: hence pasted cells for what is known already.
describe('the CSV after it', patient, () => {
  it('sharpens what is known and fills what was lost', async () => {
    await button('导入名册').click()
    await open('roster-gbk.csv')
    expect(await counts()).toBe('更新6人　不变1人　要核对1行')
    await expectNoViolation()
    await picture('csv')
    await grid().locator('tr', { hasText: '钱雅文' }).locator('td.changed').first().click()
    await page.getByRole('complementary', { name: '第3行' }).getByText('1988年12月 → 1988年12月5日').waitFor()
    await picture('changes')
    await button('更新6人').click()
    await page.getByText('已导入：更新6人').waitFor()
    expect(await knowsNumber()).toBe(true)
  })

  it('is taken back by one button', async () => {
    await button('撤销').click()
    await page.getByText('已撤销这次导入').waitFor()
    expect(await knowsNumber()).toBe(false)
  })

  it('proposes nothing where everything is there already', async () => {
    await button('再导入一份').click()
    await page.getByLabel('在Excel或WPS里选中').fill('姓名\t性别\t出生年月\n周启明\t男\t1972年3月')
    await button('读取粘贴的内容').click()
    await page.getByText('名册里的内容档案里都有了').waitFor()
    expect(await counts()).toBe('不变1人')
    await picture('nothing')
    expect(await button('没有要导入的').isDisabled()).toBe(true)
  })
})

describe('the ugly world', patient, () => {
  it('two of one name are asked about', async () => {
    await button('换一份').click()
    await page.getByLabel('在Excel或WPS里选中').fill('姓名\t出生年月\t人员类别\t党小组\n周启明\t1980年5月\t正式党员\t第二党小组\n林静怡\t\t正式党员\t第二党小组')
    await button('读取粘贴的内容').click()
    await grid().waitFor()
    expect(await counts()).toBe('不变1人　待定1行　要核对1行')
    await page.locator('.looks button').first().click()
    await page.getByRole('complementary', { name: '第2行' }).getByRole('button', { name: /^就是周启明/ }).waitFor()
    await expectNoViolation()
    await picture('ask')
    await button('是另一个人，新登记').click()
    await button('导入1人').waitFor()
    await grid().getByText('周启明（二组）').waitFor()
  })

  it('what is no table is told in Chinese, and old Excel with the way out', async () => {
    await button('换一份').click()
    await page.getByLabel('在Excel或WPS里选中').fill('苹果\t3')
    await button('读取粘贴的内容').click()
    await page.getByText('没有找到名册').waitFor()
    expect(await page.getByLabel('在Excel或WPS里选中').inputValue()).toBe('苹果\t3')
    await expectNoViolation()
    await picture('refused')
    const old = join(home, '花名册.xls')
    writeFileSync(old, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]))
    await desk.willChooseFolder(old)
    await button('选择文件').click()
    await page.getByText('是旧格式的Excel文件（.xls）').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('类型选“Excel工作簿（.xlsx）”')
  })

  it('ten thousand rows scroll, and only those in sight are in the page', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => `人${String.fromCharCode(0x4e00 + n % 5000)}${String.fromCharCode(0x5000 + Math.floor(n / 5000))}\t男\t汉族\t${1960 + n % 40}年${n % 12 + 1}月\t正式党员\t第${'一二三四五'[n % 5]}党小组`)
    await page.evaluate(async (text) => { const area = document.querySelector<HTMLTextAreaElement>('#import-text'); const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set; set?.call(area, text); area?.dispatchEvent(new Event('input', { bubbles: true })) }, ['姓名\t性别\t民族\t出生年月\t人员类别\t党小组', ...lines].join('\n'))
    await button('读取粘贴的内容').click()
    await grid().waitFor()
    expect(await counts()).toContain('新增10,000人')
    expect(await grid().locator('tbody tr').count()).toBeLessThan(80)
    await page.locator('.import-grid').evaluate((element) => { element.scrollTop = element.scrollHeight })
    await grid().locator('td.row-no', { hasText: '10001' }).waitFor()
    await picture('many')
    await room('会议')
    await room('党员')
    await page.getByRole('heading', { name: '党员' }).waitFor()
  })
})
