// The 纪要 of the committee: what the record cannot know is written by hand, a speech is seen and taken out, then both are finalised.
import { documentFileName } from '../../shared/domain/documents.ts'
import type { Desk } from '../drive/desk.ts'
import { textOfWord } from '../drive/papers.ts'
import { commit, saved } from '../drive/record.ts'
import type { Stage } from './later.ts'

/** Edits, finalises and exports the 纪要 of the record that is open. Answers how much the Word file lacks. */
export async function ownMinutes({ say, picture }: Pick<Stage, 'say' | 'picture'>, desk: Desk, heldOn: string, file: string): Promise<number> {
  const { page } = desk
  const bar = (name: string) => page.locator('.editor-bar').getByRole('button', { name, exact: true })
  const field = (name: string) => page.locator(`[data-field="minutes.${name}"]`)
  say('纪要：按记录起草，改动，定稿')
  await bar('纪要').click()
  await page.locator('.pdf-page').first().waitFor({ timeout: 30_000 })
  await picture('纪要 按记录起草')
  await field('issueNumber').focus()
  await commit(page, '第9期')
  await field('sentTo').focus()
  await commit(page, '县局党委、各党小组')
  await field('item.2.text').focus()
  await page.keyboard.press('Control+End')
  await commit(page, '\n何晓燕认为要避免只求数量。')
  await page.locator('.speech-notes').waitFor()
  await saved(page)
  await page.locator('.pages[aria-busy=false]').waitFor()
  await picture('纪要 提醒个人发言')
  await page.keyboard.press('Control+z')
  await page.locator('.speech-notes').waitFor({ state: 'hidden' })
  await commit(page, '\n会议要求：每月25日报进度时写明问题闭环率。')
  await saved(page)
  await bar('定稿').click()
  await page.getByRole('dialog', { name: '纪要定稿' }).waitFor()
  await picture('纪要 等记录定稿')
  await page.getByRole('button', { name: '去定稿记录' }).click()
  await page.getByRole('dialog', { name: '检查和定稿' }).getByRole('button', { name: '定稿', exact: true }).and(page.locator(':enabled')).click()
  await page.locator('.editor-bar .tag', { hasText: '定稿' }).waitFor()
  await bar('纪要').click()
  await field('lead').waitFor()
  await bar('定稿').click()
  await page.getByRole('dialog', { name: '纪要定稿' }).getByRole('button', { name: '定稿', exact: true }).click()
  await page.locator('.editor-bar .tag.green', { hasText: '定稿' }).waitFor()
  await page.locator('.pages[aria-busy=false]').waitFor()
  await picture('纪要 已定稿')
  await desk.resize(1920, 1080)
  await page.waitForTimeout(400)
  await picture('纪要 1920×1080')
  await desk.resize(1366, 768)
  await desk.willSaveTo(file)
  await bar('导出会议纪要').click()
  await page.getByRole('dialog', { name: '导出' }).getByRole('button', { name: '导出会议纪要' }).click()
  await page.getByText(`已导出 ${documentFileName(heldOn, '支委会', 'minutes', 'docx')}`).waitFor({ timeout: 30_000 })
  await page.locator('.crumbs').getByRole('button').click()
  await page.locator('fieldset.sheet[aria-label=记录]').waitFor()
  const text = textOfWord(file)
  const missing = ['第9期', '分送：县局党委、各党小组', '会议要求：每月25日报进度时写明问题闭环率。'].filter((part) => !text.includes(part))
  say(`纪要：${missing.length === 0 ? '改的3处都在Word文件里' : `没找到${missing.join('；')}`}`)
  return missing.length
}
