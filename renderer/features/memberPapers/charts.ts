import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use as takeParts, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { StructurePart } from '../../../shared/domain/structure.ts'

takeParts([BarChart, GridComponent, CanvasRenderer])

const face = '"Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", sans-serif'
const ink = '#1f1d1a'
const quiet = '#67625b'
const bar = '#8c6f66'
/** Pixels of a row; a chart is as high as its rows. */
const rowHigh = 30
export const chartHeight = ({ groups }: Pick<StructurePart, 'groups'>): number => groups.length * rowHigh + 12

/** Bars that lie, in the order of the table. `isAlone`: on paper, with its words and numbers; on the screen the table beside it has them, row by row. */
function optionOf({ groups }: StructurePart, isAlone: boolean) {
  const fontSize = 14
  return {
    animation: false,
    textStyle: { fontFamily: face, color: ink, fontSize },
    grid: isAlone ? { left: 8, right: fontSize * 8, top: 4, bottom: 4, containLabel: true } : { left: 1, right: 8, top: headHigh, bottom: 0, containLabel: false },
    xAxis: { type: 'value' as const, show: false, min: 0, max: Math.max(1, ...groups.map(({ count }) => count)) },
    yAxis: { type: 'category' as const, inverse: true, data: groups.map(({ label }) => label), axisLine: { show: !isAlone, lineStyle: { color: '#e2dfd9' } }, axisTick: { show: false }, axisLabel: { show: isAlone, color: ink, fontSize, fontFamily: face, interval: 0 } },
    series: [{
      type: 'bar' as const, data: groups.map(({ count }) => count), barMaxWidth: 16, itemStyle: { color: bar, borderRadius: [0, 3, 3, 0] },
      label: { show: isAlone, position: 'right' as const, color: quiet, fontSize, fontFamily: face, formatter: ({ dataIndex }: { dataIndex: number }) => `${groups[dataIndex]?.count ?? 0}人  ${(groups[dataIndex]?.share ?? 0).toFixed(1)}%` },
    }],
  }
}

/** The head of the table that stands beside the chart on the screen: each bar is at the height of its row. */
export const headHigh = 32

/** Draws a part into an element. `onChosen`: a bar was clicked. The caller disposes of it. */
export function drawChart(element: HTMLElement, part: StructurePart, onChosen: (label: string) => void): ECharts {
  const chart = init(element, null, { renderer: 'canvas' })
  chart.setOption(optionOf(part, false))
  chart.on('click', ({ name }) => onChosen(name))
  return chart
}

/** The chart as a PNG in base64 for a Word file, twice as fine as the screen. */
export function chartPng(part: StructurePart): string {
  const element = document.createElement('div')
  const chart = init(element, null, { renderer: 'canvas', width: 760, height: chartHeight(part), devicePixelRatio: 2 })
  try {
    chart.setOption(optionOf(part, true))
    return chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' }).replace(/^[^,]*,/, '')
  } finally {
    chart.dispose()
  }
}
