import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainJpeg } from '../../electron/service/features/attachments/plainJpeg.ts'
import { pageSize, photoRows } from '../../shared/domain/photoPage.ts'
import { photoOf, plainPhoto, privateWords, speakerPhoto } from '../fixtures/photos.ts'

const segment = (marker: number, text: string): Buffer => Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)])

describe('a photo without its notes', () => {
  it('has the size of its frame and nothing that a camera or a program wrote', () => {
    const photo = speakerPhoto()
    for (const word of privateWords) expect(photo.includes(word)).toBe(true)
    const plain = plainJpeg(photo)
    expect([plain?.width, plain?.height]).toEqual([1200, 904])
    for (const word of privateWords) expect(plain?.bytes.includes(word)).toBe(false)
    expect(plain?.bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  })

  it('loses every kind of note, also between its tables and its scans', () => {
    const photo = plainPhoto({ width: 32, height: 32 })
    const scanAt = photo.indexOf(Buffer.from([0xff, 0xda]))
    const scan = photo.subarray(scanAt, -2)
    const notes = [...Array.from({ length: 16 }, (_, n) => 0xe0 + n), 0xfe].map((marker) => segment(marker, 'SECRET'))
    const noted = Buffer.concat([photo.subarray(0, 2), ...notes, photo.subarray(2, scanAt), ...notes, scan, ...notes, scan, Buffer.from([0xff, 0xff, 0xff]), Buffer.from([0xd9])])
    const plain = plainJpeg(noted)
    expect(plain?.bytes.includes('SECRET')).toBe(false)
    expect(plain?.bytes.toString('latin1').split(scan.toString('latin1'))).toHaveLength(3)
  })

  it('is the same a second time, and its picture stays byte by byte', () => {
    const plain = plainJpeg(photoOf({ width: 123, height: 77 }))
    expect(plain && plainJpeg(plain.bytes)).toEqual(plain)
    expect(plain?.bytes.subarray(20).equals(plainPhoto({ width: 123, height: 77 }).subarray(2))).toBe(true)
  })

  it('of any bytes never throws, and never answers a note', () => {
    const photo = photoOf({ width: 32, height: 24 })
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(photo.length - 1), fc.nat(255)), { maxLength: 20 }), fc.nat(photo.length), (changes, length) => {
      const bytes = Buffer.from(photo)
      for (const [at, byte] of changes) bytes[at] = byte
      plainJpeg(bytes.subarray(0, length))
    }), { numRuns: 2000 })
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => { expect(plainJpeg(Buffer.concat([Buffer.from([0xff, 0xd8]), noise]))).toBeNull() }), { numRuns: 2000 })
  })
})

describe('the page', () => {
  it.each([[4000, 3000, 1600, 1200], [3000, 4000, 1200, 1600], [640, 480, 640, 480], [20_000, 3, 1600, 1], [1, 1, 1, 1]])('takes a photo of %d × %d as one of %d × %d', (width, height, wide, high) => {
    expect(pageSize({ width, height })).toEqual({ width: wide, height: high })
  })

  it.each([[1, 1, 1], [2, 2, 1], [3, 2, 1], [4, 2, 1], [5, 3, 1], [6, 3, 1], [7, 4, 2], [12, 6, 2]])('of %d photos has %d rows on %d pages, none wider or higher than its place', (count, wanted, pages) => {
    const { rows, perPage } = photoRows(Array.from({ length: count }, (_, n) => ({ id: n, width: n % 3 === 0 ? 1200 : 1600, height: n % 3 === 0 ? 1600 : 900 + n })))
    expect([rows.length, Math.ceil(rows.length / perPage)]).toEqual([wanted, pages])
    expect(rows.flat().map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, n) => n))
    for (const row of rows) {
      expect(row.reduce((sum, { wide }) => sum + wide, 0)).toBeLessThanOrEqual(156)
      for (const { wide, high, width, height } of row) expect(wide / high).toBeCloseTo(width / height, 6)
    }
    // 225 mm, less the title, and two lines under each row.
    for (let page = 0; page < pages; page++) expect(rows.slice(page * perPage, (page + 1) * perPage).reduce((sum, row) => sum + Math.max(...row.map(({ high }) => high)) + 15.6, 14)).toBeLessThanOrEqual(225)
  })
})
