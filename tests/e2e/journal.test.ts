// The officer's way back: at once by the bar, the next day by 操作记录, and out of the 回收站.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { copyOf, fewPeople, openBox, openDesk, settleBranch, type SettledBranch } from '../drive/settled.ts'

let branch: SettledBranch
beforeAll(async () => { branch = await settleBranch(fewPeople) })
afterAll(() => branch.remove())

const firstDay = '2026-09-15T02:00:00Z'
const nextDay = '2026-09-16T01:00:00Z'
const room = (page: Page, name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name }).click()
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
const names = async (page: Page) => page.locator('.ant-table-row b').allInnerTexts()
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
    await page.getByRole('textbox', { name: '从Excel复制后粘贴' }).fill('甲一\t群众\n乙二\t群众\n丙三\t群众')
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
  it('操作记录 tells what was done, takes back what can be, and says why and what to do where it cannot; the 回收站 gives the rest', async () => {
    const home = copyOf(branch)
    const first = await openDesk({ home, now: firstDay })
    await openBox(first)
    const kept = await save(first.page, { kind: 'generalMeeting', title: '九月党员大会', heldOn: '2026-09-10', place: '三楼' })
    const gone = await save(first.page, { kind: 'groupMeeting', title: '误建的党小组会', heldOn: '2026-09-11' })
    await toList(first.page)
    await first.page.getByRole('button', { name: '误建的党小组会' }).click()
    await first.page.getByRole('button', { name: '更多' }).click()
    await first.page.getByRole('button', { name: '删除这次会议' }).click()
    await first.page.getByText('已移到回收站').waitFor()
    await room(first.page, '党员')
    await first.page.getByRole('row').filter({ hasText: '方子涵' }).click()
    await first.page.getByRole('button', { name: '登记错了，从名册删除…' }).click()
    await first.page.getByRole('button', { name: '删除方子涵' }).click()
    await bar(first.page).getByText('已从名册删除方子涵').waitFor()
    await first.close()

    const second = await openDesk({ home, now: nextDay })
    const { page } = second
    await openBox(second)
    await save(page, { id: kept.id, revision: kept.revision, kind: 'generalMeeting', title: '九月党员大会', heldOn: '2026-09-10', place: '改错的地点' })
    await openJournal(page)
    await expectNoViolation(page)
    expect((await page.locator('.journal-days h2').allInnerTexts()).slice(0, 2)).toEqual(['2026年9月16日（星期三）　今天', '2026年9月15日（星期二）'])
    const row = (words: string) => page.locator('.journal-days li', { hasText: words })
    await row('登记会议《九月党员大会》').getByText('之后还有一步：修改《九月党员大会》。请先撤销后面那一步，或打开它直接改。').waitFor()
    await page.getByRole('button', { name: '撤销：修改《九月党员大会》' }).click()
    await page.getByText('已撤销修改《九月党员大会》').waitFor()
    expect(await page.evaluate(async (id) => { const answer = await window.api.call('meetings.get', { id }); return answer.ok ? answer.value.place : '' }, kept.id)).toBe('三楼')
    await page.getByRole('button', { name: '撤销：登记会议《九月党员大会》' }).waitFor()
    await page.getByRole('button', { name: '重做：撤销：修改《九月党员大会》' }).click()
    await page.getByText('已重做修改《九月党员大会》').waitFor()
    await page.getByRole('button', { name: '撤销：从名册删除方子涵' }).click()
    await page.getByText('已撤销从名册删除方子涵').waitFor()

    await page.getByRole('button', { name: '打开回收站' }).click()
    const trashRow = page.getByRole('row').filter({ hasText: '误建的党小组会' })
    await trashRow.getByText('还剩29天').waitFor()
    await expectNoViolation(page)
    await trashRow.getByRole('button', { name: '恢复' }).click()
    await page.getByText('已恢复《误建的党小组会》').waitFor()
    await page.getByText('回收站是空的').waitFor()
    await expectNoViolation(page)
    await room(page, '会议')
    await page.getByRole('button', { name: '误建的党小组会' }).waitFor()
    expect(gone.id).not.toBe(kept.id)
    await room(page, '党员')
    expect(await names(page)).toContain('方子涵')
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
