// 党费 in the application: confirmed with its calculation, ticked by mouse and keyboard, a whole month at once and back, another sum, the papers, many people.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { makeHome, type Desk } from '../drive/desk.ts'
import { fits, keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette } from '../drive/officer.ts'
import { openSampleBranch } from '../drive/sampleBranch.ts'
import { paragraphsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

const now = '2026-11-26T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await openSampleBranch(home, now, '2026-01-01', async (ask) => {
    const roster = await ask('members.rosterOn', { date: '2026-11-26' })
    const members = roster.filter(({ status, name }) => (status === 'fullMember' || status === 'probationaryMember') && name !== '周启明' && name !== '方子涵')
    for (const [at, { id }] of members.entries()) await ask('dues.assess', { personId: id, fromMonth: '2026-08', category: 'salaried', base: 520_000 + at * 31_250, amount: 7_800 + at * 469 })
    for (const month of ['2026-08', '2026-09', '2026-10']) await ask('dues.pay', { month, personIds: members.filter(({ name }) => name !== '梁永康').map(({ id }) => id), paidOn: `${month}-12` })
    await ask('dues.pay', { month: '2026-10', personIds: [members.find(({ name }) => name === '罗敏')?.id ?? ''], amount: 5_000, paidOn: '2026-10-12' })
    await ask('members.save', { id: roster.find(({ name }) => name === '周启明')?.id ?? '', fields: { duesKind: '按月领工资', duesBase: '7143.50' } })
  })
  page = desk.page
})
afterAll(async () => {
  await desk.close()
  remove()
})

const looksRight = (name: string) => looksRightOn(desk, name, () => fits(page, '.dues .table-room, .dues-panel, .ant-modal-body'))
const table = () => page.getByRole('region', { name: '2026年党费' })
const cell = (name: string, month: string) => table().getByRole('button', { name: new RegExp(`^${name}${month}，`) })
const told = (name: string, month: string) => cell(name, month).getAttribute('aria-label')
const panel = (name: string) => page.getByRole('complementary', { name: `${name}的党费` })
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })

