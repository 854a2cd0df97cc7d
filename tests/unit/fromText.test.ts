import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meetingFromText, type FromText, type FromTextContext } from '../../shared/domain/fromText.ts'
import { MeetingDraft } from '../../shared/domain/meeting.ts'
import { parsePeopleLines } from '../../shared/domain/peopleLines.ts'
import type { DatedChange, PersonChange, RosterEntry } from '../../shared/domain/person.ts'
import { rosterOn, type PersonWithHistory } from '../../shared/domain/roster.ts'
import { chineseNumeral } from '../../shared/domain/text.ts'
import { peopleLines } from '../fixtures/committee-2026-09-08.ts'

const sample = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/minutes', `${name}.md`), 'utf8')
const samples = { committee: sample('committee-2026-09-08'), general: sample('general-meeting-2026-09-18'), themeDay: sample('theme-day-2026-10-16') }

const idOf = new Map<string, string>()
const branch: PersonWithHistory[] = []
for (const { name, status, posts, group, from } of parsePeopleLines(peopleLines, '2024-01-01').people) {
  const id = idOf.get(name) ?? `0197a000-0000-7000-8000-0000000000${String(idOf.size).padStart(2, '0')}`
  const changes: PersonChange[] = [{ field: 'status', value: status }, { field: 'posts', value: posts }, { field: 'group', value: group }]
  const history = changes.map((change): DatedChange => ({ ...change, id, personId: id, from }))
  const known = branch.find((person) => person.id === id)
  if (known) known.history = [...known.history, ...history]
  else branch.push({ id, name, history })
  idOf.set(name, id)
}
const nameOf = new Map([...idOf].map(([name, id]) => [id, name]))
const context: FromTextContext = { roster: (day) => rosterOn(branch, day), branch: '第二支部', today: '2026-11-22' }
const read = (text: string, more: Partial<FromTextContext> = {}): FromText => meetingFromText(text, { ...context, ...more })

const marksOf = ({ draft }: FromText): string[] => draft.attendance.map(({ personId, state, reason }) => `${nameOf.get(personId)} ${state}${reason === '' ? '' : ` ${reason}`}`).sort()
const speeches = (...pairs: [string, string][]) => pairs.map(([speaker, text]) => ({ speaker, text, at: '' }))
const action = (task: string, owners: string, when: { dueText?: string; startText?: string; repeatText?: string }) => ({ task, owners, dueText: '', startText: '', repeatText: '', ...when })
const item = (title: string, more: object) => ({ title, reporter: '', report: '', speeches: [], discussion: '', nature: 'party', seats: null, votes: [], decision: '', actions: [], ...more })
const vote = (more: object) => ({ subject: '', scene: 'general', method: 'hands', issued: null, returned: null, valid: null, no: 0, abstain: 0, writtenYes: 0, writtenNo: 0, writtenAbstain: 0, teller: '', counters: '', excluded: 0, excludedReason: '', ...more })
const present = (...names: string[]) => names.map((name) => `${name} present`)
const others = ['周启明', '林静怡', '郑浩然', '吴国栋', '何晓燕', '孙立军', '钱雅文', '赵文博', '马晓东', '徐桂芳', '高志远', '罗敏', '邓丽娟', '方子涵']

describe('a time that is no day of the calendar', () => {
  it.each([
    ['郑浩然负责口袋卡，两周内完成', { owners: '郑浩然', dueText: '两周内', repeatText: '' }], ['郑浩然下周五前完成口袋卡', { task: '完成口袋卡', owners: '郑浩然', dueText: '下周五前', repeatText: '' }], ['郑浩然负责口袋卡，每两周报一次', { owners: '郑浩然', dueText: '', repeatText: '每两周' }],
    ['郑浩然5个工作日内完成口袋卡', { task: '完成口袋卡', dueText: '5个工作日内' }],
  ])('%s', (words, action) => { expect(read(`议题一　会议决定：印制口袋卡。${words}。`).draft.agenda[0]?.actions[0]).toMatchObject(action) })
})

