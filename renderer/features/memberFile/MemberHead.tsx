import { type FormEvent, useState } from 'react'
import type { MemberFile } from '../../../shared/domain/memberFile.ts'
import { postNames, statusNames } from '../../../shared/domain/person.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useMemberFile } from './memberFileStore.ts'

/** 书记 · 办公室 · 第一党小组, as of the day of the file. */
export function standingLine({ standing, values }: MemberFile): string {
  const text = (code: string) => values.find((value) => value.code === code)?.text ?? ''
  const { status, posts, group } = standing
  return [posts.map((post) => postNames[post]).join('、') || (status === null ? '' : statusNames[status]), [text('department'), text('job')].filter((part) => part !== '').join(' '), group ?? ''].filter((part) => part !== '').join(' · ')
}

/** How much of a file is there, and what is missing. */
export function CompletenessBar({ file: { completeness: { percent, missing } } }: { file: MemberFile }) {
  return (
    <p className="completeness sm"><span className="bar" aria-hidden="true"><span style={{ width: `${percent}%` }} /></span>{missing.length === 0 ? <span className="green-text">档案齐全</span> : <span className="mut" title={missing.map(({ label }) => label).join('、')}>缺{missing.length}项：{missing.slice(0, 4).map(({ label }) => label).join('、')}{missing.length > 4 && '等'}</span>}</p>
  )
}

/** The name, and the form that corrects it. Two people of one name are told apart by brackets. */
export function NameLine({ file, level = 'h2' }: { file: MemberFile; level?: 'h1' | 'h2' }) {
  const act = useMemberFile((state) => state.act)
  const busy = useMemberFile((state) => state.busy)
  const [name, setName] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name !== null && name.trim() !== '') void act((personId) => callApi('members.rename', { personId, name })).then((done) => { if (done) setName(null) })
  }
  const Heading = level
  if (name === null) return <div className="row name-line"><Heading>{file.name}</Heading>{file.standing.left && <span className="tag amber">已离开</span>}<button className="btn quiet small" type="button" onClick={() => setName(file.name)}>改正姓名</button></div>
  return <form className="row" onSubmit={submit}><input className="input" aria-label="姓名" autoFocus value={name} maxLength={30} placeholder="同名的写成：张伟（二组）" onChange={(event) => setName(event.target.value)} /><button className="btn" type="submit" disabled={busy}>改正</button><button className="btn quiet" type="button" onClick={() => setName(null)}>不改</button></form>
}

/** What the last act failed of. */
export function ActError() {
  const error = useMemberFile((state) => state.error)
  const forget = useMemberFile((state) => state.forget)
  if (!error) return null
  return <div className="with-close"><ErrorNotice sentence={error.sentence}>{error.fields.map((f) => <span key={f.path}>{f.message}</span>)}</ErrorNotice><button className="btn quiet small" type="button" onClick={() => forget('error')}>收起</button></div>
}

/** Only for somebody entered by mistake: whoever stands in records leaves by a dated change. */
export function RemovePerson({ file, onGone }: { file: MemberFile; onGone(): void }) {
  const act = useMemberFile((state) => state.act)
  const busy = useMemberFile((state) => state.busy)
  const [removing, setRemoving] = useState(false)
  if (file.inRecords) return null
  if (!removing) return <button className="btn quiet small" type="button" onClick={() => setRemoving(true)}>登记错了，从名册删除…</button>
  // The file is gone before the act is told: nothing is read of it any more.
  const remove = () => void act(async (personId) => { await callApi('members.remove', { personId }); onGone() })
  return <div className="notice warn"><span>把{file.name}连同档案、材料和变动记录从名册删除？只用于登记错了的人；离开支部的请登记变动。删除后在回收站放30天。</span><span className="row"><button className="btn" type="button" disabled={busy} onClick={remove}>删除{file.name}</button><button className="btn quiet" type="button" onClick={() => setRemoving(false)}>不删</button></span></div>
}
