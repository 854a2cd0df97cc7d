import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const endings = new Set<() => void>()
process.once('exit', () => { for (const end of endings) end() })
// A bench that is broken off in the middle leaves half a gigabyte and a window otherwise.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

/** Done when it is called, or when the bench ends, whichever is first. */
export function atTheEnd(end: () => void): () => void {
  const once = (): void => {
    if (!endings.delete(once)) return
    end()
  }
  endings.add(once)
  return once
}

/** An empty folder of the bench's own, and the function that removes it. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-bench-'))
  return { folder, remove: atTheEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })) }
}
