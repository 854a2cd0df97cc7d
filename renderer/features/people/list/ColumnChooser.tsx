import { Modal } from 'antd'
import { fieldCodes, fieldGroupNames, fieldGroups, fieldOf } from '../../../../shared/domain/memberFields.ts'
import { columnName, defaultColumns, mostColumns, ownColumns, rosterColumns, type RosterColumn } from '../../../../shared/domain/rosterView.ts'
import { useRoster } from '../rosterStore.ts'

const groups: readonly { name: string; columns: readonly RosterColumn[] }[] = [
  { name: '名册', columns: ownColumns.filter((column) => column !== 'name') },
  ...fieldGroups.map((group) => ({ name: fieldGroupNames[group], columns: fieldCodes.filter((code) => fieldOf[code].group === group && fieldOf[code].form !== 'text') })),
]
const isDefault = (columns: readonly RosterColumn[]): boolean => columns.join() === defaultColumns.join()

/** Which columns the list has; each change is seen at once. The name always stands first. */
export function ColumnChooser({ onClose }: { onClose(): void }) {
  const { columns, show } = useRoster()
  const full = columns.length >= mostColumns
  const set = (column: RosterColumn, on: boolean) => {
    const wanted = new Set(on ? [...columns, column] : columns.filter((other) => other !== column))
    void show({ columns: isDefault([...wanted]) ? defaultColumns : rosterColumns.filter((each) => wanted.has(each)).toSorted((a, b) => placeOf(a) - placeOf(b)) })
  }
  return (
    <Modal open title="选择列" footer={null} width={720} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <p className="mut sm">最多{mostColumns}列，现在{columns.length}列。身份证号、手机等在列表里只显示一部分。</p>
      <div className="column-groups">
        {groups.map(({ name, columns: offered }) => (
          <fieldset key={name} className="choices"><legend className="label">{name}</legend>
            {offered.map((column) => (
              <label key={column}><input type="checkbox" checked={columns.includes(column)} disabled={full && !columns.includes(column)} onChange={(event) => set(column, event.target.checked)} />{columnName(column)}</label>
            ))}
          </fieldset>
        ))}
      </div>
      <div className="row between dialog-foot"><button className="btn" type="button" disabled={isDefault(columns)} onClick={() => void show({ columns: defaultColumns })}>恢复默认的7列</button><button className="btn primary" type="button" onClick={onClose}>看名册</button></div>
    </Modal>
  )
}

/** The default columns keep their order; others follow before the state of the file. */
const order: readonly RosterColumn[] = ['name', 'status', 'posts', 'group', 'vote', 'work']
const placeOf = (column: RosterColumn): number => {
  const early = order.indexOf(column)
  if (early >= 0) return early
  const late = ['partyAge', 'attendance', 'completeness'].indexOf(column)
  return late >= 0 ? 10_000 + late : 100 + rosterColumns.indexOf(column)
}
