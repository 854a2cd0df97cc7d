// 党费: who has not paid, one person confirmed out of the parts of the wage, a whole month entered, and the papers.
import { join } from 'node:path'
import { makeHome, type Desk } from '../drive/desk.ts'
import { byPalette, unlock } from '../drive/officer.ts'
import { textOfPdf, textOfWord } from '../drive/papers.ts'
import { makeSampleBranch } from '../drive/sampleBranch.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'
import { thrice, type DueStage } from './whatIsDue.ts'

const now = '2026-11-26T02:00:00Z'
/** Parts of a wage with what of it counts (domain rules section 4.2, D12). */
const parts = [['岗位工资', '5200'], ['年功工资', '800'], ['按月普发的绩效', '3600'], ['交通补贴', '600'], ['个人五险一金', '1980'], ['企业年金', '380'], ['个人所得税', '96.50']] as const

/** Answers how many things are not as they should be. */
export async function dues(stage: DueStage): Promise<number> {
  stage.say('党费')
  const { home, remove } = makeHome()
  await makeSampleBranch(home, now, '2026-01-01', async (ask) => {
    const members = (await ask('members.rosterOn', { date: '2026-11-26' })).filter(({ status, name }) => (status === 'fullMember' || status === 'probationaryMember') && name !== '周启明')
    for (const [at, { id }] of members.entries()) await ask('dues.assess', { personId: id, fromMonth: '2026-08', category: 'salaried', base: 520_000 + at * 31_250, amount: 7_800 + at * 469 })
    for (const month of ['2026-08', '2026-09', '2026-10']) await ask('dues.pay', { month, personIds: members.filter(({ name }) => name !== '梁永康').map(({ id }) => id), paidOn: `${month}-12` })
  })
  const desk = await stage.open(home, now)
  await unlock(desk.page, branch.password)
  await desk.page.locator('.today-grid').waitFor()
  await ledger(stage, desk)
  const lacking = await papers(stage, desk)
  await desk.close()
  remove()
  return lacking
}

async function ledger(stage: DueStage, { page }: Desk): Promise<void> {
  await byPalette(page, '党费', '去党费')
  const table = page.getByRole('region', { name: '2026年党费' })
  await table.waitFor()
  await thrice(stage, '党费 一年')
  await table.getByRole('button', { name: '周启明，看核定' }).click()
  const panel = page.getByRole('complementary', { name: '周启明的党费' })
  await panel.getByRole('button', { name: '核定', exact: true }).click()
  const form = panel.getByRole('form', { name: '核定周启明的党费' })
  await form.getByRole('button', { name: '分项填写' }).click()
  for (const [name, amount] of parts) await form.getByLabel(`${name}的金额`).fill(amount)
  await form.getByText('7143.50元×1.5%＝107.15元').waitFor()
  await thrice(stage, '党费 核定')
  await form.getByRole('button', { name: '确认核定' }).click()
  await panel.getByText('每月107.15元').waitFor()
  await panel.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '11月全部已交' }).click()
  const whole = page.getByRole('dialog', { name: '2026年11月全部已交' })
  await whole.getByRole('button', { name: /^登记\d+人已交$/ }).waitFor()
  await stage.picture('党费 全部已交')
  await whole.getByRole('button', { name: /^登记\d+人已交$/ }).click()
  await whole.waitFor({ state: 'hidden' })
  await stage.picture('党费 全部已交以后')
}

async function papers({ say, out }: DueStage, desk: Desk): Promise<number> {
  let lacking = 0
  for (const [what, wanted] of [['党费收缴台账', ['周启明', '107.15', '梁永康']], ['党费收缴情况公示', ['2026年第四季度', '周启明']]] as const) {
    for (const [format, ending] of [['Word', 'docx'], ['PDF', 'pdf']] as const) {
      const file = join(out, `2026年${what}.${ending}`)
      await desk.willSaveTo(file)
      await desk.page.getByRole('button', { name: '导出', exact: true }).click()
      const dialog = desk.page.getByRole('dialog', { name: '导出党费' })
      await dialog.getByRole('radio', { name: what }).check()
      await dialog.getByRole('radio', { name: format }).check()
      await dialog.getByRole('button', { name: /^导出党费/ }).click()
      await dialog.getByText(/已导出/).waitFor({ timeout: 30_000 })
      await dialog.getByRole('button', { name: '关闭' }).last().click()
      const text = (ending === 'pdf' ? (await textOfPdf(file)).text : textOfWord(file)).replace(/\s+/g, '')
      const absent = wanted.filter((words) => !text.includes(words))
      // What somebody earns stands in no paper unless it was asked for with the password.
      const told = ['7143.50', '5200.00'].filter((secret) => text.includes(secret))
      lacking += absent.length + told.length
      say(`${what} ${format}：${absent.length + told.length === 0 ? `核对${wanted.length}处都有，没有基数` : `没找到${absent.join('；')}${told.length > 0 ? '，写出了基数' : ''}`}`)
    }
  }
  return lacking
}
