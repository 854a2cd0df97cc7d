import { useState } from 'react'
import { exportedDues, exportedDuesNames } from '../../../shared/contract/dues.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { ExportForm } from '../memberPapers/index.ts'
import { placeOf, useDues, type Told } from './duesStore.ts'

type What = (typeof exportedDues)[number]
const uses: Record<What, string> = { ledger: '每人一行，逐月交纳情况', publicity: '每人应交、已交合计，贴出来用' }
const quarters = [1, 2, 3, 4] as const

/** The ledger of the year, or what is put up of it. */
export function ExportDues({ told: { year }, onClose }: { told: Told; onClose(): void }) {
  const [what, setWhat] = useState<What>('ledger')
  const [quarter, setQuarter] = useState(() => Math.floor(placeOf(useDues.getState().month) / 3) + 1)
  const isYear = quarter === 0
  const period = what === 'ledger' || isYear ? `${year}年` : `${year}年第${'一二三四'[quarter - 1] ?? ''}季度`
  return (
    <ExportForm title="导出党费" verb={`导出${exportedDuesNames[what]}`} formats={['xlsx', 'docx', 'pdf']} fileName={`${today()} ${period}${exportedDuesNames[what]}`} sensitive={what === 'ledger' ? '计算基数' : null} count={(rows) => `${rows}人`} onClose={onClose}
      write={(fileToken, format, includeSensitive) => callApi('dues.export', { fileToken, year, what, format, ...(what === 'publicity' && !isYear ? { quarter } : {}), ...(includeSensitive === undefined ? {} : { includeSensitive }) })}>
      <fieldset className="choices column"><legend className="label">导出什么</legend>
        {exportedDues.map((one) => <label key={one}><input type="radio" name="what" checked={what === one} onChange={() => setWhat(one)} />{exportedDuesNames[one]} <span className="mut sm">{uses[one]}</span></label>)}
      </fieldset>
      {what === 'publicity' && <label className="dues-period"><span className="label">公示哪段时间</span><select className="input" value={quarter} onChange={({ target }) => setQuarter(Number(target.value))}>{quarters.map((each) => <option key={each} value={each}>第{'一二三四'[each - 1]}季度</option>)}<option value={0}>全年（到现在）</option></select></label>}
      {what === 'publicity' && <p className="mut sm">只写月应交、应交、已交和哪个月没有交，不写类别和基数。</p>}
    </ExportForm>
  )
}
