import { timingIn, type Timing } from './actionDates.ts'
import { namesInLine, peopleInLine, type KnownGroup, type KnownPerson, type SaidPeople, type SaidPerson } from './actionPeople.ts'
import { projectNamed, projectsIn, type KnownProject, type ProjectLink, type SaidProject } from './actionProjects.ts'
import { repeatsIn, type Repeat, type SaidRepeat } from './actionRepeat.ts'
import { titleOf } from './actionTitle.ts'
import { noActionIn } from './actionVerdict.ts'
import { chineseDate, type IsoDate } from './dates.ts'
import { covered, lineTextOf, rawPlaceOf, type LineText, type Stretch } from './lineSource.ts'
import { escaped } from './fromTextSource.ts'

/** The people of the day, the projects and the 党小组 that a line may name. */
export interface LineContext { people: readonly KnownPerson[]; projects: readonly KnownProject[]; groups: readonly KnownGroup[] }

/** One thing that was read. `from` to `to`: where in the line as typed, in UTF-16 units; `words`: those; `value`: what they were read as. */
export interface ActionReading { field: 'title' | 'owner' | 'helper' | 'from' | 'due' | 'repeat' | 'link'; from: number; to: number; words: string; value: string; sure: boolean; note: string }
export interface ActionLineFinding { code: 'noOwner' | 'noDue' | 'unknownPerson' | 'unsurePerson' | 'unknownProject' | 'unsureDue' | 'otherDue' | 'pastDue' | 'dueBeforeStart' | 'bareTask'; message: string }

/** What a line gives to do. The first of `owners` is responsible; the others were charged beside that one. */
export interface ParsedAction {
  title: string; owners: string[]; helpers: string[]; from: IsoDate | null; due: IsoDate | null; repeat: Repeat | null
  links: ProjectLink[]; findings: ActionLineFinding[]; readings: ActionReading[]
}
/** `item` null: nothing is to be done; `reason` says why, in Chinese. */
export type ParsedLine = { item: ParsedAction; reason: null } | { item: null; reason: string }

const longestLine = 2000

/** What was read of a line before it is judged. */
export interface LineParts { line: LineText; timing: Timing; repeat: SaidRepeat | null; people: SaidPeople; links: SaidProject[]; tagged: boolean }

/**
 * Reads one line, typed (`@吴国栋 9月30日前 完成首次核对 #走访覆盖提升`) or as it was said (会议决定：建立清单，吴国栋负责，9月30日前完成首次核对。),
 * said on day `on`. Pure and never throws; at most 2,000 characters are read. A reading that may be wrong has `sure` false and a note.
 */
export function parseActionLine(text: string, on: IsoDate, context: LineContext): ParsedLine {
  const line = lineTextOf(text.slice(0, longestLine))
  const parts = partsOf(line, on, context)
  const title = titleOf(parts)
  const reason = noActionIn(parts, title.words)
  if (reason !== null) return { item: null, reason }
  const { timing, repeat, people, links } = parts
  const readings: ActionReading[] = []
  const note = (field: ActionReading['field'], at: Stretch, value: string, sure: boolean, why: string) => {
    const place = rawPlaceOf(line, at)
    readings.push({ field, ...place, words: line.raw.slice(place.from, place.to), value, sure, note: why })
  }
  if (title.words !== '') note('title', title.at, title.words, true, '')
  for (const one of people.owners) note('owner', one, one.name, one.sure, one.note)
  for (const one of people.helpers) note('helper', one, one.name, one.sure, one.note)
  if (timing.from) note('from', timing.from, timing.from.day, timing.from.sure, timing.from.note)
  if (timing.due) note('due', timing.due, timing.due.day, timing.due.sure, timing.due.note)
  if (repeat) note('repeat', repeat, line.text.slice(repeat.from, repeat.to), repeat.sure, repeat.sure ? '' : '请核对是否每天都做')
  for (const one of links) note('link', one, one.name, one.sure, one.note)
  const until = timing.due?.day ?? null
  return {
    item: {
      title: title.words, owners: people.owners.map(({ name }) => name), helpers: people.helpers.map(({ name }) => name), from: timing.from?.day ?? null, due: timing.due?.day ?? null,
      repeat: repeat === null ? null : until === null ? repeat.repeat : { ...repeat.repeat, until },
      links: links.map(({ id, name, sure }) => ({ id, name, sure })), findings: findingsOf(parts, title.words), readings: readings.sort((a, b) => a.from - b.from || a.to - b.to),
    },
    reason: null,
  }
}

function partsOf(line: LineText, on: IsoDate, context: LineContext): LineParts {
  const { text } = line
  const { tags, links: hashed } = hashTagsIn(text, context.projects)
  const untagged = covered(text, tags)
  const names = namesInLine(untagged, context.people)
  const nameless = covered(untagged, names)
  const repeats = repeatsIn(nameless)
  const repeat = repeats.find(({ sure }) => sure) ?? repeats[0] ?? null
  const timing = timingIn(covered(nameless, repeats, '\u0002'), on)
  const days = [...(timing.due ? [timing.due] : []), ...(timing.from ? [timing.from] : []), ...timing.others, ...timing.gone]
  const dayless = covered(covered(untagged, repeats, '\u0002'), days, '\u0002')
  const people = withStrangers(dayless, peopleInLine(dayless, context.people, context.groups))
  const said = projectsIn(covered(covered(dayless, people.named), people.owners.concat(people.helpers)), context.projects)
  const links = [...hashed, ...said].filter((one, i, all) => all.findIndex(({ id, name }) => (id === null ? name === one.name : id === one.id)) === i)
  return { line, timing, repeat, people, links, tagged: hashed.length > 0 || /@/.test(untagged) }
}

