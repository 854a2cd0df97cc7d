// The secrets that open the desk: changed in 设置, guessed at, forgotten.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../drive/desk.ts'
import { confirmRecoveryCode, unlock } from '../drive/officer.ts'
import { copyOf, fewPeople, openBox, openDesk, password, settleBranch, workspaceOf, type SettledBranch } from '../drive/settled.ts'

// Each password and each code is derived at the full cost, several in a row, and waits are waited for.
vi.setConfig({ testTimeout: 150_000 })
const derivations = 45_000

const newPassword = '冬天的账也要日清月结'
let settled: SettledBranch
beforeAll(async () => { settled = await settleBranch(fewPeople) })
afterAll(() => settled.remove())

const box = (page: Page) => page.getByLabel('口令', { exact: true })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const hasFocus = (field: Locator) => field.evaluate((element) => element === document.activeElement)

async function openSettings(desk: Desk): Promise<Page> {
  await openBox(desk)
  await desk.page.getByRole('button', { name: '设置', exact: true }).click()
  await desk.page.getByRole('heading', { name: '安全' }).waitFor()
  return desk.page
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l')
  await page.getByRole('heading', { name: '输入口令' }).waitFor()
}

/** Types wrong passwords, each as soon as it may be, and answers the seconds that the screen said to wait after each. */
async function guess(page: Page, times: number): Promise<number[]> {
  const waits: number[] = []
  for (let n = 0; n < times; n++) {
    await page.getByRole('button', { name: '打开', disabled: false }).waitFor({ timeout: 30_000 })
    await unlock(page, `不是这个${n}`)
    await page.locator('form[aria-busy=false] [role=alert]').waitFor()
    const said = await page.getByRole('timer').allInnerTexts()
    waits.push(Number(/还要等(\d+)秒/.exec(said[0] ?? '')?.[1] ?? 0))
  }
  return waits
}

describe('设置', () => {
  it('takes a new password for the old one; short, different or old ones are told before anything is asked', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    const page = await openSettings(desk)
    await page.getByRole('button', { name: '修改口令' }).click()
    const form = dialog(page, '修改口令')
    const change = async (old: string, fresh: string, again = fresh) => {
      await form.getByLabel('现在的口令').fill(old)
      await form.getByLabel('新口令').fill(fresh)
      await form.getByLabel('再输一次').fill(again)
      await form.getByRole('button', { name: '修改口令' }).click()
    }
    await change('不是这个', '短')
    await form.getByText('口令至少8个字符').waitFor()
    await change('不是这个', newPassword, `${newPassword}了`)
    await form.getByText('两次输入的口令不一样').waitFor()
    await change(password, password)
    await form.getByText('新口令和现在的一样').waitFor()
    await change('不是这个', newPassword)
    await form.getByText('口令不对').waitFor()
    expect(await hasFocus(form.getByLabel('现在的口令'))).toBe(true)
    expect(await form.getByLabel('新口令').inputValue()).toBe(newPassword)
    await change(password, newPassword)
    await dialog(page, '口令已修改').getByText('恢复码不变').waitFor()
    await page.getByRole('button', { name: '回到设置' }).click()
    await lock(page)
    await unlock(page, password)
    await page.getByText('口令不对').waitFor()
    await unlock(page, newPassword)
    await page.locator('.app').waitFor()
  })

  it('gives a new recovery code that has to be typed back, and goes back to where it was asked for', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    const page = await openSettings(desk)
    await page.getByRole('button', { name: '换新恢复码' }).click()
    await dialog(page, '换新恢复码').getByLabel('口令').fill(password)
    await page.keyboard.press('Enter')
    await page.getByText('原来那张从现在起作废').waitFor({ timeout: derivations })
    const fresh = await confirmRecoveryCode(page)
    expect(fresh).not.toBe(settled.recoveryCode)
    await page.getByRole('heading', { name: '安全' }).waitFor()
    await lock(page)
    await recover(page, settled.recoveryCode)
    await page.getByText('恢复码不对').waitFor()
    await page.getByLabel('恢复码', { exact: true }).fill(fresh)
    await page.getByRole('button', { name: '设新口令' }).click()
    await page.getByText('新口令已设好').waitFor({ timeout: derivations })
  })

  it('changes the data key under the same password, with a new code and a fresh backup; the records are there', async () => {
    const home = copyOf(settled)
    const desk = await openDesk({ home })
    const page = await openSettings(desk)
    await page.getByRole('button', { name: '更换数据密钥' }).click()
    const form = dialog(page, '更换数据密钥')
    await form.getByLabel('口令').fill('不是这个')
    await page.keyboard.press('Enter')
    await form.getByText('口令不对').waitFor()
    await form.getByLabel('口令').fill(password)
    await page.keyboard.press('Enter')
    await page.getByText('数据密钥已更换，口令不变').waitFor({ timeout: derivations })
    const fresh = await confirmRecoveryCode(page)
    expect(fresh).not.toBe(settled.recoveryCode)
    await expect.poll(() => readdirSync(join(workspaceOf(home), 'backups')).some((name) => name.endsWith('-timer.db'))).toBe(true)
    await desk.kill()
    const again = await openDesk({ home })
    await openBox(again)
    await again.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await again.page.getByText('方子涵').first().waitFor()
  })

  it('keeps a number of minutes of one\'s own', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    const page = await openSettings(desk)
    const choice = page.getByLabel('自动锁定', { exact: true })
    expect(await choice.inputValue()).toBe('5')
    await choice.selectOption('own')
    await page.getByLabel('自动锁定的分钟数').fill('９９９')
    expect(await page.getByLabel('自动锁定的分钟数').inputValue()).toBe('120')
    await page.getByLabel('自动锁定的分钟数').fill('7')
    await page.getByRole('button', { name: '保存分钟数' }).click()
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await page.getByRole('button', { name: '设置', exact: true }).click()
    await page.getByLabel('自动锁定的分钟数').waitFor()
    expect(await page.getByLabel('自动锁定的分钟数').inputValue()).toBe('7')
  })
})

