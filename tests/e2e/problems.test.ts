// A workspace that cannot be opened: each cause has a screen that says what happened, what is safe and what to do.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
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

/** Waits for the screen of a problem and compares all that it says. */
async function expectProblem(page: Page, { code, happened, safe, next, buttons }: Told): Promise<void> {
  const card = page.locator(`[data-problem=${code}]`)
  await card.waitFor()
  expect({
    heading: await page.getByRole('heading', { level: 1 }).allInnerTexts(),
    terms: await card.locator('dt').allInnerTexts(),
    words: await card.locator('dd').allInnerTexts(),
    buttons: await card.getByRole('button').allInnerTexts(),
  }).toEqual({ heading: [happened], terms: ['数据', '怎么办'], words: [safe, next], buttons })
  expect((await page.locator('body').innerText()).replace(fileNames, '').replace(/U盘/g, '')).not.toMatch(/[A-Za-z]/)
  expect(await card.getByRole('button').first().evaluate((button) => button === document.activeElement)).toBe(true)
}

const tryAgain = (page: Page) => page.getByRole('button', { name: '再试一次' }).click()

/** The cause is gone: 再试一次 goes on, and the branch is there. */
async function expectMended(desk: Desk): Promise<void> {
  await tryAgain(desk.page)
  await openBox(desk)
  await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员' }).click()
  await desk.page.getByText('正式党员3人，预备党员1人').waitFor()
}

/** The button that shows the folder asks the system for exactly this folder. */
async function expectFolderShown({ app, page, home }: Desk): Promise<void> {
  await app.evaluate(({ shell }) => { shell.openPath = (path) => { Reflect.set(globalThis, 'shownFolder', path); return Promise.resolve('') } })
  await page.getByRole('button', { name: '打开数据文件夹' }).click()
  await expect.poll(() => app.evaluate(() => String(Reflect.get(globalThis, 'shownFolder')))).toBe(workspaceOf(home))
}

/** Every data file with what is in it; the lock and its note change with every start. */
const bytesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).filter((name) => !name.startsWith('in-use')).sort().map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))

describe('a damaged database', () => {
  const told: Told = { code: 'DATABASE_DAMAGED', happened: '数据文件损坏，打不开。口令是对的。', safe: '损坏的文件原样保留，没有改动。', next: '请不要删除数据文件夹，把它整个复制到U盘，再从备份恢复 branch.db。', buttons: ['打开数据文件夹', '再试一次'] }
  it.each([['from its first byte', 0], ['behind its first page', 4096]])('is told %s, and its file stays as it is', async (_where, from) => {
    const home = copyOf(settled)
    const file = join(workspaceOf(home), 'branch.db')
    const whole = readFileSync(file)
    const damaged = Buffer.from(whole)
    damaged.fill(0x5a, from)
    writeFileSync(file, damaged)
    const desk = await openDesk({ home })
    await unlock(desk.page, password)
    await expectProblem(desk.page, told)
    expect(readFileSync(file).equals(damaged)).toBe(true)
    await expectFolderShown(desk)
    await tryAgain(desk.page)
    await unlock(desk.page, password)
    await expectProblem(desk.page, told)
    writeFileSync(file, whole)
    await expectMended(desk)
  })
})

describe('a damaged keyring', () => {
  it('is told when both copies are broken', async () => {
    const home = copyOf(settled)
    for (const file of keyringFiles(workspaceOf(home))) writeFileSync(file, readFileSync(file).subarray(0, 40))
    const desk = await openDesk({ home })
    await expectProblem(desk.page, {
      code: 'KEYRING_DAMAGED', happened: '口令文件损坏，无法核对口令。', safe: '会议记录等数据仍在加密的数据库里，没有改动。',
      next: '请不要删除数据文件夹，把它整个复制到别处，再用备份里的 keyring.json 和 keyring-copy.json 替换损坏的文件。', buttons: ['打开数据文件夹', '再试一次'],
    })
    await expectFolderShown(desk)
    cpSync(workspaceOf(settled.home), workspaceOf(home), { recursive: true })
    await expectMended(desk)
  })

  it('costs nothing when one copy is whole', async () => {
    const home = copyOf(settled)
    writeFileSync(keyringFiles(workspaceOf(home))[0], 'x')
    await openBox(await openDesk({ home }))
  })
})

describe('a missing database', () => {
  it('is told, and no new one is made', async () => {
    const home = copyOf(settled)
    const file = join(workspaceOf(home), 'branch.db')
    renameSync(file, join(home, 'elsewhere.db'))
    const desk = await openDesk({ home })
    await expectProblem(desk.page, {
      code: 'DATABASE_MISSING', happened: '数据文件 branch.db 不见了，口令文件还在。', safe: '没有新建文件，也没有改动任何文件。',
      next: '请检查是否被移走或被杀毒软件隔离，放回原处后再打开。', buttons: ['打开数据文件夹', '再试一次'],
    })
    expect(Object.keys(bytesOf(workspaceOf(home)))).toEqual(['keyring-copy.json', 'keyring.json'])
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
    await desk.page.getByRole('button', { name: '退出' }).click()
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
    if (!asRoot || spawnSync(asNobody[0] ?? '', [...asNobody.slice(1), holderProgram, '--version']).status !== 0) return skip(context, 'only root can start a program as another user')
    const home = copyOf(settled)
    chmodSync(home, 0o777)
    chmodSync(workspaceOf(home), 0o777)
    const letGo = await hold(workspaceOf(home), asNobody)
    const desk = await openDesk({ home })
    await expectProblem(desk.page, { code: 'IN_USE', happened: '数据文件夹正由用户“nobody”使用。'.replace('nobody', nameOfNobody()), safe: '数据完好，本次没有读写。', next: '请在那边退出支部工作台后再试。', buttons: ['再试一次'] }, nameOfNobody())
    await letGo()
    await expectMended(desk)
  })
})
