import { prepared, type Db } from '../connection.ts'

/**
 * Counts the changes of what a roster is made of, so that what was computed from it is known to be old. It lives beside the one connection that writes,
 * in memory; its triggers run in the transaction of the change, so that a rollback takes the count back too. Of meetings one trigger is enough: each
 * save raises the revision of its meeting, and a trigger on its marks would run for everybody at every pause of the hand.
 */
const watched = ['person', 'person_change', 'person_file', 'person_material'] as const
const triggers = watched.flatMap((table) => ['INSERT', 'UPDATE', 'DELETE'].map((event) => ({ table, event, name: `roster_${table}_${event.toLowerCase()}` })))
const makeTriggers = triggers.map(({ table, event, name }) => `CREATE TEMP TRIGGER ${name} AFTER ${event} ON main.${table} BEGIN UPDATE roster_tally SET people = people + 1; END;`).join('\n')
const makeTally = `
CREATE TEMP TABLE roster_tally (id INTEGER PRIMARY KEY, people INTEGER NOT NULL, meetings INTEGER NOT NULL);
INSERT INTO temp.roster_tally VALUES (1, 0, 0);
${makeTriggers}
${['INSERT', 'UPDATE', 'DELETE'].map((event) => `CREATE TEMP TRIGGER roster_meeting_${event.toLowerCase()} AFTER ${event} ON main.meeting BEGIN UPDATE roster_tally SET meetings = meetings + 1; END;`).join('\n')}`

const isMade = (db: Db): boolean => prepared<[], unknown>(db, `SELECT 1 FROM sqlite_temp_schema WHERE name = 'roster_tally'`).get() !== undefined

/** Counts thousands of changes of people as one. Inside the caller's transaction, whose rollback brings back what counts. */
export function tallyingOnce<R>(db: Db, act: () => R): R {
  if (!isMade(db)) return act()
  db.exec(triggers.map(({ name }) => `DROP TRIGGER temp.${name};`).join('\n'))
  const result = act()
  db.exec(`${makeTriggers}\nUPDATE temp.roster_tally SET people = people + 1;`)
  return result
}

export interface RosterTally { people: number; meetings: number }

/** What the counters stand at; the same as long as nothing changed. */
export function rosterTally(db: Db): RosterTally {
  // Looked up, not remembered: made inside a transaction that was rolled back, it is gone.
  if (!isMade(db)) db.transaction(() => db.exec(makeTally))()
  return prepared<[], RosterTally>(db, 'SELECT people, meetings FROM temp.roster_tally').get() ?? { people: 0, meetings: 0 }
}
