import type { BoardRecord, Indicator } from './board.ts'
import { lacking } from './branchFigures.ts'
import type { IsoDate } from './dates.ts'
import { duesStateNames, type DuesRow, type DuesState, type Month } from './dues.ts'
import { lastOfMonth, monthInShort, monthInWords, monthsOfYear } from './duesYear.ts'
import { shareOfCounts } from './indicatorFigures.ts'

/** In these states nobody is asked for anything. */
const notAsked: readonly DuesState[] = ['notOwed', 'exempt', 'open']

/**
 * K04: who paid in full by the end of the month / who owes, month by month of a time within one year, of months that were over by `until`. `rows` are
 * those of that year as of `until`. Who is 免交 is in neither number; who owes and was not assessed did not pay in full.
 */
export function duesShare(rows: readonly DuesRow[], begins: Month | null, from: IsoDate, until: IsoDate): Indicator {
  if (begins === null) return lacking('K04', '这里还没有党费台账，不知道谁按时足额交纳，不计算，显示“—”。在“党费”里核定以后，从核定的月份算起。')
  const within = monthsOfYear(Number(from.slice(0, 4))).map((month, at) => ({ month, at })).filter(({ month }) => month >= from.slice(0, 7) && month <= until.slice(0, 7) && month >= begins)
  const over = within.filter(({ month }) => lastOfMonth(month) <= until)
  const running = within.find(({ month }) => lastOfMonth(month) > until)
  const records: BoardRecord[] = []
  let [yes, all] = [0, 0]
  for (const { personId, name, months } of rows) {
    const asked = over.flatMap(({ month, at }) => { const told = months[at]; return told === undefined || notAsked.includes(told.state) ? [] : [{ month, state: told.state }] })
    if (asked.length === 0) continue
    const lacks = asked.filter(({ state }) => state !== 'paid')
    all += asked.length
    yes += asked.length - lacks.length
    const words = lacks.map(({ month, state }) => `${monthInShort(month)}${duesStateNames[state]}`).join('、')
    records.push({ kind: 'dues', id: personId, title: name, counts: lacks.length === 0, note: `应交${asked.length}个月，按时足额${asked.length - lacks.length}个月${words === '' ? '' : `；${words}`}` })
  }
  const wait = running === undefined ? '' : `${monthInShort(running.month)}还没有结束，没有计入。`
  const since = begins > from.slice(0, 7) ? `党费台账从${monthInWords(begins)}开始，以前的不计。` : ''
  return shareOfCounts('K04', yes, all, (value) => `已经结束的各月应交${all}人次，当月足额按时交${yes}人次：${yes}÷${all}＝${value}。补交的、没有交足的和没有核定的不算按时足额，免交的不计入。${wait}${since}`, `这段时间没有已经结束的应交月份，不计算，显示“—”。${wait}${since}`, records)
}
