// The room 会议: the kinds to begin with, the filters, the month, a list of thousands. Each part adds to the meetings of the part before,
// in one application: hence one file.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kindFacts, meetingKinds } from '../../shared/domain/meetingKinds.ts'
import type { Input } from '../../shared/contract/index.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { fewPeople } from '../drive/settled.ts'

const { home, remove } = makeHome()
/** A Tuesday. */
const today = '2026-09-15'
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await Desk.open({ home, now: `${today}T02:00:00Z` })
  page = desk.page
  await setUpBranch(page, fictionalBranch)
  await confirmRecoveryCode(page)
  await pastePeople(page, fewPeople)
})
afterAll(async () => {
  await desk.close()
  remove()
})

const room = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
/** The list as somebody finds it who comes from another room. */
async function toList(): Promise<void> {
  await room('党员')
  await page.getByRole('heading', { name: '党员' }).waitFor()
  await room('会议')
  await page.getByRole('heading', { name: '会议' }).waitFor()
}
const titles = () => page.locator('.row-link').allInnerTexts()
const counted = (text: string) => page.locator('.page-head [role=status]', { hasText: new RegExp(`^${text}$`) }).waitFor()
const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? '')
const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }

async function save(drafts: Input<'meetings.save'>[]): Promise<string[]> {
  return page.evaluate(async (all) => {
    const ids: string[] = []
    for (const draft of all) {
      const answer = await window.api.call('meetings.save', draft)
      if (!answer.ok) throw new Error(answer.error.message)
      ids.push(answer.value.id)
    }
    return ids
  }, drafts)
}
const personNamed = (name: string, on: string) => page.evaluate(async ([who, date]) => {
  const answer = await window.api.call('members.rosterOn', { date })
  return answer.ok ? answer.value.find((entry) => entry.name === who)?.id ?? '' : ''
}, [name, on] as const)

async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}

describe('the kinds to begin with', () => {
  it('are offered by the one button of the empty list, by keyboard alone, and Escape gives the focus back', async () => {
    await toList()
    await page.getByText('还没有会议记录').waitFor()
    const button = page.getByRole('button', { name: '登记会议' })
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)
    await press('ArrowDown')
    const menu = page.getByRole('menu', { name: '登记哪一种' })
    expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual(meetingKinds.map((kind) => kindFacts[kind].short))
    expect(await menu.getByRole('separator').count()).toBe(1)
    await expectNoViolation()
    await expect.poll(focusedText).toBe('党员大会')
    await press('ArrowUp')
    expect(await focusedText()).toBe('群团活动')
    await press('ArrowDown', 'ArrowDown')
    expect(await focusedText()).toBe('支委会')
    await press('End', 'Home')
    expect(await focusedText()).toBe('党员大会')
    // Letters go round: 支委会, 主题党日, 组织生活会.
    await press('z', 'z')
    expect(await focusedText()).toBe('主题党日')
    await press('Escape')
    await menu.waitFor({ state: 'hidden' })
    expect(await focusedText()).toBe('登记会议')
  })

  it('close when something else is pressed, and nothing is begun', async () => {
    await press('Enter')
    await page.getByRole('menu').waitFor()
    await page.getByRole('heading', { name: '会议' }).click()
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    expect(await page.locator('[data-field=title]').count()).toBe(0)
  })

  it('begin a record of that kind with Enter', async () => {
    await page.getByRole('button', { name: '登记会议' }).focus()
    await press('Enter')
    await expect.poll(focusedText).toBe('党员大会')
    await press('q', 'Enter')
    await page.locator('[data-field=startsAt]').waitFor()
    expect(await page.locator('[data-field=title]').inputValue()).toContain('群团活动')
    await toList()
    await page.getByText('还没有会议记录').waitFor()
  })

  it('leave a branch that has only 谈心谈话 a way to them', async () => {
    const [id = ''] = await save([{ kind: 'heartTalk', title: '与方子涵谈话', heldOn: '2026-09-02' }])
    await toList()
    await page.getByRole('button', { name: '看谈心谈话' }).click()
    await expect.poll(titles).toEqual(['与方子涵谈话'])
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.getByText('谈心谈话单独列出').waitFor()
    await page.evaluate((gone) => window.api.call('meetings.remove', { id: gone }), id)
  })
})

