// The second half of the demonstration: the general meeting and the theme day on their days, 定稿 and what follows, and every kind once.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { documentFileName } from '../../shared/domain/documents.ts'
import { kindFacts, meetingKinds } from '../../shared/domain/meetingKinds.ts'
import type { Desk } from '../drive/desk.ts'
import { fictionalBranch, toMeetings, unlock } from '../drive/officer.ts'
import { textOfWord } from '../drive/papers.ts'
import { dropPhotos, putOnPage } from '../drive/photos.ts'
import { commit, saved, startMeeting, writeWhole } from '../drive/record.ts'
import { groupPhoto, speakerPhoto } from '../fixtures/photos.ts'
import { sampleRecord, sampleText, type SampleName } from '../fixtures/samples.ts'

export interface Stage {
  /** Ends the application and starts it again on another day. */
  onDay(now: string): Promise<Desk>
  picture(name: string): Promise<void>
  say(line: string): void
  out: string
}

/** Opens the desk of a day and goes to the list. */
async function openOn(stage: Stage, now: string): Promise<{ desk: Desk; page: Page }> {
  const desk = await stage.onDay(now)
  await unlock(desk.page, fictionalBranch.password)
  await desk.page.locator('.app').waitFor()
  await toMeetings(desk.page)
  return { desk, page: desk.page }
}

async function recordSample({ desk, page }: { desk: Desk; page: Page }, stage: Stage, name: SampleName, more: () => Promise<void> = async () => undefined): Promise<string> {
  const { draft, marks } = sampleRecord(name)
  await writeWhole(page, draft, marks)
  await more()
  const { short } = kindFacts[draft.kind]
  await page.locator('.outline ol button').first().click()
  await stage.picture(`${short} 议题`)
  const file = join(stage.out, documentFileName(draft.heldOn, short, 'record', 'docx'))
  await desk.willSaveTo(file)
  await page.locator('.editor-bar').getByRole('button', { name: '导出会议记录' }).click()
  await page.getByRole('dialog', { name: '导出' }).getByRole('button', { name: '导出会议记录' }).click()
  await page.getByText(`已导出 ${documentFileName(draft.heldOn, short, 'record', 'docx')}`).waitFor({ timeout: 30_000 })
  return textOfWord(file).replace(/\s+/g, '')
}

/** Prints what stands in a paper; answers how much of it does not. */
function verify(stage: Stage, what: string, text: string, parts: readonly string[]): number {
  const missing = parts.filter((part) => !text.includes(part.replace(/\s+/g, '')))
  stage.say(`${what}：${missing.length === 0 ? `核对${parts.length}处都有` : `没找到${missing.join('；')}`}`)
  return missing.length
}

/** The general meeting of 18 September: an admission by secret vote, checked, finalised, corrected. Answers how much its paper lacks. */
export async function generalMeeting(stage: Stage): Promise<number> {
  stage.say('9月18日：党员大会，接收预备党员')
  const { desk, page } = await openOn(stage, '2026-09-18T09:30:00Z')
  const text = await recordSample({ desk, page }, stage, 'general-meeting-2026-09-18')
  await page.locator('.votes').first().scrollIntoViewIfNeeded()
  await stage.picture('党员大会 无记名投票')
  await page.getByRole('button', { name: '定稿' }).click()
  await page.getByRole('dialog', { name: '检查和定稿' }).getByRole('button', { name: '定稿', exact: true }).and(page.locator(':enabled')).waitFor()
  await stage.picture('党员大会 检查和定稿')
  await page.getByRole('dialog', { name: '检查和定稿' }).getByRole('button', { name: '定稿', exact: true }).click()
  await page.locator('.editor-bar .tag', { hasText: '定稿' }).waitFor()
  await stage.picture('党员大会 已定稿')
  await page.getByRole('button', { name: '更正' }).click()
  await page.getByLabel('更正的原因').fill('会议室写错了')
  await page.getByRole('dialog', { name: '更正' }).getByRole('button', { name: '更正' }).click()
  await page.locator('[data-field=place]:enabled').fill('县局四楼大会议室')
  await saved(page)
  await page.getByRole('button', { name: '定稿' }).click()
  await page.getByRole('dialog', { name: '检查和定稿' }).getByRole('button', { name: '定稿', exact: true }).click()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '定稿的历史' }).click()
  await page.getByText('会议室写错了').waitFor()
  await stage.picture('党员大会 定稿的历史')
  await page.keyboard.press('Escape')
  return verify(stage, '党员大会记录', text, ['2026年9月18日（星期五）15:00—17:05', '15人', '13人', '曹建国', '梁永康', '发出票13张，收回13张，有效票13张', '赞成12票，不赞成0票，弃权1票', '合计赞成13票', '监票人', '吴国栋', '罗敏、马晓东', '同意接收其为中共预备党员', '责任人：林静怡'])
}

