import { useCallback, useEffect, useState } from 'react'
import { asApiError, type ApiError } from '../../lib/callApi.ts'

/** What a call answers, read at once and whenever `ask` is another function; an answer that comes after a newer question is dropped. */
export function useAnswer<T>(ask: () => Promise<T>): { value: T | null; error: ApiError | null; read(): Promise<void> } {
  const [value, setValue] = useState<T | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const read = useCallback(() => ask().then((answer) => { setValue(() => answer); setError(null) }, (thrown: unknown) => setError(asApiError(thrown))), [ask])
  useEffect(() => {
    let isOld = false
    ask().then((answer) => { if (!isOld) { setValue(() => answer); setError(null) } }, (thrown: unknown) => { if (!isOld) setError(asApiError(thrown)) })
    return () => { isOld = true }
  }, [ask])
  return { value, error, read }
}
