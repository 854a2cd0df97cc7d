import type { Migration } from './index.ts'

/** An index of the words of records and of the names of files. What is in it follows from the records: see db/search. */
export const search: Migration = {
  version: 11,
  sql: `
-- One row for one passage: a paragraph of a field, a task, the name of a file. row says also of what sort it is and of which day (db/search/rows.ts).
-- The text itself stands in the record only. mark: of the text that was indexed, so that a save indexes what has changed and no more.
CREATE TABLE search_row (
  row INTEGER PRIMARY KEY,
  meeting_row INTEGER NOT NULL REFERENCES meeting (row) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (length(field) > 0),
  mark INTEGER NOT NULL
) STRICT;
CREATE INDEX search_row_meeting ON search_row (meeting_row);

-- Of each passage all pairs of neighbouring characters. prefix: one character alone is the beginning of a pair.
CREATE VIRTUAL TABLE search_text USING fts5(grams, content='', contentless_delete=1, prefix='1', tokenize='ascii');
CREATE TRIGGER search_row_gone AFTER DELETE ON search_row BEGIN
  DELETE FROM search_text WHERE rowid = OLD.row;
END;
-- Removed for good; a file in the 回收站 keeps its row and is left out when it is looked for.
CREATE TRIGGER search_file_gone AFTER DELETE ON attachment BEGIN
  DELETE FROM search_row WHERE meeting_row = (SELECT row FROM meeting WHERE id = OLD.meeting_id) AND field = 'file.' || OLD.id;
END;

-- Records of before this schema are indexed from the newest on while work goes on: those with a lower row than next wait for it.
CREATE TABLE search_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  next INTEGER NOT NULL CHECK (next >= 0)
) STRICT;
INSERT INTO search_progress SELECT 1, coalesce(max(row) + 1, 0) FROM meeting;
`,
}
