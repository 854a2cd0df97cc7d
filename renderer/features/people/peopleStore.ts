import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { RosterEntry } from '../../../shared/domain/person.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { now, today } from '../../lib/clock.ts'
import { offerUndo } from '../journal/index.ts'
import { showSaved, showSaving, showFailed } from '../session/index.ts'

export type PersonFile = Output<'members.get'>
export type Former = Output<'members.former'>[number]

interface PeopleState {
  date: IsoDate
  roster: RosterEntry[] | null
  former: Former[]
  failure: ApiError | null
  person: PersonFile | null
  load(): Promise<void>
  showDate(date: IsoDate): Promise<void>
  open(id: string | null): Promise<void>
  addMany(lines: string): Promise<Output<'members.addMany'>>
}

/** Runs one act of the officer, tells of it above, and reads anew what stands below. */
async function act<T>(run: () => Promise<T>): Promise<T> {
  const began = now()
  showSaving()
  try {
    const value = await run()
    showSaved(now().toISOString())
    await usePeople.getState().load()
    void offerUndo(began, showAgain)
    return value
  } catch (thrown) {
    const error = asApiError(thrown)
    showFailed(error)
    throw error
  }
}

/** After an undo: the roster, and the person whose file is open, who may not be there any more. */
async function showAgain(): Promise<void> {
  const { person, load } = usePeople.getState()
  await load()
  if (person) usePeople.setState({ person: await callApi('members.get', { id: person.id }).catch(() => null) })
}

export const usePeople = create<PeopleState>()((set, get) => ({
  date: today(),
  roster: null,
  former: [],
  failure: null,
  person: null,
  load: async () => {
    const { date } = get()
    try {
      const [roster, former] = await Promise.all([callApi('members.rosterOn', { date }), callApi('members.former', { date })])
      if (get().date === date) set({ roster, former, failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
  showDate: async (date) => {
    set({ date })
    await get().load()
  },
  open: async (id) => {
    if (id === null) return set({ person: null })
    try {
      set({ person: await callApi('members.get', { id }) })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
  addMany: (lines) => act(() => callApi('members.addMany', { lines })),
}))
