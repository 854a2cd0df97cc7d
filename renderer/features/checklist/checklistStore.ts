import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import type { CheckState } from '../../../shared/domain/checklist.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'

export type Checklist = Output<'checklist.list'>
export type CheckItem = Checklist['items'][number]
export type CheckFilter = 'all' | Extract<CheckState, 'missing' | 'unknown'>

interface ChecklistState {
  year: number
  list: Checklist | null
  failure: ApiError | null
  filter: CheckFilter
  read(year: number): Promise<void>
  setFilter(filter: CheckFilter): void
  answer(answer: Omit<Input<'checklist.answer'>, 'year'>): Promise<void>
  savePoint(point: Input<'checklist.savePoint'>): Promise<void>
  setHidden(id: string, isHidden: boolean): Promise<void>
  resetPoint(id: string): Promise<void>
  removePoint(id: string): Promise<void>
}

/** Runs one act, tells of it above, reads the year anew, and offers to take it back. Throws ApiError. */
async function act(run: () => Promise<unknown>): Promise<void> {
  await actAndRead(run, () => useChecklist.getState().read(useChecklist.getState().year))
}

/** 检查清单 of a year. */
export const useChecklist = create<ChecklistState>()((set, get) => ({
  year: Number(today().slice(0, 4)),
  list: null,
  failure: null,
  filter: 'all',
  read: async (year) => {
    set({ year, failure: null })
    try {
      const list = await callApi('checklist.list', { year })
      if (get().year === year) set({ list })
    } catch (thrown) {
      if (get().year === year) set({ failure: asApiError(thrown) })
    }
  },
  setFilter: (filter) => set({ filter }),
  answer: (answer) => act(() => callApi('checklist.answer', { ...answer, year: get().year })),
  savePoint: (point) => act(() => callApi('checklist.savePoint', point)),
  setHidden: (id, isHidden) => act(() => callApi('checklist.setHidden', { id, isHidden })),
  resetPoint: (id) => act(() => callApi('checklist.resetPoint', { id })),
  removePoint: (id) => act(() => callApi('checklist.removePoint', { id })),
}))
