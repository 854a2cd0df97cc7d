import type { KnownProject, ProjectLink } from './actionProjects.ts'
import { parseRepeat, repeatsIn } from './actionRepeat.ts'
import { actionsOfMeeting } from './actionsOfMeeting.ts'
import type { IsoDate } from './dates.ts'
import type { AgendaItem } from './meeting.ts'

/** What the record of a meeting says about one 议定事项. `part`: the person, where one line of the record gives the same to several. */
export interface LedgerItem { actionItemId: string; part: string; agendaItemId: string; title: string; owner: string; helpers: string; startOn: IsoDate | null; dueOn: IsoDate | null; dueText: string; repeatText: string; links: ProjectLink[] }

/** 均填写立项书, 各报一篇: each of the people does it. */
const toEach = /^(?:均应?|各自?|分别)(?!部门|科室|单位|党小组|支部|类|项)/u

/**
 * The items of a record for the ledger, in its order: what the record decides (actionsOfMeeting), each series with the item that it leads to, and
 * lines that nobody was given yet, since an open thing may not fall out of sight.
 */
export function ledgerItemsOf({ heldOn, agenda }: { heldOn: IsoDate; agenda: readonly AgendaItem[] }, projects: readonly KnownProject[]): LedgerItem[] {
  const decided = Map.groupBy(actionsOfMeeting({ heldOn, agenda }, { people: [], projects }).items, ({ actionId }) => actionId)
  return agenda.flatMap((item) => item.actions.flatMap((row): LedgerItem[] => {
    const { id: actionItemId, task, dueText } = row
    const base = { actionItemId, agendaItemId: item.id, dueText, repeatText: repeatOf(row) }
    const items = decided.get(actionItemId) ?? []
    if (items.length === 0) return task.trim() === '' ? [] : [{ ...base, part: '', title: task.trim(), owner: '', helpers: '', startOn: row.startOn, dueOn: row.dueOn, links: [] }]
    return items.flatMap(({ title, responsible, helpers, from: startOn, due: dueOn, links }): LedgerItem[] => {
      const each = items.length === 1 && helpers.length > 0 ? toEach.exec(title) : null
      if (each) return [responsible, ...helpers].map(({ name }) => ({ ...base, part: name, title: title.slice(each[0].length), owner: name, helpers: '', startOn, dueOn, links }))
      return [{ ...base, part: items.length > 1 ? responsible.name : '', title, owner: responsible.name, helpers: helpers.map(({ name }) => name).join('、'), startOn, dueOn, links }]
    })
  }))
}

/** How often, as the record says it: in its own field, or in the words of the task. */
function repeatOf({ task, repeatText }: Pick<AgendaItem['actions'][number], 'task' | 'repeatText'>): string {
  if (parseRepeat(repeatText) !== null) return repeatText
  const said = repeatsIn(task).find(({ sure }) => sure)
  return said === undefined ? repeatText : task.slice(said.from, said.to)
}
