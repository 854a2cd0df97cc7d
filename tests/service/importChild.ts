// A service of its own that imports the roster and kills itself before the n-th statement that writes, counted from the beginning of the import:
// folder, file, n; n = 0 lives on. Says how many statements it ran where it lives.
import Database from 'better-sqlite3'
import { openOffice } from '../torture/openOffice.ts'
import { branch } from '../fixtures/committee-2026-09-08.ts'

const [folder = '', file = '', at = '0'] = process.argv.slice(2)
const office = openOffice(folder)
await office.ask('workspace.unlock', { password: branch.password })
let written = 0
const statements = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as { run: (...values: unknown[]) => unknown }
const { run } = statements
statements.run = function counted(this: unknown, ...values: unknown[]) {
  if (++written === Number(at)) process.kill(process.pid, 'SIGKILL')
  return run.apply(this, values)
}
const { counts } = await office.ask('members.importFile', { fileToken: office.grant(file), commit: true })
statements.run = run
process.stdout.write(`${JSON.stringify({ written, counts })}\n`)
office.service.close()
