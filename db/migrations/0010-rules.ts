import type { Migration } from './index.ts'

const day = (column: string) => `${column} TEXT NOT NULL CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

/** How the unit reads the rules, libraries read from files, and what is not needed, with its reason. */
export const rules: Migration = {
  version: 10,
  sql: `
-- From a day on a rule is on or off (LOCAL only), and asks for so many times (never fewer than the paper).
CREATE TABLE rule_setting (
  rule_id TEXT NOT NULL CHECK (length(rule_id) > 0),
  ${day('from_on')},
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  times INTEGER CHECK (times BETWEEN 1 AND 31),
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (rule_id, from_on)
) STRICT, WITHOUT ROWID;

-- A library that was read from a file, whole, as shared/domain/ruleLibrary.ts reads it.
CREATE TABLE rule_library (
  version TEXT PRIMARY KEY CHECK (length(version) > 0),
  checked_by TEXT NOT NULL,
  ${day('checked_on')},
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  added_at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- 不需要，因为…: kept as evidence. need_key as shared/domain/frequency.ts makes it, or of a line of today.
CREATE TABLE need_dismissal (
  need_key TEXT PRIMARY KEY CHECK (length(need_key) > 0),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
}
