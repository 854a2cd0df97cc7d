import { indexWaiting, joinPiece } from '../../db/search/build.ts'
import { matchOf } from '../../db/search/grams.ts'
import { putMeeting } from '../../db/repositories/meetings.ts'
import { piecesOf } from '../../db/search/pieces.ts'
import { foldText, termsOf } from '../../shared/domain/searchText.ts'
import { queryFrom, randomFrom, wordyMeeting } from '../fixtures/paragraphs.ts'
import { figureOf, inTurns, p95, timed, type Measured } from './measure.ts'
import { inDatabase, now, openBenchWorkspace } from './workspace.ts'

const paragraphs = 100_000
const queries = 1000
const lengths = [1, 2, 4, 8] as const
const rounds = 5
/** Ours are asked for 1,000 times in all: of 40 the 95th of a hundred would be the slowest but one. LIKE reads everything each time. */
const asked = { ours: queries / rounds, bare: 40 }
export const searchNames = [...lengths.map((length) => `在${paragraphs}段里查${length}个字（p95）`), `在${paragraphs}段里查4个字（p95），与trigram比`]

interface Passage { id: string; field: string; folded: string }

/**
 * Find anything in a branch of decades: 100,000 passages of 277 characters on average. Each figure stands beside LIKE over the same passages, and
 * one beside FTS5's own trigrams, which find nothing below three characters. Beforehand the hits of 1,000 queries are compared with a plain scan.
 */
export async function searching(): Promise<Measured[]> {
  const workspace = await openBenchWorkspace(0)
  try {
    const random = randomFrom(5)
    const passages: Passage[] = []
    return await inDatabase(workspace.folder, async (db) => {
      db.pragma('cache_size=-400000')
      db.exec(`CREATE TABLE bench_plain (id INTEGER PRIMARY KEY, folded TEXT NOT NULL); CREATE VIRTUAL TABLE bench_trigram USING fts5(folded, content='', tokenize='trigram')`)
      const [plain, trigram] = [db.prepare('INSERT INTO bench_plain VALUES (?, ?)'), db.prepare('INSERT INTO bench_trigram (rowid, folded) VALUES (?, ?)')]
      db.transaction(() => {
        for (let n = 0; passages.length < paragraphs; n++) {
          const meeting = wordyMeeting(n, random, 300)
          putMeeting(db, meeting, now)
          for (const { field, text } of piecesOf(meeting)) {
            const folded = foldText(text)
            plain.run(passages.length, folded)
            trigram.run(passages.length, folded)
            passages.push({ id: meeting.id, field, folded })
          }
        }
      })()
      indexWaiting(db)
      // As the application does by itself between other calls.
      while (joinPiece(db));
      db.pragma('wal_checkpoint(TRUNCATE)')
      const typed = (length: number) => queryFrom(random, passages[Math.floor(random() * passages.length)]?.folded ?? '', length)

      const found = db.prepare<[string], [string, string]>('SELECT m.id, r.field FROM search_text CROSS JOIN search_row r ON r.row = search_text.rowid CROSS JOIN meeting m ON m.row = r.meeting_row WHERE search_text MATCH ?').raw()
      for (let n = 0; n < queries; n++) {
        const terms = termsOf(typed(1 + n % 8))
        if (terms.length === 0) continue
        const hits = new Set(found.all(matchOf(terms)).map(([id, field]) => `${id} ${field}`))
        const scanned = new Set(passages.filter(({ folded }) => terms.every((term) => folded.includes(term))).map(({ id, field }) => `${id} ${field}`))
        if (hits.size !== scanned.size || [...scanned].some((key) => !hits.has(key))) throw new Error(`查找与逐段比对的结果不一样（第${n + 1}次）`)
      }

      const like = db.prepare<[string], number>("SELECT id FROM bench_plain WHERE folded LIKE ? ESCAPE '!' ORDER BY id DESC LIMIT 40").pluck()
      const threes = db.prepare<[string], number>('SELECT rowid FROM bench_trigram WHERE bench_trigram MATCH ? ORDER BY rowid DESC LIMIT 40').pluck()
      /** p95 of some queries of a length. */
      const p95Of = (length: number, times: number, ask: (text: string) => unknown) => async (): Promise<number> => {
        const took: number[] = []
        for (let n = 0; n < times; n++) {
          const text = typed(length)
          took.push(await timed(() => ask(text)))
        }
        return p95(took)
      }
      const ours = (text: string) => workspace.ask('search.query', { text })
      const figures: Measured[] = []
      for (const [at, length] of lengths.entries()) {
        const [our, bare] = await inTurns(rounds, [p95Of(length, asked.ours, ours), p95Of(length, asked.bare, (text) => like.all(`%${text.replace(/[!%_]/g, '!$&')}%`))])
        figures.push(figureOf({ name: searchNames[at] ?? '', unit: 'ms', goal: { atMost: 5 }, floorIs: '逐段比对（LIKE）', ours: our, bare }))
      }
      const [our, bare] = await inTurns(rounds, [p95Of(4, asked.ours, ours), p95Of(4, asked.bare, (text) => threes.all(`"${text.replaceAll('"', '""')}"`))])
      return [...figures, figureOf({ name: searchNames.at(-1) ?? '', unit: 'ms', goal: { atMost: 5 }, floorIs: 'FTS5自带的trigram', ours: our, bare })]
    })
  } finally { workspace.close() }
}
