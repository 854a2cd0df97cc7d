import { useId, useState } from 'react'
import { isOpenAction, type ActionFull } from '../../../shared/domain/action.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useKeptText } from './kept.ts'
import { DayField, faultAt, Field, OtherFaults, useAct } from './fields.tsx'

type Asked = 'done' | 'postpone' | 'cancel' | null

/** What can be done with an item as it stands. */
export function PanelActs({ item }: { item: ActionFull }) {
  const { id, state, repeatText } = item
  const [asked, setAsked] = useState<Asked>(null)
  const { busy, error, run } = useAct()
  const open = isOpenAction(state)
  const move = (to: 'todo' | 'doing' | 'review') => void run(() => callApi('actions.setState', { id, state: to }))
  const toggle = (what: Asked) => setAsked(asked === what ? null : what)
  return (
    <section className="stack panel-acts" aria-label="办理">
      <div className="row wrap">
        {open ? <>
          <button className={asked === null ? 'btn primary' : 'btn'} type="button" aria-expanded={asked === 'done'} onClick={() => toggle('done')}>办结…</button>
          {state === 'todo' && <button className="btn" type="button" disabled={busy} onClick={() => move('doing')}>开始办理</button>}
          {state !== 'review' && <button className="btn" type="button" disabled={busy} onClick={() => move('review')}>报验收</button>}
          {state === 'review' && <button className="btn" type="button" disabled={busy} onClick={() => move('doing')}>退回办理</button>}
          {(repeatText === '' || item.dueOn !== null) && <button className="btn" type="button" aria-expanded={asked === 'postpone'} onClick={() => toggle('postpone')}>延期…</button>}
          <button className="btn quiet" type="button" aria-expanded={asked === 'cancel'} onClick={() => toggle('cancel')}>取消事项…</button>
        </> : <button className="btn" type="button" disabled={busy} onClick={() => move('doing')}>重新打开</button>}
      </div>
      <OtherFaults error={error} shown={[]} />
      {asked === 'done' && <CloseForm item={item} onDone={() => setAsked(null)} />}
      {asked === 'postpone' && <PostponeForm item={item} onDone={() => setAsked(null)} />}
      {asked === 'cancel' && <CancelForm item={item} onDone={() => setAsked(null)} />}
    </section>
  )
}

interface FormProps { item: ActionFull; onDone(): void }

/** 办结 with what proves it. */
export function CloseForm({ item: { id, files, evidence: before }, onDone }: FormProps) {
  const key = useId()
  const { value: evidence, set: setEvidence, drop } = useKeptText(`${id} evidence`, before)
  const [on, setOn] = useState<IsoDate | null>(today())
  const { busy, error, run } = useAct()
  return (
    <form className="change-form" aria-label="办结" onSubmit={(event) => { event.preventDefault(); void run(() => callApi('actions.setState', { id, state: 'done', ...(evidence.trim() === '' ? {} : { evidence }), ...(on === null ? {} : { on }) }), () => { drop(); onDone() }) }}>
      <Field label={files > 0 ? `佐证（已有${files}个文件，文字可不写）` : '佐证（写明凭什么算办结，或在下面添加文件）'} id={`${key}e`} error={error} path="evidence"><TextBlock label="佐证" field="evidence" value={evidence} maxLength={20_000} onChange={setEvidence} /></Field>
      <Field label="办结日期" id={`${key}d`} error={error} path="on"><DayField id={`${key}d`} value={on} invalid={faultAt(error, 'on') !== undefined} onChange={setOn} /></Field>
      <OtherFaults error={error} shown={['evidence', 'on']} />
      <div className="row"><button className="btn primary" type="submit" disabled={busy}>{busy ? '正在登记…' : '登记办结'}</button><button className="btn quiet" type="button" onClick={onDone}>先不办结</button></div>
    </form>
  )
}

function PostponeForm({ item: { id, dueOn }, onDone }: FormProps) {
  const key = useId()
  const [day, setDay] = useState<IsoDate | null>(dueOn)
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAct()
  return (
    <form className="change-form" aria-label="延期" onSubmit={(event) => { event.preventDefault(); if (day !== null) void run(() => callApi('actions.postpone', { id, dueOn: day, reason }), onDone) }}>
      <Field label="新的时限" id={`${key}d`} error={error} path="dueOn"><DayField id={`${key}d`} focus value={day} invalid={faultAt(error, 'dueOn') !== undefined} onChange={setDay} /></Field>
      <Field label="延期原因" id={`${key}r`} error={error} path="reason"><LineInput id={`${key}r`} field="reason" maxLength={500} value={reason} onChange={setReason} /></Field>
      <OtherFaults error={error} shown={['dueOn', 'reason']} />
      <div className="row"><button className="btn primary" type="submit" disabled={busy || day === null}>{busy ? '正在延期…' : '登记延期'}</button><button className="btn quiet" type="button" onClick={onDone}>不延期</button></div>
    </form>
  )
}

/** 取消 with the reason. */
export function CancelForm({ item: { id }, onDone }: FormProps) {
  const key = useId()
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAct()
  return (
    <form className="change-form" aria-label="取消事项" onSubmit={(event) => { event.preventDefault(); void run(() => callApi('actions.setState', { id, state: 'cancelled', reason }), onDone) }}>
      <Field label="取消原因" id={`${key}r`} error={error} path="reason"><LineInput id={`${key}r`} field="reason" maxLength={500} value={reason} onChange={setReason} /></Field>
      <OtherFaults error={error} shown={['reason']} />
      <div className="row"><button className="btn primary" type="submit" disabled={busy}>{busy ? '正在取消…' : '登记取消'}</button><button className="btn quiet" type="button" onClick={onDone}>不取消</button></div>
    </form>
  )
}
