import type { Migration } from './index.ts'

/** 检查清单: the points as the unit has changed them, its own ones, and what was answered by hand. */
export const checklist: Migration = {
  version: 14,
  sql: `
-- A point that ships (shared/rules/checklist.ts) has a row only where the unit changed or hid it; one of the unit's own always has one.
CREATE TABLE checklist_point (
  id TEXT PRIMARY KEY CHECK (length(id) > 0),
  section TEXT NOT NULL CHECK (length(section) > 0),
  text TEXT NOT NULL CHECK (length(text) > 0),
  evidence TEXT NOT NULL,
  points REAL NOT NULL CHECK (points BETWEEN 0 AND 100),
  veto INTEGER NOT NULL CHECK (veto IN (0, 1)),
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person found at a point in a year. It stands above what the data say, and the data are told all the same.
CREATE TABLE checklist_answer (
  year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2200),
  point_id TEXT NOT NULL CHECK (length(point_id) > 0),
  answer TEXT NOT NULL CHECK (answer IN ('ok', 'missing', 'notApplicable')),
  note TEXT NOT NULL,
  on_day TEXT NOT NULL CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (year, point_id)
) STRICT, WITHOUT ROWID;
`,
}
