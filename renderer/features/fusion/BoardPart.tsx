import { Modal } from 'antd'
import { useState } from 'react'
import type { BoardRecord, Indicator, IndicatorCode } from '../../../shared/domain/board.ts'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { callApi } from '../../lib/callApi.ts'
import { ExportForm } from '../memberPapers/index.ts'
import { leave, useRoute, type Route } from '../session/index.ts'
import { Bar } from './Bar.tsx'
import { useFusion } from './fusionStore.ts'
import { PeriodChoice } from './PeriodChoice.tsx'
import { changeInWords, withUnit } from './words.ts'
import { PartPage } from './PartPage.tsx'

/** 融合看板: the branch in a quarter or a year. Each figure opens its records and says how it came about. */
export function BoardPart() {
  const { board, period } = useFusion()
  const go = useRoute((state) => state.go)
  const [behind, setBehind] = useState<Indicator | null>(null)
  const [exporting, setExporting] = useState(false)
  const known = board?.indicators.filter(({ value }) => value !== '—') ?? []
  const lacking = board?.indicators.filter(({ value }) => value === '—') ?? []
  const goals = known.filter(({ forAnalysis }) => !forAnalysis)
  const analysis = known.filter(({ forAnalysis }) => forAnalysis)
  return (
    <PartPage isLoaded={board !== null} summary={board === null ? '' : `${board.title}，截至${chineseDate(board.on < board.to ? board.on : board.to)}。点数字看是哪些记录、怎么算的。`}
      actions={<><PeriodChoice /><button className="btn primary" type="button" disabled={board === null} onClick={() => setExporting(true)}>导出一页纸</button></>}>
      {board && (
        <div className="board" tabIndex={0} role="region" aria-label={board.title}>
          <section className="card sentences" aria-label="总体情况">{board.sentences.slice(0, 2).map((sentence) => <p key={sentence}>{sentence}</p>)}</section>
          {goals.length > 0 && <section aria-label="指标"><h2>指标</h2><div className="indicators">{goals.map((indicator) => <Figure key={indicator.code} indicator={indicator} onOpen={setBehind} />)}</div></section>}
          {analysis.length > 0 && <section aria-label="只作分析"><h2>只作分析 <span className="mut sm">不是考核分数，也不是越高越好</span></h2><div className="indicators">{analysis.map((indicator) => <Figure key={indicator.code} indicator={indicator} onOpen={setBehind} />)}</div></section>}
          {lacking.length > 0 && <details className="not-computed"><summary className="mut sm">还没有数据的{lacking.length}项：{lacking.map(({ name }) => name).join('、')}</summary><div className="indicators">{lacking.map((indicator) => <Figure key={indicator.code} indicator={indicator} onOpen={setBehind} />)}</div></details>}
          <div className="board-two">
            <section className="card board-card" aria-label="项目"><h2>项目 <span className="mut sm">{board.projects.length}</span></h2>
              {board.projects.length === 0 ? <p className="mut">这段时间没有项目。</p> : board.projects.map(({ id, title, leader, metric }) => (
                <div key={id} className="board-project"><div className="row between"><button className="btn link" type="button" onClick={() => void leave(() => go({ screen: 'project', projectId: id }))}>{title}</button><span className="num">{metric === null ? '—' : changeInWords(metric.baseline, metric.actual, metric.unit)}</span></div>
                  <Bar attainment={metric?.attainment ?? null} /><p className="mut sm num">目标 {metric === null ? '—' : withUnit(metric.target, metric.unit)}　达成 {metric === null ? '—' : metric.shown.replace(' ', '')}{leader === '' ? '' : `　${leader}`}</p></div>
              ))}</section>
            <section className="card board-card" aria-label="逐月"><h2>支部做了什么</h2>
              <table className="plain"><thead><tr><th scope="col">月份</th><th scope="col" className="r">会议和活动</th><th scope="col" className="r">含业务议题</th><th scope="col" className="r">议定</th><th scope="col" className="r">办结</th></tr></thead>
                <tbody>{board.months.map(({ month, meetings, business, decided, closed }) => <tr key={month}><td>{Number(month.slice(5))}月</td>{[meetings, business, decided, closed].map((n, index) => <td key={String(index)} className={`r num ${n === 0 ? 'mut' : ''}`}>{n}</td>)}</tr>)}</tbody></table></section>
          </div>
        </div>
      )}
      {behind && <Behind indicator={behind} onClose={() => setBehind(null)} />}
      {exporting && board && (
        <ExportForm title={`导出${board.title}一页纸`} verb="导出一页纸" formats={['docx', 'pdf']} fileName={`${board.title}党建与业务融合情况`} sensitive={null} count={() => '一页'} onClose={() => setExporting(false)}
          write={(fileToken, format) => callApi('reports.exportQuarter', { fileToken, format: format === 'pdf' ? 'pdf' : 'docx', year: period.year, ...(period.quarter === null ? {} : { quarter: period.quarter }) })}>
          <p className="mut sm">一张A4纸：总体情况、指标、项目、没解决的难点和没办结的事项；排不下的写明还有多少。不公开的事项不写。</p>
        </ExportForm>
      )}
    </PartPage>
  )
}

