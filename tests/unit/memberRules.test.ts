import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldCodes, type FieldCode, type MemberFieldValues } from '../../shared/domain/memberFields.ts'
import { completenessOf, lackIn, partyAgeOf } from '../../shared/domain/memberFile.ts'
import { fileFindings, type FileContext } from '../../shared/domain/memberRules.ts'
import { readFieldValue, shownValue, valueInWords } from '../../shared/domain/memberValue.ts'
import { lastDayOf, wholeYears } from '../../shared/domain/partialDate.ts'
import type { DatedChange, PersonChange } from '../../shared/domain/person.ts'

const today = '2026-09-22'
const personId = '0197a1b2-0000-7000-8000-000000000001'
const since = (from: string, change: PersonChange): DatedChange => ({ ...change, id: personId, personId, from })
const member = [since('2024-02-20', { field: 'status', value: 'fullMember' })]
const kinds = (values: MemberFieldValues, more: Partial<FileContext> = {}) => fileFindings(values, { history: member, today, otherSecretary: null, ...more }).map(({ kind, field }) => `${kind} ${field}`)

describe('an ID number', () => {
  it('of the domain rules agrees with its gender and day of birth', () => {
    expect(kinds({ idNumber: '999901198506150030', gender: '1', birthOn: '1985-06-15' })).toEqual([])
    expect(kinds({ idNumber: '999901198506150030', gender: '1', birthOn: '1985-06' })).toEqual([])
    expect(kinds({ idNumber: '11010519491231002X', gender: '2' })).toEqual([])
  })
  it('that says another gender or day of birth is told at that field, and a wrong check digit at its own', () => {
    expect(kinds({ idNumber: '999901198506150030', gender: '2', birthOn: '1985-07' })).toEqual(['idGender gender', 'idBirth birthOn'])
    expect(kinds({ idNumber: '110105194912310021' })).toEqual(['idCheckDigit idNumber'])
  })
  it('of somebody over 120 is told', () => { expect(kinds({ idNumber: '440524188001010014' })).toEqual(['age idNumber']) })
})

describe('days', () => {
  it.each<[string, MemberFieldValues, string[]]>([
    ['work at 16 is right', { birthOn: '1985-06-15', workSince: '2001-06-15' }, []],
    ['a day before is not', { birthOn: '1985-06-15', workSince: '2001-06-14' }, ['workAge workSince']],
    ['a month that may be right is not told', { birthOn: '1985-06', workSince: '2001-06' }, []],
    ['joining at 18 is right', { birthOn: '1985-06-15', joinedOn: '2003-06-15' }, []],
    ['a day before is not', { birthOn: '1985-06-15', joinedOn: '2003-06-14' }, ['joinAge joinedOn']],
    ['a probation of a year is right', { joinedOn: '2020-06-20', fullOn: '2021-06-20' }, []],
    ['a day less is not', { joinedOn: '2020-06-20', fullOn: '2021-06-19' }, ['probationShort fullOn']],
    ['two years are the most', { joinedOn: '2020-06-20', fullOn: '2022-06-20' }, []],
    ['a day more is not', { joinedOn: '2020-06-20', fullOn: '2022-06-21' }, ['probationLong fullOn']],
    ['months: a year by the month is right', { joinedOn: '1998-06', fullOn: '1999-06' }, []],
    ['months: the month before is not', { joinedOn: '1998-06', fullOn: '1999-05' }, ['probationShort fullOn']],
    ['school is left after it was entered', { enrolledOn: '2003-09', graduatedOn: '2003-08' }, ['order graduatedOn']],
    ['the branch is entered after joining', { joinedOn: '2015-06', enteredOn: '2015-05' }, ['order enteredOn']],
    ['joining on the day of entering is right', { joinedOn: '2015-06-02', enteredOn: '2015-06' }, []],
    ['what happened is not ahead', { joinedOn: '2026-09-23' }, ['future joinedOn']],
    ['today is not ahead', { joinedOn: '2026-09-22' }, []],
    ['six months without contact are told', { lostContactOn: '2026-03-22' }, ['lostContact lostContactOn']],
    ['a day less is not', { lostContactOn: '2026-03-23' }, []],
    ['six months away are told, unless 流动', { floatingSince: '2026-03-01' }, ['floating floatingSince']],
    ['流动 is said already', { floatingSince: '2026-03-01', relationStatus: 'floating' }, []],
  ])('%s', (_name, values, expected) => { expect(kinds(values)).toEqual(expected) })

  it('leaving comes after entering', () => {
    const history = [...member, since('2025-01-10', { field: 'left', value: 'transferred' })]
    expect(kinds({ enteredOn: '2025-01-11' }, { history })).toEqual(['order enteredOn'])
    expect(kinds({ enteredOn: '2025-01' }, { history })).toEqual([])
    // Who came back has not left.
    expect(kinds({ enteredOn: '2025-02-01' }, { history: [...history, since('2025-02-01', { field: 'left', value: null })] })).toEqual([])
  })
})

