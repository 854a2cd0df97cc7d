/** A JPEG without anything but its picture. */
export interface PlainJpeg { bytes: Buffer; width: number; height: number }

const eoi = 0xd9
const sos = 0xda
/** JFIF 1.01, no density, no thumbnail: what a decoder needs to know that the colours are YCbCr, and nothing else. */
const start = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
/** APPn and COM: where cameras and programs write the day, the place, their names and small copies of the picture. */
const isNote = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

/** Where the compressed picture that begins at `at` ends: at the next marker that is none of a restart. */
function endOfScan(given: Buffer, at: number): number {
  for (let end = given.indexOf(0xff, at); end !== -1; end = given.indexOf(0xff, end + 1)) {
    const next = given[end + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return end
  }
  return given.length
}

/**
 * The picture of a JPEG, with every APPn and COM segment and everything behind its end left out (telephones keep more pictures and
 * places there), and its width and height as its frame says. Null where it is no whole JPEG of grey or YCbCr.
 */
export function plainJpeg(given: Buffer): PlainJpeg | null {
  if (given[0] !== 0xff || given[1] !== 0xd8) return null
  const kept: Buffer[] = [start]
  let size: { width: number; height: number } | null = null
  let scanned = false
  for (let at = 2; at + 1 < given.length;) {
    if (given[at] !== 0xff) return null
    const marker = given[at + 1] ?? 0
    // Fill bytes may stand before a marker.
    if (marker === 0xff) { at += 1; continue }
    if (marker === eoi) return size && scanned ? { bytes: Buffer.concat([...kept, Buffer.from([0xff, eoi])]), ...size } : null
    // A segment has a length; what has none does not stand here.
    if (marker === 0 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) || at + 4 > given.length) return null
    const length = given.readUInt16BE(at + 2)
    let end = at + 2 + length
    if (length < 2 || end > given.length) return null
    if (isFrame(marker)) {
      const parts = given[at + 9]
      // Four parts are the colours of a printing press; two frames are no picture of ours.
      if (size || length < 8 || (parts !== 1 && parts !== 3)) return null
      size = { height: given.readUInt16BE(at + 5), width: given.readUInt16BE(at + 7) }
    }
    if (marker === sos) {
      if (!size) return null
      end = endOfScan(given, end)
      scanned = true
    }
    if (!isNote(marker)) kept.push(given.subarray(at, end))
    at = end
  }
  return null
}
