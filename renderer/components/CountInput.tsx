import { useState } from 'react'

interface CountInputProps { label: string; value: number; field: string; onChange(value: number): void }

/** A number of people or votes, 0 to 999, typed as digits, full-width ones too. An empty field is 0 when it is left. */
export function CountInput({ label, value, field, onChange }: CountInputProps) {
  const [emptied, setEmptied] = useState(false)
  return <input className="input num count" type="text" inputMode="numeric" aria-label={label} data-field={field} autoComplete="off" value={emptied ? '' : String(value)}
    onFocus={(event) => event.target.select()} onBlur={() => setEmptied(false)}
    onChange={(event) => {
      const digits = event.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, 3)
      setEmptied(digits === '')
      onChange(Number(digits))
    }} />
}
