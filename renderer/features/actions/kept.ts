import { useState } from 'react'
import { registerTyped } from '../session/index.ts'
import type { ItemDraft } from './draft.ts'

/** Makes a hook for what is typed and not registered yet: it stays while other items and rooms are looked at, by its key, until `drop`. */
function keeper<T>() {
  const known = new Map<string, T>()
  registerTyped(() => known.size > 0)
  const use = (key: string, first: T) => {
    const [value, setValue] = useState<T>(() => known.get(key) ?? first)
    const set = (next: T) => {
      known.set(key, next)
      setValue(next)
    }
    const drop = (then: T = first) => {
      known.delete(key)
      setValue(then)
    }
    return { value, set, drop }
  }
  return { use, has: (key: string): boolean => known.has(key) }
}

const texts = keeper<string>()
const drafts = keeper<{ revision: number; draft: ItemDraft }>()
const changes = keeper<Partial<ItemDraft>>()
export const useKeptText = texts.use
export const useKeptDraft = drafts.use
export const hasKeptDraft = drafts.has
export const useKeptChanges = changes.use
