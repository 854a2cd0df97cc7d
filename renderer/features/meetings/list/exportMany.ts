import type { Input, Output } from '../../../../shared/contract/index.ts'
import { addMonths, ymdOf, type IsoDate } from '../../../../shared/domain/dates.ts'
import { documentNames, type DocumentForm, type DocumentName } from '../../../../shared/domain/documents.ts'
import type { MeetingRow } from '../../../../shared/domain/meeting.ts'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { askPage, queryOf, type MeetingsFilter } from '../meetingsStore.ts'

/** All that the list shows, or all of this quarter, or of this year. */
export const scopes = ['filter', 'quarter', 'year'] as const
export type Scope = (typeof scopes)[number]

export interface ManyWanted { documents: DocumentName[]; preset: DocumentForm; format: Input<'documents.exportMany'>['format'] }

/** `left`: meetings that were not tried, since it was stopped or could not go on. */
export interface ManyDone extends Output<'documents.exportMany'> { rows: readonly MeetingRow[]; left: number; error: ApiError | null }

/** So many papers are made in one call: as long as nobody can stop it, about a second. */
const papersACall = { docx: 10, pdf: 2 }

/** What to ask the list for. 谈心谈话 come only with a filter that names them: no other question does. */
function queriesOf(scope: Scope, filter: MeetingsFilter, today: IsoDate): Input<'meetings.list'>[] {
  const { year, month } = ymdOf(today)
  switch (scope) {
    case 'filter': return [queryOf(filter)]
    case 'quarter': return monthsOfQuarter(year, month).map((name) => ({ month: name }))
    case 'year': return [{ year }]
  }
}

/** The newest month first, as the list has them. */
function monthsOfQuarter(year: number, month: number): string[] {
  const first = `${year}-${String(month - (month - 1) % 3).padStart(2, '0')}-01`
  return [2, 1, 0].map((later) => addMonths(first, later).slice(0, 7))
}

/** How many meetings a scope has. */
export async function countOf(scope: Scope, filter: MeetingsFilter, today: IsoDate): Promise<number> {
  const answers = await Promise.all(queriesOf(scope, filter, today).map((query) => callApi('meetings.list', { ...query, limit: 1 })))
  return answers.reduce((sum, { total = 0 }) => sum + total, 0)
}

/** All its meetings, newest first. */
export async function rowsOf(scope: Scope, filter: MeetingsFilter, today: IsoDate): Promise<MeetingRow[]> {
  const rows: MeetingRow[] = []
  for (const query of queriesOf(scope, filter, today)) {
    for (let page = (await askPage(query)).rows; page.length > 0; page = (await askPage(query, page.at(-1))).rows) rows.push(...page)
  }
  return rows
}

/** Where the papers go: one by one into a folder, or together into a file. */
export type ManyPlace = { into: 'folder' | 'file'; token: string; name: string }

/** 2026-07-08至2026-09-26 会议记录等: the days and the papers of what goes into one file. */
export function volumeName(rows: readonly MeetingRow[], documents: readonly DocumentName[], format: ManyWanted['format']): string {
  const days = rows.map(({ heldOn }) => heldOn).toSorted()
  const [first = '', last = first] = [days[0], days.at(-1)]
  const [document = 'record'] = documents
  return `${first}${last === first ? '' : `至${last}`} ${documentNames[document]}${documents.length > 1 ? '等' : ''}.${format}`
}

/**
 * Writes the papers, some at a time, and tells after each call how many meetings are done. For one file they are kept by the service and written
 * at the end: when it is stopped, nothing is. Never throws: what stopped it is in the answer.
 */
export async function exportRows(rows: readonly MeetingRow[], wanted: ManyWanted, place: ManyPlace, isStopped: () => boolean, tell: (done: number) => void): Promise<ManyDone> {
  const all: ManyDone = { rows, written: [], failed: [], missing: [], left: rows.length, error: null }
  const atOnce = Math.max(1, Math.floor(papersACall[wanted.format] / wanted.documents.length))
  const volume = crypto.randomUUID()
  try {
    for (let at = 0; at < rows.length && !isStopped() && all.failed.every(({ code }) => code !== 'DISK_FULL'); at += atOnce) {
      const some = rows.slice(at, at + atOnce)
      const { written, failed, missing } = await callApi('documents.exportMany', { ...wanted, meetingIds: some.map(({ id }) => id), ...(place.into === 'folder' ? { folderToken: place.token } : { into: 'file', volume }) })
      all.written.push(...written)
      all.failed.push(...failed)
      all.missing.push(...missing)
      all.left -= some.length
      tell(at + some.length)
    }
    if (place.into === 'file') await finishFile(all, volume, place, isStopped())
  } catch (thrown) {
    all.error = asApiError(thrown)
    if (place.into === 'file') all.written = []
  }
  return all
}

async function finishFile(all: ManyDone, volume: string, place: ManyPlace, isStopped: boolean): Promise<void> {
  try {
    if (isStopped || all.written.length === 0) {
      all.written = []
      return
    }
    const { papers, failed } = await callApi('documents.finishVolume', { volume, fileToken: place.token })
    all.failed.push(...failed)
    all.written = papers.map((paper) => ({ ...paper, fileName: place.name, bytes: 0 }))
  } finally {
    await callApi('documents.dropVolume', { volume })
  }
}
