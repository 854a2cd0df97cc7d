import { kindFacts, meetingKinds, MeetingKind, MeetingState, meetingStateNames, meetingStates } from '../../../../shared/domain/meetingKinds.ts'
import { FilterText } from '../../../components/FilterText.tsx'
import { isSameFilter, noFilter, useMeetings } from '../meetingsStore.ts'

/** How long nothing is typed before the list is asked, in milliseconds: a search reads every record. */
const pause = 150

/** What the list and the month ask alike: kind, state, person. */
export function CommonFilters() {
  const { filter, people, show } = useMeetings()
  return (
    <>
      <select className="input" aria-label="类型" value={filter.kind ?? ''} onChange={({ target }) => void show({ kind: MeetingKind.safeParse(target.value).data ?? null })}>
        <option value="">全部类型</option>{meetingKinds.map((kind) => <option key={kind} value={kind}>{kindFacts[kind].short}{kindFacts[kind].expects === 'talkers' ? '（单独列出）' : ''}</option>)}</select>
      <select className="input" aria-label="状态" value={filter.state ?? ''} onChange={({ target }) => void show({ state: MeetingState.safeParse(target.value).data ?? null })}>
        <option value="">全部状态</option>{meetingStates.map((state) => <option key={state} value={state}>{meetingStateNames[state]}</option>)}</select>
      <select className="input" aria-label="人员" value={filter.personId ?? ''} onChange={({ target }) => void show({ personId: target.value === '' ? null : target.value })}>
        <option value="">全部人员</option>{people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>
    </>
  )
}

/** All that narrows the list, in one line. */
export function ListFilters() {
  const { filter, years, show } = useMeetings()
  const deletedOnly = isSameFilter(filter, { ...noFilter, deleted: filter.deleted })
  return (
    <div className="row wrap filters" role="search">
      <FilterText value={filter.text} onAsk={(text) => void show({ text })} label="查找会议" placeholder="会议名称、议题、决定、地点、人名" pause={pause} />
      <select className="input year" aria-label="年份" value={filter.year ?? ''} onChange={({ target }) => void show({ year: target.value === '' ? null : Number(target.value) })}>
        <option value="">全部年份</option>{years.map((year) => <option key={year} value={year}>{year}年</option>)}</select>
      <CommonFilters />
      {!deletedOnly && <button className="btn quiet" type="button" onClick={() => void show({ ...noFilter, deleted: filter.deleted })}>清除筛选</button>}
      <label className="check"><input type="checkbox" checked={filter.deleted} onChange={({ target }) => void show({ deleted: target.checked })} />看回收站</label>
    </div>
  )
}
