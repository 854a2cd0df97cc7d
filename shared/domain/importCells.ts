import { assertNever } from './assertNever.ts'
import type { IsoDate } from './dates.ts'
import { readDate } from './importDates.ts'
import { nameOfCell } from './importNames.ts'
import type { ImportTarget } from './importTargets.ts'
import { readIdNumber } from './idNumber.ts'
import { codeOf, ethnicities, skillLevels, titles, type Code } from './memberCodes.ts'
import { fieldOf, isFieldCode, type FieldCode } from './memberFields.ts'
import { parsePosts, parseStatus } from './peopleLines.ts'
import { isWholeDay } from './partialDate.ts'
import { postNames, posts, statuses, statusNames } from './person.ts'
import type { TableCell } from './table.ts'
import { cleanLine, cleanText } from './text.ts'

/** `refuse`: the cell is not taken, the rest of the row is. `warn`: it is taken, and should be looked at. `note`: how it was understood. */
export type FindingLevel = 'refuse' | 'warn' | 'note'
export interface CellFinding { level: FindingLevel; message: string }
/** What one cell says: a value for its target, and now and then for another one. Posts are codes parted by commas; '' says that there is none. */
export interface CellReading { values: { target: ImportTarget; value: string }[]; findings: CellFinding[] }

const nothing: CellReading = { values: [], findings: [] }
const is = (target: ImportTarget, value: string, ...findings: CellFinding[]): CellReading => ({ values: [{ target, value }], findings })
const refused = (message: string): CellReading => ({ values: [], findings: [{ level: 'refuse', message }] })
const warning = (message: string): CellFinding => ({ level: 'warn', message })

/** Nothing of these is written in two ways, and none is a blank: most cells of a roster. */
const plain = /^[!-~\u4e00-\u9fff]*$/
const squeezed = (text: string): string => (plain.test(text) ? text : text.normalize('NFKC').replace(/\s+/g, ''))
const says = (text: string): boolean => !/^[-—–/\\]*$/.test(text)
const scientific = /^\d(?:\.\d+)?[Ee]\+?\d+$/

/** Reads one cell by what its column means. A blank cell says nothing. */
export function readCell(target: ImportTarget, cell: TableCell, heading: string, today: IsoDate): CellReading {
  if (target === 'ignore') return nothing
  const text = squeezed(cell.text)
  if (cell.error) return refused(`单元格是错误值“${cleanLine(cell.text).slice(0, 20)}”，请在表格里改正或在这里写上。`)
  if (cell.date === undefined && !says(text)) return nothing
  if (isFieldCode(target)) return text === '无' && fieldOf[target].form !== 'code' && fieldOf[target].form !== 'flag' ? nothing : readField(target, cell, text, heading, today)
  switch (target) {
    case 'name': {
      const name = nameOfCell(cell.text)
      return name.length < 2 || name.length > 30 ? refused(`姓名“${name.slice(0, 30)}”应为2到30个字。`) : is('name', name)
    }
    case 'status': {
      const status = parseStatus(text) ?? parseStatus(text.replace(/^中共|^中国共产党/, ''))
      return status === null ? refused(`人员类别“${text}”不在码表内，可写：${statuses.map((each) => statusNames[each]).join('、')}。`) : is('status', status)
    }
    case 'posts': return readPosts(cell.text)
    case 'group': return text === '无' ? is('group', '') : text.length > 40 ? refused('党小组名称过长（最多40个字）。') : is('group', cleanLine(cell.text).replace(/\s+/g, ''))
    case 'from': {
      const read = readDate(cell, heading)
      if (read === null) return nothing
      if ('fault' in read) return refused(read.fault)
      return isWholeDay(read.date) ? is('from', read.date) : refused(`“${text}”没有写到日，请写成2024年2月20日。`)
    }
    default: return assertNever(target)
  }
}

function readPosts(cell: string): CellReading {
  const text = cell.normalize('NFKC').replace(/[兼和及]/g, '、').replace(/(^|[、,，;；\s])第?[一二三四五六七八九十\d]+(?=党小组|小组|组)/g, '$1').replace(/(^|[、,，;；\s])组长/g, '$1党小组组长')
  const held = parsePosts(text)
  if (held === null) return refused(`党内职务“${cleanLine(cell)}”不在码表内，可写：${posts.map((post) => postNames[post]).join('、')}。`)
  return held.length > 5 ? refused('党内职务最多5个。') : is('posts', held.join(','))
}

