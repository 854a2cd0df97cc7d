import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { moneyOf } from '../../../shared/domain/dues.ts'
import { duesCategoryNames } from '../../../shared/rules/dues.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { FormFault } from '../fusion/index.ts'
import { act } from './duesStore.ts'

/** Last year's 核定 for who has none this year: who it is and how much, before it is done. */
export function CarryOverDialog({ year, onClose }: { year: number; onClose(): void }) {
  const acting = useAct()
  const [people, setPeople] = useState<Output<'dues.carryOver'>['people'] | null>(null)
  const [unread, setUnread] = useState<ApiError | null>(null)
  useEffect(() => {
    let ended = false
    callApi('dues.carryOver', { year }).then((found) => { if (!ended) setPeople(found.people) }, (thrown: unknown) => { if (!ended) setUnread(asApiError(thrown)) })
    return () => { ended = true }
  }, [year])
  const submit = () => acting.run(() => act(() => callApi('dues.carryOver', { year, commit: true })), onClose)
  return (
    <Modal open title={`沿用${year - 1}年的核定`} footer={null} width={560} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <p>下面的人{year}年1月起按{year - 1}年最后一次核定的类别、基数和金额交纳。少交、免交要重新批准，不在里面；以后可以逐个改。</p>
        {unread && <ErrorNotice sentence={unread.sentence} />}
        {people === null ? !unread && <p className="mut" role="status">正在读取…</p> : (
          <div className="dues-preview" tabIndex={0} role="region" aria-label="沿用的人">
            <table className="plain"><thead><tr><th scope="col">姓名</th><th scope="col" className="dues-why">类别</th><th scope="col" className="r dues-due">月应交</th></tr></thead>
              <tbody>{people.map(({ personId, name, category, amount }) => <tr key={personId}><td>{name}</td><td className="mut">{duesCategoryNames[category]}</td><td className="r num">{moneyOf(amount)}</td></tr>)}</tbody></table>
          </div>
        )}
        <FormFault acting={acting} known={[]} />
        <div className="row between"><button className="btn" type="button" onClick={onClose}>不沿用</button><button className="btn primary" type="submit" disabled={acting.busy || people === null || people.length === 0}>{acting.busy ? '正在保存…' : `沿用${people?.length ?? 0}人的核定`}</button></div>
      </form>
    </Modal>
  )
}
