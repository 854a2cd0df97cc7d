import { create } from 'zustand'
import type { ApiError } from '../../lib/callApi.ts'

interface SavingState { state: 'idle' | 'saving' | 'failed'; savedAt: string | null; error: ApiError | null }

/** What the top bar tells of saving. `savedAt` is the instant of the last commit, as the service said it. */
export const useSaving = create<SavingState>()(() => ({ state: 'idle', savedAt: null, error: null }))

export interface Saver { flush(): Promise<void>; retry(): void }
const savers = new Set<Saver>()

/** Makes an editor known to those who leave or lock; answers the function that ends it. */
export function registerSaver(saver: Saver): () => void {
  savers.add(saver)
  return () => { savers.delete(saver) }
}
/** Saves what is not saved yet, everywhere. */
export const flushAll = async (): Promise<void> => { await Promise.all([...savers].map((saver) => saver.flush())) }
export const retrySaves = (): void => { for (const saver of savers) saver.retry() }

export const showSaving = (): void => useSaving.setState({ state: 'saving' })
export const showSaved = (savedAt: string): void => useSaving.setState({ state: 'idle', savedAt, error: null })
export const showFailed = (error: ApiError): void => useSaving.setState({ state: 'failed', error })
