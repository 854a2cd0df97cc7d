// Data of another version: one before is backed up and brought up to date, one after is refused.
import { createHash } from 'node:crypto'
import { cpSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeHome } from '../drive/desk.ts'
import { fictionalBranch, toMeetings, unlock } from '../drive/officer.ts'
import { makeNewer, makeOlder } from '../drive/otherSchema.ts'
import type { SafetyStage } from './safety.ts'

const now = '2026-11-24T01:00:00Z'

function copyOf(home: string): { home: string; workspace: string; remove(): void } {
  const copy = makeHome()
  cpSync(home, copy.home, { recursive: true, filter: (path) => !/Singleton|\.lock$/.test(path) })
  return { ...copy, workspace: join(copy.home, 'workspace') }
}

/** Every data file of a folder and what is in it. */
const sumsOf = (folder: string): string => JSON.stringify(readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('in-use')).map(({ name }) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))

/** Answers how many things were not as they have to be. */
export async function newerSchema({ open, picture, say }: SafetyStage, home: string): Promise<number> {
  let lacking = 0
  say('升级：上一个版本的数据，先备份，再改到新格式')
  const old = copyOf(home)
  const schema = await makeOlder(old.workspace, fictionalBranch.password)
  const desk = await open(old.home, now)
  await unlock(desk.page, fictionalBranch.password)
  await desk.page.locator('.app').waitFor({ timeout: 60_000 })
  await toMeetings(desk.page)
  await desk.page.locator('table.meetings tbody .row-link').first().waitFor()
  await picture('升级 上一个版本的会议都在')
  const rows = await desk.page.evaluate(() => window.api.call('backup.list', {}))
  const made = rows.ok ? rows.value.find(({ reason }) => reason === 'migration') : undefined
  if (made?.schema !== schema || !made.verified) lacking++
  console.log(`  升级前的备份：${made ? `数据版本${made.schema}，会议${made.meetings}次，${made.verified ? '已验证可恢复' : '未验证'}` : '没有'}`)
  await desk.close()
  old.remove()

  say('降级：更新版本写过的数据，旧程序拒绝打开')
  const later = copyOf(home)
  await makeNewer(later.workspace, fictionalBranch.password, true)
  const before = sumsOf(later.workspace)
  const refused = await open(later.home, now)
  await refused.page.locator('[data-problem=DATABASE_NEWER]').waitFor()
  await picture('降级 拒绝打开，一个字节也没有写')
  await refused.close()
  const isSame = sumsOf(later.workspace) === before
  if (!isSame) lacking++
  console.log(`  数据文件夹${isSame ? '一个字节也没有变' : '变了'}`)
  later.remove()
  return lacking
}
