import { asStored, type Draft } from './draft.ts'

interface Step { draft: Draft; field: string | null }
interface History { past: Step[]; future: Step[]; last: { field: string | null; at: number }; end: string }

/** Changes of one field within this many milliseconds are taken back together. */
const together = 800
const most = 500

/** By record: what was, so that it can be taken back after a save, a blur, and after the editor was left and opened again. */
const histories = new Map<string, History>()

const fresh = (draft: Draft): History => ({ past: [], future: [], last: { field: null, at: 0 }, end: asStored(draft) })

function historyOf(id: string, draft: Draft): History {
  const known = histories.get(id) ?? fresh(draft)
  histories.set(id, known)
  return known
}

/** A record was opened: what is known of it holds only where it is as it was left. */
export function openHistory(id: string, draft: Draft): void {
  if (histories.get(id)?.end !== asStored(draft)) histories.set(id, fresh(draft))
}

/** A record is left. */
export function closeHistory(id: string, draft: Draft): void {
  const history = histories.get(id)
  if (history) history.end = asStored(draft)
}

/** Before `draft` is changed in `field`. */
export function remember(id: string, draft: Draft, field: string | null, at: number): void {
  const history = historyOf(id, draft)
  const same = history.past.length > 0 && field !== null && history.last.field === field && at - history.last.at < together
  history.last = { field, at }
  history.future = []
  if (same) return
  history.past.push({ draft, field })
  if (history.past.length > most) history.past.shift()
}

/** The draft before (or after) this one, and the field that changed; null where there is none. */
export function step(id: string, draft: Draft, way: 'back' | 'forth'): Step | null {
  const history = histories.get(id)
  const [from, to] = way === 'back' ? [history?.past, history?.future] : [history?.future, history?.past]
  const found = from?.pop()
  if (!history || !found || !to) return null
  to.push({ draft, field: found.field })
  history.last = { field: null, at: 0 }
  return found
}
