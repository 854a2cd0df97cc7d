import { Modal } from 'antd'
import { useState } from 'react'
import { duesStateNames, moneyOf, type Month } from '../../../shared/domain/dues.ts'
import { monthInShort, monthInWords } from '../../../shared/domain/duesYear.ts'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { DayField, FormFault } from '../fusion/index.ts'
import { act, placeOf, tickDay, useDues, type Told } from './duesStore.ts'

/** So many people are named; the rest is counted. */
const mostShown = 200

/** Everybody who has not paid for a month, entered as paid in one act: who it is and how much, before it is done. */
export function MonthDialog({ told, month, onClose }: { told: Told; month: Month; onClose(): void }) {
  const acting = useAct()
  const [paidOn, setPaidOn] = useState<string | null>(() => tickDay(month, useDues.getState().paidOn))
  const asked = told.rows.flatMap((row) => { const each = row.months[placeOf(month)]; return each === undefined ? [] : [{ personId: row.personId, name: row.name, ...each }] })
  const paying = asked.filter(({ state }) => state === 'missing' || state === 'part' || state === 'open')
  const unassessed = asked.filter(({ state }) => state === 'unassessed')
  const sum = paying.reduce((all, { due, paid }) => all + (due ?? 0) - paid, 0)
  const submit = () => acting.run(() => act(() => callApi('dues.pay', { month, personIds: paying.map(({ personId }) => personId), ...(paidOn === null ? {} : { paidOn }) })), onClose)
  return (
    <Modal open title={`${monthInWords(month)}全部已交`} footer={null} width={560} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        {paying.length === 0 ? <p>{monthInShort(month)}没有要登记的人：应交的都已登记，或还没有核定。</p> : (
          <>
            <p>登记下面{paying.length}人按核定金额交足，共{moneyOf(sum)}元。登记以后可以撤销。</p>
            <div className="dues-preview" tabIndex={0} role="region" aria-label="要登记的人">
              <table className="plain"><thead><tr><th scope="col">姓名</th><th scope="col" className="dues-why">现在</th><th scope="col" className="r dues-due">登记为</th></tr></thead>
                <tbody>{paying.slice(0, mostShown).map(({ personId, name, state, paid, due }) => <tr key={personId}><td>{name}</td><td className="mut">{duesStateNames[state]}{paid > 0 ? `，已交${moneyOf(paid)}元` : ''}</td><td className="r num">{moneyOf(due ?? 0)}</td></tr>)}</tbody></table>
              {paying.length > mostShown && <p className="mut sm">另有{paying.length - mostShown}人。</p>}
            </div>
            <DayField label="交纳日期" field="paidOn" value={paidOn} acting={acting} onChange={setPaidOn} />
          </>
        )}
        {unassessed.length > 0 && <p className="amber-text">{unassessed.slice(0, 5).map(({ name }) => name).join('、')}{unassessed.length > 5 ? `等${unassessed.length}人` : ''}还没有核定，不登记。</p>}
        <FormFault acting={acting} known={['paidOn']} />
        <div className="row between"><button className="btn" type="button" onClick={onClose}>不登记</button><button className="btn primary" type="submit" disabled={acting.busy || paying.length === 0 || paidOn === null}>{acting.busy ? '正在登记…' : `登记${paying.length}人已交`}</button></div>
      </form>
    </Modal>
  )
}
