// Fifty-nine rosters as people make them, from their bytes to what the import proposes.
import { expect, it } from 'vitest'
import { findTables } from '../../shared/domain/findTable.ts'
import { changeOf, proposeImport, type ProposedRow } from '../../shared/domain/importProposal.ts'
import type { ImportPerson } from '../../shared/domain/importPeople.ts'
import { importTableOf } from '../../shared/domain/importTable.ts'
import { isRosterHeading, targetsOf } from '../../shared/domain/importTargets.ts'
import { isFieldCode, type MemberFieldValues } from '../../shared/domain/memberFields.ts'
import { bookOf } from '../fixtures/tables/book.ts'
import { gbk } from '../fixtures/tables/gbk.ts'
import { rosters } from '../fixtures/tables/rosters.ts'

/** The people whom the rows make. */
const peopleOf = (rows: readonly ProposedRow[]): ImportPerson[] => rows.filter(({ outcome }) => outcome === 'create').map(({ name, changes }, n) => ({
  id: `person ${n}`, name,
  fields: Object.fromEntries(changes.filter(({ target }) => isFieldCode(target)).map(({ target, after }) => [target, after])) as MemberFieldValues,
  history: changes.flatMap(({ target, after, from }) => (from === null ? [] : [{ ...changeOf(target, after), id: `${n} ${target}`, personId: `person ${n}`, from }])),
}))

it.each(rosters(gbk))('$title', async ({ bytes, file, names }) => {
  const book = await bookOf({ bytes, name: file })
  const [found] = findTables(book, isRosterHeading)
  if (!found) throw new Error('no table was found')
  const table = importTableOf(book, found)
  const columns = targetsOf(table.headings, (column) => table.rows.map(({ cells }) => cells[column]?.text ?? ''), new Map(), new Map())
  const propose = (people: ImportPerson[]) => proposeImport({ table, columns, people, since: '2024-02-20', asOf: found.asOf ?? '2026-08-31', today: '2026-09-08', decisions: [], defaultStatus: 'fullMember' })
  const rows = propose([])
  expect(rows.map(({ name }) => name)).toEqual(names)
  // Only a number that Excel has spoilt, and a cell that is an error in the file itself, may be refused.
  const refused = rows.flatMap(({ findings }) => findings).filter(({ level }) => level === 'refuse')
  expect(refused.filter(({ message }) => !/设为“文本”|是错误值/.test(message))).toEqual([])
  expect(propose(peopleOf(rows)).map(({ outcome, changes }) => [outcome, changes])).toEqual(rows.map(() => ['ignore', []]))
})
