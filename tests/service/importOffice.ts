import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Output } from '../../shared/contract/index.ts'
import type { Office } from './office.ts'

export const rosterFile = resolve(import.meta.dirname, '../fixtures/tables/roster.xlsx')
export const csvFile = resolve(import.meta.dirname, '../fixtures/tables/roster-gbk.csv')
export type Imported = Output<'members.importFile'>

/** A token for a file, as main's dialog gives it. */
export function tokenFor({ service }: Pick<Office, 'service'>, file: string): string {
  const token = randomUUID()
  service.grant(token, file)
  return token
}

export const importFile = (office: Office, file: string, commit: boolean): Promise<Imported> => office.ask('members.importFile', { fileToken: tokenFor(office, file), commit })
export const findingsOf = ({ rows }: Imported): string[] => rows.flatMap(({ name, findings }) => findings.map(({ column, level, message }) => `${name} ${column} ${level} ${message}`))
export const rowOf = ({ rows }: Imported, name: string): Imported['rows'][number] => {
  const row = rows.find((each) => each.name === name)
  if (!row) throw new Error(`no row of ${name}`)
  return row
}
/** Cells as they are copied out of a table. */
export const pasted = (...lines: string[]): string => lines.map((line) => line.replace(/ \| ?/g, '\t')).join('\n')
