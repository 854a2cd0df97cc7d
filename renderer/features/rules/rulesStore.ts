import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'

export type RuleRow = Output<'rules.list'>[number]
export type FrequencyYear = Output<'rules.frequency'>
export type NeedRow = FrequencyYear['needs'][number]
export type LibraryPreview = Output<'rules.importFile'>

interface RulesState {
  rules: RuleRow[] | null
  year: number
  table: FrequencyYear | null
  failure: ApiError | null
  /** The number of a rule that is to be shown alone, for those who come from another room; the page takes it once. */
  wanted: string
  /** A library that was looked into and may be taken. */
  library: (LibraryPreview & { fileToken: string }) | null
  readRules(): Promise<void>
  readYear(year: number): Promise<void>
  saveRule(setting: Input<'rules.save'>): Promise<void>
  dismiss(key: string, reason: string): Promise<void>
  undismiss(key: string): Promise<void>
  lookInto(fileToken: string): Promise<void>
  takeLibrary(): Promise<void>
  dropLibrary(): void
}

/** Runs one act, tells of it above, and reads anew what the screen shows. */
const act = async (run: () => Promise<unknown>): Promise<void> => { await actAndRead(run, readAgain) }

async function readAgain(): Promise<void> {
  const { rules, table, readRules, readYear } = useRules.getState()
  if (rules) await readRules()
  if (table) await readYear(table.year)
}

/** The rule library, and what it asks for in a year. */
export const useRules = create<RulesState>()((set, get) => ({
  rules: null,
  year: Number(today().slice(0, 4)),
  table: null,
  failure: null,
  wanted: '',
  library: null,
  readRules: async () => {
    try {
      set({ rules: await callApi('rules.list', {}), failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
  readYear: async (year) => {
    set({ year })
    try {
      const table = await callApi('rules.frequency', { year })
      if (get().year === year) set({ table, failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
  saveRule: (setting) => act(() => callApi('rules.save', setting)),
  dismiss: (key, reason) => act(() => callApi('rules.dismiss', { key, reason })),
  undismiss: (key) => act(() => callApi('rules.undismiss', { key })),
  lookInto: async (fileToken) => { set({ library: { ...await callApi('rules.importFile', { fileToken }), fileToken } }) },
  takeLibrary: async () => {
    const { library } = get()
    if (!library) return
    await act(() => callApi('rules.importFile', { fileToken: library.fileToken, commit: true }))
    set({ library: null })
  },
  dropLibrary: () => set({ library: null }),
}))

/** One rule, for those who come from another room. */
export const openRule = (id: string): void => useRules.setState({ wanted: id })