/** The theme day of 16 October, with the check that tells what it lacks. Answers how much its paper lacks. */
export async function themeDay(stage: Stage): Promise<number> {
  stage.say('10月16日：主题党日')
  const { desk, page } = await openOn(stage, '2026-10-16T10:00:00Z')
  const text = await recordSample({ desk, page }, stage, 'theme-day-2026-10-16', async () => {
    await dropPhotos(page, { '重温入党誓词.jpg': groupPhoto(), '新党员发言.jpg': speakerPhoto() })
    for (const [name, caption] of [['重温入党誓词.jpg', '周启明带领全体党员重温入党誓词'], ['新党员发言.jpg', '陈思远发言']] as const) {
      await putOnPage(page, name)
      await page.locator('.photo-page input').last().focus()
      await commit(page, caption)
    }
    await saved(page)
    await page.locator('.photo-page').scrollIntoViewIfNeeded()
    await stage.picture('主题党日 照片页')
  })
  await page.getByRole('button', { name: '定稿' }).click()
  await page.locator('.findings li').first().waitFor()
  await stage.picture('主题党日 检查发现')
  const found = (await page.locator('.findings li').allInnerTexts()).map((line) => line.split('\n')[0])
  stage.say(`主题党日检查：${found.join(' ')}`)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '会中模式' }).click()
  await page.locator('#live-field:focus').waitFor()
  await page.keyboard.press('F4')
  await page.keyboard.press('Alt+1')
  await commit(page, '今天的活动到此结束，口袋卡请浩然同志按时完成。')
  await page.keyboard.press('Alt+3')
  await commit(page, '好的，11月5日前完成。')
  await stage.picture('会中模式')
  await page.keyboard.press('Escape')
  return verify(stage, '主题党日记录', text, ['2026年10月16日（星期五）14:00—17:20', '17人', '16人', '梁永康', '集中学习、组织生活、民主议事、志愿服务', '赵文博、罗敏', '赞成14票，不赞成0票，弃权0票', '郑浩然', '11月5日', '每周三、五', '活动照片周启明带领全体党员重温入党誓词陈思远发言'])
}

/** A record out of text, the month, and how each kind opens. */
export async function theRest(stage: Stage, desk: Desk): Promise<void> {
  const { page } = desk
  stage.say('从文字登记，月历，其他类型')
  await toMeetings(page)
  await page.getByRole('button', { name: '月历' }).click()
  await page.waitForTimeout(400)
  await stage.picture('会议 月历')
  await page.getByRole('button', { name: '列表' }).click()
  await page.locator('table.meetings').waitFor()
  await stage.picture('会议 三次')
  await page.getByRole('button', { name: '从文字登记' }).click()
  await page.getByRole('textbox', { name: '会议记录的原文' }).focus()
  await page.keyboard.insertText(sampleText('general-meeting-2026-09-18'))
  await page.locator('.read dl').waitFor()
  await page.getByRole('button', { name: '看读到了哪些' }).click()
  await stage.picture('从文字登记')
  for (const kind of meetingKinds) {
    await toMeetings(page)
    await startMeeting(page, kindFacts[kind].short)
    await page.waitForTimeout(200)
    await stage.picture(`新登记 ${kindFacts[kind].short}`)
  }
}
