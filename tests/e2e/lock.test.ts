// The desk that locks itself: what ends, what stays, and what nobody can read meanwhile.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../drive/desk.ts'
import { toMeetings, unlock } from '../drive/officer.ts'
import { addItem, commit, saved, startMeeting } from '../drive/record.ts'
import { copyOf, fewPeople, openBox, openDesk, password, settleBranch, type SettledBranch } from '../drive/settled.ts'

const secret = '涉及赵大勇的谈话要点'
let settled: SettledBranch
beforeAll(async () => { settled = await settleBranch(fewPeople) })
afterAll(() => settled.remove())

const box = (page: Page) => page.getByLabel('口令', { exact: true })
const report = (page: Page) => page.locator('[data-field$=".report"]')
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const clipboard = ({ app }: Desk) => app.evaluate(({ clipboard: board }) => board.readText())
const title = ({ app }: Desk) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()))

/** A desk with a record in which something was written, the cursor after its sixth character; and the processes that hold it. */
async function writingDesk(): Promise<{ desk: Desk; page: Page; holders: number[] }> {
  const desk = await openDesk({ home: copyOf(settled) })
  const { page } = desk
  await openBox(desk)
  await toMeetings(page)
  await startMeeting(page)
  await addItem(page, '谈话情况')
  await report(page).focus()
  await commit(page, secret)
  await report(page).evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(6, 6))
  await saved(page)
  // The place is written down within this time.
  await page.waitForTimeout(400)
  return { desk, page, holders: await holdersOf(desk) }
}

/** The processes that hold something of a record or its key. */
async function holdersOf(desk: Desk): Promise<number[]> {
  const holders = (await desk.processes()).filter(({ type, name }) => type === 'Tab' || name.startsWith('branch-desk')).map(({ pid }) => pid)
  expect(holders.length).toBeGreaterThanOrEqual(2)
  return holders
}

async function expectLocked({ desk, page, holders }: Awaited<ReturnType<typeof writingDesk>>): Promise<void> {
  await box(page).waitFor()
  await expect.poll(() => holders.filter(isAlive)).toEqual([])
  expect(await page.content()).not.toContain(secret)
  expect(await page.evaluate(() => window.api.call('meetings.list', {}))).toMatchObject({ ok: false, error: { code: 'LOCKED' } })
  expect(await page.evaluate(() => history.length)).toBe(1)
  expect(await title(desk)).toEqual(['支部工作台'])
}

async function expectBackInPlace(page: Page): Promise<void> {
  await unlock(page, password)
  await page.locator('[data-field$=".report"]:focus').waitFor()
  expect(await report(page).inputValue()).toContain(secret)
  expect(await report(page).evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBe(6)
}

/** As if the officer had been away for so long: the page's own clock runs on, its timers with it. */
async function goAway(page: Page, minutes: number): Promise<void> {
  await page.evaluate((ms) => {
    const real = Date.now.bind(Date)
    Date.now = () => real() + ms
  }, minutes * 60_000)
}

describe('the desk locks, its processes end, and text and place are there again', () => {
  it('by Ctrl+L, and when the computer is locked; what was copied from it is on the clipboard no more, what another program put there is', async () => {
    const writing = await writingDesk()
    const { desk, page } = writing
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await expect.poll(() => clipboard(desk)).toBe(secret)
    await report(page).evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(6, 6))
    await page.waitForTimeout(400)
    await page.keyboard.press('Control+l')
    await expectLocked(writing)
    expect(await clipboard(desk)).toBe('')
    await expectBackInPlace(page)

    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await expect.poll(() => clipboard(desk)).toBe(secret)
    await desk.app.evaluate(({ clipboard: board }) => { void board.writeText('别处的文字') })
    await desk.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('lock-screen') })
    await expectLocked({ ...writing, holders: await holdersOf(desk) })
    expect(await clipboard(desk)).toBe('别处的文字')
  })

  it('when the computer goes to sleep, with the last letters typed at that moment', async () => {
    const writing = await writingDesk()
    await commit(writing.page, '又及，')
    await writing.desk.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('suspend') })
    await expectLocked(writing)
    await unlock(writing.page, password)
    await report(writing.page).waitFor()
    expect(await report(writing.page).inputValue()).toBe(`${secret.slice(0, 6)}又及，${secret.slice(6)}`)
  })

  it('after the minutes that were set, not before, and never where 0 was set', async () => {
    const writing = await writingDesk()
    const { page } = writing
    await page.getByRole('button', { name: '设置', exact: true }).click()
    await page.getByLabel('自动锁定', { exact: true }).selectOption('0')
    await page.getByText('不会自动锁定').waitFor()
    await goAway(page, 600)
    await page.waitForTimeout(4500)
    await page.getByLabel('自动锁定', { exact: true }).selectOption('3')
    await page.getByText('没有按键和移动鼠标就算离开').waitFor()
    await page.keyboard.press('Shift')
    await goAway(page, 2.5)
    await page.waitForTimeout(4500)
    expect(await page.getByRole('heading', { name: '安全' }).isVisible()).toBe(true)
    await goAway(page, 1)
    await expectLocked(writing)
    await unlock(page, password)
    await page.locator('.app').waitFor()
  })

  it('beside a recovery code that waits to be typed back', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    await openBox(desk)
    const { page } = desk
    await page.getByRole('button', { name: '设置', exact: true }).click()
    await page.getByRole('button', { name: '换新恢复码' }).click()
    await page.getByRole('dialog').getByLabel('口令').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('.code li').first().waitFor()
    await goAway(page, 6)
    await box(page).waitFor()
    expect(await page.locator('.code li').count()).toBe(0)
  })
})

