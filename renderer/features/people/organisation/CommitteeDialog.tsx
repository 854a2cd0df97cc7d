import { Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Organisation } from '../../../../shared/domain/organisation.ts'
import { changeInWords, isCommitteePost, postNames, posts as allPosts, type PartyPost } from '../../../../shared/domain/person.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { ErrorNotice } from '../../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../../lib/callApi.ts'
import { act } from '../peopleStore.ts'
import { useOrganisationOn } from './useOrganisationOn.ts'

export interface ChangeDialogProps { organisation: Organisation; onClose(): void; onDone(): Promise<void> }

const committeePosts = allPosts.filter(isCommitteePost)
type Holders = Partial<Record<PartyPost, string>>
const holdersOf = ({ committee }: Organisation): Holders => Object.fromEntries(committeePosts.flatMap((post) => {
  const holder = committee.find(({ posts }) => posts.includes(post))
  return holder ? [[post, holder.id]] : []
}))

/** What each full member holds after the election, where it differs from before. */
function changesFor({ candidates }: Organisation, holders: Holders): { personId: string; name: string; before: readonly PartyPost[]; after: PartyPost[] }[] {
  return candidates.flatMap(({ id, name, posts }) => {
    const after = allPosts.filter((post) => (isCommitteePost(post) ? holders[post] === id : posts.includes(post)))
    return after.join() === allPosts.filter((post) => posts.includes(post)).join() ? [] : [{ personId: id, name, before: posts, after }]
  })
}

/** 改选 or 增补: who holds which post from a day on, in one act; with a new term where the election begins one. */
export function CommitteeDialog({ organisation: given, onClose, onDone }: ChangeDialogProps) {
  const [from, setFrom] = useState<IsoDate>(given.on)
  const { organisation, error: unread } = useOrganisationOn(from, given)
  const [chosen, setChosen] = useState<{ on: IsoDate; holders: Holders } | null>(null)
  // On another day others hold the posts: what was chosen begins anew.
  const holders = chosen?.on === organisation.on ? chosen.holders : holdersOf(organisation)
  const [newTerm, setNewTerm] = useState(false)
  const [number, setNumber] = useState(String(Math.max(0, ...given.terms.map((term) => term.number)) + 1))
  const [approvalNo, setApproval] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const changes = changesFor(organisation, holders)
  const choose = (post: PartyPost, id: string) => {
    const { [post]: _, ...rest } = holders
    setChosen({ on: organisation.on, holders: id === '' ? rest : { ...rest, [post]: id } })
  }
  const seats = new Set(Object.values(holders)).size
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || changes.length === 0) return
    setBusy(true)
    setError(null)
    try {
      await act(() => callApi('organisation.change', {
        what: 'committee', from, changes: changes.map(({ personId, after }) => ({ personId, change: { field: 'posts', value: after } })),
        ...(newTerm ? { term: { number: Number(number), beganOn: from, approvalNo } } : {}),
      }), onDone)
      await onDone()
    } catch (thrown) {
      setError(asApiError(thrown))
      setBusy(false)
    }
  }
  return (
    <Modal open title="登记支委改选或增补" footer={null} width={760} onCancel={onClose} maskClosable={false} closable={{ 'aria-label': '关闭' }}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <div className="pair"><div><label className="label" htmlFor="committee-from">自何日起</label><DateInput id="committee-from" value={from} onChange={setFrom} /></div>
          <p className="mut sm" style={{ alignSelf: 'end' }}>没有变动的不用改。以前的会议仍按当天的支委。</p></div>
        <div className="post-rows">
          {committeePosts.map((post) => (
            <div key={post} style={{ display: 'contents' }}>
              <label htmlFor={`post-${post}`}>{postNames[post]}</label>
              <select id={`post-${post}`} className="input" value={holders[post] ?? ''} onChange={({ target }) => choose(post, target.value)}>
                <option value="">（没有）</option>{organisation.candidates.map(({ id, name, posts }) => <option key={id} value={id}>{name}{posts.length > 0 ? `　${posts.map((held) => postNames[held]).join('、')}` : ''}</option>)}</select>
            </div>
          ))}
        </div>
        <label className="row"><input type="checkbox" checked={newTerm} onChange={(event) => setNewTerm(event.target.checked)} />这次是换届，同时登记新一届（任期3年）</label>
        {newTerm && <div className="pair"><div><label className="label" htmlFor="committee-term">第几届</label><input id="committee-term" className="input num" type="number" min={1} max={200} required value={number} onChange={(event) => setNumber(event.target.value)} /></div>
          <div><label className="label" htmlFor="committee-approval">批复文号</label><input id="committee-approval" className="input" maxLength={100} value={approvalNo} onChange={(event) => setApproval(event.target.value)} /></div></div>}
        {changes.length > 0 && <ul className="before-after" aria-label="改选前后">{changes.map(({ personId, name, before, after }) => <li key={personId}><b>{name}</b>　{changeInWords({ field: 'posts', value: [...before] })} → <b>{changeInWords({ field: 'posts', value: after })}</b></li>)}</ul>}
        {unread && <ErrorNotice sentence={unread.sentence} />}
        {error && <ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice>}
        <div className="row between"><span className="mut" role="status">改后支委{seats}人</span><button className="btn primary" type="submit" disabled={busy || changes.length === 0 || organisation.on !== from}>{busy ? '正在登记…' : changes.length === 0 ? '登记' : `登记${changes.length}人的变动`}</button></div>
      </form>
    </Modal>
  )
}
