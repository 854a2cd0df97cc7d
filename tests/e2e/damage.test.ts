// What is broken has a screen, and every screen a way back to the desk; what is on the screen is not lost meanwhile.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathOfFile, storedFiles } from '../../db/attachmentFiles.ts'
import { openKeyed } from '../../db/connection.ts'
import { keyringFiles, readKeyring, unwrap } from '../../db/keyring.ts'
import { schemaVersion } from '../../db/migrations/index.ts'
import { jpegOf } from '../fixtures/files.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, toMeetings, unlock } from '../drive/officer.ts'
import { makeNewer, makeOlder } from '../drive/otherSchema.ts'
import { textOfWord } from '../drive/papers.ts'
import { saved } from '../drive/record.ts'
import { copyOf, fewPeople, openBox, openDesk, password, temporaryHome, workspaceOf, type SettledBranch } from '../drive/settled.ts'

const now = '2026-09-08T08:20:00Z'
const title = '第二支部委员会2026年第9次会议'
let settled: SettledBranch

beforeAll(async () => {
  const { home, remove } = makeHome()
  // On the day of the record: a backup of a later day would be the newest one.
  const desk = await Desk.open({ home, now })
  await setUpBranch(desk.page, fictionalBranch)
  settled = { home, remove, recoveryCode: await confirmRecoveryCode(desk.page) }
  await pastePeople(desk.page, fewPeople)
  // One record with a photo, and a backup of them.
  await desk.page.evaluate(async ({ called, base64 }) => {
    const roster = await window.api.call('members.rosterOn', { date: '2026-09-08' })
    const attendance = roster.ok ? roster.value.map(({ id }) => ({ personId: id, state: 'present' as const })) : []
    const kept = await window.api.call('meetings.save', { kind: 'committeeMeeting', title: called, heldOn: '2026-09-08', opening: '备份时的开场', attendance })
    if (!kept.ok) throw new Error(kept.error.message)
    for (const [channel, input] of [['attachments.addBytes', { meetingId: kept.value.id, name: '会场.jpg', base64, role: 'photo' }], ['backup.create', {}]] as const) {
      const answer = await window.api.call(channel, input as never)
      if (!answer.ok) throw new Error(answer.error.message)
    }
  }, { called: title, base64: jpegOf('会场'.repeat(1000)).toString('base64') })
  await desk.close()
})
afterAll(() => settled.remove())

const databaseOf = (home: string) => join(workspaceOf(home), 'branch.db')
const problem = (page: Page, code: string) => page.locator(`[data-problem=${code}]`)
const way = (page: Page, name: string) => page.getByRole('button', { name })
function spoil(home: string, from: number, to: number): Buffer {
  const bytes = readFileSync(databaseOf(home))
  bytes.fill(0x5a, from, Math.min(to, bytes.length))
  writeFileSync(databaseOf(home), bytes)
  return bytes
}
const bytesOf = (folder: string): Record<string, string> => Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.startsWith('in-use') && statSync(join(folder, name)).isFile()).sort().map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]))

/** The first pages of tables and indexes. */
async function rootsOf(home: string, names: readonly string[]): Promise<number[]> {
  const key = await unwrap(readKeyring(workspaceOf(home)), 'password', password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openKeyed({ file: databaseOf(home), key }, { readonly: true })
  try {
    return names.map((name) => db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name) ?? 0)
  } finally {
    db.close()
    for (const end of ['-wal', '-shm']) rmSync(databaseOf(home) + end, { force: true })
  }
}

async function expectNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

/** All that a page says but names of files is Chinese. */
const expectChinese = async (page: Page): Promise<void> => {
  expect((await page.locator('body').innerText()).replace(/branch\.db|U盘|Word|\d[\d.]* [KM]B/g, '')).not.toMatch(/[A-Za-z]/)
}

async function expectTheRecord({ page }: Desk, opening = '备份时的开场'): Promise<void> {
  await page.locator('.app').waitFor()
  await toMeetings(page)
  await page.getByText(title).first().click()
  await expect.poll(() => page.locator('[data-field=opening]').inputValue()).toBe(opening)
}

