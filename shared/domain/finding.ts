import * as z from 'zod'

/** One code for each kind of finding, in the order in which they are told. */
export const findingKinds = [
  'missing', 'noConclusion', 'noOwner', 'noDue',
  'voteArithmetic', 'ballotCount', 'saidCount', 'unlikeRoster', 'noQuorum', 'notSecret', 'severalSubjects', 'noTeller', 'tooManyElected', 'tooManyExcellent',
  'absentSpeaks', 'unknownSpeaker', 'twoPlaces',
  'datedBefore', 'dueBefore', 'night', 'dayOff', 'holidaysUnknown',
  'staleDate', 'staleName', 'alike',
] as const
const FindingKind = z.enum(findingKinds)
export type FindingKind = z.infer<typeof FindingKind>

/** Something in a record to look at again: why, by which rule, and the field to jump to. A remark unless it `blocks`: only broken arithmetic does. */
export const Finding = z.object({ kind: FindingKind, field: z.string(), message: z.string(), rule: z.string(), blocks: z.boolean() })
export type Finding = z.infer<typeof Finding>
