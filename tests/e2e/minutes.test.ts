// The 纪要 in the real application, by keyboard: edited, outliving a kill, finalised, exported and read back.
import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { committee, peopleLines, record } from '../fixtures/committee-2026-09-08.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, toMeetings, unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { addGuests, addItem, commit, markAllPresent, saved, startMeeting, writeBasics, writeItem } from '../drive/record.ts'

const { home, remove } = makeHome()
const now = '2026-09-08T08:20:00Z'
let desk: Desk
const page = (): Page => desk.page
const field = (name: string) => page().locator(`[data-field="minutes.${name}"]`)
const dialog = (name: string) => page().getByRole('dialog', { name })
const press = (key: string) => page().keyboard.press(key)
const button = (name: string) => page().locator('.editor-bar').getByRole('button', { name, exact: true })
/** A button reached and pressed without the mouse. */
async function pressButton(name: string): Promise<void> {
  await button(name).focus()
  await press('Enter')
}
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page() }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
}

beforeAll(async () => {
  desk = await Desk.open({ home, now })
  await setUpBranch(page(), fictionalBranch)
  await confirmRecoveryCode(page())
  await pastePeople(page(), peopleLines)
  await toMeetings(page())
  await startMeeting(page())
  await writeBasics(page(), record)
  await markAllPresent(page(), committee.length)
  await addGuests(page(), record.guests)
  for (const item of record.agenda) await writeItem(page(), await addItem(page(), item.title), item)
  await saved(page())
})
afterAll(async () => {
  await desk.close().catch(() => undefined)
  remove()
})

describe('the 纪要', () => {
  it('opens drafted from the record, beside the very paper, and is edited by keyboard alone', async () => {
    await pressButton('纪要')
    await page().locator('[data-field="minutes.issueNumber"]:focus').waitFor()
    expect(await field('title').inputValue()).toBe('第二支部委员会2026年第9次会议纪要')
    expect(await field('item.0.text').inputValue()).toBe('会议决定：建立支部议定事项清单。\n议定事项：完成支部议定事项清单首次核对（责任人：吴国栋；时限：2026年9月30日前）。')
    await page().locator('.pdf-page').first().waitFor({ timeout: 30_000 })
    await commit(page(), '第9期')
    await press('Enter')
    // Enter goes on from the one line into the text of the lead, as in the record.
    await page().locator('[data-field="minutes.lead"]:focus').waitFor()
    await press('Control+End')
    await commit(page(), '会议要求抓好落实。')
    await saved(page())
    await page().locator('.editor-bar .tag', { hasText: '拟稿' }).waitFor()
  })

  it('gets, moves and loses a matter, and undo brings back what was deleted', async () => {
    await press('Alt+n')
    await page().locator('[data-field="minutes.item.4.heading"]:focus').waitFor()
    await commit(page(), '其他事项')
    await press('Enter')
    await page().locator('[data-field="minutes.item.4.text"]:focus').waitFor()
    await commit(page(), '会议决定：下月再议。')
    await press('Alt+ArrowUp')
    await page().locator('[data-field="minutes.item.3.text"]:focus').waitFor()
    expect(await field('item.3.heading').inputValue()).toBe('其他事项')
    expect(await field('item.4.heading').inputValue()).toBe('确定10月主题党日安排')
    await page().getByRole('button', { name: '删除事项四' }).focus()
    await press('Enter')
    await page().getByText('已删除事项“其他事项”').waitFor()
    expect(await page().locator('.matter').count()).toBe(4)
    await press('Control+z')
    expect(await field('item.3.text').inputValue()).toBe('会议决定：下月再议。')
    await saved(page())
  })

  it('says which sentence reads like somebody’s speech, and hinders nothing', async () => {
    await field('item.3.text').focus()
    await press('Control+End')
    await commit(page(), '吴国栋认为应当慎重。')
    await page().locator('.speech-notes', { hasText: '像是吴国栋的个人发言：“吴国栋认为应当慎重。”' }).waitFor()
    await expectNoViolation()
    await saved(page())
    for (let n = 0; n < 10; n++) await press('Backspace')
    await page().locator('.speech-notes').waitFor({ state: 'hidden' })
    expect(await field('item.3.text').inputValue()).toBe('会议决定：下月再议。')
    await saved(page())
  })

  it('is not finalised before its record; the reason stands there with the way out', async () => {
    await pressButton('定稿')
    await dialog('纪要定稿').getByText('会议记录还没有定稿').waitFor()
    await press('Escape')
    await dialog('纪要定稿').waitFor({ state: 'hidden' })
    expect(await page().locator('.editor-bar .tag').innerText()).toBe('拟稿')
  })

  it('outlives kill -9 of everything 300 ms after the last character, and is gone on with in the same place', async () => {
    await field('lead').focus()
    await press('Control+End')
    await commit(page(), '强行结束前的一句。')
    await page().waitForTimeout(300)
    await desk.kill()
    desk = await Desk.open({ home, now })
    await unlock(page(), fictionalBranch.password)
    await page().locator('[data-field="minutes.lead"]:focus').waitFor()
    expect(await field('lead').inputValue()).toMatch(/会议要求抓好落实。强行结束前的一句。$/)
    expect(await field('issueNumber').inputValue()).toBe('第9期')
  })

  it('keeps what is on the screen when the data service is killed, and saves it after the password', async () => {
    await field('sentTo').focus()
    const service = (await desk.processes()).find(({ name }) => name === 'branch-desk-data')
    for (let n = 0; n < 12; n++) {
      await commit(page(), `${n}`)
      if (n === 6 && service) process.kill(service.pid, 'SIGKILL')
      await page().waitForTimeout(40)
    }
    await page().getByRole('dialog', { name: '数据服务意外停止' }).waitFor()
    await page().getByLabel('口令', { exact: true }).fill(fictionalBranch.password)
    await dialog('数据服务意外停止').getByRole('button', { name: '继续' }).click()
    await dialog('数据服务意外停止').waitFor({ state: 'hidden' })
    await saved(page())
    // The page that was being drawn when the service died is drawn by itself.
    await page().locator('.preview [role=status]', { hasText: /共\d页/ }).waitFor({ timeout: 30_000 })
    expect(await page().locator('.preview [role=alert]').count()).toBe(0)
    // What came after the box was shown went into the box.
    const typed = await field('sentTo').inputValue()
    expect(typed).toMatch(/^0123456/)
    const { pid } = (await desk.processes()).find(({ name }) => name === 'branch-desk-data') ?? { pid: 0 }
    expect(pid).not.toBe(service?.pid)
    await press('Escape')
    await page().locator('fieldset.sheet[aria-label=记录]').waitFor()
    await pressButton('纪要')
    await field('sentTo').waitFor()
    expect(await field('sentTo').inputValue()).toBe(typed)
    await field('sentTo').fill('县局党委、各党小组')
    await saved(page())
  })

  it('takes what an input method composes only when it is committed', async () => {
    await field('sender').focus()
    const before = await field('sender').inputValue()
    const client = await page().context().newCDPSession(page())
    await press('End')
    await client.send('Input.imeSetComposition', { text: 'yin', selectionStart: 3, selectionEnd: 3 })
    await page().waitForTimeout(300)
    expect(await field('sender').inputValue()).toBe(`${before}yin`)
    expect(await page().evaluate(async () => { const place = await window.api.call('place.last', {}); const id = place.ok ? place.value?.meetingId ?? '' : ''; const read = await window.api.call('minutes.get', { meetingId: id }); return read.ok ? read.value.minutes.sender : '' })).toBe(before)
    await commit(page(), '印')
    await saved(page())
    expect(await field('sender').inputValue()).toBe(`${before}印`)
    await press('Control+z')
    expect(await field('sender').inputValue()).toBe(before)
    await saved(page())
  })
})

