import { useState } from 'react'
import { exportedListNames, type exportedLists } from '../../../shared/contract/checklist.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { ExportForm } from '../memberPapers/index.ts'

type What = (typeof exportedLists)[number]
const uses: Record<What, string> = { all: '每个检查点一行：结果、数据里的情况、手工核对', missing: '缺的每项一行，留出责任人、时限和完成情况' }

/** The list of a year as a file, or only what lacks today. */
export function ExportChecklistButton({ year, missing }: { year: number; missing: number }) {
  const [open, setOpen] = useState(false)
  const [what, setWhat] = useState<What>('all')
  return (
    <>
      <button className="btn primary" type="button" onClick={() => { setWhat(missing > 0 ? 'missing' : 'all'); setOpen(true) }}>导出清单</button>
      {open && (
        <ExportForm title="导出检查清单" verb={`导出${exportedListNames[what]}`} formats={['docx', 'xlsx', 'pdf']} fileName={`${today()} ${year}年${exportedListNames[what]}`} sensitive={null} count={(rows) => (what === 'all' ? `${rows}个检查点` : `缺${rows}项`)} onClose={() => setOpen(false)}
          write={(fileToken, format) => callApi('checklist.export', { fileToken, year, what, format })}>
          <fieldset className="choices column"><legend className="label">导出什么</legend>
            {(['missing', 'all'] as const).map((one) => <label key={one}><input type="radio" name="what" checked={what === one} onChange={() => setWhat(one)} />{exportedListNames[one]} <span className="mut sm">{uses[one]}</span></label>)}
          </fieldset>
        </ExportForm>
      )}
    </>
  )
}