describe('a damaged database', { timeout: 90_000 }, () => {
  it('is told, with what can still be read; the newest backup brings the desk back, and the broken file is kept byte for byte', async () => {
    const home = copyOf(settled)
    const broken = spoil(home, 0, 4096)
    const desk = await openDesk({ home, now: '2026-09-09T01:05:00Z' })
    const { page } = desk
    await unlock(page, 'falsch-falsch')
    await page.getByText('口令不对').waitFor()
    await unlock(page, password)
    await problem(page, 'DATABASE_DAMAGED').waitFor()
    await page.getByText('最近一份可恢复的是昨天16:20（16小时前）做的，会议1次，附件1个。').waitFor()
    expect(await page.locator('.ways button').allInnerTexts()).toEqual(['从本机的备份恢复…', '从U盘的备份恢复…', '只读抢救…'])
    await expectChinese(page)
    await expectNoViolation(page)
    await page.getByRole('button', { name: '查看还读得出多少' }).click()
    expect((await page.locator('.left-rows > div').first().innerText()).replaceAll('\n', ' ')).toMatch(/会议和活动 1条/)
    await expectNoViolation(page)
    await way(page, '从U盘的备份恢复').click()
    await page.getByRole('heading', { name: '从备份恢复' }).waitFor()
    await way(page, '返回').click()
    await way(page, '从本机的备份恢复').click()
    await page.getByText('恢复后回到昨天16:20的样子').waitFor()
    await expectNoViolation(page)
    // The password was right just now: it is not asked for a second time.
    expect(await page.locator('input[type=password]').count()).toBe(0)
    await way(page, '恢复这份备份').click()
    await expectTheRecord(desk)
    const kept = readdirSync(workspaceOf(home)).find((name) => name.startsWith('kept-')) ?? ''
    expect(readFileSync(join(workspaceOf(home), kept, 'branch.db')).equals(broken)).toBe(true)
  })

  it('gives its records to a salvage, after a word of warning, and nothing in the workspace changes', async () => {
    const home = copyOf(settled)
    spoil(home, 0, 4096)
    const into = join(temporaryHome(), '抢救')
    mkdirSync(into)
    const desk = await openDesk({ home, now })
    const { page } = desk
    await unlock(page, password)
    await way(page, '只读抢救').click()
    await page.getByText('写出的资料没有加密').waitFor()
    const before = bytesOf(workspaceOf(home))
    await desk.willChooseFolder(null)
    await way(page, '选文件夹，开始抢救').click()
    await expect.poll(() => way(page, '选文件夹，开始抢救').isEnabled()).toBe(true)
    expect(readdirSync(into)).toEqual([])
    await desk.willChooseFolder(into)
    await way(page, '选文件夹，开始抢救').click()
    await page.getByRole('heading', { name: '抢救完了' }).waitFor()
    await expectNoViolation(page)
    const folder = join(into, '抢救出的资料 2026-09-08')
    const [paper = ''] = readdirSync(join(folder, '会议记录'))
    expect(textOfWord(join(folder, '会议记录', paper))).toContain('备份时的开场')
    expect(readdirSync(folder)).toContain('抢救清单.txt')
    expect(bytesOf(workspaceOf(home))).toEqual(before)
    await way(page, '返回').click()
    await way(page, '从本机的备份恢复').waitFor()
  })

  it.each([['an index', ['attendance_person']], ['an index and a table', ['attendance_person', 'former_key']]])('met in %s while a record is being written costs not a word: a backup takes its place, and the screen is saved over it', async (_what, names) => {
    const home = copyOf(settled)
    // The record went on since the backup: restored, it is older than what the screen was read from.
    const first = await openDesk({ home, now })
    await openBox(first)
    await expectTheRecord(first)
    await first.page.locator('[data-field=opening]').fill('备份以后的开场')
    await saved(first.page)
    await first.close()
    const backups = join(workspaceOf(home), 'backups')
    for (const name of readdirSync(backups)) if (name.includes('-quit')) rmSync(join(backups, name))
    // Read by no screen, and written by every save that changes who was there: the first mark of the officer meets it.
    for (const root of await rootsOf(home, names)) spoil(home, (root - 1) * 4096, root * 4096)
    const desk = await openDesk({ home, now })
    const { page } = desk
    await openBox(desk)
    await expectTheRecord(desk, '备份以后的开场')
    const opening = page.locator('[data-field=opening]')
    await opening.fill('损坏以后才写的一段')
    await page.locator('.marks input').first().focus()
    await page.keyboard.press('2')
    await page.getByRole('heading', { name: '数据文件里有一处读不出来了' }).waitFor()
    await page.getByText('最后的改动还没有保存').waitFor()
    await page.getByText('恢复时先试着备份现在的数据').waitFor()
    await expectNoViolation(page)
    await way(page, '从备份恢复，再补存').click()
    await page.getByRole('heading', { name: '数据文件里有一处读不出来了' }).waitFor({ state: 'detached' })
    await page.locator('.app').waitFor()
    await expectTheRecord(desk, '损坏以后才写的一段')
  })

  it('met at work may be left for later, and the next opening leads to the screen of damage', async () => {
    const home = copyOf(settled)
    const desk = await openDesk({ home, now })
    const { page } = desk
    await openBox(desk)
    spoil(home, 4096, Infinity)
    // What was read before stands in memory: further and further into the data, until the screen says so and nothing else can be pressed.
    for (const next of [page.getByText(title).first(), way(page, '设置'), way(page, '查看操作记录')]) await next.click({ timeout: 3000 }).catch(() => undefined)
    await page.getByRole('heading', { name: '数据文件里有一处读不出来了' }).waitFor()
    await way(page, '先留在这里').click()
    await page.getByRole('heading', { name: '数据文件里有一处读不出来了' }).waitFor({ state: 'detached' })
    await desk.close()
    const again = await openDesk({ home, now })
    await unlock(again.page, password)
    await problem(again.page, 'DATABASE_DAMAGED').waitFor()
    expect(readdirSync(workspaceOf(home))).toContain('damaged.json')
  })
})

