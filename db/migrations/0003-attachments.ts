import type { Migration } from './index.ts'

/** Photos, scans and papers of a meeting. Their bytes lie in the database, so they are encrypted, copied and deleted with it. */
export const attachments: Migration = {
  version: 3,
  sql: `
CREATE TABLE attachment (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  meeting_id TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  role TEXT NOT NULL CHECK (role IN ('photo', 'scan', 'document', 'signedScan')),
  media TEXT NOT NULL CHECK (media IN ('jpeg', 'png', 'webp', 'pdf', 'docx', 'doc', 'xlsx')),
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 52428800),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_at TEXT NOT NULL,
  who TEXT NOT NULL,
  deleted_at TEXT,
  UNIQUE (meeting_id, sha256)
) STRICT;

-- Apart from the rest: a list of sixty photos reads no byte of them.
CREATE TABLE attachment_content (
  id TEXT PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
  content BLOB NOT NULL
) STRICT;

-- A signed scan of before the last 更正 shows another text than the one to be archived.
ALTER TABLE meeting ADD COLUMN corrected_at TEXT;
`,
}
