import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import type { LayoutBlock, LayoutParagraph, LayoutRun, LayoutTable, TemplateLayout } from '../../../shared/domain/template.ts'
import { passagesOf, type BlockMark, type Mark, type Marks } from '../../../shared/domain/templateChoosing.ts'
import { caretTo, moveCaret, pointsOfSelection } from './marking.ts'
import type { Point } from '../../../shared/domain/templatePlaces.ts'

interface PaperSheetProps {
  layout: TemplateLayout
  label: string
  marks?: Marks
  /** A mark was clicked, or Enter pressed on it. */
  onMark?(key: string, where: DOMRect): void
  /** Something was marked with the mouse, or with the keys and Enter. */
  onPick?(from: Point, to: Point, where: DOMRect): void
}

const noMarks: Marks = { inline: new Map(), blocks: new Map() }
/** A point is 1/72 inch, a pixel 1/96. */
const pixels = (points: number): number => points * 96 / 72
const margin = 24

/** A Word file near enough to find one's place in it: its page, paragraphs, tables and faces; what was found is marked in place. */
export function PaperSheet({ layout: { page, header, body, boxes, footer }, label, marks = noMarks, onMark, onPick }: PaperSheetProps) {
  const room = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useState(1)
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const element = room.current
    if (!element) return
    const observer = new ResizeObserver(() => setZoom(Math.min(1.15, Math.max(0.4, (element.clientWidth - 2 * margin) / pixels(page.width)))))
    observer.observe(element)
    return () => observer.disconnect()
  }, [page.width])

  const pick = () => {
    const found = pointsOfSelection(room.current)
    if (found) onPick?.(found.from, found.to, found.where)
  }
  const press = (key: string, element: Element) => onMark?.(key, element.getBoundingClientRect())
  const onClick = ({ target }: MouseEvent) => {
    const mark = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null
    if (mark?.dataset['key'] && window.getSelection()?.isCollapsed !== false) press(mark.dataset['key'], mark)
  }
  const onMouseUp = () => { if (window.getSelection()?.isCollapsed === false) pick() }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!onPick || event.nativeEvent.isComposing || event.altKey || event.metaKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      const mark = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null
      if (mark?.dataset['key']) press(mark.dataset['key'], mark)
      else pick()
    } else if (room.current && moveCaret(room.current, event)) {
      event.preventDefault()
      setCurrent(pointsOfSelection(room.current)?.to.at ?? null)
    }
  }
  const onFocus = () => { if (onPick && room.current) setCurrent(caretTo(room.current)) }
  const block = (one: LayoutBlock) => (one.kind === 'paragraph' ? <Paragraph key={one.at} paragraph={one} marks={marks} current={current} /> : <Table key={one.at} table={one} marks={marks} current={current} />)
  const sizes: CSSProperties = { width: pixels(page.width), minHeight: pixels(page.height), padding: `${pixels(page.top)}px ${pixels(page.right)}px ${pixels(page.bottom)}px ${pixels(page.left)}px`, zoom }
  return (
    <div ref={room} className="form-room" role="region" aria-label={label} tabIndex={0} onClick={onClick} onMouseUp={onMouseUp} onKeyDown={onKeyDown} onFocus={(event) => { if (event.target === event.currentTarget) onFocus() }} onBlur={() => setCurrent(null)}>
      <div className="form-page" style={sizes}>
        {header.length > 0 && <div className="form-edge" data-name="页眉">{header.map(block)}</div>}
        {body.map(block)}
        {boxes.length > 0 && <div className="form-edge boxes" data-name="文本框">{boxes.map(block)}</div>}
        {footer.length > 0 && <div className="form-edge foot" data-name="页脚">{footer.map(block)}</div>}
      </div>
    </div>
  )
}

const isHeavy = (font: string): boolean => /黑|Hei|Sans|雅黑|Arial/i.test(font)
function faceOf({ font, size, bold, color }: LayoutRun): CSSProperties {
  return {
    fontFamily: `${font === '' ? '' : `${JSON.stringify(font)}, `}${isHeavy(font) ? '"Noto Sans CJK SC", sans-serif' : '"FangSong", "Noto Serif CJK SC", serif'}`,
    fontSize: pixels(size || 10.5), ...(bold ? { fontWeight: 700 } : {}), ...(color === '' || !/^[0-9a-f]{6}$/i.test(color) ? {} : { color: `#${color}` }),
  }
}

