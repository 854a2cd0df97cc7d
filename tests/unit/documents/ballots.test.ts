import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import PizZip from 'pizzip'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fillWord, makePdf, paperText, printHtml } from '../../../electron/service/documents/index.ts'
import type { BallotPaper, TallyPaper } from '../../../electron/service/documents/paper.ts'
import { matterOf } from '../../../electron/service/documents/wording.ts'
import type { Meeting } from '../../../shared/domain/meeting.ts'
import { AppError } from '../../../shared/errors/AppError.ts'
import { generalMeeting } from './generalMeeting.ts'
import { fullMembers, meetingOf, paperFor, presentBut, sample, templates, type Draft, type Marks } from './meeting.ts'
import { themeDay } from './themeDay.ts'

type VoteDraft = NonNullable<NonNullable<Draft['agenda']>[number]['votes']>[number]
const ballotOfNothing = { method: 'secret', yes: 0, no: 0, abstain: 0 } as const
const voting = (title: string, votes: VoteDraft[], marks: Marks = {}, seats: number | null = null): Meeting =>
  meetingOf({ kind: 'generalMeeting', title: '第二支部党员大会', heldOn: '2026-09-18', startsAt: '15:00', agenda: [{ title, seats, votes }] }, marks)
/** An election of so many, by name and what each got. */
const electing = (seats: number | null, got: Record<string, number>, marks: Marks = {}, change: Partial<VoteDraft> = {}): Meeting =>
  voting('选举支部委员会委员', Object.entries(got).map(([subject, yes]) => ({ subject, scene: 'election', method: 'secret', yes, no: 0, abstain: 0, ...change })), marks, seats)
const six = { 周启明: 0, 林静怡: 0, 郑浩然: 0, 吴国栋: 0, 何晓燕: 0, 孙立军: 0 }
const nine = { ...six, 钱雅文: 0, 赵文博: 0, 马晓东: 0 }

function ballots(meeting: Meeting): BallotPaper {
  const paper = paperFor(meeting, 'ballot', 'official')
  if (paper.document !== 'ballot') throw new Error('no ballots')
  return paper
}
function tally(meeting: Meeting): TallyPaper {
  const paper = paperFor(meeting, 'tally', 'official')
  if (paper.document !== 'tally') throw new Error('no tally')
  return paper
}
const told = (meeting: Meeting) => tally(meeting).subjects.map(({ heading, entries }) => [heading, ...entries.map(({ label, lines }) => `${label}：${lines.join('\n')}`)])
const onPages = (meeting: Meeting) => ballots(meeting).pages.map((page) => page.length)
const both = (['ballot', 'tally'] as const).flatMap((document) => (['official', 'table'] as const).map((preset) => ({ document, preset })))
/** The words of each cell of a print page. */
const bareCells = (html: string): string[] => (html.match(/<t[dh][ >].*?<\/t[dh]>/gs) ?? []).map((cell) => cell.replace(/<[^>]*>/g, '')).filter((text) => text !== '')
const wordsOf = (bytes: Uint8Array) => (new PizZip(bytes).file('word/document.xml')?.asText() ?? '').replace(/<[^>]*>/g, '')

