import * as z from 'zod'
import { assertNever } from './assertNever.ts'
import { IsoDate } from './dates.ts'
import { FilledLine } from './text.ts'

/** 人员类别, in the order of the way into the Party (domain rules section 3.2). 流动党员 is a mark, not a 类别. */
export const statuses = ['nonMember', 'applicant', 'activist', 'prospect', 'probationaryMember', 'fullMember'] as const
export const PersonStatus = z.enum(statuses)
export type PersonStatus = z.infer<typeof PersonStatus>
export const statusNames: Record<PersonStatus, string> = {
  nonMember: '群众', applicant: '入党申请人', activist: '入党积极分子', prospect: '发展对象', probationaryMember: '预备党员', fullMember: '正式党员',
}

/** 党内职务, in the order in which papers list them. */
export const posts = ['secretary', 'deputySecretary', 'organizationCommissioner', 'publicityCommissioner', 'disciplineCommissioner', 'youthCommissioner', 'unitedFrontCommissioner', 'secrecyCommissioner', 'groupLeader'] as const
export const PartyPost = z.enum(posts)
export type PartyPost = z.infer<typeof PartyPost>
export const postNames: Record<PartyPost, string> = {
  secretary: '书记', deputySecretary: '副书记', organizationCommissioner: '组织委员', publicityCommissioner: '宣传委员', disciplineCommissioner: '纪检委员',
  youthCommissioner: '青年委员', unitedFrontCommissioner: '统战委员', secrecyCommissioner: '保密委员', groupLeader: '党小组组长',
}
/** Other words in use for the same post, as rosters write them. */
export const postAliases: Record<string, PartyPost> = {
  支部书记: 'secretary', 党支部书记: 'secretary', 支部副书记: 'deputySecretary', 党支部副书记: 'deputySecretary', 纪律检查委员: 'disciplineCommissioner', 纪委委员: 'disciplineCommissioner',
  统战群工委员: 'unitedFrontCommissioner', 群工委员: 'unitedFrontCommissioner', 党小组长: 'groupLeader', 小组长: 'groupLeader', 组长: 'groupLeader',
}
/** Every post but 党小组组长 makes its holder a member of the branch committee (支部工作条例 art. 20). */
export const isCommitteePost = (post: PartyPost): boolean => post !== 'groupLeader'

/** Why somebody left the branch. */
export const leavings = ['transferred', 'deceased', 'removed', 'expelled', 'membershipSuspended', 'probationCancelled', 'movedAway'] as const
export const Leaving = z.enum(leavings)
export type Leaving = z.infer<typeof Leaving>
export const leavingNames: Record<Leaving, string> = {
  transferred: '组织关系转出', deceased: '去世', removed: '除名', expelled: '开除党籍', membershipSuspended: '停止党籍', probationCancelled: '取消预备党员资格', movedAway: '调离（非党员）',
}

/** One thing about a person that holds from a day on. Null ends what held before: no post, no group, vote restored, back in the branch. */
export const PersonChange = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('status'), value: PersonStatus }),
  z.strictObject({ field: z.literal('posts'), value: z.array(PartyPost).max(5) }),
  z.strictObject({ field: z.literal('group'), value: FilledLine(40).nullable() }),
  z.strictObject({ field: z.literal('vote'), value: FilledLine(200).nullable().describe('why the person has no vote, for example 留党察看; null where it is restored') }),
  z.strictObject({ field: z.literal('left'), value: Leaving.nullable() }),
])
export type PersonChange = z.infer<typeof PersonChange>
export type ChangeField = PersonChange['field']
export const changeFieldNames: Record<ChangeField, string> = { status: '人员类别', posts: '党内职务', group: '党小组', vote: '表决权', left: '离开支部' }

/** A change as it stands in a person's history. */
export const DatedChange = z.intersection(PersonChange, z.object({ id: z.uuid(), personId: z.uuid(), from: IsoDate }))
export type DatedChange = PersonChange & { id: string; personId: string; from: IsoDate }

/** What a change says, in words: 预备党员, 书记、组织委员, 第一党小组, 停止表决权（留党察看）. */
export function changeInWords(change: PersonChange): string {
  switch (change.field) {
    case 'status': return statusNames[change.value]
    case 'posts': return change.value.length === 0 ? '无党内职务' : change.value.map((p) => postNames[p]).join('、')
    case 'group': return change.value ?? '不编入党小组'
    case 'vote': return change.value === null ? '恢复表决权' : `停止表决权（${change.value}）`
    case 'left': return change.value === null ? '回到支部' : leavingNames[change.value]
    default: return assertNever(change)
  }
}

/** A person as of one day. */
export const RosterEntry = z.object({
  id: z.uuid(),
  name: z.string(),
  status: PersonStatus,
  posts: z.array(PartyPost),
  group: z.string().nullable(),
  hasVote: z.boolean(),
  noVoteReason: z.string().nullable(),
})
export type RosterEntry = z.infer<typeof RosterEntry>
