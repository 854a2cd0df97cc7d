import type { ApiError } from '../../lib/callApi.ts'
import { asApiError } from '../../lib/callApi.ts'
import { showFailed, showSaved, showSaving, type Saver } from '../session/index.ts'

/** After this many milliseconds a change is on its way to the disk, whether or not the typing goes on. */
const delay = 150

export interface SaveLoop extends Saver {
  /** Something differs from what is stored. */
  changed(): void
  /** Ends the loop; nothing is written any more. */
  stop(): void
}

/**
 * Saves what changed, one save after the other. A change waits for `delay` at most, so that a fast typist is not saved
 * letter by letter; what changes during a save is saved by the next one. `write` answers when it was saved.
 */
export function createSaveLoop(write: () => Promise<string>, onFailure: (error: ApiError | null) => void): SaveLoop {
  let dirty = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  const run = async () => {
    while (dirty && !stopped) {
      dirty = false
      showSaving()
      try {
        showSaved(await write())
        onFailure(null)
      } catch (thrown) {
        dirty = true
        const error = asApiError(thrown)
        showFailed(error)
        onFailure(error)
        return
      }
    }
  }
  const start = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    running ??= run().finally(() => { running = null })
    return running
  }
  const later = () => {
    if (stopped || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      if (running) void running.then(later)
      else void start()
    }, delay)
  }
  return {
    changed: () => {
      dirty = true
      showSaving()
      later()
    },
    flush: async () => {
      if (running) await running
      if (dirty) await start()
      return !dirty
    },
    hasUnsaved: () => dirty || running !== null,
    retry: () => { if (dirty) void start() },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