describe('the finished 纪要', () => {
  it('is finalised after its record, and locked', async () => {
    await pressButton('定稿')
    await dialog('纪要定稿').getByRole('button', { name: '去定稿记录' }).focus()
    await press('Enter')
    await dialog('检查和定稿').getByRole('button', { name: '定稿', exact: true }).and(page().locator(':enabled')).click()
    await page().locator('.editor-bar .tag', { hasText: '定稿' }).waitFor()
    await pressButton('纪要')
    await field('lead').waitFor()
    expect(await field('lead').inputValue()).toMatch(/强行结束前的一句。$/)
    await pressButton('定稿')
    await dialog('纪要定稿').getByText('没有发现问题').waitFor()
    await dialog('纪要定稿').getByRole('button', { name: '定稿', exact: true }).focus()
    await press('Enter')
    await page().locator('.editor-bar .tag.green', { hasText: '定稿' }).waitFor()
    expect(await field('lead').isDisabled()).toBe(true)
    await expectNoViolation()
  })

  it.each([['official', 'docx'], ['table', 'docx'], ['official', 'pdf']] as const)('is exported %s as %s with its own words', async (preset, format) => {
    const file = join(home, `纪要-${preset}.${format}`)
    await desk.willSaveTo(file)
    await pressButton('导出会议纪要')
    await dialog('导出').getByLabel('版式').selectOption(preset)
    await dialog('导出').getByRole('radio', { name: format === 'docx' ? /^Word/ : /^PDF/ }).check()
    await dialog('导出').getByRole('button', { name: '导出会议纪要' }).click()
    await page().getByText('已导出 ').waitFor({ timeout: 30_000 })
    const text = (format === 'docx' ? textOfWord(file) : (await textOfPdf(file)).text).replace(/\s+/g, '')
    for (const part of ['第9期', '会议要求抓好落实。强行结束前的一句。', '四、其他事项', '下月再议。', '五、确定10月主题党日安排', '分送：县局党委、各党小组', '出席']) expect(text).toContain(part)
    await page().getByRole('button', { name: '收起' }).click()
  })

  it('tells that the record was corrected afterwards, stays as it is, and is corrected with a reason into a second version', async () => {
    await press('Escape')
    await page().locator('.editor-bar').getByRole('button', { name: '更正' }).click()
    await dialog('更正').getByLabel('更正的原因').fill('地点写错了')
    await dialog('更正').getByRole('button', { name: '更正' }).click()
    await page().locator('[data-field=place]:enabled').fill('县局四楼会议室')
    await saved(page())
    await pressButton('纪要')
    await page().getByText('记录在纪要之后改过').waitFor()
    expect(await page().locator('.record-changes').innerText()).toContain('地点：“县局三楼党员活动室”改为“县局四楼会议室”')
    expect(await field('lead').inputValue()).toContain('县局三楼')
    await expectNoViolation()
    await pressButton('更正')
    await dialog('更正').getByLabel('更正的原因').fill('地点随记录更正')
    await press('Enter')
    await field('lead').and(page().locator(':enabled')).waitFor()
    await pressButton('按记录重新起草')
    await dialog('按记录重新起草').getByText('删去事项“其他事项”').waitFor()
    await expectNoViolation()
    await dialog('按记录重新起草').getByRole('button', { name: '重新起草' }).click()
    await dialog('按记录重新起草').waitFor({ state: 'hidden' })
    expect(await field('lead').inputValue()).toContain('县局四楼')
    expect(await field('issueNumber').inputValue()).toBe('第9期')
    await field('lead').focus()
    await pressButton('按记录重新起草')
    await dialog('按记录重新起草').getByText('不用重新起草').waitFor()
    await dialog('按记录重新起草').getByRole('button', { name: '找回那份文字' }).click()
    await dialog('按记录重新起草').waitFor({ state: 'hidden' })
    expect(await field('item.3.heading').inputValue()).toBe('其他事项')
    await field('lead').focus()
    await press('Control+z')
    expect(await field('lead').inputValue()).toContain('县局四楼')
    await press('Control+z')
    expect(await field('item.3.heading').inputValue()).toBe('其他事项')
    await press('Control+y')
    expect(await field('lead').inputValue()).toContain('县局四楼')
    await saved(page())
    await press('Escape')
    await pressButton('定稿')
    await dialog('检查和定稿').getByRole('button', { name: '定稿', exact: true }).and(page().locator(':enabled')).click()
    await page().locator('.editor-bar .tag', { hasText: '定稿 第2版' }).waitFor()
    await pressButton('纪要')
    await field('lead').waitFor()
    await pressButton('定稿')
    await dialog('纪要定稿').getByRole('button', { name: '定稿', exact: true }).click()
    await page().locator('.editor-bar .tag.green', { hasText: '定稿 第2版' }).waitFor()
    await pressButton('定稿的历史')
    await dialog('纪要定稿的历史').getByText('地点随记录更正').waitFor()
    expect(await dialog('纪要定稿的历史').locator('li li').allInnerTexts()).toEqual(expect.arrayContaining(['删去事项“其他事项”', '地点：“县局三楼党员活动室”改为“县局四楼会议室”']))
    await press('Escape')
  })
})

it('a save that is refused keeps the text, and nothing is left without asking', async () => {
  await pressButton('更正')
  await dialog('更正').getByLabel('更正的原因').fill('再改')
  await press('Enter')
  await field('lead').and(page().locator(':enabled')).waitFor()
  await page().evaluate(async () => {
    const place = await window.api.call('place.last', {})
    const meetingId = place.ok ? place.value?.meetingId ?? '' : ''
    const read = await window.api.call('minutes.get', { meetingId })
    if (read.ok) await window.api.call('minutes.save', { ...read.value.minutes, title: '别处改的', meetingId, revision: read.value.revision })
  })
  await field('lead').focus()
  await commit(page(), '这里改的')
  await page().getByText('未能保存').waitFor()
  await press('Escape')
  const asks = dialog('最后的改动还没有保存')
  await asks.getByRole('button', { name: '留在这里' }).click()
  expect(await field('lead').inputValue()).toContain('这里改的')
  await page().getByRole('button', { name: '重新打开' }).click()
  await page().locator('[data-field="minutes.title"]').and(page().locator(':enabled')).waitFor()
  await expect.poll(() => field('title').inputValue()).toBe('别处改的')
})
