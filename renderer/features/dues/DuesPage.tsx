import { useEffect, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { moneyOf, type DuesSource } from '../../../shared/domain/dues.ts'
import { monthInShort } from '../../../shared/domain/duesYear.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { FilterText } from '../../components/FilterText.tsx'
import { today } from '../../lib/clock.ts'
import { leave, onResume, useRoute } from '../session/index.ts'
import { DuesTable } from './DuesTable.tsx'
import { ExportDues } from './ExportDues.tsx'
import { ManyDialog } from './ManyDialog.tsx'
import { MonthDialog } from './MonthDialog.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { countOf, duesFilters, placeOf, rowsShown, useDues, type DuesFilter, type Told } from './duesStore.ts'
import './dues.css'

type Open = 'month' | 'export' | DuesSource
const filterNames: Record<DuesFilter, string> = { all: '全部', unpaid: '未交', unassessed: '未核定' }

/** 党费: who owes how much, month by month; a tick enters a payment, a name opens the 核定. */
export function DuesPage() {
  const { year, month, told, failure, personId, load, turn } = useDues()
  const [open, setOpen] = useState<Open | null>(null)
  useEffect(() => { void load() }, [load])
  useEffect(() => onResume(() => void load()), [load])
  const close = () => setOpen(null)
  const chosen = told?.rows.find((row) => row.personId === personId) ?? null
  const isEmpty = told !== null && told.rows.length === 0
  return (
    <div className={`page dues ${chosen ? 'with-panel' : ''}`}>
      <div className="page-head">
        <div><h1>党费</h1><p className="mut sm">{told === null || isEmpty ? '年初核定，每月登记，随时能看谁没有交' : summaryOf(told, month)}</p></div>
        <div className="row dues-head">
          <button className="btn" type="button" aria-label="上一年" disabled={year <= 1949} onClick={() => void turn(year - 1)}>‹</button><b className="num">{year}年</b><button className="btn" type="button" aria-label="下一年" disabled={year >= 2200} onClick={() => void turn(year + 1)}>›</button>
          <button className="btn" type="button" disabled={told === null || isEmpty || `${year}-01-01` > today()} onClick={() => setOpen('export')}>导出</button>
          <button className="btn primary" type="button" disabled={told === null || isEmpty} onClick={() => setOpen('month')}>{monthInShort(month)}全部已交</button>
        </div>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {!told && !failure && <p className="mut late" role="status">正在读取{year}年的党费…</p>}
      {isEmpty && <Nobody year={year} />}
      {told && !isEmpty && (
        <>
          {told.begins === null && <div className="notice warn" role="status"><span>还没有核定。点姓名，填类别和基数，就算出每月应交多少，核对以后确认；从最早核定的月份开始记账。</span></div>}
          {told.offers.lastYear > 0 && <div className="notice" role="status"><span>{told.offers.lastYear}人{year - 1}年核定过，{year}年还没有核定。基数没有变的可以沿用。</span><button className="btn small" type="button" onClick={() => setOpen('lastYear')}>沿用{year - 1}年的核定</button></div>}
          {told.offers.lastYear === 0 && told.offers.files > 0 && <div className="notice" role="status"><span>{told.offers.files}人的档案里有党费类别和基数，可以一起算出来，核对以后确认。</span><button className="btn small" type="button" onClick={() => setOpen('files')}>按档案核定</button></div>}
          <Tools told={told} />
          <div className={`with-side ${chosen ? 'open' : ''}`}>
            <Shown told={told} />
            {chosen && <PersonPanel key={`${year} ${chosen.personId}`} row={chosen} told={told} />}
          </div>
        </>
      )}
      {open === 'month' && told && <MonthDialog told={told} month={month} onClose={close} />}
      {open === 'export' && told && <ExportDues told={told} onClose={close} />}
      {(open === 'lastYear' || open === 'files') && told && <ManyDialog told={told} source={open} onClose={close} />}
    </div>
  )
}

function summaryOf({ rows, on }: Told, month: string): string {
  const told = rows.flatMap((row) => row.months[placeOf(month)] ?? []).filter(({ state }) => state !== 'notOwed' && state !== 'exempt')
  const whole = told.filter(({ state }) => state === 'paid' || state === 'late').length
  const sum = told.reduce((all, { paid }) => all + paid, 0)
  return `${monthInShort(month)}应交${told.length}人，已交足${whole}人，收到${moneyOf(sum)}元。截至${chineseDate(on)}。`
}

function Nobody({ year }: { year: number }) {
  const go = useRoute((state) => state.go)
  return <div className="empty"><p>{year}年名册里没有正式党员和预备党员。登记党员以后，这里按每个月的名册列出应交党费的人。</p><button className="btn" type="button" onClick={() => void leave(() => go({ screen: 'people' }))}>去登记党员</button></div>
}

/** What is looked at, with which day a tick is entered, and how the unit does it. */
function Tools({ told }: { told: Told }) {
  const { filter, month, text, paidOn, show } = useDues()
  const [setting, setSetting] = useState(false)
  return (
    <>
      <div className="row wrap dues-tools">
        <div className="switch" role="group" aria-label="看什么">{duesFilters.map((each) => <button key={each} type="button" aria-pressed={each === filter} onClick={() => show({ filter: each })}>{each === 'all' ? '' : monthInShort(month)}{filterNames[each]} <span className="num">{countOf(told, each, month)}</span></button>)}</div>
        <FilterText value={text} onAsk={(wanted) => show({ text: wanted })} label="查找姓名或党小组" placeholder="姓名、党小组" pause={150} />
        <span className="spring" />
        <label className="sm">点格子登记在<select className="input" value={paidOn} onChange={({ target }) => show({ paidOn: target.value === 'monthEnd' ? 'monthEnd' : 'today' })}><option value="today">今天</option><option value="monthEnd">当月月底（补录）</option></select></label>
        <button className="btn quiet" type="button" onClick={() => setSetting(true)}>本单位做法</button>
      </div>
      {setting && <SettingsDialog settings={told.settings} onClose={() => setSetting(false)} />}
    </>
  )
}

function Shown({ told }: { told: Told }) {
  const { filter, month, text, show } = useDues()
  const rows = rowsShown(told, { filter, month, text })
  if (rows.length > 0) return <DuesTable told={told} rows={rows} />
  const words = text !== '' ? '没有符合的人。' : filter === 'unpaid' ? `${monthInShort(month)}没有未交的人。` : `${monthInShort(month)}应交的人都已核定。`
  return <div className="empty"><p>{words}</p><button className="btn" type="button" onClick={() => show({ filter: 'all', text: '' })}>看全部</button></div>
}
