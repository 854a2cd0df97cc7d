// The room 党员, 支委和党小组 and 组织关系转接. Each part goes on from the one before, in one application: hence one file.
import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../db/connection.ts'
import { readKeyring, unwrap } from '../../db/keyring.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch, unlock } from '../drive/officer.ts'
import { password, workspaceOf } from '../drive/settled.ts'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'

const { home, remove } = makeHome()
const now = '2026-09-22T02:00:00Z'
const long = '阿卜杜热依木江买买提艾力吐尔逊阿不都克里木热合曼玉素甫江沙吾提'.slice(0, 30)
let desk: Desk
let page: Page

async function inDatabase(look: (db: Db) => void): Promise<void> {
  const folder = workspaceOf(home)
  const key = await unwrap(readKeyring(folder), 'password', password)
  if (!key) throw new Error('the password does not open the keyring')
  const db = openDatabase({ file: join(folder, 'branch.db'), key })
  try { look(db) } finally { db.close() }
}

/** Fields of the file, as an import leaves them: a second 罗敏 with the same birth, and a very long name. */
const fill = (db: Db) => db.transaction(() => {
  const put = db.prepare('INSERT INTO person_file (person_id, department, job, joined_on, full_on, birth_on, id_number, mobile) SELECT id, ?, ?, ?, ?, ?, ?, ? FROM person WHERE name = ?')
  put.run('办公室', '主任', '1998-06-20', '1999-06-20', '1972-03-15', '999903198803100059', '13900000001', '周启明')
  put.run('信息中心', '技术员', '2010-05', '2011-05', '1986-02', null, '13900000002', '罗敏')
  put.run('信息中心', '技术员', '2010-05-04', '2011-05-04', '1986-02-17', null, null, '罗敏（信息中心）')
  put.run('某某县烟草专卖局（分公司）专卖监督管理科内部专卖管理派驻办公室', '副科长', null, null, null, null, null, long)
})()

beforeAll(async () => {
  desk = await Desk.open({ home, now })
  await setUpBranch(desk.page, fictionalBranch)
  await confirmRecoveryCode(desk.page)
  await pastePeople(desk.page, `${peopleLines}\n罗敏（信息中心）\t正式党员\t\t第二党小组\t2023-05-01\n${long}\t正式党员\t\t第二党小组\t2024-02-20`)
  await desk.close()
  await inDatabase(fill)
  desk = await Desk.open({ home, now })
  page = desk.page
  await unlock(page, password)
  await room('党员')
  await page.getByRole('region', { name: '名册' }).waitFor()
}, 240_000)
afterAll(async () => {
  await desk.close()
  remove()
})

const room = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
const names = () => page.locator('table.roster .row-link').allInnerTexts()
const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
const counted = (text: string) => page.locator('.list-head [role=status]', { hasText: new RegExp(`^${text}$`) }).waitFor()
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? '')
const undo = async () => {
  await page.locator('.undo-notice, [role=status]').getByRole('button', { name: '撤销' }).or(page.getByRole('button', { name: '撤销', exact: true })).first().click()
  await page.getByText(/^已撤销：/).waitFor()
  await page.getByRole('button', { name: '收起' }).click()
}
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}
const fitsTheWindow = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366)

