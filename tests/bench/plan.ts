import { putBusinessDay, putPlanItem } from '../../db/repositories/plan.ts'
import { v7 as newId } from 'uuid'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { keepUpForTenYears } from './today.ts'
import { inDatabase, openBenchWorkspace } from './workspace.ts'

export const planName = '排一年计划（10年：1000次会议、600项计划、每年12个市场检查日）'
const year = 2027
const years = 10
const perYear = 60
const rounds = 15

/** A year proposed in a branch that has planned and held ten of them: what is proposed must not take longer the more was planned. */
export async function planOnTenYears(): Promise<Measured[]> {
  const branch = await openBenchWorkspace(0)
  try {
    await keepUpForTenYears(branch)
    await inDatabase(branch.folder, (db) => {
      db.transaction(() => {
        for (let at = year - years; at < year; at++) {
          for (let n = 0; n < perYear; n++) {
            const on = `${at}-${String(n % 12 + 1).padStart(2, '0')}-${String(n % 27 + 1).padStart(2, '0')}`
            putPlanItem(db, { id: newId(), year: at, key: `R05 ${on} ${n}`, kind: 'themeDay', part: '', on, startsAt: '14:30', hours: 2, people: '全体党员（30人）', place: '', topic: '学习', business: '', remarks: '', eventId: null, ruleId: 'R05', basis: '应当每月1次', meetingId: null, reason: n % 10 === 0 ? '全体防汛' : '' })
          }
        }
        for (let at = year - years; at <= year; at++) for (let month = 1; month <= 12; month++) {
          const on = `${at}-${String(month).padStart(2, '0')}-15`
          putBusinessDay(db, { id: newId(), kind: 'market', title: '市场检查', from: on, to: on, personId: null })
        }
      })()
      db.pragma('wal_checkpoint(TRUNCATE)')
    })
    const measured = await inDatabase(branch.folder, async (db) => {
      const rows = db.prepare('SELECT id, kind, held_on, state FROM meeting WHERE deleted_at IS NULL')
      const works = [() => timed(() => branch.ask('plan.propose', { year })), () => timed(() => rows.all())]
      await inTurns(2, works)
      return inTurns(rounds, works)
    })
    return [figureOf({ name: planName, unit: 'ms', goal: { atMost: 300 }, floorIs: '直接读出全部会议的日期和状态', ours: measured[0], bare: measured[1] })]
  } finally {
    branch.close()
  }
}
