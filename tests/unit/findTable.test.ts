import { describe, expect, it } from 'vitest'
import { findTables } from '../../shared/domain/findTable.ts'
import type { TableBook } from '../../shared/domain/table.ts'
import { bookOf } from '../fixtures/tables/book.ts'
import { gbk } from '../fixtures/tables/gbk.ts'
import { rosterHeadings, rosters } from '../fixtures/tables/rosters.ts'

const isKnown = (text: string): boolean => rosterHeadings.has(text)

/** The texts of one column of the best table. */
function column(book: TableBook, wanted: (heading: string) => boolean): string[] {
  const [found] = findTables(book, isKnown)
  if (!found) throw new Error('no table was found')
  const aside = new Set(found.notData.map(({ line }) => line))
  const index = found.columns.find(({ heading }) => wanted(heading))?.index ?? -1
  return (book.sheets[found.sheet]?.rows ?? []).filter(({ line }) => line >= found.firstLine && line <= found.lastLine && !aside.has(line)).map(({ cells }) => cells[index]?.text ?? '')
}
const isName = (heading: string): boolean => heading === '姓名' || heading.endsWith('/姓名')

describe('rosters as people make them', () => {
  const all = rosters(gbk)
  it('are at least forty', () => expect(all.length).toBeGreaterThanOrEqual(40))
  it.each(all.map((roster) => [roster.title, roster] as const))('%s', async (_title, { bytes, file, sheet, headerLines, headings, names, asOf, tables = 1 }) => {
    const book = await bookOf({ bytes, name: file })
    const found = findTables(book, isKnown)
    expect(found[0]).toMatchObject({ sheet, headerLines })
    expect(found[0]?.columns.map(({ heading }) => heading)).toEqual(headings)
    expect(column(book, isName)).toEqual(names)
    expect(found[0]?.asOf).toBe(asOf)
    expect(found).toHaveLength(tables)
  })
})
