import { useState } from 'react'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { DatedValue } from '../../../shared/domain/project.ts'
import { today } from '../../lib/clock.ts'
import { useAct } from '../../lib/useAct.ts'
import { DayField, FormFault, LineField } from './Field.tsx'
import { shortDay, withUnit } from './words.ts'
import { useTyped } from './useTyped.ts'

interface ValueFormProps { unit: string; values: readonly DatedValue[]; isNext?: boolean; onSave(entry: { on: IsoDate; value: string; source: string; reason: string }): Promise<unknown> }

/** 日期, 数值, 来源. Where that day has another value it is a correction and asks for its reason. `isNext`: the next step of its screen. */
export function ValueForm({ unit, values, isNext = false, onSave }: ValueFormProps) {
  const [on, setOn] = useState<IsoDate>(today())
  const [value, setValue] = useState('')
  const [source, setSource] = useState('')
  const [reason, setReason] = useState('')
  const acting = useAct()
  useTyped(value !== '')
  const held = value.trim() === '' ? undefined : values.find((each) => each.on === on && each.replacedAt === null)
  const submit = () => acting.run(async () => {
    await onSave({ on, value, source, reason })
    setValue('')
    setSource('')
    setReason('')
  })
  return (
    <form className="value-form" onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <DayField label="日期" field="on" value={on} acting={acting} onChange={(day) => { if (day !== null) setOn(day) }} />
      <LineField label={unit === '' ? '数值' : `数值（${unit}）`} field="value" value={value} maxLength={30} acting={acting} onChange={setValue} />
      <LineField label="来源" field="source" value={source} maxLength={120} acting={acting} placeholder="系统报表、通报等" onChange={setSource} />
      {held && <LineField label={`更正原因（${shortDay(on)}已登记${withUnit(held.value, unit)}）`} field="reason" wide value={reason} maxLength={200} acting={acting} onChange={setReason} />}
      <button className={isNext ? 'btn primary' : 'btn'} type="submit" disabled={acting.busy || value.trim() === ''}>{held ? '更正数值' : '登记数值'}</button>
      <div className="wide"><FormFault acting={acting} known={['on', 'value', 'source', 'reason']} /></div>
    </form>
  )
}

/** The values with day and source, the newest first; what a correction replaced stays, struck through, with its reason. */
export function ValueHistory({ unit, values, onWithdraw }: { unit: string; values: readonly (DatedValue & { role?: string })[]; onWithdraw?: (value: DatedValue) => void }) {
  const roles: Record<string, string> = { baseline: '现状值', target: '目标值', actual: '' }
  if (values.length === 0) return <p className="mut sm">还没有登记过数值。</p>
  return (
    <ul className="values">{values.toReversed().map((value) => (
      <li key={value.id} className={value.replacedAt === null ? '' : 'replaced'}>
        <span className="num">{shortDay(value.on)}</span><b className="num">{value.replacedAt === null ? withUnit(value.value, unit) : <del>{withUnit(value.value, unit)}</del>}</b>
        <span className="mut sm">{[roles[value.role ?? ''] ?? '', value.source, value.replacedAt === null ? (value.reason === '' ? '' : `更正：${value.reason}`) : '已更正', value.who].filter((text) => text !== '').join(' · ')}</span>
        {onWithdraw && value.replacedAt === null && <button className="btn quiet small" type="button" onClick={() => onWithdraw(value)}>撤回</button>}
      </li>
    ))}</ul>
  )
}
