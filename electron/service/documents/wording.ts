import { chineseDate, chineseDateWithWeekday, parseClock, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Action, AgendaItem, Attendee, Guest, Meeting } from '../../../shared/domain/meeting.ts'
import { blankToFill, isThere, openingSentence } from '../../../shared/domain/meeting.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { committeeNameOf } from '../../../shared/domain/workspace.ts'

/** A gap to be completed by hand. */
export const blank = blankToFill

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

/** 5人（周启明、林静怡）; who came late is marked, and then the outer brackets are 〔〕 (GB/T 15834 4.9: no brackets of one form in another). */
export function presentInWords(attendees: readonly Pick<Attendee, 'name' | 'state'>[]): string {
  const here = attendees.filter((a) => a.state !== null && isThere(a.state))
  if (here.length === 0) return '0人'
  const names = here.map((a) => (a.state === 'late' ? `${a.name}（迟到）` : a.name)).join('、')
  const [open, close] = names.includes('（') ? ['〔', '〕'] : ['（', '）']
  return `${here.length}人${open}${names}${close}`
}

/** 2人（曹建国，赴市局培训；梁永康，住院）; 无. */
export function namesAndReasons(people: readonly Pick<Attendee, 'name' | 'reason'>[]): string {
  if (people.length === 0) return '无'
  return `${people.length}人（${people.map((a) => `${a.name}，${a.reason === '' ? `原因${blank}` : a.reason}`).join('；')}）`
}

/** 孙立军、钱雅文（县局办公室副主任）; 无. */
export const guestsInWords = (guests: readonly Guest[]): string =>
  guests.length === 0 ? '无' : guests.map(({ name, note }) => (note === '' ? name : `${name}（${note}）`)).join('、')

/** The agenda as a list in one element: 一、…； 二、…。 */
export const agendaList = (agenda: readonly Pick<AgendaItem, 'title'>[]): string[] =>
  agenda.map(({ title }, index) => `${chineseNumeral(index + 1)}、${filled(title).replace(/[。；;]+$/, '')}${index === agenda.length - 1 ? '。' : '；'}`)

/** How the chair opens, of a stored meeting. */
export const countSentence = ({ expected, present, mayMeet, attendees }: Pick<Meeting, 'expected' | 'present' | 'mayMeet' | 'attendees'>): string =>
  openingSentence({ expected, present, mayMeet, marked: attendees.filter((a) => a.state !== null).length })

/** By when, in full: 2026年9月30日前 for a day that was named; words such as 10月中旬 stay, with the day they mean. */
export function dueInWords({ dueText, dueOn }: Pick<Action, 'dueText' | 'dueOn'>): string {
  if (dueOn === null || dueText === '') return dueText
  const namesDay = /^[\d年月日号./-]+(?:之?前|以前)?(?:完成|办结)?$/.test(dueText.normalize('NFKC').replace(/\s+/g, ''))
  if (namesDay) return `${chineseDate(dueOn)}前`
  return `${dueText}（${chineseDate(dueOn)}前）`
}

/** 中共南浦县烟草专卖局（分公司）第二支部委员会; what the officer already wrote into the names is not said twice. */
export function senderName({ unit, branch }: { unit: string; branch: string }): string {
  const committee = committeeNameOf(branch)
  if (committee.startsWith('中共') || committee.includes(unit)) return committee
  return `${unit.startsWith('中共') ? '' : '中共'}${unit}${committee}`
}
