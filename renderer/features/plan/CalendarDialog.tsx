import { Modal } from 'antd'
import { useState } from 'react'
import { chineseMonthDay, type IsoDate } from '../../../shared/domain/dates.ts'
import { businessKindExamples, businessKindNames, businessKinds, type BusinessKind } from '../../../shared/domain/plan.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { ChoiceField, Field, FormFault, LineField } from '../fusion/index.ts'
import { Refused } from './Refused.tsx'
import { rangesIn } from './days.ts'
import { act, type Plan } from './planStore.ts'

const fields = ['title', 'from', 'to', 'personId', 'name']
const range = (from: IsoDate, to: IsoDate): string => (from === to ? chineseMonthDay(from) : `${chineseMonthDay(from)}至${chineseMonthDay(to)}`)

/** What the year is planned around: the unit's business and who is away; holidays and worked weekends as the unit enters them. */
export function CalendarDialog({ plan, onClose }: { plan: Plan; onClose(): void }) {
  return (
    <Modal open title={`${plan.year}年的日历和节假日`} footer={null} width={720} mask={{ closable: false }} onCancel={onClose} closable={{ 'aria-label': '关闭' }} style={{ top: 32 }}>
      <div className="plan-calendar">
        <Business plan={plan} />
        <Holidays plan={plan} />
      </div>
    </Modal>
  )
}

function Business({ plan }: { plan: Plan }) {
  const { year, business, people } = plan
  const first = `${year}-01-01`
  const [kind, setKind] = useState<BusinessKind>('market')
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(first)
  const [person, setPerson] = useState('')
  const saving = useAct()
  const removing = useAct()
  const personId = kind === 'away' ? person || people[0]?.id || null : null
  const submit = () => saving.run(() => act(() => callApi('plan.saveBusiness', { kind, title, from, to, personId })), () => setTitle(''))
  return (
    <section aria-labelledby="plan-business">
      <h2 id="plan-business">业务日历</h2>
      {business.length === 0 ? <p className="mut sm">还没有登记。元春销售、市场检查、质量月、安全月和谁外出，登记以后排计划会避开或者合并。</p> : (
        <ul className="plan-dates">{business.map(({ id, kind: of, title: name, from: begins, to: ends, person: who }) => (
          <li key={id}><span className="tag">{businessKindNames[of]}</span><span>{who}{name}</span><span className="mut num">{range(begins, ends)}</span><button className="btn quiet small" type="button" disabled={removing.busy} aria-label={`删除${who}${name}`} onClick={() => void removing.run(() => act(() => callApi('plan.removeBusiness', { id })))}>删除</button></li>
        ))}</ul>
      )}
      <Refused acting={removing} />
      <form className="form-entries" aria-label="登记业务日历" onSubmit={(event) => { event.preventDefault(); if (title.trim() !== '') void submit() }}>
        <ChoiceField label="类别" value={kind} options={businessKinds} names={businessKindNames} onChange={setKind} />
        <LineField label="名称" field="title" value={title} maxLength={40} acting={saving} placeholder={businessKindExamples[kind]} onChange={setTitle} />
        <Field label="从" wrong={saving.at('from')}>{(id) => <DateInput id={id} value={from} field="plan.from" onChange={(day) => { setFrom(day); if (day > to) setTo(day) }} />}</Field>
        <Field label="到" wrong={saving.at('to')}>{(id) => <DateInput id={id} value={to} field="plan.to" onChange={setTo} />}</Field>
        {kind === 'away' && <Field label="谁" wrong={saving.at('personId')}>{(id) => <select id={id} className="input" value={personId ?? ''} onChange={({ target }) => setPerson(target.value)}>{people.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select>}</Field>}
        <FormFault acting={saving} known={fields} />
        <div className="row wide"><button className="btn" type="submit" disabled={saving.busy || title.trim() === ''}>登记业务日历</button></div>
      </form>
    </section>
  )
}

function Holidays({ plan }: { plan: Plan }) {
  const { year, special } = plan
  const first = `${year}-10-01`
  const [name, setName] = useState('')
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(first)
  const [isOff, setOff] = useState(true)
  const saving = useAct()
  const removing = useAct()
  return (
    <section aria-labelledby="plan-holidays">
      <h2 id="plan-holidays">节假日和调休</h2>
      {special.length === 0 ? <p className="mut sm">这一年没有节假日数据。公布以后在下面录入放假和调休上班的日子。</p> : (
        <ul className="plan-dates">{rangesIn(plan).map(({ from: begins, to: ends, off, name: words, isOwn }) => (
          <li key={begins}><span className={`tag ${off ? 'green' : 'amber'}`}>{off ? '放假' : '上班'}</span><span>{words}</span><span className="mut num">{range(begins, ends)}</span>{isOwn ? <button className="btn quiet small" type="button" disabled={removing.busy} aria-label={`删除${range(begins, ends)}${words}`} onClick={() => void removing.run(() => act(() => callApi('plan.removeDays', { from: begins, to: ends })))}>删除</button> : <span className="mut sm">软件自带</span>}</li>
        ))}</ul>
      )}
      <Refused acting={removing} />
      <form className="form-entries" aria-label="录入节假日" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') void saving.run(() => act(() => callApi('plan.saveDays', { from, to, isOff, name })), () => setName('')) }}>
        <LineField label="名称" field="name" value={name} maxLength={20} acting={saving} placeholder={isOff ? '例：国庆节放假' : '例：国庆节调休上班'} onChange={setName} />
        <fieldset className="choices"><legend className="label">这几天</legend>{([[true, '放假'], [false, '调休上班']] as const).map(([value, words]) => <label key={words}><input type="radio" name="plan-off" checked={isOff === value} onChange={() => setOff(value)} />{words}</label>)}</fieldset>
        <Field label="从" wrong={saving.at('from')}>{(id) => <DateInput id={id} value={from} field="plan.off.from" onChange={(day) => { setFrom(day); if (day > to) setTo(day) }} />}</Field>
        <Field label="到" wrong={saving.at('to')}>{(id) => <DateInput id={id} value={to} field="plan.off.to" onChange={setTo} />}</Field>
        <FormFault acting={saving} known={fields} />
        <div className="row wide"><button className="btn" type="submit" disabled={saving.busy || name.trim() === ''}>录入节假日</button></div>
      </form>
    </section>
  )
}
