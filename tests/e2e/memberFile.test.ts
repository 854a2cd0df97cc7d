// The file of one person in the real application: filled field by field, hidden, shown for half a minute, copied for half a minute, kept.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathOfFile, storedFiles } from '../../db/attachmentFiles.ts'
import { pdfOf, pngOf } from '../fixtures/files.ts'
import { groupPhoto } from '../fixtures/photos.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { textOfWord } from '../drive/papers.ts'
import { fewPeople, workspaceOf } from '../drive/settled.ts'

const { home, remove } = makeHome()
const files = join(home, '材料')
let desk: Desk
const page = (): Page => desk.page
const field = (code: string) => page().locator(`[data-field="member.${code}"]`)
const row = (label: string) => page().locator('.field').filter({ has: page().locator('.field-label', { hasText: new RegExp(`^${label}缺?$`) }) })
const clipboard = () => desk.app.evaluate(({ clipboard: board }) => board.readText())
const people = () => page().getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
const saved = () => page().locator('.saved').getByText(/^已保存/).waitFor()
const secrets = { idNumber: '999901198506150030', mobile: '13987654321' }

async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page() as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}

beforeAll(async () => {
  mkdirSync(files)
  desk = await Desk.open({ home, now: '2026-09-22T02:00:00Z' })
  page().setDefaultTimeout(150_000)
  await setUpBranch(page(), fictionalBranch)
  await confirmRecoveryCode(page())
  await pastePeople(page(), fewPeople)
  await page().getByRole('row').filter({ hasText: '周启明' }).click()
  await page().getByRole('complementary', { name: '周启明的档案' }).getByRole('button', { name: '打开档案' }).click()
  await page().locator('.member-page').waitFor()
  page().setDefaultTimeout(25_000)
}, 300_000)
afterAll(async () => {
  await desk.close()
  remove()
})

describe('a file', () => {
  it('is filled by keyboard: each field is saved when it is left, in the forms that officers write', async () => {
    await expectNoViolation()
    await field('gender').focus()
    await page().keyboard.type('男')
    await page().keyboard.press('Enter')
    await page().keyboard.type(secrets.idNumber)
    await page().keyboard.press('Enter')
    await page().keyboard.type('tjz')
    await page().getByRole('option', { name: '土家族', exact: true }).waitFor()
    await page().keyboard.press('Enter')
    await page().keyboard.type('1985.06')
    await page().keyboard.press('Enter')
    await expect.poll(() => field('birthOn').inputValue()).toBe('1985年6月')
    expect([await field('gender').inputValue(), await field('ethnicity').inputValue()]).toEqual(['男', '土家族'])
    await row('出生日期').getByText('41岁').waitFor()
    await saved()
  }, 120_000)

  it('keeps what does not fit in its field with the reason, and tells what does not agree beside it', async () => {
    await field('workSince').fill('二月三十')
    await field('workSince').blur()
    await row('参加工作日期').getByRole('alert').getByText('不是日期').waitFor()
    expect(await field('workSince').inputValue()).toBe('二月三十')
    await field('workSince').fill('2001.05')
    await field('workSince').blur()
    await row('参加工作日期').getByText('不满16周岁').waitFor()
    await expectNoViolation()
    await field('workSince').fill('2001.07')
    await field('workSince').blur()
    await expect.poll(() => row('参加工作日期').getByText('不满16周岁').count()).toBe(0)
    await field('joinedOn').fill('2008-05-12')
    await field('fullOn').fill('2009-05-12')
    await field('fullOn').blur()
    await row('转正日期').getByText('党龄17年').waitFor()
    // Everything is there after the page was left and opened again.
    await people()
    await page().getByRole('row').filter({ hasText: '周启明' }).click()
    await page().getByRole('complementary').getByText('2008年5月12日').waitFor()
    await page().getByRole('button', { name: '打开档案' }).click()
    await expect.poll(() => field('workSince').inputValue()).toBe('2001年7月')
  }, 120_000)

  it('tells each change in its history', async () => {
    await field('nativePlace').fill('浙江省南浦县')
    await field('nativePlace').blur()
    await expect.poll(() => page().getByRole('region', { name: '每一次修改' }).getByRole('row').nth(1).innerText()).toMatch(/籍贯\s+空\s+浙江省南浦县\s+林静怡/)
  }, 120_000)
})

