// Marking text on the paper: the selection of the browser, which also works by keys where nothing can be typed.
import type { Point } from '../../../shared/domain/templatePlaces.ts'

/** Where a place of the document lies in its paragraph, in characters. */
function pointOf(node: Node, offset: number): Point | null {
  const paragraph = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-at]')
  const at = paragraph?.dataset['at']
  if (!paragraph || at === undefined) return null
  const range = document.createRange()
  range.setStart(paragraph, 0)
  range.setEnd(node, offset)
  return { at, offset: range.toString().length }
}

/** What is marked inside `room`; null where the marking begins or ends elsewhere. */
export function pointsOfSelection(room: HTMLElement | null): { from: Point; to: Point; where: DOMRect } | null {
  const selection = window.getSelection()
  if (!room || !selection?.anchorNode || !selection.focusNode || !room.contains(selection.anchorNode) || !room.contains(selection.focusNode)) return null
  const from = pointOf(selection.anchorNode, selection.anchorOffset)
  const to = pointOf(selection.focusNode, selection.focusOffset)
  if (!from || !to) return null
  const drawn = selection.getRangeAt(0).getBoundingClientRect()
  const paragraph = room.querySelector(`[data-at="${CSS.escape(to.at)}"]`)
  return { from, to, where: drawn.width > 0 || !paragraph ? drawn : paragraph.getBoundingClientRect() }
}

/** Puts the caret into the first paragraph, unless it is on the paper already; answers the paragraph it is in. */
export function caretTo(room: HTMLElement): string | null {
  const known = pointsOfSelection(room)
  if (known) return known.to.at
  const first = room.querySelector<HTMLElement>('[data-at]')
  if (first) window.getSelection()?.collapse(first, 0)
  return first?.dataset['at'] ?? null
}

const directions: Record<string, ['forward' | 'backward', 'character' | 'line']> = { ArrowRight: ['forward', 'character'], ArrowLeft: ['backward', 'character'], ArrowDown: ['forward', 'line'], ArrowUp: ['backward', 'line'] }

/** Arrows move the caret, with Shift they mark, with Ctrl by words. Up and down go by paragraphs. Answers whether the key was one of these. */
export function moveCaret(room: HTMLElement, { key, shiftKey, ctrlKey }: { key: string; shiftKey: boolean; ctrlKey: boolean }): boolean {
  const direction = directions[key]
  const selection = window.getSelection()
  if (!direction || !selection) return false
  const [way, unit] = direction
  caretTo(room)
  if (unit === 'line') goToParagraph(room, selection, way, shiftKey)
  else {
    const before = { node: selection.focusNode, offset: selection.focusOffset }
    selection.modify(shiftKey ? 'extend' : 'move', way, ctrlKey ? 'word' : 'character')
    if (before.node && (!selection.focusNode || !room.contains(selection.focusNode))) selection.collapse(before.node, before.offset)
  }
  const at = pointsOfSelection(room)?.to.at
  if (at !== undefined) room.querySelector(`[data-at="${CSS.escape(at)}"]`)?.scrollIntoView({ block: 'nearest' })
  return true
}

function goToParagraph(room: HTMLElement, selection: Selection, way: 'forward' | 'backward', extend: boolean): void {
  const all = [...room.querySelectorAll<HTMLElement>('[data-at]')]
  const at = all.findIndex((paragraph) => selection.focusNode && paragraph.contains(selection.focusNode))
  const next = all[at + (way === 'forward' ? 1 : -1)]
  if (!next) return
  if (extend) selection.extend(next, way === 'forward' ? next.childNodes.length : 0)
  else selection.collapse(next, 0)
}
