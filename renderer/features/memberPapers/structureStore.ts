import { create } from 'zustand'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Structure } from '../../../shared/domain/structure.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'

interface StructureState {
  on: IsoDate | null
  structure: Structure | null
  failure: ApiError | null
  load(on?: IsoDate): Promise<void>
}

/** The structure of the branch on the day in sight. Counting thousands takes milliseconds, so nothing is kept between visits. */
export const useStructure = create<StructureState>()((set, get) => ({
  on: null,
  structure: null,
  failure: null,
  load: async (day) => {
    const on = day ?? get().on ?? today()
    set({ on })
    try {
      const structure = await callApi('members.structure', { on })
      if (get().on === on) set({ structure, failure: null })
    } catch (thrown) {
      if (get().on === on) set({ failure: asApiError(thrown) })
    }
  },
}))
