import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import type { MeetingRow } from '../../../shared/domain/meeting.ts'
import type { MeetingKind, MeetingState } from '../../../shared/domain/meetingKinds.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'

export interface MeetingsFilter { text: string; year: number | null; kind: MeetingKind | null; state: MeetingState | null; personId: string | null; deleted: boolean }
export const noFilter: MeetingsFilter = { text: '', year: null, kind: null, state: null, personId: null, deleted: false }
const filterKeys = ['text', 'year', 'kind', 'state', 'personId', 'deleted'] as const satisfies readonly (keyof MeetingsFilter)[]
export const isSameFilter = (a: MeetingsFilter, b: MeetingsFilter): boolean => filterKeys.every((key) => a[key] === b[key])

interface MeetingsState {
  /** Kept while the application runs, as the view is: whoever comes back from a record goes on where they were. */
  filter: MeetingsFilter
  view: 'list' | 'month'
  /** From the newest on, as far as they were read. Null until the first answer. */
  rows: MeetingRow[] | null
  total: number
  /** Counts the lists shown: another filter is another list, and begins at its top. */
  listing: number
  years: number[]
  inTrash: number
  /** Today's roster, to ask for the meetings of one person. */
  people: { id: string; name: string }[]
  failure: ApiError | null
  reading: boolean
  /** The record that was just moved to the 回收站. */
  removed: { id: string; title: string } | null
  /** Where the list was left for a record. */
  left: { meetingId: string; scrollTop: number } | null
  show(filter: Partial<MeetingsFilter>): Promise<void>
  /** Reads on until the row with this index is there, and some more. */
  reach(index: number): Promise<void>
  restore(id: string): Promise<void>
  readPeople(): Promise<void>
  /** Forgets the rows, not where one was. */
  leave(): void
}

const pageSize = 200
/** So many rows are read before they are scrolled to. */
const ahead = 300

/** Answers of an older question must not overwrite those of a newer one. */
let question = 0
/** How many rows the screen asks for now. */
let needed = pageSize

type Query = Input<'meetings.list'>

/** The question that a filter asks. */
export const queryOf = ({ text, year, kind, state, personId, deleted }: MeetingsFilter): Query => ({
  text: text.trim(), deleted, ...(year === null ? {} : { year }), ...(kind === null ? {} : { kind }), ...(state === null ? {} : { state }), ...(personId === null ? {} : { personId }),
})

/** One page, from the newest on or after the last row of the page before. */
export const askPage = (query: Query, last?: MeetingRow): Promise<Output<'meetings.list'>> =>
  callApi('meetings.list', { ...query, limit: pageSize, ...(last ? { after: { heldOn: last.heldOn, id: last.id } } : {}) })
const ask = (filter: MeetingsFilter, last?: MeetingRow) => askPage(queryOf(filter), last)

/** The list of meetings, newest first, read page by page. */
export const useMeetings = create<MeetingsState>()((set, get) => ({
  filter: noFilter,
  view: 'list',
  rows: null,
  total: 0,
  listing: 0,
  years: [],
  inTrash: 0,
  people: [],
  failure: null,
  reading: false,
  removed: null,
  left: null,

  show: async (change) => {
    const mine = ++question
    const { filter: before, listing } = get()
    const filter = { ...before, ...change }
    const same = isSameFilter(filter, before)
    if (!same) needed = pageSize
    set({ filter, reading: true, ...(same ? {} : { left: null }) })
    try {
      const { rows: first, total = 0, years = [], inTrash = 0 } = await ask(filter)
      let rows = first
      let page = first
      // The same list again: as far as it was read before, so that nothing jumps.
      while (mine === question && page.length > 0 && rows.length < Math.min(needed, total)) {
        page = (await ask(filter, rows.at(-1))).rows
        rows = [...rows, ...page]
      }
      if (mine === question) set({ rows, total, years, inTrash, listing: same ? listing : listing + 1, failure: null, reading: false })
    } catch (thrown) {
      if (mine === question) set({ failure: asApiError(thrown), reading: false })
    }
  },

  reach: async (index) => {
    needed = index + ahead
    const { rows: known, total: all, reading } = get()
    if (reading || known === null || known.length >= Math.min(needed, all)) return
    const mine = question
    set({ reading: true })
    try {
      while (mine === question) {
        const { rows, total, filter } = get()
        if (rows === null || rows.length >= Math.min(needed, total)) break
        const next = await ask(filter, rows.at(-1))
        if (mine === question) set({ rows: [...rows, ...next.rows], ...(next.rows.length === 0 ? { total: rows.length } : {}) })
      }
      if (mine === question) set({ failure: null, reading: false })
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

  readPeople: async () => {
    try {
      const roster = await callApi('members.rosterOn', { date: today() })
      set({ people: roster.map(({ id, name }) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')) })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },

  leave: () => {
    question++
    set({ rows: null, reading: false, failure: null })
  },
}))

/** The list of some meetings, for those who come from another room: the room reads it when it is shown. */
export const openMeetings = (filter: Partial<MeetingsFilter>): void => useMeetings.setState({ filter: { ...noFilter, ...filter }, view: 'list' })
