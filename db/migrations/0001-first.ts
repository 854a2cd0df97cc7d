import type { Migration } from './index.ts'

const filledDate = (column: string) => `${column} TEXT NOT NULL CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

/** Branch, officer, people with their dated changes, committee meetings, place of work, audit. */
export const first: Migration = {
  version: 1,
  sql: `
CREATE TABLE branch (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  unit TEXT NOT NULL CHECK (length(unit) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  ${filledDate('since')},
  recovery_confirmed_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

-- One officer at a time; the newest row is the one whose name stands under new entries.
CREATE TABLE officer (
  row INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  since_at TEXT NOT NULL
) STRICT;
CREATE TABLE officer_post (
  officer_row INTEGER NOT NULL REFERENCES officer (row),
  position INTEGER NOT NULL,
  post TEXT NOT NULL CHECK (length(post) > 0),
  PRIMARY KEY (officer_row, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
  created_at TEXT NOT NULL
) STRICT;

-- What holds for a person from a day on, until the next change of the same field. NULL ends what held before.
CREATE TABLE person_change (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  field TEXT NOT NULL CHECK (field IN ('status', 'posts', 'group', 'vote', 'left')),
  ${filledDate('from_on')},
  value TEXT CHECK (value IS NULL OR length(value) > 0),
  recorded_at TEXT NOT NULL,
  UNIQUE (person_id, field, from_on),
  CHECK (field <> 'status' OR (value IS NOT NULL AND value IN ('nonMember', 'applicant', 'activist', 'prospect', 'probationaryMember', 'fullMember'))),
  CHECK (field <> 'posts' OR value IS NULL OR value NOT GLOB '*[^a-zA-Z,]*'),
  CHECK (field <> 'left' OR value IS NULL OR value IN ('transferred', 'deceased', 'removed', 'expelled', 'membershipSuspended', 'probationCancelled', 'movedAway'))
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  kind TEXT NOT NULL CHECK (kind IN ('committeeMeeting')),
  title TEXT NOT NULL,
  ${filledDate('held_on')},
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  place TEXT NOT NULL,
  chair TEXT NOT NULL,
  recorder TEXT NOT NULL,
  opening TEXT NOT NULL,
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX meeting_page ON meeting (held_on DESC, id DESC) WHERE deleted_at IS NULL;

CREATE TABLE attendance (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person (id),
  state TEXT NOT NULL CHECK (state IN ('present', 'late', 'leave', 'absent')),
  reason TEXT NOT NULL,
  PRIMARY KEY (meeting_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_person ON attendance (person_id);

CREATE TABLE guest (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  note TEXT NOT NULL,
  PRIMARY KEY (meeting_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_item (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  reporter TEXT NOT NULL,
  report TEXT NOT NULL,
  discussion TEXT NOT NULL,
  decision TEXT NOT NULL,
  vote_yes INTEGER CHECK (vote_yes >= 0),
  vote_no INTEGER CHECK (vote_no >= 0),
  vote_abstain INTEGER CHECK (vote_abstain >= 0),
  CHECK ((vote_yes IS NULL) = (vote_no IS NULL) AND (vote_yes IS NULL) = (vote_abstain IS NULL)),
  UNIQUE (meeting_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE speech (
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  speaker TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (agenda_item_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE action_item (
  id TEXT PRIMARY KEY,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  task TEXT NOT NULL,
  owners TEXT NOT NULL,
  due_text TEXT NOT NULL,
  due_on TEXT CHECK (due_on IS NULL OR due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;
CREATE INDEX action_item_agenda ON action_item (agenda_item_id, position);

-- Where the officer was, so that a crash costs no search.
CREATE TABLE officer_place (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  screen TEXT NOT NULL CHECK (screen IN ('meetings', 'meeting', 'people')),
  meeting_id TEXT,
  field TEXT,
  selection_start INTEGER NOT NULL,
  selection_end INTEGER NOT NULL,
  scroll_top REAL NOT NULL
) STRICT;

-- One row for one act of the officer. Saves of one meeting within half an hour are one sitting, counted in times.
CREATE TABLE audit (
  row INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times > 0),
  who TEXT NOT NULL,
  act TEXT NOT NULL,
  entity_id TEXT
) STRICT;
`,
}