describe('the filters', () => {
  beforeAll(async () => {
    const fang = await personNamed('方子涵', '2026-09-04')
    const [planned = '', notified = ''] = await save([
      { kind: 'themeDay', title: '9月主题党日', heldOn: '2026-09-25', startsAt: '15:00', place: '党员活动室' },
      { kind: 'generalMeeting', title: '第三季度党员大会', heldOn: '2026-09-18', startsAt: '9:00', place: '三楼会议室' },
      { kind: 'committeeMeeting', title: '第9次支委会', heldOn: '2026-09-08', startsAt: '14:30', place: '三楼会议室', chair: '周启明', agenda: [{ title: '研究攻关项目' }] },
      { kind: 'volunteerService', title: '走访零售户', heldOn: '2026-09-04', startsAt: '8:30', place: '城西片区', attendance: [{ personId: fang, state: 'present' }] },
      { kind: 'partyLecture', title: '去年的党课', heldOn: '2025-07-01', startsAt: '9:00', place: '党员活动室' },
      { kind: 'heartTalk', title: '与方子涵谈话', heldOn: '2026-09-03', startsAt: '10:00' },
    ])
    await page.evaluate(async ([first, second]) => {
      await window.api.call('meetings.setState', { id: first, state: 'planned' })
      await window.api.call('meetings.setState', { id: second, state: 'notified' })
    }, [planned, notified] as const)
    await toList()
    await counted('共5次')
  })
  beforeEach(async () => {
    const reset = page.getByRole('button', { name: '清除筛选' })
    if (await reset.count() > 0) await reset.click()
    await counted('共5次')
  })

  it('tell kind, presence and state of every meeting, newest first, and no 谈心谈话', async () => {
    const rows = await page.locator('table.meetings tbody tr').allInnerTexts()
    expect(rows.map((row) => row.split('\t').map((cell) => cell.trim()))).toEqual([
      ['2026年9月25日　星期五 15:00', '主题党日', '9月主题党日', '党员活动室', '', '—', '计划'],
      ['2026年9月18日　星期五 9:00', '党员大会', '第三季度党员大会', '三楼会议室', '', '—', '已通知'],
      ['2026年9月8日　星期二 14:30', '支委会', '第9次支委会', '三楼会议室', '周启明', '0/3', '草稿'],
      ['2026年9月4日　星期五 8:30', '志愿服务', '走访零售户', '城西片区', '', '1', '草稿'],
      ['2025年7月1日　星期二 9:00', '党课', '去年的党课', '党员活动室', '', '—', '草稿'],
    ])
  })

  it.each([
    ['年份', '2025', ['去年的党课']],
    ['类型', 'committeeMeeting', ['第9次支委会']],
    ['类型', 'heartTalk', ['与方子涵谈话']],
    ['状态', 'planned', ['9月主题党日']],
    ['状态', 'notified', ['第三季度党员大会']],
  ])('%s %s', async (label, value, expected) => {
    await page.getByLabel(label, { exact: true }).selectOption(value)
    await counted(`找到${expected.length}次`)
    expect(await titles()).toEqual(expected)
  })

  it('人员: the meetings in whose list somebody stands, also with another filter', async () => {
    await page.getByLabel('人员', { exact: true }).selectOption({ label: '方子涵' })
    await counted('找到1次')
    expect(await titles()).toEqual(['走访零售户'])
    await page.getByLabel('类型', { exact: true }).selectOption('themeDay')
    await page.getByText('没有符合条件的会议').waitFor()
    await page.getByRole('button', { name: '看全部会议' }).click()
    await counted('共5次')
  })

  it('the search, which waits until nothing more is typed', async () => {
    await page.getByLabel('查找会议').pressSequentially('攻关')
    await counted('找到1次')
    expect(await titles()).toEqual(['第9次支委会'])
    await page.getByRole('button', { name: '清除筛选' }).click()
    await counted('共5次')
    expect(await page.getByLabel('查找会议').inputValue()).toBe('')
  })

  it('are kept for whoever comes back from a record, with the focus on its row', async () => {
    await page.getByLabel('状态', { exact: true }).selectOption('draft')
    await counted('找到3次')
    await page.getByRole('button', { name: '走访零售户' }).focus()
    await press('Enter')
    await page.locator('[data-field=title]').waitFor()
    await room('会议')
    await counted('找到3次')
    await expect.poll(focusedText).toBe('走访零售户')
  })

  it('a deleted meeting is in the 回收站 and comes back', async () => {
    const [id = ''] = await save([{ kind: 'groupMeeting', title: '误登的党小组会', heldOn: '2026-09-01' }])
    await page.evaluate((gone) => window.api.call('meetings.remove', { id: gone }), id)
    await page.getByLabel('看回收站').check()
    await page.getByRole('heading', { name: '会议回收站' }).waitFor()
    await page.getByRole('button', { name: '恢复误登的党小组会' }).click()
    await page.getByText('回收站是空的').waitFor()
    await page.getByRole('button', { name: '看全部会议' }).click()
    await counted('共6次')
    expect((await titles()).at(4)).toBe('误登的党小组会')
    await page.evaluate((gone) => window.api.call('meetings.remove', { id: gone }), id)
    await toList()
  })

  it('fit in one line at 1366 pixels, all of them set', async () => {
    await page.getByLabel('年份', { exact: true }).selectOption('2026')
    await page.getByRole('button', { name: '清除筛选' }).waitFor()
    const tops = await page.locator('.filters > *').evaluateAll((elements) => elements.map((element) => { const { top, height } = element.getBoundingClientRect(); return Math.round(top + height / 2) }))
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThanOrEqual(2)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366)
    await expectNoViolation()
  })
})

