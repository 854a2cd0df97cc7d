import { useEffect, useState } from 'react'
import { chineseDate, weekdayOf } from '../../../shared/domain/dates.ts'
import { meetingKindNames, type MeetingRow } from '../../../shared/domain/meeting.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useComposedText } from '../../components/composedText.ts'
import { useRoute } from '../session/index.ts'
import { useMeetings } from './meetingsStore.ts'
import './meetings.css'

/** All meetings, newest first, and the one way to record another. */
export function MeetingsPage() {
  const { filter, rows, total, inTrash, failure, reading, removed, show, more, restore } = useMeetings()
  const newMeeting = useRoute((state) => state.newMeeting)
  useEffect(() => { void show({ text: '', year: null, deleted: false }) }, [show])

  const filtered = filter.text !== '' || filter.year !== null || filter.deleted
  const nothingYet = rows?.length === 0 && !filtered
  return (
    <div className="page">
      <div className="page-head">
        <div><h1>{filter.deleted ? '会议回收站' : '会议'}</h1><p className="mut sm" role="status">{rows === null || nothingYet ? '' : `${filtered && !filter.deleted ? '找到' : '共'}${total}次`}</p></div>
        {!nothingYet && <button className="btn primary" type="button" onClick={newMeeting}>登记会议</button>}
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void show({})} />}
      {removed && (
        <div className="notice warn" role="status"><span>“{removed.title || '未写名称的会议'}”已移到回收站</span>
          <span className="row"><button className="btn" type="button" onClick={() => void restore(removed.id)}>恢复</button><button className="btn quiet" type="button" onClick={() => useMeetings.setState({ removed: null })}>收起</button></span></div>
      )}
      {rows === null ? !failure && <p className="mut" role="status">正在读取会议…</p> : (
        <>
          {(!nothingYet || inTrash > 0) && <Filters />}
          {nothingYet ? (
            <div className="empty">
              <p>还没有会议记录。从一次支委会开始，十分钟就能导出会议记录。</p>
              <p className="mut sm">应到、签到和表决权从“党员”名册取当天的情况，不用另填。</p>
              <button className="btn primary" type="button" autoFocus onClick={newMeeting}>登记会议</button>
            </div>
          ) : rows.length === 0 ? (
            <div className="empty"><p>{filter.deleted && filter.text === '' && filter.year === null ? '回收站是空的。' : '没有符合条件的会议。'}</p><button className="btn" type="button" onClick={() => void show({ text: '', year: null, deleted: false })}>看全部会议</button></div>
          ) : (
            <div className="table-room" tabIndex={0} role="region" aria-label="会议列表" aria-busy={reading} onScroll={(event) => {
              const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
              if (scrollHeight - scrollTop - clientHeight < 400) void more()
            }}>
              <table className="plain list meetings">
                <thead><tr><th className="when">日期</th><th>会议</th><th className="where">地点</th><th className="chair">主持人</th><th className="r">到会</th><th className="r">议题</th><th className="r">{filter.deleted ? '恢复' : '任务'}</th></tr></thead>
                <tbody>{rows.map((row) => <Row key={row.id} row={row} deleted={filter.deleted} />)}</tbody>
              </table>
              {rows.length < total && <p className="mut sm more"><button className="btn quiet small" type="button" disabled={reading} onClick={() => void more()}>{reading ? '正在读取…' : `再看${Math.min(100, total - rows.length)}次`}</button></p>}
            </div>
          )}
        </>
      )}
    </div>
  )
}

function Filters() {
  const { filter, years, show } = useMeetings()
  const [text, setText] = useState(filter.text)
  const bind = useComposedText(text, (typed) => { setText(typed); void show({ text: typed.trim() }) })
  return (
    <div className="row wrap filters" role="search">
      <input {...bind} className="input" type="search" placeholder="会议名称、议题、决定、地点、人名" aria-label="查找会议" maxLength={100} spellCheck={false} />
      <select className="input" aria-label="年份" value={filter.year ?? ''} onChange={(event) => void show({ year: event.target.value === '' ? null : Number(event.target.value) })}>
        <option value="">全部年份</option>{years.map((year) => <option key={year} value={year}>{year}年</option>)}</select>
      <label className="check"><input type="checkbox" checked={filter.deleted} onChange={(event) => void show({ deleted: event.target.checked })} />看回收站</label>
    </div>
  )
}

function Row({ row, deleted }: { row: MeetingRow; deleted: boolean }) {
  const go = useRoute((state) => state.go)
  const restore = useMeetings((state) => state.restore)
  const title = row.title || `${meetingKindNames[row.kind].full}（未写名称）`
  return (
    <tr>
      <td className="num when">{chineseDate(row.heldOn)}<span className="mut sm">　{weekdayOf(row.heldOn)} {row.startsAt}</span></td>
      <td className="name" title={title}>{deleted ? title : <button className="row-link" type="button" onClick={() => go({ screen: 'meeting', meetingId: row.id, isNew: false })}>{title}</button>}</td>
      <td className="where" title={row.place}>{row.place}</td>
      <td className="chair" title={row.chair}>{row.chair}</td>
      <td className="num r">{row.present}/{row.expected}</td>
      <td className="num r">{row.agendaItems}</td>
      <td className="num r">{deleted ? <button className="btn small" type="button" onClick={() => void restore(row.id)}>恢复</button> : row.actions}</td>
    </tr>
  )
}
