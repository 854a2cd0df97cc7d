import type { MenuEntry } from '../../components/MenuButton.tsx'
import { actionStateNames, actionStates, isOpenAction, type ActionState } from '../../../shared/domain/action.ts'

/** What brings an item from its state into another, as the menu of a card names it; with … where something is asked first. */
export function movesOf(state: ActionState): MenuEntry<ActionState>[][] {
  if (!isOpenAction(state)) return [[{ key: 'doing', label: '重新打开', letter: 'c' }]]
  const words: Record<ActionState, string> = { todo: '改回待办', doing: state === 'review' ? '退回办理' : '开始办理', review: '报验收', done: '办结…', cancelled: '取消事项…' }
  const letters: Record<ActionState, string> = { todo: 'g', doing: state === 'review' ? 't' : 'k', review: 'b', done: 'b', cancelled: 'q' }
  const entry = (to: ActionState): MenuEntry<ActionState> => ({ key: to, label: words[to], note: actionStateNames[to], letter: letters[to] })
  return [actionStates.filter((to) => to !== state && isOpenAction(to)).map(entry), [entry('done'), entry('cancelled')]]
}

/** The state one step on or back from another on the board; null: there is none. */
export function besideState(state: ActionState, step: 1 | -1, shown: readonly ActionState[]): ActionState | null {
  const at = shown.indexOf(state)
  return at < 0 ? null : shown[at + step] ?? null
}
