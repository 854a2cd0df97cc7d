import { createHash } from 'node:crypto'
import type { Migration } from './index.ts'
import { makeFileStore, storeContent } from '../attachmentFiles.ts'

/** The bytes of attachments and of photos for the page go into encrypted files beside the database, so that backups hold each once. */
export const files: Migration = {
  version: 6,
  /** Each file has the name of its content: after a kill the same files are written again, until the rows that held the bytes are gone. */
  move: (db, folder) => {
    makeFileStore(db)
    db.function('sha256', { deterministic: true }, (bytes) => createHash('sha256').update(bytes as Buffer).digest('hex'))
    for (const [table, column] of [['attachment_content', 'content'], ['page_photo', 'jpeg']] as const) {
      const rows = db.prepare<[], number>(`SELECT rowid FROM ${table} ORDER BY rowid`).pluck().all()
      const contentOf = db.prepare<[number], Buffer>(`SELECT ${column} FROM ${table} WHERE rowid = ?`).pluck()
      for (const row of rows) {
        const content = contentOf.get(row)
        if (content) storeContent(db, folder, content)
      }
    }
  },
  sql: `
DROP TABLE attachment_content;

CREATE TABLE page_photo_new (
  attachment_id TEXT PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
  place INTEGER NOT NULL CHECK (place >= 0),
  caption TEXT NOT NULL DEFAULT '',
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1600),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1600),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;
INSERT INTO page_photo_new SELECT attachment_id, place, caption, width, height, sha256(jpeg) FROM page_photo;
DROP TABLE page_photo;
ALTER TABLE page_photo_new RENAME TO page_photo;

-- What is kept about backups themselves: a restore leaves it as it is. path is a place on this computer's disks.
CREATE TABLE backup_note (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  place_path TEXT,
  place_at TEXT,
  rehearsal_at TEXT,
  rehearsal_ok INTEGER CHECK (rehearsal_ok IN (0, 1)),
  rehearsal_backup TEXT,
  rehearsal_message TEXT
) STRICT;
INSERT INTO backup_note (id) VALUES (1);
`,
}
