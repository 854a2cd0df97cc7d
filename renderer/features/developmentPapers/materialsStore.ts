import { create } from 'zustand'
import type { PathMaterials } from '../../../shared/contract/developmentPapers.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { act } from '../journal/index.ts'

interface MaterialsState {
  personId: string | null
  /** null: not read yet. */
  materials: PathMaterials | null
  failure: ApiError | null
  /** Why the last act was refused. */
  error: ApiError | null
  busy: boolean
  open(personId: string): Promise<void>
  load(): Promise<void>
  /** Acts follow each other: what is typed into one field while another is saved is not lost. Answers whether it was done; never throws. */
  change(work: () => Promise<unknown>): Promise<boolean>
  fail(thrown: unknown): void
}

/** The materials of the person in sight. */
export const useMaterials = create<MaterialsState>()((set, get) => {
  let turn = 0
  let last: Promise<unknown> = Promise.resolve()
  return {
    personId: null, materials: null, failure: null, error: null, busy: false,
    open: async (personId) => {
      if (get().personId !== personId) set({ personId, materials: null, failure: null, error: null })
      await get().load()
    },
    load: async () => {
      const mine = ++turn
      const { personId } = get()
      if (personId === null) return
      try {
        const materials = await callApi('developmentPapers.list', { personId })
        if (mine === turn) set({ materials, failure: null })
      } catch (thrown) {
        if (mine === turn) set({ failure: asApiError(thrown) })
      }
    },
    change: (work) => {
      const done = last.then(async () => {
        set({ busy: true, error: null })
        try {
          await act(work, get().load)
          return true
        } catch (thrown) {
          set({ error: asApiError(thrown) })
          return false
        } finally {
          set({ busy: false })
        }
      })
      last = done
      return done
    },
    fail: (thrown) => set({ error: asApiError(thrown) }),
  }
})
