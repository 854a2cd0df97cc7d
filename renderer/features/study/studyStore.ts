import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'
import { useRoute } from '../session/index.ts'

export const studyParts = ['ledger', 'proposals', 'lessons'] as const
export type StudyPart = (typeof studyParts)[number]
export type Ledger = Output<'study.ledger'>
export type Row = Ledger['rows'][number]
export type Proposal = Ledger['proposals'][number]
export type Training = NonNullable<Ledger['trainings']>[number]

/** Hours of a record as they stand in its fields, before they are confirmed. */
export interface TypedHours { theory: string; business: string }

interface StudyState {
  year: number
  part: StudyPart
  ledger: Ledger | null
  lessons: Output<'study.lessons'> | null
  failure: ApiError | null
  /** Whose records stand beside the ledger. */
  personId: string | null
  /** By record; kept while the officer looks elsewhere. */
  typed: ReadonlyMap<string, TypedHours>
  type(meetingId: string, hours: TypedHours): void
  forget(meetingIds: readonly string[]): void
  show(part: StudyPart): void
  choose(personId: string | null): Promise<void>
  turn(year: number): Promise<void>
  /** Reads anew what is in sight. */
  load(): Promise<void>
}

/** 学时台账 of a year. */
export const useStudy = create<StudyState>()((set, get) => {
  let turn = 0
  return {
    year: Number(today().slice(0, 4)),
    part: 'ledger',
    ledger: null, lessons: null, failure: null, personId: null, typed: new Map(),
    type: (meetingId, hours) => set({ typed: new Map([...get().typed, [meetingId, hours]]) }),
    forget: (meetingIds) => set({ typed: new Map([...get().typed].filter(([id]) => !meetingIds.includes(id))) }),
    show: (part) => set({ part }),
    choose: async (personId) => {
      set({ personId })
      await get().load()
    },
    turn: async (year) => {
      set({ year, ledger: null, lessons: null, failure: null, typed: new Map() })
      await get().load()
    },
    load: async () => {
      const mine = ++turn
      const { year, personId } = get()
      try {
        const [ledger, lessons] = await Promise.all([callApi('study.ledger', { year, ...(personId === null ? {} : { personId }) }), callApi('study.lessons', { year })])
        if (mine === turn) set({ ledger, lessons, failure: null })
      } catch (thrown) {
        if (mine !== turn) return
        const failure = asApiError(thrown)
        // Whoever was in sight may have been removed meanwhile: the ledger stands without them.
        if (failure.code === 'NOT_FOUND' && personId !== null) await get().choose(null)
        else set({ failure })
      }
    },
  }
})

/** Runs one act of the officer, tells of it above, reads the year anew and offers 撤销. Throws ApiError. */
export const act = <T>(run: () => Promise<T>): Promise<T> => actAndRead(run, useStudy.getState().load)

/** Opens 学时台账 at a year. */
export function showStudy(year: number): void {
  useStudy.setState({ year, part: 'ledger', ledger: null, lessons: null, personId: null, typed: new Map() })
  useRoute.getState().go({ screen: 'study' })
}
