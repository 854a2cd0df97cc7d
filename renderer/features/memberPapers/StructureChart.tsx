import { useCallback, useEffect, useRef } from 'react'
import type { StructurePart } from '../../../shared/domain/structure.ts'
import { asApiError, type ApiError } from '../../lib/callApi.ts'
import { useChart } from '../../lib/useChart.ts'

interface StructureChartProps { part: StructurePart; height: number; onChosen(label: string): void; onError(error: ApiError): void }

/** The numbers of a part as bars; the table beside it says the same to who cannot see them. */
export function StructureChart({ part, height, onChosen, onError }: StructureChartProps) {
  const chosen = useRef(onChosen)
  useEffect(() => { chosen.current = onChosen })
  const element = useChart(useCallback(async (into) => {
    const { drawChart } = await import('./charts.ts')
    return () => drawChart(into, part, (label) => chosen.current(label))
  }, [part]), (thrown) => onError(asApiError(thrown)))
  return <div className="structure-chart" ref={element} style={{ height }} role="img" aria-label={`${part.name}：${part.groups.map(({ label, count }) => `${label}${count}人`).join('，')}`} />
}
