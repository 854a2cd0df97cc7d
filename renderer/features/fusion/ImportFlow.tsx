import { Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from './Field.tsx'
import { useTyped } from './useTyped.ts'

export type ImportSource = { fileToken: string } | { pasted: string }
interface Told { rows: readonly unknown[]; created: number; updated: number; refused: number }
interface ImportFlowProps<T extends Told> {
  title: string
  /** Which columns are known. */
  intro: string
  /** The headings of a pasted list. */
  headings: string
  /** What is imported, with its measure: 个难点. */
  what: string
  /** Reads, and stores where `commit` says so. */
  ask(source: ImportSource, commit: boolean): Promise<T>
  /** The lines as they were understood. */
  children(told: T): ReactNode
  onClose(): void
}

/** What became of a line, in a word. */
export const outcomeNames: Record<'create' | 'update' | 'same' | 'refuse', { name: string; tag: string }> = { create: { name: '新增', tag: 'green' }, update: { name: '更新', tag: 'amber' }, same: { name: '没有变化', tag: '' }, refuse: { name: '不能导入', tag: 'red' } }

/** A list out of a file or pasted: each line shown as it was understood, with what is doubtful, before anything is stored. */
export function ImportFlow<T extends Told>({ title, intro, headings, what, ask, children, onClose }: ImportFlowProps<T>) {
  const [pasted, setPasted] = useState('')
  const [from, setFrom] = useState<{ source: ImportSource; name: string } | null>(null)
  const [told, setTold] = useState<T | null>(null)
  const acting = useAct()
  useTyped(pasted !== '')
  const read = async (source: ImportSource, name: string) => {
    setTold(await ask(source, false))
    setFrom({ source, name })
  }
  const choose = () => acting.run(async () => {
    const { fileToken, fileName } = await callApi('dialogs.openTable', {})
    if (fileToken !== null) await read({ fileToken }, fileName)
  })
  const commit = () => acting.run(async () => {
    if (from === null) return
    await ask(from.source, true)
    onClose()
  })
  const writing = told === null ? 0 : told.created + told.updated
  const measure = what.slice(0, 1)
  return (
    <Modal open title={title} footer={null} width={told === null ? 640 : 1080} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 40 }}>
      <div className="stack">
        {told === null ? (
          <>
            <p>{intro}</p>
            <div className="row"><button className="btn primary" type="button" disabled={acting.busy} onClick={() => void choose()}>{acting.busy ? '正在读取…' : '选择文件'}</button></div>
            <label className="label" htmlFor="pasted-list">或从Excel复制后粘贴，连表头一起</label>
            <textarea id="pasted-list" className="input paste" value={pasted} spellCheck={false} onChange={({ target }) => setPasted(target.value)} placeholder={headings} />
            {pasted.trim() !== '' && <div className="row"><button className="btn" type="button" disabled={acting.busy} onClick={() => void acting.run(() => read({ pasted }, ''))}>读取粘贴的表格</button></div>}
          </>
        ) : (
          <>
            <p role="status">{from === null || from.name === '' ? '' : `${from.name}：`}读到{told.rows.length}行，新增{told.created}{measure}{told.updated > 0 ? `，更新${told.updated}${measure}` : ''}{told.refused > 0 ? `，${told.refused}行不能导入` : ''}。还没有存入。</p>
            {children(told)}
            <div className="row between"><button className="btn" type="button" disabled={acting.busy} onClick={() => { setTold(null); setFrom(null) }}>另选一个</button>
              <button className="btn primary" type="button" disabled={acting.busy || writing === 0} onClick={() => void commit()}>{acting.busy ? '正在导入…' : writing === 0 ? '没有要导入的' : `导入${writing}${what}`}</button></div>
          </>
        )}
        <FormFault acting={acting} known={[]} />
      </div>
    </Modal>
  )
}
