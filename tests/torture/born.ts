// In the program of a nursery: what it does until it is told to bear, and how each that is born begins.
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

/** Says a line of JSON: it is on its way, also where the process is killed in the next moment. */
export type Say = (line: unknown) => void
/** What it does with each line that it is told, one after the other. */
type Reply<R> = (request: R, say: Say) => Promise<void>

async function begin<R>(place: string, reply: Reply<R>): Promise<void> {
  const socket = connect(place)
  await new Promise<void>((done, failed) => { socket.once('connect', done).once('error', failed) })
  const { fd } = (socket as unknown as { _handle: { fd: number } })._handle
  const say: Say = (line) => {
    let left = Buffer.from(`${JSON.stringify(line)}\n`)
    while (left.length > 0) {
      try {
        left = left.subarray(writeSync(fd, left))
      } catch (cause) {
        // Full for the moment: the other side reads on.
        if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause
      }
    }
  }
  say({ pid: process.pid })
  for await (const line of createInterface({ input: socket })) await reply(JSON.parse(line) as R, say)
  // It has not the threads that Node waits for at the end.
  process.kill(process.pid, 'SIGKILL')
}

/**
 * The end of a program that a nursery starts, told where to call and what forks; without the latter it is a process like any other, which begins at once.
 * `warm` goes through what all of them will do: what is loaded and compiled for it they have from the beginning.
 */
export async function bearOnDemand<R>(reply: Reply<R>, warm: () => Promise<void>): Promise<void> {
  const [place = '', forks] = process.argv.slice(2)
  if (forks === undefined) return begin(place, reply)
  const { bear } = createRequire(import.meta.url)(forks) as { bear: () => number }
  await warm()
  const order = Buffer.alloc(1)
  while (readSync(0, order, 0, 1, null) === 1) {
    const number = bear()
    if (number === 0) throw new Error('no more processes')
    if (number > 0) continue
    Object.defineProperty(process, 'pid', { value: -number })
    closeSync(0)
    openSync('/dev/null', 'r')
    return begin(place, reply)
  }
}
