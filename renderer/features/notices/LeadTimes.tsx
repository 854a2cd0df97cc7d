import { type FormEvent, useState } from 'react'
import { defaultLeads, longestLeads, noticeGroupNames, noticeGroups, type NoticeSettings } from '../../../shared/domain/notices.ts'
import { CountInput } from '../../components/CountInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi, type ApiError } from '../../lib/callApi.ts'
import { act } from '../journal/index.ts'

/** How many days before its day each group is told, and whether it is told at all. `onSaved`: reads them anew. */
export function LeadTimes({ settings, onSaved }: { settings: NoticeSettings; onSaved(): Promise<void> }) {
  const [draft, setDraft] = useState(settings)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const changed = noticeGroups.some((group) => draft[group] !== settings[group])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !changed) return
    setBusy(true)
    setError(null)
    await act(() => callApi('notices.saveSettings', draft), onSaved, onSaved, setError).catch(() => undefined)
    setBusy(false)
  }
  return (
    <form className="notices-leads" onSubmit={(event) => void save(event)}>
      <p>打开支部工作台后，快到期的事会在桌面上提醒：</p>
      <ul>
        {noticeGroups.map((group) => {
          const lead = draft[group]
          return (
            <li key={group} className="row">
              <label className="row"><input type="checkbox" checked={lead !== null} onChange={({ target }) => setDraft({ ...draft, [group]: target.checked ? settings[group] ?? defaultLeads[group] : null })} />{noticeGroupNames[group]}</label>
              {lead === null ? <span className="mut">不提醒</span> : <span className="row">提前<CountInput label={`${noticeGroupNames[group]}提前的天数`} value={lead} field={`settings.notices.${group}`} onChange={(days) => setDraft({ ...draft, [group]: Math.min(longestLeads[group], days) })} />天</span>}
            </li>
          )
        })}
      </ul>
      <p className="mut sm">算出的那天放假的，改在放假前最后一个工作日提醒。每件事只提醒一次，延期以后按新的日期再提醒；办完的和写明不需要的不提醒。提醒里不写姓名，也不写事项和会议的名称。</p>
      {error && <ErrorNotice sentence={error.sentence} />}
      <div className="row"><button className="btn primary" type="submit" disabled={busy || !changed}>保存提醒天数</button></div>
    </form>
  )
}
