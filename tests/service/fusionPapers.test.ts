import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { sheetHtml } from '../../electron/service/documents/sheetPage.ts'
import { wordsOfSheet } from '../../electron/service/documents/sheetPaper.ts'
import { quarterPaper } from '../../electron/service/features/fusionPapers/quarterPaper.ts'
import { asPdf, libreOffice } from '../drive/libreOffice.ts'
import { pngOf } from '../fixtures/files.ts'
import { officeWithMinutes, tokenFor } from './fusionOffice.ts'
import { paragraphsOf, partsOf, place, rowsOfXlsx, unescaped } from './memberPapersOffice.ts'
import { auditOf, staffedOffice, type Office } from './office.ts'

const difficultiesFile = join(import.meta.dirname, '../fixtures/tables/business-difficulties.xlsx')

/** Where the written files are kept for looking at them. */
const kept = process.env['BRANCH_DESK_KEEP']
function keep(name: string, bytes: Uint8Array): void {
  if (kept === undefined) return
  mkdirSync(kept, { recursive: true })
  writeFileSync(join(kept, name), bytes)
}

async function startProject(office: Office & { now: { iso: string } }) {
  office.now.iso = '2026-10-16T04:00:00.000Z'
  const { rows } = await office.ask('difficulties.importFile', { fileToken: tokenFor(office, difficultiesFile), commit: true })
  const project = await office.ask('projects.save', {
    kind: 'memberProject', title: '城西片区真烟流动治理', leader: '赵文博', difficultyId: rows[0]?.id ?? null, startsOn: '2026-09-08', dueOn: '2026-12-15',
    promise: '把城西片区异常流动线索占比降到25%。', measures: '每周三、五错时巡查；建立线索台账。', members: [{ name: '赵文博' }, { name: '孙立军' }, { name: '李明', isParty: false, duty: '数据整理' }],
    milestones: [{ title: '报进度', repeatText: '每月25日', dueOn: '2026-12-15' }],
  })
  const metricId = project.metrics[0]?.id ?? ''
  await office.ask('projects.setValue', { metricId, on: '2026-10-15', value: '31', source: '中期交流' })
  return { project, metricId, rows }
}

/** The page of a branch with far more than stands on it. */
async function crowdedQuarter(): Promise<Buffer> {
  const office = await officeWithMinutes('2026-10-16')
  for (let n = 1; n <= 60; n++) await office.ask('difficulties.save', { title: `第${n}个难点：${'线路优化后部分村组送货时间不稳定'.repeat(2)}`, line: 'logistics' })
  for (let n = 1; n <= 40; n++) await office.ask('projects.save', { kind: 'memberProject', title: `第${n}个攻关项目：雨天配送保障与装卸流程`, leader: '马晓东' })
  for (let n = 1; n <= 60; n++) await office.ask('actions.save', { title: `第${n}项：走访前把上季度的差异户名单核对一遍`, owner: '周启明', dueOn: '2026-11-30' })
  const to = place(office, '多.docx')
  await office.ask('reports.exportQuarter', { fileToken: to.fileToken, year: 2026, quarter: 4, format: 'docx' })
  keep('季度 多.docx', to.bytes())
  return to.bytes()
}

describe('难点清单', () => {
  it('is written as .xlsx and as .docx with the same words; a difficulty without a Party measure says so', async () => {
    const office = await staffedOffice()
    await startProject(office)
    const [sheet, word] = [place(office, '难点清单.xlsx'), place(office, '难点清单.docx')]
    expect((await office.ask('difficulties.export', { fileToken: sheet.fileToken, format: 'xlsx' })).rows).toBe(5)
    await office.ask('difficulties.export', { fileToken: word.fileToken, format: 'docx' })
    const rows = rowsOfXlsx(sheet.bytes())
    keep('难点清单.docx', word.bytes())
    keep('难点清单.xlsx', sheet.bytes())
    expect(rows[0]?.[0]).toBe('第二支部业务难点清单')
    expect(rows[2]).toEqual(['序号', '业务难点', '业务条线', '来源', '现状值', '实际值', '目标值', '牵头人', '时限', '党建举措', '状态'])
    expect(rows[3]).toEqual([1, '城西片区真烟异常流动线索占比高', '专卖', expect.any(String), '42%', '31%\n2026.10.15', '25%', '赵文博', '2026.12.15', '党员攻关项目：城西片区真烟流动治理', '攻关中'])
    expect(rows.find((row) => row[1] === '新员工对客户系统不熟，回访差错多')?.[9]).toBe('还没有')
    expect(rows.find((row) => row[1] === '零售户走访覆盖率低于目标')?.[10]).toBe('攻关中\n未立项')
    expect(rows[8]?.[0]).toBe('合计：5个，其中攻关中5个、已解决0个。还没有对应党建举措的1个。')
    // The same cells stand in the Word file.
    const words = paragraphsOf(word.bytes())
    expect(rows.slice(2, 8).flat().flatMap((cell) => (typeof cell === 'string' ? cell.split('\n') : [])).filter((line) => !words.includes(line))).toEqual([])
    expect((await auditOf(office)).filter(({ act }) => act === 'fusion.export')).toHaveLength(2)
  })

  it('follows the filter, and refuses PDF before anything where no window can print', async () => {
    const office = await staffedOffice()
    await startProject(office)
    const to = place(office, '专卖.xlsx')
    expect((await office.ask('difficulties.export', { fileToken: to.fileToken, format: 'xlsx', line: 'monopoly' })).rows).toBe(2)
    const pdf = place(office, '难点.pdf')
    expect(await office.refusal('difficulties.export', { fileToken: pdf.fileToken, format: 'pdf' })).toMatchObject({ code: 'PDF_NEEDS_WINDOW' })
    expect(pdf.written()).toBe(false)
  })
})

