import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

/** A fresh folder for one copy, for this user only. */
export function makePlace(opened: string): string {
  const place = join(opened, randomUUID())
  mkdirSync(place, { recursive: true, mode: 0o700 })
  return place
}

/**
 * Takes away every copy that was opened. What another program still holds fast stays until the next time: at lock, at quit, at start.
 * Windows removes no read-only file, so each is made writable first.
 */
export function removeCopies(opened: string): void {
  for (const place of list(opened)) {
    for (const name of list(join(opened, place))) quietly(() => chmodSync(join(opened, place, name), 0o600))
    quietly(() => rmSync(join(opened, place), { recursive: true, force: true, maxRetries: 2 }))
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function quietly(act: () => void): void {
  try {
    act()
  } catch {
    return
  }
}