describe('a sample pasted as it is', () => {
  it('of the committee comes out whole; left to the officer: an owner for 问题闭环率 and the wording of tasks', () => {
    const result = read(samples.committee)
    expect(result).toMatchObject({ leftOver: [], differences: [] })
    expect(marksOf(result)).toEqual(present('周启明', '林静怡', '郑浩然', '吴国栋', '何晓燕').sort())
    const { attendance, ...draft } = result.draft
    expect(attendance).toHaveLength(5)
    expect(draft).toEqual({
      kind: 'committeeMeeting', title: '第二支部委员会2026年第9次会议', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:10', place: '县局三楼党员活动室', chair: '周启明', recorder: '林静怡', group: '', elements: {}, copiedFrom: null,
      guests: [{ name: '孙立军', note: '' }, { name: '钱雅文', note: '' }],
      opening: '主持人宣布：应到委员5人，实到5人，超过半数，会议有效。',
      agenda: [
        item('学习传达县局党委第三季度党建工作例会精神', {
          reporter: '郑浩然', report: '领学例会材料，重点是“党建与专卖、营销、物流三项业务同部署同检查”。',
          speeches: speeches(
            ['吴国栋', '上季度支部台账里有两次活动只有照片没有结论，建议今后每项议题都写明“谁、什么时候、办到什么程度”。'],
            ['何晓燕', '青年党员对材料写作不熟，建议由老党员带着写一次。'],
            ['周启明', '小结：从本月起，议定事项一律登记成任务，月底由纪检委员核对。'],
          ),
          decision: '建立支部议定事项清单', actions: [action('建立支部议定事项清单，完成首次核对', '吴国栋', { dueText: '9月30日前' })],
        }),
        item('研究提交大会讨论接收陈思远同志为预备党员事项', {
          reporter: '林静怡',
          report: '陈思远，专卖市场监管员，2024年3月11日递交入党申请书，同年9月10日确定为积极分子；2026年6月1日至5日公示5个工作日，无异议，6月9日列为发展对象；7月完成24学时集中培训和政治审查；8月31日县局党委预审合格。按规定应在一个月内提交党支部党员大会，截止9月30日。',
          speeches: speeches(['孙立军（介绍人）', '该同志今年牵头办理涉烟案件线索11条，遇急事能顶上，缺点是与零售户沟通时语气偏硬。'], ['吴国栋', '查阅信访和纪律记录，未发现问题。']),
          votes: [vote({ subject: '陈思远', scene: 'committee', yes: 5 })],
          decision: '同意于9月18日提交党支部党员大会讨论。', actions: [action('备齐票样、计票单和志愿书', '林静怡', { dueText: '9月15日前' })],
        }),
        item('研究业务难点清单和党员攻关项目', {
          reporter: '周启明', report: '通报三季度难点：一是城西片区真烟异常流动线索占全县42%；二是零售户走访覆盖率86%，低于95%的目标；三是送货准时率93.5%，雨天明显下降。赵文博负责的城西片区报名攻关。',
          speeches: speeches(['何晓燕', '提出“走访覆盖提升”要避免只求数量']),
          decision: '同意设立3个党员攻关项目：“城西片区真烟流动治理”（赵文博牵头）、“走访覆盖提升”（钱雅文牵头）、“雨天配送保障”（马晓东牵头），均填写立项书，12月15日结题，每月25日报进度。\n采纳，增加“问题闭环率”指标。',
          actions: [action('均填写立项书，12月15日结题，每月25日报进度', '赵文博、钱雅文、马晓东', { dueText: '12月15日', repeatText: '每月25日' })],
        }),
        item('确定10月主题党日安排', {
          decision: '10月主题党日定于10月16日，主题为“亮身份、解难题、优服务”，含学习、攻关项目中期交流、城西农贸市场志愿服务三项',
          actions: [action('负责方案，发通知', '郑浩然', { dueText: '10月12日前' })],
        }),
      ],
    })
  })

  it('of the admission comes out whole as one item; left to the officer: who approved leave, and that 林静怡 spoke as introducer and for the committee', () => {
    const result = read(samples.general)
    expect(result).toMatchObject({ leftOver: [], differences: [] })
    expect(marksOf(result)).toEqual([...present(...others), '曹建国 leave 赴市局培训，会前已提交书面意见', '梁永康 leave 住院，未提交书面意见'].sort())
    const { attendance, ...draft } = result.draft
    expect(attendance).toHaveLength(16)
    expect(draft).toEqual({
      kind: 'generalMeeting', title: '第二支部党员大会', heldOn: '2026-09-18', startsAt: '15:00', endsAt: '17:05', place: '县局四楼会议室', chair: '周启明', recorder: '林静怡', group: '', elements: {}, copiedFrom: null,
      guests: [{ name: '沈伟', note: '县局党委组织员' }, { name: '唐雨薇', note: '入党积极分子' }, { name: '陈思远', note: '发展对象' }],
      opening: '主持人宣布：应到会有表决权的党员15人，实到13人，超过半数，可以开会。推选吴国栋为监票人，罗敏、马晓东为计票人，经举手全体通过。',
      agenda: [item('讨论接收陈思远同志为中共预备党员', {
        reporter: '陈思远',
        report: '汇报对党的认识、入党动机、本人履历、家庭主要成员和重要社会关系情况，说明没有需要向组织隐瞒的事项。他说：“去年大雪封路，几位党员师傅把药品和卷烟一起送进山里的店，我才明白党员身份是在这种时候亮出来的。”',
        speeches: speeches(
          ['孙立军', '政治上可靠，业务上肯钻，近两年零差错；不足是性子急。同意做他的介绍人，同意其入党。'],
          ['林静怡', '培养考察两年，思想汇报8篇、参加党课9次、志愿服务46小时，同意其入党。'],
          ['林静怡', '程序完备，材料齐全，公示无异议，政治审查合格，培训24学时合格，党委预审合格。支委会认为其基本具备党员条件。'],
          ['钱雅文', '在城西片区整治中主动承担夜查，值得肯定。'], ['赵文博', '曾因言辞与商户发生争执，希望改进沟通。'], ['徐桂芳', '带头学法规，考取执法证早于同批人员。'],
          ['高志远', '工作细，建议多参加支部宣传。'], ['邓丽娟', '同意大家意见，希望把专业特长用到帮扶困难零售户上。'], ['方子涵', '结合自身体会，表示愿与其互相监督。'],
          ['陈思远', '表态：虚心接受意见，用一年预备期改正急躁毛病。'],
        ),
        discussion: '合计赞成13票，超过应到会有表决权党员15人的半数，监票人确认结果有效，当场宣布。',
        votes: [vote({ subject: '陈思远', scene: 'admission', method: 'secret', issued: 13, returned: 13, valid: 13, yes: 12, abstain: 1, writtenYes: 1, teller: '吴国栋', counters: '罗敏、马晓东' })],
        decision: '第二支部于2026年9月18日召开党员大会，讨论了陈思远同志的入党问题。该同志拥护党的纲领和章程，入党动机端正，政治立场坚定，工作责任心强，在专卖市场监管岗位作用发挥较好；主要不足是工作中有时急躁、与服务对象沟通方式需改进。支部有党员16名，其中有表决权的15名，实到13名，书面意见1份；经无记名投票，13票赞成，0票不赞成，1票弃权，同意接收其为中共预备党员，报县局党委审批。',
        actions: [action('将志愿书、决议和票决材料报县局党委（审批时限至12月18日）', '林静怡', { dueText: '9月22日前' })],
      })],
    })
  })

  it('of the 主题党日 comes out whole; left to the officer: 会前研究, 上次议定事项落实, and that three people reported in one item', () => {
    const result = read(samples.themeDay)
    expect(result).toMatchObject({ leftOver: [], differences: [] })
    expect(marksOf(result)).toEqual([...present(...others, '曹建国', '陈思远'), '梁永康 leave 病假'].sort())
    const { attendance, ...draft } = result.draft
    expect(attendance).toHaveLength(17)
    expect(draft).toEqual({
      kind: 'themeDay', title: '2026年10月主题党日“亮身份、解难题、优服务”', heldOn: '2026-10-16', startsAt: '14:00', endsAt: '17:20', place: '县局党员活动室；城西农贸市场', chair: '周启明', recorder: '郑浩然', group: '', copiedFrom: null,
      elements: { theme: '亮身份、解难题、优服务', contents: '集中学习、组织生活、民主议事、志愿服务', hours: '1' },
      guests: [{ name: '唐雨薇', note: '积极分子' }], opening: '',
      agenda: [
        item('重温入党誓词和宣誓', { report: '县局党委10月12日批准接收陈思远为预备党员，编入第一党小组。周启明带领全体党员重温入党誓词，陈思远面向党旗宣誓并作2分钟发言。' }),
        item('集中学习（60分钟）', {
          reporter: '郑浩然', report: '领学发展党员工作细则新修订要点和中央八项规定精神案例。',
          speeches: speeches(['马晓东', '谈体会：配送员每天和商户打交道，收一包烟也是纪律问题。'], ['徐桂芳', '建议把案例编成“十个不”口袋卡']),
          decision: '采纳，郑浩然11月5日前完成。', actions: [action('口袋卡', '郑浩然', { dueText: '11月5日' })],
        }),
        item('业务攻关中期交流（70分钟）', {
          reporter: '赵文博', report: '汇报“城西片区真烟流动治理”：建立异常订单三色预警，9月以来核查27户，立案2起，线索占比由42%降到31%；困难是夜间人手不足。',
          speeches: speeches(
            ['孙立军', '建议两个党小组轮值，每周三、五各出2人'],
            ['钱雅文', '汇报“走访覆盖提升”：走访覆盖率由86%升至94.2%，收集问题63条、办结51条，闭环率81%；剩余12条主要是货源投放咨询，需营销部配合。'],
            ['马晓东', '汇报“雨天配送保障”：调整4条线路、增配防雨罩60个，雨天准时率由88%升到95%，投诉下降3件。'],
            ['吴国栋', '提醒：三个项目的用车、加班补贴要按制度报销。'],
          ),
          discussion: '周启明协调营销部10月30日前逐条答复。', decision: '同意，自10月19日起执行。',
          actions: [action('轮值夜查', '孙立军、钱雅文', { startText: '10月19日起', repeatText: '每周三、五' }), action('货源咨询答复', '周启明', { dueText: '10月30日' })],
        }),
        item('民主议事', {
          discussion: '讨论“党员先锋岗”推荐人选，经充分发言', votes: [vote({ subject: '赵文博、罗敏', yes: 14 })],
          decision: '推荐赵文博、罗敏2人（有表决权到会14人：赞成14、不赞成0、弃权0），报县局党委，公示5个工作日。',
        }),
        item('志愿服务（60分钟）', {
          report: '16名党员和1名积极分子分4组到城西农贸市场，为38户零售户开展真伪识别、收银设备检修和消防检查，现场解决扫码故障6起，登记建议9条，累计服务17人·小时。',
          actions: [action('9条建议入任务清单并回访', '何晓燕', { dueText: '11月10日' })],
        }),
      ],
    })
  })

  it.each(Object.entries(samples))('of %s: every guess points at the words it came from, and nothing is made up', (_name, text) => {
    const { draft, guesses } = read(text)
    const at = (field: string) => guesses.filter((g) => g.field === field).map((g) => text.slice(g.from, g.to)).join('\n')
    expect(at('chair')).toBe('周启明')
    expect(at('heldOn')).toMatch(/^2026 年 \d+ 月 \d+ 日$/)
    expect(at('agenda.0.title')).not.toBe('')
    const bare = (words: string) => words.replace(/[\s*#]/g, '')
    const valuesOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [])
    const { title, place, chair, recorder, guests, opening, elements, agenda } = draft
    for (const words of valuesOf([title, place, chair, recorder, guests, opening, elements, agenda.map((one) => ({ ...one, nature: '', votes: one.votes.map(({ subject, teller, counters }) => [subject, teller, counters]) }))])) for (const piece of words.split(/[\n，、]/)) expect(bare(text)).toContain(bare(piece))
  })
})

describe('the same record written otherwise comes out the same:', () => {
  const half = (text: string) => text.replace(/[：，；（）]/g, (mark) => ({ '：': ':', '，': ',', '；': ';', '（': '(', '）': ')' })[mark] ?? mark)
  const plain = (text: string) => text.replace(/\*\*|^# /gm, '')
  const forms: [string, (text: string) => string][] = [
    ['without markup', plain], ['one element on each line', (text) => plain(text).replace(/　+(?=[^\n　☑]{2,20}：)/g, '\n')], ['half-width punctuation', half], ['half-width and without markup', (text) => half(plain(text))],
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n')], ['without blanks between words', (text) => text.replaceAll(' ', '')], ['an empty line after each', (text) => text.replaceAll('\n', '\n\n')],
    ['headings on lines of their own', (text) => plain(text).replace(/^(议题[一二三四]|[（一二三四五六）]{1,3}、?[^　\n]{2,20})　/gm, '$1\n')], ['bold without a blank after it', (text) => text.replaceAll('**　', '**')],
    ['full-width digits', (text) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0))],
    ['names aligned with blanks', (text) => text.replaceAll('罗敏', '罗　敏')],
  ]
  // What may differ between the forms is the width of characters and the blank in 罗　敏.
  const compared = ({ draft, leftOver, differences }: FromText): unknown => JSON.parse(half(JSON.stringify({ draft, left: leftOver.map(({ text }) => text), differences }).normalize('NFKC')).replace(/罗\s敏/g, '罗敏'))
  it.each(forms.flatMap(([form, change]) => Object.entries(samples).map(([name, text]): [string, string, string] => [form, name, change(text)])))('%s (%s)', (_form, name, text) => {
    expect(compared(read(text))).toEqual(compared(read(samples[name as keyof typeof samples])))
  })
})

