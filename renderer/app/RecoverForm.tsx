import { type FormEvent, useRef, useState } from 'react'
import { NewPasswordFields, passwordProblem } from '../components/NewPasswordFields.tsx'
import { asApiError, type ApiError } from '../lib/callApi.ts'
import { SecretRefusal } from '../components/SecretRefusal.tsx'
import { useSession, useWait, waitInWords } from '../features/session/index.ts'
import './lock.css'

/** The recovery code opens once: with a new password, and a new code to print. */
export function RecoverForm({ onBack }: { onBack: () => void }) {
  const recover = useSession((state) => state.recover)
  const { seconds, over } = useWait()
  const codeInput = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const problem = passwordProblem(password, again)
  const missing = tried && (code.trim() === '' ? '请输入恢复码。' : problem)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || seconds > 0 || code.trim() === '' || problem !== null) return
    setBusy(true)
    setError(null)
    try {
      await recover(code, password)
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
      codeInput.current?.select()
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-busy={busy}>
      <label className="label" htmlFor="recovery">恢复码</label>
      <input ref={codeInput} id="recovery" className="input mono" autoFocus autoComplete="off" spellCheck={false} maxLength={100} placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX" value={code} onChange={(event) => setCode(event.target.value)} />
      <NewPasswordFields password={password} again={again} onPassword={setPassword} onAgain={setAgain} />
      <div className="note-space">
        {missing && !error && seconds === 0 ? <p className="error-text" role="alert">{missing}</p>
          : <SecretRefusal sentence={error?.sentence ?? null} wait={seconds > 0 ? waitInWords(seconds) : null} over={over} meanwhile="恢复码也一样要等。" />}
      </div>
      <div className="row">
        <button className="btn primary" type="submit" disabled={busy || seconds > 0}>{busy ? '正在核对恢复码…' : '设新口令'}</button>
        <button className="btn quiet" type="button" disabled={busy} onClick={onBack}>返回</button>
      </div>
    </form>
  )
}