/** #走访覆盖提升, #“走访覆盖提升”: the project whose name follows, else the words up to a blank or a mark. */
function hashTagsIn(text: string, projects: readonly KnownProject[]): { tags: Stretch[]; links: SaidProject[] } {
  const links: SaidProject[] = []
  const known = [...projects].sort((a, b) => b.name.length - a.name.length)
  for (const { index } of text.matchAll(/#/g)) {
    const rest = text.slice(index + 1)
    const whole = known.find(({ name }) => name !== '' && rest.startsWith(name))
    const words = whole?.name ?? /^“([^“”]{1,60})”/.exec(rest)?.[0] ?? /^[^\s@#，。；：、（）“”]{1,60}/u.exec(rest)?.[0] ?? ''
    if (words === '') continue
    const at = { from: index, to: index + 1 + words.length }
    const link = projectNamed(words, projects)
    const name = words.replace(/[“”]/g, '')
    links.push(link ? { ...link, ...at, note: link.sure ? '' : '只说了名称的一部分' } : { id: null, name, sure: false, ...at, note: '项目清单里没有这个项目' })
  }
  return { tags: links.map(({ from, to }) => ({ from, to })), links }
}

const strangers = [
  { pattern: /@(?<who>[^\s@#，。；：、（）“”\d\u0001\u0002]{1,20})/gu, helper: false },
  { pattern: /(?:责任人|负责人|牵头人)(?:：|为|是)?(?<who>\p{Script=Han}{2,4})(?=[ ，。；、）\u0002]|$)/gu, helper: false },
  { pattern: /(?:（|由)(?<who>\p{Script=Han}{2,3})(?:同志)?(?:牵头|负责)/gu, helper: false },
  { pattern: /(?:^|[，；、。 ]|需|由|请)(?<who>\p{Script=Han}{2,8}?(?:部|科|股|室|中心|所|队|公司))(?:配合|协助)/gu, helper: true },
] as const

/** Names that the roster does not know stay as they were typed, and are marked. */
function withStrangers(text: string, people: SaidPeople): SaidPeople {
  const owners = [...people.owners]
  const helpers = [...people.helpers]
  const cut = [...people.cut]
  const known = [...people.named]
  for (const { pattern, helper } of strangers) {
    for (const { 0: all, index, groups = {} } of text.matchAll(pattern)) {
      const who = groups.who ?? ''
      const from = index + all.indexOf(who)
      const at = { from, to: from + who.length }
      if (known.some((one) => at.from < one.to && at.to > one.from)) continue
      const person: SaidPerson = { ...at, id: null, name: who, sure: false, note: helper ? '不是花名册里的人' : '花名册里没有这个人' }
      const list = helper || /(?:配合|协助|会同)[ ]?$/.test(text.slice(0, index)) ? helpers : owners
      list.push(person)
      known.push(person)
      if (!helper) cut.push({ from: index + (all.startsWith('（') ? 1 : 0), to: index + all.length })
    }
  }
  return { ...people, owners: owners.sort((a, b) => a.from - b.from), helpers: helpers.sort((a, b) => a.from - b.from), cut, named: known }
}

function findingsOf({ timing, repeat, people, links }: LineParts, title: string): ActionLineFinding[] {
  const findings: ActionLineFinding[] = []
  const find = (code: ActionLineFinding['code'], message: string) => { findings.push({ code, message }) }
  if (people.owners.length === 0) find('noOwner', '没有写责任人。')
  for (const { id, name, sure, note } of [...people.owners, ...people.helpers]) if (!sure) find(id === null ? 'unknownPerson' : 'unsurePerson', `${name}：${note}。`)
  if (timing.due === null && repeat === null) find('noDue', '没有写时限。')
  if (timing.due !== null && timing.due.note !== '') find('unsureDue', `时限按${chineseDate(timing.due.day)}理解：${timing.due.note}。`)
  for (const { day } of timing.others) find('otherDue', `还写了${chineseDate(day)}前，可另立一项。`)
  for (const { day } of timing.gone) find('pastDue', `写的日期${chineseDate(day)}已过，没有作为时限。`)
  if (timing.from && timing.due && timing.from.day > timing.due.day) find('dueBeforeStart', '时限早于开始的日期，请核对。')
  for (const { id, name, note } of links) if (id === null) find('unknownProject', `“${name}”：${note}。`)
  if (new RegExp(`^(?:${['完成', '办结', '落实', '执行', '办理'].map(escaped).join('|')})?$`).test(title)) find('bareTask', '没有写清要做什么。')
  return findings
}