interface Marked { marks: Marks; current: string | null }
const alignments = { left: 'left', center: 'center', right: 'right', both: 'justify' } as const

function Paragraph({ paragraph, marks, current }: { paragraph: LayoutParagraph } & Marked) {
  const { at, align, firstIndent, leftIndent, pitch, before, after, breakBefore, runs } = paragraph
  const whole = marks.blocks.get(at)
  const first = runs[0]
  const style: CSSProperties = {
    textAlign: alignments[align], textIndent: pixels(firstIndent), paddingLeft: pixels(leftIndent), paddingTop: pixels(before), paddingBottom: pixels(after),
    ...(pitch > 0 ? { lineHeight: `${pixels(pitch)}px` } : {}), minHeight: pixels((pitch || (first?.size ?? 10.5) * 1.3) + before + after),
  }
  return (
    <div data-at={at} className={`form-line ${breakBefore ? 'break' : ''} ${whole?.kind ?? ''} ${current === at ? 'current' : ''}`} style={style}>
      {whole?.isFirst && <Chip mark={whole} />}
      {passagesOf(paragraph, marks.inline.get(at) ?? []).map(({ mark, pieces }) => {
        const words = pieces.map(({ run, text, from }) => <span key={from} style={faceOf(runs[run] ?? { text: '', font: '', size: 0, bold: false, color: '' })}>{text}</span>)
        return mark ? <MarkedWords key={`${mark.key} ${mark.kind}`} mark={mark} text={pieces.map(({ text }) => text).join('')}>{words}</MarkedWords> : words
      })}
    </div>
  )
}

const saidOf = (kind: Mark['kind'], field: string): string => {
  switch (kind) {
    case 'chosen': return `字段：${field}`
    case 'open': return `可能是${field}`
    case 'written': return `文件里写的字段：${field}`
    case 'picking': return '正在选字段'
  }
}

function MarkedWords({ mark: { key, kind, field }, text, children }: { mark: Mark; text: string; children: React.ReactNode }) {
  if (kind === 'written' || kind === 'picking') return <mark className={kind} title={saidOf(kind, field)}>{children}</mark>
  return <mark className={kind} role="button" tabIndex={-1} data-key={key} data-name={field} aria-label={`${text}，${saidOf(kind, field)}`} title={saidOf(kind, field)}>{children}</mark>
}

/** The name of the field of whole paragraphs or rows. Its words are no text of the paper, so that places in it still count. */
function Chip({ mark: { key, kind, field } }: { mark: BlockMark }) {
  if (kind === 'picking') return null
  return <button className={`form-chip ${kind}`} type="button" tabIndex={-1} data-key={key} data-name={field} aria-label={saidOf(kind, field)} />
}

function Table({ table: { widths, bordered, rows }, marks, current }: { table: LayoutTable } & Marked) {
  return (
    <table className={`form-table ${bordered ? 'bordered' : ''}`} style={{ width: pixels(widths.reduce((sum, width) => sum + width, 0)) }}>
      <colgroup>{widths.map((width, index) => <col key={index} style={{ width: pixels(width) }} />)}</colgroup>
      <tbody>
        {rows.map(({ at, height, cells }) => {
          const whole = marks.blocks.get(at)
          return (
            <tr key={at} data-row={at} className={whole?.kind ?? ''} style={height > 0 ? { height: pixels(height) } : {}}>
              {cells.map(({ span, rows: down, blocks }, cell) => (
                <td key={cell} colSpan={span} rowSpan={down}>
                  {whole?.isFirst && cell === 0 && <Chip mark={whole} />}
                  {blocks.map((block) => (block.kind === 'paragraph' ? <Paragraph key={block.at} paragraph={block} marks={marks} current={current} /> : <Table key={block.at} table={block} marks={marks} current={current} />))}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
