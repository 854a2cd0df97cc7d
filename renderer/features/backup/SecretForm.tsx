import { type FormEvent, useEffect, useRef, useState } from 'react'
import { NewPasswordFields, passwordProblem } from '../../components/NewPasswordFields.tsx'
import type { ApiError } from '../../lib/callApi.ts'

export type Secret = { kind: 'password'; password: string } | { kind: 'recoveryCode'; recoveryCode: string; newPassword: string }
interface SecretFormProps { busy: boolean; error: ApiError | null; onOther(): void; onSubmit(secret: Secret): void; onBack(): void }

/** The password that was valid when the backup was made; or the recovery code of that day, and then a new password with it. */
export function SecretForm({ busy, error, onOther, onSubmit, onBack }: SecretFormProps) {
  const [kind, setKind] = useState<Secret['kind']>('password')
  const [secret, setSecret] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => { if (error) input.current?.select() }, [error])
  const missing = secret.trim() === '' ? (kind === 'password' ? '请输入口令。' : '请输入恢复码。') : kind === 'recoveryCode' ? passwordProblem(newPassword, again) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (busy || missing !== null) return
    onSubmit(kind === 'password' ? { kind, password: secret } : { kind, recoveryCode: secret, newPassword })
  }
  const change = () => {
    setKind(kind === 'password' ? 'recoveryCode' : 'password')
    setSecret('')
    setTried(false)
    onOther()
  }
  return (
    <form onSubmit={submit} aria-busy={busy}>
      {kind === 'password' ? (
        <>
          <label className="label" htmlFor="backup-password">口令　<span className="mut">做这份备份那天用的口令；后来改过口令的，用改之前的</span></label>
          <input ref={input} id="backup-password" className="input" type="password" autoFocus autoComplete="off" value={secret} readOnly={busy} onChange={(event) => setSecret(event.target.value)} />
        </>
      ) : (
        <>
          <label className="label" htmlFor="backup-code">恢复码　<span className="mut">做这份备份那天有效的那一张</span></label>
          <input ref={input} id="backup-code" className="input mono" autoFocus autoComplete="off" spellCheck={false} placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX" value={secret} readOnly={busy} onChange={(event) => setSecret(event.target.value)} />
          <NewPasswordFields password={newPassword} again={again} onPassword={setNewPassword} onAgain={setAgain} />
        </>
      )}
      <div className="note-space">
        {busy ? <p className="mut" role="status">正在核对{kind === 'password' ? '口令' : '恢复码'}、检查备份，再逐个写回附件。附件多时要几分钟，请不要拔下U盘。</p>
          : error ? <p className="error-text" role="alert">{error.sentence.happened}<span className="mut">{reassurance(error)}</span></p>
            : tried && missing && <p className="error-text" role="alert">{missing}</p>}
      </div>
      <div className="row">
        <button className="btn primary" type="submit" disabled={busy}>{busy ? '正在恢复…' : '恢复这份备份'}</button>
        <button className="btn" type="button" disabled={busy} onClick={change}>{kind === 'password' ? '忘记口令，用恢复码' : '用口令'}</button>
        <button className="btn quiet" type="button" disabled={busy} onClick={onBack}>返回</button>
      </div>
    </form>
  )
}

/** At the desk the sentence speaks of the data that is in use; here there is none. */
function reassurance({ code, sentence }: ApiError): string {
  switch (code) {
    case 'WRONG_PASSWORD': return '备份完好，没有改动。口令以做备份那天的为准；忘记了可以用恢复码。'
    case 'WRONG_RECOVERY_CODE': return '备份完好，没有改动。请对照打印的那张纸逐组输入，字母不分大小写。'
    case 'BACKUP_DAMAGED': return '什么也没有写入。请换一份备份再试。'
    case 'BACKUP_NOT_FOUND': return '请检查U盘是否还插着，再“换一个…”重新查找。'
    default: return sentence.safe + sentence.next
  }
}
