import type { Input, Output } from '../../../shared/contract/index.ts'
import type { ActionFull, ActionSource } from '../../../shared/domain/action.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { namesOf } from './names.ts'

export type Reading = Output<'actions.parse'>
export type ReadField = Reading['readings'][number]['field']

/** An item as it stands in the form. */
export interface ItemDraft {
  source: ActionSource; superiorUnit: string; superiorNo: string; title: string; note: string; owner: string; helpers: string
  startOn: IsoDate | null; dueOn: IsoDate | null; repeatText: string; confidential: boolean
  projects: readonly { id: string; title: string }[]
}
export const emptyDraft: ItemDraft = { source: 'own', superiorUnit: '', superiorNo: '', title: '', note: '', owner: '', helpers: '', startOn: null, dueOn: null, repeatText: '', confidential: false, projects: [] }

/** What a line says, as the form begins with it: the first responsible is the one, the others help. */
export function draftOfReading(reading: Reading): ItemDraft {
  const [owner = '', ...others] = reading.owners
  return {
    ...emptyDraft, title: reading.title, owner, helpers: [...others, ...reading.helpers].join('、'), startOn: reading.from, dueOn: reading.due, repeatText: reading.repeatText,
    projects: reading.links.flatMap(({ id, name }) => (id === null ? [] : [{ id, title: name }])),
  }
}

export const draftOfItem = (item: ActionFull): ItemDraft => ({
  source: item.source, superiorUnit: item.superiorUnit, superiorNo: item.superiorNo, title: item.title, note: item.note, owner: item.owner, helpers: item.helpers.join('、'),
  startOn: item.startOn, dueOn: item.dueOn, repeatText: item.repeatText, confidential: item.confidential,
  projects: item.projects.flatMap(({ id, title }) => (id === null ? [] : [{ id, title }])),
})

/** The form as the service takes it. */
export function editOf({ helpers, projects, owner, ...draft }: ItemDraft): Input<'actions.save'> {
  const isSuperior = draft.source === 'superior'
  return { ...draft, superiorUnit: isSuperior ? draft.superiorUnit : '', superiorNo: isSuperior ? draft.superiorNo : '', owner: owner.trim(), helpers: namesOf(helpers), projects: projects.map(({ id }) => id) }
}
