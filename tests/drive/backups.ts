// Backups and restores as an officer does them, by the words on the screen.
import type { Page } from 'playwright-core'
import type { Desk } from './desk.ts'
import { fromToday } from './officer.ts'

/** To the page of backups, by 设置. */
export async function toBackups(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
  await page.getByRole('button', { name: '查看备份，恢复' }).click()
  await page.getByRole('heading', { name: '备份与恢复' }).waitFor()
  await page.locator('.backup-state').waitFor()
}

export async function backUpNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: '立即备份' }).click()
  await page.getByText('已备份，并已检查：可以恢复。').waitFor()
}

/** Chooses the second place and waits until all is copied. */
export async function chooseSecondPlace(desk: Desk, folder: string): Promise<void> {
  await desk.willChooseFolder(folder)
  await desk.page.getByRole('button', { name: '选择U盘或文件夹…' }).click()
  await desk.page.getByText('最近复制').waitFor()
}

/** Opens the question of a restore, of the row that has this text. */
export async function askRestore(page: Page, row: string | RegExp): Promise<void> {
  await page.getByRole('row').filter({ hasText: row }).first().getByRole('button', { name: /^恢复…/ }).click()
  await page.getByText('恢复之前先把现在的数据备份一份').waitFor()
}

/** Says yes, and waits until the page is there anew. */
export async function agreeToRestore(page: Page): Promise<void> {
  await page.getByLabel('我看过了，要恢复到这份备份').check()
  await page.evaluate(() => { Reflect.set(window, 'old', true) })
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await page.waitForFunction(() => !Reflect.has(window, 'old') && [...document.querySelectorAll('.shell-line')].some((line) => line.textContent.includes('已恢复到')))
  await fromToday(page)
}

/** At the gate, from the set-up page or the screen of a problem. */
export async function findBackupsIn(desk: Desk, folder: string): Promise<void> {
  await desk.page.getByRole('button', { name: /^从(?:U盘的)?备份恢复…/ }).click()
  await desk.willChooseFolder(folder)
  await desk.page.getByRole('button', { name: '选择U盘或文件夹…' }).click()
  await desk.page.getByRole('radiogroup', { name: '找到的备份' }).waitFor()
}

export async function restoreChosen(page: Page, password: string): Promise<void> {
  await page.getByLabel('口令', { exact: false }).fill(password)
  await page.getByRole('button', { name: '恢复这份备份' }).click()
}

/** The newest two hundred records as they are stored, and the hash of every attachment's content: what a restore has to bring back. */
export const everything = (page: Page): Promise<{ people: number; records: unknown[]; attachments: string[] }> => page.evaluate(async () => {
  const must = async <V>(answer: Promise<{ ok: true; value: V } | { ok: false; error: { message: string } }>): Promise<V> => {
    const given = await answer
    if (!given.ok) throw new Error(given.error.message)
    return given.value
  }
  const { rows } = await must(window.api.call('meetings.list', { limit: 200 }))
  const records: unknown[] = []
  const attachments: string[] = []
  for (const { id } of rows) {
    records.push(await must(window.api.call('meetings.get', { id })))
    for (const { id: file, name } of (await must(window.api.call('attachments.list', { meetingId: id }))).attachments) {
      const { base64 } = await must(window.api.call('attachments.content', { id: file }))
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(base64))
      attachments.push(`${name} ${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`)
    }
  }
  return { people: (await must(window.api.call('workspace.info', {}))).people, records, attachments }
})
