import { describe, expect, it } from 'vitest'
import { buildDevelopmentPaper, ownFormValues } from '../../electron/service/documents/developmentPaper.ts'
import { developmentValues, fieldsAsValues, type DevelopmentSource } from '../../electron/service/documents/developmentValues.ts'
import { letterHtml } from '../../electron/service/documents/letterPaper.ts'
import { sheetHtml } from '../../electron/service/documents/sheetPage.ts'
import { wordsOfSheet } from '../../electron/service/documents/sheetPaper.ts'
import { developmentFields, essentialDevelopmentFields } from '../../shared/domain/developmentFields.ts'
import { placedMaterials, unfiledScans, type FiledScan } from '../../shared/domain/developmentMaterials.ts'
import { DevelopmentPaper, isLetter, kindOfCode, meetingPaperOf, paperOf } from '../../shared/domain/developmentPapers.ts'
import { developmentSteps } from '../../shared/rules/developmentSteps.ts'
import { chen, chenEntries, voteMeeting } from '../fixtures/admissionPath.ts'

const built = (paper: DevelopmentPaper, source: DevelopmentSource = chen) => buildDevelopmentPaper(paper, developmentValues(source, paper))
function letter(paper: DevelopmentPaper, source: DevelopmentSource = chen) {
  const made = built(paper, source)
  if (made.form !== 'letter') throw new Error(`${paper} is no letter`)
  return made.paper
}
function words(paper: DevelopmentPaper, source: DevelopmentSource = chen): string[] {
  const made = built(paper, source)
  if (made.form !== 'sheet') throw new Error(`${paper} is no sheet`)
  return wordsOfSheet(made.paper)
}
const never = (): never => { throw new Error('the sample has steps') }
const nobody: DevelopmentSource = { ...chen, fields: {}, entries: [], meetings: new Map(), materials: [], own: [], probationEnd: null }
const scan = (kind: FiledScan['kind'], materialCode: string | null, n: number): FiledScan => ({ id: `0197b000-0000-7000-8000-${String(n).padStart(12, '0')}`, kind, materialCode, name: `${n}.pdf`, media: 'pdf', size: 1, pages: null, datedOn: null, addedAt: '2026-08-12T00:00:00.000Z', who: '林静怡' })

