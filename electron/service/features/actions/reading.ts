import type { Db } from '../../../../db/connection.ts'
import { knownProjects } from '../../../../db/repositories/actionLedger.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { parseActionLine, type LineContext } from '../../../../shared/domain/actionLine.ts'
import type { ActionReadingOfLine } from '../../../../shared/domain/actionReading.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { rosterOn } from '../../../../shared/domain/roster.ts'

/** Whom and what a line may name on a day: people of the roster, projects that are not in the 回收站, 党小组 with their 组长. */
export function lineContext(db: Db, on: IsoDate): LineContext {
  const roster = rosterOn(listPeople(db), on)
  const groups = [...new Set(roster.flatMap(({ group }) => (group === null ? [] : [group])))]
  return {
    people: roster.map(({ id, name, posts }) => ({ id, name, posts })), projects: knownProjects(db),
    groups: groups.map((name) => ({ name, leader: roster.find((entry) => entry.group === name && entry.posts.includes('groupLeader'))?.name ?? null })),
  }
}

/** What one line gives to do, with where each part was read. */
export function readActionLine(db: Db, text: string, on: IsoDate): ActionReadingOfLine {
  const { item, reason } = parseActionLine(text, on, lineContext(db, on))
  if (item === null) return { title: '', owners: [], helpers: [], from: null, due: null, repeat: null, repeatText: '', links: [], reason, readings: [], findings: [] }
  return { ...item, repeatText: item.readings.find(({ field }) => field === 'repeat')?.words ?? '', reason: null }
}
