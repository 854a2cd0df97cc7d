// Photos, scans and papers of a record: chosen, dropped, pasted, looked at, opened, deleted, archived; and no copy left behind.
import { AxeBuilder } from '@axe-core/playwright'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { docxOf, jpegOf, pdfOf, pngOf } from '../fixtures/files.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, unlock } from '../drive/officer.ts'
import { markAllPresent, saved, startMeeting, writeBasics } from '../drive/record.ts'
import { fewPeople } from '../drive/settled.ts'

const { home, remove } = makeHome()
const now = '2026-09-08T08:20:00Z'
const files = join(home, '要附的文件')
let desk: Desk
const page = (): Page => desk.page
const section = () => page().locator('#section-attachments')
const tiles = () => section().locator('.attachment')
const tile = (name: string) => tiles().filter({ has: page().getByRole('button', { name: new RegExp(`^(看|打开)${name}`) }) })
const opened = () => join(home, 'opened')

beforeAll(async () => {
  mkdirSync(files)
  desk = await Desk.open({ home, now })
  await setUpBranch(page(), fictionalBranch)
  await confirmRecoveryCode(page())
  await pastePeople(page(), fewPeople)
  await page().getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await startMeeting(page())
})
afterAll(async () => {
  await desk.close()
  remove()
})

/** The operating system's dialog answers with these files. */
async function willChoose(chosen: Record<string, Buffer>): Promise<void> {
  const paths = Object.entries(chosen).map(([name, bytes]) => {
    writeFileSync(join(files, name), bytes)
    return join(files, name)
  })
  await desk.app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: filePaths.length === 0, filePaths })) as typeof dialog.showOpenDialog
  }, paths)
}