describe('letters of the way of 陈思远', () => {
  it('a 公示 tells who, what was done and the five workdays', () => {
    const { title, body, sender, date, attachments } = letter('publicity')
    expect(title).toBe('关于拟将陈思远同志列为发展对象的公示')
    expect(body[0]).toBe('按照发展党员工作有关规定，经第二支部委员会研究并报中共南浦县烟草专卖局（分公司）委员会同意，拟将陈思远同志列为发展对象，现予公示。')
    expect(body[1]).toBe('陈思远，男，汉族，1996年5月出生，南浦县人，________学历，2018年7月参加工作，现在专卖科从事专卖市场监管员工作。')
    expect(body[2]).toBe('该同志于2024年3月11日递交入党申请书，2024年9月10日确定为入党积极分子，培养联系人孙立军、林静怡。')
    expect(body[3]).toBe('公示时间：2026年6月1日至2026年6月5日，共5个工作日。')
    expect(body.at(-1)).toBe('联系人：林静怡；联系电话：________；联系地址：________。')
    // It went out before 1 June; nobody wrote down when.
    expect([sender, date, attachments]).toEqual(['中共南浦县烟草专卖局（分公司）第二支部委员会', '____年__月__日', []])
    expect(letter('publicity', { ...chen, today: '2026-05-30' }).date).toBe('2026年5月30日')
  })

  it('a 转正公示 tells since when and until when', () => {
    const published = { ...chen, entries: [...chenEntries, { ...(chenEntries[0] ?? never()), id: '0197b000-0000-7000-8000-00000000fffd', step: 'fullPublicity' as const, on: '2027-09-06', until: '2027-09-10' }], today: '2027-09-06' }
    const { title, body } = letter('fullPublicity', published)
    expect(title).toBe('关于陈思远同志拟转为中共正式党员的公示')
    expect(body[0]).toBe('陈思远同志预备期至2027年9月18日，已提出转正申请。第二支部拟召开党员大会讨论其转正问题，现予公示。')
    expect(body[3]).toMatch(/^公示时间：2027年9月6日至2027年9月10日，共\d个工作日。$/)
  })

  it('a 政审函 asks for the relatives that the text of its day names, and masks the number', () => {
    expect(letter('reviewLetter').body[0]).toBe('我单位陈思远同志（男，汉族，1996年5月出生，公民身份号码999***********0011）现为发展对象。按照发展党员工作有关规定，需要了解其家庭主要成员和重要社会关系的有关情况，请协助提供。')
    expect(letter('reviewLetter', { ...chen, isFull: true }).body[0]).toContain('公民身份号码999901199605200011')
    expect(letter('reviewLetter', { ...chen, entries: [], today: '2026-05-17' }).body[0]).toContain('直系亲属和与本人关系密切的主要社会关系')
    expect(letter('reviewLetter').addressee).toMatch(/^_+：$/)
  })

  it('a 预审请示 tells the whole way, names what is there to go with it, and is dated while its answer is awaited', () => {
    const waiting = { ...chen, entries: chenEntries.filter(({ step }) => !['preReview', 'applicationForm', 'admissionVote'].includes(step)) }
    const { addressee, body, attachments, date } = letter('preReviewRequest', waiting)
    expect(addressee).toBe('中共南浦县烟草专卖局（分公司）委员会：')
    expect(body[1]).toBe('该同志于2024年3月11日递交入党申请书，2024年9月10日确定为入党积极分子，培养联系人孙立军、林静怡。2026年5月26日支部委员会研究确定为发展对象人选，2026年5月29日上级党委同意，2026年6月1日至2026年6月5日公示5个工作日，2026年6月9日列为发展对象，入党介绍人孙立军、林静怡。')
    expect(body[2]).toBe('该同志2026年7月20日至2026年7月22日参加短期集中培训24学时，2026年7月31日完成政治审查。2026年8月11日，支部委员会征求党员和群众的意见后，对该同志进行了审查，经集体讨论，认为其基本具备党员条件，入党手续完备。现将有关材料报上，请予预审。')
    expect([attachments, date]).toEqual([['入党申请书', '积极分子培养考察登记表', '政审报告'], '2026年8月12日'])
    expect(letter('preReviewRequest', { ...chen, today: '2026-09-30' }).date).toBe('____年__月__日')
    // The meeting is yet to come: so is the day of the letter.
    expect(letter('fullRequest').date).toBe('____年__月__日')
    // Under the text of 2014 nobody had to publish it.
    expect(letter('preReviewRequest', { ...waiting, entries: waiting.entries.filter(({ step }) => step !== 'prospectPublicity') }).body[1]).toContain('上级党委同意，2026年6月9日列为发展对象')
  })

  it('a 决议 has the counts of the meeting and leaves what it thought of the person to the hand, or is the text of the record', () => {
    const { title, body, date, signers } = letter('admissionResolution')
    expect([title, body[0], date]).toEqual(['关于接收陈思远同志为中共预备党员的决议', '第二支部于2026年9月18日召开党员大会，讨论了陈思远同志的入党问题。', '2026年9月18日'])
    expect(body.slice(1, 4).map((line) => line.replace(/_{20,}/, '～'))).toEqual(['该同志～', '～。', '主要不足是～。'])
    expect(body[4]).toBe('支部有党员16名，其中有表决权的15名，实到13名，书面意见1份；经无记名投票，13票赞成，0票不赞成，1票弃权，同意接收其为中共预备党员，报中共南浦县烟草专卖局（分公司）委员会审批。')
    expect(signers).toEqual(['党支部书记（签名或盖章）'])
    const said = '第二支部于2026年9月18日召开党员大会，讨论了陈思远同志的入党问题。\n同意接收其为中共预备党员。'
    expect(letter('admissionResolution', { ...chen, meetings: new Map([[voteMeeting, { place: '', recorder: '', members: 16, said }]]) }).body).toEqual(said.split('\n'))
  })

  it('a vote that did not pass is no admission, and without counts nothing is said', () => {
    const vote = chenEntries.find(({ step }) => step === 'admissionVote')
    if (!vote?.votes) throw new Error('the sample has a vote')
    const failed = { ...chen, entries: [{ ...vote, result: 'failed' as const, votes: { ...vote.votes, yes: 6, no: 6, writtenYes: 0 } }] }
    expect(letter('admissionResolution', failed).body[4]).toContain('6票赞成，6票不赞成，1票弃权，赞成票未超过应到会有表决权党员的半数，不能接收其为中共预备党员。')
    const unknown = letter('admissionResolution', { ...chen, entries: [{ ...vote, result: null, votes: null }] }).body[4]
    expect(unknown).toMatch(/有表决权的_+名，实到_+名；经无记名投票，_+票赞成，_+票不赞成，_+票弃权，_+。$/)
  })

  it('the 请示 on admission and on 转正 ask for what the meeting decided', () => {
    expect(letter('admissionRequest').body[2]).toBe('2026年9月18日，第二支部召开党员大会讨论其入党问题，应到会有表决权的正式党员15名，实到13名，会前书面意见1份；经无记名投票，赞成13票，不赞成0票，弃权1票，同意接收陈思远同志为中共预备党员。现将入党志愿书和有关材料报上，请予审批。')
    const vote = chenEntries.find(({ step }) => step === 'admissionVote')
    if (!vote) throw new Error('the sample has a vote')
    const extended = { ...chen, entries: [...chenEntries, { ...vote, id: '0197b000-0000-7000-8000-00000000ffff', step: 'fullVote' as const, on: '2027-09-20', result: 'extended' as const, extendedMonths: 6, meetingId: null }], probationEnd: '2028-03-18', today: '2027-09-21' }
    expect(letter('fullRequest', extended).body[2]).toContain('决定：延长预备期6个月。')
    // The end before this extension: what is asked for is not answered yet. The form of 预备党员 has the later one.
    expect(letter('fullRequest', extended).body[1]).toContain('预备期至2027年9月18日')
    expect(words('probationForm', extended)).toContain('2028年3月18日')
    const second = { ...extended, entries: [...extended.entries, { ...vote, id: '0197b000-0000-7000-8000-00000000fffe', step: 'fullVote' as const, on: '2028-03-20', result: 'passed' as const, meetingId: null }] }
    expect(letter('fullRequest', second).body[1]).toContain('预备期至2028年3月18日')
    expect(letter('fullResolution', extended).body[4]).toContain('同意延长其预备期6个月，报')
  })
})

