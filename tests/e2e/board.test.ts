// 议定事项 beyond its list: the board and the groups, evidence, repetitions, what is cancelled, and the ways between items, projects and meetings.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { pngOf } from '../fixtures/files.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { toMeetings, unlock } from '../drive/officer.ts'
import { startMeeting } from '../drive/record.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { paragraphsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const now = '2026-10-20T02:00:00Z'
const table = join(import.meta.dirname, '../fixtures/tables/business-difficulties.xlsx')
const pictures = process.env['BRANCH_DESK_SHOTS']
const { home, remove } = makeHome()
let desk: Desk
let page: Page
let shot = 0

beforeAll(async () => {
  await makeSampleBranch(home, now, '2026-09-01', async (ask) => {
    for (const [title, leader] of [['走访覆盖提升', '钱雅文'], ['雨天配送保障', '马晓东']] as const) await ask('projects.save', { kind: 'memberProject', title, leader, startsOn: '2026-09-08', dueOn: '2026-12-15' })
  })
  desk = await Desk.open({ home, now })
  page = desk.page
  page.setDefaultTimeout(20_000)
  await unlock(page, branch.password)
  await room('议定事项')
  await page.getByRole('heading', { name: '议定事项', level: 1 }).waitFor()
})
afterAll(async () => {
  await desk.close()
  remove()
})

const room = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
const view = (name: string) => page.getByRole('group', { name: '怎么看' }).getByRole('button', { name, exact: true })
const column = (name: string) => page.getByRole('group', { name: '看板' }).getByRole('region', { name, exact: true })
const card = (title: string) => page.locator('.action-board [data-id]').filter({ hasText: title })
const cards = (name: string) => column(name).locator('.card-title').allInnerTexts()
const panel = () => page.getByRole('complementary', { name: '事项详情' })
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
const choose = async (title: string, act: string) => {
  await card(title).getByRole('button', { name: '办理' }).click()
  await page.getByRole('menuitem', { name: act }).click()
}
const undo = async () => {
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await page.getByText(/^已撤销：/).waitFor()
  await page.getByRole('button', { name: '收起' }).click()
}
async function looksRight(name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  const at = String(++shot).padStart(2, '0')
  for (const [width, height] of [[1920, 1080], [1366, 768]] as const) {
    await desk.resize(width, height)
    await expect.poll(() => page.evaluate((wanted) => Math.abs(innerWidth - wanted), width)).toBeLessThan(10)
    await page.screenshot({ path: join(pictures, `${at}-${name}-${width}.png`) })
  }
  await desk.zoom(1.5)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
  await page.waitForTimeout(400)
  writeFileSync(join(pictures, `${at}-${name}-150%.png`), await desk.picture())
  await desk.zoom(1)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(1300)
  await page.waitForTimeout(200)
}
const openItem = async (title: string | RegExp): Promise<Locator> => {
  await page.getByRole('region', { name: '议定事项列表' }).getByRole('button', { name: title }).first().click()
  await panel().getByRole('heading', { name: title }).waitFor()
  return panel()
}

describe('one item', () => {
  it('has its evidence: a photo is shown here, an Excel file goes to another program as a copy that cannot be changed', async () => {
    const photo = join(home, '核对现场.png')
    writeFileSync(photo, pngOf(320, 200))
    const item = await openItem(/首次核对/)
    for (const path of [photo, table]) {
      await desk.willChooseFolder(path)
      await item.getByRole('button', { name: '添加文件' }).click()
      await item.getByRole('button', { name: path === photo ? '核对现场.png' : 'business-difficulties.xlsx', exact: true }).waitFor()
    }
    await item.getByRole('button', { name: '核对现场.png', exact: true }).click()
    await dialog('核对现场.png').locator('img').waitFor()
    await page.keyboard.press('Escape')
    await dialog('核对现场.png').waitFor({ state: 'detached' })
    await desk.app.evaluate(({ shell }) => { shell.openPath = (path) => { Reflect.set(globalThis, 'openedPath', path); return Promise.resolve('') } })
    await item.getByRole('button', { name: 'business-difficulties.xlsx', exact: true }).click()
    await expect.poll(() => desk.app.evaluate(() => String(Reflect.get(globalThis, 'openedPath') ?? ''))).toMatch(/opened.*business-difficulties\.xlsx$/)
    const copy = await desk.app.evaluate(() => String(Reflect.get(globalThis, 'openedPath')))
    expect(readFileSync(copy).equals(readFileSync(table))).toBe(true)
    await desk.app.evaluate(({ shell }) => { shell.openPath = () => Promise.resolve('no application') })
    await item.getByRole('button', { name: 'business-difficulties.xlsx', exact: true }).click()
    await item.getByRole('alert').filter({ hasText: '没有能打开它的程序' }).waitFor()
    await looksRight('佐证')
  })

  it('of a repetition each day is registered by itself; 报验收 and 退回 go to and fro; 取消 needs its reason', async () => {
    const item = await openItem(/首次核对/)
    await item.getByRole('button', { name: '报验收' }).click()
    await item.getByRole('button', { name: '退回办理' }).click()
    await item.getByRole('button', { name: '报验收' }).waitFor()
    const written = await openItem(/填写立项书/)
    await written.getByRole('button', { name: /^已做：/ }).first().click()
    await written.getByRole('region', { name: '各次' }).getByText('已做').first().waitFor()
    await undo()
    await written.getByRole('button', { name: '取消事项…' }).click()
    await written.getByRole('button', { name: '登记取消' }).click()
    await written.getByText('取消要写明原因。').waitFor()
    await written.getByRole('textbox', { name: '取消原因' }).fill('并入市局统一的项目')
    await written.getByRole('button', { name: '登记取消' }).click()
    await written.locator('.facts').getByText('并入市局统一的项目').waitFor()
    await undo()
    await written.getByRole('button', { name: '取消事项…' }).waitFor()
    expect(await written.locator('.facts').innerText()).not.toContain('并入市局统一的项目')
    await written.getByRole('button', { name: '关闭' }).click()
    await panel().waitFor({ state: 'detached' })
  })
})

