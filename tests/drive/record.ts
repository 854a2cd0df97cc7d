// Writing a committee meeting down through the editor, by keyboard wherever an officer would.
import type { Page } from 'playwright-core'
import type { Input } from '../../shared/contract/index.ts'

type Draft = Omit<Input<'meetings.save'>, 'attendance'>
export type Item = NonNullable<Draft['agenda']>[number]

/** Types into what has the focus, as an input method commits it: whole pieces at once. */
export const commit = (page: Page, text: string): Promise<void> => page.keyboard.insertText(text)

const field = (page: Page, name: string) => page.locator(`[data-field="${name}"]`)

/** Replaces what stands in a one-line field and goes on with Enter. */
async function line(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).focus()
  await page.keyboard.press('Control+a')
  await (text === '' ? page.keyboard.press('Delete') : commit(page, text))
  await page.keyboard.press('Enter')
}

/** Begins a record of a kind, by the short name that the menu shows. */
export async function startMeeting(page: Page, kind = '支委会'): Promise<void> {
  await page.getByRole('button', { name: '登记会议' }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).click()
  await page.locator('[data-field=startsAt]:focus').waitFor()
}

export async function writeBasics(page: Page, { title, heldOn, startsAt = '', endsAt = '', place = '', chair = '', recorder = '' }: Draft): Promise<void> {
  await line(page, 'title', title)
  const [year = '', month = '', day = ''] = heldOn.split('-')
  await field(page, 'heldOn').focus()
  // Three parts, each gone on from by itself when it is full.
  await page.keyboard.type(`${year}${month}${day}`)
  await line(page, 'startsAt', startsAt)
  await line(page, 'endsAt', endsAt)
  await line(page, 'place', place)
  await line(page, 'chair', chair)
  await line(page, 'recorder', recorder)
}

/** Everybody by the digit 1, from the first name on. */
export async function markAllPresent(page: Page, people: number): Promise<void> {
  await page.locator('.marks input').first().focus()
  for (let n = 0; n < people; n++) await page.keyboard.press('1')
}

export async function addGuests(page: Page, guests: Draft['guests'] = []): Promise<void> {
  for (const { name, note = '' } of guests) {
    await field(page, 'addGuest').focus()
    await page.keyboard.press('Enter')
    await commit(page, name)
    await page.keyboard.press('Tab')
    if (note !== '') await commit(page, note)
  }
}

/** Adds an item at the end and answers its id on the screen. */
export async function addItem(page: Page, title: string): Promise<string> {
  await field(page, 'addAgenda').focus()
  await page.keyboard.press('Alt+n')
  await commit(page, title)
  return await page.locator('[data-agenda]').last().getAttribute('data-agenda') ?? ''
}

/** Everything of an item but its title. */
export async function writeItem(page: Page, id: string, { reporter = '', report = '', speeches = [], discussion = '', votes = [], decision = '', actions = [] }: Item): Promise<void> {
  const at = `agenda.${id}`
  await line(page, `${at}.reporter`, reporter)
  await field(page, `${at}.report`).focus()
  await commit(page, report)
  for (const { speaker, text } of speeches) {
    await field(page, `${at}.addSpeech`).focus()
    await page.keyboard.press('Enter')
    await commit(page, speaker)
    await page.keyboard.press('Tab')
    await commit(page, text)
  }
  if (discussion !== '') {
    await field(page, `${at}.discussion`).focus()
    await commit(page, discussion)
  }
  for (const [n, vote] of votes.entries()) {
    await field(page, `${at}.addVote`).focus()
    await page.keyboard.press('Enter')
    await field(page, `${at}.vote.${n}.yes`).focus()
    for (const count of [vote.yes, vote.no, vote.abstain]) {
      await page.keyboard.type(String(count))
      await page.keyboard.press('Enter')
    }
  }
  await field(page, `${at}.decision`).focus()
  await commit(page, decision)
  for (const { task, owners = '', dueText = '' } of actions) {
    await field(page, `${at}.addAction`).focus()
    await page.keyboard.press('Enter')
    await commit(page, owners)
    await page.keyboard.press('Tab')
    await commit(page, task)
    await page.keyboard.press('Tab')
    await commit(page, dueText)
  }
}

/** Waits until everything typed is stored. */
export async function saved(page: Page): Promise<void> {
  await page.waitForTimeout(60)
  await page.locator('.saved [role=status]', { hasText: /^已保存/ }).waitFor()
}
