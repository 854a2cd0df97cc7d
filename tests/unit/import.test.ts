import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCell } from '../../shared/domain/importCells.ts'
import { readDate } from '../../shared/domain/importDates.ts'
import { distinctName, plainName } from '../../shared/domain/importNames.ts'
import { proposeImport, type ImportDecision, type ProposedRow } from '../../shared/domain/importProposal.ts'
import type { ImportPerson } from '../../shared/domain/importPeople.ts'
import { headingKey, targetOfHeading, targetsOf, type ImportTarget } from '../../shared/domain/importTargets.ts'
import type { DatedChange, PersonStatus } from '../../shared/domain/person.ts'
import type { TableCell } from '../../shared/domain/table.ts'

const today = '2026-09-08'
const read = (target: ImportTarget, cell: string | TableCell, heading = '') => readCell(target, typeof cell === 'string' ? { text: cell } : cell, heading, today)
const valueOf = (target: ImportTarget, cell: string | TableCell, heading = '') => read(target, cell, heading).values.map(({ target: meant, value }) => (meant === target ? value : `${meant} ${value}`)).join()
const told = (target: ImportTarget, cell: string | TableCell) => read(target, cell).findings.map(({ level, message }) => `${level} ${message}`).join()

describe('a heading', () => {
  it.each([['姓  名', 'name'], ['姓　名', 'name'], ['身份证号码', 'idNumber'], ['身份证号（18位）', 'idNumber'], ['参加工作\n时间', 'workSince'], ['入党\n时间', 'joinedOn'], ['职称/技能等级', 'title'], ['部门及岗位', 'department'], ['所在党小组', 'group'], ['联系电话', 'mobile'],
    ['人员类别', 'status'], ['基本情况/性别', 'gender'], ['（出生年月）', 'birthOn'], ['序号', 'ignore'], ['爱好', null], ['', null], ['constructor', null]] as const)('%s is %s', (heading, target) => {
    expect(targetOfHeading(heading)).toBe(target)
  })

  it('means once what two columns say, and what was chosen goes first', () => {
    const cells = () => ['x']
    expect(targetsOf(['姓名', '名字', '入党时间'], cells, new Map(), new Map()).map(({ target }) => target)).toEqual(['name', 'ignore', 'joinedOn'])
    expect(targetsOf(['姓名', '名字'], cells, new Map(), new Map([[1, 'name']])).map(({ target }) => target)).toEqual(['ignore', 'name'])
    expect(targetsOf(['单元'], cells, new Map([[headingKey('单 元'), 'department']]), new Map())).toMatchObject([{ target: 'department', source: 'remembered' }])
  })

  it('职务 is of the Party where all its words are, 政治面貌 tells the 类别 where nothing else does', () => {
    const of = (heading: string, ...cells: string[]) => targetsOf([heading], () => cells, new Map(), new Map())[0]?.target
    expect([of('职务', '书记', '', '组织委员'), of('职务', '书记', '科长')]).toEqual(['posts', 'office'])
    expect([of('政治面貌', '中共党员'), targetsOf(['政治面貌', '人员类别'], () => [], new Map(), new Map())[0]?.target]).toEqual(['status', 'politicalStatus'])
  })
})

describe('a date', () => {
  it.each([['1985年9月', '1985-09'], ['1985.09', '1985-09'], ['1985-9', '1985-09'], ['198509', '1985-09'], ['１９８５．０９', '1985-09'], ['一九八五年九月', '1985-09'], ['一九八五年十二月二十二日', '1985-12-22'], ['1985年元月', '1985-01'], ['1985-09-22 00:00:00', '1985-09-22'], ['1985/9/22', '1985-09-22'], ['1985年9月生', '1985-09'], ['二〇一〇年十月', '2010-10']])('%s is %s', (text, date) => {
    expect(readDate({ text }, '')).toEqual({ date })
  })

  it('of a date cell is a month where the heading or the format shows no day', () => {
    expect(readDate({ text: '1990-01-01', date: '1990-01-01' }, '出生年月')).toEqual({ date: '1990-01' })
    expect(readDate({ text: '1990年1月', date: '1990-01-01' }, '出生日期')).toEqual({ date: '1990-01' })
    expect(readDate({ text: '1990-01-01', date: '1990-01-01' }, '出生日期')).toEqual({ date: '1990-01-01' })
  })

  it.each([['1986/2/29', '1986年2月没有29日'], ['1985', '只有年份'], ['85.9', '不足四位'], ['去年', '读不懂'], ['1985-13', '读不懂']])('%s is refused with the reason', (text, reason) => {
    expect(readDate({ text }, '')).toEqual({ fault: expect.stringContaining(reason) })
  })

  it('typed as a number with one decimal may be January or October', () => {
    expect(readDate({ text: '1972.1', number: 1972.1 }, '')).toEqual({ fault: expect.stringContaining('分不清是1972年1月还是10月') })
    expect(readDate({ text: '32874', number: 32_874 }, '')).toMatchObject({ date: '1990-01-01', doubt: expect.any(String) })
  })

  it('never throws, and is nothing or a day that there is', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, heading) => {
      const found = readDate({ text }, heading)
      expect(found === null || 'fault' in found || /^\d{4}-\d\d(?:-\d\d)?$/.test(found.date)).toBe(true)
    }))
  })
})

