import { type FormEvent, useEffect, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { fieldOf, type FieldCode } from '../../../shared/domain/memberFields.ts'
import { readFieldValue } from '../../../shared/domain/memberValue.ts'
import { statuses, statusNames, type PersonStatus } from '../../../shared/domain/person.ts'
import { CodeInput } from '../../components/CodeInput.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { LineInput } from '../../components/LineInput.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { loadPinyin } from '../../lib/pinyin.ts'
import { registerTyped, useRoute } from '../session/index.ts'
import { act, usePeople } from './peopleStore.ts'
import { useRoster } from './rosterStore.ts'

/** What may be told at once; everything else is asked by the file. */
const everybody: readonly FieldCode[] = ['gender', 'birthOn', 'idNumber', 'mobile', 'department']
const datesOf: Record<PersonStatus, readonly FieldCode[]> = {
  nonMember: [], applicant: ['appliedOn'], activist: ['appliedOn', 'activistOn'], prospect: ['appliedOn', 'prospectOn'], probationaryMember: ['joinedOn'], fullMember: ['joinedOn', 'fullOn'],
}
type Typed = Partial<Record<FieldCode, string>>

/** After an undo nobody's file may be open who is not there any more. */
const showAgain = (id: string) => async () => {
  await usePeople.getState().load()
  const { route, go } = useRoute.getState()
  if (route?.screen === 'member' && route.personId === id) go({ screen: 'people' })
}

/** One new person, who need not be a member, as one act; then the file of the person. */
export function NewPersonForm({ onDone }: { onDone(): void }) {
  const go = useRoute((state) => state.go)
  const groups = useRoster((state) => state.counts?.groups) ?? []
  const [name, setName] = useState('')
  const [status, setStatus] = useState<PersonStatus | ''>('')
  const [group, setGroup] = useState('')
  const [from, setFrom] = useState<IsoDate>(today())
  const [typed, setTyped] = useState<Typed>({})
  const [refused, setRefused] = useState<Typed>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const hasTyped = name.trim() !== '' || Object.values(typed).some((text) => text.trim() !== '')
  useEffect(() => registerTyped(() => hasTyped), [hasTyped])
  useEffect(() => { void loadPinyin() }, [])
  const codes = [...everybody, ...(status === '' ? [] : datesOf[status])]

  /** Why what stands in the field does not fit, told when it is left; also asked before anything is stored. */
  const refusalOf = (code: FieldCode): string | null => {
    const read = readFieldValue(code, typed[code] ?? '', today())
    return 'refused' in read ? read.refused : null
  }
  const judge = (code: FieldCode) => setRefused((all) => Object.fromEntries(codes.flatMap((one) => { const why = one === code ? refusalOf(one) : all[one] ?? null; return why === null ? [] : [[one, why]] })))
  // Typed on, the reason goes at once: it must not go while the button is pressed, which would move from under the pointer.
  const type = (code: FieldCode, text: string) => {
    setTyped((all) => ({ ...all, [code]: text }))
    setRefused((all) => Object.fromEntries(Object.entries(all).filter(([one]) => one !== code)))
  }
  const register = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || name.trim() === '' || status === '') return
    const wrong = codes.flatMap((code) => { const why = refusalOf(code); return why === null ? [] : [[code, why] as const] })
    setRefused(Object.fromEntries(wrong))
    const [first] = wrong
    if (first) return document.getElementById(`new-${first[0]}`)?.focus()
    setBusy(true)
    setError(null)
    try {
      let id = ''
      await act(async () => {
        const fields = Object.fromEntries(codes.flatMap((code) => (typed[code]?.trim() ? [[code, typed[code]]] : [])))
        ;({ id } = await callApi('members.save', { name, status, from, fields, ...(group === '' ? {} : { group }) }))
      }, () => showAgain(id)())
      onDone()
      go({ screen: 'member', personId: id })
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  return (
    <form className="stack" onSubmit={(event) => void register(event)}>
      {error && <ErrorNotice sentence={error.sentence}><ul>{error.fields.map((field) => <li key={field.path}>{field.message}</li>)}</ul></ErrorNotice>}
      <div className="three">
        <div><label className="label" htmlFor="new-name">姓名</label><LineInput id="new-name" field="newPerson.name" value={name} maxLength={30} onChange={setName} /></div>
        <div><label className="label" htmlFor="new-status">人员类别</label><select id="new-status" className="input" value={status} onChange={({ target }) => setStatus(statuses.find((one) => one === target.value) ?? '')}>
          <option value="" disabled>请选择</option>{statuses.map((one) => <option key={one} value={one}>{statusNames[one]}</option>)}</select></div>
        <div><label className="label" htmlFor="new-from">自何日起</label><DateInput id="new-from" value={from} onChange={setFrom} /></div>
        <div><label className="label" htmlFor="new-group">党小组</label><select id="new-group" className="input" value={group} onChange={({ target }) => setGroup(target.value)}>
          <option value="">先不编入</option>{groups.map((one) => <option key={one.name} value={one.name}>{one.name}</option>)}</select></div>
        {codes.map((code) => (
          <div key={code}>
            <label className="label" htmlFor={`new-${code}`}>{fieldOf[code].label}<span className="mut">（可不填）</span></label>
            <Control code={code} value={typed[code] ?? ''} invalid={refused[code] !== undefined} onChange={(text) => type(code, text)} onLeave={() => judge(code)} />
            {refused[code] !== undefined && <p className="error-text sm" role="alert" id={`new-${code}-note`}>{refused[code]}</p>}
          </div>
        ))}
      </div>
      <div className="row between">
        <p className="mut sm">群众、申请人、积极分子也在这里登记，以后身份变了只登记变动。党内职务和其他内容在档案里填。</p>
        <button className="btn primary" type="submit" disabled={busy || name.trim() === '' || status === ''}>{busy ? '正在登记…' : '登记并打开档案'}</button>
      </div>
    </form>
  )
}

interface ControlProps { code: FieldCode; value: string; invalid: boolean; onChange(text: string): void; onLeave(): void }
function Control({ code, value, invalid, onChange, onLeave }: ControlProps) {
  const { form, codes = [], max = 40 } = fieldOf[code]
  const id = `new-${code}`
  const note = invalid ? { describedBy: `${id}-note` } : {}
  if (form === 'code') return <CodeInput id={id} field={`newPerson.${code}`} value={value} options={codes.map(({ label }) => label)} invalid={invalid} onChange={onChange} onLeave={onLeave} {...note} />
  return <LineInput id={id} field={`newPerson.${code}`} value={value} maxLength={max} numeric={form !== 'line' && form !== 'idNumber'} onChange={onChange} onLeave={onLeave} {...(form === 'partialDate' ? { placeholder: '1985.06 或 1985.06.22' } : {})} />
}
