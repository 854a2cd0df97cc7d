import { arithmeticFindings, electionFindings, excellentFindings, quorumFindings, rosterFindings, saidCountFindings, votingFindings } from './checkCounts.ts'
import { findingKinds, kindRules, remark, type CheckContext, type Finding, type FindingKind } from './checkFinding.ts'
import { absentFindings, twoPlacesFindings, unknownFindings } from './checkPeople.ts'
import { alikeFindings, staleDateFindings, staleNameFindings } from './checkText.ts'
import { datedBeforeFindings, dueFindings, hourFindings } from './checkTimes.ts'
import { recordGaps, type Meeting } from './meeting.ts'

export { findingKinds, type CheckContext, type Finding, type FindingKind } from './checkFinding.ts'
export { arithmeticFindings } from './checkCounts.ts'
export { itemText } from './checkPassages.ts'

/** What a gap is, by the field it leads to. */
const gapKind = (field: string): FindingKind =>
  field.endsWith('.decision') ? 'noConclusion' : field.endsWith('.addAction') || field.endsWith('.owners') ? 'noOwner' : field.endsWith('.dueText') ? 'noDue' : 'missing'

function gapFindings(meeting: Meeting): Finding[] {
  const rule = `必备记录要素（${kindRules[meeting.kind]}）`
  return recordGaps(meeting, meeting.attendees).map(({ field, message }) => remark(gapKind(field), field, `${message}。`, rule))
}

/**
 * What to look at again in a record before it is finalised (domain rules section 1.4): why, by which rule, and where. Ordered by
 * kind, then as in the record. Says, never decides: only votes that do not add up block. A 谈心谈话 is looked at for its elements only.
 */
export function checkMeeting(context: CheckContext): Finding[] {
  const { meeting } = context
  if (meeting.kind === 'heartTalk') return gapFindings(meeting)
  const stale = staleNameFindings(context)
  const findings = [
    ...gapFindings(meeting), ...arithmeticFindings(meeting), ...saidCountFindings(meeting), ...rosterFindings(context), ...quorumFindings(meeting), ...votingFindings(context), ...electionFindings(meeting), ...excellentFindings(context),
    ...absentFindings(context), ...unknownFindings(context, stale.names), ...twoPlacesFindings(context),
    ...datedBeforeFindings(context), ...dueFindings(context), ...hourFindings(context),
    ...staleDateFindings(context), ...stale.findings, ...alikeFindings(context),
  ]
  return findings.sort((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind))
}
