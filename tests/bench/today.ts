import { putMeeting } from '../../db/repositories/meetings.ts'
import { addDays, addMonths } from '../../shared/domain/dates.ts'
import { randomFrom, wordyMeeting } from '../fixtures/paragraphs.ts'
import { addItems, addProjects } from './fusion.ts'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { inDatabase, openBenchWorkspace, type BenchWorkspace } from './workspace.ts'

export const todayName = '今天（10年：1000次会议、6000项议定事项、200个项目）'
const day = '2026-11-01'
const years = 10
const [meetings, items, projects] = [1000, 6000, 200]
const rounds = 15

/** Ten years of a branch that kept up, up to the day of the bench. */
export const keepUpForTenYears = (branch: BenchWorkspace): Promise<void> => inDatabase(branch.folder, (db) => {
  const random = randomFrom(3)
  const first = addMonths(day, -12 * years)
  db.prepare('UPDATE branch SET since = ?').run(first)
  db.transaction(() => {
    for (let n = 0; n < meetings; n++) {
      const kind = n % 8 === 0 ? 'generalMeeting' : n % 4 === 1 ? 'committeeMeeting' : n % 4 === 2 ? 'themeDay' : 'groupMeeting'
      const attendance = branch.people.map((personId, at) => ({ personId, state: at % 10 === 9 ? 'leave' as const : 'present' as const, reason: '', approvedBy: '', hours: null, makeUp: null }))
      putMeeting(db, { ...wordyMeeting(n, random, 300), kind, heldOn: addDays(first, Math.floor((n * 3652) / meetings)), state: n % 50 === 49 ? 'draft' : n % 10 === 9 ? 'final' : 'archived', group: kind === 'groupMeeting' ? '第一党小组' : '', attendance }, `${day}T02:00:00.000Z`)
    }
  })()
  // The made-up records decide things that nobody was given; a ledger of that kind is not what is measured.
  db.exec('DELETE FROM action')
  addItems(db, items, addProjects(db, projects))
  db.pragma('wal_checkpoint(TRUNCATE)')
})

/** 今天 in a branch that kept up for ten years: what is due must not take longer the more was done. */
export async function todayOnTenYears(): Promise<Measured[]> {
  const branch = await openBenchWorkspace(0)
  try {
    await keepUpForTenYears(branch)
    const bare = await inDatabase(branch.folder, async (db) => {
      const rows = db.prepare('SELECT id, kind, held_on, state FROM meeting WHERE deleted_at IS NULL')
      const works = [() => timed(() => branch.ask('today.list', {})), () => timed(() => rows.all())]
      await inTurns(2, works)
      return inTurns(rounds, works)
    })
    return [figureOf({ name: todayName, unit: 'ms', goal: { atMost: 30 }, floorIs: '直接读出全部会议的日期和状态', ours: bare[0], bare: bare[1] })]
  } finally {
    branch.close()
  }
}
