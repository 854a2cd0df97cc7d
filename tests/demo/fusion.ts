// Party work and business as one: difficulties out of a table, projects of them, what the branch decided, and the quarter on one page.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Desk } from '../drive/desk.ts'
import { toMeetings } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { startMeeting } from '../drive/record.ts'

export interface FusionStage {
  picture(name: string): Promise<void>
  largePicture(name: string): Promise<void>
  /** The same screen at 150 %, as on a laptop of the office. */
  zoomedPicture(name: string): Promise<void>
  say(line: string): void
  out: string
}
const difficulties = resolve(import.meta.dirname, '../fixtures/tables/business-difficulties.xlsx')
const projects = [
  { difficulty: '城西片区真烟异常流动线索占比高', title: '城西片区真烟流动治理', promise: '把异常流动线索占比降到25%。', value: '31', attained: '64.7%' },
  { difficulty: '零售户走访覆盖率低于目标', title: '走访覆盖提升', promise: '每户每月至少走访一次。', value: '94.2', attained: '91.1%' },
  { difficulty: '雨天送货准时率下降', title: '雨天配送保障', promise: '雨天按时送到，送不到的先打电话。', value: '95', attained: '87.5%' },
] as const

/** Imports the list, makes three projects, closes two items with their proof, and writes the papers. Answers how many things are not as they should be. */
export async function partyAndBusiness({ picture, largePicture, zoomedPicture, say, out }: FusionStage, desk: Desk): Promise<number> {
  const { page } = desk
  let lacking = 0
  const room = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
  const part = (name: string) => page.getByRole('group', { name: '看什么' }).getByRole('button', { name, exact: true }).click()
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
  const all = async (name: string): Promise<void> => {
    await picture(name)
    await largePicture(name)
    await zoomedPicture(name)
  }
  const expectWords = (what: string, text: string, wanted: readonly string[]) => {
    const found = text.replace(/\s+/g, '')
    const missing = wanted.filter((words) => !found.includes(words.replace(/\s+/g, '')))
    lacking += missing.length
    say(`${what}：${missing.length === 0 ? `核对${wanted.length}处都有` : `没找到${missing.join('；')}`}`)
  }

  say('业务融合：导入业务难点清单（Excel）')
  await room('业务融合')
  await page.getByText('还没有业务难点。').waitFor()
  await picture('难点清单 还没有难点')
  await page.getByRole('button', { name: '导入清单' }).first().click()
  await desk.willChooseFolder(difficulties)
  await dialog('导入难点清单').getByRole('button', { name: '选择文件' }).click()
  await dialog('导入难点清单').getByText('读到5行，新增5个').waitFor()
  await picture('难点清单 导入前先看')
  await dialog('导入难点清单').getByRole('button', { name: '导入5个难点' }).click()
  await page.getByText('共5个，1个还没有对应的党建举措').waitFor()
  await page.getByRole('button', { name: '收起' }).click()
  await all('难点清单')

  say('由难点立项，登记中期数值')
  for (const { difficulty, title, promise, value, attained } of projects) {
    await part('难点清单')
    await page.getByRole('button', { name: difficulty, exact: true }).click()
    await page.getByRole('complementary', { name: difficulty, exact: true }).getByRole('button', { name: '立项' }).click()
    const form = dialog('由难点立项')
    await form.getByLabel('项目名称').fill(title)
    await form.getByRole('textbox', { name: '承诺' }).fill(promise)
    await form.getByRole('button', { name: '添加节点' }).click()
    await form.getByLabel('节点', { exact: true }).fill('报进度')
    await form.getByLabel(/^周期/).fill('每月25日')
    if (value === '31') await picture('由难点立项')
    await form.getByRole('button', { name: '立项', exact: true }).click()
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    const card = page.locator('.metric').first()
    await card.getByLabel('日期').fill('2026-10-15')
    await card.getByLabel(/^数值/).fill(value)
    await card.getByLabel('来源').fill('中期交流')
    await card.getByRole('button', { name: '登记数值' }).click()
    await page.getByText(`＝${attained}`).waitFor()
    await page.locator('.curve canvas').waitFor()
    await page.getByRole('button', { name: '收起' }).click()
    if (value === '31') await all('项目')
    if (value === '95') {
      const file = join(out, '雨天配送保障 立项书.docx')
      await desk.willSaveTo(file)
      await page.getByRole('button', { name: '导出立项书' }).click()
      await dialog('导出立项书').getByRole('button', { name: '导出立项书' }).click()
      await page.getByText(/^已导出 /).waitFor()
      await dialog('导出立项书').getByRole('button', { name: '关闭' }).last().click()
      expectWords('立项书', textOfWord(file), ['雨天配送保障', '马晓东', promise, '每月25日'])
    }
    await page.locator('.page-head').getByRole('button', { name: '业务融合' }).click()
  }
  await part('项目')
  await picture('项目列表')

  say('议定事项：办结两项，看板')
  await room('议定事项')
  const panel = page.getByRole('complementary', { name: '事项详情' })
  await page.getByRole('region', { name: '议定事项列表' }).waitFor()
  await all('议定事项')
  for (const [title, evidence, on] of [['完成首次核对', '首次核对表已由支委会签字', '2026-09-28'], ['备齐票样', '票样、计票单、志愿书各一份', '2026-09-14']] as const) {
    await page.getByRole('region', { name: '议定事项列表' }).getByRole('button', { name: new RegExp(title) }).click()
    await panel.getByRole('button', { name: '办结…' }).click()
    await panel.getByRole('textbox', { name: '佐证' }).fill(evidence)
    await panel.getByLabel('办结日期').fill(on)
    if (title === '完成首次核对') await picture('议定事项 办结要有佐证')
    await panel.getByRole('button', { name: '登记办结' }).click()
    await panel.getByRole('button', { name: '重新打开' }).waitFor()
    await page.getByRole('button', { name: '收起' }).click()
  }
  await panel.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('group', { name: '怎么看' }).getByRole('button', { name: '看板' }).click()
  await page.getByRole('region', { name: '待办', exact: true }).waitFor()
  await all('议定事项 看板')
  await page.getByRole('group', { name: '怎么看' }).getByRole('button', { name: '按责任人' }).click()
  await page.getByRole('region', { name: '分组的事项' }).waitFor()
  await picture('议定事项 按责任人')
  await page.getByRole('group', { name: '怎么看' }).getByRole('button', { name: '列表' }).click()
  const items = join(out, '议定事项清单.xlsx')
  await desk.willSaveTo(items)
  await page.getByRole('button', { name: '导出事项清单' }).click()
  await dialog('导出议定事项清单').getByRole('button', { name: '导出事项清单' }).click()
  await page.getByText(/^已导出 议定事项清单/).waitFor()
  await dialog('导出议定事项清单').getByRole('button', { name: '关闭' }).last().click()
  if (!existsSync(items)) lacking++

  say('下一次支委会的开头：上次议定事项落实情况')
  await toMeetings(page)
  await startMeeting(page)
  const paragraph = page.getByRole('textbox', { name: '上次议定事项落实' })
  await paragraph.waitFor()
  expectWords('落实情况', await paragraph.inputValue(), ['已办结2项', '吴国栋：', '首次核对表已由支委会签字', '票样、计票单、志愿书各一份', '由42%降到31%', '达成91.1%', '达成87.5%'])
  await paragraph.scrollIntoViewIfNeeded()
  await all('上次议定事项落实情况')

  say('融合看板，季度一页纸')
  await room('业务融合')
  await part('融合看板')
  await page.getByRole('button', { name: /^难点清单转化率/ }).waitFor()
  await all('融合看板')
  await page.getByRole('button', { name: /^议定事项办结率/ }).click()
  await dialog(/^议定事项办结率/).waitFor()
  await picture('融合看板 一个数是怎么来的')
  await page.keyboard.press('Escape')
  for (const format of ['docx', 'pdf'] as const) {
    const file = join(out, `2026年第四季度党建与业务融合情况.${format}`)
    await desk.willSaveTo(file)
    await page.getByRole('button', { name: '导出一页纸' }).click()
    await dialog(/一页纸/).getByRole('radio', { name: format === 'docx' ? /^Word/ : /^PDF/ }).check()
    await dialog(/一页纸/).getByRole('button', { name: '导出一页纸' }).click()
    await page.getByText(/^已导出 /).waitFor({ timeout: 30_000 })
    if (format === 'pdf') await picture('融合看板 已导出')
    await dialog(/一页纸/).getByRole('button', { name: '关闭' }).last().click()
    const wanted = ['2026年第四季度党建与业务融合情况', ...projects.flatMap(({ title, attained }) => [title, attained]), '新员工对客户系统不熟', '还没有']
    expectWords(format === 'docx' ? '季度一页纸 Word' : '季度一页纸 PDF', format === 'docx' ? textOfWord(file) : (await textOfPdf(file)).text, wanted)
    if (format === 'pdf' && (await PDFDocument.load(readFileSync(file))).getPageCount() !== 1) lacking++
  }
  return lacking
}
