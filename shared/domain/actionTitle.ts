import type { LineParts } from './actionLine.ts'
import type { Stretch } from './lineSource.ts'

const numbering = /^ ?(?:[①-⑳]|（?\d{1,2}(?:[、）]|\.(?!\d))|（?[一二三四五六七八九十]{1,2}[、）]|[-•·*□☐✓]|\[ ?\]) ?/u
const decides = /(?:经[^，。；：“”]{0,12}，)?(?:会议|大会|支委会|支部委员会|与会党员)(?:经)?(?:研究|讨论|审议)?(?:一致)?(?:决定|议定|明确|要求|同意|采纳|通过)(?:，|：)?/gu
const gap = '\u0003'

/** The words that say what is to be done, without who, when and which project; `at`: from the first to the last of them. */
export function titleOf({ line: { text }, timing, repeat, people, links }: LineParts): { words: string; at: Stretch } {
  const cut: Stretch[] = [...people.cut.filter(({ from, to }) => !/^[^@]*小组(?!.*(?:负责|牵头)$)/.test(text.slice(from, to))), ...[timing.due, timing.from, repeat].filter((one) => one !== null), ...links.filter(({ from }) => text[from] === '#')]
  const number = numbering.exec(text)
  if (number) cut.push({ from: 0, to: number[0].length })
  for (const { index, 0: words } of text.matchAll(decides)) cut.push({ from: index, to: index + words.length })
  if (people.speaks && [...text.matchAll(decides)].length > 0) {
    const said = people.named.find(({ from, to }) => /^[\s]*$/.test(text.slice(0, from)) && /^(?:同志)?(?:建议|提出)/.test(text.slice(to)))
    if (said) cut.push({ from: said.from, to: said.to + (/^(?:同志)?(?:建议|提出)/.exec(text.slice(said.to))?.[0].length ?? 0) })
  }
  const kept = Array.from({ length: text.length }, (_, i) => !cut.some(({ from, to }) => i >= from && i < to))
  const [first, last] = [kept.findIndex((one, i) => one && /[\p{L}\p{N}“（]/u.test(text.charAt(i))), kept.findLastIndex((one, i) => one && /[\p{L}\p{N}”）]/u.test(text.charAt(i)))]
  const words = kept.map((one, i) => (one ? text.charAt(i) : gap)).join('')
    .replace(/（[\u0003，、；： ]*）/gu, gap)
    .replace(/（[\u0003，、；： ]+/gu, '（').replace(/[\u0003，、；： ]+）/gu, '）')
    .replace(/[\u0003，、；：。 @]*\u0003[\u0003，、；：。 @]*/gu, (found) => /[；。]/.exec(found)?.[0] ?? /[，]/.exec(found)?.[0] ?? /[：、]/.exec(found)?.[0] ?? '')
    .replace(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, '')
    .replace(/^[，、；：。 @]+|[，、；：。 @]+$/gu, '')
    .replace(/^(?:请|并|须|要|由|均)(?=\p{Script=Han}{2})(?!求|约|点|素)/u, '')
    .replace(/(?<=.{2,}[，；])(?:开始|起)?(?:执行|实施|施行|完成|办结)$/u, '')
    .replace(/[，；、]+$/u, '').trim()
  return { words, at: first < 0 ? { from: 0, to: 0 } : { from: first, to: last + 1 } }
}
