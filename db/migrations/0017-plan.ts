import type { Migration } from './index.ts'

const day = (column: string) => `${column} TEXT NOT NULL CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

/** 计划: its activities, the unit's business calendar, and the holidays the unit entered. */
export const plan: Migration = {
  version: 17,
  sql: `
-- plan_key as shared/domain/planProposal.ts makes it, so that what is accepted twice stands once. meeting_id may outlive its meeting: then the activity counts as not opened.
CREATE TABLE plan_item (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2200),
  plan_key TEXT NOT NULL CHECK (length(plan_key) > 0),
  kind TEXT NOT NULL CHECK (kind IN ('generalMeeting', 'committeeMeeting', 'groupMeeting', 'partyLecture', 'themeDay', 'orgLifeMeeting', 'democraticReview', 'heartTalk', 'moralLecture', 'volunteerService', 'massActivity')),
  part TEXT NOT NULL,
  ${day('on_day')},
  starts_at TEXT NOT NULL CHECK (starts_at = '' OR starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
  hours REAL CHECK (hours BETWEEN 0 AND 24),
  people TEXT NOT NULL,
  place TEXT NOT NULL,
  topic TEXT NOT NULL,
  business TEXT NOT NULL,
  remarks TEXT NOT NULL,
  event_id TEXT,
  rule_id TEXT,
  basis TEXT NOT NULL CHECK (length(basis) > 0),
  meeting_id TEXT,
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (year, plan_key),
  CHECK (substr(on_day, 1, 4) = CAST(year AS TEXT))
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_item_meeting ON plan_item (meeting_id) WHERE meeting_id IS NOT NULL;

-- A year that is closed is read, and not changed until it is opened again.
CREATE TABLE plan_year (
  year INTEGER PRIMARY KEY CHECK (year BETWEEN 1949 AND 2200),
  ${day('closed_on')},
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE business_day (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  kind TEXT NOT NULL CHECK (kind IN ('season', 'market', 'meeting', 'theme', 'away')),
  title TEXT NOT NULL CHECK (length(title) > 0),
  ${day('from_on')},
  ${day('to_on')},
  person_id TEXT REFERENCES person (id) ON DELETE CASCADE,
  CHECK (from_on <= to_on),
  CHECK ((kind = 'away') = (person_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX business_day_person ON business_day (person_id) WHERE person_id IS NOT NULL;

-- Stands above the table that ships (shared/rules/holidays.ts).
CREATE TABLE calendar_day (
  day TEXT PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  is_off INTEGER NOT NULL CHECK (is_off IN (0, 1)),
  name TEXT NOT NULL CHECK (length(name) > 0)
) STRICT, WITHOUT ROWID;
`,
}
