import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { isDevelopmentPaper, TemplateDocument, templateDocumentNames } from '../../../shared/domain/templateDocument.ts'
import { kindFacts, MeetingKind, meetingKinds } from '../../../shared/domain/meetingKinds.ts'
import type { TemplateField } from '../../../shared/domain/template.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

/** How a field is written in Word. A list stands between its two marks, with its fields inside. */
export const writtenField = ({ name, form, inside }: TemplateField): string => (form === 'list' ? `{#${name}}${inside.map((each) => writtenField(each)).join('　')}{/${name}}` : `{${name}}`)

/** The whole list as text: for a sheet beside Word. */
export const asText = (fields: readonly TemplateField[], depth = 0): string => fields.map((field) => {
  const indent = '　'.repeat(depth)
  const tail = `\t${field.meaning}${field.example === '' ? '' : `\t如：${field.example}`}`
  return field.form === 'list' ? `${indent}{#${field.name}}${tail}\n${asText(field.inside, depth + 1)}\n${indent}{/${field.name}}` : `${indent}{${field.name}}${tail}`
}).join('\n')

/** The names of all fields, what each means, and a button to copy it into Word. */
export function FieldList({ document: first, kind: firstKind, onClose }: { document: TemplateDocument; kind: MeetingKind | null; onClose(): void }) {
  const [document, setDocument] = useState(first)
  const [kind, setKind] = useState(firstKind)
  const [fields, setFields] = useState<TemplateField[] | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [copied, setCopied] = useState('')
  useEffect(() => {
    let stopped = false
    callApi('templates.fields', { document, kind }).then(
      (found) => { if (!stopped) { setFields(found); setError(null) } }, (thrown: unknown) => { if (!stopped) setError(asApiError(thrown)) })
    return () => { stopped = true }
  }, [document, kind, attempt])
  const copy = async (text: string) => {
    try {
      await callApi('app.copyText', { text })
      setCopied(text)
    } catch (thrown) {
      setError(asApiError(thrown))
    }
  }
  const all = fields === null ? '' : asText(fields)
  return (
    <Modal open title="字段清单" footer={null} width={860} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        <p>在Word里把要填的地方写成花括号里的字段，例如 <code>{'时间：{时间}'}</code>。重复的内容写在两个记号之间：<code>{'{#议题}'}</code> 开头，<code>{'{/议题}'}</code> 结尾，中间写每一项怎样排；在表格里，两个记号写在同一行的第一格和最后一格，这一行就按项重复。</p>
        <div className="row">
          <select className="input" aria-label="文书" style={{ width: 240 }} value={document} onChange={({ target }) => setDocument(TemplateDocument.parse(target.value))}>{TemplateDocument.options.map((name) => <option key={name} value={name}>{templateDocumentNames[name]}</option>)}</select>
          {!isDevelopmentPaper(document) && <KindChoice kind={kind} onChange={setKind} />}
          <button className="btn" type="button" style={{ marginLeft: 'auto' }} disabled={all === ''} onClick={() => void copy(all)}>{copied !== '' && copied === all ? '已复制' : '复制全部'}</button>
        </div>
        {error && <ErrorNotice sentence={error.sentence} onAct={() => setAttempt((n) => n + 1)} />}
        <div className="field-list" role="region" aria-label="字段" tabIndex={0}>
          {fields === null ? !error && <p className="mut" role="status">正在读取字段…</p> : (
            <table>
              <thead><tr><th scope="col">写法</th><th scope="col">意思</th><th scope="col">例子</th><th scope="col"><span className="visually-hidden">复制</span></th></tr></thead>
              <tbody><FieldRows fields={fields} depth={0} copied={copied} onCopy={(text) => void copy(text)} /></tbody>
            </table>
          )}
        </div>
        <p className="visually-hidden" role="status">{copied === '' ? '' : '已复制到剪贴板'}</p>
      </div>
    </Modal>
  )
}

function FieldRows({ fields, depth, copied, onCopy }: { fields: readonly TemplateField[]; depth: number; copied: string; onCopy(text: string): void }) {
  return fields.map((field) => {
    const text = writtenField(field)
    return [
      <tr key={`${field.name} ${field.form}`}>
        <td style={{ paddingLeft: 12 + depth * 20 }}><code>{field.form === 'list' ? `{#${field.name}} … {/${field.name}}` : text}</code></td><td>{field.meaning}{field.form === 'paragraphs' && <span className="mut sm">　单独一段</span>}</td><td className="mut">{field.example}</td>
        <td><button className="btn quiet small" type="button" aria-label={`${copied === text ? '已复制' : '复制'}${field.name}`} onClick={() => onCopy(text)}>{copied === text ? '已复制' : '复制'}</button></td>
      </tr>,
      ...(field.form === 'list' ? [<FieldRows key={`${field.name} inside`} fields={field.inside} depth={depth + 1} copied={copied} onCopy={onCopy} />] : []),
    ]
  })
}

/** Every kind of meeting, or one. */
export function KindChoice({ kind, disabled = false, onChange }: { kind: MeetingKind | null; disabled?: boolean; onChange(kind: MeetingKind | null): void }) {
  return (
    <select className="input" aria-label="用于" disabled={disabled} style={{ width: 160 }} value={kind ?? ''} onChange={({ target }) => onChange(target.value === '' ? null : MeetingKind.parse(target.value))}>
      <option value="">所有会议</option>
      {meetingKinds.map((option) => <option key={option} value={option}>{kindFacts[option].short}</option>)}
    </select>
  )
}
