import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { leave, useRoute } from '../session/index.ts'
import type { Year } from './todayStore.ts'

const months = Array.from({ length: 12 }, (_, i) => i + 1)
const monthOf = (day: string): number => Number(day.slice(5, 7))
type Need = Year['needs'][number]

/** As 达标表 has them. */
const legend: readonly { state: Need['state']; name: string }[] = [{ state: 'done', name: '已开' }, { state: 'missing', name: '缺' }, { state: 'open', name: '待开' }, { state: 'dismissed', name: '不需要' }]

/** One row for each kind, or kind and 党小组, that is asked for more than once a year. */
function rowsOf({ needs }: Year): { name: string; needs: Need[] }[] {
  const rows = new Map<string, Need[]>()
  for (const need of needs) {
    if (need.kind === 'heartTalk' || need.period.kind === 'year') continue
    const name = need.kind === 'groupMeeting' ? `${need.part}会` : kindFacts[need.kind].short
    rows.set(name, [...rows.get(name) ?? [], need])
  }
  return [...rows].map(([name, own]) => ({ name, needs: own }))
}

/** 今年的组织生活 at a glance; the table behind it opens each record. */
export function YearCard({ year }: { year: Year }) {
  const go = useRoute((state) => state.go)
  const rows = rowsOf(year)
  if (rows.length === 0) return null
  const missing = year.needs.filter(({ state }) => state === 'missing').length
  return (
    <section className="card year-card" aria-labelledby="today-year">
      <div className="row between"><h2 id="today-year">今年的组织生活</h2><span className="sm mut num">完成{year.met}次，应开{year.asked}次{missing > 0 && <>，缺{missing}项</>}　<button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'frequency' }))}>查看达标表</button></span></div>
      <div className="year-grid" aria-hidden="true">
        <span />{months.map((month) => <span key={month} className="num">{month}</span>)}
        {rows.map((row) => <YearRow key={row.name} {...row} />)}
      </div>
      <p className="year-legend sm mut" aria-hidden="true">{legend.map(({ state, name }) => <span key={state}><i className={state} />{name}</span>)}</p>
    </section>
  )
}

function YearRow({ name, needs }: { name: string; needs: readonly Need[] }) {
  const span = needs[0] ? monthOf(needs[0].period.last) - monthOf(needs[0].period.first) + 1 : 1
  const cells = []
  for (let month = 1; month <= 12; month += span) {
    const need = needs.find(({ period }) => monthOf(period.first) === month)
    cells.push(<i key={month} className={need?.state ?? 'free'} style={{ gridColumn: `span ${span}` }} />)
  }
  return <><span className="year-name">{name}</span>{cells}</>
}
