import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { now } from '../../lib/clock.ts'
import { showFailed, showSaved, showSaving } from '../session/index.ts'
import { offerUndo, useUndoNotice } from './undoNotice.ts'

/**
 * Runs one act of the officer, tells of it above, reads anew what is in sight by `read`, and offers to take it back; `again` shows what is
 * there then, where that is more than `read`. `refused`: tells of a failure in another way than above. Throws ApiError.
 */
export async function act<T>(run: () => Promise<T>, read: () => Promise<void>, again: () => unknown = read, refused: (error: ApiError) => void = showFailed): Promise<T> {
  const began = now()
  // While this act is under way, 撤销 would take back the one before it.
  useUndoNotice.getState().forget()
  showSaving()
  try {
    const value = await run()
    showSaved(now().toISOString())
    await read()
    void offerUndo(began, again)
    return value
  } catch (thrown) {
    const error = asApiError(thrown)
    refused(error)
    throw error
  }
}
