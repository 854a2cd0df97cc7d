import { isoDateOf, type IsoDate } from './dates.ts'
import type { TableRow } from './table.ts'

const numerals = '〇一二三四五六七八九'
/** 二〇二六年八月三十一日 in figures. */
const withFigures = (text: string): string => text.normalize('NFKC').replace(/[零○]/g, '〇')
  .replace(/[〇一二三四五六七八九]{4}(?=年)/g, (year) => [...year].map((char) => numerals.indexOf(char)).join(''))
  .replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)(?=[月日])/g, (_whole, tens: string, ones: string) => String((tens === '' ? 1 : numerals.indexOf(tens)) * 10 + (ones === '' ? 0 : numerals.indexOf(ones))))
  .replace(/[一二三四五六七八九](?=[月日])/g, (char) => String(numerals.indexOf(char)))

const day = /(?<!\d)((?:19|20|21)\d\d)\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})(?!\d)\s*日?/
const told = /(?:填报|填表|制表|统计|截至|截止|更新|报送|上报|数据)(?:时间|日期|时点)?|(?:时间|日期)\s*[：:]/

/** The day that rows around a table tell: a labelled one before any other; a month without a day tells none. */
export function findAsOf(rows: readonly TableRow[]): IsoDate | null {
  let other: IsoDate | null = null
  for (const { cells } of rows) {
    let isTold = false
    for (const { text, date } of cells) {
      if (text === '') continue
      const found = date ?? dayIn(text)
      // The label may stand in the cell before.
      if (found !== null && (isTold || told.test(text))) return found
      other ??= found
      isTold = found === null && told.test(text)
    }
  }
  return other
}

function dayIn(text: string): IsoDate | null {
  const found = day.exec(withFigures(text))
  return found ? isoDateOf(Number(found[1]), Number(found[2]), Number(found[3])) : null
}
