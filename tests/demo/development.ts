// 发展党员: the whole way of 陈思远 from the application to the archive, entered through the screens; the vote of 18 September taken back from its record, and 转正 a year later.
import { join } from 'node:path'
import { daysInWords, helpersOf, resultsOf } from '../../shared/domain/developmentWords.ts'
import { developmentPaperNames, type DevelopmentPaper } from '../../shared/domain/developmentPapers.ts'
import { stepOf } from '../../shared/rules/developmentSteps.ts'
import type { Input } from '../../shared/contract/index.ts'
import { makeHome, type Desk } from '../drive/desk.ts'
import { unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { markAllPresent, saved, writeVote } from '../drive/record.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { chenFull, chenReviews, chenSiyuan } from '../fixtures/development.ts'
import { thrice, type DueStage } from './whatIsDue.ts'

type Entry = Input<'development.saveStep'>['entry']
const admitted = '2026-11-30T02:00:00Z'
const ended = '2027-09-24T09:00:00Z'
const archived = '2027-11-10T02:00:00Z'

/** Answers how many things are not as they should be. */
export async function development(stage: DueStage): Promise<number> {
  stage.say('发展党员：陈思远从申请到归档')
  const { home, remove } = makeHome()
  await makeSampleBranch(home, admitted, '2024-02-20', async (ask) => {
    const roster = await ask('members.rosterOn', { date: '2026-11-30' })
    await ask('members.save', { id: roster.find(({ name }) => name === '陈思远')?.id ?? '', fields: { appliedOn: '2024-03-11', birthOn: '1996-05-12', gender: '1', job: '专卖市场监管员' } })
  })
  let desk = await open(stage, home, admitted)
  await begin(stage, desk)
  let lacking = await untilAdmission(stage, desk)
  lacking += await onPaper(stage, desk, [['processRecord', 'docx', ['陈思远', '2024年3月11日', '2026年9月18日']], ['publicity', 'pdf', ['陈思远', '公示', '6月1日']], ['admissionResolution', 'docx', ['陈思远', '13票赞成']]])
  await desk.close()
  desk = await open(stage, home, ended)
  await becomesFull(stage, desk)
  await desk.close()
  desk = await open(stage, home, archived)
  lacking += await archive(stage, desk)
  await desk.close()
  remove()
  return lacking
}

async function open(stage: DueStage, home: string, now: string): Promise<Desk> {
  const desk = await stage.open(home, now)
  await unlock(desk.page, branch.password)
  await desk.page.getByRole('navigation', { name: '主导航' }).waitFor()
  return desk
}

const side = ({ page }: Desk, name = '下一步') => page.getByRole('complementary', { name, exact: true })
const line = ({ page }: Desk) => page.getByRole('region', { name: '25步' })
const part = ({ page }: Desk, name: string | RegExp) => page.getByRole('group', { name: '看什么' }).getByRole('button', { name }).click()
async function toPath({ page }: Desk): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '发展党员', exact: true }).click()
  await page.getByRole('button', { name: '陈思远' }).first().click()
  await page.getByRole('heading', { name: '陈思远', level: 1 }).waitFor()
  await page.getByRole('region', { name: '25步' }).waitFor()
}

async function begin(stage: DueStage, desk: Desk): Promise<void> {
  const { page } = desk
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '发展党员', exact: true }).click()
  await page.getByText('每个人的25步记在这里').waitFor()
  await stage.picture('发展党员 还没有人')
  await page.locator('.empty').getByRole('button', { name: '开始登记' }).click()
  const dialog = page.getByRole('dialog', { name: '开始登记发展过程' })
  await dialog.getByRole('button', { name: '陈思远' }).click()
  await dialog.getByRole('checkbox', { name: /递交入党申请书/ }).waitFor()
  await stage.picture('发展党员 从档案带入')
  await dialog.getByRole('button', { name: '开始登记' }).click()
  await line(desk).getByText('2024年3月11日').waitFor()
  await thrice(stage, '发展党员 刚开始的过程')
}

