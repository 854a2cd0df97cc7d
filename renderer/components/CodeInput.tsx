import { type KeyboardEvent, useId, useState } from 'react'
import { meansName } from '../lib/pinyin.ts'
import { useComposedText } from './composedText.ts'

interface CodeInputProps { id: string; value: string; options: readonly string[]; field: string; onChange(value: string): void; onLeave(): void; placeholder?: string; describedBy?: string; invalid?: boolean }

/**
 * One of a list of words: part of it or the first letters of its pinyin show which is meant, the arrows choose, Enter or Tab takes the
 * marked one. What is typed is kept as it is where nothing is marked.
 */
export function CodeInput({ id, value, options, field, onChange, onLeave, placeholder, describedBy, invalid = false }: CodeInputProps) {
  const list = useId()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState(false)
  const [marked, setMarked] = useState<number | null>(null)
  const bind = useComposedText(value, (text) => { onChange(text); setOpen(true); setTyped(true); setMarked(null) })
  // Until something is typed the whole list is shown, whatever stands in the field.
  const wanted = typed ? bind.value.trim() : ''
  const shown = open ? options.filter((option) => meansName(wanted, option)) : []
  const active = marked ?? (wanted !== '' && shown.length > 0 ? 0 : null)
  const close = () => { setOpen(false); setTyped(false); setMarked(null) }
  const take = (option: string) => { onChange(option); close() }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return
    const chosen = active === null ? undefined : shown[active]
    switch (event.key) {
      case 'ArrowDown': case 'ArrowUp': {
        event.preventDefault()
        const step = event.key === 'ArrowDown' ? 1 : -1
        if (!open) setOpen(true)
        else if (shown.length > 0) setMarked(((active ?? (step === 1 ? -1 : 0)) + step + shown.length) % shown.length)
        break
      }
      case 'Enter':
        // Taken, the word is left with the next Enter or at once, as the page does.
        if (open && chosen !== undefined) take(chosen)
        break
      case 'Tab':
        if (open && chosen !== undefined && wanted !== '') onChange(chosen)
        break
      case 'Escape':
        if (open) {
          event.stopPropagation()
          close()
        }
        break
    }
  }
  return (
    <div className="person-input">
      <input {...bind} id={id} className="input" type="text" role="combobox" aria-expanded={shown.length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={active === null ? undefined : `${list}-${active}`} aria-describedby={describedBy} aria-invalid={invalid}
        data-field={field} placeholder={placeholder} maxLength={60} autoComplete="off" spellCheck={false} onKeyDown={onKeyDown} onBlur={() => { close(); onLeave() }} onMouseDown={() => setOpen(true)} />
      <ul id={list} role="listbox" className="person-list code-list" hidden={shown.length === 0}>
        {shown.map((option, index) => (
          // The list is worked from the field; a press must not take the focus from it.
          <li key={option} id={`${list}-${index}`} role="option" aria-selected={index === active} ref={(element) => { if (index === active && marked !== null) element?.scrollIntoView({ block: 'nearest' }) }} onMouseDown={(event) => { event.preventDefault(); take(option) }}>{option}</li>
        ))}
      </ul>
    </div>
  )
}