describe('the month', () => {
  const cell = (day: string) => page.locator(`[data-day="${day}"]`)
  const focusedDay = () => page.evaluate(() => document.activeElement?.getAttribute('data-day') ?? '')

  it('shows the meetings of this month, Monday first, today marked, and no 谈心谈话', async () => {
    await toList()
    await page.getByRole('button', { name: '月历' }).click()
    await counted('2026年9月共4次')
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([...'一二三四五六日'].map((day) => `星期${day}`))
    // 1 September 2026 is a Tuesday.
    expect(await page.locator('.month tbody tr').first().locator('td').evaluateAll((cells) => cells.map((at) => at.getAttribute('data-day')?.slice(8) ?? ''))).toEqual(['', '01', '02', '03', '04', '05', '06'])
    expect(await page.locator('[aria-current=date]').getAttribute('data-day')).toBe(today)
    expect(await cell('2026-09-08').getByRole('button').getAttribute('title')).toBe('第9次支委会（草稿）')
    expect(await cell('2026-09-08').innerText()).toMatch(/^8\s*9月8日星期二，1次会议\s*支委会 14:30$/)
    expect(await cell('2026-09-03').innerText()).toMatch(/^3\s*9月3日星期四，没有会议$/)
    await expectNoViolation()
  })

  it('is worked by keyboard: days, weeks, months, and Enter opens the first meeting of the day', async () => {
    await cell(today).focus()
    await press('ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp')
    expect(await focusedDay()).toBe(today)
    await press('Home')
    expect(await focusedDay()).toBe('2026-09-14')
    await press('End')
    expect(await focusedDay()).toBe('2026-09-20')
    await press('PageUp')
    await counted('2026年8月没有会议')
    expect(await focusedDay()).toBe('2026-08-20')
    await press('PageDown', 'PageDown', 'ArrowUp', 'ArrowUp', 'ArrowUp')
    await counted('2026年9月共4次')
    expect(await focusedDay()).toBe('2026-09-29')
    // Nothing on that day: Enter does nothing.
    await press('Enter', 'ArrowUp', 'ArrowUp', 'ArrowUp')
    expect(await focusedDay()).toBe('2026-09-08')
    await press('Enter')
    await page.locator('[data-field=title]').waitFor()
    expect(await page.locator('[data-field=title]').inputValue()).toBe('第9次支委会')
    // Back where one was.
    await room('会议')
    await counted('2026年9月共4次')
    await expect.poll(focusedDay).toBe('2026-09-08')
  })

  it('begins a meeting with N, and Escape goes back to the day', async () => {
    await press('n')
    await expect.poll(focusedText).toBe('党员大会')
    await press('Escape')
    expect(await focusedDay()).toBe('2026-09-08')
  })

  it('has three meetings in a day and the others in a list of the whole day', async () => {
    await save([1, 2, 3, 4].map((n) => ({ kind: 'groupMeeting', title: `第${n}党小组会`, heldOn: '2026-09-08', startsAt: `1${n}:00` })))
    await page.getByRole('button', { name: '下月 ›' }).click()
    await counted('2026年10月没有会议')
    await page.getByRole('button', { name: '本月' }).click()
    await counted('2026年9月共8次')
    expect(await cell('2026-09-08').locator('.entry').allInnerTexts()).toEqual(['党小组会 11:00', '党小组会 12:00', '党小组会 13:00'])
    await cell('2026-09-08').getByRole('button', { name: '另有2次' }).click()
    const menu = page.getByRole('menu', { name: '9月8日的会议' })
    expect(await menu.getByRole('menuitem').count()).toBe(5)
    await expectNoViolation()
    await expect.poll(focusedText).toContain('第1党小组会')
    await press('ArrowDown', 'Enter')
    await page.locator('[data-field=title]').waitFor()
    expect(await page.locator('[data-field=title]').inputValue()).toBe('第2党小组会')
    await room('会议')
    await counted('2026年9月共8次')
  })

  it('is filtered as the list is', async () => {
    await page.getByLabel('类型', { exact: true }).selectOption('heartTalk')
    await counted('2026年9月共1次')
    await page.getByLabel('类型', { exact: true }).selectOption('')
    await page.getByLabel('状态', { exact: true }).selectOption('planned')
    await counted('2026年9月共1次')
    await page.getByRole('button', { name: '清除筛选' }).click()
    await page.getByLabel('人员', { exact: true }).selectOption({ label: '方子涵' })
    await counted('2026年9月共1次')
    await page.getByRole('button', { name: '清除筛选' }).click()
    await counted('2026年9月共8次')
    await page.getByRole('button', { name: '列表' }).click()
    await counted('共9次')
    expect(await titles()).toHaveLength(9)
  })
})