/** One figure; pressing it shows what is behind. */
export function Figure({ indicator, onOpen }: { indicator: Indicator; onOpen(indicator: Indicator): void }) {
  const { name, value, numerator, denominator } = indicator
  return (
    <button className="card figure" type="button" title="看是哪些记录、怎么算的" onClick={() => onOpen(indicator)}>
      <span className="sm">{name}</span><b className={`num ${value === '—' ? 'mut' : ''}`}>{value}</b><span className="mut sm num">{denominator === '' ? '还没有数据' : `${numerator} / ${denominator}`}</span>
    </button>
  )
}

const recordNames: Record<BoardRecord['kind'], string> = { action: '议定事项', difficulty: '难点', project: '项目', meeting: '会议', person: '人员', visit: '走访', volunteer: '志愿服务', need: '应开的会', dues: '党费' }

/** What the records are that stand in the numerator, and the others. */
const answers: Partial<Record<IndicatorCode, readonly [string, string]>> = {
  K01: ['已开够', '没开够'], K02: ['全部到会', '有人未到'], K04: ['按时足额', '没有'], K05: ['已办结', '未办结'], K05b: ['按期办结', '未按期办结'], K06: ['有举措', '没有举措'], K07: ['已结题', '未结题'],
  K08: ['业务骨干', '不是骨干'], K09: ['党员', '不是党员'], K10: ['已转化', '未转化'], K10b: ['已转化', '未转化'], K12: ['全部走访', '没走访完'], K12b: ['已办结', '未办结'], K14: ['计入', '不计'], K15: ['含业务议题', '不含'],
}

/** The records behind a figure: those that reach what it asks, and those that do not. */
export function Behind({ indicator, onClose }: { indicator: Indicator; onClose(): void }) {
  const go = useRoute((state) => state.go)
  const { name, value, how, records, code, forAnalysis } = indicator
  const [yes, no] = answers[code] ?? ['达到', '未达到']
  const open = (to: Route) => void leave(() => { onClose(); go(to) })
  return (
    <Modal open title={`${name}　${value}`} footer={null} width={720} onCancel={onClose} closable={{ 'aria-label': '关闭' }}>
      <div className="stack">
        <p>{how}</p>
        {records.length === 0 ? <p className="mut">没有记录。</p> : (
          <div className="behind" tabIndex={0} role="region" aria-label="记录">
            <table className="plain"><thead><tr><th scope="col">记录</th><th scope="col">说明</th><th scope="col">{forAnalysis || code === 'K14' ? '情况' : '是否达到'}</th></tr></thead>
              <tbody>{records.map((record) => (
                <tr key={record.kind + record.id}><td><RecordLink record={record} onOpen={open} /><span className="mut sm">　{recordNames[record.kind]}</span></td>
                  <td className="mut">{record.note}</td><td>{record.counts ? <span className="tag green">{yes}</span> : <span className="mut">{no}</span>}</td></tr>
              ))}</tbody></table>
          </div>
        )}
        <p className="mut sm">指标编号{code.slice(0, 3)}。分母为0的显示“—”，不写0%。</p>
      </div>
    </Modal>
  )
}

/** The way to a record; a part of this room is beside what is read. */
function RecordLink({ record: { kind, id, title }, onOpen }: { record: BoardRecord; onOpen(to: Route): void }) {
  const { show } = useFusion()
  const link = (act: () => void) => <button className="btn link" type="button" onClick={act}>{title}</button>
  switch (kind) {
    case 'project': case 'visit': return link(() => onOpen({ screen: 'project', projectId: id }))
    case 'meeting': return link(() => onOpen({ screen: 'meeting', meetingId: id, newKind: null }))
    case 'action': return link(() => onOpen({ screen: 'action', actionId: id }))
    case 'person': return link(() => onOpen({ screen: 'member', personId: id }))
    case 'need': return link(() => onOpen({ screen: 'frequency' }))
    case 'dues': return link(() => onOpen({ screen: 'dues' }))
    case 'difficulty': return link(() => show('difficulties'))
    case 'volunteer': return link(() => show('volunteer'))
  }
}