/** Enters one step through its form. */
async function enter(desk: Desk, { step, on, until, people, hours, days, result, documentNo }: Entry): Promise<void> {
  const { name } = stepOf(step)
  await line(desk).getByRole('button', { name, exact: true }).click()
  const form = side(desk, name)
  await form.locator('[data-field=on]').fill(on)
  if (until) await form.locator('[data-field=until]').fill(until)
  if (people) await form.getByRole('combobox', { name: helpersOf(step).label }).fill(people.map((helper) => helper.name).join('、'))
  if (typeof hours === 'number') await form.getByLabel('学时', { exact: true }).fill(String(hours))
  if (typeof days === 'number') await form.getByLabel('天数', { exact: true }).fill(String(days))
  if (result) await form.getByLabel('结果').selectOption(resultsOf(step).find((each) => each.result === result)?.name ?? '')
  if (documentNo) await form.getByLabel('文号').fill(documentNo)
  await form.getByRole('button', { name: '登记这一步' }).click()
  await form.waitFor({ state: 'detached' })
  await line(desk).getByText(daysInWords(on, until ?? null)).first().waitFor()
}

async function untilAdmission(stage: DueStage, desk: Desk): Promise<number> {
  const { page } = desk
  const vote = chenSiyuan.findIndex(({ step }) => step === 'admissionVote')
  const reviews = [...chenReviews]
  for (const entry of chenSiyuan.slice(1, vote)) {
    if (entry.step === 'prospectDetermined') for (const review of reviews) await enter(desk, review)
    await enter(desk, entry)
  }
  await page.getByText('逾期61天（9月30日前）').first().waitFor()
  await stage.picture('发展党员 大会的结果可以采用')
  await side(desk).getByRole('listitem').filter({ hasText: '采用9月18日党员大会的表决结果' }).getByRole('button', { name: '采用' }).click()
  await side(desk, '党员大会讨论接收').getByText(/13大于应到会有表决权15人的半数7.5，通过/).waitFor()
  await thrice(stage, '发展党员 采用9月18日的表决')
  await side(desk, '党员大会讨论接收').getByRole('button', { name: '登记这一步' }).click()
  await line(desk).getByText(/赞成13票（含书面意见1票）/).waitFor()
  const limits = await side(desk).getByText('12月18日前').count()
  stage.say(`陈思远的审批期限2026年12月18日：${limits > 0 ? '有' : '没有'}`)
  await stage.picture('发展党员 审批期限12月18日')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '今天', exact: true }).click()
  await page.locator('.today-grid').waitFor()
  await page.getByRole('button', { name: /^另有\d+项$/ }).click()
  await page.getByText('接收陈思远的审批快到期限，催一下批复').scrollIntoViewIfNeeded()
  await stage.picture('今天 发展党员的期限')
  await toPath(desk)
  for (const entry of chenSiyuan.slice(vote + 1)) await enter(desk, entry)
  await part(desk, /^联审/)
  await page.getByRole('region', { name: '联审' }).or(page.locator('.empty')).first().waitFor()
  const found = await page.getByRole('region', { name: '联审' }).getByRole('listitem').filter({ hasNot: page.getByText('看材料') }).count()
  stage.say(`联审：${found === 0 ? '日期、顺序和手续没有问题' : `有${found}处`}`)
  await thrice(stage, '发展党员 联审')
  await part(desk, '材料')
  await page.getByText('还没有归入扫描件。').waitFor()
  await thrice(stage, '发展党员 材料')
  return found + (limits > 0 ? 0 : 1)
}