describe('wrong passwords', () => {
  it('wait longer each time, counted down in words; the application started anew still waits, and the data is safe', async () => {
    const home = copyOf(settled)
    const desk = await openDesk({ home })
    const { page } = desk
    await box(page).waitFor()
    const waits = await guess(page, 7)
    expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0])
    expect(waits[4]).toBeGreaterThan(2)
    expect(waits[4]).toBeLessThanOrEqual(5)
    expect(waits[5]).toBeGreaterThan(6)
    expect(waits[6]).toBeGreaterThan(14)
    await page.getByText('输错多少次都不会删除数据').waitFor()
    expect(await hasFocus(box(page))).toBe(true)
    // What is typed meanwhile is not sent.
    await box(page).fill(password)
    await page.keyboard.press('Enter')
    expect(await page.locator('form').getAttribute('aria-busy')).toBe('false')
    await desk.close()
    const again = await openDesk({ home })
    await again.page.getByText('连续多次输错').waitFor()
    await again.page.getByText(/还要等\d+秒/).waitFor()
    expect(await again.page.getByRole('button', { name: '打开' }).isDisabled()).toBe(true)
    await again.page.getByText('可以再试了').waitFor({ timeout: 30_000 })
    expect(await hasFocus(box(again.page))).toBe(true)
    await openBox(again)
  })
})

describe('a forgotten password', () => {
  it('after guesses and their waits the recovery code sets a new one; its successor has to be typed back, and it opens nothing more', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    const { page } = desk
    await box(page).waitFor()
    const waits = await guess(page, 5)
    expect(waits[4]).toBeGreaterThan(0)
    await recover(page, settled.recoveryCode)
    await page.getByText('新口令已设好').waitFor({ timeout: derivations })
    const fresh = await confirmRecoveryCode(page)
    expect(fresh).not.toBe(settled.recoveryCode)
    await lock(page)
    await recover(page, settled.recoveryCode)
    await page.getByText('恢复码不对').waitFor()
    await page.getByRole('button', { name: '返回' }).click()
    await unlock(page, newPassword)
    await page.locator('.app').waitFor()
  })
})

/** Fills 忘记口令 and sends it, once it may be sent: the wait holds for the code as well. */
async function recover(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: '忘记口令' }).click()
  await page.getByLabel('恢复码', { exact: true }).fill(code)
  await page.getByLabel('新口令 至少8个字符').fill(newPassword)
  await page.getByLabel('再输一次').fill(newPassword)
  await page.getByRole('button', { name: '设新口令' }).click({ timeout: 30_000 })
}
