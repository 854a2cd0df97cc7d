import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { bulkFields, type BulkEdit, type BulkLine } from '../../../../shared/domain/bulkEdit.ts'
import { fieldOf } from '../../../../shared/domain/memberFields.ts'
import { parsePartialDate } from '../../../../shared/domain/partialDate.ts'
import { changeFieldNames, type ChangeField } from '../../../../shared/domain/person.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { today } from '../../../lib/clock.ts'
import { ChangeValue, firstValue } from '../../../components/ChangeValue.tsx'
import { act } from '../peopleStore.ts'
import { useRoster } from '../rosterStore.ts'

const changeFields: readonly ChangeField[] = ['group', 'posts', 'status', 'vote', 'left']
/** So many lines of the preview are drawn; the rest is counted. */
const mostLines = 200
/** How long nothing is typed before the preview is asked, in milliseconds. */
const pause = 200

/** One thing for all who are chosen: what, then person by person what it was and what it becomes, then the act. */
export function BulkDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const [edit, setEdit] = useState<BulkEdit | null>({ what: 'change', from: today(), change: firstValue('group') })
  const [what, setWhat] = useState<string>('group')
  const [compared, setCompared] = useState<{ edit: BulkEdit; lines: readonly BulkLine[] } | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  useEffect(() => {
    let isOld = false
    if (edit === null) return
    const timer = setTimeout(() => {
      callApi('members.bulkPreview', { ids: [...ids], edit }).then((found) => { if (!isOld) { setCompared({ edit, lines: found }); setError(null) } }, (thrown: unknown) => { if (!isOld) setError(asApiError(thrown)) })
    }, pause)
    return () => { isOld = true; clearTimeout(timer) }
  }, [edit, ids])

  const choose = (next: string) => {
    setWhat(next)
    setError(null)
    const field = changeFields.find((each) => each === next)
    const code = bulkFields.find((each) => each === next)
    if (field) setEdit({ what: 'change', from: edit?.what === 'change' ? edit.from : today(), change: firstValue(field) })
    else if (code) setEdit(fieldOf[code].form === 'flag' ? { what: 'field', code, value: '1' } : null)
  }
  const code = bulkFields.find((each) => each === what)
  // What was compared for another edit is nothing to act on.
  const lines = compared !== null && compared.edit === edit ? compared.lines : null
  const changed = lines?.filter(({ differs }) => differs).length ?? 0
  const blocked = lines?.filter(({ obstacle }) => obstacle !== null) ?? []
  const apply = async () => {
    if (busy || edit === null || changed === 0 || blocked.length > 0) return
    setBusy(true)
    setError(null)
    try {
      await act(() => callApi('members.bulkApply', { ids: [...ids], edit }))
      useRoster.getState().chooseNone()
      onClose()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }

  return (
    <Modal open title={`批量修改${ids.length}人`} footer={null} width={720} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        <div className="pair">
          <div><label className="label" htmlFor="bulk-what">改什么</label>
            <select id="bulk-what" className="input" autoFocus value={what} onChange={(event) => choose(event.target.value)}>
              <optgroup label="从某日起的变动">{changeFields.map((field) => <option key={field} value={field}>{changeFieldNames[field]}</option>)}</optgroup>
              <optgroup label="档案里的栏目">{bulkFields.map((each) => <option key={each} value={each}>{fieldOf[each].label}</option>)}</optgroup>
            </select></div>
          {edit?.what === 'change' && <div><label className="label" htmlFor="bulk-from">自何日起</label><DateInput id="bulk-from" value={edit.from} onChange={(from) => setEdit({ ...edit, from })} /></div>}
          {code && <FieldValue key={code} code={code} onChange={setEdit} />}
        </div>
        {edit?.what === 'change' && <ChangeValue change={edit.change} onChange={(change) => setEdit({ ...edit, change })} />}
        {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
        {blocked.length > 0 && <div className="notice warn" role="alert"><span>有{blocked.length}人不能这样改，全部都不改：{blocked.slice(0, 3).map(({ obstacle }) => obstacle).join('')}</span></div>}
        <div className="understood bulk-lines" tabIndex={0} role="region" aria-label="修改前后">
          <table className="plain">
            <thead><tr><th>姓名</th><th>现在</th><th>改为</th></tr></thead>
            <tbody>{lines?.slice(0, mostLines).map((line) => (
              <tr key={line.id} className={line.differs ? undefined : 'same'}><td><b>{line.name}</b></td><td>{line.before}</td><td>{line.differs ? <b>{line.after}</b> : '不变'}{line.obstacle !== null && <span className="tag red">不能改</span>}</td></tr>
            ))}</tbody>
          </table>
          {lines === null && <p className="mut empty-line" role="status">{edit === null ? '填好要改成什么，这里逐人列出前后。' : '正在比较…'}</p>}
          {lines !== null && lines.length > mostLines && <p className="mut empty-line">另有{lines.length - mostLines}人。</p>}
        </div>
        <div className="row between">
          <span className="mut" role="status">{lines === null ? '' : changed === lines.length ? `${changed}人都会改` : `${changed}人会改，${lines.length - changed}人本来就是这样`}</span>
          <button className="btn primary" type="button" disabled={busy || changed === 0 || blocked.length > 0} onClick={() => void apply()}>{busy ? '正在修改…' : changed > 0 ? `修改${changed}人` : '修改'}</button>
        </div>
      </div>
    </Modal>
  )
}

/** The control for a field of the file. What is half typed gives no edit. */
function FieldValue({ code, onChange }: { code: (typeof bulkFields)[number]; onChange(edit: BulkEdit | null): void }) {
  const { label, form, codes, max } = fieldOf[code]
  const [text, setText] = useState('')
  const give = (value: string | null) => onChange({ what: 'field', code, value })
  if (form === 'flag') return <div><label className="label" htmlFor="bulk-value">改为</label><select id="bulk-value" className="input" onChange={(event) => give(event.target.value === '1' ? '1' : null)}><option value="1">是</option><option value="">不是</option></select></div>
  if (codes) {
    return (
      <div><label className="label" htmlFor="bulk-value">改为</label>
        <select id="bulk-value" className="input" value={text} onChange={({ target }) => { setText(target.value); if (target.value === '?') onChange(null); else give(target.value === '' ? null : target.value) }}>
          {text === '' && <option value="">（请选）</option>}{codes.map((each) => <option key={each.code} value={each.code}>{each.label}</option>)}</select></div>
    )
  }
  const typed = (value: string) => {
    setText(value)
    const line = value.trim()
    if (form !== 'partialDate') { onChange(line === '' ? null : { what: 'field', code, value: line }); return }
    const date = parsePartialDate(line)
    onChange(date === null ? null : { what: 'field', code, value: date })
  }
  return (
    <div><label className="label" htmlFor="bulk-value">{label}改为</label>
      <span className="row"><input id="bulk-value" className="input" maxLength={max ?? 20} placeholder={form === 'partialDate' ? '例：2026.9 或 2026-09-01' : ''} value={text} onChange={(event) => typed(event.target.value)} />
        <button className="btn" type="button" onClick={() => { setText(''); give(null) }}>清空</button></span></div>
  )
}
