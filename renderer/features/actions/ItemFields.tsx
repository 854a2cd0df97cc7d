import { useId } from 'react'
import { actionSourceNames, actionSources } from '../../../shared/domain/action.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { PersonInput } from '../../components/PersonInput.tsx'
import { TextBlock } from '../../components/TextBlock.tsx'
import type { ApiError } from '../../lib/callApi.ts'
import type { ItemDraft, Reading, ReadField } from './draft.ts'
import { DayField, faultAt, Field, useKnownPeople, useProjects } from './fields.tsx'

interface ItemFieldsProps { draft: ItemDraft; onChange(change: Partial<ItemDraft>): void; error: ApiError | null; isNew: boolean; reading?: Reading | null; withNote?: boolean }

/** The paths of the fields shown here, for what is refused elsewhere. */
export const itemPaths = ['title', 'owner', 'helpers', 'startOn', 'dueOn', 'repeatText', 'projects', 'source', 'superiorUnit', 'superiorNo', 'note'] as const

/** The words a field was read from; what is not sure is marked. */
function ReadFrom({ reading, field }: { reading: Reading | null | undefined; field: ReadField }) {
  const found = reading?.readings.filter((each) => each.field === field) ?? []
  if (found.length === 0) return null
  const unsure = found.filter(({ sure }) => !sure)
  return (
    <p className={`sm read-from ${unsure.length > 0 ? 'amber-text' : 'mut'}`} title={found.map(({ words }) => words).join('、')}>
      {unsure.length > 0 ? '请核对：' : '读自'}“{found.map(({ words }) => words).join('、')}”{found.some(({ note }) => note !== '') && `，${[...new Set(found.map(({ note }) => note).filter((note) => note !== ''))].join('，')}`}</p>
  )
}

/** Everything an item says, field by field. */
export function ItemFields({ draft, onChange, error, isNew, reading, withNote = false }: ItemFieldsProps) {
  const id = useId()
  const people = useKnownPeople()
  const known = useProjects()
  const offered = known.filter((project) => project.open && !draft.projects.some((each) => each.id === project.id))
  const missing = reading?.links.filter((link) => link.id === null) ?? []
  return (
    <div className="item-fields">
      <div className="wide"><Field label="事项" id={`${id}t`} error={error} path="title" note={<ReadFrom reading={reading} field="title" />}>
        <TextBlock label="事项" field="title" value={draft.title} maxLength={2000} onChange={(title) => onChange({ title })} /></Field></div>
      <Field label="责任人" id={`${id}o`} error={error} path="owner" note={<ReadFrom reading={reading} field="owner" />}>
        <PersonInput id={`${id}o`} label="责任人（一人）" field="owner" value={draft.owner} people={people} onChange={(owner) => onChange({ owner })} /></Field>
      <Field label="协助" id={`${id}h`} error={error} path="helpers" note={<ReadFrom reading={reading} field="helper" />}>
        <PersonInput id={`${id}h`} label="协助" field="helpers" several maxLength={600} placeholder="几个人用、隔开" value={draft.helpers} people={people} onChange={(helpers) => onChange({ helpers })} /></Field>
      <Field label="自" id={`${id}s`} error={error} path="startOn" note={<ReadFrom reading={reading} field="from" />}>
        <DayField id={`${id}s`} value={draft.startOn} onChange={(startOn) => onChange({ startOn })} /></Field>
      <Field label="时限" id={`${id}d`} error={error} path="dueOn" note={<ReadFrom reading={reading} field="due" />}>
        <DayField id={`${id}d`} value={draft.dueOn} invalid={faultAt(error, 'dueOn') !== undefined} onChange={(dueOn) => onChange({ dueOn })} /></Field>
      <Field label="重复" id={`${id}r`} error={error} path="repeatText" note={<ReadFrom reading={reading} field="repeat" />}>
        <LineInput id={`${id}r`} field="repeatText" maxLength={60} placeholder="如每月25日" value={draft.repeatText} onChange={(repeatText) => onChange({ repeatText })} /></Field>
      <Field label="项目" id={`${id}p`} error={error} path="projects" note={<>
        <ReadFrom reading={reading} field="link" />
        {missing.length > 0 && <p className="sm amber-text">还没有项目{missing.map(({ name }) => `“${name}”`).join('、')}，不会关联。</p>}</>}>
        <select id={`${id}p`} className="input" value="" disabled={offered.length === 0} onChange={({ target }) => { const one = offered.find((project) => project.id === target.value); if (one) onChange({ projects: [...draft.projects, { id: one.id, title: one.title }] }) }}>
          <option value="">{offered.length === 0 ? (known.length === 0 ? '还没有项目' : '没有别的项目') : '关联项目…'}</option>{offered.map((project) => <option key={project.id} value={project.id}>{project.title}</option>)}</select>
        {draft.projects.length > 0 && <ul className="chips">{draft.projects.map((project) => <li key={project.id} className="tag">{project.title}<button type="button" aria-label={`不关联${project.title}`} onClick={() => onChange({ projects: draft.projects.filter((each) => each.id !== project.id) })}>×</button></li>)}</ul>}
      </Field>
      {isNew && <Field label="来源" id={`${id}f`} error={error} path="source">
        <select id={`${id}f`} className="input" value={draft.source} onChange={({ target }) => { const source = actionSources.find((each) => each === target.value); if (source) onChange({ source }) }}>
          {(['own', 'superior', 'inspection'] as const).map((each) => <option key={each} value={each}>{actionSourceNames[each]}</option>)}</select></Field>}
      {draft.source === 'superior' && <>
        <Field label="来文单位" id={`${id}u`} error={error} path="superiorUnit"><LineInput id={`${id}u`} field="superiorUnit" maxLength={120} value={draft.superiorUnit} onChange={(superiorUnit) => onChange({ superiorUnit })} /></Field>
        <Field label="文号" id={`${id}n`} error={error} path="superiorNo"><LineInput id={`${id}n`} field="superiorNo" maxLength={60} value={draft.superiorNo} onChange={(superiorNo) => onChange({ superiorNo })} /></Field></>}
      {withNote && <div className="wide"><Field label="说明" id={`${id}m`} error={error} path="note"><TextBlock label="说明" field="note" value={draft.note} maxLength={20_000} onChange={(note) => onChange({ note })} /></Field></div>}
      <label className="check confidential"><input type="checkbox" checked={draft.confidential} onChange={({ target }) => onChange({ confidential: target.checked })} />不公开（只在支委会内）</label>
    </div>
  )
}
