import { type FormEvent, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { changeFieldNames, changeInWords, type ChangeField, type PersonChange } from '../../../shared/domain/person.ts'
import { standingOn } from '../../../shared/domain/roster.ts'
import { postNames, statusNames } from '../../../shared/domain/person.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { ChangeValue, firstValue } from './ChangeValue.tsx'
import { usePeople, type PersonFile } from './peopleStore.ts'

const fields: readonly ChangeField[] = ['status', 'posts', 'group', 'vote', 'left']

/** One person: what holds now, what changed when, and the form for the next change. */
export function PersonPanel({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const { recordChange, removeChange, rename, remove } = usePeople()
  const [field, setField] = useState<ChangeField>('status')
  const [change, setChange] = useState<PersonChange>(firstValue('status'))
  const [from, setFrom] = useState(today())
  const [name, setName] = useState<string | null>(null)
  const [removing, setRemoving] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const now = standingOn(person.history, today())

  const run = async (act: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await act()
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  const choose = (next: ChangeField) => { setField(next); setChange(firstValue(next)) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(() => recordChange(person.id, from, change))
  }
  const submitName = (event: FormEvent) => {
    event.preventDefault()
    if (name !== null && name.trim() !== '') void run(async () => { await rename(person.id, name); setName(null) })
  }

  return (
    <aside className="panel" aria-label={`${person.name}的档案`} onKeyDown={(event) => { if (event.key === 'Escape') onClose() }}>
      {name === null
        ? <div className="row between"><h2>{person.name}</h2><span className="row"><button className="btn quiet small" type="button" onClick={() => setName(person.name)}>改正姓名</button><button className="btn quiet small" type="button" onClick={onClose}>关闭</button></span></div>
        : <form className="row" onSubmit={submitName}><input className="input" aria-label="姓名" autoFocus value={name} maxLength={30} onChange={(event) => setName(event.target.value)} /><button className="btn" type="submit" disabled={busy}>改正</button><button className="btn quiet" type="button" onClick={() => setName(null)}>不改</button></form>}
      <dl className="facts">
        <dt>人员类别</dt><dd>{now.status === null ? '今天还不在册' : statusNames[now.status]}{now.left && <span className="tag amber">已离开</span>}</dd>
        <dt>党内职务</dt><dd>{now.posts.map((p) => postNames[p]).join('、') || '—'}</dd>
        <dt>党小组</dt><dd>{now.group ?? '—'}</dd>
        {now.noVote !== null && <><dt>表决权</dt><dd>停止（{now.noVote}）</dd></>}
      </dl>
      {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
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
      <h3>变动记录</h3>
      <ul className="history">
        {person.history.map((c) => (
          <li key={c.id}><span className="num">{chineseDate(c.from)}</span><span><span className="mut">{changeFieldNames[c.field]}</span> {changeInWords(c)}</span>
            <button className="btn quiet small" type="button" disabled={busy} aria-label={`删除：${chineseDate(c.from)}${changeInWords(c)}`} onClick={() => void run(() => removeChange(c.id))}>删除</button></li>
        ))}
      </ul>
      {!person.inRecords && (removing
        ? <div className="notice warn"><span>把{person.name}连同变动记录从名册删除？只用于登记错了的人；离开支部的请登记变动。</span><span className="row"><button className="btn" type="button" disabled={busy} onClick={() => void run(() => remove(person.id))}>删除{person.name}</button><button className="btn quiet" type="button" onClick={() => setRemoving(false)}>不删</button></span></div>
        : <button className="btn quiet small" type="button" onClick={() => setRemoving(true)}>登记错了，从名册删除…</button>)}
    </aside>
  )
}
