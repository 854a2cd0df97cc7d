// Find anything: Ctrl+K from anywhere, with the sample records, by the keyboard alone.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { toMeetings, unlock } from '../drive/officer.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'

const now = '2026-11-22T02:00:00Z'
let desk: Desk
let page: Page
let keys: CDPSession

const save = (input: Input<'meetings.save'>) => page.evaluate(async (draft) => {
  const answer = await window.api.call('meetings.save', draft)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}, input)

const { home, remove } = makeHome()
beforeAll(async () => {
  await makeSampleBranch(home, now)
  desk = await Desk.open({ home, now })
  page = desk.page
  page.setDefaultTimeout(40_000)
  keys = await page.context().newCDPSession(page)
  await unlock(page, branch.password)
  await page.locator('.app').waitFor()
})
afterAll(async () => {
  await desk.close()
  remove()
})

const palette = () => page.getByRole('dialog', { name: '查找' })
const input = () => palette().getByRole('combobox', { name: '找什么' })
const rows = () => palette().getByRole('option')
const marked = () => palette().locator('[aria-selected=true]')
const press = (key: string) => page.keyboard.press(key)
async function find(text: string): Promise<void> {
  if (!(await palette().isVisible())) await press('Control+k')
  await input().fill(text)
  // What is shown is what was typed now, not what was found before.
  await expect.poll(() => palette().getAttribute('data-answered')).toBe(text)
}
/** A picture for whoever wants to look, where SHOTS names a folder. */
async function picture(name: string): Promise<void> {
  const folder = process.env['BRANCH_DESK_SHOTS']
  if (folder === undefined) return
  for (const [width, height] of [[1366, 768], [1920, 1080]] as const) {
    await desk.resize(width, height)
    await page.waitForTimeout(250)
    writeFileSync(join(folder, `${name}-${width}.png`), await page.screenshot())
  }
  await desk.resize(1366, 768)
}
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}
const focused = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? document.activeElement?.className ?? '')

