// A workspace that cannot be opened: each cause has a screen that says what happened, what is safe and what to do.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest'
import { openDatabase } from '../../db/connection.ts'
import { keyringFiles, readKeyring, unwrap, writeKeyring } from '../../db/keyring.ts'
import { schemaVersion } from '../../db/migrations/index.ts'
import type { Desk } from '../drive/desk.ts'
import { unlock } from '../drive/officer.ts'
import { copyOf, fewPeople, openBox, openDesk, password, settleBranch, workspaceOf, type SettledBranch } from '../drive/settled.ts'

const root = resolve(import.meta.dirname, '../..')
const asRoot = process.getuid?.() === 0
let settled: SettledBranch
beforeAll(async () => { settled = await settleBranch(fewPeople) })
afterAll(() => settled.remove())

/** Words of a file system that have no Chinese. */
const fileNames = /branch\.db|keyring-copy\.json|keyring\.json/g

interface Told { code: string; happened: string; safe: string; next: string; buttons: string[] }

/** Waits for the screen of a problem and compares all that it says. `name`: of an account, which need not be Chinese. */
async function expectProblem(page: Page, { code, happened, safe, next, buttons }: Told, name = ''): Promise<void> {
  const card = page.locator(`[data-problem=${code}]`)
  await card.waitFor()
  expect({
    heading: await page.getByRole('heading', { level: 1 }).allInnerTexts(),
    terms: await card.locator('dt').allInnerTexts(),
    words: await card.locator('dd').allInnerTexts(),
    buttons: await card.getByRole('button').allInnerTexts(),
  }).toEqual({ heading: [happened], terms: ['数据', '怎么办'], words: [safe, next], buttons })
  expect((await page.locator('body').innerText()).replace(fileNames, '').replaceAll('U盘', '').replaceAll(name, '')).not.toMatch(/[A-Za-z]/)
  // The first time its button has the focus, later the one that was pressed: never nothing.
  expect(await card.evaluate((element) => element.contains(document.activeElement))).toBe(true)
}

/** Broken files have a screen of their own: what was found, what is safe, and the ways out in their order. */
async function expectDamage(page: Page, { code, happened, safe, next, ways }: Omit<Told, 'buttons'> & { ways: string[] }): Promise<void> {
  const card = page.locator(`[data-problem=${code}]`)
  await card.locator('.ways button').first().waitFor()
  const words = await card.locator('dd').allInnerTexts()
  expect({
    heading: await page.getByRole('heading', { level: 1 }).allInnerTexts(), terms: await card.locator('dt').allInnerTexts(), safe: words[1]?.split('\n')[0], next: words[2],
    ways: await card.locator('.ways button').allInnerTexts(), others: await card.locator('.row .btn').allInnerTexts(),
  }).toEqual({ heading: [happened], terms: ['查到的', '安全的', '怎么办'], safe, next, ways, others: ['打开数据文件夹', '再试一次'] })
  expect((await page.locator('body').innerText()).replace(fileNames, '').replace(/U盘|Word|\d[\d.]* [KM]B/g, '')).not.toMatch(/[A-Za-z]/)
}

const tryAgain = (page: Page) => page.getByRole('button', { name: '再试一次' }).click()

/** The cause is gone: 再试一次 goes on, and the branch is there. */
async function expectMended(desk: Desk): Promise<void> {
  await tryAgain(desk.page)
  await openBox(desk)
  await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
  await desk.page.getByText('正式党员3人，预备党员1人').waitFor()
}

/** The button that shows the folder says when it cannot, else asks the system for exactly this folder. */
async function expectFolderShown({ app, page, home }: Desk): Promise<void> {
  await app.evaluate(({ shell }) => { shell.openPath = () => Promise.resolve('Failed to open path') })
  await page.getByRole('button', { name: '打开数据文件夹' }).click()
  await page.getByText('数据文件夹没有打开，这台电脑上没有能打开它的程序。').waitFor()
  await app.evaluate(({ shell }) => { shell.openPath = (path) => { Reflect.set(globalThis, 'shownFolder', path); return Promise.resolve('') } })
  await page.getByRole('button', { name: '打开数据文件夹' }).click()
  await expect.poll(() => app.evaluate(() => String(Reflect.get(globalThis, 'shownFolder')))).toBe(workspaceOf(home))
  await page.getByText('数据文件夹没有打开').waitFor({ state: 'detached' })
}

/** Every data file with what is in it; the lock and its note change with every start. */
const bytesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('in-use')).map(({ parentPath, name }) => join(parentPath, name)).sort()
    .map((file) => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]))

