import { useState } from 'react'
import { asApiError, type ApiError } from '../../lib/callApi.ts'

/** One act at a time, with its refusal beside the form. `done` follows a success. */
export function useAct(done: () => void) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const run = async (act: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await act()
      done()
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, run }
}
