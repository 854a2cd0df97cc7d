import type { IsoDate } from './dates.ts'
import { namesIn, type AgendaItem } from './meeting.ts'

/** What the record of a meeting says about one 议定事项. `part`: the owner, where one line of the record gives the same to several. */
export interface LedgerItem { actionItemId: string; part: string; agendaItemId: string; title: string; owner: string; helpers: string; startOn: IsoDate | null; dueOn: IsoDate | null; dueText: string; repeatText: string; links: string[] }

/** 均填写立项书, 各报一篇: each of the people does it. */
const toEach = /^(?:均应?|各自?|分别)(?=[\p{Script=Han}\d])(?!部门|科室|单位|党小组|支部)/u

/**
 * The items of a record, line by line, in its order: the first person is responsible, the others help (责任人 in 支委会, domain rules 1.4);
 * where each is to do the same, each has an item. A line without words and people is none.
 */
export function ledgerItemsOf(agenda: readonly AgendaItem[]): LedgerItem[] {
  return agenda.flatMap((item) => item.actions.flatMap((action): LedgerItem[] => {
    const owners = namesIn(action.owners)
    const { task, startOn, dueOn, dueText, repeatText } = action
    if (task.trim() === '' && owners.length === 0) return []
    const said = { actionItemId: action.id, agendaItemId: item.id, startOn, dueOn, dueText, repeatText }
    const each = owners.length > 1 ? toEach.exec(task) : null
    if (each) return owners.map((owner) => ({ ...said, part: owner, title: task.slice(each[0].length), owner, helpers: '', links: linksOf(item, action, owner) }))
    return [{ ...said, part: '', title: task, owner: owners[0] ?? '', helpers: owners.slice(1).join('、'), links: linksOf(item, action, owners[0] ?? '') }]
  }))
}

const quoted = '“([^“”]{2,40})”'

/**
 * The projects that a decision belongs to, as the record calls them: #走访覆盖提升; “走访覆盖提升”（钱雅文牵头）; or the one whose report the words
 * on it follow (钱雅文汇报“走访覆盖提升”：…周启明10月30日前逐条答复).
 */
function linksOf(item: AgendaItem, { task, dueText, startText }: AgendaItem['actions'][number], owner: string): string[] {
  const tagged = [...task.matchAll(/#([\p{Script=Han}\w-]{2,40})/gu)].map(([, name = '']) => name)
  if (tagged.length > 0) return [...new Set(tagged)]
  const text = [item.report, ...item.speeches.map(({ speaker, text: words }) => `${speaker}：${words}`), item.discussion, item.decision].join('\n').normalize('NFKC').replace(/[^\S\n]+/g, '').replaceAll('(', '（').replaceAll(')', '）')
  const led = [...text.matchAll(new RegExp(`${quoted}（([^（）]{0,60})牵头）`, 'g'))].filter(([, , names = '']) => owner !== '' && namesIn(names).includes(owner)).map(([, title = '']) => title)
  if (led.length > 0) return [...new Set(led)]
  const when = (dueText || startText).normalize('NFKC').replace(/\s+/g, '').replace(/[前起]$/, '')
  const at = when === '' ? -1 : text.indexOf(when)
  if (at < 0) return []
  const reported = [...text.slice(0, at).matchAll(new RegExp(`(?:汇报|通报|介绍)${quoted}`, 'g'))].at(-1)
  return reported?.[1] === undefined ? [] : [reported[1]]
}
