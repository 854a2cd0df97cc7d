import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import { openLists, type ActionFull, type ActionRow, type ActionSource, type actionFilters } from '../../../shared/domain/action.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { act as actAndRead } from '../journal/index.ts'
import { showFailed, useSaving } from '../session/index.ts'

export type ListName = (typeof actionFilters)[number]
export type Counts = NonNullable<Output<'actions.list'>['counts']>
export interface ActionFilter { list: ListName; owner: string | null; source: ActionSource | null; meeting: string | null; project: string | null; text: string }
export const noActionFilter: ActionFilter = { list: 'open', owner: null, source: null, meeting: null, project: null, text: '' }

/** Rows are read in pages; only as far as was scrolled. */
const pageSize = 100
const mostAtOnce = 200

/** How many items a list has; before the first answer none. */
export function countOf(list: ListName, counts: Counts | null): number {
  if (counts === null) return 0
  const open = openLists.reduce((sum, each) => sum + counts[each], 0)
  return list === 'open' ? open : list === 'all' ? open + counts.done : counts[list]
}

interface ActionsState {
  filter: ActionFilter
  /** As far as they were read; null until the first answer. */
  rows: readonly ActionRow[] | null
  next: Input<'actions.list'>['after'] | null
  counts: Counts | null
  owners: NonNullable<Output<'actions.list'>['owners']>
  /** Counts the lists shown: another filter is another list, and begins at its top. */
  listing: number
  reading: boolean
  failure: ApiError | null
  chosen: ReadonlySet<string>
  /** The item shown beside the list. */
  openId: string | null
  item: ActionFull | null
  itemFailure: ApiError | null
  show(change: Partial<ActionFilter>): Promise<void>
  reload(): Promise<void>
  /** Reads on until that many rows are there. */
  reach(last: number): Promise<void>
  open(id: string | null): Promise<void>
  choose(ids: readonly string[], on: boolean): void
  chooseNone(): void
}

/** Answers of an older question must not overwrite those of a newer one. */
let question = 0
let reaching = false

export const useActions = create<ActionsState>()((set, get) => {
  const query = (): Input<'actions.list'> => {
    const { list, owner, source, meeting, project, text } = get().filter
    return { filter: list, text: text.trim(), ...(owner === null ? {} : { owner }), ...(source === null ? {} : { source }), ...(meeting === null ? {} : { meeting }), ...(project === null ? {} : { project }) }
  }
  return {
    filter: noActionFilter, rows: null, next: null, counts: null, owners: [], listing: 0, reading: false, failure: null, chosen: new Set(), openId: null, item: null, itemFailure: null,

    show: async (change) => {
      set(({ filter, listing }) => ({ filter: { ...filter, ...change }, listing: listing + 1, chosen: new Set() }))
      await get().reload()
    },

    reload: async () => {
      const mine = ++question
      set({ reading: true })
      try {
        const { rows, next, counts, owners } = await callApi('actions.list', { ...query(), limit: Math.min(mostAtOnce, Math.max(pageSize, get().rows?.length ?? 0)) })
        if (mine === question) set({ rows, next, counts: counts ?? null, owners: owners ?? [], failure: null, reading: false })
      } catch (thrown) {
        if (mine === question) set({ failure: asApiError(thrown), reading: false })
      }
    },

    reach: async (last) => {
      if (reaching) return
      reaching = true
      try {
        for (let { rows, next } = get(); rows !== null && rows.length < last && next; { rows, next } = get()) {
          const mine = question
          const more = await callApi('actions.list', { ...query(), after: next, limit: pageSize })
          if (mine === question) set(({ rows: before }) => ({ rows: [...before ?? [], ...more.rows], next: more.next }))
        }
      } catch (thrown) {
        set({ failure: asApiError(thrown) })
      } finally {
        reaching = false
      }
    },

    open: async (id) => {
      set(({ item }) => ({ openId: id, item: id !== null && item?.id === id ? item : null, itemFailure: null }))
      if (id === null) return
      try {
        const item = await callApi('actions.get', { id })
        if (get().openId === id) set({ item })
      } catch (thrown) {
        if (get().openId === id) set({ itemFailure: asApiError(thrown) })
      }
    },

    choose: (ids, on) => {
      const chosen = new Set(get().chosen)
      for (const id of ids) if (on) chosen.add(id); else chosen.delete(id)
      set({ chosen })
    },
    chooseNone: () => set({ chosen: new Set() }),
  }
})

/** Shows what is there after an act or its undo: the list, and the open item, which may not be there any more. */
async function showAgain(): Promise<void> {
  const { reload, openId } = useActions.getState()
  await reload()
  if (openId === null) return
  const item = await callApi('actions.get', { id: openId }).catch(() => null)
  if (useActions.getState().openId === openId) useActions.setState(item ? { item } : { openId: null, item: null })
}

/** Runs one act of the officer, tells of it above, reads anew what is shown, and offers to take it back. */
export const act = <T>(run: () => Promise<T>): Promise<T> => actAndRead(run, showAgain, showAgain, (error) => {
  // What was refused for a field stands at that field, and nothing waits to be saved.
  if (error.fields.length > 0) useSaving.setState({ state: 'idle', error: null })
  else showFailed(error)
})

/** One item, for those who come from another room. */
export const openAction = (id: string): void => { void useActions.getState().open(id) }