describe('a sensitive value', () => {
  const masked = '999***********0030'
  it('is hidden, shown by one click for half a minute, copied for half a minute, and each is written down', async () => {
    await row('公民身份号码').getByText(masked).waitFor()
    expect(await page().content()).not.toContain(secrets.idNumber)
    await page().getByRole('button', { name: '显示公民身份号码' }).click()
    await row('公民身份号码').getByText(secrets.idNumber).waitFor()
    const shownAt = Date.now()
    await page().getByRole('button', { name: '复制公民身份号码' }).click()
    await page().getByRole('button', { name: '复制公民身份号码' }).getByText('已复制').waitFor()
    expect(await clipboard()).toBe(secrets.idNumber)
    await page().getByRole('region', { name: '查看记录', exact: true }).getByText('复制公民身份号码').waitFor()
    await page().getByRole('region', { name: '查看记录', exact: true }).getByText('查看公民身份号码').waitFor()
    await row('公民身份号码').getByText(masked).waitFor({ timeout: 60_000 })
    expect(Date.now() - shownAt).toBeGreaterThan(20_000)
    await expect.poll(clipboard, { timeout: 60_000 }).toBe('')
    expect(await page().content()).not.toContain(secrets.idNumber)
  }, 180_000)

  it('that was replaced on the clipboard meanwhile by another program is left alone', async () => {
    await page().getByRole('button', { name: '复制公民身份号码' }).click()
    await expect.poll(clipboard).toBe(secrets.idNumber)
    await desk.app.evaluate(({ clipboard: board }) => board.writeText('别的程序的内容'))
    await page().waitForTimeout(31_000)
    expect(await clipboard()).toBe('别的程序的内容')
  }, 120_000)

  it('is changed without being shown, and stands in no list, journal, search and log', async () => {
    await field('mobile').fill(secrets.mobile)
    await field('mobile').blur()
    await row('手机').getByText('139****4321').waitFor()
    await page().getByRole('button', { name: '改手机' }).click()
    expect(await field('mobile').inputValue()).toBe('')
    await field('mobile').blur()
    await row('手机').getByText('139****4321').waitFor()
    for (const open of [people, () => page().getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()]) {
      await open()
      await page().locator('.page, .people').first().waitFor()
      for (const secret of Object.values(secrets)) expect(await page().content()).not.toContain(secret)
    }
    await page().getByRole('button', { name: '谁看过敏感信息' }).click()
    await page().getByRole('heading', { name: '查看记录' }).waitFor()
    await page().getByRole('region', { name: '查看记录', exact: true }).getByText('复制公民身份号码').first().waitFor()
    await expectNoViolation()
    const log = readFileSync(join(home, 'logs', 'service.log'), { encoding: 'utf8', flag: 'a+' })
    for (const secret of Object.values(secrets)) expect([(await page().content()).includes(secret), log.includes(secret)]).toEqual([false, false])
  }, 120_000)
})

