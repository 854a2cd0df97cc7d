import type { Migration } from './index.ts'

const day = (column: string, more = '') => `${column} TEXT ${more} CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`
/** An exact decimal as text: shared/domain/decimal.ts. */
const decimal = (column: string, more = '') => `${column} TEXT ${more} CHECK (${column} NOT GLOB '*[^-.0-9]*' AND length(${column}) > 0)`
const flag = (column: string) => `${column} INTEGER NOT NULL DEFAULT 0 CHECK (${column} IN (0, 1))`
const direction = `direction TEXT NOT NULL CHECK (direction IN ('up', 'down'))`

/** 业务难点, 书记项目 and the other carriers with their figures, and the ledger of 议定事项. */
export const fusion: Migration = {
  version: 10,
  sql: `
CREATE TABLE difficulty (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  title TEXT NOT NULL CHECK (length(title) > 0),
  line TEXT NOT NULL CHECK (line IN ('monopoly', 'marketing', 'logistics', 'leaf', 'production', 'quality', 'management', 'other')),
  source TEXT NOT NULL,
  ${decimal('baseline')},
  ${decimal('target')},
  unit TEXT NOT NULL,
  ${direction},
  leader TEXT NOT NULL,
  committee TEXT NOT NULL,
  ${day('raised_on', 'NOT NULL')},
  ${day('due_on')},
  measure TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'solved', 'dropped')),
  ${day('closed_on')},
  evidence TEXT NOT NULL,
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((state = 'open') = (closed_on IS NULL))
) STRICT;
CREATE INDEX difficulty_page ON difficulty (row) WHERE deleted_at IS NULL;
CREATE INDEX difficulty_trash ON difficulty (deleted_at) WHERE deleted_at IS NOT NULL;

-- Each value with its day and source. A correction is a new row; the one it replaces keeps standing, with the instant of its replacement.
CREATE TABLE difficulty_value (
  id TEXT PRIMARY KEY,
  difficulty_id TEXT NOT NULL REFERENCES difficulty (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('baseline', 'target', 'actual')),
  ${day('on_day', 'NOT NULL')},
  ${decimal('value', 'NOT NULL')},
  source TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  replaced_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX difficulty_value_of ON difficulty_value (difficulty_id, role, on_day);

CREATE TABLE project (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  kind TEXT NOT NULL CHECK (kind IN ('secretaryProject', 'memberProject', 'pioneerPost', 'responsibilityZone', 'taskForce')),
  number TEXT NOT NULL,
  title TEXT NOT NULL CHECK (length(title) > 0),
  difficulty_id TEXT REFERENCES difficulty (id) ON DELETE SET NULL,
  line TEXT NOT NULL CHECK (line IN ('monopoly', 'marketing', 'logistics', 'leaf', 'production', 'quality', 'management', 'other')),
  leader TEXT NOT NULL,
  promise TEXT NOT NULL,
  measures TEXT NOT NULL,
  ${day('starts_on', 'NOT NULL')},
  ${day('due_on')},
  state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'closed', 'stopped')),
  ${day('closed_on')},
  result TEXT NOT NULL,
  review TEXT NOT NULL,
  grade TEXT NOT NULL,
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((state IN ('proposed', 'active')) = (closed_on IS NULL))
) STRICT;
CREATE INDEX project_difficulty ON project (difficulty_id) WHERE difficulty_id IS NOT NULL;
CREATE INDEX project_trash ON project (deleted_at) WHERE deleted_at IS NOT NULL;

-- Members of a carrier need not be of the Party, nor of the branch.
CREATE TABLE project_member (
  project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  ${flag('is_party')},
  duty TEXT NOT NULL,
  PRIMARY KEY (project_id, position)
) STRICT, WITHOUT ROWID;

-- rule: a repetition as shared/domain/actionRepeat.ts reads it; then the days are in project_milestone_day.
CREATE TABLE project_milestone (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (length(title) > 0),
  ${day('due_on')},
  repeat_text TEXT NOT NULL,
  ${day('done_on')},
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX project_milestone_of ON project_milestone (project_id, position);
CREATE TABLE project_milestone_day (
  milestone_id TEXT NOT NULL REFERENCES project_milestone (id) ON DELETE CASCADE,
  ${day('on_day', 'NOT NULL')},
  ${day('done_on', 'NOT NULL')},
  note TEXT NOT NULL,
  PRIMARY KEY (milestone_id, on_day)
) STRICT, WITHOUT ROWID;

-- What is measured; the first is the project's own goal.
CREATE TABLE project_metric (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  unit TEXT NOT NULL,
  ${direction},
  ${decimal('baseline')},
  ${day('baseline_on')},
  baseline_source TEXT NOT NULL,
  ${decimal('target')}
) STRICT, WITHOUT ROWID;
CREATE INDEX project_metric_of ON project_metric (project_id, position);

CREATE TABLE project_value (
  id TEXT PRIMARY KEY,
  metric_id TEXT NOT NULL REFERENCES project_metric (id) ON DELETE CASCADE,
  ${day('on_day', 'NOT NULL')},
  ${decimal('value', 'NOT NULL')},
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  replaced_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX project_value_day ON project_value (metric_id, on_day) WHERE replaced_at IS NULL;
CREATE INDEX project_value_of ON project_value (metric_id, on_day);

-- 责任区: who is to be visited, and the visits.
CREATE TABLE zone_object (
  project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  PRIMARY KEY (project_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE zone_visit (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  object TEXT NOT NULL CHECK (length(object) > 0),
  ${day('on_day', 'NOT NULL')},
  visitor TEXT NOT NULL,
  found TEXT NOT NULL,
  ${day('closed_on')},
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  CHECK (closed_on IS NULL OR found <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX zone_visit_of ON zone_visit (project_id, on_day);

-- 志愿服务 that no meeting records.
CREATE TABLE volunteer_entry (
  id TEXT PRIMARY KEY,
  ${day('on_day', 'NOT NULL')},
  name TEXT NOT NULL CHECK (length(name) > 0),
  content TEXT NOT NULL CHECK (length(content) > 0),
  served TEXT NOT NULL,
  ${decimal('hours', 'NOT NULL')},
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX volunteer_entry_day ON volunteer_entry (on_day, id);

-- 议定事项. One of a meeting follows its line of the record (action_item) as long as it is open: the recorded_ columns say what the record
-- said last, so that what was changed here since is not overwritten. part: the owner, where one line gives the same to several (均, 各).
-- recorded_line: a digest of the whole line, so that a save that changed no line need not read the record again.
-- sort_on: the next day on which something is due, 9999-12-31 where there is none. hidden: its meeting is in the 回收站.
-- touched: somebody has worked on it in the ledger. gone: it was touched, and the record does not have its line any more.
CREATE TABLE action (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  source TEXT NOT NULL CHECK (source IN ('meeting', 'superior', 'inspection', 'own')),
  meeting_id TEXT REFERENCES meeting (id) ON DELETE CASCADE,
  agenda_item_id TEXT,
  action_item_id TEXT,
  part TEXT NOT NULL,
  superior_unit TEXT NOT NULL,
  superior_no TEXT NOT NULL,
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  owner TEXT NOT NULL,
  helpers TEXT NOT NULL,
  ${day('decided_on', 'NOT NULL')},
  ${day('start_on')},
  ${day('due_on')},
  due_text TEXT NOT NULL,
  repeat_text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('todo', 'doing', 'review', 'done', 'cancelled')),
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  ${day('closed_on')},
  ${flag('confidential')},
  ${day('sort_on', 'NOT NULL')},
  ${flag('hidden')},
  ${flag('gone')},
  ${flag('touched')},
  recorded_title TEXT NOT NULL,
  recorded_owner TEXT NOT NULL,
  recorded_helpers TEXT NOT NULL,
  recorded_start_on TEXT,
  recorded_due_on TEXT,
  recorded_repeat_text TEXT NOT NULL,
  recorded_line TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  CHECK ((state IN ('done', 'cancelled')) = (closed_on IS NOT NULL)),
  CHECK (state <> 'cancelled' OR reason <> ''),
  CHECK ((source = 'meeting') = (meeting_id IS NOT NULL))
) STRICT;
CREATE INDEX action_open ON action (sort_on, id) WHERE closed_on IS NULL AND hidden = 0;
CREATE INDEX action_closed ON action (closed_on DESC, id DESC) WHERE closed_on IS NOT NULL AND hidden = 0;
CREATE INDEX action_page ON action (decided_on DESC, id DESC) WHERE hidden = 0;
CREATE INDEX action_due ON action (due_on) WHERE due_on IS NOT NULL AND hidden = 0;
CREATE INDEX action_meeting ON action (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE UNIQUE INDEX action_line ON action (action_item_id, part) WHERE action_item_id IS NOT NULL;
CREATE TRIGGER action_hidden AFTER UPDATE OF deleted_at ON meeting WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
  UPDATE action SET hidden = NEW.deleted_at IS NOT NULL WHERE meeting_id = NEW.id;
END;

-- A project that is meant, as it was called; the id once there is one.
CREATE TABLE action_link (
  action_id TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  project_id TEXT REFERENCES project (id) ON DELETE SET NULL,
  PRIMARY KEY (action_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_link_project ON action_link (project_id) WHERE project_id IS NOT NULL;

CREATE TABLE action_progress (
  id TEXT PRIMARY KEY,
  action_id TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
  ${day('on_day', 'NOT NULL')},
  text TEXT NOT NULL CHECK (length(text) > 0),
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX action_progress_of ON action_progress (action_id, on_day);

CREATE TABLE action_postponement (
  id TEXT PRIMARY KEY,
  action_id TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
  ${day('from_due')},
  ${day('to_due')},
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  ${day('on_day', 'NOT NULL')},
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX action_postponement_of ON action_postponement (action_id, id);

-- Every change of state, so that the state on an earlier day can be told.
CREATE TABLE action_step (
  id TEXT PRIMARY KEY,
  action_id TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
  ${day('on_day', 'NOT NULL')},
  state TEXT NOT NULL CHECK (state IN ('todo', 'doing', 'review', 'done', 'cancelled')),
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX action_step_of ON action_step (action_id, on_day, id);

-- A day of a repetition that was done or left out; every other day of it up to today is still to be done.
CREATE TABLE action_occurrence (
  action_id TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
  ${day('on_day', 'NOT NULL')},
  state TEXT NOT NULL CHECK (state IN ('done', 'skipped')),
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (action_id, on_day)
) STRICT, WITHOUT ROWID;

-- 佐证材料; the bytes lie in the attachment store under sha256.
CREATE TABLE action_file (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  action_id TEXT NOT NULL REFERENCES action (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  media TEXT NOT NULL CHECK (length(media) > 0),
  size INTEGER NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_at TEXT NOT NULL,
  who TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX action_file_of ON action_file (action_id, row);
CREATE INDEX action_file_content ON action_file (sha256);

-- The kinds of meeting that begin with 上次议定事项落实情况.
ALTER TABLE branch ADD COLUMN follow_up TEXT NOT NULL DEFAULT 'committeeMeeting,themeDay' CHECK (follow_up NOT GLOB '*[^a-zA-Z,]*');

-- Records of before have no items in the ledger yet: they are read when the workspace is opened (catchUpLedger), by the rules of that version.
ALTER TABLE branch ADD COLUMN ledger_behind INTEGER NOT NULL DEFAULT 0 CHECK (ledger_behind IN (0, 1));
UPDATE branch SET ledger_behind = EXISTS (SELECT 1 FROM action_item);
`,
}
