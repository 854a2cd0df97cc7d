import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const entry = resolve(import.meta.dirname, '../../electron/service/cli.ts')

/** A reply of the command line, as read from its line. */
export interface Reply { id: unknown; ok: boolean; value?: unknown; error?: { code: string; message: string; fields?: unknown } }

/** The real command line in a process of its own. */
export class CliProcess {
  readonly child: ChildProcessWithoutNullStreams
  readonly #replies: AsyncIterator<string>
  #last = 0
  stderr = ''

  constructor(folder: string) {
    this.child = spawn(process.execPath, [entry, '--workspace', folder], { env: { ...process.env, BRANCH_DESK_NOW: '2026-09-08T08:30:00Z', TZ: 'Asia/Shanghai' } })
    this.child.stderr.on('data', (text: Buffer) => { this.stderr += text.toString() })
    this.#replies = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]()
    onTestFinished(() => { this.child.kill('SIGKILL') })
  }

  /** Writes as it is. */
  write(text: string | Buffer): void { this.child.stdin.write(text) }

  async reply(): Promise<Reply> {
    const { value, done } = await this.#replies.next()
    if (done) throw new Error(`the command line ended: ${this.stderr}`)
    return JSON.parse(value) as Reply
  }

  async send(channel: string, input?: unknown): Promise<Reply> {
    const id = ++this.#last
    this.write(`${JSON.stringify({ id, channel, input })}\n`)
    const reply = await this.reply()
    if (reply.id !== id) throw new Error(`reply to ${String(reply.id)} where ${id} was asked`)
    return reply
  }

  /** The value of a request that has to succeed. */
  async ask(channel: string, input?: unknown): Promise<unknown> {
    const reply = await this.send(channel, input)
    if (!reply.ok) throw new Error(`${channel}: ${reply.error?.code ?? ''} ${reply.error?.message ?? ''}`)
    return reply.value
  }

  /** Ends stdin; answers the exit code. */
  async end(): Promise<unknown> {
    this.child.stdin.end()
    const [code] = await once(this.child, 'exit') as [unknown]
    return code
  }
}
