import type { IsoDate } from '../../shared/domain/dates.ts'

interface DateInputProps { id?: string; label?: string; value: IsoDate; field?: string; onChange(value: IsoDate): void }

/**
 * A day, typed as digits or picked. Chromium's own control: year, month and day are typed one after the other without a separator.
 * Half a date changes nothing.
 */
export function DateInput({ id, label, value, field, onChange }: DateInputProps) {
  return <input id={id} className="input num" type="date" max="2200-12-31" min="1900-01-01" required aria-label={label} data-field={field} defaultValue={value} key={value}
    onBlur={(event) => { if (event.target.value === '') event.target.value = value }}
    onChange={(event) => { if (event.target.value !== '' && event.target.validity.valid) onChange(event.target.value) }} />
}
