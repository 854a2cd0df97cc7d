import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { baseOf, duesPartRoleNames, duesPartRoles, moneyOf, mostParts, readMoney, reckonDues, usualParts, type DuesAssessment, type DuesPart, type DuesPartRole, type DuesReckoning, type DuesRow } from '../../../shared/domain/dues.ts'
import { monthInShort, monthsOfYear } from '../../../shared/domain/duesYear.ts'
import { duesCategories, duesCategoryNames, duesRules, leftOutInWords, type DuesCategory } from '../../../shared/rules/dues.ts'
import { isToVerify } from '../../../shared/rules/library.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct, type Acting } from '../../lib/useAct.ts'
import { ChoiceField, DayField, FormFault, LineField, useTyped } from '../fusion/index.ts'
import { act, type Told } from './duesStore.ts'

/** What the form begins with: an assessment that is changed, with its base as it was shown, or a new one from a month on. */
export interface FirstAssessment { held: DuesAssessment | null; base: number | null; parts: readonly DuesPart[]; fromMonth: string }
interface TypedPart { name: string; role: DuesPartRole; amount: string }
interface Draft { fromMonth: string; category: DuesCategory; byParts: boolean; base: string; parts: TypedPart[]; amount: string; reason: string; approvedOn: IsoDate | null; documentNo: string; note: string }

const fields = ['base', 'parts', 'amount', 'reason', 'approvedOn', 'documentNo', 'note', 'fromMonth']
const typedMoney = (fen: number | null): string => (fen === null ? '' : moneyOf(fen))

function draftOf(row: DuesRow, { held, base, parts, fromMonth }: FirstAssessment): Draft {
  const last = held ?? row.assessments.at(-1) ?? null
  return {
    fromMonth, category: last?.category ?? row.fileCategory ?? 'salaried', byParts: parts.length > 0, base: parts.length > 0 ? '' : typedMoney(base), parts: parts.map(({ name, role, amount }) => ({ name, role, amount: moneyOf(amount) })),
    amount: typedMoney(held?.amount ?? null), reason: held?.reason ?? '', approvedOn: held?.approvedOn ?? null, documentNo: held?.documentNo ?? '', note: held?.note ?? '',
  }
}

/** Parts that are filled in; null where one of them is no sum. A row without an amount is not there. */
function partsIn({ parts }: Draft): DuesPart[] | null {
  const filled = parts.filter(({ amount }) => amount.trim() !== '')
  const read = filled.flatMap(({ name, role, amount }) => { const fen = readMoney(amount); return fen === null || name.trim() === '' ? [] : [{ name: name.trim(), role, amount: fen }] })
  return read.length === filled.length ? read : null
}