function readField(code: FieldCode, cell: TableCell, text: string, heading: string, today: IsoDate): CellReading {
  const { form, codes = [], max = 200, label } = fieldOf[code]
  switch (form) {
    case 'line': case 'text': {
      const value = form === 'line' ? cleanLine(cell.text) : cleanText(cell.text).trim()
      return value.length > max ? refused(`${label}过长：${value.length}个字，最多${max}个。`) : is(code, value)
    }
    case 'code': return readCode(code, codes, text)
    case 'partialDate': case 'date': {
      const read = readDate(cell, heading)
      if (read === null) return nothing
      if ('fault' in read) return refused(read.fault)
      if (form === 'date' && !isWholeDay(read.date)) return refused(`“${text}”没有写到日。`)
      const findings = read.doubt === undefined ? [] : [warning(read.doubt)]
      if (read.date > today) findings.push(warning(`${label}在今天以后，请核对。`))
      return is(code, read.date, ...findings)
    }
    case 'idNumber': return readId(cell, text, today)
    case 'mobile': return readNumbers(text, cell)
    case 'money': {
      const amount = /^[¥￥]?(\d{1,9})(?:\.(\d{1,2})0*)?元?$/.exec(text.replaceAll(',', ''))
      return amount ? is(code, `${Number(amount[1])}${(amount[2] ?? '').padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')) : refused(`“${text}”不是金额，请写成5230.00。`)
    }
    case 'flag': {
      if (/^(?:是|有|√|✓|✔|1|Y|y|yes)$/.test(text)) return is(code, '1')
      return /^(?:否|不是|无|没有|×|✗|0|N|n|no)$/.test(text) ? is(code, '') : refused(`${label}请写“是”或“否”。`)
    }
    default: return assertNever(form)
  }
}

/** Titles as people carry them: 高级经济师, 助理政工师. */
function titleByWord(text: string): string | null {
  if (!/(?:师|员|教授|讲师|研究员)$/.test(text) || /技师/.test(text)) return null
  if (/^(?:正高级|教授级)|^(?:教授|研究员)$/.test(text)) return 'seniorFull'
  if (/^(?:副高级|高级)|^(?:副教授|副研究员)$/.test(text)) return 'senior'
  if (/^助理|(?:员)$/.test(text)) return 'junior'
  return text.endsWith('师') ? 'intermediate' : null
}

function readCode(code: FieldCode, codes: readonly Code[], text: string): CellReading {
  const bare = text.replace(/\([^()]*\)$/, '')
  const find = (list: readonly Code[]): string | null => codeOf(list, text) ?? codeOf(list, bare)
  if (code === 'title' || code === 'skillLevel') {
    // 职称/技能等级 in one column: the word tells which it is. 无 is neither.
    const [other, otherCodes] = code === 'title' ? ['skillLevel', skillLevels] as const : ['title', titles] as const
    const own = find(codes) ?? (code === 'title' ? titleByWord(text) : null)
    if (own !== null) return own === 'none' ? nothing : is(code, own)
    const elsewhere = find(otherCodes) ?? (other === 'title' ? titleByWord(text) : null)
    if (elsewhere !== null) return is(other, elsewhere)
    return refused(`“${text}”不是职称，也不是技能等级。职称可写正高、副高、中级、初级；技能等级可写三级（高级）、二级（技师）等。`)
  }
  const found = find(codes) ?? (code === 'gender' ? codeOf(codes, text.replace(/性$/, '')) : null)
  if (found !== null) return is(code, found)
  if (text === '无') return nothing
  const { label } = fieldOf[code]
  return refused(codes === ethnicities ? `民族“${text}”不在码表内，请写全称，例如汉族。` : `${label}“${text}”不在码表内，可写：${codes.slice(0, 12).map((each) => each.label).join('、')}${codes.length > 12 ? '等' : ''}。`)
}

function readId(cell: TableCell, text: string, today: IsoDate): CellReading {
  if (cell.rounded || scientific.test(text)) return refused('Excel把这个号码当成了数字，第16位以后已经丢失，没有读入。请在Excel里把该列设为“文本”后重新键入这个号码，或在这里直接写上18位号码。')
  const { number, fault, birthOn, checkDigit } = readIdNumber(text, today)
  switch (fault) {
    case 'form': return refused(number.length === 18 || !/^[\dX]+$/.test(number) ? '号码里有不该有的字，应为17位数字加1位数字或X。' : `号码应为18位，现在是${number.length}位。`)
    case 'old15': return is('idNumber', number, warning('是15位老号，已照原样读入；请换成18位号码。'))
    case 'date': return refused(`号码里的出生日期${number.slice(6, 14)}不存在，请核对。`)
    case 'future': return refused('号码里的出生日期在今天以后，请核对。')
    case 'checkDigit': return is('idNumber', number, warning(`号码的最后一位应为${checkDigit}，现为${number.slice(-1)}，可能抄错了一位；已照原样读入，请与身份证核对。`))
    case 'none': return birthOn !== null && Number(today.slice(0, 4)) - Number(birthOn.slice(0, 4)) > 120 ? is('idNumber', number, warning('按号码年龄超过120岁，请核对。')) : is('idNumber', number)
    default: return assertNever(fault)
  }
}

const isMobile = (digits: string): boolean => /^1[3-9]\d{9}$/.test(digits)
/** Numbers of a column of phones: the first mobile, and beside it a second number or a fixed line. */
function readNumbers(text: string, cell: TableCell): CellReading {
  const whole = scientific.test(text) && cell.number !== undefined && !cell.rounded ? String(cell.number) : text
  const parts = whole.split(/[、,;/;]|或/).map((part) => part.replace(/^\+?86-?(?=1[3-9])/, '').replace(/[—–.()]/g, '')).filter((part) => part !== '')
  const digits = (part: string): string => part.replace(/-/g, '')
  const mobile = parts.find((part) => isMobile(digits(part)))
  const other = parts.find((part) => part !== mobile && (isMobile(digits(part)) || /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/.test(part)))
  if (parts.length > 2 || parts.some((part) => part !== mobile && part !== other)) return refused(`“${text}”不是手机号码，应为11位。`)
  const values: CellReading['values'] = []
  if (mobile !== undefined) values.push({ target: 'mobile', value: digits(mobile) })
  if (other !== undefined) values.push({ target: 'phone', value: other })
  return { values, findings: other === undefined ? [] : [{ level: 'note', message: `“${other}”读入“固定电话”。` }] }
}
