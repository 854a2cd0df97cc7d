import { useEffect, useState } from 'react'
import { chineseDate } from '../../../shared/domain/dates.ts'
import { statuses, statusNames } from '../../../shared/domain/person.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { useRoute } from '../session/index.ts'
import { ChooseSource } from './ChooseSource.tsx'
import { ImportGrid } from './ImportGrid.tsx'
import { needsLook, useImport, type Imported } from './importStore.ts'
import { RowPanel } from './RowPanel.tsx'
import './importPeople.css'

/** A roster into the files of people: where it comes from, every row as it would become, what was done. One page. */
export function ImportPage() {
  const step = useImport((state) => state.step)
  switch (step) {
    case 'choose': return <ChooseSource />
    case 'reading': case 'writing': return <Working />
    case 'rows': return <Rows />
    case 'done': return <DoneLine />
  }
}

function Working() {
  const { step, progress, stop } = useImport()
  const isWriting = step === 'writing' && progress?.stage !== 'backup'
  const words = step === 'reading' ? (progress && progress.rows > 0 ? `已读${inFigures(progress.rows)}行` : '正在打开') : progress?.stage === 'backup' ? '先备份一次，以防万一' : '正在写入，请稍候'
  return (
    <div className="page"><h1>导入名册</h1>
      <div className="card import-working" role="status">
        <h2>{step === 'reading' ? '正在读名册…' : '正在导入…'}</h2>
        <progress aria-label="进度" {...(step === 'reading' && progress ? { value: progress.part } : {})} />
        <div className="row between"><span className="mut num">{words}</span>{!isWriting && <button className="btn" type="button" onClick={() => void stop()}>停下</button>}</div>
      </div>
    </div>
  )
}

const inFigures = (count: number): string => count.toLocaleString('en-US')

const summary = ({ counts: { create, update, ignore, ask, refuse } }: Imported, looks: number): string =>
  [[create, '新增', '人'], [update, '更新', '人'], [ignore, '不变', '人'], [ask, '待定', '行'], [refuse, '没读入', '行'], [looks, '要核对', '行']]
    .filter(([count]) => count !== 0).map(([count, words, unit]) => `${words}${inFigures(Number(count))}${unit}`).join('　')

/** The rows were left for another room since they were read. */
let wasLeft = false

function Rows() {
  const { answer, settings, error, busy, selected, set, commit, startOver, refresh } = useImport()
  const [onlyLooks, setOnlyLooks] = useState(false)
  const [shown, setShown] = useState(false)
  // Somebody may have written meanwhile.
  useEffect(() => {
    if (wasLeft) void refresh()
    wasLeft = false
    return () => { wasLeft = true }
  }, [refresh])
  if (!answer) return null
  const { counts: { create, update }, columns, rows, sheets, asOf, asOfTold, fileName } = answer
  const looks = rows.filter(needsLook).length
  const verb = create > 0 && update > 0 ? `导入${inFigures(create + update)}人` : update > 0 ? `更新${inFigures(update)}人` : create > 0 ? `导入${inFigures(create)}人` : '没有要导入的'
  const lacksStatus = !columns.some(({ target }) => target === 'status') && (create > 0 || settings.defaultStatus !== undefined || rows.some(({ outcome }) => outcome === 'refuse'))
  const visible = onlyLooks ? rows.filter(needsLook) : rows
  return (
    <div className="import">
      <div className="page">
        <div className="page-head">
          <div className="import-title"><h1>导入名册</h1><p className="mut sm"><span className="file" title={fileName}>{fileName === '' ? '粘贴的内容' : fileName}</span><button className="btn link" type="button" onClick={startOver}>换一份</button></p></div>
          <button className="btn primary" type="button" disabled={busy || create + update === 0} onClick={() => void commit()}>{verb}</button>
        </div>
        {error && <ErrorNotice sentence={error.sentence} onAct={() => void refresh()} />}
        {rows.length > 0 && create + update === 0 && looks === 0 && <div className="notice" role="status"><span>名册里的内容档案里都有了，没有要导入的。</span></div>}
        <div className="row wrap import-bar">
          <span className="counts num" role="status" aria-live="polite">{rows.length === 0 ? '表里没有人员' : summary(answer, looks)}</span>
          <label className="row"><input type="checkbox" checked={onlyLooks} onChange={(event) => setOnlyLooks(event.target.checked)} />只看要处理的</label>
          <label className="row"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />显示证件号和电话</label>
          {sheets.length > 1 && <label className="row">表<select className="input" value={answer.sheet} onChange={(event) => set({ sheet: Number(event.target.value) })}>{sheets.map((sheet) => <option key={sheet.index} value={sheet.index}>{sheet.name || '第1张表'}（第{sheet.headerLine}行起，{sheet.rows}行）</option>)}</select></label>}
          {lacksStatus && <label className="row">表里没有人员类别，新人都算<select className="input" value={settings.defaultStatus ?? ''} onChange={(event) => { const status = statuses.find((each) => each === event.target.value); if (status) set({ defaultStatus: status }) }}>{settings.defaultStatus === undefined && <option value="">请选择</option>}{statuses.map((status) => <option key={status} value={status}>{statusNames[status]}</option>)}</select></label>}
          <span className="row as-of"><label htmlFor="import-as-of">名册日期{asOfTold && <span className="mut sm">（名册上写的）</span>}</label><span className="date"><DateInput id="import-as-of" value={asOf} onChange={(day) => set({ asOf: day })} /></span></span>
        </div>
        <p className="mut sm">类别、职务、党小组与档案不同的，从{chineseDate(asOf)}起登记变动；新人从建账之日或入党、转正之日起。空格子不改档案。</p>
        <ImportGrid columns={columns} rows={visible} shown={shown} busy={busy} emptyText={onlyLooks ? '没有要处理的了' : '表里没有人员'} />
      </div>
      <RowPanel key={selected ?? 'all'} answer={answer} shown={shown} />
    </div>
  )
}

function DoneLine() {
  const { done, error, busy, undo, startOver } = useImport()
  const go = useRoute((state) => state.go)
  if (!done) return null
  const { counts: { create, update, ask, refuse }, undone } = done
  const what = [create > 0 ? `新增${inFigures(create)}人` : '', update > 0 ? `更新${update}人` : ''].filter((part) => part !== '').join('，')
  const rest = [ask > 0 ? `${ask}行没有定下来` : '', refuse > 0 ? `${refuse}行没读入` : ''].filter((part) => part !== '').join('，')
  return (
    <div className="page"><h1>导入名册</h1>
      {error && <ErrorNotice sentence={error.sentence} onAct={() => void undo()} />}
      <div className="notice" role="status">
        <span>{undone ? `已撤销这次导入，名册和导入以前一样。` : <><b>已导入：{what || '没有变化'}。</b>{rest !== '' && ` 另有${rest}，没有写入。`}</>}</span>
        <span className="row">{!undone && done.operationId !== undefined && <button className="btn" type="button" disabled={busy} onClick={() => void undo()}>撤销</button>}</span>
      </div>
      {!undone && <p className="mut">导入前已自动备份一次。30天内也可以在“设置”的“操作记录”里撤销。</p>}
      <div className="row"><button className="btn primary" type="button" autoFocus onClick={() => { startOver(); go({ screen: 'people' }) }}>看名册</button><button className="btn" type="button" onClick={startOver}>再导入一份</button></div>
    </div>
  )
}