const short = `第二支部委员会2026年第10次会议记录
时　　间：2026年10月8日 下午2点半至4点10分
地　　点：县局三楼党员活动室
主 持 人：支部书记周启明
记 录 人：林静怡
应到5人，实到4人，请假1人（何晓燕，出差）
列席人员：孙立军（第一党小组组长）、县局办公室主任张建国
会议议题：
1.研究四季度党课安排
2.研究困难党员慰问

一、研究四季度党课安排
汇报人：郑浩然
郑浩然汇报：四季度计划上党课1次。
决定：同意四季度党课安排。
责任人：郑浩然
完成时限：10月底前

二、研究困难党员慰问
林静怡介绍了困难党员情况。
经讨论，与会委员一致同意慰问梁永康，由林静怡负责，10月20日前完成。
表决（举手）：赞成4票，不赞成0票，弃权0票。
`

describe('a plain record', () => {
  it('as a form with aligned labels and labelled items is understood', () => {
    const result = read(short)
    expect(result).toMatchObject({ leftOver: [], differences: [] })
    expect(result.draft).toMatchObject({
      kind: 'committeeMeeting', title: '第二支部委员会2026年第10次会议', heldOn: '2026-10-08', startsAt: '14:30', endsAt: '16:10', chair: '周启明', recorder: '林静怡',
      guests: [{ name: '孙立军', note: '第一党小组组长' }, { name: '张建国', note: '县局办公室主任' }],
      agenda: [
        { title: '研究四季度党课安排', reporter: '郑浩然', report: '四季度计划上党课1次。', decision: '同意四季度党课安排。', actions: [{ owners: '郑浩然', dueText: '10月底前' }] },
        { title: '研究困难党员慰问', reporter: '林静怡', decision: '一致同意慰问梁永康', votes: [{ yes: 4, method: 'hands', scene: 'committee' }], actions: [{ task: '慰问梁永康', owners: '林静怡', dueText: '10月20日前' }] },
      ],
    })
    expect(marksOf(result)).toEqual([...present('周启明', '林静怡', '郑浩然', '吴国栋'), '何晓燕 leave 出差'].sort())
    expect(result.guesses.find(({ field }) => field === 'title')).toMatchObject({ sure: false })
  })

  it('pasted from a table, with tabs, is understood', () => {
    const { draft, differences } = read('会议名称\t第二支部委员会2026年第11次会议\t时间\t2026年11月3日14:30—15:40\n地点\t三楼\t主持人\t周启明\n应到委员\t5人\t实到委员\t3人（周启明、林静怡、郑浩然）\n缺席\t吴国栋（住院）\n议题\t一、学习文件\n一、学习文件\n周启明传达了文件精神。\n议定事项：\n1.学习笔记检查，责任人郑浩然，完成时限11月20日\n2.补课安排（吴国栋，11月底前）')
    expect(draft).toMatchObject({ title: '第二支部委员会2026年第11次会议', heldOn: '2026-11-03', startsAt: '14:30', endsAt: '15:40', place: '三楼', chair: '周启明' })
    expect(draft.agenda).toMatchObject([{ title: '学习文件', reporter: '周启明', actions: [{ task: '学习笔记检查', owners: '郑浩然', dueText: '11月20日' }, { task: '补课安排', owners: '吴国栋', dueText: '11月底前' }] }])
    expect(differences).toEqual(['没有写是否到会：何晓燕。'])
  })

  it('of a 党课 fills what that kind asks', () => {
    const { draft, leftOver } = read('2026年10月第二支部党课活动记录\n时间：2026年10月22日9:00—10:30　地点：四楼会议室\n主讲人：周启明　主讲人职务：支部书记\n题目：学好新修订的细则\n学时：1.5\n应到党员17人，全部到会。\n提纲：一、为什么修订；二、修订了什么。\n会后每人写一篇心得。')
    expect(draft).toMatchObject({ kind: 'partyLecture', startsAt: '09:00', elements: { topic: '学好新修订的细则', lecturer: '周启明', lecturerPost: '支部书记', hours: '1.5', outline: '一、为什么修订；二、修订了什么。\n会后每人写一篇心得。' } })
    expect(draft.attendance).toHaveLength(17)
    expect(leftOver).toEqual([])
  })

  it('of a 党小组会 finds its group and its last two elements', () => {
    const { draft } = read('第一党小组会议记录\n时间：2026年10月20日15：00至16：00\n党小组：第一党小组\n学习内容：发展党员工作细则\n徐桂芳：要学深。\n批评与自我批评：\n赵文博：自己学习不够。\n向支部反馈的意见：无')
    expect(draft).toMatchObject({ kind: 'groupMeeting', group: '第一党小组', startsAt: '15:00', endsAt: '16:00', elements: { study: '发展党员工作细则', criticism: '赵文博：自己学习不够。', feedback: '无' } })
  })

  it('keeps the kind that was chosen, whatever its heading says', () => { expect(read(samples.themeDay, { kind: 'generalMeeting' }).draft.kind).toBe('generalMeeting') })
})

