import { Modal, Table, type TableColumnsType } from 'antd'
import { useEffect, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { postNames, statusNames, type RosterEntry } from '../../../shared/domain/person.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { today } from '../../lib/clock.ts'
import { ImportButton } from '../importPeople/index.ts'
import { useSession } from '../session/index.ts'
import { AddPeople } from './AddPeople.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import { usePeople } from './peopleStore.ts'
import './people.css'

const columns: TableColumnsType<RosterEntry> = [
  { title: '姓名', dataIndex: 'name', width: 180, ellipsis: true, render: (name: string) => <b>{name}</b> },
  { title: '人员类别', width: 120, render: (_, e) => statusNames[e.status] },
  { title: '党内职务', width: 160, ellipsis: true, render: (_, e) => e.posts.map((p) => postNames[p]).join('、') },
  { title: '党小组', dataIndex: 'group', width: 140, ellipsis: true },
  { title: '表决权', ellipsis: true, render: (_, e) => (e.hasVote ? '有' : <span className="mut">无（{e.noVoteReason}）</span>) },
]

const summary = (roster: readonly RosterEntry[]): string => {
  const count = (status: RosterEntry['status']) => roster.filter((e) => e.status === status).length
  const others = roster.length - count('fullMember') - count('probationaryMember')
  return `正式党员${count('fullMember')}人，预备党员${count('probationaryMember')}人，其他${others}人，有表决权${roster.filter((e) => e.hasVote).length}人`
}

/** Everybody in the branch as of a day, and each person's dated changes. */
export function PeoplePage() {
  const { date, roster, former, failure, person, load, showDate, open } = usePeople()
  const since = useSession((state) => state.status?.info?.since) ?? `${today().slice(0, 4)}-01-01`
  const [adding, setAdding] = useState(false)
  const [text, setText] = useState('')
  useEffect(() => {
    void load()
    return () => { void open(null) }
  }, [load, open])

  if (failure && !roster) return <div className="page"><h1>党员</h1><ErrorNotice sentence={failure.sentence} onAct={() => void load()} /></div>
  if (!roster) return <div className="page"><h1>党员</h1><p className="mut" role="status">正在读取名册…</p></div>
  if (roster.length === 0 && former.length === 0) {
    return (
      <div className="page">
        <div><h1>先把人员登记进来</h1><p className="mut">开会时的应到、签到和表决权都从这里来。粘贴一次，以后只登记变动。有花名册的可以直接导入。</p></div>
        <div><ImportButton primary={false} /></div>
        <AddPeople since={since} onDone={() => undefined} />
      </div>
    )
  }
  const shown = text === '' ? roster : roster.filter((e) => e.name.includes(text))
  return (
    <div className={`people ${person ? 'with-panel' : ''}`}>
      <div className="page">
        <div className="page-head">
          <div><h1>党员</h1><p className="mut sm">{summary(roster)}</p></div>
          <span className="row"><ImportButton primary={false} /><button className="btn primary" type="button" onClick={() => setAdding(true)}>登记人员</button></span>
        </div>
        {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
        <div className="row wrap">
          <input className="input" style={{ width: 200 }} type="search" placeholder="姓名" aria-label="按姓名查找" value={text} onChange={(event) => setText(event.target.value.trim())} />
          <span className="row" style={{ marginLeft: 'auto' }}><label htmlFor="roster-date">名册日期</label><span style={{ width: 150 }}><DateInput id="roster-date" value={date} onChange={(day) => void showDate(day)} /></span>
            {date !== today() && <button className="btn quiet" type="button" onClick={() => void showDate(today())}>看今天</button>}</span>
        </div>
        <div className="table-room">
          <Table<RosterEntry> rowKey="id" size="small" pagination={false} columns={columns} dataSource={shown} locale={{ emptyText: text === '' ? `${chineseDate(date)}名册里没有人` : `没有姓名含“${text}”的人` }}
            rowClassName={(entry) => (entry.id === person?.id ? 'chosen' : '')}
            onRow={(entry) => ({ tabIndex: 0, onClick: () => void open(entry.id), onKeyDown: (event) => { if (event.key === 'Enter') void open(entry.id) } })} />
          {former.length > 0 && (
            <details className="former"><summary>{chineseDate(date)}不在册的人（{former.length}）</summary>
              <ul>{former.map((f) => <li key={f.id}><button className="btn link" type="button" onClick={() => void open(f.id)}>{f.name}</button>　<span className="mut">{f.note}</span></li>)}</ul>
            </details>
          )}
        </div>
      </div>
      {person && <PersonPanel key={person.id} person={person} onClose={() => void open(null)} />}
      <Modal open={adding} title="登记人员" footer={null} width={840} destroyOnHidden onCancel={() => setAdding(false)} closable={{ 'aria-label': '关闭' }} maskClosable={false}>
        <AddPeople since={since} onDone={() => setAdding(false)} />
      </Modal>
    </div>
  )
}
