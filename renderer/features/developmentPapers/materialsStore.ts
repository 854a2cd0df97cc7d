import { create } from 'zustand'
import type { PathMaterials } from '../../../shared/contract/developmentPapers.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

interface MaterialsState {
  personId: string | null
  /** null: not read yet. */
  materials: PathMaterials | null
  failure: ApiError | null
  open(personId: string): Promise<void>
  load(): Promise<void>
}

/** The materials of the person in sight. */
export const useMaterials = create<MaterialsState>()((set, get) => {
  let turn = 0
  return {
    personId: null, materials: null, failure: null,
    open: async (personId) => {
      if (get().personId !== personId) set({ personId, materials: null, failure: null })
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
  }
})
