// The beginning of the demonstration: the roster of the branch as it came, then the newer list, by the screens; the files of people after it.
import { join, resolve } from 'node:path'
import type { Desk } from '../drive/desk.ts'
import { commit } from '../drive/record.ts'

interface RosterStage {
  picture(name: string): Promise<void>
  largePicture(name: string): Promise<void>
  /** The same screen at 150 %, as on a laptop of the office. */
  zoomedPicture(name: string): Promise<void>
  say(line: string): void
}
const tables = resolve(import.meta.dirname, '../fixtures/tables')
const idNumber = '999901199105171214'

/** Imports both lists, registers two people who are no members, and looks at the files. Answers how many things are not as they should be. */
export async function rosterIn({ picture, largePicture, zoomedPicture, say }: RosterStage, desk: Desk): Promise<number> {
  const { page } = desk
  let lacking = 0
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const nav = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
  const grid = page.getByRole('region', { name: '名册的每一行' })
  const expectText = async (what: string, found: string, wanted: readonly string[]) => {
    const missing = wanted.filter((part) => !found.includes(part))
    lacking += missing.length
    console.log(`  ${missing.length === 0 ? '对' : '不对'}  ${what}${missing.length === 0 ? `：${found.replaceAll('\n', ' ')}` : `（没找到：${missing.join('；')}）`}`)
  }
  const open = async (file: string) => {
    await desk.willChooseFolder(join(tables, file))
    await button('选择文件').click()
    await grid.waitFor()
  }

  say('导入花名册（Excel）')
  await button('导入名册').click()
  await page.getByRole('heading', { name: '把名册文件拖到这里' }).waitFor()
  await picture('导入 放入名册')
  await open('roster.xlsx')
  await expectText('花名册', await page.locator('.counts').innerText(), ['新增16人', '要核对2行'])
  await picture('导入 每一行会变成什么')
  await largePicture('导入')
  await zoomedPicture('导入')
  await page.locator('.looks button').first().click()
  await page.getByRole('complementary', { name: '第16行' }).waitFor()
  await picture('导入 一处要核对')
  await button('导入16人').click()
  await page.getByText('已导入：新增16人').waitFor()
  await picture('导入 完成')
  await button('看名册').click()
  await page.getByText('正式党员15人，预备党员1人').waitFor()
  await expectText('名册', await page.locator('.page-head').innerText(), ['正式党员15人，预备党员1人'])

  say('再导入较新的一份（CSV，GBK编码）')
  await button('导入名册').click()
  await open('roster-gbk.csv')
  await expectText('CSV', await page.locator('.counts').innerText(), ['更新6人', '不变1人', '要核对1行'])
  await grid.locator('tr', { hasText: '高志远' }).locator('td.changed').first().click()
  await picture('导入 CSV 改哪几格')
  await button('更新6人').click()
  await page.getByText('已导入：更新6人').waitFor()
  await button('再导入一份').click()
  await open('roster.xlsx')
  await expectText('第三次导入', `${await page.locator('.page-head').innerText()} ${await page.locator('.counts').innerText()}`, ['不变16人', '没有要导入的'])
  await picture('导入 再导入一次没有要改的')
  await nav('党员')

  say('登记不是党员的人')
  await button('登记人员').click()
  const form = page.getByRole('dialog', { name: '登记人员' })
  await form.getByLabel('姓名').fill('唐雨薇')
  await form.getByLabel('人员类别').selectOption({ label: '入党积极分子' })
  await form.getByLabel('自何日起').fill('2026-03-05')
  await form.getByLabel('党小组').selectOption('第二党小组')
  await form.getByLabel('性别').fill('女')
  await form.getByLabel('出生日期').fill('1996.11')
  await form.getByLabel('手机').fill('1390000')
  await form.getByLabel('部门').fill('营销中心')
  await form.getByText('手机号应是').waitFor()
  await picture('登记一人 手机号不对')
  await form.getByLabel('手机').fill('13900001234')
  await form.getByLabel('申请入党日期').fill('2025.06.30')
  await button('登记并打开档案').click()
  await page.locator('.member-page').getByRole('heading', { name: '唐雨薇' }).waitFor()
  await picture('档案 刚登记的积极分子')
  await nav('党员')
  await button('登记人员').click()
  await page.getByRole('tab', { name: '粘贴多人' }).click()
  await page.getByRole('textbox', { name: '从Excel复制后粘贴' }).focus()
  await commit(page, '陈思远\t发展对象\t\t第一党小组\t2026-06-09\n陈思远\t预备党员\t\t第一党小组\t2026-10-12')
  await picture('登记人员 粘贴')
  await button(/^登记\d+人$/).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '收起' }).click()

  say('名册、档案、时间线、隐藏的号码、党员结构')
  await page.locator('.roster-room').waitFor()
  await picture('党员')
  await largePicture('党员')
  await zoomedPicture('党员')
  await page.getByRole('row', { name: /高志远/ }).click()
  const panel = page.getByRole('complementary', { name: '高志远的档案' })
  await panel.getByRole('button', { name: '打开档案' }).waitFor()
  await picture('党员 旁边的档案')
  await panel.getByRole('button', { name: '打开档案' }).click()
  const file = page.locator('.member-page #member-basic')
  await file.getByText('999***********1214').waitFor()
  if ((await page.content()).includes(idNumber)) lacking++
  await picture('档案 身份证号隐藏')
  await page.getByRole('button', { name: '显示公民身份号码' }).click()
  await file.getByText(idNumber).waitFor()
  await picture('档案 身份证号显示30秒')
  await page.getByRole('button', { name: '隐藏公民身份号码' }).click()
  await largePicture('档案')
  await zoomedPicture('档案')
  const to = (part: string) => page.getByRole('navigation', { name: '档案的部分' }).getByRole('button', { name: part, exact: true }).click()
  await to('时间线')
  await page.getByRole('region', { name: '时间线' }).locator('li').first().waitFor()
  await picture('档案 时间线')
  await to('查看记录')
  await picture('档案 查看记录')
  await expectText('查看记录', await page.getByRole('region', { name: '查看记录', exact: true }).innerText(), ['查看公民身份号码'])
  await nav('党员')
  await nav('党员结构')
  await page.locator('.structure-chart canvas').first().waitFor()
  await picture('党员结构')
  await largePicture('党员结构')
  await zoomedPicture('党员结构')
  await nav('支委和党小组')
  await page.getByRole('heading', { name: '支委和党小组', level: 1 }).waitFor()
  await page.locator('.organisation').waitFor()
  await picture('支委和党小组')
  await largePicture('支委和党小组')
  await nav('组织关系转接')
  await page.getByText('还没有组织关系转接').waitFor()
  await picture('组织关系转接')
  await nav('党员')
  await page.locator('.roster-room').waitFor()
  return lacking
}
