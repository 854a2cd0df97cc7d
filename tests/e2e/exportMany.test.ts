// 批量导出 in the list of meetings: by keyboard, with its progress, stopped half-way, and what came of it.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { fewPeople } from '../drive/settled.ts'

const { home, remove } = makeHome()
let desk: Desk
let page: Page
/** In this year 24, in its third quarter 15; last year 2. */
const thisYear = 24

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-09-15T02:00:00Z' })
  page = desk.page
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
  await pastePeople(page, fewPeople)
  const draft = (heldOn: string, n: number): Input<'meetings.save'> => ({ kind: 'committeeMeeting', title: `第${n}次支委会`, heldOn, startsAt: '14:30', endsAt: '15:30', place: `第${n}会议室`, chair: '周启明', recorder: '林静怡' })
  const drafts = [
    ...Array.from({ length: thisYear }, (_, n) => draft(n < 9 ? `2026-0${1 + n % 6}-12` : `2026-0${7 + n % 3}-${String(1 + n % 5).padStart(2, '0')}`, n + 1)),
    draft('2025-03-01', 31), draft('2025-12-31', 32),
    { kind: 'heartTalk', title: '与方子涵谈话', heldOn: '2026-09-03' } as const,
  ]
  await page.evaluate(async (all) => {
    for (const one of all) {
      const answer = await window.api.call('meetings.save', one)
      if (!answer.ok) throw new Error(answer.error.message)
    }
  }, drafts)
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await page.getByText(`共${thisYear + 2}次`).waitFor()
})
afterAll(async () => {
  await desk.close()
  remove()
})

const dialog = () => page.getByRole('dialog', { name: '批量导出' })
const openDialog = async (): Promise<void> => {
  await page.getByRole('button', { name: '批量导出' }).click()
  await dialog().getByRole('button', { name: /^导出\d+次会议$/ }).waitFor()
}
const outcome = () => dialog().getByRole('region', { name: '导出的结果' })
const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
const focused = () => page.evaluate(() => { const at = document.activeElement; return (at?.closest('label') ?? at)?.textContent?.trim() ?? '' })

/** A folder of its own, chosen in the dialog of the system. */
async function chooseFolder(name: string): Promise<string> {
  const folder = join(home, name)
  mkdirSync(folder)
  await desk.willChooseFolder(folder)
  return folder
}
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}
afterEach(async () => {
  if (await dialog().count() === 0) return
  await press('Escape')
  await dialog().waitFor({ state: 'hidden' })
})

describe('by keyboard', () => {
  it('this quarter is chosen, two papers, and Enter writes them', async () => {
    const folder = await chooseFolder('第三季度（一）')
    await page.getByRole('button', { name: '批量导出' }).focus()
    await press('Enter')
    await expect.poll(focused).toMatch(/^全部会议\s*26次$/)
    await expectNoViolation()
    await press('ArrowDown')
    expect(await focused()).toMatch(/^本季度的全部会议\s*15次$/)
    await press('Tab')
    expect(await focused()).toBe('会议记录')
    await press('Tab', 'Space')
    expect(await focused()).toBe('签到表')
    await press('Enter')
    await dialog().getByText('写出30份文书，在文件夹“第三季度（一）”里。').waitFor({ timeout: 30_000 })
    await expect.poll(focused).toBe('打开文件夹')
    const names = readdirSync(folder)
    expect(names).toHaveLength(30)
    expect(names.filter((name) => !/^2026-0[789]-0\d 支委会 (?:会议记录|签到表)(?:（\d）)?\.docx$/.test(name))).toEqual([])
    expect(names.filter((name) => name.includes('谈心谈话'))).toEqual([])
    expect((await outcome().locator('li', { hasText: '.docx' }).allInnerTexts()).toSorted()).toEqual(names.toSorted())
    await expectNoViolation()
  })

  it('the outcome names what each record still lacks, and opens the folder', async () => {
    const folder = await chooseFolder('全部')
    await openDialog()
    await press('Enter')
    await dialog().getByText('写出26份文书').waitFor({ timeout: 30_000 })
    expect(await outcome().getByRole('heading', { name: '缺项' }).innerText()).toContain('26次会议')
    expect(await outcome().innerText()).toMatch(/2026年9月\d日 支委会 第\d+次支委会\n还缺2处：签到还有3人没有登记、还没有议题。/)
    expect(textOfWord(join(folder, '2025-12-31 支委会 会议记录.docx'))).toContain('第32会议室')
    await desk.app.evaluate(({ shell }) => {
      const asked: string[] = []
      Object.assign(globalThis, { asked })
      shell.openPath = (path) => { asked.push(path); return Promise.resolve(asked.length > 1 ? 'no program' : '') }
    })
    await press('Enter')
    await expect.poll(() => desk.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([folder])
    await press('Enter')
    await dialog().getByText('文件夹没有打开。').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366)
  })

  it('where no folder is chosen nothing happens, and nothing is said', async () => {
    await desk.willChooseFolder(null)
    await openDialog()
    await press('Enter')
    await dialog().getByRole('button', { name: '导出26次会议' }).and(page.locator(':enabled')).waitFor()
    expect(await dialog().getByRole('alert').count()).toBe(0)
    await press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await expect.poll(focused).toBe('批量导出')
  })
})

