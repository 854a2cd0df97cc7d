import { createHash } from 'node:crypto'
import { clipboard } from 'electron'

/** Without blanks: systems change line ends, and a table is copied with tabs. */
const digestOf = (text: string): string => createHash('sha256').update(text.replace(/\s+/g, '')).digest('hex')
let last: string | null = null

export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text)
  last = digestOf(text)
}

/** Takes away what came from the desk, by a button of ours or copied in the page; what another program put there since stays. */
export async function clearCopied(copiedInPage: string | null): Promise<void> {
  const there = digestOf(await clipboard.readText())
  if (there === last || there === copiedInPage) clipboard.clear()
  last = null
  // On Linux what was merely selected can be pasted as well; older Electrons have no such property.
  const { selection } = clipboard as { selection?: typeof clipboard }
  selection?.clear()
}
