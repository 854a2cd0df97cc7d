import { useCallback, useState } from 'react'
import { useChart } from '../../lib/useChart.ts'
import type { MetricFigures } from './words.ts'

/** The values of a figure over time; the table below says the same to who cannot see it. */
export function Curve({ metric, words }: { metric: MetricFigures; words: string }) {
  const [failed, setFailed] = useState(false)
  const element = useChart(useCallback(async (into) => {
    const { drawCurve } = await import('./curve.ts')
    return () => drawCurve(into, metric)
  }, [metric]), () => setFailed(true))
  return <>{failed && <p className="amber-text" role="status">曲线画不出来，数值见下表。</p>}<div className="curve" ref={element} role="img" aria-label={words} hidden={failed} /></>
}
