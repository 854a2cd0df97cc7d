// Quitting makes a backup, says so where it takes longer, gives up after a while, and loses nothing whatever is clicked meanwhile.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { Desk } from '../drive/desk.ts'
import { toMeetings, unlock } from '../drive/officer.ts'
import { startMeeting } from '../drive/record.ts'
import { copyOf, fewPeople, openBox, openDesk, password, settleBranch, workspaceOf, type SettledBranch } from '../drive/settled.ts'

let settled: SettledBranch
beforeAll(async () => { settled = await settleBranch(fewPeople) })
afterAll(() => settled.remove())

const namesOf = (home: string): string[] => {
  const folder = join(workspaceOf(home), 'backups')
  return existsSync(folder) ? readdirSync(folder) : []
}
/** The newest backup made while quitting: of one hour only the newest is kept. */
const quitBackup = (home: string): string | undefined => namesOf(home).filter((name) => /-quit(?:-\d+)?\.db$/.test(name)).sort().at(-1)

/** A record whose title was typed just now; it need not be saved yet. */
async function typeTitle(desk: Desk, title: string): Promise<void> {
  await toMeetings(desk.page)
  await startMeeting(desk.page)
  await desk.page.locator('[data-field=title]').fill(title)
}

async function titles(desk: Desk): Promise<string[]> {
  const list = await desk.page.evaluate(() => window.api.call('meetings.list', {}))
  if (!list.ok) throw new Error(list.error.message)
  return list.value.rows.map(({ title }) => title)
}

/** The process that makes the next backup stops where it stands, as on a U盘 that hangs. Answers its process id, once there is one. */
async function hangBackups(desk: Desk): Promise<() => Promise<number>> {
  await desk.app.evaluate(({ utilityProcess }) => {
    const fork = utilityProcess.fork.bind(utilityProcess)
    utilityProcess.fork = (file, args, options) => {
      const child = fork(file, args, options)
      if (options?.serviceName === 'branch-desk-backup') {
        child.once('spawn', () => {
          Reflect.set(globalThis, 'hanging', child.pid)
          if (child.pid !== undefined) process.kill(child.pid, 'SIGSTOP')
        })
      }
      return child
    }
  })
  return async () => {
    await expect.poll(() => desk.app.evaluate(() => Number(Reflect.get(globalThis, 'hanging') ?? 0))).toBeGreaterThan(0)
    const pid = await desk.app.evaluate(() => Number(Reflect.get(globalThis, 'hanging')))
    onTestFinished(() => { try { process.kill(pid, 'SIGKILL') } catch { /* gone already */ } })
    return pid
  }
}

/** When the application's own process is gone. */
const gone = (desk: Desk): Promise<void> => new Promise((done) => {
  const child = desk.app.process()
  if (child.exitCode !== null || child.signalCode !== null) done()
  else child.once('exit', () => done())
})

it('closing twice in a row loses no letter, and the backup holds it', async () => {
  const home = copyOf(settled)
  const desk = await openDesk({ home })
  await openBox(desk)
  const before = quitBackup(home)
  await typeTitle(desk, '关窗前一刻写的')
  const ended = gone(desk)
  await desk.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.close()
    window?.close()
  })
  await ended
  expect(quitBackup(home)).not.toBe(before)
  const again = await openDesk({ home })
  await unlock(again.page, password)
  await again.page.locator('.app').waitFor()
  expect(await titles(again)).toEqual(['关窗前一刻写的'])
})

it('a backup that takes longer is told in a small window; a second start meanwhile opens the desk again afterwards', async () => {
  const home = copyOf(settled)
  const desk = await openDesk({ home })
  await openBox(desk)
  const before = quitBackup(home)
  await typeTitle(desk, '退出前写的')
  const hanging = await hangBackups(desk)
  await desk.app.evaluate(({ app }) => {
    app.relaunch = () => { Reflect.set(globalThis, 'relaunched', true) }
    // Read in the very moment the process ends, since nothing can be asked of it afterwards.
    app.once('quit', () => { process.stderr.write(`relaunched ${String(Reflect.get(globalThis, 'relaunched') ?? false)}\n`) })
  })
  let told = ''
  desk.app.process().stderr?.on('data', (words: Buffer) => { told += words.toString() })
  const ended = gone(desk)
  await desk.app.evaluate(({ app }) => { app.quit() })
  const pid = await hanging()
  // The desk itself may still be on its way out.
  await expect.poll(() => desk.app.windows().at(-1)?.getByRole('status').innerText({ timeout: 1000 }).catch(() => '')).toBe('正在备份…')
  // What an impatient hand does meanwhile.
  await desk.app.evaluate(({ app }) => {
    app.quit()
    app.emit('second-instance', {}, [])
    app.quit()
  })
  process.kill(pid, 'SIGCONT')
  await ended
  expect(told).toContain('relaunched true')
  expect(quitBackup(home)).not.toBe(before)
  expect(namesOf(home).filter((name) => name.includes('.part'))).toEqual([])
})

it('a backup that never ends is given up after twenty seconds; nothing is lost, and the next start makes up for it', async () => {
  const home = copyOf(settled)
  const desk = await openDesk({ home })
  await openBox(desk)
  const before = quitBackup(home)
  await typeTitle(desk, '没有备份成的')
  const hanging = await hangBackups(desk)
  const ended = gone(desk)
  const began = Date.now()
  await desk.app.evaluate(({ app }) => { app.quit() })
  await hanging()
  await ended
  const seconds = (Date.now() - began) / 1000
  expect(seconds).toBeGreaterThan(19)
  expect(seconds).toBeLessThan(35)
  expect(quitBackup(home)).toBe(before)
  const again = await openDesk({ home })
  await openBox(again)
  expect(await titles(again)).toEqual(['没有备份成的'])
  expect(await again.page.evaluate(() => window.api.call('backup.status', {}))).toMatchObject({ ok: true, value: { changedSince: true, reminders: [{ code: 'notSince' }] } })
  expect(await again.page.evaluate(() => window.api.call('backup.create', {}))).toMatchObject({ ok: true, value: { verified: true } })
  expect(namesOf(home).filter((name) => name.includes('.part'))).toEqual([])
})
