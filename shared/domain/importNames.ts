import { normaliseName } from './text.ts'
import { chinesePartialDate, monthOf, type PartialDate } from './partialDate.ts'

/** A name without the brackets that tell two people apart: 张伟（二组） → 张伟. */
export const plainName = (name: string): string => (name.endsWith('）') ? name.replace(/（[^（）]*）$/, '') : name)

/** A cell with a name, as it is stored: without the blanks that align two characters, with full-width brackets. */
export const nameOfCell = (text: string): string => normaliseName(text.replace(/[\u200b-\u200d\ufeff]/g, ''))

const shortGroup = (group: string): string => group.replace(/^第(?=[一二三四五六七八九十\d])/, '').replace(/(?:党小组|小组)$/, '组')

/** The first free name for a second person called `name`: with their 党小组, else their month of birth, else a number. At most 30 characters. */
export function distinctName(name: string, { group, birthOn }: { group: string | null; birthOn: PartialDate | null }, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name
  const told = [group === null ? '' : shortGroup(group), birthOn === null ? '' : chinesePartialDate(monthOf(birthOn))].filter((mark) => mark !== '')
  const plain = plainName(name)
  for (const mark of [...told, ...Array.from({ length: 98 }, (_, i) => String(i + 2))]) {
    const candidate = `${plain}（${mark}）`
    if (candidate.length <= 30 && !isTaken(candidate)) return candidate
  }
  return name
}
