import type { Migration } from './index.ts'

const day = (column: string) => `${column} TEXT NOT NULL CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`
/** An exact decimal as text, not below 0: shared/domain/decimal.ts. */
const decimal = (column: string) => `${column} TEXT NOT NULL CHECK (${column} NOT GLOB '*[^.0-9]*' AND length(${column}) > 0)`

/** 学时台账: what the officer made of the hours that records propose, and training that no record tells, with its proof. */
export const study: Migration = {
  version: 18,
  sql: `
-- 学时 of a meeting as the officer confirmed them; both 0: it was no study. proposed: what the record proposed then, so that a later change is told.
CREATE TABLE study_confirmation (
  meeting_id TEXT PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
  ${decimal('theory')},
  ${decimal('business')},
  proposed TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- 补学 by its day: what a year earns may belong to a meeting of the year before.
CREATE INDEX attendance_make_up ON attendance (make_up_on) WHERE make_up = 1;

-- make_up_of: 补学 of that meeting; where its record counts for the person, this does not.
CREATE TABLE training (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  person_id TEXT NOT NULL REFERENCES person (id),
  ${day('from_on')},
  ${day('to_on')},
  title TEXT NOT NULL CHECK (length(title) > 0),
  organiser TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('theory', 'business')),
  ${decimal('hours')},
  make_up_of TEXT REFERENCES meeting (id) ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  CHECK (to_on >= from_on)
) STRICT;
CREATE INDEX training_person ON training (person_id, from_on);
CREATE INDEX training_day ON training (from_on);
CREATE INDEX training_make_up ON training (make_up_of) WHERE make_up_of IS NOT NULL;

-- Its proof; the bytes lie in the attachment store under sha256.
CREATE TABLE training_file (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  training_id TEXT NOT NULL REFERENCES training (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  media TEXT NOT NULL CHECK (length(media) > 0),
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT;
CREATE INDEX training_file_of ON training_file (training_id, row);
CREATE INDEX training_file_content ON training_file (sha256);
`,
}
