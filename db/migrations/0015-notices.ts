import type { Migration } from './index.ts'

const lead = (column: string, days: number, most: number) => `${column} INTEGER DEFAULT ${days} CHECK (${column} BETWEEN 0 AND ${most})`

/** How long before its day a matter is told on the desktop, and what was told. */
export const notices: Migration = {
  version: 15,
  sql: `
-- One row, days before; NULL: that group is not told.
CREATE TABLE notice_setting (
  id TEXT PRIMARY KEY CHECK (id = '00000000-0000-7000-8000-000000000001'),
  ${lead('meetings_lead', 7, 90)},
  ${lead('items_lead', 3, 60)},
  ${lead('people_lead', 30, 180)}
) STRICT, WITHOUT ROWID;
INSERT INTO notice_setting (id) VALUES ('00000000-0000-7000-8000-000000000001');

-- Told once for its day: a matter that was postponed has another row.
CREATE TABLE notice_told (
  need_key TEXT NOT NULL CHECK (length(need_key) > 0),
  until TEXT NOT NULL CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  told_at TEXT NOT NULL,
  PRIMARY KEY (need_key, until)
) STRICT, WITHOUT ROWID;

-- Makes tokens that tell nothing outside of this database.
CREATE TABLE notice_secret (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;
INSERT INTO notice_secret (id, secret) VALUES (1, randomblob(32));
`,
}
