import { isThere, type Attendee, type Presence } from './meeting.ts'
import { kindFacts, type MeetingKind } from './meetingKinds.ts'

export interface CommitteeCount { expected: number; present: number }

/**
 * May the branch committee meet? 支部工作条例 art. 12: at least half of its members are there (半数以上, half itself included).
 * Says so in one sentence, with its rule.
 */
export function judgeCommitteeQuorum({ expected, present }: CommitteeCount): { mayMeet: boolean; explanation: string } {
  if (expected === 0) return { mayMeet: false, explanation: '当天名册里没有支部委员，请先在“党员”里登记党内职务。' }
  return halfAreThere(expected, present, '委员', '支部工作条例第12条')
}

/** May the general meeting meet? 支部工作条例 art. 11: at least half of those with a vote are there; an admission needs more than half, an election four fifths (see judgeVote). */
export function judgeGeneralQuorum({ expected, present }: CommitteeCount): { mayMeet: boolean; explanation: string } {
  if (expected === 0) return { mayMeet: false, explanation: '当天名册里没有有表决权的党员，请先在“党员”里登记。' }
  return halfAreThere(expected, present, '有表决权的党员', '支部工作条例第11条')
}

function halfAreThere(expected: number, present: number, who: string, rule: string): { mayMeet: boolean; explanation: string } {
  const least = Math.ceil(expected / 2)
  const mayMeet = present * 2 >= expected
  const more = present * 2 > expected ? '超过半数' : present * 2 === expected ? '正好半数' : ''
  const short = who === '委员' ? '委员' : ''
  const explanation = mayMeet
    ? `应到${who}${expected}人，实到${present}人，${more}，可以开会（${rule}：半数以上${short}到会）。`
    : `应到${who}${expected}人，实到${present}人，还差${least - present}人；半数以上${short}到会方可开会（${rule}）。`
  return { mayMeet, explanation }
}

/**
 * Counts of a record: of all who are expected, and of those with a vote. 预备党员 and those under 留党察看 have no vote and do not
 * count for it; nobody is taken out of 应到 except in an election (domain rules section 1.3).
 */
export function presenceOf(kind: MeetingKind, attendees: readonly Attendee[]): Presence {
  const { expects, decides } = kindFacts[kind]
  const there = attendees.filter((a) => a.state !== null && isThere(a.state))
  const expected = expects === 'open' || expects === 'talkers' ? 0 : attendees.length
  const present = there.length
  const expectedVoters = attendees.filter((a) => a.hasVote).length
  const presentVoters = there.filter((a) => a.hasVote).length
  const counts = { expected, present, expectedVoters, presentVoters, marked: attendees.filter((a) => a.state !== null).length }
  if (!decides) return { ...counts, mayMeet: true, quorum: '' }
  const { mayMeet, explanation } = expects === 'committee' ? judgeCommitteeQuorum({ expected, present }) : judgeGeneralQuorum({ expected: expectedVoters, present: presentVoters })
  return { ...counts, mayMeet, quorum: explanation }
}
