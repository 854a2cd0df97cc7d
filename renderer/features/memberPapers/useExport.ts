import { type RefObject, useRef, useState } from 'react'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { askingSecret, useWait } from '../session/index.ts'

export type Format = 'xlsx' | 'docx' | 'pdf'
export const formatNames: Record<Format, { name: string; use: string }> = { xlsx: { name: 'Excel', use: '可以筛选、再加工' }, docx: { name: 'Word', use: '可以再改' }, pdf: { name: 'PDF', use: '打印用，不再改' } }
export interface Done { fileToken: string; fileName: string; rows: number }
export interface Sensitive { purpose: string; password: string }

export interface Exporting {
  busy: boolean
  done: Done | null
  /** The password was refused; told under its field. */
  refusal: ApiError | null
  failure: ApiError | null
  /** Where the password is typed; it is never kept in a state. */
  password: RefObject<HTMLInputElement | null>
  fail(thrown: unknown): void
  run(suggestedName: string, format: Format, sensitive: boolean, write: (fileToken: string, password: string) => Promise<{ rows: number }>): Promise<void>
}

const aboutPassword = (error: ApiError): boolean => error.code === 'WRONG_PASSWORD' || error.code === 'TOO_MANY_ATTEMPTS'

/** Asks for the place, then has the file written; a refused password stays where it was typed and keeps the place. */
export function useExport(): Exporting {
  const password = useRef<HTMLInputElement>(null)
  const chosen = useRef<{ name: string; format: Format; fileToken: string; fileName: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<Done | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const fail = (thrown: unknown) => setError(asApiError(thrown))
  const run: Exporting['run'] = async (suggestedName, format, sensitive, write) => {
    if (busy || (sensitive && useWait.getState().seconds > 0)) return
    setBusy(true)
    setError(null)
    try {
      const known = chosen.current?.name === suggestedName && chosen.current.format === format ? chosen.current : null
      const { fileToken, fileName } = known ?? await callApi('dialogs.saveDocument', { suggestedName: `${suggestedName}.${format}`, format })
      if (fileToken === null) return
      chosen.current = { name: suggestedName, format, fileToken, fileName }
      const written = write(fileToken, password.current?.value ?? '')
      const { rows } = await (sensitive ? askingSecret(written) : written)
      chosen.current = null
      setDone({ fileToken, fileName, rows })
    } catch (thrown) {
      const found = asApiError(thrown)
      setError(found)
      if (aboutPassword(found)) setTimeout(() => password.current?.select(), 0)
      // Another failure may be of the place: it is asked for again.
      else chosen.current = null
    } finally {
      setBusy(false)
    }
  }
  return { busy, done, password, fail, run, refusal: error && aboutPassword(error) ? error : null, failure: error && !aboutPassword(error) ? error : null }
}
