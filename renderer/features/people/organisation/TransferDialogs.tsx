import { Modal } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import type { Input } from '../../../../shared/contract/index.ts'
import { chineseDate } from '../../../../shared/domain/dates.ts'
import { directionNames, mostValidDays, transferStateNames, transferStates, usualValidDays, type Transfer, type TransferDirection, type TransferState } from '../../../../shared/domain/transfer.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { PersonInput } from '../../../components/PersonInput.tsx'
import { callApi } from '../../../lib/callApi.ts'
import { today } from '../../../lib/clock.ts'
import { loadPinyin } from '../../../lib/pinyin.ts'
import { useSession } from '../../session/index.ts'
import { useDialogAct } from './useDialogAct.ts'

interface DialogProps { onClose(): void; onDone(): Promise<void> }

/** The facts of one transfer. Who comes in and is not known yet is named; who goes out is of the roster. */
export function TransferDialog({ transfer, onClose, onDone }: DialogProps & { transfer: Transfer | null }) {
  const info = useSession((state) => state.status?.info)
  const ours = info ? `${info.unit}${info.branch}` : ''
  const [people, setPeople] = useState<readonly { id: string; name: string }[]>([])
  const [name, setName] = useState(transfer?.personName ?? '')
  const [direction, setDirection] = useState<TransferDirection>(transfer?.direction ?? 'out')
  const [state, setState] = useState<TransferState>(transfer?.state ?? 'draft')
  const [texts, setTexts] = useState({ transferNo: transfer?.transferNo ?? '', fromOrg: transfer?.fromOrg ?? ours, toOrg: transfer?.toOrg ?? '', reason: transfer?.reason ?? '', note: transfer?.note ?? '' })
  const [issuedOn, setIssuedOn] = useState(transfer?.issuedOn ?? null)
  const [receivedOn, setReceivedOn] = useState(transfer?.receivedOn ?? null)
  const [validDays, setValidDays] = useState(String(transfer?.validDays ?? usualValidDays))
  const [duesPaidTo, setDues] = useState(transfer?.duesPaidTo ?? '')
  const { busy, error, run } = useDialogAct(onDone)
  useEffect(() => { void loadPinyin() }, [])
  // Asked with what is typed, so that a roster of any size is found in.
  useEffect(() => {
    let isOld = false
    callApi('members.list', { scope: 'all', columns: ['name'], text: name, limit: 100 }).then(({ rows }) => { if (!isOld) setPeople(rows.map(({ id, name: found }) => ({ id, name: found }))) }, () => undefined)
    return () => { isOld = true }
  }, [name])
  const known = people.find((person) => person.name === name.trim())
  const turn = (next: TransferDirection) => {
    setDirection(next)
    // Our own branch changes its side with the direction.
    if (texts.fromOrg === ours && texts.toOrg === '' && next === 'in') setTexts({ ...texts, fromOrg: '', toOrg: ours })
    if (texts.toOrg === ours && texts.fromOrg === '' && next === 'out') setTexts({ ...texts, fromOrg: ours, toOrg: '' })
  }
  const become = (next: TransferState) => {
    setState(next)
    if (next !== 'draft' && issuedOn === null) setIssuedOn(today())
    if (next === 'received' && receivedOn === null) setReceivedOn(today())
  }
  const text = (field: keyof typeof texts, label: string, max: number) => <div><label className="label" htmlFor={`transfer-${field}`}>{label}</label><input id={`transfer-${field}`} className="input" maxLength={max} value={texts[field]} onChange={(event) => setTexts({ ...texts, [field]: event.target.value })} /></div>
  const save = (event: FormEvent) => {
    event.preventDefault()
    const who: Pick<Input<'transfers.save'>, 'personId' | 'personName'> = transfer ? { personId: transfer.personId } : known ? { personId: known.id } : { personName: name }
    void run(() => callApi('transfers.save', { ...(transfer ? { id: transfer.id } : {}), ...who, ...texts, direction, state, issuedOn, receivedOn, validDays: Number(validDays), duesPaidTo: duesPaidTo === '' ? null : duesPaidTo }))
  }
  const isUnknown = transfer === null && direction === 'out' && name.trim() !== '' && !known
  return (
    <Modal open title={transfer ? `${transfer.personName}的组织关系转接` : '登记组织关系转接'} footer={null} width={680} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={save}>
        <div className="three">
          <fieldset className="choices"><legend className="label">转出还是转入</legend>{(['out', 'in'] as const).map((each) => <label key={each}><input type="radio" name="direction" checked={direction === each} onChange={() => turn(each)} />{directionNames[each]}</label>)}</fieldset>
          <div>{transfer ? <><span className="label">姓名</span><b>{transfer.personName}</b></> : <><label className="label" htmlFor="transfer-person">姓名</label><PersonInput id="transfer-person" label="姓名" field="transfer-person" value={name} people={people.map((person) => ({ name: person.name, note: '' }))} onChange={setName} maxLength={30} /></>}</div>
          <div><label className="label" htmlFor="transfer-state">状态</label><select id="transfer-state" className="input" value={state} onChange={(event) => become(transferStates.find((each) => each === event.target.value) ?? state)}>{transferStates.map((each) => <option key={each} value={each}>{transferStateNames[each]}</option>)}</select></div>
        </div>
        {isUnknown && <p className="amber-text">名册里没有“{name.trim()}”，转出的人要从名册里选。</p>}
        {transfer === null && direction === 'in' && name.trim() !== '' && !known && <p className="mut sm">名册里还没有{name.trim()}，会先建一份档案，接收以后由您登记进入支部。</p>}
        <div className="pair">{text('fromOrg', '转出组织', 120)}{text('toOrg', '转入组织', 120)}</div>
        <div className="three">
          {text('transferNo', '介绍信编号', 60)}
          <div><label className="label" htmlFor="transfer-issued">开具日期</label>{issuedOn === null ? <button id="transfer-issued" className="btn" type="button" onClick={() => setIssuedOn(today())}>填开具日期</button> : <DateInput id="transfer-issued" value={issuedOn} onChange={setIssuedOn} />}</div>
          <div><label className="label" htmlFor="transfer-days">有效天数（最多{mostValidDays}）</label><input id="transfer-days" className="input num" type="number" min={1} max={mostValidDays} required value={validDays} onChange={(event) => setValidDays(event.target.value)} /></div>
        </div>
        <div className="three">
          <div><label className="label" htmlFor="transfer-dues">党费交至</label><input id="transfer-dues" className="input num" type="month" min="1949-01" max="2199-12" value={duesPaidTo} onChange={(event) => setDues(event.target.value)} /></div>
          <div><label className="label" htmlFor="transfer-received">回执日期</label>{receivedOn === null ? <button id="transfer-received" className="btn" type="button" onClick={() => setReceivedOn(today())}>填回执日期</button> : <DateInput id="transfer-received" value={receivedOn} onChange={setReceivedOn} />}</div>
          {text('reason', '转接原因', 200)}
        </div>
        {text('note', '备注', 500)}
        {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
        <div className="row between">{transfer ? <button className="btn quiet" type="button" disabled={busy} onClick={() => void run(() => callApi('transfers.remove', { id: transfer.id }))}>删除这件转接</button> : <span className="mut sm">登记转接不改名册；接收以后会请您登记离开或进入。</span>}
          <button className="btn primary" type="submit" disabled={busy || name.trim() === '' || isUnknown}>{transfer ? '保存更改' : '登记转接'}</button></div>
      </form>
    </Modal>
  )
}

/** What a received transfer proposes for the roster, for the officer to record. */
export function MoveDialog({ transfer: { id, personName, proposal, receivedOn }, onClose, onDone }: DialogProps & { transfer: Transfer }) {
  const [status, setStatus] = useState<'fullMember' | 'probationaryMember'>('fullMember')
  const [group, setGroup] = useState('')
  const [groups, setGroups] = useState<readonly string[]>([])
  const { busy, error, run } = useDialogAct(onDone)
  useEffect(() => { callApi('members.list', { limit: 1, columns: ['name'] }).then(({ counts }) => setGroups(counts.groups.map(({ name }) => name)), () => undefined) }, [])
  const day = receivedOn === null ? '' : chineseDate(receivedOn)
  const isLeaving = proposal === 'leave'
  return (
    <Modal open title={isLeaving ? `登记${personName}离开支部` : `登记${personName}进入支部`} footer={null} width={480} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        <p>{isLeaving ? `自${day}起离开支部（组织关系转出），以后开会不再应到。以前的记录照旧。` : `自${day}起在册。类别以接收的材料为准。`}</p>
        {!isLeaving && (
          <div className="pair">
            <div><label className="label" htmlFor="move-status">人员类别</label><select id="move-status" className="input" value={status} onChange={(event) => setStatus(event.target.value === 'probationaryMember' ? 'probationaryMember' : 'fullMember')}><option value="fullMember">正式党员</option><option value="probationaryMember">预备党员</option></select></div>
            <div><label className="label" htmlFor="move-group">编入党小组</label><select id="move-group" className="input" value={group} onChange={(event) => setGroup(event.target.value)}><option value="">先不编入</option>{groups.map((name) => <option key={name} value={name}>{name}</option>)}</select></div>
          </div>
        )}
        {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
        <div className="row between"><button className="btn quiet" type="button" onClick={onClose}>先不登记</button><button className="btn primary" type="button" disabled={busy} onClick={() => void run(() => callApi('transfers.recordMove', { id, ...(isLeaving ? {} : { status, group: group === '' ? null : group }) }))}>{isLeaving ? '登记离开支部' : '登记进入支部'}</button></div>
      </div>
    </Modal>
  )
}