describe('a letter says what was decided only where it was', () => {
  const but = (step: 'preReview' | 'admissionVote', result: 'failed' | null): DevelopmentSource => ({ ...chen, entries: chenEntries.map((entry) => (entry.step === step ? { ...entry, result } : entry)) })
  it('预审合格', () => {
    expect(letter('admissionRequest').body[1]).toMatch(/2026年8月31日经中共南浦县烟草专卖局（分公司）委员会预审合格。$/)
    for (const result of ['failed', null] as const) expect(letter('admissionRequest', but('preReview', result)).body[1]).toMatch(/2026年8月31日经中共南浦县烟草专卖局（分公司）委员会_+。$/)
  })

  it('同意接收', () => {
    for (const result of ['failed', null] as const) expect(letter('admissionRequest', but('admissionVote', result)).body[2]).toMatch(/弃权1票，_+。现将/)
  })

  it('转正 that was not passed', () => {
    const vote = chenEntries.find(({ step }) => step === 'admissionVote')
    if (!vote?.votes) throw new Error('the sample has a vote')
    const failed = { ...chen, entries: [...chenEntries, { ...vote, id: '0197b000-0000-7000-8000-00000000ffff', step: 'fullVote' as const, on: '2027-09-20', result: 'failed' as const, votes: { ...vote.votes, yes: 6, no: 6, writtenYes: 0 }, meetingId: null }] }
    expect(letter('fullResolution', failed).body[4]).toMatch(/弃权，赞成票未超过应到会有表决权党员的半数，不同意其按期转为中共正式党员。$/)
  })
})