describe('a damaged keyring', { timeout: 90_000 }, () => {
  it('is not called a wrong password: that of a backup opens the data of today', async () => {
    const home = copyOf(settled)
    const first = await openDesk({ home, now })
    await openBox(first)
    await expectTheRecord(first)
    await first.page.locator('[data-field=opening]').fill('备份以后的开场')
    await saved(first.page)
    await first.close()
    for (const file of keyringFiles(workspaceOf(home))) writeFileSync(file, readFileSync(file).subarray(0, 40))
    const desk = await openDesk({ home, now })
    const { page } = desk
    await problem(page, 'KEYRING_DAMAGED').waitFor()
    await page.getByText('口令没有错，也没有失效').waitFor()
    expect(await page.getByText('口令不对').count()).toBe(0)
    await expectChinese(page)
    await way(page, '用备份里的口令文件打开').click()
    await page.locator('#damage-password').fill('falsch-falsch')
    await way(page, '打开').click()
    await page.getByText('备份以后改过口令的，请用改之前的口令').waitFor()
    await expectNoViolation(page)
    await page.locator('#damage-password').fill(password)
    await way(page, '打开').click()
    await expectTheRecord(desk, '备份以后的开场')
  })
})

describe('a missing database', { timeout: 90_000 }, () => {
  it('is brought back from the newest backup, after the password', async () => {
    const home = copyOf(settled)
    renameSync(databaseOf(home), join(home, 'elsewhere.db'))
    const desk = await openDesk({ home, now })
    const { page } = desk
    await problem(page, 'DATABASE_MISSING').waitFor()
    await way(page, '从本机的备份恢复').click()
    await page.locator('#damage-password').fill('falsch-falsch')
    await way(page, '恢复这份备份').click()
    await page.getByText('口令不对').waitFor()
    await page.locator('#damage-password').fill(password)
    await way(page, '恢复这份备份').click()
    await expectTheRecord(desk)
  })
})

