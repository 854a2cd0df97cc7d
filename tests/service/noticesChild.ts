// A service of its own that takes the notices and kills itself before the n-th statement that marks one: folder, n; n = 0 lives on and says how many there were.
import Database from 'better-sqlite3'
import { openOffice } from '../torture/openOffice.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'

const [folder = '', killAt = '0'] = process.argv.slice(2)
const office = openOffice(folder)
office.now.iso = '2026-09-15T01:00:00.000Z'
await office.ask('workspace.unlock', { password: branch.password })
let written = 0
const statements = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as { run: (...values: unknown[]) => unknown }
const { run } = statements
statements.run = function counted(this: { source: string }, ...values: unknown[]) {
  if (this.source.includes('notice_told') && ++written === Number(killAt)) process.kill(process.pid, 'SIGKILL')
  return run.apply(this, values)
}
await office.ask('notices.take', {})
statements.run = run
process.stdout.write(`${JSON.stringify({ written })}\n`)
office.service.close()
