import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { MemberFile } from '../../../shared/domain/memberFile.ts'
import { fieldOf, isRequired, type FieldCode } from '../../../shared/domain/memberFields.ts'
import { CodeInput } from '../../components/CodeInput.tsx'
import { useComposedText } from '../../components/composedText.ts'
import { useMemberFile } from './memberFileStore.ts'

const hints: Partial<Record<FieldCode, string>> = { idNumber: '18位', mobile: '11位', duesBase: '元', introducers: '两名，用、隔开', exemptFromCalls: '经批准不作硬性要求的原因', backboneBasis: '认定文号' }
const yesNo = ['是', '否']

interface TypedProps { id: string; code: FieldCode; value: string; label: string; describedBy: string; invalid: boolean }

/** The control of one field: what is typed is saved when the field is left. */
function Control({ id, code, value, label, describedBy, invalid }: TypedProps) {
  const { form, codes = [], max = 60 } = fieldOf[code]
  const { edit, leaveField } = useMemberFile.getState()
  const bind = useComposedText(value, (text) => edit(code, text))
  const leave = () => void leaveField(code)
  const common = { id, 'data-field': `member.${code}`, 'aria-describedby': describedBy, 'aria-invalid': invalid, autoComplete: 'off', spellCheck: false, onBlur: leave }
  switch (form) {
    case 'code': return <CodeInput id={id} value={value} options={codes.map((entry) => entry.label)} field={`member.${code}`} onChange={(text) => edit(code, text)} onLeave={leave} describedBy={describedBy} invalid={invalid} />
    case 'flag': return <CodeInput id={id} value={value} options={yesNo} field={`member.${code}`} onChange={(text) => edit(code, text)} onLeave={leave} describedBy={describedBy} invalid={invalid} />
    case 'text': return <textarea {...bind} {...common} className="input" rows={2} maxLength={max} aria-label={label} />
    case 'partialDate': case 'date': return <input {...bind} {...common} className="input num" type="text" maxLength={20} placeholder="1985.06 或 1985.06.22" />
    default: return <input {...bind} {...common} className="input" type="text" maxLength={form === 'line' ? max : 40} placeholder={hints[code]} inputMode={form === 'money' || form === 'mobile' ? 'decimal' : undefined} />
  }
}

/** Enter goes on to the next field of the page, Escape takes back what was typed. */
function onKeys(code: FieldCode) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.defaultPrevented) return
    if (event.key === 'Escape' && useMemberFile.getState().drafts[code] !== undefined) {
      event.stopPropagation()
      useMemberFile.getState().edit(code, null)
    }
    if (event.key !== 'Enter' || event.target instanceof HTMLTextAreaElement || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    const all = [...document.querySelectorAll<HTMLElement>('.member-fields input[data-field], .member-fields textarea[data-field]')]
    const next = all[all.indexOf(event.target) + 1]
    if (next) next.focus()
    else event.target.blur()
  }
}

/** A masked value with the three things one may do with it. */
function Masked({ code, text, onChange }: { code: FieldCode; text: string; onChange(): void }) {
  const { reveal, hide, copy, empty } = useMemberFile.getState()
  const shown = useMemberFile((state) => state.revealed[code])
  const copied = useMemberFile((state) => state.copied === code)
  const { label } = fieldOf[code]
  return (
    <div className="masked">
      <span className={`num ${shown === undefined ? 'mut' : ''}`}>{shown ?? text}</span>
      <span className="row masked-acts">
        {shown === undefined ? <button className="btn link sm" type="button" aria-label={`显示${label}`} onClick={() => void reveal(code)}>显示</button> : <button className="btn link sm" type="button" aria-label={`隐藏${label}`} onClick={() => hide(code)}>隐藏</button>}
        <button className="btn link sm" type="button" aria-label={`复制${label}`} title="30秒后从剪贴板清除" onClick={() => void copy(code)}>{copied ? '已复制' : '复制'}</button>
        <button className="btn link sm" type="button" aria-label={`改${label}`} onClick={onChange}>改</button>
        <button className="btn link sm" type="button" aria-label={`清空${label}`} onClick={() => void empty(code)}>清空</button>
      </span>
    </div>
  )
}

/** One field: its label, its control, what does not fit, what does not agree, and quietly that it is missing. */
export function FieldRow({ file, code, children }: { file: MemberFile; code: FieldCode; children?: ReactNode }) {
  const { label, form, masking } = fieldOf[code]
  const id = `member-${code}`
  const draft = useMemberFile((state) => state.drafts[code])
  const refused = useMemberFile((state) => state.refused[code])
  const [changing, setChanging] = useState(false)
  const stored = file.values.find((value) => value.code === code)
  const findings = file.findings.filter(({ field }) => field === code)
  const missing = stored === undefined && draft === undefined && isRequired(code, file.standing.status)
  const isMasked = masking !== undefined && stored !== undefined && draft === undefined && !changing
  // 12.50元 is shown, 12.50 is typed.
  const value = draft ?? (stored === undefined || stored.masked ? '' : stored.text)
  return (
    <div role="presentation" className={`field ${form === 'text' ? 'wide' : ''}`} onKeyDown={onKeys(code)} onBlur={() => setChanging(false)}>
      <label className="field-label" htmlFor={isMasked ? undefined : id}>{label}{missing && <span className="lacking" title="档案还缺这一项">缺</span>}</label>
      <div className="field-body">
        {isMasked ? <Masked code={code} text={stored.text} onChange={() => { setChanging(true); requestAnimationFrame(() => document.getElementById(id)?.focus()) }} />
          : <Control id={id} code={code} value={value} label={label} describedBy={`${id}-note`} invalid={refused !== undefined} />}
        <div id={`${id}-note`}>
          {refused !== undefined && <p className="error-text sm" role="alert">{refused}<span className="mut">没有存入，原来的内容没有变。</span></p>}
          {changing && draft === undefined && <p className="mut sm">输入新的内容；不输入就保持原样。</p>}
          {findings.map(({ kind, message, rule }) => <p key={kind} className="amber-text sm" title={rule}>{message}<span className="mut">（{rule}）</span></p>)}
          {children}
        </div>
      </div>
    </div>
  )
}
