import type { Db } from '../../../../db/connection.ts'
import { foundRows, recordOfRow, type FoundRecord, type FoundRow } from '../../../../db/search/findRecords.ts'
import { passagesOf, type Passage } from '../../../../db/search/passages.ts'
import { isConfidential } from '../../../../db/search/pieces.ts'
import { dayOfRow, type Sort } from '../../../../db/search/rows.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { kindFacts } from '../../../../shared/domain/meetingKinds.ts'
import type { SearchHit } from '../../../../shared/domain/search.ts'
import { holdsAll, snippetOf } from '../../../../shared/domain/searchText.ts'
import type { Found, Wanted } from './providers.ts'

/** The rows of each record with a passage of this sort, the newest record first. */
function recordsWith(db: Db, { terms, look, first }: Wanted, sort: Sort): { records: Map<number, FoundRow[]>; cut: boolean } {
  const records = new Map<number, FoundRow[]>()
  const { rows, cut } = foundRows(db, terms, sort, look, first)
  for (const row of rows) {
    const known = records.get(row.meeting)
    if (known) known.push(row)
    else records.set(row.meeting, [row])
  }
  return { records, cut }
}

/** How a record is called in a list of what was found. */
export const nameOf = ({ kind, title }: Pick<FoundRecord, 'kind' | 'title'>): string => (isConfidential(kind) ? kindFacts[kind].short : title === '' ? `未写名称的${kindFacts[kind].short}` : title)
const noteOf = ({ kind, heldOn }: FoundRecord): string => `${kindFacts[kind].short}　${chineseDate(heldOn)}`

/** The passage of a row as the record has it now; undefined where the row says what is not there (any more). */
const passageOf = (db: Db, record: FoundRecord, field: string, terms: readonly string[]): Passage | undefined => passagesOf(db, record, field).find(({ text }) => holdsAll(text, terms))

/** Records by their name and by all that is written in them. Best: those with the words in their name before the others; newest: by their day. */
export function findMeetings(db: Db, wanted: Wanted): Found {
  const { terms, order, most } = wanted
  const heads = recordsWith(db, wanted, 'head')
  const texts = recordsWith(db, wanted, 'text')
  const found = [...heads.records.keys(), ...[...texts.records.keys()].filter((row) => !heads.records.has(row))]
  const dayOf = (row: number): number => dayOfRow((heads.records.get(row) ?? texts.records.get(row))?.[0]?.row ?? 0)
  if (order === 'newest') found.sort((a, b) => dayOf(b) - dayOf(a))
  const hits = found.slice(0, most).flatMap((row): SearchHit[] => {
    const record = recordOfRow(db, row)
    const rows = texts.records.get(row) ?? []
    const isNamed = heads.records.has(row)
    const passage = record && rows[0] && passageOf(db, record, rows[0].field, terms)
    if (!record || (!isNamed && !passage)) return []
    return [{
      kind: 'meeting', id: record.id, name: nameOf(record), note: noteOf(record), passage: passage ? { label: passage.label, text: snippetOf(passage.text, terms) } : null, more: Math.max(0, rows.length - 1),
      // Where the name says it, the record opens at its beginning.
      target: { screen: 'meeting', meetingId: record.id, field: isNamed ? 'title' : passage?.at ?? null },
    }]
  })
  return { hits, count: found.length, more: heads.cut || texts.cut }
}

/** 议定事项: the tasks that records set, each with its record. */
export const findItems = (db: Db, wanted: Wanted): Found => findPassages(db, wanted, 'item', (text, record) => ({ kind: 'item', name: snippetOf(text, wanted.terms), note: `${chineseDate(record.heldOn)}　${nameOf(record)}` }))

/** One hit for each row of a sort. `isThere`: what else a row has to be. */
export function findPassages(db: Db, { terms, most, look, first }: Wanted, sort: Sort, shown: (text: string, record: FoundRecord) => Pick<SearchHit, 'kind' | 'name' | 'note'>, isThere: (id: string) => boolean = () => true): Found {
  const found = foundRows(db, terms, sort, look, first)
  const rows = found.rows.filter(({ field }) => isThere(idOf(field)))
  const hits = rows.slice(0, most).flatMap((row): SearchHit[] => {
    const record = recordOfRow(db, row.meeting)
    const passage = record && passageOf(db, record, row.field, terms)
    return passage ? [{ id: idOf(row.field), passage: null, more: 0, target: { screen: 'meeting', meetingId: record.id, field: passage.at }, ...shown(passage.text, record) }] : []
  })
  return { hits, count: rows.length, more: found.cut }
}

/** The id of a task or a file is the end of its field. */
const idOf = (field: string): string => field.slice(field.lastIndexOf('.') + 1)
