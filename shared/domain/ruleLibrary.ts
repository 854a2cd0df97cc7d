import * as z from 'zod'
import { meetingKinds } from './meetingKinds.ts'
import { addDays, IsoDate } from './dates.ts'
import { FilledLine, Line, Text } from './text.ts'
import { periodKinds, shippedRules, strengths, verifications, type Rule } from '../rules/library.ts'

/** A rule as a library file holds it; the same fields as the shipped ones. */
export const RuleText = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{2}$|^V\d$/),
  group: z.enum(['life', 'setting', 'vote']),
  title: FilledLine(60),
  text: Text(1000),
  source: FilledLine(120),
  article: Line(60).default(''),
  inForceFrom: IsoDate.nullable().default(null),
  inForceTo: IsoDate.nullable().default(null),
  strength: z.enum(strengths),
  verification: z.enum(verifications),
  counted: Line(200).default(''),
  frequency: z.strictObject({ kind: z.enum(meetingKinds), period: z.enum(periodKinds), times: z.int().min(1).max(31), scope: z.enum(['branch', 'groups', 'talks']) }).nullable().default(null),
  isOn: z.boolean().default(true),
})

/** A library from a file: its version, who compared it with the papers and when, and the rules that are new or different. */
export const RuleLibrary = z.strictObject({
  version: FilledLine(40),
  checkedBy: FilledLine(40),
  checkedOn: IsoDate,
  rules: z.array(RuleText).min(1).max(200),
})
export type RuleLibrary = z.infer<typeof RuleLibrary>

/**
 * All versions of all rules: the shipped ones and those of libraries read since, oldest library first. Of one rule each version ends
 * the day before the next is in force, so that an older record is judged by the rule of its day; one that begins on the same day
 * takes the place of the other.
 */
export function allRules(libraries: readonly Pick<RuleLibrary, 'rules'>[]): Rule[] {
  const byId = new Map<string, Rule[]>()
  for (const rule of [shippedRules, ...libraries.map(({ rules }) => rules)].flat()) {
    const versions = (byId.get(rule.id) ?? []).filter(({ inForceFrom }) => inForceFrom !== rule.inForceFrom)
    byId.set(rule.id, [...versions, rule])
  }
  return [...byId.values()].flatMap((versions) => {
    const sorted = versions.toSorted((a, b) => ((a.inForceFrom ?? '') < (b.inForceFrom ?? '') ? -1 : 1))
    return sorted.map((rule, i) => {
      const next = sorted[i + 1]?.inForceFrom
      const ends = next === undefined || next === null ? rule.inForceTo : addDays(next, -1)
      return { ...rule, inForceTo: rule.inForceTo !== null && ends !== null && rule.inForceTo < ends ? rule.inForceTo : ends }
    })
  })
}

/** The version of each rule that is in force on a day. */
export const rulesOn = (rules: readonly Rule[], on: IsoDate): Rule[] => rules.filter(({ inForceFrom, inForceTo }) => (inForceFrom === null || inForceFrom <= on) && (inForceTo === null || inForceTo >= on))

/** What a library changes, in words, for the officer to look at before it is taken. */
export function libraryChanges(known: readonly Rule[], library: RuleLibrary): string[] {
  return library.rules.flatMap((rule) => {
    const before = known.findLast(({ id }) => id === rule.id)
    if (!before) return [`新增：${rule.title}（${rule.source}${rule.article}）`]
    const differences: string[] = []
    if (before.text !== rule.text) differences.push('文字有改动')
    if (before.source !== rule.source || before.article !== rule.article) differences.push(`依据改为${rule.source}${rule.article}`)
    if (before.strength !== rule.strength) differences.push('强度有改动')
    if (before.verification !== rule.verification) differences.push('核对情况有改动')
    if (JSON.stringify(before.frequency) !== JSON.stringify(rule.frequency)) differences.push('次数有改动')
    if (differences.length === 0) return []
    return [`${rule.title}：${differences.join('，')}${rule.inForceFrom === null ? '' : `，自${rule.inForceFrom}起`}`]
  })
}