describe('the list', () => {
  it('has the members with their work, months and Party age, and fits the window with a name of thirty characters', async () => {
    await counted('共18人')
    const zhou = await page.getByRole('row').filter({ hasText: '周启明' }).innerText()
    expect(zhou.split('\t').map((cell) => cell.trim()).filter((cell) => cell !== '')).toEqual(['周启明', '书记', '办公室主任', '1998年6月', '27 年', '—', expect.stringMatching(/缺\d+/)])
    await page.getByText(/^正式党员17人，预备党员1人，非党员2人/).waitFor()
    await fitsTheWindow()
    await expectNoViolation()
  })

  it('gains one person, who is no member, with what is known; what does not fit is named first, and the undo takes the person back', async () => {
    await page.getByRole('button', { name: '登记人员' }).click()
    const form = dialog('登记人员')
    await form.getByLabel('姓名').fill('韩雪梅')
    await form.getByLabel('人员类别').selectOption({ label: '群众' })
    await form.getByLabel('手机').fill('1390000')
    await press('Enter')
    await form.getByText('手机号应是1开头的11位数字。').waitFor()
    await expectNoViolation()
    await form.getByLabel('手机').fill('13900000099')
    await form.getByRole('button', { name: '登记并打开档案' }).click()
    await page.locator('.member-page').getByRole('heading', { name: '韩雪梅' }).waitFor()
    await page.locator('.member-page').getByText('139****0099').first().waitFor()
    // The file goes with the person, and the bar with the screen.
    await page.locator('.undo-notice').getByRole('button', { name: '撤销' }).click()
    await page.locator('.roster-room').waitFor()
    await page.getByText(/非党员2人/).waitFor()
  })

  it('is found by the first letters of pinyin while they are typed, and says where nobody is', async () => {
    await page.getByLabel('按姓名查找').pressSequentially('zqm')
    await expect.poll(names).toEqual(['周启明'])
    await page.getByLabel('按姓名查找').fill('谁也不是')
    await page.getByText('没有找到“谁也不是”').waitFor()
    await expectNoViolation()
    await page.getByRole('button', { name: '看全部党员' }).click()
    await counted('共18人')
    await page.getByLabel('人员类别').selectOption({ label: '非党员' })
    await expect.poll(names).toEqual(['陈思远', '唐雨薇'])
    await page.getByRole('button', { name: '清除筛选' }).click()
    await counted('共18人')
  })

  it('is worked by keys: arrows, Home, End, Space and Shift choose, Enter opens', async () => {
    await page.getByRole('button', { name: '周启明', exact: true }).focus()
    await press('ArrowDown', 'ArrowDown', 'Space')
    await counted('已选1人')
    await press('Shift+ArrowDown', 'Shift+ArrowDown')
    await counted('已选3人')
    await press('End')
    await expect.poll(focusedText).toBe((await names()).at(-1))
    await press('Home')
    await expect.poll(focusedText).toBe('周启明')
    await press('Control+a')
    await counted('已选18人')
    await page.getByRole('button', { name: '不选' }).click()
    await page.getByRole('button', { name: '周启明', exact: true }).focus()
    await press('Enter')
    await page.getByRole('complementary', { name: '周启明的档案' }).waitFor()
    await fitsTheWindow()
    await page.getByRole('complementary').getByRole('button', { name: '关闭' }).click()
  })

  it('sorts by a heading, there and back', async () => {
    await page.getByRole('columnheader', { name: '姓名' }).getByRole('button').click()
    await expect.poll(async () => (await names()).slice(0, 2)).toEqual([long, '曹建国'])
    await page.getByRole('columnheader', { name: '姓名' }).getByRole('button').click()
    await expect.poll(async () => (await names()).at(-1)).toBe(long)
    await page.getByRole('columnheader', { name: '姓名' }).getByRole('button').click()
    await expect.poll(async () => (await names())[0]).toBe('周启明')
  })

  it('takes other columns, masked, and keeps them as a view that opens first', async () => {
    await page.getByRole('button', { name: '选择列' }).click()
    await page.getByRole('checkbox', { name: '公民身份号码' }).check()
    await page.getByText('现在8列').waitFor()
    await expectNoViolation()
    await page.getByRole('button', { name: '看名册' }).click()
    await page.getByText('999***********0059').waitFor()
    expect(await page.content()).not.toContain('999903198803100059')
    await page.getByRole('button', { name: /^视图：/ }).click()
    await page.getByRole('menuitem', { name: '保存和管理视图…' }).click()
    await page.getByLabel('把现在的列、筛选和排列存为').fill('身份核对')
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByRole('button', { name: '更新视图' }).waitFor()
    await expectNoViolation()
    await press('Escape')
    await page.getByRole('button', { name: '视图：身份核对' }).click()
    await page.getByRole('menuitem', { name: '默认视图' }).click()
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(8)
  })

  it('stands as it was on any past day', async () => {
    await page.getByLabel('名册日期').fill('2024-02-19')
    await counted('共1人')
    expect(await names()).toEqual(['罗敏（信息中心）'])
    await page.getByRole('button', { name: '看今天' }).click()
    await counted('共18人')
  })
})

