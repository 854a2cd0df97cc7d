import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useWait } from '../session/index.ts'
import { SensitiveFields } from './SensitiveFields.tsx'
import { formatNames, useExport, type Format, type Sensitive } from './useExport.ts'

interface ExportFormProps {
  title: string
  verb: string
  formats: readonly Format[]
  /** Without an ending. */
  fileName: string
  /** What is masked in this export; null: nothing sensitive is in it. */
  sensitive: string | null
  children?: ReactNode
  /** Why it cannot be exported as it stands. */
  obstacle?: string | null
  count(rows: number): string
  write(fileToken: string, format: Format, sensitive: Sensitive | undefined): Promise<{ rows: number }>
  onClose(): void
}

/** An export out of the files of people: what, in which format, masked or full; then the place; then where it went. */
export function ExportForm({ title, verb, formats, fileName, sensitive, children, obstacle = null, count, write, onClose }: ExportFormProps) {
  const exporting = useExport()
  const { busy, done, failure } = exporting
  const waiting = useWait(({ seconds }) => seconds > 0)
  const [format, setFormat] = useState<Format>(formats[0] ?? 'docx')
  const [full, setFull] = useState(false)
  const [purpose, setPurpose] = useState('')
  const [tried, setTried] = useState(false)
  const isFull = full && sensitive !== null
  const submit = () => {
    setTried(true)
    if (obstacle !== null || (isFull && purpose.trim() === '')) return
    if (isFull && (exporting.password.current?.value ?? '') === '') {
      exporting.password.current?.focus()
      return
    }
    void exporting.run(fileName, format, isFull, (fileToken, password) => write(fileToken, format, isFull ? { purpose: purpose.trim(), password } : undefined))
  }
  const open = (channel: 'files.open' | 'files.showInFolder') => { if (done) callApi(channel, { fileToken: done.fileToken }).catch(exporting.fail) }
  return (
    <Modal open title={title} mask={{ closable: false }} footer={null} width={560} onCancel={() => { if (!busy) onClose() }} closable={busy ? false : { 'aria-label': '关闭' }}>
      {done ? (
        <div className="stack">
          <div className="notice" role="status"><span>已导出 {done.fileName}，{count(done.rows)}</span></div>
          <p className="mut sm">导出的文件不加密{isFull ? '，里面有完整的敏感信息：用完请删除，不要用微信、QQ等发送' : '，请妥善保管'}。</p>
          {failure && <ErrorNotice sentence={failure.sentence} />}
          <div className="row"><button className="btn primary" type="button" autoFocus onClick={() => open('files.open')}>打开</button><button className="btn" type="button" onClick={() => open('files.showInFolder')}>打开所在文件夹</button><button className="btn quiet" type="button" onClick={onClose}>关闭</button></div>
        </div>
      ) : (
        <form className="stack" aria-busy={busy} onSubmit={(event) => { event.preventDefault(); submit() }}>
          {children}
          <fieldset className="choices formats"><legend className="label">文件</legend>
            {formats.map((one) => <label key={one}><input type="radio" name="format" checked={format === one} onChange={() => setFormat(one)} />{formatNames[one].name} <span className="mut sm">{formatNames[one].use}</span></label>)}
          </fieldset>
          {sensitive !== null && <SensitiveFields what={sensitive} exporting={exporting} full={full} purpose={purpose} tried={tried} onFull={setFull} onPurpose={setPurpose} />}
          {tried && isFull && purpose.trim() === '' && <p className="error-text" role="alert">请写明用途。</p>}
          {obstacle !== null && <p className="amber-text" role="alert">{obstacle}</p>}
          {failure && <ErrorNotice sentence={failure.sentence} onAct={submit} />}
          <div className="row between"><span className="mut sm">下一步选择保存位置</span><button className="btn primary" type="submit" disabled={busy || obstacle !== null || (isFull && waiting)}>{busy ? '正在导出…' : verb}</button></div>
        </form>
      )}
    </Modal>
  )
}
