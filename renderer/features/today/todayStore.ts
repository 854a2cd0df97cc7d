import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'

export type Answer = Output<'today.list'>
export type Line = Answer['lines'][number]
export type Year = Output<'rules.frequency'>
export type Project = Output<'projects.list'>['rows'][number]

interface TodayState {
  /** What is due; null until the first answer. */
  answer: Answer | null
  year: Year | null
  projects: readonly Project[]
  failure: ApiError | null
  /** Reads anew: after an act, on a new day, when work goes on. */
  load(): Promise<void>
  dismiss(key: string, reason: string): Promise<void>
  undismiss(key: string): Promise<void>
}

/** Answers of an older question must not overwrite those of a newer one. */
let question = 0

/** Runs one act, tells of it above, reads anew and offers 撤销. */
const act = (run: () => Promise<unknown>): Promise<unknown> => actAndRead(run, useToday.getState().load)

export const useToday = create<TodayState>()((set) => ({
  answer: null, year: null, projects: [], failure: null,
  load: async () => {
    const mine = ++question
    try {
      const [answer, year, projects] = await Promise.all([callApi('today.list', {}), callApi('rules.frequency', { year: Number(today().slice(0, 4)) }), callApi('projects.list', { open: true })])
      if (mine === question) set({ answer, year, projects: projects.rows, failure: null })
    } catch (thrown) {
      // What is on the screen may be of another day, or done already: it is not left standing beside a failure.
      if (mine === question) set({ answer: null, failure: asApiError(thrown) })
    }
  },
  dismiss: async (key, reason) => { await act(() => callApi('rules.dismiss', { key, reason })) },
  undismiss: async (key) => { await act(() => callApi('rules.undismiss', { key })) },
}))
