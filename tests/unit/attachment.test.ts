import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName, mediaOf, partsOf, rolesOf, sizeText } from '../../shared/domain/attachment.ts'
import { doc, docxOf, jpegOf, oleOf, pdfOf, pngOf, webp, xlsxOf, zipOf } from '../fixtures/files.ts'

const empty = Buffer.alloc(0)
const exe = Buffer.from('MZ\u0090 this program cannot be run in DOS mode', 'latin1')
const joined = (...parts: Buffer[]) => Buffer.concat(parts)

/** A zip with one byte of its directory changed, found from its end. */
const spoiled = (bytes: Buffer, at: (bytes: Buffer) => number, to: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at(copy)] = to
  return copy
}
const directory = (bytes: Buffer) => bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1')

describe('a file that may be attached is', () => {
  it.each([
    ['会场.jpg', jpegOf(), 'jpeg'], ['会场.JPEG', jpegOf(), 'jpeg'], ['截图.png', pngOf(), 'png'], ['照片.webp', webp, 'webp'], ['通知.pdf', pdfOf(), 'pdf'], ['记录.docx', docxOf('正文'), 'docx'], ['旧记录.doc', doc, 'doc'], ['名册.xlsx', xlsxOf(), 'xlsx'],
    // Names with dots in them are ordinary.
    ['2026.9.8会议记录.终稿.docx', docxOf(), 'docx'], ['通知.docx.pdf', pdfOf(), 'pdf'], ['签到表（第二支部）.PDF', pdfOf(), 'pdf'], ['www.example.com.pdf', pdfOf(), 'pdf'],
    // A phone writes a video behind the photo; a picture viewer shows the photo.
    ['动态照片.jpg', joined(jpegOf(), Buffer.from('....ftypmp42')), 'jpeg'],
    ['带批注.docx', docxOf('', { 'word/embeddings/Microsoft_Excel.xlsx': 'x', 'docProps/说明.xml': '' }), 'docx'],
  ])('%s', (name, bytes, media) => { expect(mediaOf(name, bytes)).toEqual({ media }) })
})

describe('refused, with its reason, is', () => {
  it.each([
    ['a program behind a photo', '照片.jpg.exe', exe, '这是程序'],
    ['a program with the content of a photo', '照片.exe', jpegOf(), '这是程序'],
    ['a shortcut', '记录.docx.lnk', docxOf(), '这是程序'],
    ['a photo whose name holds a program', '照片.exe.jpg', jpegOf(), '夹着程序的扩展名“exe”'],
    ['a name that is written backwards', '照片\u202egpj.exe', exe, '这是程序'],
    ['a name that only Windows shortens', '照片.exe. . ', exe, '这是程序'],
    ['a second stream of a file', '照片.exe:x.jpg', exe, '内容与扩展名不符（像是程序）'],
    ['a program called a photo', '照片.jpg', exe, '像是程序'],
    ['a PNG called JPG', '照片.jpg', pngOf(), '像是PNG图片'],
    ['a JPG called PDF', '通知.pdf', jpegOf(), '像是JPG图片'],
    ['a photo of a telephone in a format of its own', '照片.jpg', Buffer.from('\0\0\0 ftypheic', 'latin1'), '苹果手机照片'],
    ['a page called a photo', '照片.png', Buffer.from('<!DOCTYPE html><script>'), '像是网页'],
    ['a drawing with scripts', '图.svg', Buffer.from('<svg/>'), '不收“svg”'],
    ['a page', '网页.html', Buffer.from('<html>'), '不收“html”'],
    ['a document with macros by its name', '记录.docm', docxOf(), '不收“docm”'],
    ['an archive', '全部.zip', zipOf({ 'a.txt': '' }), '不收“zip”'],
    ['a file without an ending', '会议记录', docxOf(), '没有扩展名'],
    ['a file of dots', '...', jpegOf(), '没有扩展名'],
    ['an empty photo', '照片.jpg', empty, '是空的'],
    ['the first byte of a photo', '照片.jpg', jpegOf().subarray(0, 1), '不符'],
    ['a PNG cut short', '照片.png', pngOf().subarray(0, 10), '不符'],
    ['another RIFF', '照片.webp', Buffer.from('RIFF\0\0\0\0WAVEfmt '), '不符'],
    ['a zip called Word', '记录.docx', zipOf({ 'a.txt': '' }), '像是压缩包'],
    ['a Word file without its list of contents', '记录.docx', zipOf({ 'word/document.xml': '' }), '不符'],
    ['an Excel file called Word', '记录.docx', xlsxOf(), '不符'],
    ['a Word file called Excel', '名册.xlsx', docxOf(), '不符'],
    ['Word and Excel in one', '记录.docx', docxOf('', { 'xl/workbook.xml': '' }), '不符'],
    ['macros in Word', '记录.docx', docxOf('', { 'word/vbaProject.bin': '' }), '里面有宏'],
    ['macros in another place', '记录.docx', docxOf('', { 'word/other/VBAPROJECT.BIN': '' }), '里面有宏'],
    ['macros in Excel', '名册.xlsx', xlsxOf({ 'xl/vbaProject.bin': '' }), '里面有宏'],
    ['macros of the old kind in Excel', '名册.xlsx', xlsxOf({ 'xl/macrosheets/sheet1.xml': '' }), '里面有宏'],
    ['a program inside Word', '记录.docx', docxOf('', { 'word/media/a.exe': '' }), '夹带了程序'],
    ['a Word file with a password', '记录.docx', oleOf(['EncryptedPackage']), '打开密码'],
    ['an old table called Word', '记录.doc', oleOf(['Workbook']), '旧版Office文件'],
    ['macros in an old Word file', '记录.doc', oleOf(['WordDocument', 'Macros', '_VBA_PROJECT']), '里面有宏'],
    ['RTF called Word', '记录.doc', Buffer.from('{\\rtf1 x}'), 'RTF'],
    ['a new Word file called old', '记录.doc', docxOf(), '新版Office文件'],
    // Two things at once: what one reader shows is not what another runs.
    ['a photo that is a Word file further on', '记录.docx', joined(jpegOf(), docxOf()), '像是JPG图片'],
    ['a Word file with something in front', '记录.docx', joined(Buffer.from('PK\u0003\u0004'), docxOf()), '不合规范'],
    ['a Word file with something behind', '记录.docx', joined(docxOf(), exe), '不合规范'],
    ['two zips in a row', '记录.docx', joined(zipOf({ 'a.exe': '' }), docxOf()), '不合规范'],
    ['a PDF with something in front', '通知.pdf', joined(Buffer.from('\n'), pdfOf()), '不符'],
    ['a PDF behind a photo', '通知.pdf', joined(jpegOf(), pdfOf()), '像是JPG图片'],
    ['a Word file cut short', '记录.docx', docxOf('长'.repeat(500)).subarray(0, -30), '不完整'],
    ['an encrypted entry', '记录.docx', spoiled(docxOf(), (b) => directory(b) + 8, 1), '不合规范'],
    ['an entry whose own name is another', '记录.docx', spoiled(docxOf(), (b) => directory(b) + 46, 0x58), '不合规范'],
    ['an entry that points out of the file', '记录.docx', spoiled(docxOf(), (b) => directory(b) + 45, 0x7f), '不合规范'],
  ])('%s', (_case, name, bytes, reason) => {
    const judged = mediaOf(name, bytes)
    expect('refused' in judged ? judged.refused : judged).toContain(reason)
  })
})