describe('议定事项清单', () => {
  it('has the eleven items of the minutes; what is 不公开 leaves only where asked for', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const { rows: actions } = await office.ask('actions.list', { filter: 'all', limit: 200 })
    const hidden = actions.find(({ owner }) => owner === '何晓燕')
    await office.ask('actions.bulk', { ids: [hidden?.id ?? ''], act: { kind: 'confidential', confidential: true } })
    const [open, whole] = [place(office, '议定事项.xlsx'), place(office, '议定事项 全.docx')]
    expect((await office.ask('actions.export', { fileToken: open.fileToken, format: 'xlsx', filter: 'all' })).rows).toBe(10)
    expect(rowsOfXlsx(open.bytes()).flat()).not.toContain(hidden?.title)
    expect((await office.ask('actions.export', { fileToken: whole.fileToken, format: 'docx', filter: 'all', hideConfidential: false })).rows).toBe(11)
    keep('议定事项清单.docx', whole.bytes())
    keep('议定事项清单.xlsx', open.bytes())
    const words = paragraphsOf(whole.bytes())
    expect(words).toEqual(expect.arrayContaining(['第二支部议定事项清单', hidden?.title, '不公开', '2026.09.30', '每月25日']))
  })

  it('of open items only is called so and counts none as done; of all it counts what is done', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const { rows: actions } = await office.ask('actions.list', { filter: 'all', limit: 200 })
    const first = actions.find(({ owner }) => owner === '吴国栋')
    await office.ask('actions.setState', { id: first?.id ?? '', state: 'done', on: '2026-09-28', evidence: '首次核对表' })
    const written = async (filter: 'open' | 'all') => {
      const to = place(office, `${filter}.xlsx`)
      await office.ask('actions.export', { fileToken: to.fileToken, format: 'xlsx', filter })
      const rows = rowsOfXlsx(to.bytes())
      return [rows[0]?.[0], rows.at(-1)?.[0]]
    }
    expect(await written('open')).toEqual(['第二支部未办结议定事项清单', expect.stringMatching(/^合计：10项，逾期\d+项。截至2026年10月16日。$/)])
    expect(await written('all')).toEqual(['第二支部议定事项清单', expect.stringMatching(/^合计：11项，已办结1项，逾期\d+项。/)])
  })

  it('never holds a formula, whatever an item says', async () => {
    const office = await staffedOffice()
    await office.ask('actions.save', { title: '=HYPERLINK("http://x.invalid","点我")', owner: '+1' })
    const to = place(office, '公式.xlsx')
    await office.ask('actions.export', { fileToken: to.fileToken, format: 'xlsx' })
    for (const { name, text } of partsOf(to.bytes())) expect([name, /<f[\s>/]|<hyperlinks?[\s>]/.test(text)]).toEqual([name, false])
    expect(rowsOfXlsx(to.bytes()).flat()).toContain('=HYPERLINK("http://x.invalid","点我")')
  })
})