describe('表决票', () => {
  it('are as many as were given out, four to a page, and the same to the letter', () => {
    expect(onPages(generalMeeting)).toEqual([4, 4, 4, 1])
    const all = ballots(generalMeeting).pages.flat()
    expect(new Set(all.map((ballot) => JSON.stringify(ballot))).size).toBe(1)
    expect(all[0]).toEqual({ heading: '第二支部表决票', column: '表决事项', matter: '接收陈思远同志为中共预备党员', candidates: [], others: 0, rule: '说明：每票只选一项，在空格内画“○”，不选或多选无效。不写投票人姓名。', date: '2026年9月18日' })
  })

  it('are one for each voter before any was given out, and a page where nobody is expected yet', () => {
    expect(onPages(voting('讨论方子涵转正', [{ subject: '方子涵', scene: 'admission', ...ballotOfNothing }]))).toEqual([4, 4, 4, 3])
    expect(onPages(voting('选举支部书记', [{ subject: '周启明', scene: 'election', excluded: 2, ...ballotOfNothing }])).reduce((sum, n) => sum + n)).toBe(13)
    expect(onPages({ ...generalMeeting, expectedVoters: 0, agenda: generalMeeting.agenda.map((item) => ({ ...item, votes: item.votes.map((vote) => ({ ...vote, issued: null })) })) })).toEqual([4])
  })

  it('of an election name the candidate and leave a line for another', () => {
    const meeting = voting('选举支部书记', [{ subject: '周启明', scene: 'election', ...ballotOfNothing }])
    expect(ballots(meeting).pages[0]?.[0]).toMatchObject({ heading: '第二支部选票（选举支部书记）', column: '候选人', candidates: ['周启明'], others: 1, rule: expect.stringContaining('不赞成的可以另选他人') })
    for (const text of [wordsOf(fillWord(ballots(meeting), templates)), printHtml(ballots(meeting))]) expect(text.split('另选他人').length - 1).toBe(15 * 2)
    for (const text of [wordsOf(fillWord(ballots(generalMeeting), templates)), printHtml(ballots(generalMeeting))]) expect(text).not.toContain('另选他人')
  })

  it('of several candidates are one ballot with all of them in the order of the record, once for each voter, with the number to be elected', () => {
    const meeting = electing(5, six, {}, { issued: 13 })
    const all = ballots(meeting).pages.flat()
    expect(all).toHaveLength(13)
    expect(new Set(all.map((ballot) => JSON.stringify(ballot))).size).toBe(1)
    expect(all[0]).toEqual({
      heading: '第二支部选票（选举支部委员会委员）', column: '候选人', matter: '', candidates: ['周启明', '林静怡', '郑浩然', '吴国栋', '何晓燕', '孙立军'], others: 5, date: '2026年9月18日',
      rule: '说明：应选5名，所选人数等于或少于应选名额的有效，多于的无效。对每名候选人只选一项，在空格内画“○”。不赞成的可以另选他人，写明姓名；弃权的不能另选。不写投票人姓名。',
    })
    for (const text of [wordsOf(fillWord(ballots(meeting), templates)), printHtml(ballots(meeting))]) {
      expect(text.split('孙立军').length - 1).toBe(13)
      expect(text.split(/另选他人(?!，)/).length - 1).toBe(13 * 5)
    }
    expect(ballots(electing(null, six)).pages.flat()[0]).toMatchObject({ others: 6, rule: expect.stringMatching(/^说明：所选人数等于或少于应选名额的有效，多于的无效。/) })
  })

  it('of several candidates are as many as whole ones stand on a page', () => {
    expect(onPages(electing(3, { 周启明: 0, 林静怡: 0, 郑浩然: 0, 吴国栋: 0 }, {}, { issued: 5 }))).toEqual([2, 2, 1])
    expect(onPages(electing(2, { 周启明: 0, 林静怡: 0 }, {}, { issued: 3 }))).toEqual([2, 1])
    expect(onPages(electing(7, nine, {}, { issued: 2 }))).toEqual([1, 1])
  })

  it('leave out lines for others before a ballot is broken, and are refused where not one line is left', () => {
    const many = (n: number) => electing(12, Object.fromEntries(Array.from({ length: n }, (_, i) => [`候选人${i}`, 0])))
    expect(ballots(many(18)).pages[0]?.[0]).toMatchObject({ others: 1 })
    expect(onPages(many(18)).every((n) => n === 1)).toBe(true)
    expect(() => ballots(many(20))).toThrow(AppError)
    let thrown: unknown
    try { ballots(many(30)) } catch (cause) { thrown = cause }
    expect(thrown).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'document', message: '一张选票印不下30名候选人，请分成几个议题选举，或者缩短候选人一栏的文字。' }] })
  })

  it('of an election and of a motion in one item are two, and a show of hands in it is none', () => {
    const vote = (change: Partial<VoteDraft>): VoteDraft => ({ ...ballotOfNothing, issued: 2, ...change })
    const meeting = voting('选举', [vote({ subject: '甲', scene: 'election' }), vote({ subject: '选举办法' }), vote({ subject: '乙', scene: 'election' }), vote({ subject: '丙', scene: 'election', method: 'hands' })], {}, 1)
    expect(ballots(meeting).pages.map((page) => page[0]).map((ballot) => [ballot?.candidates, ballot?.matter])).toEqual([[['甲', '乙'], ''], [[], '选举：选举办法']])
  })

  it('of two subjects stand on pages of their own, and what was voted by hands has none', () => {
    const meeting = voting('讨论接收预备党员', [{ subject: '陈思远', scene: 'admission', issued: 5, ...ballotOfNothing }, { subject: '唐雨薇', scene: 'admission', issued: 5, ...ballotOfNothing }, { subject: '议事日程', yes: 5, no: 0, abstain: 0 }])
    expect(ballots(meeting).pages.map((page) => page.map(({ matter }) => matter.slice(2, 5)))).toEqual([Array(4).fill('陈思远'), ['陈思远'], Array(4).fill('唐雨薇'), ['唐雨薇']])
  })

  it('with a long matter are fewer to a page', () => {
    expect(onPages(voting('关于'.repeat(30), [{ ...ballotOfNothing, issued: 4 }]))).toEqual([2, 2])
    expect(onPages(voting('关于'.repeat(150), [{ ...ballotOfNothing, issued: 2 }]))).toEqual([1, 1])
  })

  it('bear nothing that tells one from another, on the page and in the file: no number, no name of a voter', async () => {
    const blankPage = await PDFDocument.create().then((pdf) => { pdf.addPage(); return pdf.save() })
    const printed: string[] = []
    await makePdf(ballots(generalMeeting), (html) => { printed.push(html); return Promise.resolve(blankPage) })
    expect(printed).toHaveLength(1)
    const bytes = fillWord(ballots(generalMeeting), templates)
    expect(Object.keys(new PizZip(bytes).files).filter((name) => name.includes('footer'))).toEqual([])
    for (const name of [...fullMembers, '张', '第1']) for (const text of [wordsOf(bytes), ...printed.map((html) => html.replace(/<style.*<\/style>/s, ''))]) expect(text).not.toContain(name)
  })

  it('for more than a branch has are refused in Chinese', () => {
    let thrown: unknown
    try { ballots(voting('一', [{ ...ballotOfNothing, issued: 9999 }])) } catch (cause) { thrown = cause }
    expect(thrown).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'document', message: '表决票一个事项最多印600张，请核对发出票9999张。' }] })
  })
})