it('any bytes under any name are judged without a throw', () => {
  const heads = [empty, jpegOf(), pngOf(), pdfOf(), docxOf(), doc, Buffer.from('PK\u0003\u0004'), Buffer.from('PK\u0005\u0006')]
  fc.assert(fc.property(fc.string(), fc.constantFrom('jpg', 'png', 'webp', 'pdf', 'docx', 'doc', 'xlsx', 'exe', ''), fc.constantFrom(...heads), fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (stem, ending, head, tail, front) => {
    const judged = mediaOf(`${stem}.${ending}`, Buffer.concat(front ? [head, tail] : [tail, head]))
    expect('media' in judged || judged.refused !== '').toBe(true)
  }))
})

describe('the name of a file', () => {
  it.each([
    ['C:\\用户\\照片.jpg', '照片.jpg'], ['../../etc/照片.jpg', '照片.jpg'], ['照片\u202egpj.jpg', '照片gpj.jpg'], ['会\u0000议\n记录.docx', '会议 记录.docx'], ['a:b?c*.pdf', 'a_b_c_.pdf'], ['照片.jpg. ', '照片.jpg'], ['NUL.jpg', '_NUL.jpg'], ['com1.tar.pdf', '_com1.tar.pdf'], ['.隐藏.jpg', '隐藏.jpg'], [`${'长'.repeat(300)}.docx`, `${'长'.repeat(115)}.docx`],
  ])('%j is kept as %s', (given, kept) => { expect(fileName(given)).toBe(kept) })

  it('kept once stays as it is', () => { fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (given) => { expect(fileName(fileName(given))).toBe(fileName(given)) })) })
  it('has its parts', () => { expect([partsOf('会场.终.jpg'), partsOf('会场'), partsOf('.jpg')]).toEqual([{ stem: '会场.终', extension: 'jpg' }, { stem: '会场', extension: '' }, { stem: '.jpg', extension: '' }]) })
})

it('only pictures are photos, and nothing that can be typed over is a signed scan', () => {
  expect([rolesOf('jpeg')[0], rolesOf('pdf')[0], rolesOf('docx')]).toEqual(['photo', 'document', ['document']])
  expect((['jpeg', 'png', 'webp', 'pdf', 'docx', 'doc', 'xlsx'] as const).filter((media) => rolesOf(media).includes('signedScan'))).toEqual(['jpeg', 'png', 'webp', 'pdf'])
})

it.each([[1, '1 B'], [1024, '1 KB'], [655_000, '640 KB'], [52_428_800, '50.0 MB']])('%i bytes read %s', (bytes, text) => { expect(sizeText(bytes)).toBe(text) })
