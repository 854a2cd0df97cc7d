import { create } from 'zustand'
import { parseClock, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { MeetingRow } from '../../../../shared/domain/meeting.ts'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { today } from '../../../lib/clock.ts'
import type { MeetingsFilter } from '../meetingsStore.ts'

/** 2026-09. */
export const monthOf = (day: IsoDate): string => day.slice(0, 7)
/** 2026年9月. */
export const monthName = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

interface MonthState {
  /** The day the keyboard is at; its month is shown. Null until one was chosen: today. */
  day: IsoDate | null
  /** Null while they are being read. */
  rows: MeetingRow[] | null
  failure: ApiError | null
  /** The calendar was left for a record from this day, and takes the focus again. */
  left: boolean
  goTo(day: IsoDate): void
  read(month: string, filter: Pick<MeetingsFilter, 'kind' | 'state' | 'personId'>): Promise<void>
}

/** Answers of an older question must not overwrite those of a newer one. */
let question = 0

/** As the day went; a time that is still being typed comes last. */
const byTime = (a: MeetingRow, b: MeetingRow): number => (parseClock(a.startsAt) ?? '99').localeCompare(parseClock(b.startsAt) ?? '99') || a.title.localeCompare(b.title)

/** The meetings of one month. */
export const useMonth = create<MonthState>()((set, get) => ({
  day: null,
  rows: null,
  failure: null,
  left: false,

  goTo: (day) => {
    // 1900 to 2200, as every day of a record.
    if (day < '1900-01-01' || day > '2200-12-31') return
    set(monthOf(day) === monthOf(get().day ?? today()) ? { day } : { day, rows: null })
  },

  read: async (month, { kind, state, personId }) => {
    const mine = ++question
    try {
      const rows: MeetingRow[] = []
      for (let total = 1; mine === question && rows.length < total;) {
        const last = rows.at(-1)
        const answer = await callApi('meetings.list', {
          month, limit: 200, ...(kind === null ? {} : { kind }), ...(state === null ? {} : { state }), ...(personId === null ? {} : { personId }), ...(last ? { after: { heldOn: last.heldOn, id: last.id } } : {}),
        })
        rows.push(...answer.rows)
        total = answer.rows.length === 0 ? rows.length : answer.total ?? total
      }
      if (mine === question) set({ rows: rows.toSorted(byTime), failure: null })
    } catch (thrown) {
      if (mine === question) set({ failure: asApiError(thrown) })
    }
  },
}))
