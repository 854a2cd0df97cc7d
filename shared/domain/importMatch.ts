import type { ImportPerson, ImportRegister, RowIdentity } from './importPeople.ts'
import { readIdNumber } from './idNumber.ts'
import { plainName } from './importNames.ts'
import { partialDatesAgree } from './partialDate.ts'
import { standingOn } from './roster.ts'

/** Who a row is about. `ask`: the officer says which of the candidates, or that it is somebody new. `twice`: an earlier line is about the same person. */
export type RowMatch = { kind: 'person'; person: ImportPerson } | { kind: 'new' } | { kind: 'ask'; candidates: ImportPerson[]; why: string } | { kind: 'twice'; line: number }

const isWhole = (idNumber: string): boolean => readIdNumber(idNumber, '2200-12-31').fault === 'none'
const groupOf = (person: ImportPerson, { asOf }: RowIdentity): string | null => standingOn(person.history, asOf).group

/** How the row and somebody of the same name compare. */
function compare(row: RowIdentity, person: ImportPerson) {
  const { idNumber, birthOn, gender } = person.fields
  const idsDiffer = row.idNumber !== undefined && idNumber !== undefined && row.idNumber !== idNumber
  const bothBirths = row.birthOn !== undefined && birthOn !== undefined
  const birthsAgree = bothBirths && partialDatesAgree(row.birthOn ?? '', birthOn ?? '')
  const birthsDiffer = bothBirths && !birthsAgree
  const gendersDiffer = row.gender !== undefined && gender !== undefined && row.gender !== gender
  return {
    birthsAgree,
    contradicts: idsDiffer || birthsDiffer || gendersDiffer,
    // Two whole numbers with two days of birth belong to two people; one digit mistyped would not be whole.
    isOther: idsDiffer && !birthsAgree && isWhole(row.idNumber ?? '') && isWhole(idNumber ?? '') && (row.idNumber ?? '').slice(6, 14) !== (idNumber ?? '').slice(6, 14),
  }
}

/**
 * Finds who a row is about: by ID number, else by name and birth, else by the name alone where only one has it and nothing contradicts.
 * In doubt it asks. `repeats`: rows may come back to somebody, since each says from which day it holds.
 */
export function matchRow(row: RowIdentity, register: ImportRegister, repeats: boolean): RowMatch {
  const metIn = (person: ImportPerson): number | undefined => (repeats ? undefined : register.metIn.get(person.id))
  const found = (person: ImportPerson): RowMatch => {
    const line = metIn(person)
    return line === undefined ? { kind: 'person', person } : { kind: 'twice', line }
  }
  const holder = row.idNumber === undefined ? undefined : register.withIdNumber(row.idNumber)
  if (holder) {
    if (plainName(holder.name) === plainName(row.name)) return found(holder)
    return { kind: 'ask', candidates: [holder], why: `身份证号与${holder.name}相同，姓名不同。` }
  }

  const called = register.named(row.name)
  if (called.length === 0) return { kind: 'new' }
  const all = called.map((person) => ({ person, ...compare(row, person), group: groupOf(person, row) })).filter(({ isOther }) => !isOther)
  const met = all.filter(({ person, contradicts, group }) => metIn(person) !== undefined && !contradicts && (row.group === undefined || group === null || row.group === group))
  const free = all.filter(({ person }) => metIn(person) === undefined)
  const exact = free.filter(({ person, contradicts }) => person.name === row.name && row.name !== plainName(row.name) && !contradicts)
  const [only] = exact.length > 0 ? exact : free.filter(({ birthsAgree, contradicts }) => birthsAgree && !contradicts)
  const agreeing = exact.length > 0 ? exact : free.filter(({ birthsAgree, contradicts }) => birthsAgree && !contradicts)
  if (only && agreeing.length === 1) return found(only.person)

  const [first] = met
  if (free.length === 0) {
    if (!first) return { kind: 'new' }
    const line = metIn(first.person) ?? 0
    return first.birthsAgree ? { kind: 'twice', line } : { kind: 'ask', candidates: [], why: `与第${line}行同名，分不清是不是同一个人。` }
  }
  const [single] = free
  const isBracketed = row.name !== plainName(row.name)
  if (free.length === 1 && single && met.length === 0 && !single.contradicts && (!isBracketed || single.person.name === row.name)) return found(single.person)
  const ofGroup = free.filter(({ contradicts, group }) => !contradicts && row.group !== undefined && group === row.group)
  if (ofGroup.length === 1 && ofGroup[0] && free.length > 1) return found(ofGroup[0].person)
  const why = free.length > 1 ? `名册里有${free.length}个同名的人。` : single?.contradicts ? '与名册里同名的人有出入。' : `名册里有同名的${single?.person.name ?? ''}。`
  return { kind: 'ask', candidates: free.map(({ person }) => person), why }
}
