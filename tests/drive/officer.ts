// What an officer does, by the words on the screen. Nothing here calls into the page.
import type { Page } from 'playwright-core'

export interface BranchFacts { unit: string; branch: string; name: string; posts: string; password: string; since?: string }
export const fictionalBranch: BranchFacts = { unit: '南浦县烟草专卖局（分公司）', branch: '第二支部', name: '林静怡', posts: '组织委员、人力资源科科员', password: '秋天的账要日清月结' }

/** Fills the first page of the set-up and sends it. */
export async function setUpBranch(page: Page, { unit, branch, name, posts, password, since }: BranchFacts): Promise<void> {
  await page.getByRole('heading', { name: '建立支部' }).waitFor()
  await page.getByRole('checkbox').check()
  await page.getByLabel('单位').fill(unit)
  await page.getByLabel('支部', { exact: true }).fill(branch)
  await page.getByLabel('您的姓名').fill(name)
  await page.getByLabel('您的岗位').fill(posts)
  if (since !== undefined) await page.getByLabel('建账日期').fill(since)
  await page.getByLabel('新口令').fill(password)
  await page.getByLabel('再输一次').fill(password)
  await page.getByRole('button', { name: '建立支部' }).click()
  await page.getByRole('heading', { name: '打印恢复码' }).waitFor()
}

/** Reads the recovery code from the screen and types the two groups back. Answers the code. */
export async function confirmRecoveryCode(page: Page): Promise<string> {
  const groups = await page.locator('.code li span').allInnerTexts()
  for (const label of await page.locator('.typed-back label').allInnerTexts()) {
    const group = Number(/\d/.exec(label)?.[0] ?? 0)
    await page.getByLabel(label, { exact: true }).pressSequentially(groups[group - 1] ?? '')
  }
  await page.getByRole('button', { name: '核对恢复码' }).click()
  await page.locator('.app').waitFor()
  return groups.join('-')
}

/** Pastes the people. */
export async function pastePeople(page: Page, lines: string): Promise<void> {
  await page.getByRole('textbox', { name: '从Excel复制后粘贴' }).fill(lines)
  await page.getByRole('button', { name: /^登记\d+人$/ }).click()
  await page.locator('.table-room').waitFor()
}

export async function unlock(page: Page, password: string): Promise<void> {
  await page.getByLabel('口令', { exact: true }).fill(password)
  await page.getByRole('button', { name: '打开' }).click()
}

/** The room that is shown once the desk is open. */
export const roomShown = (page: Page): Promise<void> => page.locator('.room > *').first().waitFor()

/** To the room 会议 from 今天, where the day begins; a record that was being written is left open. */
export async function fromToday(page: Page): Promise<void> {
  await roomShown(page)
  if (await page.locator('.today-room').count() > 0) await toMeetings(page)
}

/** To the room 会议, by the navigation. */
export const toMeetings = (page: Page): Promise<void> => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()

/** Goes where the palette leads by the words of a command or of what it finds. */
export async function byPalette(page: Page, words: string, option: string = words): Promise<void> {
  await roomShown(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '找什么' }).fill(words)
  await page.getByRole('option', { name: option }).first().waitFor()
  await page.keyboard.press('Enter')
}