describe('a cell', () => {
  it.each([['gender', '男性', '1'], ['ethnicity', '汉', '01'], ['ethnicity', '汉族', '01'], ['status', '正式', 'fullMember'], ['status', '预备党员', 'probationaryMember'], ['posts', '书记兼组织委员', 'secretary,organizationCommissioner'], ['posts', '第二党小组组长', 'groupLeader'], ['posts', '无', ''],
    ['title', '三级', 'skillLevel level3'], ['title', '中级', 'intermediate'], ['title', '高级经济师', 'senior'], ['title', '助理政工师', 'junior'], ['title', '高级技师', 'skillLevel level1'], ['skillLevel', '工程师', 'title intermediate'], ['mobile', '139 0000 0002', '13900000002'], ['mobile', '+86-139-0000-0002', '13900000002'],
    ['mobile', '0871-6312345', 'phone 0871-6312345'], ['mobile', '13900000002/0871-63123456', '13900000002,phone 0871-63123456'], ['duesBase', '5,230.5元', '523050'], ['isBackbone', '√', '1'], ['name', '罗　敏', '罗敏'], ['idNumber', "'11010519491231002x", '11010519491231002X'], ['note', '—', ''], ['joinedOn', '无', '']] as const)('%s: %s is %s', (target, text, value) => {
    expect([valueOf(target, text), told(target, text).replace(/note [^,]*/, '')]).toEqual([value, ''])
  })

  it.each([['idNumber', { text: '999901199105171000', number: 999901199105171200, rounded: true }, /^refuse Excel把这个号码当成了数字.*设为“文本”/], ['idNumber', { text: '9.99901E+17' }, /^refuse Excel/], ['idNumber', { text: '99990119850615003' }, /^refuse .*现在是17位/], ['idNumber', { text: '110105194912310021' }, /^warn .*最后一位应为X/],
    ['idNumber', { text: '110105491231002' }, /^warn 是15位老号/], ['idNumber', { text: '999902199302290043' }, /^refuse .*19930229不存在/], ['mobile', { text: '1390000' }, /^refuse .*11位/], ['ethnicity', { text: '外星' }, /^refuse 民族“外星”不在码表内/], ['status', { text: '党外' }, /^refuse/], ['gender', { text: '#N/A', error: true }, /^refuse 单元格是错误值/], ['joinedOn', { text: '2030-01-01' }, /^warn 入党日期在今天以后/]] as const)('%s %o is told', (target, cell, words) => {
    expect(told(target, cell)).toMatch(words)
  })

  it('of any text and any meaning never throws', () => {
    fc.assert(fc.property(fc.constantFrom<ImportTarget>('name', 'status', 'posts', 'group', 'from', 'idNumber', 'mobile', 'title', 'birthOn', 'duesBase', 'isBackbone', 'familyMembers', 'education'), fc.string({ unit: 'binary' }), (target, text) => {
      expect(read(target, text).values.every(({ value }) => typeof value === 'string')).toBe(true)
    }))
  })
})

it('two of one name are told apart by group, month of birth, number', () => {
  const taken = new Set(['张伟', '张伟（二组）'])
  const isTaken = (name: string) => taken.has(name)
  expect(distinctName('李雷', { group: null, birthOn: null }, isTaken)).toBe('李雷')
  expect(distinctName('张伟', { group: '机关党小组', birthOn: null }, isTaken)).toBe('张伟（机关组）')
  expect(distinctName('张伟', { group: '第二党小组', birthOn: '1985-09-22' }, isTaken)).toBe('张伟（1985年9月）')
  expect(distinctName('张伟', { group: null, birthOn: null }, isTaken)).toBe('张伟（2）')
  expect(plainName('张伟（二组）')).toBe('张伟')
})