describe('a damaged database', () => {
  const told = { code: 'DATABASE_DAMAGED', happened: '数据文件损坏，打不开。口令是对的。', safe: '损坏的文件原样保留，没有改动。', next: '请从备份恢复；没有备份时，用“只读抢救”把读得出的内容写成文书。', ways: ['从本机的备份恢复…', '从U盘的备份恢复…', '只读抢救…'] }
  it.each([['from its first byte', 0], ['behind its first page', 4096]])('is told %s, and its file stays as it is', async (_where, from) => {
    const home = copyOf(settled)
    const file = join(workspaceOf(home), 'branch.db')
    const whole = readFileSync(file)
    const damaged = Buffer.from(whole)
    damaged.fill(0x5a, from)
    writeFileSync(file, damaged)
    const desk = await openDesk({ home })
    await unlock(desk.page, password)
    await expectDamage(desk.page, told)
    expect(readFileSync(file).equals(damaged)).toBe(true)
    await expectFolderShown(desk)
    await tryAgain(desk.page)
    await unlock(desk.page, password)
    await expectDamage(desk.page, told)
    writeFileSync(file, whole)
    await expectMended(desk)
  })
})

describe('a damaged keyring', () => {
  it('is told when both copies are broken', async () => {
    const home = copyOf(settled)
    for (const file of keyringFiles(workspaceOf(home))) writeFileSync(file, readFileSync(file).subarray(0, 40))
    const desk = await openDesk({ home })
    await expectDamage(desk.page, {
      code: 'KEYRING_DAMAGED', happened: '口令文件损坏，无法核对口令。', safe: '口令没有错，也没有失效；会议记录等数据仍在加密的数据库里，没有改动。',
      next: '每份备份都带着自己的口令文件：可以用它打开现在的数据，或从备份恢复。', ways: ['用备份里的口令文件打开…', '从本机的备份恢复…', '从U盘的备份恢复…'],
    })
    await expectFolderShown(desk)
    cpSync(workspaceOf(settled.home), workspaceOf(home), { recursive: true })
    await expectMended(desk)
  })

  it('costs nothing when one copy is whole', async () => {
    const home = copyOf(settled)
    writeFileSync(keyringFiles(workspaceOf(home))[0], 'x')
    const desk = await openDesk({ home })
    await openBox(desk)
    expect(await desk.page.locator('[data-problem]').count()).toBe(0)
  })
})

describe('a missing database', () => {
  it('is told, and no new one is made', async () => {
    const home = copyOf(settled)
    const file = join(workspaceOf(home), 'branch.db')
    renameSync(file, join(home, 'elsewhere.db'))
    const desk = await openDesk({ home })
    await expectDamage(desk.page, {
      code: 'DATABASE_MISSING', happened: '数据文件 branch.db 不见了，口令文件还在。', safe: '没有新建文件，也没有改动任何文件。',
      next: '请先看看是否被移走或被杀毒软件隔离，放回原处后再试一次；找不到就从备份恢复。', ways: ['从本机的备份恢复…', '从U盘的备份恢复…'],
    })
    expect(Object.keys(bytesOf(workspaceOf(home))).filter((name) => !name.startsWith('backups'))).toEqual(['keyring-copy.json', 'keyring.json'])
    await expectFolderShown(desk)
    renameSync(join(home, 'elsewhere.db'), file)
    await expectMended(desk)
  })
})

describe('data of a newer application', () => {
  const told: Told = {
    code: 'DATABASE_NEWER', happened: `数据是更新版本的支部工作台写的（数据版本 ${schemaVersion + 1}，本程序只认识到 ${schemaVersion}）。`, safe: '数据完好，本程序一个字节也没有写。',
    next: '请安装最新版本的支部工作台后再打开。', buttons: ['退出', '再试一次'],
  }
  /** The data as the next version would leave it: in the database, or in the keyring too. */
  async function makeNewer(folder: string, alsoKeyring: boolean): Promise<void> {
    const keyring = readKeyring(folder)
    const key = await unwrap(keyring, 'password', password)
    if (!key) throw new Error('the password does not open the keyring')
    const db = openDatabase({ file: join(folder, 'branch.db'), key })
    db.pragma(`user_version=${schemaVersion + 1}`)
    db.close()
    if (alsoKeyring) writeKeyring(folder, { ...keyring, schema: schemaVersion + 1 })
  }

  it.each([['before the password, where the keyring says so', true], ['after the password, where only the database says so', false]])('is told %s, and no byte is written', async (_when, alsoKeyring) => {
    const home = copyOf(settled)
    await makeNewer(workspaceOf(home), alsoKeyring)
    const before = bytesOf(workspaceOf(home))
    const desk = await openDesk({ home })
    if (!alsoKeyring) await unlock(desk.page, password)
    await expectProblem(desk.page, told)
    expect(bytesOf(workspaceOf(home))).toEqual(before)
    await tryAgain(desk.page)
    if (!alsoKeyring) await unlock(desk.page, password)
    await expectProblem(desk.page, told)
    const ended = new Promise((done) => desk.app.process().once('exit', done))
    // The page may be gone before the click is told to have ended.
    await desk.page.getByRole('button', { name: '退出' }).click().catch(() => undefined)
    expect(await ended).toBe(0)
    expect(bytesOf(workspaceOf(home))).toEqual(before)
  })
})

