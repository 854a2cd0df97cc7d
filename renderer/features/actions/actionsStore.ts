import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import { openLists, type ActionFull, type ActionGroup, type ActionRow, type ActionSource, type actionFilters } from '../../../shared/domain/action.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { act as actAndRead } from '../journal/index.ts'
import { showFailed, useSaving } from '../session/index.ts'

export type ListName = (typeof actionFilters)[number]
export type Counts = NonNullable<Output<'actions.list'>['counts']>
export interface ActionFilter { list: ListName; owner: string | null; source: ActionSource | null; meeting: string | null; project: string | null; text: string }
/** How the items are shown: one list, the board by state, or one group below the other. */
export const actionViews = ['list', 'state', 'owner', 'meeting', 'project'] as const
export type ActionView = (typeof actionViews)[number]
export const actionViewNames: Record<ActionView, string> = { list: '列表', state: '看板', owner: '按责任人', meeting: '按会议', project: '按项目' }
const viewPlace = 'actions.view'
export const noActionFilter: ActionFilter = { list: 'open', owner: null, source: null, meeting: null, project: null, text: '' }

/** Rows are read in pages; only as far as was scrolled. */
const pageSize = 100
const mostAtOnce = 200

/** Of each group so many are read at first, and so many more at a time. */
const [groupRows, moreGroupRows, moreGroups, mostGroups] = [12, 50, 30, 500]

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
  view: ActionView
  /** In every view but the list. */
  groups: readonly ActionGroup[] | null
  /** How many groups are not told yet. */
  groupsLeft: number
  withCancelled: boolean
  chosen: ReadonlySet<string>
  /** The item shown beside the list. */
  openId: string | null
  item: ActionFull | null
  itemFailure: ApiError | null
  show(change: Partial<ActionFilter>): Promise<void>
  reload(): Promise<void>
  look(view: ActionView): void
  showCancelled(on: boolean): void
  /** Reads more of one group, or more groups. */
  reachGroup(key: string): Promise<void>
  reachGroups(): Promise<void>
  /** Reads on until that many rows are there. */
  reach(last: number): Promise<void>
  open(id: string | null): Promise<void>
  choose(ids: readonly string[], on: boolean): void
  chooseNone(): void
}

export type AskedActions = Pick<Input<'actions.list'>, 'filter' | 'owner' | 'source' | 'meeting' | 'project' | 'text'>
/** What the service is asked for a filter. */
export const askedOf = ({ list, owner, source, meeting, project, text }: ActionFilter): AskedActions =>
  ({ filter: list, text: text.trim(), ...(owner === null ? {} : { owner }), ...(source === null ? {} : { source }), ...(meeting === null ? {} : { meeting }), ...(project === null ? {} : { project }) })

/** Answers of an older question must not overwrite those of a newer one. */
let question = 0
let reaching = false

export const useActions = create<ActionsState>()((set, get) => {
  const query = (): AskedActions => askedOf(get().filter)
  const readGroups = async (view: Exclude<ActionView, 'list'>, groups: number) => {
    const rows = Math.min(mostAtOnce, Math.max(groupRows, ...(get().groups ?? []).map((group) => group.rows.length)))
    return await callApi('actions.groups', { ...query(), by: view, rows, groups })
  }
  return {
    view: actionViews.find((view) => view === localStorage.getItem(viewPlace)) ?? 'list', groups: null, groupsLeft: 0, withCancelled: false,
    filter: noActionFilter, rows: null, next: null, counts: null, owners: [], listing: 0, reading: false, failure: null, chosen: new Set(), openId: null, item: null, itemFailure: null,

    show: async (change) => {
      set(({ filter, listing }) => ({ filter: { ...filter, ...change }, listing: listing + 1, chosen: new Set() }))
      await get().reload()
    },

    reload: async () => {
      const mine = ++question
      const { view } = get()
      set({ reading: true })
      try {
        const [{ rows, next, counts, owners }, grouped] = await Promise.all([
          callApi('actions.list', { ...query(), limit: view === 'list' ? Math.min(mostAtOnce, Math.max(pageSize, get().rows?.length ?? 0)) : 1 }),
          view === 'list' ? null : readGroups(view, Math.max(moreGroups, get().groups?.length ?? 0)),
        ])
        if (mine === question) set({ rows, next, counts: counts ?? null, owners: owners ?? [], groups: grouped?.groups ?? null, groupsLeft: grouped?.more ?? 0, failure: null, reading: false })
      } catch (thrown) {
        if (mine === question) set({ failure: asApiError(thrown), reading: false })
      }
    },

    look: (view) => {
      if (view === get().view) return
      localStorage.setItem(viewPlace, view)
      set({ view, groups: null, rows: null, groupsLeft: 0, chosen: new Set() })
      // 已办结 is a column of the board, not a list of it.
      void get().show(view === 'state' && get().filter.list === 'done' ? { list: 'open' } : {})
    },
    showCancelled: (on) => set({ withCancelled: on }),

    reachGroup: async (key) => {
      const { view, groups } = get()
      const group = groups?.find((each) => each.key === key)
      if (reaching || view === 'list' || !group?.next) return
      reaching = true
      const mine = question
      try {
        const asked = query()
        const isClosed = view === 'state' && asked.filter === 'open' && (key === 'done' || key === 'cancelled')
        const { rows, next } = await callApi('actions.list', { ...asked, filter: isClosed ? 'done' : asked.filter, group: { by: view, key }, after: group.next, limit: moreGroupRows })
        if (mine === question) set(({ groups: before }) => ({ groups: before?.map((each) => (each.key === key ? { ...each, rows: [...each.rows, ...rows], next } : each)) ?? null }))
      } catch (thrown) {
        set({ failure: asApiError(thrown) })
      } finally {
        reaching = false
      }
    },
    reachGroups: async () => {
      const { view, groups } = get()
      if (view === 'list') return
      const mine = question
      try {
        const { groups: read, more } = await readGroups(view, Math.min(mostGroups, (groups?.length ?? 0) + moreGroups))
        if (mine === question) set({ groups: read, groupsLeft: more })
      } catch (thrown) {
        set({ failure: asApiError(thrown) })
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
