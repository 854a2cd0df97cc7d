// The page of backups, the question of a restore, and the one line in the shell.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backupsFolder, backupsIn, partsOfBackup, readManifest, writeManifest } from '../../db/backup/place.ts'
import { openDatabase } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import type { BackupPart, BackupReason } from '../../shared/domain/backup.ts'
import { agreeToRestore, askRestore, backUpNow, chooseSecondPlace, everything, toBackups } from '../drive/backups.ts'
import type { Desk } from '../drive/desk.ts'
import { toMeetings } from '../drive/officer.ts'
import { saved, startMeeting } from '../drive/record.ts'
import { copyOf, fewPeople, openBox, openDesk, password, settleBranch, temporaryHome, workspaceOf, type SettledBranch } from '../drive/settled.ts'

const tuesday = '2026-09-08T08:30:00Z'
let settled: SettledBranch
beforeAll(async () => {
  settled = await settleBranch(fewPeople)
  // Made today, which is after the days of these tests.
  rmSync(backupsFolder(workspaceOf(settled.home)), { recursive: true })
})
afterAll(() => settled.remove())

async function opened(home: string, now = tuesday): Promise<Desk> {
  const desk = await openDesk({ home, now })
  await openBox(desk)
  return desk
}

async function writeRecord(page: Page, title: string): Promise<void> {
  await toMeetings(page)
  await page.getByText(/还没有会议记录|^共\d+次/).first().waitFor()
  await startMeeting(page, '党课')
  await page.locator('[data-field=title]').fill(title)
  await saved(page)
}

/** Records by the door that the screens use too: what is looked at here is the backup. */
const manyRecords = (page: Page, count: number) => page.evaluate(async (n) => {
  for (let i = 0; i < n; i++) await window.api.call('meetings.save', { kind: 'partyLecture', title: `第${i}次学习`, heldOn: '2026-09-01' })
}, count)

/** What is told about backups; the clock of these days is told as well. */
const line = (page: Page) => page.locator('.shell-line').filter({ hasNotText: '电脑的时间' })
const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text }).first()

/** A backup of another day beside the newest one, the same but for its name. */
function backupOf(home: string, at: string, reason: BackupReason, fault: BackupPart | null = null): string {
  const place = backupsFolder(workspaceOf(home))
  const [newest] = backupsIn(place)
  const manifest = newest && readManifest(place, newest.id)
  if (!manifest) throw new Error('there is no backup to begin with')
  const id = `${at.slice(0, 19).replaceAll(':', '-')}Z-${reason}`
  for (const part of ['database', 'keyring', 'names'] as const) copyFileSync(partsOfBackup(place, manifest.id)[part], partsOfBackup(place, id)[part])
  writeManifest(place, { ...manifest, id, at, reason, check: { at, fault } })
  return partsOfBackup(place, id).database
}

it('a restore is asked with what would be lost, done, told after the page was loaded anew, and undone', { timeout: 120_000 }, async () => {
  const desk = await opened(copyOf(settled))
  const { page } = desk
  await writeRecord(page, '第三季度党课')
  await toBackups(page)
  await backUpNow(page)
  expect(await row(page, '手动').innerText()).toMatch(/今天16:30\s+刚刚\s+手动\s+1\s+\d+ KB\s+本机\s+已验证可恢复/)
  await writeRecord(page, '备份以后写的')
  // Still being typed when the question of the restore is answered.
  await page.locator('[data-field=title]').fill('备份以后写的党课')
  await toBackups(page)
  const after = await everything(page)
  await askRestore(page, '手动')
  const dialog = page.getByRole('dialog', { name: '恢复到今天16:30的数据' })
  expect(await dialog.getByRole('group', { name: '恢复会改变什么' }).innerText()).toMatch(/会不见\s*1次会议\s*2026年9月8日\s*备份以后写的党课[^]*会议和活动\s*2\s*1/)
  expect(await dialog.getByRole('button', { name: '恢复', exact: true }).isDisabled()).toBe(true)
  await agreeToRestore(page)
  await page.getByText('第三季度党课').waitFor()
  expect(await page.getByText('备份以后写的党课').count()).toBe(0)
  expect(await line(page).innerText()).toMatch(/已恢复到今天16:30的数据。恢复之前（今天16:30）的数据也备份了。/)
  // Reachable later as well, when the line was put away.
  await page.getByRole('button', { name: '知道了' }).click()
  await toBackups(page)
  await askRestore(page, '恢复前')
  expect(await page.getByRole('group', { name: '恢复会改变什么' }).innerText()).toMatch(/会回来\s*1次会议\s*2026年9月8日\s*备份以后写的党课/)
  await agreeToRestore(page)
  await page.getByText('备份以后写的党课').waitFor()
  expect(await everything(page)).toEqual(after)
  await page.getByRole('button', { name: '撤销这次恢复…' }).click()
  await page.getByText('会不见').waitFor()
  await page.getByRole('button', { name: '不恢复' }).click()
  await page.getByText('备份以后写的党课').waitFor()
})

