import type { Migration } from './index.ts'

/** Items that no record set, by themselves: a search reads them all, and would else read those of every record as well. */
export const itemsOfElsewhere: Migration = {
  version: 16,
  sql: `
CREATE INDEX action_elsewhere ON action (decided_on) WHERE source <> 'meeting';
`,
}
