import type { CheckContext } from '../../shared/domain/check.ts'
import { parseDue } from '../../shared/domain/actionDates.ts'
import { MeetingDraft, type Meeting } from '../../shared/domain/meeting.ts'
import { kindElements, kindFacts, type MeetingElement, type MeetingKind } from '../../shared/domain/meetingKinds.ts'
import type { PartyPost, PersonStatus, RosterEntry } from '../../shared/domain/person.ts'
import { presenceOf } from '../../shared/domain/quorum.ts'
import { attendeesOf, expectedAt } from '../../shared/domain/roster.ts'
import type { Vote } from '../../shared/domain/vote.ts'
import type * as z from 'zod'

/** An id that tells what it is of: two digits of sort, four of number. */
export const idOf = (sort: number, number: number): string => `0197a000-0000-7000-80${String(sort).padStart(2, '0')}-00000000${String(number).padStart(4, '0')}`

const member = (name: string, posts: PartyPost[] = [], group = '第一党小组', status: PersonStatus = 'fullMember') => ({ name, posts, group, status })
/** Seven full members of whom five are the committee, one on probation, one who wants to join. */
export const roster: RosterEntry[] = [
  member('周启明', ['secretary']), member('林静怡', ['organizationCommissioner']), member('郑浩然', ['publicityCommissioner']), member('吴国栋', ['disciplineCommissioner']), member('何晓燕', ['youthCommissioner']),
  member('孙立军', ['groupLeader']), member('钱雅文', ['groupLeader'], '第二党小组'), member('方子涵', [], '第一党小组', 'probationaryMember'), member('陈思远', [], '第一党小组', 'prospect'),
].map((entry, n) => ({ id: idOf(1, n), ...entry, hasVote: entry.status === 'fullMember', noVoteReason: entry.status === 'fullMember' ? null : '没有表决权' }))

export type Draft = z.input<typeof MeetingDraft>
export type DraftItem = NonNullable<Draft['agenda']>[number]

const valueOf = ({ entry, label }: MeetingElement): string => {
  switch (entry.form) {
    case 'person': return '周启明'
    case 'number': return '1'
    case 'choice': case 'choices': return entry.options[0] ?? ''
    case 'line': case 'text': return `${label}已按要求写明`
  }
}

export const item = (change: Partial<DraftItem> = {}): DraftItem => ({
  title: '研究走访覆盖提升', reporter: '郑浩然', report: '通报走访覆盖率86%，低于95%的目标。', speeches: [{ speaker: '吴国栋（纪检委员）', text: '要避免只求数量。' }], discussion: '周启明小结：按月核对。',
  decision: '同意增加问题闭环率指标。', actions: [{ task: '填写立项书', owners: '吴国栋', dueText: '9月30日前' }], ...change,
})

/** A secret ballot of seven voters on one person, that adds up. */
export const ballot = (change: Partial<z.input<typeof Vote>> = {}): z.input<typeof Vote> => ({ subject: '陈思远', scene: 'admission', method: 'secret', issued: 7, returned: 7, valid: 7, yes: 6, no: 0, abstain: 1, teller: '吴国栋', counters: '孙立军、钱雅文', ...change })

/** A draft of a kind in which nothing is missing and nothing is odd: on a Tuesday afternoon, everybody there. */
export function cleanDraft(kind: MeetingKind = 'committeeMeeting', change: Partial<Draft> = {}): Draft {
  const group = kind === 'groupMeeting' ? '第一党小组' : ''
  const { expects } = kindFacts[kind]
  return {
    kind, group, title: '第二支部委员会2026年第9次会议', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:10', place: '县局三楼党员活动室', chair: '周启明', recorder: '林静怡',
    elements: Object.fromEntries(kindElements[kind].filter(({ required }) => required).map((element) => [element.code, valueOf(element)])),
    attendance: expectedAt(kind, roster, group).map(({ id }) => ({ personId: id, state: 'present' as const })),
    guests: expects === 'members' ? [{ name: '陈思远', note: '发展对象' }] : [],
    agenda: expects === 'talkers' ? [] : [item()],
    ...change,
  }
}

/** A draft as it is stored and read again. */
export function meetingFrom(input: Draft, people: readonly RosterEntry[] = roster): Meeting {
  const { id = idOf(2, 0), revision = 1, ...draft } = MeetingDraft.parse(input)
  const attendees = attendeesOf(draft.kind, people, draft)
  const agenda = draft.agenda.map((entry, i) => ({
    ...entry, id: entry.id ?? idOf(3, i),
    votes: entry.votes.map((vote, n) => ({ ...vote, id: vote.id ?? idOf(4, i * 100 + n) })),
    actions: entry.actions.map((action, n) => ({ ...action, id: action.id ?? idOf(5, i * 100 + n), dueOn: parseDue(action.dueText, draft.heldOn), startOn: parseDue(action.startText, draft.heldOn) })),
  }))
  return { ...draft, id, revision, agenda, attendees, ...presenceOf(draft.kind, attendees), state: 'draft', version: 0, supplementedOn: null, savedAt: '2026-09-08T10:00:00Z' }
}

/** What a clean meeting is checked with, the day after the sample's. */
export const contextOf = (meeting: Meeting, change: Partial<CheckContext> = {}): CheckContext => ({ meeting, today: '2026-09-09', roster, sameTime: [], source: null, earlier: [], ...change })
