import { useState } from 'react'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { act, type Row } from './planStore.ts'
import { Refused } from './Refused.tsx'

/** Why it was not held: told in the paper of the year, and in the proposal for the next. */
export function ReasonForm({ row: { id, reason }, onDone }: { row: Row; onDone(): void }) {
  const [text, setText] = useState(reason)
  const acting = useAct()
  return (
    <form className="plan-reason" onSubmit={(event) => { event.preventDefault(); void acting.run(() => act(() => callApi('plan.setReason', { id, reason: text })), onDone) }}>
      <label className="label" htmlFor={`reason-${id}`}>为什么没有开展</label>
      <span className="row"><input id={`reason-${id}`} className="input" autoFocus maxLength={200} value={text} placeholder="例：当月全体参加防汛" onChange={({ target }) => setText(target.value)} /><button className="btn primary" type="submit" disabled={acting.busy}>写明原因</button><button className="btn quiet" type="button" onClick={onDone}>返回</button></span>
      <Refused acting={acting} />
    </form>
  )
}
