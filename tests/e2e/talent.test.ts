// 双培养 in the application: ages and figures, the proposal decided, the pool with stages, proof and a conversion, the prefilled 支委会, the page on the disk.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { sampleFields } from '../fixtures/memberFields.ts'
import { makeHome, type Desk } from '../drive/desk.ts'
import { fits, keepFile, looksRight as looksRightOn } from '../drive/looks.ts'
import { byPalette } from '../drive/officer.ts'
import { textOfPdf } from '../drive/papers.ts'
import { openSampleBranch } from '../drive/sampleBranch.ts'
import { openBox, openDesk, settleBranch } from '../drive/settled.ts'
import { paragraphsOf, rowsOfXlsx } from '../service/memberPapersOffice.ts'

const now = '2026-11-22T02:00:00Z'
const { home, remove } = makeHome()
let desk: Desk
let page: Page

beforeAll(async () => {
  desk = await openSampleBranch(home, now, '2026-01-01', async (ask) => {
    await ask('members.addMany', { lines: '李工\t群众\t\t\t2024-02-20\n王青\t群众\t\t\t2024-02-20' })
    const roster = await ask('members.rosterOn', { date: '2026-11-22' })
    const idOf = (name: string): string => roster.find((entry) => entry.name === name)?.id ?? ''
    for (const [name, { idNumber: _id, mobile: _mobile, ...fields }] of sampleFields) await ask('members.save', { id: idOf(name), fields })
    await ask('members.save', { id: idOf('李工'), fields: { birthOn: '1980-05', department: '物流中心', job: '维修工', isBackbone: '1', backboneKind: '物流', backboneBasis: '县局〔2025〕3号', backboneSince: '2025-03-01', skillLevel: 'level2' } })
    await ask('members.save', { id: idOf('唐雨薇'), fields: { birthOn: '1998-02-28', department: '专卖科', job: '许可证管理员', appliedOn: '2025-01-06', activistOn: '2026-03-05' } })
    await ask('members.saveAward', { personId: idOf('唐雨薇'), name: '先进工作者', level: 'unit', awardedOn: '2025-12', documentNo: '' })
    await ask('projects.save', { kind: 'memberProject', title: '走访覆盖提升', leader: '赵文博', startsOn: '2026-03-01' })
    await ask('talent.save', { personId: idOf('陈思远'), direction: 'toMember', startsOn: '2025-01-01', plannedEnd: '2026-10-31', criteria: '专卖业务骨干', mentorId: idOf('赵文博'), stages: [{ on: '2026-03-01', content: '县委党校培训', result: '结业' }] })
  })
  page = desk.page
})
afterAll(async () => {
  await desk.close()
  remove()
})

const looksRight = (name: string) => looksRightOn(desk, name, () => fits(page, '.talent .table-room, .talent-panel, .talent-lists, .talent-ages, .ant-modal-body'))
const openTalent = async (): Promise<void> => {
  await byPalette(page, '双培养')
  await page.getByRole('heading', { name: '双培养', exact: true }).waitFor()
}
const part = (name: RegExp) => page.getByRole('group', { name: '看什么' }).getByRole('button', { name }).click()
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })

