import type { AgendaItem, Meeting } from './meeting.ts'
import { kindElements } from './meetingKinds.ts'
import { chineseNumeral } from './text.ts'

/** A piece of what is written in a record: where it stands, and what the officer calls that place. */
export interface Passage { field: string; name: string; text: string }

/** Everything written in words in a record, place by place; empty places are left out. */
export function passagesOf({ kind, title, opening, elements, agenda }: Meeting): Passage[] {
  const all: Passage[] = [
    { field: 'title', name: '名称', text: title },
    { field: 'opening', name: '主持人开场', text: opening },
    ...kindElements[kind].map(({ code, label }) => ({ field: `element.${code}`, name: `“${label}”`, text: elements[code] ?? '' })),
    ...agenda.flatMap((item, index) => {
      const head = `议题${chineseNumeral(index + 1)}的`
      const at = `agenda.${item.id}`
      return [
        { field: `${at}.title`, name: `${head}标题`, text: item.title },
        { field: `${at}.report`, name: `${head}汇报`, text: item.report },
        ...item.speeches.map(({ text }, n) => ({ field: `${at}.speech.${n}.text`, name: `${head}发言`, text })),
        { field: `${at}.discussion`, name: `${head}讨论`, text: item.discussion },
        { field: `${at}.decision`, name: `${head}决定`, text: item.decision },
        ...item.actions.flatMap(({ id, task, dueText, startText }) => [
          { field: `${at}.action.${id}.task`, name: `${head}任务`, text: task },
          { field: `${at}.action.${id}.dueText`, name: `${head}时限`, text: dueText },
          { field: `${at}.action.${id}.startText`, name: `${head}开始时间`, text: startText },
        ]),
      ]
    }),
  ]
  return all.filter(({ text }) => text.trim() !== '')
}

/** What was said and decided on an item, without its title: what two records are compared by. */
export const itemText = ({ report, speeches, discussion, decision }: Pick<AgendaItem, 'report' | 'speeches' | 'discussion' | 'decision'>): string =>
  [report, ...speeches.map(({ text }) => text), discussion, decision].filter((text) => text !== '').join('\n')
