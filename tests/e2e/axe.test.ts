// Every screen without a single violation of axe's rules.
import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import { renameSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backUpNow, findBackupsIn, restoreChosen, toBackups } from '../drive/backups.ts'
import { Desk, makeHome } from '../drive/desk.ts'
import { confirmRecoveryCode, fictionalBranch, pastePeople, setUpBranch } from '../drive/officer.ts'
import { addGuests, addItem, markAllPresent, saved, startMeeting, writeBasics, writeItem } from '../drive/record.ts'
import { fewPeople, openBox, workspaceOf } from '../drive/settled.ts'

const { home, remove } = makeHome()
let desk: Desk
let page: Page
const start = async () => {
  desk = await Desk.open({ home })
  page = desk.page
}
beforeAll(start)
afterAll(async () => {
  await desk.close()
  remove()
})

/** Legacy mode looks at the one page; the other opens a window, which this application refuses. */
async function expectNoViolation(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }))).toEqual([])
}

const room = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
const dialog = (name: string) => page.getByRole('dialog', { name })
const press = (key: string) => page.keyboard.press(key)

/** Each screen in the order in which an officer meets them, and how one gets there from the one before. */
const screens: [string, () => Promise<unknown>][] = [
  ['the set-up', () => page.getByRole('heading', { name: '建立支部' }).waitFor()],
  ['the set-up, sent too early', async () => {
    await page.getByRole('button', { name: '建立支部' }).click()
    await page.getByText('请先阅读并勾选').waitFor()
  }],
  ['the recovery code', () => setUpBranch(page, fictionalBranch)],
  ['the empty list of people', async () => {
    await confirmRecoveryCode(page)
    await page.getByRole('heading', { name: '先把人员登记进来' }).waitFor()
  }],
  ['people pasted with problems', async () => {
    await page.getByRole('textbox', { name: '从Excel复制后粘贴' }).fill(`${fewPeople}\n张三\t路人\n李四\t预备党员\t书记`)
    await page.getByText('不在码表内').waitFor()
  }],
  ['the cover over what was typed', async () => {
    await desk.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('suspend') })
    await page.getByRole('dialog', { name: '已遮住，还没有锁定' }).waitFor()
  }],
  ['the people', async () => {
    await page.getByLabel('口令', { exact: true }).fill(fictionalBranch.password)
    await press('Enter')
    await page.locator('.cover').waitFor({ state: 'hidden' })
    await pastePeople(page, fewPeople)
  }],
  ['one person', async () => {
    await page.getByRole('row').filter({ hasText: '方子涵' }).click()
    await page.getByRole('complementary', { name: '方子涵的档案' }).waitFor()
  }],
  ['one person about to be removed', () => page.getByRole('button', { name: '登记错了，从名册删除…' }).click()],
  ['more people', async () => {
    await page.getByRole('button', { name: '登记人员' }).click()
    await dialog('登记人员').getByLabel('人员类别').selectOption('fullMember')
  }],
  ['many people at once', () => page.getByRole('tab', { name: '粘贴多人' }).click()],
  ['the empty list of meetings', async () => {
    await press('Escape')
    await room('会议')
    await page.getByText('还没有会议记录').waitFor()
  }],
  ['an empty record', () => startMeeting(page)],
  ['a filled record', async () => {
    await writeBasics(page, { kind: 'committeeMeeting', title: '第二支部委员会2026年第9次会议', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '两点', place: '三楼会议室', chair: '周启明', recorder: '' })
    await markAllPresent(page, 2)
    await press('3')
    await addGuests(page, [{ name: '孙立军', note: '县局党办' }])
    const item = await addItem(page, '研究主题党日安排')
    await writeItem(page, item, { title: '', reporter: '林静怡', report: '通报方案。', speeches: [{ speaker: '吴国栋', text: '建议写明结论。' }], votes: [{ yes: 3, no: 0, abstain: 0 }], decision: '同意。', actions: [{ owners: '吴国栋', task: '发通知', dueText: '某日前' }] })
    await saved(page)
  }],
  ['names to choose from', async () => {
    await page.getByRole('combobox', { name: '主持人' }).fill('')
    await page.getByRole('combobox', { name: '主持人' }).pressSequentially('w')
    await page.getByRole('option', { name: '吴国栋' }).waitFor()
  }],
  ['the keys', async () => {
    await press('Escape')
    await press('F1')
    await dialog('按键').waitFor()
  }],
  ['the export', async () => {
    await press('F1')
    await dialog('按键').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '导出会议记录' }).click()
    await dialog('导出').waitFor()
  }],
  ['the preview', async () => {
    await press('Escape')
    await dialog('导出').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '预览 F6' }).click()
    await page.locator('.pages canvas').first().waitFor()
  }],
  ['the 纪要', async () => {
    await press('Escape')
    await page.locator('.editor-bar').getByRole('button', { name: '纪要', exact: true }).click()
    await page.getByRole('textbox', { name: '事项一的正文' }).fill('会议同意。\n吴国栋认为可以。')
    await page.locator('.speech-notes p').waitFor()
    await saved(page)
    await page.locator('.pages canvas').first().waitFor()
  }],
  ['the 纪要 that waits for its record', async () => {
    await page.locator('.editor-bar').getByRole('button', { name: '定稿', exact: true }).click()
    await dialog('纪要定稿').waitFor()
  }],
  ['the 纪要 about to be drafted anew', async () => {
    await press('Escape')
    await dialog('纪要定稿').waitFor({ state: 'hidden' })
    await page.locator('.editor-bar').getByRole('button', { name: '按记录重新起草' }).click()
    await dialog('按记录重新起草').waitFor()
  }],
  ['the list of meetings', async () => {
    await press('Escape')
    await room('会议')
    await page.getByRole('region', { name: '会议列表' }).waitFor()
  }],
  ['a removed meeting', async () => {
    await page.getByRole('button', { name: '第二支部委员会2026年第9次会议' }).click()
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: '删除这次会议' }).click()
    await page.getByText('已移到回收站').waitFor()
  }],
  ['the recycle bin', async () => {
    await page.getByLabel('看回收站').check()
    await page.getByRole('heading', { name: '会议回收站' }).waitFor()
    await page.getByRole('button', { name: '恢复' }).first().waitFor()
  }],
  ['everything that was deleted', async () => {
    await room('设置')
    await page.getByRole('button', { name: '打开回收站' }).click()
    await page.getByRole('region', { name: '回收站里的内容' }).waitFor()
  }],
  ['what was done', async () => {
    await page.getByRole('button', { name: '查看操作记录' }).click()
    await page.getByRole('region', { name: '操作记录' }).waitFor()
  }],
  ['the backups', async () => {
    await toBackups(page)
    await backUpNow(page)
  }],
  ['a restore that is asked', async () => {
    await page.getByRole('row').filter({ hasText: '手动' }).first().getByRole('button', { name: /^恢复…/ }).click()
    await page.getByText(/恢复不会改变什么|恢复之前先把现在的数据备份一份/).waitFor()
  }],
  ['the settings, with a desk that never locks itself', async () => {
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await room('设置')
    await page.getByLabel('自动锁定', { exact: true }).selectOption('0')
    await page.getByText('不会自动锁定').waitFor()
  }],
  ['the minutes of one\'s own', async () => {
    await page.getByLabel('自动锁定', { exact: true }).selectOption('own')
    await page.getByLabel('自动锁定的分钟数').waitFor()
  }],
  ['a new password, with a wrong old one', async () => {
    await page.getByRole('button', { name: '修改口令' }).click()
    const form = dialog('修改口令')
    await form.getByLabel('现在的口令').fill('不是这个口令')
    await form.getByLabel('新口令').fill('冬天的账也要日清月结')
    await form.getByLabel('再输一次').fill('冬天的账也要日清月结')
    await press('Enter')
    await form.getByText('口令不对').waitFor()
  }],
  ['a new recovery code', async () => {
    await press('Escape')
    await dialog('修改口令').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '换新恢复码' }).click()
    await dialog('换新恢复码').waitFor()
  }],
  ['a new data key', async () => {
    await press('Escape')
    await dialog('换新恢复码').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '更换数据密钥' }).click()
    await dialog('更换数据密钥').waitFor()
  }],
  ['the password box', async () => {
    await press('Escape')
    await dialog('更换数据密钥').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '锁定' }).click()
    await page.getByLabel('口令', { exact: true }).waitFor()
  }],
  ['a wrong password', async () => {
    await page.getByLabel('口令', { exact: true }).fill('不是这个口令')
    await press('Enter')
    await page.getByRole('alert').waitFor()
  }],
  ['the wait after many wrong passwords', async () => {
    for (let n = 0; n < 3; n++) {
      await page.getByLabel('口令', { exact: true }).fill(`不是这个口令${n}`)
      await press('Enter')
      await page.locator('form[aria-busy=true]').waitFor()
      await page.locator('form[aria-busy=false]').waitFor()
    }
    await page.getByRole('timer').waitFor()
  }],
  ['a forgotten password', () => page.getByRole('button', { name: '忘记口令' }).click()],
  ['the password box over the desk, when the data service was killed', async () => {
    await page.getByRole('button', { name: '返回' }).click()
    await openBox(desk)
    const service = (await desk.processes()).find(({ name }) => name === 'branch-desk-data')
    if (service) process.kill(service.pid, 'SIGKILL')
    await page.getByRole('dialog', { name: '数据服务意外停止' }).waitFor()
  }],
  ['a clock that jumped', async () => {
    await desk.close()
    desk = await Desk.open({ home, now: new Date(Date.now() + 100 * 24 * 60 * 60 * 1000).toISOString() })
    page = desk.page
    await openBox(desk)
    await page.getByRole('button', { name: '时间是对的' }).waitFor()
  }],
  ['a problem', async () => {
    await desk.close()
    renameSync(join(workspaceOf(home), 'branch.db'), join(home, 'elsewhere.db'))
    await start()
    await page.locator('[data-problem]').waitFor()
  }],
  ['the backups found in a folder', () => findBackupsIn(desk, workspaceOf(home))],
  ['the recovery code for a backup', () => page.getByRole('button', { name: '忘记口令，用恢复码' }).click()],
  ['the desk after a restore, with the line that tells it', async () => {
    await page.getByRole('button', { name: '用口令' }).click()
    await restoreChosen(page, fictionalBranch.password)
    await page.getByText(/已恢复到.+的数据/).waitFor()
  }],
]

it.each(screens)('%s', async (_screen, reach) => {
  await reach()
  await expectNoViolation()
})
