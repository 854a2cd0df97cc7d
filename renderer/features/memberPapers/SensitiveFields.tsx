import { type KeyboardEvent, useState } from 'react'
import { SecretRefusal } from '../../components/SecretRefusal.tsx'
import { useWait, waitInWords } from '../session/index.ts'
import type { Exporting } from './useExport.ts'

interface SensitiveFieldsProps { what: string; exporting: Exporting; full: boolean; purpose: string; tried: boolean; onFull(full: boolean): void; onPurpose(purpose: string): void }

/** Masked, or with full values; for those why they are needed, and the password once more. */
export function SensitiveFields({ what, exporting: { password, busy, refusal }, full, purpose, tried, onFull, onPurpose }: SensitiveFieldsProps) {
  const { seconds, over } = useWait()
  const [capsLock, setCapsLock] = useState(false)
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <fieldset className="choices sensitive"><legend className="label">敏感信息</legend>
      <label><input type="radio" name="sensitive" checked={!full} onChange={() => onFull(false)} />脱敏 <span className="mut sm">{what}只留首尾或不显示</span></label>
      <label><input type="radio" name="sensitive" checked={full} onChange={() => onFull(true)} />含完整敏感信息 <span className="mut sm">写明用途，输入口令，并记录在案</span></label>
      {full && (
        <div className="sensitive-fields">
          <label><span className="label">用途</span><input className="input" maxLength={200} placeholder="例如：报县局党委组织部核对" value={purpose} autoFocus aria-invalid={tried && purpose.trim() === ''} onChange={(event) => onPurpose(event.target.value)} /></label>
          <div><label className="label" htmlFor="export-password">口令</label>
            <input ref={password} id="export-password" className="input" type="password" autoComplete="off" maxLength={200} readOnly={busy} aria-invalid={refusal !== null && !over} aria-describedby="export-password-note" onKeyDown={watch} onKeyUp={watch} /></div>
          <div id="export-password-note" className="sensitive-note">
            <SecretRefusal sentence={refusal?.sentence ?? null} wait={seconds > 0 ? waitInWords(seconds) : null} over={over} otherwise={capsLock ? '大写锁定已打开。' : null} />
          </div>
        </div>
      )}
    </fieldset>
  )
}
