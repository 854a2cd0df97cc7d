import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Desk, makeHome } from './drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, unlock } from './drive/officer.ts'
const pics = '/tmp/dmg/pics'; mkdirSync(pics, { recursive: true })
const settled = '/tmp/dmg/settled'
const people = '周启明\t正式党员\t书记\t第一党小组\n林静怡\t正式党员\t组织委员\t第一党小组\n吴国栋\t正式党员\t纪检委员\t第一党小组\n方子涵\t预备党员\t\t第一党小组'
if (!existsSync(settled)) {
  const { home } = makeHome()
  const d = await Desk.open({ home, now: '2026-09-08T08:20:00Z' })
  await setUpBranch(d.page, fictionalBranch); await confirmRecoveryCode(d.page); await pastePeople(d.page, people)
  const id = await d.page.evaluate(async () => {
    
    for (const [i, t] of ['第二支部委员会2026年第9次会议', '第二支部党员大会'].entries()) {
      const m: any = await window.api.call('meetings.save', { kind: i ? 'generalMeeting' : 'committeeMeeting', title: t, heldOn: '2026-09-0' + (i + 1), opening: '周启明通报了上月工作。', attendance: [] } as any)
      if (!m.ok) return m
    }
    const b: any = await window.api.call('backup.create', {})
    return b
  })
  console.log(JSON.stringify(id).slice(0, 300))
  await d.close()
  cpSync(join(home, 'workspace'), settled, { recursive: true })
}
const shot = async (d: Desk, name: string) => { await d.page.waitForTimeout(300); await d.page.screenshot({ path: join(pics, name + '.png') }) }
const withBroken = async (harm: (folder: string) => void, now = '2026-09-09T01:05:00Z') => {
  const { home } = makeHome(); cpSync(settled, join(home, 'workspace'), { recursive: true }); harm(join(home, 'workspace'))
  return Desk.open({ home, now })
}
const which = process.argv[2] ?? 'all'
if (which === 'all' || which === 'db') {
  const d = await withBroken((f) => { const b = readFileSync(join(f, 'branch.db')); b.fill(0x5a, 0, 4096); b.fill(0x5a, 12 * 4096, 13 * 4096); writeFileSync(join(f, 'branch.db'), b) })
  await unlock(d.page, fictionalBranch.password)
  await d.page.locator('[data-problem=DATABASE_DAMAGED]').waitFor()
  await d.page.getByText('从本机的备份恢复').waitFor()
  await shot(d, 'db-1')
  await d.page.getByRole('button', { name: '查看还读得出多少' }).click(); await d.page.locator('.what-is-left').waitFor(); await shot(d, 'db-2-left')
  await d.resize(1920, 1080); await shot(d, 'db-2-left-1920'); await d.resize(1366, 768)
  await d.page.getByRole('button', { name: '只读抢救' }).click(); await shot(d, 'db-3-salvage')
  mkdirSync('/tmp/dmg/out', { recursive: true }); await d.willChooseFolder('/tmp/dmg/out')
  await d.page.getByRole('button', { name: '选文件夹' }).click(); await d.page.getByText('抢救完了').waitFor(); await shot(d, 'db-4-salvaged')
  await d.page.getByRole('button', { name: '返回' }).click()
  await d.page.getByRole('button', { name: '从本机的备份恢复' }).click(); await shot(d, 'db-5-restore')
  await d.page.getByRole('button', { name: '恢复这份备份' }).click(); await d.page.locator('.app').waitFor(); await shot(d, 'db-6-desk')
  await d.close()
}
if (which === 'all' || which === 'keyring') {
  const d = await withBroken((f) => { for (const n of ['keyring.json', 'keyring-copy.json']) writeFileSync(join(f, n), 'x') })
  await d.page.getByText('用备份里的口令文件打开').first().waitFor(); await shot(d, 'key-1')
  await d.page.getByRole('button', { name: '用备份里的口令文件打开' }).click(); await shot(d, 'key-2')
  await d.page.locator('#damage-password').fill('falsch-falsch'); await d.page.getByRole('button', { name: '打开' }).click(); await d.page.locator('.error-text').waitFor(); await shot(d, 'key-3-wrong')
  await d.page.getByRole('button', { name: '返回' }).click(); await d.page.getByRole('button', { name: '从本机的备份恢复' }).click(); await shot(d, 'key-4-restore')
  await d.page.getByRole('button', { name: '返回' }).click(); await d.page.getByRole('button', { name: '用备份里的口令文件打开' }).click()
  await d.page.locator('#damage-password').fill(fictionalBranch.password); await d.page.getByRole('button', { name: '打开' }).click(); await d.page.locator('.app').waitFor(); await shot(d, 'key-5-desk')
  await d.close()
}
if (which === 'all' || which === 'missing') {
  const d = await withBroken((f) => { rmSync(join(f, 'branch.db')); rmSync(join(f, 'backups'), { recursive: true }) })
  await d.page.getByText('本机没有备份').waitFor(); await shot(d, 'missing-1-nobackup')
  await d.close()
}
console.log(readdirSync(pics))
