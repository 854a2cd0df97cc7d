import { recordsNaming } from '../../../../db/repositories/development.ts'
import { findMeeting, type StoredMeeting } from '../../../../db/repositories/meetings.ts'
import type { Db } from '../../../../db/connection.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { StepCode } from '../../../../shared/domain/development.ts'
import { longerNames, namesExactly, type NamingRecord } from '../../../../shared/domain/developmentRecords.ts'
import type { MeetingDraft } from '../../../../shared/domain/meeting.ts'
import type { ItemNature, MeetingKind } from '../../../../shared/domain/meetingKinds.ts'
import { presenceOf } from '../../../../shared/domain/quorum.ts'
import { attendeesOf, committeeOf, rosterOn, type PersonWithHistory } from '../../../../shared/domain/roster.ts'
import { votersFor, type VoteCount } from '../../../../shared/domain/vote.ts'

type StoredItem = StoredMeeting['agenda'][number]

/** The votes about somebody in an item, as they are judged: an admission counts who is in the roster of the day. A vote that names nobody is theirs where it is the only one. */
function votesAbout(meeting: StoredMeeting, { votes }: StoredItem, names: (text: string) => boolean, people: readonly PersonWithHistory[]): VoteCount | null {
  const [only] = votes
  const vote = votes.find(({ subject }) => names(subject)) ?? (votes.length === 1 && only?.subject === '' && only.scene !== 'election' ? only : undefined)
  if (vote === undefined) return null
  const { scene, yes, no, abstain, writtenYes, writtenNo } = vote
  return { scene, ...votersFor(vote, presenceOf(meeting.kind, attendeesOf(meeting.kind, rosterOn(people, meeting.heldOn), meeting))), yes, no, abstain, writtenYes, writtenNo }
}

/** Whether an item is about somebody, where recordsNaming looks: its title, the subject of a vote on admission, and whoever swore an oath. */
const isAbout = ({ title, report, discussion, decision, votes }: StoredItem, names: (text: string) => boolean): boolean =>
  names(title) || votes.some(({ scene, subject }) => scene === 'admission' && names(subject)) || (title.includes('宣誓') && [report, discussion, decision].some(names))

/** The records that name somebody, item by item. Who has a longer name with this one in it is not meant. */
export function recordsAbout(db: Db, { name }: { name: string }, people: readonly PersonWithHistory[]): NamingRecord[] {
  const longer = longerNames(people, name)
  const names = (text: string): boolean => namesExactly(text, name, longer)
  return recordsNaming(db, name).flatMap(({ meetingId, itemId, kind, title, decision, talker }): NamingRecord[] => {
    const meeting = findMeeting(db, meetingId)
    const item = meeting?.agenda.find(({ id }) => id === itemId)
    if (!meeting || !(item ? isAbout(item, names) : names(meeting.elements.talkedTo ?? ''))) return []
    return [{ meetingId, kind, state: meeting.state, heldOn: meeting.heldOn, title, decision, talker, votes: item ? votesAbout(meeting, item, names, people) : null }]
  })
}

/** The kind of record that a step needs; null: none. A branch without a committee decides at its 党员大会 (细则 art. 8 and others). */
export function recordKindOf(step: StepCode, hasCommittee: boolean): MeetingKind | null {
  switch (step) {
    case 'initialTalk': return 'heartTalk'
    case 'activistDetermined': case 'mentorAssigned': case 'activistReview': case 'prospectDetermined': case 'introducersAssigned': case 'committeeScreening': case 'probationReview': return hasCommittee ? 'committeeMeeting' : 'generalMeeting'
    case 'admissionVote': case 'fullVote': return 'generalMeeting'
    case 'oath': return 'themeDay'
    default: return null
  }
}
export const hasCommitteeOn = (people: readonly PersonWithHistory[], on: IsoDate): boolean => committeeOf(rosterOn(people, on)).length > 0

/** What the item of a step is called, as stepOfRecord reads it again. */
function itemTitle(step: StepCode, name: string): string {
  switch (step) {
    case 'activistDetermined': return `研究确定${name}同志为入党积极分子`
    case 'mentorAssigned': return `研究指定${name}同志的培养联系人`
    case 'activistReview': return `对入党积极分子${name}同志进行半年考察`
    case 'prospectDetermined': return `研究确定${name}同志为发展对象人选`
    case 'introducersAssigned': return `研究确定${name}同志的入党介绍人`
    case 'committeeScreening': return `研究提交大会讨论接收${name}同志为预备党员事项`
    case 'admissionVote': return `讨论接收${name}同志为中共预备党员`
    case 'probationReview': return `对预备党员${name}同志进行教育考察`
    case 'fullVote': return `讨论预备党员${name}同志转正`
    case 'oath': return `${name}同志入党宣誓`
    default: return ''
  }
}

type Item = MeetingDraft['agenda'][number]
/** A vote on the step, before it is held: a ballot where somebody is admitted, hands in the committee. */
function votesOn(step: StepCode, name: string, kind: MeetingKind): Item['votes'] {
  const none = { issued: null, returned: null, valid: null, yes: 0, no: 0, abstain: 0, writtenYes: 0, writtenNo: 0, writtenAbstain: 0, excluded: 0, excludedReason: '', teller: '', counters: '' }
  if (step === 'admissionVote' || step === 'fullVote') return [{ ...none, subject: name, scene: 'admission', method: 'secret' }]
  if (step === 'activistReview' || step === 'probationReview' || step === 'oath') return []
  return [{ ...none, subject: name, scene: kind === 'committeeMeeting' ? 'committee' : 'general', method: 'hands' }]
}

const natureOf = (kind: MeetingKind): ItemNature => (kind === 'themeDay' ? 'both' : 'party')

/** The record of a step as it is begun: what is usual for its kind, with the item about the person filled in. */
export function recordOf(step: StepCode, name: string, prepared: Omit<MeetingDraft, 'id' | 'revision'>, talker: string): Omit<MeetingDraft, 'id' | 'revision'> {
  if (prepared.kind === 'heartTalk') return { ...prepared, elements: { ...prepared.elements, talkedTo: name, ...(talker === '' ? {} : { talker }), relation: '与入党积极分子、发展对象', topic: '递交入党申请书以后的谈话' }, agenda: [] }
  const title = itemTitle(step, name)
  const item: Item = { title, nature: natureOf(prepared.kind), reporter: '', report: '', speeches: [], discussion: '', seats: null, votes: votesOn(step, name, prepared.kind), decision: '', actions: [] }
  return { ...prepared, agenda: [item] }
}
