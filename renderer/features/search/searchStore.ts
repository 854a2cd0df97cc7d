import { create } from 'zustand'
import type { SearchAnswer, SearchKind, SearchOrder } from '../../../shared/domain/search.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

/** `answer` belongs to `answered`: what was typed since is still being looked for. */
interface SearchState {
  open: boolean
  text: string
  kind: SearchKind | 'command' | null
  order: SearchOrder
  answer: SearchAnswer | null
  answered: string
  failure: ApiError | null
  show(): void
  close(): void
  type(text: string): void
  choose(change: { kind?: SearchKind | 'command' | null; order?: SearchOrder }): void
  look(): Promise<void>
  rebuild(): Promise<void>
}

/** One kind alone may be this long. */
const mostOfOne = 200

let asked = 0
const cleared = { text: '', kind: null, answer: null, answered: '', failure: null }

/** What is being looked for. Forgotten when the palette closes: what was typed may be a name. */
export const useSearch = create<SearchState>()((set, get) => ({
  open: false,
  order: 'best',
  ...cleared,
  show: () => {
    set({ open: true })
    void get().look()
  },
  close: () => {
    asked++
    set({ open: false, ...cleared })
  },
  type: (text) => {
    // Other words, another list: a filter that was chosen for the old one would hide what is found now.
    set(text.trim() === '' ? { text, kind: null } : { text })
    void get().look()
  },
  choose: (change) => {
    set(change)
    void get().look()
  },
  look: async () => {
    const turn = ++asked
    const { text, kind, order } = get()
    try {
      const answer = await callApi('search.query', { text: text.slice(0, 200), order, limit: mostOfOne, ...(kind === null || kind === 'command' ? {} : { kind }) })
      // A slower answer to what was typed before says nothing any more.
      if (turn === asked) set({ answer, answered: text, failure: null })
    } catch (thrown) {
      if (turn === asked) set({ answer: null, answered: text, failure: asApiError(thrown) })
    }
  },
  rebuild: async () => {
    try {
      asked++
      const { building } = await callApi('search.rebuild', {})
      // The palette looks again by itself while it goes on.
      set(({ text }) => ({ answer: { hits: [], counts: [], building }, answered: text, failure: null }))
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
}))
