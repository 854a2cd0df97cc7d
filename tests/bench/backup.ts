import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openKeyed } from '../../db/connection.ts'
import { figureOf, inTurns, timed, type Measured } from './measure.ts'
import { keyOf, type BenchWorkspace } from './workspace.ts'

export const megabytes = 500
export const backupName = `备份${megabytes} MB的数据`
const rounds = 5

/** `backup.create` as the desk calls it: copied by another process, checked, compared. Beside `VACUUM INTO` alone, which only copies. */
export async function wholeBackup(workspace: BenchWorkspace): Promise<Measured> {
  const key = await keyOf(workspace.folder)
  const copy = join(workspace.folder, 'bare-copy.db')
  const bare = (): void => {
    rmSync(copy, { force: true })
    const db = openKeyed({ file: join(workspace.folder, 'branch.db'), key }, { readonly: true })
    try { db.prepare('VACUUM INTO ?').run(copy) } finally { db.close() }
  }
  try {
    const [ours, floor] = await inTurns(rounds, [() => timed(() => workspace.ask('backup.create', {})), () => timed(bare)])
    return figureOf({ name: backupName, unit: 'ms', goal: { ratio: 1.3 }, floorIs: '只做VACUUM INTO，不检查', ours, bare: floor })
  } finally { rmSync(copy, { force: true }) }
}
