import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { LineInput } from '../../components/LineInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import type { Acting } from '../../lib/useAct.ts'

interface FieldProps { label: string; note?: string | undefined; wrong?: string | undefined; wide?: boolean; children(id: string): ReactNode }

/** A control with its label above and what is wrong with it below. */
export function Field({ label, note, wrong, wide = false, children }: FieldProps) {
  const id = useId()
  return (
    <div className={`form-entry ${wide ? 'wide' : ''}`}>
      <label className="label" htmlFor={id}>{label}{note !== undefined && <span className="mut"> {note}</span>}</label>
      {children(id)}
      {wrong !== undefined && <p className="error-text" role="alert">{wrong}</p>}
    </div>
  )
}

interface TextFieldProps { label: string; field: string; value: string; maxLength: number; acting: Acting; wide?: boolean; note?: string; placeholder?: string; onChange(value: string): void }
export function LineField({ label, field, value, maxLength, acting, wide = false, note, placeholder, onChange }: TextFieldProps) {
  return <Field label={label} note={note} wide={wide} wrong={acting.at(field)}>{(id) => <LineInput id={id} value={value} field={field} maxLength={maxLength} onChange={onChange} {...(placeholder === undefined ? {} : { placeholder })} />}</Field>
}
export function BlockField({ label, field, value, maxLength, acting, note, placeholder, onChange }: TextFieldProps) {
  return (
    <div className="form-entry wide"><span className="label" aria-hidden="true">{label}{note !== undefined && <span className="mut"> {note}</span>}</span>
      <TextBlock label={label} value={value} field={field} maxLength={maxLength} onChange={onChange} {...(placeholder === undefined ? {} : { placeholder })} />
      {acting.at(field) !== undefined && <p className="error-text" role="alert">{acting.at(field)}</p>}</div>
  )
}

interface DayFieldProps { label: string; value: IsoDate | null; acting: Acting; field: string; onChange(value: IsoDate | null): void }
/** A day or none; half a date changes nothing, and what is being typed is never replaced. */
export function DayField({ label, value, acting, field, onChange }: DayFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => { if (input.current && input.current !== document.activeElement) input.current.value = value ?? '' }, [value])
  return (
    <Field label={label} wrong={acting.at(field)}>
      {(id) => <input ref={input} id={id} className={`input num ${value === null ? 'unset' : ''}`} type="date" min="1900-01-01" max="2200-12-31" data-field={field} defaultValue={value ?? ''}
        onChange={({ target }) => { if (target.validity.valid && (target.value !== '' || !target.validity.badInput)) onChange(target.value === '' ? null : target.value) }} />}
    </Field>
  )
}

interface ChoiceFieldProps<T extends string> { label: string; value: T; options: readonly T[]; names: Record<T, string>; onChange(value: T): void }
export function ChoiceField<T extends string>({ label, value, options, names, onChange }: ChoiceFieldProps<T>) {
  return <Field label={label}>{(id) => <select id={id} className="input" value={value} onChange={({ target }) => { const found = options.find((option) => option === target.value); if (found !== undefined) onChange(found) }}>{options.map((option) => <option key={option} value={option}>{names[option]}</option>)}</select>}</Field>
}

/** What was refused as a whole; faults of fields stand at their fields. */
export function FormFault({ acting, known }: { acting: Acting; known: readonly string[] }) {
  const { error } = acting
  if (!error) return null
  const others = error.fields.filter(({ path }) => !known.includes(path))
  if (error.fields.length > 0 && others.length === 0) return null
  return <ErrorNotice sentence={error.sentence}>{others.length > 0 && <ul>{others.map(({ path, message }) => <li key={path}>{message}</li>)}</ul>}</ErrorNotice>
}
