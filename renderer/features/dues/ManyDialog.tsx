import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { moneyOf, type DuesSource } from '../../../shared/domain/dues.ts'
import { monthInShort, monthsOfYear } from '../../../shared/domain/duesYear.ts'
import { duesCategoryNames } from '../../../shared/rules/dues.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from '../fusion/index.ts'
import { act, type Told } from './duesStore.ts'

/** Where a year of the ledger begins: what is confirmed for many at once should hold from there. */
const usualFrom = ({ year, begins, month }: Told, source: DuesSource): string => (source === 'lastYear' ? `${year}-01` : begins !== null && begins.startsWith(`${year}-`) ? begins : begins === null && month !== null ? month : `${year}-01`)

/** Who is not assessed yet, from last year's 核定 or from category and base of their files: who it is and how much, before it is done. */
export function ManyDialog({ told, source, onClose }: { told: Told; source: DuesSource; onClose(): void }) {
  const { year } = told
  const acting = useAct()
  const [fromMonth, setFrom] = useState(() => usualFrom(told, source))
  const [people, setPeople] = useState<Output<'dues.assessMany'>['people'] | null>(null)
  const [unread, setUnread] = useState<ApiError | null>(null)
  useEffect(() => {
    let ended = false
    callApi('dues.assessMany', { source, fromMonth: `${year}-01` }).then((found) => { if (!ended) setPeople(found.people) }, (thrown: unknown) => { if (!ended) setUnread(asApiError(thrown)) })
    return () => { ended = true }
  }, [year, source])
  const submit = () => acting.run(() => act(() => callApi('dues.assessMany', { source, fromMonth, commit: true })), onClose)
  const title = source === 'lastYear' ? `沿用${year - 1}年的核定` : '按档案核定'
  return (
    <Modal open title={title} footer={null} width={600} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <p>{source === 'lastYear' ? `下面的人按${year - 1}年最后一次核定的类别、基数和金额交纳。` : '下面的金额按档案里的党费类别和计算基数算出来，请核对；基数不显示。'}少交、免交要逐个填批准，不在里面；以后可以逐个改。</p>
        {unread && <ErrorNotice sentence={unread.sentence} />}
        {people === null ? !unread && <p className="mut" role="status">正在读取…</p> : (
          <div className="dues-preview" tabIndex={0} role="region" aria-label="要核定的人">
            <table className="plain"><thead><tr><th scope="col">姓名</th><th scope="col" className="dues-why">类别</th><th scope="col" className="r dues-due">月应交</th></tr></thead>
              <tbody>{people.map(({ personId, name, category, amount, hint }) => <tr key={personId}><td>{name}{hint !== '' && <span className="amber-text sm dues-line">{hint}</span>}</td><td className="mut">{duesCategoryNames[category]}</td><td className="r num">{moneyOf(amount)}</td></tr>)}</tbody></table>
          </div>
        )}
        <label className="dues-period"><span className="label">从哪个月起</span><select className="input" value={fromMonth} onChange={({ target }) => setFrom(target.value)}>{monthsOfYear(year).map((each) => <option key={each} value={each}>{monthInShort(each)}</option>)}</select></label>
        <FormFault acting={acting} known={[]} />
        <div className="row between"><button className="btn" type="button" onClick={onClose}>不核定</button><button className="btn primary" type="submit" disabled={acting.busy || people === null || people.length === 0}>{acting.busy ? '正在保存…' : `核定${people?.length ?? 0}人`}</button></div>
      </form>
    </Modal>
  )
}
