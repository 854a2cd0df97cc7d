import { Modal } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Input } from '../../../../shared/contract/index.ts'
import { chineseDate, type IsoDate } from '../../../../shared/domain/dates.ts'
import { posts as allPosts } from '../../../../shared/domain/person.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { act } from '../peopleStore.ts'
import type { ChangeDialogProps } from './CommitteeDialog.tsx'
import { useOrganisationOn } from './useOrganisationOn.ts'

interface FormProps { title: string; what: 'groups' | 'leader'; from: IsoDate; onFrom(from: IsoDate): void; changes: Input<'organisation.change'>['changes']; told: readonly string[]; children: ReactNode; verb: string }

/** The day, what is chosen, what becomes of it, and the act. */
function ChangeForm({ title, what, from, onFrom, changes, told, children, verb, onClose, onDone }: FormProps & Pick<ChangeDialogProps, 'onClose' | 'onDone'>) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || changes.length === 0) return
    setBusy(true)
    setError(null)
    try {
      await act(() => callApi('organisation.change', { what, from, changes }), onDone)
      await onDone()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  return (
    <Modal open title={title} footer={null} width={620} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <div style={{ width: 180 }}><label className="label" htmlFor="group-from">自何日起</label><DateInput id="group-from" value={from} onChange={onFrom} /></div>
        {children}
        {told.length > 0 && <ul className="before-after" aria-label="变动前后">{told.map((line) => <li key={line}>{line}</li>)}</ul>}
        {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
        <div className="row between"><span className="mut sm">以前的会议仍按当天的名册</span><button className="btn primary" type="submit" disabled={busy || changes.length === 0}>{busy ? '正在登记…' : verb}</button></div>
      </form>
    </Modal>
  )
}

/** 换组: several members into one group, or out of all. */
export function GroupDialog({ organisation: given, onClose, onDone }: ChangeDialogProps) {
  const [from, setFrom] = useState(given.on)
  const { groups, ungrouped } = useOrganisationOn(from, given).organisation
  const [target, setTarget] = useState(groups[0]?.name ?? '第一党小组')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const into = target.trim()
  const everybody = [...groups.flatMap(({ name: group, members }) => members.map((member) => ({ ...member, group }))), ...ungrouped.map((member) => ({ ...member, group: '' }))]
  const moved = everybody.filter(({ id, group }) => picked.has(id) && group !== into)
  const toggle = (id: string, isOn: boolean) => setPicked((known) => { const next = new Set(known); if (isOn) next.add(id); else next.delete(id); return next })
  return (
    <ChangeForm title="调整党小组" what="groups" from={from} onFrom={setFrom} onClose={onClose} onDone={onDone} verb={moved.length === 0 ? '调整' : `调整${moved.length}人`}
      changes={moved.map(({ id }) => ({ personId: id, change: { field: 'group', value: into === '' ? null : into } }))}
      told={moved.slice(0, 30).map(({ name, group, isLeader }) => `${name}　${group || '没有编入'} → ${into || '不编入党小组'}${isLeader ? '（现在是组长，调整后请另登记组长）' : ''}`)}>
      <div><label className="label" htmlFor="group-target">编入（可以写新的党小组；留空就是不编入）</label><input id="group-target" className="input" list="group-names" maxLength={40} value={target} onChange={(event) => setTarget(event.target.value)} />
        <datalist id="group-names">{groups.map(({ name }) => <option key={name} value={name}>{name}</option>)}</datalist></div>
      {[...groups.map(({ name, members }) => ({ name, members })), ...(ungrouped.length > 0 ? [{ name: '没有编入', members: ungrouped }] : [])].map(({ name, members }) => (
        <fieldset key={name} className="choices"><legend className="label">{name}（{members.length}）</legend>
          <div className="picked">{members.map((member) => <label key={member.id}><input type="checkbox" checked={picked.has(member.id)} onChange={(event) => toggle(member.id, event.target.checked)} />{member.name}{member.isLeader ? '（组长）' : ''}</label>)}</div></fieldset>
      ))}
    </ChangeForm>
  )
}

/** Who leads a group from a day on; who led it does no more. */
export function LeaderDialog({ organisation: given, onClose, onDone }: ChangeDialogProps) {
  const [from, setFrom] = useState(given.on)
  const { groups, candidates } = useOrganisationOn(from, given).organisation
  const [name, setName] = useState(groups.find(({ leaders }) => leaders.length === 0)?.name ?? groups[0]?.name ?? '')
  const [leader, setLeader] = useState('')
  const group = groups.find((each) => each.name === name)
  const full = (group?.members ?? []).filter(({ status }) => status === 'fullMember')
  const postsOf = (id: string) => candidates.find((candidate) => candidate.id === id)?.posts ?? []
  const wanted = full.flatMap(({ id, name: who, isLeader }) => {
    if (leader === '' || isLeader === (id === leader)) return []
    return [{ id, who, posts: allPosts.filter((post) => (post === 'groupLeader' ? id === leader : postsOf(id).includes(post))) }]
  })
  return (
    <ChangeForm title="登记党小组组长" what="leader" from={from} onFrom={setFrom} onClose={onClose} onDone={onDone} verb="登记组长"
      changes={wanted.map(({ id, posts }) => ({ personId: id, change: { field: 'posts', value: posts } }))}
      told={wanted.map(({ id, who }) => `${who}　${id === leader ? `任${name}组长` : `不再任${name}组长`}（${chineseDate(from)}起）`)}>
      <div className="pair">
        <div><label className="label" htmlFor="leader-group">党小组</label><select id="leader-group" className="input" value={name} onChange={(event) => { setName(event.target.value); setLeader('') }}>{groups.map((each) => <option key={each.name} value={each.name}>{each.name}</option>)}</select></div>
        <div><label className="label" htmlFor="leader-person">组长（由支部指定或小组党员推荐）</label><select id="leader-person" className="input" value={leader} onChange={(event) => setLeader(event.target.value)}><option value="">（请选）</option>{full.map(({ id, name: who, isLeader }) => <option key={id} value={id}>{who}{isLeader ? '（现任）' : ''}</option>)}</select></div>
      </div>
    </ChangeForm>
  )
}
