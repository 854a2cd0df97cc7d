// 双培养: the ages side by side, the proposal decided, one in the pool led on, and the page for the report.
import { join } from 'node:path'
import { makeHome, type Desk } from '../drive/desk.ts'
import { byPalette, unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { sampleFields } from '../fixtures/memberFields.ts'
import { thrice, type DueStage } from './whatIsDue.ts'

const now = '2026-11-30T02:00:00Z'

/** Answers how many things are not as they should be. */
export async function talent(stage: DueStage): Promise<number> {
  stage.say('双培养')
  const { home, remove } = makeHome()
  await makeSampleBranch(home, now, '2026-01-01', async (ask) => {
    await ask('members.addMany', { lines: '李工\t群众\t\t\t2024-02-20\n王青\t群众\t\t\t2024-02-20' })
    const roster = await ask('members.rosterOn', { date: '2026-11-30' })
    const idOf = (name: string): string => roster.find((entry) => entry.name === name)?.id ?? ''
    for (const [name, { idNumber: _id, mobile: _mobile, ...fields }] of sampleFields) await ask('members.save', { id: idOf(name), fields })
    await ask('members.save', { id: idOf('李工'), fields: { birthOn: '1980-05', department: '物流中心', job: '维修工', isBackbone: '1', backboneKind: '物流', backboneBasis: '县局〔2025〕3号', backboneSince: '2025-03-01', skillLevel: 'level2' } })
    await ask('members.save', { id: idOf('唐雨薇'), fields: { birthOn: '1998-02-28', department: '专卖科', job: '许可证管理员', appliedOn: '2025-01-06', activistOn: '2026-03-05' } })
    await ask('members.saveAward', { personId: idOf('唐雨薇'), name: '先进工作者', level: 'unit', awardedOn: '2025-12', documentNo: '' })
    await ask('projects.save', { kind: 'memberProject', title: '走访覆盖提升', leader: '赵文博', startsOn: '2026-03-01' })
    await ask('talent.save', { personId: idOf('陈思远'), direction: 'toMember', startsOn: '2025-01-01', plannedEnd: '2026-10-31', criteria: '专卖业务骨干', mentorId: idOf('赵文博'), stages: [{ on: '2026-03-01', content: '县委党校培训', result: '结业' }] })
  })
  const desk = await stage.open(home, now)
  await unlock(desk.page, branch.password)
  await desk.page.locator('.today-grid').waitFor()
  await pool(stage, desk)
  const lacking = await page(stage, desk)
  await desk.close()
  remove()
  return lacking
}

async function pool(stage: DueStage, { page }: Desk): Promise<void> {
  const part = (name: RegExp) => page.getByRole('group', { name: '看什么' }).getByRole('button', { name }).click()
  await byPalette(page, '双培养')
  await page.getByText(/名册里35岁及以下的职工/).waitFor()
  await thrice(stage, '双培养 年龄结构')
  await part(/^年度建议/)
  await page.getByRole('checkbox', { name: '唐雨薇列入培养库' }).check()
  await page.getByRole('checkbox', { name: '李工本年不列入' }).check()
  await thrice(stage, '双培养 年度建议')
  await page.getByRole('button', { name: '登记决定（2人）' }).click()
  const decide = page.getByRole('dialog', { name: '登记2026年的决定' })
  await decide.getByLabel('李工的理由').fill('岗位要调整，明年再议')
  await decide.getByLabel('哪次支委会决定的').selectOption({ index: 1 })
  await stage.picture('双培养 登记决定')
  await decide.getByRole('button', { name: '登记决定' }).click()
  await decide.waitFor({ state: 'hidden' })
  await part(/^培养库/)
  await page.getByRole('region', { name: '2026年培养库' }).getByRole('button', { name: '陈思远' }).click()
  const panel = page.getByRole('complementary', { name: '陈思远的培养' })
  await panel.getByRole('button', { name: '登记转化' }).click()
  const form = page.getByRole('dialog', { name: '陈思远的培养' })
  await form.getByLabel(/^依据（大会/).fill('9月18日党员大会决议')
  await stage.picture('双培养 登记转化')
  await form.getByRole('button', { name: '保存修改' }).click()
  await form.waitFor({ state: 'hidden' })
  await thrice(stage, '双培养 培养库')
}

async function page({ say, out }: DueStage, desk: Desk): Promise<number> {
  let lacking = 0
  for (const [format, ending] of [['Word', 'docx'], ['PDF', 'pdf']] as const) {
    const file = join(out, `2026年双培养.${ending}`)
    await desk.willSaveTo(file)
    await desk.page.getByRole('button', { name: '导出一页纸' }).click()
    const dialog = desk.page.getByRole('dialog', { name: '导出2026年双培养' })
    await dialog.getByRole('radio', { name: format }).check()
    await dialog.getByRole('button', { name: '导出双培养' }).click()
    await dialog.getByText('已导出').waitFor({ timeout: 30_000 })
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    const pdf = ending === 'pdf' ? await textOfPdf(file) : null
    const text = (pdf?.text ?? textOfWord(file)).replace(/\s+/g, '')
    const wanted = ['35岁及以下职工', '唐雨薇', '9月18日党员大会决议', '双培养转化率A', '2027年建议人选']
    const absent = wanted.filter((words) => !text.includes(words))
    lacking += absent.length + (pdf === null || pdf.pages === 1 ? 0 : 1)
    say(`双培养 ${format}：${absent.length === 0 ? `核对${wanted.length}处都有` : `没找到${absent.join('；')}`}`)
  }
  return lacking
}
