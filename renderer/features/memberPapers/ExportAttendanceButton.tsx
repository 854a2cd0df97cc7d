import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { ExportForm } from './ExportForm.tsx'
import './memberPapers.css'

/** 出勤统计: who was expected and who came, over a period. Needs nothing around it. */
export function ExportAttendanceButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button className="btn" type="button" onClick={() => setOpen(true)}>导出出勤统计</button>
      {open && <ExportAttendanceDialog onClose={() => setOpen(false)} />}
    </>
  )
}

const quarterOf = (day: IsoDate): IsoDate => `${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`

function ExportAttendanceDialog({ onClose }: { onClose(): void }) {
  const day = today()
  const [from, setFrom] = useState(`${day.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(day)
  return (
    <ExportForm title="导出出勤统计" verb="导出出勤统计" formats={['xlsx', 'docx', 'pdf']} fileName={`${from}至${to} 出勤统计`} sensitive={null} obstacle={from > to ? '起始日期在截止日期之后。' : null} count={(rows) => `${rows}人`} onClose={onClose}
      write={(fileToken, format) => callApi('members.exportAttendance', { fileToken, format, from, to })}>
      <div className="pair">
        <div><label className="label" htmlFor="attendance-from">自</label><DateInput id="attendance-from" value={from} onChange={setFrom} /></div>
        <div><label className="label" htmlFor="attendance-to">至</label><DateInput id="attendance-to" value={to} onChange={setTo} /></div>
      </div>
      <div className="row"><button className="btn small" type="button" onClick={() => { setFrom(quarterOf(day)); setTo(day) }}>本季度</button><button className="btn small" type="button" onClick={() => { setFrom(`${day.slice(0, 4)}-01-01`); setTo(day) }}>本年</button></div>
      <p className="mut sm">每人一行：应到、实到、线上、请假、缺席、到会率和原因；口径写在表末。</p>
    </ExportForm>
  )
}