/** 核定 of one person: the base as one sum or in parts, how it is reckoned step by step, and the amount that the officer confirms. */
export function AssessForm({ row, told, first, onClose }: { row: DuesRow; told: Told; first: FirstAssessment; onClose(): void }) {
  const [begun] = useState(() => draftOf(row, first))
  const [draft, setDraft] = useState(begun)
  /** Until the officer writes another sum, the confirmed one follows what is reckoned. */
  const [isOwn, setOwn] = useState(first.held !== null)
  const acting = useAct()
  const isChanged = JSON.stringify(draft) !== JSON.stringify(begun)
  useTyped(isChanged)
  const put = (change: Partial<Draft>) => setDraft((held) => ({ ...held, ...change }))
  const rule = duesRules[draft.category]
  const parts = draft.byParts ? partsIn(draft) : []
  const base = rule.rates === null ? null : draft.byParts ? parts && parts.length > 0 ? baseOf(parts) : null : readMoney(draft.base)
  const reckoned = reckonDues(draft.category, base, told.settings.rounding)
  const amount = isOwn ? draft.amount : typedMoney(reckoned.proposed)
  const fen = readMoney(amount)
  const isReduced = draft.category === 'reduced'
  const isLater = row.assessments.some(({ fromMonth }) => fromMonth < draft.fromMonth)
  const takesPlace = row.assessments.some(({ fromMonth, id }) => fromMonth === draft.fromMonth && id !== first.held?.id)
  const submit = () => acting.run(async () => {
    const { fromMonth, category, reason, approvedOn, documentNo, note } = draft
    await act(() => callApi('dues.assess', { personId: row.personId, fromMonth, category, base, parts: parts ?? [], amount: fen ?? 0, reason, approvedOn: isReduced ? approvedOn : null, documentNo: isReduced ? documentNo : '', note }))
    onClose()
  })
  return (
    <form className="form-entries dues-form" aria-label={`核定${row.name}的党费`} onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <ChoiceField label="类别" value={draft.category} options={duesCategories} names={duesCategoryNames} onChange={(category) => put({ category })} />
      <label className="form-entry"><span className="label">从哪个月起</span><select className="input" value={draft.fromMonth} disabled={first.held !== null} onChange={({ target }) => put({ fromMonth: target.value })}>{monthsOfYear(told.year).map((each) => <option key={each} value={each}>{monthInShort(each)}</option>)}</select></label>
      {takesPlace && <p className="amber-text sm wide">{monthInShort(draft.fromMonth)}起已经核定过，保存后以这一次为准。</p>}
      <p className="mut sm wide">{rule.base}。{rule.source}{isToVerify(rule.verification) && <span className="tag amber">待核</span>}</p>
      {rule.rates !== null && <BaseFields row={row} draft={draft} acting={acting} put={put} />}
      <Calculation draft={draft} parts={parts} base={base} reckoned={reckoned} />
      <div className="wide dues-amount"><LineField label={isReduced ? '批准后每月交' : '核定每月交'} note={isReduced ? '元，免交填0' : '元'} field="amount" value={amount} maxLength={16} acting={acting} onChange={(typed) => { setOwn(true); put({ amount: typed }) }} />
        {isOwn && reckoned.proposed !== null && fen !== reckoned.proposed && <button className="btn small" type="button" onClick={() => setOwn(false)}>用算出的{moneyOf(reckoned.proposed)}元</button>}</div>
      {isReduced && <DayField label="上一级党委批准日期" field="approvedOn" value={draft.approvedOn} acting={acting} onChange={(approvedOn) => put({ approvedOn })} />}
      {isReduced && <LineField label="批准文号" field="documentNo" value={draft.documentNo} maxLength={120} acting={acting} onChange={(documentNo) => put({ documentNo })} />}
      {(isReduced || isLater || draft.reason !== '') && <LineField label={isReduced ? '少交或免交的原因' : '年内调整的原因'} field="reason" wide value={draft.reason} maxLength={200} acting={acting} placeholder={isReduced ? '例如：家庭确有困难，支委会研究' : '例如：岗位调整，工资变动'} onChange={(reason) => put({ reason })} />}
      <LineField label="备注" field="note" wide value={draft.note} maxLength={200} acting={acting} onChange={(note) => put({ note })} />
      <FormFault acting={acting} known={fields} />
      <div className="row wide form-foot"><b className="num">{fen === null ? '' : fen === 0 ? '免交' : `每月${moneyOf(fen)}元`}</b><button className="btn primary" type="submit" disabled={acting.busy || fen === null || parts === null}>{acting.busy ? '正在保存…' : '确认核定'}</button><button className="btn" type="button" onClick={onClose}>不核定</button></div>
    </form>
  )
}

