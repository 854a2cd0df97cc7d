import { doing, telling } from './actionWords.ts'
import { escaped } from './fromTextSource.ts'
import type { Stretch } from './lineSource.ts'
import { postAliases, postNames, type PartyPost, type RosterEntry } from './person.ts'
import { wordsIn } from './words.ts'

/** A person an item can be given to. */
export interface KnownPerson { id: string; name: string; posts?: readonly PartyPost[] }
/** A 党小组 with the name of its leader; null: it has none. */
export interface KnownGroup { name: string; leader: string | null }

/** The 党小组 of a roster with their leaders, for a line to name. */
export const groupsOf = (roster: readonly Pick<RosterEntry, 'name' | 'group' | 'posts'>[]): KnownGroup[] =>
  [...new Set(roster.flatMap(({ group }) => (group === null ? [] : [group])))].map((name) => ({ name, leader: roster.find(({ group, posts }) => group === name && posts.includes('groupLeader'))?.name ?? null }))

/** Somebody a line names. `id` null: not of the roster, kept as typed. */
export interface SaidPerson extends Stretch { id: string | null; name: string; sure: boolean; note: string }
/** `cut`: the words that say who, which the title of the item does not repeat. */
export interface SaidPeople { owners: SaidPerson[]; helpers: SaidPerson[]; cut: Stretch[]; named: SaidPerson[]; speaks: boolean }

const afterName = new RegExp(`^(?:[ ，。；、：！？（）“”@#\\d\\u0001\\u0002—-]|$|同志|负责|牵头|主办|承办|具体|共同|分别|总体|主抓|配合|协助|参与|协同|一起|一同|一道|汇报|于|在|将|要|应|须|需|把|按|自|从|到|至|和|与|及|同|等|为|本周|下周|下下|每|后续|今天|今年|周[一二三四五六日]|${doing}|${telling})`, 'u')

/** Every person of the roster that a text names; a name inside another word (高志远 in 高志远程培训) is no one. */
export function namesInLine(text: string, people: readonly KnownPerson[]): SaidPerson[] {
  const byName = new Map<string, KnownPerson[]>()
  for (const person of people) if (person.name.length >= 2) byName.set(person.name, [...(byName.get(person.name) ?? []), person])
  const names = [...byName.keys()].filter((name) => text.includes(name) || name.length <= 3).sort((a, b) => b.length - a.length)
  const patterns = names.map((name) => ({ name, pattern: new RegExp(Array.from(name, escaped).join(' ?'), 'uy') }))
  const found: SaidPerson[] = []
  for (let i = 0; i < text.length; i++) {
    for (const { name, pattern } of patterns) {
      pattern.lastIndex = i
      const match = pattern.exec(text)
      if (match === null || !endsAsName(text, i, i + match[0].length)) continue
      const same = byName.get(name) ?? []
      found.push({ from: i, to: i + match[0].length, id: same[0]?.id ?? null, name, sure: same.length === 1, note: same.length === 1 ? '' : `有${same.length}人同名，请核对` })
      i += match[0].length - 1
      break
    }
  }
  return found
}

function endsAsName(text: string, from: number, to: number): boolean {
  if (afterName.test(text.slice(to, to + 8))) return true
  const words = text.slice(from, to + 12)
  return [...wordsIn(words)].some(({ index }) => index === to - from)
}

const postWords = new Map<string, PartyPost>([...Object.entries(postAliases), ...Object.entries(postNames).map(([post, word]) => [word, post as PartyPost] as const)])
const postPattern = new RegExp(`(?<prefix>\\p{Script=Han})?(?<post>${[...postWords.keys()].sort((a, b) => b.length - a.length).join('|')})(?=负责|牵头|配合|协助|同志|[ ，。；、（）]|$)`, 'gu')

/** 书记负责, 周书记牵头, 组织委员配合: the one person who holds that post, and is of that surname where one stands before it. */
function postsInLine(text: string, people: readonly KnownPerson[], taken: readonly Stretch[]): SaidPerson[] {
  const found: SaidPerson[] = []
  for (const match of text.matchAll(postPattern)) {
    const { prefix = '', post: word = '' } = match.groups ?? {}
    const post = postWords.get(word)
    const holders = people.filter(({ posts = [] }) => post !== undefined && posts.includes(post))
    const ofSurname = holders.filter(({ name }) => prefix !== '' && name.startsWith(prefix))
    const bySurname = ofSurname.length > 0
    const matching = bySurname ? ofSurname : holders
    const from = match.index + (bySurname ? 0 : prefix.length)
    const to = match.index + match[0].length
    const [only] = matching
    if (only === undefined || taken.some((one) => from < one.to && to > one.from) || (!bySurname && !/[ ，。；：、由请（和与同]|^$/.test(prefix) && !/(?:由|请|会同|支部|党支部)$/.test(text.slice(0, from)))) continue
    found.push(matching.length === 1 ? { from, to, id: only.id, name: only.name, sure: false, note: `按职务理解为${only.name}` } : { from, to, id: null, name: text.slice(from, to), sure: false, note: `有${matching.length}人，请选定` })
  }
  return found
}

