import { type KeyboardEvent, useState } from 'react'
import { SecretRefusal } from '../../components/SecretRefusal.tsx'
import { useWait, waitInWords } from '../session/index.ts'
import type { PasswordAct } from './usePasswordAct.ts'

/** The password of today, and under it why it was refused. */
export function PasswordField({ act: { input, busy, refusal }, label = '口令' }: { act: PasswordAct; label?: string }) {
  const { seconds, over } = useWait()
  const [capsLock, setCapsLock] = useState(false)
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <div>
      <label className="label" htmlFor="keys-password">{label}</label>
      <input ref={input} id="keys-password" className="input" type="password" autoFocus autoComplete="off" maxLength={200} readOnly={busy} aria-invalid={refusal !== null && !over} aria-describedby="keys-password-note" onKeyDown={watchCapsLock} onKeyUp={watchCapsLock} />
      <div id="keys-password-note" className="keys-note">
        <SecretRefusal sentence={refusal?.sentence ?? null} wait={seconds > 0 ? waitInWords(seconds) : null} over={over} otherwise={capsLock ? '大写锁定已打开。' : null} />
      </div>
    </div>
  )
}
