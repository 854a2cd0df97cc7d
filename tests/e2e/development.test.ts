// 发展党员 in the application: the board, a path entered and corrected, the vote of a record taken back, the joint reading, and the line in 今天.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chenReviews, chenSiyuan } from '../fixtures/development.ts'
import { makeHome, type Desk } from '../drive/desk.ts'
import { fits, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette } from '../drive/officer.ts'
import { openSampleBranch } from '../drive/sampleBranch.ts'

const now = '2026-11-30T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await openSampleBranch(home, now, '2024-02-20', async (ask) => {
    const roster = await ask('members.rosterOn', { date: '2026-11-30' })
    const chen = roster.find(({ name }) => name === '陈思远')?.id ?? ''
    await ask('members.save', { id: chen, fields: { appliedOn: '2024-03-11', birthOn: '1996-05' } })
    const until = chenSiyuan.findIndex(({ step }) => step === 'admissionVote')
    for (const entry of [...chenSiyuan.slice(1, until), ...chenReviews]) await ask('development.saveStep', { personId: chen, entry })
  })
  page = desk.page
})
afterAll(async () => {
  await desk.close()
  remove()
})

const looksRight = (name: string) => looksRightOn(desk, name, () => fits(page, '.development-column, .development-side, .development-line, .development-audit, .table-room'))
const nav = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
const column = (name: string) => page.getByRole('region', { name, exact: true })
const side = (name = '下一步') => page.getByRole('complementary', { name })
const line = () => page.getByRole('region', { name: '25步' })