describe('rows', () => {
  const person = (name: string, fields: ImportPerson['fields'], status: PersonStatus = 'fullMember', more: Partial<Pick<ImportPerson, 'history'>> = {}): ImportPerson =>
    ({ id: `id of ${name}`, name, fields, history: more.history ?? [{ field: 'status', value: status, id: 's', personId: name, from: '2024-02-20' }] })
  const propose = (headings: string[], lines: (string | TableCell)[][], people: ImportPerson[] = [], decisions: ImportDecision[] = [], more: { asOf?: string; defaultStatus?: PersonStatus } = {}): ProposedRow[] => {
    const rows = lines.map((cells, n) => ({ line: n + 2, cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)) }))
    const columns = targetsOf(headings, (column) => rows.map(({ cells }) => cells[column]?.text ?? ''), new Map(), new Map())
    return proposeImport({ table: { headings, rows }, columns, people, since: '2024-02-20', asOf: more.asOf ?? '2026-08-31', today, decisions, defaultStatus: more.defaultStatus })
  }

  it('keep the finer of two dates that agree, and ask where they do not', () => {
    const known = [person('罗敏', { birthOn: '1986-02-28' })]
    expect(propose(['姓名', '出生年月'], [['罗敏', '1986年2月']], known)).toMatchObject([{ outcome: 'ignore', changes: [] }])
    expect(propose(['姓名', '入党日期'], [['罗敏', '2013-06']], [person('罗敏', { joinedOn: '2013-06-28' })])).toMatchObject([{ outcome: 'ignore' }])
    expect(propose(['姓名', '入党日期'], [['罗敏', '2013-07']], [person('罗敏', { joinedOn: '2013-06-28' })])).toMatchObject([{ outcome: 'ask', contradictions: [{ target: 'joinedOn', before: '2013-06-28', after: '2013-07' }] }])
    expect(propose(['姓名', '出生年月'], [['罗敏', '1986年3月']], known)).toMatchObject([{ outcome: 'ask', candidates: [{ name: '罗敏' }] }])
  })

  it('of another ID number and another day of birth are about somebody else; a mistyped number is asked about', () => {
    const known = [person('张伟', { idNumber: '999901198506150030', birthOn: '1985-06-15' })]
    expect(propose(['姓名', '身份证号', '人员类别'], [['张伟', '999903198803100059', '正式']], known)).toMatchObject([{ outcome: 'create', name: '张伟（2）' }])
    expect(propose(['姓名', '身份证号', '人员类别'], [['张伟', '999901198506150031', '正式']], known)).toMatchObject([{ outcome: 'ask' }])
    expect(propose(['姓名', '身份证号'], [['李雷', '999901198506150030']], known)).toMatchObject([{ outcome: 'ask', candidates: [{ name: '张伟' }] }])
  })

  it('warn where ID number, gender and birth contradict one another, and a month contradicts nothing', () => {
    const findings = (...cells: (string | TableCell)[]) => propose(['姓名', '身份证号', '性别', '出生年月', '人员类别'], [[...cells, '正式']])[0]?.findings.map(({ column, level }) => `${column} ${level}`)
    expect(findings('张伟', '999901198506150030', '女', '1985.06')).toEqual(['性别 warn'])
    expect(findings('张伟', '999901198506150030', '男', '1985.07')).toEqual(['出生年月 warn'])
    expect(findings('张伟', '999901198506150030', '男', { text: '1985-06-01', date: '1985-06-01' })).toEqual([])
  })

  it('without a 类别 make nobody, unless the officer says what new people are', () => {
    expect(propose(['姓名', '性别'], [['张伟', '男']])).toMatchObject([{ outcome: 'refuse', findings: [{ level: 'refuse', message: '张伟没有人员类别，不能登记。' }] }])
    expect(propose(['姓名', '性别'], [['张伟', '男']], [], [], { defaultStatus: 'activist' })).toMatchObject([{ outcome: 'create', changes: [{ target: 'status', after: 'activist' }, { target: 'gender' }] }])
  })

  it('give no post to who is not a full member, and none of footers, blanks and headers', () => {
    expect(propose(['姓名', '人员类别', '党内职务'], [['张伟', '预备', '书记'], ['', '', ''], ['合计', '1人', ''], ['姓名', '人员类别', '党内职务']])).toMatchObject([{ outcome: 'create', findings: [{ column: '党内职务', level: 'refuse' }] }])
  })

  it('do not bring back who has left, and say so', () => {
    const history: DatedChange[] = [{ field: 'status', value: 'fullMember', id: 's', personId: 'x', from: '2024-02-20' }, { field: 'left', value: 'transferred', id: 'l', personId: 'x', from: '2026-01-01' }]
    expect(propose(['姓名', '人员类别', '党小组'], [['张伟', '正式', '第一党小组']], [person('张伟', {}, 'fullMember', { history })])).toMatchObject([{ outcome: 'ignore', findings: [{ level: 'warn', message: expect.stringContaining('已离开支部') }] }])
  })

  it('with a day of their own may come back to somebody', () => {
    const rows = propose(['姓名', '人员类别', '党小组', '自'], [['陈思远', '发展对象', '第一党小组', '2026-06-09'], ['陈思远', '预备党员', '第一党小组', '2026-08-12']])
    expect(rows.map(({ outcome, changes }) => [outcome, changes.map(({ target, after, from }) => `${target} ${after} ${from}`)])).toEqual([['create', ['status prospect 2026-06-09', 'group 第一党小组 2026-06-09']], ['update', ['status probationaryMember 2026-08-12']]])
  })

  it('a blank cell changes nothing, whatever is known', () => {
    const known = [person('张伟', { mobile: '13900000001', note: '旧' })]
    expect(propose(['姓名', '联系电话', '备注', '党内职务', '党小组'], [['张伟', '', ' ', '', '']], known)).toMatchObject([{ outcome: 'ignore', changes: [] }])
  })
})
