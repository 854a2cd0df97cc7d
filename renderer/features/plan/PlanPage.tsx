import { useEffect, useState } from 'react'
import { planStateNames, planStates } from '../../../shared/domain/plan.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { onResume } from '../session/index.ts'
import { CalendarDialog } from './CalendarDialog.tsx'
import { ExportPlanButton } from './ExportPlanButton.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { PlanList } from './PlanList.tsx'
import { PlanMonth } from './PlanMonth.tsx'
import { ProposalReview } from './ProposalReview.tsx'
import { act, usePlan, type Plan, type Row } from './planStore.ts'
import { YearEnd } from './YearEnd.tsx'
import './plan.css'

/** How much there is, how it stands, and what is in the way of it. */
function headOf({ rows, closing }: Plan): string {
  if (rows.length === 0) return ''
  const states = planStates.map((state) => ({ state, count: rows.filter((row) => row.state === state).length })).filter(({ count }) => count > 0)
  const inTheWay = rows.filter(({ conflicts }) => conflicts.length > 0).length
  return `${rows.length}项活动：${states.map(({ state, count }) => `${planStateNames[state]}${count}项`).join('，')}${inTheWay > 0 ? `；${inTheWay}项有冲突` : ''}${closing ? '；已关账' : ''}`
}

/** 计划: the year proposed and accepted, by list and by month, and what is done of it. */
export function PlanPage() {
  const { year, plan, failure, view, day, proposal, read, setView, propose } = usePlan()
  const [dialog, setDialog] = useState<'new' | 'calendar' | Row | null>(null)
  const { busy, error, run } = useAct()
  useEffect(() => { void read(usePlan.getState().year) }, [read])
  useEffect(() => onResume(() => void read(usePlan.getState().year)), [read])
  const current = plan?.year === year ? plan : null
  const start = () => void run(propose)
  // A closed year is read: its activities lead to where it is opened again.
  const edit = (row: Row) => { if (current?.closing) setView('yearEnd'); else setDialog(row) }
  return (
    <div className="page plan">
      <div className="page-head">
        <div><h1>{proposal ? '计划建议' : '计划'}</h1>{current && !proposal && <p className="mut sm" role="status">{headOf(current)}</p>}</div>
        <span className="row plan-head">
          {!proposal && <button className="btn" type="button" aria-label="上一年" disabled={year <= 1949} onClick={() => void read(year - 1)}>‹</button>}<b className="num">{year}年</b>{!proposal && <button className="btn" type="button" aria-label="下一年" disabled={year >= 2200} onClick={() => void read(year + 1)}>›</button>}
          <button className="btn" type="button" disabled={!current} onClick={() => setDialog('calendar')}>日历和节假日</button>
          {!proposal && <>{!current?.closing && <button className="btn" type="button" disabled={!current} onClick={() => setDialog('new')}>新增活动</button>}{current && current.rows.length > 0 && <><ExportPlanButton year={year} month={Number(day.slice(5, 7))} />{!current.closing && <button className="btn primary" type="button" disabled={busy} onClick={start}>{busy ? '正在排…' : `补排${year}年计划`}</button>}</>}</>}
        </span>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read(year)} />}
      {error && <ErrorNotice sentence={error.sentence} onAct={start} />}
      {!current && !failure && <p className="mut" role="status">正在读取{year}年的计划…</p>}
      {current?.told && <p className="notice warn"><span>{current.told}</span></p>}
      {current && proposal && <ProposalReview plan={current} proposal={proposal} />}
      {current && !proposal && (current.rows.length === 0 ? (
        <div className="empty"><p>{year}年还没有计划。软件按规则、党小组、往年习惯和业务日历排出全年的组织生活和学习，逐项看过再列入。</p><button className="btn primary" type="button" disabled={busy} onClick={start}>{busy ? '正在排…' : `排${year}年计划`}</button></div>
      ) : (
        <>
          <div className="row" role="group" aria-label="怎么看">{([['list', '列表'], ['month', '月历'], ['yearEnd', '年终']] as const).map(([one, name]) => <button key={one} className={`btn small ${view === one ? 'chosen' : ''}`} type="button" aria-pressed={view === one} onClick={() => setView(one)}>{name}</button>)}{view !== 'yearEnd' && !current.closing && <span className="mut sm">在一项上按 <kbd>Alt+←→</kbd> 移到前后工作日，<kbd>Alt+↑↓</kbd> 移一周；月历里可以拖动</span>}</div>
          {view === 'list' && <PlanList plan={current} onEdit={edit} />}
          {view === 'month' && <PlanMonth plan={current} onEdit={edit} />}
          {view === 'yearEnd' && <YearEnd plan={current} />}
        </>
      ))}
      {current && dialog === 'calendar' && <CalendarDialog plan={current} onClose={() => setDialog(null)} />}
      {current && dialog === 'new' && (
        <PlanDialog plan={current} item={{ kind: 'volunteerService', on: day }} title={`新增${year}年的活动`} verb="列入计划" isKindFixed={false} save={(text) => act(() => callApi('plan.save', { ...text, year }))} onClose={() => setDialog(null)} />
      )}
      {current && dialog !== null && typeof dialog === 'object' && <EditDialog plan={current} row={dialog} onClose={() => setDialog(null)} />}
    </div>
  )
}

function EditDialog({ plan, row, onClose }: { plan: Plan; row: Row; onClose(): void }) {
  const { id, kind, part, on, startsAt, hours, people, place, topic, business, remarks, eventId, ruleId, meetingId } = row
  return (
    <PlanDialog plan={plan} item={{ kind, part, on, startsAt, hours, people, place, topic, business, remarks, eventId }} title="改计划" verb="保存修改" isKindFixed={ruleId !== null || meetingId !== null}
      save={(text) => act(() => callApi('plan.save', { ...text, id, year: plan.year }))} remove={() => act(() => callApi('plan.remove', { id }))} onClose={onClose} />
  )
}
