import type { Figure, Measured } from './measure.ts'

const widths = [50, 14, 46, 8, 20]

/** Fills up to a width; a Chinese character takes two columns. */
const column = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0)))
const row = (...cells: string[]): string => cells.map((cell, n) => (n === cells.length - 1 ? cell : column(cell, widths[n] ?? 0))).join('')

export const isReached = ({ ratio, goal }: Figure): boolean => ratio <= goal

/** What is printed: a line for each figure, under one that misses its goal the reason, and what was not measured by its name. */
export function tableOf(measured: readonly Measured[], notMeasured: readonly string[], reasons: Readonly<Record<string, string>>): string[] {
  return [
    row('名称', '数值', '对照', '倍数', '目标不超过', '结论'),
    ...measured.flatMap((figure) => {
      const { name, unit, value, floor, floorIs, ratio, goalInWords } = figure
      const line = row(name, `${value} ${unit}`, `${floor} ${unit}（${floorIs}）`, String(ratio), goalInWords, isReached(figure) ? '达到' : '没有达到')
      return isReached(figure) ? [line] : [line, `  原因：${reasons[name] ?? '还没有查清'}`]
    }),
    ...notMeasured.map((name) => `没有测成：${name}`),
  ]
}
