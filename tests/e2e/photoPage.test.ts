// Photos on the page that ends a record: put there, turned upright, written under, moved, printed; and nothing that a camera noted.
import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, toMeetings, unlock } from '../drive/officer.ts'
import { textOfPdf } from '../drive/papers.ts'
import { dropPhotos, putOnPage } from '../drive/photos.ts'
import { saved, startMeeting } from '../drive/record.ts'
import { fewPeople } from '../drive/settled.ts'
import { pngOf } from '../fixtures/files.ts'
import { photoOf, privateWords, speakerPhoto } from '../fixtures/photos.ts'

const { home, remove } = makeHome()
const now = '2026-10-16T10:00:00Z'
let desk: Desk
const page = (): Page => desk.page
const section = () => page().locator('#section-attachments')
const rows = () => section().locator('.photo-page li')
const captions = () => rows().locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
const onPage = (name: string) => section().getByRole('button', { name: `放入照片页：${name}`, exact: true })

beforeAll(async () => {
  desk = await Desk.open({ home, now })
  await setUpBranch(page(), fictionalBranch)
  await confirmRecoveryCode(page())
  await pastePeople(page(), fewPeople)
  await toMeetings(page())
  await startMeeting(page(), '主题党日')
})
afterAll(async () => {
  await desk.close()
  remove()
})

async function exportPdf(name: string): Promise<Buffer> {
  const file = join(home, name)
  await desk.willSaveTo(file)
  await page().locator('.editor-bar').getByRole('button', { name: '导出会议记录' }).click()
  const dialog = page().getByRole('dialog', { name: '导出' })
  await dialog.getByLabel('文书').selectOption('record')
  await dialog.getByRole('radio', { name: /^PDF/ }).check()
  await dialog.getByRole('button', { name: /^导出(会议|活动)记录$/ }).click()
  await page().getByText(/^已导出/).waitFor({ timeout: 30_000 })
  await page().locator('.bars').getByRole('button', { name: '收起' }).click()
  return readFileSync(file)
}

interface PrintedPicture { width: number; height: number; filter: string; bytes: Buffer }
/** The pictures in a PDF. */
async function picturesOf(bytes: Buffer): Promise<PrintedPicture[]> {
  const pdf = await PDFDocument.load(bytes)
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]): PrintedPicture[] => {
    if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of('Subtype')) !== PDFName.of('Image')) return []
    const number = (name: string) => object.dict.lookup(PDFName.of(name), PDFNumber).asNumber()
    return [{ width: number('Width'), height: number('Height'), filter: String(object.dict.get(PDFName.of('Filter'))), bytes: Buffer.from(object.contents) }]
  })
}

async function pagesOf(bytes: Buffer): Promise<number> { return (await PDFDocument.load(bytes)).getPageCount() }

async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page() as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}

describe('the page of photos', () => {
  let without = 0

  it('is not there before a photo is chosen', async () => {
    await dropPhotos(page(), { '合影.jpg': speakerPhoto(), '签到.png': pngOf(2400, 800, [20, 90, 160]) })
    await saved(page())
    const bytes = await exportPdf('没有照片.pdf')
    without = await pagesOf(bytes)
    expect(await picturesOf(bytes)).toEqual([])
    expect(await section().getByText('照片页', { exact: true }).count()).toBe(0)
  })

  it('shows a turned photo upright, with its number', async () => {
    await putOnPage(page(), '合影.jpg')
    await section().getByText('照片页 1').waitFor()
    expect(await rows().locator('img').evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d')
      context?.drawImage(image, 0, 0)
      // The banner hangs over the speaker; turned wrong, it would stand at a side.
      const [red = 0, green = 255, blue = 255] = context?.getImageData(452, 140, 1, 1).data ?? []
      return { size: [image.naturalWidth, image.naturalHeight], isBanner: red > 150 && green < 80 && blue < 80 }
    })).toEqual({ size: [904, 1200], isBanner: true })
    await expectNoViolation()
  })

  it('keeps the caption that was typed, and shows it in the preview on a page more', async () => {
    await rows().locator('input').first().focus()
    await page().keyboard.insertText('周启明带领全体党员重温入党誓词')
    await saved(page())
    await page().keyboard.press('F6')
    const preview = page().getByLabel('预览', { exact: true })
    await expect.poll(() => preview.locator('.preview-head').getByRole('status').first().innerText(), { timeout: 30_000 }).toBe(`共${without + 1}页`)
    await page().locator('.pages[aria-busy=false]').waitFor()
    await page().keyboard.press('Escape')
    await preview.waitFor({ state: 'hidden' })
  })

  it('prints the photo upright, its caption, and nothing that the camera noted', async () => {
    const bytes = await exportPdf('有照片.pdf')
    expect(await pagesOf(bytes)).toBe(without + 1)
    const pictures = await picturesOf(bytes)
    expect(pictures.map(({ width, height, filter }) => [width, height, filter])).toEqual([[904, 1200, '/DCTDecode']])
    const { text } = await textOfPdf(join(home, '有照片.pdf'))
    expect(text).toContain('活动照片周启明带领全体党员重温入党誓词')
    for (const word of [...privateWords, 'Exif', 'GPS']) expect(bytes.includes(word)).toBe(false)
    expect(bytes.includes('/Info')).toBe(false)
  })

  it('who prints still reaches nothing but the page that is printed', async () => {
    const answers = await desk.app.evaluate(({ session }, asked) => Promise.all(asked.map((url) => session.fromPartition('print').fetch(url).then(({ status }) => String(status), (error: Error) => error.message))),
      ['http://127.0.0.1:9/', 'https://example.com/', 'app://print/anything', 'app://ui/index.html'])
    expect(answers).toEqual(['net::ERR_BLOCKED_BY_CLIENT', 'net::ERR_BLOCKED_BY_CLIENT', '404', '404'])
  })
})

