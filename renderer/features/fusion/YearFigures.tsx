import { useEffect, useState } from 'react'
import type { Indicator, IndicatorCode } from '../../../shared/domain/board.ts'
import { asApiError, callApi, type ApiError } from '../../lib/callApi.ts'
import { today } from '../../lib/clock.ts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { Behind, Figure } from './BoardPart.tsx'
import './fusion.css'

/** Some of the figures of a year, up to today where it goes on; each opens its records. `stamp`: read anew when it changes. */
export function YearFigures({ year, codes, stamp }: { year: number; codes: readonly IndicatorCode[]; stamp: unknown }) {
  const [read, setRead] = useState<{ year: number; indicators: readonly Indicator[] } | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [behind, setBehind] = useState<Indicator | null>(null)
  const [again, setAgain] = useState(0)
  useEffect(() => {
    let ended = false
    callApi('projects.board', { on: today(), year }).then(({ indicators }) => { if (!ended) { setRead({ year, indicators }); setFailure(null) } }, (thrown: unknown) => { if (!ended) setFailure(asApiError(thrown)) })
    return () => { ended = true }
  }, [year, stamp, again])
  if (failure) return <ErrorNotice sentence={failure.sentence} onAct={() => setAgain(again + 1)} />
  const shown = read?.year === year ? read.indicators.filter(({ code }) => codes.includes(code)) : []
  return (
    <section className="indicators year-figures" aria-label={`${year}年的指标`}>
      {shown.map((indicator) => <Figure key={indicator.code} indicator={indicator} onOpen={setBehind} />)}
      {behind && <Behind indicator={behind} onClose={() => setBehind(null)} />}
    </section>
  )
}
