// Two hundred texts that mean something to a browser or a template, through every way that a record goes.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PizZip from 'pizzip'
import type { Page } from 'playwright-core'
import { cleanText } from '../../shared/domain/text.ts'
import type { Desk } from '../drive/desk.ts'
import { toMeetings } from '../drive/officer.ts'
import { wordsOfWord } from '../drive/papers.ts'
import { readPages } from '../drive/setPages.ts'
import { inHome, needApplication, openBox, settle, withDesk, workspaceOf } from './application.ts'
import { expectHolds, type Harness } from './harness.ts'
import { packedRecord, type Payload } from './scriptPayloads.ts'
import { watchDesk } from './scriptWatch.ts'

interface Faults { inPage?(page: Page, payloads: readonly Payload[]): Promise<unknown>; inStore?(text: string): string; inWord?(bytes: Buffer): Buffer }
interface Counts { payloads: number; records: number; fields: number; pages: number; searches: number; words: number }

/** What the others are compared with. */
const plainRecord = packedRecord(20, true)

const bare = (text: string): string => text.replace(/\s+/g, '')
/** Under an override some of it runs from right to left on a page, and is found in the PDF as it runs. */
const isOn = (text: string, { n }: Payload): boolean => new RegExp(`canary[-(]${n}(?!\\d)|[()]${[...String(n)].reverse().join('')}[()]yranac`).test(text)

