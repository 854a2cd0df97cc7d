// What is written on the disk: nothing that was entered can be read there without the password.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Desk } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { addGuests, addItem, markAllPresent, saved, startMeeting, writeBasics, writeItem } from '../drive/record.ts'

/** `length` characters of Chinese that stand nowhere else. */
const chinese = (length: number): string => Array.from({ length }, () => String.fromCharCode(randomInt(0x4e00, 0x9f00))).join('')
const digits = (length: number): string => Array.from({ length }, () => randomInt(10)).join('')

const names = Array.from({ length: 100 }, () => chinese(4))
const typed = { title: `会议${chinese(6)}`, place: `会议室${chinese(6)}`, guest: chinese(5), note: `单位${chinese(6)}`, item: `议题${chinese(8)}`, report: `电话${digits(11)}，${chinese(12)}。`, speech: `证件${digits(18)}，${chinese(12)}。`, decision: `同意${chinese(10)}。`, task: `落实${chinese(10)}` }
const bulk = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? `事项${chinese(10)}` : `编号${digits(16)}`))
const branch = { ...fictionalBranch, unit: `局${chinese(6)}`, branch: `支部${chinese(4)}`, name: chinese(4), posts: `岗位${chinese(5)}`, password: `口令${chinese(6)}` }
/** The whole texts, and the long numbers in them by themselves. */
const planted = [...names, ...Object.values(typed), ...bulk, ...Object.values(branch)].flatMap((text) => [text, ...text.match(/\d{11,}/g) ?? []])

const folder = mkdtempSync(join(tmpdir(), '支部 隐私-'))
const places = { home: join(folder, 'home'), env: { TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'user'), XDG_CONFIG_HOME: join(folder, 'user/.config'), XDG_CACHE_HOME: join(folder, 'user/.cache'), XDG_DATA_HOME: join(folder, 'user/.local') } }
let desk: Desk
let recoveryCode = ''

beforeAll(async () => {
  for (const place of [places.home, ...Object.values(places.env)]) mkdirSync(place, { recursive: true })
  desk = await Desk.open(places)
  const { page } = desk
  await setUpBranch(page, branch)
  recoveryCode = await confirmRecoveryCode(page)
  await pastePeople(page, names.map((name, n) => `${name}\t正式党员\t${['书记', '组织委员', '宣传委员'][n] ?? ''}`).join('\n'))
  await page.getByLabel('按姓名查找').pressSequentially(names[7] ?? '')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await startMeeting(page)
  await writeBasics(page, { kind: 'committeeMeeting', title: typed.title, heldOn: '2026-09-08', place: typed.place, chair: names[0] ?? '', recorder: names[1] ?? '' })
  await markAllPresent(page, 3)
  await addGuests(page, [{ name: typed.guest, note: typed.note }])
  const item = await addItem(page, typed.item)
  await writeItem(page, item, { title: '', report: typed.report, speeches: [{ speaker: names[2] ?? '', text: typed.speech }], decision: typed.decision, actions: [{ owners: names[3] ?? '', task: typed.task, dueText: '9月底' }] })
  await saved(page)
  await page.getByLabel('议题一的讨论情况').fill(bulk.join('\n'))
  await saved(page)
  // The clipboard, a search and a preview are ways of text to the disk too.
  await page.getByLabel('议题一的汇报内容').press('Control+a')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('F6')
  await page.locator('.pages canvas').first().waitFor()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await page.getByLabel('查找会议').fill(typed.item)
  await page.getByText('找到1次').waitFor()
}, 120_000)
afterAll(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Every file below a folder in which one of the texts stands, as UTF-8 or as UTF-16. */
function filesWith(texts: readonly string[], root: string): string[] {
  const wanted = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  return readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = join(entry.parentPath, entry.name)
    // A file may go while Chromium tidies up.
    const bytes = entry.isFile() ? read(file) : null
    return bytes && wanted.some((text) => bytes.includes(text)) ? [relative(root, file)] : []
  })
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

const looked = () => filesWith([...planted, recoveryCode, recoveryCode.replaceAll('-', '')], folder)

it('plants more than two hundred names, numbers and sentences', () => {
  expect(new Set(planted).size).toBeGreaterThan(200)
  expect(statSync(join(places.home, 'workspace/branch.db')).size).toBeGreaterThan(10_000)
})

it('finds a text that lies open on the disk, in either encoding and deep below', () => {
  const deep = join(places.home, 'a/b')
  mkdirSync(deep, { recursive: true })
  writeFileSync(join(deep, 'eight'), `x${names[50]}x`)
  writeFileSync(join(deep, 'sixteen'), Buffer.from(`x${bulk[51]}x`, 'utf16le'))
  expect(looked().sort()).toEqual([join('home', 'a', 'b', 'eight'), join('home', 'a', 'b', 'sixteen')])
  rmSync(join(places.home, 'a'), { recursive: true })
})

it('leaves none of them on the disk while it is open', () => {
  expect(looked()).toEqual([])
})

it('leaves none of them on the disk while it is locked', async () => {
  await desk.page.getByRole('button', { name: '锁定' }).click()
  await desk.page.getByLabel('口令', { exact: true }).waitFor()
  expect(looked()).toEqual([])
})

it('leaves none of them on the disk when it is closed', async () => {
  await desk.close()
  expect(readdirSync(places.home)).toContain('workspace')
  expect(looked()).toEqual([])
})

it('keeps a log of codes and times only', async () => {
  const again = await Desk.open(places)
  try {
    // A wrong password is certain to be logged.
    await again.page.getByLabel('口令', { exact: true }).fill(`${branch.password}x`)
    await again.page.getByRole('button', { name: '打开' }).click()
    await again.page.getByText('口令不对。').waitFor()
  } finally {
    await again.close()
  }
  const lines = readFileSync(join(places.home, 'logs/service.log'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ code }) => code)).toContain('WRONG_PASSWORD')
  for (const line of lines) {
    expect(['at', 'channel', 'code', 'ms', 'incident', 'kind', 'frame']).toEqual(expect.arrayContaining(Object.keys(line)))
    expect(JSON.stringify(line)).not.toMatch(/[\u4e00-\u9fff]/)
  }
  expect(looked()).toEqual([])
})