describe('the board', () => {
  it('has every item in the column of its state', async () => {
    await view('看板').click()
    await column('待办').waitFor()
    expect((await Promise.all(['待办', '进行中', '待验收'].map(cards))).flat()).toHaveLength(11)
    expect(await column('已取消').count()).toBe(0)
    await looksRight('看板')
  })

  it('a card moves by its menu and by Alt with an arrow; 办结 asks for its proof, and one undo takes it back', async () => {
    await choose('首次核对', '报验收')
    await expect.poll(() => cards('待验收')).toEqual([expect.stringContaining('首次核对')])
    // The focus goes with the card.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('首次核对')
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(async () => (await cards('进行中')).some((title) => title.includes('首次核对'))).toBe(true)
    await choose('志愿书、决议', '办结…')
    await dialog('办结').getByRole('button', { name: '登记办结' }).click()
    await dialog('办结').getByRole('alert').waitFor()
    await looksRight('看板上办结')
    await dialog('办结').getByRole('textbox', { name: '佐证' }).fill('县局党委组织员签收')
    await dialog('办结').getByRole('button', { name: '登记办结' }).click()
    await dialog('办结').waitFor({ state: 'detached' })
    await expect.poll(() => cards('已办结')).toEqual([expect.stringContaining('志愿书、决议')])
    await undo()
    await expect.poll(() => cards('已办结')).toEqual([])
  })

  it('a card is dragged to another column; 取消 asks for its reason, and 已取消 stands there where it is wanted', async () => {
    await card('何晓燕').first().dragTo(column('待验收'))
    await expect.poll(async () => (await column('待验收').innerText()).includes('何晓燕')).toBe(true)
    await choose('何晓燕', '取消事项…')
    await dialog('取消事项').getByRole('textbox', { name: '取消原因' }).fill('改由营销部统一做')
    await dialog('取消事项').getByRole('button', { name: '登记取消' }).click()
    await dialog('取消事项').waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: '显示已取消（1）' }).check()
    await column('已取消').getByText('何晓燕').waitFor()
    await choose('何晓燕', '重新打开')
    await expect.poll(async () => (await column('进行中').innerText()).includes('何晓燕')).toBe(true)
    await page.getByRole('checkbox', { name: '显示已取消（0）' }).uncheck()
    expect(await column('已取消').count()).toBe(0)
  })

  it('follows the filter, and says where nothing is left', async () => {
    await page.getByRole('combobox', { name: '责任人', exact: true }).selectOption('林静怡')
    await expect.poll(async () => (await cards('待办')).length).toBe(2)
    await page.getByRole('tab', { name: /^今天/ }).click()
    await page.getByText('按这些条件，这个列表里没有事项。').waitFor()
    await page.getByRole('button', { name: '看全部未办结' }).click()
    await expect.poll(async () => (await Promise.all(['待办', '进行中', '待验收'].map(cards))).flat().length).toBe(11)
  })
})

describe('the groups', () => {
  it('by responsible, meeting and project have every open item, and the view is remembered', async () => {
    const groups = () => page.getByRole('region', { name: '分组的事项' })
    for (const [name, group] of [['按责任人', '林静怡'], ['按会议', /^2026年9月8日/], ['按项目', '走访覆盖提升']] as const) {
      await view(name).click()
      await groups().getByRole('region', { name: group }).waitFor()
      await expect.poll(() => groups().locator('.row-link').count()).toBe(11)
      await looksRight(name)
    }
    await desk.close()
    desk = await Desk.open({ home, now })
    page = desk.page
    page.setDefaultTimeout(20_000)
    await unlock(page, branch.password)
    await room('议定事项')
    await groups().waitFor()
    expect(await view('按项目').getAttribute('aria-pressed')).toBe('true')
  })

  it('an item leads to its project and to its meeting, and the project back to the item', async () => {
    await page.getByRole('region', { name: '分组的事项' }).getByRole('region', { name: '走访覆盖提升' }).locator('.row-link').first().click()
    await panel().getByRole('button', { name: '走访覆盖提升' }).click()
    await page.getByRole('heading', { name: '走访覆盖提升', level: 1 }).waitFor()
    const title = await page.getByRole('region', { name: '议定事项' }).locator('tbody .btn.link').first().innerText()
    await page.getByRole('region', { name: '议定事项' }).locator('tbody .btn.link').first().click()
    await panel().getByRole('heading', { name: title }).waitFor()
    const meeting = await panel().locator('.facts .btn.link').first().innerText()
    await panel().locator('.facts .btn.link').first().click()
    await page.locator('.editor-bar').waitFor()
    expect(await page.locator('[data-field=title]').inputValue()).toBe(meeting)
    await room('议定事项')
    await view('列表').click()
  })
})

