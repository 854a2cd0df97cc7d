import { callApi } from '../../lib/callApi.ts'
import { useSession } from '../session/index.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { PasswordField } from './PasswordField.tsx'
import { usePasswordAct } from './usePasswordAct.ts'

/** A new recovery code for whoever knows the password; then the sheet takes the place of the desk until it was typed back. */
export function NewCodeDialog({ onClose }: { onClose(): void }) {
  const renewed = useSession((state) => state.renewed)
  const act = usePasswordAct()
  const submit = () => void act.run(async (password) => { renewed(await callApi('keys.newRecoveryCode', { password }), '') })
  return (
    <KeysDialog title="换新恢复码" act={act} verb="换新恢复码" busyVerb="正在换…" onSubmit={submit} onClose={onClose}>
      <p>换好后，原来那张纸上的恢复码马上作废。请先准备好打印机或纸笔：接下来要打印或抄写新的恢复码，并键入其中8个字符。口令和数据不变。</p>
      <PasswordField act={act} />
    </KeysDialog>
  )
}
