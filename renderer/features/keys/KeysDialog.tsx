import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useWait } from '../session/index.ts'
import type { PasswordAct } from './usePasswordAct.ts'

interface KeysDialogProps { title: string; act: PasswordAct; verb: string; busyVerb: string; onSubmit(): void; onClose(): void; children: ReactNode; busyNote?: ReactNode }

/** A change of the keys: what it does, the password, and its verb. While it runs it cannot be closed. */
export function KeysDialog({ title, act: { busy, failure }, verb, busyVerb, onSubmit, onClose, children, busyNote }: KeysDialogProps) {
  const waiting = useWait(({ seconds }) => seconds > 0)
  return (
    <Modal open title={title} footer={null} width={520} onCancel={() => { if (!busy) onClose() }} closable={busy ? false : { 'aria-label': '关闭' }} mask={{ closable: false }}>
      <form className="stack keys-dialog" aria-busy={busy} onSubmit={(event) => { event.preventDefault(); onSubmit() }}>
        {children}
        {failure && <ErrorNotice sentence={failure.sentence} />}
        <div className="row">
          <button className="btn primary" type="submit" disabled={busy || waiting}>{busy ? busyVerb : verb}</button>
          {!busy && <button className="btn" type="button" onClick={onClose}>暂不{verb.slice(0, 2)}</button>}
          {busy && busyNote}
        </div>
      </form>
    </Modal>
  )
}
