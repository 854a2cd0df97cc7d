import { Fragment, useEffect, useState } from 'react'
import { share } from '../../../shared/domain/board.ts'
import { chineseDate, chineseMonthDay } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { YearFigures } from '../fusion/index.ts'
import { useRoute } from '../session/index.ts'
import { NeedDialog } from './NeedDialog.tsx'
import { useRules, type FrequencyYear, type NeedRow } from './rulesStore.ts'
import './rules.css'

/** K01 to K05: what the year's table stands beside (domain rules section 6.2). */
const yearCodes = ['K01', 'K02', 'K03', 'K04', 'K05', 'K05b'] as const
const months = Array.from({ length: 12 }, (_, i) => i + 1)
const monthOf = (day: string): number => Number(day.slice(5, 7))

/** One line of the table: a kind, or a kind for one 党小组, or one relation of talks. */
interface Line { id: string; name: string; needs: NeedRow[] }
function linesOf({ needs }: FrequencyYear): Line[] {
  const lines = new Map<string, Line>()
  for (const need of needs) {
    const id = `${need.ruleId} ${need.part}`
    const name = need.kind === 'heartTalk' ? `谈话：${need.part}` : `${need.part}${kindFacts[need.kind].short}`
    const line = lines.get(id) ?? { id, name: need.kind === 'groupMeeting' ? `${need.part}会` : name, needs: [] }
    lines.set(id, line)
    line.needs.push(need)
  }
  return [...lines.values()]
}

/** What stands in a cell; the colour alone says nothing. */
function cellWords(need: NeedRow): string {
  const { state, met, asked, done, planned, kind } = need
  if (kind === 'heartTalk') return `${met} / ${asked}`
  const days = done.map(({ heldOn }) => chineseMonthDay(heldOn)).join('、')
  const supplement = done.some(({ isSupplement }) => isSupplement) ? '（补记）' : ''
  if (state === 'done') return `${days}${supplement}`
  if (state === 'dismissed') return '不需要'
  const next = planned[0]
  const count = asked > 1 ? `${met}/${asked} ` : days === '' ? '' : `${days} `
  if (state === 'missing') return `${count}缺`
  return next ? `${count}计划${chineseMonthDay(next.heldOn)}` : `${count}待开`
}

const stateNames: Record<NeedRow['state'], string> = { done: '已开', missing: '缺', open: '还没有开', dismissed: '不需要' }

/** 达标表: a year by kinds and 党小组; each cell opens its record, or the way to it. */
export function FrequencyPage() {
  const { year, table, failure, readYear } = useRules()
  const go = useRoute((state) => state.go)
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => { void readYear(useRules.getState().year) }, [readYear])
  const lines = table ? linesOf(table) : []
  const missing = table?.needs.filter(({ state }) => state === 'missing').length ?? 0
  const need = table?.needs.find(({ key }) => key === chosen)
  return (
    <div className="page frequency">
      <div className="page-head">
        <div>
          <h1>组织生活达标表</h1>
          {table && <p className="mut sm">{year}年　应开{table.asked}次，完成{table.met}次{table.asked > 0 && `（${share(table.met, table.asked).replace(' ', '')}）`}{missing > 0 && <>，<span className="error-text">缺{missing}项</span></>}。{chineseDate(table.since)}建账，以前的不算缺。</p>}
        </div>
        <span className="row">
          <button className="btn" type="button" aria-label="上一年" onClick={() => void readYear(year - 1)}>‹</button><b className="num">{year}年</b><button className="btn" type="button" aria-label="下一年" onClick={() => void readYear(year + 1)}>›</button>
          <button className="btn" type="button" onClick={() => go({ screen: 'rules' })}>看规则</button>
        </span>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void readYear(year)} />}
      {!table && !failure && <p className="mut" role="status">正在统计…</p>}
      {table && lines.length === 0 && <div className="empty"><p>{year}年没有要求：这一年在建账日期以前，或者还没有登记人员。</p><button className="btn primary" type="button" onClick={() => go({ screen: 'people' })}>登记人员</button></div>}
      {table && lines.length > 0 && (
        <div className="frequency-room card" role="region" aria-label={`${year}年达标表`} tabIndex={0}>
          <table>
            <thead><tr><th scope="col">活动</th>{months.map((month) => <th key={month} scope="col">{month}月</th>)}</tr></thead>
            <tbody>{lines.map((line) => <TableLine key={line.id} line={line} onOpen={setChosen} />)}</tbody>
          </table>
        </div>
      )}
      {table && lines.length > 0 && <YearFigures year={year} codes={yearCodes} stamp={table} />}
      {need && <NeedDialog need={need} onClose={() => setChosen(null)} />}
    </div>
  )
}

/** Days of a cell are not broken; where a cell is narrower than one, it breaks behind its month. */
function Days({ words }: { words: string }) {
  return words.split(/(?<=月)/).map((part, at) => <Fragment key={`${at} ${part}`}>{at > 0 && <wbr />}{part}</Fragment>)
}

function TableLine({ line: { name, needs }, onOpen }: { line: Line; onOpen(key: string): void }) {
  const cells = []
  for (let month = 1; month <= 12;) {
    const need = needs.find(({ period }) => monthOf(period.first) === month)
    if (!need) {
      cells.push(<td key={month}><span className="visually-hidden">没有要求</span></td>)
      month++
      continue
    }
    const { period: { first, last, words }, state, key } = need
    const span = monthOf(last) - monthOf(first) + 1
    cells.push(
      <td key={month} colSpan={span}>
        <button type="button" className={`cell ${state}`} aria-label={`${name}，${words}：${stateNames[state]}，${cellWords(need)}`} onClick={() => onOpen(key)}><Days words={cellWords(need)} /></button>
      </td>)
    month += span
  }
  return <tr><th scope="row">{name}</th>{cells}</tr>
}
