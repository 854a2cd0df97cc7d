import * as z from 'zod'
import type { Indicator, IndicatorCode } from './board.ts'
import { chineseMonthDay, type IsoDate } from './dates.ts'
import { wasHeld, type HeldMeeting } from './frequency.ts'
import { meetingKinds, type MeetingKind } from './meetingKinds.ts'
import { planName, type PlanRow } from './plan.ts'

/** One sentence of 年度小结, what it was made from, and whether something is left to be written. */
export const SummarySentence = z.object({ text: z.string(), source: z.string(), isGap: z.boolean() })
export type SummarySentence = z.infer<typeof SummarySentence>
export const SummarySection = z.object({ title: z.string(), sentences: z.array(SummarySentence) })
export type SummarySection = z.infer<typeof SummarySection>

/** A gap to be filled by the officer. */
const gap = '【待补】'

export interface SummarySource {
  year: number
  on: IsoDate
  rows: readonly PlanRow[]
  meetings: readonly HeldMeeting[]
  /** What 主题党日 and 党课 were about; empty where the record does not say. */
  themes: readonly { kind: MeetingKind; heldOn: IsoDate; theme: string }[]
  indicators: readonly Indicator[]
  /** How many activities the plan of the next year has. */
  nextYear: number
}

const days = (list: readonly IsoDate[]): string => (list.length > 12 ? `${list.slice(0, 12).map(chineseMonthDay).join('、')}等${list.length}次` : list.map(chineseMonthDay).join('、'))
const said = (text: string, source: string): SummarySentence => ({ text, source, isGap: false })
const lack = (text: string, source: string): SummarySentence => ({ text, source, isGap: true })

/** What was held of a kind, and how that stands to the plan. 谈心谈话 are counted and no more: their days tell who talked. */
function heldSentences(kind: MeetingKind, { on, rows, meetings }: SummarySource): SummarySentence[] {
  const held = meetings.filter((meeting) => meeting.kind === kind && wasHeld(meeting, on)).map(({ heldOn }) => heldOn).toSorted()
  const planned = rows.filter((row) => row.kind === kind && kind !== 'heartTalk')
  if (held.length === 0 && planned.length === 0) return []
  const name = planName({ kind, part: '' })
  const done = planned.filter(({ state }) => state === 'done').length
  const against = planned.length === 0 ? '' : `，年度计划${planned.length}次、完成${done}次`
  return [said(`${held.length === 0 ? `没有${name}的记录` : `开展${name}${held.length}次`}${against}。`, held.length === 0 ? '会议记录、年度计划' : kind === 'heartTalk' ? `谈心谈话记录${held.length}份` : `会议记录：${days(held)}${planned.length === 0 ? '' : '；年度计划'}`)]
}

/** What was planned and not held, each with the reason that was written down. */
const missedSentences = ({ rows }: SummarySource): SummarySentence[] => rows.filter(({ state }) => state === 'missing').map((row) => {
  const what = `计划${chineseMonthDay(row.on)}开展的${planName(row)}没有开展`
  return row.reason === '' ? lack(`${what}，原因${gap}。`, '年度计划；没有写明原因') : said(`${what}，原因是${row.reason}。`, '年度计划里写明的原因')
})

function themeSentences({ themes }: SummarySource): SummarySentence[] {
  const of = (kind: MeetingKind, lead: string): SummarySentence[] => {
    const all = themes.filter((each) => each.kind === kind)
    const told = all.filter(({ theme }) => theme !== '')
    const silent = all.filter(({ theme }) => theme === '')
    return [
      ...(told.length === 0 ? [] : [said(`${lead}：${told.map(({ theme }) => `“${theme.replaceAll('“', '‘').replaceAll('”', '’')}”`).join('、')}。`, `会议记录：${days(told.map(({ heldOn }) => heldOn))}`)]),
      ...silent.map(({ heldOn }) => lack(`${chineseMonthDay(heldOn)}的${planName({ kind, part: '' })}的主题${gap}。`, '会议记录没有写主题')),
    ]
  }
  return [...of('themeDay', '主题党日的主题'), ...of('partyLecture', '党课的题目')]
}

/** What every branch has: without records it is a gap. Of the others a branch may have none, and then nothing is told of them. */
const expectedOfAll: ReadonlySet<IndicatorCode> = new Set(['K01', 'K02', 'K03', 'K05'])
/** The figures that a summary tells, in its order; what is only for analysis is not told. */
const told: readonly IndicatorCode[] = ['K01', 'K02', 'K03', 'K05', 'K05b', 'K06', 'K07', 'K11', 'K12', 'K12b', 'K14']
const figureSentences = ({ indicators }: SummarySource): SummarySentence[] => told.flatMap((code) => {
  const figure = indicators.find((each) => each.code === code)
  if (!figure) return []
  if (figure.value === '—') return expectedOfAll.has(code) ? [lack(`${figure.name}${gap}。`, figure.how)] : []
  return [said(`${figure.name}${figure.value}。`, figure.how)]
})

/**
 * 年度小结 of a year as its records tell it: every sentence with what it was made from, and what they do not tell left to be written. Nothing is judged, praised
 * or made up; what was learnt from the year and what is to come are the branch's own to say.
 */
export function yearSummary(source: SummarySource): SummarySection[] {
  const { year, nextYear } = source
  const missed = missedSentences(source)
  return [
    { title: '组织生活和学习开展情况', sentences: meetingKinds.flatMap((kind) => heldSentences(kind, source)) },
    { title: '学习和主题', sentences: themeSentences(source) },
    { title: '计划没有完成的', sentences: missed.length > 0 ? missed : source.rows.length === 0 ? [lack(`${year}年没有在软件里排计划，计划完成情况${gap}。`, '没有年度计划')] : [said('列入计划的活动到期的都已开展。', '年度计划')] },
    { title: '数据', sentences: figureSentences(source) },
    { title: '存在的问题', sentences: [lack(gap, '由支部委员会研究后填写')] },
    { title: `${year + 1}年打算`, sentences: [...(nextYear > 0 ? [said(`${year + 1}年计划已列入${nextYear}项活动。`, `${year + 1}年计划`)] : []), lack(gap, '由支部委员会研究后填写')] },
  ].filter(({ sentences }) => sentences.length > 0).map((section, at) => ({ ...section, title: `${'一二三四五六'[at] ?? ''}、${section.title}` }))
}
