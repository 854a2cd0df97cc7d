import { Modal } from 'antd'
import type { ApiError } from '../../lib/callApi.ts'

interface RemoveUnsavedDialogProps { error: ApiError | null; busy: boolean; onRetry(): void; onStay(): void; onRemove(): void }

/** Before a record is deleted whose last words could not be stored: they would not come back from the 回收站. */
export function RemoveUnsavedDialog({ error, busy, onRetry, onStay, onRemove }: RemoveUnsavedDialogProps) {
  return (
    <Modal open title="最后的改动还没有保存" footer={null} width={480} onCancel={onStay} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        <p>{error?.sentence.happened}屏幕上的文字还在，但没有保存；删除以后，回收站里找不到这些文字。</p>
        <p className="mut">{error?.sentence.next}重试保存成功后，再连同这些文字移到回收站。</p>
        <div className="row wrap">
          <button className="btn primary" type="button" autoFocus disabled={busy} onClick={onRetry}>重试保存</button>
          <button className="btn" type="button" onClick={onStay}>留在这里</button>
          <button className="btn quiet" type="button" disabled={busy} onClick={onRemove}>仍然删除</button>
        </div>
      </div>
    </Modal>
  )
}
