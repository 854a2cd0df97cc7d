import type { Migration } from './index.ts'

/** Forms of the unit's own: those of meetings by kind, and those of 发展党员. */
const forms = ['record', 'signIn', 'minutes', 'notice', 'ballot', 'tally']
const developmentForms = ['talkRecord', 'activistFiling', 'cultivationForm', 'publicity', 'reviewLetter', 'preReviewRequest', 'admissionResolution', 'admissionRequest', 'fullApplication', 'fullResolution', 'fullRequest', 'probationForm', 'processRecord', 'archiveList']
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/** Papers of 发展党员: what a scan is for, fields that the officer adds, and forms of the unit's own for its papers. */
export const developmentPapers: Migration = {
  version: 20,
  sql: `
-- For which material of a step a scan is (1-1 入党申请书); NULL: told by its kind, or for none.
ALTER TABLE person_material ADD COLUMN material_code TEXT CHECK (length(material_code) BETWEEN 1 AND 20);
-- The board of everybody in development reads nothing but this; deleted_at stands in it, since SQLite looks for it in the row otherwise.
CREATE INDEX person_material_filed ON person_material (person_id, kind, material_code, dated_on, deleted_at) WHERE deleted_at IS NULL;

-- Fields that a province asks and the application does not know: value is what holds for everybody.
CREATE TABLE development_field (
  name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 20),
  value TEXT NOT NULL,
  place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What holds for one person; the field may be gone and come back.
CREATE TABLE development_value (
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 20),
  value TEXT NOT NULL CHECK (length(value) > 0),
  PRIMARY KEY (person_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_template_wider (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL CHECK (document IN (${quoted([...forms, ...developmentForms])})),
  kind TEXT CHECK (kind IS NULL OR document IN (${quoted(forms)})),
  name TEXT NOT NULL CHECK (length(name) > 0),
  content BLOB NOT NULL,
  added_at TEXT NOT NULL,
  who TEXT NOT NULL,
  retired_at TEXT,
  deleted_at TEXT CHECK (deleted_at IS NULL OR retired_at IS NOT NULL)
) STRICT;
INSERT INTO own_template_wider (rowid, id, document, kind, name, content, added_at, who, retired_at, deleted_at)
  SELECT rowid, id, document, kind, name, content, added_at, who, retired_at, deleted_at FROM own_template;
DROP TABLE own_template;
ALTER TABLE own_template_wider RENAME TO own_template;
CREATE UNIQUE INDEX own_template_in_use ON own_template (document, coalesce(kind, '')) WHERE retired_at IS NULL;
`,
}