it.each([
  ['讨论接收陈思远同志为中共预备党员', '陈思远', '接收陈思远同志为中共预备党员'],
  ['讨论接收陈思远、唐雨薇为预备党员', '唐雨薇', '接收唐雨薇同志为中共预备党员'],
  ['预备党员转正', '方子涵同志', '方子涵同志转为中共正式党员'],
  ['讨论延长预备期', '方子涵', '延长方子涵同志的预备期'],
  ['讨论取消预备党员资格', '方子涵', '取消方子涵同志的预备党员资格'],
  ['接收陈思远，方子涵转正', '方子涵', '接收陈思远，方子涵转正'],
  ['发展党员工作', '陈思远', '发展党员工作：陈思远'],
  ['发展党员工作', '接收陈思远为预备党员', '接收陈思远为预备党员'],
  ['讨论发展党员工作', '', '发展党员工作'],
  ['', '', '________'],
])('a ballot on an admission under %j of %j tells %j', (title, subject, matter) => { expect(matterOf({ scene: 'admission', subject }, title)).toBe(matter) })

describe('计票单', () => {
  it('tells the ballots, the three counts with the opinions given in writing, and the sum with its rule', () => {
    expect(tally(generalMeeting)).toMatchObject({ title: '计票单', facts: [{ label: '会议名称', text: '第二支部党员大会' }, { label: '时间', text: '2026年9月18日（星期五）15:00—17:05' }], signers: ['监票人签字', '计票人签字'], date: '2026年9月18日' })
    expect(told(generalMeeting)).toEqual([[
      '一、接收陈思远同志为中共预备党员', '票数：发出13张，收回13张，有效13张，无效0张。', '现场：赞成12票，不赞成0票，弃权1票。', '会前书面：赞成1份，不赞成0份，弃权0份。', '合计：赞成13票，不赞成0票，弃权1票。',
      expect.stringMatching(/^算式：应到有表决权的党员15人，实到13人，可以开会：.*13大于应到会有表决权15人的半数7\.5，通过：.*第20条/), '监票人：吴国栋；计票人：罗敏、马晓东。',
    ]])
  })

  it('before the meeting has gaps for every figure, and the rule without a result', () => {
    const [lines = []] = told(voting('选举支部书记', [{ subject: '周启明', scene: 'election', ...ballotOfNothing }]))
    expect(lines).toEqual([
      '一、选举支部书记：周启明', '到会：应到会有选举权15人，实到____人。', '票数：发出____张，收回____张，有效____张，无效____张。', '现场：赞成____票，不赞成____票，弃权____票。',
      '算式：到会不少于应到五分之四方可选举（选举条例）；得赞成票须超过实到会有选举权人数的半数（选举条例）。', '监票人：________；计票人：________。',
    ])
    expect(lines.join('')).not.toMatch(/0票|通过|当选/)
  })

  it('of several candidates is one table, with who is elected by the votes and the seats', () => {
    const there = presentBut(fullMembers, { 曹建国: { state: 'leave' }, 梁永康: { state: 'leave' } })
    const papers = { issued: 13, returned: 13, valid: 12, teller: '吴国栋', counters: '罗敏' }
    const rowsOf = (meeting: Meeting) => tally(meeting).subjects.map(({ rows }) => rows.map(({ name, yes, result }) => `${name.trim()}${yes}${result}`))
    const done = electing(3, { 周启明: 12, 林静怡: 11, 郑浩然: 9, 赵文博: 6 }, there, papers)
    expect(told(done)).toEqual([[
      '一、选举支部委员会委员', '名额：应选3名，候选人4名。', '票数：发出13张，收回13张，有效12张，无效1张。',
      '算式：应到有选举权的党员15人，实到13人，可以开会：到会不少于应到五分之四方可选举（选举条例）。赞成票须多于实到会有选举权13人的半数6.5（选举条例）。', '监票人：吴国栋；计票人：罗敏。',
    ]])
    expect(rowsOf(done)).toEqual([['周启明12当选', '林静怡11当选', '郑浩然9当选', '赵文博6未当选', '另选：', '另选：']])
    expect(rowsOf(electing(3, { 周启明: 12, 林静怡: 7, 郑浩然: 9, 赵文博: 8 }, there, papers))[0]?.slice(0, 4)).toEqual(['周启明12当选', '林静怡7未当选', '郑浩然9当选', '赵文博8当选'])
    expect(rowsOf(electing(2, { 周启明: 12, 林静怡: 9, 郑浩然: 9, 赵文博: 8 }, there, papers))[0]?.slice(0, 4)).toEqual(['周启明12当选', '林静怡9票数相等', '郑浩然9票数相等', '赵文博8未当选'])
  })

  it('of several candidates has gaps before the meeting, and no result of counts that cannot be or of too few', () => {
    const [before = []] = told(electing(null, six))
    expect(before).toEqual([
      '一、选举支部委员会委员', '名额：应选____名，候选人6名。', '到会：应到会有选举权15人，实到____人。', '票数：发出____张，收回____张，有效____张，无效____张。',
      '算式：到会不少于应到五分之四方可选举（选举条例）；得赞成票须超过实到会有选举权人数的半数（选举条例）。', '监票人：________；计票人：________。',
    ])
    const results = (meeting: Meeting) => tally(meeting).subjects[0]?.rows.map(({ yes, result }) => yes + result).join('')
    expect(results(electing(null, six))).toBe('')
    expect(results(electing(1, { 周启明: 16, 林静怡: 3 }, presentBut(fullMembers)))).toBe('163')
    expect(results(electing(1, { 周启明: 8, 林静怡: 3 }, presentBut(fullMembers.slice(0, 11))))).toBe('83')
  })

  it('keeps an opinion handed in before, and gives no result of counts that cannot be', () => {
    const [before = []] = told(voting('讨论接收预备党员', [{ subject: '陈思远', scene: 'admission', ...ballotOfNothing, writtenYes: 1 }]))
    expect(before).toEqual(expect.arrayContaining(['会前书面：赞成1份，不赞成0份，弃权0份。', '合计：赞成____票，不赞成____票，弃权____票。']))
    const [wrong = []] = told(voting('讨论接收预备党员', [{ subject: '陈思远', scene: 'admission', method: 'secret', yes: 16, no: 0, abstain: 0, returned: 13, valid: 14 }], presentBut(fullMembers)))
    expect(wrong).toContain('票数：发出____张，收回13张，有效14张，无效____张。')
    expect(wrong.join('')).not.toContain('，通过')
    const [general = []] = told(voting('评选', [{ subject: '罗敏', ...ballotOfNothing, writtenYes: 1 }]))
    expect(general).toContain('会前书面：赞成1份，不赞成0份，弃权0份，不计入票数。')
  })
})