describe('forms', () => {
  it('谈话记录 has who, when and what, and both sign', () => {
    expect(words('talkRecord')).toEqual(expect.arrayContaining(['陈思远', '林静怡', '2024年3月28日', '2024年3月11日', '谈入党动机和对党的认识。\n本人愿意接受党组织的培养。', '谈话人\n签字', '谈话对象\n签字']))
  })

  it('考察登记表 has a row for each half-year and each report, and rows to write on', () => {
    const told = words('cultivationForm')
    expect(told).toEqual(expect.arrayContaining(['2024年12月20日', '2025年6月20日', '2025年12月19日', '2024年12月12日', '学习党章的体会', '2024年9月10日', '孙立军、林静怡', '999***********0011', '139****0017']))
  })

  it('a field that the officer added stands in the forms, one that is empty does not', () => {
    expect(words('activistFiling')).toEqual(expect.arrayContaining(['政治面貌', '共青团员']))
    expect(words('activistFiling', { ...chen, own: [{ name: '政治面貌', value: '', own: '' }] })).not.toContain('政治面貌')
  })

  it('全程纪实表 tells every step in the order of the chart, with votes and numbers of papers', () => {
    const made = built('processRecord')
    if (made.form !== 'sheet') throw new Error('a form')
    const table = made.paper.blocks.findLast((block) => block.block === 'table')
    const rows = table?.block === 'table' ? table.rows.slice(1).map(({ cells }) => cells.map(({ text }) => text)) : []
    expect(rows).toHaveLength(chenEntries.length)
    expect(rows[0]).toEqual(['1', '递交入党申请书', '2024年3月11日', '本人', '', ''])
    expect(rows.find(([no]) => no === '15')).toEqual(['15', '党员大会讨论接收', '2026年9月18日', '党支部党员大会', '应到15人，实到13人，赞成13票、不赞成0票、弃权1票；通过', ''])
    expect(rows.find(([, name]) => name === '发展对象公示')?.[2]).toBe('2026年6月1日至2026年6月5日')
    expect(rows.find(([no]) => no === '11')?.[4]).toBe('24学时；通过')
  })

  it('档案目录 counts copies and pages, and says what nobody counted', () => {
    expect(words('archiveList')).toEqual(expect.arrayContaining(['1-1', '入党申请书', '2024年3月11日', '合计：3种4份，10页（另有1种没有填页数）。']))
  })

  it('预备党员考察登记表 has the end of 预备期, and 转正申请书 only lines for the hand', () => {
    expect(words('probationForm')).toContain('2027年9月18日')
    expect(words('fullApplication').filter((text) => text !== '')).toEqual(['转正申请书', '申请人：陈思远　　大会通过：2026年9月18日　　预备期满：2027年9月18日', '敬爱的党组织：', expect.stringContaining('本人手写'), expect.stringContaining('申请人签名')])
  })
})

