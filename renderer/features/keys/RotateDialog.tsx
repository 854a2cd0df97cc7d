import { useEffect, useState } from 'react'
import { ApiError, callApi } from '../../lib/callApi.ts'
import { flushAll, useSaving, useSession, waitInWords } from '../session/index.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { PasswordField } from './PasswordField.tsx'
import { usePasswordAct } from './usePasswordAct.ts'

/** What is said while nothing can be measured: the service works without a pause. */
function Elapsed({ waitsForBackup }: { waitsForBackup: boolean }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1000)), 500)
    return () => clearInterval(timer)
  }, [])
  return <span className="mut" role="status">{waitsForBackup ? '等正在做的备份做完，接着更换。' : '正在重新加密全部记录。'}<span className="num" aria-hidden="true">{seconds > 1 ? `已用${waitInWords(seconds)}` : ''}</span></span>
}

/** Another key for all data, under the same password, and with it a new recovery code. */
export function RotateDialog({ onClose }: { onClose(): void }) {
  const renewed = useSession((state) => state.renewed)
  const act = usePasswordAct()
  const [waitsForBackup, setWaitsForBackup] = useState(false)
  const submit = () => void act.run(async (password) => {
    if (!await flushAll()) throw useSaving.getState().error ?? new ApiError({ code: 'DISK_ERROR', message: '' })
    setWaitsForBackup((await callApi('backup.status', {})).running !== null)
    renewed(await callApi('keys.rotate', { password }), '数据密钥已更换，口令不变。')
  })
  return (
    <KeysDialog title="更换数据密钥" act={act} verb="更换数据密钥" busyVerb="正在更换…" onSubmit={submit} onClose={onClose} busyNote={<Elapsed waitsForBackup={waitsForBackup} />}>
      <dl className="keys-facts">
        <dt>有什么用</dt><dd>数据密钥是真正给记录上锁的那一把，平时看不到。换一把以后，手里有旧密钥的人，打不开更换以后的记录。</dd>
        <dt>什么时候换</dt><dd>电脑修过、U盘丢过、口令或恢复码被人知道过，或换人管理时。口令也可能被人知道的，请先修改口令。</dd>
        <dt>会怎样</dt><dd>口令不变。<b>恢复码换成新的</b>，原来那张作废，请先备好打印机或纸笔。以前的备份照常能恢复，换好后马上再备份一次。</dd>
        <dt>要多久</dt><dd>一般几秒，记录很多时一两分钟。中途断电也不要紧，再打开时用原来的口令，记录不会少。</dd>
      </dl>
      <p className="mut sm">以前被人拿走的旧文件，仍能用当时的口令打开，这一点换密钥也改变不了。</p>
      <PasswordField act={act} />
    </KeysDialog>
  )
}
