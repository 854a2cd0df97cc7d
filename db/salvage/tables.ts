import type { BrokenFile } from './pages.ts'
import { nodeOf, type Cell, type SureNode } from './cells.ts'

/** One readable row. `sure`: its page is proved to be what was written. */
export interface FoundRow extends Cell { sure: boolean }
export interface Tree { type: 'table' | 'index'; name: string; root: number }
/** Pages of a tree that could not be read, and cells on readable ones. */
export interface Losses { pages: number; cells: number }

const deepest = 20

/** Walks a broken database: each page once, whatever its pointers say. */
export class Walker {
  readonly #file: BrokenFile
  readonly #seen = new Set<number>()
  /** Pages whose check sum is wrong, and pages that gave nothing at all. */
  readonly unsure = new Set<number>()
  readonly lost = new Set<number>()

  constructor(file: BrokenFile) { this.#file = file }

  #node(no: number): SureNode | null {
    const page = this.#file.page(no)
    if (page && !page.sure) this.unsure.add(no)
    // An overflow page counts as seen: it is no row of its own.
    const node = page && nodeOf(no, page, (overflow) => {
      this.#seen.add(overflow)
      const found = this.#file.page(overflow)
      if (found && !found.sure) this.unsure.add(overflow)
      return found
    })
    if (!node) this.lost.add(no)
    return node
  }

  /** The rows of a tree, in order, and what is lost of it. A page of another kind than the tree's counts as lost. */
  *rows(root: number, losses: Losses): Generator<FoundRow> {
    const start = this.#node(root)
    const isTable = start ? start.kind.startsWith('table') : true
    yield* this.#below(root, isTable, losses, 0)
  }

  *#below(no: number, isTable: boolean, losses: Losses, depth: number): Generator<FoundRow> {
    if (no < 1 || no > this.#file.count || this.#seen.has(no) || depth > deepest) {
      losses.pages++
      return
    }
    this.#seen.add(no)
    const node = this.#node(no)
    if (!node || node.kind.startsWith('table') !== isTable) {
      losses.pages++
      return
    }
    losses.cells += node.broken
    for (const cell of node.cells) yield { ...cell, sure: node.sure }
    for (const child of node.children) yield* this.#below(child, isTable, losses, depth + 1)
  }

  /** Pages with rows that no tree led to, unless they are known to be free. */
  *astray(): Generator<{ isTable: boolean; rows: FoundRow[] }> {
    const free = this.#freePages()
    // Without the salt at the file's beginning no sum can be checked, and yet all of it can be read.
    const isChecked = Array.from({ length: Math.min(this.#file.count, 100) }, (_, i) => this.#file.page(i + 1)).some((page) => page?.sure)
    for (let no = 2; no <= this.#file.count; no++) {
      if (this.#seen.has(no) || free.has(no)) continue
      const page = this.#file.page(no)
      const node = page && (page.sure || !isChecked) ? nodeOf(no, page, (overflow) => this.#file.page(overflow)) : null
      if (node && node.cells.length > 0 && node.broken === 0) yield { isTable: node.kind === 'tableLeaf', rows: node.cells.map((cell) => ({ ...cell, sure: node.sure })) }
    }
  }

  /** Pages that SQLite keeps for reuse: what stands on them was deleted. */
  #freePages(): Set<number> {
    const free = new Set<number>()
    for (let trunk = this.#file.page(1)?.bytes.readUInt32BE(32) ?? 0; trunk > 0 && !free.has(trunk);) {
      free.add(trunk)
      const page = this.#file.page(trunk)
      if (!page) break
      const count = Math.min(page.bytes.readUInt32BE(4), 1000)
      for (let i = 0; i < count; i++) free.add(page.bytes.readUInt32BE(8 + i * 4))
      trunk = page.bytes.readUInt32BE(0)
    }
    return free
  }

  /** Tables and indexes, by the schema in page 1; empty where that is gone. */
  trees(): Tree[] {
    return [...this.rows(1, { pages: 0, cells: 0 })].flatMap(({ values: [type, name, , root] }): Tree[] => ((type === 'table' || type === 'index') && typeof name === 'string' && typeof root === 'number' ? [{ type, name, root }] : []))
  }

  /** Walks an index, whose entries say nothing new, so that its pages are not taken for lost rows. */
  pass(root: number): void {
    for (const row of this.rows(root, { pages: 0, cells: 0 })) if (row.values.length === 0) return
  }
}
