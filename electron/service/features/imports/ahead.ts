import { importRowOf } from '../../../../shared/domain/importTable.ts'
import { ImportProposer, type ImportPlan, type ImportRow, type ProposedRow } from '../../../../shared/domain/importProposal.ts'
import type { FoundTable } from '../../../../shared/domain/findTable.ts'
import type { TableSheet } from '../../../../shared/domain/table.ts'

/** What all proposals of a table follow from beside its rows. `from`: everything of it that can be different the next time, as one text. */
export interface Proposing { from: string; chosen: FoundTable; plan: Omit<ImportPlan, 'table'> }

/** So often it is looked whether a roster has begun: it does within the first rows, but for other sheets before it. */
const mostLooks = 4

/**
 * Proposes the rows of a file while the rest of it is still being read. Only at the end it is known whether the table is what its beginning looked like;
 * where it is not, nothing of this counts.
 */
export class ProposingAhead {
  readonly #begin: (sheets: readonly TableSheet[]) => Proposing | null
  #begun: { from: string; chosen: FoundTable; proposer: ImportProposer } | null = null
  #taken = 0
  readonly #rows: { row: ImportRow; proposed: ProposedRow | null }[] = []
  #looks = 0
  #hasGivenUp = false

  /** `begin` looks at what has come; null where that is no roster. */
  constructor(begin: (sheets: readonly TableSheet[]) => Proposing | null) { this.#begin = begin }

  come(sheets: readonly TableSheet[]): void {
    if (this.#hasGivenUp) return
    try {
      this.#goOn(sheets)
    } catch {
      // Locked meanwhile, or something that will be met again when all of the file is there, and told then.
      this.#hasGivenUp = true
    }
  }

  #goOn(sheets: readonly TableSheet[]): void {
    if (!this.#begun) {
      if (++this.#looks > mostLooks) return
      const proposing = this.#begin(sheets)
      if (!proposing) return
      this.#begun = { from: proposing.from, chosen: proposing.chosen, proposer: new ImportProposer({ ...proposing.plan, headings: proposing.chosen.columns.map(({ heading }) => heading) }) }
    }
    const { chosen, proposer } = this.#begun
    const rows = sheets[chosen.sheet]?.rows ?? []
    for (; this.#taken < rows.length; this.#taken++) {
      const found = rows[this.#taken]
      if (!found || found.line < chosen.firstLine) continue
      const row = importRowOf(chosen, found)
      this.#rows.push({ row, proposed: proposer.propose(row) })
    }
  }

  /** The proposals for the rows of the table as it turned out to be; null where it is another one than it looked like. */
  proposals(proposing: Proposing, rows: readonly ImportRow[]): ProposedRow[] | null {
    if (this.#hasGivenUp || this.#begun?.from !== proposing.from) return null
    const { proposer } = this.#begun
    const proposals: ProposedRow[] = []
    let n = 0
    /** What was taken for a row and is none may stand between, as long as nothing followed from it. */
    const passes = (line: number): boolean => {
      for (; n < this.#rows.length && (this.#rows[n]?.row.line ?? line) < line; n++) if (this.#rows[n]?.proposed !== null) return false
      return true
    }
    for (const row of rows) {
      if (!passes(row.line)) return null
      const ahead = this.#rows[n]
      if (ahead && !isSame(ahead.row, row)) return null
      const proposed = ahead ? ahead.proposed : proposer.propose(row)
      if (proposed) proposals.push(proposed)
      if (ahead) n++
    }
    return passes(Infinity) ? proposals : null
  }
}

const isSame = (a: ImportRow, b: ImportRow): boolean => a.line === b.line && a.hidden === b.hidden && a.cells.length === b.cells.length && a.cells.every((cell, n) => cell === b.cells[n])
