import { useComposedText } from './composedText.ts'

interface WrappingLineProps { id?: string; label?: string; value: string; field: string; onChange(value: string): void; placeholder?: string; maxLength: number; className?: string }

/** Text of one line that may be longer than the field: it is shown whole, in as many rows as it needs. Enter is not for it; what is pasted with line ends gets blanks. */
export function WrappingLine({ id, label, value, field, onChange, placeholder, maxLength, className = '' }: WrappingLineProps) {
  const bind = useComposedText(value, (text) => onChange(text.replace(/\s*\n\s*/g, ' ')))
  return <textarea {...bind} id={id} className={`input ${className}`} rows={1} data-one-line="" aria-label={label} data-field={field} placeholder={placeholder} maxLength={maxLength} spellCheck={false} />
}