describe('counts that do not agree', () => {
  it('with the roster leave everybody else unmarked, and are told', () => {
    const result = read(samples.themeDay.replace('**实到**：16 人', '**实到**：15 人'))
    expect(marksOf(result)).toEqual(['梁永康 leave 病假'])
    expect(result.differences).toEqual(['记录写实到15人，名册里2026年10月16日应到党员17人，点名没有到会的1人，应为16人；其余的人没有登记签到。'])
  })

  it.each([
    ['应到 of the roster', samples.committee.replace('**应到委员**：5 人', '**应到委员**：7 人'), '记录写应到7人，名册里2026年9月8日应到委员5人。'],
    ['the names in 实到', samples.committee.replace('、何晓燕）', '）'), '没有写是否到会：何晓燕。'],
    ['the number on leave', samples.general.replace('**请假**：2 人', '**请假**：3 人'), '记录写请假3人，写出姓名的有2人。'],
    ['the number of members', samples.general.replace('**党员总数**：16 人', '**党员总数**：18 人'), '记录写党员总数18人，名册里2026年9月18日有16人。'],
    ['the papers of a vote', samples.general.replace('赞成 12 票', '赞成 11 票'), '表决的三项合计12票，有效票写的是13张。'],
    ['the resolution', samples.general.replace('13 票赞成，0', '14 票赞成，0'), '决议写14票赞成，表决记录合计13票赞成。'],
    ['the voters there', samples.themeDay.replace('有表决权到会 14 人', '有表决权到会 15 人'), '记录写有表决权的党员到会15人，按签到是14人。'],
    ['the list of the agenda', samples.committee.replace('；四、确定 10 月主题党日安排', ''), '议题写了3项，正文里有4项。'],
    ['the branch', samples.committee.replace('第二支部委员会', '第三支部委员会'), '记录写的是第三支部，本支部是第二支部。'],
    ['the year', samples.committee.replace('2026 年 9 月 8 日（', '2027 年 9 月 8 日（'), '记录的日期2027年9月8日在今天之后。'],
  ])('with %s are told', (_what, text, sentence) => { expect(read(text).differences).toContain(sentence) })
})

