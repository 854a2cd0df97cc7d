import { attendanceFiguresOf } from '../../../../db/repositories/attendanceFigures.ts'
import { awardsOf, reviewsOf, sanctionsOf } from '../../../../db/repositories/honours.ts'
import { materialsOf, type StoredMaterial } from '../../../../db/repositories/materials.ts'
import { findPerson, isInRecords, listPeople } from '../../../../db/repositories/people.ts'
import { findFields, listEdits, type FieldEdit } from '../../../../db/repositories/personFields.ts'
import type { Db } from '../../../../db/connection.ts'
import { localDay, type IsoDate } from '../../../../shared/domain/dates.ts'
import { completenessOf, partyAgeOf, stopsVote, type FieldChange, type Material, type MemberFile, type Sanction } from '../../../../shared/domain/memberFile.ts'
import { fieldCodes, type MemberFieldValues } from '../../../../shared/domain/memberFields.ts'
import { fileFindings } from '../../../../shared/domain/memberRules.ts'
import { shownValue } from '../../../../shared/domain/memberValue.ts'
import { readIdNumber } from '../../../../shared/domain/idNumber.ts'
import { wholeYears } from '../../../../shared/domain/partialDate.ts'
import type { DatedChange } from '../../../../shared/domain/person.ts'
import { standingOn } from '../../../../shared/domain/roster.ts'
import { AppError } from '../../../../shared/errors/AppError.ts'
import type { Service } from '../../context.ts'

const mostEdits = 200

/** A material as it leaves the service. The photo is none: it is told by its id. */
export const shownMaterial = ({ id, kind, name, media, size, pages, datedOn, addedAt, who }: StoredMaterial): Material => ({ id, kind: kind === 'photo' ? 'other' : kind, name, media, size, pages, datedOn, addedAt, who })

export const shownEdit = ({ field, before, after, at, who, way }: FieldEdit): FieldChange => ({ field, at, who, way, before: before === null ? null : shownValue(field, before).text, after: after === null ? null : shownValue(field, after).text })

/** Who else holds the post of 书记 on a day; null where nobody does. Asked only of who holds it. */
function otherSecretary(db: Db, id: string, history: readonly DatedChange[], on: IsoDate): string | null {
  if (!standingOn(history, on).posts.includes('secretary')) return null
  return listPeople(db).find((person) => {
    if (person.id === id) return false
    const standing = standingOn(person.history, on)
    return !standing.left && standing.posts.includes('secretary')
  })?.name ?? null
}

/** A 留党察看 in force while the person may vote, or one that is over while the vote is still stopped for it. */
function proposalOf(sanctions: readonly Sanction[], noVote: string | null, on: IsoDate): MemberFile['proposal'] {
  const probations = sanctions.filter(({ kind }) => stopsVote(kind))
  const inForce = probations.some(({ decidedOn, effectUntil, liftedOn }) => decidedOn <= on && (liftedOn === null || liftedOn > on) && (effectUntil === null || effectUntil >= on))
  if (inForce && noVote === null) return 'stopVote'
  return probations.length > 0 && !inForce && noVote === '留党察看' ? 'restoreVote' : null
}

const ageOf = ({ birthOn, idNumber }: MemberFieldValues, on: IsoDate): number | null => {
  const born = birthOn ?? (idNumber === undefined ? null : readIdNumber(idNumber, on).birthOn)
  return born === null ? null : wholeYears(born, on)
}

/** The file of one person as of a day, sensitive values masked. Errors: NOT_FOUND. */
export function memberFileOf({ vault, clock }: Pick<Service, 'vault' | 'clock'>, id: string, day?: IsoDate): MemberFile {
  const db = vault.db()
  const person = findPerson(db, id)
  if (!person) throw new AppError('NOT_FOUND')
  const today = localDay(clock())
  const on = day ?? today
  const standing = standingOn(person.history, on)
  const values = findFields(db, id)
  const sanctions = sanctionsOf(db, id)
  const all = materialsOf(db, id)
  const materials = all.filter(({ kind, isDeleted }) => kind !== 'photo' && !isDeleted)
  const isMember = standing.status === 'fullMember' || standing.status === 'probationaryMember'
  return {
    id, name: person.name, history: [...person.history], inRecords: isInRecords(db, id), on,
    standing: { ...standing, posts: [...standing.posts] },
    values: fieldCodes.flatMap((code) => {
      const value = values[code]
      if (value === undefined) return []
      const { text, masked } = shownValue(code, value)
      return [{ code, text, masked, value: masked ? null : value }]
    }),
    age: ageOf(values, on), partyAge: partyAgeOf(values, standing.status, on),
    findings: fileFindings(values, { history: person.history, today, otherSecretary: otherSecretary(db, id, person.history, today) }),
    completeness: completenessOf(values, standing.status, materials.map(({ kind }) => kind)),
    attendance: isMember ? attendanceFiguresOf(db, [id], `${on.slice(0, 4)}-01-01`, on).get(id) ?? null : null,
    sanctions: sanctions.length, proposal: proposalOf(sanctions, standing.noVote, today),
    awards: awardsOf(db, id), reviews: reviewsOf(db, id),
    materials: materials.map(shownMaterial), removedMaterials: all.filter(({ kind, isDeleted }) => kind !== 'photo' && isDeleted).map(shownMaterial),
    photo: all.findLast(({ kind, isDeleted }) => kind === 'photo' && !isDeleted)?.id ?? null,
    edits: listEdits(db, id).slice(0, mostEdits).map(shownEdit),
  }
}
