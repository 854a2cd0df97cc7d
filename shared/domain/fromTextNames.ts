import { escaped, type Part } from './fromTextSource.ts'

/** A day by which or from which something is done, as a pattern. */
export const day = '(?:(?:\\d{4}年)?\\d{1,2}月(?:\\d{1,2}[日号]|上旬|中旬|下旬|底|末)|(?:本月|当月|年)(?:底|末|中旬|下旬)|(?<![\\d月每])\\d{1,2}[日号])'
export const before = '(?:之前|以前|前)'
/** Within how long, or which day of this week or a coming one: as good as a day with 前. */
export const soon = '(?:(?:本|这|下下|下)个?(?:周|星期)[一二三四五六日天](?![个次期年月])|(?:\\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?:个工作日|个月|个星期|天|日|周)(?:之|以)?内(?!容|部))'
const post = '(?:[\\p{Script=Han}]{0,8}(?:书记|委员|组长|组织员|主任|科长|股长|局长|经理|部长|主讲人|主持人|汇报人|介绍人|发展对象|积极分子|预备党员|党员|同志))?'
const reporting = '汇报|通报|介绍|领学|领读|传达|宣读|讲解|主讲|说明|作(?:了)?[\\p{Script=Han}]{0,10}报告'
const speaking = '补充|提出|提醒|建议|小结|总结|强调|指出|认为|表示|表态|发言|要求|宣布|回应|反映|谈(?:了)?[\\p{Script=Han}]{0,6}(?:体会|认识|感受|打算|看法|意见)|作(?:了)?[\\p{Script=Han}]{0,8}(?:发言|小结|总结|表态)'
const then = '(?:最后|首先|接着|随后)?'

/** Patterns of the people a record may name: of the roster of its day and of the guests. */
export interface KnownNames { each: RegExp; leaders: RegExp; chosen: RegExp; chargedLater: RegExp; owner: RegExp; speaker: RegExp; source: string }

const unspaced = (text: string): string => text.replace(/\s/g, '')

/** Compiles the patterns once for a text, of the names that stand in it: of a roster of tens of thousands a pattern takes many seconds, and may be too large. */
export function knownNames(names: readonly string[], text: string): KnownNames {
  const words = unspaced(text)
  const sorted = [...new Set(names)].filter((name) => name !== '' && words.includes(unspaced(name))).sort((a, b) => b.length - a.length).map(escaped)
  const one = sorted.length === 0 ? '(?!)' : `(?:${sorted.join('|')})`
  const several = `${one}(?:同志)?(?:[、，和及]${one}(?:同志)?)*`
  return {
    source: several,
    each: new RegExp(one, 'gu'),
    leaders: new RegExp(`（(?:由)?(${several})(?:牵头|负责|具体负责)）`, 'gu'),
    chosen: new RegExp(`(?:推荐|选举|接收|对|同意)(${several})`, 'u'),
    chargedLater: new RegExp(`(?<=[，；\\t]|—{1,2})由?${several}(?:具体|牵头)?负责`, 'u'),
    owner: new RegExp(`^由?(${several})`, 'u'),
    speaker: new RegExp(`^(${post})(${one}|主持人|主讲人|书记|支部书记)(?:同志)?(（[^（）\\n]{1,12}）)?(?:：|(${then}(?:${reporting}|${speaking})[\\p{Script=Han}]{0,4})：|(?=${then}(?:${reporting}|${speaking})(?!的|人|材料)))`, 'u'),
  }
}

interface Speaker { name: string; nameAt: Part; textFrom: number; reports: boolean }

/** Words that say no more than the name before the colon does. */
const saysNothing = /^(?:(?:工作|情况)?汇报|补充|补充发言|补充说|发言|说|介绍|通报|宣读|领学)$/
const reports = new RegExp(`^${then}(?:${reporting})`, 'u')

/** 吴国栋：, 孙立军（介绍人）补充：, 纪检委员吴国栋提醒：, 郑浩然领学…: a known person begins to speak here. */
export function speakerAt(text: string, from: number, to: number, known: KnownNames): Speaker | null {
  const words = text.slice(from, Math.min(to, from + 120))
  const match = known.speaker.exec(words)
  if (!match) return null
  const [all, prefix = '', name = '', bracket = '', verb] = match
  const colon = all.endsWith('：')
  if (!colon && /^(?:主持人|主讲人|书记|支部书记)$/.test(name)) return null
  const nameFrom = from + prefix.length
  const keepsVerb = verb !== undefined && !saysNothing.test(verb)
  return {
    name: name + bracket, nameAt: { from: nameFrom, to: nameFrom + name.length }, textFrom: from + all.length - (keepsVerb ? verb.length + 1 : 0),
    reports: reports.test(verb ?? (colon ? '' : words.slice(all.length))),
  }
}

const datedAfter = new RegExp(`^[^，。；：“”]{0,20}?[于在]?(?:${day}${before}|${soon}${before}?)(?!已|就)`)

/** Where a sentence that begins here says who does something: 责任人X…, X负责…, X于…前…; null where it does not. */
export function ownerAt(text: string, from: number, to: number, known: KnownNames): { how: 'named' | 'charged' | 'dated'; owners: Part; rest: number } | null {
  const words = text.slice(from, Math.min(to, from + 400))
  const named = /^(?:第一|主要)?责任人(?:[：为是])?/.exec(words)
  if (named) {
    const who = /^[^，；。\d\t\n（]{1,60}/.exec(words.slice(named[0].length))?.[0] ?? ''
    const start = from + named[0].length
    return who === '' ? null : { how: 'named', owners: { from: start, to: start + who.length }, rest: start + who.length }
  }
  const somebody = known.owner.exec(words)
  const who = somebody?.[1]
  if (!somebody || who === undefined) return null
  const owners = { from: from + somebody[0].length - who.length, to: from + somebody[0].length }
  const after = words.slice(somebody[0].length)
  const charged = /^(?:具体|牵头|共同|总体|分别)?负责(?!的|人)|^牵头(?!的|人)/.exec(after)
  if (charged) return { how: 'charged', owners, rest: owners.to + charged[0].length }
  return datedAfter.test(after) ? { how: 'dated', owners, rest: owners.to } : null
}
