// What is typed and not stored: it is not thrown away with its record unasked, and a day that could not be read is read later.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import type { Desk } from '../drive/desk.ts'
import { saved, startMeeting } from '../drive/record.ts'
import { copyOf, openBox, openDesk, password, settleBranch, workspaceOf, type SettledBranch } from '../drive/settled.ts'

let settled: SettledBranch
/** 何晓燕 is of the committee since August only. */
const people = '周启明\t正式党员\t书记\t第一党小组\t2024-02-20\n林静怡\t正式党员\t组织委员\t第一党小组\t2024-02-20\n何晓燕\t正式党员\t青年委员\t第一党小组\t2026-08-01'
beforeAll(async () => { settled = await settleBranch(people) })
afterAll(() => settled.remove())

const place = (page: Page) => page.locator('[data-field=place]')
const asks = (page: Page) => page.getByRole('dialog', { name: '最后的改动还没有保存' })

async function deskWithRecord(): Promise<Desk> {
  const desk = await openDesk({ home: copyOf(settled), now: '2026-09-08T08:20:00Z' })
  await openBox(desk)
  await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await startMeeting(desk.page)
  await place(desk.page).fill('县局三楼')
  await saved(desk.page)
  return desk
}

/** From now on the disk takes nothing, until it is let go: another connection writes. */
async function holdDisk({ home }: Desk): Promise<Db> {
  const folder = workspaceOf(home)
  const key = await unwrap(readKeyring(folder), 'password', password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  db.exec('BEGIN IMMEDIATE')
  return db
}

async function askToRemove(page: Page): Promise<void> {
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '删除这次会议' }).click()
}
const inTrash = (page: Page) => page.evaluate(async () => {
  const list = await window.api.call('meetings.list', { deleted: true })
  return list.ok ? list.value.rows.map((row) => row.place) : null
})

describe('deleting a record whose last change could not be saved', () => {
  it('asks first, tells that the words are not stored, and deletes only when it is told to', async () => {
    const desk = await deskWithRecord()
    const { page } = desk
    const held = await holdDisk(desk)
    await place(page).fill('县局四楼')
    await page.getByText('未能保存').waitFor()
    await askToRemove(page)
    await asks(page).waitFor()
    expect(await asks(page).innerText()).toContain('删除以后')
    expect(await asks(page).getByRole('button', { name: /^(?!关闭)/ }).allInnerTexts()).toEqual(['重试保存', '留在这里', '仍然删除'])
    await asks(page).getByRole('button', { name: '留在这里' }).click()
    expect(await place(page).inputValue()).toBe('县局四楼')
    await askToRemove(page)
    await asks(page).getByRole('button', { name: '重试保存' }).click()
    await page.getByText('正在保存').waitFor({ state: 'detached' })
    await asks(page).waitFor()
    expect(await place(page).inputValue()).toBe('县局四楼')
    held.exec('ROLLBACK')
    held.close()
    await asks(page).getByRole('button', { name: '仍然删除' }).click()
    await page.getByText('已移到回收站').first().waitFor()
    expect(await inTrash(page)).toEqual(['县局三楼'])
  })

  it('stores it and then deletes it where the second attempt succeeds, so that nothing typed is lost', async () => {
    const desk = await deskWithRecord()
    const { page } = desk
    const held = await holdDisk(desk)
    await place(page).fill('县局四楼')
    await page.getByText('未能保存').waitFor()
    await askToRemove(page)
    await asks(page).waitFor()
    held.exec('ROLLBACK')
    held.close()
    await asks(page).getByRole('button', { name: '重试保存' }).click()
    await page.getByText('已移到回收站').first().waitFor()
    expect(await inTrash(page)).toEqual(['县局四楼'])
  })

  it('that was never stored leaves nothing behind', async () => {
    const desk = await deskWithRecord()
    const { page } = desk
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await startMeeting(page)
    const held = await holdDisk(desk)
    await place(page).fill('没存上的')
    await page.getByText('未能保存').waitFor()
    await askToRemove(page)
    await asks(page).getByRole('button', { name: '仍然删除' }).click()
    await page.getByRole('button', { name: '登记会议' }).waitFor()
    held.exec('ROLLBACK')
    held.close()
    expect(await inTrash(page)).toEqual([])
  })
})

describe('a record deleted right after its first words', () => {
  it('is stored and in the 回收站, not left in the list', async () => {
    const desk = await deskWithRecord()
    const { page } = desk
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await startMeeting(page)
    await page.getByRole('button', { name: '更多' }).click()
    await place(page).evaluate((input: HTMLInputElement) => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '刚写的')
      input.dispatchEvent(new Event('input', { bubbles: true }))
      Array.from(document.querySelectorAll('button')).find((button) => button.textContent === '删除这次会议')?.click()
    })
    await page.getByText('已移到回收站').first().waitFor()
    expect(await inTrash(page)).toEqual(['刚写的'])
  })
})

describe('the day of a meeting that is changed while the data service stops', () => {
  it('has the roster and the title of the new day as soon as work goes on', async () => {
    const desk = await deskWithRecord()
    const { page } = desk
    const there = () => page.locator('.marks [role=radiogroup]').evaluateAll((groups) => groups.map((group) => group.getAttribute('aria-label')?.replace('签到', '')))
    expect(await there()).toContain('何晓燕')
    const pid = (await desk.processes()).find(({ type, name }) => /branch-desk-data/.test(type + name))?.pid ?? 0
    expect(pid).toBeGreaterThan(0)
    // It hears nothing any more, so the day is asked for and never answered.
    process.kill(pid, 'SIGSTOP')
    await page.locator('[data-field=heldOn]').fill('2025-07-08')
    await page.waitForTimeout(300)
    process.kill(pid, 'SIGKILL')
    await page.getByRole('dialog', { name: '数据服务意外停止' }).waitFor()
    await page.getByLabel('口令', { exact: true }).fill(password)
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('dialog', { name: '数据服务意外停止' }).waitFor({ state: 'hidden' })
    await expect.poll(there).not.toContain('何晓燕')
    expect(await there()).toContain('周启明')
    await expect.poll(() => page.locator('[data-field=title]').inputValue()).toContain('2025年')
    await saved(page)
  })
})
