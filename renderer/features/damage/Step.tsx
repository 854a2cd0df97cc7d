import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import type { WorkspaceInfo } from '../../../shared/domain/workspace.ts'
import { useSession } from '../session/index.ts'

interface StepProps {
  title: string
  children: ReactNode
  /** Null: no password is asked for, it was right just now. */
  passwordLabel: string | null
  verb: string
  busyWords: string
  /** What is told of a wrong password here. */
  wrongPassword: string
  act(password: string | undefined): Promise<WorkspaceInfo | null>
  onBack(): void
  /** Why it cannot be done now. */
  disabled?: boolean
}

/** One way out: what it does, the password where nobody has typed it yet, and the verb. Ends at the open desk where it answers one. */
export function Step({ title, children, passwordLabel, verb, busyWords, wrongPassword, act, onBack, disabled = false }: StepProps) {
  const opened = useSession((state) => state.opened)
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  /** The service forgot the key, as after a restart: then the password is asked for after all. */
  const [isForgotten, setForgotten] = useState(false)
  const label = passwordLabel ?? (isForgotten ? '口令' : null)
  useEffect(() => { if (error) input.current?.select() }, [error])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const password = input.current?.value
    if (busy || disabled || (label !== null && !password)) return
    setBusy(true)
    setError(null)
    try {
      const info = await act(label === null ? undefined : password)
      if (info) opened(info)
    } catch (thrown) {
      const told = asApiError(thrown)
      if (told.code === 'LOCKED' && label === null) setForgotten(true)
      else setError(told)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-busy={busy}>
      <h1 id="problem">{title}</h1>
      {children}
      {label !== null && <><label className="label" htmlFor="damage-password">{label}</label><input ref={input} id="damage-password" className="input" type="password" autoFocus autoComplete="off" readOnly={busy} /></>}
      <div className="note-space">
        {busy ? <p className="mut" role="status">{busyWords}</p>
          : error ? <p className="error-text" role="alert">{error.sentence.happened}<span className="mut">{error.code === 'WRONG_PASSWORD' ? wrongPassword : error.sentence.safe + error.sentence.next}</span></p> : null}
      </div>
      <div className="row">
        <button className="btn primary" type="submit" autoFocus={label === null} disabled={busy || disabled}>{busy ? '请稍候…' : verb}</button>
        <button className="btn quiet" type="button" disabled={busy} onClick={onBack}>返回</button>
      </div>
    </form>
  )
}

export const openFolder = (folderToken: string): Promise<unknown> => callApi('files.open', { fileToken: folderToken })
