import { type DragEvent, useState } from 'react'
import { sizeText } from '../../../shared/domain/attachment.ts'
import type { Sentence } from '../../../shared/errors/sentences.ts'

interface DropPlaceProps { busy: boolean; refusal: Sentence | null; onFile(file: File): void; onRefuse(sentence: Sentence): void; onOpen(): void }

const bringsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')
/** As the service has it, so that no large file is read for nothing. */
const largestForm = 20_000_000
const safe = '正在用的模板没有变化。'

/** Why a dropped file is no Word form, as far as its name tells; null: the service looks into it. */
export function refusalOf(files: readonly { name: string; size: number }[]): Sentence | null {
  const [file, ...others] = files
  if (!file) return { happened: '没有收到文件。', safe, next: '请从文件夹里拖一个Word文件，或用“选择文件”。' }
  if (others.length > 0) return { happened: `一次放一个文件，这里有${files.length}个。`, safe, next: '请先放其中一个。' }
  if (/\.(?:doc|wps)$/i.test(file.name)) return { happened: `“${file.name}”是旧格式。`, safe, next: '请在Word或WPS里打开它，另存为.docx，再放进来。' }
  if (/\.(?:docm|dotm)$/i.test(file.name)) return { happened: `“${file.name}”带有宏。`, safe, next: '请在Word里另存为不带宏的.docx，再放进来。' }
  if (!/\.docx$/i.test(file.name)) return { happened: `“${file.name}”不是Word文件。`, safe, next: '请放.docx文件，例如去年的会议记录。' }
  if (file.size === 0) return { happened: `“${file.name}”是空的。`, safe, next: '请换一个有内容的Word文件。' }
  if (file.size > largestForm) return { happened: `“${file.name}”有${sizeText(file.size)}，超过20 MB。`, safe, next: '请删去其中的大图片后再放进来。' }
  return null
}

/** Where last year's Word file is put down. */
export function DropPlace({ busy, refusal, onFile, onRefuse, onOpen }: DropPlaceProps) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return
    event.preventDefault()
    setOver(false)
    const files = [...event.dataTransfer.files]
    const reason = refusalOf(files)
    if (reason) onRefuse(reason)
    else if (files[0]) onFile(files[0])
  }
  return (
    <section className={`form-drop ${over ? 'over' : ''}`} aria-label="放入Word文件" aria-busy={busy} onDrop={drop} onDragOver={(event) => { if (bringsFiles(event)) { event.preventDefault(); setOver(true) } }}
      onDragLeave={(event) => { if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false) }}>
      <div className="form-drop-words">
        <h2>{busy ? '正在读文件…' : '把去年的Word文件拖到这里'}</h2>
        <p className="mut">写好的一份就行，不用清空：像标题、时间、地点、人名、议题、决定的地方会标出来，点一下成为字段。空白表、已写好字段的文件也可以。</p>
        <button className="btn primary" type="button" autoFocus onClick={() => { if (!busy) onOpen() }}>选择Word文件</button>
        <div className="form-drop-refusal" role="alert">{refusal && <p className="error-text"><b>{refusal.happened}</b>{refusal.safe}{refusal.next}</p>}</div>
        <p className="mut sm">只收.docx；文件里的宏、链接和批注不会带进来。原文件不会改动。</p>
      </div>
    </section>
  )
}
