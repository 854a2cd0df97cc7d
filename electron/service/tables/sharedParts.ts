import { TableRefused } from '../../../shared/domain/tableRefusal.ts'
import type { Budget } from './budget.ts'
import { cellText, unescaped } from './cells.ts'
import { lookOf, type NumberLook } from './numberFormat.ts'
import type { XmlListener } from './xmlScanner.ts'

/** The texts that cells share, cleaned once. Runs of one text are joined; how it is read is left out. */
export function stringsListener(budget: Budget): XmlListener & { strings: string[] } {
  const strings: string[] = []
  let text: string | null = null
  let isCaught = false
  let isReading = false
  return {
    strings,
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') isReading = true
      else if (name === 't') isCaught = text !== null && !isReading
    },
    close: (name) => {
      if (name === 't') isCaught = false
      else if (name === 'rPh') isReading = false
      else if (name === 'si') {
        if (text === null || strings.length >= budget.limits.cells) throw new TableRefused('broken')
        strings.push(cellText(unescaped(text)))
        text = null
      }
    },
    text: (piece) => {
      if (!isCaught || text === null) return
      text += piece
      if (text.length > budget.limits.cellLength * 8) throw new TableRefused('cellTooLong')
    },
  }
}

/** More than any program can keep; Excel itself ends at 65,490. */
const mostStyles = 70_000

/** How each style of a cell shows a number. Formats stand before the styles that name them. */
export function stylesListener(budget: Budget): XmlListener & { looks(): NumberLook[] } {
  const codes = new Map<number, string>()
  const known = new Map<number, NumberLook>()
  const ids: number[] = []
  let isInCells = false
  const refuseIf = (tooMany: boolean): void => { if (tooMany) throw new TableRefused('unsafe') }
  return {
    open: (name, attributes) => {
      if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) refuseIf(ids.push(Number(attributes.get('numFmtId') ?? 0)) > mostStyles)
      else if (name === 'numFmt') {
        // The formats of conditional styles bear the same numbers; the first is that of the cells.
        const id = Number(attributes.get('numFmtId'))
        if (!codes.has(id)) codes.set(id, (attributes.get('formatCode') ?? '').slice(0, 1000))
        refuseIf(codes.size > mostStyles)
      }
    },
    close: (name) => { if (name === 'cellXfs') isInCells = false },
    text: () => undefined,
    looks: () => ids.map((id) => {
      budget.time()
      const look = known.get(id) ?? lookOf(id, codes.get(id))
      known.set(id, look)
      return look
    }),
  }
}
