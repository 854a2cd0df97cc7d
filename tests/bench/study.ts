import { v7 as newId } from 'uuid'
import { putMeeting } from '../../db/repositories/meetings.ts'
import { putConfirmation, putTraining } from '../../db/repositories/study.ts'
import { addDays, addMonths } from '../../shared/domain/dates.ts'
import { randomFrom, wordyMeeting } from '../fixtures/paragraphs.ts'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { inDatabase, openBenchWorkspace } from './workspace.ts'

export const studyName = '学时台账（10年：1200次会议、每人每年6次培训）'
const day = '2026-11-01'
const year = 2026
const years = 10
const meetings = 1200
/** One of so many people was away and made up for it, the last of them in the year after. */
const away = 9
const rounds = 15

/** 学时台账 of a branch of thirty that kept up for ten years: a year must not take longer the more years there were. */
export async function ledgerOnTenYears(): Promise<Measured[]> {
  const branch = await openBenchWorkspace(0)
  try {
    await inDatabase(branch.folder, (db) => {
      const random = randomFrom(5)
      const first = addMonths(day, -12 * years)
      db.prepare('UPDATE branch SET since = ?').run(first)
      db.transaction(() => {
        const stamp = { who: '林静怡', at: `${day}T02:00:00.000Z` }
        for (let n = 0; n < meetings; n++) {
          const heldOn = addDays(first, Math.floor((n * 3652) / meetings))
          const kind = n % 6 === 0 ? 'partyLecture' : n % 6 === 3 ? 'moralLecture' : n % 2 === 0 ? 'groupMeeting' : 'themeDay'
          const attendance = branch.people.map((personId, at) => (at % away === n % away ? { personId, state: 'leave' as const, reason: '', approvedBy: '', hours: null, makeUp: { on: addDays(heldOn, 20), way: '', by: '' } } : { personId, state: 'present' as const, reason: '', approvedBy: '', hours: n % 12 === 5 ? 1.5 : null, makeUp: null }))
          const meeting = { ...wordyMeeting(n, random, 300), kind, heldOn, startsAt: '14:00', endsAt: '16:00', elements: { hours: n % 3 === 0 ? '1.5' : '', study: '学习材料', contents: '集中学习' }, group: kind === 'groupMeeting' ? '第一党小组' : '', attendance } as const
          putMeeting(db, { ...meeting, state: n % 10 === 9 ? 'final' : 'archived' }, stamp.at)
          if (n % 4 !== 3) putConfirmation(db, meeting.id, { theory: '1.5', business: '0.5', proposed: '2 0' }, stamp)
        }
        for (const personId of branch.people) {
          for (let n = 0; n < years * 6; n++) {
            const from = addDays(first, n * 60)
            putTraining(db, { id: newId(), personId, from, to: addDays(from, 2), title: `轮训${n}`, organiser: '县委党校', kind: n % 3 === 0 ? 'business' : 'theory', hours: '6.25', makeUpOf: null }, stamp)
          }
        }
      })()
      db.exec('DELETE FROM action')
      db.pragma('wal_checkpoint(TRUNCATE)')
    })
    const measured = await inDatabase(branch.folder, async (db) => {
      const marks = db.prepare(`SELECT a.* FROM meeting m JOIN attendance a ON a.meeting_id = m.id WHERE m.deleted_at IS NULL AND m.held_on BETWEEN '${year}-01-01' AND '${year}-12-31'`)
      const personId = branch.people[0] ?? ''
      const works = [() => timed(() => branch.ask('study.ledger', { year, personId })), () => timed(() => marks.all())]
      await inTurns(2, works)
      return inTurns(rounds, works)
    })
    return [figureOf({ name: studyName, unit: 'ms', goal: { atMost: 50 }, floorIs: '直接读出当年全部签到', ours: measured[0], bare: measured[1] })]
  } finally {
    branch.close()
  }
}
