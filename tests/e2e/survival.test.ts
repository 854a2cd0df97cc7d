// What was committed and stored outlives the sudden death of every process, with cursor and place.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, unlock } from '../drive/officer.ts'
import { addItem, startMeeting } from '../drive/record.ts'

const { home, remove } = makeHome()
const now = '2026-09-08T08:20:00Z'
/** Typed text is on the disk at most this long after its last committed character. */
const promised = 300
let desk: Desk
const page = (): Page => desk.page
let item = ''

beforeAll(async () => {
  desk = await Desk.open({ home, now })
  await setUpBranch(page(), fictionalBranch)
  await confirmRecoveryCode(page())
  await pastePeople(page(), peopleLines)
  await page().getByRole('button', { name: '会议', exact: true }).click()
  await startMeeting(page())
  item = await addItem(page(), '研究业务难点')
  for (let n = 0; n < 12; n++) await addItem(page(), `另一个议题${n}`)
  await page().locator(`[data-field="agenda.${item}.report"]`).focus()
})
afterAll(async () => {
  await desk.close().catch(() => undefined)
  remove()
})

const report = () => page().locator(`[data-field="agenda.${item}.report"]`)
const cursor = () => report().evaluate((element: HTMLTextAreaElement) => ({ start: element.selectionStart, end: element.selectionEnd, focused: element === document.activeElement }))
const scrolled = () => page().locator('.desk').evaluate((element) => element.scrollTop)

/** Types, sets the cursor after `at` characters, waits no longer than promised, and answers where the screen stood. */
async function typeAndWait(text: string, at: number): Promise<{ scrollTop: number }> {
  await report().focus()
  await page().keyboard.press('Control+End')
  await page().keyboard.insertText(text)
  await report().evaluate((element: HTMLTextAreaElement, position) => element.setSelectionRange(position, position), at)
  await page().locator('.desk').evaluate((element) => { element.scrollTop += 30 })
  await page().waitForTimeout(promised)
  return { scrollTop: await scrolled() }
}

async function pidOf(which: RegExp): Promise<number> {
  const all = await desk.processes()
  const found = all.find(({ type, name }) => which.test(type) || which.test(name))
  if (!found) throw new Error(`no process like ${which.source} among ${JSON.stringify(all)}`)
  return found.pid
}

describe('after kill -9', () => {
  it('of the whole application the text, the cursor and the place are there', async () => {
    const { scrollTop } = await typeAndWait('真烟异常流动线索占全县42%。', 4)
    await desk.kill()
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await page().locator('[data-field$=".report"]:focus').first().waitFor()
    expect(await report().inputValue()).toBe('真烟异常流动线索占全县42%。')
    expect(await cursor()).toEqual({ start: 4, end: 4, focused: true })
    expect(Math.abs(await scrolled() - scrollTop)).toBeLessThan(3)
  })

  it('of the page it comes back by itself, without a password', async () => {
    const { scrollTop } = await typeAndWait('走访覆盖率86%。', 7)
    process.kill(await pidOf(/^Tab$/), 'SIGKILL')
    // The driver loses a killed page: the rest is asked of the window itself.
    const state = await desk.app.evaluate(async ({ BrowserWindow }, field) => {
      const [window] = BrowserWindow.getAllWindows()
      const ask = () => window?.webContents.executeJavaScript(`(() => { const e = document.querySelector(${JSON.stringify(field)}); return e && { value: e.value, start: e.selectionStart, focused: e === document.activeElement, scrollTop: document.querySelector('.desk').scrollTop } })()`)
      let found: { value: string; start: number; focused: boolean; scrollTop: number } | null = null
      for (let n = 0; n < 200 && !found?.focused; n++) {
        // A question to a page that is just being replaced is never answered.
        found = await Promise.race([ask(), new Promise<null>((done) => { setTimeout(() => done(null), 500) })])
        await new Promise((done) => { setTimeout(done, 50) })
      }
      return found
    }, `[data-field="agenda.${item}.report"]`)
    expect(state).toMatchObject({ value: '真烟异常流动线索占全县42%。走访覆盖率86%。', start: 7, focused: true })
    expect(Math.abs((state?.scrollTop ?? 0) - scrollTop)).toBeLessThan(3)
    await desk.kill()
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await page().locator('[data-field$=".report"]:focus').first().waitFor()
  })

  it('of the data service the text stays on the screen, the password is asked, and all of it is saved', async () => {
    await typeAndWait('送货准时率93.5%。', 3)
    process.kill(await pidOf(/branch-desk-data/), 'SIGKILL')
    await page().getByRole('dialog', { name: '数据服务意外停止' }).waitFor()
    await page().getByLabel('口令', { exact: true }).fill('不是这个')
    await page().getByRole('button', { name: '继续' }).click()
    await page().getByText('口令不对').waitFor()
    await page().getByLabel('口令', { exact: true }).fill(fictionalBranch.password)
    await page().getByRole('button', { name: '继续' }).click()
    await page().getByRole('dialog', { name: '数据服务意外停止' }).waitFor({ state: 'hidden' })
    expect(await report().inputValue()).toContain('送货准时率93.5%。')
    await report().focus()
    await page().keyboard.press('Control+End')
    await page().keyboard.insertText('雨天下降。')
    await page().locator('.saved [role=status]', { hasText: '已保存' }).waitFor()
    await page().waitForTimeout(promised)
    await desk.kill()
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await page().locator('[data-field$=".report"]:focus').first().waitFor()
    expect(await report().inputValue()).toBe('真烟异常流动线索占全县42%。走访覆盖率86%。送货准时率93.5%。雨天下降。')
  })

  it('of the data service while a save is on its way nothing is lost and nothing is refused', async () => {
    await report().focus()
    await page().keyboard.press('Control+End')
    const service = await pidOf(/branch-desk-data/)
    for (let n = 0; n < 20; n++) {
      await page().keyboard.insertText(`${n}`)
      if (n === 12) process.kill(service, 'SIGKILL')
      await page().waitForTimeout(40)
    }
    await page().getByRole('dialog', { name: '数据服务意外停止' }).waitFor()
    await page().getByLabel('口令', { exact: true }).fill(fictionalBranch.password)
    await page().getByRole('button', { name: '继续' }).click()
    await page().getByRole('dialog', { name: '数据服务意外停止' }).waitFor({ state: 'hidden' })
    await page().locator('.saved [role=status]', { hasText: '已保存' }).waitFor()
    const typed = await report().inputValue()
    await desk.kill()
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await page().locator('[data-field$=".report"]:focus').first().waitFor()
    expect(await report().inputValue()).toBe(typed)
    expect(typed).toContain('101112')
  })
})

