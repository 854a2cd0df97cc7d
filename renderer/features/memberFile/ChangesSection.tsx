import { type FormEvent, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import type { MemberFile } from '../../../shared/domain/memberFile.ts'
import { changeFieldNames, changeInWords, type ChangeField, type PersonChange } from '../../../shared/domain/person.ts'
import { ChangeValue, firstValue } from '../../components/ChangeValue.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { useMemberFile } from './memberFileStore.ts'

const fields: readonly ChangeField[] = ['status', 'posts', 'group', 'vote', 'left']

/** What changed when, and the form for the next change. */
export function ChangesSection({ file }: { file: MemberFile }) {
  const busy = useMemberFile((state) => state.busy)
  const act = useMemberFile((state) => state.act)
  const [field, setField] = useState<ChangeField>('status')
  const [change, setChange] = useState<PersonChange>(firstValue('status'))
  const [from, setFrom] = useState(today())
  const choose = (next: ChangeField) => { setField(next); setChange(firstValue(next)) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void act((personId) => callApi('members.recordChange', { personId, from, change }))
  }
  const findings = file.findings.filter(({ field: at }) => at === 'status' || at === 'posts')
  return (
    <>
      {findings.map(({ kind, message, rule }) => <p key={kind} className="amber-text sm">{message}<span className="mut">（{rule}）</span></p>)}
      <form className="change-form" onSubmit={submit}>
        <h3>登记变动</h3>
        <div className="pair">
          <div><label className="label" htmlFor="change-from">自何日起</label><DateInput id="change-from" value={from} onChange={setFrom} /></div>
          <div><label className="label" htmlFor="change-field">变动</label>
            <select id="change-field" className="input" value={field} onChange={(event) => choose(fields.find((f) => f === event.target.value) ?? 'status')}>{fields.map((f) => <option key={f} value={f}>{changeFieldNames[f]}</option>)}</select></div>
        </div>
        <ChangeValue change={change} onChange={setChange} />
        <div className="row between"><span className="mut sm">以前的会议仍按当天的名册</span><button className="btn primary" type="submit" disabled={busy}>登记变动</button></div>
      </form>
      <div><h3>变动记录</h3>
        <ul className="history">
          {file.history.map((c) => (
            <li key={c.id}><span className="num">{chineseDate(c.from)}</span><span><span className="mut">{changeFieldNames[c.field]}</span> {changeInWords(c)}</span>
              <button className="btn quiet small" type="button" disabled={busy} aria-label={`删除：${chineseDate(c.from)}${changeInWords(c)}`} onClick={() => void act(() => callApi('members.removeChange', { changeId: c.id }))}>删除</button></li>
          ))}
        </ul></div>
    </>
  )
}

/** A 留党察看 asks to consider the vote; the officer decides. */
export function VoteProposal({ file }: { file: MemberFile }) {
  const { act, showSanctions } = useMemberFile.getState()
  const sanctions = useMemberFile((state) => state.sanctions)
  const busy = useMemberFile((state) => state.busy)
  if (file.proposal === null) return null
  if (sanctions === null) {
    return <div className="notice warn" role="status"><span>处分情况与表决权的登记不一致，请核对。</span><button className="btn small" type="button" onClick={() => void showSanctions()}>查看处分</button></div>
  }
  const stops = file.proposal === 'stopVote'
  const since = sanctions.filter(({ kind }) => kind.startsWith('probation')).map(({ decidedOn, liftedOn, effectUntil }) => (stops ? decidedOn : liftedOn ?? effectUntil ?? today())).sort().at(-1) ?? today()
  return (
    <div className="notice warn" role="status">
      <span>{stops ? `留党察看期间没有表决权（选举条例第5条），现在登记的仍有表决权。` : '留党察看已到期或解除，表决权仍登记为停止。'}是否登记由支部决定。</span>
      <button className="btn small" type="button" disabled={busy} onClick={() => void act((personId) => callApi('members.recordChange', { personId, from: since, change: { field: 'vote', value: stops ? '留党察看' : null } }))}>{stops ? `自${chineseDate(since)}停止表决权` : `自${chineseDate(since)}恢复表决权`}</button>
    </div>
  )
}
