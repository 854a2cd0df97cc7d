// Pictures of pages in sixteen greys: drawn by pdftoppm, kept as PNG, compared.
import { spawnSync } from 'node:child_process'
import { deflateSync, inflateSync } from 'node:zlib'

/** `grey`: one value of 0 (black) to 15 (white) for each pixel, row by row. */
export interface Picture { width: number; height: number; grey: Uint8Array }

export const drawsPdf = spawnSync('pdftoppm', ['-v']).error === undefined

/** The first page of a PDF at 60 dots to the inch. */
export function firstPageOf(pdf: Uint8Array): Picture {
  const { stdout, status, stderr } = spawnSync('pdftoppm', ['-r', '60', '-gray', '-f', '1', '-l', '1', '-singlefile', '-'], { input: pdf, maxBuffer: 1e8 })
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(0, 40).toString('latin1'))
  if (status !== 0 || head === null) throw new Error(`pdftoppm drew nothing: ${stderr.toString()}`)
  return { width: Number(head[1]), height: Number(head[2]), grey: stdout.subarray(head[0].length).map((value) => value >> 4) }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const size = Buffer.alloc(4)
  const sum = Buffer.alloc(4)
  size.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}

/** A PNG of four bits a pixel, its rows unfiltered. */
export function toPng({ width, height, grey }: Picture): Buffer {
  const rowBytes = Math.ceil(width / 2)
  const rows = Buffer.alloc(height * (rowBytes + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (rowBytes + 1) + 1 + (x >> 1)
      rows[at] = (rows[at] ?? 0) | ((grey[y * width + x] ?? 15) << (x % 2 === 0 ? 4 : 0))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([4, 0, 0, 0, 0], 8)
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** Reads back what toPng wrote; a picture of another program throws. */
export function fromPng(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  if (!png.subarray(0, 8).equals(signature) || png[24] !== 4 || png[25] !== 0) throw new Error('not a picture in sixteen greys')
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)))
  const rowBytes = Math.ceil(width / 2)
  const grey = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) grey[y * width + x] = ((rows[y * (rowBytes + 1) + 1 + (x >> 1)] ?? 0) >> (x % 2 === 0 ? 4 : 0)) & 15
  return { width, height, grey }
}

/** How many of ten thousand pixels differ clearly, and where: black in the answered picture. */
export function differenceOf(expected: Picture, actual: Picture): { perTenThousand: number; picture: Picture } {
  if (expected.width !== actual.width || expected.height !== actual.height) return { perTenThousand: 10_000, picture: actual }
  const grey = expected.grey.map((value, at) => 15 - Math.abs(value - (actual.grey[at] ?? 0)))
  // A quarter of black: what an edge may vary by with another version of the drawing program.
  return { perTenThousand: grey.filter((value) => value < 11).length / grey.length * 10_000, picture: { ...expected, grey } }
}

/** How dark the picture is near the left and near the right edge of 版心, where the borders of a table stand. */
export function bordersOf({ width, height, grey }: Picture): { left: number; right: number } {
  const darkness = (millimetres: number): number => {
    const [from, to] = [millimetres - 1, millimetres + 1].map((at) => Math.round(at / 210 * width))
    let sum = 0
    for (let y = 0; y < height * 0.88; y++) for (let x = from ?? 0; x <= (to ?? 0); x++) sum += 15 - (grey[y * width + x] ?? 15)
    return sum
  }
  return { left: darkness(28), right: darkness(184) }
}