describe('a broken log', { timeout: 90_000 }, () => {
  it('after a kill is told with how many saves stand behind it, and may be given up with the files kept', async () => {
    const home = copyOf(settled)
    const first = await openDesk({ home, now })
    await openBox(first)
    await expectTheRecord(first)
    for (let i = 0; i < 8; i++) {
      await first.page.locator('[data-field=opening]').fill(`第${i}次`)
      await saved(first.page)
    }
    await first.kill()
    const log = `${databaseOf(home)}-wal`
    const bytes = readFileSync(log)
    const middle = 32 + Math.floor((bytes.length - 32) / 4120 / 2) * 4120 + 500
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
    writeFileSync(log, bytes)
    const desk = await openDesk({ home, now })
    const { page } = desk
    await unlock(page, password)
    await page.getByRole('heading', { name: '最后几次保存读不出来。口令是对的。' }).waitFor()
    await expectChinese(page)
    await expectNoViolation(page)
    await way(page, '不要读不出的，直接打开').click()
    await page.getByText('要重新登记').waitFor()
    await way(page, '另存一份后打开').click()
    await page.locator('.app').waitFor()
    expect(readdirSync(workspaceOf(home)).some((name) => name.startsWith('kept-'))).toBe(true)
  })
})

describe('a broken attachment', { timeout: 90_000 }, () => {
  it('says so on its tile and is found again in a backup', async () => {
    const home = copyOf(settled)
    const [stored] = [...storedFiles(workspaceOf(home))]
    const path = pathOfFile(workspaceOf(home), stored?.name ?? '')
    const whole = readFileSync(path)
    for (const broken of [whole.subarray(0, 100), Buffer.from(whole.map((byte, i) => (i === 1000 ? byte ^ 1 : byte)))]) {
      writeFileSync(path, broken)
      const desk = await openDesk({ home, now })
      await openBox(desk)
      await expectTheRecord(desk)
      const tile = desk.page.locator('#section-attachments .attachment')
      await tile.scrollIntoViewIfNeeded()
      await tile.getByText('文件损坏或不见了').waitFor()
      await expectNoViolation(desk.page)
      await tile.getByRole('button', { name: '从备份找回会场.jpg' }).click()
      await desk.page.getByText('已从这台电脑的备份找回“会场.jpg”').waitFor()
      await tile.getByText('文件损坏或不见了').waitFor({ state: 'detached' })
      expect(readFileSync(path).equals(whole)).toBe(true)
      await desk.close()
    }
  })
})

describe('another version of the application', { timeout: 90_000 }, () => {
  it('of before left data that are backed up, brought up to date and whole', async () => {
    const home = copyOf(settled)
    const schema = await makeOlder(workspaceOf(home), password)
    const desk = await openDesk({ home, now: '2026-09-09T01:05:00Z' })
    await openBox(desk)
    await expectTheRecord(desk)
    const rows = await desk.page.evaluate(() => window.api.call('backup.list', {}))
    expect(rows.ok && rows.value[0]).toMatchObject({ reason: 'migration', verified: true, schema, meetings: 1 })
    expect(schema).toBe(schemaVersion - 1)
  })

  it('of later left data that are refused without a byte written, with a way out', async () => {
    const home = copyOf(settled)
    await makeNewer(workspaceOf(home), password, true)
    const before = bytesOf(workspaceOf(home))
    const desk = await openDesk({ home, now })
    await problem(desk.page, 'DATABASE_NEWER').waitFor()
    await desk.page.getByText('请安装最新版本的支部工作台后再打开。').waitFor()
    expect(await desk.page.getByRole('button').allInnerTexts()).toEqual(['退出', '再试一次'])
    expect(bytesOf(workspaceOf(home))).toEqual(before)
  })
})
