import type { Output } from '../../../shared/contract/index.ts'
import { chineseDate, ymdOf, type IsoDate } from '../../../shared/domain/dates.ts'
import { today } from '../../lib/clock.ts'

/** 42%; — where there is none. */
export const withUnit = (value: string | null, unit: string): string => (value === null ? '—' : `${value}${unit}`)
/** 42% → 25%; a longer unit stands once: 7.5 → 5 工作日. */
export const changeInWords = (from: string | null, to: string | null, unit: string): string => (unit.length <= 1 ? `${withUnit(from, unit)} → ${withUnit(to, unit)}` : `${from ?? '—'} → ${to ?? '—'} ${unit}`)
/** 2026年12月15日, without the year where it is this one. */
export const shortDay = (day: IsoDate): string => (ymdOf(day).year === ymdOf(today()).year ? `${ymdOf(day).month}月${ymdOf(day).day}日` : chineseDate(day))

export type MetricFigures = Output<'projects.indicators'>['metrics'][number]
/** The curve as words, for who cannot see it. */
export const curveInWords = ({ name, unit, points, target }: MetricFigures): string => `${name}：${points.map(({ on, value }) => `${chineseDate(on)} ${value}${unit}`).join('，')}${target === null ? '' : `；目标${target}${unit}`}`
