// What became of earlier decisions: the next meeting begins with it, an item is closed there with its evidence, and what could be dealt with is offered.
import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { committee, peopleLines, record } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, toMeetings } from '../drive/officer.ts'
import { addItem, markAllPresent, saved, startMeeting, writeBasics, writeItem } from '../drive/record.ts'

const { home, remove } = makeHome()
const pictures = process.env['BRANCH_DESK_SHOTS']
let desk: Desk
let page: Page
let shot = 0

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-10-20T08:20:00Z' })
  page = desk.page
  page.setDefaultTimeout(45_000)
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
  await pastePeople(page, peopleLines)
  await toMeetings(page)
})
afterAll(async () => {
  await desk.close()
  remove()
})

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${String(++shot).padStart(2, '0')}-${name}.png`) })
}
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
}
const paragraph = () => page.getByRole('textbox', { name: '上次议定事项落实' })
const offers = () => page.locator('.offers')

describe('the meeting after the decisions', () => {
  it('begins with what became of them', async () => {
    await startMeeting(page)
    await writeBasics(page, record)
    await markAllPresent(page, committee.length)
    for (const item of record.agenda) await writeItem(page, await addItem(page, item.title), item)
    await saved(page)
    await toMeetings(page)
    await startMeeting(page)
    await expect.poll(() => paragraph().inputValue()).toMatch(/^上次以来议定和此前未办结的事项共\d+项，已办结0项/)
    expect(await paragraph().inputValue()).toContain('吴国栋：完成支部议定事项清单首次核对（9月30日前），逾期未办结。')
    await offers().waitFor()
    await picture('落实情况')
    await expectNoViolation()
  })

  it('an item is closed there with its evidence, and the paragraph says so', async () => {
    await page.getByRole('button', { name: '逐项办结' }).click()
    const items = page.getByRole('list', { name: '议定事项的落实' }).getByRole('listitem')
    await items.first().waitFor()
    const first = items.filter({ hasText: '吴国栋' })
    await first.getByRole('button', { name: /^办结/ }).click()
    await page.getByRole('button', { name: '登记办结' }).click()
    await page.getByRole('alert').filter({ hasText: '佐证' }).waitFor()
    await first.getByRole('textbox').fill('首次核对表已由支委会签字')
    await picture('登记办结')
    await page.keyboard.press('Enter')
    await expect.poll(() => paragraph().inputValue()).toContain('已于10月20日办结（超期），首次核对表已由支委会签字。')
    await saved(page)
    await expect.poll(() => first.getByRole('button', { name: /^重新打开/ }).count()).toBe(1)
    await picture('已办结')
    await expectNoViolation()
    await first.getByRole('button', { name: /^重新打开/ }).click()
    await expect.poll(() => paragraph().inputValue()).toContain('吴国栋：完成支部议定事项清单首次核对（9月30日前），逾期未办结，正在办理。')
  })

  it('own words stay until it is asked for, and come back with Ctrl+Z', async () => {
    await paragraph().fill('各项均在办理。')
    await page.getByRole('button', { name: '更新落实情况' }).click()
    await expect.poll(() => paragraph().inputValue()).toContain('吴国栋')
    await paragraph().focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => paragraph().inputValue()).toBe('各项均在办理。')
  })

  it('what the attending have overdue becomes an item of the agenda', async () => {
    const offered = offers().getByRole('button', { name: /^列入议题/ })
    const before = await offered.count()
    expect(before).toBeGreaterThan(0)
    await offered.first().click()
    await page.getByRole('textbox', { name: '议题一的标题' }).waitFor()
    expect(await page.getByRole('textbox', { name: '议题一的标题' }).inputValue()).toMatch(/^督办：/)
    await picture('列入议题')
  })
})
