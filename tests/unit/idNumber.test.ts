import { describe, expect, it } from 'vitest'
import { readIdNumber } from '../../shared/domain/idNumber.ts'
import { masked } from '../../shared/domain/mask.ts'
import { codeOf, educations, ethnicities, genders, titles } from '../../shared/domain/memberCodes.ts'
import { parsePartialDate, partialDatesAgree } from '../../shared/domain/partialDate.ts'

const today = '2026-11-30'

describe('an ID number (domain rules section 3.3)', () => {
  it.each([
    ['11010519491231002X', 'none', '1949-12-31', '2'], ['11010519491231002x', 'none', '1949-12-31', '2'], ['440524188001010014', 'none', '1880-01-01', '1'],
    ['110105194912310021', 'checkDigit', '1949-12-31', '2'], ['999901198506150030', 'none', '1985-06-15', '1'], ['999902199202290043', 'none', '1992-02-29', '2'],
    ['999903198803100059', 'none', '1988-03-10', '1'], ['999904200001010023', 'none', '2000-01-01', '2'], ['999902199302290043', 'date', null, null],
    ['999901204001010023', 'future', '2040-01-01', '2'], ['99990119850615003', 'form', null, null], ['130503670401001', 'old15', '1967-04-01', null],
    [' ９９９９０１１９８５０６１５００３０', 'none', '1985-06-15', '1'], ['', 'form', null, null],
  ])('%s: %s', (number, fault, birthOn, gender) => {
    expect(readIdNumber(number, today)).toMatchObject({ fault, birthOn, gender })
  })

  it('with a wrong check digit says which would be right', () => {
    expect(readIdNumber('110105194912310021', today).checkDigit).toBe('X')
  })
})

describe('a masked value (domain rules section 3.5)', () => {
  it.each([['999901198506150030', 'idNumber', '999***********0030'], ['13812345678', 'mobile', '138****5678'], ['某省南浦县城关镇一路2号', 'address', '某省南浦县****'], ['一路2号', 'address', '****'], ['1234500', 'money', '****'], ['好', 'whole', '****'], ['12', 'idNumber', '****']] as const)('%s as %s is %s', (value, masking, shown) => {
    expect(masked(value, masking)).toBe(shown)
  })
})

describe('a month', () => {
  it.each([['1985年6月', '1985-06'], ['1985.06', '1985-06'], ['1985-6', '1985-06'], ['198506', '1985-06'], ['１９８５／６', '1985-06'], ['1985.06.15', '1985-06-15'], ['19850615', '1985-06-15'], ['1986/2/29', null], ['1985.13', null], ['85.6', null], ['六月', null]])('%s is read as %s', (text, date) => {
    expect(parsePartialDate(text)).toBe(date)
  })
  it('agrees with each of its days, and two days only with themselves', () => {
    expect([partialDatesAgree('1985-06', '1985-06-30'), partialDatesAgree('1985-06', '1985-07-01'), partialDatesAgree('1985-06-01', '1985-06-02'), partialDatesAgree('1985-06-02', '1985-06-02')]).toEqual([true, false, false, true])
  })
})

describe('words of rosters', () => {
  it.each([[ethnicities, '汉', '01'], [ethnicities, '汉族', '01'], [ethnicities, ' 满 族', '11'], [educations, '大学本科', '21'], [educations, '高中', '61'], [genders, '男', '1'], [titles, '助理', 'junior'], [titles, '火星', null]])('%# mean a code', (codes, word, code) => {
    expect(codeOf(codes, word)).toBe(code)
  })
})
