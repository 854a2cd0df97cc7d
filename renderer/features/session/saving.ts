import { create } from 'zustand'
import type { ApiError } from '../../lib/callApi.ts'

interface SavingState { state: 'idle' | 'saving' | 'failed'; savedAt: string | null; error: ApiError | null }

/** What the top bar tells of saving. `savedAt` is the instant of the last commit, as the service said it. */
export const useSaving = create<SavingState>()(() => ({ state: 'idle', savedAt: null, error: null }))

export interface Saver {
  /** Saves what is not saved yet; answers whether all of it is. */
  flush(): Promise<boolean>
  retry(): void
  hasUnsaved(): boolean
  /** The stored data is older than the screen since a restore: what stands here is to be saved over it. */
  overRestored?(): Promise<void>
  /** What is asked on leaving, where work is kept only when the officer says so. */
  question?: LeavingQuestion
}
export interface LeavingQuestion { what: string; safe: string; verb: string; save(): Promise<boolean> }
const savers = new Set<Saver>()

/** Makes an editor known to those who leave or lock; answers the function that ends it. */
export function registerSaver(saver: Saver): () => void {
  savers.add(saver)
  return () => { savers.delete(saver) }
}
/** Saves what is not saved yet, everywhere; answers whether all of it is. */
export const flushAll = async (): Promise<boolean> => (await Promise.all([...savers].map((saver) => saver.flush()))).every(Boolean)
/** After a restore under an open desk: saves what is on the screen over it; answers whether all of it is. */
export async function saveOverRestored(): Promise<boolean> {
  for (const saver of savers) await saver.overRestored?.()
  return flushAll()
}

/** Text that is in the page only, until the officer registers it. Leaving for another room keeps it; locking would lose it. */
const typedOnly = new Set<() => boolean>()
/** Makes such text known; answers the function that ends it. */
export function registerTyped(hasText: () => boolean): () => void {
  typedOnly.add(hasText)
  return () => { typedOnly.delete(hasText) }
}
export const hasTypedOnly = (): boolean => [...typedOnly].some((hasText) => hasText())

export const hasUnsaved = (): boolean => [...savers].some((saver) => saver.hasUnsaved())

/** The question of the first editor whose work waits for the officer's word. */
export const leavingQuestion = (): LeavingQuestion | null => [...savers].find((saver) => saver.hasUnsaved() && saver.question)?.question ?? null

/** What waits until everything is saved, or until the officer gives up what is not. */
export const useLeaving = create<{ act: (() => void) | null }>()(() => ({ act: null }))

/** Leaves what is on the screen, by `act`; first all of it is saved, and where that fails the officer is asked. */
export async function leave(act: () => void): Promise<void> {
  if (await flushAll()) {
    useLeaving.setState({ act: null })
    act()
  } else useLeaving.setState({ act })
}

export const retrySaves = (): void => { for (const saver of savers) saver.retry() }

export const showSaving = (): void => useSaving.setState({ state: 'saving' })
export const showSaved = (savedAt: string): void => useSaving.setState({ state: 'idle', savedAt, error: null })
export const showFailed = (error: ApiError): void => useSaving.setState({ state: 'failed', error })