/** The record is changed from elsewhere: every save of the open one is refused. */
async function refuseSaves(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const place = await window.api.call('place.last', {})
    const id = place.ok ? place.value?.meetingId ?? '' : ''
    const read = await window.api.call('meetings.get', { id })
    if (read.ok) await window.api.call('meetings.save', { id, kind: read.value.kind, title: read.value.title, heldOn: read.value.heldOn, place: '别处改的' })
  })
}

describe('where the last words cannot be saved', () => {
  it('the desk is covered instead: nothing of it can be seen, reached or selected; the password uncovers it with every word', async () => {
    const { desk, page, holders } = await writingDesk()
    await refuseSaves(page)
    await commit(page, '没存上的话')
    await page.getByText('未能保存').waitFor()
    await desk.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('suspend') })
    const cover = page.getByRole('dialog', { name: '已遮住，还没有锁定' })
    await cover.waitFor()
    expect(holders.every(isAlive)).toBe(true)
    await expectOnlyCover(desk)
    for (const key of ['F1', 'F6', 'Alt+n', 'Control+l', 'Control+p', 'Escape', 'Tab', 'Tab', 'Tab', 'Tab']) await page.keyboard.press(key)
    expect(await page.evaluate(() => document.activeElement === document.body || document.querySelector('.cover')?.contains(document.activeElement))).toBe(true)
    await expectOnlyCover(desk)
    await box(page).fill('不是这个')
    await page.keyboard.press('Enter')
    await cover.getByText('口令不对').waitFor()
    await expectOnlyCover(desk)
    await box(page).fill(password)
    await page.keyboard.press('Enter')
    await cover.waitFor({ state: 'hidden' })
    expect(await report(page).inputValue()).toContain('没存上的话')
    await page.locator('[data-field$=".report"]:focus').waitFor()
    await page.getByText('未能保存').waitFor()
    // Closed in good order it would ask about the words once more.
    await desk.kill()
  })

  it('text that waits to be registered is covered rather than lost', async () => {
    const desk = await openDesk({ home: copyOf(settled) })
    const { page } = desk
    await openBox(desk)
    await toMeetings(page)
    await page.getByRole('button', { name: '从文字登记' }).first().click()
    await page.locator('textarea').first().fill(`第二支部委员会\n${secret}`)
    await desk.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('suspend') })
    await page.getByText('有输入的文字还没有登记').waitFor()
    await expectOnlyCover(desk)
    await box(page).fill(password)
    await page.keyboard.press('Enter')
    await page.locator('.cover').waitFor({ state: 'hidden' })
    expect(await page.locator('textarea').first().inputValue()).toContain(secret)
  })
})

/** The window as it looks is the same, dot by dot, with and without all that lies under the cover. */
async function expectOnlyCover({ page }: Desk): Promise<void> {
  // innerText is what is drawn.
  expect(await page.evaluate(() => document.body.innerText)).not.toContain(secret.slice(0, 4))
  expect(await page.evaluate(() => [...document.querySelectorAll('body > :not(.cover)')].every((element) => getComputedStyle(element).visibility === 'hidden'))).toBe(true)
  // The blinking cursor is no part of the desk.
  const caret = await page.addStyleTag({ content: '* { caret-color: transparent !important }' }).catch(() => null)
  const shown = await page.screenshot()
  await page.evaluate(() => document.querySelectorAll('body > :not(.cover)').forEach((element) => { if (element instanceof HTMLElement) element.style.setProperty('opacity', '0', 'important') }))
  const bare = await page.screenshot()
  await page.evaluate(() => document.querySelectorAll('body > :not(.cover)').forEach((element) => { if (element instanceof HTMLElement) element.style.removeProperty('opacity') }))
  expect(shown.equals(bare)).toBe(true)
  await caret?.evaluate((element) => { (element as Element).remove() })
}
