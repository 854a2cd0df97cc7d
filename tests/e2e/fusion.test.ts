// 业务融合 as an officer works it: the list of difficulties imported, a project made, values entered, papers read back from the disk.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../drive/desk.ts'
import { copyOf, openBox, openDesk, settleBranch, type SettledBranch } from '../drive/settled.ts'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { paragraphsOf, partsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

// The password is derived at the full cost for each desk.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const difficultiesFile = join(import.meta.dirname, '../fixtures/tables/business-difficulties.xlsx')

let settled: SettledBranch
beforeAll(async () => { settled = await settleBranch(peopleLines) })
afterAll(() => settled.remove())

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
const part = (page: Page, name: string) => page.getByRole('group', { name: '看什么' }).getByRole('button', { name }).click()
const faultsOf = (desk: Desk): string[] => desk.console.filter((line) => /^(?:error|warning) |Content Security Policy/.test(line))

async function openFusion(home: string, size: { width?: number; height?: number } = {}): Promise<Desk> {
  const desk = await openDesk({ home, ...size })
  desk.page.setDefaultTimeout(45_000)
  await openBox(desk)
  await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '业务融合' }).click()
  await desk.page.getByRole('heading', { name: '业务融合', exact: true }).waitFor()
  return desk
}

async function importList(desk: Desk): Promise<void> {
  const { page } = desk
  await desk.willChooseFolder(difficultiesFile)
  await page.getByRole('button', { name: '导入清单' }).first().click()
  await dialog(page, '导入难点清单').getByRole('button', { name: '选择文件' }).click()
  await dialog(page, '导入难点清单').getByText('读到5行，新增5个').waitFor()
  await dialog(page, '导入难点清单').getByRole('button', { name: '导入5个难点' }).click()
  await page.getByText('共5个，1个还没有对应的党建举措').waitFor()
}

async function startProject(page: Page, difficulty: string, title: string): Promise<void> {
  await page.getByRole('button', { name: difficulty, exact: true }).click()
  await page.getByRole('complementary', { name: difficulty, exact: true }).getByRole('button', { name: '立项' }).click()
  const form = dialog(page, '由难点立项')
  await form.getByLabel('项目名称').fill(title)
  await form.getByRole('combobox', { name: '成员：党员' }).fill('赵文博、孙立军')
  await form.getByRole('combobox', { name: '成员：其他人员' }).fill('李明（数据整理）')
  await form.getByRole('textbox', { name: '承诺' }).fill('把异常流动线索占比降到25%。')
  await form.getByRole('button', { name: '添加节点' }).click()
  await form.getByLabel('节点', { exact: true }).fill('报进度')
  await form.getByLabel(/^周期/).fill('每月25日')
  await form.getByRole('button', { name: '立项', exact: true }).click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
}

async function enterValue(page: Page, on: string, value: string, source: string): Promise<void> {
  const card = page.locator('.metric').first()
  await card.getByLabel('日期').fill(on)
  await card.getByLabel(/^数值/).fill(value)
  await card.getByLabel('来源').fill(source)
  await card.getByRole('button', { name: '登记数值' }).click()
}

/** Legacy mode looks at the one page; the other opens a window, which this application refuses. */
async function violations(page: Page): Promise<unknown[]> {
  const found = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))
}

/** Pictures for looking at, where a folder for them is given. */
const pictures = process.env['BRANCH_DESK_PICTURES']
async function picture(desk: Desk, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  for (const [width, height] of [[1366, 768], [1920, 1080]] as const) {
    await desk.resize(width, height)
    await desk.page.waitForTimeout(400)
    await desk.page.screenshot({ path: join(pictures, `${name}-${width}.png`) })
  }
  await desk.resize(1366, 768)
}