/** The base as one sum, or in what it is made of. */
function BaseFields({ row, draft, acting, put }: { row: DuesRow; draft: Draft; acting: Acting; put(change: Partial<Draft>): void }) {
  const putPart = (at: number, change: Partial<TypedPart>) => put({ parts: draft.parts.map((part, index) => (index === at ? { ...part, ...change } : part)) })
  const begin = () => put({ byParts: true, parts: draft.parts.length > 0 ? draft.parts : (usualParts[draft.category] ?? [{ name: '收入', role: 'counted' as const }]).map((part) => ({ ...part, amount: '' })) })
  // A look at the base of the file, which is written down like any other.
  const take = () => acting.run(async () => { const { value } = await callApi('members.reveal', { id: row.personId, field: 'duesBase' }); put({ base: value.replace('元', ''), byParts: false }) })
  if (!draft.byParts) {
    return (
      <div className="wide dues-base"><LineField label="计算基数" note="元，每月" field="base" value={draft.base} maxLength={16} acting={acting} placeholder="例如：6500或6500.50" onChange={(base) => put({ base })} />
        <div className="row wrap"><button className="btn small" type="button" onClick={begin}>分项填写</button>{row.fileHasBase && <button className="btn small" type="button" disabled={acting.busy} onClick={() => void take()}>取档案里的基数</button>}</div>
        {draft.base.trim() !== '' && readMoney(draft.base) === null && <p className="amber-text sm">基数应是不小于0的金额，最多两位小数。</p>}</div>
    )
  }
  return (
    <fieldset className="wide dues-parts"><legend className="label">基数的分项 <span className="mut">元，每月；不填金额的不算</span></legend>
      {draft.parts.map((part, at) => (
        <div key={String(at)} className="dues-part">
          <LineInput label={`第${at + 1}项的名称`} value={part.name} field={`parts.${at}.name`} maxLength={40} onChange={(name) => putPart(at, { name })} />
          <select className="input" aria-label={`${part.name}怎么算`} value={part.role} onChange={({ target }) => { const role = duesPartRoles.find((each) => each === target.value); if (role !== undefined) putPart(at, { role }) }}>{duesPartRoles.map((role) => <option key={role} value={role}>{duesPartRoleNames[role]}</option>)}</select>
          <LineInput label={`${part.name}的金额`} className={part.amount.trim() !== '' && readMoney(part.amount) === null ? 'wrong num' : 'num'} value={part.amount} field={`parts.${at}.amount`} maxLength={16} onChange={(amount) => putPart(at, { amount })} />
        </div>
      ))}
      {acting.at('parts') !== undefined && <p className="error-text" role="alert">{acting.at('parts')}</p>}
      {partsIn(draft) === null && <p className="amber-text sm">有一项的金额不是数字，或没有名称。</p>}
      <div className="row wrap"><button className="btn small" type="button" disabled={draft.parts.length >= mostParts} onClick={() => put({ parts: [...draft.parts, { name: '', role: 'counted', amount: '' }] })}>添加一项</button><button className="btn quiet small" type="button" onClick={() => put({ byParts: false })}>改填合计</button></div>
      <p className="mut sm">{leftOutInWords}。</p>
    </fieldset>
  )
}

/** The calculation, line by line, as somebody would do it on paper. */
function Calculation({ draft, parts, base, reckoned }: { draft: Draft; parts: readonly DuesPart[] | null; base: number | null; reckoned: DuesReckoning }) {
  const of = (role: DuesPartRole) => (parts ?? []).filter((part) => part.role === role)
  const sum = (those: readonly DuesPart[]): number => those.reduce((all, { amount }) => all + amount, 0)
  const [counted, left, deducted] = [of('counted'), of('left'), of('deducted')]
  const isMade = draft.byParts && parts !== null && parts.length > 0
  const lines = [
    ...(isMade ? [`计入：${counted.map(({ name, amount }) => `${name}${moneyOf(amount)}`).join('＋') || '没有'}＝${moneyOf(sum(counted))}元`] : []),
    ...(isMade && left.length > 0 ? [`不计入：${left.map(({ name, amount }) => `${name}${moneyOf(amount)}`).join('、')}`] : []),
    ...(isMade && deducted.length > 0 ? [`扣除：${deducted.map(({ name, amount }) => `${name}${moneyOf(amount)}`).join('＋')}＝${moneyOf(sum(deducted))}元`] : []),
    ...(isMade && base !== null ? [`基数：${moneyOf(sum(counted))}－${moneyOf(sum(deducted))}＝${moneyOf(base)}元`] : []),
    ...reckoned.lines,
  ]
  if (draft.category === 'reduced') return null
  return (
    <section className="wide dues-calculation" aria-label="怎么算的">
      {isMade && base === null && <p className="amber-text sm">扣除的比计入的多，请核对。</p>}
      {lines.length === 0 ? <p className="mut sm">填了基数，这里逐行写出怎么算的。</p> : <ol>{lines.map((line) => <li key={line} className="num">{line}</li>)}</ol>}
      {reckoned.hints.map((hint) => <p key={hint} className="amber-text sm">{hint}</p>)}
    </section>
  )
}
