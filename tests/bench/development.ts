import { v7 as newId } from 'uuid'
import { putEntry, touchPath } from '../../db/repositories/development.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { StepEntryDraft } from '../../shared/domain/development.ts'
import { chenReviews, chenSiyuan } from '../fixtures/development.ts'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { inDatabase, now, openBenchWorkspace } from './workspace.ts'

const people = 2000
const rounds = 15
export const developmentNames = [`发展党员看板（${people}人在培养）`, `登记一步后再看（${people}人在培养）`] as const

/** Everybody somewhere on the way of the sample: after one step, after two, and so on. */
async function fill(folder: string): Promise<string[]> {
  const [families, given] = [[...'赵钱孙李周吴郑王冯陈单曾仇解任'], [...'启明静怡伟晓东刚敏国栋浩然雅文志远桂芳丽娟永康子涵思雨薇建军小红']]
  const steps = [...chenSiyuan, ...chenReviews].toSorted((a, b) => (a.on < b.on ? -1 : 1))
  return inDatabase(folder, (db) => db.transaction(() => Array.from({ length: people }, (_, n) => {
    const id = newId()
    db.prepare('INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)').run(id, `${families[n % families.length] ?? ''}${given[n % given.length] ?? ''}${given[Math.floor(n / given.length) % given.length] ?? ''}（${n}）`, now)
    db.prepare(`INSERT INTO person_change (id, person_id, field, from_on, value, recorded_at) VALUES (?, ?, 'status', '2024-01-01', 'applicant', ?)`).run(newId(), id, now)
    db.prepare('INSERT INTO person_file (person_id, birth_on) VALUES (?, ?)').run(id, `199${n % 10}-0${1 + n % 9}`)
    touchPath(db, id, now)
    for (const step of steps.slice(0, 1 + n % steps.length)) {
      const entry = StepEntryDraft.parse(step)
      putEntry(db, id, { ...entry, id: newId(), on: addDays(entry.on, -(n % 60)), until: entry.until && addDays(entry.until, -(n % 60)) })
    }
    return id
  }))())
}

/** The board of a superior with two thousand on the way, read again and after a step of one of them. The first reading after a start judges everybody. */
export async function developmentBoard(): Promise<Measured[]> {
  const workspace = await openBenchWorkspace(0)
  try {
    const ids = await fill(workspace.folder)
    const { ask } = workspace
    let at = 0
    const board = () => ask('development.board', {})
    const samples = await inDatabase(workspace.folder, async (db) => {
      const bare = db.prepare('SELECT p.id, p.name, d.revision, d.saved_at FROM development_path d JOIN person p ON p.id = d.id ORDER BY d.row')
      const works = [() => timed(() => bare.all()), () => timed(board), async () => {
        await ask('development.saveStep', { personId: ids[at++ % people] ?? '', entry: { step: 'thoughtReport', on: '2026-10-30' } })
        return timed(board)
      }]
      await inTurns(2, works)
      return inTurns(rounds, works)
    })
    return developmentNames.map((name, n) => figureOf({ name, unit: 'ms', goal: { atMost: 50 }, floorIs: '直接查询全部过程的姓名', ours: samples[n + 1], bare: samples[0] }))
  } finally { workspace.close() }
}
