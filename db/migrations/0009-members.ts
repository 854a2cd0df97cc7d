import type { Migration } from './index.ts'

const partialDate = (column: string) => `${column} TEXT CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' OR ${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`
const day = (column: string, more = '') => `${column} TEXT ${more} CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

/** The member's file: fields, the history of each change, sanctions, awards, transfers, materials; terms of the committee; views; who looked at what. */
export const members: Migration = {
  version: 9,
  sql: `
-- One row for a person whose file holds anything. The columns are the codes of shared/domain/memberFields.ts.
CREATE TABLE person_file (
  person_id TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  gender TEXT CHECK (length(gender) > 0),
  id_number TEXT CHECK (length(id_number) > 0),
  ethnicity TEXT CHECK (length(ethnicity) > 0),
  ${partialDate('birth_on')},
  native_place TEXT CHECK (length(native_place) > 0),
  education TEXT CHECK (length(education) > 0),
  degree TEXT CHECK (length(degree) > 0),
  school TEXT CHECK (length(school) > 0),
  major TEXT CHECK (length(major) > 0),
  ${partialDate('enrolled_on')},
  ${partialDate('graduated_on')},
  political_status TEXT CHECK (length(political_status) > 0),
  mobile TEXT CHECK (length(mobile) > 0),
  phone TEXT CHECK (length(phone) > 0),
  address TEXT CHECK (length(address) > 0),
  hukou_police TEXT CHECK (length(hukou_police) > 0),
  marriage TEXT CHECK (length(marriage) > 0),
  health TEXT CHECK (length(health) > 0),
  family_members TEXT CHECK (length(family_members) > 0),
  ${partialDate('applied_on')},
  ${partialDate('activist_on')},
  ${partialDate('prospect_on')},
  ${partialDate('joined_on')},
  ${partialDate('full_on')},
  introducers TEXT CHECK (length(introducers) > 0),
  join_branch TEXT CHECK (length(join_branch) > 0),
  full_branch TEXT CHECK (length(full_branch) > 0),
  relation_status TEXT CHECK (length(relation_status) > 0),
  ${partialDate('entered_on')},
  enter_type TEXT CHECK (length(enter_type) > 0),
  floating_place TEXT CHECK (length(floating_place) > 0),
  ${partialDate('floating_since')},
  floating_contact TEXT CHECK (length(floating_contact) > 0),
  lost_contact TEXT CHECK (length(lost_contact) > 0),
  ${partialDate('lost_contact_on')},
  exempt_from_calls TEXT CHECK (length(exempt_from_calls) > 0),
  department TEXT CHECK (length(department) > 0),
  job TEXT CHECK (length(job) > 0),
  job_category TEXT CHECK (length(job_category) > 0),
  office TEXT CHECK (length(office) > 0),
  ${partialDate('work_since')},
  title TEXT CHECK (length(title) > 0),
  skill_level TEXT CHECK (length(skill_level) > 0),
  is_backbone TEXT CHECK (is_backbone = '1'),
  backbone_kind TEXT CHECK (length(backbone_kind) > 0),
  backbone_basis TEXT CHECK (length(backbone_basis) > 0),
  ${partialDate('backbone_since')},
  dues_kind TEXT CHECK (length(dues_kind) > 0),
  dues_base TEXT CHECK (dues_base NOT GLOB '*[^0-9]*' AND length(dues_base) BETWEEN 1 AND 12),
  dues_note TEXT CHECK (length(dues_note) > 0),
  archive_location TEXT CHECK (length(archive_location) > 0),
  note TEXT CHECK (length(note) > 0)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_file_id_number ON person_file (id_number) WHERE id_number IS NOT NULL;

-- Every change of a field, for good: from what, to what, when, by whom, by which way. Goes with the person when their data is erased.
CREATE TABLE person_edit (
  row INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (length(field) > 0),
  before TEXT,
  after TEXT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('entry', 'import', 'bulk', 'merge', 'undo'))
) STRICT;
CREATE INDEX person_edit_person ON person_edit (person_id, row);

