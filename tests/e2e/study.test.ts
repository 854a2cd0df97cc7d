// 学时台账 in the application: hours confirmed, training entered and imported with its proof, the lines of a person, lessons, and the papers on the disk.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { makeHome, type Desk } from '../drive/desk.ts'
import { fits, keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette } from '../drive/officer.ts'
import { openSampleBranch } from '../drive/sampleBranch.ts'
import { openBox, openDesk, settleBranch } from '../drive/settled.ts'
import { paragraphsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

const now = '2026-11-22T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await openSampleBranch(home, now, '2026-01-01', async (ask) => {
    const roster = await ask('members.rosterOn', { date: '2026-07-01' })
    const all = roster.filter(({ status }) => status === 'fullMember').map(({ id }) => ({ personId: id, state: 'present' as const }))
    await ask('meetings.save', { kind: 'partyLecture', title: '七一党课', heldOn: '2026-07-01', startsAt: '14:30', endsAt: '16:30', elements: { topic: '守初心、强监管、优服务', lecturer: '周启明', lecturerPost: '书记', business: '城西片区真烟流动整治' }, attendance: all })
    await ask('meetings.save', { kind: 'volunteerService', title: '清洁家园', heldOn: '2026-04-11', attendance: all.slice(0, 9).map((mark, n) => ({ ...mark, hours: n % 2 === 0 ? 2.5 : 1 })) })
    await ask('meetings.save', { kind: 'massActivity', title: '工会健步走', heldOn: '2026-05-04', startsAt: '9:00', endsAt: '11:00', attendance: all.slice(3, 12) })
    await ask('meetings.save', { kind: 'themeDay', title: '12月主题党日', heldOn: '2026-12-11', elements: { hours: '2' } })
  })
  page = desk.page
})
afterAll(async () => {
  await desk.close()
  remove()
})

const looksRight = (name: string) => looksRightOn(desk, name, () => fits(page, '.table-room, .study-panel, .study-lessons'))
const openLedger = async (): Promise<void> => {
  await byPalette(page, '学时台账')
  await page.getByRole('heading', { name: '学时台账', exact: true }).waitFor()
}
const part = (name: string | RegExp) => page.getByRole('group', { name: '看什么' }).getByRole('button', { name }).click()
const row = (name: string) => page.getByRole('region', { name: '2026年学时', exact: true }).getByRole('row', { name: new RegExp(`^${name} `) })
const cells = async (name: string) => row(name).getByRole('cell').allInnerTexts()
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })

describe('学时台账', () => {
  it('is reached from 党员 and from the palette, and tells who lacks how much', async () => {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await page.getByRole('button', { name: '学时台账' }).click()
    await page.getByText(/党员17人，达标0人，17人还没有达标。3次会议的学时待确认。/).waitFor()
    await openLedger()
    expect((await cells('周启明')).slice(1, 9)).toEqual(['书记，第一党小组', '56', '—', '—', '0', '56', '3', '2'])
    expect((await cells('陈思远')).slice(2, 4)).toEqual(['7.1', '—'])
    await looksRight('学时台账')
  })

  it('has the hours of records confirmed in bulk, one corrected before it, one called no study, and taken back', async () => {
    await page.getByRole('button', { name: '去确认' }).click()
    const proposals = page.getByRole('region', { name: '2026年会议学时' })
    await proposals.getByText('4个议题里有1个是学习，记录没有写学习用了多长时间').waitFor()
    expect(await page.getByLabel('7月1日的党课的政治理论学时').inputValue()).toBe('2')
    await page.getByLabel('7月1日的党课的政治理论学时').fill('1.5')
    await page.getByLabel('7月1日的党课的业务学时').fill('0.5')
    await looksRight('待确认')
    await page.getByRole('button', { name: '9月8日的支委会不计学时' }).click()
    await page.getByRole('button', { name: '取消确认9月8日的支委会' }).waitFor()
    await page.getByRole('button', { name: '确认2次' }).click()
    await page.getByRole('button', { name: '都确认了' }).waitFor()
    await part(/^学时$/)
    expect((await cells('周启明')).slice(2, 8)).toEqual(['56', '2.5', '0.5', '3', '53', '—'])
    expect((await cells('梁永康')).slice(2, 6)).toEqual(['32', '1.5', '0.5', '2'])
    await page.getByRole('button', { name: /^撤销/ }).click()
    await page.getByText(/2次会议的学时待确认/).waitFor()
    await part(/^会议学时/)
    await page.getByLabel('7月1日的党课的业务学时').fill('一')
    await page.getByText('学时要写成数字，例如1.5').waitFor()
    await expect.poll(() => page.getByRole('button', { name: '确认7月1日的党课', exact: true }).isDisabled()).toBe(true)
    // What is typed stays while the officer looks elsewhere.
    await part(/^学时$/)
    await part(/^会议学时/)
    expect(await page.getByLabel('7月1日的党课的业务学时').inputValue()).toBe('一')
    await page.getByLabel('7月1日的党课的业务学时').fill('')
    await page.getByRole('button', { name: '确认2次' }).click()
    await page.getByRole('button', { name: '都确认了' }).waitFor()
    await looksRight('已确认')
  })

  it('takes training with its hours by days and its proof, and shows what is wrong at its field', async () => {
    await part(/^学时$/)
    await page.getByRole('button', { name: '登记培训' }).click()
    const form = dialog('登记培训')
    await form.getByRole('combobox', { name: '党员' }).fill('罗')
    await form.getByText('这一年的名册里没有“罗”，请从名单里选。').waitFor()
    await form.getByRole('combobox', { name: '党员' }).fill('罗敏')
    await form.getByLabel('培训名称').fill('县委党校党员轮训班')
    await form.getByLabel('开始日期').fill('2026-03-02')
    await form.getByLabel('结束日期').fill('2026-03-01')
    await form.getByLabel('学时', { exact: true }).fill('29')
    await form.getByRole('button', { name: '登记培训', exact: true }).click()
    await form.getByText('结束日期早于开始日期。').waitFor()
    await looksRight('登记培训')
    await form.getByLabel('结束日期').fill('2026-03-05')
    await form.getByRole('button', { name: '脱产4天＝32学时' }).click()
    const proof = join(home, '结业证.pdf')
    writeFileSync(proof, '%PDF-1.4\nproof')
    await form.getByRole('button', { name: '登记并添加证明' }).click()
    await desk.willChooseFolder(proof)
    const entered = dialog('罗敏的培训')
    await entered.getByRole('button', { name: '添加文件' }).click()
    await entered.getByRole('button', { name: '结业证.pdf', exact: true }).waitFor()
    await looksRight('培训证明')
    await entered.getByRole('button', { name: '关闭' }).last().click()
    await expect.poll(() => cells('罗敏')).toEqual(['罗敏', '第二党小组', '32', '35', '—', '35', '达标', '—', '2', expect.any(String), expect.any(String)])
  })

  it('shows the records behind a person, each opening its own', async () => {
    await row('罗敏').getByRole('button', { name: '罗敏' }).click()
    const panel = page.getByRole('complementary', { name: '罗敏的学时' })
    await panel.getByText('县委组织部').waitFor({ state: 'detached' })
    await panel.getByRole('button', { name: '县委党校党员轮训班', exact: true }).waitFor()
    await looksRight('一个人的学时')
    await panel.getByRole('button', { name: '县委党校党员轮训班', exact: true }).click()
    await dialog('罗敏的培训').getByLabel('主办单位').fill('县委组织部')
    await dialog('罗敏的培训').getByRole('button', { name: '保存修改' }).click()
    await panel.getByText('县委组织部').waitFor()
    await panel.getByRole('button', { name: /^党课：守初心/ }).click()
    await expect.poll(() => page.locator('[data-field=heldOn]').first().inputValue()).toBe('2026-07-01')
    await openLedger()
    await panel.getByRole('button', { name: '删除县委党校党员轮训班' }).click()
    await expect.poll(async () => (await cells('罗敏'))[4]).toBe('3')
    await page.getByRole('button', { name: /^撤销/ }).click()
    await expect.poll(async () => (await cells('罗敏'))[4]).toBe('35')
    await panel.getByRole('button', { name: '关闭' }).click()
  })

  it('imports a list: each line as it was understood, then stored in one act', async () => {
    await page.getByRole('button', { name: '导入培训' }).click()
    const form = dialog('导入培训学时')
    await form.getByLabel('或从Excel复制后粘贴，连表头一起').fill('姓名\t培训名称\t培训日期\t主办单位\t类别\t学时\n赵文博\t专卖法规培训班\t2026.4.8-4.10\t市局\t业务\t24\n周启明\t支部书记示范培训\t2026-05-11\t县委组织部\t政治理论\t53\n李四\t轮训\t2026-05-11\t\t\t8')
    await form.getByRole('button', { name: '读取粘贴的表格' }).click()
    await form.getByText('读到3行，新增2条，1行不能导入').waitFor()
    await form.getByText('姓名：名册里没有这个人').waitFor()
    await looksRight('导入培训')
    await form.getByRole('button', { name: '导入2条培训' }).click()
    await expect.poll(async () => (await cells('赵文博')).slice(3, 7)).toEqual(['3', '24', '27', '5'])
    expect((await cells('周启明')).slice(5, 7)).toEqual(['56', '达标'])
    await page.getByText(/党员17人，达标2人/).waitFor()
    await looksRight('有人达标')
  })

  it('says who of the leaders has lectured, and begins a lesson', async () => {
    await part('党课和道德讲堂')
    const leaders = page.getByRole('region', { name: '书记和支委讲课' })
    expect(await leaders.getByRole('row', { name: /^周启明/ }).getByRole('cell').allInnerTexts()).toEqual(['周启明 书记', '1次', '1次', '—'])
    expect((await leaders.getByRole('row', { name: /^林静怡/ }).getByRole('cell').allInnerTexts()).slice(1, 3)).toEqual(['还没有', '还没有'])
    await looksRight('党课和道德讲堂')
    await page.getByRole('button', { name: '守初心、强监管、优服务' }).click()
    await expect.poll(() => page.locator('[data-field=heldOn]').first().inputValue()).toBe('2026-07-01')
    await openLedger()
    await page.getByRole('button', { name: '登记道德讲堂' }).click()
    await page.locator('[data-field="element.hours"]').waitFor()
    await openLedger()
  })

  it('writes the ledger and its lines to the disk', async () => {
    for (const [name, format, read] of [['学时台账', 'Word', paragraphsOf], ['学时明细', 'Excel', (bytes: Buffer) => rowsOfXlsx(bytes).flat()]] as const) {
      const file = join(home, `${name}.${format === 'Word' ? 'docx' : 'xlsx'}`)
      await desk.willSaveTo(file)
      await page.getByRole('button', { name: '导出台账' }).click()
      const form = dialog('导出学时台账')
      await form.getByRole('radio', { name }).check()
      await form.getByRole('radio', { name: format }).check()
      if (name === '学时台账') await looksRight('导出台账')
      await form.getByRole('button', { name: `导出${name}` }).click()
      await form.getByText('已导出').waitFor()
      expect(read(readFileSync(file))).toEqual(expect.arrayContaining(name === '学时台账' ? ['赵文博', '达标'] : ['专卖法规培训班', '党课：守初心、强监管、优服务']))
      keepFile(`${name}.${format === 'Word' ? 'docx' : 'xlsx'}`, readFileSync(file))
      await form.getByRole('button', { name: '关闭' }).last().click()
    }
  })

  it('the figure of 达标率 and the point of 检查清单 stand on the same ledger', async () => {
    await byPalette(page, '检查清单')
    const point = page.getByRole('listitem', { name: /学时达标/ })
    await point.getByText(/按学时台账：要求56学时的书记和支委5人，达标1人；要求32学时的党员12人，达标1人/).waitFor()
    await point.getByRole('button', { name: '看学时台账' }).click()
    await page.getByRole('region', { name: '2026年学时', exact: true }).waitFor()
    expect((await cells('罗敏'))[0]).toBe('罗敏')
  })

  it('of a year before the books asks for nothing', async () => {
    await page.getByRole('button', { name: '上一年' }).click()
    await page.getByText('2025年在建账日期（2026年1月1日）以前，不要求学时，也不记账。').waitFor()
    expect(await page.getByRole('row').count()).toBe(0)
    await looksRight('没有人的一年')
    await page.getByRole('button', { name: '下一年' }).click()
    await page.getByRole('region', { name: '2026年学时', exact: true }).waitFor()
  })

  it('stays readable at 150 %, and with many people of long names', async () => {
    const [other, otherPage] = [desk, page]
    const settled = await settleBranch(Array.from({ length: 120 }, (_, n) => `${n % 3 === 0 ? '欧阳'.repeat(7) : '张'}${n + 1}\t正式党员\t${n === 0 ? '书记' : ''}\t第${'一二三'[n % 3] ?? '一'}党小组`).join('\n'))
    onTestFinished(settled.remove)
    desk = await openDesk({ home: settled.home, now })
    page = desk.page
    try {
      await openBox(desk)
      await openLedger()
      await page.getByText(/党员120人/).waitFor()
      await looksRight('120人')
      await desk.zoom(1.5)
      await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      // The picture is of the frame that was drawn last.
      await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
      await desk.picture()
      keepFile('120人-150.png', await desk.picture())
      await row(`${'欧阳'.repeat(7)}1`).getByRole('button').click()
      await page.getByRole('complementary').getByText('这一年还没有学习记录。').waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      await desk.picture()
      keepFile('一个人-150.png', await desk.picture())
      await page.getByRole('complementary').getByRole('button', { name: '关闭' }).click()
      await desk.zoom(1)
      await part('会议学时')
      await page.getByText('还没有含学习内容的会议记录').waitFor()
      await looksRight('没有会议')
    } finally {
      [desk, page] = [other, otherPage]
    }
  })
})