describe('the standing', () => {
  it('asks for the dated change that the file has gone ahead of, and never makes it', () => {
    expect(kinds({ fullOn: '2026-03-20' }, { history: [since('2025-03-20', { field: 'status', value: 'probationaryMember' })] })).toEqual(['status status'])
    expect(kinds({ joinedOn: '2026-03-20' }, { history: [since('2025-03-20', { field: 'status', value: 'prospect' })] })).toEqual(['status status'])
  })
  it('agrees with the 政治面貌', () => {
    expect(kinds({ politicalStatus: '13' })).toEqual(['politicalStatus politicalStatus'])
    expect(kinds({ politicalStatus: '13' }, { history: [since('2024-01-01', { field: 'status', value: 'nonMember' })] })).toEqual([])
  })
  it('has one 书记 at a time', () => {
    const history = [...member, since('2024-02-20', { field: 'posts', value: ['secretary'] })]
    expect(kinds({}, { history, otherSecretary: '周启明' })).toEqual(['oneSecretary posts'])
    expect(kinds({}, { history })).toEqual([])
    expect(kinds({}, { history: [...history, since('2025-02-20', { field: 'posts', value: [] })], otherSecretary: '周启明' })).toEqual([])
  })
})

it('every finding has its rule and a field, and nothing makes it throw', () => {
  const date = fc.constantFrom('1900-01', '1985-02', '1985-02-28', '2026-09-22', '2199-12-31')
  const anyValues = fc.dictionary(fc.constantFrom(...fieldCodes), date)
  fc.assert(fc.property(anyValues, (values) => {
    for (const { field, message, rule } of fileFindings(values as MemberFieldValues, { history: member, today, otherSecretary: null })) expect([field !== '', message !== '', rule !== '']).toEqual([true, true, true])
  }))
})

