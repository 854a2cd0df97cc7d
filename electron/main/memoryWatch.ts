import { app, type UtilityProcess } from 'electron'

const watchEvery = 200

/** Ends a process that holds more than `megabytes`. V8's own limits have no effect in a utility process, so it is looked at from here. */
export function watchMemory(worker: UtilityProcess, megabytes: number): { end(): void; hasEndedIt(): boolean } {
  let hasEndedIt = false
  const timer = setInterval(() => {
    const kilobytes = app.getAppMetrics().find(({ pid }) => pid === worker.pid)?.memory.workingSetSize ?? 0
    if (kilobytes * 1024 <= megabytes * 1_000_000) return
    hasEndedIt = true
    worker.kill()
  }, watchEvery)
  return { end: () => clearInterval(timer), hasEndedIt: () => hasEndedIt }
}
