import { type ChangeEvent, type CompositionEvent, useRef, useState } from 'react'

type TextElement = HTMLInputElement | HTMLTextAreaElement

interface ComposedText {
  value: string
  onChange(event: ChangeEvent<TextElement>): void
  onCompositionStart(): void
  onCompositionEnd(event: CompositionEvent<TextElement>): void
}

/**
 * A text control that never disturbs an input method: while it composes, what is typed stays in the control, and nothing
 * from outside is put into it. Committed text goes to `onChange`.
 */
export function useComposedText(value: string, onChange: (value: string) => void): ComposedText {
  const [shown, setShown] = useState(value)
  const [given, setGiven] = useState(value)
  const composing = useRef(false)
  // From outside came another text than the one last seen or given: an undo, another record.
  if (value !== given) {
    setGiven(value)
    setShown(value)
  }
  const give = (text: string) => {
    setGiven(text)
    onChange(text)
  }
  return {
    value: shown,
    onChange: (event) => {
      setShown(event.target.value)
      if (!composing.current) give(event.target.value)
    },
    onCompositionStart: () => { composing.current = true },
    onCompositionEnd: (event) => {
      composing.current = false
      const text = event.currentTarget.value
      setShown(text)
      if (text !== given) give(text)
    },
  }
}
