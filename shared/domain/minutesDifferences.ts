import { chineseDate } from './dates.ts'
import type { MinutesLine, MinutesMatter, MinutesText } from './minutes.ts'
import { chineseNumeral } from './text.ts'

/** So much of a difference is quoted. */
const quoted = 40
const said = (text: string): string => (text === '' ? '（空）' : text.length > quoted ? `“${text.slice(0, quoted)}…”` : `“${text}”`)

/** What was changed within a text: the part that differs, with a little of what stands before it. */
function changed(before: string, after: string): string {
  const [a, b] = [[...before], [...after]]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  if (a.length <= quoted && b.length <= quoted) return `${said(before)}改为${said(after)}`
  const from = Math.max(0, start - 6)
  const part = (chars: readonly string[]) => said(`${from > 0 ? '…' : ''}${chars.slice(from, chars.length - end).join('')}${end > 0 ? '…' : ''}`)
  return `${part(a)}改为${part(b)}`
}

/** What differs between two texts of a 纪要, one sentence each, in the order of the paper. */
export function minutesDifferences(before: MinutesText, after: MinutesText): string[] {
  const changes: string[] = []
  const compare = (label: string, a: string, b: string) => { if (a !== b) changes.push(`${label}：${changed(a, b)}`) }
  const compareLines = (a: readonly MinutesLine[], b: readonly MinutesLine[]) => {
    const texts = (lines: readonly MinutesLine[]) => new Map(lines.map(({ label, text }) => [label, text]))
    const [old, now] = [texts(a), texts(b)]
    for (const label of new Set([...old.keys(), ...now.keys()])) compare(label || '（未写名称）', old.get(label) ?? '', now.get(label) ?? '')
  }
  compare('标题', before.title, after.title)
  compare('期号', before.issueNumber, after.issueNumber)
  compare('导语', before.lead, after.lead)
  compareLines(before.facts, after.facts)
  changes.push(...matterDifferences(before.items, after.items))
  compareLines(before.people, after.people)
  compare('分送', before.sentTo, after.sentTo)
  compare('署名', before.sender, after.sender)
  compare('成文日期', before.issuedOn === null ? '' : chineseDate(before.issuedOn), after.issuedOn === null ? '' : chineseDate(after.issuedOn))
  return changes
}

/** Matters are the same where their headings are; what is left over at one place got another heading. */
function matterDifferences(before: readonly MinutesMatter[], after: readonly MinutesMatter[]): string[] {
  const changes: string[] = []
  const left = new Set(before.keys())
  const pairs = after.map((matter, index) => {
    const same = [...left].find((at) => before[at]?.heading === matter.heading)
    if (same !== undefined) left.delete(same)
    return { matter, index, old: same }
  })
  for (const pair of pairs) {
    if (pair.old !== undefined || !left.has(pair.index)) continue
    left.delete(pair.index)
    pair.old = pair.index
  }
  for (const at of left) changes.push(`删去事项${said(before[at]?.heading ?? '')}`)
  for (const { matter, index, old } of pairs) {
    const was = old === undefined ? undefined : before[old]
    const name = `事项${chineseNumeral(index + 1)}`
    if (was === undefined) {
      changes.push(`增加事项${said(matter.heading)}`)
      continue
    }
    if (old !== index && before.length === after.length) changes.push(`事项${said(matter.heading)}移到第${index + 1}个`)
    if (was.heading !== matter.heading) changes.push(`${name}标题：${changed(was.heading, matter.heading)}`)
    if (was.text !== matter.text) changes.push(`${name}：${changed(was.text, matter.text)}`)
  }
  return changes
}
