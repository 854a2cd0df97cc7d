import { useEffect, useRef, useState } from 'react'
import type { MetricFigures } from './words.ts'

/** The values of a figure over time; the table below says the same to who cannot see it. */
export function Curve({ metric, words }: { metric: MetricFigures; words: string }) {
  const element = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const into = element.current
    if (!into) return
    let stopped = false
    let end = () => {}
    import('./curve.ts').then(({ drawCurve }) => {
      if (stopped) return
      const chart = drawCurve(into, metric)
      const observer = new ResizeObserver(() => chart.resize())
      observer.observe(into)
      end = () => {
        observer.disconnect()
        chart.dispose()
      }
    }).catch(() => { if (!stopped) setFailed(true) })
    return () => {
      stopped = true
      end()
    }
  }, [metric])
  return <>{failed && <p className="amber-text" role="status">曲线画不出来，数值见下表。</p>}<div className="curve" ref={element} role="img" aria-label={words} hidden={failed} /></>
}