describe('the order', () => {
  it('is changed by key and by button, and a large picture is made small', async () => {
    await putOnPage(page(), '签到.png')
    await dropPhotos(page(), { '横幅.jpg': photoOf({ width: 640, height: 480 }) })
    await putOnPage(page(), '横幅.jpg')
    for (const [n, text] of ['一', '二', '三'].entries()) await rows().nth(n).locator('input').fill(text)
    await rows().nth(2).locator('input').press('Alt+ArrowUp')
    expect(await captions()).toEqual(['一', '三', '二'])
    await section().getByRole('button', { name: '第1张下移' }).click()
    expect(await captions()).toEqual(['三', '一', '二'])
    await saved(page())
    await expectNoViolation()
    const sizes = (await picturesOf(await exportPdf('三张.pdf'))).map(({ width, height }) => `${width}×${height}`)
    expect(sizes.sort()).toEqual(['1600×533', '640×480', '904×1200'])
  })

  it('is changed by dragging', async () => {
    await rows().nth(2).locator('.photo-handle').dragTo(rows().nth(0))
    await expect.poll(captions).toEqual(['二', '三', '一'])
    await saved(page())
  })

  it('and the captions outlive the end of the program, also what was typed last', async () => {
    await rows().nth(0).locator('input').fill('最后写的一句')
    await page().waitForTimeout(400)
    await desk.kill()
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await rows().nth(2).waitFor()
    expect(await captions()).toEqual(['最后写的一句', '三', '一'])
  })
})

describe('a photo', () => {
  it('is taken off the page and stays an attachment', async () => {
    await section().getByRole('button', { name: '第2张取下' }).click()
    await expect.poll(captions).toEqual(['最后写的一句', '一'])
    await onPage('横幅.jpg').waitFor()
  })

  it('that is deleted leaves the page, and put back stands on it again with its caption', async () => {
    await section().getByRole('button', { name: '删除合影.jpg' }).click()
    await expect.poll(captions).toEqual(['最后写的一句'])
    await section().getByRole('button', { name: '放回' }).click()
    await expect.poll(captions).toEqual(['最后写的一句', '一'])
  })

  it('that cannot be opened is told in words, and the page stays as it is', async () => {
    await dropPhotos(page(), { '坏的.jpg': photoOf({ width: 640, height: 480 }).subarray(0, 300) })
    await onPage('坏的.jpg').click()
    await section().getByRole('alert').getByText('“坏的.jpg”打不开，没有放入照片页').waitFor()
    expect(await captions()).toEqual(['最后写的一句', '一'])
    await section().getByRole('button', { name: '收起' }).click()
  })
})

it('twelve photos of a telephone are printed within the time limit, six to a page, and no more are taken', { timeout: 120_000 }, async () => {
  const colour = (seed: number) => (column: number, row: number) => [(column * 31 + row * 17 + seed * 40) % 256, (column * row + seed * 90) % 256, (row * 13 + column * 7) % 256] as const
  const before = await pagesOf(await exportPdf('两张.pdf'))
  await dropPhotos(page(), Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`手机${n}.jpg`, photoOf({ width: 3200, height: 2400, orientation: n % 2 === 0 ? 6 : 1, at: colour(n) })])))
  for (let n = 0; n < 10; n++) await putOnPage(page(), `手机${n}.jpg`)
  expect(await onPage('横幅.jpg').isDisabled()).toBe(true)
  const began = performance.now()
  const bytes = await exportPdf('十二张.pdf')
  const seconds = (performance.now() - began) / 1000
  expect(await picturesOf(bytes)).toHaveLength(12)
  expect(await pagesOf(bytes)).toBe(before + 1)
  expect(seconds).toBeLessThan(20)
})
