import { kindFacts, meetingKinds } from '../../../shared/domain/meetingKinds.ts'
import { holdsAll, termsOf } from '../../../shared/domain/searchText.ts'
import { meansName } from '../../lib/pinyin.ts'
import { useRoute, type Route } from '../session/index.ts'

/** Something the officer can do from anywhere. `leaves`: what is on the screen is saved first; else the palette shows the outcome. */
export interface Command { id: string; name: string; note: string; leaves: boolean; run(): void }
/** A screen that needs nothing but its name to be shown. */
export interface Room { screen: PlainScreen; name: string }
type PlainScreen = Route extends infer R ? (R extends { screen: infer S } ? (keyof R extends 'screen' ? S : never) : never) : never

const to = (id: string, name: string, note: string, route: Route): Command => ({ id, name, note, leaves: true, run: () => useRoute.getState().go(route) })

/** All commands; `rooms` are those of the desk, `own` what only the desk can do. */
export const commandsOf = (rooms: readonly Room[], own: readonly Command[]): Command[] => [
  ...meetingKinds.map((kind): Command => ({ id: `new.${kind}`, name: `登记${kindFacts[kind].short}`, note: '', leaves: true, run: () => useRoute.getState().newMeeting(kind) })),
  to('fromText', '从文字登记', '粘贴记录或导入Word', { screen: 'fromText' }),
  ...rooms.map(({ name, screen }) => to(`room.${screen}`, `去${name}`, '', { screen })),
  to('importPeople', '导入名册', 'Excel、CSV或粘贴', { screen: 'importPeople' }),
  to('structure', '党员结构', '年龄、学历、党龄和岗位', { screen: 'structure' }),
  to('study', '学时台账', '学时、培训、党课和道德讲堂', { screen: 'study' }),
  to('talent', '双培养', '年龄结构、年度建议和培养库', { screen: 'talent' }),
  to('organisation', '支委和党小组', '换届、改选、换组', { screen: 'organisation', tab: 'branch' }),
  to('transfers', '组织关系转接', '', { screen: 'organisation', tab: 'transfers' }),
  to('frequency', '组织生活达标表', '应开、已开和缺的', { screen: 'frequency' }),
  to('checklist', '检查清单', '缺什么、怎么补', { screen: 'checklist' }),
  to('rules', '规则', '依据和本单位要求', { screen: 'rules' }),
  to('access', '谁看过敏感信息', '设置', { screen: 'access' }),
  to('backups', '备份与恢复', '设置', { screen: 'backups' }),
  to('journal', '操作记录', '撤销做过的事', { screen: 'journal' }),
  to('trash', '回收站', '找回删除的内容', { screen: 'trash' }),
  to('templates', '文书模板', '本单位的版式', { screen: 'templates' }),
  to('settings', '设置', '', { screen: 'settings' }),
  ...own,
]

/** Those that were meant: by their words, or by the first letters of their pinyin. */
export const commandsFor = (commands: readonly Command[], typed: string): Command[] => {
  const terms = termsOf(typed)
  return commands.filter(({ name }) => holdsAll(name, terms) || (terms.length === 1 && /^[a-z]+$/.test(terms[0] ?? '') && meansName(terms[0] ?? '', name)))
}
