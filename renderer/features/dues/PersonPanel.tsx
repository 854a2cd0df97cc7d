import { useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { duesPartRoleNames, moneyOf, type DuesAssessment, type DuesPart, type DuesRow } from '../../../shared/domain/dues.ts'
import { monthInWords } from '../../../shared/domain/duesYear.ts'
import { duesCategoryNames } from '../../../shared/rules/dues.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from '../fusion/index.ts'
import { leave, useRoute } from '../session/index.ts'
import { AssessForm, type FirstAssessment } from './AssessForm.tsx'
import { PaymentForm } from './PaymentForm.tsx'
import { act, placeOf, useDues, type Told } from './duesStore.ts'

/** One person beside the table: what is confirmed from when on, and what was paid for the chosen month. */
export function PersonPanel({ row, told }: { row: DuesRow; told: Told }) {
  const { month, show } = useDues()
  const go = useRoute((state) => state.go)
  const [editing, setEditing] = useState<FirstAssessment | null>(null)
  const { name, personId, assessments, isHere } = row
  const fresh: FirstAssessment = { held: null, base: null, parts: [], fromMonth: assessments.length === 0 ? firstOwed(row, told) : month }
  return (
    <aside className="panel dues-panel" aria-label={`${name}的党费`}>
      <div className="row between panel-head"><h2>{name}</h2><button className="btn quiet small" type="button" onClick={() => show({ personId: null })}>关闭</button></div>
      {!isHere && <p className="mut sm">已不在本支部。</p>}
      {editing ? <AssessForm row={row} told={told} first={editing} onClose={() => setEditing(null)} /> : (
        <>
          <section aria-label="核定"><h3>{told.year}年核定</h3>
            {assessments.length === 0 ? <p className="mut sm">还没有核定。</p> : assessments.map((assessment) => <Assessment key={assessment.id} assessment={assessment} onEdit={(base, parts) => setEditing({ held: assessment, base, parts, fromMonth: assessment.fromMonth })} />)}
            <div className="row wrap"><button className={`btn ${assessments.length === 0 ? 'primary' : ''}`} type="button" onClick={() => setEditing(fresh)}>{assessments.length === 0 ? '核定' : '年内调整'}</button><button className="btn quiet" type="button" onClick={() => void leave(() => go({ screen: 'member', personId }))}>看档案</button></div>
          </section>
          <PaymentForm key={`${month} ${JSON.stringify(row.months[placeOf(month)])}`} row={row} month={month} />
        </>
      )}
    </aside>
  )
}

/** From when on somebody is confirmed first: their first month in the ledger. Where nobody is yet, the running month: the ledger begins there. */
function firstOwed({ months }: DuesRow, { year, begins, month }: Told): string {
  if (begins === null && month !== null) return month
  const at = months.findIndex(({ state }) => state !== 'notOwed')
  return `${year}-${String(Math.max(0, at) + 1).padStart(2, '0')}`
}

/** An assessment with its base masked; showing it is written down. */
function Assessment({ assessment, onEdit }: { assessment: DuesAssessment; onEdit(base: number | null, parts: DuesPart[]): void }) {
  const { id, fromMonth, category, amount, calculated, hasBase, reason, approvedOn, documentNo, note, at, who } = assessment
  const acting = useAct()
  const [shown, setShown] = useState<{ base: number | null; parts: DuesPart[] } | null>(null)
  const reveal = () => acting.run(async () => setShown(await callApi('dues.reveal', { id })))
  // What is to be changed has to be seen, and that is written down too.
  const edit = () => acting.run(async () => { const found = shown ?? await callApi('dues.reveal', { id }); onEdit(found.base, found.parts) })
  return (
    <div className="dues-held">
      <p><b className="num">{amount === 0 ? '免交' : `每月${moneyOf(amount)}元`}</b>　{monthInWords(fromMonth)}起</p>
      <dl className="dues-facts">
        <dt>类别</dt><dd>{duesCategoryNames[category]}</dd>
        {hasBase && <><dt>基数</dt><dd className="num">{shown === null ? <>**** <button className="btn link sm" type="button" disabled={acting.busy} aria-label="显示计算基数" onClick={() => void reveal()}>显示</button></> : <>{shown.base === null ? '—' : `${moneyOf(shown.base)}元`} <button className="btn link sm" type="button" aria-label="隐藏计算基数" onClick={() => setShown(null)}>隐藏</button></>}</dd></>}
        {shown !== null && shown.parts.length > 0 && <><dt>分项</dt><dd className="num">{shown.parts.map((part, place) => <span key={`${place} ${part.name}`} className="dues-line">{part.name}{moneyOf(part.amount)}元 <span className="mut">{duesPartRoleNames[part.role]}</span></span>)}</dd></>}
        {calculated !== null && calculated !== amount && <><dt>算出</dt><dd className="num">{moneyOf(calculated)}元</dd></>}
        {reason !== '' && <><dt>原因</dt><dd>{reason}</dd></>}
        {approvedOn !== null && <><dt>批准</dt><dd>{chineseDate(approvedOn)}　{documentNo}</dd></>}
        {note !== '' && <><dt>备注</dt><dd>{note}</dd></>}
        <dt>核定</dt><dd className="mut">{who}，{chineseDate(at.slice(0, 10))}</dd>
      </dl>
      <FormFault acting={acting} known={[]} />
      <div className="row"><button className="btn small" type="button" disabled={acting.busy} onClick={() => void edit()}>修改</button><button className="btn quiet small" type="button" disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('dues.removeAssessment', { id })))}>删除</button></div>
    </div>
  )
}
