import { useEffect, useState } from 'react'
import { chineseDate, localDay } from '../../../shared/domain/dates.ts'
import { accessActNames, type AccessEntry } from '../../../shared/domain/memberFile.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { clockTime } from '../../lib/clock.ts'
import { useRoute } from '../session/index.ts'

const pageSize = 50

/** Who looked at, copied, exported or erased which sensitive values, newest first; of one person or of everybody. */
export function AccessLog({ personId }: { personId?: string }) {
  const [entries, setEntries] = useState<AccessEntry[] | null>(null)
  const [more, setMore] = useState(false)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [from, setFrom] = useState<AccessEntry | undefined>(undefined)
  const [again, setAgain] = useState(0)
  useEffect(() => {
    let ended = false
    callApi('members.accessLog', { ...(personId === undefined ? {} : { personId }), ...(from ? { before: from.row } : {}), limit: pageSize }).then((page) => {
      if (ended) return
      setEntries((known) => (from ? [...known ?? [], ...page.entries] : page.entries))
      setMore(page.more)
      setFailure(null)
    }, (thrown: unknown) => { if (!ended) setFailure(asApiError(thrown)) })
    return () => { ended = true }
  }, [personId, from, again])
  if (failure) return <ErrorNotice sentence={failure.sentence} onAct={() => setAgain(again + 1)} />
  if (entries === null) return <p className="mut" role="status">正在读取查看记录…</p>
  if (entries.length === 0) return <p className="mut sm">还没有人看过敏感信息。显示、复制、导出身份证号、电话、住址等都会记在这里，一直保留。</p>
  return (
    <>
      <div className="access-room" role="region" aria-label="查看记录" tabIndex={0}>
        <table className="plain">
          <thead><tr><th>时间</th>{personId === undefined && <th>谁的</th>}<th>做了什么</th><th>操作人</th><th>用途</th></tr></thead>
          <tbody>{entries.map(({ row, at, who, act, name, fields, count, purpose }) => (
            <tr key={row}><td className="num">{chineseDate(localDay(new Date(at)))} <span className="mut">{clockTime(at)}</span></td>{personId === undefined && <td>{name || <span className="mut">{count > 1 ? `${count}人` : '已清除的人员'}</span>}</td>}<td>{accessActNames[act]}{fields}</td><td>{who}</td><td className="mut">{purpose}</td></tr>
          ))}</tbody>
        </table>
      </div>
      {more && <button className="btn small" type="button" onClick={() => setFrom(entries.at(-1))}>看更早的</button>}
    </>
  )
}

/** The same of everybody, as a page. */
export function AccessPage() {
  const go = useRoute((state) => state.go)
  return (
    <div className="page access-page">
      <div><p className="sm"><button className="btn link" type="button" onClick={() => go({ screen: 'settings' })}>设置</button></p><h1>查看记录</h1>
        <p className="mut sm">谁在什么时候看过、复制过、导出过谁的敏感信息。只记做了什么，不记内容；一直保留，不能删改。</p></div>
      <AccessLog />
    </div>
  )
}
