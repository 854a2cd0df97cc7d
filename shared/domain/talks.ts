import type { RosterEntry } from './person.ts'
import { committeeOf } from './roster.ts'

/** Who talked with whom in one 谈心谈话, by the names in the record. */
export interface TalkPair { talker: string; talkedTo: string }

export const talkRelations = ['支部委员之间', '支部委员和党员之间', '党员和党员之间'] as const
export type TalkRelation = (typeof talkRelations)[number]

/** What R08 asks of one relation and what was done of it. */
export interface TalkProgress<M> { relation: TalkRelation; asked: number; met: number; meetings: M[]; lacking: string[] }

/**
 * 支部工作条例 art. 19: within a year each member of the committee talks with each other, each member with somebody of the committee, and each
 * member with some other member. Counted by the people of the roster: pairs of the committee, then members. A name in a record that
 * is not in the roster counts for nothing. A talk between a committee member and a member is one of the second kind, not of the third.
 */
export function talksOf<M extends { talk?: TalkPair }>(roster: readonly RosterEntry[], held: readonly M[]): TalkProgress<M>[] {
  const members = roster.filter(({ status }) => status === 'fullMember' || status === 'probationaryMember').map(({ name }) => name)
  const committee = committeeOf(roster).map(({ name }) => name)
  const others = members.filter((name) => !committee.includes(name))
  const known = new Set(members)
  const talks = held.filter((meeting) => meeting.talk !== undefined && meeting.talk.talker !== meeting.talk.talkedTo && known.has(meeting.talk.talker) && known.has(meeting.talk.talkedTo))
  const isCommittee = (name: string) => committee.includes(name)
  const pairOf = ({ talk }: M): [string, string] => [talk?.talker ?? '', talk?.talkedTo ?? '']
  const kindOf = (meeting: M): TalkRelation => talkRelations[2 - pairOf(meeting).filter(isCommittee).length] ?? '党员和党员之间'
  const of = (relation: TalkRelation) => talks.filter((meeting) => kindOf(meeting) === relation)

  const pairs = committee.flatMap((a, i) => committee.slice(i + 1).map((b) => [a, b] as const))
  const talked = (a: string, b: string) => of('支部委员之间').some((meeting) => pairOf(meeting).includes(a) && pairOf(meeting).includes(b))
  const pairsLacking = pairs.filter(([a, b]) => !talked(a, b))
  const lackingIn = (names: readonly string[], relation: TalkRelation) => names.filter((name) => !of(relation).some((meeting) => pairOf(meeting).includes(name)))
  const withCommittee = committee.length === 0 ? [] : others
  const withMember = others.length < 2 ? [] : others
  const [noCommittee, noMember] = [lackingIn(withCommittee, '支部委员和党员之间'), lackingIn(withMember, '党员和党员之间')]
  return [
    { relation: '支部委员之间', asked: pairs.length, met: pairs.length - pairsLacking.length, meetings: of('支部委员之间'), lacking: pairsLacking.map(([a, b]) => `${a}和${b}`) },
    { relation: '支部委员和党员之间', asked: withCommittee.length, met: withCommittee.length - noCommittee.length, meetings: of('支部委员和党员之间'), lacking: noCommittee },
    { relation: '党员和党员之间', asked: withMember.length, met: withMember.length - noMember.length, meetings: of('党员和党员之间'), lacking: noMember },
  ]
}
