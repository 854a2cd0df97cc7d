import { type FormEvent, useState } from 'react'
import { followUpKinds, type FollowUpKind } from '../../../shared/domain/followUp.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import type { WorkspaceInfo } from '../../../shared/domain/workspace.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useSaveInfo } from '../session/index.ts'

/** Which kinds of meeting begin with 上次议定事项落实情况. */
export function FollowUpCard({ info: { followUp } }: { info: WorkspaceInfo }) {
  const [kinds, setKinds] = useState<readonly FollowUpKind[]>(followUp)
  const { busy, error, save } = useSaveInfo()
  const isSame = followUpKinds.every((kind) => kinds.includes(kind) === followUp.includes(kind))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(() => callApi('workspace.setFollowUp', { kinds: [...kinds] }))
  }
  return (
    <form className="card" aria-labelledby="settings-follow" onSubmit={submit}>
      <h2 id="settings-follow">上次议定事项落实情况</h2>
      <fieldset className="choices"><legend className="label">新登记时自动写在开头的会议</legend>
        {followUpKinds.map((kind) => <label key={kind}><input type="checkbox" checked={kinds.includes(kind)} onChange={({ target }) => setKinds(followUpKinds.filter((each) => (each === kind ? target.checked : kinds.includes(each))))} />{kindFacts[kind].full}</label>)}</fieldset>
      <p className="mut sm">写明上次以来议定的和以前没有办结的事项办到哪里，写好后可以改。已经登记的会议不变。</p>
      {error && <ErrorNotice sentence={error.sentence} />}
      <div className="row"><button className="btn primary" type="submit" disabled={busy || isSame}>保存落实情况的设置</button></div>
    </form>
  )
}
