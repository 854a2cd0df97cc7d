import type { Migration } from './index.ts'

const glob = `GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`
const day = (column: string) => `${column} TEXT NOT NULL CHECK (${column} ${glob})`
const dayOrNone = (column: string) => `${column} TEXT CHECK (${column} ${glob})`
const votes = (column: string) => `${column} INTEGER CHECK (${column} BETWEEN 0 AND 9999)`

/** 发展党员: who is on the way into the Party, and each thing that was done on it. */
export const development: Migration = {
  version: 19,
  sql: `
-- id: of the person. closed_*: a path that ended before its last step, and why.
CREATE TABLE development_path (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE REFERENCES person (id),
  revision INTEGER NOT NULL CHECK (revision > 0),
  ${dayOrNone('closed_on')},
  closed_kind TEXT CHECK (closed_kind IN ('stopped', 'moved', 'cancelled', 'other')),
  closed_reason TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  CHECK ((closed_on IS NULL) = (closed_kind IS NULL))
) STRICT;

-- person_id as a reference of its own, so that two people who become one bring their steps along. meeting_id may outlive its meeting in the 回收站.
CREATE TABLE development_entry (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  person_id TEXT NOT NULL REFERENCES person (id),
  step TEXT NOT NULL CHECK (step IN ('application', 'initialTalk', 'activistDetermined', 'activistFiled', 'mentorAssigned', 'activistReview', 'thoughtReport', 'prospectDetermined', 'prospectFiled', 'prospectPublicity', 'prospectListed',
    'introducersAssigned', 'politicalReview', 'prospectTraining', 'committeeScreening', 'preReview', 'applicationForm', 'admissionVote', 'superiorTalk', 'admissionApproval', 'admissionFiled',
    'assignedToGroup', 'oath', 'probationReview', 'fullApplication', 'fullPublicity', 'fullVote', 'fullApproval', 'archived')),
  ${day('on_day')},
  ${dayOrNone('until_day')},
  hours REAL CHECK (hours BETWEEN 0 AND 2000),
  days REAL CHECK (days BETWEEN 0 AND 365),
  result TEXT CHECK (result IN ('passed', 'failed', 'extended', 'cancelled')),
  extended_months INTEGER CHECK (extended_months BETWEEN 1 AND 24),
  scene TEXT CHECK (scene IN ('general', 'admission', 'committee', 'election')),
  ${['expected', 'present', 'yes', 'no', 'abstain', 'written_yes', 'written_no'].map(votes).join(',\n  ')},
  meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL,
  document_no TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX development_entry_person ON development_entry (person_id, on_day);
CREATE INDEX development_entry_meeting ON development_entry (meeting_id) WHERE meeting_id IS NOT NULL;

-- 谈话人, 培养联系人, 入党介绍人 in their order; the name stays where the person leaves the roster.
CREATE TABLE development_helper (
  entry_id TEXT NOT NULL REFERENCES development_entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  person_id TEXT REFERENCES person (id) ON DELETE SET NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  PRIMARY KEY (entry_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX development_helper_person ON development_helper (person_id) WHERE person_id IS NOT NULL;
`,
}
