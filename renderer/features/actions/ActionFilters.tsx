import { useRef, type KeyboardEvent } from 'react'
import { actionSourceNames, actionSources, openListNames } from '../../../shared/domain/action.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { kindFacts } from '../../../shared/domain/meetingKinds.ts'
import { FilterText } from '../../components/FilterText.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAnswer } from '../people/index.ts'
import { countOf, noActionFilter, useActions, type ListName } from './actionsStore.ts'
import { useProjects } from './fields.tsx'

const lists: readonly { list: ListName; name: string }[] = [
  { list: 'open', name: '全部未办结' }, { list: 'overdue', name: openListNames.overdue }, { list: 'today', name: openListNames.today }, { list: 'week', name: openListNames.week }, { list: 'later', name: openListNames.later }, { list: 'undated', name: openListNames.undated }, { list: 'done', name: '已办结' },
]
/** How long nothing is typed before the list is asked, in milliseconds. */
const pause = 80

/** The lists with how many stand in each; arrows go from one to the next. */
export function ListTabs() {
  const { filter, counts, show, view } = useActions()
  // 已办结 is a column of the board.
  const shown = view === 'state' ? lists.filter(({ list }) => list !== 'done') : lists
  const row = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = (shown.findIndex(({ list }) => list === filter.list) + step + shown.length) % shown.length
    const next = shown[at]
    if (!next) return
    void show({ list: next.list })
    row.current?.querySelectorAll('button')[at]?.focus()
  }
  return (
    <div ref={row} className="tabs action-tabs" role="tablist" aria-label="事项的列表">
      {shown.map(({ list, name }) => (
        <button key={list} type="button" role="tab" id={`list-${list}`} aria-controls="action-list" aria-selected={filter.list === list} tabIndex={filter.list === list ? 0 : -1} onKeyDown={onKeyDown} onClick={() => void show({ list })}>
          {name}<span className={`num count ${list === 'overdue' && (counts?.overdue ?? 0) > 0 ? 'error-text' : ''}`}>{counts === null ? '' : countOf(list, counts)}</span></button>
      ))}
    </div>
  )
}

const askMeetings = async () => (await callApi('meetings.list', { limit: 100 })).rows.map(({ id, kind, title, heldOn }) => ({ id, name: `${chineseDate(heldOn)} ${title || kindFacts[kind].short}` }))

/** Whose items, from where, for which project. */
export function ActionFilters() {
  const { filter, owners, show } = useActions()
  const meetings = useAnswer(askMeetings).value ?? []
  const projects = useProjects()
  const isPlain = Object.entries(noActionFilter).every(([key, value]) => key === 'list' || filter[key as keyof typeof filter] === value)
  return (
    <div className="row wrap filters action-filters" role="search" aria-label="筛选议定事项">
      <FilterText value={filter.text} onAsk={(text) => void show({ text })} label="查找事项" placeholder="查找事项" pause={pause} />
      <select className="input" aria-label="责任人" value={filter.owner ?? ''} onChange={({ target }) => void show({ owner: target.value === '' ? null : target.value })}>
        <option value="">全部责任人</option>{owners.filter(({ owner }) => owner !== '').map(({ owner, open }) => <option key={owner} value={owner}>{owner}（{open}）</option>)}
        {filter.owner !== null && !owners.some(({ owner }) => owner === filter.owner) && <option value={filter.owner}>{filter.owner}</option>}</select>
      <select className="input" aria-label="来源" value={filter.source ?? ''} onChange={({ target }) => void show({ source: actionSources.find((each) => each === target.value) ?? null })}>
        <option value="">全部来源</option>{actionSources.map((each) => <option key={each} value={each}>{actionSourceNames[each]}</option>)}</select>
      <select className="input wide" aria-label="会议" value={filter.meeting ?? ''} onChange={({ target }) => void show({ meeting: target.value === '' ? null : target.value })}>
        <option value="">全部会议</option>{meetings.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}{filter.meeting !== null && !meetings.some(({ id }) => id === filter.meeting) && <option value={filter.meeting}>所选会议</option>}</select>
      <select className="input wide" aria-label="项目" value={filter.project ?? ''} onChange={({ target }) => void show({ project: target.value === '' ? null : target.value })}>
        <option value="">全部项目</option>{projects.map(({ id, title }) => <option key={id} value={id}>{title}</option>)}</select>
      {!isPlain && <button className="btn quiet" type="button" onClick={() => void show({ ...noActionFilter, list: filter.list })}>清除筛选</button>}
    </div>
  )
}
