import { Modal } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { ShownDays, StageMaterial } from '../../../shared/contract/developmentPapers.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { developmentPaperNames, type DevelopmentPaper } from '../../../shared/domain/developmentPapers.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { DayField } from '../fusion/index.ts'
import { ExportForm, useDrawnPages } from '../memberPapers/index.ts'
import './developmentPapers.css'

/** The days of a 公示 that is asked for; null until: the fifth workday. */
export interface AskedDays { on: IsoDate; until: IsoDate | null }
/** A paper of the path, or one of the meeting behind a step. */
export type Printed = { paper: DevelopmentPaper; days?: AskedDays } | { record: NonNullable<StageMaterial['record']>; title: string }

/** What the preview told of the paper beside its pages. */
interface Told { hasOwn: boolean; days: ShownDays | null }

/** The true page, drawn from the very PDF and always masked; then it is exported. `onClose` is told the days of a 公示 as it was made. */
export function PaperDialog({ printed, personId, name, onClose }: { printed: Printed; personId: string; name: string; onClose(days: ShownDays | null): void }) {
  const [form, setForm] = useState<'own' | 'shipped'>('own')
  const [exports, setExports] = useState(false)
  const [asked, setAsked] = useState('paper' in printed ? printed.days : undefined)
  const [told, setTold] = useState<Told | null>(null)
  const title = 'paper' in printed ? developmentPaperNames[printed.paper] : printed.title
  // Without a form of the unit the shipped one is taken. Looked at and exported is the same.
  const wanted = useMemo(() => ({ ...(form === 'shipped' ? { form } : {}), ...(asked && { days: asked }) }), [form, asked])
  const read = useCallback(async () => {
    if (!('paper' in printed)) return callApi('documents.previewMeeting', { ...printed.record, preset: 'official' })
    const answer = await callApi('developmentPapers.preview', { personId, paper: printed.paper, ...wanted })
    setTold(answer)
    return answer
  }, [printed, personId, wanted])
  const { pages, busy, error, again } = useDrawnPages(exports ? null : read)
  const wrong = error?.fields.find(({ path }) => path.startsWith('days.'))?.message
  const close = () => onClose(told?.days ?? null)
  if (exports) {
    return 'paper' in printed
      ? <ExportForm title={`导出${name}的${title}`} verb={`导出${title}`} formats={['docx', 'pdf']} fileName={`${name} ${title}`} sensitive="身份证号、电话、住址和家庭成员" count={() => '一份'} onClose={() => setExports(false)}
          write={(fileToken, format, includeSensitive) => callApi('developmentPapers.export', { fileToken, personId, paper: printed.paper, ...wanted, format: format === 'pdf' ? 'pdf' : 'docx', ...(includeSensitive ? { includeSensitive } : {}) })} />
      : <ExportForm title={`导出${title}`} verb={`导出${title}`} formats={['docx', 'pdf']} fileName={`${name} ${title}`} sensitive={null} count={() => '一份'} onClose={() => setExports(false)}
          write={async (fileToken, format) => ({ rows: 1, ...await callApi('documents.exportMeeting', { fileToken, ...printed.record, preset: 'official', format: format === 'pdf' ? 'pdf' : 'docx' }) })} />
  }
  return (
    <Modal open title={`${name}的${title}`} footer={null} width={700} onCancel={close} closable={{ 'aria-label': '关闭' }} style={{ top: 24 }}>
      <div className="stack">
        <div className="row between"><span className="mut sm" role="status">{busy ? '正在排版…' : 'paper' in printed ? '没有登记的内容是空白，敏感信息已脱敏' : '按会议记录排版'}</span>
          <span className="row">{told?.hasOwn === true && <select className="input" aria-label="用哪种表样" value={form} onChange={({ target }) => setForm(target.value === 'own' ? 'own' : 'shipped')}><option value="own">本单位的表样</option><option value="shipped">自带的表样</option></select>}<button className="btn primary" type="button" onClick={() => setExports(true)}>导出{title}</button></span></div>
        {told?.days && <Days days={told.days} wrong={wrong} onAsk={setAsked} />}
        {error && wrong === undefined && <ErrorNotice sentence={error.sentence} onAct={again} />}
        <div className="form-pages" ref={pages} tabIndex={0} role="region" aria-label={`${title}的页面`} aria-busy={busy} />
      </div>
    </Modal>
  )
}

/** From when to when a 公示 is up. Another first day moves the last one along. */
function Days({ days: { on, until, workdays, isShort, unknown }, wrong, onAsk }: { days: ShownDays; wrong: string | undefined; onAsk(days: AskedDays): void }) {
  const acting = useAct()
  return (
    <div className="row papers-days">
      <DayField label="公示第一天" field="days.on" value={on} acting={acting} onChange={(day) => { if (day !== null && day !== on) onAsk({ on: day, until: null }) }} />
      <DayField label="公示最后一天" field="days.until" value={until} acting={acting} onChange={(day) => { if (day !== null && day !== until) onAsk({ on, until: day }) }} />
      {wrong !== undefined ? <span className="error-text" role="alert">{wrong}</span> : <span className={`sm ${isShort ? 'amber-text' : 'mut'}`}>首尾都算，共{workdays}个工作日{isShort && '，不满5个'}{unknown !== null && <>；{unknown}，只扣了周末<span className="tag amber">待核</span></>}</span>}
    </div>
  )
}