/** Papers made from what was entered, opened as pages and read back. */
async function onPaper({ say, out, picture }: DueStage, desk: Desk, wanted: readonly [DevelopmentPaper, 'docx' | 'pdf', readonly string[]][]): Promise<number> {
  const { page } = desk
  let lacking = 0
  for (const [paper, format, words] of wanted) {
    const name = developmentPaperNames[paper]
    await page.getByRole('button', { name: `生成${paper === 'admissionResolution' ? '决议' : name}`, exact: true }).click()
    const pages = page.getByRole('region', { name: `${name}的页面` })
    await pages.and(page.locator('[aria-busy=false]')).waitFor({ timeout: 30_000 })
    await picture(`发展党员 ${name}`)
    const file = join(out, `陈思远 ${name}.${format}`)
    await desk.willSaveTo(file)
    await page.getByRole('button', { name: `导出${name}` }).click()
    const dialog = page.getByRole('dialog', { name: `导出陈思远的${name}` })
    await dialog.getByRole('radio', { name: format === 'docx' ? 'Word' : 'PDF' }).check()
    await dialog.getByRole('button', { name: `导出${name}` }).click()
    await dialog.getByText('已导出').waitFor({ timeout: 30_000 })
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await page.getByRole('dialog', { name: `陈思远的${name}`, exact: true }).getByRole('button', { name: '关闭' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const text = (format === 'docx' ? textOfWord(file) : (await textOfPdf(file)).text).replace(/\s+/g, '')
    const absent = words.filter((each) => !text.includes(each))
    lacking += absent.length
    say(`${name}：${absent.length === 0 ? `核对${words.length}处都有` : `没找到${absent.join('；')}`}`)
  }
  return lacking
}

/** A year after the admission: told in 今天, the meeting opened from the path, held, and taken back. */
async function becomesFull(stage: DueStage, desk: Desk): Promise<void> {
  const { page } = desk
  stage.say('2027年9月24日：预备期满，讨论转正')
  await toPath(desk)
  await stage.picture('发展党员 预备期满')
  for (const entry of chenFull) await enter(desk, entry)
  await side(desk).getByRole('button', { name: '筹备党员大会' }).click()
  await page.locator('[data-agenda]').first().waitFor()
  await markAllPresent(page, 17)
  const at = `agenda.${await page.locator('[data-agenda]').first().getAttribute('data-agenda') ?? ''}`
  await writeVote(page, `${at}.vote.0`, { subject: '陈思远', scene: 'admission', method: 'secret', issued: 15, returned: 15, valid: 15, yes: 14, no: 0, abstain: 1, teller: '吴国栋', counters: '罗敏、马晓东' })
  await page.locator(`[data-field="${at}.decision"]`).focus()
  await page.keyboard.insertText('同意陈思远同志按期转为中共正式党员，报县局党委审批。')
  await saved(page)
  await page.locator('.vote').first().scrollIntoViewIfNeeded()
  await stage.picture('发展党员 转正大会从过程打开')
  await toPath(desk)
  await side(desk).getByRole('listitem').filter({ hasText: '采用9月24日党员大会的表决结果' }).getByRole('button', { name: '采用' }).click()
  const form = side(desk, '党员大会讨论转正')
  await form.getByText(/通过：赞成票须超过/).waitFor()
  await stage.picture('发展党员 采用转正的表决')
  await form.getByRole('button', { name: '登记这一步' }).click()
  await line(desk).getByText(/按期转正/).waitFor()
}

async function archive(stage: DueStage, desk: Desk): Promise<number> {
  const { page } = desk
  stage.say('2027年11月：批复和归档')
  await toPath(desk)
  await enter(desk, { step: 'fullApproval', on: '2027-10-20', result: 'passed', documentNo: '县局党委〔2027〕30号' })
  await side(desk).getByRole('button', { name: /^把人员类别改为正式党员/ }).waitFor()
  await stage.picture('发展党员 名册和档案由人来改')
  await side(desk).getByRole('button', { name: /^把人员类别改为正式党员/ }).click()
  await side(desk).getByRole('button', { name: /^写入档案：.*转正日期2027年9月18日/ }).click()
  await side(desk).getByText('名册和档案').waitFor({ state: 'detached' })
  await enter(desk, { step: 'archived', on: '2027-11-05' })
  await page.getByText('这个过程没有下一步了。').waitFor()
  await thrice(stage, '发展党员 归档')
  await part(desk, '材料')
  await page.getByText('还没有归入扫描件。').waitFor()
  return onPaper(stage, desk, [['fullRequest', 'docx', ['陈思远', '转正']], ['archiveList', 'docx', ['陈思远']], ['processRecord', 'pdf', ['陈思远', '2027年9月24日']]])
}
