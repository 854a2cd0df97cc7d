import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import type { RosterCounts, RosterRow } from '../../../shared/contract/roster.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { defaultColumns, noRosterFilter, type RosterColumn, type RosterFilter, type RosterSort } from '../../../shared/domain/rosterView.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'

export type SavedView = Output<'views.list'>[number]
export const rosterOrder: RosterSort = { by: 'roster', descending: false }

/** Rows are read in pages; only those that were scrolled to. */
export const pageSize = 100

interface RosterState {
  on: IsoDate
  columns: readonly RosterColumn[]
  filter: RosterFilter
  sort: RosterSort
  /** The rows by page, as far as they were read. Null until the first answer. */
  pages: ReadonlyMap<number, readonly RosterRow[]> | null
  total: number
  counts: RosterCounts | null
  /** Counts the lists shown: another filter is another list, and begins at its top. */
  listing: number
  views: readonly SavedView[]
  /** The view that is shown; null: nothing saved, or changed since. */
  viewId: string | null
  chosen: ReadonlySet<string>
  failure: ApiError | null
  reading: boolean
  begin(): Promise<void>
  show(change: Partial<Pick<RosterState, 'on' | 'columns' | 'sort'>> & { filter?: Partial<RosterFilter> }): Promise<void>
  /** Reads the same list anew, after something was changed. */
  reload(): Promise<void>
  /** Reads the pages of these rows, where they are not there yet. */
  reach(first: number, last: number): Promise<void>
  idsOf(first: number, last: number): Promise<string[]>
  choose(ids: readonly string[], on: boolean): void
  chooseAll(): Promise<void>
  chooseNone(): void
  readViews(): Promise<SavedView[]>
  takeView(view: SavedView | null): Promise<void>
}

/** Answers of an older question must not overwrite those of a newer one. */
let question = 0
/** The ids of the list of one question, read when a range of it is chosen. */
let idsKept: { question: number; ids: Promise<string[]> } | null = null
let started = false

export const useRoster = create<RosterState>()((set, get) => {
  const query = (): Input<'members.list'> => {
    const { on, columns, filter, sort } = get()
    return { on, columns: [...columns], sort, ...filter, text: filter.text.trim() }
  }
  const ask = async (page: number) => callApi('members.list', { ...query(), limit: pageSize, offset: page * pageSize })

  return {
    on: today(), columns: defaultColumns, filter: noRosterFilter, sort: rosterOrder, pages: null, total: 0, counts: null, listing: 0, views: [], viewId: null, chosen: new Set(), failure: null, reading: false,

    begin: async () => {
      if (!started) {
        try {
          const first = (await get().readViews()).find(({ isDefault }) => isDefault)
          if (first) set({ columns: first.columns, filter: first.filter, sort: first.sort, viewId: first.id })
          started = true
        } catch (thrown) {
          set({ failure: asApiError(thrown) })
        }
      }
      await get().reload()
    },

    show: async ({ filter, ...change }) => {
      const before = get()
      set({ ...change, ...(filter ? { filter: { ...before.filter, ...filter } } : {}), viewId: change.on !== undefined && Object.keys(change).length === 1 && !filter ? before.viewId : null, listing: before.listing + 1, chosen: new Set() })
      await get().reload()
    },

    reload: async () => {
      const mine = ++question
      idsKept = null
      set({ reading: true })
      try {
        const known = [...get().pages?.keys() ?? []]
        // As far as it is read already, so that nothing jumps; after another filter the first page only.
        const wanted = [...new Set([0, ...known.slice(-2)])]
        const answers = await Promise.all(wanted.map(ask))
        if (mine !== question) return
        const [first] = answers
        if (first) set({ pages: new Map(answers.map((answer, at) => [wanted[at] ?? 0, answer.rows])), total: first.total, counts: first.counts, failure: null, reading: false })
      } catch (thrown) {
        if (mine === question) set({ failure: asApiError(thrown), reading: false })
      }
    },

    reach: async (first, last) => {
      const mine = question
      const { pages } = get()
      if (pages === null) return
      for (let page = Math.floor(first / pageSize); page <= Math.floor(Math.max(first, last - 1) / pageSize); page++) {
        if (mine !== question || get().pages?.has(page) || page * pageSize >= get().total) continue
        try {
          const { rows, total } = await ask(page)
          if (mine === question) set({ pages: new Map([...get().pages ?? [], [page, rows]]), total })
        } catch (thrown) {
          if (mine === question) set({ failure: asApiError(thrown) })
        }
      }
    },

    idsOf: async (first, last) => {
      if (idsKept?.question !== question) idsKept = { question, ids: callApi('members.list', { ...query(), limit: 1, withIds: true }).then(({ ids = [] }) => ids) }
      return (await idsKept.ids).slice(first, last)
    },

    choose: (ids, on) => {
      const chosen = new Set(get().chosen)
      for (const id of ids) if (on) chosen.add(id); else chosen.delete(id)
      set({ chosen })
    },
    chooseAll: async () => {
      try {
        set({ chosen: new Set(await get().idsOf(0, get().total)) })
      } catch (thrown) {
        set({ failure: asApiError(thrown) })
      }
    },
    chooseNone: () => set({ chosen: new Set() }),

    readViews: async () => {
      const views = await callApi('views.list', {})
      set({ views })
      return views
    },
    takeView: async (view) => {
      await get().show(view ? { columns: view.columns, sort: view.sort, filter: view.filter } : { columns: defaultColumns, sort: rosterOrder, filter: noRosterFilter })
      set({ viewId: view?.id ?? null })
    },
  }
})

/** The row at a place of the list; undefined while it is being read. */
export const rowAt = (pages: ReadonlyMap<number, readonly RosterRow[]> | null, index: number): RosterRow | undefined => pages?.get(Math.floor(index / pageSize))?.[index % pageSize]
