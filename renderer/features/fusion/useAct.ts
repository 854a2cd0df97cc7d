import { useEffect, useState } from 'react'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { registerTyped } from '../session/index.ts'

export interface Acting {
  busy: boolean
  error: ApiError | null
  /** What is wrong with a field, in words. */
  at(path: string): string | undefined
  run(doIt: () => Promise<unknown>): Promise<void>
  fail(thrown: unknown): void
}

/** One act at a time; a failure stays beside what was typed. */
export function useAct(): Acting {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const fail = (thrown: unknown) => setError(asApiError(thrown))
  return {
    busy, error, fail,
    at: (path) => error?.fields.find((field) => field.path === path)?.message,
    run: async (doIt) => {
      if (busy) return
      setBusy(true)
      setError(null)
      try {
        await doIt()
      } catch (thrown) {
        fail(thrown)
      } finally {
        setBusy(false)
      }
    },
  }
}

/** What stands in a form and nowhere else: locking would lose it, so the desk is covered instead. */
export function useTyped(isTyped: boolean): void {
  useEffect(() => registerTyped(() => isTyped), [isTyped])
}