/** 第一党小组, 两个党小组, 各党小组: their leaders, who answer for them. */
function groupsInLine(text: string, people: readonly KnownPerson[], groups: readonly KnownGroup[]): SaidPerson[] {
  const found: SaidPerson[] = []
  const leaderOf = ({ name, leader }: KnownGroup, { from, to }: Stretch): SaidPerson => {
    const person = people.find((one) => one.name === leader)
    return leader === null ? { from, to, id: null, name, sure: false, note: `${name}没有组长，请选定` } : { from, to, id: person?.id ?? null, name: leader, sure: false, note: `${name}的组长` }
  }
  for (const group of groups) {
    if (group.name === '') continue
    for (let at = text.indexOf(group.name); at >= 0; at = text.indexOf(group.name, at + 1)) {
      const to = at + group.name.length + (/^组?长/.exec(text.slice(at + group.name.length))?.[0].length ?? 0)
      found.push(leaderOf(group, { from: at, to }))
    }
  }
  for (const { index, 0: words, groups: said = {} } of text.matchAll(/(?:(?<count>[两二三四五六]|\d)个|各个?|每个|全体)党?小组(?:组?长)?/gu)) {
    const count = said.count === undefined ? groups.length : '两二三四五六'.includes(said.count) ? [2, 2, 3, 4, 5, 6]['两二三四五六'.indexOf(said.count)] : Number(said.count)
    if (count === groups.length) found.push(...groups.map((group) => leaderOf(group, { from: index, to: index + words.length })))
  }
  return found
}

const postBefore = new RegExp(`(?:党?支部)?(?:${[...postWords.keys()].sort((a, b) => b.length - a.length).join('|')})$`, 'u')
const charge = /^ ?(?:同志)?(?:等)?(?:同志)?(?:具体|牵头|共同|总体|分别|主要|全面)?(?:负责|主抓|承办|主办|牵头)(?!的|人)(?:人)?/u
const helpAfter = /^ ?(?:同志)?(?:等)?(?:同志)?(?:做好|负责)?(?:配合|协助|协同|协办|参与|帮助)/
const helpBefore = /(?:会同|配合(?:单位|人员?|者)?：?|协助(?:人员?|者)?：?|协办(?:人员?|单位)?：?|协同|参与(?:人员?|者)?：|帮助)$/
const ownerBefore = /(?:(?:第一|主要|牵头|具体)?责任人(?:：|为|是)?|负责人(?:：|为|是)?|(?:牵头|承办|主办)人(?:：|为|是)?|由|请|安排|指定|明确|委托|交(?:由|给)?|责成)$/
const together = /^(?:同志)?(?:一起|一同|一道)/
const assigned = new RegExp(`^(?:同志)?(?: |\\u0002|于|在|将|要|应|须|需|把|按|每|今天|本周|下|力争|确保)?(?:\\u0002)?[^，。；（）“”]{0,20}?(?:${doing})`, 'u')
const tells = new RegExp(`^(?:同志)?(?:（[^（）]{1,12}）)?(?:：|(?:最后|首先|接着|随后)?(?:作)?(?:${telling})(?!材料|人|提纲))`, 'u')
const clauseStart = /(?:^|[ ，。；：、（\u0002]|决定|明确|议定|同意|建议|要求|组织|并|再)$/

/**
 * Who a line makes responsible and who helps. `days` are covered by \u0002 in the text, so that a day after a name tells an owner.
 * 牵头, 负责, 责任人, 由…负责, @ make the responsible; 配合, 协助, 会同, 和…一起 a helper. Who merely speaks, or is spoken of, is neither.
 */