/** Brings files to the section as the desktop or the clipboard does. */
async function bring(by: 'drop' | 'paste', brought: Record<string, Buffer>): Promise<void> {
  const given = Object.entries(brought).map(([name, bytes]) => ({ name, base64: bytes.toString('base64') }))
  await section().evaluate((element, { how, all }) => {
    const data = new DataTransfer()
    for (const { name, base64 } of all) data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name))
    if (how === 'drop') for (const type of ['dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    else element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, { how: by, all: given })
}

async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page() as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}

async function backToRecord(): Promise<void> {
  await unlock(page(), fictionalBranch.password)
  await toRecord()
}

async function toRecord(): Promise<void> {
  await page().getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await page().locator('table.meetings tbody tr').first().getByRole('button').click()
  await tiles().first().waitFor()
}

/** The colour in the middle of a thumbnail. */
const colourOf = (name: string) => tile(name).locator('canvas.yes').evaluate((canvas: HTMLCanvasElement) => [...canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? []])

describe('attachments', () => {
  it('of a record in which nothing is written yet store it first', async () => {
    await section().getByText('还没有附件').waitFor()
    await expectNoViolation()
    await willChoose({ '会场.png': pngOf(640, 480), '签到表.pdf': pdfOf('sign in'), '方案.docx': docxOf('方案') })
    await section().getByRole('button', { name: '选择文件' }).click()
    await expect.poll(() => tiles().count()).toBe(3)
    await section().getByText('3个').waitFor()
    await page().getByRole('navigation', { name: '提纲' }).getByRole('button', { name: /附件/ }).getByText('3').waitFor()
    expect(await section().locator('.role').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))).toEqual(['photo', 'document'])
    await section().scrollIntoViewIfNeeded()
    expect(await colourOf('会场.png')).toEqual([179, 38, 30, 255])
    await tile('签到表.pdf').locator('canvas.yes').waitFor()
    expect(await tile('方案.docx').locator('.thumb-word').innerText()).toBe('Word')
    await expectNoViolation()
  })

  it('that were refused are named with the reason, and the others are there', async () => {
    await willChoose({ '照片.jpg.exe': Buffer.from('MZ'), '签到表（改名）.png': pdfOf(), '会场 副本.png': pngOf(640, 480), '第二张.png': pngOf(300, 900, [20, 90, 160]) })
    await section().getByRole('button', { name: '选择文件' }).click()
    const refusal = section().getByRole('alert')
    await refusal.getByText('3个文件没有添加').waitFor()
    for (const part of ['“照片.jpg.exe”：这是程序', '“签到表（改名）.png”：内容与扩展名不符（像是PDF）', '“会场 副本.png”：同样的内容已在附件里，名为“会场.png”']) expect(await refusal.innerText()).toContain(part)
    await expect.poll(() => tiles().count()).toBe(4)
    await expectNoViolation()
    await refusal.getByRole('button', { name: '收起' }).click()
    await refusal.waitFor({ state: 'hidden' })
  })

  it('are dropped and pasted', async () => {
    await bring('drop', { '桌面上的.png': pngOf(400, 300, [26, 107, 61]), '记录.docm': docxOf() })
    await tile('桌面上的.png').waitFor()
    await section().getByRole('alert').getByText('不收“docm”这种文件').waitFor()
    await bring('paste', { 'image.png': pngOf(500, 300, [90, 90, 90]) })
    await tile('截图2026-09-08 16时\\d\\d分.png').waitFor()
    await section().getByRole('alert').waitFor({ state: 'hidden' })
    expect(await tiles().count()).toBe(6)
  })

  it('get another name and another role by hand', async () => {
    const name = tile('第二张.png').getByLabel('附件名称')
    await name.fill('现场全景')
    await name.press('Enter')
    await tile('现场全景.png').getByLabel('现场全景.png的类别').selectOption('scan')
    await expect.poll(() => tile('现场全景.png').locator('.role').inputValue()).toBe('scan')
    await saved(page())
  })

  it('are shown large, turned by the arrows, and Escape goes back to the record', async () => {
    await section().getByRole('button', { name: /^看会场.png/ }).click()
    const dialog = page().getByRole('dialog')
    await dialog.getByRole('img', { name: '会场.png' }).waitFor()
    expect(await dialog.getByRole('img', { name: '会场.png' }).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640)
    await expectNoViolation()
    await page().keyboard.press('ArrowRight')
    await dialog.getByRole('img', { name: '第1页，共1页' }).waitFor()
    await expectNoViolation()
    await page().keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await section().isVisible()).toBe(true)
  })

  it('are deleted and put back, also later', async () => {
    await section().getByRole('button', { name: '删除方案.docx' }).click()
    await section().getByText('已删除“方案.docx”').waitFor()
    expect(await tiles().count()).toBe(5)
    await section().getByRole('button', { name: '放回' }).click()
    await expect.poll(() => tiles().count()).toBe(6)
    await section().getByRole('button', { name: '删除桌面上的.png' }).click()
    await section().getByRole('button', { name: '收起' }).click()
    await section().getByRole('button', { name: '回收站（1）' }).click()
    await expectNoViolation()
    await section().getByRole('button', { name: '恢复桌面上的.png' }).click()
    await expect.poll(() => tiles().count()).toBe(6)
  })
})

describe('a copy', () => {
  const asked = () => desk.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
  const watch = () => desk.app.evaluate(({ shell }) => {
    const paths: string[] = []
    Object.assign(globalThis, { asked: paths })
    shell.openPath = (path) => { paths.push(path); return Promise.resolve('') }
  })
  const openOne = async () => {
    await watch()
    await section().getByRole('button', { name: '打开方案.docx', exact: true }).click()
    await expect.poll(asked).toHaveLength(1)
    return (await asked())[0] ?? ''
  }

  it('is opened by another program, read-only, and is gone when the desk is locked', async () => {
    const copy = await openOne()
    expect(copy.startsWith(opened())).toBe(true)
    expect([copy.endsWith('方案.docx'), readFileSync(copy).equals(docxOf('方案')), statSync(copy).mode & 0o777]).toEqual([true, true, 0o400])
    await page().getByRole('button', { name: '锁定' }).click()
    await page().getByLabel('口令', { exact: true }).waitFor()
    expect([existsSync(copy), readdirSync(opened())]).toEqual([false, []])
    await backToRecord()
  })

  it('is gone after the desk was left, and after it was killed and started again', async () => {
    for (const end of ['close', 'kill'] as const) {
      const copy = await openOne()
      await desk[end]()
      expect(existsSync(copy)).toBe(end === 'kill')
      desk = await Desk.open({ home, now })
      await backToRecord()
      expect(readdirSync(opened())).toEqual([])
    }
  })

  it('that no program opens says so', async () => {
    await desk.app.evaluate(({ shell }) => { shell.openPath = () => Promise.resolve('no application') })
    await section().getByRole('button', { name: '打开方案.docx', exact: true }).click()
    await expect.poll(() => section().getByRole('alert').innerText()).toContain('没有能打开它的程序')
    await section().getByRole('button', { name: '收起' }).click()
  })
})

