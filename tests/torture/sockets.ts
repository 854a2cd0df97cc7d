// The sockets of the internet that processes hold, as the kernel lists them (Linux).
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** `peer` is empty for one that listens or is not connected. */
export interface Socket { kind: string; local: string; peer: string }

const kinds = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'] as const

function list<V>(read: () => V[]): V[] {
  try {
    return read()
  } catch {
    // A process, or a kind of socket, that is not there.
    return []
  }
}

function inodesOf(pids: readonly number[]): Set<string> {
  const links = pids.flatMap((pid) => list(() => readdirSync(`/proc/${pid}/fd`)).map((fd) => list(() => [readlinkSync(`/proc/${pid}/fd/${fd}`)])[0] ?? ''))
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []))
}

/** 0100007F:1F90, as the kernel writes it: the address in words of four bytes, each turned round, and the port. */
function addressOf(hex: string): string {
  const [host = '', port = ''] = hex.split(':')
  const words = (host.match(/.{8}/g) ?? []).map((word) => (word.match(/../g) ?? []).reverse().join(''))
  const shown = words.length === 1 ? (words[0]?.match(/../g) ?? []).map((byte) => parseInt(byte, 16)).join('.') : words.join('')
  return `${shown}:${parseInt(port, 16)}`
}

export function socketsOf(pids: readonly number[]): Socket[] {
  const own = inodesOf(pids)
  return kinds.flatMap((kind) => list(() => readFileSync(`/proc/net/${kind}`, 'utf8').trim().split('\n').slice(1)).flatMap((line): Socket[] => {
    const fields = line.trim().split(/\s+/)
    if (!own.has(fields[9] ?? '')) return []
    const [local, peer] = [addressOf(fields[1] ?? ''), addressOf(fields[2] ?? '')]
    return [{ kind, local, peer: peer.endsWith(':0') ? '' : peer }]
  }))
}
