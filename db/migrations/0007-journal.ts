import type { Migration } from './index.ts'

/** What was done in the last 30 days, with what was there before it, so that it can be undone; and a 回收站 for people and forms. */
export const journal: Migration = {
  version: 7,
  sql: `
-- One row for one act; saves of one record within a sitting share one. undoes: the act that this one took back (or made again).
CREATE TABLE operation (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times > 0),
  who TEXT NOT NULL,
  act TEXT NOT NULL CHECK (length(act) > 0),
  way TEXT NOT NULL CHECK (way IN ('do', 'undo', 'redo')),
  name TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  entity_id TEXT,
  undoes TEXT,
  undone_at TEXT
) STRICT;
CREATE INDEX operation_entity ON operation (entity_id, row);

-- What an act changed: the mark of each thing before it and after it. A thing that does not have the mark any more was changed since.
CREATE TABLE operation_change (
  operation_row INTEGER NOT NULL REFERENCES operation (row) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('meeting', 'deletion', 'minutes', 'person', 'attachment', 'photoPage', 'template', 'settings')),
  thing_id TEXT NOT NULL,
  mark_before TEXT NOT NULL,
  mark TEXT NOT NULL,
  PRIMARY KEY (operation_row, kind, thing_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_change_thing ON operation_change (thing_id, operation_row);

-- Apart from the rest: each save of a sitting touches the rows above, and this one may be long. state NULL: it was not there.
CREATE TABLE operation_before (
  operation_row INTEGER NOT NULL REFERENCES operation (row) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  thing_id TEXT NOT NULL,
  state TEXT CHECK (state IS NULL OR json_valid(state)),
  PRIMARY KEY (operation_row, kind, thing_id)
) STRICT;
CREATE INDEX operation_before_photos ON operation_before (operation_row) WHERE kind = 'photoPage';

-- By which clock the 回收站 is emptied. counts_from: what was removed before that instant counts as removed then.
CREATE TABLE expiry_clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  counts_from TEXT,
  seen_at TEXT,
  doubted_at TEXT
) STRICT;
INSERT INTO expiry_clock (id) VALUES (1);

-- Somebody removed from the roster, with all changes: no list, no name check and no count has to know of them.
CREATE TABLE removed_person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  removed_at TEXT NOT NULL,
  who TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;

-- Only a form that is not in use goes to the 回收站.
ALTER TABLE own_template ADD COLUMN deleted_at TEXT CHECK (deleted_at IS NULL OR retired_at IS NOT NULL);

CREATE INDEX meeting_trash ON meeting (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX attachment_trash ON attachment (deleted_at) WHERE deleted_at IS NOT NULL;
`,
}