describe('many', () => {
  it('photos are drawn as they come into view, and nothing is clipped', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`现场照片名称很长很长很长很长很长很长很长的第${n}张.png`, pngOf(200 + n, 150, [n * 4, 80, 120])]))
    await willChoose(many)
    await section().getByRole('button', { name: '选择文件' }).click()
    await expect.poll(() => tiles().count(), { timeout: 40_000 }).toBe(66)
    await page().locator('.desk').evaluate((element) => { element.scrollTop = 0 })
    await page().getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await toRecord()
    await tiles().nth(65).waitFor()
    expect(await section().locator('canvas.yes').count()).toBeLessThan(40)
    await tiles().nth(65).scrollIntoViewIfNeeded()
    await tiles().nth(65).locator('canvas.yes').waitFor()
    expect(await section().evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
    expect(await page().locator('.desk').evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
  })
})

describe('the archive', () => {
  it('waits for the scan of the signed paper, and then keeps it', async () => {
    await page().locator('.desk').evaluate((element) => { element.scrollTop = 0 })
    await writeBasics(page(), { kind: 'committeeMeeting', title: '第二支部委员会2026年第9次会议', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:10', place: '三楼', chair: '周启明', recorder: '林静怡' })
    await markAllPresent(page(), 3)
    await saved(page())
    await page().locator('.editor-bar').getByRole('button', { name: '定稿', exact: true }).click()
    await page().getByRole('dialog').getByRole('button', { name: '定稿', exact: true }).click()
    const archive = page().locator('.editor-bar').getByRole('button', { name: /^归档/ })
    await archive.waitFor()
    expect(await archive.getAttribute('title')).toContain('还没有签字扫描件')
    await archive.click()
    await willChoose({ '签字页.pdf': pdfOf('signed') })
    await section().getByRole('button', { name: '添加签字扫描件' }).click()
    await tile('签字页.pdf').waitFor()
    expect(await tile('签字页.pdf').locator('.role').inputValue()).toBe('signedScan')
    await expect.poll(() => archive.getAttribute('title')).toBe(null)
    await archive.click()
    await page().getByRole('dialog', { name: '归档' }).getByRole('button', { name: '归档', exact: true }).click()
    await page().locator('.editor-bar').getByText('已签字归档').waitFor()
    expect(await section().getByRole('button', { name: /^删除/ }).count()).toBe(0)
    expect(await section().locator('.role').count()).toBe(0)
    await bring('drop', { '会后照片.png': pngOf(30, 30, [1, 2, 3]) })
    await tile('会后照片.png').waitFor()
    await expectNoViolation()
  })
})

it('a photo of 8 MB is dropped whole', async () => {
  const large = Buffer.concat([jpegOf('大'), Buffer.alloc(8 * 1024 * 1024, 7)])
  await bring('drop', { '大照片.jpg': large })
  await expect.poll(() => tile('大照片.jpg').innerText()).toContain('8.0 MB')
})

it('a scan in JPEG 2000 and a PDF without its own Chinese font are drawn, not left white', async () => {
  const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name))
  await bring('drop', { '扫描件.pdf': fixture('scan-jpeg2000.pdf'), '没有嵌入字体.pdf': fixture('unembedded-font.pdf') })
  for (const name of ['扫描件.pdf', '没有嵌入字体.pdf']) {
    await tile(name).scrollIntoViewIfNeeded()
    await tile(name).locator('canvas.yes').waitFor()
    const dark = await tile(name).locator('canvas.yes').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
      return [...data].filter((value, index) => index % 4 === 0 && value < 128).length
    })
    expect({ name, drawn: dark > 20 }).toEqual({ name, drawn: true })
  }
})
