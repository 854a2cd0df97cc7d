import { chineseDate, chineseDateWithWeekday, parseClock, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Action, AgendaItem, Guest, StoredVote } from '../../../shared/domain/meeting.ts'
import { blankToFill } from '../../../shared/domain/meeting.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { committeeNameOf } from '../../../shared/domain/workspace.ts'

/** A gap to be completed by hand. */
export const blank = blankToFill

/** A date to be completed by hand, where the true one is not known. */
export const blankDate = '____年__月__日'

/** The text, or a gap where there is none. */
export const filled = (text: string): string => (text.trim() === '' ? blank : text.trim())

/**
 * The paragraphs of a text of several lines: outer blanks go, since the paper indents by itself, and empty lines go.
 * A tab becomes a full-width blank: Word and the print page set tabs differently.
 */
export const linesOf = (text: string): string[] =>
  text.replaceAll('\t', '\u3000').split('\n').map((line) => line.trim()).filter((line) => line !== '')

/** 14:30 from whatever was typed for it; what is not understood is printed as typed. */
function clockInWords(text: string): string {
  const clock = parseClock(text)
  return clock === null ? filled(text) : clock.replace(/^0/, '')
}

/** 2026年9月8日（星期二）14:30—16:10; `endsAt` null: the paper tells only when to come. */
export function timeInWords({ heldOn, startsAt, endsAt }: { heldOn: IsoDate; startsAt: string; endsAt: string | null }): string {
  const start = `${chineseDateWithWeekday(heldOn)}${clockInWords(startsAt)}`
  return endsAt === null ? start : `${start}—${clockInWords(endsAt)}`
}

/** 孙立军、钱雅文（县局办公室副主任）; 无. */
export const guestsInWords = (guests: readonly Guest[]): string =>
  guests.length === 0 ? '无' : guests.map(({ name, note }) => (note === '' ? name : `${name}（${note}）`)).join('、')

/** The agenda as a list in one element: 一、…； 二、…。 */
export const agendaList = (agenda: readonly Pick<AgendaItem, 'title'>[]): string[] =>
  agenda.map(({ title }, index) => `${chineseNumeral(index + 1)}、${filled(title).replace(/[。；;]+$/, '')}${index === agenda.length - 1 ? '。' : '；'}`)

/** Whether words name one day: 9月30日前, 10月19日起; not 10月中旬. */
const namesDay = (words: string): boolean => /^[\d年月日号./-]+(?:之?前|以前|起|开始)?(?:完成|办结)?$/.test(words.normalize('NFKC').replace(/\s+/g, ''))

/** By when, in full: 2026年9月30日前 for a day that was named; words such as 10月中旬 stay, with the day they mean. */
export function dueInWords({ dueText, dueOn }: Pick<Action, 'dueText' | 'dueOn'>): string {
  if (dueOn === null || dueText === '') return dueText
  if (namesDay(dueText)) return `${chineseDate(dueOn)}前`
  return `${dueText}（${chineseDate(dueOn)}前）`
}

/** 自2026年10月19日起; words such as 即日 stay. */
function startInWords({ startText, startOn }: Pick<Action, 'startText' | 'startOn'>): string {
  const words = startText.replace(/^自从?/, '').replace(/(?:起|开始)$/, '')
  return `自${startOn !== null && namesDay(words) ? chineseDate(startOn) : words}起`
}

/** 责任人：孙立军、钱雅文；自2026年10月19日起；每周三、五；时限：2026年12月15日前. Whichever was given; where no time was, a gap for one. */
export function actionInWords(action: Pick<Action, 'owners' | 'dueText' | 'dueOn' | 'startText' | 'startOn' | 'repeatText'>): string {
  const { owners, dueText, startText, repeatText } = action
  const untimed = startText === '' && repeatText === ''
  return [`责任人：${filled(owners)}`, startText === '' ? '' : startInWords(action), repeatText, dueText === '' && !untimed ? '' : `时限：${filled(dueInWords(action))}`].filter((part) => part !== '').join('；')
}

/** 中共南浦县烟草专卖局（分公司）第二支部委员会; what the officer already wrote into the names is not said twice. */
export function senderName({ unit, branch }: { unit: string; branch: string }): string {
  const committee = committeeNameOf(branch)
  if (committee.startsWith('中共') || committee.includes(unit)) return committee
  return `${unit.startsWith('中共') ? '' : '中共'}${unit}${committee}`
}

/** What the decisions on a 预备党员 are called on a ballot, told by a word of the item's title. */
const admissions: readonly { said: RegExp; matter(name: string): string }[] = [
  { said: /接收|吸收/, matter: (name) => `接收${name}为中共预备党员` },
  { said: /转正|转为(?:中共)?正式/, matter: (name) => `${name}转为中共正式党员` },
  { said: /延长/, matter: (name) => `延长${name}的预备期` },
  { said: /取消/, matter: (name) => `取消${name}的预备党员资格` },
]

/**
 * What is voted on, as a ballot tells it: 接收陈思远同志为中共预备党员. One person on an admission, in an election the 候选人. What the
 * record does not say clearly is printed as it was written.
 */
export function matterOf({ scene, subject }: Pick<StoredVote, 'scene' | 'subject'>, itemTitle: string): string {
  const title = itemTitle.trim().replace(/^(?:讨论|审议|研究|表决)(?:并?表决|通过)?(?=.{4})/, '')
  const who = subject.trim()
  if (scene === 'election') return filled(who)
  if (who === '' || title === '') return filled(who || title)
  if (scene === 'admission') {
    const about = admissions.filter(({ said }) => said.test(who))
    if (about.length > 0) return who
    const [only, another] = admissions.filter(({ said }) => said.test(title))
    if (only && another === undefined) return only.matter(who.endsWith('同志') ? who : `${who}同志`)
  }
  return title.includes(who) ? title : `${title}：${who}`
}
