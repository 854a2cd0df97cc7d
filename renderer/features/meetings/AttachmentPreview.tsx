import { Modal } from 'antd'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef, useState } from 'react'
import { isPicture, type Attachment } from '../../../shared/domain/attachment.ts'
import type { Picture } from './attachmentsStore.ts'

type Load = (id: string) => Promise<Picture>
interface AttachmentPreviewProps { attachment: Pick<Attachment, 'id' | 'name' | 'media'>; load: Load; onOpen?(): void; hasBefore: boolean; hasNext: boolean; onTurn(by: -1 | 1): void; onClose(): void }

const unreadable = '这个文件在这里看不了，可能设了密码或已损坏。可以用“打开”交给别的程序。'

/** Keys that hold wherever the focus is while something is shown large. */
function useKeys(acts: Record<string, () => void>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = acts[event.key]
      if (!act || event.isComposing || event.ctrlKey || event.altKey) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}

/** A photo or a PDF large, over the record; arrows go on to the next, Escape closes. */
export function AttachmentPreview({ attachment, load, onOpen, hasBefore, hasNext, onTurn, onClose }: AttachmentPreviewProps) {
  const { id, name, media } = attachment
  useKeys({ ArrowLeft: () => { if (hasBefore) onTurn(-1) }, ArrowRight: () => { if (hasNext) onTurn(1) } })
  return (
    <Modal open title={<span className="preview-title">{name}</span>} footer={null} width="min(1120px, 92vw)" centered onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="large">
        {isPicture(media) ? <LargePicture key={id} id={id} name={name} load={load} /> : <LargePdf key={id} id={id} load={load} />}
        <div className="row between">
          <span className="row"><button className="btn" type="button" disabled={!hasBefore} onClick={() => onTurn(-1)}>上一个 <kbd>←</kbd></button><button className="btn" type="button" disabled={!hasNext} onClick={() => onTurn(1)}>下一个 <kbd>→</kbd></button></span>
          {onOpen && <button className="btn" type="button" onClick={onOpen}>用别的程序打开</button>}
        </div>
      </div>
    </Modal>
  )
}

function LargePicture({ id, name, load }: { id: string; name: string; load: Load }) {
  const [url, setUrl] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let made: string | null = null
    let ended = false
    load(id).then(({ blob }) => {
      if (ended) return
      made = URL.createObjectURL(blob)
      setUrl(made)
    }, () => { if (!ended) setFailed(true) })
    return () => {
      ended = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [id, load])
  return <div className="stage" tabIndex={0} role="region" aria-label="照片">{failed ? <p role="alert">{unreadable}</p> : url === null ? <p className="mut" role="status">正在读取…</p> : <img src={url} alt={name} onError={() => setFailed(true)} />}</div>
}

/** One page at a time: a scan of a hundred pages takes no more memory than one of one. */
function LargePdf({ id, load }: { id: string; load: Load }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [page, setPage] = useState(1)
  const [state, setState] = useState<'busy' | 'shown' | 'failed'>('busy')
  const stage = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let ended = false
    const opening = Promise.all([load(id), import('./drawPdf.ts')]).then(([{ base64 }, { openPdf }]) => openPdf(base64))
    opening.then((opened) => { if (!ended) setPdf(opened) }, () => { if (!ended) setState('failed') })
    return () => {
      ended = true
      void opening.then((opened) => opened.loadingTask.destroy(), () => undefined)
    }
  }, [id, load])
  useEffect(() => {
    const into = stage.current
    if (!pdf || !into) return
    let ended = false
    setState('busy')
    import('./drawPdf.ts').then(({ drawPage }) => drawPage(pdf, page, Math.min(into.clientWidth - 32, 794))).then((canvas) => {
      if (ended) return
      into.replaceChildren(canvas)
      into.scrollTop = 0
      setState('shown')
    }, () => { if (!ended) setState('failed') })
    return () => { ended = true }
  }, [pdf, page])
  const pages = pdf?.numPages ?? 0
  const turn = (by: -1 | 1) => setPage((at) => Math.min(Math.max(1, at + by), Math.max(1, pages)))
  useKeys({ PageUp: () => turn(-1), PageDown: () => turn(1) })
  return (
    <>
      {state === 'failed' ? <div className="stage"><p role="alert">{unreadable}</p></div> : <div className="stage paper" ref={stage} tabIndex={0} role="region" aria-label="PDF的一页" aria-busy={state === 'busy'} />}
      {pages > 1 && <div className="row pager"><button className="btn small" type="button" disabled={page === 1} onClick={() => turn(-1)}>上一页</button><span className="num sm" role="status">第{page}页，共{pages}页</span><button className="btn small" type="button" disabled={page === pages} onClick={() => turn(1)}>下一页</button></div>}
    </>
  )
}