/** How the application ends. */
const exitCode = (): Promise<number | null> => new Promise((done) => { desk.app.process().once('exit', done) })

describe('when a save is refused', () => {
  it('leaves nothing without asking, and keeps what is on the screen until it is given up', async () => {
    await page().getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await startMeeting(page())
    await page().locator('[data-field=place]').focus()
    await page().keyboard.insertText('甲')
    await page().locator('.saved [role=status]', { hasText: '已保存' }).waitFor()
    await page().waitForTimeout(500)
    // The record is changed from elsewhere: the next save is refused, as by a full disk.
    const id = await page().evaluate(async () => {
      const place = await window.api.call('place.last', {})
      const meetingId = place.ok ? place.value?.meetingId ?? '' : ''
      const read = await window.api.call('meetings.get', { id: meetingId })
      if (read.ok) {
        const { kind, title, heldOn } = read.value
        await window.api.call('meetings.save', { id: meetingId, kind, title, heldOn, place: '别处改的' })
      }
      return meetingId
    })
    expect(id).not.toBe('')
    await page().keyboard.insertText('乙')
    await page().getByText('未能保存').waitFor()
    const asks = page().getByRole('dialog', { name: '最后的改动还没有保存' })
    for (const way of ['会议', '锁定']) {
      await page().getByRole('button', { name: way, exact: true }).first().click()
      await asks.waitFor()
      await asks.getByRole('button', { name: '留在这里' }).click()
      expect(await page().locator('[data-field=place]').inputValue()).toBe('甲乙')
    }
    await desk.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.close() })
    await asks.waitFor()
    await asks.getByRole('button', { name: '再试一次' }).click()
    await page().waitForTimeout(300)
    await asks.waitFor()
    const ended = exitCode()
    await asks.getByRole('button', { name: '不保存，离开' }).click()
    expect(await ended).toBe(0)
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await page().locator('fieldset.sheet').waitFor()
    expect(await page().locator('[data-field=place]').inputValue()).toBe('别处改的')
  })

  it('does not lose the last letters when the window is closed right after them', async () => {
    await page().locator('[data-field=place]').focus()
    await page().keyboard.press('End')
    await page().keyboard.insertText('丙')
    const ended = exitCode()
    await desk.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.close() })
    expect(await ended).toBe(0)
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await page().locator('fieldset.sheet').waitFor()
    expect(await page().locator('[data-field=place]').inputValue()).toBe('别处改的丙')
  })
})
