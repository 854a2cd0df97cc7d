import { type KeyboardEvent, useRef } from 'react'
import type { TemplateField } from '../../../shared/domain/template.ts'
import type { Value } from '../../../shared/domain/templateChoosing.ts'
import { columnsOf, type Places } from '../../../shared/domain/templatePlaces.ts'

interface ValueListProps {
  places: Places
  values: readonly Value[]
  fields: readonly TemplateField[]
  /** The value was reached: its place is shown on the paper. */
  onReach(value: Value): void
  /** Enter or a click: an open value becomes its field, a chosen one is asked which. */
  onAct(value: Value, where: DOMRect): void
  onRemove(value: Value): void
  onCell(value: Value, cell: number, field: string): void
}

const placeName = ({ choice }: Value): string => (choice.form === 'paragraphs' ? '整段' : choice.form === 'rows' ? '表格的行' : '')

/** All values of the paper in its order: what is a field already, what may be one. Up and down go through them, Enter chooses, Delete lets go. */
export function ValueList({ places, values, fields, onReach, onAct, onRemove, onCell }: ValueListProps) {
  const list = useRef<HTMLUListElement>(null)
  const onKeyDown = (event: KeyboardEvent, value: Value) => {
    const rows = [...list.current?.querySelectorAll<HTMLElement>('.value-row') ?? []]
    const at = rows.findIndex((row) => row === event.currentTarget)
    const goTo = (index: number) => {
      event.preventDefault()
      rows[Math.min(Math.max(index, 0), rows.length - 1)]?.focus()
    }
    switch (event.key) {
      case 'ArrowDown': return goTo(at + 1)
      case 'ArrowUp': return goTo(at - 1)
      case 'Home': return goTo(0)
      case 'End': return goTo(rows.length - 1)
      case 'Delete': case 'Backspace': {
        event.preventDefault()
        if (value.chosen) onRemove(value)
      }
    }
  }
  return (
    <ul ref={list} className="value-list" aria-label="纸面上的值">
      {values.map((value) => (
        <li key={value.key}>
          <button className={`value-row ${value.chosen ? 'chosen' : 'open'}`} type="button" data-value={value.key} onFocus={() => onReach(value)} onKeyDown={(event) => onKeyDown(event, value)} onClick={(event) => onAct(value, event.currentTarget.getBoundingClientRect())}>
            <span className={`tag ${value.chosen ? 'green' : 'amber'}`}>{value.choice.field}{!value.chosen && '？'}</span>
            <span className="value-words">{value.text === '' ? '（空白处）' : value.text}</span>
            <span className="mut sm">{[placeName(value), value.why].filter((part) => part !== '').join('，')}</span>
            <span className="visually-hidden">{value.chosen ? '已是字段' : '还不是字段，回车采用'}</span>
          </button>
          {value.chosen && value.choice.form === 'rows' && <Columns value={value} places={places} field={fields.find(({ name }) => name === value.choice.field)} onCell={onCell} />}
        </li>
      ))}
    </ul>
  )
}

/** Which column of a row that repeats is which field. */
function Columns({ value, places, field, onCell }: { value: Value; places: Places; field: TemplateField | undefined } & Pick<ValueListProps, 'onCell'>) {
  const { choice } = value
  if (choice.form !== 'rows' || !field) return null
  return (
    <div className="value-columns">
      {columnsOf(places, choice.first).map(({ over, text }, cell) => (
        <label key={cell}><span className="mut sm">{over || `第${cell + 1}列`}</span>
          <select className="input" aria-label={`第${cell + 1}列${over === '' ? '' : `（${over}）`}的字段`} title={text} value={choice.cells.find((one) => one.cell === cell)?.field ?? ''} onChange={({ target }) => onCell(value, cell, target.value)}>
            <option value="">照原样</option>
            {field.inside.filter(({ form }) => form !== 'list').map(({ name }) => <option key={name}>{name}</option>)}
          </select></label>
      ))}
    </div>
  )
}
