import { isoDateOf, parseFullDate, type IsoDate } from './dates.ts'
import { businessKindNames, businessKinds, type BusinessKind, type BusinessText } from './plan.ts'

/** A line that cannot be read, counted from 1. */
export interface LineFault { line: number; message: string }

/** 2027年3月19日 as parseFullDate reads it, or 3月19日 and 3/19 of the year that is planned. */
function dayIn(text: string, year: number): IsoDate | null {
  const short = /^(\d{1,2})(?:月|[/.-])(\d{1,2})[日号]?$/.exec(text.normalize('NFKC').replace(/\s+/g, ''))
  return short ? isoDateOf(year, Number(short[1]), Number(short[2])) : parseFullDate(text)
}

/** What a title says of its kind: 质量月 is a theme, 经营分析会 a meeting, 元春销售 a season; anything else is a day to reckon with, as 市场检查. */
function kindOf(title: string): BusinessKind {
  if (title.endsWith('月')) return 'theme'
  if (/销售|旺季/.test(title)) return 'season'
  return /会$|会议/.test(title) ? 'meeting' : 'market'
}
const named = new Map(businessKinds.filter((kind) => kind !== 'away').map((kind) => [businessKindNames[kind], kind]))

/**
 * The unit's calendar as it is copied out of a table: a line each of 名称, first day, last day and 类别, parted by tabs; the last two may be missing.
 * Empty lines and a line of headings are passed over. Nothing is guessed of a day that cannot be read.
 */
export function parseBusinessLines(text: string, year: number): { events: BusinessText[]; faults: LineFault[] } {
  const events: BusinessText[] = []
  const faults: LineFault[] = []
  for (const [at, row] of text.split('\n').entries()) {
    const [title = '', first = '', second = '', third = ''] = row.split('\t').map((cell) => cell.trim())
    if (title === '' || (at === 0 && title === '名称')) continue
    // Where the activity is of one day, its kind may stand in the third column.
    const [last, kindName] = named.has(second) ? ['', second] : [second, third]
    const from = dayIn(first, year)
    const to = last === '' ? from : dayIn(last, year)
    const fault = title.length > 40 ? '名称超过40个字' : from === null ? `日期“${first}”读不懂` : to === null ? `日期“${last}”读不懂` : to < from ? '结束日期早于开始日期' : kindName !== '' && !named.has(kindName) ? `没有“${kindName}”这个类别` : null
    if (fault !== null || from === null || to === null) faults.push({ line: at + 1, message: fault ?? '读不懂' })
    else events.push({ kind: named.get(kindName) ?? kindOf(title), title, from, to, personId: null })
  }
  return { events, faults }
}
