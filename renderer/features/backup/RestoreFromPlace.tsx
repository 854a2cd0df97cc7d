import { useRef, useState } from 'react'
import type { FoundBackup } from '../../../shared/domain/backup.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { FoundList, canBeRestored } from './FoundList.tsx'
import { SecretForm, type Secret } from './SecretForm.tsx'
import { useSession } from '../session/index.ts'
import './backup.css'

interface Found { folderToken: string; folderName: string; rows: FoundBackup[] }

/**
 * At the gate, where nothing is open: a U盘 or a folder, one of the backups in it, and the password of that day. Ends at the open desk.
 * Plain React, as the rest of the gate; loaded when it is asked for.
 */
export function RestoreFromPlace({ onBack }: { onBack: () => void }) {
  const { opened, recover, refresh } = useSession()
  const [found, setFound] = useState<Found | null>(null)
  const [chosen, setChosen] = useState<FoundBackup | null>(null)
  const [busy, setBusy] = useState<'finding' | 'restoring' | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  /** Restored already, and only the new password failed: it is not restored a second time. */
  const isRestored = useRef(false)

  const find = async () => {
    if (busy) return
    setError(null)
    try {
      const { folderToken, folderName } = await callApi('dialogs.chooseFolder', { purpose: 'findBackup' })
      if (folderToken === null) return
      setBusy('finding')
      const rows = await callApi('backup.find', { folderToken })
      setFound({ folderToken, folderName, rows })
      setChosen(rows.find((row) => canBeRestored(row) && row.verified) ?? rows.find(canBeRestored) ?? null)
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(null)
    }
  }
  const restore = async (secret: Secret) => {
    if (busy || !found || chosen === null) return
    setBusy('restoring')
    setError(null)
    try {
      const { id, workspace } = chosen
      const which = { folderToken: found.folderToken, id, workspace }
      if (secret.kind === 'password') {
        const { info } = await callApi('backup.restoreFrom', { ...which, password: secret.password })
        opened(info)
        return
      }
      if (!isRestored.current) await callApi('backup.restoreFrom', { ...which, recoveryCode: secret.recoveryCode })
      isRestored.current = true
      // The code opens once; with it come a new password and a new code to print.
      await recover(secret.recoveryCode, secret.newPassword)
      await refresh()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(null)
    }
  }

  const back = () => {
    if (isRestored.current) void refresh()
    else onBack()
  }

  return (
    <main className="gate restore-gate">
      <section className="gate-card wide" aria-labelledby="restore-title" aria-busy={busy !== null}>
        <p className="gate-brand">支部工作台</p>
        <h1 id="restore-title">从备份恢复</h1>
        {found === null ? (
          <>
            <p>插上存有备份的U盘，或找到放备份的文件夹，里面有一个“支部工作台备份”。选中U盘本身就可以，不用逐层打开。</p>
            <p className="mut sm">只从备份读取，不改动备份；这台电脑上原有的文件会另外保留。</p>
          </>
        ) : <p className="row between"><span>{placeWords(found)}</span>{found.rows.length > 0 && <button className="btn small" type="button" disabled={busy !== null} onClick={() => void find()}>换一个…</button>}</p>}
        {found !== null && found.rows.length > 0 && (
          <>
            <FoundList rows={found.rows} chosen={chosen} disabled={busy !== null} onChoose={(row) => { setChosen(row); setError(null) }} />
            {chosen === null ? <p className="error-text" role="alert">这里的备份都不能用来恢复。请换一个U盘或文件夹。</p>
              : <SecretForm key={`${chosen.workspace} ${chosen.id}`} busy={busy === 'restoring'} error={error} onOther={() => setError(null)} onSubmit={(secret) => void restore(secret)} onBack={back} />}
          </>
        )}
        {(found === null || found.rows.length === 0 || chosen === null) && (
          <>
            <div className="note-space">
              {busy === 'finding' ? <p className="mut" role="status">正在查找备份…</p> : error && <p className="error-text" role="alert">{error.sentence.happened}<span className="mut">{error.sentence.next}</span></p>}
            </div>
            <div className="row">
              <button className="btn primary" type="button" autoFocus disabled={busy !== null} onClick={() => void find()}>选择U盘或文件夹…</button>
              <button className="btn quiet" type="button" disabled={busy !== null} onClick={onBack}>返回</button>
            </div>
          </>
        )}
      </section>
    </main>
  )
}

function placeWords({ folderName, rows }: Found): string {
  if (rows.length === 0) return `“${folderName}”里没有找到备份。请检查是不是选错了U盘。`
  return `“${folderName}”里有${rows.length}份备份。选一份，一般选最新的：`
}