describe('three thousand meetings', () => {
  const many = 3000
  const region = () => page.getByRole('region', { name: '会议列表' })
  const rowCount = () => page.locator('table.meetings tr').count()
  const all = many + 9
  const seen = () => page.evaluate(() => {
    const list = document.querySelector('.table-room')?.getBoundingClientRect()
    const at = document.activeElement?.closest('tr')?.getBoundingClientRect()
    return list !== undefined && at !== undefined && at.top >= list.top && at.bottom <= list.bottom + 1
  })
  const focusedRow = () => page.evaluate(() => Number(document.activeElement?.closest('tr')?.getAttribute('data-row') ?? -1))

  beforeAll(async () => {
    const drafts = Array.from({ length: many }, (_, n): Input<'meetings.save'> => ({
      kind: 'groupMeeting', title: n === 7 ? '很长的会议名称'.repeat(20) : `第${n}次党小组会`, startsAt: '14:30', place: n === 7 ? '很远的地点'.repeat(20) : '三楼', chair: '周启明',
      heldOn: `20${String(10 + n % 15)}-${String(1 + n % 12).padStart(2, '0')}-${String(1 + n % 28).padStart(2, '0')}`,
    }))
    drafts[0] = { kind: 'generalMeeting', title: '最早的党员大会', heldOn: '2009-01-01' }
    await save(drafts)
    await toList()
    await counted(`共${all}次`)
    await page.evaluate(() => {
      const spent: number[] = []
      Object.assign(window, { spent })
      new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) spent.push(Math.round(duration)) }).observe({ type: 'longtask' })
    })
  }, 300_000)

  it('keep only what is seen in the page, and scroll to the oldest', async () => {
    expect(await rowCount()).toBeLessThan(80)
    expect(await page.locator('table.meetings').getAttribute('aria-rowcount')).toBe(String(all + 1))
    // Every row is as high as the list computes with, or the end would not meet the last row.
    expect(await region().evaluate((element) => element.scrollHeight)).toBe(all * 36 + 32)
    for (let step = 0; step < 120; step++) {
      await region().evaluate((element) => { element.scrollTop += 900 })
      await page.waitForTimeout(16)
    }
    await region().evaluate((element) => { element.scrollTop = element.scrollHeight })
    await page.getByText('最早的党员大会').waitFor()
    expect(await page.locator('table.meetings tbody tr').last().getAttribute('aria-rowindex')).toBe(String(all + 1))
    expect(await rowCount()).toBeLessThan(80)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366)
  })

  it('let the keys move between rows, and the focus outlive its row leaving the window', async () => {
    await region().evaluate((element) => { element.scrollTop = 0 })
    await page.getByRole('button', { name: '9月主题党日' }).focus()
    await press('ArrowDown', 'ArrowDown')
    expect(await focusedRow()).toBe(2)
    await press('PageDown')
    expect(await focusedRow()).toBeGreaterThan(10)
    expect(await seen()).toBe(true)
    await press('PageUp', 'End')
    expect(await focusedRow()).toBe(all - 1)
    await expect.poll(seen).toBe(true)
    await expect.poll(focusedText).toBe('最早的党员大会')
    await press('ArrowDown', 'ArrowUp')
    expect(await focusedRow()).toBe(all - 2)
    // Scrolled away with the wheel, then gone on with the keys.
    await region().evaluate((element) => { element.scrollTop = 0 })
    await page.getByRole('button', { name: '9月主题党日' }).waitFor()
    expect(await focusedRow()).toBe(all - 2)
    await press('ArrowUp')
    expect(await focusedRow()).toBe(all - 3)
    await expect.poll(seen).toBe(true)
    await press('Home')
    expect(await focusedRow()).toBe(0)
    await expect.poll(seen).toBe(true)
    expect(await rowCount()).toBeLessThan(80)
  })

  it('are left for a record far down and found again at the same place', async () => {
    await region().evaluate((element) => { element.scrollTop = 50_000 })
    const row = page.locator('[data-row="1395"] button')
    const title = await row.innerText()
    await row.click()
    await page.locator('[data-field=title]').waitFor()
    expect(await page.locator('[data-field=title]').inputValue()).toBe(title)
    await room('会议')
    await expect.poll(focusedRow).toBe(1395)
    expect(await focusedText()).toBe(title)
    expect(await region().evaluate((element) => element.scrollTop)).toBe(50_000)
  })

  it('hold the page up for no long time', async () => {
    const spent = await page.evaluate(() => (window as unknown as { spent: number[] }).spent)
    console.log(`long tasks with ${all} meetings, in ms: ${spent.length === 0 ? 'none' : spent.join(', ')}`)
    // The middle one: a machine that does something else holds up one or the other of them; a list drawn whole holds up each.
    expect(spent.toSorted((a, b) => a - b)[Math.floor(spent.length / 2)] ?? 0).toBeLessThan(300)
  })

  it('are read by everybody, in the middle of the list as well', async () => {
    expect(await region().evaluate((element) => element.scrollTop)).toBe(50_000)
    await expectNoViolation()
  })
})
