// A story of its own: the password is forgotten, guessed at, and set anew with the printed code; nothing is lost on the way.
import type { Page } from 'playwright-core'
import type { Desk } from '../drive/desk.ts'
import { confirmRecoveryCode, toMeetings, unlock } from '../drive/officer.ts'
import type { Stage } from './later.ts'

const newPassword = '冬天的账也要日清月结'
const now = '2026-11-02T01:00:00Z'

async function countMeetings(page: Page): Promise<number> {
  const answer = await page.evaluate(() => window.api.call('meetings.list', {}))
  return answer.ok ? answer.value.total ?? 0 : 0
}

async function guess(page: Page, password: string): Promise<void> {
  await page.getByRole('button', { name: '打开', disabled: false }).waitFor({ timeout: 60_000 })
  await unlock(page, password)
  await page.locator('form[aria-busy=false] [role=alert]').waitFor()
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: '忘记口令' }).click()
  await page.getByLabel('恢复码', { exact: true }).fill(code)
  await page.getByLabel('新口令 至少8个字符').fill(newPassword)
  await page.getByLabel('再输一次').fill(newPassword)
}
const send = (page: Page) => page.getByRole('button', { name: '设新口令', disabled: false }).click({ timeout: 60_000 })

/** Ends at the desk, which the new password opened. Throws where the records are not all there, or where the old code still opens. */
export async function forgottenPassword(stage: Stage, desk: Desk, recoveryCode: string): Promise<void> {
  const { picture, say } = stage
  say('忘记口令：连续输错，越等越久；用恢复码设新口令')
  const meetings = await countMeetings(desk.page)
  let { page } = await stage.onDay(now)
  for (let n = 0; n < 5; n++) await guess(page, `记不清了${n}`)
  await picture('忘记口令 第五次输错，要等')
  for (let n = 0; n < 2; n++) await guess(page, `还是记不清${n}`)
  await picture('忘记口令 第七次，等得更久')
  page = (await stage.onDay(now)).page
  await page.getByRole('timer').waitFor()
  await picture('忘记口令 关掉再开也要等')
  await enterCode(page, recoveryCode)
  await picture('忘记口令 用恢复码')
  await send(page)
  await page.getByText('新口令已设好').waitFor()
  await picture('忘记口令 新的恢复码')
  const fresh = await confirmRecoveryCode(page)
  await toMeetings(page)
  await page.locator('table.meetings').waitFor()
  await picture('忘记口令 记录都在')
  const found = await countMeetings(page)
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: '忘记口令' }).waitFor()
  await enterCode(page, recoveryCode)
  await send(page)
  await page.getByText('恢复码不对').waitFor()
  await picture('忘记口令 旧恢复码已作废')
  await page.getByRole('button', { name: '返回' }).click()
  await unlock(page, newPassword)
  await page.locator('.app').waitFor()
  if (found !== meetings || fresh === recoveryCode) throw new Error(`忘记口令：应有${meetings}次会议，找到${found}次`)
  say(`忘记口令：新口令打得开，旧恢复码打不开，${found}次会议都在`)
}