describe('many at once', () => {
  it('are changed after a look at before and after, and changed back by 撤销', async () => {
    await page.getByRole('checkbox', { name: '选中赵文博' }).click()
    await page.getByRole('checkbox', { name: '选中曹建国' }).click({ modifiers: ['Shift'] })
    await counted('已选3人')
    await page.getByRole('button', { name: '批量修改' }).click()
    await page.locator('#change-value').fill('第二党小组')
    await page.getByRole('button', { name: '修改3人' }).waitFor()
    expect(await page.getByRole('region', { name: '修改前后' }).locator('tbody tr').allInnerTexts()).toEqual(['赵文博\t第一党小组\t第二党小组', '徐桂芳\t第一党小组\t第二党小组', '曹建国\t第一党小组\t第二党小组'])
    await expectNoViolation()
    await page.getByRole('button', { name: '修改3人' }).click()
    await page.getByText('已批量修改3人').waitFor()
    await page.getByLabel('党小组', { exact: true }).selectOption('第二党小组')
    await counted('共14人')
    await undo()
    await counted('共11人')
    await page.getByRole('button', { name: '清除筛选' }).click()
  })

  it('that are one person are found, put together, and taken apart again', async () => {
    await page.getByRole('button', { name: '查重复' }).click()
    await page.getByText('姓名和出生日期相同').waitFor()
    await expectNoViolation()
    await page.getByRole('button', { name: /^合并罗敏/ }).click()
    await page.getByRole('radio', { name: /1986年2月17日/ }).first().waitFor()
    await expectNoViolation()
    await page.getByRole('button', { name: /^合并到/ }).click()
    await page.getByText('没有找到重复登记的人').waitFor()
    await press('Escape')
    await counted('共17人')
    await undo()
    await counted('共18人')
  })
})

describe('支委和党小组', () => {
  it('tells committee, groups and findings with their articles, reached from the list', async () => {
    await page.getByRole('button', { name: '支委和党小组' }).click()
    await page.getByRole('heading', { name: '支部委员会' }).waitFor()
    expect(await page.locator('section[aria-labelledby=committee-head] tbody tr').allInnerTexts()).toEqual(['周启明\t书记', '林静怡\t组织委员', '郑浩然\t宣传委员', '吴国栋\t纪检委员', '何晓燕\t青年委员'].map((row) => `${row}\t自2024年2月20日`))
    await page.getByText('没有要看的').waitFor()
    await page.getByText(/^其余\d+条$/).click()
    await page.getByText('支部工作条例第20条').first().waitFor()
    await fitsTheWindow()
    await expectNoViolation()
  })

  it('registers an election with its new term in one act, and counts down', async () => {
    await page.getByRole('button', { name: '登记改选或增补' }).click()
    await dialog('登记支委改选或增补').waitFor()
    await page.getByLabel('宣传委员').selectOption({ label: '马晓东' })
    await page.getByText('这次是换届').click()
    await expectNoViolation()
    await page.getByRole('button', { name: '登记2人的变动' }).click()
    await page.getByText('离换届还有3年').waitFor()
    await page.getByText('历次变动（2）').waitFor()
    await page.getByLabel('看哪一天').fill('2026-09-21')
    await page.locator('section[aria-labelledby=committee-head]').getByText('郑浩然').waitFor()
    await page.getByRole('button', { name: '看今天' }).click()
    await undo()
    await page.locator('section[aria-labelledby=term-head]').getByText('还没有登记届次').waitFor()
  })

  it('moves people between groups and names a leader', async () => {
    await page.getByRole('button', { name: '调整党小组' }).click()
    await page.getByRole('checkbox', { name: '罗敏', exact: true }).check()
    await expectNoViolation()
    await page.getByRole('button', { name: '调整1人' }).click()
    await page.getByRole('article').filter({ hasText: '第一党小组' }).getByText('罗敏').waitFor()
    await page.getByRole('button', { name: '登记组长' }).click()
    await page.getByLabel(/^组长/).selectOption({ label: '赵文博' })
    await expectNoViolation()
    await dialog('登记党小组组长').getByRole('button', { name: '登记组长' }).click()
    await page.getByRole('article').filter({ hasText: '第一党小组' }).getByText('组长 赵文博').waitFor()
  })

  it('refuses an extension without its basis and says so', async () => {
    await page.getByRole('button', { name: '登记届次' }).click()
    await page.getByText('延期或提前换届').click()
    await dialog('登记届次').getByRole('button', { name: '登记届次' }).click()
    await dialog('登记届次').getByText('请填批准依据').waitFor()
    await expectNoViolation()
    await press('Escape')
  })
})