describe('双培养', () => {
  it('is reached from 今天, from 党员 and from the palette', async () => {
    await page.locator('.today-grid').waitFor()
    await page.getByRole('button', { name: /^另有\d+项$/ }).click()
    await page.locator('.today-line').filter({ hasText: '陈思远的双培养已到计划结束日期' }).getByRole('button', { name: '登记结果' }).click()
    await page.getByRole('region', { name: '2026年培养库' }).waitFor()
    await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '党员', exact: true }).click()
    await page.getByRole('button', { name: '双培养', exact: true }).click()
    await openTalent()
    expect(await page.getByRole('button', { name: '双培养', exact: true }).getAttribute('aria-current')).toBe('page')
  })

  it('puts the ages side by side, and each number opens its names', async () => {
    await part(/^年龄结构和指标/)
    await page.getByText(/名册里35岁及以下的职工4人，其中党员3人、积极分子和发展对象1人/).waitFor()
    await looksRight('双培养 年龄结构')
    await page.getByRole('button', { name: '党员，26至30岁，1人，看名单' }).click()
    await dialog('党员，26至30岁').getByRole('button', { name: '方子涵' }).waitFor()
    await dialog('党员，26至30岁').getByRole('button', { name: '关闭' }).click()
    await page.getByRole('button', { name: /^双培养转化率A/ }).click()
    await dialog(/^双培养转化率A/).getByText('2026年在册的双培养对象（骨干→党员）1人，其中成为预备党员0人：0÷1＝0.0%。', { exact: false }).waitFor()
    await dialog(/^双培养转化率A/).getByRole('button', { name: '陈思远' }).waitFor()
    await dialog(/^双培养转化率A/).getByRole('button', { name: '关闭' }).click()
    expect(await page.getByRole('button', { name: /^双培养转化率B/ }).innerText()).toContain('—')
  })

  it('proposes with reasons; limits can be changed, wrong ones are told at their field', async () => {
    await part(/^年度建议/)
    const rows = page.getByRole('region', { name: '2026年建议人选' })
    await rows.getByText('业务骨干（物流，2025年3月1日认定，县局〔2025〕3号）；技能等级二级（技师）').waitFor()
    await rows.getByText(/档案没有填职称和技能等级/).waitFor()
    await looksRight('双培养 年度建议')
    await page.getByRole('button', { name: '调整条件' }).click()
    const limits = dialog('提名条件')
    await limits.getByLabel('青年职工的年龄上限').fill('八')
    await limits.getByText('请填18到60之间的整数。').waitFor()
    await looksRight('双培养 提名条件')
    await limits.getByLabel('青年职工的年龄上限').fill('27')
    await limits.getByRole('button', { name: '保存条件' }).click()
    await limits.waitFor({ state: 'hidden' })
    await expect.poll(() => rows.getByRole('checkbox', { name: '唐雨薇列入培养库' }).count()).toBe(0)
    await page.getByRole('button', { name: /^撤销/ }).click()
    await rows.getByRole('checkbox', { name: '唐雨薇列入培养库' }).waitFor()
  })

  it('goes into a new 支委会 as an item with every name', async () => {
    await page.getByRole('button', { name: '作为议题开支委会' }).click()
    await page.getByText('研究2026年双培养人选').first().waitFor()
    const reports = await page.locator('textarea, [contenteditable]').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).value ?? each.textContent))
    expect(reports.some((text) => text.includes('唐雨薇（28岁）：2025年1月6日申请入党'))).toBe(true)
    keepFile('双培养 议题-1366.png', await page.screenshot())
    await openTalent()
  })

  it('keeps what the committee decided, each name with its reason and the meeting, and undoes it whole', async () => {
    await part(/^年度建议/)
    await page.getByRole('checkbox', { name: '唐雨薇列入培养库' }).check()
    await page.getByRole('checkbox', { name: '李工列入培养库' }).check()
    await page.getByRole('checkbox', { name: '李工本年不列入' }).check()
    expect(await page.getByRole('checkbox', { name: '李工列入培养库' }).isChecked()).toBe(false)
    // What is ticked stays while the officer looks elsewhere.
    await part(/^培养库/)
    await part(/^年度建议/)
    await page.getByRole('button', { name: '登记决定（2人）' }).click()
    const decide = dialog('登记2026年的决定')
    expect(await decide.getByRole('button', { name: '先填不列入的理由' }).isDisabled()).toBe(true)
    await decide.getByLabel('李工的理由').fill('岗位要调整，明年再议')
    await decide.getByLabel('哪次支委会决定的').selectOption({ index: 1 })
    await looksRight('双培养 登记决定')
    await decide.getByRole('button', { name: '登记决定' }).click()
    await decide.waitFor({ state: 'hidden' })
    await page.getByText('岗位要调整，明年再议；第二支部委员会2026年第9次会议').waitFor()
    await page.getByRole('button', { name: '培养库（2）' }).waitFor()
    await page.getByRole('button', { name: /^撤销/ }).click()
    await page.getByRole('button', { name: '培养库（1）' }).waitFor()
    await page.getByRole('checkbox', { name: '唐雨薇列入培养库' }).check()
    await page.getByRole('button', { name: '登记决定（1人）' }).click()
    await decide.getByRole('button', { name: '登记决定' }).click()
    await decide.waitFor({ state: 'hidden' })
  })

  it('leads somebody on: mentor, stage and proof, a refusal at its field', async () => {
    await part(/^培养库/)
    await page.getByRole('region', { name: '2026年培养库' }).getByRole('button', { name: '唐雨薇' }).click()
    const panel = page.getByRole('complementary', { name: '唐雨薇的培养' })
    await panel.getByRole('button', { name: '登记阶段和结果' }).click()
    const form = dialog('唐雨薇的培养')
    await form.getByRole('combobox', { name: '导师' }).fill('周启明')
    await form.getByRole('button', { name: '添加阶段' }).click()
    await form.getByLabel('第1个阶段做什么').fill('跟班学习许可证业务')
    await form.getByLabel('第1个阶段的日期').fill('2026-11-01')
    await form.getByRole('button', { name: '保存修改' }).click()
    await form.getByText('“跟班学习许可证业务”的日期早于开始培养的日期（2026年11月22日）。').waitFor()
    await looksRight('双培养 登记阶段')
    await form.getByLabel('第1个阶段的日期').fill('2026-12-01')
    await form.getByRole('button', { name: '保存修改' }).click()
    await form.waitFor({ state: 'hidden' })
    const proof = join(home, '奖状.pdf')
    writeFileSync(proof, '%PDF-1.4\nproof')
    await desk.willChooseFolder(proof)
    await panel.getByRole('button', { name: '添加文件' }).click()
    await panel.getByText('奖状.pdf').waitFor()
    expect(await panel.getByRole('definition').allInnerTexts()).toContain('周启明')
    await looksRight('双培养 培养库')
  })

  it('offers the conversion the roster tells; once registered the figure counts it and the person is unchanged', async () => {
    await page.getByRole('region', { name: '2026年培养库' }).getByRole('button', { name: '陈思远' }).click()
    const panel = page.getByRole('complementary', { name: '陈思远的培养' })
    await panel.getByText('名册里2026年10月12日起是党员。').waitFor()
    await panel.getByRole('button', { name: '登记转化' }).click()
    const form = dialog('陈思远的培养')
    expect([await form.getByLabel('转化日期').inputValue(), await form.getByLabel(/^依据（大会/).inputValue()]).toEqual(['2026-10-12', '名册里2026年10月12日起是党员'])
    await form.getByLabel(/^依据（大会/).fill('9月18日党员大会决议')
    await form.getByRole('button', { name: '保存修改' }).click()
    await form.waitFor({ state: 'hidden' })
    await panel.getByText('2026年10月12日，9月18日党员大会决议').waitFor()
    await part(/^年龄结构和指标/)
    await page.getByRole('button', { name: /^双培养转化率A.*50.0 %/ }).waitFor()
  })

  it('is one page in Word and PDF, and the pool in Excel', async () => {
    const exported = async (format: string, ending: string): Promise<string> => {
      const path = join(home, `双培养.${ending}`)
      await desk.willSaveTo(path)
      await page.getByRole('button', { name: '导出一页纸' }).click()
      const form = dialog('导出2026年双培养')
      await form.getByRole('radio', { name: format }).check()
      await form.getByRole('button', { name: '导出双培养' }).click()
      await form.getByText(/已导出/).waitFor({ timeout: 30_000 })
      await form.getByRole('button', { name: '关闭' }).last().click()
      keepFile(`双培养.${ending}`, readFileSync(path))
      return path
    }
    expect(paragraphsOf(readFileSync(await exported('Word', 'docx'))).join('\n')).toContain('9月18日党员大会决议')
    const { text, pages } = await textOfPdf(await exported('PDF', 'pdf'))
    expect([pages, text.replace(/\s+/g, '').includes('2026年双培养情况')]).toEqual([1, true])
    expect(rowsOfXlsx(readFileSync(await exported('Excel', 'xlsx'))).filter((row) => row[2] === '唐雨薇' || row[2] === '陈思远')).toHaveLength(2)
  })

  it('stands in the file of the person and is found by what was done', async () => {
    await byPalette(page, '跟班学习', '唐雨薇')
    await page.getByRole('complementary', { name: '唐雨薇的培养' }).waitFor()
    await page.getByRole('complementary').getByRole('button', { name: '看档案' }).click()
    await page.getByText('列入双培养（骨干→党员）').waitFor()
    expect(await page.getByText('双培养（骨干→党员）：跟班学习许可证业务').count()).toBe(1)
  })

  it('says how to begin where there is nobody, and bears many people of long names, at 150 %', async () => {
    const [other, otherPage] = [desk, page]
    const settled = await settleBranch(Array.from({ length: 120 }, (_, n) => `${n % 3 === 0 ? '欧阳'.repeat(7) : '张'}${n + 1}\t${n % 2 === 0 ? '入党申请人' : '正式党员'}\t\t第${'一二三'[n % 3] ?? '一'}党小组`).join('\n'))
    onTestFinished(settled.remove)
    desk = await openDesk({ home: settled.home, now })
    page = desk.page
    try {
      await openBox(desk)
      await openTalent()
      await page.getByText(/另有120人没有填出生日期/).waitFor()
      await part(/^培养库/)
      await page.getByText('2026年培养库里还没有人', { exact: false }).waitFor()
      await looksRight('双培养 空')
      await part(/^年度建议/)
      await page.getByText(/不知道是否符合年龄/).first().waitFor()
      await looksRight('双培养 60人')
      // Half of them are listed at once: the pool is long, and still one page on paper.
      await page.evaluate(async () => {
        const found = await window.api.call('talent.propose', { year: 2026 })
        if (found.ok) await window.api.call('talent.decide', { year: 2026, meetingId: null, items: found.value.candidates.slice(0, 30).map(({ personId, direction }) => ({ personId, direction, outcome: 'listed' as const, reason: '近三年业务考核都在前列，牵头处理过三件疑难事项，群众反映好' })) })
      })
      await page.getByRole('button', { name: '下一年' }).click()
      await page.getByRole('button', { name: '上一年' }).click()
      await part(/^培养库（30）/)
      await page.getByRole('region', { name: '2026年培养库' }).getByRole('button').first().click()
      await page.getByRole('complementary').getByText('入党申请人', { exact: false }).waitFor()
      await looksRight('双培养 培养库30人')
      await page.getByRole('complementary').getByRole('button', { name: '关闭' }).click()
      const path = join(settled.home, '双培养.pdf')
      await desk.willSaveTo(path)
      await page.getByRole('button', { name: '导出一页纸' }).click()
      await dialog('导出2026年双培养').getByRole('radio', { name: 'PDF' }).check()
      await dialog('导出2026年双培养').getByRole('button', { name: '导出双培养' }).click()
      await dialog('导出2026年双培养').getByText(/已导出/).waitFor({ timeout: 30_000 })
      await dialog('导出2026年双培养').getByRole('button', { name: '关闭' }).last().click()
      keepFile('双培养30人.pdf', readFileSync(path))
      expect((await textOfPdf(path)).pages).toBe(1)
      await desk.zoom(1.5)
      await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(1000)
      for (const each of [/^年龄结构和指标/, /^年度建议/]) {
        await part(each)
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
        await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
        await desk.picture()
        keepFile(`双培养 ${each.source.slice(1)}-150.png`, await desk.picture())
      }
      await desk.zoom(1)
    } finally {
      ;[desk, page] = [other, otherPage]
    }
  })
})
