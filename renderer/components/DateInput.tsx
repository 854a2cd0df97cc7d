import { useEffect, useRef } from 'react'
import type { IsoDate } from '../../shared/domain/dates.ts'

interface DateInputProps { id?: string; label?: string; value: IsoDate; field?: string; onChange(value: IsoDate): void }

/**
 * A day, typed as digits or picked. Chromium's own control: year, month and day are typed one after the other without a separator.
 * Half a date changes nothing, and what is being typed is never replaced.
 */
export function DateInput({ id, label, value, field, onChange }: DateInputProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => { if (input.current && input.current !== document.activeElement) input.current.value = value }, [value])
  return <input ref={input} id={id} className="input num" type="date" max="2200-12-31" min="1900-01-01" required aria-label={label} data-field={field} defaultValue={value}
    onBlur={(event) => { if (event.target.value === '' || !event.target.validity.valid) event.target.value = value }}
    onChange={(event) => { if (event.target.value !== '' && event.target.validity.valid) onChange(event.target.value) }} />
}
