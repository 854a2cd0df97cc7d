import { create } from 'zustand'
import type { TrashRow } from '../../../shared/domain/journal.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

interface TrashState {
  /** What was removed last comes first, as far as it was read. Null until the first answer. */
  rows: TrashRow[] | null
  total: number
  more: boolean
  failure: ApiError | null
  /** Something could not be restored. */
  refused: { error: ApiError; name: string } | null
  restored: string | null
  busy: boolean
  read(): Promise<void>
  readOn(): Promise<void>
  restore(row: TrashRow): Promise<void>
  forget(): void
  leave(): void
}

const pageSize = 100
const closed = { rows: null, total: 0, more: false, failure: null, refused: null, restored: null, busy: false }

/** Everything that was deleted, whatever it is. */
export const useTrash = create<TrashState>()((set, get) => ({
  ...closed,

  read: async () => {
    try {
      set({ ...await callApi('trash.list', { limit: Math.min(200, Math.max(pageSize, get().rows?.length ?? 0)) }), failure: null })
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
      const next = await callApi('trash.list', { after: { removedAt: last.removedAt, id: last.id }, limit: pageSize })
      set({ rows: [...rows, ...next.rows], total: next.total, more: next.more, failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    } finally {
      set({ busy: false })
    }
  },

  restore: async ({ kind, id, name }) => {
    if (get().busy) return
    set({ busy: true, refused: null, restored: null })
    try {
      await callApi('trash.restore', { kind, id })
      set({ restored: name })
    } catch (thrown) {
      set({ refused: { error: asApiError(thrown), name } })
    }
    await get().read()
    set({ busy: false })
  },

  forget: () => set({ refused: null, restored: null }),
  leave: () => set(closed),
}))
