import { describe, expect, it } from 'vitest'
import { cellOf, columnHeading, ListColumn, sensitiveColumns, standardColumns, totalsInWords, type ListedPerson } from '../../shared/domain/listColumns.ts'
import { fieldCodes, fieldOf, type MemberFieldValues } from '../../shared/domain/memberFields.ts'

const on = '2026-08-31'
const person = (fields: MemberFieldValues = {}, more: Partial<ListedPerson> = {}): ListedPerson => ({ id: '0197a1b2-0000-7000-8000-000000000001', name: '周启明', status: 'fullMember', posts: ['secretary'], group: '第一党小组', left: false, hasVote: true, fields, ...more })
const cell = (column: ListColumn, fields: MemberFieldValues, full = false) => cellOf(column, person(fields), 0, on, full)

it('the standard columns are those of domain rules section 3.1, in their order', () => {
  expect(standardColumns.map(columnHeading).join('｜')).toBe('序号｜姓名｜性别｜民族｜出生年月｜学历｜身份证号｜参加工作时间｜入党时间｜转正时间｜党内职务｜部门及岗位｜职称/技能等级｜党小组｜联系电话｜人员类别｜备注')
})

describe('a value', () => {
  it('is written as rosters write it', () => {
    expect(cell('birthOn', { birthOn: '1985-09-22' })).toBe('1985.09')
    expect(cell('joinedOn', { joinedOn: '2008-05-16' })).toBe('2008.05.16')
    expect(cell('joinedOn', { joinedOn: '2008-05' })).toBe('2008.05')
    expect(cell('education', { education: '21' })).toBe('大学本科')
    expect(cell('education', { education: '22' })).toBe('大学本科结业')
    expect(cell('work', { department: '专卖科', job: '稽查员' })).toBe('专卖科稽查员')
    expect(cell('work', { department: '办公室主任', job: '主任' })).toBe('办公室主任')
    expect(cell('titleAndSkill', { title: 'intermediate', skillLevel: 'level3' })).toBe('中级/三级（高级）')
    expect(cell('titleAndSkill', { title: 'none' })).toBe('')
    expect(cell('partyAge', { fullOn: '1999-06-20' })).toBe(27)
  })
  it('is empty where nothing is known, never a made-up one', () => {
    for (const column of ListColumn.options) {
      const value = cellOf(column, person({}, { status: null, posts: [], group: null, hasVote: false }), 0, on, true)
      if (!['number', 'name', 'vote', 'completeness'].includes(column)) expect([column, value]).toEqual([column, ''])
    }
  })
  it('of somebody who left says so', () => {
    expect(cellOf('status', person({}, { left: true }), 0, on, false)).toBe('已离开支部')
  })
})

describe('what is sensitive', () => {
  const secrets: MemberFieldValues = { idNumber: '999901197203151015', mobile: '13900000001', phone: '0571-88123456', address: '浙江省南浦县城关镇人民路12号', hukouPolice: '南浦县城关派出所', marriage: 'married', health: 'chronic', familyMembers: '妻子李某', duesBase: '650000' }
  it('is masked unless full values were asked for', () => {
    expect(cell('idNumber', secrets)).toBe('999***********1015')
    expect(cell('mobile', secrets)).toBe('139****0001')
    expect(cell('address', secrets)).toBe('浙江省南浦县****')
    for (const code of ['marriage', 'health', 'familyMembers', 'duesBase'] as const) expect([code, cell(code, secrets)]).toEqual([code, '****'])
    expect(cell('idNumber', secrets, true)).toBe('999901197203151015')
    expect(cell('duesBase', secrets, true)).toBe('6500.00')
    expect(cell('marriage', secrets, true)).toBe('已婚')
  })
  it('is every field that has a mask, and nothing of it stands in any masked column', () => {
    const masking = fieldCodes.filter((code) => fieldOf[code].masking !== undefined)
    expect(sensitiveColumns(ListColumn.options).sort()).toEqual([...masking].sort())
    expect(Object.keys(secrets).sort()).toEqual([...masking].sort())
    for (const column of ListColumn.options) for (const secret of Object.values(secrets)) expect(String(cell(column, secrets))).not.toContain(secret)
  })
  it('does not come out by way of why somebody has no vote', () => {
    expect(cellOf('vote', person({}, { hasVote: false }), 0, on, true)).toBe('无')
  })
})

it('the total tells kinds of members, gender and minorities, and nothing where nobody is listed', () => {
  expect(totalsInWords([person({ gender: '1', ethnicity: '01' }), person({ gender: '2', ethnicity: '03' }, { status: 'probationaryMember' })])).toBe('合计：2人。其中正式党员1人，预备党员1人；男1人，女1人；少数民族1人。')
  expect(totalsInWords([])).toBe('合计：0人。')
})
