import type { Migration } from './index.ts'

const money = (column: string, more = 'NOT NULL') => `${column} INTEGER ${more} CHECK (${column} BETWEEN 0 AND 99999999999)`
const month = (column: string) => `${column} TEXT NOT NULL CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]')`
const day = (column: string, more = '') => `${column} TEXT ${more} CHECK (${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')`

/** 党费: what is confirmed for whom from which month on, what was paid for which month, and how the unit rounds. All sums are whole 分. */
export const dues: Migration = {
  version: 22,
  sql: `
-- The base, and the parts it is made of, are what a wage is: never in a list.
CREATE TABLE dues_assessment (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  ${month('from_month')},
  category TEXT NOT NULL CHECK (category IN ('salaried', 'annualSalary', 'selfEmployed', 'retired', 'farmer', 'student', 'hardship', 'reduced')),
  ${money('base', '')},
  ${money('calculated', '')},
  ${money('amount')},
  reason TEXT NOT NULL,
  ${day('approved_on')},
  document_no TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  UNIQUE (person_id, from_month)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_assessment_month ON dues_assessment (from_month);

-- Names its person too, so that a merge of two and its undo carry the parts along.
CREATE TABLE dues_part (
  assessment_id TEXT NOT NULL REFERENCES dues_assessment (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  person_id TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL CHECK (length(name) > 0),
  role TEXT NOT NULL CHECK (role IN ('counted', 'left', 'deducted')),
  ${money('amount')},
  PRIMARY KEY (assessment_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_part_person ON dues_part (person_id);

CREATE TABLE dues_payment (
  person_id TEXT NOT NULL REFERENCES person (id),
  ${month('month')},
  amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 99999999999),
  ${day('paid_on', 'NOT NULL')},
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (person_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX dues_payment_month ON dues_payment (month);

-- One row once the unit has changed it.
CREATE TABLE dues_setting (
  id TEXT PRIMARY KEY,
  rounding TEXT NOT NULL CHECK (rounding IN ('fen', 'jiao', 'yuan')),
  next_month_from INTEGER CHECK (next_month_from BETWEEN 2 AND 31)
) STRICT, WITHOUT ROWID;
`,
}
