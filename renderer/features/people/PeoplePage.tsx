import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { RosterCounts } from '../../../shared/contract/roster.ts'
import { chineseDate, type IsoDate } from '../../../shared/domain/dates.ts'
import { noRosterFilter, type RosterFilter } from '../../../shared/domain/rosterView.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { ImportButton } from '../importPeople/index.ts'
import { ExportRosterButton } from '../memberPapers/index.ts'
import { useSession } from '../session/index.ts'
import { today } from '../../lib/clock.ts'
import { AddPeople } from './AddPeople.tsx'
import { NewPersonForm } from './NewPersonForm.tsx'
import { BulkDialog } from './list/BulkDialog.tsx'
import { ColumnChooser } from './list/ColumnChooser.tsx'
import { DuplicatesDialog } from './list/DuplicatesDialog.tsx'
import { RosterFilters } from './list/RosterFilters.tsx'
import { RosterTable } from './list/RosterTable.tsx'
import { ViewMenu } from './list/ViewsDialog.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import { usePeople } from './peopleStore.ts'
import { useRoster } from './rosterStore.ts'
import './people.css'
import './roster.css'

function summary({ full, probationary, others, averagePartyAge, incomplete }: RosterCounts): string {
  return [`正式党员${full}人，预备党员${probationary}人${others > 0 ? `，非党员${others}人` : ''}`, ...(averagePartyAge === null ? [] : [`平均党龄${averagePartyAge}年`]), ...(incomplete > 0 ? [`${incomplete}份档案缺材料`] : [])].join(' · ')
}

/** Everybody in the branch as of a day, the list as it is wanted, and the file of one of them. */
export function PeoplePage() {
  const { pages, counts, failure, begin } = useRoster()
  const { person, open, failure: openFailure } = usePeople()
  const since = useSession((state) => state.status?.info?.since) ?? `${today().slice(0, 4)}-01-01`
  const [adding, setAdding] = useState(false)
  useEffect(() => {
    void begin()
    return () => { void open(null) }
  }, [begin, open])

  if (failure && !pages) return <div className="page"><h1>党员</h1><ErrorNotice sentence={failure.sentence} onAct={() => void begin()} /></div>
  if (!pages || !counts) return <div className="page"><h1>党员</h1><p className="mut late" role="status">正在读取名册…</p></div>
  const everybody = counts.full + counts.probationary + counts.others + counts.former
  if (everybody === 0) {
    return (
      <div className="page">
        <div className="page-head"><div><h1>先把人员登记进来</h1><p className="mut">开会时的应到、签到和表决权都从这里来。有Excel或CSV的花名册就直接导入；没有的，粘贴一次，以后只登记变动。</p></div><ImportButton primary={false} /></div>
        <AddPeople since={since} onDone={() => undefined} />
      </div>
    )
  }
  return (
    <div className={`people ${person ? 'with-panel' : ''}`}>
      <div className="page roster-page">
        <div className="page-head">
          <div><h1>党员</h1><p className="mut sm">{summary(counts)}</p></div>
          <div className="row">
            <button className="btn" type="button" onClick={() => setAdding(true)}>登记人员</button>
            <ExportView />
            <ImportButton />
          </div>
        </div>
        {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void begin()} />}
        {openFailure && <ErrorNotice sentence={openFailure.sentence} />}
        <RosterFilters />
        <ListHead />
        <RosterBody counts={counts} />
      </div>
      {person && <PersonPanel key={person.id} person={person} onClose={() => void open(null)} />}
      <Modal open={adding} title="登记人员" footer={null} width={840} destroyOnHidden onCancel={() => setAdding(false)} closable={{ 'aria-label': '关闭' }} maskClosable={false}>
        <Registering since={since} onDone={() => setAdding(false)} />
      </Modal>
    </div>
  )
}

/** One person with the first facts of the file, or many at once, pasted. */
function Registering({ since, onDone }: { since: IsoDate; onDone(): void }) {
  const [many, setMany] = useState(false)
  return (
    <div className="stack">
      <div className="tabs" role="tablist" aria-label="登记多少人">{[false, true].map((each) => <button key={String(each)} type="button" role="tab" id={each ? 'tab-many' : 'tab-one'} aria-controls="registering" aria-selected={many === each} onClick={() => setMany(each)}>{each ? '粘贴多人' : '登记一人'}</button>)}</div>
      <div role="tabpanel" id="registering" aria-labelledby={many ? 'tab-many' : 'tab-one'}>{many ? <AddPeople since={since} onDone={onDone} /> : <NewPersonForm onDone={onDone} />}</div>
    </div>
  )
}

/** 导出花名册 of the list as it stands: its people, its columns, its day. */
function ExportView() {
  const { on, columns, idsOf, total } = useRoster()
  return <ExportRosterButton on={on} columns={columns} ids={() => idsOf(0, total)} />
}

/** How many there are, what can be done with those who are chosen, and how the list looks. */
function ListHead() {
  const { total, chosen, chooseNone } = useRoster()
  const [dialog, setDialog] = useState<'bulk' | 'columns' | 'duplicates' | 'merge' | null>(null)
  const ids = [...chosen]
  const [a, b] = ids
  return (
    <div className="row between list-head">
      {chosen.size === 0 ? <span className="mut sm" role="status">共{total}人</span> : (
        <span className="row"><b role="status">已选{chosen.size}人</b><button className="btn small" type="button" onClick={() => setDialog('bulk')}>批量修改</button>
          {chosen.size === 2 && <button className="btn small" type="button" onClick={() => setDialog('merge')}>合并这两人…</button>}
          <button className="btn quiet small" type="button" onClick={chooseNone}>不选</button></span>
      )}
      <span className="row"><button className="btn quiet small" type="button" onClick={() => setDialog('duplicates')}>查重复</button><button className="btn small" type="button" onClick={() => setDialog('columns')}>选择列</button><ViewMenu /></span>
      {dialog === 'bulk' && <BulkDialog ids={ids} onClose={() => setDialog(null)} />}
      {dialog === 'columns' && <ColumnChooser onClose={() => setDialog(null)} />}
      {dialog === 'duplicates' && <DuplicatesDialog chosen={null} onClose={() => setDialog(null)} />}
      {dialog === 'merge' && a !== undefined && b !== undefined && <DuplicatesDialog chosen={[a, b]} onClose={() => { setDialog(null); chooseNone() }} />}
    </div>
  )
}

const isPlain = (filter: RosterFilter): boolean => Object.entries(noRosterFilter).every(([key, value]) => filter[key as keyof RosterFilter] === value)

/** The list, or why nobody is in it and where people are. */
function RosterBody({ counts }: { counts: RosterCounts }) {
  const { total, filter, on, show } = useRoster()
  if (total > 0) return <RosterTable />
  const plain = isPlain(filter)
  const others = counts.others > 0
  return (
    <div className="table-room empty-room"><div className="empty">
      <p>{filter.text !== '' ? `没有找到“${filter.text}”。` : plain ? `${chineseDate(on)}名册里没有党员。` : '没有符合条件的人。'}</p>
      {plain ? <button className="btn" type="button" onClick={() => void show({ filter: { scope: others ? 'others' : 'former' } })}>{others ? `看非党员（${counts.others}）` : `看不在册的人（${counts.former}）`}</button>
        : <button className="btn" type="button" onClick={() => void show({ filter: noRosterFilter })}>看全部党员</button>}
    </div></div>
  )
}
