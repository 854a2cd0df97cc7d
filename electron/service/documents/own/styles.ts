import type { LayoutParagraph, LayoutRun } from '../../../../shared/domain/template.ts'
import type { WordPackage } from './openWord.ts'
import { childOf, elementsOf, valueOf, type XmlElement } from './xml.ts'

/** What runs and paragraphs inherit: the file's defaults, the styles with what they are based on, then what is set directly. */
export interface Styles {
  run(paragraph: XmlElement | undefined, direct: XmlElement | undefined): Omit<LayoutRun, 'text'>
  paragraph(properties: XmlElement | undefined): Pick<LayoutParagraph, 'align' | 'firstIndent' | 'leftIndent' | 'pitch' | 'before' | 'after' | 'breakBefore'>
}

const points = (value: string | undefined, fallback = 0): number => { const n = Number(value); return value === undefined || !Number.isFinite(n) ? fallback : Math.round(Math.max(-1600, Math.min(1600, n / 20)) * 100) / 100 }
const isOn = (element: XmlElement | undefined): boolean => element !== undefined && !['0', 'false', 'off', 'none'].includes(element.attributes['w:val'] ?? '1')

export function stylesOf({ xml }: WordPackage): Styles {
  const root = xml.get('word/styles.xml')
  const defaults = childOf(root, 'w:docDefaults')
  const all = elementsOf(root, 'w:style')
  const byId = new Map(all.map((style) => [style.attributes['w:styleId'] ?? '', style]))
  const usual = all.find(({ attributes }) => attributes['w:type'] === 'paragraph' && ['1', 'true'].includes(attributes['w:default'] ?? ''))?.attributes['w:styleId']
  const theme = themeFont(xml.get('word/theme/theme1.xml'))

  /** A style and those under it, the lowest first. */
  const chainOf = (id: string | undefined): XmlElement[] => {
    const chain: XmlElement[] = []
    for (let next = id; next !== undefined && chain.length < 20;) {
      const style = byId.get(next)
      if (!style) break
      chain.unshift(style)
      next = valueOf(style, 'w:basedOn')
    }
    return chain
  }
  const layers = (name: 'w:rPr' | 'w:pPr', styleIds: readonly (string | undefined)[], direct: XmlElement | undefined): XmlElement[] => [
    childOf(childOf(defaults, `${name}Default`), name), ...styleIds.flatMap(chainOf).map((style) => childOf(style, name)), direct,
  ].filter((layer): layer is XmlElement => layer !== undefined)
  const last = (found: readonly XmlElement[], name: string): XmlElement | undefined => found.reduce<XmlElement | undefined>((kept, layer) => childOf(layer, name) ?? kept, undefined)
  const lastAttribute = (found: readonly XmlElement[], name: string, key: string): string | undefined => found.reduce<string | undefined>((kept, layer) => childOf(layer, name)?.attributes[key] ?? kept, undefined)

  return {
    run: (paragraph, direct) => {
      const found = layers('w:rPr', [valueOf(paragraph, 'w:pStyle') ?? usual, valueOf(direct, 'w:rStyle')], direct)
      const size = Number(last(found, 'w:sz')?.attributes['w:val'] ?? 20) / 2
      const color = last(found, 'w:color')?.attributes['w:val'] ?? ''
      const themed = lastAttribute(found, 'w:rFonts', 'w:eastAsiaTheme')
      return { font: (lastAttribute(found, 'w:rFonts', 'w:eastAsia') ?? (themed === undefined ? '' : theme)).slice(0, 60), size: Number.isFinite(size) && size > 0 && size < 400 ? size : 10, bold: isOn(last(found, 'w:b')), color: /^[0-9A-Fa-f]{6}$/.test(color) ? color.toUpperCase() : '' }
    },
    paragraph: (properties) => {
      const found = layers('w:pPr', [valueOf(properties, 'w:pStyle') ?? usual], properties)
      const align = last(found, 'w:jc')?.attributes['w:val'] ?? ''
      const of = (name: string, key: string) => lastAttribute(found, name, key)
      const indent = (key: string, inCharacters: string) => { const characters = Number(of('w:ind', inCharacters) ?? 0); return characters > 0 && characters < 5000 ? Math.round(characters * 0.16 * 100) / 100 : points(of('w:ind', key)) }
      const rule = of('w:spacing', 'w:lineRule') ?? 'auto'
      return {
        align: align === 'center' ? 'center' : align === 'right' || align === 'end' ? 'right' : align === 'both' || align === 'distribute' ? 'both' : 'left',
        firstIndent: indent('w:firstLine', 'w:firstLineChars') - indent('w:hanging', 'w:hangingChars'), leftIndent: of('w:ind', 'w:leftChars') === undefined && of('w:ind', 'w:left') === undefined ? points(of('w:ind', 'w:start')) : indent('w:left', 'w:leftChars'),
        pitch: rule === 'auto' ? 0 : points(of('w:spacing', 'w:line')), before: points(of('w:spacing', 'w:before')), after: points(of('w:spacing', 'w:after')), breakBefore: isOn(last(found, 'w:pageBreakBefore')),
      }
    },
  }
}

function themeFont(theme: XmlElement | undefined): string {
  const minor = childOf(childOf(childOf(theme, 'a:themeElements'), 'a:fontScheme'), 'a:minorFont')
  return elementsOf(minor, 'a:font').find(({ attributes }) => attributes['script'] === 'Hans')?.attributes['typeface'] ?? childOf(minor, 'a:ea')?.attributes['typeface'] ?? ''
}
