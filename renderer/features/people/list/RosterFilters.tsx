import { statusNames, statuses } from '../../../../shared/domain/person.ts'
import { noRosterFilter, type RosterFilter } from '../../../../shared/domain/rosterView.ts'
import { DateInput } from '../../../components/DateInput.tsx'
import { FilterText } from '../../../components/FilterText.tsx'
import { today } from '../../../lib/clock.ts'
import { useRoster } from '../rosterStore.ts'

/** How long nothing is typed before the list is asked, in milliseconds. */
const pause = 80

type Whom = Pick<RosterFilter, 'scope' | 'status'>
const whom: readonly { value: string; label: string; means: Whom }[] = [
  { value: 'members', label: '在册党员', means: { scope: 'members', status: null } },
  { value: 'fullMember', label: statusNames.fullMember, means: { scope: 'members', status: 'fullMember' } },
  { value: 'probationaryMember', label: statusNames.probationaryMember, means: { scope: 'members', status: 'probationaryMember' } },
  { value: 'others', label: '非党员', means: { scope: 'others', status: null } },
  ...statuses.filter((status) => status !== 'fullMember' && status !== 'probationaryMember').map((status) => ({ value: status, label: `　${statusNames[status]}`, means: { scope: 'others', status } as const })),
  { value: 'all', label: '在册的所有人', means: { scope: 'all', status: null } },
  { value: 'former', label: '不在册（已离开）', means: { scope: 'former', status: null } },
]
const isPlain = (filter: RosterFilter): boolean => Object.entries(noRosterFilter).every(([key, value]) => filter[key as keyof RosterFilter] === value)

/** Whom the list shows, and of which day. */
export function RosterFilters() {
  const { filter, counts, on, show } = useRoster()
  const groups = counts?.groups ?? []
  return (
    <div className="row wrap filters roster-filters" role="search">
      <FilterText value={filter.text} onAsk={(text) => void show({ filter: { text } })} label="按姓名查找" placeholder="姓名或拼音首字母" pause={pause} />
      <select className="input" aria-label="人员类别" value={whom.find(({ means }) => means.scope === filter.scope && means.status === filter.status)?.value ?? 'members'}
        onChange={({ target }) => void show({ filter: whom.find(({ value }) => value === target.value)?.means ?? noRosterFilter })}>
        {whom.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>
      <select className="input" aria-label="党小组" value={filter.group ?? '*'} onChange={({ target }) => void show({ filter: { group: target.value === '*' ? null : target.value } })}>
        <option value="*">全部党小组</option>{groups.map(({ name, members }) => <option key={name} value={name}>{name}（{members}）</option>)}
        {filter.group !== null && filter.group !== '' && !groups.some(({ name }) => name === filter.group) && <option value={filter.group}>{filter.group}</option>}<option value="">没有编入</option></select>
      <label className="check"><input type="checkbox" checked={filter.missing} onChange={({ target }) => void show({ filter: { missing: target.checked } })} />缺材料</label>
      <label className="check" title="连续3次以上请假或缺席"><input type="checkbox" checked={filter.away} onChange={({ target }) => void show({ filter: { away: target.checked } })} />连续请假</label>
      {!isPlain(filter) && <button className="btn quiet" type="button" onClick={() => void show({ filter: noRosterFilter })}>清除筛选</button>}
      <span className="row as-of"><label htmlFor="roster-date">名册日期</label><span style={{ width: 138 }}><DateInput id="roster-date" label="名册日期" value={on} onChange={(day) => void show({ on: day })} /></span>
        {on !== today() && <button className="btn quiet" type="button" onClick={() => void show({ on: today() })}>看今天</button>}</span>
    </div>
  )
}