describe('业务融合', () => {
  it('imports the difficulties, makes a project of one, follows its values to the attainment, and writes the papers', async () => {
    const home = copyOf(settled)
    const desk = await openFusion(home)
    const { page } = desk
    await page.getByText('还没有业务难点。').waitFor()
    await picture(desk, '1 none')
    expect(await violations(page)).toEqual([])

    // What is told before the import stores nothing; an import is one act and is taken back as one.
    await importList(desk)
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('还没有业务难点。').waitFor()
    await importList(desk)
    const rows = page.getByRole('region', { name: '难点清单' }).getByRole('row')
    expect(await rows.count()).toBe(6)
    expect(await rows.filter({ hasText: '城西片区真烟异常流动线索占比高' }).innerText()).toContain('42% → 25%')
    expect(await page.locator('tr.bare').allInnerTexts()).toEqual([expect.stringContaining('新员工对客户系统不熟，回访差错多')])
    expect(await violations(page)).toEqual([])

    const list = join(home, '难点清单.xlsx')
    await desk.willSaveTo(list)
    await page.getByRole('button', { name: '导出清单' }).click()
    await dialog(page, '导出难点清单').getByRole('button', { name: '导出清单' }).click()
    await page.getByText('已导出 难点清单.xlsx，5个难点').waitFor()
    expect(rowsOfXlsx(readFileSync(list))[0]?.[0]).toBe('第二支部业务难点清单')
    await dialog(page, '导出难点清单').getByRole('button', { name: '关闭' }).last().click()
    await picture(desk, '2 difficulties')

    await startProject(page, '城西片区真烟异常流动线索占比高', '城西片区真烟流动治理')
    // 42 → 31, target 25: 11 ÷ 17 = 64.7 %.
    await enterValue(page, '2026-09-25', '38', '专卖月报')
    await page.locator('.values li').filter({ hasText: '专卖月报' }).waitFor()
    await enterValue(page, '2026-10-15', '３１％', '中期交流')
    await page.getByText('（31－42）÷（25－42）＝64.7%').waitFor()
    await page.locator('.curve canvas').waitFor()
    expect(await page.getByText('达成 64.7%').count()).toBe(1)

    // Another value of the same day is a correction: refused without its reason, and what was typed stays.
    const card = page.locator('.metric').first()
    await card.getByLabel('日期').fill('2026-10-15')
    await card.getByLabel(/^数值/).fill('30')
    await card.getByRole('button', { name: '更正数值' }).click()
    await page.getByText('这一天已经登记过数值，更正要写明原因。').waitFor()
    expect(await card.getByLabel(/^数值/).inputValue()).toBe('30')
    await card.getByLabel(/^更正原因/).fill('统计口径更正')
    await card.getByRole('button', { name: '更正数值' }).click()
    await page.getByText('＝70.6%').waitFor()
    expect(await page.locator('.values .replaced').innerText()).toContain('31%')
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('＝64.7%').waitFor()

    await page.getByRole('form', { name: '登记事项' }).getByLabel('事项').fill('每周三、五错时巡查')
    await page.getByRole('form', { name: '登记事项' }).getByRole('combobox', { name: '责任人' }).fill('孙立军')
    await page.getByRole('button', { name: '登记事项' }).click()
    await page.getByRole('region', { name: '议定事项' }).getByRole('cell', { name: '每周三、五错时巡查' }).waitFor()
    await page.getByRole('region', { name: '节点' }).getByRole('checkbox').first().click()
    await page.getByRole('region', { name: '节点' }).getByText('完成').first().waitFor()
    expect(await violations(page)).toEqual([])
    await picture(desk, '4 project')

    const paper = join(home, '结题表.docx')
    await desk.willSaveTo(paper)
    await page.getByRole('button', { name: '导出结题表' }).click()
    await dialog(page, '导出结题表').getByRole('button', { name: '导出结题表' }).click()
    await page.getByText('已导出 结题表.docx').waitFor()
    expect(paragraphsOf(readFileSync(paper))).toEqual(expect.arrayContaining(['党员攻关项目结题表', '64.7%', '中期交流']))
    expect(partsOf(readFileSync(paper)).filter(({ name }) => name.startsWith('word/media/'))).toHaveLength(1)
    await dialog(page, '导出结题表').getByRole('button', { name: '关闭' }).last().click()

    await page.getByRole('button', { name: '业务融合' }).last().click()
    await page.getByText('42% → 31%').waitFor()
    await page.getByText('目标 25%　达成 64.7%').waitFor()
    await picture(desk, '3 projects')
    expect(await violations(page)).toEqual([])

    // Each figure says how it came about and opens its records; a zero denominator shows —.
    await part(page, '融合看板')
    await page.getByRole('button', { name: /^难点清单转化率\s*80\.0 %/ }).click()
    await dialog(page, /难点清单转化率/).getByText('新员工对客户系统不熟，回访差错多').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText(/^还没有数据的\d+项：.*责任区走访覆盖率/).click()
    await page.getByRole('button', { name: /^责任区走访覆盖率\s*—/ }).waitFor()
    expect(await violations(page)).toEqual([])
    await picture(desk, '5 board')
    const quarter = join(home, '季度.pdf')
    await desk.willSaveTo(quarter)
    await page.getByRole('button', { name: '导出一页纸' }).click()
    await dialog(page, /一页纸/).getByLabel('PDF').check()
    await dialog(page, /一页纸/).getByRole('button', { name: '导出一页纸' }).click()
    await page.getByText('已导出 季度.pdf').waitFor()
    expect((await PDFDocument.load(readFileSync(quarter))).getPageCount()).toBe(1)
    await dialog(page, /一页纸/).getByRole('button', { name: '关闭' }).last().click()

    await part(page, '志愿服务')
    const form = page.getByRole('form', { name: '登记志愿服务' })
    await form.getByRole('combobox', { name: '姓名' }).fill('钱雅文')
    await form.getByLabel('内容').fill('社区清洁')
    await form.getByLabel('时长').fill('30')
    await form.getByRole('button', { name: '登记' }).click()
    await form.getByText('时长要大于0，不超过24小时。').waitFor()
    await form.getByLabel('时长').fill('1.5')
    await form.getByRole('button', { name: '登记' }).click()
    await page.getByText('1次，共1.5小时').waitFor()
    expect(await violations(page)).toEqual([])
    expect(faultsOf(desk)).toEqual([])
  })

  it('a 责任区 has its visits in a five-field form; a project is closed with its result and begun again', async () => {
    const desk = await openFusion(copyOf(settled))
    const { page } = desk
    await part(page, '项目')
    await page.getByText('没有实施中的项目。').waitFor()
    await picture(desk, '3 projects none')
    await page.getByRole('button', { name: '新建项目' }).click()
    const form = dialog(page, '新建项目')
    await form.getByLabel('项目名称').fill('城东零售户责任区')
    await form.getByLabel('类别').selectOption('党员责任区')
    await form.getByRole('textbox', { name: '联系对象' }).fill('城东001户\n城东002户')
    await form.getByRole('button', { name: '立项', exact: true }).click()
    await page.getByRole('heading', { name: '城东零售户责任区', level: 1 }).waitFor()
    const visit = page.getByRole('form', { name: '登记走访' })
    await visit.getByRole('combobox', { name: '联系对象' }).fill('城东001户')
    await page.keyboard.press('Escape')
    await visit.getByRole('combobox', { name: '走访人' }).fill('马晓东')
    await page.keyboard.press('Escape')
    await visit.getByLabel('发现的问题').fill('货源投放看不懂')
    await visit.getByRole('button', { name: '登记走访' }).click()
    await page.getByText('联系对象2个，走访过1个，1个问题没办结').waitFor()
    expect(await violations(page)).toEqual([])

    await page.getByRole('button', { name: '结题', exact: true }).click()
    await dialog(page, '结题').getByRole('button', { name: '结题', exact: true }).click()
    await dialog(page, '结题').getByText('结题要写明成果。').waitFor()
    await dialog(page, '结题').getByRole('textbox', { name: '成果' }).fill('走访覆盖两户，问题已转营销部。')
    await dialog(page, '结题').getByRole('button', { name: '结题', exact: true }).click()
    await page.getByRole('button', { name: '重新开始' }).click()
    await page.getByRole('button', { name: '结题', exact: true }).waitFor()
    expect(faultsOf(desk)).toEqual([])
  })

  it('bears many rows and long words without scrolling sideways', async () => {
    const desk = await openFusion(copyOf(settled))
    const { page } = desk
    const long = '线路优化后部分村组送货时间不稳定且客户对等待时间的意见在雨雪天气明显增多'.repeat(3)
    const lines = Array.from({ length: 120 }, (_, n) => `${n + 1}号${long}\t物流\t${n}.5\t${n + 200}\t次/百户\t欧阳建国·艾力\t2026-12-15\t${n % 3 === 0 ? '' : long}`)
    await page.getByRole('button', { name: '导入清单' }).first().click()
    const form = dialog(page, '导入难点清单')
    await form.getByLabel(/或从Excel复制后粘贴/).fill(['难点\t业务条线\t现状值\t目标值\t单位\t牵头人\t时限\t党建举措', ...lines].join('\n'))
    await form.getByRole('button', { name: '读取粘贴的表格' }).click()
    await form.getByText('读到120行，新增120个').waitFor()
    await picture(desk, '6 import many')
    await form.getByRole('button', { name: '导入120个难点' }).click()
    await page.getByText('共120个，40个还没有对应的党建举措').waitFor()
    await page.getByRole('button', { name: '2号线路优化' }).first().click()
    await page.locator('aside.panel').waitFor()
    await picture(desk, '7 difficulties many')
    await startProject(page, `1号${long}`, `${long}治理项目`)
    await enterValue(page, '2026-10-15', '120.25', long)
    await page.locator('.values li').filter({ hasText: '120.25' }).waitFor()
    await picture(desk, '8 project long')
    for (const selector of ['.room', '.project-room']) expect(await page.locator(selector).evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
    expect(await violations(page)).toEqual([])
  })
})
