import type { Migration } from './index.ts'

const day = (column: string, more = '') => `${column} TEXT ${more} CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`
const direction = `direction TEXT NOT NULL CHECK (direction IN ('toMember', 'toBackbone'))`

/** 双培养: the pool with its stages and proof, what was decided of a year's proposal, and from where on the unit proposes. */
export const talent: Migration = {
  version: 21,
  sql: `
CREATE TABLE talent_entry (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  person_id TEXT NOT NULL REFERENCES person (id),
  ${direction},
  criteria TEXT NOT NULL,
  document_no TEXT NOT NULL,
  mentor_id TEXT REFERENCES person (id) ON DELETE SET NULL,
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL,
  ${day('starts_on', 'NOT NULL')},
  ${day('planned_end')},
  state TEXT NOT NULL CHECK (state IN ('training', 'converted', 'left')),
  ${day('ended_on')},
  end_reason TEXT NOT NULL,
  end_proof TEXT NOT NULL,
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  CHECK ((state = 'training') = (ended_on IS NULL)),
  CHECK (ended_on IS NULL OR ended_on >= starts_on),
  CHECK (planned_end IS NULL OR planned_end >= starts_on),
  CHECK (state <> 'left' OR end_reason <> '')
) STRICT;
CREATE INDEX talent_entry_person ON talent_entry (person_id, starts_on);
CREATE INDEX talent_entry_day ON talent_entry (starts_on);
CREATE INDEX talent_entry_mentor ON talent_entry (mentor_id) WHERE mentor_id IS NOT NULL;
CREATE INDEX talent_entry_meeting ON talent_entry (meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE talent_stage (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES talent_entry (id) ON DELETE CASCADE,
  ${day('on_day', 'NOT NULL')},
  content TEXT NOT NULL CHECK (length(content) > 0),
  result TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX talent_stage_of ON talent_stage (entry_id, on_day);

-- Proof of the criteria and of the conversion; the bytes lie in the attachment store under sha256.
CREATE TABLE talent_file (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  entry_id TEXT NOT NULL REFERENCES talent_entry (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  media TEXT NOT NULL CHECK (length(media) > 0),
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT;
CREATE INDEX talent_file_of ON talent_file (entry_id, row);
CREATE INDEX talent_file_content ON talent_file (sha256);

-- What the committee made of a name that was proposed for a year: 列入培养库, or 本年不列入 with its reason.
CREATE TABLE talent_decision (
  year INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  ${direction},
  outcome TEXT NOT NULL CHECK (outcome IN ('listed', 'declined')),
  reason TEXT NOT NULL CHECK (outcome = 'listed' OR length(reason) > 0),
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (year, person_id, direction)
) STRICT, WITHOUT ROWID;
CREATE INDEX talent_decision_person ON talent_decision (person_id);
CREATE INDEX talent_decision_meeting ON talent_decision (meeting_id) WHERE meeting_id IS NOT NULL;

-- One row once the unit has changed them.
CREATE TABLE talent_limits (
  id TEXT PRIMARY KEY,
  young_age INTEGER NOT NULL CHECK (young_age BETWEEN 18 AND 60),
  award_years INTEGER NOT NULL CHECK (award_years BETWEEN 1 AND 20),
  skill_from TEXT NOT NULL CHECK (length(skill_from) > 0),
  title_from TEXT NOT NULL CHECK (length(title_from) > 0)
) STRICT, WITHOUT ROWID;
`,
}
