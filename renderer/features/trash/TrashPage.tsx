import { useEffect, useRef } from 'react'
import { chineseDate, localDay } from '../../../shared/domain/dates.ts'
import { keptDays, trashKindNames, type TrashRow } from '../../../shared/domain/journal.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { clockTime } from '../../lib/clock.ts'
import { useRoute } from '../session/index.ts'
import { useTrash } from './trashStore.ts'
import './trash.css'

/** How long it is still there. */
function Left({ days }: { days: number | null }) {
  if (days === null) return <span className="mut">已归档，一直保留</span>
  if (days === 0) return <span className="error-text">今天最后一天</span>
  return <span className={days <= 3 ? 'amber-text' : ''}>还剩{days}天</span>
}

/** Everything that was deleted, in one place: meetings, people, attachments, forms. */
export function TrashPage() {
  const { rows, total, more, failure, refused, restored, busy, read, readOn, forget, leave } = useTrash()
  const go = useRoute((state) => state.go)
  const said = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    void read()
    return leave
  }, [read, leave])
  useEffect(() => { if (restored !== null) said.current?.focus() }, [restored])
  return (
    <div className="page trash">
      <div className="page-head">
        <div><p className="sm"><button className="btn link" type="button" onClick={() => go({ screen: 'settings' })}>设置</button></p><h1>回收站</h1>
          <p className="mut sm">删除的会议、人员、附件、材料和模板在这里放{keptDays}天，期间随时可以恢复；满{keptDays}天才真正清理。{rows !== null && total > 0 && `现有${total}项。`}</p></div>
        <button className="btn" type="button" onClick={() => go({ screen: 'journal' })}>查看操作记录</button>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read()} />}
      {refused && <div className="with-close"><ErrorNotice sentence={refused.error.sentence}><span>（{refused.name}）</span></ErrorNotice><button className="btn quiet small" type="button" onClick={forget}>收起</button></div>}
      {restored !== null && <div className="notice" role="status"><span>已恢复{restored}</span><button ref={said} className="btn quiet small" type="button" onClick={forget}>收起</button></div>}
      {rows === null ? !failure && <p className="mut" role="status">正在读取回收站…</p> : rows.length === 0 ? (
        <div className="empty"><p>回收站是空的。</p><p className="mut sm">删除的会议、人员、附件、材料和模板会先放在这里，{keptDays}天内都能恢复。</p></div>
      ) : (
        <div className="table-room" role="region" aria-label="回收站里的内容" tabIndex={0}>
          <table className="plain trash-table">
            <colgroup><col style={{ width: 64 }} /><col /><col style={{ width: '30%' }} /><col style={{ width: 176 }} /><col style={{ width: 140 }} /><col style={{ width: 76 }} /></colgroup>
            <thead><tr><th>类型</th><th>名称</th><th>说明</th><th>删除时间</th><th>还剩</th><th>恢复</th></tr></thead>
            <tbody>{rows.map((row) => <Row key={`${row.kind} ${row.id}`} row={row} />)}</tbody>
          </table>
          {more && <p className="trash-more"><button className="btn" type="button" disabled={busy} onClick={() => void readOn()}>{busy ? '正在读取…' : '看更早删除的'}</button></p>}
        </div>
      )}
    </div>
  )
}

function Row({ row }: { row: TrashRow }) {
  const { busy, restore } = useTrash()
  const { kind, name, note, removedAt, daysLeft } = row
  return (
    <tr>
      <td>{trashKindNames[kind]}</td>
      <td title={name}><b>{name}</b></td>
      <td className="mut" title={note}>{note}</td>
      <td className="num">{chineseDate(localDay(new Date(removedAt)))} <span className="mut">{clockTime(removedAt)}</span></td>
      <td className="num"><Left days={daysLeft} /></td>
      <td><button className="btn small" type="button" disabled={busy} aria-label={`恢复${name}`} onClick={() => void restore(row)}>恢复</button></td>
    </tr>
  )
}
