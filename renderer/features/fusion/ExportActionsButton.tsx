import { useState } from 'react'
import type { Input } from '../../../shared/contract/index.ts'
import { callApi } from '../../lib/callApi.ts'
import { ExportForm } from '../memberPapers/index.ts'

/** What of the ledger is exported: the filter in sight. */
export type ExportedActions = Omit<Input<'actions.export'>, 'fileToken' | 'format' | 'hideConfidential'>

/** 导出事项清单: opens the dialog. Needs nothing around it. 不公开 items leave only where it is asked for. */
export function ExportActionsButton({ wanted, className = 'btn', what = '当前列表里的全部事项' }: { wanted: ExportedActions; className?: string; what?: string }) {
  const [open, setOpen] = useState(false)
  const [whole, setWhole] = useState(false)
  return (
    <>
      <button className={className} type="button" onClick={() => setOpen(true)}>导出事项清单</button>
      {open && (
        <ExportForm title="导出议定事项清单" verb="导出事项清单" formats={['xlsx', 'docx', 'pdf']} fileName="议定事项清单" sensitive={null} count={(rows) => `${rows}项`} onClose={() => setOpen(false)}
          write={(fileToken, format) => callApi('actions.export', { ...wanted, fileToken, format, hideConfidential: !whole })}>
          <p className="mut sm">导出{what}。</p>
          <fieldset className="choices"><legend className="label">不公开的事项</legend>
            <label><input type="radio" name="confidential" checked={!whole} onChange={() => setWhole(false)} />不导出</label>
            <label><input type="radio" name="confidential" checked={whole} onChange={() => setWhole(true)} />一起导出 <span className="mut sm">文件只在支委会内使用</span></label></fieldset>
        </ExportForm>
      )}
    </>
  )
}
