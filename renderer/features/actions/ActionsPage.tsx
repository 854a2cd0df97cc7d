import { useEffect } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { ExportActionsButton } from '../fusion/index.ts'
import { ActionFilters, ListTabs } from './ActionFilters.tsx'
import { ActionPanel } from './ActionPanel.tsx'
import { ActionTable } from './ActionTable.tsx'
import { ActionBoard } from './ActionBoard.tsx'
import { ActionGroups } from './ActionGroups.tsx'
import { actionViewNames, actionViews, askedOf, countOf, noActionFilter, useActions } from './actionsStore.ts'
import { BulkBar } from './BulkBar.tsx'
import { LineEntry } from './LineEntry.tsx'
import './actions.css'

function ViewSwitch() {
  const { view } = useActions()
  const { look } = useActions.getState()
  return <div className="switch" role="group" aria-label="怎么看">{actionViews.map((each) => <button key={each} type="button" aria-pressed={each === view} onClick={() => look(each)}>{actionViewNames[each]}</button>)}</div>
}

/** What stands above the board or the groups in place of the acts on chosen rows. */
function GroupedHead() {
  const { view, groups, counts, filter, withCancelled } = useActions()
  const { showCancelled } = useActions.getState()
  const cancelled = groups?.find(({ key }) => key === 'cancelled')?.count ?? 0
  return (
    <div className="row between list-head"><span className="mut sm" role="status">{view === 'state' ? `未办结${countOf(filter.list === 'done' ? 'open' : filter.list, counts)}项` : `共${countOf(filter.list, counts)}项，${groups?.length ?? 0}组`}</span>
      {view === 'state' && filter.list === 'open' && <label className="check"><input type="checkbox" checked={withCancelled} onChange={({ target }) => showCancelled(target.checked)} />显示已取消（{cancelled}）</label>}</div>
  )
}

/** What was decided and is to be done, until it is proved done: one line to register, the lists, one item beside them. */
export function ActionsPage({ actionId }: { actionId: string | null }) {
  const { rows, groups, view, counts, filter, failure, openId } = useActions()
  const { reload, open } = useActions.getState()
  useEffect(() => { void reload() }, [reload])
  useEffect(() => { if (actionId !== null) void open(actionId) }, [open, actionId])
  const isEmpty = view === 'list' ? rows?.length === 0 : view === 'state' ? filter.list !== 'open' && groups?.every(({ count }) => count === 0) || counts !== null && countOf('all', counts) === 0 : groups?.length === 0
  return (
    <div className={`people action-room ${openId === null ? '' : 'with-panel'}`}>
      <div className="page actions-page">
        <div className="page-head"><div><h1>议定事项</h1><p className="mut sm">{counts === null ? '会议议定的事项在定下的那天自动列入，这里跟到办结。' : `未办结${countOf('open', counts)}项${counts.overdue > 0 ? `，其中逾期${counts.overdue}项` : ''}，已办结${counts.done}项`}</p></div>
          <div className="row"><ViewSwitch /><ExportActionsButton wanted={askedOf(filter)} what={view === 'state' ? '看板上没有办结的全部事项' : '现在列表里的全部事项'} /></div></div>
        <LineEntry />
        {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void reload()} />}
        {rows === null ? !failure && <p className="mut late" role="status">正在读取议定事项…</p> : <><ListTabs /><ActionFilters />{view === 'list' ? <BulkBar /> : <GroupedHead />}<div className="action-list" role="tabpanel" id="action-list" aria-label="列表里的事项">{isEmpty ? <Nothing /> : view === 'list' ? <ActionTable /> : view === 'state' ? <ActionBoard /> : <ActionGroups by={view} />}</div></>}
      </div>
      {openId !== null && <ActionPanel key={openId} onClose={() => void open(null)} />}
    </div>
  )
}

const emptyWords: Partial<Record<string, string>> = { overdue: '没有逾期的事项。', today: '今天没有到期的事项。', week: '本周后几天没有到期的事项。', later: '以后没有到期的事项。', undated: '没有不定期限的事项。', done: '还没有办结的事项。', open: '没有未办结的事项。' }

/** Why the list is empty, and what to do. */
function Nothing() {
  const { filter, counts } = useActions()
  const { show } = useActions.getState()
  const isPlain = Object.entries(noActionFilter).every(([key, value]) => key === 'list' || filter[key as keyof typeof filter] === value)
  if (!isPlain) return <div className="empty"><p>{filter.text.trim() === '' ? '按这些条件，这个列表里没有事项。' : `这个列表里没有找到“${filter.text.trim()}”。`}</p><button className="btn" type="button" onClick={() => void show(noActionFilter)}>看全部未办结</button></div>
  if (counts !== null && countOf('all', counts) === 0) return <div className="empty"><p>还没有议定事项。</p><p className="mut">在上面写一句话就能登记；会议记录里议定的事项保存后自动列在这里。</p></div>
  return <div className="empty"><p>{emptyWords[filter.list]}</p>{filter.list !== 'open' && <button className="btn" type="button" onClick={() => void show({ list: 'open' })}>看全部未办结</button>}</div>
}