describe('组织关系转接', () => {
  it('is registered, and its receipt proposes what the officer then records', async () => {
    await page.getByRole('button', { name: '组织关系转接' }).click()
    await page.getByText('还没有组织关系转接').waitFor()
    await expectNoViolation()
    await page.getByRole('button', { name: '登记转接' }).click()
    await page.getByRole('combobox', { name: '姓名' }).pressSequentially('mxd')
    await page.getByRole('option', { name: '马晓东' }).waitFor()
    await press('Enter')
    await page.getByLabel('状态').selectOption('received')
    await page.getByLabel('转入组织').fill('北浦县烟草专卖局第一支部')
    await expectNoViolation()
    await dialog('登记组织关系转接').getByRole('button', { name: '登记转接' }).click()
    await page.getByRole('button', { name: '登记离开支部…' }).click()
    await dialog('登记马晓东离开支部').getByRole('button', { name: '登记离开支部' }).click()
    await page.getByRole('button', { name: '登记离开支部…' }).waitFor({ state: 'hidden' })
    await page.getByText('还没有填党费交至哪个月').waitFor()
    await fitsTheWindow()
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await counted('共17人')
    await page.getByLabel('人员类别').selectOption('former')
    await page.getByText('2026年9月22日组织关系转出').waitFor()
  })
})

describe('ten thousand people', () => {
  it('scroll with only what is seen in the page, to the last one and back', async () => {
    await desk.close()
    await inDatabase((db) => db.transaction(() => {
      const person = db.prepare('INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)')
      const change = db.prepare('INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES (?, ?, ?, ?, ?, ?)')
      for (let n = 0; n < 10_000; n++) {
        const id = crypto.randomUUID()
        person.run(id, `某某${n}`, now)
        change.run(crypto.randomUUID(), id, 'status', '2020-01-01', 'fullMember', now)
      }
    })())
    desk = await Desk.open({ home, now })
    page = desk.page
    await unlock(page, password)
    await room('党员')
    await counted('共10017人')
    const region = page.getByRole('region', { name: '名册' })
    expect(await region.evaluate((element) => element.scrollHeight)).toBe(10_017 * 32 + 32)
    await region.evaluate((element) => { element.scrollTop = element.scrollHeight })
    await page.getByText('某某9999', { exact: true }).waitFor()
    expect(await page.locator('table.roster tr').count()).toBeLessThan(80)
    await page.getByRole('button', { name: '某某9999', exact: true }).focus()
    await press('Home')
    await expect.poll(focusedText).toBe('周启明')
    await page.getByLabel('按姓名查找').pressSequentially('某某99')
    await counted('共111人')
    await expectNoViolation()
  }, 240_000)
})
