import { statSync } from 'node:fs'
import { join } from 'node:path'
import { backupName, megabytes, wholeBackup } from './backup.ts'
import type { Measured } from './measure.ts'
import { listPages, pageNames, sizes } from './pages.ts'
import { openBenchWorkspace } from './workspace.ts'

export const largeNames = [...pageNames, backupName]
/** More text in each meeting, so that the database with its search index is as large as its figure says; SQLite fills pages in steps, hence tried and not computed. */
const charactersBeside = 330

/** What is measured on 20,000 meetings of 500 MB: they are made once. */
export async function large(): Promise<Measured[]> {
  const workspace = await openBenchWorkspace(sizes[2], { characters: charactersBeside })
  try {
    const made = statSync(join(workspace.folder, 'branch.db')).size / 1e6
    if (Math.abs(made / megabytes - 1) > 0.05) throw new Error(`数据是${Math.round(made)} MB，不是${megabytes} MB`)
    return [...await listPages(workspace), await wholeBackup(workspace)]
  } finally { workspace.close() }
}
