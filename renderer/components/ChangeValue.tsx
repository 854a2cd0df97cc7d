import { assertNever } from '../../shared/domain/assertNever.ts'
import { leavingNames, leavings, postNames, posts, statusNames, statuses, type ChangeField, type PersonChange } from '../../shared/domain/person.ts'

/** What a change of this field most often says. */
export function firstValue(field: ChangeField): PersonChange {
  switch (field) {
    case 'status': return { field, value: 'fullMember' }
    case 'posts': return { field, value: [] }
    case 'group': return { field, value: null }
    case 'vote': return { field, value: '留党察看' }
    case 'left': return { field, value: 'transferred' }
    default: return assertNever(field)
  }
}

/** The control for the new value of one field. */
export function ChangeValue({ change, onChange }: { change: PersonChange; onChange(change: PersonChange): void }) {
  switch (change.field) {
    case 'status': return (
      <div><label className="label" htmlFor="change-value">改为</label>
        <select id="change-value" className="input" value={change.value} onChange={(event) => onChange({ field: 'status', value: statuses.find((s) => s === event.target.value) ?? change.value })}>{statuses.map((s) => <option key={s} value={s}>{statusNames[s]}</option>)}</select></div>
    )
    case 'posts': return (
      <fieldset className="choices"><legend className="label">改为（可多选，都不选就是没有职务）</legend>
        {posts.map((post) => <label key={post}><input type="checkbox" checked={change.value.includes(post)} onChange={(event) => onChange({ field: 'posts', value: posts.filter((p) => (p === post ? event.target.checked : change.value.includes(p))) })} />{postNames[post]}</label>)}
      </fieldset>
    )
    case 'group': return (
      <div><label className="label" htmlFor="change-value">改为（留空就是不编入党小组）</label>
        <input id="change-value" className="input" maxLength={40} placeholder="例：第一党小组" value={change.value ?? ''} onChange={(event) => onChange({ field: 'group', value: event.target.value === '' ? null : event.target.value })} /></div>
    )
    case 'vote': return (
      <div className="stack">
        <fieldset className="choices"><legend className="label">改为</legend>
          <label><input type="radio" name="vote" checked={change.value !== null} onChange={() => onChange({ field: 'vote', value: '留党察看' })} />停止表决权</label>
          <label><input type="radio" name="vote" checked={change.value === null} onChange={() => onChange({ field: 'vote', value: null })} />恢复表决权</label></fieldset>
        {change.value !== null && <div><label className="label" htmlFor="change-value">原因</label><input id="change-value" className="input" required maxLength={200} value={change.value} onChange={(event) => onChange({ field: 'vote', value: event.target.value })} /></div>}
      </div>
    )
    case 'left': return (
      <div><label className="label" htmlFor="change-value">去向</label>
        <select id="change-value" className="input" value={change.value ?? ''} onChange={(event) => onChange({ field: 'left', value: leavings.find((l) => l === event.target.value) ?? null })}>
          {leavings.map((l) => <option key={l} value={l}>{leavingNames[l]}</option>)}<option value="">回到支部</option></select></div>
    )
    default: return assertNever(change)
  }
}
