import { type RefObject, useRef, useState } from 'react'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { askingSecret, useWait } from '../session/index.ts'

export interface PasswordAct {
  input: RefObject<HTMLInputElement | null>
  busy: boolean
  /** The password was refused; told under its field. */
  refusal: ApiError | null
  /** Anything else that went wrong. */
  failure: ApiError | null
  run(act: (password: string) => Promise<void>): Promise<void>
}

const aboutPassword = (error: ApiError): boolean => error.code === 'WRONG_PASSWORD' || error.code === 'TOO_MANY_ATTEMPTS'

/** An act that asks for the password once more, though the desk is open. */
export function usePasswordAct(): PasswordAct {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const run = async (act: (password: string) => Promise<void>) => {
    const password = input.current?.value ?? ''
    if (busy || useWait.getState().seconds > 0) return
    if (password === '') {
      input.current?.focus()
      return
    }
    setBusy(true)
    setError(null)
    try {
      await askingSecret(act(password))
    } catch (thrown) {
      const found = asApiError(thrown)
      setError(found)
      if (aboutPassword(found)) input.current?.select()
    } finally {
      setBusy(false)
    }
  }
  return { input, busy, refusal: error && aboutPassword(error) ? error : null, failure: error && !aboutPassword(error) ? error : null, run }
}
