// A damaged data file: what the screen says, what a salvage gives, and the way back to the desk.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeHome } from '../drive/desk.ts'
import { fictionalBranch, toMeetings, unlock } from '../drive/officer.ts'
import type { SafetyStage } from './safety.ts'

const dayAfter = '2026-11-24T00:40:00Z'
const pageLength = 4096

/**
 * The first pages of the file are overwritten, as by a dying disk. A wrong password is called that, the right one leads to the screen; the
 * readable records are salvaged, then the newest backup takes the place of the file. Answers how many things are not as they were.
 */
export async function damagedFile({ open, picture, say }: SafetyStage, home: string): Promise<number> {
  say('数据文件损坏，抢救，再从备份恢复')
  const copy = makeHome()
  cpSync(home, copy.home, { recursive: true, filter: (path) => !/Singleton|\.lock$/.test(path) })
  const folder = join(copy.home, 'workspace')
  const rescue = join(copy.home, '抢救')
  mkdirSync(rescue)
  const office = await open(copy.home, '2026-11-23T08:30:00Z')
  await unlock(office.page, fictionalBranch.password)
  await office.page.locator('.app').waitFor()
  await toMeetings(office.page)
  await office.page.locator('table.meetings tbody .row-link').first().waitFor()
  const before = await office.page.evaluate(() => window.api.call('meetings.list', {}))
  const made = await office.page.evaluate(() => window.api.call('backup.create', {}))
  await office.close()
  if (!before.ok || !made.ok) throw new Error('the list or the backup failed')

  const file = join(folder, 'branch.db')
  const broken = readFileSync(file)
  broken.fill(0, 16, pageLength).fill(0x5a, 40 * pageLength, 42 * pageLength)
  writeFileSync(file, broken)
  const desk = await open(copy.home, dayAfter)
  const { page } = desk
  await page.getByLabel('口令', { exact: true }).waitFor()
  await unlock(page, '不是这个口令')
  await page.getByText('口令不对').waitFor()
  await picture('数据损坏 输错口令仍说口令不对')
  await unlock(page, fictionalBranch.password)
  await page.locator('.ways').waitFor()
  await picture('数据损坏 查到的和办法')
  await page.getByRole('button', { name: '查看还读得出多少' }).click()
  await page.locator('.left-rows').waitFor()
  await picture('数据损坏 还读得出多少')
  await page.getByRole('button', { name: '只读抢救' }).click()
  await picture('数据损坏 只读抢救前的提醒')
  await desk.willChooseFolder(rescue)
  await page.getByRole('button', { name: '选文件夹，开始抢救' }).click()
  await page.getByRole('heading', { name: '抢救完了' }).waitFor({ timeout: 60_000 })
  await picture('数据损坏 抢救完了')
  let lacking = readFileSync(file).equals(broken) ? 0 : 1
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('button', { name: '从本机的备份恢复' }).click()
  await picture('数据损坏 选一份备份')
  await page.getByRole('button', { name: '恢复这份备份' }).click()
  await page.locator('.app').waitFor({ timeout: 60_000 })
  await toMeetings(page)
  await page.locator('table.meetings tbody .row-link').first().waitFor()
  await picture('数据损坏 恢复以后的会议')
  const after = await page.evaluate(() => window.api.call('meetings.list', {}))
  if (!after.ok || after.value.total !== before.value.total) lacking++
  const kept = readdirSync(folder).find((name) => name.startsWith('kept-'))
  if (kept === undefined || !readFileSync(join(folder, kept, 'branch.db')).equals(broken)) lacking++
  console.log(`  抢救出${readdirSync(join(rescue, readdirSync(rescue)[0] ?? '', '会议记录')).length}份会议记录；恢复后会议${after.ok ? after.value.total : 0}次；损坏的原件一字节不差地留在${kept ?? '（没有留下）'}`)
  await desk.close()
  copy.remove()
  return lacking
}
