import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { ActionFull } from '../../../shared/domain/action.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { CancelForm, CloseForm } from './PanelActs.tsx'

/** 办结 and 取消 from the board: what the act asks is asked here, in the same forms as beside the list. */
export function MoveDialog({ id, to, onClose }: { id: string; to: 'done' | 'cancelled'; onClose(): void }) {
  const [item, setItem] = useState<ActionFull | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isOld = false
    callApi('actions.get', { id }).then((found) => { if (!isOld) { setItem(found); setFailure(null) } }, (thrown: unknown) => { if (!isOld) setFailure(asApiError(thrown)) })
    return () => { isOld = true }
  }, [id, tries])
  return (
    <Modal open title={to === 'done' ? '办结' : '取消事项'} footer={null} width={520} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        {failure && <ErrorNotice sentence={failure.sentence} onAct={() => setTries(tries + 1)} />}
        {item === null ? !failure && <p className="mut late" role="status">正在读取事项…</p> : <><p className="move-title">{item.title}{item.owner !== '' && <span className="mut">　{item.owner}</span>}</p>{to === 'done' ? <CloseForm item={item} onDone={onClose} /> : <CancelForm item={item} onDone={onClose} />}</>}
      </div>
    </Modal>
  )
}
