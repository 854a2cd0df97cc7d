import { create } from 'zustand'
import type { Operation } from '../../../shared/domain/journal.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

interface JournalState {
  /** Newest first, as far as they were read. Null until the first answer. */
  rows: Operation[] | null
  more: boolean
  failure: ApiError | null
  /** An undo that was refused, and the act it was asked for. */
  refused: { error: ApiError; operation: Operation } | null
  /** What was just undone or done again, in words. */
  done: string | null
  busy: boolean
  read(): Promise<void>
  readOn(): Promise<void>
  undo(operation: Operation): Promise<void>
  forget(): void
  leave(): void
}

const pageSize = 50
const closed = { rows: null, more: false, failure: null, refused: null, done: null, busy: false }

/** What was done in the last 30 days. */
export const useJournal = create<JournalState>()((set, get) => ({
  ...closed,

  read: async () => {
    try {
      // As far as it was read before: an undo far down must not throw the officer back to the top.
      const limit = Math.min(200, Math.max(pageSize, get().rows?.length ?? 0))
      set({ ...await callApi('journal.list', { limit }), failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },

  readOn: async () => {
    const { rows, busy } = get()
    const last = rows?.at(-1)
    if (!rows || !last || busy) return
    set({ busy: true })
    try {
      const next = await callApi('journal.list', { before: last.id, limit: pageSize })
      set({ rows: [...rows, ...next.rows], more: next.more, failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    } finally {
      set({ busy: false })
    }
  },

  undo: async (operation) => {
    if (get().busy) return
    set({ busy: true, refused: null, done: null })
    try {
      const { words } = await callApi('journal.undo', { id: operation.id })
      set({ done: words })
    } catch (thrown) {
      set({ refused: { error: asApiError(thrown), operation } })
    }
    await get().read()
    set({ busy: false })
  },

  forget: () => set({ refused: null, done: null }),
  leave: () => set(closed),
}))
