import type { Migration } from './index.ts'

/** What papers need beside the record: photos chosen for the page at the end, a 纪要 of its own, the unit's own forms, and how many an election elects. */
export const papers: Migration = {
  version: 4,
  sql: `
-- A photo on the page that ends a record: upright, at most 1,600 px, without the notes a camera leaves in a file.
CREATE TABLE page_photo (
  attachment_id TEXT PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
  place INTEGER NOT NULL CHECK (place >= 0),
  caption TEXT NOT NULL DEFAULT '',
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1600),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1600),
  jpeg BLOB NOT NULL
) STRICT;

-- The 纪要 as the officer left it; without a row it is drafted from the record each time. drafted: what the record gave when this text was
-- drafted or finalised, so that a later change of the record can be told. replaced: the text before it was last drafted anew.
CREATE TABLE minutes (
  meeting_id TEXT PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  state TEXT NOT NULL CHECK (state IN ('draft', 'final')),
  title TEXT NOT NULL,
  issue_number TEXT NOT NULL DEFAULT '',
  lead TEXT NOT NULL,
  sent_to TEXT NOT NULL DEFAULT '',
  sender TEXT NOT NULL,
  issued_on TEXT,
  drafted TEXT NOT NULL,
  replaced TEXT,
  correction TEXT NOT NULL DEFAULT '',
  saved_at TEXT NOT NULL
) STRICT;
CREATE TABLE minutes_item (
  meeting_id TEXT NOT NULL REFERENCES minutes (meeting_id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  heading TEXT NOT NULL,
  text TEXT NOT NULL,
  settles INTEGER NOT NULL CHECK (settles IN (0, 1)),
  PRIMARY KEY (meeting_id, place)
) STRICT;
-- Named lines: those at the head of the table form, and the lists of people.
CREATE TABLE minutes_line (
  meeting_id TEXT NOT NULL REFERENCES minutes (meeting_id) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('fact', 'people')),
  place INTEGER NOT NULL,
  label TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (meeting_id, part, place)
) STRICT;
-- One row for each 定稿 of a 纪要, whole; never changed.
CREATE TABLE minutes_version (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 0),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  minutes TEXT NOT NULL,
  PRIMARY KEY (meeting_id, version)
) STRICT;

-- A Word form of the unit, for one document of one kind of meeting, or of all kinds (kind NULL). One is in use, the others are kept.
CREATE TABLE own_template (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL CHECK (document IN ('record', 'signIn', 'minutes', 'notice', 'ballot', 'tally')),
  kind TEXT,
  name TEXT NOT NULL CHECK (length(name) > 0),
  content BLOB NOT NULL,
  added_at TEXT NOT NULL,
  who TEXT NOT NULL,
  retired_at TEXT
) STRICT;
CREATE UNIQUE INDEX own_template_in_use ON own_template (document, coalesce(kind, '')) WHERE retired_at IS NULL;

-- 应选名额 of the election that an item holds; NULL: no election, or not told.
ALTER TABLE agenda_item ADD COLUMN seats INTEGER CHECK (seats BETWEEN 1 AND 99);
`,
}
