import { useState } from 'react'
import { sizeText } from '../../../shared/domain/attachment.ts'
import type { ActionFull } from '../../../shared/domain/action.ts'
import { chineseDate, localDay } from '../../../shared/domain/dates.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { AttachmentPreview, isShown, pictureOf } from '../meetings/index.ts'
import { OtherFaults, useAct } from './fields.tsx'

const load = async (evidenceId: string) => pictureOf(await callApi('actions.fileContent', { evidenceId }))

/** The files that prove an item done. */
export function EvidenceFiles({ item: { id, evidenceFiles } }: { item: ActionFull }) {
  const { busy, error, run } = useAct()
  const [refused, setRefused] = useState<readonly { name: string; message: string }[]>([])
  const [unchosen, setUnchosen] = useState<ApiError | null>(null)
  const [unopened, setUnopened] = useState<ApiError | null>(null)
  const [shownId, setShownId] = useState<string | null>(null)
  const previews = evidenceFiles.filter(({ media }) => isShown(media))
  const shownAt = previews.findIndex((file) => file.id === shownId)
  const shown = previews[shownAt]
  const add = (fileTokens: string[]) => run(async () => { setRefused((await callApi('actions.addFiles', { id, fileTokens })).refused) })
  const choose = () => {
    setUnchosen(null)
    callApi('dialogs.openFiles', {}).then(({ files }) => (files.length === 0 ? undefined : add(files.map(({ fileToken }) => fileToken))), (thrown: unknown) => setUnchosen(asApiError(thrown)))
  }
  const openOutside = (evidenceId: string) => {
    setUnopened(null)
    callApi('actions.openFile', { id: evidenceId }).catch((thrown: unknown) => setUnopened(asApiError(thrown)))
  }
  return (
    <section aria-label="佐证文件"><div className="row between"><h3>佐证文件</h3><button className="btn small" type="button" disabled={busy} onClick={choose}>{busy ? '正在添加…' : '添加文件'}</button></div>
      <OtherFaults error={unopened ?? unchosen ?? error} shown={[]} />
      {refused.length > 0 && <div className="notice warn" role="alert"><div><b>{refused.length}个文件没有添加</b><ul className="plain-list">{refused.map(({ name, message }) => <li key={name}>{message}</li>)}</ul></div><button className="btn quiet small" type="button" onClick={() => setRefused([])}>收起</button></div>}
      {evidenceFiles.length === 0 ? <p className="mut sm">还没有文件。照片、PDF、Word、Excel都可以，随事项一起加密保存。</p> : (
        <ul className="lines">{evidenceFiles.map((file) => <li key={file.id}><span className="line-text">{isShown(file.media) ? <button className="btn link" type="button" onClick={() => setShownId(file.id)}>{file.name}</button> : <button className="btn link" type="button" title="用别的程序打开，只能看" onClick={() => openOutside(file.id)}>{file.name}</button>}<br /><span className="mut sm num">{sizeText(file.size)}　{chineseDate(localDay(new Date(file.addedAt)))}添加{!isShown(file.media) && '，用别的程序打开'}</span></span><span className="spring" /><button className="btn quiet small" type="button" disabled={busy} aria-label={`删除${file.name}`} onClick={() => void run(() => callApi('actions.removeFile', { evidenceId: file.id }))}>删除</button></li>)}</ul>
      )}
      {shown && <AttachmentPreview attachment={shown} load={load} onOpen={() => openOutside(shown.id)} hasBefore={shownAt > 0} hasNext={shownAt < previews.length - 1} onTurn={(by) => setShownId(previews[shownAt + by]?.id ?? shown.id)} onClose={() => setShownId(null)} />}
    </section>
  )
}
