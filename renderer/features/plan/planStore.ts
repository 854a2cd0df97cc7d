import { create } from 'zustand'
import type { Input, Output } from '../../../shared/contract/index.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { combined } from '../../../shared/domain/plan.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'

export type Plan = Output<'plan.list'>
export type Row = Plan['rows'][number]
export type Proposal = Output<'plan.propose'>
export type Proposed = Proposal['items'][number]
export type ItemText = Omit<Input<'plan.save'>, 'id' | 'year' | 'basis'>
export type PlanView = 'list' | 'month' | 'yearEnd'

interface PlanState {
  year: number
  plan: Plan | null
  failure: ApiError | null
  view: PlanView
  /** The day the calendar is at; its month is shown. */
  day: IsoDate
  /** What is proposed and not decided on yet, as the officer has changed it; `left` are the keys that are not to be taken. Kept while the application runs. */
  proposal: Proposal | null
  left: ReadonlySet<string>
  /** What the officer changed of what is proposed, by key: it stands above a proposal made anew. */
  edits: Readonly<Record<string, Partial<Proposed>>>
  read(year: number): Promise<void>
  setView(view: PlanView): void
  goTo(day: IsoDate): void
  propose(): Promise<void>
  drop(): void
  choose(keys: readonly string[], isTaken: boolean): void
  change(key: string, text: Partial<Proposed>): void
  takeOffer(key: string): void
  accept(): Promise<void>
}

const edited = (proposal: Proposal, edits: PlanState['edits']): Proposal => ({ ...proposal, items: proposal.items.map((item) => ({ ...item, ...edits[item.key] })) })

/** Late in the year the next one is planned. */
const monthOfPlanning = 11
const firstYear = (): number => Number(today().slice(0, 4)) + (Number(today().slice(5, 7)) >= monthOfPlanning ? 1 : 0)
const firstDay = (year: number): IsoDate => (today().startsWith(String(year)) ? today() : `${year}-01-01`)

/** Runs one act on the plan, tells of it above, reads the year anew, and offers to take it back. Throws ApiError. */
export const act = <T>(run: () => Promise<T>): Promise<T> => actAndRead(run, () => usePlan.getState().read(usePlan.getState().year))

/** 计划 of a year. */
export const usePlan = create<PlanState>()((set, get) => ({
  year: firstYear(), plan: null, failure: null, view: 'list', day: firstDay(firstYear()), proposal: null, left: new Set(), edits: {},
  read: async (year) => {
    if (get().year !== year) set({ year, plan: null, proposal: null, left: new Set(), edits: {}, day: firstDay(year) })
    set({ failure: null })
    try {
      // What is proposed follows the calendar and the plan, as they are now.
      const [plan, proposal] = await Promise.all([callApi('plan.list', { year }), get().proposal ? callApi('plan.propose', { year }) : null])
      if (get().year === year) set({ plan, ...(proposal && get().proposal ? { proposal: edited(proposal, get().edits) } : {}) })
    } catch (thrown) {
      if (get().year === year) set({ failure: asApiError(thrown) })
    }
  },
  setView: (view) => set({ view }),
  goTo: (day) => { if (day.startsWith(String(get().year))) set({ day }) },
  propose: async () => {
    const { year } = get()
    const proposal = await callApi('plan.propose', { year })
    if (get().year === year) set({ proposal, left: new Set(), edits: {} })
  },
  drop: () => set({ proposal: null, left: new Set(), edits: {} }),
  choose: (keys, isTaken) => {
    const left = new Set(get().left)
    for (const key of keys) if (isTaken) left.delete(key); else left.add(key)
    set({ left })
  },
  change: (key, text) => {
    const { proposal } = get()
    if (!proposal) return
    // What was in the way of the proposed day is asked again when it stands in the plan.
    const edits = { ...get().edits, [key]: { ...get().edits[key], conflicts: [], ...text } }
    set({ edits, proposal: edited(proposal, edits) })
  },
  takeOffer: (key) => {
    const item = get().proposal?.items.find((one) => one.key === key)
    if (!item?.offer) return
    const { eventId, on, business } = combined(item, item.offer)
    get().change(key, { eventId, on, business, offer: null })
  },
  accept: async () => {
    const { proposal, left, year } = get()
    if (!proposal) return
    const items = proposal.items.filter(({ key }) => !left.has(key)).map(({ toVerify: _verify, offer: _offer, conflicts: _conflicts, ...item }) => item)
    if (items.length === 0) return
    await act(() => callApi('plan.accept', { year, items }))
    get().drop()
  },
}))
