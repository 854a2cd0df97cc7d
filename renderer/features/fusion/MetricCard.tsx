import { useState } from 'react'
import type { DatedValue, ProjectFull } from '../../../shared/domain/project.ts'
import { LineInput } from '../../components/LineInput.tsx'
import { callApi } from '../../lib/callApi.ts'
import { useAct } from '../../lib/useAct.ts'
import { Bar } from './Bar.tsx'
import { Curve } from './Curve.tsx'
import { Field, FormFault } from './Field.tsx'
import { actOnProject } from './projectStore.ts'
import { ValueForm, ValueHistory } from './ValueForm.tsx'
import { changeInWords, curveInWords, shortDay, withUnit, type MetricFigures } from './words.ts'

interface MetricCardProps { figures: MetricFigures; metric: ProjectFull['metrics'][number] | undefined; isOpen: boolean; isNext: boolean }

/** A figure of the project: attainment with its arithmetic, the curve, the entry of the month and the history. */
export function MetricCard({ figures, metric, isOpen, isNext }: MetricCardProps) {
  const [withdrawn, setWithdrawn] = useState<DatedValue | null>(null)
  const { metricId, name, unit, baseline, target, actual, actualOn, attainment, shown, how, points } = figures
  const values = metric?.values ?? []
  return (
    <section className="card metric" aria-label={name}>
      <div className="row between"><h2>{name}</h2><span className="num now">{changeInWords(baseline, actual, unit)}</span></div>
      <Bar attainment={attainment} />
      <p className="sm num"><span className="mut">目标</span> {withUnit(target, unit)}　<span className="mut">达成</span> <b>{shown.replace(' ', '')}</b>{actualOn === null ? '' : <span className="mut">　截至{shortDay(actualOn)}</span>}</p>
      <p className="mut sm">{how}</p>
      {points.length > 1 && <Curve metric={figures} words={curveInWords(figures)} />}
      {isOpen && <ValueForm unit={unit} values={values} isNext={isNext} onSave={(entry) => actOnProject(() => callApi('projects.setValue', { metricId, ...entry }))} />}
      <ValueHistory unit={unit} values={values} {...(isOpen ? { onWithdraw: setWithdrawn } : {})} />
      {withdrawn && <Withdraw key={withdrawn.id} metricId={metricId} value={withdrawn} unit={unit} onDone={() => setWithdrawn(null)} />}
    </section>
  )
}

/** Takes a value out; why it was wrong is kept with it. */
function Withdraw({ metricId, value, unit, onDone }: { metricId: string; value: DatedValue; unit: string; onDone(): void }) {
  const [reason, setReason] = useState('')
  const acting = useAct()
  const submit = () => acting.run(async () => {
    await actOnProject(() => callApi('projects.setValue', { metricId, on: value.on, value: null, reason }))
    onDone()
  })
  return (
    <form className="value-form" onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <Field label={`为什么撤回${shortDay(value.on)}的${withUnit(value.value, unit)}`} wide wrong={acting.at('reason')}>{(id) => <LineInput id={id} value={reason} field="withdraw" maxLength={200} onChange={setReason} />}</Field>
      <button className="btn" type="submit" disabled={acting.busy || reason.trim() === ''}>撤回数值</button><button className="btn quiet" type="button" onClick={onDone}>不撤回</button>
      <div className="wide"><FormFault acting={acting} known={['reason']} /></div>
    </form>
  )
}
