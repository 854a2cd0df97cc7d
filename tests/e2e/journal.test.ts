// The officer's way back: at once by the bar, the next day by 操作记录, and out of the 回收站.
import { cpSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { copyOf, fewPeople, openBox, openDesk, settleBranch, workspaceOf, type SettledBranch } from '../drive/settled.ts'

let branch: SettledBranch
beforeAll(async () => { branch = await settleBranch(fewPeople) })
afterAll(() => branch.remove())

const firstDay = '2026-09-15T02:00:00Z'
const nextDay = '2026-09-16T01:00:00Z'
const room = (page: Page, name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
/** The list as somebody finds it who comes from another room. */
const toList = async (page: Page) => {
  await room(page, '设置')
  await room(page, '会议')
}
const bar = (page: Page) => page.locator('.undo-notice')
const openJournal = async (page: Page) => {
  await room(page, '设置')
  await page.getByRole('button', { name: '查看操作记录' }).click()
  await page.getByRole('heading', { name: '操作记录' }).waitFor()
}
const save = (page: Page, draft: Input<'meetings.save'>) => page.evaluate(async (input) => {
  const answer = await window.api.call('meetings.save', input)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}, draft)
const names = async (page: Page) => page.locator('table.roster .row-link').allInnerTexts()
async function expectNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}

describe('an act', () => {
  it('of many people is taken back at once, from the keyboard, by the bar that follows it', async () => {
    const desk = await openDesk({ home: copyOf(branch), now: firstDay })
    const { page } = desk
    await openBox(desk)
    await room(page, '党员')
    await page.getByRole('row').filter({ hasText: '方子涵' }).waitFor()
    const before = await names(page)
    await page.getByRole('button', { name: '登记人员' }).click()
    await page.getByRole('tab', { name: '粘贴多人' }).click()
    await page.getByRole('textbox', { name: '从Excel复制后粘贴' }).fill('甲一\t正式党员\n乙二\t正式党员\n丙三\t正式党员')
    await page.getByRole('button', { name: '登记3人' }).click()
    await bar(page).getByText('已登记3人').waitFor()
    await expectNoViolation(page)
    await bar(page).getByRole('button', { name: '撤销' }).focus()
    await page.keyboard.press('Enter')
    await bar(page).getByText('已撤销：登记3人').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('收起')
    await expect.poll(() => names(page)).toEqual(before)
    await page.keyboard.press('Escape')
    await bar(page).waitFor({ state: 'hidden' })
  })

  it('that was refused, or changed nothing, offers nothing to take back', async () => {
    const desk = await openDesk({ home: copyOf(branch), now: firstDay })
    const { page } = desk
    await openBox(desk)
    await room(page, '党员')
    await page.getByRole('row').filter({ hasText: '方子涵' }).click()
    await page.getByRole('button', { name: '改正姓名' }).click()
    await page.getByRole('textbox', { name: '姓名', exact: true }).fill('周启明')
    await page.getByRole('button', { name: '改正', exact: true }).click()
    await page.locator('.panel').getByText('名册里已有同名的人').waitFor()
    expect(await bar(page).count()).toBe(0)
  })
})

describe('the next day, after a restart,', () => {
  let yesterday: SettledBranch
  let kept: Awaited<ReturnType<typeof save>>
  beforeAll(async () => {
    const { home, remove } = makeHome()
    yesterday = { home, recoveryCode: branch.recoveryCode, remove }
    cpSync(workspaceOf(branch.home), workspaceOf(home), { recursive: true })
    const desk = await Desk.open({ home, now: firstDay })
    const { page } = desk
    await openBox(desk)
    kept = await save(page, { kind: 'generalMeeting', title: '九月党员大会', heldOn: '2026-09-10', place: '三楼' })
    const gone = await save(page, { kind: 'groupMeeting', title: '误建的党小组会', heldOn: '2026-09-11' })
    await page.evaluate((id) => window.api.call('meetings.remove', { id }), gone.id)
    await room(page, '党员')
    await page.getByRole('row').filter({ hasText: '方子涵' }).click()
    await page.getByRole('button', { name: '登记错了，从名册删除…' }).click()
    await page.getByRole('button', { name: '删除方子涵' }).click()
    await bar(page).getByText('已从名册删除方子涵').waitFor()
    await desk.close()
  })
  afterAll(() => yesterday.remove())

  it('操作记录 takes back what can be and does it again, and says why and what to do where it cannot', async () => {
    const desk = await openDesk({ home: copyOf(yesterday), now: nextDay })
    const { page } = desk
    await openBox(desk)
    await save(page, { id: kept.id, revision: kept.revision, kind: 'generalMeeting', title: '九月党员大会', heldOn: '2026-09-10', place: '改错的地点' })
    const place = () => page.evaluate(async (id) => { const answer = await window.api.call('meetings.get', { id }); return answer.ok ? answer.value.place : '' }, kept.id)
    await openJournal(page)
    await page.locator('.journal-days h2').first().waitFor()
    expect((await page.locator('.journal-days h2').allInnerTexts()).slice(0, 2)).toEqual(['2026年9月16日（星期三）　今天', '2026年9月15日（星期二）'])
    await page.locator('.journal-days li', { hasText: '登记会议《九月党员大会》' }).getByText('之后还有一步：修改《九月党员大会》。请先撤销后面那一步，或打开它直接改。').waitFor()
    await page.getByRole('button', { name: '撤销：修改《九月党员大会》' }).click()
    await page.getByText('已撤销修改《九月党员大会》').waitFor()
    expect(await place()).toBe('三楼')
    await page.getByRole('button', { name: '撤销：登记会议《九月党员大会》' }).waitFor()
    await page.getByRole('button', { name: '重做：撤销：修改《九月党员大会》' }).click()
    await page.getByText('已重做修改《九月党员大会》').waitFor()
    expect(await place()).toBe('改错的地点')
  })

  it('the 回收站 tells how long each is there, and gives it back', async () => {
    const desk = await openDesk({ home: copyOf(yesterday), now: nextDay })
    const { page } = desk
    await openBox(desk)
    await room(page, '设置')
    await page.getByRole('button', { name: '打开回收站' }).click()
    for (const name of ['误建的党小组会', '方子涵']) {
      const row = page.getByRole('row').filter({ hasText: name })
      await row.getByText('还剩29天').waitFor()
      await row.getByRole('button', { name: '恢复' }).click()
      await page.getByText(new RegExp(`^已恢复.*${name}`)).waitFor()
    }
    await page.getByText('回收站是空的').waitFor()
    expect(await page.locator('.trash-table').count()).toBe(0)
    await room(page, '会议')
    await page.getByRole('button', { name: '误建的党小组会' }).waitFor()
    await room(page, '党员')
    await page.getByRole('row').filter({ hasText: '方子涵' }).waitFor()
  })
})

describe('Ctrl+Z', () => {
  it('stays the undo of the editor: the record that is open follows the hand, not the journal', async () => {
    const desk = await openDesk({ home: copyOf(branch), now: firstDay })
    const { page } = desk
    await openBox(desk)
    await save(page, { kind: 'generalMeeting', title: '九月党员大会', heldOn: '2026-09-10', place: '三楼' })
    await toList(page)
    await page.getByRole('button', { name: '九月党员大会' }).click()
    const place = page.getByRole('textbox', { name: '地点' })
    await place.fill('四楼')
    await page.getByText(/^已保存/).waitFor()
    await place.focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => place.inputValue()).toBe('三楼')
    await page.waitForTimeout(400)
    await openJournal(page)
    expect(await page.locator('.journal-days li p:first-child').allInnerTexts()).not.toContainEqual(expect.stringMatching(/^撤销/))
  })
})
