import { useState } from 'react'
import { callApi } from '../../lib/callApi.ts'
import { ExportForm } from '../memberPapers/index.ts'

/** The notice of a meeting that is being prepared, in its official form. */
export function NoticeButton({ meetingId, name }: { meetingId: string; name: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button className="btn small" type="button" aria-label={`导出${name}的通知`} onClick={() => setOpen(true)}>通知</button>
      {open && (
        <ExportForm title={`${name}：会议通知`} verb="导出通知" formats={['docx', 'pdf']} fileName={`${name}通知`} sensitive={null} count={() => '1份通知'} onClose={() => setOpen(false)}
          write={async (fileToken, format) => {
            await callApi('documents.exportMeeting', { meetingId, document: 'notice', preset: 'official', format: format === 'pdf' ? 'pdf' : 'docx', fileToken })
            return { rows: 1 }
          }} />
      )}
    </>
  )
}
