// The same service behind JSON lines: one request a line on stdin, one reply a line on stdout. See README.
import { randomUUID } from 'node:crypto'
import { extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { clockFrom } from '../../shared/domain/clock.ts'
import type { ErrorCode } from '../../shared/errors/codes.ts'
import { messageOf } from '../../shared/errors/sentences.ts'
import { openService } from './open.ts'
import { forkParser, forkWorker } from './workerProcess.ts'

const { values } = parseArgs({ options: { workspace: { type: 'string' } }, strict: true })
if (!values.workspace) {
  console.error('用法：npm run -s service -- --workspace 数据文件夹')
  process.exit(2)
}
const folder = resolve(values.workspace)
const service = openService({
  folder,
  // worker.ts beside the sources, worker.js beside the built one.
  spawnWorker: forkWorker(join(import.meta.dirname, `worker${extname(import.meta.filename)}`)),
  spawnParser: forkParser(join(import.meta.dirname, `parser${extname(import.meta.filename)}`)),
  templates: join(import.meta.dirname, '../../build/templates'),
  clock: clockFrom(process.env['BRANCH_DESK_NOW']),
  log: ({ channel, code, incident, kind, frame }) => { if (code === 'INTERNAL') console.error(JSON.stringify({ channel, code, incident, kind, frame })) },
})

/** The largest line that is kept; of a longer one only its end is waited for. */
const maxLine = 8_000_000

const refuse = (id: unknown, code: ErrorCode) => ({ id, ok: false, error: { code, message: messageOf(code) } })
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const plainId = (id: unknown): string | number | null => (typeof id === 'string' || typeof id === 'number' ? id : null)

const isPaths = (value: unknown): value is string[] => Array.isArray(value) && value.every((path) => typeof path === 'string')

function grant(file: string): string {
  const token = randomUUID()
  service.grant(token, resolve(file))
  return token
}

/** A command line names files; the service knows only tokens. */
function withToken(input: unknown): unknown {
  if (!isObject(input)) return input
  if (typeof input['file'] === 'string' && !('fileToken' in input)) {
    const { file, ...rest } = input
    return { ...rest, fileToken: grant(String(file)) }
  }
  if (typeof input['folder'] === 'string' && !('folderToken' in input)) {
    const { folder: place, ...rest } = input
    return { ...rest, folderToken: grant(String(place)) }
  }
  if (isPaths(input['files']) && !('fileTokens' in input)) {
    const { files: _files, ...rest } = input
    return { ...rest, fileTokens: input['files'].map(grant) }
  }
  return input
}

const path = { type: 'string', description: 'path of the file to read or write, or of the folder to write into' }
const named: Record<string, [name: string, schema: object]> = { fileToken: ['file', path], folderToken: ['folder', path], fileTokens: ['files', { type: 'array', minItems: 1, items: path }] }

/** In the schemas too `file`, `folder` and `files` stand in place of tokens. */
function withFile(schemas: unknown): unknown {
  const text = JSON.stringify(schemas, (_key, value: unknown) => {
    if (!isObject(value) || !isObject(value['properties']) || !Object.keys(value['properties']).some((name) => Object.hasOwn(named, name))) return value
    const properties = Object.fromEntries(Object.entries(value['properties']).map(([name, schema]) => named[name] ?? [name, schema]))
    const required = Array.isArray(value['required']) ? value['required'].map((name: unknown) => named[String(name)]?.[0] ?? name) : []
    return { ...value, properties, required }
  })
  return JSON.parse(text)
}

async function replyTo(line: string): Promise<unknown> {
  let request: unknown
  try {
    request = JSON.parse(line)
  } catch {
    return refuse(null, 'INVALID_REQUEST')
  }
  if (!isObject(request)) return refuse(null, 'INVALID_REQUEST')
  const id = plainId(request['id'])
  const channel = request['channel']
  if (typeof channel !== 'string') return refuse(id, 'INVALID_REQUEST')
  const answer = await service.call(channel, withToken(request['input'] ?? {}))
  return answer.ok ? { id, ok: true, value: channel === 'contract.list' ? withFile(answer.value) : answer.value } : { id, ...answer }
}

/** Lines of stdin; null stands for one longer than maxLine. */
async function* linesOfStdin(): AsyncGenerator<string | null> {
  let parts: Buffer[] = []
  let length = 0
  const take = (): string | null => {
    const line = length > maxLine ? null : Buffer.concat(parts).toString('utf8')
    parts = []
    length = 0
    return line
  }
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    let rest = chunk
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      length += end
      if (length <= maxLine) parts.push(rest.subarray(0, end))
      yield take()
      rest = rest.subarray(end + 1)
    }
    length += rest.length
    if (length <= maxLine) parts.push(rest)
    else parts = []
  }
  if (length > 0) yield take()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { service.close(); process.exit(0) })
for await (const line of linesOfStdin()) {
  if (line !== null && line.trim() === '') continue
  const reply = line === null ? refuse(null, 'REQUEST_TOO_LARGE') : await replyTo(line)
  await new Promise<void>((done) => { process.stdout.write(`${JSON.stringify(reply)}\n`, () => done()) })
}
service.close()
