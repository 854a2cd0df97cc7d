import { createHash } from 'node:crypto'
import { clipboard } from 'electron'

/** Without blanks: systems change line ends, and a table is copied with tabs. */
const digestOf = (text: string): string => createHash('sha256').update(text.replace(/\s+/g, '')).digest('hex')
let last: string | null = null

export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text)
  last = digestOf(text)
}

/** How long one person's data stay on the clipboard. In milliseconds. */
const personalFor = 30_000
let personal: { digest: string; timer: NodeJS.Timeout } | null = null

/** Copies one value of a person's file: after 30 seconds it is taken off again, should it still be there; what was copied since stays. */
export async function copyPersonal(text: string): Promise<void> {
  await copyText(text)
  if (personal) clearTimeout(personal.timer)
  personal = { digest: digestOf(text), timer: setTimeout(() => void clearPersonal().catch(() => undefined), personalFor) }
}

/** Takes such a value off the clipboard now: its time is over, or the application ends. */
export async function clearPersonal(): Promise<void> {
  if (!personal) return
  const { digest, timer } = personal
  clearTimeout(timer)
  personal = null
  if (digestOf(await clipboard.readText()) === digest) clipboard.clear()
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
