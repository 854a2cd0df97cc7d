import { useComposedText } from './composedText.ts'

interface TextBlockProps { label: string; value: string; field: string; onChange(value: string): void; placeholder?: string; maxLength?: number; className?: string }

/** Text of several lines that grows with what is in it. Enter breaks the line. */
export function TextBlock({ label, value, field, onChange, placeholder, maxLength = 100_000, className = '' }: TextBlockProps) {
  const bind = useComposedText(value, onChange)
  return <textarea {...bind} className={`input ${className}`} rows={1} aria-label={label} data-field={field} placeholder={placeholder} maxLength={maxLength} spellCheck={false} />
}