describe('as PDF', () => {
  it('tells how far it is, cannot be closed by chance, stops after the papers in hand, and tells what is left', async () => {
    const folder = await chooseFolder('停在半路')
    await openDialog()
    await dialog().getByRole('radio', { name: 'PDF' }).check()
    await dialog().getByRole('button', { name: '导出26次会议' }).click()
    await expect.poll(focused).toBe('停止')
    await dialog().getByText(/^已导出 [2468] \/ 26$/).waitFor({ timeout: 30_000 })
    expect(Number(await dialog().getByRole('progressbar', { name: '导出的进度' }).getAttribute('max'))).toBe(26)
    await press('Escape')
    expect(await dialog().count()).toBe(1)
    await press('Enter')
    await dialog().getByText(/还有\d+次会议没有导出。/).waitFor({ timeout: 30_000 })
    const names = readdirSync(folder)
    expect(names.length).toBeGreaterThanOrEqual(2)
    expect(names.length).toBeLessThan(26)
    expect(await dialog().getByRole('status').innerText()).toBe(`写出${names.length}份文书，在文件夹“停在半路”里。还有${26 - names.length}次会议没有导出。`)
    const [first = ''] = names
    expect((await textOfPdf(join(folder, first))).text).toMatch(/^第\d+次支委会记录时间：2026年[789]月/)
    // Nothing goes on behind.
    await page.waitForTimeout(1500)
    expect(readdirSync(folder)).toEqual(names)
  })

  it('into one file: stopped half-way, nothing is written, and a second time it is', async () => {
    const folder = await chooseFolder('合成一个')
    await desk.willSaveTo(join(folder, '合订.pdf'))
    const begin = async () => {
      await openDialog()
      await dialog().getByRole('radio', { name: 'PDF' }).check()
      await dialog().getByRole('radio', { name: '合成一个文件' }).check()
      await dialog().getByRole('button', { name: '导出26次会议' }).click()
    }
    await begin()
    await dialog().getByText(/^已做好 [2468] \/ 26$/).waitFor({ timeout: 30_000 })
    await press('Enter')
    await dialog().getByText(/^没有写出文件。还有\d+次会议没有导出。$/).waitFor({ timeout: 30_000 })
    expect(readdirSync(folder)).toEqual([])
    await dialog().getByRole('button', { name: '关闭' }).last().click()
    await begin()
    await dialog().getByText('写出26份文书，在文件“合订.pdf”里。').waitFor({ timeout: 60_000 })
    expect(readdirSync(folder)).toEqual(['合订.pdf'])
    expect((await textOfPdf(join(folder, '合订.pdf'))).pages).toBeGreaterThanOrEqual(26)
    await dialog().getByRole('button', { name: '关闭' }).last().click()
    await dialog().waitFor({ state: 'hidden' })
  })
})

describe('a place that cannot be used', () => {
  it('is told, and another can be chosen', async () => {
    const file = join(mkdtempSync(join(home, '占用-')), '文件')
    writeFileSync(file, '')
    await desk.willChooseFolder(file)
    await openDialog()
    await press('Enter')
    await dialog().getByText('文件没有写成：文件夹不存在。').waitFor()
    expect(await dialog().getByRole('status').innerText()).toBe('写出0份文书。还有26次会议没有导出。')
    await expect.poll(focused).toBe('关闭')
  })

  it('while it writes: what was written is told', async () => {
    const folder = await chooseFolder('中途不见')
    await openDialog()
    await dialog().getByRole('radio', { name: 'PDF' }).check()
    await dialog().getByRole('button', { name: '导出26次会议' }).click()
    await dialog().getByText(/^已导出 [2468] \/ 26$/).waitFor({ timeout: 30_000 })
    rmSync(folder, { recursive: true })
    await dialog().getByText('文件夹不存在').first().waitFor({ timeout: 30_000 })
    expect(await dialog().getByRole('status').innerText()).toMatch(/^写出\d+份文书，在文件夹“中途不见”里。/)
    await expectNoViolation()
  })
})

describe('谈心谈话', () => {
  it('are exported only where the list shows them, and have a record alone', async () => {
    const folder = await chooseFolder('谈话')
    await page.getByLabel('类型', { exact: true }).selectOption('heartTalk')
    await page.getByText('找到1次').waitFor()
    await openDialog()
    expect(await dialog().getByRole('checkbox').count()).toBe(1)
    await press('Enter')
    await dialog().getByText('写出1份文书').waitFor({ timeout: 30_000 })
    expect(readdirSync(folder)).toEqual(['2026-09-03 谈心谈话 会议记录.docx'])
  })

  it('are not among those of the quarter, even then; a list in the 回收站 offers no export', async () => {
    await openDialog()
    expect(await dialog().getByRole('radio', { name: /本季度的全部会议\s*15次/ }).count()).toBe(1)
    await press('ArrowDown')
    expect(await dialog().getByRole('checkbox').count()).toBeGreaterThan(1)
    await press('Escape')
    await page.getByLabel('看回收站').check()
    await page.getByRole('heading', { name: '会议回收站' }).waitFor()
    expect(await page.getByRole('button', { name: '批量导出' }).count()).toBe(0)
  })
})
