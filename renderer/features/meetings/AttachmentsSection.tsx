import { type ClipboardEvent, type DragEvent, useEffect, useState } from 'react'
import type { MeetingState } from '../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { AttachmentPreview } from './AttachmentPreview.tsx'
import { AttachmentTile, isShown } from './AttachmentTile.tsx'
import { contentOf, pastedName, useAttachments } from './attachmentsStore.ts'
import { PhotoPage } from './PhotoPage.tsx'
import './attachments.css'

interface AttachmentsSectionProps { meetingId: string; isStored: boolean; state: MeetingState }

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** Photos, scans and papers at the end of the record. It stays open when the record is locked: the signed paper comes after 定稿. */
export function AttachmentsSection({ meetingId, isStored, state }: AttachmentsSectionProps) {
  const { list, failure, error, adding, refused, justRemoved, foundAgain, read, close, choose, addFiles, restore, forget } = useAttachments()
  const [over, setOver] = useState(false)
  const [shownId, setShownId] = useState<string | null>(null)
  const [trash, setTrash] = useState(false)
  useEffect(() => { void read(meetingId, isStored) }, [read, meetingId, isStored, state])
  useEffect(() => close, [close])

  const { attachments = [], removed = [], signed = false } = list ?? {}
  const wantsSigned = state === 'final' && !signed
  const previews = attachments.filter(({ media }) => isShown(media))
  const shownAt = previews.findIndex(({ id }) => id === shownId)
  const shown = previews[shownAt]

  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return
    event.preventDefault()
    setOver(false)
    void addFiles([...event.dataTransfer.files], 'photo')
  }
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    // What was copied as a picture is always called image.png; a file that was copied keeps its name.
    void addFiles(files.map((file) => (file.name === 'image.png' ? new File([file], pastedName(), { type: file.type }) : file)), 'photo')
  }
  return (
    <section id="section-attachments" className={`sheet attachments ${over ? 'over' : ''}`} aria-labelledby="attachments-head" tabIndex={0} onPaste={paste} onDrop={drop}
      onDragOver={(event) => { if (bringsFiles(event)) { event.preventDefault(); setOver(true) } }} onDragLeave={(event) => { if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false) }}>
      <div className="section-head">
        <h2 id="attachments-head">附件</h2>
        <span className="mut sm" role="status">{adding ? `正在添加 ${adding.done} / ${adding.total}` : attachments.length > 0 ? `${attachments.length}个` : ''}</span>
        <span className="row attachment-adders">
          {removed.length > 0 && <button className="btn quiet small" type="button" aria-expanded={trash} onClick={() => setTrash(!trash)}>回收站（{removed.length}）</button>}
          {wantsSigned && <button className="btn small" type="button" disabled={adding !== null} onClick={() => void choose('signedScan')}>添加签字扫描件</button>}
          <button className="btn small" type="button" data-field="addAttachment" disabled={adding !== null} onClick={() => void choose('photo')}>选择文件</button>
        </span>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read(meetingId, isStored)} />}
      {error && <div className="with-close"><ErrorNotice sentence={error.sentence} /><button className="btn quiet small" type="button" onClick={() => forget('error')}>收起</button></div>}
      {foundAgain && <div className="notice" role="status"><span>已从{foundAgain.from}的备份找回“{foundAgain.name}”，与原来一字节不差</span><button className="btn quiet small" type="button" onClick={() => forget('foundAgain')}>收起</button></div>}
      {refused.length > 0 && (
        <div className="notice warn" role="alert"><div><b>{refused.length}个文件没有添加</b>，其他附件没有变化。可以添加照片、PDF、Word文档和Excel表格。<ul>{refused.map(({ name, message }, index) => <li key={index} title={name}>{message}</li>)}</ul></div><button className="btn quiet small" type="button" onClick={() => forget('refused')}>收起</button></div>
      )}
      {justRemoved && removed.some(({ id }) => id === justRemoved.id) && (
        <div className="notice warn" role="status"><span>已删除“{justRemoved.name}”</span><span className="row"><button className="btn small" type="button" onClick={() => void restore(justRemoved.id)}>放回</button><button className="btn quiet small" type="button" onClick={() => forget('justRemoved')}>收起</button></span></div>
      )}
      {list === null ? !failure && <p className="mut" role="status">正在读取附件…</p> : attachments.length === 0 ? (
        <div className="drop-here"><p>{wantsSigned ? '还没有签字扫描件。记录打印签字后扫描或拍照，用“添加签字扫描件”放进来，就可以归档。' : '还没有附件。现场照片、签到表扫描件和会议材料放在这里，随记录一起加密保存。'}</p></div>
      ) : (
        <ul className="attachment-tiles">{attachments.map((attachment) => <AttachmentTile key={attachment.id} attachment={attachment} isArchived={state === 'archived'} onShow={() => setShownId(attachment.id)} />)}</ul>
      )}
      <PhotoPage isArchived={state === 'archived'} />
      {trash && removed.length > 0 && <ul className="attachment-trash" aria-label="回收站里的附件">{removed.map(({ id, name }) => <li key={id}><span>{name}</span><button className="btn link" type="button" aria-label={`恢复${name}`} onClick={() => void restore(id)}>恢复</button></li>)}</ul>}
      <p className="mut sm">照片、PDF、Word、Excel，每个不超过50 MB。可以从文件夹拖到这里；截图后点一下这里按 <kbd>Ctrl V</kbd> 粘贴。</p>
      {shown && <AttachmentPreview attachment={shown} load={contentOf} onOpen={() => void useAttachments.getState().open(shown.id)} hasBefore={shownAt > 0} hasNext={shownAt < previews.length - 1} onTurn={(by) => setShownId(previews[shownAt + by]?.id ?? shown.id)} onClose={() => setShownId(null)} />}
    </section>
  )
}
