import { prepared, type Db } from '../connection.ts'
import { countMeetings, meetingYears, type Filter } from './meetings.ts'

/**
 * How many meetings there are of each year, kind and state, in the 回收站 or not. Counting them anew for every first page took 100 ms at
 * 20,000 meetings. The tally lives beside the one connection that writes, in memory, and its triggers keep it in the same transaction as the meetings:
 * a rollback takes both back, and nothing of it is ever on the disk. (A REPLACE INTO meeting would pass the triggers by; there is none.)
 */
const makeTally = `
CREATE TEMP TABLE meeting_tally (deleted INTEGER NOT NULL, year TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, meetings INTEGER NOT NULL, PRIMARY KEY (deleted, year, kind, state)) WITHOUT ROWID;
INSERT INTO temp.meeting_tally SELECT deleted_at IS NOT NULL, substr(held_on, 1, 4), kind, state, count(*) FROM main.meeting GROUP BY 1, 2, 3, 4;
CREATE TEMP TRIGGER meeting_tally_added AFTER INSERT ON main.meeting BEGIN
  INSERT INTO meeting_tally VALUES (NEW.deleted_at IS NOT NULL, substr(NEW.held_on, 1, 4), NEW.kind, NEW.state, 1) ON CONFLICT DO UPDATE SET meetings = meetings + 1;
END;
CREATE TEMP TRIGGER meeting_tally_changed AFTER UPDATE OF deleted_at, held_on, kind, state ON main.meeting BEGIN
  UPDATE meeting_tally SET meetings = meetings - 1 WHERE deleted = (OLD.deleted_at IS NOT NULL) AND year = substr(OLD.held_on, 1, 4) AND kind = OLD.kind AND state = OLD.state;
  INSERT INTO meeting_tally VALUES (NEW.deleted_at IS NOT NULL, substr(NEW.held_on, 1, 4), NEW.kind, NEW.state, 1) ON CONFLICT DO UPDATE SET meetings = meetings + 1;
END;
CREATE TEMP TRIGGER meeting_tally_removed AFTER DELETE ON main.meeting BEGIN
  UPDATE meeting_tally SET meetings = meetings - 1 WHERE deleted = (OLD.deleted_at IS NOT NULL) AND year = substr(OLD.held_on, 1, 4) AND kind = OLD.kind AND state = OLD.state;
END;`

/** False where a connection may not keep one: nothing but reading is asked of it, and it counts. */
function hasTally(db: Db): boolean {
  if (db.readonly) return false
  // Looked up, not remembered: made inside a transaction that was rolled back, it is gone.
  if (prepared<[], unknown>(db, `SELECT 1 FROM sqlite_temp_schema WHERE name = 'meeting_tally'`).get() === undefined) db.transaction(() => db.exec(makeTally))()
  return true
}

/** How many meetings a list has. Everything but year, kind and state reads the meetings themselves. */
export function countListed(db: Db, q: Filter): number {
  if (q.text !== '' || q.month !== undefined || q.personId !== undefined || !hasTally(db)) return countMeetings(db, q)
  const parts = ['deleted = ?', `kind IN (${q.kinds.map(() => '?').join(', ')})`]
  const values: (string | number)[] = [q.deleted ? 1 : 0, ...q.kinds]
  if (q.year !== undefined) { parts.push('year = ?'); values.push(String(q.year)) }
  if (q.state !== undefined) { parts.push('state = ?'); values.push(q.state) }
  return prepared<(string | number)[], number>(db, `SELECT sum(meetings) FROM temp.meeting_tally WHERE ${parts.join(' AND ')}`).pluck().get(...values) ?? 0
}

/** The years that have meetings, newest first. */
export function yearsListed(db: Db, deleted: boolean): number[] {
  if (!hasTally(db)) return meetingYears(db, deleted)
  return prepared<[number], string>(db, 'SELECT DISTINCT year FROM temp.meeting_tally WHERE deleted = ? AND meetings > 0 ORDER BY year DESC').pluck().all(deleted ? 1 : 0).map(Number)
}
