import { type KeyboardEvent, useId, useState } from 'react'
import { meansName } from '../lib/pinyin.ts'
import { useComposedText } from './composedText.ts'

export interface KnownPerson { name: string; note: string }
interface PersonInputProps {
  label: string
  value: string
  field: string
  people: readonly KnownPerson[]
  onChange(value: string): void
  /** Several names, parted by 、. */
  several?: boolean
  placeholder?: string
  maxLength?: number
  id?: string
}

const mostShown = 8
const separators = /[、,，;；]/

/**
 * A name, of the roster or not: part of a name or the first letters of its pinyin show who is meant, the arrows choose,
 * Enter or Tab takes the marked one. What is typed is never changed otherwise.
 */
export function PersonInput({ label, value, field, people, onChange, several = false, placeholder, maxLength = 60, id }: PersonInputProps) {
  const list = useId()
  const [open, setOpen] = useState(false)
  const [marked, setMarked] = useState<number | null>(null)
  const bind = useComposedText(value, (text) => { onChange(text); setOpen(true); setMarked(null) })

  const cut = several ? Math.max(...[...bind.value].map((char, at) => (separators.test(char) ? at : -1)), -1) + 1 : 0
  const typed = bind.value.slice(cut).trim()
  const taken = new Set(several ? bind.value.slice(0, cut).split(separators) : [])
  const found = open ? people.filter((p) => !taken.has(p.name) && meansName(typed, p.name)).slice(0, mostShown) : []
  const whole = found.length === 1 && found[0]?.name === typed
  const shown = whole ? [] : found
  // Letters can only mean pinyin, so the first is meant; Chinese may be the beginning of a name nobody knows yet.
  const active = marked ?? (shown.length > 0 && (/^[a-z]+$/i.test(typed) || (shown.length === 1 && typed !== '')) ? 0 : null)

  const take = (name: string) => {
    onChange(bind.value.slice(0, cut) + name)
    setOpen(false)
    setMarked(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return
    const chosen = active === null ? undefined : shown[active]
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault()
        if (!open) setOpen(true)
        else if (shown.length > 0) setMarked(((active ?? (event.key === 'ArrowDown' ? -1 : 0)) + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length)
        break
      }
      case 'Enter':
        if (chosen) {
          event.preventDefault()
          event.stopPropagation()
          take(chosen.name)
        }
        break
      case 'Tab':
        if (chosen && typed !== '') take(chosen.name)
        setOpen(false)
        break
      case 'Escape':
        if (shown.length > 0) {
          event.stopPropagation()
          setOpen(false)
        }
        break
    }
  }
  return (
    <div className="person-input">
      <input {...bind} id={id} className="input" type="text" role="combobox" aria-label={label} aria-expanded={shown.length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={active === null ? undefined : `${list}-${active}`}
        data-field={field} placeholder={placeholder} maxLength={maxLength} autoComplete="off" spellCheck={false} onKeyDown={onKeyDown} onBlur={() => setOpen(false)} onMouseDown={() => { if (bind.value === '' || several) setOpen(true) }} />
      <ul id={list} role="listbox" aria-label={label} className="person-list" hidden={shown.length === 0}>
        {shown.map((p, index) => (
          // The list is worked from the field; a press must not take the focus from it.
          <li key={p.name} id={`${list}-${index}`} role="option" aria-selected={index === active} onMouseDown={(event) => { event.preventDefault(); take(p.name) }}>{p.name}<span className="mut sm">{p.note}</span></li>
        ))}
      </ul>
    </div>
  )
}
