// Coming back: the password box, a second start, locking, and the recovery code.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, unlock } from '../drive/officer.ts'
import { copyOf, fewPeople, openBox, openDesk, password, settleBranch, temporaryHome, type SettledBranch } from '../drive/settled.ts'

const root = resolve(import.meta.dirname, '../..')
const newPassword = '冬天的账也要日清月结'
let settled: SettledBranch
beforeAll(async () => { settled = await settleBranch(fewPeople) })
afterAll(() => settled.remove())

const box = (page: Page) => page.getByLabel('口令', { exact: true })
const gate = (page: Page) => page.getByRole('heading', { level: 1 })
const hasFocus = (field: Locator) => field.evaluate((element) => element === document.activeElement)
const codeOnScreen = async (page: Page) => (await page.locator('.code li span').allInnerTexts()).join('-')

describe('the password box', () => {
  it('can be used before the rest of the program is read', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    await box(desk.page).waitFor()
    await expect.poll(() => desk.app.evaluate(() => performance.getEntriesByName('usable').length)).toBe(1)
    await desk.page.addInitScript(() => {
      const watch = () => {
        for (const [mark, what] of [['box', '#password'], ['kit', 'link[href*="/Desk-"]']] as const) {
          if (document.querySelector(what) && performance.getEntriesByName(mark).length === 0) performance.mark(mark)
        }
      }
      new MutationObserver(watch).observe(document, { subtree: true, childList: true })
    })
    await desk.page.reload()
    await expect.poll(() => desk.page.evaluate(() => performance.getEntriesByType('mark').map(({ name }) => name))).toEqual(['box', 'kit'])
  })

  it('keeps a wrong password on the screen, says so in Chinese, and selects it for typing over', async () => {
    const { page } = await openDesk({ home: copyOf(settled) })
    await unlock(page, '春天的账要日清月结')
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/^口令不对。已保存的内容都在，没有改动。请检查大小写和输入法后再试/)
    expect(await box(page).evaluate((input: HTMLInputElement) => [document.activeElement === input, input.selectionStart, input.selectionEnd, input.value])).toEqual([true, 0, 9, '春天的账要日清月结'])
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.locator('.app').waitFor()
  })

  it('opens after a restart what was entered before', async () => {
    const home = temporaryHome()
    const first = await openDesk({ home })
    await setUpBranch(first.page, fictionalBranch)
    await confirmRecoveryCode(first.page)
    await pastePeople(first.page, fewPeople)
    await first.close()
    const second = await openDesk({ home })
    await openBox(second)
    await second.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await second.page.getByText('正式党员3人，预备党员1人').waitFor()
    expect(await second.page.locator('.brand').innerText()).toContain(`${fictionalBranch.branch} · ${fictionalBranch.unit}`)
  })

  it('comes back by the lock button, with nothing of the people left in the page', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    const { page } = desk
    await openBox(desk)
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await page.getByText('方子涵').first().waitFor()
    const service = async () => (await desk.processes()).find(({ name }) => name === 'branch-desk-data')?.pid
    const before = await service()
    await page.getByRole('button', { name: '锁定' }).click()
    await box(page).waitFor()
    expect(await page.content()).not.toContain('方子涵')
    // The key went with the process that held it.
    expect(await service()).not.toBe(before)
    await openBox(desk)
  })
})

describe('a second start', () => {
  it('ends by itself and brings the first window to the front', async () => {
    const home = copyOf(settled)
    const desk = await openDesk({ home })
    await box(desk.page).waitFor()
    // Without a window manager nothing can be minimised: the window answers that it is, until it is restored.
    await desk.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      if (!window) return
      let minimised = true
      window.isMinimized = () => minimised
      window.restore = () => { minimised = false }
      window.hide()
    })
    const state = () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => ({ minimised: window.isMinimized(), visible: window.isVisible() })))
    expect(await state()).toEqual([{ minimised: true, visible: false }])
    expect(await startAgain(home)).toBe(0)
    await expect.poll(state).toEqual([{ minimised: false, visible: true }])
    await openBox(desk)
  })
})