it.each(both)('$document $preset is refused where nothing is voted on by ballot', ({ document, preset }) => {
  for (const meeting of [sample(), themeDay]) {
    let thrown: unknown
    try { paperFor(meeting, document, preset) } catch (cause) { thrown = cause }
    expect(thrown).toBeInstanceOf(AppError)
    expect(thrown).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'document', message: expect.stringContaining('没有无记名投票') }] })
  }
})

it.each(both)('the print page of $document $preset says what the Word file says, and escapes every word', ({ document, preset }) => {
  const hostile = '<script>x</script>&{标题}'
  const paper = paperFor(voting(hostile, [{ subject: hostile, ...ballotOfNothing, issued: 4, teller: hostile }]), document, preset)
  expect(printHtml(paper)).not.toMatch(/<script|https?:|src=|url\(/)
  expect(printHtml(paper)).toContain('&lt;script&gt;')
  expect(wordsOf(fillWord(paper, templates))).toContain('&lt;script&gt;')
  const bare = (text: string) => text.replace(/<style.*<\/style>/s, '').replace(/<[^>]*>/g, '').replace(/\s/g, '').replaceAll('&quot;', '"')
  for (const meeting of [generalMeeting, electing(5, nine), electing(3, { 周启明: 12, 林静怡: 11, 郑浩然: 9, 赵文博: 6 }, presentBut(fullMembers), { issued: 15, returned: 15, valid: 15 }), voting('选举支部书记', [{ subject: '周启明', scene: 'election', ...ballotOfNothing }], {}, 1)]) {
    const done = paperFor(meeting, document, preset)
    expect(bare(printHtml(done))).toBe(bare(wordsOf(fillWord(done, templates))))
    const words = paperText(done)
    for (const cell of bareCells(printHtml(done))) expect(words).toContain(cell)
  }
})

const office = ['/usr/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'].find(existsSync)
const readsPdf = spawnSync('pdftotext', ['-v']).error === undefined

/** 4 whole, where a page holds nothing but so many ballots from their name to their date. */
const wholeBallots = (page: string): string => `${page.split('说明：').length - 1} ${/^(?:第二支部.*?说明：.*?2026年9月18日)+$/.test(page) ? 'whole' : 'parted'}`

describe.skipIf(office === undefined || !readsPdf)('in LibreOffice (skipped where soffice or pdftotext is not installed)', () => {
  it('every ballot is whole on its page, and a tally ends with its signatures', { timeout: 300_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'branch-desk-ballots-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const meetings = {
      admission: generalMeeting,
      election: voting('选举支部书记', [{ subject: '周启明', scene: 'election', ...ballotOfNothing }]),
      several: electing(3, { 周启明: 0, 林静怡: 0, 郑浩然: 0, 吴国栋: 0 }, {}, { issued: 5 }),
      two: electing(2, { 周启明: 0, 林静怡: 0 }, {}, { issued: 3 }),
      nine: electing(7, nine, {}, { issued: 3 }),
      most: electing(1, Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`候选人${i}`, 0])), {}, { issued: 2 }),
      long: voting('关于'.repeat(30), [{ ...ballotOfNothing, issued: 5 }]),
    }
    const files = Object.entries(meetings).flatMap(([name, meeting]) => both.map(({ document, preset }) => ({ name: `${document}-${preset}-${name}`, paper: paperFor(meeting, document, preset) })))
    for (const { name, paper } of files) writeFileSync(join(folder, `${name}.docx`), fillWord(paper, templates))
    const { status } = spawnSync(office ?? '', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files.map(({ name }) => join(folder, `${name}.docx`))], { encoding: 'utf8' })
    expect(status).toBe(0)
    for (const { name, paper } of files) {
      const pages = spawnSync('pdftotext', ['-layout', join(folder, `${name}.pdf`), '-'], { encoding: 'utf8' }).stdout.split('\f').slice(0, -1).map((page) => page.replace(/\s+/g, ''))
      const wanted = paper.document === 'ballot' ? paper.pages.map((page) => `${page.length} whole`) : [...pages.slice(1).map(() => ''), 'signed']
      const found = pages.map((page) => (paper.document === 'ballot' ? wholeBallots(page) : page.includes('监票人签字') && page.includes('计票人签字') && page.includes('2026年9月18日') ? 'signed' : ''))
      expect({ name, found }).toEqual({ name, found: wanted })
    }
  })
})