/** From now on the disk takes nothing, until it is let go: another connection writes. */
async function holdDisk(home: string): Promise<() => void> {
  const folder = workspaceOf(home)
  const key = await unwrap(readKeyring(folder), 'password', password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  db.exec('BEGIN IMMEDIATE')
  return () => {
    db.exec('ROLLBACK')
    db.close()
  }
}

it('what is typed and could not be saved is asked about before a restore, and then is in the backup made before it', { timeout: 120_000 }, async () => {
  const home = copyOf(settled)
  const desk = await opened(home)
  const { page } = desk
  await toBackups(page)
  await backUpNow(page)
  await writeRecord(page, '第一份')
  await toBackups(page)
  await askRestore(page, '手动')
  await agreeToRestore(page)
  await toMeetings(page)
  await startMeeting(page, '党课')
  await page.locator('[data-field=place]').fill('县局三楼')
  await saved(page)
  const letGo = await holdDisk(home)
  await page.locator('[data-field=title]').fill('边写边撤销')
  await page.getByText('未能保存').waitFor()
  await page.getByRole('button', { name: '撤销这次恢复…' }).click()
  await page.getByLabel('我看过了，要恢复到这份备份').check()
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  const asks = page.getByRole('dialog', { name: '最后的改动还没有保存' })
  await asks.waitFor()
  letGo()
  await page.evaluate(() => { Reflect.set(window, 'old', true) })
  await asks.getByRole('button', { name: '再试一次' }).click()
  await page.waitForFunction(() => !Reflect.has(window, 'old') && [...document.querySelectorAll('.shell-line')].some((line) => line.textContent.includes('已恢复到')))
  await toMeetings(page)
  await page.getByText('第一份').waitFor()
  await page.getByRole('button', { name: '撤销这次恢复…' }).click()
  expect(await page.getByRole('group', { name: '恢复会改变什么' }).innerText()).toContain('边写边撤销')
})

it('where ten meetings and more would change, their number is typed', async () => {
  const desk = await opened(copyOf(settled))
  const { page } = desk
  await toBackups(page)
  await backUpNow(page)
  await manyRecords(page, 60)
  await row(page, '手动').getByRole('button', { name: /^恢复…/ }).click()
  await page.getByText('还有10次会议不同').waitFor()
  const yes = page.getByRole('button', { name: '恢复', exact: true })
  const number = page.getByLabel('与现在不同的会议有60次，请键入这个数字核对')
  await number.fill('6')
  expect(await yes.isDisabled()).toBe(true)
  await number.fill('６０')
  expect(await yes.isDisabled()).toBe(false)
  await number.fill('600')
  expect(await yes.isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => window.api.call('meetings.list', {}))).toMatchObject({ value: { total: 60 } })
})

