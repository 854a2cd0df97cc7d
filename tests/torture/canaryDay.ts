// A day at the desk in words that stand nowhere else. They are made in the page and typed there: nothing of them crosses the driver's protocol.
import type { Locator, Page } from 'playwright-core'
import { toMeetings } from '../drive/officer.ts'
import { markAllPresent, saved, startMeeting } from '../drive/record.ts'
import { pdfOf } from '../fixtures/files.ts'
import { groupPhoto } from '../fixtures/photos.ts'
import { wordsOf, type Words } from './canaryWords.ts'

declare global { interface Window { canary: Words } }

export const secret = 'pass-{d1}-口令{t1}'

/** Types into what the locator finds, as an editing command of the page. */
async function put(place: Locator, template: string): Promise<void> {
  const typed = await place.evaluate((element, text) => {
    const field = element as HTMLInputElement
    field.focus()
    field.select()
    return document.execCommand('insertText', false, window.canary.fill(text)) && field.value === window.canary.fill(text)
  }, template)
  if (!typed) throw new Error(`not typed: ${template} into ${String(place)}`)
}

export const bringWords = (page: Page, seed: number): Promise<unknown> => page.evaluate(`window.canary = (${wordsOf.toString()})(${seed})`)

/** Sets the branch up. Answers the recovery code, which left the page as another text: each character one further on. */
export async function setUp(page: Page): Promise<string> {
  await page.getByRole('checkbox').check()
  for (const [label, text] of [['单位', '局{t2}'], ['支部', '支部{t3}'], ['您的姓名', '{t4}'], ['您的岗位', '岗位{t5}'], ['新口令', secret], ['再输一次', secret]] as const) await put(page.getByLabel(label, { exact: label === '支部' }), text)
  await page.getByRole('button', { name: '建立支部' }).click()
  await page.getByRole('heading', { name: '打印恢复码' }).waitFor()
  const shifted = await page.evaluate(() => {
    const groups = [...document.querySelectorAll('.code li span')].map((span) => span.textContent ?? '')
    for (const [n, label] of [...document.querySelectorAll('.typed-back label')].entries()) {
      document.getElementById(`group-${n}`)?.focus()
      document.execCommand('insertText', false, groups[Number(/\d/.exec(label.textContent ?? '')?.[0]) - 1] ?? '')
    }
    return groups.join('-').replace(/./g, (character) => String.fromCharCode(character.charCodeAt(0) + 1))
  })
  await page.getByRole('button', { name: '核对恢复码' }).click()
  await page.locator('.app').waitFor()
  return shifted.replace(/./g, (character) => String.fromCharCode(character.charCodeAt(0) - 1))
}

export async function unlockInPage(page: Page, seed: number): Promise<void> {
  await bringWords(page, seed)
  await put(page.getByLabel('口令', { exact: true }), secret)
  await page.getByRole('button', { name: '打开' }).click()
  await page.locator('.app').waitFor()
}

const field = (page: Page, name: string): Locator => page.locator(`[data-field="${name}"]`)

/** People, a record with a decision, two attachments, a preview, a search. */
export async function work(page: Page): Promise<void> {
  await put(page.getByRole('textbox', { name: '从Excel复制后粘贴' }), '{t10}\t正式党员\t书记\n{t11}\t正式党员\t组织委员\n{t12}\t正式党员\t纪检委员\n{t13}\t预备党员')
  await page.getByRole('button', { name: /^登记\d+人$/ }).click()
  await page.locator('.table-room').waitFor()
  await toMeetings(page)
  await startMeeting(page)
  await put(field(page, 'title'), '会议{t20}')
  for (const [name, text] of [['place', '会议室{t21}'], ['chair', '{t10}'], ['recorder', '{t11}']] as const) {
    await put(field(page, name), text)
    await page.keyboard.press('Enter')
  }
  await markAllPresent(page, 3)
  await field(page, 'addAgenda').focus()
  await page.keyboard.press('Alt+n')
  await put(page.locator(':focus'), '研究{t22}事项')
  const at = `agenda.${await page.locator('[data-agenda]').last().getAttribute('data-agenda') ?? ''}`
  await put(field(page, `${at}.report`), '证件{d23}，电话{d24}，{t23}。')
  await put(field(page, `${at}.discussion`), '{t24}：家庭住址{t25}，银行卡{d26}。'.repeat(20))
  await put(field(page, `${at}.decision`), '同意{t27}同志按期转正，证件{d28}。')
  await saved(page)
  await attach(page)
  await page.keyboard.press('F6')
  await page.locator('.pages canvas').first().waitFor()
  await page.keyboard.press('F6')
  await toMeetings(page)
  await put(page.getByLabel('查找会议'), '{t22}')
  await page.getByText('找到1次').waitFor()
}

/** A scan and a photo whose bytes hold the words: made in the page as well. */
async function attach(page: Page): Promise<void> {
  const blank = '0'.repeat(18)
  await page.locator('#section-attachments').evaluate((section, { pdf, photo, room }) => {
    const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const scan = new TextEncoder().encode(new TextDecoder().decode(bytesOf(pdf)).replace(room, window.canary.fill('{d30}')))
    const camera = bytesOf(photo)
    const { bytes } = window.canary
    // A comment of the camera's own, right after the beginning of the picture.
    const jpeg = new Uint8Array([...camera.subarray(0, 2), 0xff, 0xfe, 0, bytes.length + 2, ...bytes, ...camera.subarray(2)])
    const data = new DataTransfer()
    data.items.add(new File([scan], '签到表.pdf'))
    data.items.add(new File([jpeg], '会场.jpg'))
    for (const type of ['dragover', 'drop']) section.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, { pdf: pdfOf(blank).toString('base64'), photo: groupPhoto().toString('base64'), room: blank })
  await page.getByRole('button', { name: '放入照片页：会场.jpg', exact: true }).click()
  await page.locator('.photo-page li').first().waitFor()
}
