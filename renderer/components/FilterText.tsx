import { useEffect, useRef, useState } from 'react'
import { useComposedText } from './composedText.ts'

interface FilterTextProps {
  /** The text that the list is filtered by now. */
  value: string
  onAsk(text: string): void
  label: string
  placeholder: string
  /** Milliseconds without a key before the list is asked. */
  pause: number
}

/** The text box above a list: asks when the hand rests, never while an input method composes. */
export function FilterText({ value, onAsk, label, placeholder, pause }: FilterTextProps) {
  const [text, setText] = useState(value)
  const [asked, setAsked] = useState(value)
  const ask = useRef(onAsk)
  useEffect(() => { ask.current = onAsk })
  // Cleared from elsewhere.
  if (asked !== value) {
    setAsked(value)
    setText(value)
  }
  useEffect(() => {
    if (text === asked) return
    const timer = setTimeout(() => {
      setAsked(text)
      ask.current(text)
    }, pause)
    return () => clearTimeout(timer)
  }, [text, asked, pause])
  const bind = useComposedText(text, setText)
  return <input {...bind} className="input" type="search" placeholder={placeholder} aria-label={label} maxLength={100} spellCheck={false} />
}
