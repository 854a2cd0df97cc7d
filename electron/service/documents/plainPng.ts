import { crc32 } from 'node:zlib'

/** A PNG without anything but its picture. */
export interface PlainPng { bytes: Buffer; width: number; height: number }

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const kept: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']
const mostPixels = 40_000_000

/** The picture of a PNG with every note (texts, times, profiles) and everything behind its end left out; null where it is no whole PNG. */
export function plainPng(given: Buffer): PlainPng | null {
  if (!given.subarray(0, 8).equals(signature)) return null
  const parts: Buffer[] = [signature]
  let size: { width: number; height: number } | null = null
  let hasPicture = false
  for (let at = 8; at + 12 <= given.length;) {
    const length = given.readUInt32BE(at)
    const end = at + 12 + length
    if (end > given.length || crc32(given.subarray(at + 4, end - 4)) !== given.readUInt32BE(end - 4)) return null
    const name = given.toString('latin1', at + 4, at + 8)
    if (name === 'IHDR') {
      if (size || length !== 13) return null
      size = { width: given.readUInt32BE(at + 8), height: given.readUInt32BE(at + 12) }
    }
    if (!size) return null
    hasPicture ||= name === 'IDAT'
    if (kept.includes(name)) parts.push(given.subarray(at, end))
    if (name === 'IEND') return hasPicture && size.width > 0 && size.height > 0 && size.width * size.height <= mostPixels ? { bytes: Buffer.concat(parts), ...size } : null
    at = end
  }
  return null
}