export function peopleInLine(text: string, people: readonly KnownPerson[], groups: readonly KnownGroup[]): SaidPeople {
  const plain = namesInLine(text, people)
  const named = [...plain, ...postsInLine(text, people, plain), ...groupsInLine(text, people, groups)].sort((a, b) => a.from - b.from || a.to - b.to)
  const owners: SaidPerson[] = []
  const helpers: SaidPerson[] = []
  const cut: Stretch[] = []
  let speaks = false
  const put = (list: SaidPerson[], who: readonly SaidPerson[]) => { for (const one of who) if (![...owners, ...helpers].some(({ name }) => name === one.name)) list.push(one) }
  for (const chain of chainsOf(text, named)) {
    const first = chain[0]
    const last = chain.at(-1)
    if (!first || !last) continue
    const mention = text.charAt(first.from - 1) === '@'
    const post = mention ? '' : postBefore.exec(text.slice(Math.max(0, first.from - 12), first.from))?.[0] ?? ''
    const left = text.slice(Math.max(0, first.from - 40), first.from - (mention ? 1 : post.length))
    const right = text.slice(last.to)
    const before = (pattern: RegExp) => pattern.exec(left)?.[0].length ?? 0
    const after = (pattern: RegExp) => pattern.exec(right)?.[0].length ?? 0
    const asked = before(ownerBefore) + (mention ? 1 : post.length)
    const helped = before(helpBefore) + (mention && before(helpBefore) > 0 ? 1 : 0)
    const charged = after(charge)
    const askedByName = mention || before(ownerBefore) > 0
    if (after(helpAfter) > 0) {
      put(helpers, chain)
      const object = /^[^，。；]*?(?=[，。；]|$)/.exec(right.slice(after(helpAfter)))?.[0] ?? ''
      cut.push({ from: first.from - before(/(?:由|请)$/), to: last.to + (object === '' || /^(?:好|做好)?(?:工作)?$/.test(object) ? after(helpAfter) + object.length : named.some(({ from }) => from >= last.to && from <= last.to + after(helpAfter) + 1) ? after(helpAfter) : 0) })
      const served = named.filter(({ from }) => from === last.to + after(helpAfter))
      put(owners, served)
      cut.push(...served)
    } else if (helped > 0 && !owners.some(({ from }) => from === first.from)) {
      put(helpers, chain)
      cut.push({ from: first.from - helped, to: last.to })
    } else if (tells.test(right) && !/^：(?:请|须|要|务必)?\u0002/.test(right) && charged === 0 && !askedByName) {
      speaks = true
      const line = /^：(?!.*(?:建议|希望|应该|认为))[^。]{1,60}\u0002/u.test(right) && left === ''
      if (!line) continue
      put(owners, chain.map((one) => ({ ...one, sure: false, note: '按“姓名：任务”理解' })))
      cut.push({ from: first.from, to: last.to + 1 })
    }
    else if (charged > 0 || askedByName) {
      const [main, ...rest] = splitTogether(text, chain, right)
      put(owners, main ?? [])
      put(helpers, rest.flat())
      const withObject = charged > 0 && /^[^，。；：、）！？ \u0002]/.test(right.slice(charged))
      cut.push({ from: first.from - asked, to: last.to + (withObject ? /^同志/.exec(right)?.[0].length ?? 0 : charged > 0 ? charged : after(/^同志/)) })
    } else if (clauseStart.test(left) && !/[向给对报为找]$/.test(left)) {
      const called = /^：(?=\u0002|请|须|要)/.exec(right)?.[0].length ?? 0
      const bracketed = left.endsWith('（') && /^(?:[，、 ）\u0002]|$)/.test(right)
      if (bracketed || assigned.test(right.slice(called)) || together.test(right) || /^(?:同志)?(?:[ ，]?\u0002|[ ，。；]*$)/.test(right)) {
        const [main, ...rest] = splitTogether(text, chain, right)
        put(owners, main ?? [])
        put(helpers, rest.flat())
        cut.push({ from: first.from - post.length, to: last.to + after(together) + (after(together) === 0 ? called || after(/^(?:同志)?(?:将|要|应|须|需)?(?!求)/) : 0) })
      }
    }
  }
  return { owners, helpers, cut, named, speaks }
}

/** Names that stand next to each other: 孙立军、钱雅文; also both leaders of 两个党小组. */
function chainsOf(text: string, named: readonly SaidPerson[]): SaidPerson[][] {
  const chains: SaidPerson[][] = []
  for (const person of named) {
    const chain = chains.at(-1)
    const last = chain?.at(-1)
    if (chain && last && (person.from === last.from || (person.from >= last.to && /^(?:同志)?[ ]?(?:、|和|及|与|同|，(?=.{2,4}(?:共同|一起|分别)))[ ]?@?$/u.test(text.slice(last.to, person.from))))) chain.push(person)
    else if (last === undefined || person.from >= last.to) chains.push([person])
  }
  return chains
}

/** 吴国栋和林静怡一起: the first is responsible, whom they do it with helps. */
function splitTogether(text: string, chain: readonly SaidPerson[], right: string): [SaidPerson[], ...SaidPerson[][]] {
  const at = chain.findIndex((person, i) => i > 0 && /[和与同跟]$/.test(text.slice(chain[i - 1]?.to ?? 0, person.from)))
  return at > 0 && together.test(right) ? [chain.slice(0, at), chain.slice(at)] : [[...chain]]
}
