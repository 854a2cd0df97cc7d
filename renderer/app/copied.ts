/** The text that was last copied or cut in this page, as its digest: the text itself is not kept a second time. */
let copied: Promise<string> | null = null

function selectedText(): string {
  const active = document.activeElement
  if (active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement) return active.value.slice(active.selectionStart ?? 0, active.selectionEnd ?? 0)
  return document.getSelection()?.toString() ?? ''
}

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.replace(/\s+/g, '')))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

for (const way of ['copy', 'cut']) window.addEventListener(way, () => { copied = digestOf(selectedText()) }, { capture: true })

/** What locking takes off the clipboard, should it still be there. */
export const lastCopied = async (): Promise<string | null> => copied