describe('papers', () => {
  const toFile = async () => {
    await people()
    await page().getByRole('row').filter({ hasText: '周启明' }).click()
    await page().getByRole('complementary', { name: '周启明的档案' }).getByRole('button', { name: '打开档案' }).click()
    await page().locator('.member-page').waitFor()
  }
  const willChoose = (names: Record<string, Buffer>) => {
    for (const [name, bytes] of Object.entries(names)) writeFileSync(join(files, name), bytes)
    return desk.app.evaluate(({ dialog }, filePaths) => { dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths })) as typeof dialog.showOpenDialog }, Object.keys(names).map((name) => join(files, name)))
  }

  it('are added with their kind, looked at, thrown away and brought back; what is refused is named', async () => {
    await toFile()
    await willChoose({ '申请书.pdf': pdfOf('app'), '程序.exe': Buffer.from('MZ') })
    await page().getByRole('button', { name: '添加入党申请书' }).click()
    const materials = page().getByRole('region', { name: '材料的扫描件' })
    await materials.getByRole('alert').getByText('1个文件没有添加').waitFor()
    await materials.getByRole('button', { name: /^看申请书.pdf/ }).click()
    await page().getByRole('dialog').getByRole('img', { name: '第1页，共1页' }).waitFor()
    await page().keyboard.press('Escape')
    await page().getByLabel('申请书.pdf的落款日期').fill('1997.05')
    await page().getByLabel('申请书.pdf的落款日期').blur()
    await expect.poll(() => page().getByLabel('申请书.pdf的落款日期').inputValue()).toBe('1997年5月')
    await page().getByLabel('要添加的材料种类').selectOption('idCard')
    await willChoose({ '身份证.png': pngOf(300, 200) })
    await page().getByRole('button', { name: '添加身份证照片' }).click()
    await materials.getByText('已隐藏').waitFor()
    await materials.getByRole('button', { name: '删除申请书.pdf' }).click()
    await materials.getByRole('button', { name: '回收站（1）' }).click()
    await materials.getByRole('button', { name: '恢复申请书.pdf' }).click()
    await expect.poll(() => materials.locator('.attachment').count()).toBe(2)
    await expectNoViolation()
  }, 180_000)

  it('that are damaged say so on their tiles, and come back from a backup', async () => {
    await page().evaluate(() => window.api.call('backup.create', {}))
    const paths = [...storedFiles(workspaceOf(home))].map(({ name }) => pathOfFile(workspaceOf(home), name))
    for (const path of paths) truncateSync(path, 30)
    await people()
    await toFile()
    const tile = page().locator('.materials .attachment', { has: page().locator('.material-name', { hasText: '申请书' }) })
    await tile.scrollIntoViewIfNeeded()
    await tile.getByText('文件损坏或不见了').waitFor()
    await expectNoViolation()
    await tile.getByRole('button', { name: '从备份找回申请书.pdf' }).click()
    await page().getByText('“申请书.pdf”已从这台电脑的备份找回。').waitFor()
    await tile.getByText('文件损坏或不见了').waitFor({ state: 'detached' })
    expect(paths.filter((path) => statSync(path).size > 30)).toHaveLength(1)
  }, 90_000)

  it('and the photo, upright and small', async () => {
    await page().locator('.member-bar input[type=file]').setInputFiles({ name: '合影.jpg', mimeType: 'image/jpeg', buffer: groupPhoto() })
    const photo = page().locator('.member-bar .photo-box img')
    await photo.waitFor()
    expect(await photo.evaluate((image: HTMLImageElement) => Math.max(image.naturalWidth, image.naturalHeight))).toBe(600)
  }, 60_000)

  it('and all that is held, as one file, after the password and for a purpose', async () => {
    const place = join(home, '周启明的个人资料.docx')
    await desk.willSaveTo(place)
    await page().getByRole('button', { name: '导出全部资料…' }).click()
    const dialog = page().getByRole('dialog', { name: '导出周启明的全部资料' })
    await dialog.getByLabel('用途').fill('本人查阅')
    await dialog.getByLabel('口令', { exact: true }).fill('不是这个口令')
    await dialog.getByRole('button', { name: '导出全部资料' }).click()
    await dialog.getByRole('alert').getByText('口令不对').waitFor()
    await dialog.getByLabel('口令', { exact: true }).fill(fictionalBranch.password)
    await dialog.getByRole('button', { name: '导出全部资料' }).click()
    await page().getByText('已导出 周启明的个人资料.docx').waitFor()
    expect(textOfWord(place)).toContain(secrets.idNumber)
    await page().getByRole('region', { name: '查看记录', exact: true }).getByText('本人查阅').waitFor()
  }, 120_000)
})

it('the panel has its tabs, the change of a 类别, and what it proposes of a 留党察看', async () => {
  await people()
  await page().getByRole('row').filter({ hasText: '吴国栋' }).click()
  const panel = page().getByRole('complementary', { name: '吴国栋的档案' })
  await panel.getByRole('tab', { name: '经历' }).click()
  await panel.getByRole('button', { name: '登记处分或处置' }).click()
  await panel.getByLabel('种类').selectOption('probation1')
  await panel.getByLabel('决定日期').fill('2026-03-01')
  await panel.getByRole('button', { name: '登记处分或处置' }).click()
  await panel.getByText('留党察看一年').waitFor()
  await panel.getByRole('button', { name: '隐藏', exact: true }).click()
  await panel.getByText('已登记1项，内容已隐藏').waitFor()
  await panel.getByRole('tab', { name: '基本情况' }).click()
  await panel.getByRole('button', { name: '查看处分' }).click()
  await panel.getByRole('button', { name: '自2026年3月1日停止表决权' }).click()
  await panel.getByText('停止（留党察看）').waitFor()
  await panel.getByRole('tab', { name: '时间线' }).click()
  await panel.getByText('停止表决权（留党察看）').waitFor()
  await expectNoViolation()
}, 120_000)
