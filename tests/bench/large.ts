import { backupName, megabytes, wholeBackup } from './backup.ts'
import type { Measured } from './measure.ts'
import { listPages, pageNames, sizes } from './pages.ts'
import { openBenchWorkspace } from './workspace.ts'

export const largeNames = [...pageNames, backupName]
/** A meeting takes 11 KB without them; each of these takes three bytes. */
const charactersBeside = Math.round((megabytes * 1e6 / sizes[2] - 11_000) / 3)

/** What is measured on 20,000 meetings of 500 MB: they are made once. */
export async function large(): Promise<Measured[]> {
  const workspace = await openBenchWorkspace(sizes[2], { characters: charactersBeside })
  try {
    return [...await listPages(workspace), await wholeBackup(workspace)]
  } finally { workspace.close() }
}
