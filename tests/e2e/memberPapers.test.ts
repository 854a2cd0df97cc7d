// Lists and figures about people: asked for on the screen, read back from the disk.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openDatabase } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import { putFields } from '../../db/repositories/personFields.ts'
import type { Desk } from '../drive/desk.ts'
import { copyOf, openBox, openDesk, password, settleBranch, workspaceOf, type SettledBranch } from '../drive/settled.ts'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { sampleFields } from '../fixtures/memberFields.ts'
import { paragraphsOf, partsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

// Each password is derived at the full cost, and waits after wrong ones are waited for.
vi.setConfig({ testTimeout: 150_000, hookTimeout: 150_000 })

let settled: SettledBranch
beforeAll(async () => {
  settled = await settleBranch(peopleLines)
  const key = await unwrap(readKeyring(workspaceOf(settled.home)), 'password', password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openDatabase({ file: join(workspaceOf(settled.home), 'branch.db'), key })
  const ids = new Map(db.prepare<[], { id: string; name: string }>('SELECT id, name FROM person').all().map(({ id, name }) => [name, id]))
  for (const [name, fields] of sampleFields) putFields(db, ids.get(name) ?? '', fields, 'import', { who: '林静怡', at: '2026-08-31T01:00:00.000Z' })
  db.close()
})
afterAll(() => settled.remove())

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

async function openStructure(home: string, size: { width?: number; height?: number } = {}): Promise<Desk> {
  const desk = await openDesk({ home, ...size })
  await openBox(desk)
  await desk.page.getByRole('button', { name: '党员', exact: true }).click()
  await desk.page.getByRole('button', { name: '党员结构', exact: true }).click()
  await desk.page.getByRole('heading', { name: '党员结构', exact: true }).waitFor()
  return desk
}

async function showDay(page: Page, day: string): Promise<void> {
  await page.getByLabel('统计日期').fill(day)
  await page.getByText(`截至${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日，党员`).waitFor()
}

/** Whether the page kept to its content policy and threw nothing. */
const faultsOf = (desk: Desk): string[] => desk.console.filter((line) => /^(?:error|warning) |Content Security Policy/.test(line))

describe('党员结构', () => {
  it('counts everybody once in each part, and opens the people behind a number', async () => {
    const desk = await openStructure(copyOf(settled))
    const { page } = desk
    await showDay(page, '2026-08-31')
    await page.getByText('党员16人（正式党员15人、预备党员1人）').waitFor()
    const education = page.getByRole('region', { name: '学历结构' })
    expect(await education.getByRole('row').allInnerTexts()).toContain('硕士研究生\t2\t12.5%')
    await education.getByRole('button', { name: '学历结构，硕士研究生，2人，看名单' }).click()
    const behind = dialog(page, '学历结构：硕士研究生')
    expect((await behind.getByRole('listitem').allInnerTexts()).sort()).toEqual(['方子涵', '林静怡'])
    await page.keyboard.press('Escape')
    await behind.waitFor({ state: 'hidden' })
    await page.locator('.structure-chart canvas').first().waitFor()
    expect(await page.locator('.structure-chart canvas').count()).toBe(8)
    // A bar opens its people as well.
    await page.getByRole('img', { name: /^人员类别：/ }).locator('canvas').click({ position: { x: 60, y: 48 } })
    await dialog(page, '人员类别：正式党员').waitFor()
    expect(faultsOf(desk)).toEqual([])
  })

  it('is exported with its charts as pictures and with tables', async () => {
    const home = copyOf(settled)
    const desk = await openStructure(home)
    const { page } = desk
    await showDay(page, '2026-08-31')
    const place = join(home, '结构.docx')
    await desk.willSaveTo(place)
    await page.getByRole('button', { name: '导出结构统计' }).click()
    const form = dialog(page, '导出结构统计')
    await form.getByRole('button', { name: '导出结构统计' }).click()
    await form.getByText('已导出 结构.docx，统计16人').waitFor()
    const parts = partsOf(readFileSync(place))
    expect(parts.filter(({ name }) => name.startsWith('word/media/'))).toHaveLength(8)
    expect(paragraphsOf(readFileSync(place))).toEqual(expect.arrayContaining(['2. 年龄结构', '硕士研究生', '12.5%', '方子涵、林静怡']))
    await form.getByRole('button', { name: '关闭' }).last().click()

    const pdf = join(home, '结构.pdf')
    await desk.willSaveTo(pdf)
    await page.getByRole('button', { name: '导出结构统计' }).click()
    await dialog(page, '导出结构统计').getByLabel('PDF').check()
    await dialog(page, '导出结构统计').getByRole('button', { name: '导出结构统计' }).click()
    await page.getByText('已导出 结构.pdf，统计16人').waitFor()
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(faultsOf(desk)).toEqual([])
  })

  it('says what it will hold where there is no member on that day', async () => {
    const desk = await openStructure(copyOf(settled))
    const { page } = desk
    await showDay(page, '2020-01-01')
    await page.getByText('2020年1月1日名册里没有党员').waitFor()
    expect(await page.getByRole('button', { name: '导出结构统计' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: '去党员名册' }).click()
    await page.getByRole('heading', { name: '党员', exact: true }).waitFor()
  })
})

describe('导出花名册', () => {
  it('is masked unless asked; full values want a purpose and the password, and a wrong one keeps what was typed', async () => {
    const home = copyOf(settled)
    const desk = await openStructure(home)
    const { page } = desk
    const masked = join(home, '花名册.xlsx')
    await desk.willSaveTo(masked)
    await page.getByRole('button', { name: '导出花名册' }).click()
    const form = dialog(page, '导出花名册')
    await form.getByRole('button', { name: '导出花名册' }).click()
    await form.getByText(/已导出 花名册\.xlsx，\d+人/).waitFor()
    const rows = rowsOfXlsx(readFileSync(masked))
    expect(rows[2]?.slice(0, 7)).toEqual(['序号', '姓名', '性别', '民族', '出生年月', '学历', '身份证号'])
    expect(rows.flat()).toContain('999***********1015')
    expect(rows.flat()).not.toContain('999901197203151015')
    await form.getByRole('button', { name: '关闭' }).last().click()

    const full = join(home, '完整.xlsx')
    await desk.willSaveTo(full)
    await page.getByRole('button', { name: '导出花名册' }).click()
    await form.getByLabel('含完整敏感信息').check()
    await form.getByRole('button', { name: '导出花名册' }).click()
    await form.getByText('请写明用途。').waitFor()
    await form.getByLabel('用途', { exact: true }).fill('报县局党委组织部核对')
    await form.getByLabel('口令', { exact: true }).fill('不是这个')
    await form.getByRole('button', { name: '导出花名册' }).click()
    await form.getByText('口令不对。').waitFor()
    expect(await form.getByLabel('用途', { exact: true }).inputValue()).toBe('报县局党委组织部核对')
    expect(existsSync(full)).toBe(false)
    await form.getByLabel('口令', { exact: true }).fill(password)
    await form.getByRole('button', { name: '导出花名册' }).click()
    await form.getByText(/已导出 完整\.xlsx，\d+人/).waitFor()
    await form.getByText('里面有完整的敏感信息').waitFor()
    expect(rowsOfXlsx(readFileSync(full)).flat()).toContain('999901197203151015')
    expect(faultsOf(desk)).toEqual([])
  })

  it('takes chosen columns as PDF, and goes back from the dialog of the system', async () => {
    const home = copyOf(settled)
    const desk = await openStructure(home)
    const { page } = desk
    await desk.willSaveTo(null)
    await page.getByRole('button', { name: '导出花名册' }).click()
    const form = dialog(page, '导出花名册')
    await form.getByLabel('自己选').check()
    for (const name of ['身份证号', '联系电话', '备注', '职称/技能等级']) await form.getByRole('group', { name: '选择列' }).getByLabel(name, { exact: true }).uncheck()
    expect(await form.getByRole('group', { name: '敏感信息' }).count()).toBe(0)
    await form.getByLabel('PDF').check()
    await form.getByRole('button', { name: '导出花名册' }).click()
    await form.getByRole('button', { name: '导出花名册', disabled: false }).waitFor()
    const pdf = join(home, '选列.pdf')
    await desk.willSaveTo(pdf)
    await form.getByRole('button', { name: '导出花名册' }).click()
    await form.getByText(/已导出 选列\.pdf，\d+人/).waitFor()
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('导出出勤统计', () => {
  it('refuses a period that ends before it begins, then writes the sheet', async () => {
    const home = copyOf(settled)
    const desk = await openStructure(home)
    const { page } = desk
    const place = join(home, '出勤.xlsx')
    await desk.willSaveTo(place)
    await page.getByRole('button', { name: '导出出勤统计' }).click()
    const form = dialog(page, '导出出勤统计')
    await form.getByLabel('至').fill('2024-01-01')
    await form.getByText('起始日期在截止日期之后。').waitFor()
    await form.getByRole('button', { name: '本年' }).click()
    await form.getByRole('button', { name: '导出出勤统计' }).click()
    await form.getByText(/已导出 出勤\.xlsx，\d+人/).waitFor()
    expect(rowsOfXlsx(readFileSync(place)).flat().join()).toContain('到会率＝实到÷')
  })
})

it('a branch without people shows where to begin', async () => {
  const bare = await settleBranch('周启明\t入党申请人\t\t')
  onTestFinished(bare.remove)
  const desk = await openStructure(copyOf(bare))
  await desk.page.getByText('名册里没有党员').waitFor()
  expect(await desk.page.locator('.structure-chart').count()).toBe(0)
})