describe('发展党员', () => {
  it('shows where everybody stands, with the nearest limit, and finds by pinyin', async () => {
    await nav('发展党员')
    await page.getByText('培养中1人').waitFor()
    await column('接收预备党员').getByRole('button', { name: '陈思远' }).waitFor()
    await looksRight('发展党员')
    await page.getByRole('searchbox', { name: '找人' }).fill('csy')
    await column('接收预备党员').getByRole('button', { name: '陈思远' }).waitFor()
    await page.getByRole('searchbox', { name: '找人' }).fill('zz')
    await page.getByText('没有找到“zz”。').waitFor()
    await page.getByRole('searchbox', { name: '找人' }).fill('')
    await page.getByRole('button', { name: '已结束' }).click()
    await page.getByText('这里没有人。').waitFor()
    await page.getByRole('button', { name: /^培养中/ }).click()
    expect(await column('接收预备党员').getByText('逾期61天（9月30日前）').count()).toBe(1)
  })

  it('takes the day of the file along, and the vote of 18 September back from its record', async () => {
    await column('接收预备党员').getByRole('button', { name: '陈思远' }).click()
    await page.getByRole('heading', { name: '陈思远', level: 1 }).waitFor()
    await looksRight('过程')
    await side().getByRole('button', { name: '带入' }).click()
    await side('递交入党申请书').getByText('按档案里的2024年3月11日填好。核对后保存。').waitFor()
    await side('递交入党申请书').getByRole('button', { name: '登记这一步' }).click()
    await line().getByText('2024年3月11日').waitFor()
    const record = side().getByRole('listitem').filter({ hasText: '采用9月18日党员大会的表决结果：赞成13票（含书面意见1票）' })
    await record.getByRole('button', { name: '采用' }).click()
    const form = side('党员大会讨论接收')
    await form.getByText(/13大于应到会有表决权15人的半数7.5，通过/).waitFor()
    expect(await form.getByLabel('书面赞成', { exact: true }).inputValue()).toBe('1')
    await looksRight('采用表决结果')
    await form.getByRole('button', { name: '登记这一步' }).click()
    await line().getByText(/赞成13票（含书面意见1票）、不赞成0票、弃权1票/).waitFor()
    await side().getByText('12月18日前').first().waitFor()
    await looksRight('大会以后')
  })

  it('enters the approval, and offers the roster and the file what follows; nothing is done by itself', async () => {
    await line().getByRole('button', { name: '上级党委审批接收' }).click()
    const form = side('上级党委审批接收')
    await form.getByLabel('日期', { exact: true }).fill('2026-12-01')
    await form.getByLabel('结果').selectOption('批准')
    await form.getByRole('button', { name: '登记这一步' }).click()
    await form.getByText('日期不能晚于今天。').waitFor()
    await form.getByLabel('日期', { exact: true }).fill('2026-10-12')
    await form.getByLabel('文号').fill('县局党委〔2026〕21号')
    await form.getByRole('button', { name: '登记这一步' }).click()
    await line().getByText('批准，县局党委〔2026〕21号').waitFor()
    await side().getByRole('button', { name: /^写入档案：/ }).click()
    await expect.poll(() => side().getByRole('button', { name: /^写入档案：/ }).count()).toBe(0)
    await page.getByText(/预备期到2027年9月18日/).waitFor()
  })

  it('reads all dates together and leads to the place of each finding', async () => {
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: /^联审/ }).click()
    const findings = page.getByRole('region', { name: '联审' }).getByRole('listitem')
    await findings.first().waitFor()
    await looksRight('联审')
    expect(await findings.filter({ hasText: '一般一个月内宣誓' }).count()).toBe(1)
    await findings.first().getByRole('button').click()
    await page.locator('.development-form').waitFor()
  })

  it('shows the materials of each stage beside it', async () => {
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: '材料' }).click()
    await page.getByText('还没有归入扫描件。').waitFor()
    await looksRight('材料')
    expect(await page.getByRole('button', { name: '生成发展党员全程纪实表' }).count()).toBe(1)
  })

  it('is told in 今天, reached from there, from the file and from the palette, ended and opened again', async () => {
    await nav('今天')
    await page.getByRole('button', { name: /^另有\d+项$/ }).click()
    await page.getByText(/安排陈思远入党宣誓/).waitFor()
    await page.getByText(/安排陈思远入党宣誓/).scrollIntoViewIfNeeded()
    await looksRight('今天 发展党员')
    await byPalette(page, '去发展党员')
    await page.getByRole('heading', { name: '发展党员', level: 1 }).waitFor()
    await page.getByRole('button', { name: '陈思远' }).click()
    await page.getByRole('button', { name: '看档案' }).click()
    await page.getByRole('button', { name: '发展过程' }).click()
    await page.getByRole('button', { name: '结束或删除…' }).click()
    const dialog = page.getByRole('dialog', { name: '结束陈思远的发展过程' })
    await dialog.getByLabel('为什么').selectOption('其他原因')
    await dialog.getByRole('button', { name: '结束过程' }).click()
    await dialog.getByText('请写明原因。').waitFor()
    await dialog.getByLabel('原因').fill('试一试')
    await dialog.getByRole('button', { name: '结束过程' }).click()
    await page.getByText(/结束：其他原因，试一试/).waitFor()
    await looksRight('已结束')
    await page.getByRole('button', { name: '重新打开' }).click()
    await page.getByRole('group', { name: '看什么' }).getByRole('button', { name: '过程' }).click()
    await side().getByRole('heading', { name: '下一步', exact: true }).waitFor()
    expect(await page.getByText(/结束：其他原因/).count()).toBe(0)
    await nav('今天')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: '找什么' }).fill('陈思远')
    await page.getByRole('option', { name: /陈思远的发展过程/ }).click()
    await page.getByRole('heading', { name: '陈思远', level: 1 }).waitFor()
  })

  it('a 公示 opens already filled from its step, before it is entered, with days that may be moved', async () => {
    await page.evaluate(async (entries) => {
      const made = await window.api.call('members.save', { name: '苏晓', status: 'activist', from: '2025-05-01', fields: { gender: '2', birthOn: '1998-03', department: '专卖科', job: '稽查员' } })
      if (!made.ok) throw new Error(made.error.message)
      for (const entry of entries) {
        const answer = await window.api.call('development.saveStep', { personId: made.value.id, entry })
        if (!answer.ok) throw new Error(answer.error.message)
      }
    }, chenSiyuan.slice(0, chenSiyuan.findIndex(({ step }) => step === 'prospectPublicity')))
    await nav('发展党员')
    await page.getByRole('button', { name: '苏晓' }).first().click()
    await side().getByRole('button', { name: '生成发展对象公示' }).click()
    const dialog = page.getByRole('dialog', { name: '苏晓的发展对象公示' })
    await dialog.locator('.pdf-page').first().waitFor()
    expect([await dialog.getByLabel('公示第一天').inputValue(), await dialog.getByLabel('公示最后一天').inputValue()]).toEqual(['2026-11-30', '2026-12-04'])
    await dialog.getByText('首尾都算，共5个工作日').waitFor()
    await looksRight('公示')
    await dialog.getByLabel('公示第一天').fill('2026-12-02')
    await expect.poll(() => dialog.getByLabel('公示最后一天').inputValue()).toBe('2026-12-08')
    await dialog.getByLabel('公示最后一天').fill('2026-12-07')
    await dialog.getByText('共4个工作日，不满5个').waitFor()
    await dialog.getByLabel('公示最后一天').fill('2026-12-01')
    await dialog.getByText('结束日期早于开始日期。').waitFor()
    await dialog.getByLabel('公示最后一天').fill('2026-12-08')
    await dialog.getByText('共5个工作日').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).click()
    // Typed into the step, its first day is that of the paper, and its fifth workday comes back.
    await line().getByRole('button', { name: '发展对象公示' }).click()
    const form = side('发展对象公示')
    await form.getByLabel('公示第一天').fill('2026-11-26')
    await form.getByRole('button', { name: '生成发展对象公示' }).click()
    await expect.poll(() => dialog.getByLabel('公示最后一天').inputValue()).toBe('2026-12-02')
    await dialog.getByRole('button', { name: '关闭' }).click()
    await expect.poll(() => form.getByLabel('公示最后一天').inputValue()).toBe('2026-12-02')
    await looksRight('公示的步骤')
    await form.getByRole('button', { name: '登记这一步' }).click()
    await side().getByText('12月2日').first().waitFor()
  })

  it('begins for somebody of the roster, opens the record that a step needs, and says who is not there', async () => {
    await nav('发展党员')
    await page.getByRole('button', { name: '开始登记' }).click()
    const dialog = page.getByRole('dialog', { name: '开始登记发展过程' })
    await dialog.getByRole('combobox', { name: '谁' }).fill('王五')
    await dialog.getByText('名册里没有“王五”').waitFor()
    await dialog.getByRole('combobox', { name: '谁' }).fill('唐雨薇')
    await dialog.getByText('档案里没有申请、积极分子、发展对象等日期').waitFor()
    await looksRight('开始登记')
    await dialog.getByRole('button', { name: '开始登记' }).click()
    await page.getByRole('heading', { name: '唐雨薇', level: 1 }).waitFor()
    await line().getByRole('button', { name: '递交入党申请书' }).click()
    await side('递交入党申请书').getByLabel('递交日期').fill('2026-11-20')
    await side('递交入党申请书').getByRole('button', { name: '登记这一步' }).click()
    await side().getByRole('button', { name: '登记谈话' }).click()
    await page.getByRole('combobox', { name: '谈话对象' }).waitFor()
    expect(await page.getByRole('combobox', { name: '谈话对象' }).inputValue()).toBe('唐雨薇')
  })
})