describe('a folder in use', () => {
  it('by another program of this user is told, until that one lets go', async () => {
    const home = copyOf(settled)
    const letGo = await hold(workspaceOf(home))
    const desk = await openDesk({ home })
    await expectProblem(desk.page, {
      code: 'IN_USE', happened: '支部工作台已经在这台电脑上打开了。', safe: '数据完好，本次没有读写。', next: '请切换到已打开的窗口；找不到窗口时，关闭它后再试。', buttons: ['再试一次'],
    })
    await tryAgain(desk.page)
    await desk.page.locator('[data-problem=IN_USE]').waitFor()
    await letGo()
    await expectMended(desk)
  })

  it('by another user of this computer is told with that user’s name', async (context) => {
    const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    const who = asRoot ? spawnSync('setpriv', [...asNobody.slice(1), 'id', '-un'], { encoding: 'utf8' }) : undefined
    if (who?.status !== 0) return skip(context, 'another user’s program can be started by root with setpriv only')
    const name = who.stdout.trim()
    const home = copyOf(settled)
    for (const folder of [home, workspaceOf(home)]) chmodSync(folder, 0o777)
    const letGo = await hold(workspaceOf(home), asNobody)
    const desk = await openDesk({ home })
    await expectProblem(desk.page, { code: 'IN_USE', happened: `数据文件夹正由用户“${name}”使用。`, safe: '数据完好，本次没有读写。', next: '请在那边退出支部工作台后再试。', buttons: ['再试一次'] }, name)
    await letGo()
    await expectMended(desk)
  })
})

describe('a folder that does not do what folders do', () => {
  it('is told when nothing can be written there', async (context) => {
    const home = copyOf(settled)
    const folder = workspaceOf(home)
    const writable = makeReadOnly(folder)
    if (writable === null) return skip(context, 'as root only a read-only mount is read-only, and mounting is not permitted')
    const before = bytesOf(folder)
    const desk = await openDesk({ home })
    await expectProblem(desk.page, { code: 'READ_ONLY_FOLDER', happened: '数据文件夹不能写入。', safe: '数据完好，没有改动。', next: '请检查文件夹是否被设为只读，或请信息管理员给当前用户写入权限。', buttons: ['再试一次'] })
    await tryAgain(desk.page)
    await desk.page.locator('[data-problem=READ_ONLY_FOLDER]').waitFor()
    expect(bytesOf(folder)).toEqual(before)
    writable()
    await expectMended(desk)
  })

  const unreadable: Told = { code: 'FOLDER_UNREADABLE', happened: '数据文件夹打不开。', safe: '数据没有改动。', next: '请检查文件夹所在的磁盘是否接好，以及当前用户有没有权限。', buttons: ['再试一次'] }

  it('is told when a file stands in its place', async () => {
    const home = copyOf(settled)
    renameSync(workspaceOf(home), join(home, 'elsewhere'))
    writeFileSync(workspaceOf(home), '')
    const desk = await openDesk({ home })
    await expectProblem(desk.page, unreadable)
    expect(readFileSync(workspaceOf(home), 'utf8')).toBe('')
    rmSync(workspaceOf(home))
    renameSync(join(home, 'elsewhere'), workspaceOf(home))
    await expectMended(desk)
  })

  it('is told when it may not be read', async (context) => {
    if (asRoot) return skip(context, 'root may read every folder')
    const home = copyOf(settled)
    chmodSync(workspaceOf(home), 0)
    onTestFinished(() => chmodSync(workspaceOf(home), 0o700))
    const desk = await openDesk({ home })
    await expectProblem(desk.page, unreadable)
    chmodSync(workspaceOf(home), 0o700)
    await expectMended(desk)
  })
})

/** Says which test was left out and why: a skip that nobody reads is a hole. */
function skip(context: TestContext, reason: string): void {
  console.log(`skipped: ${context.task.name}: ${reason}`)
  context.skip(reason)
}

/** A process of its own holds the folder, started through `command` if need be; answers how it lets go. */
async function hold(folder: string, command: readonly string[] = []): Promise<() => Promise<void>> {
  const [program = '', ...parameters] = [...command, join(root, 'node_modules/.bin/node'), join(root, 'tests/service/storage/holder.ts'), folder]
  const holder = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => { holder.kill() })
  const ended = new Promise<void>((done) => { holder.once('exit', () => done()) })
  await new Promise<void>((done, fail) => {
    holder.stdout.once('data', () => done())
    holder.once('exit', (status) => fail(new Error(`the holder ended with ${status}`)))
  })
  return async () => {
    holder.stdin.end()
    await ended
  }
}

/** Makes a folder read-only for this user; answers what makes it writable again, or null where that cannot be done. */
function makeReadOnly(folder: string): (() => void) | null {
  if (!asRoot) {
    chmodSync(folder, 0o500)
    return () => chmodSync(folder, 0o700)
  }
  if (spawnSync('mount', ['--bind', folder, folder]).status !== 0) return null
  let mounted = true
  const undo = () => {
    if (mounted) spawnSync('umount', ['--lazy', folder])
    mounted = false
  }
  onTestFinished(undo)
  if (spawnSync('mount', ['-o', 'remount,ro,bind', folder]).status === 0) return undo
  undo()
  return null
}
