import * as z from 'zod'
import type { AttendanceState } from './meeting.ts'
import type { FieldCode, MemberFieldValues } from './memberFields.ts'
import { partialDatesAgree } from './partialDate.ts'
import { normaliseName } from './text.ts'

export const duplicateReasons = ['idNumber', 'birth', 'mobile'] as const
export type DuplicateReason = (typeof duplicateReasons)[number]
export const reasonNames: Record<DuplicateReason, string> = { idNumber: '身份证号相同', birth: '姓名和出生日期相同', mobile: '姓名和手机相同' }

const Facts = z.object({ id: z.uuid(), name: z.string(), facts: z.string().describe('类别, 党小组 and department, to tell them apart') })
export const Duplicate = z.object({ people: z.tuple([Facts, Facts]), reasons: z.array(z.enum(duplicateReasons)).min(1) })
export type Duplicate = z.infer<typeof Duplicate>

/** Whose value of each field stays; the words of it, sensitive ones masked. */
export const MergePreview = z.object({
  keep: Facts, gone: Facts,
  fields: z.array(z.object({ code: z.string(), label: z.string(), keep: z.string(), gone: z.string() })).describe('fields in which the two differ'),
  changes: z.int().describe('dated changes that come over'),
  clashes: z.array(z.string()).describe('on one day the two say different things: those of the one who stays hold'),
  meetings: z.int().describe('meetings whose mark comes over'),
  both: z.array(z.string()).describe('meetings in which both are marked: the stronger mark stays'),
  obstacle: z.string().nullable(),
})
export type MergePreview = z.infer<typeof MergePreview>
export const MergeChoice = z.strictObject({
  keepId: z.uuid(), goneId: z.uuid(),
  name: z.enum(['keep', 'gone']).default('keep'),
  take: z.array(z.string().max(40)).max(100).default([]).describe('fields whose value of the one who goes is taken'),
}).refine(({ keepId, goneId }) => keepId !== goneId)

/** 张伟（二组） is 张伟: the bracket only tells two people of one name apart. */
export const plainName = (name: string): string => normaliseName(name).replace(/（[^）]*）$/, '')

/** An ID number as it is compared: with 15 digits it lacks the century and the check digit of the 18. */
export const comparedId = (idNumber: string): string => {
  const id = idNumber.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  return id.length === 18 ? id.slice(0, 6) + id.slice(8, 17) : id
}
const comparedMobile = (mobile: string): string => mobile.normalize('NFKC').replace(/\D/g, '').slice(-11)

interface Known { id: string; name: string; values: MemberFieldValues }

/** Why two may be one person; nothing where they hardly are. */
export function reasonsFor(a: Known, b: Known): DuplicateReason[] {
  const reasons: DuplicateReason[] = []
  const [idA, idB] = [a.values.idNumber, b.values.idNumber]
  if (idA !== undefined && idB !== undefined && comparedId(idA) === comparedId(idB)) reasons.push('idNumber')
  if (plainName(a.name) !== plainName(b.name)) return reasons
  const [bornA, bornB] = [a.values.birthOn, b.values.birthOn]
  if (bornA !== undefined && bornB !== undefined && partialDatesAgree(bornA, bornB)) reasons.push('birth')
  const [mobileA, mobileB] = [a.values.mobile, b.values.mobile]
  if (mobileA !== undefined && mobileB !== undefined && comparedMobile(mobileA) === comparedMobile(mobileB)) reasons.push('mobile')
  return reasons
}

export interface FoundPair { a: string; b: string; reasons: DuplicateReason[] }

/** Pairs that may be one person. `apart`: pairs (ids in order, joined by a blank) that the officer has told apart. */
export function findDuplicates(people: readonly Known[], apart: ReadonlySet<string>): FoundPair[] {
  const buckets = new Map<string, Known[]>()
  const into = (key: string, person: Known) => { const bucket = buckets.get(key); if (bucket) bucket.push(person); else buckets.set(key, [person]) }
  for (const person of people) {
    into(`name ${plainName(person.name)}`, person)
    if (person.values.idNumber !== undefined) into(`id ${comparedId(person.values.idNumber)}`, person)
  }
  const found = new Map<string, FoundPair>()
  for (const bucket of buckets.values()) {
    for (const [at, a] of bucket.entries()) {
      for (const b of bucket.slice(at + 1)) {
        const key = pairKey(a.id, b.id)
        if (apart.has(key) || found.has(key)) continue
        const reasons = reasonsFor(a, b)
        if (reasons.length > 0) found.set(key, { a: a.id, b: b.id, reasons })
      }
    }
  }
  return [...found.values()]
}

export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

const strength: Record<AttendanceState, number> = { present: 4, late: 3, online: 2, leave: 1, absent: 0 }
/** Of two marks of one person in one meeting the one that says more: who was seen there was there. */
export const strongerMark = (a: AttendanceState, b: AttendanceState): AttendanceState => (strength[b] > strength[a] ? b : a)

/** Which value stands where nothing else was chosen: that of the one who stays, else the other's. */
export const mergedValue = (code: FieldCode, keep: MemberFieldValues, gone: MemberFieldValues, take: ReadonlySet<string>): string | undefined => (take.has(code) ? gone[code] ?? keep[code] : keep[code] ?? gone[code])
