// 计划 and 学时台账: next year proposed, accepted and moved, a month for the wall, and the hours of this year.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { makeHome, type Desk } from '../drive/desk.ts'
import { byPalette, unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { thrice, type DueStage } from './whatIsDue.ts'

const now = '2026-11-30T02:00:00Z'
const markets = [['市场检查', '一季度市场检查', '2027-03-19', '2027-03-19'], ['主题月', '质量月', '2027-09-01', '2027-09-30'], ['销售旺季', '元春销售', '2027-01-20', '2027-02-05']] as const

/** Answers how many things are not as they should be. */
export async function onePlan(stage: DueStage): Promise<number> {
  stage.say('计划和学时台账')
  const { home, remove } = makeHome()
  await makeSampleBranch(home, now, '2026-09-01', async (ask) => { await ask('difficulties.save', { title: '雨天送货准时率下降', line: 'logistics' }) })
  const desk = await stage.open(home, now)
  await unlock(desk.page, branch.password)
  await desk.page.locator('.today-grid').waitFor()
  await planTheYear(stage, desk)
  const lacking = await planOnPaper(stage, desk) + await studyLedger(stage, desk)
  await desk.close()
  remove()
  return lacking
}

async function planTheYear(stage: DueStage, { page }: Desk): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '计划' }).click()
  await page.getByText('2027年还没有计划').waitFor()
  await stage.picture('计划 还没有')
  await page.getByRole('button', { name: '日历和节假日' }).click()
  const dialog = page.getByRole('dialog', { name: '2027年的日历和节假日' })
  const business = dialog.getByRole('form', { name: '登记业务日历' })
  for (const [kind, title, from, to] of markets) {
    await business.getByLabel('类别').selectOption(kind)
    await business.getByLabel('名称').fill(title)
    await business.getByLabel('从', { exact: true }).fill(from)
    await business.getByLabel('到', { exact: true }).fill(to)
    await business.getByRole('button', { name: '登记业务日历' }).click()
    await dialog.getByText(title, { exact: true }).waitFor()
  }
  await stage.picture('计划 日历和节假日')
  await dialog.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '排2027年计划' }).click()
  await page.getByText(/^共61项：/).waitFor()
  await thrice(stage, '计划 建议')
  await page.getByRole('button', { name: '列入计划（61项）' }).click()
  await page.getByText(/^61项活动：/).waitFor()
  await thrice(stage, '计划 全年')
  await page.getByRole('button', { name: '月历', exact: true }).click()
  for (const month of [1, 2, 3]) {
    await page.getByRole('grid', { name: `2027年${month}月的计划` }).waitFor()
    if (month < 3) await page.getByRole('button', { name: '下月 ›' }).click()
  }
  await thrice(stage, '计划 月历')
  await page.getByRole('button', { name: '列表', exact: true }).click()
}

async function planOnPaper({ say, out }: DueStage, desk: Desk): Promise<number> {
  const { page } = desk
  let lacking = 0
  for (const [choice, format, ending] of [['年度计划', 'Word', 'docx'], ['月度上墙表', 'PDF', 'pdf']] as const) {
    const file = join(out, `2027年${choice === '年度计划' ? choice : '3月上墙表'}.${ending}`)
    await desk.willSaveTo(file)
    await page.getByRole('button', { name: '导出计划' }).click()
    const dialog = page.getByRole('dialog', { name: '导出计划' })
    await dialog.getByRole('radio', { name: choice }).check()
    if (choice === '月度上墙表') await dialog.getByRole('combobox').selectOption('3月')
    await dialog.getByRole('radio', { name: format }).check()
    await dialog.getByRole('button', { name: `导出${choice}` }).click()
    await dialog.getByText('已导出').waitFor({ timeout: 30_000 })
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    const text = (ending === 'docx' ? textOfWord(file) : (await textOfPdf(file)).text).replace(/\s+/g, '')
    const wanted = ending === 'docx' ? ['2027年度组织生活和学习计划', '应当每月1次（支部工作条例第16条）', '本单位惯例'] : ['2027年3月', '主题党日', '一季度市场检查']
    const absent = wanted.filter((words) => !text.includes(words))
    lacking += absent.length
    say(`${choice} ${format}：${absent.length === 0 ? `核对${wanted.length}处都有` : `没找到${absent.join('；')}`}`)
    if (ending === 'pdf' && (await PDFDocument.load(readFileSync(file))).getPageCount() !== 1) lacking++
  }
  return lacking
}

async function studyLedger(stage: DueStage, desk: Desk): Promise<number> {
  const { page } = desk
  await byPalette(page, '学时台账')
  await page.getByRole('heading', { name: '学时台账', exact: true }).waitFor()
  await thrice(stage, '学时台账')
  await page.getByRole('button', { name: '去确认' }).click()
  await page.getByRole('region', { name: '2026年会议学时' }).waitFor()
  await stage.picture('学时台账 待确认的会议学时')
  await page.getByRole('button', { name: /^确认\d+次$/ }).click()
  const part = (name: string | RegExp) => page.getByRole('group', { name: '看什么' }).getByRole('button', { name }).click()
  await part(/^学时$/)
  const rows = page.getByRole('region', { name: '2026年学时', exact: true })
  await rows.getByRole('button', { name: '罗敏' }).click()
  await page.getByRole('complementary', { name: '罗敏的学时' }).waitFor()
  await stage.picture('学时台账 一个人的记录')
  await part('党课和道德讲堂')
  await stage.picture('学时台账 党课和道德讲堂')
  const file = join(stage.out, '2026年学时台账.docx')
  await desk.willSaveTo(file)
  await page.getByRole('button', { name: '导出台账' }).click()
  const dialog = page.getByRole('dialog', { name: '导出学时台账' })
  await dialog.getByRole('radio', { name: 'Word' }).check()
  await dialog.getByRole('button', { name: '导出学时台账' }).click()
  await dialog.getByText('已导出').waitFor({ timeout: 30_000 })
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  const absent = ['周启明', '罗敏', '56', '32'].filter((words) => !textOfWord(file).includes(words))
  stage.say(`学时台账 Word：${absent.length === 0 ? '核对4处都有' : `没找到${absent.join('；')}`}`)
  return absent.length
}
