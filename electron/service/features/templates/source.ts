import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readFileSync } from 'node:fs'
import type { Db } from '../../../../db/connection.ts'
import { findTemplate, type StoredTemplate } from '../../../../db/repositories/templates.ts'
import type { Parsed } from '../../../../shared/contract/index.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'
import type { FormFile } from '../../documents/own/index.ts'

const largest = 20_000_000

/** Errors: NOT_FOUND. */
export function templateOf(db: Db, id: string): StoredTemplate {
  const found = findTemplate(db, id)
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/** The file that a call means: a chosen one, a dropped one, or one that is kept. Errors: TEMPLATE_REFUSED, NOT_FOUND, FILE_TOKEN_UNKNOWN. */
export async function formFileOf({ vault, pathOf }: Service, { fileToken, base64, id, name, document, kind }: Parsed<'templates.inspect'>): Promise<FormFile> {
  const db = vault.db()
  if (id !== undefined) return templateOf(db, id)
  if (base64 !== undefined) return { name: name ?? '模板.docx', content: Buffer.from(base64, 'base64'), document, kind }
  const path = pathOf(fileToken ?? '')
  return { name: basename(path), content: await readWhole(path), document, kind }
}

async function readWhole(path: string): Promise<Buffer> {
  const refuse = (reason: string, cause?: unknown) => new AppError('TEMPLATE_REFUSED', { cause, params: { name: basename(path), reason } })
  try {
    const file = await open(path, 'r')
    try {
      const stat = await file.stat()
      if (!stat.isFile()) throw refuse('文件读不出来')
      if (stat.size > largest) throw refuse('文件超过20兆')
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : refuse('文件读不出来', cause)
  }
}

/** A form that the application brings with it. Errors: TEMPLATE_BROKEN. */
export function shippedForm(folder: string, fileName: string): Buffer {
  try {
    return readFileSync(join(folder, fileName))
  } catch (cause) {
    throw new AppError('TEMPLATE_BROKEN', { cause, params: { detail: '模板文件不见了' } })
  }
}
