import type { Migration } from './index.ts'

/** Records whose words the index does not have yet: whoever types waits for no index. */
export const searchWaiting: Migration = {
  version: 13,
  sql: `
CREATE TABLE search_waiting (
  meeting_row INTEGER PRIMARY KEY REFERENCES meeting (row) ON DELETE CASCADE
) STRICT;
`,
}
