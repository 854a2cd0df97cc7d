// 材料 of one path: scans filed by step, a paper looked at and exported, a field of the province, and the state of every kind of row.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DevelopmentPaper, developmentPaperNames } from '../../shared/domain/developmentPapers.ts'
import { chenReviews, chenSiyuan } from '../fixtures/development.ts'
import { jpegOf, pdfOf } from '../fixtures/files.ts'
import { makeHome, type Desk } from '../drive/desk.ts'
import { fits, keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { openSampleBranch } from '../drive/sampleBranch.ts'

const now = '2026-11-30T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await openSampleBranch(home, now, '2024-02-20', async (ask) => {
    const chen = (await ask('members.rosterOn', { date: '2026-11-30' })).find(({ name }) => name === '陈思远')?.id ?? ''
    await ask('members.save', { id: chen, fields: { gender: '1', ethnicity: '01', birthOn: '1996-05', department: '专卖科', job: '专卖市场监管员', idNumber: '999901199605200017' } })
    for (const entry of [...chenSiyuan, ...chenReviews]) await ask('development.saveStep', { personId: chen, entry })
    await ask('materials.addBytes', { personId: chen, name: '入党申请书.pdf', base64: pdfOf().toString('base64'), kind: 'application' })
    await ask('materials.addBytes', { personId: chen, name: '自传.jpg', base64: jpegOf('1').toString('base64'), kind: 'other' })
  })
  page = desk.page
})
afterAll(async () => {
  await desk.close()
  remove()
})

const looksRight = (name: string) => looksRightOn(desk, name, () => fits(page, '.development-papers, .form-papers'))
const row = (code: string) => page.locator(`[data-field="material.${code}"]`)
const choose = (paths: string[]) => desk.app.evaluate(({ dialog }, filePaths) => { dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths })) as typeof dialog.showOpenDialog }, paths)

