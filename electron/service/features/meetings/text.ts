import PizZip from 'pizzip'
import { cleanText } from '../../../../shared/domain/text.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import { readWhole } from '../../readWhole.ts'

/** A record of one meeting is never larger; a Word file with its pictures may be. */
const largest = 20_000_000
const mostCharacters = 200_000

/**
 * The text of a .docx or text file as an officer has it: UTF-8, UTF-16 with its mark, or GBK. One paragraph a line.
 * Errors: FILE_NOT_READ.
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readWhole(path, largest, (why, cause) => new AppError('FILE_NOT_READ', { cause, params: { reason: why === 'too large' ? '文件超过20 MB' : '文件打不开' } }))
  const text = cleanText(bytes.subarray(0, 2).toString('latin1') === 'PK' ? textOfDocx(bytes) : decode(bytes)).trim()
  if (text === '') throw new AppError('FILE_NOT_READ', { params: { reason: '里面没有文字' } })
  if (text.length > mostCharacters) throw new AppError('FILE_NOT_READ', { params: { reason: '文字超过20万字' } })
  return text
}

function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff') return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    if (bytes.includes(0)) throw new AppError('FILE_NOT_READ', { params: { reason: '不是文字文件' } })
    return new TextDecoder('gbk').decode(bytes)
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function textOfDocx(bytes: Buffer): string {
  try {
    const xml = new PizZip(bytes).file('word/document.xml')?.asText()
    if (xml === undefined) throw new Error('no document')
    return xml.replace(/<w:tab\/>/g, '\t').replace(/<\/w:p>|<w:br[^>]*\/>|<\/w:tc>/g, '\n').replace(/<[^>]+>/g, '').replace(/&(lt|gt|quot|apos|amp);/g, (_all, name: string) => entities[name] ?? '').replace(/\n{2,}/g, '\n')
  } catch (cause) {
    throw new AppError('FILE_NOT_READ', { cause, params: { reason: '不是完整的Word文档' } })
  }
}
