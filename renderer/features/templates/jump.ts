import type { Value } from '../../../shared/domain/templateChoosing.ts'

const find = (root: HTMLElement | null, at: string): HTMLElement | null => root?.querySelector<HTMLElement>(`.form-room [data-at="${CSS.escape(at)}"], .form-room [data-row="${CSS.escape(at)}"]`) ?? null

function flash(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' })
  for (const other of document.querySelectorAll('.form-room .reached')) other.classList.remove('reached')
  element?.classList.add('reached')
}

/** Shows where this address stands on the paper. */
export const showPlace = (root: HTMLElement | null, at: string): void => {
  // From the trial, the paper is drawn first.
  requestAnimationFrame(() => flash(find(root, at)))
}

/** Shows a value on the paper, and where asked, puts the focus on its line of the list. */
export function showValue(root: HTMLElement | null, { key, choice }: Value, takeFocus = true): void {
  flash(root?.querySelector<HTMLElement>(`mark[data-key="${CSS.escape(key)}"]`) ?? find(root, choice.form === 'line' ? choice.at : choice.first))
  if (takeFocus) root?.querySelector<HTMLElement>(`[data-value="${CSS.escape(key)}"]`)?.focus()
}
