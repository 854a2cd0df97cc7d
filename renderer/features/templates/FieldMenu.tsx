import { type CSSProperties, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { TemplateField } from '../../../shared/domain/template.ts'

interface FieldMenuProps {
  where: DOMRect
  /** The words that become a field. */
  words: string
  fields: readonly TemplateField[]
  used: ReadonlySet<string>
  /** The field it is now, or is held to be. */
  current: string | null
  onChoose(field: TemplateField): void
  /** Absent where it is no field yet. */
  onRemove?(): void
  onClose(): void
}

const gap = 6

/** Which field this is: a few letters find it, arrows and Enter choose, each with its meaning and an example. */
export function FieldMenu({ where, words, fields, used, current, onChoose, onRemove, onClose }: FieldMenuProps) {
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const wanted = typed.trim()
  const nearness = ({ name }: TemplateField): number => (name === wanted ? 0 : name.includes(wanted) ? 1 : 2)
  const found = fields.filter(({ name, meaning }) => name.includes(wanted) || meaning.includes(wanted)).toSorted((a, b) => (wanted === '' ? 0 : nearness(a) - nearness(b)))
  const [at, setAt] = useState(Math.max(0, fields.findIndex(({ name }) => name === current)))
  const [place, setPlace] = useState<CSSProperties>({ visibility: 'hidden' })
  const chosen = Math.min(at, found.length - 1)

  useLayoutEffect(() => {
    const box = root.current
    if (!box) return
    const below = where.bottom + gap + box.offsetHeight <= window.innerHeight - gap
    setPlace({ top: below ? where.bottom + gap : Math.max(gap, where.top - gap - box.offsetHeight), left: Math.max(gap, Math.min(where.left, window.innerWidth - box.offsetWidth - gap)) })
  }, [where])
  const placed = place.visibility === undefined
  useEffect(() => { if (placed) root.current?.querySelector('input')?.focus() }, [placed])
  useEffect(() => { root.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [chosen, placed])
  useEffect(() => {
    const onPress = ({ target }: PointerEvent) => { if (target instanceof Node && !root.current?.contains(target)) onClose() }
    window.addEventListener('pointerdown', onPress)
    return () => window.removeEventListener('pointerdown', onPress)
  }, [onClose])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    // While the menu is open, no key is meant for what lies under it.
    event.stopPropagation()
    switch (event.key) {
      case 'ArrowDown': event.preventDefault(); return setAt(Math.min(chosen + 1, found.length - 1))
      case 'ArrowUp': event.preventDefault(); return setAt(Math.max(chosen - 1, 0))
      case 'Escape': event.preventDefault(); return onClose()
      case 'Enter': {
        if (event.target instanceof HTMLButtonElement) return
        event.preventDefault()
        const field = found[chosen]
        if (field) onChoose(field)
      }
    }
  }
  return (
    <div ref={root} className="popup field-menu" role="dialog" aria-label="选择字段" style={place} onKeyDown={onKeyDown}>
      <p className="field-menu-words" title={words}>{words === '' ? '（空白处）' : words}</p>
      <input className="input" role="combobox" aria-label="是哪个字段" aria-expanded="true" aria-controls={id} aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined} placeholder="是哪个字段，可以打字找" value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0) }} />
      <ul id={id} role="listbox" aria-label="字段">
        {found.map((field, index) => (
          <li key={`${field.name} ${field.form}`} id={`${id}-${index}`} role="option" aria-selected={index === chosen} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(field)} onKeyDown={onKeyDown}>
            <span><b>{field.name}</b>{field.name === current ? <i className="tag green">现在</i> : used.has(field.name) && <i className="tag">已用</i>}</span>
            <span className="mut sm">{field.meaning}{field.example !== '' && `　如：${field.example}`}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="mut sm" role="status">{fields.length === 0 ? '这里放不下字段：请在一个段落里选，或选表格的整行。' : '没有这样的字段。'}</p>}
      {onRemove && <button className="btn quiet small" type="button" onClick={onRemove}>不作字段，照原样保留</button>}
    </div>
  )
}
