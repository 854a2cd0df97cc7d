import type { Migration } from './index.ts'

/** Every kind of meeting, its state and its own elements; votes, one subject at a time; leave, make-up and hours; versions. */
export const kinds: Migration = {
  version: 2,
  sql: `
-- SQLite cannot change a CHECK: the table is built anew. Its children point to it by name and stay.
CREATE TABLE meeting_new (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  kind TEXT NOT NULL CHECK (kind IN ('generalMeeting', 'committeeMeeting', 'groupMeeting', 'partyLecture', 'themeDay', 'orgLifeMeeting', 'democraticReview', 'heartTalk', 'moralLecture', 'volunteerService', 'massActivity')),
  state TEXT NOT NULL CHECK (state IN ('planned', 'notified', 'draft', 'final', 'archived')),
  title TEXT NOT NULL,
  held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  place TEXT NOT NULL,
  chair TEXT NOT NULL,
  recorder TEXT NOT NULL,
  party_group TEXT NOT NULL,
  copied_from TEXT,
  opening TEXT NOT NULL,
  first_final_on TEXT CHECK (first_final_on IS NULL OR first_final_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  correction TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
INSERT INTO meeting_new (row, id, revision, kind, state, title, held_on, starts_at, ends_at, place, chair, recorder, party_group, copied_from, opening, created_at, saved_at, deleted_at)
  SELECT row, id, revision, kind, 'draft', title, held_on, starts_at, ends_at, place, chair, recorder, '', NULL, opening, created_at, saved_at, deleted_at FROM meeting;
DROP TABLE meeting;
ALTER TABLE meeting_new RENAME TO meeting;
CREATE INDEX meeting_page ON meeting (held_on DESC, id DESC) WHERE deleted_at IS NULL;

CREATE TABLE attendance_new (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES person (id),
  state TEXT NOT NULL CHECK (state IN ('present', 'late', 'leave', 'absent', 'online')),
  reason TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  hours REAL CHECK (hours IS NULL OR hours BETWEEN 0 AND 24),
  make_up INTEGER NOT NULL CHECK (make_up IN (0, 1)),
  make_up_on TEXT,
  make_up_way TEXT NOT NULL,
  make_up_by TEXT NOT NULL,
  PRIMARY KEY (meeting_id, person_id)
) STRICT, WITHOUT ROWID;
INSERT INTO attendance_new SELECT meeting_id, person_id, state, reason, '', NULL, 0, NULL, '', '' FROM attendance;
DROP TABLE attendance;
ALTER TABLE attendance_new RENAME TO attendance;
CREATE INDEX attendance_person ON attendance (person_id);

-- What a kind asks beside the common elements; its codes stand in shared/domain/meetingKinds.ts.
CREATE TABLE meeting_element (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  code TEXT NOT NULL CHECK (length(code) > 0),
  value TEXT NOT NULL,
  PRIMARY KEY (meeting_id, code)
) STRICT, WITHOUT ROWID;

ALTER TABLE agenda_item ADD COLUMN nature TEXT NOT NULL DEFAULT 'party' CHECK (nature IN ('firstTopic', 'party', 'business', 'both'));

CREATE TABLE vote (
  id TEXT PRIMARY KEY,
  agenda_item_id TEXT NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  subject TEXT NOT NULL,
  scene TEXT NOT NULL CHECK (scene IN ('general', 'admission', 'committee', 'election')),
  method TEXT NOT NULL CHECK (method IN ('hands', 'secret')),
  issued INTEGER CHECK (issued >= 0),
  returned INTEGER CHECK (returned >= 0),
  valid INTEGER CHECK (valid >= 0),
  yes INTEGER NOT NULL CHECK (yes >= 0),
  no INTEGER NOT NULL CHECK (no >= 0),
  abstain INTEGER NOT NULL CHECK (abstain >= 0),
  written_yes INTEGER NOT NULL CHECK (written_yes >= 0),
  written_no INTEGER NOT NULL CHECK (written_no >= 0),
  written_abstain INTEGER NOT NULL CHECK (written_abstain >= 0),
  teller TEXT NOT NULL,
  counters TEXT NOT NULL,
  excluded INTEGER NOT NULL CHECK (excluded >= 0),
  excluded_reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_agenda ON vote (agenda_item_id, position);
INSERT INTO vote SELECT id || '-vote', id, 0, '', 'committee', 'hands', NULL, NULL, NULL, vote_yes, vote_no, vote_abstain, 0, 0, 0, '', '', 0, '' FROM agenda_item WHERE vote_yes IS NOT NULL;
UPDATE vote SET id = lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)));
UPDATE agenda_item SET vote_yes = NULL, vote_no = NULL, vote_abstain = NULL;

-- 补记: finalised later than this many workdays after the meeting.
ALTER TABLE branch ADD COLUMN supplement_after INTEGER NOT NULL DEFAULT 3 CHECK (supplement_after BETWEEN 0 AND 60);

ALTER TABLE speech ADD COLUMN said_at TEXT NOT NULL DEFAULT '';

ALTER TABLE action_item ADD COLUMN start_text TEXT NOT NULL DEFAULT '';
ALTER TABLE action_item ADD COLUMN start_on TEXT;
ALTER TABLE action_item ADD COLUMN repeat_text TEXT NOT NULL DEFAULT '';

-- A record as it was finalised: never changed afterwards, so it is kept whole as text.
CREATE TABLE meeting_version (
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 0),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  reason TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  PRIMARY KEY (meeting_id, version)
) STRICT, WITHOUT ROWID;
`,
}