describe('党费', () => {
  it('is told of in the last week of the month, and reached from there, from the navigation and from the palette', async () => {
    await page.locator('.today-grid').waitFor()
    const line = page.locator('.today-line').filter({ hasText: '还没有交2026年11月的党费' })
    if (await line.count() === 0) await page.getByRole('button', { name: /^另有\d+项$/ }).click()
    await line.getByRole('button', { name: '看党费' }).click()
    await table().waitFor()
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '今天', exact: true }).click()
    await byPalette(page, '党费', '去党费')
    await page.getByText('11月应交17人，已交足0人，收到0.00元。', { exact: false }).waitFor()
    expect(await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党费', exact: true }).getAttribute('aria-current')).toBe('page')
    await looksRight('党费 年度表')
    await page.getByRole('button', { name: '按档案核定' }).click()
    await dialog('按档案核定').getByRole('row', { name: '周启明 按月领工资 107.15' }).waitFor()
    keepFile('党费 按档案核定-1366.png', await page.screenshot())
    await dialog('按档案核定').getByRole('button', { name: '不核定' }).click()
  })

  it('is confirmed beside the table: the base out of its parts, line by line, and masked again afterwards', async () => {
    await table().getByRole('button', { name: '周启明，看核定' }).click()
    await panel('周启明').getByRole('button', { name: '核定', exact: true }).click()
    const form = panel('周启明').getByRole('form', { name: '核定周启明的党费' })
    await form.getByRole('button', { name: '取档案里的基数' }).click()
    await form.getByText('7143.50元×1.5%＝107.15元').waitFor()
    await form.getByRole('button', { name: '分项填写' }).click()
    for (const [name, amount] of [['岗位工资', '5200'], ['年功工资', '800'], ['按月普发的绩效', '3600'], ['交通补贴', '600'], ['个人五险一金', '1980'], ['企业年金', '380'], ['个人所得税', '96.50']] as const) await form.getByLabel(`${name}的金额`).fill(amount)
    await form.getByText('基数：9600.00－2456.50＝7143.50元').waitFor()
    expect(await form.getByLabel('核定每月交').inputValue()).toBe('107.15')
    await looksRight('党费 核定')
    await form.getByRole('button', { name: '确认核定' }).click()
    await panel('周启明').getByRole('button', { name: '显示计算基数' }).waitFor()
    await panel('周启明').getByText('每月107.15元').waitFor()
    expect(await panel('周启明').innerText()).not.toContain('7143.50')
    await panel('周启明').getByRole('button', { name: '显示计算基数' }).click()
    await panel('周启明').getByText('7143.50元').waitFor()
    keepFile('党费 一个人-1366.png', await page.screenshot())
  })

  it('refuses 免交 without its approval at the field', async () => {
    await table().getByRole('button', { name: '方子涵，看核定' }).click()
    await panel('方子涵').getByRole('button', { name: '核定', exact: true }).click()
    const form = panel('方子涵').getByRole('form', { name: '核定方子涵的党费' })
    await form.getByLabel('类别').selectOption({ label: '少交或免交' })
    await form.getByLabel('批准后每月交').fill('0')
    await form.getByRole('button', { name: '确认核定' }).click()
    await form.getByText('少交或免交要写明原因。').waitFor()
    await form.getByLabel('少交或免交的原因').fill('长期病休，家庭困难')
    await form.getByLabel('上一级党委批准日期').fill('2026-08-01')
    await form.getByLabel('批准文号').fill('县局党〔2026〕9号')
    await form.getByRole('button', { name: '确认核定' }).click()
    await panel('方子涵').getByRole('region', { name: '核定' }).getByText('免交', { exact: true }).waitFor()
    await panel('方子涵').getByRole('button', { name: '关闭' }).click()
    expect(await told('方子涵', '11月')).toBe('方子涵11月，免交')
  })

  it('is ticked by the mouse and taken back, and by the keyboard from cell to cell', async () => {
    await cell('林静怡', '11月').click()
    await expect.poll(() => told('林静怡', '11月')).toMatch(/^林静怡11月，已交，应交78\.00元，2026-11-26交78\.00元$|已交/)
    await page.getByText(/^已登记林静怡2026年11月的党费/).waitFor()
    await page.getByRole('complementary', { name: '刚才的操作' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => told('林静怡', '11月')).toContain('未交')
    await cell('周启明', '10月').focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('周启明11月')
    await page.keyboard.press('Space')
    await expect.poll(() => told('周启明', '11月')).toContain('已交')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('10月，已交')
    // A month that was over when it is entered: with the last of its days, where the officer copies an earlier ledger.
    await page.getByLabel('点格子登记在').selectOption({ label: '当月月底（补录）' })
    await cell('梁永康', '8月').click()
    await expect.poll(() => told('梁永康', '8月')).toContain('2026-08-31交')
    await page.getByLabel('点格子登记在').selectOption({ label: '今天' })
    await cell('梁永康', '9月').click()
    await expect.poll(() => told('梁永康', '9月')).toContain('补交')
  })

  it('shows who has not paid, and enters a whole month after a look at who it is; one undo takes it back', async () => {
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: /^11月未交/ }).click()
    const rows = await table().locator('tbody tr[data-row]').count()
    expect(rows).toBe(15)
    await page.getByRole('button', { name: '11月全部已交' }).click()
    await dialog('2026年11月全部已交').getByText(`登记下面${rows}人按核定金额交足`, { exact: false }).waitFor()
    await looksRight('党费 全部已交')
    await dialog('2026年11月全部已交').getByRole('button', { name: `登记${rows}人已交` }).click()
    await page.getByText('11月没有未交的人。').waitFor()
    keepFile('党费 没有未交-1366.png', await page.screenshot())
    await page.getByRole('complementary', { name: '刚才的操作' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => table().locator('tbody tr[data-row]').count()).toBe(rows)
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: /^全部/ }).click()
  })

  it('rounds and counts from the month that the unit says', async () => {
    await page.getByRole('button', { name: '本单位做法' }).click()
    const form = dialog('党费的本单位做法')
    await form.getByLabel('算出的金额四舍五入').selectOption({ label: '到角' })
    await form.getByLabel('预备党员从哪个月起交').selectOption({ label: '25日以后（含）通过的，从下月起' })
    keepFile('党费 本单位做法-1366.png', await page.screenshot())
    await form.getByRole('button', { name: '保存做法' }).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByText('已更改党费的本单位做法：取整到角，25日以后通过的下月起交').waitFor()
    await page.getByRole('complementary', { name: '刚才的操作' }).getByRole('button', { name: '撤销' }).click()
    await page.getByText(/^已撤销/).waitFor()
    expect(await form.count()).toBe(0)
  })

  it('takes another sum and an earlier day for one person', async () => {
    await table().getByRole('button', { name: '罗敏，看核定' }).click()
    await table().getByRole('button', { name: '10月', exact: true }).click()
    const form = panel('罗敏').getByRole('region', { name: '交纳' })
    await form.getByText('没有交足', { exact: false }).waitFor()
    await form.getByLabel('金额').fill('一百')
    await form.getByText('金额应是数字').waitFor()
    await form.getByLabel('金额').fill('300')
    await form.getByRole('button', { name: '改为这样' }).click()
    await expect.poll(() => told('罗敏', '10月')).toContain('交300.00元')
    await panel('罗敏').getByRole('button', { name: '关闭' }).click()
  })

  it('counts in K04 and in the checklist, and is on paper', async () => {
    const exported = async (what: string, format: string, ending: string): Promise<Buffer> => {
      const path = join(home, `党费.${ending}`)
      await desk.willSaveTo(path)
      await page.getByRole('button', { name: '导出', exact: true }).click()
      const form = dialog('导出党费')
      await form.getByRole('radio', { name: what }).check()
      await form.getByRole('radio', { name: format }).check()
      await form.getByRole('button', { name: /^导出党费/ }).click()
      await form.getByText(/已导出/).waitFor({ timeout: 30_000 })
      await form.getByRole('button', { name: '关闭' }).last().click()
      keepFile(`${what}.${ending}`, readFileSync(path))
      return readFileSync(path)
    }
    expect(rowsOfXlsx(await exported('党费收缴台账', 'Excel', 'xlsx')).filter((row) => row[1] === '周启明').flat()).toContain('107.15')
    expect(paragraphsOf(await exported('党费收缴台账', 'Word', 'docx')).join('\n')).not.toContain('7143.50')
    expect(paragraphsOf(await exported('党费收缴情况公示', 'Word', 'docx')).join('\n')).toContain('2026年第四季度党费收缴情况公示')
    await byPalette(page, '检查清单')
    await page.getByText(/应交党费17人，都已核定/).first().waitFor()
    await byPalette(page, '组织生活达标表')
    await page.getByRole('button', { name: /^党费按时交纳率/ }).click()
    await dialog(/^党费按时交纳率/).getByText('11月还没有结束，没有计入。', { exact: false }).waitFor()
    await dialog(/^党费按时交纳率/).getByRole('button', { name: '梁永康' }).click()
    await table().waitFor()
  })

  it('says how to begin where nothing is confirmed, and bears many people of long names, at 150 %', async () => {
    const [other, otherPage] = [desk, page]
    const many = makeHome()
    onTestFinished(many.remove)
    desk = await openSampleBranch(many.home, now, '2026-01-01', async (ask) => {
      await ask('members.addMany', { lines: Array.from({ length: 1000 }, (_, n) => `${n % 3 === 0 ? '欧阳'.repeat(7) : '张'}${n + 1}\t正式党员\t\t第${'一二三'[n % 3] ?? '一'}党小组\t2024-01-01`).join('\n') })
    })
    page = desk.page
    try {
      await byPalette(page, '党费', '去党费')
      await page.getByText('还没有核定。点姓名', { exact: false }).waitFor()
      expect(await table().locator('tbody tr[data-row]').count()).toBeLessThan(60)
      await fits(page, '.dues .table-room')
      keepFile('党费 千人没有核定.png', await page.screenshot())
      await table().getByRole('button').nth(12).focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('End')
      await page.keyboard.press('PageDown')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/12月/)
      await page.getByRole('button', { name: '下一年' }).click()
      await page.getByText('2027年党费').or(page.getByRole('region', { name: '2027年党费' })).first().waitFor()
      await page.getByRole('button', { name: '上一年' }).click()
      await table().getByRole('button', { name: /看核定$/ }).nth(1).click()
      await page.getByRole('complementary', { name: /的党费$/ }).waitFor()
      await desk.zoom(1.5)
      await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
      for (const name of ['面板', '表']) {
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
        await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
        await desk.picture()
        keepFile(`党费 ${name}-150.png`, await desk.picture())
        if (name === '面板') await page.getByRole('complementary', { name: /的党费$/ }).getByRole('button', { name: '关闭' }).click()
      }
      await desk.zoom(1)
    } finally {
      await desk.close()
      ;[desk, page] = [other, otherPage]
    }
  })
})