describe('text that is no record', () => {
  it.each(['', '   ', '今天开了个会，大家都挺好的。', '\uFEFF\u0000\uFFFF\uD800', '议题一', '{"kind":"x"}', '|---|---|', '：：：', '（）'.repeat(50)])('%j makes an empty draft of today', (text) => {
    const { draft, differences } = read(text)
    expect(draft).toMatchObject({ heldOn: '2026-11-22', startsAt: '', chair: '', attendance: [], guests: [] })
    expect(differences).toContain('没有读到日期，先写今天（2026年11月22日）。')
  })

  it('is left over with the reason', () => {
    const text = '今天开了个会，大家都挺好的。'
    expect(read(text).leftOver).toEqual([{ from: 0, to: text.length, text, why: '没有找到议题，不知道写进哪一项' }])
  })

  it('in the head is left over, and the rest of the head is read', () => {
    const { draft, leftOver } = read(samples.committee.replace('**列席**：', '**交通方式**：步行\n**列席**：'))
    expect(leftOver).toMatchObject([{ text: '交通方式：步行', why: '抬头里没有对应的栏目' }])
    expect(draft).toEqual(read(samples.committee).draft)
  })

  it('does not begin to speak or decide inside a quotation', () => {
    const said = '他写道“走访不够。吴国栋：要改。会议决定停办。”大家记住了。'
    expect(read(`支委会记录\n议题：学习\n周启明汇报：${said}`).draft.agenda).toMatchObject([{ reporter: '周启明', report: said, speeches: [], decision: '' }])
  })

  it('has at most sixty items; what follows belongs to the last', () => {
    const { draft } = read(`支委会记录\n${Array.from({ length: 70 }, (_, i) => `${chineseNumeral(i + 1)}、第${i + 1}件事\n周启明汇报：做了${i + 1}。`).join('\n')}`)
    expect(draft.agenda).toHaveLength(60)
    expect(draft.agenda[1]).toMatchObject({ title: '第2件事', reporter: '周启明', report: '做了2。' })
    expect(JSON.stringify(draft.agenda[59])).toContain('做了70。')
    expect(MeetingDraft.safeParse(draft).success).toBe(true)
  })

  it('does not become a decision, an action or a vote by chance', () => {
    const { draft } = read('支委会记录\n议题：学习\n周启明汇报：赵文博9月30日前已完成走访。9月8日支委会同意后上报。一致赞成。每天5人负责的片区不变。')
    expect(draft.agenda).toMatchObject([{ title: '学习', reporter: '周启明', votes: [], decision: '', actions: [] }])
  })
})