async function go(records: number, { inPage, inStore = (text) => text, inWord = (bytes) => bytes }: Faults = {}): Promise<Counts> {
  needApplication()
  const counts: Counts = { payloads: 0, records, fields: 0, pages: 0, searches: 0, words: 0 }
  const packed = Array.from({ length: records }, (_, record) => packedRecord(record))
  return inHome(async (home) => {
    await settle(workspaceOf(home), async (ask) => {
      await ask('members.addMany', { lines: '周启明\t正式党员\t书记\n林静怡\t正式党员\t组织委员' })
      for (const { draft } of [...packed, plainRecord]) await ask('meetings.save', JSON.parse(inStore(JSON.stringify(draft))) as typeof draft)
    })
    const folder = mkdtempSync(join(tmpdir(), 'branch-desk-papers-'))
    try {
      return await withDesk({ home, env: { BRANCH_DESK_PRINT_TO: join(folder, 'printed.pdf') } }, async (desk) => {
        await openBox(desk)
        // 今天 shows the titles too: it is watched before it is left.
        const watch = await watchDesk(desk)
        await toMeetings(desk.page)
        const plain = await exportWord(desk, plainRecord.draft.title, join(folder, 'plain.docx'))
        for (const [record, { draft, payloads }] of packed.entries()) {
          await open(desk.page, draft.title, counts)
          await expectShown(desk.page, payloads, counts)
          await expectPrinted(desk.page, draft.title, payloads, counts)
          expectText(inWord(await exportWord(desk, draft.title, join(folder, `${record}.docx`))), plain, payloads, counts)
          if (records > 1 && record === 0) await print(desk.page, join(folder, 'printed.pdf'))
          counts.payloads += payloads.length
          if (inPage) await inPage(desk.page, payloads)
          else await toMeetings(desk.page)
        }
        const happened = await watch()
        expectHolds(happened.length === 0, happened.slice(0, 5).join('；'))
        return counts
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** Finds the record in the list by its own name, shown as it was typed, and opens it. */
async function open(page: Page, title: string, counts: Counts): Promise<void> {
  await page.getByLabel('查找会议').fill(title.slice(0, 100))
  const row = page.locator('.row-link')
  const named = await page.waitForFunction((wanted) => {
    const rows = [...document.querySelectorAll('.row-link')].map(({ textContent }) => textContent)
    return rows.length === 1 && rows[0] === wanted
  }, cleanText(title), { timeout: 15_000 }).then(() => true, () => false)
  expectHolds(named, `列表里查不到原样的“${title}”，是“${(await row.allInnerTexts()).slice(0, 3).join('”“')}”`)
  counts.searches++
  await row.click()
  await page.locator('fieldset.sheet').waitFor()
}

/** Every text stands in a field, character for character. */
async function expectShown(page: Page, payloads: readonly Payload[], counts: Counts): Promise<void> {
  await page.locator('[data-field$=".report"]').first().waitFor()
  const shown = new Set(await page.evaluate(() => [...document.querySelectorAll<HTMLInputElement>('.desk input, .desk textarea')].map(({ value }) => value)))
  for (const { text } of payloads) expectHolds(shown.has(cleanText(text)), `屏幕上没有原样的“${text.slice(0, 80)}”`)
  counts.fields += payloads.length
}

const idOf = (page: Page, title: string): Promise<string> => page.evaluate(async (text) => {
  const list = await window.api.call('meetings.list', { text: text.slice(0, 100) })
  return list.ok ? list.value.rows[0]?.id ?? '' : ''
}, title)

/** The preview on the screen, and the very PDF of it: each text is on its pages. */
async function expectPrinted(page: Page, title: string, payloads: readonly Payload[], counts: Counts): Promise<void> {
  await page.keyboard.press('F6')
  await page.locator('.pages canvas').first().waitFor()
  const pdf = await page.evaluate(async (meetingId) => {
    const made = await window.api.call('documents.previewMeeting', { meetingId, document: 'record', preset: 'official' })
    return made.ok ? made.value.pdf : made.error.message
  }, await idOf(page, title))
  const pages = await readPages(Buffer.from(pdf, 'base64'))
  const text = bare(pages.map((each) => each.text).join(''))
  for (const payload of payloads) expectHolds(isOn(text, payload), `预览里没有“${payload.text.slice(0, 80)}”`)
  counts.pages += pages.length
}

async function print(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: /^打印 / }).click()
  await page.getByRole('button', { name: /^打印 / }).and(page.locator(':enabled')).waitFor()
  expectHolds(statSync(file).size > 10_000, '没有打印出来')
}

async function exportWord(desk: Desk, title: string, file: string): Promise<Buffer> {
  await desk.willSaveTo(file)
  const refused = await desk.page.evaluate(async (meetingId) => {
    const place = await window.api.call('dialogs.saveDocument', { suggestedName: 'x', format: 'docx' })
    const written = place.ok && place.value.fileToken !== null ? await window.api.call('documents.exportMeeting', { meetingId, document: 'record', preset: 'official', format: 'docx', fileToken: place.value.fileToken }) : place
    return written.ok ? null : written.error.message
  }, await idOf(desk.page, title))
  expectHolds(refused === null, `Word没有写出：${refused}`)
  return readFileSync(file)
}

/** The Word file has the parts and the elements of a harmless record, and each text in its words. */
function expectText(bytes: Buffer, plain: Buffer, payloads: readonly Payload[], counts: Counts): void {
  const [zip, model] = [new PizZip(bytes), new PizZip(plain)]
  expectHolds(Object.keys(zip.files).sort().join() === Object.keys(model.files).sort().join(), `Word文件里有别的部分：${Object.keys(zip.files).join()}`)
  const elementsOf = (from: PizZip): Set<string> => new Set(Object.keys(from.files).filter((name) => /\.(xml|rels)$/.test(name)).flatMap((name) => [...(from.file(name)?.asText() ?? '').matchAll(/<([\w:]+)/g)].map(([, element = '']) => element)))
  const known = elementsOf(model)
  const strange = [...elementsOf(zip)].filter((element) => !known.has(element))
  expectHolds(strange.length === 0, `Word文件里有别的元素：${strange.join('、')}`)
  expectHolds(!Object.keys(zip.files).some((name) => (zip.file(name)?.asText() ?? '').includes('TargetMode="External"')), 'Word文件里有外部链接')
  const words = bare(wordsOfWord(bytes).replaceAll('&apos;', "'"))
  for (const { text } of payloads) expectHolds(words.includes(bare(cleanText(text))), `Word文件里没有原样的“${text.slice(0, 80)}”`)
  counts.words += payloads.length
}

export const harness: Harness = {
  name: 'script-payloads',
  title: '会议文字里的脚本',
  async attack(scale) {
    const { payloads, records, fields, pages, searches, words } = await go(scale === 'long' ? 20 : 10)
    return `${payloads}段脚本、样式、模板标记和怪字放进${records}份记录：屏幕上${fields}处、列表和查找${searches}次、预览${pages}页、Word里${words}处都是原样的文字，打印一份；没有一段执行，没有请求、跳转和弹窗`
  },
  plants: [
    { name: '把文字当网页放进去', attack: () => go(1, { inPage: (page, payloads) => page.evaluate(async (texts) => {
      const holder = document.body.appendChild(document.createElement('div'))
      holder.innerHTML = texts.join('')
      await new Promise((done) => { setTimeout(done, 300) })
      holder.remove()
    }, payloads.map(({ text }) => text)) }) },
    { name: '保存时去掉了标记', attack: () => go(1, { inStore: (json) => json.replace(/<\/?\w+>/g, '') }) },
    { name: 'Word里没有转义', attack: () => go(1, { inWord: (bytes) => {
      const zip = new PizZip(bytes)
      zip.file('word/document.xml', (zip.file('word/document.xml')?.asText() ?? '').replaceAll('&lt;', '<'))
      return zip.generate({ type: 'nodebuffer' })
    } }) },
  ],
}
