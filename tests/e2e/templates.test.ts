// 本单位模板, the whole job: last year's Word file is put down, its values become fields, it is tried and kept, a record is exported in it, and the shipped form comes back.
import { AxeBuilder } from '@axe-core/playwright'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input, Output, ServiceChannel } from '../../shared/contract/index.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, toMeetings } from '../drive/officer.ts'
import { textOfWord } from '../drive/papers.ts'
import { fewPeople } from '../drive/settled.ts'
import { fieldForm, form, nameForm, par, runningForm, tableForm, titlePar } from '../fixtures/forms.ts'

const { home, remove } = makeHome()
let desk: Desk
let page: Page

async function ask<C extends ServiceChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await page.evaluate(async ([name, given]) => window.api.call(name as 'workspace.info', given as Input<'workspace.info'>), [channel, input] as const)
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`)
  return answer.value as unknown as Output<C>
}

beforeAll(async () => {
  desk = await Desk.open({ home, now: '2026-09-15T02:00:00Z' })
  page = desk.page
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
  await pastePeople(page, fewPeople)
  await ask('meetings.save', {
    kind: 'committeeMeeting', title: '第二支部委员会2026年第9次会议', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:10', place: '县局四楼小会议室', chair: '周启明', recorder: '林静怡',
    agenda: [{ title: '研究主题党日安排', decision: '会议决定：九月二十五日开展主题党日。' }],
  })
})
afterAll(async () => {
  await desk.close()
  remove()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const press = (key: string) => page.keyboard.press(key)
const sheet = () => page.getByRole('region', { name: /的纸面/ })
const values = () => page.getByRole('list', { name: '纸面上的值' })
const menu = () => page.getByRole('dialog', { name: '选择字段' })
const drop = () => page.getByRole('region', { name: '放入Word文件' })
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}

/** To the page of forms, by the settings. */
async function toTemplates(): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '设置' }).click()
  await button('管理文书模板').click()
  await page.getByRole('list', { name: '各种文书的版式' }).waitFor()
}
async function toDrop(paper = '会议记录'): Promise<void> {
  await toTemplates()
  await button(`换成本单位的：${paper}`).click()
  await drop().waitFor()
}
/** Puts files down on the page, as from a folder. */
async function putDown(...files: { name: string; bytes: Buffer }[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const { name, base64 } of given) data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    return data
  }, files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })))
  await drop().dispatchEvent('dragover', { dataTransfer: transfer })
  await drop().dispatchEvent('drop', { dataTransfer: transfer })
}
/** Leaves whatever form lies open, its choices given up. */
async function giveUp(): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
  await button('不保存，离开').click()
}
/** Marks text on the paper as the mouse does. */
async function markText(text: string): Promise<void> {
  const at = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.form-room') ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const from = node.textContent?.indexOf(wanted) ?? -1
      if (from === -1) continue
      node.parentElement?.scrollIntoView({ block: 'center' })
      const range = document.createRange()
      range.setStart(node, from)
      range.setEnd(node, from + wanted.length)
      const { left, right, top, bottom } = range.getBoundingClientRect()
      return { left, right, y: (top + bottom) / 2 }
    }
    throw new Error(`not on the paper: ${wanted}`)
  }, text)
  await page.mouse.move(at.left + 1, at.y)
  await page.mouse.down()
  await page.mouse.move(at.right - 1, at.y, { steps: 6 })
  await page.mouse.up()
}

describe('a file that is put down', () => {
  it('is refused beside the place with its reason, and the next one is taken', async () => {
    await toDrop()
    await expectNoViolation()
    await putDown({ name: '旧记录.doc', bytes: Buffer.from('x') })
    await drop().getByRole('alert').getByText('旧格式').waitFor()
    await putDown({ name: '一.docx', bytes: runningForm() }, { name: '二.docx', bytes: runningForm() })
    await drop().getByRole('alert').getByText('一次放一个文件').waitFor()
    await putDown({ name: '坏的.docx', bytes: Buffer.from('这不是压缩包') })
    await drop().getByRole('alert').getByText('不是Word文档').waitFor()
    await putDown({ name: '去年的记录.docx', bytes: runningForm() })
    await sheet().waitFor()
    await giveUp()
  })

  it('with wrong fields is told which and where, and not kept', async () => {
    await toDrop()
    await putDown({ name: '写错的.docx', bytes: form(titlePar('{标题}') + par('时间：{时间') + par('地点：{低点}')) })
    const told = page.getByRole('alert')
    await told.getByText('低点').waitFor()
    expect(await told.locator('li').count()).toBe(2)
    await told.getByRole('button', { name: /低点/ }).click()
    await page.locator('.form-line.reached', { hasText: '低点' }).waitFor()
    await button('保存为模板').click()
    await page.getByText('模板有2处要改').waitFor()
    expect(await ask('templates.list', {})).toEqual([])
    await giveUp()
  })

  it('with fields written in it needs no choice', async () => {
    await toDrop()
    await putDown({ name: '写好字段的.docx', bytes: fieldForm() })
    await page.getByRole('heading', { name: '文件里写好的字段' }).waitFor()
    expect(await page.locator('.form-side section').filter({ hasText: '文件里写好的字段' }).innerText()).toContain('主持人')
    expect(await page.getByRole('alert').count()).toBe(0)
    await giveUp()
  })
})

describe('fields on the paper', () => {
  it('are chosen by a click, by the mouse, by keys, changed, let go, and every step is taken back', async () => {
    await toDrop()
    await putDown({ name: '去年的记录.docx', bytes: runningForm() })
    await sheet().waitFor()
    await expectNoViolation()
    const place = sheet().locator('mark', { hasText: '三楼会议室' })
    expect(await place.getAttribute('class')).toBe('chosen')

    // A click on a field asks which; it is let go, and taken back.
    await place.click()
    await expectNoViolation()
    await menu().getByRole('button', { name: '不作字段，照原样保留' }).click()
    await expect.poll(() => place.getAttribute('class')).toBe('open')
    await press('Control+z')
    await expect.poll(() => place.getAttribute('class')).toBe('chosen')
    await press('Control+y')
    await expect.poll(() => place.getAttribute('class')).toBe('open')
    // An open one becomes a field by one click.
    await place.click()
    await expect.poll(() => place.getAttribute('class')).toBe('chosen')

    // The mouse marks words that nobody found, and letters find the field.
    await markText('第三支部')
    await menu().waitFor()
    await press('Escape')
    await menu().waitFor({ state: 'hidden' })
    expect(await sheet().locator('mark.picking').count()).toBe(0)
    await markText('第三支部')
    await menu().getByRole('combobox').fill('支部')
    await menu().getByRole('option', { name: /^支部/ }).click()
    await sheet().locator('mark[data-name=支部]').waitFor()
    expect(await sheet().locator('mark[data-name=标题]').count()).toBe(0)
    await press('Control+z')
    await sheet().locator('mark[data-name=标题]').waitFor()

    // The list beside: down, and Delete lets go, Enter takes again.
    const rows = values().getByRole('button')
    await rows.first().focus()
    await press('ArrowDown')
    const second = rows.nth(1)
    expect(await second.evaluate((element) => element === document.activeElement)).toBe(true)
    await press('Delete')
    await expect.poll(() => second.getAttribute('class')).toContain('open')
    await press('Enter')
    await expect.poll(() => second.getAttribute('class')).toContain('chosen')

    // The keys on the paper: to the last paragraph, Enter, and the whole paragraph is asked.
    await sheet().focus()
    for (let n = 0; n < 30; n++) await press('ArrowDown')
    await press('Enter')
    await menu().locator('.field-menu-words', { hasText: '主持人签字' }).waitFor()
    await menu().getByRole('combobox').fill('签字')
    await press('Enter')
    await menu().waitFor({ state: 'hidden' })
    await sheet().locator('[data-name=签字]').waitFor()
  })

  it('leaving asks, and staying keeps what was chosen', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '会议' }).click()
    await page.getByRole('dialog', { name: '选好的字段还没有保存为模板' }).waitFor()
    await expectNoViolation()
    await button('留在这里').click()
    await sheet().locator('[data-name=签字]').waitFor()
    await giveUp()
    await page.getByRole('region', { name: '会议列表' }).waitFor()
  })

  it('rows of a table become a list whose columns are named', async () => {
    await toDrop('签到表')
    await putDown({ name: '签到.docx', bytes: nameForm() })
    await sheet().locator('tr.chosen').first().waitFor()
    expect(await sheet().locator('tr.chosen').count()).toBe(3)
    await page.getByLabel('第4列（备注）的字段').selectOption('到会情况')
    await button('试填').click()
    await page.getByRole('region', { name: /^用“.+”试填的纸面$/ }).waitFor()
    expect(await page.locator('.form-room').innerText()).not.toContain('张建国')
    await giveUp()
  })
})

it('the whole job: put down, mended, tried, kept, a record exported in it as Word, and the shipped form again', async () => {
  await toDrop()
  await putDown({ name: '去年的记录.docx', bytes: tableForm() })
  await sheet().waitFor()
  if (await button('都采用').count() > 0) await button('都采用').click()
  await button('试填').click()
  await page.getByRole('region', { name: /^用“.+”试填的纸面$/ }).waitFor()
  await expectNoViolation()
  await page.getByLabel('用哪次会议试填').selectOption({ label: '2026年9月8日 第二支部委员会2026年第9次会议' })
  await page.getByRole('region', { name: '用“第二支部委员会2026年第9次会议”试填的纸面' }).getByText('县局四楼小会议室').waitFor()
  // Twice in a row keeps one form.
  await button('保存为模板').dblclick()
  await page.getByText('“去年的记录”已保存为会议记录的模板').waitFor()
  expect((await ask('templates.list', {})).length).toBe(1)
  await expectNoViolation()

  await toMeetings(page)
  await page.getByRole('button', { name: '第二支部委员会2026年第9次会议' }).click()
  await button('导出会议记录').click()
  const dialog = page.getByRole('dialog', { name: '导出' })
  expect(await dialog.getByLabel('版式').inputValue()).toBe('own')
  const file = join(home, '本单位版式.docx')
  await desk.willSaveTo(file)
  await dialog.getByRole('button', { name: '导出会议记录' }).click()
  await page.getByText('本单位版式.docx').waitFor()
  const text = textOfWord(file)
  for (const said of ['2026年9月8日', '县局四楼小会议室', '周启明', '林静怡', '九月二十五日开展主题党日']) expect(text).toContain(said)
  for (const old of ['张建国', '李秀英', '三楼会议室', '2025年', '{', '}']) expect(text).not.toContain(old)
  expect(text).toContain('主持人')

  await toTemplates()
  await button('恢复自带，停用去年的记录').click()
  await page.getByText('会议记录已恢复自带版式').waitFor()
  expect((await ask('templates.list', {})).map(({ retired }) => retired)).toEqual([true])
  await toMeetings(page)
  await page.getByRole('button', { name: '第二支部委员会2026年第9次会议' }).click()
  await button('导出会议记录').click()
  expect(await dialog.getByLabel('版式').inputValue()).toBe('official')
  await dialog.getByRole('button', { name: '用本单位的版式…' }).click()
  await drop().waitFor()

  // Used again, its fields changed, exported.
  await toTemplates()
  await page.getByText('停用的1个，可以再用').click()
  await button('再用去年的记录').click()
  await button('改字段：去年的记录').click()
  await sheet().locator('mark.written').first().waitFor()
  await button(/^文书模板$/).click()
  const exported = join(home, '模板.docx')
  await desk.willSaveTo(exported)
  await button('导出去年的记录').click()
  await page.getByText('已导出“模板.docx”').waitFor()
  expect(textOfWord(exported)).toContain('{地点}')
})

it('a file chosen in the dialog of the system is read, and the list of fields is copied', async () => {
  const chosen = join(home, '选来的.docx')
  writeFileSync(chosen, runningForm())
  await desk.willChooseFolder(chosen)
  await toTemplates()
  await button('字段清单').click()
  const list = page.getByRole('dialog', { name: '字段清单' })
  await list.getByRole('button', { name: '复制地点', exact: true }).click()
  await list.getByRole('button', { name: '已复制地点' }).waitFor()
  expect(await desk.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('{地点}')
  await expectNoViolation()
  await press('Escape')
  await button('换成本单位的：会议纪要').click()
  await page.getByLabel('用于').selectOption('themeDay')
  await button('选择Word文件').click()
  await sheet().waitFor()
  await giveUp()
})
