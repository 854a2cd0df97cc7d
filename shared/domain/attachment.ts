import * as z from 'zod'
import { hasOleMacros, isOleWord, zipNames } from './container.ts'
import { cleanLine } from './text.ts'

/** What is attached to a meeting, in the order in which lists show it. */
export const attachmentRoles = ['photo', 'scan', 'document', 'signedScan'] as const
export const AttachmentRole = z.enum(attachmentRoles)
export type AttachmentRole = z.infer<typeof AttachmentRole>
export const attachmentRoleNames: Record<AttachmentRole, string> = { photo: '照片', scan: '扫描件', document: '材料', signedScan: '签字扫描件' }

export const attachmentMedia = ['jpeg', 'png', 'webp', 'pdf', 'docx', 'doc', 'xlsx'] as const
export const AttachmentMedia = z.enum(attachmentMedia)
export type AttachmentMedia = z.infer<typeof AttachmentMedia>
export const isPicture = (media: AttachmentMedia): media is 'jpeg' | 'png' | 'webp' => media === 'jpeg' || media === 'png' || media === 'webp'

/** Bytes of one file. */
export const largestAttachment = 50 * 1024 * 1024
/** Files of one meeting, those in the 回收站 not counted. */
export const mostAttachments = 200
/** Characters of base64 that a file of `bytes` becomes. */
export const base64Length = (bytes: number): number => 4 * Math.ceil(bytes / 3)

export const Attachment = z.object({
  id: z.uuid(), name: z.string(), role: AttachmentRole, media: AttachmentMedia, size: z.int().describe('bytes'), addedAt: z.iso.datetime(), who: z.string(),
})
export type Attachment = z.infer<typeof Attachment>

/** What a file of its kind can be: only a picture is a photo, and nothing that can be typed over is a signed paper. The first is what it is unless said otherwise. */
export function rolesOf(media: AttachmentMedia): readonly [AttachmentRole, ...AttachmentRole[]] {
  if (isPicture(media)) return ['photo', 'scan', 'signedScan']
  return media === 'pdf' ? ['document', 'scan', 'signedScan'] : ['document']
}

/** 3.2 MB, 640 KB: as lists of files show it. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

const mediaOfExtension: Record<string, AttachmentMedia> = { jpg: 'jpeg', jpeg: 'jpeg', png: 'png', webp: 'webp', pdf: 'pdf', docx: 'docx', doc: 'doc', xlsx: 'xlsx' }
/** The endings that a file to be attached may have. */
export const attachableExtensions = Object.keys(mediaOfExtension)

const program = /^(?:exe|scr|bat|cmd|pif|msi|hta|jar|lnk|js|jse|vbs|vbe|wsf|ps1|reg|dll|cpl|apk|sh)$/
const longestName = 120
/** Names that Windows keeps for devices, whatever their ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.)/i

/**
 * A name as it is stored and shown, and as the copy on the disk bears it: no folder, nothing that a file system refuses, no marks
 * that turn the direction of writing (照片gpj.exe would read 照片exe.jpg), at most 120 characters with its ending.
 */
export function fileName(given: string): string {
  const name = cleanLine(given.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').replace(/[<>:"|?*]/g, '_').replace(/[. ]+$/, '').replace(/^[. ]+(?=[^.])/, '').replace(device, '_$&')
  const { stem, extension } = partsOf(name)
  const ending = extension === '' ? '' : `.${extension}`
  return [...stem].slice(0, longestName - ending.length).join('') + ending
}

/** 会场 and jpg of 会场.jpg; a name without an ending has the extension ''. */
export function partsOf(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? { stem: name, extension: '' } : { stem: name.slice(0, dot), extension: name.slice(dot + 1) }
}

const startsWith = (bytes: Uint8Array, wanted: readonly number[], at = 0): boolean => wanted.every((byte, index) => bytes[at + index] === byte)
const latin = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))

const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

export type Judged = { media: AttachmentMedia } | { refused: string }

/**
 * Which of the allowed kinds a file is, by its ending and its content together; else why it is refused, for the officer.
 * `bytes` is the whole file: a zip tells what it holds at its end.
 */
