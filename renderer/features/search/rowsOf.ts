import { statusNames } from '../../../shared/domain/person.ts'
import { searchKindNames, type SearchAnswer, type SearchHit } from '../../../shared/domain/search.ts'
import { openDifficulty } from '../fusion/index.ts'
import { openPerson } from '../people/index.ts'
import { openRule } from '../rules/index.ts'
import { useRoute } from '../session/index.ts'
import { showTalent } from '../talent/index.ts'
import type { Command } from './commands.ts'

/** One line of the list. `leaves`: what is on the screen is saved before it is left. */
export interface FoundRow { key: string; name: string; note: string; passage: SearchHit['passage']; more: number; leaves: boolean; run(): void }
export interface Section { key: string; name: string; count: string; rows: FoundRow[] }

function openHit({ target }: SearchHit, words: string): void {
  const { go, goToField } = useRoute.getState()
  switch (target.screen) {
    case 'person':
      go({ screen: 'people' })
      return openPerson(target.personId)
    case 'meeting':
      if (target.field === null || target.field === 'title') return go({ screen: 'meeting', meetingId: target.meetingId, newKind: null })
      return goToField(target.meetingId, target.field, words)
    case 'action': return go({ screen: 'action', actionId: target.actionId })
    case 'difficulty':
      openDifficulty(target.difficultyId)
      return go({ screen: 'fusion' })
    case 'project': return go({ screen: 'project', projectId: target.projectId })
    case 'rule':
      openRule(target.ruleId)
      return go({ screen: 'rules' })
    case 'talent': return showTalent({ entryId: target.entryId, year: target.year })
    case 'template': return go({ screen: 'templates' })
  }
}

/** 12, or 12+ where there are more than were counted. */
export const countInWords = ({ count, more }: { count: number; more: boolean }): string => `${count}${more ? '+' : ''}`

/** Of whoever is on the way into the Party also the path: 发展党员 陈思远. */
const onTheWay = [statusNames.applicant, statusNames.activist, statusNames.prospect, statusNames.probationaryMember]
const pathOf = ({ kind, id, name, note }: SearchHit): Command[] =>
  (kind === 'person' && onTheWay.some((status) => note.startsWith(status)) ? [{ id: `development.${id}`, name: `${name}的发展过程`, note: '发展党员', leaves: true, run: () => useRoute.getState().go({ screen: 'development', personId: id }) }] : [])

/** What was found, in the order in which it is shown: people and commands are short and stand first. */
export function sectionsOf(answer: SearchAnswer | null, commands: readonly Command[], words: string): Section[] {
  const section = ({ kind, ...counted }: SearchAnswer['counts'][number]): Section => ({
    key: kind, name: searchKindNames[kind], count: countInWords(counted),
    rows: (answer?.hits ?? []).filter((hit) => hit.kind === kind).map((hit) => ({ key: `${kind} ${hit.id}`, name: hit.name, note: hit.note, passage: hit.passage, more: hit.more, leaves: true, run: () => openHit(hit, words) })),
  })
  const found = (answer?.counts ?? []).map(section)
  const people = found.filter(({ key }) => key === 'person')
  const all = [...commands, ...(answer?.hits ?? []).flatMap(pathOf)]
  const own: Section = { key: 'command', name: '命令', count: String(all.length), rows: all.map(({ id, ...command }) => ({ key: `command ${id}`, passage: null, more: 0, ...command })) }
  return [...people, own, ...found.filter(({ key }) => key !== 'person')].filter(({ rows }) => rows.length > 0)
}