describe('材料', () => {
  it('shows by stage what is there, what lacks, what is yet to come and what another paper holds', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '发展党员', exact: true }).click()
    await page.getByRole('button', { name: '陈思远' }).first().click()
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: '材料' }).click()
    await page.getByRole('heading', { name: /^申请入党/ }).waitFor()
    await row('1-1').getByRole('button', { name: '入党申请书', exact: true }).waitFor()
    await row('1-2').getByText('缺', { exact: true }).waitFor()
    await row('5-10').getByText('还没到').waitFor()
    await row('introducers').getByText('写在4-3入党志愿书里').waitFor()
    expect(await page.getByRole('heading', { name: /已有1种/ }).count()).toBe(1)
    await looksRight('材料')
    await desk.zoom(1.5)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    keepFile('材料-150.png', await desk.picture())
    await desk.zoom(1)
  })

  it('a scan chosen in the dialog is filed with its day and pages, typed one after the other; a wrong file is told', async () => {
    const [talk, program] = [join(home, '谈话记录.jpg'), join(home, '程序.exe')]
    writeFileSync(talk, jpegOf('talk'))
    writeFileSync(program, 'MZ')
    await choose([talk, program])
    await row('1-2').getByRole('button', { name: '归入扫描件：谈话记录' }).click()
    await page.getByText('1个文件没有归入').waitFor()
    await row('1-2').getByRole('button', { name: '改谈话记录.jpg' }).click()
    await row('1-2').getByLabel('谈话记录.jpg的落款日期').fill('2024.3.28')
    await row('1-2').getByLabel('谈话记录.jpg的页数').fill('3')
    await row('1-2').getByLabel('谈话记录.jpg的页数').blur()
    await row('1-2').getByText('2024年3月28日　3页').waitFor()
    await looksRight('材料，归入以后')
    await page.getByRole('alert').getByRole('button', { name: '收起' }).click()
    await row('1-2').getByRole('button', { name: '收起谈话记录.jpg' }).click()
    expect(await row('1-2').getByText('缺', { exact: true }).count()).toBe(0)
  })

  it('a scan of the file that is none of these is filed from its list', async () => {
    await page.getByLabel('把自传.jpg归到').selectOption('3-6')
    await row('3-6').getByRole('button', { name: '自传', exact: true }).waitFor()
    expect(await page.getByRole('heading', { name: /^档案里的其他扫描件/ }).count()).toBe(0)
  })

  it('a field of the province is added, filled in, and stands in the paper', async () => {
    await page.getByLabel('上级党委，所有人').fill('中共南浦县烟草专卖局（分公司）委员会')
    await page.getByLabel('上级党委，所有人').blur()
    await page.getByLabel('新字段的名称').fill('政治面貌')
    await page.getByRole('button', { name: '加一个字段' }).click()
    await page.getByLabel('政治面貌，只对陈思远').fill('共青团员')
    await page.getByLabel('政治面貌，只对陈思远').blur()
    await expect.poll(() => page.getByLabel('政治面貌，只对陈思远').inputValue()).toBe('共青团员')
    await page.getByLabel('新字段的名称').fill('姓名')
    await page.getByRole('button', { name: '加一个字段' }).click()
    await page.getByText('是自带的字段').waitFor()
    await page.getByLabel('新字段的名称').fill('')
    await page.getByLabel('上级党委，所有人').scrollIntoViewIfNeeded()
    await looksRight('材料，文书字段')
  })

  it('every paper is drawn from its PDF, and exported', async () => {
    for (const paper of DevelopmentPaper.options) {
      const name = developmentPaperNames[paper]
      const button = page.getByRole('button', { name: `生成${buttonName[paper] ?? name}`, exact: true })
      await button.click()
      const dialog = page.getByRole('dialog', { name: `陈思远的${name}` })
      await dialog.getByText('没有登记的内容是空白').waitFor()
      await dialog.locator('.pdf-page, canvas').first().waitFor()
      expect(await dialog.getByLabel('用哪种表样').count()).toBe(0)
      if (paper === 'preReviewRequest') await looksRight('材料，预审请示')
      const file = join(home, `${name}.pdf`)
      await desk.willSaveTo(file)
      await dialog.getByRole('button', { name: `导出${name}` }).click()
      const form = page.getByRole('dialog', { name: `导出陈思远的${name}` })
      await form.getByLabel(/^PDF/).check()
      await form.getByRole('button', { name: `导出${name}` }).click()
      await form.getByText('已导出').waitFor()
      const bytes = readFileSync(file)
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      keepFile(`${paper}.pdf`, bytes)
      await form.getByRole('button', { name: '关闭' }).last().click()
      await page.getByRole('dialog', { name: `陈思远的${name}` }).getByRole('button', { name: '关闭' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })

  it('the papers can take forms of the unit: they stand on the page of templates', async () => {
    await page.getByRole('button', { name: '换成本单位的表样' }).click()
    await page.getByRole('heading', { name: '发展党员的文书' }).waitFor()
    const file = join(home, '政审函.docx')
    await desk.willSaveTo(file)
    await page.getByRole('button', { name: '导出自带的政审函模板' }).click()
    await page.getByText('已导出“政审函.docx”').waitFor()
    await page.getByRole('heading', { name: '发展党员的文书' }).scrollIntoViewIfNeeded()
    await looksRight('文书模板，发展党员')
    await page.getByRole('button', { name: '换成本单位的：政审函' }).click()
    await choose([file])
    await page.getByRole('button', { name: /选择|打开/ }).first().click()
    await page.getByRole('button', { name: '保存为模板' }).waitFor()
    await page.getByRole('button', { name: '试填' }).click()
    await page.getByText('用“样例”填好了').waitFor()
    await looksRight('政审函换成本单位的')
    await page.getByRole('button', { name: '保存为模板' }).click()
    await page.getByText('“政审函”已保存为政审函的模板').waitFor()
    await expect.poll(() => page.getByRole('listitem', { name: '政审函' }).getByText('用于发展党员').count()).toBe(1)
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '发展党员', exact: true }).click()
    await page.getByRole('button', { name: '陈思远' }).first().click()
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: '材料' }).click()
    await page.getByRole('button', { name: '生成政审函', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '陈思远的政审函' })
    expect(await dialog.getByLabel('用哪种表样').inputValue()).toBe('own')
    await dialog.locator('.pdf-page, canvas').first().waitFor()
    await dialog.getByLabel('用哪种表样').selectOption('shipped')
    await dialog.getByText('没有登记的内容是空白').waitFor()
    await dialog.locator('.pdf-page, canvas').first().waitFor()
  })
})

/** Buttons bear the name of the material that a paper becomes. */
const buttonName: Partial<Record<DevelopmentPaper, string>> = {
  talkRecord: '谈话记录', activistFiling: '积极分子备案表', cultivationForm: '积极分子培养考察登记表', admissionResolution: '决议', admissionRequest: '接收预备党员的请示',
}
