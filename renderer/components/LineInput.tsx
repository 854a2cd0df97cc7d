import { useComposedText } from './composedText.ts'

interface LineInputProps { id?: string; label?: string; value: string; field: string; onChange(value: string): void; onLeave?(value: string): void; placeholder?: string; maxLength: number; className?: string; numeric?: boolean }

/** Text of one line. What was typed is given on with every committed character; `onLeave` when the field is left. */
export function LineInput({ id, label, value, field, onChange, onLeave, placeholder, maxLength, className = '', numeric = false }: LineInputProps) {
  const bind = useComposedText(value, onChange)
  return <input {...bind} id={id} className={`input ${className}`} type="text" aria-label={label} data-field={field} placeholder={placeholder} maxLength={maxLength} autoComplete="off" spellCheck={false}
    inputMode={numeric ? 'numeric' : undefined} onBlur={(event) => onLeave?.(event.target.value)} />
}