describe('around the items', () => {
  it('the list in sight is exported to Excel and Word, nothing else', async () => {
    await page.getByRole('combobox', { name: '责任人', exact: true }).selectOption('林静怡')
    await expect.poll(() => page.getByRole('region', { name: '议定事项列表' }).locator('.row-link').count()).toBe(2)
    for (const format of ['xlsx', 'docx'] as const) {
      const path = join(pictures ?? home, `议定事项清单.${format}`)
      await desk.willSaveTo(path)
      await page.getByRole('button', { name: '导出事项清单' }).click()
      await dialog('导出议定事项清单').getByRole('radio', { name: format === 'xlsx' ? /^Excel/ : /^Word/ }).check()
      await dialog('导出议定事项清单').getByRole('button', { name: '导出事项清单' }).click()
      await page.getByText(`已导出 议定事项清单.${format}，2项`).waitFor()
      await dialog('导出议定事项清单').getByRole('button', { name: '关闭' }).last().click()
      const words = format === 'xlsx' ? rowsOfXlsx(readFileSync(path)).flat() : paragraphsOf(readFileSync(path))
      expect([words.includes('林静怡'), words.includes('吴国栋')]).toEqual([true, false])
    }
    await page.getByRole('button', { name: '清除筛选' }).click()
  })

  it('a figure of the board opens the item behind it, and one without records says why', async () => {
    await room('业务融合')
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: '融合看板' }).click()
    await page.getByText(/^还没有数据的\d+项：/).click()
    await page.getByRole('button', { name: /^党费按时交纳率\s*—/ }).click()
    await dialog(/^党费按时交纳率/).getByText('这里还没有党费台账').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^组织生活完成率/ }).click()
    await dialog(/^组织生活完成率/).getByText('2026年10月 主题党日').waitFor()
    await looksRight('指标后面的记录')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^议定事项办结率/ }).click()
    await dialog(/^议定事项办结率/).locator('tbody .btn.link').first().click()
    await panel().locator('.facts').waitFor()
    expect(await page.getByRole('heading', { name: '议定事项', level: 1 }).count()).toBe(1)
  })

  it('设置 says which meetings begin with what became of earlier decisions', async () => {
    await room('设置')
    const form = page.getByRole('form', { name: '上次议定事项落实情况' })
    expect(await form.getByRole('button', { name: '保存落实情况的设置' }).isDisabled()).toBe(true)
    await form.getByRole('checkbox', { name: '支部委员会会议' }).uncheck()
    await form.getByRole('button', { name: '保存落实情况的设置' }).click()
    await expect.poll(() => form.getByRole('button', { name: '保存落实情况的设置' }).isDisabled()).toBe(true)
    await looksRight('设置')
    await toMeetings(page)
    await startMeeting(page)
    await expect.poll(() => page.getByRole('textbox', { name: '上次议定事项落实' }).inputValue()).toBe('')
  })

  it('bears many items: a column shows a page and how many more there are', async () => {
    await toMeetings(page)
    await page.evaluate(async () => {
      const owners = ['吴国栋', '林静怡', '郑浩然', '', '欧阳建国·艾力克孜别克']
      for (let n = 0; n < 240; n++) await window.api.call('actions.save', { title: `第${n + 1}项：逐户核对走访台账，把线路优化后部分村组送货时间不稳定的情况写明原因并反馈给营销部`, owner: owners[n % 5] ?? '', dueOn: `2026-${String(8 + (n % 5)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}` })
    })
    await room('议定事项')
    await view('看板').click()
    await column('待办').getByRole('button', { name: /还有\d+项/ }).waitFor()
    const before = await column('待办').locator('[data-id]').count()
    await column('待办').getByRole('button', { name: /还有\d+项/ }).click()
    await expect.poll(() => column('待办').locator('[data-id]').count()).toBe(before + 50)
    await looksRight('看板 很多')
    await column('待办').locator('.card-title').nth(3).click()
    await panel().locator('.facts').waitFor()
    await looksRight('看板 很多和一项')
    await page.keyboard.press('Escape')
    await view('按责任人').click()
    await page.getByRole('region', { name: '没有责任人' }).waitFor()
    await looksRight('按责任人 很多')
  })
})
