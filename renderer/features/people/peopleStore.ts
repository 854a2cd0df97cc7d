import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { act as actAndRead } from '../journal/index.ts'
import { useRoster } from './rosterStore.ts'

export type PersonFile = Output<'members.get'>

interface PeopleState {
  failure: ApiError | null
  person: PersonFile | null
  /** Reads the list anew. */
  load(): Promise<void>
  open(id: string | null): Promise<void>
  addMany(lines: string): Promise<Output<'members.addMany'>>
}

/** Runs one act of the officer on people, tells of it above, reads anew what stands below, and offers to take it back; `again` shows what is there then. */
export const act = <T>(run: () => Promise<T>, again: () => unknown = showAgain): Promise<T> => actAndRead(run, usePeople.getState().load, again)

/** After an undo: the roster, and the person whose file is open, who may not be there any more. */
async function showAgain(): Promise<void> {
  const { person, load } = usePeople.getState()
  await load()
  if (person) usePeople.setState({ person: await callApi('members.get', { id: person.id }).catch(() => null) })
}

export const usePeople = create<PeopleState>()((set) => ({
  failure: null,
  person: null,
  load: () => useRoster.getState().reload(),
  open: async (id) => {
    if (id === null) return set({ person: null })
    try {
      set({ person: await callApi('members.get', { id }), failure: null })
    } catch (thrown) {
      set({ failure: asApiError(thrown) })
    }
  },
  addMany: (lines) => act(() => callApi('members.addMany', { lines })),
}))

/** The file of one person, for those who come from another room. */
export const openPerson = (id: string): void => { void usePeople.getState().open(id) }
