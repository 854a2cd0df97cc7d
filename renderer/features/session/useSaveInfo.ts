import type { WorkspaceInfo } from '../../../shared/domain/workspace.ts'
import { now } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { showSaved } from './saving.ts'
import { useSession } from './sessionStore.ts'

/** Saves a setting of the workspace: what it answers holds for the whole desk, and above it says 已保存. */
export function useSaveInfo() {
  const opened = useSession((state) => state.opened)
  const { busy, error, run } = useAct()
  const save = (ask: () => Promise<WorkspaceInfo>) => run(async () => {
    opened(await ask())
    showSaved(now().toISOString())
  })
  return { busy, error, save }
}
