import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { longestCaption, photoRows, type PagePhoto } from '../../../shared/domain/photoPage.ts'
import { callApi } from '../../lib/callApi.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { useAttachments } from './attachmentsStore.ts'
import { usePhotoPage } from './photoPageStore.ts'
import './photoPage.css'

/** The pictures as they stand on the page, each read once. */
function usePictures(photos: readonly PagePhoto[]): Record<string, string> {
  const [urls, setUrls] = useState<Record<string, string>>({})
  const asked = useRef(new Set<string>())
  useEffect(() => {
    for (const { id } of photos) {
      if (asked.current.has(id)) continue
      asked.current.add(id)
      // One that cannot be read stays a grey place; it is asked for again when the record is opened anew.
      callApi('attachments.pagePicture', { id }).then(({ jpegBase64 }) => setUrls((all) => ({ ...all, [id]: `data:image/jpeg;base64,${jpegBase64}` })), () => undefined)
    }
  }, [photos])
  return urls
}

/** The page as it will be printed, small. */
function Miniature({ photos, urls }: { photos: readonly PagePhoto[]; urls: Record<string, string> }) {
  const { rows, perPage } = photoRows(photos)
  const pages = Array.from({ length: Math.ceil(rows.length / perPage) }, (_, page) => rows.slice(page * perPage, (page + 1) * perPage))
  return (
    <div className="miniature" aria-hidden="true">
      {pages.map((page, index) => (
        <div className="mini-page" key={index}>
          {page.map((row) => (
            <div className={`mini-row of-${perPage}`} key={row[0]?.id}>{row.map(({ id, wide, high, caption }) => (
              <span key={id} className="mini-photo">{urls[id] === undefined ? <i style={{ width: `${wide * 0.6}px`, height: `${high * 0.6}px` }} /> : <img src={urls[id]} alt="" draggable={false} style={{ width: `${wide * 0.6}px`, height: `${high * 0.6}px` }} />}<i className={caption === '' ? 'no-words' : 'words'} /></span>
            ))}</div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** The chosen photos: what is written under each, and in which order they stand. */
export function PhotoPage({ isArchived }: { isArchived: boolean }) {
  const { photos, write, move } = usePhotoPage()
  const takeOffPage = useAttachments((state) => state.takeOffPage)
  const attachments = useAttachments((state) => state.list?.attachments)
  const urls = usePictures(photos)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  if (photos.length === 0) return null

  const onKeyDown = (event: KeyboardEvent, id: string, index: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || event.nativeEvent.isComposing || isArchived) return
    event.preventDefault()
    event.stopPropagation()
    move(id, index + (event.key === 'ArrowUp' ? -1 : 1))
  }
  const drag = (id: string, index: number) => (isArchived ? {} : {
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return
      event.preventDefault()
      setOver(id)
    },
    onDrop: (event: DragEvent) => {
      if (dragged === null) return
      event.preventDefault()
      move(dragged, index)
      setDragged(null)
      setOver(null)
    },
  })
  return (
    <fieldset className="photo-page" disabled={isArchived} aria-labelledby="photo-page-head"
      // A caption takes back its own typing; the record's steps know nothing of it.
      onKeyDown={(event) => { if (event.ctrlKey && !event.altKey && /^[zy]$/i.test(event.key)) event.stopPropagation() }}>
      <div className="row between photo-page-head"><h3 id="photo-page-head">照片页</h3><span className="mut sm">{photos.length}张，接在记录最后一页之后{isArchived || photos.length < 2 ? '' : <>；拖动或 <kbd>Alt ↑↓</kbd> 调整次序</>}</span></div>
      <div className="photo-page-body">
        <ol>
          {photos.map(({ id, caption }, index) => {
            const name = attachments?.find((one) => one.id === id)?.name ?? ''
            return (
              <li key={id} className={over === id && dragged !== id ? 'over' : ''} onKeyDown={(event) => onKeyDown(event, id, index)} {...drag(id, index)}>
                <span className="photo-handle" draggable={!isArchived} title={name} onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; setDragged(id) }} onDragEnd={() => { setDragged(null); setOver(null) }}>
                  <span className="num mut">{index + 1}</span>{urls[id] === undefined ? <i className="photo-wait" /> : <img src={urls[id]} alt={name} draggable={false} />}
                </span>
                <div className="photo-words">
                  <LineInput label={`第${index + 1}张的说明`} value={caption} field={`photo.${id}.caption`} maxLength={longestCaption} placeholder={isArchived ? '没有说明' : '写什么事、有谁，不写也可以'} onChange={(text) => write(id, text)} />
                  {!isArchived && <span className="row photo-acts">
                    <button className="btn quiet small" type="button" aria-label={`第${index + 1}张上移`} disabled={index === 0} onClick={() => move(id, index - 1)}>上移</button>
                    <button className="btn quiet small" type="button" aria-label={`第${index + 1}张下移`} disabled={index === photos.length - 1} onClick={() => move(id, index + 1)}>下移</button>
                    <button className="btn quiet small" type="button" aria-label={`第${index + 1}张取下`} onClick={() => void takeOffPage(id)}>取下</button>
                  </span>}
                </div>
              </li>
            )
          })}
        </ol>
        <Miniature photos={photos} urls={urls} />
      </div>
    </fieldset>
  )
}
