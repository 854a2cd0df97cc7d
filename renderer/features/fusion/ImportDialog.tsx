import { Modal } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { businessLineNames } from '../../../shared/domain/project.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from './Field.tsx'
import { act } from './fusionStore.ts'
import { useTyped } from './useTyped.ts'
import { changeInWords } from './words.ts'

type Told = Output<'difficulties.importFile'>
const outcomeNames: Record<Told['rows'][number]['outcome'], { name: string; tag: string }> = { create: { name: '新增', tag: 'green' }, update: { name: '更新', tag: 'amber' }, same: { name: '没有变化', tag: '' }, refuse: { name: '不能导入', tag: 'red' } }

/** A list out of a file or pasted: each line shown as it was understood, with what is doubtful, before anything is stored. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const [pasted, setPasted] = useState('')
  const [from, setFrom] = useState<{ fileToken: string; name: string } | { pasted: string } | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const acting = useAct()
  useTyped(pasted !== '')
  const look = (source: { fileToken: string; name: string } | { pasted: string }) => acting.run(async () => {
    setTold(await callApi('difficulties.importFile', { ...('pasted' in source ? source : { fileToken: source.fileToken }), commit: false }))
    setFrom(source)
  })
  const choose = () => acting.run(async () => {
    const { fileToken, fileName } = await callApi('dialogs.openTable', {})
    if (fileToken === null) return
    setTold(await callApi('difficulties.importFile', { fileToken, commit: false }))
    setFrom({ fileToken, name: fileName })
  })
  const commit = () => acting.run(async () => {
    if (from === null) return
    await act(() => callApi('difficulties.importFile', { ...('pasted' in from ? from : { fileToken: from.fileToken }), commit: true }))
    onClose()
  })
  const writing = told === null ? 0 : told.created + told.updated
  return (
    <Modal open title="导入难点清单" footer={null} width={told === null ? 640 : 1080} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 40 }}>
      <div className="stack">
        {told === null ? (
          <>
            <p>选一个 Excel 或 CSV 文件。第一行是表头，认得的列：难点、业务条线、来源、现状值、目标值、单位、牵头人、责任支委、时限、党建举措。</p>
            <div className="row"><button className="btn primary" type="button" disabled={acting.busy} onClick={() => void choose()}>{acting.busy ? '正在读取…' : '选择文件'}</button></div>
            <label className="label" htmlFor="pasted-difficulties">或从Excel复制后粘贴，连表头一起</label>
            <textarea id="pasted-difficulties" className="input paste" value={pasted} spellCheck={false} onChange={({ target }) => setPasted(target.value)} placeholder={'难点\t业务条线\t现状值\t目标值\t单位\t牵头人\t时限\t党建举措'} />
            {pasted.trim() !== '' && <div className="row"><button className="btn" type="button" disabled={acting.busy} onClick={() => void look({ pasted })}>读取粘贴的表格</button></div>}
          </>
        ) : (
          <>
            <p role="status">{from !== null && 'name' in from ? `${from.name}：` : ''}读到{told.rows.length}行，新增{told.created}个{told.updated > 0 ? `，更新${told.updated}个` : ''}{told.refused > 0 ? `，${told.refused}行不能导入` : ''}。还没有存入。</p>
            <div className="understood import-rows" tabIndex={0} role="region" aria-label="读到的难点">
              <table className="plain import"><thead><tr><th scope="col">行</th><th scope="col">结果</th><th scope="col">难点</th><th scope="col">条线</th><th scope="col">现状 → 目标</th><th scope="col">牵头人</th><th scope="col">时限</th><th scope="col">党建举措</th></tr></thead>
                <tbody>{told.rows.map((row) => {
                  const { values } = row
                  return (
                    <tr key={row.line}><td className="num">{row.line}</td><td><span className={`tag ${outcomeNames[row.outcome].tag}`}>{outcomeNames[row.outcome].name}</span></td>
                      <td><b className="clamped" title={row.title}>{row.title}</b>{row.findings.map(({ column, message, level }) => <p key={column + message} className={level === 'refuse' ? 'error-text' : 'amber-text'}>{column}：{message}</p>)}</td>
                      <td>{values === null ? '' : businessLineNames[values.line]}</td><td className="num">{values === null ? '' : changeInWords(values.baseline, values.target, values.unit)}</td><td>{values?.leader}</td><td className="num">{values?.dueOn === null || values === null ? '' : chineseDate(values.dueOn)}</td><td>{values === null ? '' : values.measure === '' ? <span className="tag amber">还没有</span> : <span className="clamped" title={values.measure}>{values.measure}</span>}</td></tr>
                  )
                })}</tbody></table>
            </div>
            <div className="row between"><button className="btn" type="button" disabled={acting.busy} onClick={() => { setTold(null); setFrom(null) }}>另选一个</button>
              <button className="btn primary" type="button" disabled={acting.busy || writing === 0} onClick={() => void commit()}>{acting.busy ? '正在导入…' : writing === 0 ? '没有要导入的' : `导入${writing}个难点`}</button></div>
          </>
        )}
        <FormFault acting={acting} known={[]} />
      </div>
    </Modal>
  )
}
