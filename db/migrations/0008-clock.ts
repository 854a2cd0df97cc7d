import type { Migration } from './index.ts'

/** The newest instant that the clock of this computer has shown: what stands before it, or far behind it, is not believed. */
export const clockNote: Migration = {
  version: 8,
  sql: `
CREATE TABLE clock_note (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seen_at TEXT
) STRICT;
INSERT INTO clock_note (id) VALUES (1);
`,
}
