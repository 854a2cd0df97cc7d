import { Modal } from 'antd'
import { useState } from 'react'
import { closingKindNames, closingKinds, type PathClosing } from '../../../shared/domain/development.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { act as actAndRead } from '../journal/index.ts'
import { ChoiceField, DayField, FormFault, LineField } from '../fusion/index.ts'
import { useRoute } from '../session/index.ts'
import { act, useBoard, type Path } from './developmentStore.ts'

/** Ends a path before its last step; or takes away one that was entered by mistake. */
export function CloseDialog({ path: { personId, name }, onClose }: { path: Path; onClose(): void }) {
  const [kind, setKind] = useState<PathClosing['kind']>('stopped')
  const [on, setOn] = useState<IsoDate>(today())
  const [reason, setReason] = useState('')
  const [removes, setRemoves] = useState(false)
  const acting = useAct()
  const close = () => acting.run(() => act(() => callApi('development.close', { personId, on, kind, reason })), onClose)
  const remove = () => acting.run(async () => {
    await actAndRead(() => callApi('development.remove', { personId }), useBoard.getState().load)
    onClose()
    useRoute.getState().go({ screen: 'developments' })
  })
  return (
    <Modal open title={`结束${name}的发展过程`} footer={null} width={560} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <form className="form-entries" onSubmit={(event) => { event.preventDefault(); void close() }}>
        <ChoiceField label="为什么" value={kind} options={closingKinds} names={closingKindNames} onChange={setKind} />
        <DayField label="日期" field="on" value={on} acting={acting} onChange={(day) => { if (day !== null) setOn(day) }} />
        <LineField label="原因" field="reason" wide value={reason} maxLength={200} acting={acting} placeholder="例如：调往市局，材料已转交" onChange={setReason} />
        <p className="mut sm wide">已经登记的都保留，随时可以重新打开。名册里的人员类别不会跟着改。</p>
        <FormFault acting={acting} known={['on', 'reason', 'kind']} />
        <div className="row wide between">
          {removes ? <span className="row"><span className="sm">连同登记的每一步一起删除？</span><button className="btn small" type="button" disabled={acting.busy} onClick={() => void remove()}>删除过程</button><button className="btn quiet small" type="button" onClick={() => setRemoves(false)}>不删</button></span> : <button className="btn quiet small" type="button" onClick={() => setRemoves(true)}>登记错了，删除…</button>}
          <button className="btn primary" type="submit" disabled={acting.busy}>{acting.busy ? '正在保存…' : '结束过程'}</button>
        </div>
      </form>
    </Modal>
  )
}