describe('what is typed', () => {
  const read = (code: FieldCode, typed: string) => readFieldValue(code, typed, today)
  it.each<[FieldCode, string, string | null]>([
    ['birthOn', '1985.06', '1985-06'], ['birthOn', '1985年6月22日', '1985-06-22'], ['birthOn', ' ', null], ['ethnicity', '汉', '01'], ['ethnicity', '汉族', '01'], ['education', '本科', '21'],
    ['idNumber', '９９９９０１ 19850615 0030', '999901198506150030'], ['idNumber', '11010519491231002x', '11010519491231002X'], ['mobile', '139-0000 0001', '13900000001'], ['mobile', '+86 13900000001', '13900000001'],
    ['duesBase', '6,500.5', '650050'], ['duesBase', '￥6500元', '650000'], ['isBackbone', '是', '1'], ['isBackbone', '否', null], ['school', '  南浦　大学 ', '南浦　大学'],
  ])('%s: %s is understood', (code, typed, value) => { expect(read(code, typed)).toEqual({ value }) })
  it.each<[FieldCode, string, string]>([
    ['birthOn', '1986/2/29', '不是日期'], ['birthOn', '很久以前', '不是日期'], ['ethnicity', '火星族', '请从列表里选'], ['idNumber', '110105491231002', '15位的老号码'], ['idNumber', '999902199302290043', '不是真实的日期'],
    ['idNumber', '999901209006150030', '晚于今天'], ['idNumber', '12345', '18位'], ['mobile', '0571-88888888', '11位数字'], ['duesBase', '六千', '应是金额'], ['duesBase', '1.234', '应是金额'], ['school', '长'.repeat(81), '最多80个字'], ['isBackbone', '也许', '只填'],
  ])('%s: %s is refused in a sentence', (code, typed, says) => { expect((read(code, typed) as { refused: string }).refused).toContain(says) })

  it('is read back as it is shown, whatever the field', () => {
    for (const [code, value] of [['birthOn', '1985-06'], ['joinedOn', '1998-06-20'], ['ethnicity', '15'], ['education', '21'], ['duesBase', '650050'], ['isBackbone', '1']] as const) expect(read(code, valueInWords(code, value))).toEqual({ value })
  })

  it('is masked where it is sensitive', () => {
    expect([shownValue('idNumber', '999901198506150030'), shownValue('mobile', '13900000001'), shownValue('duesBase', '650050'), shownValue('health', 'good'), shownValue('school', '大学')])
      .toEqual([{ text: '999***********0030', masked: true }, { text: '139****0001', masked: true }, { text: '****', masked: true }, { text: '****', masked: true }, { text: '大学', masked: false }])
  })
})

describe('years and completeness', () => {
  it('are whole years: 党龄 from 转正, of full members only', () => {
    expect([wholeYears('1999-06-20', '2026-06-19'), wholeYears('1999-06-20', '2026-06-20'), wholeYears('1999-06', '2026-06-01'), wholeYears('2027-01', today)]).toEqual([26, 27, 27, null])
    expect([partyAgeOf({ joinedOn: '1998-06-20', fullOn: '1999-06-20' }, 'fullMember', today), partyAgeOf({ fullOn: '1999-06-20' }, 'probationaryMember', today), partyAgeOf({}, 'fullMember', today)]).toEqual([27, null, null])
    expect([lastDayOf('2024-02'), lastDayOf('2023-02'), lastDayOf('2023-02-01')]).toEqual(['2024-02-29', '2023-02-28', '2023-02-01'])
  })
  it('tells lists the same figure as the file', () => {
    expect(lackIn({}, 'fullMember', ['application']).missing).toBe(completenessOf({}, 'fullMember', ['application']).missing.length)
    expect(lackIn({}, 'fullMember', []).missing - lackIn({ archiveLocation: '县局人事档案室' }, 'fullMember', []).missing).toBe(3)
  })
  it('asks of each 类别 what it needs, and of papers only where they lie or their scan', () => {
    const missing = (status: Parameters<typeof completenessOf>[1], values: MemberFieldValues = {}, materials: string[] = []) => completenessOf(values, status, materials).missing.map(({ label }) => label)
    expect(missing('nonMember')).not.toContain('入党日期')
    expect(missing('probationaryMember')).toEqual(expect.arrayContaining(['入党日期', '申请入党日期', '入党志愿书']))
    expect(missing('probationaryMember')).not.toContain('转正日期')
    expect(missing('fullMember', { archiveLocation: '县局人事档案室' }).filter((label) => label.includes('书'))).toEqual([])
    expect(missing('fullMember', {}, ['application', 'admissionForm', 'fullApplication']).filter((label) => label.includes('书'))).toEqual([])
    const filled = (codes: readonly FieldCode[]): MemberFieldValues => Object.fromEntries(codes.map((code) => [code, '1']))
    expect(completenessOf(filled(fieldCodes), 'fullMember', [])).toEqual({ percent: 100, missing: [] })
    expect(completenessOf(filled(fieldCodes.filter((code) => code !== 'idNumber')), 'fullMember', []).percent).toBeLessThan(100)
  })
})
