import type { KeyboardEvent } from 'react'
import { actionStateNames, type ActionGroup, type ActionRow } from '../../../shared/domain/action.ts'
import { today } from '../../lib/clock.ts'
import { useActions, type ActionView } from './actionsStore.ts'
import { Source } from './ActionTable.tsx'
import { limitOf } from './words.ts'

/** The items of a list one group below the other: by responsible, meeting or project. Each group shows its first rows and how many more there are. */
export function ActionGroups({ by }: { by: Exclude<ActionView, 'list' | 'state'> }) {
  const { groups, groupsLeft, openId } = useActions()
  const { open, reachGroup, reachGroups } = useActions.getState()
  /** Up and down go from item to item over the borders of the groups. */
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement) || !event.target.matches('.row-link')) return
    if (event.key === 'Escape' && openId !== null) {
      event.preventDefault()
      void open(null)
      return
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-link')]
    event.preventDefault()
    links[Math.max(0, Math.min(links.length - 1, links.indexOf(event.target) + step))]?.focus()
  }
  return (
    <div className="action-groups" tabIndex={0} role="region" aria-label="分组的事项" onKeyDown={onKeyDown}>
      {(groups ?? []).map((group) => <Group key={group.key} group={group} by={by} openId={openId} onOpen={(id) => void open(id)} onMore={() => void reachGroup(group.key)} />)}
      {groupsLeft > 0 && <button className="btn" type="button" onClick={() => void reachGroups()}>还有{groupsLeft}组，再显示一些</button>}
    </div>
  )
}

interface GroupProps { group: ActionGroup; by: Exclude<ActionView, 'list' | 'state'>; openId: string | null; onOpen(id: string): void; onMore(): void }

function Group({ group: { key, name, count, overdue, rows }, by, openId, onOpen, onMore }: GroupProps) {
  return (
    <section className="card action-group" aria-label={name}>
      <h2 className={key === '' && by === 'owner' ? 'amber-text' : ''}>{name} <span className="num mut sm">{count}项</span>{overdue > 0 && <span className="error-text sm">逾期{overdue}项</span>}</h2>
      <table className="plain list actions">
        <thead className="visually-hidden"><tr><th scope="col">事项</th>{by !== 'owner' && <th scope="col">责任人</th>}<th scope="col">时限</th>{by !== 'meeting' && <th scope="col">来源</th>}{by !== 'project' && <th scope="col">项目</th>}<th scope="col">状态</th></tr></thead>
        <tbody>{rows.map((row) => <Line key={row.id} row={row} by={by} isOpen={row.id === openId} onOpen={onOpen} />)}</tbody>
      </table>
      {count > rows.length && <button className="btn quiet small" type="button" aria-label={`${name}还有${count - rows.length}项，再显示一些`} onClick={onMore}>还有{count - rows.length}项</button>}
    </section>
  )
}

function Line({ row, by, isOpen, onOpen }: { row: ActionRow; by: GroupProps['by']; isOpen: boolean; onOpen(id: string): void }) {
  const { id, title, owner, helpers, confidential, projects, state } = row
  const limit = limitOf(row, today())
  return (
    <tr className={isOpen ? 'is-open' : ''} onClick={(event) => { if (event.target instanceof HTMLElement && !event.target.closest('button')) onOpen(id) }}>
      <td title={title}><span className="name-cell">{confidential && <span className="tag">不公开</span>}<button className="row-link" type="button" onClick={() => onOpen(id)}>{title}</button></span></td>
      {by !== 'owner' && <td className="owner" title={helpers.length === 0 ? undefined : `协助：${helpers.join('、')}`}>{owner || <span className="amber-text">没有责任人</span>}{helpers.length > 0 && <span className="mut">（{helpers.join('、')}）</span>}</td>}
      <td className="num limit">{limit.text}{limit.note !== '' && <span className={`limit-note ${limit.tone === 'red' ? 'error-text' : limit.tone === 'amber' ? 'amber-text' : 'mut sm'}`}>{limit.note}</span>}</td>
      {by !== 'meeting' && <td className="source"><Source row={row} /></td>}
      {by !== 'project' && <td className="project" title={projects.map((each) => each.title).join('、')}>{projects.map((each) => each.title).join('、')}</td>}
      <td className="state"><span className={`tag ${state === 'done' ? 'green' : state === 'review' ? 'amber' : ''}`}>{actionStateNames[state]}</span></td>
    </tr>
  )
}