describe('忘记口令', () => {
  it('takes the recovery code once, for a new password and a new code that has to be typed back', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    const { page } = desk
    await recoverWith(page, settled.recoveryCode.toLowerCase().replaceAll('-', ' '))
    await page.getByRole('heading', { name: '打印恢复码' }).waitFor()
    await page.locator('.typed-back input').first().pressSequentially('AAAA')
    await page.locator('.typed-back input').last().pressSequentially('AAAA')
    await page.getByRole('button', { name: '核对恢复码' }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toBe('键入的8个字符与恢复码不符。请对照恢复码再输入一次。')
    expect(await hasFocus(page.locator('.typed-back input').first())).toBe(true)
    for (const input of await page.locator('.typed-back input').all()) await input.fill('')
    const fresh = await confirmRecoveryCode(page)
    expect(fresh).toMatch(/^([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}$/)
    expect(fresh).not.toBe(settled.recoveryCode)

    await lock(desk)
    await unlock(page, password)
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/^口令不对。/)
    await recoverWith(page, settled.recoveryCode)
    await expect.poll(() => page.getByRole('alert').textContent()).toBe('恢复码不对。已保存的内容都在，没有改动。请对照打印的那张纸逐组输入，字母不分大小写。')
    expect(await hasFocus(page.getByLabel('恢复码', { exact: true }))).toBe(true)
    await page.getByRole('button', { name: '返回' }).click()
    await unlock(page, newPassword)
    await page.locator('.app').waitFor()
  })

  it('asks for another code when the application was killed before the new one was typed back', async () => {
    const home = copyOf(settled)
    const first = await openDesk({ home })
    await recoverWith(first.page, settled.recoveryCode)
    await first.page.locator('.code li').first().waitFor()
    const unseen = await codeOnScreen(first.page)
    const second = await killAndComeBack(first, newPassword)
    expect(await confirmRecoveryCode(second.page)).not.toBe(unseen)
  })
})

describe('the set-up', () => {
  it('makes a new code when the application was killed before the first was typed back; the unseen one opens nothing', async () => {
    const home = temporaryHome()
    const first = await openDesk({ home })
    await setUpBranch(first.page, fictionalBranch)
    const unseen = await codeOnScreen(first.page)
    const second = await killAndComeBack(first, password)
    const fresh = await confirmRecoveryCode(second.page)
    expect(fresh).not.toBe(unseen)
    await lock(second)
    await recoverWith(second.page, unseen)
    await expect.poll(() => second.page.getByRole('alert').textContent()).toMatch(/^恢复码不对。/)
  })
})

async function lock({ page }: Desk): Promise<void> {
  await page.getByRole('button', { name: '锁定' }).click()
  await box(page).waitFor()
}

async function recoverWith(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: '忘记口令' }).click()
  expect(await gate(page).innerText()).toBe('用恢复码设新口令')
  await page.getByLabel('恢复码', { exact: true }).fill(code)
  await page.getByLabel('新口令 至少8个字符').fill(newPassword)
  await page.getByLabel('再输一次').fill(newPassword)
  await page.getByRole('button', { name: '设新口令' }).click()
}

async function killAndComeBack(desk: Desk, secret: string): Promise<Desk> {
  await desk.kill()
  const again = await openDesk({ home: desk.home })
  await unlock(again.page, secret)
  await again.page.getByRole('heading', { name: '打印恢复码' }).waitFor()
  await again.page.locator('.code li').first().waitFor()
  return again
}

/** The same program on the same home, as a double click would; answers how it ended. */
function startAgain(home: string): Promise<number | null> {
  const child = spawn(process.env['BRANCH_DESK_ELECTRON'] ?? '', [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root], { env: { ...process.env, BRANCH_DESK_HOME: home }, stdio: 'ignore' })
  return new Promise((done, fail) => { child.once('exit', done); child.once('error', fail) })
}