export function mediaOf(name: string, bytes: Uint8Array): Judged {
  const { stem, extension } = partsOf(fileName(name))
  const wanted = Object.hasOwn(mediaOfExtension, extension.toLowerCase()) ? mediaOfExtension[extension.toLowerCase()] : undefined
  if (program.test(extension.toLowerCase())) return { refused: '这是程序，不是照片或文件' }
  if (program.test(partsOf(stem).extension.toLowerCase())) return { refused: `名称里夹着程序的扩展名“${partsOf(stem).extension}”` }
  if (wanted === undefined) return { refused: extension === '' ? '名称没有扩展名' : `不收“${extension}”这种文件` }
  if (bytes.length === 0) return { refused: '文件是空的' }
  const fault = faultOf(wanted, bytes)
  return fault === null ? { media: wanted } : { refused: fault }
}

/** What is wrong with a file's content, if it is to be of this kind; null where nothing is. */
function faultOf(wanted: AttachmentMedia, bytes: Uint8Array): string | null {
  const differs = `内容与扩展名不符${foundAs(bytes)}`
  switch (wanted) {
    // A marker segment follows the start of every JPEG.
    case 'jpeg': return startsWith(bytes, [0xff, 0xd8, 0xff]) && (bytes[3] ?? 0) >= 0xc0 && bytes[3] !== 0xff ? null : differs
    case 'png': return startsWith(bytes, png) && latin(bytes, 12, 4) === 'IHDR' ? null : differs
    case 'webp': return latin(bytes, 0, 4) === 'RIFF' && /^WEBPVP8[ LX]$/.test(latin(bytes, 8, 8)) ? null : differs
    // Readers look further than the first byte; a file that begins as something else is two things at once.
    case 'pdf': return /^%PDF-[12]\.\d/.test(latin(bytes, 0, 8)) ? null : differs
    case 'doc':
      if (!startsWith(bytes, ole) || !isOleWord(bytes)) return differs
      return hasOleMacros(bytes) ? '里面有宏，宏是程序' : null
    case 'docx': return officeFault(bytes, 'word/document.xml', 'xl/workbook.xml', differs)
    case 'xlsx': return officeFault(bytes, 'xl/workbook.xml', 'word/document.xml', differs)
  }
}

function officeFault(bytes: Uint8Array, main: string, other: string, differs: string): string | null {
  if (startsWith(bytes, ole)) return '可能设了打开密码，或是旧版文件改了扩展名'
  const names = zipNames(bytes)
  if (names === null) return startsWith(bytes, [0x50, 0x4b]) ? '文件不完整，或结构不合规范' : differs
  if (!names.includes('[Content_Types].xml') || !names.includes(main) || names.includes(other)) return differs
  if (names.some((entry) => /vbaproject|vbadata|(?:^|\/)macrosheets\//i.test(entry))) return '里面有宏，宏是程序'
  return names.some((entry) => program.test(partsOf(entry).extension.toLowerCase())) ? '里面夹带了程序' : null
}

/** What the content looks like, in brackets; '' where it is unknown. */
function foundAs(bytes: Uint8Array): string {
  const found = startsWith(bytes, [0xff, 0xd8, 0xff]) ? 'JPG图片' : startsWith(bytes, png) ? 'PNG图片' : latin(bytes, 0, 4) === '%PDF' ? 'PDF' : startsWith(bytes, ole) ? '旧版Office文件'
    : startsWith(bytes, [0x50, 0x4b]) ? '压缩包或新版Office文件' : startsWith(bytes, [0x4d, 0x5a]) || startsWith(bytes, [0x7f, 0x45, 0x4c, 0x46]) ? '程序' : latin(bytes, 0, 5) === '{\\rtf' ? 'RTF文档' : latin(bytes, 4, 4) === 'ftyp' ? '苹果手机照片或视频' : /^\s*<(?:!doctype|html|\?xml|svg)/i.test(latin(bytes, 0, 64)) ? '网页' : null
  return found === null ? '' : `（像是${found}）`
}
