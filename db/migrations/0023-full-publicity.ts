import type { Migration } from './index.ts'

const forms = ['record', 'signIn', 'minutes', 'notice', 'ballot', 'tally']
const developmentForms = ['talkRecord', 'activistFiling', 'cultivationForm', 'publicity', 'reviewLetter', 'preReviewRequest', 'admissionResolution', 'admissionRequest', 'fullApplication', 'fullPublicity', 'fullResolution', 'fullRequest', 'probationForm', 'processRecord', 'archiveList']
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/** 转正公示 takes a form of the unit's own, too. */
export const fullPublicity: Migration = {
  version: 23,
  sql: `
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
