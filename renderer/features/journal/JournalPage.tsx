import { useEffect, useRef } from 'react'
import { chineseDateWithWeekday, localDay } from '../../../shared/domain/dates.ts'
import { keptDays, type Operation } from '../../../shared/domain/journal.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { clockTime, today } from '../../lib/clock.ts'
import { useRoute } from '../session/index.ts'
import { useJournal } from './journalStore.ts'
import './journal.css'

const dayOf = ({ at }: Operation): string => localDay(new Date(at))

/** Rows of one day, in their order. */
function daysOf(rows: readonly Operation[]): { day: string; rows: Operation[] }[] {
  const days: { day: string; rows: Operation[] }[] = []
  for (const row of rows) {
    const last = days.at(-1)
    if (last?.day === dayOf(row)) last.rows.push(row)
    else days.push({ day: dayOf(row), rows: [row] })
  }
  return days
}

/** What was done in the last 30 days, day by day, each with its way back. */
export function JournalPage() {
  const { rows, more, failure, refused, done, busy, read, readOn, forget, leave } = useJournal()
  const go = useRoute((state) => state.go)
  const said = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    void read()
    return leave
  }, [read, leave])
  // The button that was pressed is gone: whoever works by keyboard stands at what it said.
  useEffect(() => { if (done !== null) said.current?.focus() }, [done])
  return (
    <div className="page journal">
      <div className="page-head">
        <div><p className="sm"><button className="btn link" type="button" onClick={() => go({ screen: 'settings' })}>设置</button></p><h1>操作记录</h1>
          <p className="mut sm">最近{keptDays}天做过的事。撤销一件，内容就回到做它之前的样子；撤销错了，可以再重做。</p></div>
        <button className="btn" type="button" onClick={() => go({ screen: 'trash' })}>打开回收站</button>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void read()} />}
      {refused && <Refusal />}
      {done !== null && <div className="notice" role="status"><span>已{done.replace('：', '')}</span><button ref={said} className="btn quiet small" type="button" onClick={forget}>收起</button></div>}
      {rows === null ? !failure && <p className="mut" role="status">正在读取操作记录…</p> : rows.length === 0 ? (
        <div className="empty"><p>最近{keptDays}天还没有操作。登记、修改和删除都会记在这里，随时可以撤销。</p></div>
      ) : (
        <div className="journal-days" role="region" aria-label="操作记录" tabIndex={0}>
          {daysOf(rows).map(({ day, rows: ofDay }) => (
            <section key={day} aria-labelledby={`day-${day}`}>
              <h2 id={`day-${day}`}>{chineseDateWithWeekday(day)}{day === today() && <span className="mut">　今天</span>}</h2>
              <ul className="card">{ofDay.map((operation) => <Row key={operation.id} operation={operation} />)}</ul>
            </section>
          ))}
          {more && <button className="btn" type="button" disabled={busy} onClick={() => void readOn()}>{busy ? '正在读取…' : '看更早的'}</button>}
        </div>
      )}
    </div>
  )
}

function Refusal() {
  const { refused, read, forget } = useJournal()
  const go = useRoute((state) => state.go)
  if (!refused) return null
  const { error, operation: { words, meetingId } } = refused
  const act = error.code === 'UNDO_DONE' ? () => { forget(); void read() } : error.sentence.button !== undefined && meetingId !== null ? () => go({ screen: 'meeting', meetingId, newKind: null }) : undefined
  return <div className="with-close"><ErrorNotice sentence={error.sentence} {...(act ? { onAct: act } : {})}><span>（{words}）</span></ErrorNotice><button className="btn quiet small" type="button" onClick={forget}>收起</button></div>
}

function Row({ operation }: { operation: Operation }) {
  const { busy, undo } = useJournal()
  const go = useRoute((state) => state.go)
  const { words, at, who, undo: state, undoneAt, why, meetingId } = operation
  const again = words.startsWith('撤销：')
  return (
    <li>
      <span className="num mut">{clockTime(at)}</span>
      <div><p className={state === 'done' ? 'mut' : ''} title={`${words}　${who}`}>{words}</p>{why !== null && <p className="mut sm">{why}</p>}</div>
      <span className="row">
        {meetingId !== null && state === 'cannot' && <button className="btn quiet small" type="button" aria-label={`打开记录：${words}`} onClick={() => go({ screen: 'meeting', meetingId, newKind: null })}>打开记录</button>}
        {state === 'done' && undoneAt !== null && <span className="tag">已{again ? '重做' : '撤销'} {clockTime(undoneAt)}</span>}
        {state === 'can' && <button className="btn small" type="button" disabled={busy} aria-label={`${again ? '重做' : '撤销'}：${words}`} onClick={() => void undo(operation)}>{again ? '重做' : '撤销'}</button>}
      </span>
    </li>
  )
}
