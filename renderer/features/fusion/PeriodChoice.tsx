import { ymdOf } from '../../../shared/domain/dates.ts'
import { today } from '../../lib/clock.ts'
import { useFusion } from './fusionStore.ts'

const quarters = ['一', '二', '三', '四']
const yearsBack = 12

/** Year and quarter of what is shown. */
export function PeriodChoice() {
  const { period, showPeriod } = useFusion()
  const { year } = ymdOf(today())
  const years = Array.from({ length: yearsBack }, (_, back) => year - back)
  return (
    <>
      <select className="input period" aria-label="年度" value={period.year} onChange={({ target }) => void showPeriod({ ...period, year: Number(target.value) })}>{years.map((each) => <option key={each} value={each}>{each}年</option>)}</select>
      <select className="input period" aria-label="季度" value={period.quarter ?? 0} onChange={({ target }) => void showPeriod({ ...period, quarter: target.value === '0' ? null : Number(target.value) })}><option value={0}>全年</option>{quarters.map((name, index) => <option key={name} value={index + 1}>第{name}季度</option>)}</select>
    </>
  )
}
