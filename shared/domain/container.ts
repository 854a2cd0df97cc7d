// What Office files are packed in. Only names are read, nothing is unpacked: a file is judged before anything trusts it.

const centralEntry = 0x02014b50
const localEntry = 0x04034b50
const endRecord = 0x06054b50
const endLength = 22

/**
 * The names in a zip that is nothing but a zip: it begins with an entry, its directory lies before its end, each entry bears the
 * name that the directory gives, none is encrypted or named twice. Null for anything else, zip64 included: no Office paper is 4 GB.
 */
export function zipNames(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null || view.getUint32(0, true) !== localEntry) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count || at + view.getUint32(end + 12, true) !== end) return null
  const names: string[] = []
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== centralEntry) return null
    const length = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    const next = at + 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1
    if (isEncrypted || next > end || local + 30 + length > end || view.getUint32(local, true) !== localEntry || view.getUint16(local + 26, true) !== length) return null
    const name = bytes.subarray(at + 46, at + 46 + length)
    if (name.some((byte, index) => byte !== bytes[local + 30 + index])) return null
    names.push(latin(name))
    at = next
  }
  return at === end && new Set(names.map((name) => name.toLowerCase())).size === names.length ? names : null
}

/** Names that matter here are ASCII; of others only that they differ. */
const latin = (name: Uint8Array): string => Array.from(name, (byte) => String.fromCharCode(byte)).join('')

/** Where the end record stands: the last thing in the file but for its own comment. */
function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - endLength - 0xffff)
  for (let at = view.byteLength - endLength; at >= first; at--) {
    if (view.getUint32(at, true) === endRecord) return at + endLength + view.getUint16(at + 20, true) === view.byteLength ? at : null
  }
  return null
}

const oleEntry = 128

/** Whether the directory of an OLE file has an entry of a name (a storage is 1, a stream 2). Entries stand at multiples of their length. */
function hasOleEntry(bytes: Uint8Array, wanted: (name: string) => boolean): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 512; at + oleEntry <= bytes.length; at += oleEntry) {
    const kind = view.getUint8(at + 66)
    const length = view.getUint16(at + 64, true)
    if ((kind !== 1 && kind !== 2) || length < 4 || length > 64 || length % 2 === 1) continue
    let name = ''
    for (let unit = 0; unit < length - 2; unit += 2) name += String.fromCharCode(view.getUint16(at + unit, true))
    if (wanted(name)) return true
  }
  return false
}

/** Word's own stream: a table, a mail or an installer is an OLE file too. */
export const isOleWord = (bytes: Uint8Array): boolean => hasOleEntry(bytes, (name) => name === 'WordDocument')
export const hasOleMacros = (bytes: Uint8Array): boolean => hasOleEntry(bytes, (name) => /^(?:macros|vba|_vba_project(?:_cur)?)$/i.test(name))
