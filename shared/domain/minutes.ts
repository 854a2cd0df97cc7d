import * as z from 'zod'
import { IsoDate } from './dates.ts'
import { longText } from './meeting.ts'
import { Line, Text } from './text.ts'

/** A named line of a 纪要: 地点：县局三楼; 出席：周启明、林静怡. */
export const MinutesLine = z.strictObject({ label: Line(40), text: Text(longText) })
export type MinutesLine = z.infer<typeof MinutesLine>

/** One matter of a 纪要. The paper numbers the headings, so that a matter may be moved; one line of the text is one paragraph. */
export const MinutesMatter = z.strictObject({
  heading: Line(400),
  text: Text(300_000),
  settles: z.boolean().default(true).describe('false: it tells, as 上次议定事项落实, and settles nothing'),
})
export type MinutesMatter = z.infer<typeof MinutesMatter>

/** The words of a 纪要: what the record gives, or what the officer made of it (domain rules section 5.1). */
export const MinutesText = z.strictObject({
  title: Line(300),
  issueNumber: Line(40).default('').describe('第9期'),
  lead: Text(longText).describe('导语'),
  facts: z.array(MinutesLine).max(60).describe('head of the table form; in running text the lead tells the first of them'),
  items: z.array(MinutesMatter).max(90),
  people: z.array(MinutesLine).max(20).describe('出席, 请假, 列席'),
  sentTo: Line(1000).default('').describe('分送'),
  sender: Line(400).describe('署名'),
  issuedOn: IsoDate.nullable().describe('成文日期; null: to be written by hand'),
})
export type MinutesText = z.infer<typeof MinutesText>

/** none: drafted from the record each time it is printed; draft: the officer's own text; final: locked. */
export const MinutesState = z.enum(['none', 'draft', 'final'])
export type MinutesState = z.infer<typeof MinutesState>
export const minutesStateNames: Record<MinutesState, string> = { none: '随记录', draft: '拟稿', final: '定稿' }

/** A 纪要 with what the screen has to know about it. */
export const MinutesFile = z.object({
  meetingId: z.uuid(),
  minutes: MinutesText,
  given: MinutesText.describe('what the record gives now'),
  state: MinutesState,
  revision: z.int().describe('0: nothing is stored'),
  recordFinal: z.boolean().describe('only then may the 纪要 be finalised: it rests on the record'),
  recordChanged: z.boolean().describe('the record says something else than when this 纪要 was drafted or finalised'),
  recordChanges: z.array(z.string()).describe('what it says otherwise, in words'),
  replaced: z.boolean().describe('the text before it was last drafted anew is kept, and can be taken back'),
  names: z.array(z.string()).describe('who might be quoted: everybody expected, and the guests'),
  versions: z.int().describe('how often it was finalised'),
  savedAt: z.iso.datetime().nullable(),
})
export type MinutesFile = z.infer<typeof MinutesFile>

/** A sentence of a 纪要 that reads like somebody's speech, and the field it stands in. */
export interface QuotedSpeech { field: string; name: string; sentence: string }

/** The words that make a speech of a name. 强调 and 要求 are left out: so a 纪要 tells what the chair lays down. */
const saying = /^(?:同志)?(?:（[^）]{0,20}）)?(?:在?(?:会上|讨论中|发言中|最后))?(?:[：:]|说|认为|提出|表示|发言|谈到|建议)/

/**
 * Sentences that quote a person: the name, then ：, 说, 认为, 提出 and the like. 纪要 does not tell who said what (domain rules section 5.1).
 * A reminder only: what 周启明提出 may be the matter itself.
 */
export function quotedSpeeches({ lead, items }: Pick<MinutesText, 'lead' | 'items'>, names: readonly string[]): QuotedSpeech[] {
  const known = [...new Set(names.map((name) => name.replace(/（.*）$/, '').trim()))].filter((name) => name.length >= 2)
  const places = [{ field: 'minutes.lead', text: lead }, ...items.map(({ text }, n) => ({ field: `minutes.item.${n}.text`, text }))]
  return places.flatMap(({ field, text }) => text.split(/(?<=[。！？；])|\n/).flatMap((sentence) => {
    const name = known.find((who) => placesOf(sentence, who).some((at) => saying.test(sentence.slice(at + who.length))))
    return name === undefined ? [] : [{ field, name, sentence: sentence.trim() }]
  }))
}

function placesOf(text: string, name: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) places.push(at)
  return places
}
