import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import type { Structure, StructureGroup, StructurePart } from '../../../shared/domain/structure.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { leave, onResume, useRoute } from '../session/index.ts'
import { ExportAttendanceButton } from './ExportAttendanceButton.tsx'
import { ExportForm } from './ExportForm.tsx'
import { ExportPersonButton } from './ExportPersonButton.tsx'
import { ExportRosterButton } from './ExportRosterButton.tsx'
import { StructureChart } from './StructureChart.tsx'
import { useStructure } from './structureStore.ts'
import './memberPapers.css'

interface Behind { title: string; group: StructureGroup }

/** 党员结构 on a day: each part as bars and as a table, and the people behind each number. */
export function StructurePage() {
  const { on, structure, failure, load } = useStructure()
  const [behind, setBehind] = useState<Behind | null>(null)
  const [exporting, setExporting] = useState(false)
  const [chartError, setChartError] = useState<ApiError | null>(null)
  const go = useRoute((state) => state.go)
  useEffect(() => { void load() }, [load])
  useEffect(() => onResume(() => void load()), [load])
  if (failure && !structure) return <div className="page"><h1>党员结构</h1><ErrorNotice sentence={failure.sentence} onAct={() => void load()} /></div>
  if (!structure || on === null) return <div className="page"><h1>党员结构</h1><p className="mut late" role="status">正在统计…</p></div>
  return (
    <div className="page structure-page">
      <div className="page-head">
        <div><h1>党员结构</h1><p className="mut sm">截至{chineseDate(structure.on)}，{summaryOf(structure)}。点数字看是哪些人。</p></div>
        <div className="row wrap structure-acts"><ExportRosterButton on={on} /><ExportAttendanceButton /><button className="btn primary" type="button" disabled={structure.total === 0} onClick={() => setExporting(true)}>导出结构统计</button></div>
      </div>
      {failure && <ErrorNotice sentence={failure.sentence} onAct={() => void load()} />}
      {chartError && <ErrorNotice sentence={chartError.sentence} />}
      <div className="row"><label htmlFor="structure-on">统计日期</label><span className="structure-day"><DateInput id="structure-on" value={on} onChange={(day) => void load(day)} /></span>
        {on !== today() && <button className="btn quiet" type="button" onClick={() => void load(today())}>看今天</button>}</div>
      {structure.total === 0
        ? <div className="empty"><p>{chineseDate(structure.on)}名册里没有党员。登记党员、填写档案后，这里显示年龄、学历、党龄和岗位结构。</p><button className="btn primary" type="button" onClick={() => void leave(() => go({ screen: 'people' }))}>去党员名册</button></div>
        : <div className="structure-parts" role="region" aria-label="各类结构" tabIndex={0}>{structure.parts.map((part) => <Part key={part.key} part={part} onBehind={setBehind} onError={setChartError} />)}</div>}
      {behind && <PeopleBehind behind={behind} on={structure.on} onClose={() => setBehind(null)} />}
      {exporting && <ExportStructure structure={structure} onClose={() => setExporting(false)} />}
    </div>
  )
}

const summaryOf = ({ total, parts }: Structure): string => {
  const status = parts.find(({ key }) => key === 'status')?.groups.filter(({ count }) => count > 0).map(({ label, count }) => `${label}${count}人`).join('、') ?? ''
  return `党员${total}人${status === '' ? '' : `（${status}）`}`
}

const tableRow = 32
function Part({ part, onBehind, onError }: { part: StructurePart; onBehind(behind: Behind): void; onError(error: ApiError): void }) {
  const show = (label: string) => {
    const group = part.groups.find((one) => one.label === label)
    if (group && group.count > 0) onBehind({ title: `${part.name}：${label}`, group })
  }
  return (
    <section className="card structure-part" aria-label={part.name}>
      <h2>{part.name}{part.note !== '' && <span className="mut sm">{part.note}</span>}</h2>
      <table className="plain"><thead><tr><th scope="col">分组</th><th scope="col" className="r">人数</th><th scope="col" className="r">占比</th></tr></thead>
        <tbody>{part.groups.map((group) => (
          <tr key={group.label}><td className={group.label === '未填写' ? 'amber-text' : ''}>{group.label}</td>
            <td className="r num">{group.count === 0 ? <span className="mut">0</span> : <button className="btn link" type="button" aria-label={`${part.name}，${group.label}，${group.count}人，看名单`} onClick={() => onBehind({ title: `${part.name}：${group.label}`, group })}>{group.count}</button>}</td>
            <td className="r num mut">{group.share.toFixed(1)}%</td></tr>
        ))}</tbody></table>
      <StructureChart part={part} height={part.groups.length * tableRow + tableRow} onChosen={show} onError={onError} />
    </section>
  )
}

function PeopleBehind({ behind: { title, group }, on, onClose }: { behind: Behind; on: string; onClose(): void }) {
  return (
    <Modal open title={title} footer={null} width={480} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        <p className="mut sm">截至{chineseDate(on)}，共{group.count}人，占{group.share.toFixed(1)}%。点姓名看个人信息表。</p>
        <ul className="people-behind" tabIndex={0}>{group.people.map(({ id, name }) => <li key={id}><ExportPersonButton id={id} name={name} on={on} asName /></li>)}</ul>
        <div className="row"><ExportRosterButton on={on} ids={() => Promise.resolve(group.people.map(({ id }) => id))} /></div>
      </div>
    </Modal>
  )
}

function ExportStructure({ structure, onClose }: { structure: Structure; onClose(): void }) {
  return (
    <ExportForm title="导出结构统计" verb="导出结构统计" formats={['docx', 'xlsx', 'pdf']} fileName={`${structure.on} 党员结构统计`} sensitive={null} count={(rows) => `统计${rows}人`} onClose={onClose}
      write={async (fileToken, format) => {
        const { chartPng } = await import('./charts.ts')
        const charts = format === 'xlsx' ? [] : structure.parts.map((part) => ({ key: part.key, pngBase64: chartPng(part), alt: `${part.name}：${part.groups.map(({ label, count }) => `${label}${count}人`).join('，')}`.slice(0, 300) }))
        return callApi('members.exportStructure', { fileToken, on: structure.on, format, charts })
      }}>
      <p className="mut sm">Word和PDF里有图和表，Excel里只有表；每个数字后面写明是哪些人。</p>
    </ExportForm>
  )
}
