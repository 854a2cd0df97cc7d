// 今天 with three, with thirty and with nothing, 达标表, the rules, 检查清单 and the palette, on branches that have the three sample records.
import { join } from 'node:path'
import { makeHome, type Desk } from '../drive/desk.ts'
import { byPalette, unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import type { FusionStage } from './fusion.ts'

export interface DueStage extends FusionStage {
  /** Starts the application on a home; the one before has ended. */
  open(home: string, now: string): Promise<Desk>
}

const sunday = '2026-11-22T02:00:00Z'
/** What the year lacks when there are only the three records. */
const missing = ['缺9月的主题党日', '缺10月的支委会', '缺9月的第一党小组会', '缺10月的第一党小组会', '缺9月的第二党小组会', '缺10月的第二党小组会']

/** Answers how many things are not as they should be. */
export async function whatIsDue(stage: DueStage): Promise<number> {
  stage.say('今天、达标表、规则、检查清单、Ctrl+K')
  let lacking = 0
  await onDesk(stage, '2026-09-01', sunday, async (desk) => {
    await threeOrMore(stage, desk)
    await yearTable(stage, desk)
    lacking = await checklist(stage, desk)
    await palette(stage, desk)
  })
  await onDesk(stage, '2025-01-01', sunday, async ({ page }) => {
    await page.getByRole('button', { name: /^另有\d+项$/ }).click()
    await thrice(stage, '今天 三十项以上')
  })
  await onDesk(stage, '2026-11-30', '2026-11-30T09:00:00Z', (desk) => nothing(stage, desk))
  return lacking
}

async function onDesk({ open }: DueStage, since: string, now: string, act: (desk: Desk) => Promise<void>): Promise<void> {
  const { home, remove } = makeHome()
  await makeSampleBranch(home, now, since)
  const desk = await open(home, now)
  await unlock(desk.page, branch.password)
  await desk.page.locator('.today-grid').waitFor()
  await act(desk)
  await desk.close()
  remove()
}

/** On an old screen, on a large one, and at 150 %. */
export async function thrice({ picture, largePicture, zoomedPicture }: DueStage, name: string): Promise<void> {
  await picture(name)
  await largePicture(name)
  await zoomedPicture(name)
}

async function threeOrMore(stage: DueStage, { page }: Desk): Promise<void> {
  await thrice(stage, '今天 先办三件')
  await page.getByRole('button', { name: /^另有\d+项$/ }).click()
  await stage.picture('今天 全部')
  await page.locator('.today-line').filter({ hasText: '9月的主题党日' }).getByRole('button', { name: /^不需要/ }).click()
  await page.keyboard.type('当月全体参加防汛，已报上级党委同意')
  await stage.picture('今天 不需要，因为')
  await page.keyboard.press('Escape')
}

async function yearTable(stage: DueStage, { page }: Desk): Promise<void> {
  await byPalette(page, '组织生活达标表')
  await page.getByRole('region', { name: '2026年达标表' }).waitFor()
  await thrice(stage, '达标表')
  await page.getByRole('button', { name: /^第一党小组会，2026年10月：缺/ }).click()
  await stage.picture('达标表 缺的一次')
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
  await page.getByRole('button', { name: '看规则' }).click()
  await page.getByRole('heading', { name: '规则', exact: true }).waitFor()
  await thrice(stage, '规则')
  await page.getByLabel('查找规则').fill('R02')
  await page.getByRole('button', { name: '本单位要求…' }).click()
  await stage.picture('规则 本单位要求')
  await page.keyboard.press('Escape')
}

async function checklist({ picture, say, out, ...stage }: DueStage, desk: Desk): Promise<number> {
  const { page } = desk
  await byPalette(page, '检查清单')
  await page.getByRole('region', { name: '2026年检查清单' }).waitFor()
  await thrice({ picture, say, out, ...stage }, '检查清单')
  await page.getByRole('group', { name: '看哪些' }).getByRole('button', { name: '只看缺的' }).click()
  await picture('检查清单 只看缺的')
  let lacking = 0
  for (const format of ['Word', 'PDF'] as const) {
    const file = join(out, `2026年缺项清单.${format === 'Word' ? 'docx' : 'pdf'}`)
    await desk.willSaveTo(file)
    await page.getByRole('button', { name: '导出清单' }).click()
    const dialog = page.getByRole('dialog', { name: '导出检查清单' })
    await dialog.getByRole('radio', { name: '缺项清单' }).check()
    await dialog.getByRole('radio', { name: format }).check()
    await dialog.getByRole('button', { name: '导出缺项清单' }).click()
    await dialog.getByText('已导出').waitFor({ timeout: 30_000 })
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    const text = (format === 'Word' ? textOfWord(file) : (await textOfPdf(file)).text).replace(/\s+/g, '')
    const absent = missing.filter((words) => !text.includes(words))
    lacking += absent.length
    say(`缺项清单 ${format}：${absent.length === 0 ? `核对${missing.length}处都有` : `没找到${absent.join('；')}`}`)
  }
  return lacking
}

async function palette({ picture }: DueStage, { page }: Desk): Promise<void> {
  await page.keyboard.press('Control+k')
  const words = page.getByRole('combobox', { name: '找什么' })
  await words.waitFor()
  await picture('Ctrl+K 可以做的')
  for (const sought of ['真烟', 'zqm', '规则']) {
    await words.fill(sought)
    await page.getByRole('option').first().waitFor()
    await page.waitForTimeout(400)
    await picture(`Ctrl+K ${sought}`)
  }
  await page.keyboard.press('Escape')
}

async function nothing(stage: DueStage, { page }: Desk): Promise<void> {
  await page.evaluate(async () => {
    await window.api.call('backup.create', {})
    const due = await window.api.call('today.list', {})
    if (due.ok) for (const { key, canDismiss } of due.value.lines) if (canDismiss) await window.api.call('rules.dismiss', { key, reason: '本月不开展' })
  })
  const room = (name: string) => page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name }).click()
  await room('会议')
  await room('今天')
  await page.getByText('今天没有要办的事', { exact: true }).waitFor()
  await thrice(stage, '今天 没有要办的事')
}
