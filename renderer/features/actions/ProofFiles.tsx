import { useCallback, useState, type ReactNode } from 'react'
import { sizeText, type AttachmentMedia } from '../../../shared/domain/attachment.ts'
import { chineseDate, localDay } from '../../../shared/domain/dates.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import type { Acting } from '../../lib/useAct.ts'
import { AttachmentPreview, isShown, pictureOf } from '../meetings/index.ts'
import { OtherFaults } from './fields.tsx'

interface ProofFile { id: string; name: string; media: AttachmentMedia; size: number; addedAt: string }
interface ProofFilesProps {
  title: string
  /** Of its heading, by what stands above it. */
  level: 2 | 3
  /** What is said where there is none. */
  none: ReactNode
  files: readonly ProofFile[]
  acting: Acting
  add(fileTokens: string[]): Promise<{ refused: readonly { name: string; message: string }[] }>
  remove(id: string): Promise<unknown>
  open(id: string): Promise<unknown>
  /** The same function at every drawing. */
  load(id: string): Promise<{ base64: string; media: AttachmentMedia; name: string }>
}

/** Files that prove something: added, looked at, opened in another program, removed. */
export function ProofFiles({ title, level, none, files, acting: { busy, error, run }, add, remove, open, load }: ProofFilesProps) {
  const [refused, setRefused] = useState<readonly { name: string; message: string }[]>([])
  const [unchosen, setUnchosen] = useState<ApiError | null>(null)
  const [unopened, setUnopened] = useState<ApiError | null>(null)
  const [shownId, setShownId] = useState<string | null>(null)
  const previews = files.filter(({ media }) => isShown(media))
  const shownAt = previews.findIndex((file) => file.id === shownId)
  const shown = previews[shownAt]
  const Heading = level === 2 ? 'h2' : 'h3'
  const picture = useCallback(async (id: string) => pictureOf(await load(id)), [load])
  const choose = () => {
    setUnchosen(null)
    callApi('dialogs.openFiles', {}).then(({ files: chosen }) => (chosen.length === 0 ? undefined : run(async () => { setRefused((await add(chosen.map(({ fileToken }) => fileToken))).refused) })), (thrown: unknown) => setUnchosen(asApiError(thrown)))
  }
  const openOutside = (id: string) => {
    setUnopened(null)
    open(id).catch((thrown: unknown) => setUnopened(asApiError(thrown)))
  }
  return (
    <section aria-label={title}><div className="row between"><Heading>{title}</Heading><button className="btn small" type="button" disabled={busy} onClick={choose}>{busy ? '正在添加…' : '添加文件'}</button></div>
      <OtherFaults error={unopened ?? unchosen ?? error} shown={[]} />
      {refused.length > 0 && <div className="notice warn" role="alert"><div><b>{refused.length}个文件没有添加</b><ul className="plain-list">{refused.map(({ name, message }) => <li key={name}>{message}</li>)}</ul></div><button className="btn quiet small" type="button" onClick={() => setRefused([])}>收起</button></div>}
      {files.length === 0 ? <p className="mut sm">{none}</p> : (
        <ul className="lines">{files.map((file) => <li key={file.id}><span className="line-text">{isShown(file.media) ? <button className="btn link" type="button" onClick={() => setShownId(file.id)}>{file.name}</button> : <button className="btn link" type="button" title="用别的程序打开，只能看" onClick={() => openOutside(file.id)}>{file.name}</button>}<br /><span className="mut sm num">{sizeText(file.size)}　{chineseDate(localDay(new Date(file.addedAt)))}添加{!isShown(file.media) && '，用别的程序打开'}</span></span><span className="spring" /><button className="btn quiet small" type="button" disabled={busy} aria-label={`删除${file.name}`} onClick={() => void run(() => remove(file.id))}>删除</button></li>)}</ul>
      )}
      {shown && <AttachmentPreview attachment={shown} load={picture} onOpen={() => openOutside(shown.id)} hasBefore={shownAt > 0} hasNext={shownAt < previews.length - 1} onTurn={(by) => setShownId(previews[shownAt + by]?.id ?? shown.id)} onClose={() => setShownId(null)} />}
    </section>
  )
}
