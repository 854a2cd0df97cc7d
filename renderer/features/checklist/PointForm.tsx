import { type FormEvent, useState } from 'react'
import { checkSectionNames, checkSections, type CheckSection } from '../../../shared/rules/checklist.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { LineInput } from '../../components/LineInput.tsx'
import { useAct } from '../../lib/useAct.ts'
import { useChecklist, type CheckItem } from './checklistStore.ts'
import { useInSight } from './useInSight.ts'

/** 改检查点, or a new one of the unit: its words, what proves it, its points; hide it, take it back to how it ships, remove it. */
export function PointForm({ item, onDone }: { item: CheckItem | null; onDone(): void }) {
  const form = useInSight()
  const { savePoint, setHidden, resetPoint, removePoint } = useChecklist()
  const { busy, error, run } = useAct()
  const [section, setSection] = useState<CheckSection>(item?.section ?? 'records')
  const [text, setText] = useState(item?.text ?? '')
  const [evidence, setEvidence] = useState(item?.evidence ?? '')
  const [points, setPoints] = useState(String(item?.points ?? 0))
  const [veto, setVeto] = useState(item?.veto ?? false)
  const worth = Number(points)
  const isWorth = points.trim() !== '' && worth >= 0 && worth <= 100 && Number.isInteger(worth * 2)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && isWorth) void run(() => savePoint({ ...(item ? { id: item.id } : {}), section, text, evidence, points: worth, veto }), onDone)
  }
  const name = item?.id ?? 'new'
  return (
    <form ref={form} className="check-form" aria-label={item ? '改检查点' : '加检查点'} onSubmit={submit}>
      <div className="wide"><label className="label" htmlFor={`text-${name}`}>检查点</label><LineInput id={`text-${name}`} field={`checklist.text.${name}`} value={text} onChange={setText} maxLength={300} /></div>
      <div className="wide"><label className="label" htmlFor={`evidence-${name}`}>证据</label><LineInput id={`evidence-${name}`} field={`checklist.evidence.${name}`} value={evidence} onChange={setEvidence} maxLength={200} placeholder="检查时要看的材料" /></div>
      <div><label className="label" htmlFor={`section-${name}`}>类别</label><select id={`section-${name}`} className="input" value={section} onChange={(event) => { const chosen = checkSections.find((one) => one === event.target.value); if (chosen) setSection(chosen) }}>{checkSections.map((one) => <option key={one} value={one}>{checkSectionNames[one]}</option>)}</select></div>
      <div className="row end"><label>分值<input className="input count" inputMode="decimal" value={points} aria-invalid={!isWorth} onChange={(event) => setPoints(event.target.value)} /></label><label className="row"><input type="checkbox" checked={veto} onChange={(event) => setVeto(event.target.checked)} />★一票否决</label></div>
      {!isWorth && <p className="error-text wide" role="alert">分值填0到100，可以有半分；0表示不计分。</p>}
      <div className="row wide">
        <button className="btn primary" type="submit" disabled={busy || text.trim() === '' || !isWorth}>{item ? '保存检查点' : '加检查点'}</button>
        {item?.isEdited && <button className="btn" type="button" disabled={busy} onClick={() => void run(() => resetPoint(item.id), onDone)}>改回原样</button>}
        {item && <button className="btn" type="button" disabled={busy} onClick={() => void run(() => setHidden(item.id, true), onDone)}>隐藏</button>}
        {item?.isOwn && <button className="btn" type="button" disabled={busy} onClick={() => void run(() => removePoint(item.id), onDone)}>删除</button>}
        <button className="btn quiet" type="button" onClick={onDone}>返回</button>
      </div>
      {error && <div className="wide"><ErrorNotice sentence={error.sentence}>{error.fields.map(({ path, message }) => <span key={path}>{message}</span>)}</ErrorNotice></div>}
    </form>
  )
}
