import { useEffect, useRef } from 'react'
import type { StructurePart } from '../../../shared/domain/structure.ts'
import { asApiError, type ApiError } from '../../lib/callApi.ts'

interface StructureChartProps { part: StructurePart; height: number; onChosen(label: string): void; onError(error: ApiError): void }

/** The numbers of a part as bars; the table beside it says the same to who cannot see them. */
export function StructureChart({ part, height, onChosen, onError }: StructureChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const chosen = useRef(onChosen)
  const failed = useRef(onError)
  useEffect(() => {
    chosen.current = onChosen
    failed.current = onError
  })
  useEffect(() => {
    const into = element.current
    if (!into) return
    let stopped = false
    let end = () => {}
    import('./charts.ts').then(({ drawChart }) => {
      if (stopped) return
      const chart = drawChart(into, part, (label) => chosen.current(label))
      const observer = new ResizeObserver(() => chart.resize())
      observer.observe(into)
      end = () => {
        observer.disconnect()
        chart.dispose()
      }
    }).catch((thrown: unknown) => { if (!stopped) failed.current(asApiError(thrown)) })
    return () => {
      stopped = true
      end()
    }
  }, [part])
  return <div className="structure-chart" ref={element} style={{ height }} role="img" aria-label={`${part.name}：${part.groups.map(({ label, count }) => `${label}${count}人`).join('，')}`} />
}
