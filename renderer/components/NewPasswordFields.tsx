interface NewPasswordFieldsProps { password: string; again: string; onPassword(value: string): void; onAgain(value: string): void }

/** What is wrong with a new password, or null. */
export function passwordProblem(password: string, again: string): string | null {
  if (password.length < 8) return '口令至少8个字符。一句自己记得住的话最好。'
  if (password !== again) return '两次输入的口令不一样。'
  return null
}

export function NewPasswordFields({ password, again, onPassword, onAgain }: NewPasswordFieldsProps) {
  return (
    <div className="pair">
      <div>
        <label className="label" htmlFor="new-password">新口令 <span className="mut">至少8个字符</span></label>
        <input id="new-password" className="input" type="password" autoComplete="off" value={password} onChange={(event) => onPassword(event.target.value)} />
      </div>
      <div>
        <label className="label" htmlFor="new-password-again">再输一次</label>
        <input id="new-password-again" className="input" type="password" autoComplete="off" value={again} onChange={(event) => onAgain(event.target.value)} />
      </div>
    </div>
  )
}
