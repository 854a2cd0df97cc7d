import { flushSync } from 'react-dom'

const selector = '[data-field]'

/** The control of a field: the element itself, or for a group of radio buttons the one that takes the focus. */
function controlOf(field: HTMLElement): HTMLElement | null {
  if (field.matches('input, textarea, button, select')) return field
  return field.querySelector<HTMLElement>('input:checked') ?? field.querySelector<HTMLElement>('input')
}

const byName = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)

/** The field that holds an element, or null. */
export const fieldOf = (element: Element | null): string | null => element?.closest<HTMLElement>(selector)?.dataset['field'] ?? null

/** Moves to a field, shows it in the middle (or its part of the record from its top on), and answers whether it is there. */
export function goToField(name: string, show: 'field' | 'part' = 'field'): boolean {
  const field = byName(name)
  const control = field && controlOf(field)
  if (!field || !control) return false
  if (show === 'part') field.closest('section')?.scrollIntoView({ block: 'start' })
  else field.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
  if (control instanceof HTMLInputElement && control.type === 'text') control.select()
  return true
}

/** For a moment a frame tells which field was meant, also where it cannot take the cursor because the record is final. */
export function showField(name: string): void {
  const field = byName(name)
  field?.classList.add('meant')
  setTimeout(() => field?.classList.remove('meant'), 2500)
}

/** Moves to a field with the cursor behind its text. */
export function goToEnd(name: string): void {
  const field = byName(name)
  const control = field && controlOf(field)
  if (!field || !control) return
  field.scrollIntoView({ block: 'nearest' })
  control.focus({ preventScroll: true })
  if (isText(control)) control.setSelectionRange(control.value.length, control.value.length)
}

/** Does something that changes the screen and goes to a field of what it made, so that the next character typed lands there. */
export function goToFieldAfter(act: () => string): void {
  let field = ''
  flushSync(() => { field = act() })
  goToField(field)
}

/** On to the field after the one that holds `from`, in the order of the record. Buttons are passed over: a second Enter must not add anything. */
export function goToNextField(from: Element, root: Element): void {
  const fields = [...root.querySelectorAll<HTMLElement>(selector)]
  const here = fields.findIndex((field) => field.contains(from))
  const next = fields.slice(here + 1).find((field) => !(controlOf(field) instanceof HTMLButtonElement) && controlOf(field) !== null)
  if (!next) return
  const control = controlOf(next)
  control?.focus()
  if (control instanceof HTMLInputElement && control.type === 'text') control.select()
}

type TextControl = HTMLInputElement | HTMLTextAreaElement
const isText = (element: Element | null): element is TextControl =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text')

/** Where the cursor stands in a text field; 0 and 0 elsewhere. */
export const selectionOf = (element: Element | null): { start: number; end: number } =>
  isText(element) ? { start: element.selectionStart ?? 0, end: element.selectionEnd ?? 0 } : { start: 0, end: 0 }

/** Puts focus, cursor and scroll position back where they were. */
export function restorePlace(desk: Element, { field, selectionStart, selectionEnd, scrollTop }: { field: string | null; selectionStart: number; selectionEnd: number; scrollTop: number }): void {
  const element = field === null ? null : byName(field)
  const control = element && controlOf(element)
  control?.focus({ preventScroll: true })
  if (control && isText(control)) control.setSelectionRange(selectionStart, selectionEnd)
  desk.scrollTop = scrollTop
}
