import { isoDateOf, type IsoDate } from './dates.ts'
import { monthOf, parsePartialDate, type PartialDate } from './partialDate.ts'
import type { TableCell } from './table.ts'

const digitOf: Record<string, string> = { 〇: '0', 零: '0', '○': '0', Ｏ: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
const wordToNumber = (word: string): string => {
  if (!/十|廿/.test(word)) return [...word].map((c) => digitOf[c] ?? c).join('')
  const [tens = '', ones = ''] = word.replace('廿', '二十').split('十')
  return String(Number(digitOf[tens] ?? 1) * 10 + Number(digitOf[ones] ?? 0))
}
/** 一九八五年元月二十二日 → 1985年1月22日. */
const inDigits = (text: string): string => text.replace(/元月/g, '1月').replace(/[〇零○一二三四五六七八九十廿]+/g, wordToNumber)

const serialDay = (serial: number): IsoDate => new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)

/** What is written in a cell of a column of dates. `doubt`: it was read, and the officer should look. */
export type ReadDate = { date: PartialDate; doubt?: string } | { fault: string } | null

/** Whether the heading asks for the month alone: 出生年月, 入党年月. */
export const asksForMonth = (heading: string): boolean => /月/.test(heading) && !/日/.test(heading)

/**
 * Reads a day or a month as rosters have it: as text in many spellings, Chinese numerals too, as a date cell, as the serial number of one.
 * A month is a month: where the heading or the format of the cell shows only the month, the day of a date cell says nothing.
 * Null where nothing is written.
 */
export function readDate(cell: TableCell, heading: string): ReadDate {
  const text = cell.text.normalize('NFKC').replace(/\s+/g, '').replace(/(?:00:00(?::00)?|0:00(?::00)?)$/, '').replace(/(?:生|出生|起)$/, '')
  if (cell.date !== undefined) {
    const shown = parsePartialDate(inDigits(text))
    return { date: asksForMonth(heading) || shown?.length === 7 ? monthOf(cell.date) : cell.date }
  }
  if (text === '' || /^[-—–/\\.、无]+$/.test(text)) return null
  // Typed as a number, 1972.10 is 1972.1.
  const tenth = /^(\d{4})\.1$/.exec(text)
  if (tenth && cell.number !== undefined) return { fault: `“${text}”是数字，分不清是${tenth[1]}年1月还是10月。请写成${tenth[1]}年1月或${tenth[1]}年10月。` }
  const told = parsePartialDate(inDigits(text))
  if (told !== null) return { date: told }
  if (/^\d{5}(?:\.\d+)?$/.test(text) && Number(text) > 3653 && Number(text) < 73_415) {
    const day = serialDay(Number(text))
    const date = asksForMonth(heading) ? monthOf(day) : day
    return { date, doubt: `“${text}”是Excel日期的内部数字，读作${date}，请核对。` }
  }
  return { fault: faultOf(inDigits(text)) }
}

function faultOf(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号.]?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (match) {
    const [year, month, day] = match.slice(1).map(Number)
    if (isoDateOf(year ?? 0, month ?? 0, 1) !== null) return `${year}年${month}月没有${day}日，请核对。`
  }
  if (/^\d{4}年?$/.test(text)) return `“${text}”只有年份，请写到月，例如1985年9月。`
  if (/^\d\d[-/.年]\d{1,2}/.test(text)) return `“${text}”的年份不足四位，请写成四位，例如1985年9月。`
  return `“${text}”读不懂。请写成1985年9月22日或1985年9月。`
}
