import { type CSSProperties, Fragment, type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import './menuButton.css'

export interface MenuEntry<K extends string> {
  key: K
  label: string
  /** Beside the label, quieter. */
  note?: string
  /** Typed, goes to this entry: the first letter of its pinyin. */
  letter?: string
}

interface MenuButtonProps<K extends string> {
  children: ReactNode
  /** What the menu offers, for those who do not see it. */
  label: string
  className: string
  /** Parted by thin lines. */
  groups: readonly (readonly MenuEntry<K>[])[]
  onChoose(key: K): void
  /** For opening it from elsewhere, by a click. */
  buttonRef?: Ref<HTMLButtonElement>
  autoFocus?: boolean
  tabIndex?: number
}

const gap = 4
const margin = 8

/** Below its button where there is room, else above it, and never beyond the window. */
function placeAt(button: DOMRect, { offsetWidth, offsetHeight }: HTMLElement): CSSProperties {
  const below = button.bottom + gap
  const top = below + offsetHeight <= window.innerHeight - margin ? below : Math.max(margin, button.top - gap - offsetHeight)
  const left = button.left + offsetWidth <= window.innerWidth - margin ? button.left : button.right - offsetWidth
  return { top, left: Math.max(margin, left) }
}

/** A button that opens a menu: arrows, Home, End and first letters move, Enter chooses, Escape gives the focus back to where it was. */
export function MenuButton<K extends string>({ children, label, className, groups, onChoose, buttonRef, autoFocus, tabIndex }: MenuButtonProps<K>) {
  const id = useId()
  const root = useRef<HTMLSpanElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const before = useRef<HTMLElement | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [place, setPlace] = useState<CSSProperties>({ visibility: 'hidden' })
  const letters = groups.flat().map(({ letter }) => letter)

  const open = () => {
    before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    setOpen(true)
  }
  const close = (giveBack: boolean) => {
    setOpen(false)
    setPlace({ visibility: 'hidden' })
    if (giveBack) before.current?.focus()
  }
  const items = () => [...popup.current?.querySelectorAll<HTMLElement>('.popup-item') ?? []]

  useLayoutEffect(() => {
    const button = root.current?.querySelector('button')
    if (isOpen && button && popup.current) setPlace(placeAt(button.getBoundingClientRect(), popup.current))
  }, [isOpen])
  // Only what is visible takes the focus.
  const placed = place.visibility === undefined
  useEffect(() => { if (isOpen && placed) popup.current?.querySelector<HTMLElement>('.popup-item')?.focus() }, [isOpen, placed])
  useEffect(() => {
    if (!isOpen) return
    const leave = () => {
      setOpen(false)
      setPlace({ visibility: 'hidden' })
    }
    const onPress = (event: PointerEvent) => { if (event.target instanceof Node && !root.current?.contains(event.target)) leave() }
    window.addEventListener('pointerdown', onPress)
    window.addEventListener('resize', leave)
    return () => {
      window.removeEventListener('pointerdown', onPress)
      window.removeEventListener('resize', leave)
    }
  }, [isOpen])

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) {
      if (event.key === 'ArrowDown') {
        event.preventDefault()
        event.stopPropagation()
        open()
      }
      return
    }
    // While the menu is open, no key is meant for what lies under it.
    event.stopPropagation()
    const all = items()
    const at = all.findIndex((item) => item === document.activeElement)
    const goTo = (index: number) => {
      event.preventDefault()
      all[(index + all.length) % all.length]?.focus()
    }
    switch (event.key) {
      case 'ArrowDown': return goTo(at + 1)
      case 'ArrowUp': return goTo(at < 0 ? all.length - 1 : at - 1)
      case 'Home': return goTo(0)
      case 'End': return goTo(all.length - 1)
      case 'Escape':
        event.preventDefault()
        return close(true)
      case 'Tab': return close(true)
      default: {
        if (event.ctrlKey || event.altKey || event.metaKey) return
        const next = [...letters.keys()].map((step) => (at + 1 + step) % letters.length).find((index) => letters[index] === event.key.toLowerCase())
        if (next !== undefined) goTo(next)
      }
    }
  }
  return (
    <span ref={root} role="presentation" className="menu-button" onKeyDown={onKeyDown}>
      <button ref={buttonRef} className={className} type="button" aria-haspopup="menu" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} autoFocus={autoFocus} tabIndex={tabIndex} onClick={() => (isOpen ? close(true) : open())}>{children}</button>
      {isOpen && (
        <div ref={popup} id={id} className="popup" role="menu" aria-label={label} style={place}>
          {groups.map((group, index) => (
            <Fragment key={group[0]?.key}>
              {index > 0 && <hr className="popup-line" />}
              {group.map((entry) => (
                <button key={entry.key} className="popup-item" type="button" role="menuitem" tabIndex={-1} onClick={() => { close(true); onChoose(entry.key) }}><span>{entry.label}</span>{entry.note !== undefined && <span className="mut sm num">{entry.note}</span>}</button>
              ))}
            </Fragment>
          ))}
        </div>
      )}
    </span>
  )
}
