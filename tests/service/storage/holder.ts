// A process of its own that holds the workspace of its first argument until it is killed, or lets go at the end of stdin.
import { lockWorkspace } from '../../../db/lock.ts'

const lock = lockWorkspace(process.argv[2] ?? '', undefined)
process.stdout.write('held\n')
process.stdin.on('end', () => lock.release()).resume()
