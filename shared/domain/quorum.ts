export interface CommitteeCount { expected: number; present: number }

/**
 * May the branch committee meet? 支部工作条例 art. 12: at least half of its members are there (半数以上, half itself included).
 * Says so in one sentence, with its rule.
 */
export function judgeCommitteeQuorum({ expected, present }: CommitteeCount): { mayMeet: boolean; explanation: string } {
  if (expected === 0) return { mayMeet: false, explanation: '当天名册里没有支部委员，请先在“党员”里登记党内职务。' }
  const least = Math.ceil(expected / 2)
  const mayMeet = present * 2 >= expected
  const more = present * 2 > expected ? '超过半数' : present * 2 === expected ? '正好半数' : ''
  const explanation = mayMeet
    ? `应到委员${expected}人，实到${present}人，${more}，可以开会（支部工作条例第12条：半数以上委员到会）。`
    : `应到委员${expected}人，实到${present}人，还差${least - present}人；半数以上委员到会方可开会（支部工作条例第12条）。`
  return { mayMeet, explanation }
}

export interface HandVote { yes: number; no: number; abstain: number }

/**
 * A show of hands in the committee: the arithmetic in words. The denominator is 应到委员; more than half is needed
 * (the regulation names no figure: democratic centralism as practised, so this informs and never blocks).
 */
export function judgeCommitteeVote({ expected, present }: CommitteeCount, { yes, no, abstain }: HandVote): { passed: boolean; consistent: boolean; explanation: string } {
  const cast = yes + no + abstain
  const consistent = cast <= present
  const passed = consistent && yes * 2 > expected
  if (!consistent) return { passed, consistent, explanation: `三项合计${cast}票，多于实到委员${present}人，请核对。` }
  const missing = cast < present ? `，另有${present - cast}人未举手` : ''
  const verdict = passed ? '超过应到委员半数，通过' : '未超过应到委员半数，没有通过'
  return { passed, consistent, explanation: `赞成${yes}票、不赞成${no}票、弃权${abstain}票${missing}。应到委员${expected}人，${verdict}（惯例：按民主集中制，以应到委员为分母）。` }
}
