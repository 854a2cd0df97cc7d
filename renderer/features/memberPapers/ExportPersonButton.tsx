import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { callApi } from '../../lib/callApi.ts'
import { ExportForm } from './ExportForm.tsx'
import { PersonFormPreview } from './PersonFormPreview.tsx'
import './memberPapers.css'

/** 个人基本信息表 of one person: look at it, then export it. Needs nothing around it. */
export function ExportPersonButton({ id, name, on }: { id: string; name: string; on: IsoDate }) {
  const [open, setOpen] = useState<'preview' | 'export' | null>(null)
  return (
    <>
      <button className="btn" type="button" onClick={() => setOpen('preview')}>个人信息表</button>
      {open === 'preview' && <PersonFormPreview id={id} name={name} on={on} onClose={() => setOpen(null)} onExport={() => setOpen('export')} />}
      {open === 'export' && (
        <ExportForm title={`导出${name}的个人基本信息表`} verb="导出信息表" formats={['docx', 'pdf']} fileName={`${name} 个人基本信息表`} sensitive="身份证号、电话、住址、健康、家庭成员和处分" count={() => '一页'} onClose={() => setOpen(null)}
          write={(fileToken, format, includeSensitive) => callApi('members.exportFile', { fileToken, id, on, format: format === 'pdf' ? 'pdf' : 'docx', ...(includeSensitive ? { includeSensitive } : {}) })} />
      )}
    </>
  )
}
