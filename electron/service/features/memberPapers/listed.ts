import { attendanceFiguresOf } from '../../../../db/repositories/attendanceFigures.ts'
import { materialKindsByPerson } from '../../../../db/repositories/materials.ts'
import { listPeople } from '../../../../db/repositories/people.ts'
import { listFields } from '../../../../db/repositories/personFields.ts'
import type { Db } from '../../../../db/connection.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ListedPerson } from '../../../../shared/domain/listColumns.ts'
import { rosterOn, standingOn } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'

interface Wanted { on: IsoDate; who: 'members' | 'everybody'; ids?: readonly string[] | undefined; attendance?: boolean }

/**
 * The people of a list as of a day. `ids`: these, in this order, also somebody who has left; else the roster of the day in its order.
 * The fields of a file are what they are now. Errors: NOT_FOUND where one of the ids is nobody's.
 */
export function listedPeople(db: Db, { on, who, ids, attendance = false }: Wanted): ListedPerson[] {
  const people = listPeople(db)
  const roster = rosterOn(people, on)
  const fields = listFields(db)
  const materials = materialKindsByPerson(db)
  const byId = new Map(people.map((person) => [person.id, person]))
  const entries = new Map(roster.map((entry) => [entry.id, entry]))
  const wanted = ids ?? roster.filter(({ status }) => who === 'everybody' || status === 'fullMember' || status === 'probationaryMember').map(({ id }) => id)
  const figures = attendance ? attendanceFiguresOf(db, wanted, `${on.slice(0, 4)}-01-01`, on) : null
  return wanted.map((id) => {
    const person = byId.get(id)
    if (!person) throw new AppError('NOT_FOUND')
    const { status, posts, group, left } = standingOn(person.history, on)
    return { id, name: person.name, status, posts, group, left, hasVote: entries.get(id)?.hasVote ?? false, fields: fields.get(id) ?? {}, attendance: figures?.get(id)?.rate ?? null, materials: materials.get(id) ?? [] }
  })
}
