import { useEffect, useState } from 'react'
import type { MemberFile, TimelineEntry } from '../../../shared/domain/memberFile.ts'
import { chinesePartialDate } from '../../../shared/domain/partialDate.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { leave, useRoute } from '../session/index.ts'

const pageSize = 40
const when = (entry: TimelineEntry): string => (entry.kind === 'review' ? `${entry.on.slice(0, 4)}年` : chinesePartialDate(entry.on))

function Entry({ entry }: { entry: TimelineEntry }) {
  const go = useRoute((state) => state.go)
  const { title, note, meetingId } = entry
  return (
    <li>
      <p><span className="num when">{when(entry)}</span>{meetingId === null ? title : <button className="btn link plain-link" type="button" title="打开会议记录" onClick={() => void leave(() => go({ screen: 'meeting', meetingId, newKind: null }))}>{title}</button>}</p>
      {note !== '' && <p className="mut sm">{note}</p>}
    </li>
  )
}

/** Everything that happened to a person, newest first; the first few, or all page by page. */
export function Timeline({ file, few }: { file: MemberFile; few?: number }) {
  const { id } = file
  const [entries, setEntries] = useState<TimelineEntry[] | null>(null)
  const [more, setMore] = useState(false)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const [again, setAgain] = useState(0)
  useEffect(() => {
    let ended = false
    callApi('members.timeline', { id, limit: few ?? pageSize }).then((page) => {
      if (ended) return
      setEntries(page.entries)
      setMore(page.more)
      setFailure(null)
    }, (thrown: unknown) => { if (!ended) setFailure(asApiError(thrown)) })
    return () => { ended = true }
    // The file is another one after each act.
  }, [id, few, again, file])
  const readOn = async () => {
    const last = entries?.at(-1)
    if (!entries || !last || busy) return
    setBusy(true)
    try {
      const page = await callApi('members.timeline', { id, limit: pageSize, before: { on: last.on, key: last.key } })
      setEntries([...entries, ...page.entries])
      setMore(page.more)
    } catch (thrown) {
      setFailure(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  if (failure) return <ErrorNotice sentence={failure.sentence} onAct={() => setAgain(again + 1)} />
  if (entries === null) return <p className="mut" role="status">正在读取时间线…</p>
  if (entries.length === 0) return <p className="mut sm">还没有记录。开会、变动、奖惩和材料会自动排在这里。</p>
  return (
    <>
      <ol className="timeline">{entries.map((entry) => <Entry key={entry.key} entry={entry} />)}</ol>
      {more && few === undefined && <button className="btn" type="button" disabled={busy} onClick={() => void readOn()}>{busy ? '正在读取…' : '看更早的'}</button>}
    </>
  )
}
