// Writing a committee meeting down through the editor, by keyboard wherever an officer would.
import type { Page } from 'playwright-core'
import type { Input } from '../../shared/contract/index.ts'
import { attendanceNames, attendanceStates, type AttendanceState } from '../../shared/domain/meeting.ts'
import { kindElements, kindFacts } from '../../shared/domain/meetingKinds.ts'

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
    await writeVote(page, `${at}.vote.${n}`, vote)
  }
  await field(page, `${at}.decision`).focus()
  await commit(page, decision)
  for (const { task, owners = '', dueText = '', startText = '', repeatText = '' } of actions) {
    await field(page, `${at}.addAction`).focus()
    await page.keyboard.press('Enter')
    await commit(page, owners)
    await page.keyboard.press('Tab')
    await commit(page, task)
    await page.keyboard.press('Tab')
    await commit(page, dueText)
    await page.keyboard.press('Tab')
    await commit(page, startText)
    await page.keyboard.press('Tab')
    await commit(page, repeatText)
  }
}

type Vote = NonNullable<Item['votes']>[number]

/** One vote: its scene and method where they are not what was proposed, then its numbers. */
export async function writeVote(page: Page, at: string, { scene, method, subject = '', ...vote }: Vote): Promise<void> {
  const card = page.locator('.vote', { has: field(page, `${at}.yes`) })
  if (scene !== undefined) await card.locator('select').first().selectOption(scene)
  if (method !== undefined) await card.locator('select').nth(1).selectOption(method)
  await line(page, `${at}.subject`, subject)
  for (const name of ['issued', 'returned', 'valid', 'yes', 'no', 'abstain', 'writtenYes', 'writtenNo', 'writtenAbstain'] as const) {
    const count = vote[name]
    if (await field(page, `${at}.${name}`).count() > 0) await line(page, `${at}.${name}`, String(count ?? 0))
  }
  for (const name of ['teller', 'counters'] as const) if (await field(page, `${at}.${name}`).count() > 0) await line(page, `${at}.${name}`, vote[name] ?? '')
}

/** What a kind asks beside the common elements. */
export async function writeElements(page: Page, kind: Draft['kind'], elements: Draft['elements'] = {}): Promise<void> {
  for (const { code, entry } of kindElements[kind]) {
    const value = elements[code] ?? ''
    if (value === '') continue
    const place = field(page, `element.${code}`)
    if (entry.form === 'choice') await place.selectOption(value)
    else if (entry.form === 'choices') for (const option of value.split('、')) await place.getByRole('checkbox', { name: option }).check()
    else {
      await place.focus()
      await commit(page, value)
    }
  }
}

/** Marks people by name, each with its digit; who is away gets the reason. */
export async function markAttendance(page: Page, marks: readonly { name: string; state: AttendanceState; reason: string }[]): Promise<void> {
  for (const { name, state, reason } of marks) {
    await page.getByRole('radiogroup', { name: `${name}签到`, exact: true }).locator('input').first().focus()
    await page.keyboard.press(String(attendanceStates.indexOf(state) + 1))
    if (reason !== '') await page.getByLabel(`${name}${attendanceNames[state]}的原因`).fill(reason)
  }
}

/** A whole record, from its title to its last task, as the officer has it before them. */
export async function writeWhole(page: Page, draft: Draft, marks: Parameters<typeof markAttendance>[1]): Promise<void> {
  await startMeeting(page, kindFacts[draft.kind].short)
  await writeBasics(page, draft)
  await writeElements(page, draft.kind, draft.elements)
  await markAttendance(page, marks)
  await addGuests(page, draft.guests)
  if (draft.opening !== undefined && draft.opening !== '') {
    await field(page, 'opening').focus()
    await commit(page, draft.opening)
  }
  for (const item of draft.agenda ?? []) {
    const id = await addItem(page, item.title)
    if (item.nature !== undefined) await page.locator(`[data-agenda="${id}"] .nature`).selectOption(item.nature)
    await writeItem(page, id, item)
  }
  await saved(page)
}

/** Waits until everything typed is stored. */
export async function saved(page: Page): Promise<void> {
  await page.waitForTimeout(60)
  await page.locator('.saved [role=status]', { hasText: /^已保存/ }).waitFor()
}
