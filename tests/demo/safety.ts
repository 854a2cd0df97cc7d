// The stories of safety in the real application: one exported function each. They work on copies, and what they take away stays taken away.
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { backUpNow, chooseSecondPlace, everything, findBackupsIn, restoreChosen, toBackups } from '../drive/backups.ts'
import { makeHome, type Desk } from '../drive/desk.ts'
import { fictionalBranch, toMeetings, unlock } from '../drive/officer.ts'

export interface SafetyStage {
  /** Starts the application on a home; the one before has ended. */
  open(home: string, now: string): Promise<Desk>
  picture(name: string): Promise<void>
  say(line: string): void
}

/** A copy of a home, as of a computer that was switched off. */
function copyOf(home: string): { home: string; remove(): void } {
  const copy = makeHome()
  cpSync(home, copy.home, { recursive: true, filter: (path) => !/Singleton|\.lock$/.test(path) })
  return copy
}

/**
 * The disk of the office computer dies. Work, a backup on the U盘, a new computer with nothing on it, the password of that day: everything is
 * there again, the attachments too. Answers how many things are not.
 */
export async function deadDisk({ open, picture, say }: SafetyStage, home: string): Promise<number> {
  say('硬盘坏了，从U盘恢复')
  const office = copyOf(home)
  const stick = makeHome()
  const folder = join(stick.home, '党务U盘')
  mkdirSync(folder)
  const desk = await open(office.home, '2026-11-20T08:30:00Z')
  const { page } = desk
  await unlock(page, fictionalBranch.password)
  await page.locator('.app').waitFor()
  await toBackups(page)
  await picture('备份与恢复')
  await backUpNow(page)
  await chooseSecondPlace(desk, folder)
  await picture('备份与恢复 已复制到U盘')
  await toMeetings(page)
  const before = await everything(page)
  await desk.close()
  rmSync(join(office.home, 'workspace'), { recursive: true })
  office.remove()

  const newOffice = makeHome()
  const newDesk = await open(newOffice.home, '2026-11-23T01:10:00Z')
  await newDesk.page.getByRole('heading', { name: '建立支部' }).waitFor()
  await picture('新电脑 建立支部，或从备份恢复')
  await findBackupsIn(newDesk, folder)
  await picture('新电脑 U盘里的备份')
  await restoreChosen(newDesk.page, fictionalBranch.password)
  await newDesk.page.getByText(/已恢复到.+的数据/).waitFor({ timeout: 60_000 })
  await toMeetings(newDesk.page)
  await newDesk.page.locator('table.meetings').waitFor()
  await picture('新电脑 都回来了')
  const after = await everything(newDesk.page)
  const checks: [string, boolean][] = [
    [`${before.records.length}次会议`, isDeepStrictEqual(after.records, before.records)],
    [`${before.people}个人`, after.people === before.people],
    [`${before.attachments.length}个附件，逐个比较内容`, before.attachments.length > 0 && isDeepStrictEqual(after.attachments, before.attachments)],
  ]
  for (const [what, same] of checks) say(`  ${same ? '有' : '缺'}  ${what}`)
  await newDesk.close()
  newOffice.remove()
  stick.remove()
  return checks.filter(([, same]) => !same).length
}
