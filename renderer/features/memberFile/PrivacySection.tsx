import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { MemberFile } from '../../../shared/domain/memberFile.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { KeysDialog, PasswordField, usePasswordAct } from '../keys/index.ts'
import { showSaved } from '../session/index.ts'
import { AccessLog } from './AccessLog.tsx'
import { useMemberFile } from './memberFileStore.ts'

interface DialogProps { file: MemberFile; onClose(): void }
type Exported = { fileToken: string; fileName: string }

function Purpose({ value, hint, onChange }: { value: string; hint: string; onChange(value: string): void }) {
  return <div><label className="label" htmlFor="member-purpose">用途（会记入查看记录）</label><input id="member-purpose" className="input" value={value} maxLength={200} placeholder={hint} required autoComplete="off" onChange={(event) => onChange(event.target.value)} /></div>
}

/** All that is held, nothing masked, for the person themself. */
function ExportDialog({ file, onClose, onDone }: DialogProps & { onDone(exported: Exported): void }) {
  const act = usePasswordAct()
  const [purpose, setPurpose] = useState('')
  const [format, setFormat] = useState<'docx' | 'pdf'>('docx')
  const submit = () => {
    if (purpose.trim() === '') return document.getElementById('member-purpose')?.focus()
    void act.run(async (password) => {
      const { fileToken, fileName } = await callApi('dialogs.saveDocument', { suggestedName: `${file.name}的个人资料.${format}`, format })
      if (fileToken === null) return
      await callApi('members.exportData', { id: file.id, password, purpose, format, fileToken })
      onDone({ fileToken, fileName })
    })
  }
  return (
    <KeysDialog title={`导出${file.name}的全部资料`} act={act} verb="导出全部资料" busyVerb="正在导出…" onSubmit={submit} onClose={onClose}>
      <p>把支部工作台里关于{file.name}的内容写成一份文件，供本人查阅。<b>身份证号、电话、住址、处分等都不隐藏</b>，写出的文件没有加密，请妥善保管。</p>
      <fieldset className="choices"><legend className="label">文件</legend>
        <label><input type="radio" name="format" checked={format === 'docx'} onChange={() => setFormat('docx')} />Word</label><label><input type="radio" name="format" checked={format === 'pdf'} onChange={() => setFormat('pdf')} />PDF</label></fieldset>
      <Purpose value={purpose} hint="例：本人查阅" onChange={setPurpose} />
      <PasswordField act={act} />
    </KeysDialog>
  )
}

/** What would go and what stays, then the password. */
function EraseDialog({ file, onClose, onDone }: DialogProps & { onDone(erased: Output<'members.erase'>): void }) {
  const act = usePasswordAct()
  const [purpose, setPurpose] = useState('')
  const [held, setHeld] = useState<Output<'members.erasure'> | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  useEffect(() => { callApi('members.erasure', { id: file.id }).then(setHeld, (thrown: unknown) => setFailure(asApiError(thrown))) }, [file.id])
  const submit = () => {
    if (purpose.trim() === '') return document.getElementById('member-purpose')?.focus()
    void act.run(async (password) => onDone(await callApi('members.erase', { id: file.id, password, purpose })))
  }
  return (
    <KeysDialog title={`清除${file.name}的个人资料`} act={act} verb="清除个人资料" busyVerb="正在清除…" onSubmit={submit} onClose={onClose}>
      {failure && <ErrorNotice sentence={failure.sentence} />}
      {held === null ? !failure && <p className="mut" role="status">正在清点…</p> : (
        <dl className="keys-facts">
          <dt>清除</dt><dd>档案{held.fields}项、修改历史{held.edits}条、材料{held.materials}份、奖惩评议、转接、培训、双培养和党费{held.others}条，连同操作记录里存的旧内容。<b>不能撤销</b>。</dd>
          <dt>保留</dt><dd>{held.kept ? `会议记录是支部的档案，照旧保留：${held.records}次签到里的姓名，以及人员类别、职务、党小组的变动（当时的应到和表决要靠它计算）。` : '没有会议签到，姓名和变动也一并清除；会议记录的文字里写到的不改。'}查看记录保留，里面没有内容。</dd>
          <dt>备份</dt><dd>以前的备份里还有这些资料，按保留规则逐步清理；从那样的备份恢复后要再清除一次。</dd>
        </dl>
      )}
      <Purpose value={purpose} hint="例：本人书面要求，支委会同意" onChange={setPurpose} />
      <PasswordField act={act} />
    </KeysDialog>
  )
}

/** Who looked, and the two acts on a person's data as a whole. `onGone`: nothing is left to show. */
export function PrivacySection({ file, onGone }: { file: MemberFile; onGone(): void }) {
  const [dialog, setDialog] = useState<'export' | 'erase' | null>(null)
  const [exported, setExported] = useState<Exported | null>(null)
  const [erased, setErased] = useState<Output<'members.erase'> | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [done, setDone] = useState(0)
  const looks = useMemberFile((state) => state.looks)
  const version = `${done} ${looks}`
  const openFile = (channel: 'files.open' | 'files.showInFolder', fileToken: string) => { callApi(channel, { fileToken }).catch((thrown: unknown) => setError(asApiError(thrown))) }
  return (
    <div className="stack">
      {error && <ErrorNotice sentence={error.sentence} />}
      {exported && <div className="notice" role="status"><span>已导出 {exported.fileName}</span><span className="row"><button className="btn small" type="button" onClick={() => openFile('files.open', exported.fileToken)}>打开</button><button className="btn small" type="button" onClick={() => openFile('files.showInFolder', exported.fileToken)}>打开所在文件夹</button></span></div>}
      {erased && <div className="notice" role="status"><span>已清除个人资料。{erased.records}次会议签到里的姓名照旧保留{erased.backups > 0 && `；以前的${erased.backups}份备份里还有，随保留规则清理`}。</span></div>}
      <div className="row wrap"><button className="btn" type="button" onClick={() => setDialog('export')}>导出全部资料…</button><button className="btn" type="button" onClick={() => setDialog('erase')}>清除个人资料…</button><span className="mut sm">本人可以要求查阅、更正和删除（个人信息保护法第45至47条）；更正请直接在上面改。</span></div>
      <AccessLog key={version} personId={file.id} />
      {dialog === 'export' && <ExportDialog file={file} onClose={() => setDialog(null)} onDone={(written) => { setExported(written); setDialog(null); setDone((count) => count + 1) }} />}
      {dialog === 'erase' && <EraseDialog file={file} onClose={() => setDialog(null)} onDone={(result) => {
        setDialog(null)
        showSaved(now().toISOString())
        if (result.kept) { setErased(result); setDone((count) => count + 1) }
        onGone()
      }} />}
    </div>
  )
}