it('a U盘 gets every backup, is told when it was away for more than a week, and not again on a day the officer said so', { timeout: 120_000 }, async () => {
  const home = copyOf(settled)
  const stick = join(temporaryHome(), '党务U盘')
  mkdirSync(stick)
  const desk = await opened(home)
  const { page } = desk
  await toBackups(page)
  await backUpNow(page)
  await chooseSecondPlace(desk, stick)
  await expect.poll(() => row(page, '手动').innerText()).toContain('本机、党务U盘')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
  await page.getByText(/最近一次备份：今天16:30（.+），已验证可恢复，“党务U盘”里也有一份。/).waitFor()
  // A folder inside the data folder is refused, with a way to choose another.
  await toBackups(page)
  await desk.willChooseFolder(workspaceOf(home))
  await page.getByRole('button', { name: '换一个…' }).click()
  await page.getByText('这个文件夹不能用来放备份：它在数据文件夹里面').waitFor()
  await desk.willChooseFolder(null)
  await page.getByRole('button', { name: '重新选择' }).click()
  await page.getByText('这个文件夹不能用来放备份').waitFor({ state: 'detached' })
  await page.getByText('“党务U盘”').first().waitFor()
  await desk.close()
  renameSync(stick, `${stick}拔下`)

  const later = await opened(home, '2026-09-16T00:30:00Z')
  await later.page.getByText('已有7天没有备份到“党务U盘”，请插上U盘。').waitFor()
  await later.page.getByRole('button', { name: '去看备份' }).click()
  await later.page.getByText('没有插上').waitFor()
  expect(await line(later.page).count()).toBe(0)
  expect(await later.page.getByRole('button', { name: '现在复制' }).isDisabled()).toBe(true)
  await toMeetings(later.page)
  await later.page.getByRole('button', { name: '今天不再提醒' }).click()
  await line(later.page).waitFor({ state: 'detached' })
  await later.close()

  const sameDay = await opened(home, '2026-09-16T09:00:00Z')
  await sameDay.page.getByText('还没有会议记录').waitFor()
  await toBackups(sameDay.page)
  await toMeetings(sameDay.page)
  expect(await line(sameDay.page).count()).toBe(0)
  await sameDay.close()

  renameSync(`${stick}拔下`, stick)
  const nextDay = await opened(home, '2026-09-17T00:30:00Z')
  await nextDay.page.getByText('已有8天没有备份到“党务U盘”').waitFor()
  await toBackups(nextDay.page)
  await nextDay.page.getByRole('button', { name: '现在复制' }).click()
  await nextDay.page.getByText('已复制到“党务U盘”。').waitFor()
  await toMeetings(nextDay.page)
  await line(nextDay.page).waitFor({ state: 'detached' })
  await toBackups(nextDay.page)
  await nextDay.page.getByRole('button', { name: '不再使用' }).click()
  await nextDay.page.getByText('“党务U盘”不再使用，里面已有的备份原样留着。').waitFor()
  expect(readdirSync(join(stick, '支部工作台备份'))).toHaveLength(1)
})

it('of many backups each is told for itself; a broken one says which part and cannot be restored', async () => {
  const home = copyOf(settled)
  const first = await opened(home)
  await toBackups(first.page)
  await backUpNow(first.page)
  await first.close()
  for (let hour = 1; hour < 24; hour++) backupOf(home, new Date(Date.parse(tuesday) - hour * 3_600_000).toISOString(), 'timer')
  for (let day = 2; day < 30; day++) backupOf(home, new Date(Date.parse(tuesday) - day * 86_400_000).toISOString(), day % 2 === 0 ? 'quit' : 'migration', day === 2 ? 'attachment' : null)
  for (let month = 2; month < 14; month++) backupOf(home, new Date(Date.parse(tuesday) - month * 30 * 86_400_000).toISOString(), 'import')
  const broken = backupOf(home, '2024-09-08T08:30:00.000Z', 'restore')
  const bytes = readFileSync(broken)
  bytes.fill(0x5a, 9000, 9100)
  writeFileSync(broken, bytes)
  const { page } = await opened(home)
  await toBackups(page)
  expect(await page.getByRole('row').count()).toBeGreaterThan(60)
  expect(await row(page, '损坏：附件').innerText()).toMatch(/9月6日 16:30\s+2天前\s+退出时/)
  const old = row(page, '2024年9月8日')
  expect(await old.innerText()).toMatch(/1年前|2年前/)
  await old.getByRole('button', { name: /^检查/ }).click()
  await page.getByText('这份备份不完整：数据文件损坏或不见了').waitFor()
  await expect.poll(() => old.innerText()).toContain('损坏：数据文件')
  await old.getByRole('button', { name: /^恢复…/ }).click()
  const dialog = page.getByRole('dialog', { name: '恢复备份' })
  await dialog.getByText('这份备份不完整：数据文件损坏或不见了').waitFor()
  expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['', '不恢复'])
  await page.keyboard.press('Escape')
  await row(page, '升级前').getByRole('button', { name: /^检查/ }).click()
  await page.getByText('这份备份已逐个文件检查，可以恢复。').waitFor()
  // No English for an officer to stumble over.
  expect((await page.locator('main').innerText()).replace(/U盘|\d+ KB|\d+\.\d MB/g, '')).not.toMatch(/[A-Za-z]/)
})

it('a rehearsal is told with what it read', async () => {
  const home = copyOf(settled)
  const { page } = await opened(home)
  await writeRecord(page, '第三季度党课')
  await toBackups(page)
  await backUpNow(page)
  await page.getByText('还没有做过。').waitFor()
  await page.getByRole('button', { name: '现在演练' }).click()
  await page.getByText('恢复演练通过。').waitFor()
  await page.getByText('已完整恢复到临时文件夹并打开，读了1次会议和4个人，随后删除。').waitFor()
  expect(readdirSync(workspaceOf(home))).not.toContain('rehearsal')
})
