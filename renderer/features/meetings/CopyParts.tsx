import { Modal } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { documentNames } from '../../../shared/domain/documents.ts'
import { inOneLine } from '../../../shared/domain/text.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { useEditor } from './editorStore.ts'
import type { PaperWanted } from './PaperChoice.tsx'
import './copyParts.css'

type Parts = Output<'documents.partsOf'>
/** From so many on a box to find one by its words. */
const many = 8

/** The fields and parts of a paper, each with a button that copies it: for a message, or for the form of a web page. */
export function CopyParts({ meetingId, wanted, onClose }: { meetingId: string; wanted: PaperWanted; onClose(): void }) {
  const [parts, setParts] = useState<Parts | null>(null)
  const [text, setText] = useState('')
  const [joined, setJoined] = useState(false)
  const [copied, setCopied] = useState<number | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const { document, preset } = wanted

  useEffect(() => {
    let stopped = false
    const read = async () => {
      if (!(await useEditor.getState().flush())) throw useEditor.getState().saveFailure
      return callApi('documents.partsOf', { meetingId, document, preset })
    }
    read().then((found) => { if (!stopped) setParts(found) }, (thrown: unknown) => { if (!stopped) setError(asApiError(thrown)) })
    return () => { stopped = true }
  }, [meetingId, document, preset])

  const copy = async (index: number, whole: string) => {
    setError(null)
    try {
      await callApi('app.copyText', { text: joined ? inOneLine(whole) : whole })
      setCopied(index)
    } catch (thrown) {
      setError(asApiError(thrown))
    }
  }
  const shown = (parts ?? []).map((part, index) => ({ ...part, index })).filter((part) => text.trim() === '' || `${part.label}\n${part.text}`.includes(text.trim()))
  return (
    <Modal open title={`复制${documentNames[document]}的一部分`} footer={null} width={640} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div role="group" aria-label="复制一部分" className="stack copy-parts" onKeyDown={moveByArrows}>
        <div className="row between">
          {parts !== null && parts.length >= many ? <input className="input" type="search" aria-label="找一部分" placeholder="找一部分" value={text} onChange={(event) => setText(event.target.value)} /> : <span />}
          <label className="check"><input type="checkbox" checked={joined} onChange={({ target }) => { setJoined(target.checked); setCopied(null) }} />不换行 <span className="mut sm">网页表单只有一行时用</span></label>
        </div>
        {error && <ErrorNotice sentence={error.sentence} />}
        {parts === null && !error && <p className="mut" role="status">正在读取…</p>}
        {parts !== null && shown.length === 0 && <p className="mut">没有这样的内容。</p>}
        {shown.length > 0 && (
          <ul aria-label="各部分">
            {shown.map((part) => (
              <li key={part.index} className={part.kind}>
                <span className="label">{part.label}</span><span className="beginning">{part.text.replaceAll('\n', ' ')}</span>
                <button className="btn" type="button" aria-label={`复制${part.label}`} autoFocus={part.index === 0} onClick={() => void copy(part.index, part.text)}>{copied === part.index ? '已复制' : '复制'}</button>
              </li>
            ))}
          </ul>
        )}
        <span className="visually-hidden" role="status">{copied === null ? '' : `已复制${parts?.[copied]?.label ?? ''}`}</span>
      </div>
    </Modal>
  )
}

/** ↑ and ↓ go from button to button; from the box to find, ↓ goes to the first. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('li button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  const next = buttons[event.key === 'ArrowDown' ? at + 1 : Math.max(0, at - 1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
