import { useEffect, useRef, useState } from 'react'
import { attachmentRoleNames, attachmentRoles, isPicture, partsOf, rolesOf, sizeText, type Attachment, type AttachmentMedia } from '../../../shared/domain/attachment.ts'
import { canStandOnPage, mostPagePhotos } from '../../../shared/domain/photoPage.ts'
import { asApiError } from '../../lib/callApi.ts'
import { contentOf, useAttachments, type Picture } from './attachmentsStore.ts'
import { usePhotoPage } from './photoPageStore.ts'
import { drawThumbnail, thumbnailSize } from './thumbnails.ts'

const words: Record<AttachmentMedia, string> = { jpeg: '照片', png: '图片', webp: '图片', pdf: 'PDF', docx: 'Word', doc: 'Word', xlsx: 'Excel' }
/** What is shown here; the others need a program of their own. */
export const isShown = (media: AttachmentMedia): boolean => isPicture(media) || media === 'pdf'

/** A small picture, drawn when it comes into view; until then, and where there is none, a word. */
export function Thumbnail({ id, media, load, onBroken }: Pick<Attachment, 'id' | 'media'> & { load(id: string): Promise<Picture>; onBroken?(id: string): void }) {
  const [drawn, setDrawn] = useState<'no' | 'yes' | 'failed'>('no')
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    let ended = false
    let visible = false
    let asked = false
    const observer = new IntersectionObserver((entries) => {
      visible = entries.some((entry) => entry.isIntersecting)
      if (!visible || asked) return
      asked = true
      drawThumbnail({ id, media }, element, load, () => {
        // Scrolled past before its turn came: it waits until it is seen again.
        if (!visible) asked = false
        return ended || !visible
      }).then(() => { if (!ended && asked) { observer.disconnect(); setDrawn('yes') } }, (thrown: unknown) => {
        if (ended) return
        observer.disconnect()
        setDrawn('failed')
        if (asApiError(thrown).code === 'ATTACHMENT_DAMAGED') onBroken?.(id)
      })
    }, { rootMargin: '160px' })
    observer.observe(element)
    return () => {
      ended = true
      observer.disconnect()
    }
  }, [id, media, load, onBroken])
  return (
    <>
      {isShown(media) && <canvas ref={canvas} width={thumbnailSize.width} height={thumbnailSize.height} className={drawn} aria-hidden="true" />}
      {drawn !== 'yes' && <span className="thumb-word">{words[media]}</span>}
    </>
  )
}

/** One attachment: what it looks like, what it is called, what it is, and what can be done with it. */
export function AttachmentTile({ attachment, isArchived, onShow }: { attachment: Attachment; isArchived: boolean; onShow(): void }) {
  const { describe, remove, open, putOnPage, findAgain, noteBroken } = useAttachments.getState()
  const isBroken = useAttachments((state) => state.broken.has(attachment.id))
  const putting = useAttachments((state) => state.putting)
  const place = usePhotoPage((state) => state.photos.findIndex((photo) => photo.id === attachment.id))
  const isFull = usePhotoPage((state) => state.photos.length >= mostPagePhotos)
  const { id, name, role, media, size } = attachment
  const { stem, extension } = partsOf(name)
  const [typed, setTyped] = useState<string | null>(null)
  const rename = () => {
    if (typed !== null && typed.trim() !== '' && typed.trim() !== stem) void describe(id, { name: typed })
    setTyped(null)
  }
  const roles = rolesOf(media)
  return (
    <li className="attachment" data-field={`attachment.${id}`}>
      {isBroken ? <div className="thumb torn"><span className="tag red">文件损坏或不见了</span></div> : <button className="thumb" type="button" onClick={() => { if (isShown(media)) onShow(); else void open(id) }}><span className="visually-hidden">{isShown(media) ? '看' : '打开'}{name}</span><Thumbnail id={id} media={media} load={contentOf} onBroken={noteBroken} /></button>}
      <div className="attachment-name"><input className="input" aria-label="附件名称" title={name} disabled={isArchived} maxLength={110} spellCheck={false} value={typed ?? stem} onChange={(event) => setTyped(event.target.value)} onBlur={rename}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') { event.stopPropagation(); event.currentTarget.blur() }
          if (event.key === 'Escape') setTyped(null)
        }} /><span className="mut sm">.{extension}</span></div>
      <div className="row between">
        {roles.length > 1 && !isArchived
          ? <select className="input role" aria-label={`${name}的类别`} value={role} onChange={(event) => { const chosen = attachmentRoles.find((one) => one === event.target.value); if (chosen) void describe(id, { role: chosen }) }}>{roles.map((one) => <option key={one} value={one}>{attachmentRoleNames[one]}</option>)}</select>
          : <span className={`tag ${role === 'signedScan' ? 'green' : ''}`}>{attachmentRoleNames[role]}</span>}
        <span className="mut sm num">{sizeText(size)}</span>
      </div>
      <div className="row attachment-acts">{isBroken ? <button className="btn small bring-back" type="button" aria-label={`从备份找回${name}`} onClick={() => void findAgain(attachment)}>从备份找回</button> : <button className="btn quiet small" type="button" aria-label={`打开${name}`} onClick={() => void open(id)}>打开</button>}{!isArchived && <button className="btn quiet small" type="button" aria-label={`删除${name}`} onClick={() => void remove(attachment)}>删除</button>}
        {place >= 0 ? <span className="tag on-page num">照片页 {place + 1}</span>
          : canStandOnPage(attachment) && !isArchived && !isBroken && <button className="btn quiet small to-page" type="button" aria-label={`放入照片页：${name}`} disabled={putting !== null || isFull} title={isFull ? `照片页最多放${mostPagePhotos}张` : undefined} onClick={() => void putOnPage(attachment)}>{putting === id ? '正在放入…' : '放入照片页'}</button>}</div>
    </li>
  )
}
