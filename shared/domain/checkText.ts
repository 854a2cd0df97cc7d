import { customRule, remark, type CheckContext, type Finding } from './checkFinding.ts'
import { itemText, passagesOf } from './checkPassages.ts'
import { collective, meant } from './checkPeople.ts'
import { chineseDate, isoDateOf, ymdOf, type IsoDate } from './dates.ts'
import { namesIn, type Meeting } from './meeting.ts'
import { kindElements } from './meetingKinds.ts'
import { shinglesOf, similarityOf, skeletonOf } from './similarity.ts'
import { chineseNumeral, normaliseName } from './text.ts'

interface SaidDay { day: IsoDate; words: string; withYear: boolean }

const ymdWords = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]|(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g

/** The days a text names. One without a year is the nearest to the day of the meeting: 1月10日 in a meeting of December is next year's. */
function daysIn(text: string, heldOn: IsoDate): SaidDay[] {
  const { year } = ymdOf(heldOn)
  const distance = (day: IsoDate) => Math.abs(Date.parse(day) - Date.parse(heldOn))
  return [...text.normalize('NFKC').replace(/\s+/g, '').matchAll(ymdWords)].flatMap(([words, y, m, d, y2, m2, d2]) => {
    const said = y ?? y2
    const [month, date] = [Number(m ?? m2), Number(d ?? d2)]
    const [day] = (said === undefined ? [year - 1, year, year + 1] : [Number(said)])
      .flatMap((at) => isoDateOf(at, month, date) ?? []).sort((a, b) => distance(a) - distance(b))
    return day === undefined ? [] : [{ day, words, withYear: said !== undefined }]
  })
}

/**
 * Days that stood in the meeting copied from and stand here again, though they are past by now. Left alone is what was history
 * there already and is written with its year: 2024年3月11日递交入党申请书.
 */
export function staleDateFindings({ meeting, source }: CheckContext): Finding[] {
  if (source === null) return []
  const old = new Set([source.heldOn])
  for (const { text } of passagesOf(source)) for (const { day, withYear } of daysIn(text, source.heldOn)) if (!withYear || day >= source.heldOn) old.add(day)
  return passagesOf(meeting).flatMap(({ field, name, text }) => {
    const stale = [...new Set(daysIn(text, meeting.heldOn).filter(({ day }) => day < meeting.heldOn && old.has(day)).map(({ words }) => words))]
    return stale.length === 0 ? [] : [remark('staleDate', field, `${name}里的${stale.map((words) => `“${words}”`).join('、')}是“${source.title}”里的日期，已经早于本次会议，请核对。`, customRule)]
  })
}

// 营销部, 专卖科 and 第一党小组 may report and be responsible, and stand in no roster.
const organisation = /[部科室组队站办局会司]$/
const bareName = (name: string): string => normaliseName(name).replace(/（[^）]*）/g, '')
const isName = (name: string): boolean => /^[\p{Script=Han}·]{2,}$/u.test(name)

/** Everybody who was expected, or is named in a field of their own. */
const peopleOf = ({ chair, recorder, agenda, attendees }: Meeting): string[] => [
  ...attendees.map(({ name }) => bareName(name)).filter(isName),
  ...[chair, recorder, ...agenda.flatMap(({ reporter, speeches, actions }) => [reporter, ...speeches.map(({ speaker }) => speaker), ...actions.map(({ owners }) => owners)])]
    .flatMap((names) => namesIn(bareName(names))).filter((name) => isName(name) && !collective.test(name) && !organisation.test(name)),
]

/** Who is named here and in the meeting copied from, and is no longer in the roster; with the names, so that they are told once. */
export function staleNameFindings({ meeting, source, roster }: CheckContext): { findings: Finding[]; names: Set<string> } {
  if (source === null) return { findings: [], names: new Set() }
  const known = [...new Set([...roster, ...meeting.attendees, ...meeting.guests, ...source.guests].map(({ name }) => bareName(name)))].filter((name) => name !== '').sort((a, b) => b.length - a.length)
  const knownNames = new Set(known)
  const gone = [...new Set(peopleOf(source))].filter((name) => meant(name, knownNames).length === 0)
  const places = [
    { field: 'chair', text: meeting.chair }, { field: 'recorder', text: meeting.recorder },
    ...meeting.agenda.flatMap(({ id, reporter, speeches, actions }) => [
      { field: `agenda.${id}.reporter`, text: reporter },
      ...speeches.map(({ speaker }, n) => ({ field: `agenda.${id}.speech.${n}.speaker`, text: speaker })),
      ...actions.map((action) => ({ field: `agenda.${id}.action.${action.id}.owners`, text: action.owners })),
    ]),
    ...passagesOf(meeting),
  ].map(({ field, text }) => ({ field, text: normaliseName(text) }))
  // 张伟东 is here, 张伟 has left: longer names that are known come out before the shorter is looked for.
  const named = (text: string, name: string) => text.includes(name) && known.filter((other) => other.includes(name)).reduce((rest, other) => rest.replaceAll(other, '＿'), text).includes(name)
  const found = gone.flatMap((name) => {
    const place = places.find(({ text }) => named(text, name))
    return place === undefined ? [] : [{ name, finding: remark('staleName', place.field, `${name}是“${source.title}”里的人，${chineseDate(meeting.heldOn)}已不在名册，记录里仍有这个名字，请核对。`, customRule) }]
  })
  return { findings: found.map(({ finding }) => finding), names: new Set(found.map(({ name }) => name)) }
}

/** More than this is 雷同 (domain rules section 1.4). */
const alikeFrom = 0.9
/** Shorter texts say nothing: 会议同意。 is the same every month. Counted after the skeleton's words are taken out. */
const leastLength = 30
const labels = ['主持人', '记录人', '会议认为', '会议要求', '会议决定', '会议同意', '会议听取', '会议指出', '会议强调', '经讨论', '经研究', '责任人', '汇报', '通报', '领学', '小结']

/** Items that say what an earlier meeting of the kind said, once titles, labels and names are taken out. One sentence for each item. */
export function alikeFindings({ meeting, roster, earlier }: CheckContext): Finding[] {
  const skeleton = skeletonOf([
    meeting.title, ...labels, ...kindElements[meeting.kind].map(({ label }) => label),
    ...[...roster, ...meeting.attendees, ...meeting.guests].map(({ name }) => name),
    ...meeting.agenda.map(({ title }) => title), ...earlier.flatMap(({ title, items }) => [title, ...items.map((item) => item.title)]),
  ])
  const own = meeting.agenda.map((item, index) => ({ item, index, shingles: shinglesOf(itemText(item), skeleton) })).filter(({ shingles }) => shingles.length >= leastLength)
  if (own.length === 0) return []
  const old = earlier.flatMap(({ title, heldOn, items }) => items.map((item) => ({ title, heldOn, item, shingles: shinglesOf(item.text, skeleton) }))).filter(({ shingles }) => shingles.length >= leastLength)
  return own.flatMap(({ item, index, shingles }) => {
    let [most, like] = [alikeFrom, old[0]]
    for (const other of old) {
      const equal = similarityOf(shingles, other.shingles)
      if (equal > most) [most, like] = [equal, other]
    }
    if (most === alikeFrom || like === undefined) return []
    const place = (['report', 'discussion', 'decision'] as const).reduce((a, b) => (item[b].length > item[a].length ? b : a))
    return [remark('alike', `agenda.${item.id}.${place}`, `议题${chineseNumeral(index + 1)}和“${like.title}”（${chineseDate(like.heldOn)}）的“${like.item.title}”有${Math.floor(most * 100)}%相同（标题、姓名等不计），请核对。`, customRule)]
  })
}
