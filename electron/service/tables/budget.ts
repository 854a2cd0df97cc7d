import { tableLimits, type TableMerge, type TableProgress, type TableRow } from '../../../shared/domain/table.ts'
import { TableRefused, type TableRefusal } from '../../../shared/domain/tableRefusal.ts'

export type TableLimits = { readonly [K in keyof typeof tableLimits]: number }

/** What the reading of one file may still use up. Each call throws TableRefused where it is too much. */
export interface Budget {
  readonly limits: TableLimits
  /** Rows so far that hold something. */
  readonly rows: number
  /** Bytes that came out of the zip. */
  unpacked(bytes: number): void
  /** One more row that holds something. */
  row(): void
  /** One more cell, up to the last of its row that holds something. */
  cell(column: number, text: string): void
  /** Asked now and then, not at each cell. */
  time(): void
}

/** `now` in milliseconds. */
export function budgetOf(limits: TableLimits = tableLimits, now: () => number = () => performance.now()): Budget {
  const start = now()
  let [bytes, rows, cells, characters] = [0, 0, 0, 0]
  const refuseIf = (tooMuch: boolean, reason: TableRefusal): void => { if (tooMuch) throw new TableRefused(reason) }
  return {
    limits,
    get rows() { return rows },
    unpacked: (more) => { bytes += more; refuseIf(bytes > limits.unpackedBytes, 'unpackedTooLarge') },
    row: () => { rows++; refuseIf(rows > limits.rows, 'tooManyRows') },
    cell: (column, { length }) => {
      cells++
      characters += length
      refuseIf(column >= limits.columns, 'tooManyColumns')
      refuseIf(cells > limits.cells, 'tooManyCells')
      refuseIf(length > limits.cellLength, 'cellTooLong')
      refuseIf(characters > limits.characters, 'tooMuchText')
    },
    time: () => refuseIf(now() - start > limits.seconds * 1000, 'tooSlow'),
  }
}

/** Where a parser puts what it has read; rows come in the order of the sheet. */
export interface TableSink {
  sheet(name: string, isHidden: boolean): void
  row(row: TableRow): void
  sheetEnd(merges: TableMerge[], hiddenColumns: number[]): void
  progress(progress: TableProgress): void
}
