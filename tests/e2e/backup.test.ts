import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, setUpBranch, unlock } from '../drive/officer.ts'

const now = '2026-09-08T08:30:00.000Z'
const desks: Desk[] = []
const homes: { remove(): void }[] = []
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close().catch(() => undefined)
  for (const home of homes.splice(0)) home.remove()
})
const openDesk = async (home: string): Promise<Desk> => {
  const desk = await Desk.open({ home, now })
  desks.push(desk)
  return desk
}

it('a backup is made beside the open desk, another while quitting, and both are found and restored at the next start', async () => {
  const place = makeHome()
  homes.push(place)
  const desk = await openDesk(place.home)
  await setUpBranch(desk.page, fictionalBranch)
  await confirmRecoveryCode(desk.page)
  const made = await desk.page.evaluate(async () => {
    const backup = window.api.call('backup.create', {})
    // The page and the service are free meanwhile.
    const info = await window.api.call('workspace.info', {})
    return { info: info.ok, backup: await backup }
  })
  expect(made).toMatchObject({ info: true, backup: { ok: true, value: { verified: true, reason: 'manual' } } })
  await expect.poll(async () => (await desk.processes()).filter(({ name }) => name === 'branch-desk-backup')).toEqual([])
  await desk.page.evaluate(() => window.api.call('meetings.save', { kind: 'partyLecture', title: '九月党课', heldOn: '2026-09-08' }))
  await desk.close()
  const backups = join(place.home, 'workspace', 'backups')
  expect(readdirSync(backups).filter((name) => name.endsWith('.db')).map((name) => name.replace(/^.*Z-/, '')).sort()).toEqual(['manual.db', 'quit.db'])
  expect(readdirSync(backups).filter((name) => name.includes('.part'))).toEqual([])
  expect(statSync(backups).mode & 0o777).toBe(0o700)

  const again = await openDesk(place.home)
  await unlock(again.page, fictionalBranch.password)
  await again.page.locator('.app').waitFor()
  const restored = await again.page.evaluate(async () => {
    const list = await window.api.call('backup.list', {})
    const oldest = list.ok ? list.value.find(({ reason }) => reason === 'manual') : undefined
    const restore = await window.api.call('backup.restore', { id: oldest?.id ?? '' })
    const meetings = await window.api.call('meetings.list', {})
    const undone = await window.api.call('backup.restore', { id: restore.ok ? restore.value.undo ?? '' : '' })
    const back = await window.api.call('meetings.list', {})
    return { restore: restore.ok, gone: meetings.ok ? meetings.value.total : -1, undone: undone.ok, back: back.ok ? back.value.total : -1 }
  })
  expect(restored).toEqual({ restore: true, gone: 0, undone: true, back: 1 })
})

it('locking in the middle of a backup ends its process, and the desk opens again', async () => {
  const place = makeHome()
  homes.push(place)
  const desk = await openDesk(place.home)
  await setUpBranch(desk.page, fictionalBranch)
  await confirmRecoveryCode(desk.page)
  await desk.page.evaluate(() => { void window.api.call('backup.create', {}) })
  await desk.page.evaluate(() => { void window.api.call('app.lock', {}) })
  await desk.page.getByLabel('口令', { exact: true }).waitFor()
  await expect.poll(async () => (await desk.processes()).filter(({ name }) => name === 'branch-desk-backup')).toEqual([])
  await unlock(desk.page, fictionalBranch.password)
  await desk.page.locator('.app').waitFor()
  expect(await desk.page.evaluate(() => window.api.call('backup.create', {}))).toMatchObject({ ok: true, value: { verified: true } })
})
