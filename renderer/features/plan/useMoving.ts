import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { dayOfRow } from '../../../shared/domain/plan.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct, type Acting } from '../../lib/useAct.ts'
import { dayByKey } from './days.ts'
import { act, usePlan, type Plan, type Row } from './planStore.ts'

export interface Moving {
  acting: Acting
  /** To a day, by whatever hand. */
  moveTo(row: Row, on: IsoDate): void
  /** Alt and an arrow on an activity. */
  onKeyDown(row: Row, event: KeyboardEvent): void
}

/** Moves activities; the one that was moved has the focus again where it stands now. `data-plan` names what takes it. */
export function useMoving(plan: Plan): Moving {
  const acting = useAct()
  const day = usePlan((state) => state.day)
  const moved = useRef<string | null>(null)
  // It may stand in another month, which is shown after the year was read.
  useEffect(() => {
    const target = moved.current === null ? null : document.querySelector<HTMLElement>(`[data-plan="${moved.current}"]`)
    if (!target) return
    moved.current = null
    target.focus()
  }, [plan, day])
  const moveTo = (row: Row, on: IsoDate) => {
    if (on === dayOfRow(row)) return
    void acting.run(async () => {
      moved.current = row.id
      try {
        await act(() => callApi('plan.move', { id: row.id, on }))
      } catch (thrown) {
        moved.current = null
        throw thrown
      }
    }, () => usePlan.getState().goTo(on))
  }
  return {
    acting, moveTo,
    onKeyDown: (row, event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const to = dayByKey(plan, dayOfRow(row), event.key)
      if (to === null) return
      event.preventDefault()
      event.stopPropagation()
      moveTo(row, to)
    },
  }
}
