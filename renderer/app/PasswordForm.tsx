import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { asApiError, type ApiError } from '../lib/callApi.ts'

interface PasswordFormProps { verb: string; onSubmit(password: string): Promise<void>; onForgotten?: () => void }

/** One password field and its verb. A refusal stays under the field, the typed text selected. */
export function PasswordForm({ verb, onSubmit, onForgotten }: PasswordFormProps) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [capsLock, setCapsLock] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const password = input.current?.value ?? ''
    if (busy || password === '') return
    setBusy(true)
    setError(null)
    try {
      await onSubmit(password)
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
      input.current?.select()
    }
  }
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <form onSubmit={(event) => void submit(event)} aria-busy={busy}>
      <label className="label" htmlFor="password">口令</label>
      <input ref={input} id="password" className="input" type="password" autoFocus autoComplete="off" aria-invalid={error !== null} aria-describedby="password-note" readOnly={busy} onKeyDown={watchCapsLock} onKeyUp={watchCapsLock} />
      <div id="password-note" className="note-space">
        {error ? <p className="error-text" role="alert">{error.sentence.happened}<span className="mut">{error.sentence.safe}{error.sentence.next}</span></p> : capsLock ? <p className="amber-text">大写锁定已打开。</p> : null}
      </div>
      <div className="row">
        <button className="btn primary" type="submit" disabled={busy}>{busy ? '正在核对口令…' : verb}</button>
        {onForgotten && <button className="btn quiet" type="button" disabled={busy} onClick={onForgotten}>忘记口令</button>}
      </div>
    </form>
  )
}
