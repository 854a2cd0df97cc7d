import { LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use as takeParts, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { MetricFigures } from './words.ts'

takeParts([LineChart, GridComponent, MarkLineComponent, CanvasRenderer])

const face = '"Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", sans-serif'
const [ink, quiet, green, red] = ['#1f1d1a', '#67625b', '#1a6b3d', '#b3261e']

const day = 86_400_000
const dayInWords = (at: number): string => {
  const date = new Date(at)
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
}

/** The lines of the grid: a round step of 1, 2 or 5, about three between the least and the most. */
function stepsOf(values: readonly number[]): { min: number; max: number; interval: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const rough = (most - least || Math.abs(most) || 1) / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const interval = (([1, 2, 5].find((step) => rough <= step * power)) ?? 10) * power
  const below = Math.floor((least - interval * 0.2) / interval) * interval
  return { min: least >= 0 ? Math.max(0, below) : below, max: Math.ceil((most + interval * 0.4) / interval) * interval, interval }
}

/** From the start to the target: decimals become floats for the drawing only. A start that was taken after the first value is a line, not a point. */
function optionOf({ baseline, points, target, unit }: MetricFigures) {
  const [start, first] = points
  const isLate = baseline !== null && start !== undefined && first !== undefined && start.on > first.on
  const drawn = isLate ? points.slice(1) : points
  const shortUnit = unit.length > 2 ? '' : unit
  const [from, to] = [Date.parse(drawn[0]?.on ?? ''), Date.parse(drawn.at(-1)?.on ?? '')]
  const span = Math.max(to - from, 4 * day)
  const lines = [...(isLate ? [{ yAxis: Number(baseline), name: `现状${baseline}${shortUnit}`, lineStyle: { color: quiet } }] : []), ...(target === null ? [] : [{ yAxis: Number(target), name: `目标${target}${shortUnit}`, lineStyle: { color: red } }])]
  return {
    animation: false,
    textStyle: { fontFamily: face, color: ink, fontSize: 12 },
    grid: { left: 12, right: 84, top: 24, bottom: 4, containLabel: true },
    xAxis: { type: 'value' as const, min: from, max: from + span, interval: Math.ceil(span / 4 / day) * day, axisLine: { lineStyle: { color: '#c9c4bc' } }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { color: quiet, hideOverlap: true, formatter: dayInWords } },
    yAxis: { type: 'value' as const, ...stepsOf([...points.map(({ value }) => Number(value)), ...(target === null ? [] : [Number(target)])]), axisLabel: { color: quiet, formatter: (value: number) => `${Math.round(value * 1e6) / 1e6}${shortUnit}` }, splitLine: { lineStyle: { color: '#efedea' } } },
    series: [{
      type: 'line' as const, data: drawn.map(({ on, value }): [number, number] => [Date.parse(on), Number(value)]), symbol: 'circle', symbolSize: 7, lineStyle: { color: green, width: 2 }, itemStyle: { color: green },
      label: { show: true, position: 'top' as const, color: ink, fontSize: 12, fontFamily: face, formatter: ({ dataIndex }: { dataIndex: number }) => `${drawn[dataIndex]?.value ?? ''}${shortUnit}` },
      markLine: { symbol: 'none', silent: true, animation: false, lineStyle: { type: 'dashed' as const, width: 1 }, label: { color: quiet, fontSize: 12, fontFamily: face, position: 'end' as const, formatter: '{b}' }, data: lines },
    }],
  }
}

/** Draws a curve into an element. The caller disposes of it. */
export function drawCurve(element: HTMLElement, metric: MetricFigures): ECharts {
  const chart = init(element, null, { renderer: 'canvas' })
  chart.setOption(optionOf(metric))
  return chart
}

/** The curve as a PNG in base64 for a paper, twice as fine as the screen. */
export function curvePng(metric: MetricFigures): string {
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', width: 760, height: 240, devicePixelRatio: 2 })
  try {
    chart.setOption(optionOf(metric))
    return chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' }).replace(/^[^,]*,/, '')
  } finally {
    chart.dispose()
  }
}