CREATE TABLE person_sanction (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  ${day('decided_on', 'NOT NULL')},
  ${day('effect_until')},
  ${day('lifted_on')},
  document_no TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX person_sanction_person ON person_sanction (person_id, decided_on);

CREATE TABLE person_award (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  level TEXT NOT NULL CHECK (length(level) > 0),
  ${partialDate('awarded_on')},
  document_no TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX person_award_person ON person_award (person_id, awarded_on);

-- 民主评议 by year.
CREATE TABLE person_review (
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2200),
  grade TEXT NOT NULL CHECK (grade IN ('优秀', '合格', '基本合格', '不合格')),
  meeting_id TEXT,
  PRIMARY KEY (person_id, year)
) STRICT, WITHOUT ROWID;

-- 组织关系转接 (domain rules section 3.4).
CREATE TABLE relation_transfer (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  transfer_no TEXT NOT NULL DEFAULT '',
  from_org TEXT NOT NULL DEFAULT '',
  to_org TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  ${day('issued_on')},
  valid_days INTEGER NOT NULL DEFAULT 30 CHECK (valid_days BETWEEN 1 AND 90),
  dues_paid_to TEXT CHECK (dues_paid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  ${day('received_on')},
  state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'received', 'returned')),
  note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_transfer_person ON relation_transfer (person_id);

-- Scans and the photo of a person; the bytes lie in the attachment store under sha256. A photo has kind 'photo'.
CREATE TABLE person_material (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  media TEXT NOT NULL CHECK (length(media) > 0),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  pages INTEGER CHECK (pages > 0),
  ${partialDate('dated_on')},
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_at TEXT NOT NULL,
  who TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX person_material_person ON person_material (person_id, row);
CREATE INDEX person_material_content ON person_material (sha256);
CREATE INDEX person_material_trash ON person_material (deleted_at) WHERE deleted_at IS NOT NULL;

-- 届次 of the branch committee (选举条例 art. 3: three years as a rule).
CREATE TABLE committee_term (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number > 0),
  ${day('began_on', 'NOT NULL')},
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 5),
  ${day('extended_to')},
  extension_basis TEXT NOT NULL DEFAULT '',
  approval_no TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (number)
) STRICT, WITHOUT ROWID;

-- Which heading of a roster was taken for which field, so that it is asked once. target: a field code, name, status, posts, group, from, or ignore.
CREATE TABLE import_heading (
  list TEXT NOT NULL CHECK (length(list) > 0),
  heading TEXT NOT NULL CHECK (length(heading) > 0),
  target TEXT NOT NULL CHECK (length(target) > 0),
  PRIMARY KEY (list, heading)
) STRICT, WITHOUT ROWID;

-- A saved view of a list: columns, filters and order, as the list's own schema reads them.
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  list TEXT NOT NULL CHECK (length(list) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  UNIQUE (list, name)
) STRICT, WITHOUT ROWID;

-- Two people who look like one and were told apart by the officer; a is the smaller id.
CREATE TABLE person_apart (
  a TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_apart_b ON person_apart (b);

-- Who looked at, copied, exported or erased which sensitive values of whom, and why; without the values. Kept for good.
CREATE TABLE access_note (
  row INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('show', 'copy', 'export', 'print', 'erase')),
  person_id TEXT,
  fields TEXT NOT NULL CHECK (length(fields) > 0),
  count INTEGER NOT NULL CHECK (count > 0),
  purpose TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX access_note_person ON access_note (person_id, row);

-- The journal can keep more kinds of things; the code says which.
CREATE TABLE operation_change_new (
  operation_row INTEGER NOT NULL REFERENCES operation (row) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  thing_id TEXT NOT NULL,
  mark_before TEXT NOT NULL,
  mark TEXT NOT NULL,
  PRIMARY KEY (operation_row, kind, thing_id)
) STRICT, WITHOUT ROWID;
INSERT INTO operation_change_new SELECT operation_row, kind, thing_id, mark_before, mark FROM operation_change;
DROP TABLE operation_change;
ALTER TABLE operation_change_new RENAME TO operation_change;
CREATE INDEX operation_change_thing ON operation_change (thing_id, operation_row);
`,
}
