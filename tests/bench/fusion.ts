import { v7 as newId } from 'uuid'
import { insertAction, setActionState } from '../../db/repositories/actions.ts'
import { putDifficulty } from '../../db/repositories/difficulties.ts'
import { putProject, putProjectValue } from '../../db/repositories/projects.ts'
import type { Db } from '../../db/connection.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { inDatabase, openBenchWorkspace } from './workspace.ts'

export const boardName = '业务融合首页（10年：600次会议、6000项议定事项、200个项目）'
export const actionPagesName = '议定事项一页50行（20000项）'
export const actionBoardName = '议定事项看板（20000项）'
export const fusionNames = [boardName, actionPagesName, actionBoardName]
const day = '2026-10-16'
const stamp = { who: '林静怡', at: '2026-10-16T02:00:00.000Z' }
const rounds = 9

/** Items over ten years: nine of ten are closed, as in a branch that keeps up. */
export function addItems(db: Db, count: number, projects: readonly string[]): void {
  db.transaction(() => {
    for (let n = 0; n < count; n++) {
      const decidedOn = addDays(day, -Math.floor((n * 3650) / count))
      const id = newId()
      insertAction(db, { id, source: 'own', superiorUnit: '', superiorNo: '', title: `第${n + 1}项：逐户核对走访台账并反馈`, note: '', owner: `责任人${n % 16}`, helpers: n % 3 === 0 ? '钱雅文' : '', startOn: null, dueOn: n % 20 === 0 ? null : addDays(decidedOn, 30), repeatText: '', confidential: false, projects: projects.length === 0 ? [] : [projects[n % projects.length] ?? ''] }, decidedOn, stamp)
      if (n % 10 !== 0) setActionState(db, id, { id: newId(), on: addDays(decidedOn, 20 + (n % 20)), state: 'done', reason: '', evidence: '台账一份' }, stamp)
    }
  })()
}

export function addProjects(db: Db, count: number): string[] {
  return db.transaction(() => Array.from({ length: count }, (_, n) => {
    const [id, difficultyId, metricId, startsOn] = [newId(), newId(), newId(), addDays(day, -Math.floor((n * 3650) / count))]
    const closed = n >= 20
    putDifficulty(db, { id: difficultyId, title: `第${n + 1}个难点`, line: 'marketing', source: '市局通报', baseline: '86', target: '95', unit: '%', direction: 'up', leader: '钱雅文', committee: '周启明', raisedOn: startsOn, dueOn: addDays(startsOn, 90), measure: '攻关', state: closed ? 'solved' : 'open', closedOn: closed ? addDays(startsOn, 90) : null, evidence: closed ? '达标' : '' }, stamp)
    putProject(db, { id, kind: 'memberProject', number: `攻关${n}`, title: `第${n + 1}个攻关项目`, difficultyId, line: 'marketing', leader: '钱雅文', promise: '', measures: '', startsOn, dueOn: addDays(startsOn, 90), state: closed ? 'closed' : 'active', closedOn: closed ? addDays(startsOn, 90) : null }, { members: [], milestones: [], objects: [], metrics: [{ id: metricId, name: '覆盖率', unit: '%', direction: 'up', baseline: '86', baselineOn: startsOn, baselineSource: '', target: '95' }] }, stamp)
    for (let month = 0; month < 4; month++) putProjectValue(db, id, { id: newId(), metricId, on: addDays(startsOn, month * 30), value: `${87 + month}.5`, source: '月报', reason: '' }, stamp)
    return id
  }))()
}

/** The page of the branch, and the ledger at its largest beside one of a thousand: a list that grows slower with the years is the fault that is looked for. */
export async function fusion(): Promise<Measured[]> {
  const branch = await openBenchWorkspace(600)
  const large = await openBenchWorkspace(1)
  const small = await openBenchWorkspace(1)
  try {
    await inDatabase(branch.folder, (db) => { db.exec('DELETE FROM action'); addItems(db, 6000, addProjects(db, 200)) })
    await inDatabase(large.folder, (db) => addItems(db, 20_000, []))
    await inDatabase(small.folder, (db) => addItems(db, 1000, []))
    const pages = 10
    const page = (office: typeof large) => async (): Promise<number> => await timed(async () => { for (let n = 0; n < pages; n++) await office.ask('actions.list', { filter: 'all', after: { key: day, id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' } }) }) / pages
    const bare = await inDatabase(branch.folder, async (db) => {
      const rows = db.prepare('SELECT * FROM project')
      const board = (office: typeof large) => () => timed(() => office.ask('actions.groups', { by: 'state' }))
      const works = [() => timed(() => branch.ask('projects.board', { on: day })), () => timed(() => rows.all()), page(large), page(small), board(large), board(small)]
      await inTurns(2, works)
      return inTurns(rounds, works)
    })
    return [
      figureOf({ name: boardName, unit: 'ms', goal: { atMost: 50 }, floorIs: '直接读出全部项目', ours: bare[0], bare: bare[1] }),
      figureOf({ name: actionPagesName, unit: 'ms', goal: { ratio: 1.5 }, floorIs: '1000项时', ours: bare[2], bare: bare[3] }),
      figureOf({ name: actionBoardName, unit: 'ms', goal: { atMost: 50 }, floorIs: '1000项时', ours: bare[4], bare: bare[5] }),
    ]
  } finally {
    branch.close()
    large.close()
    small.close()
  }
}
