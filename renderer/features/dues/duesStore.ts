import { create } from 'zustand'
import type { Output } from '../../../shared/contract/index.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { DuesRow, Month } from '../../../shared/domain/dues.ts'
import { lastOfMonth } from '../../../shared/domain/duesYear.ts'
import { holdsAll, termsOf } from '../../../shared/domain/searchText.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { act as actAndRead } from '../journal/index.ts'
import { useRoute } from '../session/index.ts'

export const duesFilters = ['all', 'unpaid', 'unassessed'] as const
export type DuesFilter = (typeof duesFilters)[number]
export type Told = Output<'dues.year'>

/** Which day a tick is entered with: today's, or the last of its month, where an earlier ledger is copied. */
export type PaidOn = 'today' | 'monthEnd'

interface DuesStore {
  year: number
  /** The month that is chosen in the head of the table: what 全部已交 and the filters mean. */
  month: Month
  filter: DuesFilter
  text: string
  paidOn: PaidOn
  told: Told | null
  failure: ApiError | null
  /** Who stands beside the table. */
  personId: string | null
  show(change: Partial<Pick<DuesStore, 'month' | 'filter' | 'text' | 'paidOn' | 'personId'>>): void
  turn(year: number): Promise<void>
  /** Reads the year anew. */
  load(): Promise<void>
}

/** The running month in its year, else the last of a year that is over, or the first of one to come. */
function usualMonth(year: number): Month {
  const running = today().slice(0, 7)
  return running.startsWith(`${year}-`) ? running : `${year}-${String(year) < running ? '12' : '01'}`
}
const begin = (year: number) => ({ year, month: usualMonth(year), told: null, failure: null, personId: null })

/** 党费 of a year. */
export const useDues = create<DuesStore>()((set, get) => {
  let turn = 0
  return {
    ...begin(Number(today().slice(0, 4))),
    filter: 'all', text: '', paidOn: 'today',
    show: (change) => set(change),
    turn: async (year) => {
      set(begin(year))
      await get().load()
    },
    load: async () => {
      const mine = ++turn
      const { year } = get()
      try {
        const told = await callApi('dues.year', { year })
        if (mine !== turn) return
        const { personId } = get()
        set({ told, failure: null, personId: told.rows.some((row) => row.personId === personId) ? personId : null })
      } catch (thrown) {
        if (mine === turn) set({ failure: asApiError(thrown) })
      }
    },
  }
})

/** Runs one act of the officer, tells of it above, reads the year anew and offers 撤销. Throws ApiError. */
export const act = <T>(run: () => Promise<T>): Promise<T> => actAndRead(run, useDues.getState().load)

/** The day a tick of a month is entered with; never one to come. */
export function tickDay(month: Month, paidOn: PaidOn): IsoDate {
  const [now, end] = [today(), lastOfMonth(month)]
  return paidOn === 'monthEnd' && end < now ? end : now
}

/** The month's place in a row. */
export const placeOf = (month: Month): number => Number(month.slice(5)) - 1
const isUnpaid = (row: DuesRow, month: Month): boolean => ['missing', 'part'].includes(row.months[placeOf(month)]?.state ?? '')
const isUnassessed = (row: DuesRow, month: Month): boolean => row.months[placeOf(month)]?.state === 'unassessed'

/** Who is shown: by what is asked of the chosen month, and by the words typed. */
export function rowsShown({ rows }: Told, { filter, month, text }: Pick<DuesStore, 'filter' | 'month' | 'text'>): DuesRow[] {
  const terms = termsOf(text)
  return rows.filter((row) => (filter === 'all' || (filter === 'unpaid' ? isUnpaid(row, month) : isUnassessed(row, month))) && holdsAll(`${row.name} ${row.group}`, terms))
}
export const countOf = ({ rows }: Told, filter: DuesFilter, month: Month): number => rows.filter((row) => filter === 'all' || (filter === 'unpaid' ? isUnpaid(row, month) : isUnassessed(row, month))).length

/** Opens 党费 at a year. */
export function showDues(year: number): void {
  useDues.setState({ ...begin(year), filter: 'all', text: '' })
  useRoute.getState().go({ screen: 'dues' })
  // Where the page stands already, nothing else would read what is shown now.
  void useDues.getState().load()
}
