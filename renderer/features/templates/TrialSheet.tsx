import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { isDevelopmentPaper, type TemplateDocument } from '../../../shared/domain/templateDocument.ts'
import type { MeetingRow } from '../../../shared/domain/meeting.ts'
import { kindFacts, type MeetingKind } from '../../../shared/domain/meetingKinds.ts'
import type { TemplateChoice } from '../../../shared/domain/template.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { PaperSheet } from './PaperSheet.tsx'
import type { Source } from './TemplateEditor.tsx'

/** So many recent records are offered for a trial. */
const recent = 30

/** The form filled with a sample record, or with one of the officer's own. */
export function TrialSheet({ source, document, kind, choices }: { source: Source; document: TemplateDocument; kind: MeetingKind | null; choices: TemplateChoice[] }) {
  const isOfPath = isDevelopmentPaper(document)
  const [rows, setRows] = useState<MeetingRow[]>([])
  const [meetingId, setMeetingId] = useState('')
  const [filled, setFilled] = useState<{ with: string; answer: Output<'templates.try'> } | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (isOfPath) return undefined
    let stopped = false
    // Without the list a sample still serves.
    callApi('meetings.list', { limit: recent, ...(kind === null ? {} : { kind }) }).then(({ rows: found }) => { if (!stopped) setRows(found) }, () => undefined)
    return () => { stopped = true }
  }, [kind, isOfPath])
  useEffect(() => {
    let stopped = false
    callApi('templates.try', { ...source, document, kind, choices, ...(meetingId === '' ? {} : { meetingId }) }).then(
      (found) => { if (!stopped) { setFilled({ with: meetingId, answer: found }); setError(null) } }, (thrown: unknown) => { if (!stopped) setError(asApiError(thrown)) })
    return () => { stopped = true }
  }, [source, document, kind, choices, meetingId, attempt])
  const trial = filled?.with === meetingId ? filled.answer : null
  return (
    <div className="form-side-by-side">
      {trial ? <PaperSheet layout={trial.layout} label={`用“${trial.with}”试填的纸面`} /> : <div className="form-room">{error ? <ErrorNotice sentence={error.sentence} onAct={() => { setError(null); setAttempt((n) => n + 1) }} /> : <p className="mut" role="status">正在试填…</p>}</div>}
      <aside className="form-side" aria-label="试填">
        {isOfPath ? <p>用每个字段的例子试填。真实的内容在“发展党员—材料”里生成时填入。</p> : <label><span className="label">用哪次会议试填</span>
          <select className="input" value={meetingId} onChange={({ target }) => setMeetingId(target.value)}>
            <option value="">样例会议</option>
            {rows.map(({ id, heldOn, kind: of, title }) => <option key={id} value={id}>{chineseDate(heldOn)} {title || kindFacts[of].short}</option>)}
          </select></label>}
        {trial && <p className="mut sm" role="status">用“{trial.with}”填好了。和去年那份对照着看，不对的回“选字段”改。</p>}
        {trial && trial.faults.length > 0 && <section><h2 className="error-text">有{trial.faults.length}处不对</h2><ul className="sm form-removed">{trial.faults.map(({ message }, index) => <li key={index}>{message}</li>)}</ul></section>}
        {trial && trial.lacking.length > 0 && <section><h2>不会印出来的内容</h2><p className="mut sm">这个版式没有下面的字段，记录里写了也不印：</p><p className="sm">{trial.lacking.join('、')}</p></section>}
      </aside>
    </div>
  )
}
