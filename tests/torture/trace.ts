// What processes do to the disk and to the network, as the kernel saw it (strace).
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const calls = 'openat,open,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,chown,fchownat,execve,connect,sendto,sendmsg,sendmmsg,bind'

/** strace is there and may look (a container may forbid it). */
export const canTrace = (): boolean => process.platform === 'linux' && spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0

/** The command that runs another under the eye of the kernel from its first instruction on. */
export const tracing = (log: string, command: readonly string[]): string[] => ['strace', '-f', '--seccomp-bpf', '-qq', '-yy', '-s', '400', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', log, ...command]

/** A program that runs Electron under the tracer from its first instruction on, for Desk.open. To hold of one that runs already was tried: it does not always let go again. */
export function tracedElectron(folder: string, log: string): { program?: string } {
  if (!canTrace()) return {}
  const program = join(folder, 'traced-electron')
  const quoted = tracing(log, [process.env['BRANCH_DESK_ELECTRON'] ?? '']).map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ')
  writeFileSync(program, `#!/bin/sh\nexec ${quoted} "$@"\n`)
  chmodSync(program, 0o700)
  return { program }
}

export interface Traced { lines: number; wrote: string[]; opened: string[]; started: string[]; network: string[]; routesAsked: number }

/** In UTF-8 as the kernel had it: strace writes other than plain characters in octal. */
const nameOf = (quoted: string): string => Buffer.from(quoted.replace(/\\(?:([0-7]{1,3})|(.))/g, (_whole, octal: string | undefined, plain: string | undefined) => (octal === undefined ? ({ n: '\n', t: '\t' })[plain ?? ''] ?? plain ?? '' : String.fromCharCode(parseInt(octal, 8)))), 'latin1').toString('utf8')

/** Chromium asks the kernel for a way to this address to learn whether there is IPv6 at all. Nothing is sent: a datagram on that socket would be seen. */
const routeProbe = '"2001:4860:4860::8888"'

/** Paths that were written, made, moved or taken away; opened for reading; programs started; addresses of the network that were spoken to. Only calls that succeeded, but for the network: there the try counts. Listening on the computer itself is the driver's way in. */
export function readTrace(log: string): Traced {
  const traced: Traced = { lines: 0, wrote: [], opened: [], started: [], network: [], routesAsked: 0 }
  for (const line of readFileSync(log, 'latin1').split('\n')) {
    const [, call = '', rest = ''] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? []
    if (call === '') continue
    traced.lines++
    if (/^(connect|bind|send)/.test(call)) {
      const address = /sa_family=AF_INET6?, .*?\}/.exec(rest)?.[0]
      if (call === 'connect' && address?.includes(routeProbe)) traced.routesAsked++
      else if (address !== undefined && !(call === 'bind' && address.includes('"127.0.0.1"'))) traced.network.push(`${call} ${address}`)
      else if (/^\d+<UDP/.test(rest)) traced.network.push(`${call} ${rest.slice(0, 120)}`)
      continue
    }
    if (/= -1 E/.test(rest)) continue
    // A name stands alone, or after the folder that it is meant in: AT_FDCWD</home/x>, "name".
    const paths = [...rest.matchAll(/(?:(?:AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>, )?"((?:[^"\\]|\\.)*)"/g)].map(([, folder = '/', name = '']) => resolve(nameOf(folder), nameOf(name)))
    if (call === 'execve') traced.started.push(paths[0] ?? '')
    else if (call.startsWith('open') && !/O_(WRONLY|RDWR|CREAT|TRUNC)/.test(rest)) traced.opened.push(paths[0] ?? '')
    // What a symbolic link says is no place that is written to.
    else traced.wrote.push(...(call.startsWith('symlink') ? paths.slice(1) : paths))
  }
  return traced
}
