import { describe, expect, it } from 'vitest'
import { columnsOf, fitting, heightOf, left, rowHigh, sharedOut } from '../../electron/service/documents/onePage.ts'

describe('the room of one page', () => {
  it('is shared out: who needs little gets it, the others the rest in equal parts', () => {
    expect(sharedOut([10, 100, 60], 200)).toEqual([10, 100, 60])
    expect(sharedOut([10, 100, 60], 100)).toEqual([10, 45, 45])
    expect(sharedOut([0, 0], 10)).toEqual([0, 0])
    expect(sharedOut([50, 50], -5)).toEqual([0, 0])
  })
  it('that a list needs is enough for all of it, and a little less says how many are missing', () => {
    const widths = columnsOf(1, 1)
    const rows = Array.from({ length: 9 }, (_, n) => [left(`第${n}行`), left(n % 2 === 0 ? '短' : '很长的一段话'.repeat(12))])
    const need = heightOf(rows, widths)
    expect(fitting(rows, widths, need, String).rows).toHaveLength(9)
    const cut = fitting(rows, widths, need - rowHigh, (missing) => `另有${missing}`)
    expect(cut.rows.at(-1)?.cells.map(({ text }) => text)).toEqual(['另有2'])
    expect(cut.rows).toHaveLength(8)
  })
})
