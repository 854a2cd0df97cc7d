import { create } from 'zustand'
import type { MeetingRow } from '../../../shared/domain/meeting.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

export interface MeetingsFilter { text: string; year: number | null; deleted: boolean }

interface MeetingsState {
  filter: MeetingsFilter
  /** Null until the first answer. */
  rows: MeetingRow[] | null
  total: number
  years: number[]
  inTrash: number
  failure: ApiError | null
  reading: boolean
  /** The record that was just moved to the 回收站. */
  removed: { id: string; title: string } | null
  show(filter: Partial<MeetingsFilter>): Promise<void>
  /** The next page, where there is one. */
  more(): Promise<void>
  restore(id: string): Promise<void>
}

const pageSize = 100

/** Answers of an older question must not overwrite those of a newer one. */
let question = 0

const ask = ({ text, year, deleted }: MeetingsFilter, after?: { heldOn: string; id: string }) =>
  callApi('meetings.list', { text, deleted, limit: pageSize, ...(year === null ? {} : { year }), ...(after ? { after } : {}) })

/** The list of meetings, newest first, read page by page. */
export const useMeetings = create<MeetingsState>()((set, get) => ({
  filter: { text: '', year: null, deleted: false },
  rows: null,
  total: 0,
  years: [],
  inTrash: 0,
  failure: null,
  reading: false,
  removed: null,

  show: async (change) => {
    const mine = ++question
    const filter = { ...get().filter, ...change }
    set({ filter, reading: true })
    try {
      const answer = await ask(filter)
      if (mine === question) set({ ...answer, failure: null, reading: false })
    } catch (thrown) {
      if (mine === question) set({ failure: asApiError(thrown), reading: false })
    }
  },

  more: async () => {
    const { rows, total, reading, filter } = get()
    const last = rows?.at(-1)
    if (reading || !rows || !last || rows.length >= total) return
    const mine = question
    set({ reading: true })
    try {
      const next = await ask(filter, { heldOn: last.heldOn, id: last.id })
      if (mine === question) set({ rows: [...rows, ...next.rows], total: next.total, failure: null, reading: false })
    } catch (thrown) {
      if (mine === question) set({ failure: asApiError(thrown), reading: false })
    }
  },

  restore: async (id) => {
    try {
      await callApi('meetings.restore', { id })
      set({ removed: null })
      await get().show({})
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
}))
