import { useState } from 'react'
import { planPaperNames, planPapers, planScope, type PlanPaper } from '../../../shared/domain/plan.ts'
import { chineseNumeral } from '../../../shared/domain/text.ts'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { ExportForm } from '../memberPapers/index.ts'

const uses: Record<PlanPaper, string> = { year: '全年每项活动一行', quarter: '一个季度', month: '一个月', wall: '一个月一张A4，贴在墙上' }

/** The plan as a file: of the year, a quarter, a month, or a month on one page for the wall. */
export function ExportPlanButton({ year, month }: { year: number; month: number }) {
  const [open, setOpen] = useState(false)
  const [what, setWhat] = useState<PlanPaper>('year')
  const [at, setAt] = useState(1)
  const choose = (next: PlanPaper) => {
    setWhat(next)
    setAt(next === 'quarter' ? Math.ceil(month / 3) : month)
  }
  return (
    <>
      <button className="btn" type="button" onClick={() => { choose('year'); setOpen(true) }}>导出计划</button>
      {open && (
        <ExportForm title="导出计划" verb={`导出${planPaperNames[what]}`} formats={['docx', 'xlsx', 'pdf']} fileName={`${today()} ${planScope(year, what, at)}${what === 'wall' ? '活动安排（上墙）' : '组织生活和学习计划'}`} sensitive={null} count={(rows) => `${rows}项活动`} onClose={() => setOpen(false)}
          write={(fileToken, format) => callApi('plan.export', { fileToken, year, what, at, format })}>
          <fieldset className="choices column"><legend className="label">导出什么</legend>
            {planPapers.map((one) => <label key={one}><input type="radio" name="what" checked={what === one} onChange={() => choose(one)} />{planPaperNames[one]} <span className="mut sm">{uses[one]}</span></label>)}
          </fieldset>
          {what !== 'year' && (
            <div><label className="label" htmlFor="plan-at">{what === 'quarter' ? '季度' : '月份'}</label>
              <select id="plan-at" className="input" value={at} onChange={({ target }) => setAt(Number(target.value))}>{Array.from({ length: what === 'quarter' ? 4 : 12 }, (_, index) => index + 1).map((one) => <option key={one} value={one}>{what === 'quarter' ? `第${chineseNumeral(one)}季度` : `${one}月`}</option>)}</select></div>
          )}
        </ExportForm>
      )}
    </>
  )
}