describe('the palette', () => {
  it('opens from the box in the top bar and by Ctrl+K, offers what can be done, and Esc gives the focus back', async () => {
    await toMeetings(page)
    await picture('top-bar')
    await page.getByRole('button', { name: /^找人、会议/ }).click()
    await palette().waitFor()
    expect(await palette().getByRole('option', { name: '登记支委会' }).count()).toBe(1)
    await picture('commands')
    await expectNoViolation()
    await press('Escape')
    await palette().waitFor({ state: 'hidden' })
    expect(await focused()).toBe('search-box')
    await press('Control+k')
    await palette().waitFor()
    await press('Control+k')
    await palette().waitFor({ state: 'hidden' })
  })

  it('finds a person by the first letters of the name and opens the file', async () => {
    await find('zqm')
    await expect.poll(() => rows().first().innerText()).toContain('周启明')
    await press('Enter')
    await page.getByRole('complementary', { name: '周启明的档案' }).waitFor()
  })

  it('finds what was said in a meeting, marks it, and opens the record where it stands', async () => {
    await find('真烟')
    await expect.poll(() => palette().locator('mark').first().innerText()).toBe('真烟')
    await picture('found')
    await expectNoViolation()
    const task = palette().getByRole('group', { name: '会议' }).getByRole('option').filter({ has: page.locator('.palette-passage mark') }).first()
    const passage = (await task.locator('.palette-passage').innerText()).replace(/\s+/g, '')
    const wanted = await rows().evaluateAll((all, id) => all.findIndex((row) => row.id === id), await task.getAttribute('id') ?? '')
    for (let n = 0; n < wanted; n++) await press('ArrowDown')
    expect((await marked().innerText()).replace(/\s+/g, '')).toContain(passage)
    await press('Enter')
    await page.locator('fieldset.sheet').waitFor()
    await expect.poll(() => page.evaluate(() => {
      const control = document.activeElement
      return control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement ? control.value.slice(control.selectionStart ?? 0, control.selectionEnd ?? 0) : ''
    })).toBe('真烟')
    await picture('opened')
  })

  it('goes on to another field of the record that is open, and to a task of another', async () => {
    const place = await page.locator('[data-field=place]').inputValue()
    await find(place)
    await expect.poll(() => rows().count()).toBeGreaterThan(0)
    await palette().getByRole('group', { name: '只看' }).getByRole('button', { name: /^会议/ }).click()
    await input().focus()
    const title = await page.locator('[data-field=title]').inputValue()
    const wanted = await rows().evaluateAll((all, name) => all.findIndex((row) => (row.textContent ?? '').includes(name)), title)
    for (let n = 0; n < wanted; n++) await press('ArrowDown')
    await press('Enter')
    await expect.poll(focused).toBe('place')
    await find('9月30日')
    await palette().getByRole('group', { name: '只看' }).getByRole('button', { name: /^议定事项/ }).click()
    await expect.poll(async () => (await palette().getByRole('group', { name: '人员' }).count())).toBe(0)
    await input().focus()
    await picture('items')
    await press('Enter')
    await expect.poll(focused).toMatch(/^agenda\..+\.action\..+\.task$/)
  })

  it('does what a command says', async () => {
    await find('备份')
    await expect.poll(() => marked().innerText()).toContain('备份与恢复')
    await press('Enter')
    await page.getByRole('heading', { name: '备份与恢复', level: 1 }).or(page.getByRole('heading', { name: '备份', level: 1 })).first().waitFor()
    await find('登记主题党日')
    await press('Enter')
    await page.locator('fieldset.sheet').waitFor()
    expect(await page.locator('.crumbs h1').innerText()).toBe('主题党日活动')
  })

  it('says that nothing was found, and what to try', async () => {
    await find('这几个字哪里都没有')
    await palette().getByText('没有找到“这几个字哪里都没有”').waitFor()
    await picture('none')
    await expectNoViolation()
    await press('Escape')
  })

  it('leaves keys to an input method that composes', async () => {
    await press('Control+k')
    await palette().waitFor()
    await keys.send('Input.imeSetComposition', { text: 'zhi', selectionStart: 3, selectionEnd: 3 })
    for (const code of ['Enter', 'Escape', 'ArrowDown']) await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 })
    expect(await palette().isVisible()).toBe(true)
    expect(await palette().locator('.palette-filters').count()).toBe(0)
    await keys.send('Input.insertText', { text: '支委会' })
    await expect.poll(() => palette().locator('.palette-list mark').first().innerText()).toBe('支委会')
    await press('Escape')
    await palette().waitFor({ state: 'hidden' })
  })

  it('does not show what was removed, nor what a talk said', async () => {
    const { id } = await save({ kind: 'themeDay', title: '防空演练主题党日', heldOn: '2026-11-10' })
    await save({ kind: 'heartTalk', title: '谈防空', heldOn: '2026-11-11', elements: { points: '防空的事' } })
    await find('防空')
    await expect.poll(() => rows().allInnerTexts().then((all) => all.map((text) => text.split('\n')[0]))).toEqual(['防空演练主题党日'])
    await page.evaluate((meetingId) => window.api.call('meetings.remove', { id: meetingId }), id)
    await find('')
    await find('防空')
    await palette().getByText('没有找到“防空”').waitFor()
    await press('Escape')
  })

  it('lists many, tells how many there are, and stays where the keyboard is in sight', async () => {
    for (let n = 1; n <= 28; n++) await save({ kind: 'committeeMeeting', title: `研究烟叶收购的第${n}次会议，题目很长很长，长到一行放不下，还要再长一些才够三十个字以上，看看怎么截断`, heldOn: `2026-02-${String(n).padStart(2, '0')}`, agenda: [{ title: `烟叶收购第${n}项`, actions: [{ task: `落实烟叶收购第${n}项，逐户核对`, owners: '马晓东' }] }] })
    await find('烟叶收购')
    await expect.poll(() => palette().getByRole('button', { name: /^会议 28/ }).count()).toBe(1)
    await picture('many')
    await palette().getByRole('button', { name: /^会议 28/ }).click()
    await expect.poll(() => rows().count()).toBe(28)
    await input().focus()
    for (let n = 0; n < 20; n++) await press('ArrowDown')
    expect(await marked().evaluate((row) => {
      const [at, list] = [row.getBoundingClientRect(), row.closest('.palette-list')?.getBoundingClientRect()]
      return list !== undefined && at.top >= list.top - 1 && at.bottom <= list.bottom + 1
    })).toBe(true)
    await picture('many-meetings')
    await expectNoViolation()
    await press('Escape')
  })

  it('builds its index anew, says how far it is, and finds the same again', async () => {
    await find('重建')
    await expect.poll(() => marked().innerText()).toContain('重建查找用的索引')
    await press('Enter')
    expect(await palette().isVisible()).toBe(true)
    await palette().getByText(/正在建立索引…\d+\/\d+次会议/).waitFor()
    await picture('building')
    await palette().getByText('正在建立索引').waitFor({ state: 'hidden' })
    await find('烟叶收购')
    await expect.poll(() => palette().getByRole('button', { name: /^会议 28/ }).count()).toBe(1)
    await press('Escape')
  })

  it('does not open over a question, and the record that is left is saved', async () => {
    await find('烟叶收购第9项')
    await press('Enter')
    await page.locator('fieldset.sheet').waitFor()
    await page.locator('[data-field=place]').fill('县局一楼')
    await press('Control+k')
    await input().fill('去党员')
    await expect.poll(() => marked().innerText()).toContain('去党员')
    await press('Enter')
    await page.getByRole('button', { name: '登记人员' }).waitFor()
    await find('县局一楼')
    await expect.poll(() => rows().count()).toBe(1)
    await press('Escape')
    await page.getByRole('button', { name: '登记人员' }).click()
    await page.getByRole('dialog', { name: '登记人员' }).waitFor()
    await press('Control+k')
    expect(await palette().isVisible()).toBe(false)
  })

  it('locks by Ctrl+L, and what was looked for is not there afterwards', async () => {
    await press('Escape')
    await page.getByRole('dialog', { name: '登记人员' }).waitFor({ state: 'hidden' })
    await find('周启明')
    await press('Control+l')
    await page.getByLabel('口令', { exact: true }).waitFor()
    await unlock(page, branch.password)
    await page.locator('.app').waitFor()
    expect(await palette().count()).toBe(0)
    await press('Control+k')
    expect(await input().inputValue()).toBe('')
  })
})
