// Runs under the shim of faulty-disk.c: one act on a workspace, recorded from the first opening on; marked when it was answered, and killed.
import { record, mark } from './faultyDisk.ts'
import { knownAct, openKnown, type Known } from './acts.ts'

const [name = '', known = ''] = process.argv.slice(2)
record()
const where = JSON.parse(known) as Known
const office = await openKnown(where.folder, where)
const answer = await knownAct(name).run(office, where)
if (!answer.ok) throw new Error(`${name} fails on a disk that works: ${answer.error.code}`)
mark('answered')
process.kill(process.pid, 'SIGKILL')
