// An input method composes through Chromium's own composition: nothing may be taken, sent or moved before it commits.
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { addItem, saved, startMeeting } from '../drive/record.ts'

const { home, remove } = makeHome()
let desk: Desk
let page: Page
let keys: CDPSession
let item = ''

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-09-08T08:20:00Z' })
  page = desk.page
  keys = await page.context().newCDPSession(page)
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
  await pastePeople(page, peopleLines)
  await page.getByRole('button', { name: '会议', exact: true }).click()
  await startMeeting(page)
  item = await addItem(page, '走访')
  await saved(page)
})
afterAll(async () => {
  await desk.close()
  remove()
})

const compose = (text: string) => keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
const commit = (text: string) => keys.send('Input.insertText', { text })
const field = (name: string) => page.locator(`[data-field="agenda.${item}.${name}"]`)
/** A key as it arrives while an input method composes: 229, Process. */
const processKey = (code: string) => keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 })

/** What is stored of the item, read from the list of what the service holds. */
async function storedItem(): Promise<{ title: string; report: string; reporter: string; decision: string } | undefined> {
  await saved(page)
  return page.evaluate(async () => {
    const list = await window.api.call('meetings.list', {})
    const id = list.ok ? list.value.rows[0]?.id ?? '' : ''
    const meeting = await window.api.call('meetings.get', { id })
    return meeting.ok ? meeting.value.agenda[0] : undefined
  })
}

describe('while an input method composes', () => {
  it('keeps the composition in the field and stores only what was committed', async () => {
    await field('report').focus()
    await compose('z')
    await compose('zou')
    await page.waitForTimeout(500)
    expect(await field('report').inputValue()).toBe('zou')
    expect((await storedItem())?.report).toBe('')
    await compose('走访')
    await commit('走访')
    expect(await field('report').inputValue()).toBe('走访')
    expect((await storedItem())?.report).toBe('走访')
  })

  it('goes on from the middle of a text without moving the cursor', async () => {
    await page.keyboard.press('ArrowLeft')
    await compose('fang')
    await compose('家')
    await commit('家')
    await page.keyboard.type('X')
    expect(await field('report').inputValue()).toBe('走家X访')
    await page.keyboard.press('Backspace')
    expect((await storedItem())?.report).toBe('走家访')
  })

  it('stores nothing of a composition that was given up', async () => {
    await field('decision').focus()
    await compose('jue')
    await compose('')
    await page.waitForTimeout(400)
    expect(await field('decision').inputValue()).toBe('')
    expect((await storedItem())?.decision).toBe('')
  })

  it('leaves Enter, digits and arrows to the input method', async () => {
    await field('reporter').focus()
    await compose('zheng')
    for (const code of ['Enter', 'Digit1', 'ArrowDown', 'Escape', 'F6']) await processKey(code)
    expect(await page.locator('[data-field$=".reporter"]:focus').count()).toBe(1)
    expect(await page.locator('.preview').count()).toBe(0)
    await compose('郑浩然')
    await commit('郑浩然')
    expect(await field('reporter').inputValue()).toBe('郑浩然')
    expect((await storedItem())?.reporter).toBe('郑浩然')
  })

  it('does not lose a composition when the record is saved meanwhile', async () => {
    await field('title').focus()
    await page.keyboard.press('End')
    await page.keyboard.type('A')
    await compose('tisheng')
    // The save of the letter before answers while this is being composed.
    await page.waitForTimeout(500)
    expect(await field('title').inputValue()).toBe('走访Atisheng')
    await commit('提升')
    expect((await storedItem())?.title).toBe('走访A提升')
  })
})
