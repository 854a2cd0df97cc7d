import { create } from 'zustand'
import type { BoardFilter, BoardRow } from '../../../shared/contract/development.ts'
import type { Output } from '../../../shared/contract/index.ts'
import type { StepCode, StepEntry, StepEntryDraft } from '../../../shared/domain/development.ts'
import type { DevelopmentStage } from '../../../shared/rules/developmentSteps.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { act as actAndRead } from '../journal/index.ts'
import { useRoute } from '../session/index.ts'

export type Board = Output<'development.board'>
export type Path = Output<'development.get'>
export type Offer = Path['records'][number]

interface BoardState {
  filter: BoardFilter
  stage: DevelopmentStage | null
  search: string
  board: Board | null
  failure: ApiError | null
  /** How far the list was scrolled when it was left for somebody. */
  top: number
  show(change: Partial<Pick<BoardState, 'filter' | 'stage' | 'search'>>): Promise<void>
  more(): Promise<void>
  load(): Promise<void>
}

/** Everybody on the way, as far as they were read. */
export const useBoard = create<BoardState>()((set, get) => {
  let turn = 0
  /** From behind what is known on, until there are `least` rows. */
  const read = async (known: readonly BoardRow[], least = 0): Promise<void> => {
    const mine = ++turn
    const { filter, stage, search } = get()
    try {
      let board = await callApi('development.board', { filter, stage, search, offset: known.length })
      let rows = [...known, ...board.rows]
      while (mine === turn && board.rows.length > 0 && rows.length < Math.min(least, board.total)) {
        board = await callApi('development.board', { filter, stage, search, offset: rows.length })
        rows = [...rows, ...board.rows]
      }
      if (mine === turn) set({ board: { ...board, rows }, failure: null })
    } catch (thrown) {
      if (mine === turn) set({ failure: asApiError(thrown) })
    }
  }
  return {
    filter: 'open', stage: null, search: '', board: null, failure: null, top: 0,
    show: async (change) => {
      set({ ...change, top: 0 })
      await read([])
    },
    more: () => read(get().board?.rows ?? []),
    load: () => read([], get().board?.rows.length ?? 0),
  }
})

/** What stands in the form of a step. `offer`: it was filled from a record; `finding`: the field that is to be looked at. */
export interface StepText { draft: StepEntryDraft; names: string; hours: string; days: string }
export interface Editing { step: StepCode; entry: StepEntry | null; draft: StepEntryDraft; source: string; field: string }
export const pathParts = ['path', 'audit', 'materials'] as const
export type PathPart = (typeof pathParts)[number]

interface PathState {
  personId: string | null
  path: Path | null
  failure: ApiError | null
  part: PathPart
  editing: Editing | null
  /** What was typed into forms and is not saved, by person, step and entry: it stands there again when the form is opened again. */
  typed: ReadonlyMap<string, StepText>
  type(key: string, text: StepText): void
  /** Of an entry that was saved or removed, whatever form it was typed into: it must not come back over what is stored. */
  forget(entry: string): void
  open(personId: string): Promise<void>
  load(): Promise<void>
  show(part: PathPart): void
  edit(editing: Editing | null): void
}

/** The path of the person in sight. */
export const usePath = create<PathState>()((set, get) => {
  let turn = 0
  return {
    personId: null, path: null, failure: null, part: 'path', editing: null, typed: new Map(),
    type: (key, text) => {
      const typed = new Map(get().typed)
      typed.set(key, text)
      set({ typed })
    },
    forget: (entry) => set({ typed: new Map([...get().typed].filter(([key]) => !key.startsWith(`${entry} `))) }),
    open: async (personId) => {
      set(get().personId === personId ? { editing: null } : { personId, path: null, failure: null, part: 'path', editing: null })
      await get().load()
    },
    load: async () => {
      const mine = ++turn
      const { personId } = get()
      if (personId === null) return
      try {
        const path = await callApi('development.get', { personId })
        if (mine === turn && get().personId === personId) set({ path, failure: null })
      } catch (thrown) {
        if (mine === turn) set({ failure: asApiError(thrown) })
      }
    },
    show: (part) => set({ part, editing: null }),
    edit: (editing) => set({ editing, ...(editing === null ? {} : { part: 'path' }) }),
  }
})

/** Runs one act on the path, tells of it above, reads the path anew and offers 撤销. Throws ApiError. */
export const act = <T>(run: () => Promise<T>): Promise<T> => actAndRead(run, usePath.getState().load)

/** Shows the path of somebody. */
export const openPath = (personId: string): void => useRoute.getState().go({ screen: 'development', personId })

const nothing = { until: null, people: [], hours: null, days: null, result: null, extendedMonths: null, votes: null, meetingId: null, documentNo: '', note: '' }
/** An entry of a step as the form begins with it. */
export const draftOf = (step: StepCode, on: string): StepEntryDraft => ({ ...nothing, step, on })
/** A stored entry, or what the file or a record offers, as the form has it. */
export function draftFrom(given: StepEntry | StepEntryDraft): StepEntryDraft {
  const { step, on, until, people, hours, days, result, extendedMonths, votes, meetingId, documentNo, note } = { ...nothing, ...given }
  return { step, on, until, people, hours, days, result, extendedMonths, votes, meetingId, documentNo, note }
}
