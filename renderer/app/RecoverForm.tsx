import { type FormEvent, useRef, useState } from 'react'
import { NewPasswordFields, passwordProblem } from '../components/NewPasswordFields.tsx'
import { asApiError, type ApiError } from '../lib/callApi.ts'
import { useSession } from '../features/session/index.ts'

/** The recovery code opens once: with a new password, and a new code to print. */
export function RecoverForm({ onBack }: { onBack: () => void }) {
  const recover = useSession((state) => state.recover)
  const codeInput = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const problem = passwordProblem(password, again)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || code.trim() === '' || problem !== null) return
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
      <input ref={codeInput} id="recovery" className="input mono" autoFocus autoComplete="off" spellCheck={false} placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX" value={code} onChange={(event) => setCode(event.target.value)} />
      <NewPasswordFields password={password} again={again} onPassword={setPassword} onAgain={setAgain} />
      <div className="note-space">
        {error ? <p className="error-text" role="alert">{error.sentence.happened}<span className="mut">{error.sentence.safe}{error.sentence.next}</span></p>
          : tried && (code.trim() === '' ? <p className="error-text" role="alert">请输入恢复码。</p> : problem && <p className="error-text" role="alert">{problem}</p>)}
      </div>
      <div className="row">
        <button className="btn primary" type="submit" disabled={busy}>{busy ? '正在核对恢复码…' : '设新口令'}</button>
        <button className="btn quiet" type="button" disabled={busy} onClick={onBack}>返回</button>
      </div>
    </form>
  )
}
