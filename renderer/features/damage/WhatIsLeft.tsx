import { useState } from 'react'
import type { DamageReport } from '../../../shared/domain/damage.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'

/** So many kinds are shown before the rest is summed up: those an officer knows by name. */
const shownTables = ['meeting', 'agenda_item', 'speech', 'action_item', 'attendance', 'minutes', 'person', 'own_template']

/** Counted only when it is asked for: a large database takes a while. */
export function WhatIsLeft() {
  const [report, setReport] = useState<DamageReport | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const look = async () => {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      setReport(await callApi('damage.inspect', {}))
    } catch (thrown) {
      setError(asApiError(thrown))
    } finally {
      setBusy(false)
    }
  }
  if (!report) return <p><button className="btn link" type="button" aria-busy={busy} onClick={() => void look()}>{busy ? '正在逐页查看…' : '查看还读得出多少'}</button>{error && <span className="error-text" role="alert">　{error.sentence.happened}</span>}</p>
  const rows = report.tables.filter(({ table, lostPages, lostRows, unsure }) => shownTables.includes(table) || lostPages + lostRows + unsure > 0)
  return (
    <div className="what-is-left" role="status">
      <p>{summary(report)}</p>
      <div className="left-rows" role="group" aria-label="还读得出的内容" tabIndex={0}>
        {rows.map(({ table, label, read, unsure, lostPages, lostRows }) => (
          <div key={table}><span>{label}</span><span className="num">{read}条</span><span className={lostPages + lostRows > 0 ? 'lost' : unsure > 0 ? 'amber-text' : 'mut'}>{stateWords({ unsure, lostPages, lostRows })}</span></div>
        ))}
        {report.attachments && report.attachments.needed > 0 && <div><span>附件文件</span><span className="num">{report.attachments.whole}个</span><span className={report.attachments.broken + report.attachments.missing > 0 ? 'lost' : 'mut'}>{report.attachments.broken + report.attachments.missing > 0 ? `${report.attachments.broken}个损坏，${report.attachments.missing}个不见了` : '都完好'}</span></div>}
      </div>
    </div>
  )
}

function summary({ directoryLost, pages: { count, unsure, lost } }: DamageReport): string {
  if (count === 0) return '数据文件是空的，读不出内容。'
  if (unsure === 0 && lost === 0) return `共${count}页，都读得出。`
  if (directoryLost) return `共${count}页，目录坏了${lost > 1 ? `，另有${lost - 1}页读不出` : ''}；已逐页搜寻，找到：`
  if (unsure >= count) return `共${count}页，开头的校验信息坏了，内容读得出，但不能逐页证明没有改变。`
  return `共${count}页，${lost > 0 ? `${lost}页读不出` : `${unsure}页没有通过校验`}，其余完好。`
}

function stateWords({ unsure, lostPages, lostRows }: { unsure: number; lostPages: number; lostRows: number }): string {
  const lost = [lostPages > 0 ? `${lostPages}页读不出` : '', lostRows > 0 ? `${lostRows}条不完整` : ''].filter(Boolean).join('，')
  return lost || (unsure > 0 ? `${unsure}条要核对` : '都读得出')
}
