import type { Migration } from './index.ts'

/** Former data keys, for backups made under them, and after how many idle minutes the desk locks itself. */
export const keys: Migration = {
  version: 5,
  sql: `
CREATE TABLE former_key (
  row INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
  until TEXT NOT NULL
) STRICT;

-- 0: never by itself.
ALTER TABLE branch ADD COLUMN lock_after INTEGER NOT NULL DEFAULT 5 CHECK (lock_after BETWEEN 0 AND 120);
`,
}
