import { create } from 'zustand'
import type { Operation } from '../../../shared/domain/journal.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

interface UndoNoticeState {
  /** The act that was just done and can be taken back. */
  offered: { operation: Operation; onUndone: () => unknown } | null
  /** What was taken back, in words. */
  undone: string | null
  error: ApiError | null
  busy: boolean
  undo(): Promise<void>
  forget(): void
}

const nothing = { offered: null, undone: null, error: null, busy: false }

/** The bar with 撤销 that follows an act. */
export const useUndoNotice = create<UndoNoticeState>()((set, get) => ({
  ...nothing,
  undo: async () => {
    const { offered, busy } = get()
    if (!offered || busy) return
    set({ busy: true })
    try {
      await callApi('journal.undo', { id: offered.operation.id })
      set({ ...nothing, undone: offered.operation.words })
      await offered.onUndone()
    } catch (thrown) {
      set({ ...nothing, error: asApiError(thrown) })
    }
  },
  forget: () => set(nothing),
}))

/** Clocks of two processes, and the way between them. */
const slack = 5000

/** Offers to take back the act that began at `since`; an act that changed nothing has nothing to take back. `onUndone`: shows what is there then. */
export async function offerUndo(since: Date, onUndone: () => unknown): Promise<void> {
  useUndoNotice.setState(nothing)
  const answer = await callApi('journal.list', { limit: 1 }).catch(() => null)
  const operation = answer?.rows[0]
  if (operation?.undo === 'can' && Date.parse(operation.at) >= since.getTime() - slack) useUndoNotice.setState({ ...nothing, offered: { operation, onUndone } })
}

