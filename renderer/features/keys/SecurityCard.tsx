import { useState } from 'react'
import type { WorkspaceInfo } from '../../../shared/domain/workspace.ts'
import { ChangePasswordDialog } from './ChangePasswordDialog.tsx'
import { LockAfter } from './LockAfter.tsx'
import { NewCodeDialog } from './NewCodeDialog.tsx'
import { RotateDialog } from './RotateDialog.tsx'
import './keys.css'

type Dialog = 'password' | 'code' | 'key'

/** In 设置: when the desk locks itself, and the secrets that open it. */
export function SecurityCard({ info }: { info: WorkspaceInfo }) {
  const [shown, setShown] = useState<Dialog | null>(null)
  const close = () => setShown(null)
  return (
    <section className="card keys-card" aria-labelledby="settings-security">
      <h2 id="settings-security">安全</h2>
      <LockAfter minutes={info.lockAfter} />
      <div className="keys-rows">
        <h3>口令</h3><p>每次打开时输入。怀疑别人看到过，就改一个。</p>
        <button className="btn" type="button" onClick={() => setShown('password')}>修改口令</button>
        <h3>恢复码</h3><p>忘记口令时用。那张纸丢了或别人见过，就换一个。</p>
        <button className="btn" type="button" onClick={() => setShown('code')}>换新恢复码</button>
        <h3>数据密钥</h3><p>平时不用动。电脑或U盘离开过自己的手、换人管理时更换。</p>
        <button className="btn" type="button" onClick={() => setShown('key')}>更换数据密钥</button>
      </div>
      {shown === 'password' && <ChangePasswordDialog onClose={close} />}
      {shown === 'code' && <NewCodeDialog onClose={close} />}
      {shown === 'key' && <RotateDialog onClose={close} />}
    </section>
  )
}
