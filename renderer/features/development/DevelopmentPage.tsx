import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { boardFilters, type BoardFilter, type BoardRow } from '../../../shared/contract/development.ts'
import { developmentStages, type DevelopmentStage } from '../../../shared/rules/developmentSteps.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { FilterText } from '../../components/FilterText.tsx'
import { useMedia } from '../../lib/useMedia.ts'
import { leave, onResume } from '../session/index.ts'
import { openPath, useBoard, type Board } from './developmentStore.ts'
import { StartDialog } from './StartDialog.tsx'
import { dayBeside, limitOf, shortStages } from './words.ts'
import './development.css'

const filterNames: Record<BoardFilter, string> = { open: '培养中', due: '要办的', late: '逾期', found: '有问题', ended: '已结束' }
/** More than so many do not fit into columns. */
const mostInColumns = 60

/** 发展党员: where everybody on the way into the Party stands, and what is next for each. */
export function DevelopmentPage() {
  const { board, failure, filter, stage, search, show, more, load } = useBoard()
  const [starts, setStarts] = useState(false)
  const isNarrow = useMedia('(max-width: 1180px)')
  useEffect(() => { void load() }, [load])
  useEffect(() => onResume(() => void load()), [load])
  const isNew = board !== null && board.counts.open === 0 && board.counts.ended === 0
  const inColumns = board !== null && stage === null && filter !== 'ended' && board.total <= mostInColumns && !isNarrow
  return (
    <div className="page development">
      <div className="page-head">
        <div><h1>发展党员</h1>{board && !isNew && <p className="mut sm">{summaryOf(board)}</p>}</div>
        {!isNew && <button className="btn primary" type="button" disabled={board === null} onClick={() => setStarts(true)}>开始登记</button>}
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {!board && !failure && <p className="mut late" role="status">正在读取…</p>}
      {board && isNew && <Empty board={board} onStart={() => setStarts(true)} />}
      {board && !isNew && (
        <div className="row wrap development-filters">
          <div className="switch" role="group" aria-label="看哪些人">{boardFilters.map((each) => <button key={each} type="button" aria-pressed={each === filter} onClick={() => void show({ filter: each })}>{filterNames[each]}{board.counts[each] > 0 && <span className="num"> {board.counts[each]}</span>}</button>)}</div>
          <select className="input" aria-label="阶段" value={stage ?? ''} onChange={({ target }) => void show({ stage: developmentStages.find((each) => each === target.value) ?? null })}><option value="">全部阶段</option>{developmentStages.map((each) => <option key={each} value={each}>{shortStages[each]}{filter === 'open' && `　${board.stages[each]}人`}</option>)}</select>
          <FilterText value={search} onAsk={(text) => void show({ search: text })} label="找人" placeholder="姓名或拼音首字母" pause={150} />
        </div>
      )}
      {board && !isNew && board.total === 0 && <p className="mut development-none">{search !== '' ? `没有找到“${search}”。` : filter === 'late' ? '没有逾期的。' : filter === 'found' ? '没有发现问题。' : filter === 'due' ? '现在没有要办的。' : '这里没有人。'}</p>}
      {board && !isNew && board.total > 0 && (inColumns ? <Columns board={board} /> : <List key={`${filter} ${stage ?? ''} ${search}`} board={board} onMore={() => void more()} />)}
      {starts && board && <StartDialog board={board} onClose={() => { setStarts(false); void load() }} />}
    </div>
  )
}

function summaryOf({ counts, candidateCount }: Board): string {
  const waiting = candidateCount > 0 ? `名册里另有${candidateCount}人还没有登记过程` : ''
  return [`培养中${counts.open}人`, counts.due > 0 ? `${counts.due}人有要办的` : '', counts.late > 0 ? `${counts.late}人逾期` : '', waiting].filter((part) => part !== '').join('，')
}

function Empty({ board, onStart }: { board: Board; onStart(): void }) {
  return (
    <div className="empty">
      <p>从递交入党申请书到材料归档，每个人的25步记在这里：办了什么、下一步什么时候办、依据哪一条、还缺什么材料。</p>
      <p className="mut">{board.candidateCount > 0 ? `名册里有${board.candidateCount}名入党申请人、积极分子、发展对象和预备党员，可以从他们开始；档案里已有的日期可以带入。` : '名册里还没有入党申请人。先在“党员”里登记，人员类别选“入党申请人”。'}</p>
      <button className="btn primary" type="button" onClick={onStart}>开始登记</button>
    </div>
  )
}

