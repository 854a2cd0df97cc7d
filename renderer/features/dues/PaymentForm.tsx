import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { duesStateNames, moneyOf, readMoney, type DuesRow, type Month } from '../../../shared/domain/dues.ts'
import { monthAfter, monthInShort, monthInWords, monthsOfYear } from '../../../shared/domain/duesYear.ts'
import { makeUpMonths } from '../../../shared/rules/dues.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { DayField, FormFault, LineField, useTyped } from '../fusion/index.ts'
import { act, placeOf, tickDay, useDues } from './duesStore.ts'

/** What one person paid for one month: another sum, an earlier day, a remark. A tick in the table does the usual. */
export function PaymentForm({ row, month }: { row: DuesRow; month: Month }) {
  const { show, paidOn: tick } = useDues()
  const acting = useAct()
  const told = row.months[placeOf(month)]
  const begun = { amount: moneyOf((told?.paid ?? 0) > 0 ? told?.paid ?? 0 : told?.due ?? 0), paidOn: told?.paidOn ?? tickDay(month, tick), note: told?.note ?? '' }
  const [amount, setAmount] = useState(begun.amount)
  const [paidOn, setPaidOn] = useState<IsoDate | null>(begun.paidOn)
  const [note, setNote] = useState(begun.note)
  const read = readMoney(amount)
  useTyped(amount !== begun.amount || note !== begun.note)
  if (told === undefined) return null
  const submit = () => acting.run(() => act(() => callApi('dues.pay', { month, personIds: [row.personId], amount: read ?? 0, note, ...(paidOn === null ? {} : { paidOn }) })))
  return (
    <section aria-label="交纳"><h3>{monthInWords(month)}交纳 <span className="mut sm">{duesStateNames[told.state]}{told.due === null || told.due === 0 ? '' : `，应交${moneyOf(told.due)}元`}</span></h3>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <label className="form-entry wide"><span className="label">月份</span><select className="input" value={month} onChange={({ target }) => show({ month: target.value })}>{monthsOfYear(Number(month.slice(0, 4))).map((each) => <option key={each} value={each}>{monthInShort(each)}</option>)}</select></label>
        <LineField label="金额" note="元" field="amount" value={amount} maxLength={16} acting={acting} onChange={setAmount} />
        <DayField label="交纳日期" field="paidOn" value={paidOn} acting={acting} onChange={setPaidOn} />
        <LineField label="备注" field="note" wide value={note} maxLength={120} acting={acting} placeholder="例如：转账，补交" onChange={setNote} />
        {read === null && <p className="amber-text sm wide">金额应是数字，例如90或107.15。</p>}
        {told.paid === 0 && monthAfter(month, makeUpMonths) < today().slice(0, 7) && <p className="amber-text sm wide">补交一般不超过{makeUpMonths}个月（党费规定）；更早的由支部决定怎样处理。</p>}
        <FormFault acting={acting} known={['amount', 'paidOn', 'note']} />
        <div className="row wide"><button className="btn" type="submit" disabled={acting.busy || read === null || read === 0 || paidOn === null}>{told.paid > 0 ? '改为这样' : '登记已交'}</button>
          {told.paid > 0 && <button className="btn quiet" type="button" disabled={acting.busy} onClick={() => void acting.run(() => act(() => callApi('dues.unpay', { month, personIds: [row.personId] })))}>取消登记</button>}</div>
      </form>
    </section>
  )
}
