// What leaves a record for elsewhere: one part on the clipboard, the pages to a printer, the year in one file.
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../shared/contract/index.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, toMeetings, unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { fewPeople } from '../drive/settled.ts'

const { home, remove } = makeHome()
const printed = join(home, 'printed.pdf')
const days = ['2026-07-08', '2026-08-20', '2026-09-12']
let desk: Desk

const clipboard = () => desk.app.evaluate(({ clipboard: board }) => board.readText())
const preview = () => desk.page.locator('.preview')
const drawn = () => desk.page.locator('.preview [role=status]', { hasText: /^共\d+页$/ }).waitFor({ timeout: 30_000 })

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-09-15T02:00:00Z', env: { BRANCH_DESK_PRINT_TO: printed } })
  await setUpBranch(desk.page, fictionalBranch)
  await confirmRecoveryCode(desk.page)
  await pastePeople(desk.page, fewPeople)
  const drafts = days.map((heldOn, n): Input<'meetings.save'> => ({
    kind: n === 1 ? 'themeDay' : 'committeeMeeting', title: `第${n + 1}次`, heldOn, startsAt: '14:30', endsAt: '15:30', place: `第${n + 1}会议室`, chair: '周启明', recorder: '林静怡',
    agenda: [{ title: '学习', report: '领学第一段。\n领学第二段。', decision: '会议决定：建立清单。' }],
  }))
  await desk.page.evaluate(async (all) => {
    for (const one of all) {
      const answer = await window.api.call('meetings.save', one)
      if (!answer.ok) throw new Error(answer.error.message)
    }
  }, drafts)
  await toMeetings(desk.page)
})
afterAll(async () => {
  await desk.close()
  remove()
})

describe('in the preview', () => {
  beforeAll(async () => {
    await desk.page.locator('.list tbody .row-link').first().click()
    await desk.page.locator('fieldset.sheet').waitFor()
    await desk.page.keyboard.press('F6')
    await drawn()
  })

  it('one field and one part are copied by keyboard, in one line where asked', async () => {
    const { page } = desk
    await preview().getByRole('button', { name: '复制一部分…' }).click()
    const dialog = page.getByRole('dialog', { name: '复制会议记录的一部分' })
    await dialog.getByRole('button', { name: '复制标题' }).waitFor()
    await page.locator('.copy-parts li button:focus').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await dialog.getByText('已复制', { exact: true }).waitFor()
    expect(await clipboard()).toBe('第3会议室')
    await dialog.getByRole('searchbox').fill('领学第一段')
    expect(await dialog.locator('li').count()).toBe(1)
    await dialog.getByRole('button', { name: '复制一、学习' }).click()
    await dialog.getByText('已复制', { exact: true }).waitFor()
    expect((await clipboard()).split('\n')).toHaveLength(4)
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: '复制一、学习' }).click()
    await dialog.getByText('已复制', { exact: true }).waitFor()
    expect(await clipboard()).toMatch(/^一、学习；.*领学第一段。领学第二段。.*建立清单。$/)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await preview().waitFor()
  })

  it('Ctrl+P sends as many sheets of A4 as the preview has pages', async () => {
    await desk.page.keyboard.press('Control+p')
    await expect.poll(() => existsSync(printed), { timeout: 20_000 }).toBe(true)
    await preview().getByRole('button', { name: /^打印/ }).and(desk.page.locator(':enabled')).waitFor()
    const pdf = await PDFDocument.load(readFileSync(printed))
    expect(pdf.getPageCount()).toBe(await desk.page.locator('.pdf-page').count())
    for (const page of pdf.getPages()) expect([Math.round(page.getWidth()), Math.round(page.getHeight())]).toEqual([595, 842])
    // The window that held the pages is gone.
    expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('tells of missing faces once', async () => {
    const notice = preview().getByRole('button', { name: '知道了' })
    // Where all the faces are there, nothing is told.
    if (await notice.count() === 0) return
    await notice.click()
    await preview().getByRole('button', { name: '字体说明' }).waitFor()
    await desk.page.keyboard.press('F6')
    await desk.page.keyboard.press('F6')
    await drawn()
    expect(await notice.count()).toBe(0)
    await preview().getByRole('button', { name: '字体说明' }).click()
    expect(await preview().locator('.fonts li').count()).toBeGreaterThan(0)
    await preview().getByRole('button', { name: '收起' }).click()
  })
})

describe('all meetings in one file', () => {
  beforeAll(async () => {
    await desk.page.keyboard.press('Escape')
    await desk.page.locator('.editor-bar').getByRole('button', { name: '会议', exact: true }).click()
    await desk.page.getByText('共3次').waitFor()
  })
  const dialog = () => desk.page.getByRole('dialog', { name: '批量导出' })

  it.each(['Word', 'PDF'] as const)('%s: by day, and nothing beside it', async (format) => {
    const ending = format === 'Word' ? 'docx' : 'pdf'
    const folder = join(home, format)
    mkdirSync(folder)
    await desk.willSaveTo(join(folder, `合订.${ending}`))
    await desk.page.getByRole('button', { name: '批量导出' }).click()
    await dialog().getByRole('radio', { name: '合成一个文件' }).check()
    await dialog().getByRole('radio', { name: format }).check()
    await dialog().getByRole('button', { name: '导出3次会议' }).click()
    await dialog().getByText(`写出3份文书，在文件“合订.${ending}”里。`).waitFor({ timeout: 30_000 })
    expect(readdirSync(folder)).toEqual([`合订.${ending}`])
    const file = join(folder, `合订.${ending}`)
    const text = format === 'Word' ? textOfWord(file) : (await textOfPdf(file)).text
    const places = days.map((_day, n) => text.indexOf(`第${n + 1}会议室`))
    expect(places.every((at) => at >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    await dialog().getByRole('button', { name: '关闭' }).last().click()
  })

  it('is not written when the place is not chosen', async () => {
    await desk.willSaveTo(null)
    await desk.page.getByRole('button', { name: '批量导出' }).click()
    await dialog().getByRole('radio', { name: '合成一个文件' }).check()
    await dialog().getByRole('button', { name: '导出3次会议' }).click()
    await dialog().getByRole('button', { name: '导出3次会议' }).waitFor()
    expect(await dialog().getByRole('progressbar').count()).toBe(0)
    await desk.page.keyboard.press('Escape')
  })
})

it('without a printer it says where to print, and leaves no window behind', async () => {
  await desk.close()
  desk = await Desk.open({ home, now: '2026-09-15T02:00:00Z' })
  await unlock(desk.page, fictionalBranch.password)
  await toMeetings(desk.page)
  await desk.page.locator('.list tbody .row-link').first().click()
  await desk.page.locator('fieldset.sheet').waitFor()
  await desk.page.keyboard.press('F6')
  await drawn()
  // As a computer without a printer answers; this one may have one.
  await desk.app.evaluate(({ app }) => { app.on('web-contents-created', (_event, contents) => { contents.print = (_options, done) => { done?.(false, 'Invalid printer settings') } }) })
  await preview().getByRole('button', { name: /^打印/ }).click()
  await preview().getByText('请导出PDF，到有打印机的电脑上打印').waitFor()
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
