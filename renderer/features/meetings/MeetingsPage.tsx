import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { today } from '../../lib/clock.ts'
import { useRoute } from '../session/index.ts'
import { ExportManyDialog } from './list/ExportManyDialog.tsx'
import { ListFilters } from './list/Filters.tsx'
import { MeetingTable } from './list/MeetingTable.tsx'
import { monthName, monthOf, useMonth } from './list/monthStore.ts'
import { MonthView } from './list/MonthView.tsx'
import { StartMeeting } from './list/StartMeeting.tsx'
import { isSameFilter, noFilter, useMeetings } from './meetingsStore.ts'
import './meetings.css'

const views = [['list', '列表'], ['month', '月历']] as const

/** All meetings, as a list or month by month, and the one way to record another. */
export function MeetingsPage() {
  const { filter, view, rows, years, inTrash, failure, removed, show, restore, readPeople, leave } = useMeetings()
  const go = useRoute((state) => state.go)
  const [exporting, setExporting] = useState(false)
  const startButton = useRef<HTMLButtonElement>(null)
  const exportButton = useRef<HTMLButtonElement>(null)
  const closeExport = () => {
    flushSync(() => setExporting(false))
    exportButton.current?.focus()
  }
  useEffect(() => {
    void show({ deleted: false })
    void readPeople()
    return leave
  }, [show, readPeople, leave])

  const nothingYet = rows?.length === 0 && isSameFilter(filter, noFilter) && years.length === 0
  const asMonth = view === 'month' && !filter.deleted && !nothingYet
  return (
    <div className="page">
      <div className="page-head">
        <div><h1>{filter.deleted ? '会议回收站' : '会议'}</h1>{!nothingYet && <p className="mut sm" role="status">{asMonth ? <MonthCount /> : <ListCount />}</p>}</div>
        {!nothingYet && (
          <div className="row">
            {!filter.deleted && (
              <div className="switch" role="group" aria-label="显示方式">
                {views.map(([name, label]) => <button key={name} type="button" aria-pressed={view === name} onClick={() => useMeetings.setState({ view: name })}>{label}</button>)}
              </div>
            )}
            {!asMonth && !filter.deleted && rows !== null && rows.length > 0 && <button ref={exportButton} className="btn quiet" type="button" onClick={() => setExporting(true)}>批量导出</button>}
            {filter.deleted && <button className="btn quiet" type="button" onClick={() => go({ screen: 'trash' })}>人员、附件等的回收站</button>}
            <StartMeeting buttonRef={startButton} />
          </div>
        )}
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void show({})} />}
      {removed && (
        <div className="notice warn" role="status"><span>“{removed.title || '未写名称的会议'}”已移到回收站</span>
          <span className="row"><button className="btn" type="button" onClick={() => void restore(removed.id)}>恢复</button><button className="btn quiet" type="button" onClick={() => useMeetings.setState({ removed: null })}>收起</button></span></div>
      )}
      {exporting && <ExportManyDialog filter={filter} onClose={closeExport} />}
      {asMonth ? <MonthView onStart={() => startButton.current?.click()} /> : (
        <>
          {(rows === null ? years.length > 0 : !nothingYet || inTrash > 0) && <ListFilters />}
          {nothingYet ? (
            <div className="empty">
              <p>还没有会议记录。从一次支委会开始，十分钟就能导出会议记录。</p>
              <p className="mut sm">应到、签到和表决权从“党员”名册取当天的情况，不用另填。</p>
              <StartMeeting autoFocus />
            </div>
          ) : <List />}
        </>
      )}
    </div>
  )
}

function ListCount() {
  const { filter, rows, total } = useMeetings()
  return rows === null ? '' : `${isSameFilter(filter, { ...noFilter, deleted: filter.deleted }) ? '共' : '找到'}${total}次`
}

function MonthCount() {
  const { day, rows, failure } = useMonth()
  const name = monthName(monthOf(day ?? today()))
  if (rows === null) return failure ? '' : <span key={name} className="late">正在读取…</span>
  return rows.length === 0 ? `${name}没有会议` : `${name}共${rows.length}次`
}

function List() {
  const { filter, rows, listing, failure, show } = useMeetings()
  if (rows === null) return failure ? null : <p className="mut late" role="status">正在读取会议…</p>
  if (rows.length > 0) return <MeetingTable key={listing} />
  if (isSameFilter(filter, noFilter)) {
    return <div className="empty"><p>还没有会议。谈心谈话单独列出，不在这里。</p><button className="btn" type="button" onClick={() => void show({ kind: 'heartTalk' })}>看谈心谈话</button></div>
  }
  const emptyTrash = isSameFilter(filter, { ...noFilter, deleted: true })
  return <div className="empty"><p>{emptyTrash ? '回收站是空的。' : '没有符合条件的会议。'}</p><button className="btn" type="button" onClick={() => void show(noFilter)}>看全部会议</button></div>
}