describe('every paper', () => {
  it.each(DevelopmentPaper.options)('%s makes nothing up for somebody of whom only the name is known', (paper) => {
    const made = built(paper, nobody)
    const text = made.form === 'letter' ? [made.paper.title, ...made.paper.body].join('') : wordsOfSheet(made.paper).join('')
    expect(text).toContain('陈思远')
    expect(text).not.toMatch(/undefined|null|NaN|Invalid/)
    expect(text.replace(/2026年8月12日/g, '')).not.toMatch(/\d{4}年\d/)
  })

  it.each(DevelopmentPaper.options)('%s escapes what was typed', (paper) => {
    const made = built(paper, { ...chen, name: '<script>张</script>' })
    expect(made.form === 'letter' ? letterHtml(made.paper) : sheetHtml(made.paper)).not.toContain('<script>')
  })

  it('has only shipped fields, each of which its values answer, and its own essentials among them', () => {
    const shipped = new Set(developmentFields.map(({ name }) => name))
    const { lines, paragraphs, lists } = developmentValues(chen, 'publicity')
    const answered = new Set([...Object.keys(lines), ...Object.keys(paragraphs), ...Object.keys(lists)])
    expect([...shipped].filter((name) => !answered.has(name))).toEqual([])
    expect([...answered].filter((name) => !shipped.has(name))).toEqual(['政治面貌'])
    for (const essential of Object.values(essentialDevelopmentFields).flat(2)) expect(shipped.has(essential)).toBe(true)
    const inside = (name: string) => developmentFields.find((field) => field.name === name)?.inside.map((field) => field.name)
    for (const [name, [first]] of Object.entries(lists)) expect([name, Object.keys(first?.lines ?? {}).toSorted()]).toEqual([name, first === undefined ? [] : inside(name)?.toSorted()])
  })

  it('leaves as a Word form in which every field of the shipped one is written', () => {
    for (const paper of DevelopmentPaper.options) {
      const made = buildDevelopmentPaper(paper, fieldsAsValues(['政治面貌']))
      const text = made.form === 'letter' ? [made.paper.title, made.paper.addressee, ...made.paper.body, ...made.paper.attachments, made.paper.sender, made.paper.date].join('') : wordsOfSheet(made.paper).join('')
      for (const [any = []] of [essentialDevelopmentFields[paper]]) expect(any.some((name) => text.includes(`{${name}}`) || text.includes(`{#${name}}`))).toBe(true)
      expect(text).not.toMatch(/_{4}年__月__日(?!前寄回)/)
    }
  })

  it('gives a form of the unit a gap in a letter and an empty cell in a table', () => {
    expect(ownFormValues('publicity', developmentValues(nobody, 'publicity')).lines).toMatchObject({ 籍贯: '________', 申请日期: '____年__月__日', 标题: '关于拟将陈思远同志列为发展对象的公示' })
    expect(ownFormValues('archiveList', developmentValues(nobody, 'archiveList')).lines).toMatchObject({ 籍贯: '' })
    expect(DevelopmentPaper.options.filter(isLetter)).toHaveLength(8)
  })
})

describe('materials by stage', () => {
  it('a scan in the file is the material of its kind, and what was filed is what it was filed as', () => {
    const scans = [scan('application', null, 1), scan('other', '1-2', 2), scan('application', '3-6', 3), scan('idCard', null, 4), scan('other', 'gone', 5)]
    const [first, , third] = placedMaterials(chenEntries, scans, '2026-09-20')
    expect([first?.there, first?.asked, first?.materials.map(({ material, state, files }) => [material.code, state, files.length])]).toEqual([2, 3, [['1-1', 'there', 1], ['1-2', 'there', 1], ['1-3', 'later', 0]]])
    expect(third?.materials.find(({ material }) => material.code === '3-6')?.files).toHaveLength(1)
    expect(unfiledScans(scans).map(({ id }) => id)).toEqual([scans[3]?.id, scans[4]?.id])
  })

  it('lacks only once the step was done, never what another paper holds, and nothing that the text of its day did not ask', () => {
    const state = (entries: typeof chenEntries, code: string, on = '2026-09-20') => placedMaterials(entries, [], on).flatMap(({ materials }) => materials).find(({ material }) => material.code === code)?.state
    expect([state([], '1-1'), state(chenEntries, '1-1'), state(chenEntries, '1-3'), state(chenEntries, '4-6'), state(chenEntries, 'introducers'), state(chenEntries, '3-3')]).toEqual(['later', 'missing', 'later', 'later', 'within', 'missing'])
    const old = chenEntries.filter(({ step }) => step !== 'prospectPublicity').map((entry) => (entry.step === 'prospectListed' ? { ...entry, on: '2026-05-10' } : entry))
    expect(state(old, '3-3')).toBe('notAsked')
  })

  it('every paper is reached from a material of the chart or beside a stage, and every code keeps its kind', () => {
    const codes = developmentSteps.flatMap(({ materials }) => materials.map(({ code }) => code))
    expect(DevelopmentPaper.options.filter((paper) => !codes.some((code) => paperOf(code) === paper))).toEqual(['fullResolution'])
    expect(codes.filter((code) => meetingPaperOf(code) !== null)).toEqual(['2-2', '3-2', 'screening', '4-4', '4-4-1', '4-4-2', '5-5'])
    expect([kindOfCode('1-1'), kindOfCode('4-3'), kindOfCode('3-3'), paperOf('toString')]).toEqual(['application', 'admissionForm', 'other', null])
  })
})
