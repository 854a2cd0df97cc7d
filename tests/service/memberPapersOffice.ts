import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { putFields } from '../../db/repositories/personFields.ts'
import { sampleFields } from '../fixtures/memberFields.ts'
import { inDatabase, staffedOffice, temporaryFolder, type Office } from './office.ts'

export const on = '2026-08-31'
const stamp = { who: '林静怡', at: '2026-08-31T01:00:00.000Z' }

/** The sample branch with the files of its sixteen members. */
export async function filedOffice(options: Parameters<typeof staffedOffice>[0] = {}) {
  const office = await staffedOffice(options)
  const ids = new Map(office.roster.map(({ id, name }) => [name, id]))
  await inDatabase(office, (db) => { for (const [name, fields] of sampleFields) putFields(db, ids.get(name) ?? '', fields, 'import', stamp) })
  return { ...office, idOf: (name: string): string => ids.get(name) ?? '' }
}

/** A place to write to, and what was written there. */
export function place({ service }: Pick<Office, 'service'>, name: string) {
  const path = join(temporaryFolder(), name)
  const fileToken = randomUUID()
  service.grant(fileToken, path)
  return { fileToken, path, written: () => existsSync(path), bytes: () => readFileSync(path) }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
export const unescaped = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => entities[name] ?? '')

/** The rows of a .xlsx as any other program reads them: by its XML, without our library. */
export function rowsOfXlsx(bytes: Uint8Array): (string | number | null)[][] {
  const zip = new PizZip(bytes)
  const shared = [...(zip.file('xl/sharedStrings.xml')?.asText() ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si = '']) => unescaped([...si.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join('')))
  return [...(zip.file('xl/worksheets/sheet1.xml')?.asText() ?? '').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', inside = '']) => {
      const value = /<v>(.*?)<\/v>/.exec(inside)?.[1]
      if (value === undefined) return null
      return attributes.includes('t="s"') ? shared[Number(value)] ?? null : Number(value)
    }))
}

export const partsOf = (bytes: Uint8Array): { name: string; text: string }[] => Object.entries(new PizZip(bytes).files).filter(([, file]) => !file.dir).map(([name, file]) => ({ name, text: file.asText() }))
/** The words of a Word file, paragraph by paragraph. */
export const paragraphsOf = (bytes: Uint8Array): string[] => (partsOf(bytes).find(({ name }) => name === 'word/document.xml')?.text ?? '').split('</w:p>').map((text) => unescaped([...text.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, part]) => part).join(''))).filter((text) => text !== '')
