interface Step<D> { draft: D; field: string | null }
interface History<D> { past: Step<D>[]; future: Step<D>[]; last: { field: string | null; at: number }; end: string }

/** Changes of one field within this many milliseconds are taken back together. */
const together = 800
const most = 500

export interface UndoHistories<D> {
  /** A record was opened: what is known of it holds only where it is as it was left. */
  open(id: string, draft: D): void
  /** A record is left. */
  close(id: string, draft: D): void
  /** Before `draft` is changed in `field`. */
  remember(id: string, draft: D, field: string | null, at: number): void
  /** The draft before (or after) this one, and the field that changed; null where there is none. */
  step(id: string, draft: D, way: 'back' | 'forth'): Step<D> | null
}

/** By record: what was, so that it can be taken back after a save, a blur, and after the editor was left and opened again. `textOf`: a draft as it is stored. */
export function undoHistories<D>(textOf: (draft: D) => string): UndoHistories<D> {
  const histories = new Map<string, History<D>>()
  const fresh = (draft: D): History<D> => ({ past: [], future: [], last: { field: null, at: 0 }, end: textOf(draft) })
  return {
    open: (id, draft) => { if (histories.get(id)?.end !== textOf(draft)) histories.set(id, fresh(draft)) },
    close: (id, draft) => {
      const history = histories.get(id)
      if (history) history.end = textOf(draft)
    },
    remember: (id, draft, field, at) => {
      const history = histories.get(id) ?? fresh(draft)
      histories.set(id, history)
      const same = history.past.length > 0 && field !== null && history.last.field === field && at - history.last.at < together
      history.last = { field, at }
      history.future = []
      if (same) return
      history.past.push({ draft, field })
      if (history.past.length > most) history.past.shift()
    },
    step: (id, draft, way) => {
      const history = histories.get(id)
      const [from, to] = way === 'back' ? [history?.past, history?.future] : [history?.future, history?.past]
      const found = from?.pop()
      if (!history || !found || !to) return null
      to.push({ draft, field: found.field })
      history.last = { field: null, at: 0 }
      return found
    },
  }
}
