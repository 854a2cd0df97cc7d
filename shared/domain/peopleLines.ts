import { type IsoDate, parseFullDate } from './dates.ts'
import { type PartyPost, type PersonStatus, postAliases, postNames, posts, statusNames, statuses } from './person.ts'
import { cleanText, normaliseName } from './text.ts'

/** One pasted line, understood: from this day on the person has this 类别, these 职务, this 党小组. */
export interface PersonLine { line: number; name: string; status: PersonStatus; posts: PartyPost[]; group: string | null; from: IsoDate }
export interface LineProblem { line: number; message: string }
export interface ParsedLines { people: PersonLine[]; problems: LineProblem[] }

/** At most this many lines in one paste; a branch has about 50 people. */
export const maxPeopleLines = 2000

type Column = 'name' | 'status' | 'posts' | 'group' | 'from'
const headings: Record<string, Column> = {
  姓名: 'name', 名字: 'name', 人员类别: 'status', 类别: 'status', 党员类别: 'status', 政治面貌: 'status', 党内职务: 'posts', 职务: 'posts',
  党小组: 'group', 所在党小组: 'group', 小组: 'group', 自: 'from', 起始日期: 'from', 自何时起: 'from', 日期: 'from',
}
const defaultOrder: readonly Column[] = ['name', 'status', 'posts', 'group', 'from']

const statusByName: Record<string, PersonStatus> = {
  ...Object.fromEntries(statuses.map((s) => [statusNames[s], s])),
  党员: 'fullMember', 正式: 'fullMember', 预备: 'probationaryMember', 中共党员: 'fullMember', 中共正式党员: 'fullMember', 中共预备党员: 'probationaryMember', 积极分子: 'activist', 申请人: 'applicant', 共青团员: 'nonMember',
}
const postByName: Record<string, PartyPost> = { ...Object.fromEntries(posts.map((p) => [postNames[p], p])), ...postAliases }

/** The posts named in a cell: 书记、组织委员. Null where a word is not a known post; 普通党员 and blank are none. */
export function parsePosts(cell: string): PartyPost[] | null {
  const words = cell.split(/[、,，;；/\s]+/).filter((w) => w !== '' && w !== '无' && w !== '—' && w !== '-' && w !== '普通党员' && w !== '党员')
  const found = words.map((w) => (Object.hasOwn(postByName, w) ? postByName[w] : undefined))
  return found.every((p) => p !== undefined) ? [...new Set(found)] : null
}

/** The 类别 named in a cell, or null. */
export const parseStatus = (cell: string): PersonStatus | null => (Object.hasOwn(statusByName, cell) ? statusByName[cell] ?? null : null)

/**
 * Reads people pasted from Excel or typed: 姓名, 人员类别, 党内职务, 党小组, 自; columns parted by tabs (or by commas where there is no tab),
 * the heading line in any order or absent. A blank date means `since`. One person may stand in several lines with different dates.
 * Every line is either understood whole or named in `problems`; nothing is guessed.
 */
export function parsePeopleLines(text: string, since: IsoDate): ParsedLines {
  const people: PersonLine[] = []
  const problems: LineProblem[] = []
  const seen = new Map<string, number>()
  let order = defaultOrder
  const lines = cleanText(text).replace(/^\ufeff/, '').split('\n')
  if (lines.length > maxPeopleLines) return { people, problems: [{ line: maxPeopleLines + 1, message: `一次最多粘贴${maxPeopleLines}行，请分几次。` }] }
  lines.forEach((raw, index) => {
    const line = index + 1
    if (raw.trim() === '') return
    const cells = (raw.includes('\t') ? raw.split('\t') : raw.split(/[,，]/)).map((cell) => cell.normalize('NFKC').trim())
    const columns = cells.map((cell) => (Object.hasOwn(headings, cell) ? headings[cell] : undefined))
    if (columns.includes('name')) {
      order = columns.map((column, i) => column ?? (`unknown${i}` as Column))
      return
    }
    const cell = (column: Column) => cells[order.indexOf(column)] ?? ''
    const complain = (message: string) => { problems.push({ line, message: `第${line}行：${message}` }) }
    const name = normaliseName(cell('name'))
    if (name === '') return complain('没有姓名。')
    if (name.length < 2 || name.length > 30) return complain(`姓名“${name}”应为2到30个字。`)
    const status = parseStatus(cell('status').replace(/\s+/g, ''))
    if (status === null) return complain(cell('status') === '' ? `${name}没有人员类别。` : `人员类别“${cell('status')}”不在码表内，可写：${statuses.map((s) => statusNames[s]).join('、')}。`)
    const held = parsePosts(cell('posts'))
    if (held === null) return complain(`党内职务“${cell('posts')}”不在码表内，可写：${posts.map((p) => postNames[p]).join('、')}。`)
    if (held.length > 0 && status !== 'fullMember') return complain(`${name}是${statusNames[status]}，不能担任${held.map((p) => postNames[p]).join('、')}；党内职务由正式党员担任。`)
    const group = cell('group').replace(/\s+/g, '')
    if (group.length > 40) return complain('党小组名称过长（最多40个字）。')
    const dateCell = cell('from')
    const from = dateCell === '' ? since : parseFullDate(dateCell)
    if (from === null) return complain(`日期“${dateCell}”读不懂，请写成2024-02-20或2024年2月20日。`)
    const key = `${name}\n${from}`
    const earlier = seen.get(key)
    if (earlier !== undefined) return complain(`${name}与第${earlier}行同名同日期。如是两个人，请在姓名后加括号区分，例如“${name}（一组）”。`)
    seen.set(key, line)
    people.push({ line, name, status, posts: held, group: group === '' ? null : group, from })
  })
  return { people, problems }
}
