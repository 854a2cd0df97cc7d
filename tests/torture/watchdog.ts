import { Worker } from 'node:worker_threads'

const patience = 30_000

/** Ends this process with a result of "broken" where the main thread hangs: a loop there keeps every timer of it from running. */
export function watchdog(name: string): { alive(doing: string): void; end(): void } {
  const source = `
    const { parentPort, workerData } = require('node:worker_threads')
    const { writeSync } = require('node:fs')
    let doing = '', last = Date.now()
    parentPort.on('message', (text) => { doing = text; last = Date.now() })
    setInterval(() => {
      if (Date.now() - last < ${patience}) return
      const result = { name: workerData, title: workerData, tried: '', planted: 0, caught: 0, missed: [], broken: '停住了：' + doing, notReached: null }
      writeSync(1, JSON.stringify(result) + '\\n')
      process.kill(process.pid, 'SIGKILL')
    }, 1000)`
  const worker = new Worker(source, { eval: true, workerData: name })
  worker.unref()
  return { alive: (doing) => worker.postMessage(doing), end: () => { void worker.terminate() } }
}