describe('names of the roster', () => {
  const member = (name: string, n: number): RosterEntry => ({ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, name, status: 'fullMember', posts: [], group: null, hasVote: true, noVoteReason: null })
  it.each(['安娜-玛丽', '买买提·艾力', '王伟（二组）', 'a/b', '.*', '{1}', '[^a]', 'x+', '\\d', '$'])('%s is read as it is written', (name) => {
    const { draft } = read(`支委会记录\n一、学习\n${name}汇报：走访情况。\n${name}：同意。`, { roster: () => [member(name, 1)] })
    expect(draft.agenda[0]).toMatchObject({ title: '学习' })
    expect([draft.agenda[0]?.reporter, ...draft.agenda[0]?.speeches.map(({ speaker }) => speaker) ?? []]).toContain(name)
  })
  it('that do not stand in the text change nothing, however many they are', () => {
    const strangers = Array.from({ length: 20_000 }, (_, n) => member(`某${n.toString(36)}无关的人`, n))
    expect(read(samples.committee, { roster: (day) => [...context.roster(day), ...strangers] }).draft.agenda).toEqual(read(samples.committee).draft.agenda)
  })
})

describe('whatever is pasted', () => {
  const words = fc.constantFrom(...(samples.committee + samples.general + samples.themeDay).split(/(?<=[。；：，\n])/), '周启明', '：', '赞成5票', '9月30日前', '会议决定', '议定事项：', '①', '（', '）', '“', '\t', '\n', '　', '一、', '（一）', '议题一', '责任人', '监票人', '☑')
  const text = fc.oneof(fc.array(fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }), { maxLength: 60 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 300 }))
  const kind = fc.constantFrom(undefined, ...MeetingDraft.shape.kind.options)

  it('nothing throws, every range lies in the text, and the draft can be saved', () => {
    fc.assert(fc.property(text, kind, (pasted, chosen) => {
      const { draft, guesses, leftOver } = read(pasted, chosen === undefined ? {} : { kind: chosen })
      for (const { from, to } of [...guesses, ...leftOver]) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(from).toBeLessThan(to)
        expect(to).toBeLessThanOrEqual(pasted.length)
      }
      expect(MeetingDraft.safeParse(draft).error).toBeUndefined()
    }), { numRuns: 400 })
  })

  it.each([...Object.values(samples), '（', '一、\n', '周启明：', '讨论：', '，会议同意', '会议决定：周启明负责，9月30日前', '①', '“', '时间：', '。', '\n', '请假：周启明\n', '赞成5票，', '\t'])('200,000 characters of %j are read without reading them again and again', (part) => {
    const long = part.repeat(Math.ceil(200_000 / part.length)).slice(0, 200_000)
    const started = performance.now()
    const { draft } = read(long)
    // A reading that is not linear takes minutes here; the machine may be ten times as slow.
    expect(performance.now() - started).toBeLessThan(30_000)
    expect(MeetingDraft.safeParse(draft).error).toBeUndefined()
  })

  it('what is beyond 200,000 characters is left over', () => {
    const { leftOver } = read(`${samples.committee}${'\n'.repeat(200_000)}尾巴`)
    expect(leftOver.at(-1)).toMatchObject({ why: '文字太长，超出的部分没有读' })
  })
})