const open = (personId: string) => void leave(() => openPath(personId))

/** 3处要核对, of which what is 待核 is no more than a reminder. */
function Found({ row: { findings: { high, medium, toVerify, papers } } }: { row: BoardRow }) {
  if (high + medium === 0) return papers === 0 ? null : <span className="tag">缺材料</span>
  const isReminder = toVerify === high + medium
  return <span className={`tag ${high > 0 && !isReminder ? 'red' : 'amber'}`}>{isReminder ? `待核${toVerify}` : `问题${high + medium}`}</span>
}

function Next({ row, on }: { row: BoardRow; on: string }) {
  if (row.ended !== '') return <span className="mut">{row.ended}</span>
  if (row.next === null) return <span className="mut">没有下一步</span>
  const { words, tone } = limitOf(row.next, on)
  return <span>{row.next.name}{row.others > 0 && <span className="mut sm"> 等{row.others + 1}项</span>}<br /><span className={`num ${tone === '' ? 'mut sm' : tone}`}>{words}</span></span>
}

function Columns({ board }: { board: Board }) {
  const byStage = Map.groupBy(board.rows, ({ stage }) => stage)
  return (
    <div className="development-columns">
      {developmentStages.map((stage: DevelopmentStage) => (
        <section key={stage} className="development-column" aria-label={shortStages[stage]}>
          <h2>{shortStages[stage]}<span className="mut num"> {byStage.get(stage)?.length ?? 0}</span></h2>
          <ul>
            {(byStage.get(stage) ?? []).map((row) => (
              <li key={row.personId} className="card development-card">
                <div className="row between"><button className="btn link development-name" type="button" onClick={() => open(row.personId)}>{row.name}</button><Found row={row} /></div>
                <p className="mut sm">{row.last === null ? '还没有登记' : `${row.last.name}，${dayBeside(row.last.on, board.on)}`}</p>
                <p className="development-next"><span className="mut sm">下一步　</span><Next row={row} on={board.on} /></p>
              </li>
            ))}
            {!byStage.has(stage) && <li className="mut sm development-nobody">没有人</li>}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** One person of the list; whoever was read before is not drawn again when it is read on. */
const Row = memo(function Row({ row, on, onOpen }: { row: BoardRow; on: string; onOpen(personId: string): void }) {
  return (
    <tr>
      <td><button className="btn link" type="button" onClick={() => onOpen(row.personId)}>{row.name}</button><br /><span className="mut sm">{row.group}</span></td>
      <td>{shortStages[row.stage]}</td>
      <td className="beside">{row.last === null ? <span className="mut">还没有登记</span> : <>{row.last.name}<br /><span className="mut sm num">{dayBeside(row.last.on, on)}</span></>}</td>
      <td><Next row={row} on={on} /></td>
      <td><Found row={row} /></td>
    </tr>
  )
})

/** Begins where it was left for somebody, and at its top with another filter. */
function List({ board, onMore }: { board: Board; onMore(): void }) {
  const { rows, total, on } = board
  const room = useRef<HTMLDivElement>(null)
  const [left] = useState(() => useBoard.getState().top)
  useLayoutEffect(() => {
    room.current?.scrollTo({ top: left })
    useBoard.setState({ top: 0 })
  }, [left])
  const leaveFor = useCallback((personId: string) => {
    useBoard.setState({ top: room.current?.scrollTop ?? 0 })
    open(personId)
  }, [])
  return (
    <div ref={room} className="table-room card" tabIndex={0} role="region" aria-label="发展党员名单">
      <table className="plain list development-list">
        <thead><tr><th className="development-person">姓名</th><th className="development-stage">阶段</th><th className="beside">做到哪一步</th><th>下一步</th><th className="development-found">核对</th></tr></thead>
        <tbody>{rows.map((row) => <Row key={row.personId} row={row} on={on} onOpen={leaveFor} />)}</tbody>
      </table>
      {rows.length < total && <p className="development-more"><button className="btn" type="button" onClick={onMore}>再显示{Math.min(200, total - rows.length)}人（共{total}人）</button></p>}
    </div>
  )
}
