import { Modal } from 'antd'
import { useState } from 'react'
import { NewPasswordFields, passwordProblem } from '../../components/NewPasswordFields.tsx'
import { callApi } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { showSaved } from '../session/index.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { PasswordField } from './PasswordField.tsx'
import { usePasswordAct } from './usePasswordAct.ts'

/** The old password, and a new one twice. */
export function ChangePasswordDialog({ onClose }: { onClose(): void }) {
  const act = usePasswordAct()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState(false)
  const found = (): string | null => passwordProblem(password, again) ?? (password === act.input.current?.value ? '新口令和现在的一样。' : null)
  const submit = () => {
    setTried(true)
    const wrong = found()
    setProblem(wrong)
    if (wrong !== null) return
    void act.run(async (old) => {
      await callApi('keys.changePassword', { password: old, newPassword: password })
      showSaved(now().toISOString())
      setDone(true)
    })
  }
  const type = (set: (value: string) => void) => (value: string) => {
    set(value)
    setProblem(null)
  }
  if (done) {
    return (
      <Modal open title="口令已修改" footer={null} width={520} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
        <div className="stack keys-dialog">
          <p>从现在起用新口令打开。恢复码不变，原来那张纸照常有效。</p>
          <p className="mut">正在用新口令做一份备份。以前的备份在这台电脑上照常能恢复；拿到别的电脑上恢复时，要用做备份那天的口令。</p>
          <div className="row"><button className="btn primary" type="button" autoFocus onClick={onClose}>回到设置</button></div>
        </div>
      </Modal>
    )
  }
  return (
    <KeysDialog title="修改口令" act={act} verb="修改口令" busyVerb="正在修改…" onSubmit={submit} onClose={onClose}>
      <PasswordField act={act} label="现在的口令" />
      <NewPasswordFields password={password} again={again} onPassword={type(setPassword)} onAgain={type(setAgain)} />
      <p className="error-text" role="alert">{tried && problem}</p>
    </KeysDialog>
  )
}
