import { open } from 'node:fs/promises'
import { AppError } from '../../shared/errors/AppError.ts'

/**
 * The whole of a file that the officer chose. Only files are read: a folder has no content, and a device may have no end.
 * Errors: what `refuse` makes of it.
 */
export async function readWhole(path: string, most: number, refuse: (why: 'unreadable' | 'too large', cause?: unknown) => AppError): Promise<Buffer> {
  try {
    const file = await open(path, 'r')
    try {
      const stat = await file.stat()
      if (!stat.isFile()) throw refuse('unreadable')
      if (stat.size > most) throw refuse('too large')
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : refuse('unreadable', cause)
  }
}
