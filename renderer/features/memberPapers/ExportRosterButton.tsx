import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { columnHeading, ListColumn, sensitiveColumns, standardColumns } from '../../../shared/domain/listColumns.ts'
import { callApi } from '../../lib/callApi.ts'
import { ExportForm } from './ExportForm.tsx'
import './memberPapers.css'

interface ExportRosterProps {
  on: IsoDate
  /** The people of the list in sight, in its order; without them all members of that day. */
  ids?: readonly string[]
  /** The columns of the view in sight. */
  columns?: readonly ListColumn[]
}

type Choice = 'standard' | 'view' | 'own'

/** 导出花名册: opens the dialog. Needs nothing around it. */
export function ExportRosterButton(props: ExportRosterProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button className="btn" type="button" onClick={() => setOpen(true)}>导出花名册</button>
      {open && <ExportRosterDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

/** All that can be a column, the standard ones first. */
const choosable: readonly ListColumn[] = [...standardColumns, ...ListColumn.options.filter((column) => !standardColumns.includes(column))]

function ExportRosterDialog({ on, ids, columns: viewColumns, onClose }: ExportRosterProps & { onClose(): void }) {
  const [choice, setChoice] = useState<Choice>('standard')
  const [own, setOwn] = useState<readonly ListColumn[]>(standardColumns)
  const [all, setAll] = useState(false)
  const view: readonly ListColumn[] = ['number', ...(viewColumns ?? []).filter((column) => column !== 'number')]
  const columns = choice === 'standard' ? standardColumns : choice === 'view' ? view : choosable.filter((column) => own.includes(column))
  const hidden = sensitiveColumns(columns)
  const named = ids !== undefined && !all
  return (
    <ExportForm title="导出花名册" verb="导出花名册" formats={['xlsx', 'docx', 'pdf']} fileName={`${on} 党员花名册`} sensitive={hidden.length === 0 ? null : hidden.map(columnHeading).join('、')}
      obstacle={named && ids.length === 0 ? '列表里没有人，请先改筛选条件。' : columns.length === 0 ? '请至少选一列。' : null} count={(rows) => `${rows}人`} onClose={onClose}
      write={(fileToken, format, includeSensitive) => callApi('members.exportRoster', { fileToken, format, on, columns: [...columns], ...(named ? { ids: [...ids] } : {}), ...(includeSensitive ? { includeSensitive } : {}) })}>
      {ids !== undefined && (
        <fieldset className="choices"><legend className="label">人员</legend>
          <label><input type="radio" name="people" checked={!all} onChange={() => setAll(false)} />当前列表的{ids.length}人</label>
          <label><input type="radio" name="people" checked={all} onChange={() => setAll(true)} />全部党员</label>
        </fieldset>
      )}
      <fieldset className="choices"><legend className="label">列</legend>
        <label><input type="radio" name="columns" checked={choice === 'standard'} onChange={() => setChoice('standard')} />花名册标准列（{standardColumns.length}列）</label>
        {viewColumns !== undefined && <label><input type="radio" name="columns" checked={choice === 'view'} onChange={() => setChoice('view')} />当前视图的列（{view.length}列）</label>}
        <label><input type="radio" name="columns" checked={choice === 'own'} onChange={() => setChoice('own')} />自己选</label>
      </fieldset>
      {choice === 'own' && (
        <div className="column-choice" role="group" aria-label="选择列" tabIndex={0}>
          {choosable.map((column) => <label key={column}><input type="checkbox" checked={own.includes(column)} onChange={({ target }) => setOwn(target.checked ? [...own, column] : own.filter((other) => other !== column))} />{columnHeading(column)}</label>)}
        </div>
      )}
    </ExportForm>
  )
}