describe('the papers of a project', () => {
  it('立项书 has goal, promise, members and milestones; the opinions are left to be signed', async () => {
    const office = await staffedOffice()
    const { project } = await startProject(office)
    const to = place(office, '立项书.docx')
    await office.ask('projects.exportPaper', { fileToken: to.fileToken, id: project.id, paper: 'proposal', format: 'docx' })
    keep('立项书.docx', to.bytes())
    expect(paragraphsOf(to.bytes())).toEqual(expect.arrayContaining(['党员攻关项目立项书', '城西片区真烟流动治理', '42', '25', '把城西片区异常流动线索占比降到25%。', '党员：赵文博、孙立军', '其他人员：李明（数据整理）', '1. 报进度（每月25日，至2026年12月15日）', '党支部意见', expect.stringContaining('（盖章）')]))
  })

  it('结题表 has start, target and actual with day and source, the attainment worked by hand, and the curve without its notes', async () => {
    const office = await officeWithMinutes('2026-10-16')
    const { project, metricId } = await startProject(office)
    const closed = await office.ask('projects.close', { id: project.id, revision: (await office.ask('projects.get', { id: project.id })).revision, on: '2026-10-16', result: '异常流动线索占比由42%降到31%。', review: '措施扎实，同意结题。', grade: '良好' })
    expect(closed.state).toBe('closed')
    const to = place(office, '结题表.docx')
    await office.ask('projects.exportPaper', { fileToken: to.fileToken, id: project.id, paper: 'closing', format: 'docx', curves: [{ metricId, pngBase64: pngOf(8, 4).toString('base64'), alt: '曲线' }] })
    keep('结题表.docx', to.bytes())
    const words = paragraphsOf(to.bytes())
    // (31 − 42) ÷ (25 − 42) = 11 ÷ 17 = 64.7 %.
    expect(words).toEqual(expect.arrayContaining(['党员攻关项目结题表', '42', '25', '31', '2026.10.15', '64.7%', '中期交流', '异常流动线索占比由42%降到31%。', '措施扎实，同意结题。', '良好']))
    const media = partsOf(to.bytes()).filter(({ name }) => name.startsWith('word/media/'))
    expect(media).toHaveLength(1)
    expect(media[0]?.text).not.toContain('Place')
  })

  it('a curve that is no picture is refused in words, and nothing is written', async () => {
    const office = await staffedOffice()
    const { project, metricId } = await startProject(office)
    const to = place(office, '坏图.docx')
    expect(await office.refusal('projects.exportPaper', { fileToken: to.fileToken, id: project.id, paper: 'closing', format: 'docx', curves: [{ metricId, pngBase64: Buffer.from('no picture').toString('base64'), alt: '' }] })).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'curves', message: '曲线图画不出来。' }] })
    expect(to.written()).toBe(false)
  })
})

describe('the page of a quarter', () => {
  it('has the figures of the board, — for a zero denominator, the projects and what is open; Word and print page say the same', async () => {
    const office = await officeWithMinutes('2026-10-16')
    await startProject(office)
    const to = place(office, '季度.docx')
    await office.ask('reports.exportQuarter', { fileToken: to.fileToken, year: 2026, quarter: 4, format: 'docx' })
    keep('季度.docx', to.bytes())
    const words = paragraphsOf(to.bytes())
    expect(words).toEqual(expect.arrayContaining(['2026年第四季度党建与业务融合情况', '城西片区真烟流动治理', '42% → 31%', '64.7%', '新员工对客户系统不熟，回访差错多', '还没有', '—']))
    expect(words).not.toContain('0%')
    const board = await office.ask('reports.quarter', { year: 2026, quarter: 4 })
    const paper = quarterPaper(board, { unit: '中共南浦县烟草专卖局（分公司）', branch: '第二支部', officer: '林静怡', today: '2026-10-16' })
    const printed = unescaped(sheetHtml(paper).replace(/<style[\s\S]*?<\/style>/, ''))
    const lines = wordsOfSheet(paper).flatMap((text) => text.split('\n'))
    expect(lines.filter((line) => !words.join('').includes(line))).toEqual([])
    expect(lines.filter((line) => !printed.includes(line))).toEqual([])
  })

  it('counts what does not fit on the page instead of running over', async () => {
    const words = paragraphsOf(await crowdedQuarter()).join('\n')
    expect(words).toMatch(/另有\d+个项目，见/)
    expect(words).toMatch(/另有\d+个难点，见难点清单。/)
    // 71 are open, and the board reads 50 of them: what is counted are all.
    const told = words.split('四、未办结的议定事项')[1]?.match(/逾期|今天到期|未到期/g)?.length ?? 0
    expect(words).toContain(`另有${71 - told}项，见议定事项清单。`)
  })

  it.skipIf(libreOffice === undefined)('stands on one page, however much there is (needs LibreOffice)', async () => {
    const office = await staffedOffice()
    office.now.iso = '2026-10-16T04:00:00.000Z'
    const to = place(office, '空.docx')
    await office.ask('reports.exportQuarter', { fileToken: to.fileToken, year: 2026, quarter: 4, format: 'docx' })
    const pages = await Promise.all([...asPdf(new Map([['empty', to.bytes()], ['crowded', await crowdedQuarter()]])).values()].map(async (pdf) => (await PDFDocument.load(pdf)).getPageCount()))
    expect(pages).toEqual([1, 1])
  }, 180_000)

  it('refuses a quarter that is yet to come', async () => {
    const office = await staffedOffice()
    const to = place(office, '明年.docx')
    expect(await office.refusal('reports.exportQuarter', { fileToken: to.fileToken, year: 2027, quarter: 1, format: 'docx' })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(to.written()).toBe(false)
  })
})
