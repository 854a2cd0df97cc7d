import { useAct } from '../../../lib/useAct.ts'
import { act } from '../peopleStore.ts'

/** Runs an act of a dialog once at a time, and keeps why it was refused; `onDone` reads anew and closes. */
export function useDialogAct(onDone: () => Promise<void>) {
  const acting = useAct()
  const run = (change: () => Promise<unknown>) => acting.run(async () => {
    await act(change, onDone)
    await onDone()
  })
  return { ...acting, run }
}
