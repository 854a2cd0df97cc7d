// The disk of the office computer dies. What is left is a U盘 with backups, and the password or the recovery code.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backUpNow, chooseSecondPlace, everything, findBackupsIn, restoreChosen, toBackups } from '../drive/backups.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, toMeetings, unlock } from '../drive/officer.ts'
import { dropPhotos } from '../drive/photos.ts'
import { markAllPresent, saved, startMeeting, writeBasics } from '../drive/record.ts'
import { fewPeople, openDesk, password, temporaryHome, workspaceOf } from '../drive/settled.ts'
import { groupPhoto, speakerPhoto } from '../fixtures/photos.ts'

const tuesday = '2026-09-08T08:30:00Z'
const nextDay = '2026-09-09T02:00:00Z'
const old = makeHome()
/** Outside the home of either computer, as a U盘 is. */
const stick = makeHome()
const place = join(stick.home, '党务U盘')
/** As it was when the disk died; the first test goes on using the U盘 itself. */
const asItWas = join(stick.home, '原样')
/** The data folder of that evening, for a disk that only spoils it. */
const spoiled = join(stick.home, '数据')
let recoveryCode = ''
let before: Awaited<ReturnType<typeof everything>>

beforeAll(async () => {
  mkdirSync(place)
  writeFileSync(join(place, '工作总结.doc'), '别人的文件')
  const desk = await Desk.open({ home: old.home, now: tuesday })
  const { page } = desk
  await setUpBranch(page, fictionalBranch)
  recoveryCode = await confirmRecoveryCode(page)
  await pastePeople(page, fewPeople)
  await toMeetings(page)
  await page.getByText('还没有会议记录').waitFor()
  await startMeeting(page)
  await writeBasics(page, { kind: 'committeeMeeting', title: '第二支部委员会2026年第9次会议', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:00', place: '三楼会议室', chair: '周启明', recorder: '林静怡' })
  await markAllPresent(page, 3)
  await dropPhotos(page, { '会场.jpg': groupPhoto(), '发言.jpg': speakerPhoto() })
  await saved(page)
  await toBackups(page)
  await backUpNow(page)
  await chooseSecondPlace(desk, place)
  // The last record of the day is only in the backup that quitting makes.
  await toMeetings(page)
  await page.locator('table.meetings').waitFor()
  await startMeeting(page, '党课')
  await page.locator('[data-field=title]').fill('第三季度党课')
  await saved(page)
  before = await everything(page)
  await desk.close()
  // The disk is gone, and with it everything of the application.
  renameSync(workspaceOf(old.home), spoiled)
  cpSync(place, asItWas, { recursive: true })
})
afterAll(() => {
  old.remove()
  stick.remove()
})

/** A U盘 of a test's own, to be harmed. */
function copyOfStick(): string {
  const copy = join(temporaryHome(), '另一个U盘')
  cpSync(asItWas, copy, { recursive: true })
  return copy
}
const ours = (folder: string): string => {
  const within = join(folder, '支部工作台备份')
  return join(within, readdirSync(within)[0] ?? '')
}
const newest = (folder: string): string => readdirSync(ours(folder)).filter((name) => name.endsWith('.db')).sort().at(-1)?.slice(0, -3) ?? ''

async function newComputer(): Promise<Desk> {
  const desk = await openDesk({ home: temporaryHome(), now: nextDay })
  await desk.page.getByRole('heading', { name: '建立支部' }).waitFor()
  return desk
}
const noLatin = async (page: Page) => expect((await page.locator('body').innerText()).replace(/U盘|\d+ KB|\d+\.\d MB|[X-]{29}/g, '')).not.toMatch(/[A-Za-z]/)

it('with the password of that day everything is there again, the attachments too, and the U盘 is used on', async () => {
  expect(before).toMatchObject({ people: 4, attachments: [expect.stringContaining('会场.jpg'), expect.stringContaining('发言.jpg')] })
  const desk = await newComputer()
  const { page } = desk
  await findBackupsIn(desk, place)
  expect(await page.getByRole('radio').count()).toBe(2)
  expect(await page.getByRole('radio', { checked: true }).locator('xpath=..').innerText()).toMatch(/昨天16:30[^]*退出时[^]*会议2次[^]*已验证可恢复/)
  await noLatin(page)
  await restoreChosen(page, '不是这个口令')
  await page.getByText('口令不对。备份完好，没有改动。').waitFor()
  expect(await page.getByLabel('口令', { exact: false }).evaluate((input) => input === document.activeElement)).toBe(true)
  await restoreChosen(page, password)
  await page.getByText(/已恢复到昨天16:30的数据/).waitFor()
  expect(await everything(page)).toEqual(before)
  await toMeetings(page)
  await page.getByText('第三季度党课').waitFor()
  // Nothing broken was there before, so nothing was kept, and there is nothing to undo.
  expect(await page.locator('.shell-line').innerText()).not.toMatch(/kept|撤销/)
  await page.getByRole('button', { name: '知道了' }).click()
  await toBackups(page)
  await page.getByText('“党务U盘”').first().waitFor()
  await backUpNow(page)
  expect(readFileSync(join(place, '工作总结.doc'), 'utf8')).toBe('别人的文件')
  await page.getByRole('button', { name: '锁定' }).click()
  await unlock(page, password)
  await page.locator('.app').waitFor()
})

it('with the recovery code of that day a new password is set, and a new code is printed', async () => {
  const desk = await newComputer()
  const { page } = desk
  await findBackupsIn(desk, copyOfStick())
  await page.getByRole('button', { name: '忘记口令，用恢复码' }).click()
  await page.getByLabel('恢复码').fill(recoveryCode)
  await page.getByRole('button', { name: '恢复这份备份' }).click()
  await page.getByText('口令至少8个字符').waitFor()
  await page.getByLabel('新口令').fill('冬天的账也要日清')
  await page.getByLabel('再输一次').fill('冬天的账也要日清')
  await page.getByRole('button', { name: '恢复这份备份' }).click()
  // Four derivations of a key and two processes, one after the other.
  await page.getByRole('heading', { name: '打印恢复码' }).waitFor({ timeout: 45_000 })
  expect(await confirmRecoveryCode(page)).not.toBe(recoveryCode)
  expect(await everything(page)).toEqual(before)
  await page.getByRole('button', { name: '锁定' }).click()
  await unlock(page, '冬天的账也要日清')
  await page.locator('.app').waitFor()
})

it('a newest backup that is broken is said to be, writes nothing, and the one before it brings back what it holds', async () => {
  const folder = copyOfStick()
  const file = join(ours(folder), `${newest(folder)}.db`)
  const bytes = readFileSync(file)
  bytes.fill(0x5a, 9000, 9100)
  writeFileSync(file, bytes)
  const desk = await newComputer()
  const { page } = desk
  await findBackupsIn(desk, folder)
  await restoreChosen(page, password)
  await page.getByText('这份备份不完整：数据文件损坏或不见了').waitFor()
  await page.getByText('什么也没有写入。请换一份备份再试。').waitFor()
  expect(existsSync(join(workspaceOf(desk.home), 'branch.db'))).toBe(false)
  await page.getByRole('radio').nth(1).check()
  await page.getByText('这份备份不完整').waitFor({ state: 'detached' })
  await restoreChosen(page, password)
  await page.getByText(/已恢复到昨天16:30的数据/).waitFor()
  const { records, attachments } = await everything(page)
  expect(records).toEqual(before.records.slice(1))
  expect(attachments).toEqual(before.attachments)
})

it('a folder without backups is told, and so is a U盘 that was pulled out meanwhile', async () => {
  const desk = await newComputer()
  const { page } = desk
  const folder = copyOfStick()
  await page.getByRole('button', { name: '从备份恢复…' }).click()
  const empty = join(temporaryHome(), '空文件夹')
  mkdirSync(empty)
  await desk.willChooseFolder(empty)
  await page.getByRole('button', { name: '选择U盘或文件夹…' }).click()
  await page.getByText('“空文件夹”里没有找到备份。').waitFor()
  // A dialog that is closed without a choice changes nothing.
  await desk.willChooseFolder(null)
  await page.getByRole('button', { name: '选择U盘或文件夹…' }).click()
  await page.getByText('“空文件夹”里没有找到备份。').waitFor()
  await desk.willChooseFolder(folder)
  await page.getByRole('button', { name: '选择U盘或文件夹…' }).click()
  await page.getByRole('radiogroup').waitFor()
  renameSync(folder, `${folder}拔下`)
  await restoreChosen(page, password)
  await page.getByText('请检查U盘是否还插着').waitFor()
  renameSync(`${folder}拔下`, folder)
  await restoreChosen(page, password)
  await page.getByText(/已恢复到昨天16:30的数据/).waitFor()
  expect(await everything(page)).toEqual(before)
})

it('the fifth wrong password waits, here as at the password box', async () => {
  const desk = await newComputer()
  const { page } = desk
  await findBackupsIn(desk, copyOfStick())
  for (let n = 0; n < 5; n++) {
    await restoreChosen(page, `不是这个口令${n}`)
    await page.getByText('口令不对。').waitFor()
  }
  await restoreChosen(page, password)
  await page.getByText('连续多次输错，暂时不能再试。').waitFor()
  expect(existsSync(join(workspaceOf(desk.home), 'branch.db'))).toBe(false)
})

it('where the data is only spoiled, a backup takes its place, and the desk says where the spoiled file is kept', async () => {
  const home = temporaryHome()
  cpSync(spoiled, workspaceOf(home), { recursive: true })
  const file = join(workspaceOf(home), 'branch.db')
  const bytes = readFileSync(file)
  bytes.fill(0x5a, 4096)
  writeFileSync(file, bytes)
  const desk = await openDesk({ home, now: nextDay })
  const { page } = desk
  await unlock(page, password)
  await findBackupsIn(desk, copyOfStick())
  await restoreChosen(page, password)
  const told = page.getByText(/已恢复到昨天16:30的数据。原来的文件没有删除，在数据文件夹的 kept-[0-9TZ-]+ 里。/)
  await told.waitFor()
  expect(await everything(page)).toEqual(before)
  const kept = /kept-[0-9TZ-]+/.exec(await told.innerText())?.[0] ?? ''
  expect(readFileSync(join(workspaceOf(home), kept, 'branch.db')).equals(bytes)).toBe(true)
})
