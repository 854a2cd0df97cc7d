import { useEffect, useState } from 'react'
import { checkStateNames, checkStates, type CheckState } from '../../../shared/domain/checklist.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { checkSectionNames, checkSections, gradesInWords } from '../../../shared/rules/checklist.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { CheckLine, type OpenForm } from './CheckLine.tsx'
import { useChecklist, type CheckFilter, type Checklist } from './checklistStore.ts'
import { ExportChecklistButton } from './ExportChecklistButton.tsx'
import { HiddenPoints } from './HiddenPoints.tsx'
import { PointForm } from './PointForm.tsx'
import './checklist.css'

const filters: readonly { filter: CheckFilter; name: string; count(list: Checklist): number }[] = [
  { filter: 'all', name: '全部', count: ({ items }) => items.length },
  { filter: 'missing', name: '只看缺的', count: ({ sums }) => sums.missing.count },
  { filter: 'unknown', name: '只看待定的', count: ({ sums }) => sums.unknown.count },
]
const emptyWords: Record<CheckFilter, string> = { all: '检查点都隐藏了。在下面恢复显示，或者自己加。', missing: '今天没有缺的。', unknown: '没有待定的，都核对过了。' }

/** 检查清单 of a year: how each point stands, answered from the data or by hand; what lacks opens where it is mended. */
export function ChecklistPage() {
  const { year, list, failure, filter, read, setFilter } = useChecklist()
  const [form, setForm] = useState<{ id: string; what: OpenForm } | null>(null)
  useEffect(() => { void read(useChecklist.getState().year) }, [read])
  const current = list?.year === year ? list : null
  const shown = current?.items.filter(({ state }) => filter === 'all' || state === filter) ?? []
  const turn = (to: number) => {
    setForm(null)
    void read(to)
  }
  return (
    <div className="page checklist">
      <div className="page-head">
        <div><h1>检查清单</h1>{current && <Progress list={current} />}</div>
        <span className="row checklist-head">
          <button className="btn" type="button" aria-label="上一年" onClick={() => turn(year - 1)}>‹</button><b className="num">{year}年</b><button className="btn" type="button" aria-label="下一年" onClick={() => turn(year + 1)}>›</button>
          <button className="btn" type="button" onClick={() => setForm({ id: 'new', what: 'point' })}>加检查点</button>
          <ExportChecklistButton year={year} missing={current?.sums.missing.count ?? 0} />
        </span>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read(year)} />}
      {!current && !failure && <p className="mut" role="status">正在核对{year}年的资料…</p>}
      {current && (
        <>
          <div className="row" role="group" aria-label="看哪些">{filters.map(({ filter: one, name, count }) => <button key={one} className={`btn small ${filter === one ? 'chosen' : ''}`} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>{name} <span className="num">{count(current)}</span></button>)}</div>
          <div className="checklist-room" role="region" aria-label={`${year}年检查清单`} tabIndex={0}>
            {form?.id === 'new' && <section className="card check-new" aria-labelledby="check-new"><h2 id="check-new">自己加的检查点</h2><PointForm item={null} onDone={() => setForm(null)} /></section>}
            {shown.length === 0 && <p className="mut">{emptyWords[filter]}</p>}
            {checkSections.map((section) => {
              const items = shown.filter((item) => item.section === section)
              return items.length > 0 && (
                <section key={section} aria-labelledby={`section-${section}`}>
                  <h2 id={`section-${section}`}>{checkSectionNames[section]}</h2>
                  <ul className="card">{items.map((item) => <CheckLine key={item.id} item={item} open={form?.id === item.id ? form.what : null} onOpen={(what) => setForm(what === null ? null : { id: item.id, what })} />)}</ul>
                </section>
              )
            })}
            {current.hidden.length > 0 && <HiddenPoints points={current.hidden} />}
            <p className="mut sm">{gradesInWords}自评只供自查，不代替上级党组织的考评。</p>
          </div>
        </>
      )}
    </div>
  )
}

const counted = (list: Checklist, state: CheckState): string => `${checkStateNames[state]}${list.sums[state].count}项${list.sums[state].points > 0 && state !== 'notApplicable' ? `（${list.sums[state].points}分）` : ''}`

function Progress({ list }: { list: Checklist }) {
  const { items, sums, total, vetoes, on, since } = list
  const told = checkStates.filter((state) => sums[state].count > 0)
  return (
    <>
      <p className="mut sm">截至{chineseDate(on)}，{items.length}个检查点，计{total}分：{told.map((state, at) => <span key={state}>{at > 0 && '，'}<span className={state === 'missing' ? 'error-text' : ''}>{counted(list, state)}</span></span>)}{vetoes > 0 && <span className="error-text">。★一票否决项有{vetoes}个缺或不符合，请先核对</span>}。{chineseDate(since)}建账，以前的不算缺。</p>
      <div className="check-bar" role="img" aria-label={told.map((state) => counted(list, state)).join('，')}>{told.map((state) => <span key={state} className={state} style={{ flexGrow: sums[state].count }} />)}</div>
    </>
  )
}
