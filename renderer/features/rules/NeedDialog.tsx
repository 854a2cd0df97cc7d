import { Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { kindFacts, meetingStateNames } from '../../../shared/domain/meetingKinds.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { leave, useRoute } from '../session/index.ts'
import { useRules, type NeedRow } from './rulesStore.ts'

/** One cell: the records behind it, the rule it comes from, and the ways to go on. */
export function NeedDialog({ need, onClose }: { need: NeedRow; onClose(): void }) {
  const { kind, part, period, state, asked, met, done, planned, source, toVerify, dismissal, key, title } = need
  const { dismiss, undismiss } = useRules()
  const { go, newMeeting } = useRoute()
  const [reason, setReason] = useState<string | null>(null)
  const { busy, error, run } = useAct()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason?.trim()) void run(() => dismiss(key, reason), onClose)
  }
  const now = today()
  // What was missed is written down on a day of its period, to be corrected by hand; what is to come begins today.
  const heldOn = now < period.first ? period.first : now > period.last ? period.last : now
  const begin = () => void leave(() => newMeeting(kind, kind === 'groupMeeting' ? { heldOn, group: part } : kind === 'heartTalk' ? { heldOn, elements: { relation: part } } : { heldOn }))
  const open = (meetingId: string) => void leave(() => go({ screen: 'meeting', meetingId, newKind: null }))
  const records = [...done, ...planned.map((plan) => ({ ...plan, isSupplement: false }))]
  return (
    <Modal open title={`${period.words}　${kind === 'groupMeeting' ? `${part}会` : kind === 'heartTalk' ? `${title}（${part}）` : `${part}${title}`}`} onCancel={onClose} footer={null} width={560}>
      <div className="stack">
        <p>{kind === 'heartTalk' ? `应谈${asked}人（对），已谈${met}。` : `应开${asked}次，已开${met}次。`}{state !== 'done' && state !== 'dismissed' && `${chineseDate(period.last)}${state === 'missing' ? '已到期' : '以前开'}。`}</p>
        <p className="mut sm">依据：{source}{toVerify && <span className="tag amber">待核</span>}</p>
        {dismissal !== null && <p className="notice warn"><span>不需要，因为{dismissal}</span><button className="btn small" type="button" disabled={busy} onClick={() => void run(() => undismiss(key), onClose)}>仍然需要</button></p>}
        {records.length > 0 && <ul className="need-records">{records.slice(0, 30).map(({ id, heldOn: day, state: stored, isSupplement }) => <li key={id}><button className="btn link" type="button" onClick={() => open(id)}>{chineseDate(day)}的{kindFacts[kind].short}</button><span className="tag">{meetingStateNames[stored]}</span>{isSupplement && <span className="tag amber">补记</span>}</li>)}{records.length > 30 && <li className="mut">另有{records.length - 30}次，请到会议列表里看。</li>}</ul>}
        {error && <ErrorNotice sentence={error.sentence} />}
        {(state === 'missing' || state === 'open') && (reason === null
          ? <div className="row"><button className="btn primary" type="button" onClick={begin}>{state === 'missing' || (kind === 'heartTalk') ? `登记${kindFacts[kind].short}` : `安排${kindFacts[kind].short}`}</button><button className="btn quiet" type="button" onClick={() => setReason('')}>不需要，因为…</button></div>
          : <form className="stack" onSubmit={submit}><label className="label" htmlFor="need-reason">不需要，因为（留作检查时的依据）</label><input id="need-reason" className="input" autoFocus maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="例：当月全体参加防汛，已报上级党委同意" /><div className="row"><button className="btn primary" type="submit" disabled={busy || reason.trim() === ''}>写明不需要</button><button className="btn quiet" type="button" onClick={() => setReason(null)}>返回</button></div></form>)}
      </div>
    </Modal>
  )
}

