import type { LineParts } from './actionLine.ts'
import { doing, over, tellsOfDoing } from './actionWords.ts'

const finished = new RegExp(`(?:已经?|均已|都已)(?:于[^，。；]{0,12})?(?:全部|全面|基本|按期|如期|按时|提前)?(?:${doing})|(?:${doing})(?:了|完毕)(?!再|后)|(?:全部|如期|按期|提前|圆满)(?:完成|办结)(?=[，。；]|$)`, 'u')
const counted = /(?:赞成|同意|反对|弃权|不赞成)(?:票)?：?\d+|\d+票(?:赞成|同意|反对|弃权|不赞成)|举手表决|无记名投票|票决通过|表决通过/
const settled = /(?:会议|大会|支委会|支部|与会党员)(?:经)?(?:研究|讨论|审议)?(?:一致)?(?:决定|议定|明确|要求|同意|采纳)|^(?:决定|要求|明确)/
const reporting = /汇报|通报|介绍(?!人)|领学|领读|传达|宣读|讲解|说明/
const talking = /认为|希望|值得|谈体会|谈了|讨论了|交流了|充分发言|表示|体会|建议|指出|小结|表态|补充/

/** Why a line gives nothing to do: done already, a vote, a report, a discussion; null where it does. */
export function noActionIn({ line: { text }, timing, repeat, people, links, tagged }: LineParts, title: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return '没有写内容。'
  const charged = people.owners.length > 0
  const dated = timing.due !== null && timing.due.sure
  if (finished.test(text) && !dated) return '说的是已经做完的事。'
  if (counted.test(text) && !(charged && timing.due !== null)) return '说的是表决，没有要做的事。'
  if (title === '') return '没有写要做什么。'
  if (people.speaks && !charged && !dated && !settled.test(text)) return reporting.test(text) ? '说的是汇报，没有要做的事。' : '说的是讨论，没有要做的事。'
  if (charged || tagged || dated) return null
  if (over.test(text) && timing.due === null) return talking.test(text) ? '说的是讨论，没有要做的事。' : '说的是情况，没有要做的事。'
  if (timing.from !== null && tellsOfDoing(title)) return null
  if (repeat !== null && repeat.sure && tellsOfDoing(title)) return null
  if (timing.due !== null && tellsOfDoing(title)) return null
  if (settled.test(text) && tellsOfDoing(title)) return null
  if (talking.test(text) || reporting.test(text)) return reporting.test(text) ? '说的是汇报，没有要做的事。' : '说的是讨论，没有要做的事。'
  if (new RegExp(`^(?:请|要|须|把|将)?(?:${doing})`, 'u').test(title) || (links.some(({ sure }) => sure) && tellsOfDoing(title))) return null
  return '没有看出要做的事。'
}
