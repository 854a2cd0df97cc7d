import { describe, expect, it } from 'vitest'
import type { Input, Output } from '../../shared/contract/index.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { settledOffice } from './office.ts'

type Row = Output<'meetings.list'>['rows'][number]

/** Three hundred meetings over three years; every tenth day has three. */
async function officeWith300() {
  const office = await settledOffice()
  for (let n = 0; n < 300; n++) {
    const heldOn = addDays('2024-01-05', Math.floor(n / 3) * 10)
    await office.ask('meetings.save', { kind: 'committeeMeeting', title: `第${n + 1}次会议`, heldOn, place: n % 50 === 0 ? '县局100%会议室' : '活动室', chair: n % 100 === 7 ? "O'Neil" : '周启明' })
  }
  const pagesOf = async (query: Input<'meetings.list'>): Promise<Row[][]> => {
    const pages: Row[][] = []
    for (let after: { heldOn: string; id: string } | undefined; ;) {
      const { rows } = await office.ask('meetings.list', after === undefined ? query : { ...query, after })
      if (rows.length === 0) return pages
      pages.push(rows)
      const last = rows.at(-1)
      after = last && { heldOn: last.heldOn, id: last.id }
    }
  }
  return { ...office, pagesOf }
}

describe('the list of 300 meetings', () => {
  it('comes in pages without a gap or a repeat, newest first; searches take every sign as it is', async () => {
    const { ask, pagesOf } = await officeWith300()

    const pages = await pagesOf({ limit: 70 })
    const rows = pages.flat()
    expect(pages.map((page) => page.length)).toEqual([70, 70, 70, 70, 20])
    expect(new Set(rows.map((row) => row.id)).size).toBe(300)
    expect(rows.map((row) => row.heldOn)).toEqual(rows.map((row) => row.heldOn).toSorted().toReversed())
    expect((await ask('meetings.list', {})).rows).toHaveLength(50)
    expect(await ask('meetings.list', { limit: 1 })).toMatchObject({ total: 300, years: [2026, 2025, 2024] })

    const of2025 = (await pagesOf({ year: 2025, limit: 30 })).flat()
    expect(of2025.map((row) => row.id)).toEqual(rows.filter((row) => row.heldOn.startsWith('2025')).map((row) => row.id))
    expect(await ask('meetings.list', { year: 2023 })).toMatchObject({ rows: [], total: 0 })

    const titlesFor = async (text: string) => (await pagesOf({ text, limit: 200 })).flat().map((row) => row.title)
    expect(await titlesFor('第300次')).toEqual(['第300次会议'])
    expect(await titlesFor('  第300次　')).toEqual(['第300次会议'])
    expect(await titlesFor('100%')).toHaveLength(6)
    expect(await titlesFor('%')).toHaveLength(6)
    expect(await titlesFor("O'Neil")).toHaveLength(3)
    for (const text of ['_', '第_次', '1%会', '"', "' OR 1=1 --", '\\', '*', '第\u0000', '\ud83d']) expect(await titlesFor(text)).toEqual([])

    const [first] = rows
    await ask('meetings.remove', { id: first?.id ?? '' })
    expect(await ask('meetings.list', { limit: 1 })).toMatchObject({ total: 299, rows: [{ id: rows[1]?.id }] })
    expect(await ask('meetings.list', { deleted: true })).toMatchObject({ total: 1, rows: [{ id: first?.id }] })
  })

  it('is counted with its first page only: counting reads every meeting, and a page reads its own', async () => {
    const { ask } = await settledOffice()
    for (const day of ['2026-01-01', '2026-02-01', '2025-03-01']) await ask('meetings.save', { kind: 'committeeMeeting', title: day, heldOn: day })
    const { rows: [newest], ...counts } = await ask('meetings.list', { limit: 1 })
    expect(counts).toEqual({ total: 3, years: [2026, 2025], inTrash: 0 })
    const next = await ask('meetings.list', { limit: 1, after: { heldOn: newest?.heldOn ?? '', id: newest?.id ?? '' } })
    expect(Object.keys(next)).toEqual(['rows'])
    expect(next.rows).toMatchObject([{ title: '2026-01-01' }])
  })

  it('goes on after a row that was removed in between', async () => {
    const { ask } = await settledOffice()
    for (const day of ['2026-01-01', '2026-02-01', '2026-03-01']) await ask('meetings.save', { kind: 'committeeMeeting', title: day, heldOn: day })
    const [newest] = (await ask('meetings.list', { limit: 1 })).rows
    if (!newest) throw new Error('three were saved')
    await ask('meetings.remove', { id: newest.id })
    expect((await ask('meetings.list', { limit: 1, after: { heldOn: newest.heldOn, id: newest.id } })).rows.map((row) => row.title)).toEqual(['2026-02-01'])
  })
})

it.each([{ limit: 0 }, { limit: 201 }, { limit: '50' }, { year: 20260 }, { text: '长'.repeat(101) }, { after: { heldOn: '2026-09-08' } }, { after: { heldOn: 'x', id: 'y' } }, { deleted: 'yes' }, { order: 'title' }])('a list asked for by %j is refused', async (query) => {
  const { refusal } = await settledOffice()
  expect((await refusal('meetings.list', query)).code).toBe('INVALID_INPUT')
})
