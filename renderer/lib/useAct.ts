import { useState } from 'react'
import { asApiError, type ApiError } from './callApi.ts'

export interface Acting {
  busy: boolean
  /** Why the last act was refused; stays until the next one. */
  error: ApiError | null
  /** What is wrong with a field, in words. */
  at(path: string): string | undefined
  /** Runs one act, unless one runs; `onDone` follows a success. Never throws. */
  run(work: () => Promise<unknown>, onDone?: () => void): Promise<void>
  fail(thrown: unknown): void
  forget(): void
}

/** One act at a time; a failure stays beside what was typed. */
export function useAct(): Acting {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const fail = (thrown: unknown) => setError(asApiError(thrown))
  return {
    busy, error, fail,
    forget: () => setError(null),
    at: (path) => error?.fields.find((field) => field.path === path)?.message,
    run: async (work, onDone) => {
      if (busy) return
      setBusy(true)
      setError(null)
      try {
        await work()
        onDone?.()
      } catch (thrown) {
        fail(thrown)
      } finally {
        setBusy(false)
      }
    },
  }
}
