import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { SecretRefusal } from '../components/SecretRefusal.tsx'
import { useWait, waitInWords } from '../features/session/index.ts'
import { asApiError, type ApiError } from '../lib/callApi.ts'
import './lock.css'

interface PasswordFormProps { verb: string; onSubmit(password: string): Promise<void>; onForgotten?: () => void }

/** One password field and its verb. A refusal stays under the field, the typed text selected; while a wait counts down one may type, but not send. */
export function PasswordForm({ verb, onSubmit, onForgotten }: PasswordFormProps) {
  const input = useRef<HTMLInputElement>(null)
  const { seconds, over } = useWait()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const [capsLock, setCapsLock] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const password = input.current?.value ?? ''
    if (busy || seconds > 0 || password === '') return
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
      <input ref={input} id="password" className="input" type="password" autoFocus autoComplete="off" maxLength={200} aria-invalid={error !== null && !over} aria-describedby="password-note" readOnly={busy} onKeyDown={watchCapsLock} onKeyUp={watchCapsLock} />
      <div id="password-note" className="note-space">
        <SecretRefusal sentence={error?.sentence ?? null} wait={seconds > 0 ? waitInWords(seconds) : null} over={over} meanwhile={onForgotten ? '忘记口令可以用恢复码。' : ''} otherwise={capsLock ? '大写锁定已打开。' : null} />
      </div>
      <div className="row">
        <button className="btn primary" type="submit" disabled={busy || seconds > 0}>{busy ? '正在核对口令…' : verb}</button>
        {onForgotten && <button className="btn quiet" type="button" disabled={busy} onClick={onForgotten}>忘记口令</button>}
      </div>
    </form>
  )
}
