import { basename, join } from 'node:path'
import { readFileSync } from 'node:fs'
import type { Db } from '../../../../db/connection.ts'
import { listOwnFields } from '../../../../db/repositories/developmentFields.ts'
import { findTemplate, type StoredTemplate } from '../../../../db/repositories/templates.ts'
import type { Parsed } from '../../../../shared/contract/index.ts'
import { isDevelopmentPaper } from '../../../../shared/domain/templateDocument.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import type { FormFile } from '../../documents/own/index.ts'
import { readWhole } from '../../readWhole.ts'

const largest = 20_000_000

/** Errors: NOT_FOUND. */
export function templateOf(db: Db, id: string): StoredTemplate {
  const found = findTemplate(db, id)
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/** The file that a call means: a chosen one, a dropped one, or one that is kept. Errors: TEMPLATE_REFUSED, NOT_FOUND, FILE_TOKEN_UNKNOWN. */
export async function formFileOf({ vault, pathOf }: Service, { fileToken, base64, id, name, document, kind: ofKind }: Parsed<'templates.inspect'>): Promise<FormFile> {
  const db = vault.db()
  const kind = isDevelopmentPaper(document) ? null : ofKind
  const own = listOwnFields(db, null).map((field) => field.name)
  if (id !== undefined) return { ...templateOf(db, id), own }
  if (base64 !== undefined) return { name: name ?? '模板.docx', content: Buffer.from(base64, 'base64'), document, kind, own }
  const path = pathOf(fileToken ?? '')
  return { name: basename(path), content: await readForm(path), document, kind, own }
}

const readForm = (path: string): Promise<Buffer> =>
  readWhole(path, largest, (why, cause) => new AppError('TEMPLATE_REFUSED', { cause, params: { name: basename(path), reason: why === 'too large' ? '文件超过20兆' : '文件读不出来' } }))

/** A form that the application brings with it. Errors: TEMPLATE_BROKEN. */
export function shippedForm(folder: string, fileName: string): Buffer {
  try {
    return readFileSync(join(folder, fileName))
  } catch (cause) {
    throw new AppError('TEMPLATE_BROKEN', { cause, params: { detail: '模板文件不见了' } })
  }
}
